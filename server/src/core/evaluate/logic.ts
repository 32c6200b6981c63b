/** Conditions: Kleene's logic over yes, no, unknown and error, and the comparisons that yield them. */
import { Exact } from '../exact';
import type { CompareOp, Constant, Place } from '../program/program';
import { ANY, decide, isSure, rangeOf, SOME } from './ranges';
import { guarded, type Known, marked, NO, needsOf, rangeOfValue, truth, unknown, YES } from './value';
import type { Range, Value } from './values';

function isTruth(v: Value, wanted: boolean): boolean {
  return v.state === 'known' && v.value.kind === 'boolean' && v.value.value === wanted;
}
export function isYes(v: Value): boolean {
  return isTruth(v, true);
}
export function isNo(v: Value): boolean {
  return isTruth(v, false);
}
/** Yes or no whatever becomes of ceilings. */
export function isFirm(v: Value): boolean {
  return v.state === 'known' && !v.range;
}

/** All of the values (`and`), or any of them (`or`): one deciding value decides whatever the others are. */
function junction(values: readonly Value[], deciding: boolean): Value {
  let decided: Value | undefined;
  let error: Value | undefined;
  let unspecified: Value | undefined;
  let open = false;
  let sure = true;
  let soft = false;
  for (const v of values) {
    switch (v.state) {
      case 'unknown':
        open = true;
        sure &&= isSure(v.range);
        break;
      case 'error':
        error ??= v;
        break;
      case 'unspecified':
        unspecified ??= v;
        break;
      case 'known':
        if (v.value.kind === 'boolean' && v.value.value === deciding) {
          if (!v.range) return v;
          decided ??= v;
        } else soft ||= v.range !== undefined;
        break;
      default:
        v satisfies never;
    }
  }
  if (decided) return decided;
  if (open) return unknown(sure && !error && !unspecified ? SOME : ANY, needsOf(values), 'boolean');
  if (error) return error;
  if (unspecified) return unspecified;
  return soft ? marked({ kind: 'boolean', value: !deciding }, SOME) : truth(!deciding);
}

export function and(values: readonly Value[]): Value {
  return junction(values, false);
}
export function or(values: readonly Value[]): Value {
  return junction(values, true);
}
export function not(v: Value): Value {
  if (v.state !== 'known' || v.value.kind !== 'boolean') return v;
  return v.range ? marked({ kind: 'boolean', value: !v.value.value }, v.range) : truth(!v.value.value);
}

// ---------------------------------------------------------------------------------------------- comparison

/** Order of two constants of one kind; NaN where they differ and have no order. */
function order(a: Constant, b: Constant): number {
  if (a.kind === 'number' && b.kind === 'number') return a.value.compare(b.value);
  if (a.kind === 'date' && b.kind === 'date') return a.day - b.day;
  return sameConstant(a, b) ? 0 : Number.NaN;
}

export function sameConstant(a: Constant, b: Constant): boolean {
  switch (a.kind) {
    case 'number':
      return b.kind === 'number' && a.value.equals(b.value);
    case 'boolean':
      return b.kind === 'boolean' && a.value === b.value;
    case 'date':
      return b.kind === 'date' && a.day === b.day;
    case 'text':
      return b.kind === 'text' && a.value.normalize('NFC') === b.value.normalize('NFC');
    case 'member':
      return b.kind === 'member' && a.member === b.member;
    case 'set':
      return b.kind === 'set' && a.members.length === b.members.length && a.members.every((m) => b.members.includes(m));
    default:
      return a satisfies never;
  }
}

export function holds(relation: CompareOp, a: Constant, b: Constant): boolean {
  const o = order(a, b);
  switch (relation) {
    case '=':
      return o === 0;
    case '!=':
      return o !== 0;
    case '<':
      return o < 0;
    case '<=':
      return o <= 0;
    case '>':
      return o > 0;
    case '>=':
      return o >= 0;
    default:
      return relation satisfies never;
  }
}

/** A test of values that is known where `compute` can be applied or where the ranges decide it. */
function test(
  inputs: readonly Value[],
  place: Place,
  compute: (cs: readonly Constant[]) => boolean,
  byRange: (rs: readonly Range[]) => boolean | undefined,
): Value {
  return guarded(place, () => {
    let error: Value | undefined;
    let unspecified: Value | undefined;
    let open = false;
    let soft = false;
    for (const v of inputs) {
      if (v.state === 'unknown') open = true;
      else if (v.state === 'error') error ??= v;
      else if (v.state === 'unspecified') unspecified ??= v;
      else soft ||= v.range !== undefined;
    }
    if (open) {
      const rs = inputs.map(rangeOfValue);
      if (error || unspecified || !rs.every(isSure)) return unknown(ANY, needsOf(inputs), 'boolean');
      const decided = byRange(rs);
      return decided === undefined ? unknown(SOME, needsOf(inputs), 'boolean') : truth(decided);
    }
    if (error) return error;
    if (unspecified) return unspecified;
    const result = compute((inputs as readonly Known[]).map((v) => v.value));
    if (!soft) return truth(result);
    const decided = byRange((inputs as readonly Known[]).map((v) => v.range ?? rangeOf(v.value)));
    return decided === undefined ? marked({ kind: 'boolean', value: result }, SOME) : truth(result);
  });
}

export function compare(relation: CompareOp, a: Value, b: Value, place: Place): Value {
  if (a.state === 'known' && b.state === 'known' && !a.range && !b.range) return truth(holds(relation, a.value, b.value));
  return test(
    [a, b],
    place,
    ([x, y]) => x !== undefined && y !== undefined && holds(relation, x, y),
    ([x, y]) => (x && y ? decide(relation, x, y) : undefined),
  );
}

/** The member stands in the set. */
export function has(set: Value, member: Value, place: Place): Value {
  return test(
    [set, member],
    place,
    ([s, m]) => s?.kind === 'set' && m?.kind === 'member' && s.members.includes(m.member),
    () => undefined,
  );
}

export interface IntervalValues {
  readonly lower?: { readonly value: Value; readonly inclusive: boolean };
  readonly upper?: { readonly value: Value; readonly inclusive: boolean };
}

export function inInterval(subject: Value, interval: IntervalValues, place: Place): Value {
  const tests: Value[] = [];
  if (interval.lower) tests.push(compare(interval.lower.inclusive ? '>=' : '>', subject, interval.lower.value, place));
  if (interval.upper) tests.push(compare(interval.upper.inclusive ? '<=' : '<', subject, interval.upper.value, place));
  return and(tests);
}

/** Constants of kinds that a range can hold, as days or numbers. */
export function exactOf(c: Constant): Exact | undefined {
  return c.kind === 'number' ? c.value : c.kind === 'date' ? Exact.of(c.day) : undefined;
}

export { NO, YES };
