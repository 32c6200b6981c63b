/** What the domains of variables say of a number: interval arithmetic, coarse and quick. */
import { add, compare, floor, mul, type Rational, sign } from './rational';
import type { Bound, Factor, Num, Poly } from './terms';

export interface Bounds {
  readonly lower?: Bound;
  readonly upper?: Bound;
}

const ANY: Bounds = {};
const known = new WeakMap<object, Bounds>();

function kept(key: object, make: () => Bounds): Bounds {
  let b = known.get(key);
  if (!b) {
    b = make();
    known.set(key, b);
  }
  return b;
}

export function boundsOf(p: Poly): Bounds {
  return kept(p, () => {
    let sum: Bounds = { lower: { value: p.constant, strict: false }, upper: { value: p.constant, strict: false } };
    for (const m of p.monomials) {
      let product: Bounds | undefined;
      if (m.factors.length === 2 && m.factors[0] === m.factors[1]) product = square(boundsOfFactor(m.factors[0]));
      else for (const f of m.factors) product = product ? times(product, boundsOfFactor(f)) : boundsOfFactor(f);
      sum = plus(sum, scaled(product ?? ANY, m.coefficient));
    }
    return sum;
  });
}

function boundsOfFactor(f: Factor | undefined): Bounds {
  if (!f) return ANY;
  switch (f.kind) {
    case 'variable':
      return f;
    case 'named':
      return boundsOfNum(f.value);
    case 'floor': {
      const { lower, upper } = boundsOfNum(f.of);
      const whole = (b: Bound | undefined): Bound | undefined => b && { value: floor(b.value), strict: false };
      return ends(whole(lower), whole(upper));
    }
    default:
      return f satisfies never;
  }
}

export function boundsOfNum(n: Num): Bounds {
  return kept(n, () => {
    if (n.kind === 'cases') {
      const [a, b] = [boundsOfNum(n.then), boundsOfNum(n.else)];
      return ends(a.lower && b.lower && looser(a.lower, b.lower, -1), a.upper && b.upper && looser(a.upper, b.upper, 1));
    }
    const top = boundsOf(n.numerator);
    const { denominator } = n;
    if (denominator.monomials.length === 0) return top;
    // Only signs: a quotient of two that are not below zero is not below zero.
    const s = signOf(denominator);
    const low = top.lower ? sign(top.lower.value) : -1;
    const high = top.upper ? sign(top.upper.value) : 1;
    if (s === 0) return ANY;
    const zero: Bound = { value: 0, strict: false };
    return ends(
      s > 0 ? (low >= 0 ? zero : undefined) : high <= 0 ? zero : undefined,
      s > 0 ? (high <= 0 ? zero : undefined) : low >= 0 ? zero : undefined,
    );
  });
}

/** 1 or -1 where the polynomial is surely above or below zero; else 0. */
export function signOf(p: Poly): 1 | 0 | -1 {
  const { lower, upper } = boundsOf(p);
  if (lower && (sign(lower.value) > 0 || (sign(lower.value) === 0 && lower.strict))) return 1;
  if (upper && (sign(upper.value) < 0 || (sign(upper.value) === 0 && upper.strict))) return -1;
  return 0;
}

function ends(lower: Bound | undefined, upper: Bound | undefined): Bounds {
  return { ...(lower && { lower }), ...(upper && { upper }) };
}

function looser(a: Bound, b: Bound, sense: 1 | -1): Bound {
  const order = compare(a.value, b.value) * sense;
  return order > 0 ? a : order < 0 ? b : { value: a.value, strict: a.strict && b.strict };
}

function plus(a: Bounds, b: Bounds): Bounds {
  const end = (x: Bound | undefined, y: Bound | undefined): Bound | undefined =>
    x && y && { value: add(x.value, y.value), strict: x.strict || y.strict };
  return ends(end(a.lower, b.lower), end(a.upper, b.upper));
}

function scaled(a: Bounds, by: Rational): Bounds {
  const end = (x: Bound | undefined): Bound | undefined => x && { value: mul(x.value, by), strict: x.strict };
  return sign(by) >= 0 ? ends(end(a.lower), end(a.upper)) : ends(end(a.upper), end(a.lower));
}

function square(a: Bounds): Bounds {
  const product = times(a, a);
  const lower = product.lower && sign(product.lower.value) >= 0 ? product.lower : { value: 0, strict: false };
  return ends(lower, product.upper);
}

function times(a: Bounds, b: Bounds): Bounds {
  const product = (x: Bound, y: Bound): Bound => ({ value: mul(x.value, y.value), strict: zeroSafe(x, y) });
  if (a.lower && a.upper && b.lower && b.upper) {
    const all = [product(a.lower, b.lower), product(a.lower, b.upper), product(a.upper, b.lower), product(a.upper, b.upper)];
    return ends(
      all.reduce((x, y) => looser(x, y, -1)),
      all.reduce((x, y) => looser(x, y, 1)),
    );
  }
  const nonNegative = (x: Bounds): boolean => x.lower !== undefined && sign(x.lower.value) >= 0;
  if (a.lower && b.lower && nonNegative(a) && nonNegative(b)) return { lower: product(a.lower, b.lower) };
  return ANY;
}

/** A product with an end that is reached at zero is reached whatever the other is. */
function zeroSafe(x: Bound, y: Bound): boolean {
  if (sign(x.value) === 0 && !x.strict) return false;
  if (sign(y.value) === 0 && !y.strict) return false;
  return x.strict || y.strict;
}
