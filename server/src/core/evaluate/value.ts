/**
 * Making and combining values. The order in which unknown, error and unspecified win, and how a value carries its range where ceilings are
 * behind it, are decided here once. Source: language.md, *What a policy pays*, 1 and 6.
 */
import { DivisionByZero, Exact, ExactOverflow } from '../exact';
import type { Constant, Place } from '../program/program';
import { ANY, isSure, rangeOf, single } from './ranges';
import type { ErrorCode, EvaluationError, Mark, Need, Range, Value } from './values';

export type Known = Extract<Value, { state: 'known' }>;
export type Unknown = Extract<Value, { state: 'unknown' }>;

export const YES: Known = { state: 'known', value: { kind: 'boolean', value: true } };
export const NO: Known = { state: 'known', value: { kind: 'boolean', value: false } };
export const ZERO: Known = { state: 'known', value: { kind: 'number', value: Exact.zero } };

export function known(value: Constant): Known {
  return { state: 'known', value };
}
export function numberValue(value: Exact): Known {
  return { state: 'known', value: { kind: 'number', value } };
}
export function truth(value: boolean): Known {
  return value ? YES : NO;
}

export function failure(code: ErrorCode, place: Place, data: EvaluationError['data'] = {}): Value {
  return { state: 'error', error: { code, place, data } };
}

/** What kind of constant an expression yields; needed to name the one value of a range. */
export type Kind = Constant['kind'];

/** An unknown value, or the known one where the range holds one only. */
export function unknown(range: Range, needs: readonly Need[], kind: Kind): Value {
  if (range.kind === 'number') {
    const one = single(range);
    if (one) return known(kind === 'date' ? { kind: 'date', day: one.toNumber() } : { kind: 'number', value: one });
  } else if (range.kind === 'members' && range.members.length === 1 && kind === 'member') {
    return known({ kind: 'member', member: range.members[0] ?? '' });
  }
  return { state: 'unknown', range, needs };
}

/** A known value that would be another if ceilings behind it were not used up, with its mark. */
export function marked(value: Constant, range: Range): Known {
  if (value.kind !== 'number' || range.kind !== 'number') {
    if (value.kind === 'number' || isSure(range)) {
      return { state: 'known', value, mark: 'depends on a ceiling', range };
    }
    return { state: 'known', value, mark: 'depends on a ceiling', range: ANY };
  }
  const rises = !range.upper || range.upper.value.gt(value.value);
  if (rises) return { state: 'known', value, mark: 'depends on a ceiling', range };
  const falls = !range.lower || range.lower.value.lt(value.value);
  return falls ? { state: 'known', value, mark: 'at most', range } : { state: 'known', value };
}

/** What is known of a value as a range: the point, the point's neighbourhood under ceilings, or the unknown's. */
export function shadowOf(v: Known): Range {
  return v.range ?? rangeOf(v.value);
}
export function rangeOfValue(v: Value): Range {
  switch (v.state) {
    case 'known':
      return rangeOf(v.value);
    case 'unknown':
      return v.range;
    case 'error':
    case 'unspecified':
      return ANY;
    default:
      return v satisfies never;
  }
}

export function needKey(n: Need): string {
  return n.item === undefined && n.field === undefined ? n.fact : `${n.fact}[${n.item ?? ''}].${n.field ?? ''}`;
}

/** Without repetition, in order of first mention. */
export function unionNeeds(lists: readonly (readonly Need[])[]): readonly Need[] {
  const filled = lists.filter((l) => l.length > 0);
  if (filled.length <= 1) return filled[0] ?? [];
  const seen = new Map<string, Need>();
  for (const list of filled) for (const n of list) if (!seen.has(needKey(n))) seen.set(needKey(n), n);
  return [...seen.values()];
}

export function needsOf(values: readonly Value[]): readonly Need[] {
  return unionNeeds(values.map((v) => (v.state === 'unknown' ? v.needs : [])));
}

/** Of several values of which not all are known: the first in the order unknown, error, unspecified. Undefined if all are known. */
export function hindrance(values: readonly Value[]): 'unknown' | Value | undefined {
  let error: Value | undefined;
  let unspecified: string[] | undefined;
  for (const v of values) {
    if (v.state === 'unknown') return 'unknown';
    if (v.state === 'error') error ??= v;
    else if (v.state === 'unspecified') unspecified = [...new Set([...(unspecified ?? []), ...v.clauses])];
  }
  return error ?? (unspecified ? { state: 'unspecified', clauses: unspecified } : undefined);
}

/** Runs exact arithmetic; what has no result becomes a value in error at the place. */
export function guarded(place: Place, compute: () => Value): Value {
  try {
    return compute();
  } catch (e) {
    if (e instanceof DivisionByZero) return failure('division-by-zero', place);
    if (e instanceof ExactOverflow) return failure('too-large', place);
    throw e;
  }
}

/**
 * A strict operation: known where all inputs are, else what hinders it. `range` is applied to the inputs' ranges, for unknown inputs and
 * for known ones with a ceiling behind them.
 */
export function strict(
  inputs: readonly Value[],
  place: Place,
  kind: Kind,
  compute: (constants: readonly Constant[]) => Value,
  range: (ranges: readonly Range[]) => Range,
): Value {
  return guarded(place, () => {
    const stop = hindrance(inputs);
    if (stop === 'unknown') {
      const mayFail = inputs.some((v) => v.state === 'error' || v.state === 'unspecified');
      return unknown(mayFail ? ANY : range(inputs.map(rangeOfValue)), needsOf(inputs), kind);
    }
    if (stop) return stop;
    const all = inputs as readonly Known[];
    const result = compute(all.map((v) => v.value));
    if (result.state !== 'known' || !all.some((v) => v.range)) return result;
    return marked(result.value, range(all.map(shadowOf)));
  });
}

/** The mark of a sum of parts. */
export function joinMarks(marks: readonly (Mark | undefined)[]): Mark | undefined {
  if (marks.includes('depends on a ceiling')) return 'depends on a ceiling';
  return marks.includes('at most') ? 'at most' : undefined;
}
