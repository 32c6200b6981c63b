/** The whole evaluation: clauses, then groups, then limits, then the total. Source: language.md, *What a policy pays*. */
import type { Place, Program } from '../program/program';
import type { Evaluator } from './evaluator';
import { settleGroups } from './groups';
import { applyLimit } from './limits';
import { type Part, partOf, sumOf } from './part';
import { failure, rangeOfValue, unionNeeds } from './value';
import type { ClauseOutcome, Evaluation, ItemOutcome } from './values';

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
    if (outcome) clauses.set(name, { ...outcome, ...finished(part) });
  }
  return { clauses, groups, limits, total: totalOf(program, [...parts.values()], groups) };
}

/** The outcome with what groups and limits made of it. */
function finished(
  part: Part,
): Pick<ItemOutcome, 'status' | 'amount' | 'needs' | 'excludedBy' | 'cuts'> & { readonly items?: readonly ItemOutcome[] } {
  const { amount } = part;
  const error = amount.state === 'error' && part.outcome.error === undefined ? { error: amount.error } : {};
  return {
    status: part.status,
    amount,
    needs: part.needs,
    ...error,
    ...(part.excludedBy ? { excludedBy: part.excludedBy } : {}),
    cuts: part.cuts,
    ...(part.items ? { items: part.items.map((i) => ({ ...i.outcome, ...finished(i) })) } : {}),
  };
}

function totalOf(program: Program, parts: readonly Part[], groups: Evaluation['groups']): Evaluation['total'] {
  const names = (test: (p: Part) => boolean): string[] => parts.filter(test).map((p) => p.clause);
  const named = {
    unspecified: names((p) => p.status === 'unspecified' || (p.items?.some((i) => i.status === 'unspecified') ?? false)),
    granted: names((p) => p.status === 'granted' || (p.items?.some((i) => i.status === 'granted') ?? false)),
    conflicts: groups.filter((g) => g.state === 'conflict').map((g) => g.group),
  };
  const place = parts[0]?.place ?? emptyPlace(program);
  if (program.currency === undefined && parts.length > 0) return { status: 'error', value: failure('broken', place), ...named };
  const value = sumOf(parts, place);
  const open = parts.filter((p) => p.amount.state === 'unknown');
  // A conflict leaves amounts open for which no fact is wanting.
  const unknown = open.some((p) => p.status !== 'conflict' && !(p.items?.some((i) => i.status === 'conflict') && p.status !== 'unknown'));
  const inError = parts.find((p) => p.amount.state === 'error');
  if (unknown) {
    const needs = unionNeeds(open.map((p) => (p.amount.state === 'unknown' ? p.amount.needs : [])));
    return { status: 'unknown', value: value.state === 'unknown' ? { ...value, needs } : value, ...named };
  }
  // A conflict stays one until the author says, even where what its members would get is lost in another group.
  if (open.length > 0 || named.conflicts.length > 0) {
    const range = value.state === 'known' ? (value.range ?? rangeOfValue(value)) : undefined;
    return { status: 'conflict', value: range ? { state: 'unknown', range, needs: [] } : value, ...named };
  }
  if (inError) return { status: 'error', value: inError.amount, ...named };
  return { status: 'known', value, ...named };
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
