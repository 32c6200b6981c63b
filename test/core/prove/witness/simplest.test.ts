/** The roundest number of an interval, against tables made by hand. */
import { describe, expect, it } from 'vitest';
import { isoDate } from '../../../../server/src/core/evaluate/display';
import { parseDay } from '../../../../server/src/core/program/dates';
import { type Rational, ratio, show } from '../../../../server/src/core/prove/rational';
import type { Bound } from '../../../../server/src/core/prove/terms';
import { digitsOf, simplestBetween, simplestDay } from '../../../../server/src/core/prove/witness/simplest';

const number = (text: string): Rational => {
  const [whole = '', decimals = ''] = text.split('.');
  return ratio(BigInt(whole + decimals), 10n ** BigInt(decimals.length));
};
/** `[0, 5)`; `..` is no end. */
function interval(text: string): [Bound | undefined, Bound | undefined] {
  const [a = '', b = ''] = text.slice(1, -1).split(', ');
  const end = (t: string, strict: boolean): Bound | undefined => (t === '..' ? undefined : { value: number(t), strict });
  return [end(a, text.startsWith('(')), end(b, text.endsWith(')'))];
}

describe('simplestBetween', () => {
  it.each([
    // [interval, unit, the number]
    ['[0, ..)', '1', '0'],
    ['(0, ..)', '1', '1'],
    ['(0, ..)', '10000', '10000'],
    ['(.., 0)', '10000', '-10000'],
    ['(-5, 3)', '1', '0'],
    ['[1, 1]', '1', '1'],
    // 20 has one digit, 12 to 19 have two, 5 is nearer to zero than 10.
    ['(12.34, 500)', '1', '20'],
    ['[5, 1000]', '1', '5'],
    ['(5, 1000]', '1', '6'],
    ['(9, 1000]', '1', '10'],
    ['[950, 1250]', '1', '1000'],
    ['[1150, 1250]', '1', '1200'],
    ['(1000, 1100)', '1', '1010'],
    ['(1200, 1210)', '1', '1201'],
    ['(999, 1001.5)', '1', '1000'],
    ['(1000, 1001.5)', '1', '1001'],
    // No whole number between.
    ['(1000, 1001)', '1', '1000.1'],
    ['(1.0001, 1.9999)', '1', '1.1'],
    ['(0.96, 0.999)', '1', '0.97'],
    ['(0.003, 0.0041)', '1', '0.004'],
    ['(-0.0041, -0.003)', '1', '-0.004'],
    ['(-13.5, -12.1)', '1', '-13'],
    // In 万元: whole ones, then tenths.
    ['(11999999.5, 12000001)', '10000', '12000000'],
    ['(11999999, 12000000)', '10000', '11999999.1'],
    ['(12000000, 12000100)', '10000', '12000010'],
    ['(12000000, 12010000)', '10000', '12001000'],
    // A percentage counts in hundredths.
    ['(0.1, 0.15]', '0.01', '0.11'],
    ['(0.1, 0.101]', '0.01', '0.101'],
    // Years are 12 months: a whole month is rounder than a tenth of a year.
    ['(13, 23)', '12', '20'],
    ['(13, 40)', '12', '24'],
    ['(13, 14)', '12', '13.2'],
  ])('of %s in units of %s is %s', (text, unit, wanted) => {
    const found = simplestBetween(...interval(text), number(unit));
    expect(found !== undefined && show(found)).toBe(show(number(wanted)));
  });

  it.each([
    ['(1.2, 3)', '1', '2'],
    ['(100, 200)', '100', '110'],
    ['(100, 900)', '100', '200'],
    ['(100, 102)', '100', '101'],
  ])('of whole numbers in %s, counted in %s, is %s', (text, unit, wanted) => {
    const found = simplestBetween(...interval(text), number(unit), true);
    expect(found !== undefined && show(found)).toBe(wanted);
  });

  it('is nothing where the interval has nothing', () => {
    expect(simplestBetween(...interval('(1, 1)'), 1)).toBeUndefined();
    expect(simplestBetween(...interval('[2, 1]'), 1)).toBeUndefined();
    expect(simplestBetween(...interval('(1, 2)'), 1, true)).toBeUndefined();
  });

  it('is a fraction where nothing else is inside', () => {
    const third: Bound = { value: ratio(1n, 3n), strict: false };
    expect(show(simplestBetween(third, third, 1) ?? 0)).toBe('1/3');
  });
});

describe('simplestDay', () => {
  const day = (iso: string): number => parseDay(iso) ?? Number.NaN;
  it.each([
    // [from, to, near, the day]
    ['2024-05-05', '2026-05-05', '2025-03-03', '2025-03-03'],
    // The first of January that is nearest to it.
    ['2026-05-05', '2030-01-01', '2025-03-03', '2027-01-01'],
    ['2020-02-02', '2024-05-05', '2025-03-03', '2024-01-01'],
    ['2026-01-01', '2030-01-01', '2025-03-03', '2026-01-01'],
    // None: the first of a month; none: the nearest.
    ['2026-05-05', '2026-11-30', '2025-03-03', '2026-06-01'],
    ['2024-02-02', '2024-05-05', '2025-03-03', '2024-05-01'],
    ['2026-12-02', '2026-12-31', '2025-03-03', '2026-12-02'],
    ['2024-05-02', '2024-05-05', '2025-03-03', '2024-05-05'],
  ])('from %s to %s near %s is %s', (from, to, near, wanted) => {
    const found = simplestDay({ value: day(from), strict: false }, { value: day(to), strict: false }, day(near));
    expect(found !== undefined && isoDate(found)).toBe(wanted);
  });

  it('respects ends that are excluded, and open ones', () => {
    expect(simplestDay({ value: day('2026-01-01'), strict: true }, undefined, day('2025-03-03'))).toBe(day('2027-01-01'));
    expect(simplestDay(undefined, { value: day('2024-01-01'), strict: true }, day('2025-03-03'))).toBe(day('2023-01-01'));
    expect(simplestDay({ value: day('2025-03-03'), strict: true }, { value: day('2025-03-04'), strict: false }, day('2025-03-03'))).toBe(
      day('2025-03-04'),
    );
  });
});

describe('digitsOf', () => {
  it.each([
    ['0', '1', 0],
    ['12000000', '10000', 2],
    ['1234', '1', 4],
    ['-500', '1', 1],
    ['0.125', '0.01', 23],
    ['0.5', '1', 21],
    ['12000000.01', '10000', 30],
  ])('%s in units of %s: %d', (value, unit, wanted) => {
    expect(digitsOf(number(value), number(unit))).toBe(wanted);
  });
  it('is large for a fraction', () => {
    expect(digitsOf(ratio(1n, 3n), 1)).toBe(1000);
  });
});
