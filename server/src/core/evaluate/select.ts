/** `highest`, `lowest`, `sum` and `first`, plain or over every item of a list. */
import type { Expression } from '../program/program';
import * as arithmetic from './arithmetic';
import type { Evaluator, Scope } from './evaluator';
import { choose, evaluate } from './expression';
import * as logic from './logic';
import * as ranges from './ranges';
import { marked, needsOf, rangeOfValue, shadowOf, unionNeeds, unknown, ZERO } from './value';
import type { Need, Range, Value } from './values';

type Select = Extract<Expression, { op: 'select' }>;

interface Candidate {
  readonly test: Value;
  readonly value: Value;
}

export function evaluateSelect(e: Select, scope: Scope, ev: Evaluator): Value {
  if (e.each === undefined) return settle(e, candidates(e, scope, ev));
  const list = ev.list(e.each, e.place);
  if (list.state === 'items') {
    const all: Candidate[] = [];
    for (let i = 0; i < list.count; i++) {
      const found = candidates(e, ev.itemScope(scope, e.each, i), ev);
      all.push(...found);
      if (e.select === 'first' && found.some((c) => logic.isFirm(c.test) && logic.isYes(c.test))) break;
    }
    return settle(e, all);
  }
  if (list.state === 'value') return list.value;
  // The list is not known: what one item, of which nothing is known, may contribute; from no item up to the most that there may be.
  const inner = ev.silently(() => settle(e, candidates(e, ev.itemScope(scope, e.each ?? '', undefined), ev)));
  const one = inner.state === 'known' ? ranges.rangeOf(inner.value) : rangeOfValue(inner);
  const most = list.most === undefined ? ranges.NOT_NEGATIVE : ranges.hull(ranges.rangeOf(ZERO.value), list.most);
  const range = e.select === 'sum' ? ranges.multiply(one, most) : ranges.hull(one, ranges.rangeOf(ZERO.value));
  return unknown(range, list.needs, 'number');
}

function candidates(e: Select, scope: Scope, ev: Evaluator): Candidate[] {
  const out: Candidate[] = [];
  for (const entry of e.entries) {
    const test = entry.condition ? evaluate(entry.condition, scope, ev) : logic.YES;
    if (logic.isFirm(test) && logic.isNo(test)) continue;
    // An entry whose condition is not decided is not chosen yet: its value matters for the range only.
    const open = !logic.isYes(test);
    const value = open ? ev.silently(() => evaluate(entry.value, scope, ev)) : evaluate(entry.value, scope, ev);
    out.push({ test, value });
    if (e.select === 'first' && logic.isFirm(test)) break;
  }
  return out;
}

function settle(e: Select, all: readonly Candidate[]): Value {
  switch (e.select) {
    case 'first':
      return settleFirst(all);
    case 'sum': {
      let sum: Value = ZERO;
      for (const c of all) {
        const part = logic.isFirm(c.test) ? c.value : choose(c.test, c.value, ZERO, 'number');
        sum = arithmetic.add(sum, part, e.place);
      }
      return sum;
    }
    case 'highest':
    case 'lowest':
      return settleExtreme(e, all, e.select);
    default:
      return e.select satisfies never;
  }
}

function settleFirst(all: readonly Candidate[]): Value {
  let result: Value = ZERO;
  for (let i = all.length - 1; i >= 0; i--) {
    const c = all[i];
    if (c) result = logic.isFirm(c.test) && logic.isYes(c.test) ? c.value : choose(c.test, c.value, result, 'number');
  }
  // The needs of a later condition count only once the earlier ones are decided; `choose` names the first undecided one's.
  return result;
}

function settleExtreme(e: Select, all: readonly Candidate[], select: 'highest' | 'lowest'): Value {
  const firm = all.filter((c) => logic.isFirm(c.test));
  if (firm.length === all.length) {
    if (all.length === 0) return ZERO;
    return arithmetic.extreme(
      select === 'highest' ? 'max' : 'min',
      all.map((c) => c.value),
      e.place,
    );
  }
  const stop = all.find((c) => c.test.state === 'error')?.test ?? all.find((c) => c.test.state === 'unspecified')?.test;
  const extreme = select === 'highest' ? ranges.max : ranges.min;
  const rangesOf = (v: Value): Range => (v.state === 'known' ? shadowOf(v) : rangeOfValue(v));
  // What is sure to stand, against each that may stand or not: with it or without it.
  let sure: Range | undefined;
  for (const c of firm) sure = sure ? extreme(sure, rangesOf(c.value)) : rangesOf(c.value);
  let range: Range | undefined = sure;
  let unsure = stop !== undefined || firm.some((c) => c.value.state === 'error' || c.value.state === 'unspecified');
  const needs: (readonly Need[])[] = [];
  let open = false;
  for (const c of all) {
    if (logic.isFirm(c.test)) continue;
    const r = rangesOf(c.value);
    const mayFail = !ranges.isSure(r) || (c.test.state === 'unknown' && !ranges.isSure(c.test.range));
    // An entry that cannot beat what stands already needs nothing decided, unless it may be an error.
    if (!mayFail && c.test.state === 'unknown' && sure && ranges.decide(select === 'highest' ? '<=' : '>=', r, sure) === true) continue;
    if (mayFail) unsure = true;
    if (c.test.state === 'unknown') {
      open = true;
      needs.push(c.test.needs);
    }
    range = range ? ranges.hull(range, sure ? extreme(range, r) : ranges.hull(range, r)) : ranges.hull(ranges.rangeOf(ZERO.value), r);
  }
  const total = unsure ? ranges.ANY : (range ?? ranges.ANY);
  needs.push(needsOf(firm.map((c) => c.value)));
  if (open) return unknown(total, unionNeeds(needs), 'number');
  if (stop) return stop;
  // Every condition is known, some only as long as ceilings are used up.
  const standing = all.filter((c) => logic.isYes(c.test)).map((c) => c.value);
  const result = standing.length === 0 ? ZERO : arithmetic.extreme(select === 'highest' ? 'max' : 'min', standing, e.place);
  return result.state === 'known' ? marked(result.value, total) : result;
}
