/** Z3 behind the port: answers that were worked out by hand, agreement with the meaning of terms, and questions that are too hard. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Valuation } from '../../server/src/core/prove/model';
import { Numbers } from '../../server/src/core/prove/numeric';
import { type Rational, ratio, show } from '../../server/src/core/prove/rational';
import { type Bool, type Choice, type Flag, type Num, Terms, type Variable } from '../../server/src/core/prove/terms';
import { createSolver } from '../../server/src/solver';
import type { ChildSolver } from '../../server/src/solver/port';
import { buildChild, describeWithZ3, temporaryFolder } from './support';

const folder = temporaryFolder();
const terms = new Terms();
const numbers = new Numbers(terms);
const of = (v: Variable): Num => numbers.factor(v);
const at = (n: number, d = 1): Num => numbers.constant(ratio(BigInt(n), BigInt(d)));
const atLeast0 = { lower: { value: 0, strict: false } };
const above0 = { lower: { value: 0, strict: true } };
const [a, b, c] = [terms.variable('今年', above0), terms.variable('去年', above0), terms.variable('c', atLeast0)];
const [i, j, k] = ['i', 'j', 'k'].map((name) => terms.variable(name, { integer: true, lower: { value: 1, strict: false } })) as [
  Variable,
  Variable,
  Variable,
];
const growth = numbers.divide(numbers.subtract(of(a), of(b)), of(b));

describeWithZ3('Z3 behind the port', () => {
  let child = '';
  let solver: ChildSolver;
  beforeAll(async () => {
    child = await buildChild(folder);
    solver = createSolver({ child }) as ChildSolver;
  });
  afterAll(() => solver.dispose());

  const kind = terms.choice('行业', ['软件', '芯片', '医药']);
  const { and, or, not } = {
    and: (...all: Bool[]) => terms.and(...all),
    or: (...all: Bool[]) => terms.or(...all),
    not: (x: Bool) => terms.not(x),
  };

  it.each<[string, Bool, 'sat' | 'unsat']>([
    // a ≥ 1.1 b and a ≤ 1.05 b with b > 0.
    [
      'growth both above 10% and at most 5%',
      and(numbers.compare('>', growth, at(1, 10)), numbers.compare('<=', growth, at(1, 20))),
      'unsat',
    ],
    ['growth between 10% and 20%', and(numbers.compare('>', growth, at(1, 10)), numbers.compare('<', growth, at(1, 5))), 'sat'],
    // (a - b)² < 0 never; = 0 where a = b.
    [
      'a square below zero',
      numbers.compare('<', numbers.multiply(numbers.subtract(of(a), of(b)), numbers.subtract(of(a), of(b))), at(0)),
      'unsat',
    ],
    // a·b ≤ ((a + b)/2)² = 25 where a + b = 10.
    [
      'a product above what its sum allows',
      and(numbers.compare('=', numbers.add(of(a), of(b)), at(10)), numbers.compare('>', numbers.multiply(of(a), of(b)), at(25))),
      'unsat',
    ],
    [
      'a product as large as its sum allows',
      and(numbers.compare('=', numbers.add(of(a), of(b)), at(10)), numbers.compare('=', numbers.multiply(of(a), of(b)), at(25))),
      'sat',
    ],
    // 3i = 7 has no whole solution; 6i = 10j has i = 5, j = 3.
    [
      'thirds that are whole',
      and(numbers.compare('>', numbers.scale(of(i), 3), at(6)), numbers.compare('<', numbers.scale(of(i), 3), at(9))),
      'unsat',
    ],
    ['6i = 10j', numbers.compare('=', numbers.scale(of(i), 6), numbers.scale(of(j), 10)), 'sat'],
    // 91 = 7 · 13 only.
    [
      '91 as a product of numbers from 8 on',
      and(
        numbers.compare('=', numbers.multiply(of(i), of(j)), at(91)),
        numbers.compare('>=', of(i), at(8)),
        numbers.compare('<=', of(i), of(j)),
      ),
      'unsat',
    ],
    // floor(c / 3) = 2 is 6 ≤ c < 9.
    [
      'a floor and what is below it',
      and(numbers.compare('=', numbers.floor(numbers.scale(of(c), ratio(1n, 3n))), at(2)), numbers.compare('<', of(c), at(6))),
      'unsat',
    ],
    [
      'a floor and its upper end',
      and(numbers.compare('=', numbers.floor(numbers.scale(of(c), ratio(1n, 3n))), at(2)), numbers.compare('>=', of(c), at(9))),
      'unsat',
    ],
    [
      'a floor and what is just below its end',
      and(numbers.compare('=', numbers.floor(numbers.scale(of(c), ratio(1n, 3n))), at(2)), numbers.compare('>', of(c), at(89, 10))),
      'sat',
    ],
    // floor of a growth of 10 times: 7 means 0.7 ≤ growth < 0.8.
    [
      'the floor of a quotient',
      and(numbers.compare('=', numbers.floor(numbers.scale(growth, 10)), at(7)), numbers.compare('>=', growth, at(4, 5))),
      'unsat',
    ],
    ['none of the members', and(...kind.members.map((m) => not(terms.is(kind, m)))), 'unsat'],
    ['two of the members', and(or(terms.is(kind, '软件'), terms.flag('p')), terms.is(kind, '芯片'), not(terms.flag('p'))), 'unsat'],
    ['a member by what it is not', and(not(terms.is(kind, '软件')), not(terms.is(kind, '芯片'))), 'sat'],
    // min(c, 100) > 100 never; the named sum of two capped amounts reaches 200 and no more.
    ['a cap passed', numbers.compare('>', numbers.min(of(c), at(100)), at(100)), 'unsat'],
  ])('%s', async (_, formula, expected) => {
    const verdict = await solver.solve(terms, formula);
    expect(verdict.kind).toBe(expected);
    if (verdict.kind === 'sat') expect(new Valuation(verdict.model).bool(formula)).toBe(true);
  });

  it('does not take a root for a number that an applicant could have', async () => {
    expect(await solver.solve(terms, numbers.compare('=', numbers.multiply(of(c), of(c)), at(2)))).toEqual({
      kind: 'open',
      reason: 'nonlinear',
    });
  });

  it('does without a root where numbers near it will do', async () => {
    const square = numbers.multiply(of(c), of(c));
    const verdict = await solver.solve(terms, and(numbers.compare('>', square, at(2)), numbers.compare('<', square, at(20_001, 10_000))));
    expect(verdict.kind).toBe('sat');
  });

  it('means what terms mean: with every value given, it says yes exactly where they come to true', async () => {
    const variables = [a, b, c, i, j];
    const flags = [terms.flag('p'), terms.flag('q')];
    for (const sample of fc.sample(cases(variables, flags, kind), { numRuns: 150, seed: 4 })) {
      const { formula, values, chosen, on } = sample;
      const model = {
        numbers: new Map(variables.map((v, n): [Variable, Rational] => [v, values[n] ?? 1])),
        flags: new Map(flags.map((f, n): [Flag, boolean] => [f, on[n] ?? false])),
        choices: new Map([[kind, chosen]]),
      };
      const given = [...model.numbers].map(([v, value]) => numbers.compare('=', of(v), numbers.constant(value)));
      const states = flags.map((f) => (model.flags.get(f) ? f : not(f)));
      const verdict = await solver.solve(terms, and(...given, ...states, terms.is(kind, chosen), formula));
      const expected = new Valuation(model).bool(formula) ? 'sat' : 'unsat';
      expect(`${variables.map((v) => show(model.numbers.get(v) ?? 0)).join(' ')} ${verdict.kind}`).toBe(
        `${variables.map((v) => show(model.numbers.get(v) ?? 0)).join(' ')} ${expected}`,
      );
    }
  }, 60_000);

  it('ends a hard question by its budget, while this process does other things', async () => {
    const cube = (x: Num): Num => numbers.multiply(x, numbers.multiply(x, x));
    // Fermat's theorem for 3: true, and far beyond any search.
    const hard = numbers.compare('=', numbers.add(cube(of(i)), cube(of(j))), cube(of(k)));
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    const verdict = await solver.solve(terms, hard);
    clearInterval(timer);
    expect(verdict).toEqual({ kind: 'open', reason: 'budget' });
    expect(turns).toBeGreaterThan(5);
  }, 60_000);

  it('answers the same again, after a hard question and after others', async () => {
    const easy = and(numbers.compare('>', growth, at(1, 10)), numbers.compare('<', of(a), at(5)));
    const spell = async (): Promise<string> => {
      const verdict = await solver.solve(terms, easy);
      return verdict.kind === 'sat' ? [...verdict.model.numbers].map(([v, x]) => `${v.name} ${show(x)}`).join() : verdict.kind;
    };
    const first = await spell();
    await solver.solve(terms, numbers.compare('=', numbers.multiply(of(i), of(j)), at(91)));
    expect(await spell()).toBe(first);
  });

  it('is killed in the middle of a hard question, and answers the next', async () => {
    const cube = (x: Num): Num => numbers.multiply(x, numbers.multiply(x, x));
    const hard = numbers.compare('=', numbers.add(cube(of(i)), cube(of(j))), cube(of(k)));
    const patient = createSolver({ child, limit: 2_000_000_000 }) as ChildSolver;
    try {
      expect((await patient.solve(terms, numbers.compare('>', of(c), at(1)))).kind).toBe('sat');
      const controller = new AbortController();
      const busy = patient.solve(terms, hard, controller.signal);
      setTimeout(() => controller.abort(), 200);
      await expect(busy).rejects.toThrow('aborted');
      expect((await patient.solve(terms, numbers.compare('>', of(c), at(1)))).kind).toBe('sat');
      const doomed = patient.solve(terms, hard);
      setTimeout(() => process.kill(patient.pid ?? 0, 'SIGKILL'), 200);
      expect(await doomed).toEqual({ kind: 'open', reason: 'solver-failed' });
      expect((await patient.solve(terms, numbers.compare('>', of(c), at(1)))).kind).toBe('sat');
    } finally {
      patient.dispose();
    }
  }, 60_000);

  it('takes long and deep formulas', async () => {
    let deep: Bool = terms.flag('deep');
    for (let n = 0; n < 2000; n++) deep = n % 2 ? and(deep, terms.flag(`d${n}`)) : or(deep, numbers.compare('>', of(c), at(n)));
    expect((await solver.solve(terms, deep)).kind).toBe('sat');
    const wide = and(
      ...Array.from({ length: 3000 }, (_, n) => or(terms.flag(`w${n}`), terms.flag(`w${n + 1}`))),
      not(terms.flag('w7')),
      not(terms.flag('w8')),
    );
    expect(await solver.solve(terms, wide)).toEqual({ kind: 'unsat' });
  }, 60_000);
});

/** Random formulas over all that terms have, and values for what they are made of. */
function cases(variables: readonly Variable[], flags: readonly Flag[], kind: Choice) {
  const leaf = fc.oneof(
    fc.constantFrom(...variables).map(of),
    fc.integer({ min: -6, max: 6 }).map((n) => at(n)),
    fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 2, max: 7 })).map(([n, d]) => at(n, d)),
  );
  const { bool } = fc.letrec<{ num: Num; bool: Bool }>((tie) => ({
    num: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      leaf,
      fc.tuple(tie('num'), tie('num')).map(([x, y]) => numbers.add(x, y)),
      fc.tuple(tie('num'), tie('num')).map(([x, y]) => numbers.subtract(x, y)),
      fc.tuple(tie('num'), tie('num')).map(([x, y]) => numbers.multiply(x, y)),
      fc.tuple(tie('num'), fc.constantFrom(a, b, i)).map(([x, v]) => numbers.divide(x, of(v))),
      tie('num').map((x) => numbers.floor(x)),
      fc.tuple(tie('bool'), tie('num'), tie('num')).map(([p, x, y]) => numbers.cases(p, x, y)),
      tie('num').map((x) => numbers.named(x)),
    ),
    bool: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.tuple(fc.constantFrom<'<' | '<=' | '='>('<', '<=', '='), tie('num'), tie('num')).map(([r, x, y]) => numbers.compare(r, x, y)),
      fc.constantFrom(...flags),
      fc.constantFrom(...kind.members).map((m) => terms.is(kind, m)),
      tie('bool').map((p) => terms.not(p)),
      fc.array(tie('bool'), { minLength: 2, maxLength: 3 }).map((all) => terms.and(...all)),
      fc.array(tie('bool'), { minLength: 2, maxLength: 3 }).map((all) => terms.or(...all)),
    ),
  }));
  const positive = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 8 })).map(([n, d]) => ratio(BigInt(n), BigInt(d)));
  const whole = fc.integer({ min: 1, max: 12 });
  return fc.record({
    formula: bool,
    values: fc.tuple(positive, positive, positive, whole, whole),
    chosen: fc.constantFrom(...kind.members),
    on: fc.tuple(fc.boolean(), fc.boolean()),
  });
}
