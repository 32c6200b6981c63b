/** Answers of the first step compared with trying every applicant. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Valuation } from '../../../../server/src/core/prove/model';
import { solve } from '../../../../server/src/core/prove/solver';
import { Terms } from '../../../../server/src/core/prove/terms';
import { boolOf, possible, type Recipe, recipes, unknowns } from './random';

interface Tally {
  sat: number;
  unsat: number;
  open: number;
}

/** How often each answer was given; wrong answers fail. */
function compare(recipe: fc.Arbitrary<Recipe>, count: number, numRuns: number, tally: Tally, nodes?: number): void {
  fc.assert(
    fc.property(recipe, (r) => {
      const u = unknowns(count, 3);
      const formula = boolOf(u, r);
      const verdict = solve(u.terms, formula, nodes === undefined ? {} : { nodes });
      tally[verdict.kind]++;
      if (verdict.kind === 'open') return;
      expect(verdict.kind === 'sat').toBe(possible(u, formula));
      if (verdict.kind === 'sat') expect(new Valuation(verdict.model).bool(formula)).toBe(true);
    }),
    { numRuns, seed: 4 },
  );
}

describe('the first step against every applicant', { timeout: 60_000 }, () => {
  it('linear questions of two whole numbers: all are settled', () => {
    const tally = { sat: 0, unsat: 0, open: 0 };
    compare(recipes({ variables: 2, products: false, quotients: false }), 2, 2000, tally);
    expect(tally.open).toBe(0);
    expect(Math.min(tally.sat, tally.unsat)).toBeGreaterThan(200);
  });

  it('linear questions of three whole numbers', () => {
    const tally = { sat: 0, unsat: 0, open: 0 };
    compare(recipes({ variables: 3, products: false, quotients: false }), 3, 400, tally);
    expect(tally.open).toBe(0);
  });

  it('products and quotients', () => {
    const tally = { sat: 0, unsat: 0, open: 0 };
    compare(recipes({ variables: 2, products: true, quotients: true }), 2, 1500, tally);
    expect(tally.open).toBeLessThan(100);
  });

  it('clauses of three flags', () => {
    const FLAGS = 12;
    const literal = fc.tuple(fc.integer({ min: 0, max: FLAGS - 1 }), fc.boolean());
    const question = fc.array(fc.tuple(literal, literal, literal), { minLength: 40, maxLength: 64 });
    const tally = { sat: 0, unsat: 0, open: 0 };
    fc.assert(
      fc.property(question, (clauses) => {
        const terms = new Terms();
        const formula = terms.and(
          ...clauses.map((clause) =>
            terms.or(...clause.map(([i, positive]) => (positive ? terms.flag(`f${i}`) : terms.not(terms.flag(`f${i}`))))),
          ),
        );
        let expected = false;
        for (let mask = 0; mask < 1 << FLAGS && !expected; mask++)
          expected = clauses.every((clause) => clause.some(([i, positive]) => ((mask >> i) & 1) === (positive ? 1 : 0)));
        const verdict = solve(terms, formula);
        tally[verdict.kind]++;
        expect(verdict.kind).toBe(expected ? 'sat' : 'unsat');
        if (verdict.kind === 'sat') expect(new Valuation(verdict.model).bool(formula)).toBe(true);
      }),
      { numRuns: 400, seed: 5 },
    );
    expect(Math.min(tally.sat, tally.unsat)).toBeGreaterThan(40);
  });
});
