/**
 * Interval arithmetic: what is known of a value that is unknown, or that would be other if a ceiling were not used up. Every result holds
 * each value that the operation can yield; two uses of one fact are independent, so it may hold more. Source: language.md, *What a policy pays*, 1.
 */
import { Exact, type RoundMode } from '../exact';
import type { CompareOp, Constant } from '../program/program';
import type { Bounds } from '../program/types';
import type { Range } from './values';

export type NumberRange = Extract<Range, { kind: 'number' }>;
export interface End {
  readonly value: Exact;
  readonly inclusive: boolean;
}

/** Nothing is known, not even that it is a value and no error. */
export const ANY: Range = { kind: 'any' };
/** Some value, and no error. */
export const SOME: Range = { kind: 'any', sure: true };
/** Some number, and no error. */
export const NUMBER: NumberRange = { kind: 'number' };
export const NOT_NEGATIVE: NumberRange = { kind: 'number', lower: { value: Exact.zero, inclusive: true } };

export function point(value: Exact): NumberRange {
  const end = { value, inclusive: true };
  return { kind: 'number', lower: end, upper: end };
}

export function interval(lower: End | undefined, upper: End | undefined): NumberRange {
  if (lower && upper) return { kind: 'number', lower, upper };
  if (lower) return { kind: 'number', lower };
  return upper ? { kind: 'number', upper } : NUMBER;
}

/** The range of a constant; dates as their days. */
export function rangeOf(c: Constant): Range {
  switch (c.kind) {
    case 'number':
      return point(c.value);
    case 'date':
      return point(Exact.of(c.day));
    case 'member':
      return { kind: 'members', members: [c.member] };
    case 'boolean':
    case 'text':
    case 'set':
      return SOME;
    default:
      return c satisfies never;
  }
}

/** The one number that the range holds, if it holds one only. */
export function single(r: Range): Exact | undefined {
  return r.kind === 'number' && r.lower && r.upper && r.lower.inclusive && r.upper.inclusive && r.lower.value.equals(r.upper.value)
    ? r.lower.value
    : undefined;
}

/** A declared interval as a range; of multiples of `step` where that is given (whole numbers of a unit, days), the ends drawn in to them. */
export function declaredRange(bounds: Bounds | undefined, step?: Exact): NumberRange {
  if (!step) return interval(bounds?.lower, bounds?.upper);
  const { lower, upper } = bounds ?? {};
  const draw = (end: End, mode: 'up' | 'down'): End => {
    const value = end.value.roundTo(step, mode);
    return {
      value: !end.inclusive && value.equals(end.value) ? (mode === 'up' ? value.plus(step) : value.minus(step)) : value,
      inclusive: true,
    };
  };
  return interval(lower && draw(lower, 'up'), upper && draw(upper, 'down'));
}

export function within(value: Exact, r: { readonly lower?: End; readonly upper?: End }): boolean {
  const { lower, upper } = r;
  if (lower) {
    const c = value.compare(lower.value);
    if (c < 0 || (c === 0 && !lower.inclusive)) return false;
  }
  if (upper) {
    const c = value.compare(upper.value);
    if (c > 0 || (c === 0 && !upper.inclusive)) return false;
  }
  return true;
}

// ---------------------------------------------------------------------------------------------- ends

/** The smaller of two ends; at the same value the one that is included, unless `strict`. */
function pick(a: End, b: End, sign: 1 | -1, strict = false): End {
  const c = a.value.compare(b.value) * sign;
  if (c !== 0) return c < 0 ? a : b;
  if (a.inclusive === b.inclusive) return a;
  return a.inclusive === strict ? b : a;
}
const addEnd = (a: End, b: End): End => ({ value: a.value.plus(b.value), inclusive: a.inclusive && b.inclusive });
const negateEnd = (a: End): End => ({ value: a.value.negated(), inclusive: a.inclusive });

// ---------------------------------------------------------------------------------------------- arithmetic

/** Applies to two numbers; anything that may be an error makes the result so. */
function lift(a: Range, b: Range, op: (a: NumberRange, b: NumberRange) => Range): Range {
  return a.kind === 'number' && b.kind === 'number' ? op(a, b) : ANY;
}

export function add(a: Range, b: Range): Range {
  return lift(a, b, (x, y) => interval(x.lower && y.lower && addEnd(x.lower, y.lower), x.upper && y.upper && addEnd(x.upper, y.upper)));
}

export function negate(a: Range): Range {
  return a.kind === 'number' ? interval(a.upper && negateEnd(a.upper), a.lower && negateEnd(a.lower)) : ANY;
}

export function subtract(a: Range, b: Range): Range {
  return add(a, negate(b));
}

/** A corner of a product: an end, or infinite with the sign. */
type Corner = { readonly end: End } | { readonly infinite: 1 | -1 };

function corner(a: End | undefined, aSide: 1 | -1, b: End | undefined, bSide: 1 | -1): Corner {
  if (a && b) {
    const zero = (a.value.isZero && a.inclusive) || (b.value.isZero && b.inclusive);
    return { end: { value: a.value.times(b.value), inclusive: zero || (a.inclusive && b.inclusive) } };
  }
  const sign = (a ? a.value.sign : aSide) * (b ? b.value.sign : bSide);
  if (sign === 0) return { end: { value: Exact.zero, inclusive: (a ?? b)?.inclusive ?? true } };
  return { infinite: sign > 0 ? 1 : -1 };
}

export function multiply(a: Range, b: Range): Range {
  return lift(a, b, (x, y) => {
    const corners = [
      corner(x.lower, -1, y.lower, -1),
      corner(x.lower, -1, y.upper, 1),
      corner(x.upper, 1, y.lower, -1),
      corner(x.upper, 1, y.upper, 1),
    ];
    const end = (sign: 1 | -1): End | undefined => {
      let best: End | undefined;
      for (const c of corners) {
        if ('infinite' in c) {
          if (c.infinite === -sign) return undefined;
        } else best = best ? pick(best, c.end, sign) : c.end;
      }
      return best;
    };
    return interval(end(1), end(-1));
  });
}

/** 1/b, or ANY where b may be zero. */
function reciprocal(b: NumberRange): Range {
  const positive = b.lower && (b.lower.value.sign > 0 || (b.lower.value.isZero && !b.lower.inclusive));
  const negative = b.upper && (b.upper.value.sign < 0 || (b.upper.value.isZero && !b.upper.inclusive));
  if (!positive && !negative) return ANY;
  // With no further end on the far side the reciprocal comes near 0, which it never is.
  const toward: End = { value: Exact.zero, inclusive: false };
  const invert = (end: End | undefined): End | undefined => {
    if (!end) return toward;
    return end.value.isZero ? undefined : { value: Exact.one.div(end.value), inclusive: end.inclusive };
  };
  return interval(invert(b.upper), invert(b.lower));
}

export function divide(a: Range, b: Range): Range {
  return lift(a, b, (x, y) => {
    const r = reciprocal(y);
    return r.kind === 'number' ? multiply(x, r) : ANY;
  });
}

/** Least or greatest of two. */
function extreme(a: Range, b: Range, sign: 1 | -1): Range {
  return lift(a, b, (x, y) => {
    const near = (r: NumberRange): End | undefined => (sign > 0 ? r.lower : r.upper);
    const far = (r: NumberRange): End | undefined => (sign > 0 ? r.upper : r.lower);
    const [xn, yn, xf, yf] = [near(x), near(y), far(x), far(y)];
    const n = xn && yn && pick(xn, yn, sign);
    const f = xf && yf ? pick(xf, yf, sign, true) : (xf ?? yf);
    return sign > 0 ? interval(n, f) : interval(f, n);
  });
}
export function min(a: Range, b: Range): Range {
  return extreme(a, b, 1);
}
export function max(a: Range, b: Range): Range {
  return extreme(a, b, -1);
}

export function abs(a: Range): Range {
  if (a.kind !== 'number') return ANY;
  if (a.lower && a.lower.value.sign >= 0) return a;
  if (a.upper && a.upper.value.sign <= 0) return negate(a);
  const up = a.lower && a.upper ? pick(negateEnd(a.lower), a.upper, -1) : undefined;
  return interval({ value: Exact.zero, inclusive: true }, up);
}

/** Applies a function that never falls to both ends; the ends of the result are included. */
export function monotone(a: Range, f: (value: Exact) => Exact): Range {
  if (a.kind !== 'number') return ANY;
  const end = (e: End | undefined): End | undefined => e && { value: f(e.value), inclusive: true };
  return interval(end(a.lower), end(a.upper));
}

export function round(a: Range, step: Range, mode: RoundMode): Range {
  const q = single(step);
  if (q && q.sign > 0) return monotone(a, (v) => v.roundTo(q, mode));
  const positive =
    step.kind === 'number' && step.lower && (step.lower.value.sign > 0 || !step.lower.inclusive) && step.lower.value.sign >= 0;
  return positive && a.kind === 'number' ? NUMBER : ANY;
}

/** Everything that either holds. */
export function hull(a: Range, b: Range): Range {
  if (a.kind === 'number' && b.kind === 'number') {
    return interval(a.lower && b.lower && pick(a.lower, b.lower, 1), a.upper && b.upper && pick(a.upper, b.upper, -1));
  }
  if (a.kind === 'members' && b.kind === 'members') return { kind: 'members', members: [...new Set([...a.members, ...b.members])] };
  return isSure(a) && isSure(b) ? SOME : ANY;
}

/** True if it is surely a value and no error. */
export function isSure(r: Range): boolean {
  return r.kind !== 'any' || r.sure === true;
}

// ---------------------------------------------------------------------------------------------- questions

/** Every value of a below every one of b; with `orEqual` they may meet. */
function allBelow(a: NumberRange, b: NumberRange, orEqual: boolean): boolean {
  if (!a.upper || !b.lower) return false;
  const c = a.upper.value.compare(b.lower.value);
  return c < 0 || (c === 0 && (orEqual || !a.upper.inclusive || !b.lower.inclusive));
}

/** What the ranges decide of a comparison; undefined where they leave it open. */
export function decide(relation: CompareOp, a: Range, b: Range): boolean | undefined {
  if (a.kind === 'number' && b.kind === 'number') {
    switch (relation) {
      case '<':
        return allBelow(a, b, false) ? true : allBelow(b, a, true) ? false : undefined;
      case '<=':
        return allBelow(a, b, true) ? true : allBelow(b, a, false) ? false : undefined;
      case '>':
        return decide('<', b, a);
      case '>=':
        return decide('<=', b, a);
      case '=': {
        if (allBelow(a, b, false) || allBelow(b, a, false)) return false;
        const x = single(a);
        const y = single(b);
        return x && y ? x.equals(y) : undefined;
      }
      case '!=': {
        const equal = decide('=', a, b);
        return equal === undefined ? undefined : !equal;
      }
      default:
        return relation satisfies never;
    }
  }
  if (a.kind === 'members' && b.kind === 'members' && (relation === '=' || relation === '!=')) {
    if (!a.members.some((m) => b.members.includes(m))) return relation === '!=';
    if (a.members.length === 1 && b.members.length === 1) return relation === '=';
  }
  return undefined;
}
