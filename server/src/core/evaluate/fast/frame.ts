/**
 * The machine that compiled programs run on. A number is an integer held in a double at a scale (power of ten) that is fixed when the
 * program is compiled; a quotient is a pair of such integers. Every operation checks that it stays below 2^53, where doubles are exact;
 * what would leave that range, and everything unusual (an unknown, an error), sets `bail`: the exact evaluator then answers for that applicant.
 */

/** Largest magnitude at which every integer is a double. */
export const MAX = Number.MAX_SAFE_INTEGER;

export class Frame {
  /** Set when this applicant must be handed to the exact evaluator. */
  bail = false;
  /** Denominator of the fraction that was returned last; positive. */
  den = 1;
  /** Fact values by slot: scaled integers, days, member and text numbers, set bit masks, 0/1. NaN: not known or outside its interval. */
  facts: Float64Array = new Float64Array(0);
  /** Lists by slot: each item's fields by slot; undefined: not known. */
  lists: (readonly Float64Array[] | undefined)[] = [];
  /** Items in scope, outermost first; `level` is the innermost. */
  readonly items: Float64Array[] = [];
  level = -1;
  asOf = Number.NaN;
  history: readonly FramePayment[] = [];
  /** The amount so far, for `this`: an integer at the clause's scale. */
  current = 0;
  currentDen = 1;
  /** Changes with each applicant; a cached let is valid while its stamp equals it. */
  epoch = 0;
  /** Changes with each item of a clause with `each`. */
  itemEpoch = 0;
}

export interface FramePayment {
  readonly clause: string;
  /** Integer at the payment scale. */
  readonly amount: number;
  readonly day: number;
}

export function gcd(a: number, b: number): number {
  let x = Math.abs(a);
  let y = Math.abs(b);
  while (y > 0) {
    const r = x % y;
    x = y;
    y = r;
  }
  return x;
}

/** a × b, or bail. */
export function product(x: Frame, a: number, b: number): number {
  const r = a * b;
  if (r > MAX || r < -MAX) x.bail = true;
  return r;
}

/** a + b, or bail. */
export function sum(x: Frame, a: number, b: number): number {
  const r = a + b;
  if (r > MAX || r < -MAX) x.bail = true;
  return r;
}

/** (n1/d1) × (n2/d2); common factors are cancelled crosswise only where the product would grow too large. Sets `x.den`. */
export function multiplyFractions(x: Frame, n1: number, d1: number, n2: number, d2: number): number {
  let n = n1 * n2;
  let d = d1 * d2;
  if (n > MAX || n < -MAX || d > MAX) {
    const g = gcd(n1, d2) || 1;
    const h = gcd(n2, d1) || 1;
    n = (n1 / g) * (n2 / h);
    d = (d1 / h) * (d2 / g);
    if (n > MAX || n < -MAX || d > MAX) x.bail = true;
  }
  x.den = d;
  return n;
}

/** n1/d1 + n2/d2. Sets `x.den`. */
export function addFractions(x: Frame, n1: number, d1: number, n2: number, d2: number): number {
  if (d1 === d2) {
    x.den = d1;
    return sum(x, n1, n2);
  }
  let a = n1 * d2;
  let b = n2 * d1;
  let d = d1 * d2;
  if (!within(a) || !within(b) || d > MAX) {
    const g = gcd(d1, d2) || 1;
    a = n1 * (d2 / g);
    b = n2 * (d1 / g);
    d = (d1 / g) * d2;
    if (!within(a) || !within(b) || d > MAX) x.bail = true;
  }
  x.den = d;
  return sum(x, a, b);
}

/** Sign of n1/d1 - n2/d2: negative, zero, positive. */
export function compareFractions(x: Frame, n1: number, d1: number, n2: number, d2: number): number {
  if (d1 === d2) return n1 - n2;
  let a = n1 * d2;
  let b = n2 * d1;
  if (!within(a) || !within(b)) {
    const g = gcd(d1, d2) || 1;
    const h = gcd(n1, n2) || 1;
    a = (n1 / h) * (d2 / g);
    b = (n2 / h) * (d1 / g);
    if (!within(a) || !within(b)) x.bail = true;
  }
  return a - b;
}

function within(v: number): boolean {
  return v <= MAX && v >= -MAX;
}

/** The integer multiple of m (positive) nearest to n in the mode's direction, divided by m. Both are exact integers. */
export function roundQuotient(n: number, m: number, mode: 'down' | 'up' | 'half'): number {
  const r = n % m;
  const q = (n - r) / m;
  if (r === 0) return q;
  switch (mode) {
    case 'down':
      return r < 0 ? q - 1 : q;
    case 'up':
      return r > 0 ? q + 1 : q;
    case 'half':
      return 2 * Math.abs(r) >= m ? q + (r < 0 ? -1 : 1) : q;
  }
}
