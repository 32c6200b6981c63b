/** Every interval of an item that holds no value: in conditions, rows, facts and dates. */
import { Exact } from '../exact';
import type { Interval, Place } from '../program/program';
import { type NumberRange, pointOf, type Reader, rangeOf } from './ranges';
import { holdsNothing } from './space';

export interface EmptyInterval {
  readonly place: Place;
  /** The lower end lies above the upper one. */
  readonly turned: boolean;
  /** Only whole numbers count, and none lies between. */
  readonly whole: boolean;
  /** Dates that end before they begin. */
  readonly dates: boolean;
}

/** The interval if it holds no value of its subject, whose range gives the step. Ends that are not constant say nothing. */
export function emptyInterval(interval: Interval, subject: NumberRange, reader: Reader, isDate: boolean): EmptyInterval | undefined {
  const at = (end: Interval['lower']) => {
    const value = end && pointOf(rangeOf(end.value, reader));
    return value && end ? { value, inclusive: end.inclusive } : undefined;
  };
  const lower = at(interval.lower);
  const upper = at(interval.upper);
  if (!lower || !upper) return undefined;
  const reversed = holdsNothing(lower, upper, undefined);
  if (!reversed && !(subject.step && holdsNothing(lower, upper, subject.step))) return undefined;
  return {
    place: interval.place,
    turned: lower.value.gt(upper.value),
    whole: !reversed && !subject.step?.equals(Exact.zero),
    dates: isDate,
  };
}
