/** Why: a comparer is asked again and again while somebody types; it must say what a fresh one says. And its witnesses become examples that hold. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Comparer, type Difference, type Judgement, toEnd, type Witness, witnessExample } from '../../../server/src/core/compare/index';
import type { Bool, Terms } from '../../../server/src/core/prove/terms';
import type { Solver, Verdict } from '../../../server/src/core/prove/verdict';
import { Workspace } from '../../../server/src/core/workspace';
import { differenceOf, sideOf, verdictsOf } from '../../support/compareTexts';
import { MUTATIONS } from '../../support/mutations';
import { programOf } from '../../support/program';
import { policyText } from '../../support/randomPolicy';
import { Random } from '../../support/randomProgram';

const readable = (text: string): boolean => {
  try {
    return programOf(text).clauses.size > 0;
  } catch {
    return false;
  }
};

const amounts = (j: Judgement): string =>
  [j.gain, j.loss].map((x) => `${x?.simple.difference?.sign ?? ''} ${x?.unbounded ?? ''}`).join(', ');
const summary = (d: Difference): unknown => [
  d.answer,
  verdictsOf(d),
  d.structure.map((s) => [s.kind, s.change, s.name.a, s.name.b, s.parts]),
  [d.admission.onlyA.possible, d.admission.onlyB.possible],
  [...d.clauses, d.total].map(amounts),
];

const policies = fc.sample(policyText, { seed: 31, numRuns: 25 }).filter(readable);
const random = new Random(5);
const changed = (text: string, n: number): string | undefined =>
  MUTATIONS[n % MUTATIONS.length]?.apply(text, (k) => (k === 0 ? 0 : random.int(k)));

describe('a comparer', () => {
  it('says the same whatever it was asked before', { timeout: 120_000 }, () => {
    let compared = 0;
    for (const base of policies.slice(0, 10)) {
      const comparer = new Comparer();
      const a = sideOf(base);
      for (let n = 0; n < 5; n++) {
        const text = changed(base, n);
        if (text === undefined || !readable(text)) continue;
        const b = sideOf(text);
        const brief = toEnd(comparer.run(a, b, true)).difference;
        const again = toEnd(comparer.run(a, b)).difference;
        const fresh = toEnd(new Comparer().run(a, b)).difference;
        expect(summary(again)).toEqual(summary(fresh));
        expect(verdictsOf(brief)).toEqual(verdictsOf(fresh));
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(20);
  });

  it('does not answer of days that are no longer covered', () => {
    // Reckoned in months; the bonus is for the 31st of January alone, which the second policy does not cover.
    const policy = (last: number, bonus: string) =>
      `policy "P" {\n  effective 2025-01-01 to 2025-01-${last}\n}\nclause c "c" {\n  award if day(as_of) = 31 then ${bonus} else 1元\n}\n`;
    const comparer = new Comparer();
    const verdict = (last: number) =>
      toEnd(comparer.run(sideOf(policy(last, '2元')), sideOf(policy(last, '3元')))).difference.clauses[0]?.verdict;
    expect([verdict(31), verdict(30), verdict(31)]).toEqual(['never-less', 'same', 'never-less']);
  });

  it('answers the other way round when the sides are exchanged', { timeout: 120_000 }, () => {
    const turned: Readonly<Record<string, string>> = { 'never-less': 'never-more', 'never-more': 'never-less' };
    let compared = 0;
    for (const [n, base] of policies.entries()) {
      const text = changed(base, n);
      if (text === undefined || text.includes('first_one') || !readable(text)) continue;
      const there = verdictsOf(differenceOf(base, text));
      const back = verdictsOf(differenceOf(text, base));
      for (const [name, verdict] of Object.entries(there)) {
        if (verdict === 'not-decided' || back[name] === 'not-decided') continue;
        expect(`${name} ${back[name]}`, `${base}\n---\n${text}`).toBe(`${name} ${turned[verdict] ?? verdict}`);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(20);
  });
});

describe('a solver', () => {
  const policy = (award: string) =>
    `policy "P" {\n}\nfact m "M": money from 0元 to 9元\nfact n "N": number from 0 to 9\nfact o "O": number from 0 to 9\nclause c "c" {\n  award ${award}\n}\n`;
  const [a, b] = [sideOf(policy('m * n * o + m * n')), sideOf(policy('m * n * o + m * o * o'))];

  class Fake implements Solver {
    asked = 0;
    constructor(private readonly verdict: Verdict) {}
    solve(_terms: Terms, _formula: Bool): Promise<Verdict> {
      this.asked++;
      return Promise.resolve(this.verdict);
    }
    dispose(): void {}
  }

  it('is asked what the first step leaves open, and its answer believed only as far as the evaluator confirms it', async () => {
    const comparer = new Comparer({ nodes: 1 });
    const first = toEnd(comparer.run(a, b));
    const [c] = first.difference.clauses;
    expect([c?.verdict, c?.reasons]).toEqual(['not-decided', ['no-solver']]);
    expect(first.open.length).toBeGreaterThan(0);
    // An applicant of whom it is not true: everything zero.
    const wrong = new Fake({ kind: 'sat', model: { numbers: new Map(), flags: new Map(), choices: new Map() } });
    expect(await comparer.settle(first, wrong)).toBe(true);
    const second = toEnd(comparer.run(a, b)).difference.clauses[0];
    expect([wrong.asked, second?.verdict, second?.reasons]).toEqual([first.open.length, 'not-decided', ['no-witness']]);
    const sure = new Comparer({ nodes: 1 });
    await sure.settle(toEnd(sure.run(a, b)), new Fake({ kind: 'unsat' }));
    expect(toEnd(sure.run(a, b)).difference.clauses[0]?.verdict).toBe('same');
  });
});

describe('a witness', () => {
  it('becomes an example that holds', { timeout: 120_000 }, () => {
    let inserted = 0;
    // Five kinds of changes that change something of each.
    for (const [n, base] of policies.flatMap((text) => [0, 1, 2, 3, 4].map((k) => [k, text] as const))) {
      const text = changed(base, n);
      if (text === undefined || !readable(text)) continue;
      const side = sideOf(text);
      const { difference } = toEnd(new Comparer().run(sideOf(base), side));
      const witnesses: [string | undefined, Witness | undefined][] = [
        ...difference.clauses.flatMap((c) =>
          [c.gain?.simple, c.loss?.simple].map((w): [string | undefined, Witness | undefined] => [c.name.b, w]),
        ),
        [undefined, difference.total.gain?.simple],
      ];
      for (const [name, witness] of witnesses) {
        if (!witness) continue;
        const names = name === undefined ? [] : [name];
        const example = witnessExample(witness, { side: 'b', program: side.program, title: 'shown', language: 'en', names });
        const workspace = new Workspace({ read: () => ({ error: 'missing' }), rootOf: () => 'file:///policy' });
        workspace.setText('file:///policy/main.clause', `${text}\n${example}\n`);
        const own = workspace.analyse('file:///policy/main.clause').examples.find((e) => e.example.title === 'shown');
        expect(own?.expectations.length).toBeGreaterThan(0);
        expect(
          own?.expectations.filter((e) => !e.passed),
          `${text}\n${example}`,
        ).toEqual([]);
        inserted++;
      }
    }
    expect(inserted).toBeGreaterThan(5);
  });
});
