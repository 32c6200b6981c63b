/** Exact means exact: long numbers and fractions against BigInt, and what is too large ends with an error in bounded time. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Exact, ExactOverflow } from '../../../server/src/core/exact';
import { resultOf } from './support';

/** A fraction as two integers, reduced. */
interface Ratio {
  readonly num: bigint;
  readonly den: bigint;
}
const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b));
const ratio = (num: bigint, den: bigint): Ratio => {
  const g = gcd(num, den) * (den < 0n ? -1n : 1n);
  return { num: num / g, den: den / g };
};
const same = (a: Exact, b: Ratio): void => {
  const { num, den } = a.toRatio();
  expect(ratio(num, den)).toEqual(b);
};

/** Up to 60 digits with up to 30 behind the point. */
const decimal = fc.tuple(fc.bigInt(-(10n ** 60n), 10n ** 60n), fc.nat(30)).map(([digits, places]) => {
  const sign = digits < 0n ? '-' : '';
  const text = String(digits < 0n ? -digits : digits).padStart(places + 1, '0');
  const exact = Exact.of(places === 0 ? sign + text : `${sign}${text.slice(0, -places)}.${text.slice(-places)}`);
  return { exact, ratio: ratio(digits, 10n ** BigInt(places)) };
});
/** A decimal, or a quotient of two. */
const number = fc.oneof(
  decimal,
  fc
    .tuple(
      decimal,
      decimal.filter((d) => d.ratio.num !== 0n),
    )
    .map(([a, b]) => ({
      exact: a.exact.div(b.exact),
      ratio: ratio(a.ratio.num * b.ratio.den, a.ratio.den * b.ratio.num),
    })),
);

describe('Exact', { timeout: 60_000 }, () => {
  const runs = { numRuns: 500, seed: 11 };
  it('adds, subtracts, multiplies, divides and compares 60-digit numbers and their quotients as BigInt fractions do', () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        const [x, y] = [a.ratio, b.ratio];
        same(a.exact.plus(b.exact), ratio(x.num * y.den + y.num * x.den, x.den * y.den));
        same(a.exact.minus(b.exact), ratio(x.num * y.den - y.num * x.den, x.den * y.den));
        same(a.exact.times(b.exact), ratio(x.num * y.num, x.den * y.den));
        if (y.num !== 0n) same(a.exact.div(b.exact), ratio(x.num * y.den, x.den * y.num));
        const difference = x.num * y.den - y.num * x.den;
        expect(a.exact.compare(b.exact)).toBe(difference < 0n ? -1 : difference > 0n ? 1 : 0);
        expect(a.exact.equals(b.exact)).toBe(difference === 0n);
      }),
      runs,
    );
  });
  it('is canonical: whatever way a value is reached, its text is one', () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        expect(a.exact.plus(b.exact).minus(b.exact).toString()).toBe(a.exact.toString());
        if (!b.exact.isZero) expect(a.exact.div(b.exact).times(b.exact).toString()).toBe(a.exact.toString());
      }),
      runs,
    );
  });
  it('rounds to multiples: down, up and half away from zero', () => {
    fc.assert(
      fc.property(
        number,
        decimal.filter((d) => d.ratio.num > 0n),
        (a, q) => {
          // a/q = n/d; its floor by integer division.
          const n = a.ratio.num * q.ratio.den;
          const d = a.ratio.den * q.ratio.num;
          const floor = n >= 0n ? n / d : -((-n + d - 1n) / d);
          const multiple = (k: bigint) => ratio(k * q.ratio.num, q.ratio.den);
          same(a.exact.roundTo(q.exact, 'down'), multiple(floor));
          same(a.exact.roundTo(q.exact, 'up'), multiple(n % d === 0n ? floor : floor + 1n));
          const twice = 2n * (n < 0n ? -n : n) + d;
          same(a.exact.roundTo(q.exact, 'half'), multiple((twice / (2n * d)) * (n < 0n ? -1n : 1n)));
        },
      ),
      runs,
    );
  });
});

describe('in a policy', { timeout: 60_000 }, () => {
  const value = (expression: string, lets = '') => resultOf(`${lets}\nlet x = ${expression}\nexample "e" { }`).let('x');
  it('quotients are kept: 1 / 3 * 3 = 1', () => {
    expect(value('1 / 3 * 3')).toBe('1');
    expect(value('if 1 / 3 + 1 / 3 + 1 / 3 = 1 then 1 else 0')).toBe('1');
    expect(value('2 / 7')).toBe('2/7');
  });
  it('60 digits multiply to 119 without a digit lost', () => {
    const a = '123456789012345678901234567890123456789012345678901234567890';
    const b = '987654321098765432109876543210987654321098765432109876543210';
    expect(value(`${a} * ${b}`)).toBe(String(BigInt(a) * BigInt(b)));
    expect(value(`${a} + ${b}`)).toBe(String(BigInt(a) + BigInt(b)));
  });
  it('a number of 10,000 digits is exact', () => {
    const a = '7'.repeat(10_000);
    expect(value(`${a} + 1`)).toBe(String(BigInt(a) + 1n));
    expect(value(`${a} - ${a}`)).toBe('0');
  });
  it('what grows beyond all bounds is an error, soon', () => {
    const lets = ['let v0 = 12345678901234567890.1', ...Array.from({ length: 60 }, (_, i) => `let v${i + 1} = v${i} * v${i}`)].join('\n');
    expect(value('v60', lets)).toBe('error too-large');
    expect(value('1 / v60', lets)).toBe('error too-large');
    const fractions = ['let w0 = 1 / 3', ...Array.from({ length: 60 }, (_, i) => `let w${i + 1} = w${i} * w${i} + w${i}`)].join('\n');
    expect(value('w60', fractions)).toBe('error too-large');
  });
  it('a sum of reciprocals of primes grows to its bound in bounded time', () => {
    const primes: number[] = [];
    for (let n = 3; primes.length < 400; n += 2) if (n % 5 !== 0 && primes.every((p) => n % p !== 0)) primes.push(n);
    let [num, den] = [0n, 1n];
    for (const p of primes) [num, den] = [num * BigInt(p) + den, den * BigInt(p)];
    const r = ratio(num, den);
    expect(value(primes.map((p) => `1 / ${p}`).join(' + '))).toBe(`${r.num}/${r.den}`);
  });
  it('Exact refuses what is no plain number, and what is too long', () => {
    expect(() => Exact.of('1e5')).toThrow(RangeError);
    expect(() => Exact.of('9'.repeat(30_000))).toThrow(ExactOverflow);
  });
});
