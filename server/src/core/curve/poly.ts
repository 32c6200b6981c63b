/** Polynomials in one variable with rational coefficients: what an amount, or the difference that a comparison looks at, is along one fact. */
import { add, div, equal, mul, type Rational, sign, sub } from '../prove/rational';

/** Coefficients from the constant up; the last is not zero. The polynomial 0 has none. */
export type Poly = readonly Rational[];

export const ZERO: Poly = [];
export const ONE: Poly = [1];

export function constant(value: Rational): Poly {
  return sign(value) === 0 ? ZERO : [value];
}

function trimmed(p: Rational[]): Poly {
  while (p.length > 0 && sign(p[p.length - 1] ?? 0) === 0) p.pop();
  return p;
}

export function plus(a: Poly, b: Poly): Poly {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  return trimmed(Array.from({ length: Math.max(a.length, b.length) }, (_, i) => add(a[i] ?? 0, b[i] ?? 0)));
}
export function scale(a: Poly, by: Rational): Poly {
  if (by === 1) return a;
  return sign(by) === 0 ? ZERO : a.map((c) => mul(c, by));
}
export function minus(a: Poly, b: Poly): Poly {
  return plus(a, scale(b, -1));
}
export function times(a: Poly, b: Poly): Poly {
  if (a.length === 0 || b.length === 0) return ZERO;
  if (a.length === 1) return scale(b, a[0] ?? 0);
  if (b.length === 1) return scale(a, b[0] ?? 0);
  const product: Rational[] = new Array(a.length + b.length - 1).fill(0);
  for (const [i, x] of a.entries()) for (const [j, y] of b.entries()) product[i + j] = add(product[i + j] ?? 0, mul(x, y));
  return trimmed(product);
}
export function derivative(a: Poly): Poly {
  return trimmed(a.slice(1).map((c, i) => mul(c, i + 1)));
}
export function valueAt(a: Poly, t: Rational): Rational {
  let sum: Rational = 0;
  for (let i = a.length - 1; i >= 0; i--) sum = add(mul(sum, t), a[i] ?? 0);
  return sum;
}
export function same(a: Poly, b: Poly): boolean {
  return a === b || (a.length === b.length && a.every((c, i) => equal(c, b[i] ?? 0)));
}

/** The sign at the point (`side` 0), just past it (1) or just before it (-1). */
export function signBeside(a: Poly, t: Rational, side: -1 | 0 | 1): -1 | 0 | 1 {
  let turned: 1 | -1 = 1;
  for (let p = a; p.length > 0; p = derivative(p)) {
    const s = sign(valueAt(p, t));
    if (s !== 0) return (s * turned) as -1 | 1;
    if (side === 0) return 0;
    // Just before the point a first change upwards is one from below.
    if (side < 0) turned = turned === 1 ? -1 : 1;
  }
  return 0;
}

/** The remainder of a divided by b, which is not 0. */
export function remainder(a: Poly, b: Poly): Poly {
  let rest = a;
  const lead = b[b.length - 1] ?? 1;
  while (rest.length >= b.length) {
    const factor = div(rest[rest.length - 1] ?? 0, lead);
    const shift = rest.length - b.length;
    rest = trimmed(rest.slice(0, -1).map((c, i) => (i < shift ? c : sub(c, mul(factor, b[i - shift] ?? 0)))));
  }
  return rest;
}

/** a divided by b, which divides it. */
export function quotient(a: Poly, b: Poly): Poly {
  const result: Rational[] = [];
  let rest = a;
  const lead = b[b.length - 1] ?? 1;
  while (rest.length >= b.length) {
    const factor = div(rest[rest.length - 1] ?? 0, lead);
    const shift = rest.length - b.length;
    result[shift] = factor;
    rest = trimmed(rest.slice(0, -1).map((c, i) => (i < shift ? c : sub(c, mul(factor, b[i - shift] ?? 0)))));
  }
  return trimmed(Array.from(result, (c) => c ?? 0));
}
