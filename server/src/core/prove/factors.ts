/**
 * A polynomial as a product. What a change does to an award is often one: the same share of the same cost at another rate, the same hours beyond
 * the same threshold. Whether a product is above zero depends on the signs of its factors alone, so that a question about it becomes one about
 * sums, which are decided, instead of one about products, which may not be.
 */
import { div, sign } from './rational';
import type { Bool, Factor, Monomial, Poly, Terms } from './terms';

/** Monomials beyond which nobody looks for factors. */
const MOST_MONOMIALS = 60;

const known = new WeakMap<Poly, readonly Poly[]>();

/** Polynomials whose product it is, none of them constant: itself alone where none are found. */
export function factorsOf(terms: Terms, p: Poly): readonly Poly[] {
  if (p.linear || p.monomials.length > MOST_MONOMIALS) return [p];
  let found = known.get(p);
  if (!found) {
    const two = split(terms, p);
    found = two ? two.flatMap((part) => factorsOf(terms, part)) : [p];
    known.set(p, found);
  }
  return found;
}

/** As `p` relation 0, by the signs of factors; undefined where there is one only. */
export function compareFactors(terms: Terms, relation: '<=' | '<' | '=', p: Poly): Bool | undefined {
  const factors = factorsOf(terms, p);
  if (factors.length < 2 || !factors.every((f) => f.linear)) return undefined;
  if (relation === '=') return terms.or(...factors.map((f) => terms.compareZero('=', f)));
  let [above, below]: [Bool, Bool] = [terms.true, terms.false];
  for (const f of factors) {
    const [up, down] = [terms.compareZero('<', terms.scale(f, -1)), terms.compareZero('<', f)];
    [above, below] = [terms.or(terms.and(above, up), terms.and(below, down)), terms.or(terms.and(above, down), terms.and(below, up))];
  }
  return relation === '<' ? below : terms.not(above);
}

function split(terms: Terms, p: Poly): readonly [Poly, Poly] | undefined {
  const [first] = p.monomials;
  if (!first) return undefined;
  if (sign(p.constant) === 0) {
    const common = first.factors.find((f) => p.monomials.every((m) => m.factors.includes(f)));
    const rest = common && divided(terms, p, terms.factor(common));
    if (common && rest) return [terms.factor(common), rest];
  }
  // p = x slope + rest: what divides p without x divides both, and one of the two factors is without x.
  const slope = slopeOf(terms, p);
  for (const g of slope ? factorsOf(terms, slope) : []) {
    const rest = divided(terms, p, g);
    if (rest && rest.monomials.length > 0) return [g, rest];
  }
  return undefined;
}

/**
 * What an unknown that is never multiplied with itself is multiplied with; of these, that with the fewest monomials. Undefined where that is a
 * number, or there is no such unknown.
 */
function slopeOf(terms: Terms, p: Poly): Poly | undefined {
  let best: Poly | undefined;
  const seen = new Set<Factor>();
  for (const x of p.monomials.flatMap((m) => m.factors)) {
    if (seen.has(x)) continue;
    seen.add(x);
    const withX = p.monomials.filter((m) => m.factors.includes(x));
    if (withX.some((m) => m.factors.filter((f) => f === x).length > 1)) continue;
    const slope = withX.reduce((sum, { factors, coefficient }) => {
      const rest = without(factors, [x]);
      return terms.plus(sum, rest.length === 0 ? terms.constantPoly(coefficient) : terms.poly([{ factors: rest, coefficient }], 0));
    }, terms.zero);
    // No factor is without x then, so there is one factor only.
    if (slope.monomials.length === 0) return undefined;
    if (!best || slope.monomials.length < best.monomials.length) best = slope;
  }
  return best;
}

/** n/d where d divides n, by taking away what the first monomials suggest. */
export function divided(terms: Terms, n: Poly, d: Poly): Poly | undefined {
  const [lead] = d.monomials;
  if (!lead) return undefined;
  let rest = n;
  let result = terms.zero;
  for (let step = 0; step <= n.monomials.length + 1; step++) {
    if (rest.monomials.length === 0) return sign(rest.constant) === 0 ? result : undefined;
    const m = rest.monomials.find((x) => contains(x.factors, lead.factors));
    if (!m) return undefined;
    const term = over(terms, m, lead);
    result = terms.plus(result, term);
    rest = terms.minus(rest, terms.times(term, d));
  }
  return undefined;
}

function over(terms: Terms, m: Monomial, lead: Monomial): Poly {
  const factors = without(m.factors, lead.factors);
  const coefficient = div(m.coefficient, lead.coefficient);
  return factors.length === 0 ? terms.constantPoly(coefficient) : terms.poly([{ factors, coefficient }], 0);
}

function contains(all: readonly Factor[], some: readonly Factor[]): boolean {
  return some.length <= all.length && without(all, some).length === all.length - some.length;
}
/** The list less the other, each as often as it stands there. */
export function without(all: readonly Factor[], some: readonly Factor[]): readonly Factor[] {
  const rest = [...all];
  for (const f of some) {
    const i = rest.indexOf(f);
    if (i >= 0) rest.splice(i, 1);
  }
  return rest;
}
