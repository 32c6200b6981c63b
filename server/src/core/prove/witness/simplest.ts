/** The roundest number of an interval: what a person would say if any number between the ends will do. */
import { civil, dayOf } from '../../program/dates';
import { add, compare, denominator, div, equal, floor, isInteger, mul, neg, numerator, type Rational, ratio, sign } from '../rational';
import type { Bound } from '../terms';

/** No more decimals than this are tried. */
const DECIMALS = 30;

export function within(value: Rational, lower: Bound | undefined, upper: Bound | undefined): boolean {
  if (lower) {
    const order = compare(value, lower.value);
    if (order < 0 || (order === 0 && lower.strict)) return false;
  }
  if (upper) {
    const order = compare(value, upper.value);
    if (order > 0 || (order === 0 && upper.strict)) return false;
  }
  return true;
}

/**
 * Zero if it is inside. Else whole multiples of `unit`, else (where the unit is one of several base units, as 12 months) whole numbers, else
 * multiples of a tenth, a hundredth … of the unit; among these the one of the fewest significant digits, and of those the nearest to zero.
 * @param unit above zero
 * @param integer whole numbers only
 * @returns undefined where nothing is inside
 */
export function simplestBetween(lower: Bound | undefined, upper: Bound | undefined, unit: Rational, integer = false): Rational | undefined {
  if (within(0, lower, upper)) return 0;
  if (upper && sign(upper.value) <= 0) {
    const mirrored = simplestBetween(turned(upper), lower && turned(lower), unit, integer);
    return mirrored === undefined ? undefined : neg(mirrored);
  }
  // Zero is not inside and the upper end is above it, so there is a lower one, not below zero.
  if (!lower) return undefined;
  for (const step of steps(unit, integer)) {
    const whole = roundestMultiple(lower, upper, step);
    if (whole !== undefined && (!integer || isInteger(whole))) return whole;
  }
  if (integer || (upper && compare(lower.value, upper.value) >= 0)) return within(lower.value, lower, upper) ? lower.value : undefined;
  if (!lower.strict) return lower.value;
  if (!upper) return add(lower.value, unit);
  return upper.strict ? div(add(lower.value, upper.value), 2) : upper.value;
}

const turned = (b: Bound): Bound => ({ value: neg(b.value), strict: b.strict });

function* steps(unit: Rational, integer: boolean): Generator<Rational> {
  yield unit;
  const power = isInteger(unit) && /^10*$/.test(numerator(unit).toString());
  if (integer || (isInteger(unit) && !power)) yield 1;
  if (integer) return;
  let step = unit;
  for (let k = 0; k < DECIMALS; k++) {
    step = div(step, 10);
    yield step;
  }
}

/** The multiple of `step` with the fewest significant digits, the smallest of those; the interval's lower end is not below zero. */
function roundestMultiple(lower: Bound, upper: Bound | undefined, step: Rational): Rational | undefined {
  const low = div(lower.value, step);
  let least = numerator(neg(floor(neg(low))));
  if (lower.strict && equal(ratio(least, 1n), low)) least += 1n;
  if (least === 0n) least = 1n;
  const fits = (n: bigint): boolean => within(mul(ratio(n, 1n), step), lower, upper);
  if (!fits(least)) return undefined;
  for (let p = 10n ** BigInt(least.toString().length - 1); p > 1n; p /= 10n) {
    const rounded = ((least + p - 1n) / p) * p;
    if (fits(rounded)) return mul(ratio(rounded, 1n), step);
  }
  return mul(ratio(least, 1n), step);
}

/**
 * The plainest day of an interval: `near` itself, else the first of January, else the first of a month, else any, each the nearest to `near`.
 * Ends are days since 1970-01-01.
 */
export function simplestDay(lower: Bound | undefined, upper: Bound | undefined, near: number): number | undefined {
  if (within(near, lower, upper)) return near;
  const after = lower !== undefined && compare(near, lower.value) <= 0;
  const end = after ? lower : upper;
  if (!end) return undefined;
  const whole = Number(numerator(after ? neg(floor(neg(end.value))) : floor(end.value)));
  const first = end.strict && equal(whole, end.value) ? whole + (after ? 1 : -1) : whole;
  const { year, month, day } = civil(first);
  const firstOfYear = month === 1 && day === 1 ? first : dayOf(after ? year + 1 : year, 1, 1);
  const firstOfMonth = day === 1 ? first : after && month === 12 ? dayOf(year + 1, 1, 1) : dayOf(year, after ? month + 1 : month, 1);
  return [firstOfYear, firstOfMonth, first].find((d) => within(d, lower, upper));
}

/**
 * How much there is to read: 0 for zero, else the number of significant digits in the unit, and 20 more where it is no whole multiple of it;
 * 1000 for what has no finite decimal.
 */
export function digitsOf(value: Rational, unit: Rational): number {
  const scaled = div(value, unit);
  if (sign(scaled) === 0) return 0;
  if (isInteger(scaled)) return significant(numerator(scaled));
  // A finite decimal: a denominator of twos and fives.
  let d = denominator(scaled);
  let places = 0;
  while (d % 10n === 0n) [d, places] = [d / 10n, places + 1];
  let twos = 0;
  while (d % 2n === 0n) [d, twos] = [d / 2n, twos + 1];
  let fives = 0;
  while (d % 5n === 0n) [d, fives] = [d / 5n, fives + 1];
  if (d !== 1n) return 1000;
  places += Math.max(twos, fives);
  return 20 + significant(numerator(mul(scaled, ratio(10n ** BigInt(places), 1n))));
}

function significant(n: bigint): number {
  return n.toString().replace(/^-/, '').replace(/0+$/, '').length;
}
