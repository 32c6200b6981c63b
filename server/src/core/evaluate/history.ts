/** Payments made before: what was paid for clauses before `as_of`, in a window. Source: language.md, "Payments made before" and WINDOW. */
import { Exact } from '../exact';
import { civil } from '../program/dates';
import type { Place, Window } from '../program/program';
import type { Evaluator, Scope } from './evaluator';
import { evaluate, shift } from './expression';
import * as ranges from './ranges';
import { hindrance, needsOf, numberValue, unknown, ZERO } from './value';
import type { Value } from './values';

/** A window with its length computed. */
export type Span =
  | { readonly kind: 'ever' }
  | { readonly kind: 'per year' }
  | { readonly kind: 'within'; readonly length: Value; readonly by: 'day' | 'month' };

export function spanOf(window: Window, scope: Scope, ev: Evaluator): Span {
  return window.kind === 'within' ? { kind: 'within', length: evaluate(window.length, scope, ev), by: window.by } : window;
}

/** The sum of the payments before `as_of` for these clauses within the span; zero without any, whatever the date. */
export function paidFor(clauses: readonly string[], span: Span, ev: Evaluator, place: Place): Value {
  const payments = ev.payments(clauses);
  if (payments.length === 0) return span.kind === 'within' && span.length.state === 'error' ? span.length : ZERO;
  const asOf = ev.asOf();
  const start = span.kind === 'within' ? shift(asOf, span.length, -1, span.by, place) : undefined;
  const inputs = start ? [asOf, start] : [asOf];
  const stop = hindrance(inputs);
  if (stop === 'unknown') {
    const day = asOf.state === 'known' && asOf.value.kind === 'date' ? asOf.value.day : Number.POSITIVE_INFINITY;
    const most = payments.filter((p) => p.day < day && p.amount.sign > 0).reduce((sum, p) => sum.plus(p.amount), Exact.zero);
    const least = payments.filter((p) => p.day < day && p.amount.sign < 0).reduce((sum, p) => sum.plus(p.amount), Exact.zero);
    const sure = inputs.every((v) => v.state === 'known' || (v.state === 'unknown' && ranges.isSure(v.range)));
    const range = sure ? ranges.interval({ value: least, inclusive: true }, { value: most, inclusive: true }) : ranges.ANY;
    return unknown(range, needsOf(inputs), 'number');
  }
  if (stop) return stop;
  const day = asOf.state === 'known' && asOf.value.kind === 'date' ? asOf.value.day : 0;
  const after = start?.state === 'known' && start.value.kind === 'date' ? start.value.day : Number.NEGATIVE_INFINITY;
  const year = civil(day).year;
  let sum = Exact.zero;
  for (const p of payments) {
    if (p.day >= day || p.day <= after) continue;
    if (span.kind === 'per year' && civil(p.day).year !== year) continue;
    sum = sum.plus(p.amount);
  }
  return numberValue(sum);
}
