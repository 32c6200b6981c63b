/** One clause: whether it is in force, who is eligible, and what it pays before groups and limits. Source: *What a policy pays*, 2. */
import type { Clause, Condition, Test } from '../program/program';
import * as arithmetic from './arithmetic';
import type { Evaluator, Scope } from './evaluator';
import { GLOBAL } from './evaluator';
import { choose, evaluate } from './expression';
import * as logic from './logic';
import { runSteps, type SharedWindows } from './pipeline';
import * as ranges from './ranges';
import { failure, marked, rangeOfValue, unionNeeds, unknown, ZERO } from './value';
import type { ClauseOutcome, ItemOutcome, Judgement, Status, StepOutcome, Value } from './values';

/** Judges a condition or requirement. */
export function judge(test: Test, scope: Scope, ev: Evaluator): Judgement {
  if (!ev.tracing) return { reason: test.reason, place: test.place, result: evaluate(test.condition, scope, ev) };
  const { result, traces } = ev.captured(() => evaluate(test.condition, scope, ev));
  return { reason: test.reason, place: test.place, result, trace: traces[0] };
}

export function judgeCondition(condition: Condition, scope: Scope, ev: Evaluator): Judgement {
  const alternatives = condition.tests.map((t) => judge(t, scope, ev));
  const only = alternatives[0];
  if (!condition.any && only && alternatives.length === 1) return only;
  const results = alternatives.map((a) => a.result);
  return { place: condition.place, result: condition.any ? logic.or(results) : logic.and(results), alternatives };
}

/** Whether the clause is in force on the date: its own dates within its file's. */
function inForce(clause: Clause, ev: Evaluator): Value {
  const file = ev.effective(clause.place.uri);
  const own = clause.effective;
  const froms = [file?.from, own?.from].filter((d) => d !== undefined);
  const tos = [file?.to, own?.to].filter((d) => d !== undefined);
  if (froms.length === 0 && tos.length === 0) return logic.YES;
  const asOf = ev.asOf();
  const day = (d: number): Value => ({ state: 'known', value: { kind: 'date', day: d } });
  return logic.and([
    ...froms.map((d) => logic.compare('>=', asOf, day(d), clause.place)),
    ...tos.map((d) => logic.compare('<=', asOf, day(d), clause.place)),
  ]);
}

const NONE: readonly never[] = [];

/** Built whole, not by spreading: every example makes one for every clause and item. */
function outcome(
  status: Status,
  gross: Value,
  conditions: readonly Judgement[],
  eligible: boolean | undefined,
  steps: readonly StepOutcome[] = NONE,
): ItemOutcome {
  return {
    status,
    amount: gross,
    gross,
    eligible,
    conditions,
    steps,
    needs: gross.state === 'unknown' ? gross.needs : NONE,
    error: gross.state === 'error' ? gross.error : undefined,
    excludedBy: undefined,
    cuts: NONE,
  };
}

/** The outcome that a value stands for, where conditions hold. */
function outcomeOf(v: Value, conditions: readonly Judgement[], eligible: boolean | undefined, steps?: readonly StepOutcome[]): ItemOutcome {
  return outcome(v.state === 'known' ? 'payable' : v.state, v, conditions, eligible, steps);
}

export function evaluateClause(clause: Clause, ev: Evaluator): ClauseOutcome {
  const { benefit } = clause;
  const text = benefit.kind === 'grants' ? benefit.what : benefit.kind === 'unspecified' ? benefit.text : undefined;
  const active = inForce(clause, ev);
  if (logic.isNo(active)) return named(clause.name, text, outcome('inactive', ZERO, NONE, false), undefined);
  const requirements = ev.requirements(clause.place.uri);
  if (clause.each !== undefined) return evaluateEach(clause, clause.each, text, active, requirements, ev);
  return named(clause.name, text, evaluateItem(clause, clauseScope(clause, undefined), active, requirements, undefined, ev), undefined);
}

/** A clause whose evaluation was broken off. */
export function failedClause(clause: Clause, error: Value): ClauseOutcome {
  return named(clause.name, undefined, outcomeOf(error, NONE, undefined), undefined);
}

function named(clause: string, text: string | undefined, o: ItemOutcome, items: readonly ItemOutcome[] | undefined): ClauseOutcome {
  return {
    clause,
    text,
    status: o.status,
    amount: o.amount,
    gross: o.gross,
    eligible: o.eligible,
    conditions: o.conditions,
    steps: o.steps,
    needs: o.needs,
    error: o.error,
    excludedBy: undefined,
    cuts: o.cuts,
    items,
  };
}

/** An outcome of which nothing is to be shown but what it comes to: no ceiling is behind the amount, and no item is settled by itself. */
export function plainOutcome(clause: string, status: Status, gross: Value): ClauseOutcome {
  return named(clause, undefined, outcome(status, gross, NONE, status !== 'ineligible' && status !== 'inactive'), undefined);
}

/** The scope of a clause's own lets and expressions, for one item where it goes over a list. */
export function clauseScope(clause: Clause, item: { readonly list: string; readonly index: number | undefined } | undefined): Scope {
  const home: { clause: Clause; items: Scope['items']; locals: Map<string, Value>; home?: Scope } = {
    clause,
    items: item ? [item] : GLOBAL.items,
    locals: new Map(),
  };
  home.home = home;
  return home;
}

function evaluateEach(
  clause: Clause,
  each: string,
  text: string | undefined,
  active: Value,
  requirements: readonly Judgement[],
  ev: Evaluator,
): ClauseOutcome {
  const list = ev.list(each, clause.place);
  if (list.state === 'items') {
    const shared: SharedWindows = new Map();
    const items: ItemOutcome[] = [];
    for (let index = 0; index < list.count; index++) {
      items.push(evaluateItem(clause, clauseScope(clause, { list: each, index }), active, requirements, shared, ev));
    }
    const status = statusOf(items);
    const whole = outcome(status, grossOf(clause, items, status), requirements, list.count === 0 ? false : eligibility(items));
    const needs = status === 'unknown' ? unionNeeds(items.filter((i) => i.status === 'unknown').map((i) => i.needs)) : NONE;
    const error = status === 'error' ? items.find((i) => i.error)?.error : undefined;
    return named(clause.name, text, { ...whole, needs, error }, items);
  }
  const without = (o: ItemOutcome): ClauseOutcome => named(clause.name, text, o, undefined);
  const required = logic.and([active, ...requirements.map((r) => r.result)]);
  if (logic.isNo(required)) return without(ineligible(required, requirements));
  if (list.state === 'value') {
    const v = required.state === 'unknown' ? unknown(ranges.ANY, required.needs, 'number') : list.value;
    return without(outcomeOf(v, requirements, undefined));
  }
  const one = ev.silently(() =>
    evaluateItem(clause, clauseScope(clause, { list: each, index: undefined }), active, requirements, new Map(), ev),
  );
  if (one.status === 'ineligible') return without(ineligible(one.gross, requirements));
  const needs = unionNeeds([required.state === 'unknown' ? required.needs : [], list.needs]);
  const count = list.most ? ranges.hull(ranges.rangeOf(ZERO.value), list.most) : ranges.NOT_NEGATIVE;
  const gross = unknown(ranges.multiply(rangeOfValue(one.gross), count), needs, 'number');
  return without({ ...outcome('unknown', gross, requirements, undefined), needs });
}

function ineligible(decided: Value, conditions: readonly Judgement[]): ItemOutcome {
  // Where only a ceiling keeps the condition from holding, the clause could still pay something.
  const gross = logic.isFirm(decided) ? ZERO : marked(ZERO.value, ranges.NOT_NEGATIVE);
  return outcome('ineligible', gross, conditions, false);
}

function eligibility(items: readonly ItemOutcome[]): boolean | undefined {
  if (items.some((i) => i.eligible === true)) return true;
  return items.every((i) => i.eligible === false) ? false : undefined;
}

/** Unknown if an item is; else an error if one is; else by what its items are. */
export function statusOf(items: readonly ItemOutcome[]): Status {
  const has = (s: Status): boolean => items.some((i) => i.status === s);
  if (has('unknown')) return 'unknown';
  if (has('conflict')) return 'conflict';
  if (has('error')) return 'error';
  const paying = items.some((i) => i.status === 'payable' && !(i.gross.state === 'known' && isZero(i.gross)));
  if (!paying && has('excluded')) return 'excluded';
  for (const s of ['payable', 'unspecified', 'granted'] as const) if (has(s)) return s;
  return 'ineligible';
}

export function isZero(v: Value): boolean {
  return v.state === 'known' && v.value.kind === 'number' && v.value.value.isZero;
}

function grossOf(clause: Clause, items: readonly ItemOutcome[], status: Status): Value {
  if (status === 'unspecified') return { state: 'unspecified', clauses: [clause.name] };
  let sum: Value = ZERO;
  for (const i of items) {
    if (i.gross.state === 'unspecified' || (isZero(i.gross) && logic.isFirm(i.gross))) continue;
    sum = arithmetic.add(sum, i.gross, clause.place);
  }
  if (sum.state === 'known' && !sum.mark && items.some((i) => i.gross.state === 'known' && i.gross.mark === 'at most')) {
    return { ...sum, mark: 'at most' };
  }
  return sum;
}

function evaluateItem(
  clause: Clause,
  scope: Scope,
  active: Value,
  requirements: readonly Judgement[],
  shared: SharedWindows | undefined,
  ev: Evaluator,
): ItemOutcome {
  const conditions =
    clause.conditions.length === 0 ? requirements : [...requirements, ...clause.conditions.map((c) => judgeCondition(c, scope, ev))];
  const judged = conditions.length === 0 ? logic.YES : logic.and(conditions.map((c) => c.result));
  const eligible = active === logic.YES || logic.isNo(judged) ? judged : logic.and([active, judged]);
  switch (eligible.state) {
    case 'known':
      break;
    case 'unknown': {
      const would = ev.silently(() => benefitOf(clause, scope, shared, eligible, ev).value);
      const range = ranges.isSure(eligible.range) ? ranges.hull(ranges.rangeOf(ZERO.value), rangeOfValue(would)) : ranges.ANY;
      const gross = unknown(range, eligible.needs, 'number');
      return { ...outcome('unknown', gross, conditions, undefined), needs: eligible.needs };
    }
    case 'error':
    case 'unspecified':
      if (shared) useUp(clause, shared, eligible);
      return outcomeOf(
        eligible.state === 'unspecified' ? { state: 'unspecified', clauses: [clause.name] } : eligible,
        conditions,
        undefined,
      );
    default:
      return eligible satisfies never;
  }
  if (logic.isNo(eligible)) return ineligible(eligible, conditions);
  const { value, steps } = benefitOf(clause, scope, shared, undefined, ev);
  if (clause.benefit.kind === 'grants') return outcome('granted', ZERO, conditions, true);
  // The condition holds only as long as a ceiling is used up: then the clause pays this or nothing.
  const amount = logic.isFirm(eligible) ? value : choose(eligible, value, ZERO, 'number');
  return outcomeOf(amount.state === 'unspecified' ? { state: 'unspecified', clauses: [clause.name] } : amount, conditions, true, steps);
}

/** An item in error leaves unknown what the items behind it share. */
function useUp(clause: Clause, shared: SharedWindows, by: Value): void {
  for (const step of clause.steps) if (step.kind === 'cap' && step.window) shared.set(step, by);
}

function benefitOf(clause: Clause, scope: Scope, shared: SharedWindows | undefined, undecided: Value | undefined, ev: Evaluator) {
  const { benefit } = clause;
  switch (benefit.kind) {
    case 'award':
      return runSteps(clause, benefit, scope, shared, undecided, ev);
    case 'unspecified':
      return { value: { state: 'unspecified', clauses: [clause.name] } as Value, steps: [] };
    case 'grants':
      return { value: ZERO as Value, steps: [] };
    case 'missing':
      return { value: failure('broken', benefit.place), steps: [] };
    default:
      return benefit satisfies never;
  }
}
