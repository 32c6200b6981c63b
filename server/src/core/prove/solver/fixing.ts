/** Factors of products replaced by values, so that what remains is linear. Where a factor stands alone it stays, and equals its value. */
import { mul, type Rational } from '../rational';
import type { Bool, Compare, Factor, Poly, Terms } from '../terms';

export function fixIn(terms: Terms, c: Compare, fixed: ReadonlyMap<Factor, Rational>): Bool {
  if (c.poly.linear) return c;
  const poly = fixPoly(terms, c.poly, fixed);
  return poly === c.poly ? c : terms.compareZero(c.relation, poly);
}

function fixPoly(terms: Terms, p: Poly, fixed: ReadonlyMap<Factor, Rational>): Poly {
  let sum = terms.constantPoly(p.constant);
  let changed = false;
  for (const { factors, coefficient } of p.monomials) {
    let rest = factors;
    let by = coefficient;
    if (factors.length > 1) {
      rest = [];
      for (const f of factors) {
        const value = fixed.get(f);
        if (value === undefined) rest = [...rest, f];
        else by = mul(by, value);
      }
      if (rest.length < factors.length) changed = true;
    }
    if (by === 0) continue;
    sum = terms.plus(sum, rest.length > 0 ? terms.poly([{ factors: rest, coefficient: by }], 0) : terms.constantPoly(by));
  }
  return changed ? sum : p;
}
