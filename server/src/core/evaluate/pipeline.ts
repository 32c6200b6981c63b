/** A clause's pipeline: the award, then `less`, `cap`, `floor` and `round` in the order in which they are written. */
import { Exact } from '../exact';
import type { Benefit, Clause, Expression, Step } from '../program/program';
import * as arithmetic from './arithmetic';
import type { Evaluator, Scope } from './evaluator';
import { choose, evaluate } from './expression';
import { paidFor, spanOf } from './history';
import * as logic from './logic';
import * as ranges from './ranges';
import { failure, hindrance, marked, needsOf, shadowOf, unionNeeds, unknown, ZERO } from './value';
import type { ErrorCode, StepOutcome, Trace, Value } from './values';

const ONE = Exact.of(1);

/** What earlier items have used up of each step's window. */
export type SharedWindows = Map<Step, Value>;

/** The value where it is not below zero, else an error; where it may be, it may turn out to be the error. */
function notNegative(v: Value, code: ErrorCode, place: Step['place']): Value {
  if (v.state === 'known' && v.value.kind === 'number') {
    if (v.value.value.sign < 0) return failure(code, place, { value: v.value });
    return v.range ? marked(v.value, ranges.max(v.range, ranges.rangeOf(ZERO.value))) : v;
  }
  if (v.state !== 'unknown' || v.range.kind !== 'number') return v;
  if (ranges.decide('<', v.range, ranges.rangeOf(ZERO.value)) === true) return failure(code, place);
  return ranges.decide('>=', v.range, ranges.rangeOf(ZERO.value)) === true ? v : { ...v, range: ranges.ANY };
}

/** `undecided`: the condition of the clause where it is not known, so that an item may or may not use up a shared window. */
export function runSteps(
  clause: Clause,
  award: Extract<Benefit, { kind: 'award' }>,
  scope: Scope,
  shared: SharedWindows | undefined,
  undecided: Value | undefined,
  ev: Evaluator,
): { readonly value: Value; readonly steps: readonly StepOutcome[] } {
  const first = ev.captured(() => evaluate(award.amount, scope, ev));
  let amount = notNegative(first.result, 'negative-award', award.amount.place);
  if (award.upTo) amount = asCeiling(amount);
  const steps: StepOutcome[] = [
    {
      kind: 'award',
      place: award.place,
      applied: true,
      bites: false,
      after: amount,
      trace: traceOf(ev, award.place, award.upTo ? 'award up to' : 'award', first.traces, amount),
    },
  ];
  for (const step of clause.steps) {
    if (amount.state === 'unspecified') break;
    const outcome = runStep(step, clause, amount, scope, shared, undecided, ev);
    steps.push(outcome);
    amount = outcome.after;
  }
  return { value: amount, steps };
}

/** The same amount as a ceiling: it may turn out to be anything from zero up to it. */
function asCeiling(v: Value): Value {
  if (v.state === 'unknown') return { ...v, mark: 'at most' };
  if (v.state !== 'known') return v;
  const ceiling = marked(v.value, ranges.hull(ranges.rangeOf(ZERO.value), shadowOf(v)));
  return ceiling.mark ? ceiling : { ...ceiling, mark: 'at most' };
}

function traceOf(ev: Evaluator, place: Step['place'], label: string, inputs: readonly Trace[], result: Value): Trace | undefined {
  return ev.tracing ? { place, label, inputs, result } : undefined;
}

function runStep(
  step: Step,
  clause: Clause,
  before: Value,
  outer: Scope,
  shared: SharedWindows | undefined,
  undecided: Value | undefined,
  ev: Evaluator,
): StepOutcome {
  const scope: Scope = { ...outer, current: before };
  const { kind, place, reason } = step;
  const condition = ev.captured(() => (step.condition ? evaluate(step.condition, scope, ev) : logic.YES));
  const test = condition.result;
  if (logic.isNo(test) && logic.isFirm(test)) {
    const trace = traceOf(ev, place, kind, condition.traces, before);
    return { kind, place, reason, before, applied: false, bites: false, figure: undefined, after: before, trace };
  }
  const computed = ev.captured(() => apply(step, clause, before, scope, shared, ev));
  const { after, figure } = computed.result;
  const result = logic.isFirm(test) ? after : conditional(test, after, before);
  if (shared && step.kind === 'cap' && step.window) {
    let used = logic.isFirm(test) ? after : choose(test, after, ZERO, 'number');
    if (undecided) used = choose(undecided, used, ZERO, 'number');
    shared.set(step, arithmetic.add(shared.get(step) ?? ZERO, used, step.place));
  }
  const kept = carryMark(before, result);
  const applied = logic.isYes(test);
  const bites = applied && before.state === 'known' && kept.state === 'known' && !logic.sameConstant(before.value, kept.value);
  const trace = ev.tracing ? traceOf(ev, place, kind, [...condition.traces, ...computed.traces], kept) : undefined;
  return { kind, place, reason, before, applied, bites, figure, after: kept, trace };
}

/** A ceiling of zero has nothing below it, and stays a ceiling all the same. */
function carryMark(before: Value, after: Value): Value {
  const zero = (v: Value): boolean => v.state === 'known' && v.value.kind === 'number' && v.value.value.isZero;
  return after.state === 'known' && !after.mark && before.state === 'known' && before.mark === 'at most' && zero(after)
    ? { ...after, mark: 'at most' }
    : after;
}

/** With the step or without it, by a condition that is not firm; the amount before it is needed either way. */
function conditional(test: Value, after: Value, before: Value): Value {
  const stop = hindrance([before, test]);
  if (stop !== 'unknown') return stop ?? choose(test, after, before, 'number');
  const range = arithmetic.either(after, before);
  const mayFail = test.state === 'error' || test.state === 'unspecified' || (test.state === 'unknown' && !ranges.isSure(test.range));
  if (test.state === 'known') return logic.isYes(test) ? after : before;
  return unknown(mayFail ? ranges.ANY : range, unionNeeds([needsOf([before]), needsOf([test])]), 'number');
}

/**
 * What a deduction of a fixed share of the amount itself leaves (`less 15% of this`: 85%). It falls with the amount, so a ceiling stays one.
 * Undefined for every other deduction.
 */
function keptShare(deduction: Expression, scope: Scope, ev: Evaluator): Value | undefined {
  if (deduction.op !== 'multiply') return undefined;
  const { left, right } = deduction;
  const factor = left.op === 'this' ? right : right.op === 'this' ? left : undefined;
  const share = factor && ev.captured(() => evaluate(factor, scope, ev)).result;
  if (share?.state !== 'known' || share.mark || share.value.kind !== 'number') return undefined;
  const { value } = share.value;
  if (value.sign < 0 || value.gt(ONE)) return undefined;
  return { state: 'known', value: { kind: 'number', value: ONE.minus(value) } };
}

function apply(
  step: Step,
  clause: Clause,
  before: Value,
  scope: Scope,
  shared: SharedWindows | undefined,
  ev: Evaluator,
): { readonly after: Value; readonly figure: Value } {
  switch (step.kind) {
    case 'less': {
      const figure = notNegative(evaluate(step.amount, scope, ev), 'negative-deduction', step.amount.place);
      const kept = figure.state === 'known' && before.state === 'known' && before.mark ? keptShare(step.amount, scope, ev) : undefined;
      const after = kept
        ? arithmetic.arithmetic('multiply', before, kept, step.place)
        : arithmetic.max(ZERO, arithmetic.subtract(before, figure, step.place), step.place);
      return { figure, after };
    }
    case 'cap': {
      let figure = evaluate(step.amount, scope, ev);
      if (step.window) {
        figure = arithmetic.subtract(figure, paidFor([clause.name], spanOf(step.window, scope, ev), ev, step.place), step.place);
        const used = shared?.get(step);
        if (used) figure = arithmetic.subtract(figure, used, step.place);
      }
      figure = arithmetic.max(ZERO, figure, step.place);
      return { figure, after: arithmetic.min(before, figure, step.place) };
    }
    case 'floor': {
      const figure = evaluate(step.amount, scope, ev);
      return { figure, after: arithmetic.max(before, figure, step.place) };
    }
    case 'round': {
      const figure = evaluate(step.to, scope, ev);
      return { figure, after: arithmetic.round(before, figure, step.mode, step.place, step.to.place) };
    }
    default:
      return step satisfies never;
  }
}
