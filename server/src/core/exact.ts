/**
 * Exact numbers. A finite decimal is held as a decimal.js `Decimal`; a quotient without a finite decimal as that decimal over a positive
 * integer that shares no factor with 10 or with it (so the form is canonical and equality is structural). Nothing is ever rounded here
 * but by {@link Exact.roundTo}. Sizes are bounded, so that no input can make an operation run away.
 */
import { Decimal } from 'decimal.js';

/** Enough digits for every value that {@link MAX_DIGITS} admits: decimal.js rounds to its precision, so it must never be reached. */
const D = Decimal.clone({ precision: 100_000, maxE: 9e15, minE: -9e15, toExpNeg: -9e15, toExpPos: 9e15, rounding: Decimal.ROUND_DOWN });

/** Most significant digits of a numerator, and most places either side of the point, that a value may have. */
export const MAX_DIGITS = 20_000;

/** What decimal.js holds in one word. */
const WORD = 10_000_000n;

/** Most digits of a denominator: less, since reducing a fraction takes time that grows with the square of its digits. */
const MAX_DENOMINATOR_DIGITS = 3_000;
/** A denominator of more bits than this cannot come down to {@link MAX_DENOMINATOR_DIGITS} in bounded time. */
const TOO_LARGE = 10n ** 45_000n;
const LARGEST_DENOMINATOR = 10n ** BigInt(MAX_DENOMINATOR_DIGITS);

/** Thrown when a value would exceed {@link MAX_DIGITS}; evaluators turn it into a value in error at the expression. */
export class ExactOverflow extends Error {
  constructor() {
    super('a number of more digits than can be computed with');
  }
}

/** Thrown on division by zero; evaluators turn it into a value in error at the expression. */
export class DivisionByZero extends Error {
  constructor() {
    super('division by zero');
  }
}

export type RoundMode = 'down' | 'up' | 'half';

function bounded(n: Decimal): Decimal {
  if (n.isZero()) return n.isNegative() ? n.negated() : n;
  // Counted only where so many words of seven digits may hold so many digits.
  if ((n.d.length * 7 > MAX_DIGITS && n.precision() > MAX_DIGITS) || n.e > MAX_DIGITS || n.e < -MAX_DIGITS) throw new ExactOverflow();
  return n;
}

function gcd(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** `n` as integer mantissa times a power of ten, from the words of seven digits that decimal.js holds. */
function mantissa(n: Decimal): { m: bigint; e: number } {
  const words = n.d;
  const e = 7 * (Math.floor(n.e / 7) - words.length + 1);
  let m: bigint;
  if (words.length === 1) m = BigInt(words[0] ?? 0);
  else if (words.length === 2) m = BigInt((words[0] ?? 0) * 1e7 + (words[1] ?? 0));
  else m = BigInt(words.map((w, i) => (i === 0 ? String(w) : String(w).padStart(7, '0'))).join(''));
  return { m: n.s < 0 ? -m : m, e };
}

function scale(m: bigint, e: number): Decimal {
  // What fits into one word of seven digits need not go through a text.
  return e === 0 && m > -WORD && m < WORD ? new D(Number(m)) : new D(`${m}e${e}`);
}

export class Exact {
  private constructor(
    /** The decimal numerator. */
    readonly n: Decimal,
    /** The denominator: 1 for a finite decimal, else coprime with 10 and with `n`. */
    readonly d: bigint,
  ) {}

  static readonly zero = new Exact(new D(0), 1n);
  static readonly one = new Exact(new D(1), 1n);

  /** From an integer or from plain decimal digits such as `-12.50`; no exponent. @throws ExactOverflow, or RangeError on other text. */
  static of(value: number | bigint | string): Exact {
    if (typeof value === 'number' && Number.isSafeInteger(value)) return new Exact(new D(value), 1n);
    const text = typeof value === 'string' ? value : String(value);
    if (!/^-?\d+(\.\d+)?$/.test(text)) throw new RangeError(`not a plain decimal number: ${text.slice(0, 40)}`);
    if (text.length > MAX_DIGITS) throw new ExactOverflow();
    return new Exact(bounded(text.length < 8 && !text.includes('.') ? new D(Number(text)) : new D(text)), 1n);
  }

  /** num/den. @throws DivisionByZero */
  static ratio(num: bigint, den: bigint, exponent = 0): Exact {
    if (den === 0n) throw new DivisionByZero();
    let [a, b] = den < 0n ? [-num, -den] : [num, den];
    if (b > TOO_LARGE) throw new ExactOverflow();
    const g = gcd(a, b);
    if (g > 1n) [a, b] = [a / g, b / g];
    let e = exponent;
    while (b % 10n === 0n) [b, e] = [b / 10n, e - 1];
    while (b % 2n === 0n) [b, a, e] = [b / 2n, a * 5n, e - 1];
    while (b % 5n === 0n) [b, a, e] = [b / 5n, a * 2n, e - 1];
    if (b > LARGEST_DENOMINATOR) throw new ExactOverflow();
    // Powers of ten in the numerator may still share factors with b only through gcd above: b is now coprime with 10.
    return new Exact(bounded(scale(a, e)), b);
  }

  get isFinite(): boolean {
    return this.d === 1n;
  }
  get isZero(): boolean {
    return this.n.isZero();
  }
  /** -1, 0 or 1. */
  get sign(): -1 | 0 | 1 {
    return this.n.isZero() ? 0 : this.n.isNegative() ? -1 : 1;
  }
  get isInteger(): boolean {
    return this.d === 1n && this.n.isInteger();
  }

  plus(o: Exact): Exact {
    if (this.d === 1n && o.d === 1n) return new Exact(bounded(this.n.plus(o.n)), 1n);
    const a = mantissa(this.n);
    const b = mantissa(o.n);
    const e = Math.min(a.e, b.e);
    const am = a.m * 10n ** BigInt(a.e - e);
    const bm = b.m * 10n ** BigInt(b.e - e);
    return Exact.ratio(am * o.d + bm * this.d, this.d * o.d, e);
  }
  negated(): Exact {
    return this.isZero ? this : new Exact(this.n.negated(), this.d);
  }
  minus(o: Exact): Exact {
    return this.plus(o.negated());
  }
  times(o: Exact): Exact {
    if (this.isZero || o.isZero) return Exact.zero;
    if (this.d === 1n && o.d === 1n) return new Exact(bounded(this.n.times(o.n)), 1n);
    const a = mantissa(this.n);
    const b = mantissa(o.n);
    return Exact.ratio(a.m * b.m, this.d * o.d, a.e + b.e);
  }
  /** @throws DivisionByZero */
  div(o: Exact): Exact {
    if (o.isZero) throw new DivisionByZero();
    if (this.isZero) return Exact.zero;
    const a = mantissa(this.n);
    const b = mantissa(o.n);
    return Exact.ratio(a.m * o.d, b.m * this.d, a.e - b.e);
  }
  abs(): Exact {
    return this.sign < 0 ? this.negated() : this;
  }
  /** -1, 0 or 1; fractions are compared by multiplying across. */
  compare(o: Exact): -1 | 0 | 1 {
    if (this.d === o.d) return this.n.comparedTo(o.n) as -1 | 0 | 1;
    return this.n.times(new D(o.d.toString())).comparedTo(o.n.times(new D(this.d.toString()))) as -1 | 0 | 1;
  }
  equals(o: Exact): boolean {
    return this.d === o.d && this.n.equals(o.n);
  }
  lt(o: Exact): boolean {
    return this.compare(o) < 0;
  }
  lte(o: Exact): boolean {
    return this.compare(o) <= 0;
  }
  gt(o: Exact): boolean {
    return this.compare(o) > 0;
  }
  gte(o: Exact): boolean {
    return this.compare(o) >= 0;
  }
  static min(a: Exact, b: Exact): Exact {
    return b.lt(a) ? b : a;
  }
  static max(a: Exact, b: Exact): Exact {
    return b.gt(a) ? b : a;
  }

  /** The integer nearest in the mode's direction: down toward -∞, up toward +∞, half away from zero. */
  toInteger(mode: RoundMode): bigint {
    const { m, e } = mantissa(this.n);
    const num = e > 0 ? m * 10n ** BigInt(e) : m;
    const den = this.d * 10n ** BigInt(e < 0 ? -e : 0);
    let q = num / den;
    const r = num % den;
    if (r === 0n) return q;
    const negative = num < 0n;
    switch (mode) {
      case 'down':
        return negative ? q - 1n : q;
      case 'up':
        return negative ? q : q + 1n;
      case 'half': {
        const twice = (r < 0n ? -r : r) * 2n;
        if (twice >= den) q += negative ? -1n : 1n;
        return q;
      }
    }
  }
  /** To a multiple of `step` (of positive value). @throws DivisionByZero for a step of zero. */
  roundTo(step: Exact, mode: RoundMode): Exact {
    return step.times(Exact.of(this.div(step).toInteger(mode)));
  }

  /** As an integer ratio, for cross multiplication and for other engines. The denominator is positive. */
  toRatio(): { num: bigint; den: bigint } {
    const { m, e } = mantissa(this.n);
    return e >= 0 ? { num: m * 10n ** BigInt(e), den: this.d } : Exact.reduce(m, this.d * 10n ** BigInt(-e));
  }
  private static reduce(num: bigint, den: bigint): { num: bigint; den: bigint } {
    const g = gcd(num, den);
    return g > 1n ? { num: num / g, den: den / g } : { num, den };
  }

  /** Nearest double; for drawing and for sizes only, never for a value that a user sees. */
  toNumber(): number {
    return this.d === 1n ? this.n.toNumber() : this.n.toNumber() / Number(this.d);
  }

  /** Plain digits of a finite decimal; otherwise the fraction `n/d`. Never rounded; the form in which values are stored and compared. */
  toString(): string {
    return this.d === 1n ? this.n.toFixed() : `${this.n.toFixed()}/${this.d}`;
  }

  /** Plain digits, whole; a fraction without finite decimal to 12 significant digits with `≈` set true. */
  toDisplay(): { text: string; approximate: boolean } {
    if (this.d === 1n) return { text: this.n.toFixed(), approximate: false };
    const lead = new Decimal(this.n.toSignificantDigits(40).toString()).div(new Decimal(this.d.toString()));
    return { text: lead.toSignificantDigits(12, Decimal.ROUND_HALF_UP).toFixed(), approximate: true };
  }
}
