/**
 * Rational numbers for the decision procedure: a JavaScript number where the value is a safe integer, else a fraction of two big integers.
 * Most numbers of a policy are small integers once rows are scaled, so nearly all arithmetic stays on the fast side; nothing is ever rounded.
 */
import { Exact } from '../exact';

/** `d` is positive and coprime with `n`. Never a value that a safe integer can hold: the form is canonical. */
export interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}
export type Rational = number | Fraction;

const MAX = Number.MAX_SAFE_INTEGER;

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** n/d in canonical form. @throws RangeError where d is zero */
export function ratio(n: bigint, d: bigint): Rational {
  if (d === 0n) throw new RangeError('division by zero');
  if (d !== 1n) {
    const g = d < 0n ? -gcd(n, d) : gcd(n, d);
    n /= g;
    d /= g;
  }
  if (d === 1n && n <= BigInt(MAX) && n >= BigInt(-MAX)) return Number(n);
  return { n, d };
}

export const numerator = (a: Rational): bigint => (typeof a === 'number' ? BigInt(a) : a.n);
export const denominator = (a: Rational): bigint => (typeof a === 'number' ? 1n : a.d);

export function add(a: Rational, b: Rational): Rational {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (sum <= MAX && sum >= -MAX) return sum;
  }
  const [ad, bd] = [denominator(a), denominator(b)];
  return ad === bd ? ratio(numerator(a) + numerator(b), ad) : ratio(numerator(a) * bd + numerator(b) * ad, ad * bd);
}

export function neg(a: Rational): Rational {
  if (typeof a === 'number') return a === 0 ? 0 : -a;
  return { n: -a.n, d: a.d };
}

export function sub(a: Rational, b: Rational): Rational {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b;
    if (difference <= MAX && difference >= -MAX) return difference;
  }
  return add(a, neg(b));
}

export function mul(a: Rational, b: Rational): Rational {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b;
    if (product <= MAX && product >= -MAX) return product === 0 ? 0 : product;
  }
  return ratio(numerator(a) * numerator(b), denominator(a) * denominator(b));
}

/** @throws RangeError where b is zero */
export function div(a: Rational, b: Rational): Rational {
  if (typeof a === 'number' && typeof b === 'number' && b !== 0) {
    const quotient = a / b;
    if (Number.isSafeInteger(quotient) && quotient * b === a) return quotient === 0 ? 0 : quotient;
  }
  return ratio(numerator(a) * denominator(b), denominator(a) * numerator(b));
}

/** -1, 0 or 1. */
export function sign(a: Rational): -1 | 0 | 1 {
  const n = typeof a === 'number' ? a : a.n;
  return n > 0 ? 1 : n < 0 ? -1 : 0;
}

/** -1, 0 or 1. */
export function compare(a: Rational, b: Rational): -1 | 0 | 1 {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  const left = numerator(a) * denominator(b);
  const right = numerator(b) * denominator(a);
  return left < right ? -1 : left > right ? 1 : 0;
}

export function equal(a: Rational, b: Rational): boolean {
  if (typeof a === 'number' || typeof b === 'number') return a === b;
  return a.n === b.n && a.d === b.d;
}

export const isInteger = (a: Rational): boolean => typeof a === 'number' || a.d === 1n;

/** The largest integer that is not above. */
export function floor(a: Rational): Rational {
  if (typeof a === 'number') return a;
  let q = a.n / a.d;
  if (a.n < 0n && q * a.d !== a.n) q -= 1n;
  return ratio(q, 1n);
}

export function fromExact(e: Exact): Rational {
  const { num, den } = e.toRatio();
  return ratio(num, den);
}

/** @throws ExactOverflow beyond what exact numbers hold */
export function toExact(a: Rational): Exact {
  return typeof a === 'number' ? Exact.of(a) : Exact.ratio(a.n, a.d, 0);
}

/** Canonical spelling: `12`, `-7/3`. */
export function show(a: Rational): string {
  if (typeof a === 'number') return String(a);
  return a.d === 1n ? a.n.toString() : `${a.n}/${a.d}`;
}
