/** The whole evaluation: clauses, then groups, then limits, then the total. Source: language.md, *What a policy pays*. */
import type { Place, Program } from '../program/program';
import type { Evaluator } from './evaluator';
import { settleGroups } from './groups';
import { applyLimit } from './limits';
import { type Part, partOf, sumOf } from './part';
import { failure, rangeOfValue, unionNeeds } from './value';
import type { ClauseOutcome, Evaluation, ItemOutcome, Need, Value } from './values';

export function evaluateProgram(program: Program, ev: Evaluator): Evaluation {
  const parts = new Map<string, Part>();
  const outcomes = new Map<string, ClauseOutcome>();
  for (const clause of program.clauses.values()) {
    const outcome = ev.outcome(clause.name);
    if (!outcome) continue;
    outcomes.set(clause.name, outcome);
    parts.set(clause.name, partOf(clause.name, clause.place, outcome));
  }
  const groups = settleGroups(program.groups, parts);
  const limits = program.limits.map((limit) => applyLimit(limit, parts, ev));
  const clauses = new Map<string, ClauseOutcome>();
  for (const [name, part] of parts) {
    const outcome = outcomes.get(name);
    if (outcome) clauses.set(name, finished(part, outcome));
  }
  return { clauses, groups, limits, total: totalOf(program, [...parts.values()], groups) };
}

/** The outcome with what groups and limits made of it; the very one where they made nothing of it. */
function finished<T extends ItemOutcome & { readonly items?: readonly ItemOutcome[] }>(part: Part, outcome: T): T {
  const items = part.items?.map((i) => finished(i, i.outcome));
  const same = part.status === outcome.status && part.amount === outcome.amount && part.cuts.length === 0 && !part.excludedBy;
  if (same && (items ?? []).every((x, i) => x === outcome.items?.[i])) return outcome;
  const { amount } = part;
  return {
    ...outcome,
    status: part.status,
    amount,
    needs: part.needs,
    error: outcome.error ?? (amount.state === 'error' ? amount.error : undefined),
    excludedBy: part.excludedBy,
    cuts: part.cuts,
    items,
  };
}

function totalOf(program: Program, parts: readonly Part[], groups: Evaluation['groups']): Evaluation['total'] {
  const names = (test: (p: Part) => boolean): string[] => parts.filter(test).map((p) => p.clause);
  const named = {
    unspecified: names((p) => p.status === 'unspecified' || (p.items?.some((i) => i.status === 'unspecified') ?? false)),
    granted: names((p) => p.status === 'granted' || (p.items?.some((i) => i.status === 'granted') ?? false)),
    conflicts: groups.filter((g) => g.state === 'conflict' || g.items?.some((i) => i.state === 'conflict')).map((g) => g.group),
  };
  const place = parts[0]?.place ?? emptyPlace(program);
  if (program.currency === undefined && parts.length > 0) return { status: 'error', value: failure('broken', place), ...named };
  const value = sumOf(parts, place);
  const open = parts.filter((p) => p.amount.state === 'unknown');
  // A conflict leaves amounts open for which no fact is wanting.
  const undecided = open.filter(
    (p) => p.status !== 'conflict' && !(p.items?.some((i) => i.status === 'conflict') && p.status !== 'unknown'),
  );
  undecided.push(...mayConflict(program, parts, groups));
  const inError = parts.find((p) => p.amount.state === 'error');
  if (undecided.length > 0) {
    const needs = unionNeeds([...open, ...undecided].map((p) => (p.amount.state === 'unknown' ? p.amount.needs : p.needs)));
    return { status: 'unknown', value: opened(value, needs), ...named };
  }
  // A conflict stays one until the author says, even where what its members would get is lost in another group.
  if (open.length > 0 || named.conflicts.length > 0) return { status: 'conflict', value: opened(value, []), ...named };
  if (inError) return { status: 'error', value: inError.amount, ...named };
  return { status: 'known', value, ...named };
}

/** Unknown members of a group without `choose`: whatever they would get, the group may turn out to be in conflict. */
function mayConflict(program: Program, parts: readonly Part[], groups: Evaluation['groups']): readonly Part[] {
  const open = new Set<string>();
  for (const [i, g] of groups.entries()) {
    const group = program.groups[i];
    if (g.state === 'unknown' && group && group.choose === undefined) for (const m of group.members) open.add(m);
  }
  return open.size === 0 ? [] : parts.filter((p) => open.has(p.clause) && p.status === 'unknown');
}

function opened(value: Value, needs: readonly Need[]): Value {
  if (value.state === 'known') return { state: 'unknown', range: value.range ?? rangeOfValue(value), needs };
  return value.state === 'unknown' ? { ...value, needs } : value;
}

function emptyPlace(program: Program): Place {
  const item = {
    text: '',
    node: { kind: 'broken', start: 0, end: 0 },
    tokens: [],
    problems: [],
    lookups: new Map(),
    declares: [],
  } as const;
  return { uri: program.root, item, start: 0, end: 0 };
}
