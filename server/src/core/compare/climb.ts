/**
 * From one applicant to one for whom a difference is larger, by arithmetic alone: number after number is moved to where something turns (an end
 * of its domain, a comparison that it stands in) while everybody stays an applicant. Largest differences nearly always lie at such corners.
 */
import { walk } from '../prove/free';
import { Valuation } from '../prove/model';
import { add, compare, div, floor, isInteger, neg, type Rational, sign } from '../prove/rational';
import type { Bool, Model, Num, Poly, Variable } from '../prove/terms';
import { within as inside } from '../prove/witness/simplest';

/** Models that are looked at. */
const MOST_MODELS = 60;
const PASSES = 2;

/** The model, or one of the same formula in which `high` less `low` is larger. */
export function climb(formula: Bool, low: Num, high: Num, model: Model): Model {
  const variables = new Map<Variable, Set<Poly>>();
  walk([formula, low, high], (part) => {
    if (part.kind === 'variable' && !variables.has(part)) variables.set(part, new Set());
    if (part.kind !== 'compare') return;
    for (const { factors } of part.poly.monomials)
      for (const f of factors) {
        if (f.kind !== 'variable') continue;
        const polys = variables.get(f) ?? new Set();
        polys.add(part.poly);
        variables.set(f, polys);
      }
  });
  const heightOf = (v: Valuation): Rational => add(v.num(high), neg(v.num(low)));
  let best = new Valuation(model);
  let height = heightOf(best);
  let left = MOST_MODELS;
  for (let pass = 0; pass < PASSES; pass++) {
    const before = height;
    for (const [variable, polys] of variables) {
      for (const value of cornersOf(variable, polys, best)) {
        if (left-- <= 0) return best.model;
        const other = new Valuation({ ...best.model, numbers: new Map(best.model.numbers).set(variable, value) });
        if (!other.bool(formula)) continue;
        const reached = heightOf(other);
        if (compare(reached, height) <= 0) continue;
        [best, height] = [other, reached];
      }
    }
    if (compare(height, before) === 0) break;
  }
  return best.model;
}

/** Values of the variable at which something turns, all else as it is. */
function cornersOf(variable: Variable, polys: ReadonlySet<Poly>, at: Valuation): readonly Rational[] {
  const { lower, upper, integer } = variable;
  const now = at.factor(variable);
  const found: Rational[] = [...(upper ? [upper.value] : []), ...(lower ? [lower.value] : [])];
  for (const poly of polys) {
    const root = rootOf(poly, variable, at, now);
    // Where a comparison does not hold at its own point, one beside it may do.
    if (root !== undefined) found.push(root, add(root, 1), add(root, -1));
  }
  const whole = integer ? found.flatMap((x) => [floor(x), neg(floor(neg(x)))]) : found;
  const seen = new Map(
    whole
      .filter((x) => inside(x, lower, upper) && (!integer || isInteger(x)))
      .map((x) => [String(typeof x === 'number' ? x : `${x.n}/${x.d}`), x]),
  );
  return [...seen.values()];
}

/** Where the polynomial is zero, if it is linear in the variable. */
function rootOf(poly: Poly, variable: Variable, at: Valuation, now: Rational): Rational | undefined {
  let slope: Rational = 0;
  for (const { factors, coefficient } of poly.monomials) {
    if (!factors.includes(variable)) continue;
    if (factors.length !== 1) return undefined;
    slope = add(slope, coefficient);
  }
  if (sign(slope) === 0) return undefined;
  return add(now, neg(div(at.poly(poly), slope)));
}
