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
import type { ClauseOutcome, ItemOutcome, Judgement, Need, Status, Value } from './values';

/** Judges a condition or requirement. */
export function judge(test: Test, scope: Scope, ev: Evaluator): Judgement {
  const { result, traces } = ev.captured(() => evaluate(test.condition, scope, ev));
  const trace = traces[0];
  return { ...(test.reason === undefined ? {} : { reason: test.reason }), place: test.place, result, ...(trace ? { trace } : {}) };
}

function judgeCondition(condition: Condition, scope: Scope, ev: Evaluator): Judgement {
  const alternatives = condition.tests.map((t) => judge(t, scope, ev));
  const only = alternatives[0];
  if (!condition.any && only && alternatives.length === 1) return only;
  const results = alternatives.map((a) => a.result);
  return { place: condition.place, result: condition.any ? logic.or(results) : logic.and(results), alternatives };
}

/** Whether the clause is in force on the date: its own dates within its file's. */
function inForce(clause: Clause, ev: Evaluator): Value {
  const file = ev.file(clause.place.uri)?.effective;
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

const nothing = { conditions: [], steps: [], needs: [], cuts: [] } as const;

export function evaluateClause(clause: Clause, ev: Evaluator): ClauseOutcome {
  const { benefit } = clause;
  const text = benefit.kind === 'grants' ? benefit.what : benefit.kind === 'unspecified' ? benefit.text : undefined;
  const head = { clause: clause.name, ...(text === undefined ? {} : { text }) };
  const active = inForce(clause, ev);
  if (logic.isNo(active)) return { ...head, ...nothing, status: 'inactive', amount: ZERO, gross: ZERO, eligible: false };
  const requirements = ev.requirements(clause.place.uri);
  if (clause.each === undefined)
    return { ...head, ...evaluateItem(clause, clauseScope(clause, undefined), active, requirements, undefined, ev) };
  return { ...head, ...evaluateEach(clause, clause.each, active, requirements, ev) };
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
  active: Value,
  requirements: readonly Judgement[],
  ev: Evaluator,
): Omit<ClauseOutcome, 'clause' | 'text'> {
  const list = ev.list(each, clause.place);
  const required = logic.and([active, ...requirements.map((r) => r.result)]);
  const whole = { ...nothing, conditions: requirements };
  if (list.state === 'items') {
    const shared: SharedWindows = new Map();
    const items: ItemOutcome[] = [];
    for (let index = 0; index < list.count; index++) {
      items.push(evaluateItem(clause, clauseScope(clause, { list: each, index }), active, requirements, shared, ev));
    }
    const status = statusOf(items);
    const gross = grossOf(clause, items, status);
    const error = items.find((i) => i.error)?.error;
    return {
      ...whole,
      status,
      amount: gross,
      gross,
      ...(list.count === 0 ? { eligible: false } : eligibility(items)),
      needs: status === 'unknown' ? unionNeeds(items.filter((i) => i.status === 'unknown').map((i) => i.needs)) : [],
      ...(status === 'error' && error ? { error } : {}),
      items,
    };
  }
  if (logic.isNo(required)) return { ...whole, ...ineligible(required) };
  if (list.state === 'value') {
    if (required.state === 'unknown') return { ...whole, ...outcomeOf(unknown(ranges.ANY, required.needs, 'number')) };
    return { ...whole, ...outcomeOf(list.value) };
  }
  const one = ev.silently(() =>
    evaluateItem(clause, clauseScope(clause, { list: each, index: undefined }), active, requirements, new Map(), ev),
  );
  if (one.status === 'ineligible') return { ...whole, ...ineligible(one.gross) };
  const needs = unionNeeds([required.state === 'unknown' ? required.needs : [], list.needs]);
  const count = list.most ? ranges.hull(ranges.rangeOf(ZERO.value), list.most) : ranges.NOT_NEGATIVE;
  const gross = unknown(ranges.multiply(rangeOfValue(one.gross), count), needs, 'number');
  return { ...whole, status: 'unknown', amount: gross, gross, needs };
}

function ineligible(decided: Value): Pick<ItemOutcome, 'status' | 'amount' | 'gross' | 'eligible'> {
  // Where only a ceiling keeps the condition from holding, the clause could still pay something.
  const soft = !logic.isFirm(decided);
  const gross = soft && ZERO.value.kind === 'number' ? marked(ZERO.value, ranges.NOT_NEGATIVE) : ZERO;
  return { status: 'ineligible', amount: gross, gross, eligible: false };
}

function outcomeOf(v: Value): Pick<ItemOutcome, 'status' | 'amount' | 'gross' | 'needs' | 'error'> {
  const base = { amount: v, gross: v, needs: [] as readonly Need[] };
  switch (v.state) {
    case 'known':
      return { ...base, status: 'payable' };
    case 'unknown':
      return { ...base, status: 'unknown', needs: v.needs };
    case 'error':
      return { ...base, status: 'error', error: v.error };
    case 'unspecified':
      return { ...base, status: 'unspecified' };
    default:
      return v satisfies never;
  }
}

function eligibility(items: readonly ItemOutcome[]): { readonly eligible?: boolean } {
  if (items.some((i) => i.eligible === true)) return { eligible: true };
  return items.every((i) => i.eligible === false) ? { eligible: false } : {};
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
  const conditions = [...requirements, ...clause.conditions.map((c) => judgeCondition(c, scope, ev))];
  const judged = logic.and(conditions.map((c) => c.result));
  const eligible = logic.isNo(judged) ? judged : logic.and([active, judged]);
  const base = { ...nothing, conditions };
  switch (eligible.state) {
    case 'known':
      break;
    case 'unknown': {
      const would = ev.silently(() => benefitOf(clause, scope, shared, eligible, ev).value);
      const range = ranges.isSure(eligible.range) ? ranges.hull(ranges.rangeOf(ZERO.value), rangeOfValue(would)) : ranges.ANY;
      const gross = unknown(range, eligible.needs, 'number');
      return { ...base, status: 'unknown', amount: gross, gross, needs: eligible.needs };
    }
    case 'error':
    case 'unspecified':
      if (shared) useUp(clause, shared, eligible);
      return { ...base, ...outcomeOf(eligible.state === 'unspecified' ? { state: 'unspecified', clauses: [clause.name] } : eligible) };
    default:
      return eligible satisfies never;
  }
  if (logic.isNo(eligible)) return { ...base, ...ineligible(eligible) };
  const { value, steps } = benefitOf(clause, scope, shared, undefined, ev);
  if (clause.benefit.kind === 'grants') return { ...base, status: 'granted', amount: ZERO, gross: ZERO, eligible: true };
  // The condition holds only as long as a ceiling is used up: then the clause pays this or nothing.
  const amount = logic.isFirm(eligible) ? value : choose(eligible, value, ZERO, 'number');
  const named: Value = amount.state === 'unspecified' ? { state: 'unspecified', clauses: [clause.name] } : amount;
  return { ...base, ...outcomeOf(named), steps, eligible: true };
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
