/** Sets of numbers as interval arithmetic knows them: an interval, perhaps of multiples of a step, perhaps in several pieces. */
import { Exact } from '../exact';

export interface End {
  readonly value: Exact;
  readonly inclusive: boolean;
}

/** Numbers in base units; dates as days since 1970-01-01 with a step of 1. */
export interface NumberRange {
  readonly kind: 'number';
  readonly lower?: End;
  readonly upper?: End;
  /** Only its multiples are values. */
  readonly step?: Exact;
  /** The values lie in one of these pieces; the ends above are around all of them. */
  readonly parts?: readonly NumberRange[];
}

/** More pieces than this are told as one. */
const MAX_PARTS = 16;

export const ANY_NUMBER: NumberRange = { kind: 'number' };
export const NOT_NEGATIVE: NumberRange = { kind: 'number', lower: { value: Exact.zero, inclusive: true } };
export const ONE = Exact.one;

export function range(lower: End | undefined, upper: End | undefined, step?: Exact, parts?: readonly NumberRange[]): NumberRange {
  return { kind: 'number', ...(lower && { lower }), ...(upper && { upper }), ...(step && { step }), ...(parts && { parts }) };
}
export const point = (value: Exact): NumberRange => range({ value, inclusive: true }, { value, inclusive: true });
export const between = (from: number, to: number): NumberRange =>
  range({ value: Exact.of(from), inclusive: true }, { value: Exact.of(to), inclusive: true }, ONE);

/** The one value, where there is but one. */
export function pointOfNumbers(r: NumberRange): Exact | undefined {
  if (!r.lower?.inclusive || !r.upper?.inclusive) return undefined;
  return r.lower.value.equals(r.upper.value) ? r.lower.value : undefined;
}

export function isEmpty(r: NumberRange): boolean {
  if (r.parts) return r.parts.every(isEmpty);
  if (!r.lower || !r.upper) return false;
  const c = r.lower.value.compare(r.upper.value);
  return c > 0 || (c === 0 && !(r.lower.inclusive && r.upper.inclusive));
}

/** The end further out: for sign 1 the lower of two lower ends, for -1 the upper of two upper ones. No end is furthest. */
function outer(a: End | undefined, b: End | undefined, sign: 1 | -1): End | undefined {
  if (!a || !b) return undefined;
  const c = a.value.compare(b.value) * sign;
  if (c !== 0) return c < 0 ? a : b;
  return { value: a.value, inclusive: a.inclusive || b.inclusive };
}

function inner(a: End | undefined, b: End | undefined, sign: 1 | -1): End | undefined {
  if (!a || !b) return a ?? b;
  const c = a.value.compare(b.value) * sign;
  if (c !== 0) return c > 0 ? a : b;
  return { value: a.value, inclusive: a.inclusive && b.inclusive };
}

const isMultiple = (value: Exact, step: Exact): boolean => value.div(step).isInteger;

function keepsTo(r: NumberRange, step: Exact): boolean {
  if (r.step) return isMultiple(r.step, step);
  const value = pointOfNumbers(r);
  if (value) return isMultiple(value, step);
  return r.parts?.every((part) => keepsTo(part, step)) ?? false;
}

/** A step that all values of both keep to: one's own, or 1. */
function commonStep(a: NumberRange, b: NumberRange): Exact | undefined {
  return [a.step, b.step, ONE].find((step) => step !== undefined && keepsTo(a, step) && keepsTo(b, step));
}

const partsOf = (r: NumberRange): readonly NumberRange[] => r.parts ?? [r];

/** Both together, gaps between them left out. */
export function union(a: NumberRange, b: NumberRange): NumberRange {
  const parts = [...partsOf(a), ...partsOf(b)];
  return range(outer(a.lower, b.lower, 1), outer(a.upper, b.upper, -1), commonStep(a, b), parts.length <= MAX_PARTS ? parts : undefined);
}

export function intersection(a: NumberRange, b: NumberRange): NumberRange {
  const lower = inner(a.lower, b.lower, 1);
  const upper = inner(a.upper, b.upper, -1);
  const step = a.step ?? b.step;
  if (!a.parts && !b.parts) return range(lower, upper, step);
  const parts = partsOf(a)
    .flatMap((x) => partsOf(b).map((y) => range(inner(x.lower, y.lower, 1), inner(x.upper, y.upper, -1))))
    .filter((part) => !isEmpty(part));
  const [first, ...rest] = parts;
  if (!first) return range(lower, upper, step, []);
  const whole = rest.reduce((x, y) => range(outer(x.lower, y.lower, 1), outer(x.upper, y.upper, -1)), first);
  return range(whole.lower, whole.upper, step, parts.length > 1 && parts.length <= MAX_PARTS ? parts : undefined);
}

/** Each end and piece by itself. */
function mapped(r: NumberRange, step: Exact | undefined, change: (value: Exact) => Exact, mirror: boolean): NumberRange {
  const end = (e: End | undefined) => e && { value: change(e.value), inclusive: e.inclusive };
  const [lower, upper] = mirror ? [end(r.upper), end(r.lower)] : [end(r.lower), end(r.upper)];
  return range(
    lower,
    upper,
    step,
    r.parts?.map((part) => mapped(part, undefined, change, mirror)),
  );
}

export const negate = (r: NumberRange): NumberRange => mapped(r, r.step, (v) => v.negated(), true);

export function add(a: NumberRange, b: NumberRange): NumberRange {
  const step = commonStep(a, b);
  const fixed = pointOfNumbers(a) ?? pointOfNumbers(b);
  if (fixed) return mapped(pointOfNumbers(a) ? b : a, step, (v) => v.plus(fixed), false);
  const sum = (x: End | undefined, y: End | undefined) =>
    x && y ? { value: x.value.plus(y.value), inclusive: x.inclusive && y.inclusive } : undefined;
  return range(sum(a.lower, b.lower), sum(a.upper, b.upper), step);
}

const isPositive = (r: NumberRange): boolean => r.lower !== undefined && r.lower.value.sign >= 0;

/** Exact for a factor that is fixed; else for factors that are not negative. */
export function multiply(a: NumberRange, b: NumberRange): NumberRange {
  const factor = pointOfNumbers(a) ?? pointOfNumbers(b);
  if (factor) {
    if (factor.isZero) return point(Exact.zero);
    const r = pointOfNumbers(a) ? b : a;
    return mapped(r, r.step?.times(factor.abs()), (v) => v.times(factor), factor.sign < 0);
  }
  if (!isPositive(a) || !isPositive(b) || !a.lower || !b.lower) return ANY_NUMBER;
  const end = (x: End, y: End) => ({ value: x.value.times(y.value), inclusive: x.inclusive && y.inclusive });
  // Zero, where it is a value of one, times whatever the other has is zero.
  const zero = [a, b].some((x) => x.lower?.value.isZero && x.lower.inclusive);
  const whole = a.step && b.step && keepsTo(a, ONE) && keepsTo(b, ONE) ? ONE : undefined;
  return range(zero ? { value: Exact.zero, inclusive: true } : end(a.lower, b.lower), a.upper && b.upper && end(a.upper, b.upper), whole);
}

export function divide(a: NumberRange, b: NumberRange): NumberRange {
  const by = pointOfNumbers(b);
  if (by) return by.isZero ? ANY_NUMBER : multiply(range(a.lower, a.upper, undefined, a.parts), point(ONE.div(by)));
  if (!isPositive(a) || !isPositive(b) || !a.lower || !b.lower) return ANY_NUMBER;
  const end = (x: End, y: End) => ({ value: x.value.div(y.value), inclusive: x.inclusive && y.inclusive });
  const lower =
    b.upper && !a.lower.value.isZero && !b.upper.value.isZero
      ? end(a.lower, b.upper)
      : { value: Exact.zero, inclusive: a.lower.inclusive && a.lower.value.isZero };
  return range(lower, a.upper && b.lower.value.sign > 0 ? end(a.upper, b.lower) : undefined);
}

export function abs(r: NumberRange): NumberRange {
  if (isPositive(r)) return r;
  const size = (e: End | undefined) => e && { value: e.value.abs(), inclusive: e.inclusive };
  if (r.upper && r.upper.value.sign <= 0) return negate(r);
  return range({ value: Exact.zero, inclusive: true }, r.lower && r.upper && outer(size(r.lower), size(r.upper), -1), r.step);
}

/** The smaller of two values; `max` by turning round. */
export function min(a: NumberRange, b: NumberRange): NumberRange {
  const upper = !a.upper ? b.upper : !b.upper ? a.upper : inner(a.upper, b.upper, -1);
  return range(outer(a.lower, b.lower, 1), upper, commonStep(a, b));
}
export const max = (a: NumberRange, b: NumberRange): NumberRange => negate(min(negate(a), negate(b)));

/** The sum of none to `most` values of `r` (undefined: any number of them). */
export function times(r: NumberRange, most: number | undefined): NumberRange {
  const end = (e: End | undefined, sign: 1 | -1): End | undefined => {
    if (e && e.value.sign * sign <= 0) return { value: Exact.zero, inclusive: true };
    return e && most !== undefined ? { value: e.value.times(Exact.of(most)), inclusive: e.inclusive } : undefined;
  };
  return range(end(r.lower, -1), end(r.upper, 1), r.step ?? (keepsTo(r, ONE) ? ONE : undefined));
}
