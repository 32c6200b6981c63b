/** The port's life, with processes that misbehave in every way: no Z3 is needed. */
import { setTimeout as after } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { Numbers } from '../../server/src/core/prove/numeric';
import { type Bool, Terms } from '../../server/src/core/prove/terms';
import { available, createSolver, findSolver } from '../../server/src/solver';
import { type ChildOptions, ChildSolver } from '../../server/src/solver/port';
import { fakeChild, temporaryFolder } from './support';

const folder = temporaryFolder();
const terms = new Terms();
const numbers = new Numbers(terms);
const x = terms.variable('x', { integer: true, lower: { value: 0, strict: false }, upper: { value: 9, strict: false } });
/** Asks for x to be at least `index`, and for as many flags: so a child can tell questions apart. */
const question = (index: number): Bool =>
  terms.and(
    ...Array.from({ length: index }, (_, n) => terms.flag(`p${n}`)),
    numbers.compare('>=', numbers.factor(x), numbers.constant(index)),
  );

const running: ChildSolver[] = [];
function solver(onQuestion: string, options: ChildOptions = {}, start?: string): ChildSolver {
  const made = new ChildSolver(fakeChild(folder, `child${running.length}-${process.pid}`, onQuestion, start), folder, options);
  running.push(made);
  return made;
}
afterEach(() => {
  for (const each of running) each.dispose();
});

const UNSAT = "answer({ kind: 'unsat' });";
const failed = { kind: 'open', reason: 'solver-failed' };

describe('the port', () => {
  it('starts nothing before the first question', async () => {
    const s = solver(UNSAT);
    await after(20);
    expect(s.pid).toBeUndefined();
    expect(await s.solve(terms, question(1))).toEqual({ kind: 'unsat' });
    expect(s.pid).toBeDefined();
  });

  it('answers questions in their order, each its own', async () => {
    // The child says sat for odd numbers only.
    const s = solver(`
      if (index % 2 === 0) answer({ kind: 'unsat' });
      else answer({ kind: 'sat', values: question.names.map((n) => [n, n[0] === 'v' ? [String(index)] : ['true']]) });`);
    const verdicts = await Promise.all([1, 2, 3, 4, 5].map((i) => s.solve(terms, question(i))));
    expect(verdicts.map((v) => v.kind)).toEqual(['sat', 'unsat', 'sat', 'unsat', 'sat']);
    expect(verdicts.map((v) => (v.kind === 'sat' ? v.model.numbers.get(x) : undefined))).toEqual([1, undefined, 3, undefined, 5]);
  });

  it.each([
    ['a value that makes the formula false', "[n, n[0] === 'v' ? ['3'] : ['true']]"],
    ['a flag that makes it false', "[n, n[0] === 'v' ? ['5'] : ['false']]"],
    ['a value outside its domain', "[n, n[0] === 'v' ? ['12'] : ['true']]"],
    ['a fraction for a whole number', "[n, n[0] === 'v' ? ['5.5'] : ['true']]"],
    ['something unreadable', "[n, n[0] === 'v' ? ['five'] : ['true']]"],
  ])('does not believe a model with %s', async (_, pair) => {
    const s = solver(`answer({ kind: 'sat', values: question.names.map((n) => ${pair}) });`);
    expect(await s.solve(terms, question(5))).toEqual(failed);
  });

  it('takes a number close to a root where it will do, and says nothing where none does', async () => {
    const s = solver("answer({ kind: 'sat', values: question.names.map((n) => [n, n[0] === 'v' ? ['4', '5'] : ['true']]) });");
    const found = await s.solve(terms, question(5));
    expect(found.kind === 'sat' && found.model.numbers.get(x)).toBe(5);
    expect(await s.solve(terms, question(6))).toEqual({ kind: 'open', reason: 'nonlinear' });
  });

  it.each([
    ['max. resource limit exceeded', 'budget'],
    ['canceled', 'budget'],
    ['(incomplete (theory arithmetic))', 'nonlinear'],
  ])('tells why a question stays open: %s', async (why, reason) => {
    const s = solver(`answer({ kind: 'unknown', why: ${JSON.stringify(why)} });`);
    expect(await s.solve(terms, question(1))).toEqual({ kind: 'open', reason });
  });

  it('loses one question with a child that dies, and starts another', async () => {
    const s = solver(`if (index === 1) process.exit(1); ${UNSAT}`);
    const verdicts = await Promise.all([1, 2, 1, 3].map((i) => s.solve(terms, question(i))));
    expect(verdicts).toEqual([failed, { kind: 'unsat' }, failed, { kind: 'unsat' }]);
  });

  it('survives a child that is killed while it works', async () => {
    const s = solver(`if (index === 1) return; ${UNSAT}`);
    expect(await s.solve(terms, question(2))).toEqual({ kind: 'unsat' });
    const stuck = s.solve(terms, question(1));
    process.kill(s.pid ?? 0, 'SIGKILL');
    expect(await stuck).toEqual(failed);
    expect(await s.solve(terms, question(2))).toEqual({ kind: 'unsat' });
  });

  it('kills a child that is stuck', async () => {
    const s = solver('for (;;) {}', { patience: 2000 });
    const stuck = s.solve(terms, question(1));
    expect(await stuck).toEqual({ kind: 'open', reason: 'budget' });
    expect(s.pid).toBeUndefined();
  });

  it('does not give up for questions that are too hard', async () => {
    const s = solver(`if (index === 1) for (;;) {} ${UNSAT}`, { patience: 2000, deaths: 1 });
    expect(await s.solve(terms, question(1))).toEqual({ kind: 'open', reason: 'budget' });
    expect(await s.solve(terms, question(2))).toEqual({ kind: 'unsat' });
  });

  it('gives up a child that never gets ready', async () => {
    const s = solver(UNSAT, { patience: 2000, deaths: 1 }, 'setInterval(() => undefined, 1000);');
    expect(await s.solve(terms, question(2))).toEqual(failed);
    const pending = s.solve(terms, question(2));
    expect(s.pid).toBeUndefined();
    expect(await pending).toEqual(failed);
  });

  it('gives up after some deaths in a row, and not before', async () => {
    const s = solver('process.exit(1);', { deaths: 3 });
    for (let i = 0; i < 3; i++) expect(await s.solve(terms, question(1))).toEqual(failed);
    const pending = s.solve(terms, question(1));
    expect(s.pid).toBeUndefined();
    expect(await pending).toEqual(failed);
  });

  it('counts deaths anew after an answer', async () => {
    const s = solver(`if (index === 1) process.exit(1); ${UNSAT}`, { deaths: 2 });
    const kinds: string[] = [];
    for (const i of [1, 2, 1, 2, 1, 2]) kinds.push((await s.solve(terms, question(i))).kind);
    expect(kinds).toEqual(['open', 'unsat', 'open', 'unsat', 'open', 'unsat']);
  });

  it('ends a child that does not start with its question', async () => {
    const s = solver('', {}, 'process.exit(3);');
    expect(await s.solve(terms, question(1))).toEqual(failed);
  });

  it('replaces a child by the number of its answers', async () => {
    const s = solver(UNSAT, { answers: 2 });
    const pids: (number | undefined)[] = [];
    for (let i = 0; i < 4; i++) {
      const verdict = s.solve(terms, question(1));
      pids.push(s.pid);
      expect(await verdict).toEqual({ kind: 'unsat' });
    }
    expect(pids[1]).toBe(pids[0]);
    expect(pids[2]).not.toBe(pids[0]);
    expect(pids[3]).toBe(pids[2]);
  });

  it('replaces a child by the memory that it tells of', async () => {
    const s = solver("answer({ kind: 'unsat' }, 2000);", { memory: 1000 });
    expect(await s.solve(terms, question(1))).toEqual({ kind: 'unsat' });
    expect(s.pid).toBeUndefined();
    expect(await s.solve(terms, question(1))).toEqual({ kind: 'unsat' });
  });

  it('rejects by the signal only, and stops a busy child for it', async () => {
    const s = solver(`if (index === 1) for (;;) {} ${UNSAT}`);
    expect(await s.solve(terms, question(2))).toEqual({ kind: 'unsat' });
    const first = s.pid;
    const controller = new AbortController();
    const busy = s.solve(terms, question(1), controller.signal);
    const behind = s.solve(terms, question(3));
    controller.abort(new Error('an edit came'));
    await expect(busy).rejects.toThrow('an edit came');
    expect(await behind).toEqual({ kind: 'unsat' });
    expect(s.pid).not.toBe(first);
  });

  it('takes a question back that has not begun, without harm to the child', async () => {
    const s = solver(`setTimeout(() => { ${UNSAT} }, 50);`);
    const first = s.solve(terms, question(1));
    const controller = new AbortController();
    const waiting = s.solve(terms, question(2), controller.signal);
    const pid = s.pid;
    controller.abort();
    await expect(waiting).rejects.toBe(controller.signal.reason);
    expect(await first).toEqual({ kind: 'unsat' });
    expect(s.pid).toBe(pid);
  });

  it('starts nothing for a question that is withdrawn before it is asked', async () => {
    const s = solver(UNSAT);
    await expect(s.solve(terms, question(1), AbortSignal.abort('late'))).rejects.toBe('late');
    expect(s.pid).toBeUndefined();
  });

  it('leaves nothing unanswered when it is disposed of', async () => {
    const s = solver('');
    const pending = [1, 2].map((i) => s.solve(terms, question(i)));
    s.dispose();
    expect(await Promise.all(pending)).toEqual([failed, failed]);
    expect(await s.solve(terms, question(3))).toEqual(failed);
    expect(s.pid).toBeUndefined();
  });
});

describe('where there is no solver', () => {
  it('there is no port', () => {
    const path = `${folder}/nowhere`;
    expect(available({ path })).toBe(false);
    expect(findSolver({ path })).toBeUndefined();
    expect(createSolver({ path })).toBeUndefined();
  });
});
