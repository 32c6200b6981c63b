/** `by` tables and `marginal`: which row decides, what is open where the subject is not known, and the sum over slices. */
import type { Expression, Pattern, Row } from '../program/program';
import * as arithmetic from './arithmetic';
import { covers } from './coverage';
import type { Evaluator, Scope } from './evaluator';
import { evaluate, evaluateInterval, kindOf } from './expression';
import * as logic from './logic';
import * as ranges from './ranges';
import { failure, marked, needsOf, rangeOfValue, unknown, ZERO } from './value';
import type { Range, Value } from './values';

type Of<Op extends Expression['op']> = Extract<Expression, { op: Op }>;

function matches(pattern: Pattern, subject: Value, e: Expression, scope: Scope, ev: Evaluator): Value {
  switch (pattern.kind) {
    case 'any':
      return logic.YES;
    case 'interval':
      return evaluateInterval(subject, pattern.interval, scope, ev, pattern.interval.place);
    case 'value': {
      const value = evaluate(pattern.value, scope, ev);
      return e.type.kind === 'set' && pattern.value.type.kind !== 'set'
        ? logic.has(subject, value, pattern.value.place)
        : logic.compare('=', subject, value, pattern.value.place);
    }
    default:
      return pattern satisfies never;
  }
}

function rowMatches(row: Row, subjects: readonly Value[], e: Of<'table'>, scope: Scope, ev: Evaluator): Value {
  const columns: Value[] = [];
  for (const [i, alternatives] of row.columns.entries()) {
    const subject = subjects[i];
    const node = e.subjects[i];
    if (!subject || !node) continue;
    const tests: Value[] = [];
    for (const p of alternatives) {
      const test = matches(p, subject, node, scope, ev);
      tests.push(test);
      if (logic.isYes(test) && logic.isFirm(test)) break;
    }
    const column = tests.length === 1 ? (tests[0] ?? logic.NO) : logic.or(tests);
    if (logic.isNo(column) && logic.isFirm(column)) return column;
    columns.push(column);
  }
  return columns.length === 1 ? (columns[0] ?? logic.YES) : logic.and(columns);
}

/** The value of the row that matches. Rows do not overlap, so one that is known to match decides, whatever is unknown of the others. */
export function evaluateTable(e: Of<'table'>, scope: Scope, ev: Evaluator): Value {
  const subjects = e.subjects.map((s) => evaluate(s, scope, ev));
  const open: { readonly row: Row; readonly test: Value }[] = [];
  for (const [i, row] of e.rows.entries()) {
    const test = ev.silently(() => rowMatches(row, subjects, e, scope, ev));
    if (logic.isFirm(test)) {
      if (!logic.isYes(test)) continue;
      ev.note({ row: i });
      return evaluate(row.value, scope, ev);
    }
    open.push({ row, test });
  }
  if (open.length === 0) {
    if (e.otherwise) {
      ev.note({ row: e.rows.length });
      return evaluate(e.otherwise, scope, ev);
    }
    const first = subjects[0];
    return failure('no-row', e.place, first?.state === 'known' ? { value: first.value } : {});
  }
  return undecided(e, subjects, open, scope, ev);
}

function undecided(
  e: Of<'table'>,
  subjects: readonly Value[],
  open: readonly { readonly row: Row; readonly test: Value }[],
  scope: Scope,
  ev: Evaluator,
): Value {
  const tests = open.map((o) => o.test);
  const stop = tests.find((t) => t.state === 'error') ?? tests.find((t) => t.state === 'unspecified');
  const isUnknown = tests.some((t) => t.state === 'unknown');
  if (!isUnknown && stop) return stop;
  const value = (x: Expression): Value => ev.silently(() => evaluate(x, scope, ev));
  let range: Range | undefined;
  const join = (r: Range): void => {
    range = range ? ranges.hull(range, r) : r;
  };
  for (const { row } of open) {
    const v = value(row.value);
    join(v.state === 'known' ? (v.range ?? ranges.rangeOf(v.value)) : rangeOfValue(v));
  }
  if (e.otherwise) join(rangeOfValue(value(e.otherwise)));
  else if (stop || !covers(e, subjects, scope, ev)) range = ranges.ANY;
  if (stop || tests.some((t) => t.state === 'unknown' && !ranges.isSure(t.range))) range = ranges.ANY;
  const result = range ?? ranges.ANY;
  if (isUnknown) return unknown(result, needsOf(tests), kindOf(e));
  // Every subject is known, but a ceiling behind one could choose another row.
  const taken = open.find((o) => logic.isYes(o.test))?.row.value ?? e.otherwise;
  if (!taken) return failure('no-row', e.place);
  const v = evaluate(taken, scope, ev);
  return v.state === 'known' ? marked(v.value, result) : v;
}

/** The sum over rows of the rate times the part of the subject that lies within the row. */
export function evaluateMarginal(e: Of<'marginal'>, scope: Scope, ev: Evaluator): Value {
  const subject = evaluate(e.subject, scope, ev);
  let sum: Value = ZERO;
  for (const [i, row] of e.rows.entries()) {
    ev.enter();
    ev.note({ row: i });
    const lower = row.interval.lower ? evaluate(row.interval.lower.value, scope, ev) : ZERO;
    const reached = row.interval.upper ? arithmetic.min(subject, evaluate(row.interval.upper.value, scope, ev), row.place) : subject;
    const part = arithmetic.max(ZERO, arithmetic.subtract(reached, lower, row.place), row.place);
    // A row that the subject does not reach is not chosen: its rate does not matter.
    const idle = part.state === 'known' && !part.range && part.value.kind === 'number' && part.value.value.isZero;
    const slice = idle ? ZERO : arithmetic.arithmetic('multiply', evaluate(row.rate, scope, ev), part, row.place);
    ev.leave(row.place, 'slice', slice);
    sum = arithmetic.add(sum, slice, e.place);
  }
  return sum;
}
