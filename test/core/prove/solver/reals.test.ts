/** Linear questions over real numbers, compared with Fourier–Motzkin elimination over each way to make the atoms true or false. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Valuation } from '../../../../server/src/core/prove/model';
import { neg, type Rational } from '../../../../server/src/core/prove/rational';
import { solve } from '../../../../server/src/core/prove/solver';
import { type Bool, Terms } from '../../../../server/src/core/prove/terms';
import { type Condition, feasible } from './fourierMotzkin';

const UNKNOWNS = 3;

/** Relation of Σ coefficients × unknowns + constant to 0. */
interface AtomRecipe {
  readonly coefficients: readonly number[];
  readonly constant: Rational;
  readonly relation: '<=' | '<' | '=';
}

const atomRecipe: fc.Arbitrary<AtomRecipe> = fc.record({
  coefficients: fc.array(fc.constantFrom(0, 0, 1, -1, 2, -3, 5), { minLength: UNKNOWNS, maxLength: UNKNOWNS }),
  constant: fc.oneof(
    fc.integer({ min: -4, max: 4 }),
    fc.constantFrom<Rational>({ n: 1n, d: 3n }, { n: -5n, d: 2n }, 10_000_000_000_000, { n: -12_345_678_901_234_567n, d: 10_000n }),
  ),
  relation: fc.constantFrom('<=', '<', '='),
});

function conditions({ coefficients, constant, relation }: AtomRecipe): Condition[] {
  const up = { coefficients, constant, strict: relation === '<' };
  const down = { coefficients: coefficients.map((k) => (k === 0 ? 0 : -k)), constant: neg(constant), strict: false };
  return relation === '=' ? [up, down] : [up];
}

/** The ways in which an atom is false. */
function denials({ coefficients, constant, relation }: AtomRecipe): Condition[][] {
  const up = { coefficients, constant, strict: true };
  const down = { coefficients: coefficients.map((k) => (k === 0 ? 0 : -k)), constant: neg(constant), strict: relation !== '<' };
  return relation === '=' ? [[up], [down]] : [[down]];
}

function termOf(terms: Terms, { coefficients, constant, relation }: AtomRecipe): Bool {
  let poly = terms.constantPoly(constant);
  for (const [i, k] of coefficients.entries()) poly = terms.plus(poly, terms.scale(terms.factor(terms.variable(`x${i}`)), k));
  return terms.compareZero(relation, poly);
}

function check(terms: Terms, formula: Bool, expected: boolean): void {
  const verdict = solve(terms, formula);
  expect(verdict.kind).toBe(expected ? 'sat' : 'unsat');
  if (verdict.kind === 'sat') expect(new Valuation(verdict.model).bool(formula)).toBe(true);
}

describe('linear questions over real numbers', { timeout: 60_000 }, () => {
  it('conjunctions', () => {
    let possible = 0;
    let count = 0;
    fc.assert(
      fc.property(fc.array(atomRecipe, { minLength: 2, maxLength: 7 }), (atoms) => {
        const terms = new Terms();
        const expected = feasible(atoms.flatMap(conditions), UNKNOWNS);
        count++;
        if (expected) possible++;
        check(terms, terms.and(...atoms.map((a) => termOf(terms, a))), expected);
      }),
      { numRuns: 1000, seed: 11 },
    );
    expect(possible).toBeGreaterThan(count / 10);
    expect(possible).toBeLessThan((count * 9) / 10);
  });

  it('clauses over a few atoms and their negations', () => {
    const question = fc.record({
      atoms: fc.array(atomRecipe, { minLength: 5, maxLength: 5 }),
      clauses: fc.array(fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.boolean()), { minLength: 1, maxLength: 3 }), {
        minLength: 3,
        maxLength: 8,
      }),
    });
    let possible = 0;
    let count = 0;
    fc.assert(
      fc.property(question, ({ atoms, clauses }) => {
        const ways = (i: number, chosen: readonly boolean[]): Condition[][] => {
          const atom = atoms[i];
          if (!atom) return [[]];
          const own = chosen[i] ? [conditions(atom)] : denials(atom);
          const rest = ways(i + 1, chosen);
          return own.flatMap((a) => rest.map((b) => [...a, ...b]));
        };
        let expected = false;
        for (let mask = 0; mask < 32 && !expected; mask++) {
          const chosen = atoms.map((_, i) => ((mask >> i) & 1) === 1);
          if (!clauses.every((clause) => clause.some(([i, positive]) => chosen[i] === positive))) continue;
          expected = ways(0, chosen).some((list) => feasible(list, UNKNOWNS));
        }
        count++;
        if (expected) possible++;
        const terms = new Terms();
        const made = atoms.map((a) => termOf(terms, a));
        const formula = terms.and(
          ...clauses.map((clause) => terms.or(...clause.map(([i, positive]) => (positive ? made[i] : terms.not(made[i] as Bool)) as Bool))),
        );
        check(terms, formula, expected);
      }),
      { numRuns: 1500, seed: 12 },
    );
    expect(possible).toBeGreaterThan(count / 10);
    expect(possible).toBeLessThan((count * 95) / 100);
  });
});
