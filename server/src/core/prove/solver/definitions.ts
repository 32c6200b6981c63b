/** What makes a factor that is not free equal to its value, as terms. Kept by factor and quotient. */
import { signOf } from '../bounds';
import type { Bool, Factor, Floor, Named, Poly, Quotient, Terms } from '../terms';

const known = new WeakMap<Named | Floor, Map<Quotient, readonly Bool[]>>();

/** Facts, each a comparison or an `or`, that hold exactly where `f` is `q` (for a floor: the whole number that is not above it). */
export function definitionOf(terms: Terms, f: Named | Floor, q: Quotient): readonly Bool[] {
  let byQuotient = known.get(f);
  if (!byQuotient) {
    byQuotient = new Map();
    known.set(f, byQuotient);
  }
  let facts = byQuotient.get(q);
  if (!facts) {
    facts = make(terms, f, q);
    byQuotient.set(q, facts);
  }
  return facts;
}

function make(terms: Terms, f: Named | Floor, q: Quotient): readonly Bool[] {
  const own = terms.factor(f);
  const { numerator, denominator } = q;
  if (denominator === terms.one) return between(terms, f, own, numerator, terms.one);
  const whole = terms.times(own, denominator);
  const s = signOf(denominator);
  if (s > 0) return between(terms, f, whole, numerator, denominator);
  if (s < 0) return between(terms, f, terms.scale(whole, -1), terms.scale(numerator, -1), terms.scale(denominator, -1));
  // A quotient whose denominator is zero counts as zero.
  const positive = terms.compareZero('<', terms.scale(denominator, -1));
  const negative = terms.compareZero('<', denominator);
  const zero = terms.compareZero('=', denominator);
  return [
    ...between(terms, f, whole, numerator, denominator).map((fact) => terms.implies(positive, fact)),
    ...between(terms, f, terms.scale(whole, -1), terms.scale(numerator, -1), terms.scale(denominator, -1)).map((fact) =>
      terms.implies(negative, fact),
    ),
    terms.implies(zero, terms.compareZero('=', own)),
  ];
}

/** n = q × denominator, or for a floor n <= q × denominator < n + denominator; the denominator is above zero. */
function between(terms: Terms, f: Factor, n: Poly, numerator: Poly, denominator: Poly): readonly Bool[] {
  const excess = terms.minus(numerator, n);
  const notBelow = terms.compareZero('<=', terms.scale(excess, -1));
  return [notBelow, f.kind === 'floor' ? terms.compareZero('<', terms.minus(excess, denominator)) : terms.compareZero('<=', excess)];
}
