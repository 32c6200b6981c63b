/** Expressions: one function a kind of node. What a node reads (facts, lets, clauses, history) comes from the {@link Context}. */
import { Exact, ExactOverflow } from '../exact';
import { addMonths, civil, monthsBetween } from '../program/dates';
import type { Expression, Interval, Place } from '../program/program';
import * as arithmetic from './arithmetic';
import type { Evaluator, Scope } from './evaluator';
import * as logic from './logic';
import * as ranges from './ranges';
import { evaluateSelect } from './select';
import { evaluateMarginal, evaluateTable } from './tables';
import { failure, type Kind, known, marked, numberValue, strict, unknown } from './value';
import type { Range, Value } from './values';

type Of<Op extends Expression['op']> = Extract<Expression, { op: Op }>;

/** Nested expressions beyond this are an error: the stack is finite. Chains of one operator and of lets do not count. */
const MAX_DEPTH = 400;

/** The kind of constant that an expression of this type yields. */
export function kindOf(e: Expression): Kind {
  const { kind } = e.type;
  return kind === 'broken' ? 'number' : kind;
}

/** The value of an expression in a scope; recorded in the trace if the evaluator keeps one. Never throws. */
export function evaluate(e: Expression, scope: Scope, ev: Evaluator): Value {
  if (e.op === 'constant' && !ev.tracing) return known(e.value);
  if (ev.depth - ev.base > MAX_DEPTH) return failure('too-large', e.place);
  const { depth, base } = ev;
  ev.depth++;
  ev.enter();
  const level = ev.level();
  let result: Value;
  try {
    result = compute(e, scope, ev);
  } catch (thrown) {
    // Ranges of huge numbers, and a stack that was nearly full already when the evaluation began.
    if (!(thrown instanceof ExactOverflow || thrown instanceof RangeError)) throw thrown;
    result = failure('too-large', e.place);
    ev.backTo(level);
  }
  ev.depth = depth;
  ev.base = base;
  ev.leave(e.place, labelOf(e), result);
  return result;
}

function labelOf(e: Expression): string {
  switch (e.op) {
    case 'call':
      return e.fn;
    case 'select':
      return e.select;
    case 'compare':
      return e.relation;
    default:
      return e.op;
  }
}

function compute(e: Expression, scope: Scope, ev: Evaluator): Value {
  switch (e.op) {
    case 'constant':
      return known(e.value);
    case 'fact':
      ev.note({ name: e.name });
      return ev.fact(e.name, e.place);
    case 'field':
      ev.note({ name: e.field, list: e.list });
      return ev.field(e.list, e.field, e.depth, scope, e.place);
    case 'let':
      ev.note({ name: e.name });
      return e.clause === undefined ? ev.globalLet(e.name, e.place) : ev.localLet(e.name, scope, e.place);
    case 'clause':
      ev.note({ name: e.name });
      return ev.gross(e.name, e.place);
    case 'paid':
      ev.note({ name: e.target });
      return ev.paid(e.target, e.within, scope, e.place);
    case 'this':
      return scope.current ?? failure('broken', e.place);
    case 'as_of':
      return ev.asOf();
    case 'not':
      return logic.not(evaluate(e.operand, scope, ev));
    case 'negate':
      return arithmetic.negate(evaluate(e.operand, scope, ev), e.place);
    case 'and':
    case 'or':
      return evaluateJunction(e, scope, ev);
    case 'compare':
      return logic.compare(e.relation, evaluate(e.left, scope, ev), evaluate(e.right, scope, ev), e.place);
    case 'interval':
      return evaluateInterval(evaluate(e.subject, scope, ev), e.interval, scope, ev, e.place);
    case 'has':
      return logic.has(evaluate(e.set, scope, ev), evaluate(e.member, scope, ev), e.place);
    case 'in': {
      const subject = evaluate(e.subject, scope, ev);
      const tests: Value[] = [];
      for (const m of e.members) {
        const test = logic.compare('=', subject, evaluate(m, scope, ev), e.place);
        tests.push(test);
        if (logic.isYes(test) && logic.isFirm(test)) break;
      }
      return narrowIn(subject, e, tests);
    }
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
      return evaluateChain(e, scope, ev);
    case 'shift':
      return evaluateShift(e, scope, ev);
    case 'if':
      return evaluateIf(e, scope, ev);
    case 'table':
      return evaluateTable(e, scope, ev);
    case 'marginal':
      return evaluateMarginal(e, scope, ev);
    case 'select':
      return evaluateSelect(e, scope, ev);
    case 'call':
      return evaluateCall(e, scope, ev);
    case 'broken':
      return failure('broken', e.place);
    default:
      return e satisfies never;
  }
}

/** `x in { … }` where every member that x may be stands in the list is yes, though no single comparison says so. */
function narrowIn(subject: Value, e: Of<'in'>, tests: readonly Value[]): Value {
  if (subject.state === 'unknown' && subject.range.kind === 'members') {
    const listed = e.members.map((m) => (m.op === 'constant' && m.value.kind === 'member' ? m.value.member : undefined));
    if (subject.range.members.every((m) => listed.includes(m))) return logic.YES;
  }
  return logic.or(tests);
}

/** The ends of an interval, then the test. */
export function evaluateInterval(subject: Value, i: Interval, scope: Scope, ev: Evaluator, place: Place): Value {
  return logic.inInterval(
    subject,
    {
      lower: i.lower && { value: evaluate(i.lower.value, scope, ev), inclusive: i.lower.inclusive },
      upper: i.upper && { value: evaluate(i.upper.value, scope, ev), inclusive: i.upper.inclusive },
    },
    place,
  );
}

/** `a + b + c …` leans to the left as deep as it is long: its spine is walked in a loop. */
function evaluateChain(e: Of<'add' | 'subtract' | 'multiply' | 'divide'>, scope: Scope, ev: Evaluator): Value {
  const spine: (typeof e)[] = [e];
  let left = e.left;
  while (left.op === 'add' || left.op === 'subtract' || left.op === 'multiply' || left.op === 'divide') {
    spine.push(left);
    ev.enter();
    left = left.left;
  }
  let value = evaluate(left, scope, ev);
  for (let i = spine.length - 1; i >= 0; i--) {
    const node = spine[i];
    if (!node) continue;
    value = arithmetic.arithmetic(node.op, value, evaluate(node.right, scope, ev), node.place);
    if (i > 0) ev.leave(node.place, node.op, value);
  }
  return value;
}

function evaluateJunction(e: Of<'and' | 'or'>, scope: Scope, ev: Evaluator): Value {
  const operands: Expression[] = [];
  let rest: Expression = e;
  while (rest.op === e.op) {
    operands.push(rest.right);
    rest = rest.left;
  }
  operands.push(rest);
  const values: Value[] = [];
  for (let i = operands.length - 1; i >= 0; i--) {
    const operand = operands[i];
    if (!operand) continue;
    const v = evaluate(operand, scope, ev);
    values.push(v);
    if (logic.isFirm(v) && (e.op === 'and' ? logic.isNo(v) : logic.isYes(v))) break;
  }
  return e.op === 'and' ? logic.and(values) : logic.or(values);
}

function evaluateIf(first: Of<'if'>, scope: Scope, ev: Evaluator): Value {
  // `else if` chains are walked in a loop.
  const passed: Of<'if'>[] = [];
  const close = (result: Value): Value => {
    for (const node of passed.reverse()) ev.leave(node.place, 'if', result);
    return result;
  };
  let e = first;
  for (;;) {
    const condition = evaluate(e.condition, scope, ev);
    if (condition.state === 'error' || condition.state === 'unspecified') return close(condition);
    if (condition.state === 'known' && !condition.range) {
      if (logic.isYes(condition)) return close(evaluate(e.then, scope, ev));
      if (e.else.op !== 'if') return close(evaluate(e.else, scope, ev));
      e = e.else;
      passed.push(e);
      ev.enter();
      continue;
    }
    const node = e;
    const yes = ev.silently(() => evaluate(node.then, scope, ev));
    const no = ev.silently(() => evaluate(node.else, scope, ev));
    return close(choose(condition, yes, no, kindOf(e)));
  }
}

/** One of two, by a condition that is unknown or that a ceiling may turn. */
export function choose(condition: Value, yes: Value, no: Value, kind: Kind): Value {
  if (condition.state === 'error' || condition.state === 'unspecified') return condition;
  if (condition.state === 'unknown') {
    const range = ranges.isSure(condition.range) ? arithmetic.either(yes, no) : ranges.ANY;
    return unknown(range, condition.needs, kind);
  }
  const taken = logic.isYes(condition) ? yes : no;
  if (!condition.range || taken.state !== 'known') return taken;
  const other = logic.isYes(condition) ? no : yes;
  if (other.state === 'known' && !other.range && !taken.range && logic.sameConstant(other.value, taken.value)) return taken;
  return marked(taken.value, arithmetic.either(taken, other));
}

// ---------------------------------------------------------------------------------------------- dates

const FIRST_DAY = -719_162; // 0001-01-01
const LAST_DAY = 2_932_896; // 9999-12-31
/** More than any two dates lie apart. */
const MAX_SHIFT = 4_000_000;

export function shiftDay(day: number, by: 'day' | 'month', n: number): number | undefined {
  if (!Number.isInteger(n) || Math.abs(n) > MAX_SHIFT) return undefined;
  const shifted = by === 'day' ? day + n : addMonths(day, n);
  return shifted < FIRST_DAY || shifted > LAST_DAY ? undefined : shifted;
}

function evaluateShift(e: Of<'shift'>, scope: Scope, ev: Evaluator): Value {
  const date = evaluate(e.date, scope, ev);
  const amount = evaluate(e.amount, scope, ev);
  return shift(date, amount, e.sign, e.by, e.place);
}

/** date ± amount. An amount that is no whole number of days or months, and a result outside the years 1 to 9999, are errors. */
export function shift(date: Value, amount: Value, sign: 1 | -1, by: 'day' | 'month', place: Place): Value {
  return strict(
    [date, amount],
    place,
    'date',
    ([d, a]) => {
      if (d?.kind !== 'date' || a?.kind !== 'number') return failure('broken', place);
      const day = a.value.isInteger ? shiftDay(d.day, by, sign * a.value.toNumber()) : undefined;
      return day === undefined ? failure('date-out-of-range', place, { date: d, amount: a }) : known({ kind: 'date', day });
    },
    ([d, a]) => {
      const n = a && ranges.single(a);
      if (!d || !n?.isInteger) return ranges.ANY;
      return ranges.monotone(d, (v) => Exact.of(shiftDay(v.toNumber(), by, sign * n.toNumber()) ?? (sign > 0 ? LAST_DAY : FIRST_DAY)));
    },
  );
}

// ---------------------------------------------------------------------------------------------- functions

function evaluateCall(e: Of<'call'>, scope: Scope, ev: Evaluator): Value {
  const args = e.args.map((a) => evaluate(a, scope, ev));
  const [a, b] = args;
  const first = a ?? failure('broken', e.place);
  const second = b ?? failure('broken', e.place);
  switch (e.fn) {
    case 'min':
    case 'max':
      return arithmetic.extreme(e.fn, args.length > 0 ? args : [first], e.place, e.type.kind === 'date' ? 'date' : 'number');
    case 'abs':
      return arithmetic.abs(first, e.place);
    case 'round':
      return arithmetic.round(first, second, 'half', e.place, e.args[1]?.place ?? e.place);
    case 'round_down':
      return arithmetic.round(first, second, 'down', e.place, e.args[1]?.place ?? e.place);
    case 'round_up':
      return arithmetic.round(first, second, 'up', e.place, e.args[1]?.place ?? e.place);
    case 'days':
      return between(first, second, e.place, (from, to) => to - from);
    case 'months':
      return between(first, second, e.place, monthsBetween);
    case 'years': {
      const plain = e.type.kind === 'number' && e.type.dimension === '';
      return between(first, second, e.place, (from, to) => Math.floor(monthsBetween(from, to) / 12) * (plain ? 1 : 12));
    }
    case 'year':
      return part(first, e.place, (d) => civil(d).year, true);
    case 'month':
      return part(first, e.place, (d) => civil(d).month, false, { least: 1, most: 12 });
    case 'day':
      return part(first, e.place, (d) => civil(d).day, false, { least: 1, most: 31 });
    default:
      return e.fn satisfies never;
  }
}

/** A length from one date to another, which grows with the second and falls with the first. */
function between(from: Value, to: Value, place: Place, length: (from: number, to: number) => number): Value {
  return strict(
    [from, to],
    place,
    'number',
    ([x, y]) => (x?.kind === 'date' && y?.kind === 'date' ? numberValue(Exact.of(length(x.day, y.day))) : failure('broken', place)),
    ([x, y]): Range => {
      if (x?.kind !== 'number' || y?.kind !== 'number') return ranges.ANY;
      const end = (f: ranges.End | undefined, t: ranges.End | undefined): ranges.End | undefined =>
        f && t && { value: Exact.of(length(f.value.toNumber(), t.value.toNumber())), inclusive: true };
      return ranges.interval(end(x.upper, y.lower), end(x.lower, y.upper));
    },
  );
}

function part(
  date: Value,
  place: Place,
  of: (day: number) => number,
  grows: boolean,
  span?: { readonly least: number; readonly most: number },
): Value {
  return strict(
    [date],
    place,
    'number',
    ([d]) => (d?.kind === 'date' ? numberValue(Exact.of(of(d.day))) : failure('broken', place)),
    ([d]): Range => {
      if (d?.kind !== 'number') return ranges.ANY;
      if (grows) return ranges.monotone(d, (v) => Exact.of(of(v.toNumber())));
      const end = (n: number): ranges.End => ({ value: Exact.of(n), inclusive: true });
      return span ? ranges.interval(end(span.least), end(span.most)) : ranges.NUMBER;
    },
  );
}
