/**
 * Through what an amount changes at a point: what the evaluator's outcomes on the two sides decide otherwise. Rows of tables are told by the
 * terms; where nothing finer is known it is the award of a clause whose own amount changes.
 */
import type { ClauseOutcome, GroupOutcome, ItemOutcome, Judgement, LimitOutcome } from '../evaluate/values';
import type { Clause, Program } from '../program/program';
import type { Snapshot } from './snapshots';
import type { Look } from './sweep';
import type { Cause, CauseKind } from './types';
import { sameFollowed } from './walk';
import type { Watched } from './watched';

/** @param looks what is followed on the two sides, in the order of the snapshots */
export function causesOf(
  program: Program,
  watched: Watched,
  before: Snapshot,
  after: Snapshot,
  looks: readonly [Look, Look] | undefined,
): readonly Cause[] {
  const causes: Cause[] = [];
  const add = (cause: Cause): void => {
    if (!causes.some((c) => c.kind === cause.kind && c.place === cause.place && c.clause === cause.clause)) causes.push(cause);
  };
  for (const name of watched.clauses) {
    const clause = program.clauses.get(name);
    const [a, b] = [before.clauses.get(name), after.clauses.get(name)];
    if (!clause || !a || !b || a === b) continue;
    const own: Cause[] = [...outcomeCauses(clause, a, b)];
    if (looks) for (const mark of watched.marks) if (mark.clause === name) own.push(...rowCause(mark, looks));
    // A step that only turns since what goes into it is lost or begins is not what does it.
    if (own.length === 0 && looks && grossChanges(name, watched, looks))
      own.push(...(slicesOf(clause, program, watched, looks) ?? [fallback(clause)]));
    for (const cause of own) add(cause);
  }
  for (const [i, g] of after.groups.entries()) {
    const was = before.groups[i];
    const group = program.groups.find((x) => x.name === g.group);
    if (group && was && was !== g && !sameGroup(was, g)) add({ kind: 'group', place: group.place, name: group.name });
  }
  for (const [i, l] of after.limits.entries()) {
    const was = before.limits[i];
    const limit = program.limits.find((x) => x.name === l.limit);
    if (limit && was && was !== l && differs(was, l)) add({ kind: 'limit', place: limit.place, name: limit.name });
  }
  return causes;
}

function* outcomeCauses(clause: Clause, a: ClauseOutcome, b: ClauseOutcome): Generator<Cause> {
  if (!a.items || !b.items) {
    yield* itemCauses(clause, a, b);
    return;
  }
  for (const [i, item] of a.items.entries()) {
    const other = b.items[i];
    if (other && item !== other) yield* itemCauses(clause, item, other);
  }
}

function* itemCauses(clause: Clause, a: ItemOutcome, b: ItemOutcome): Generator<Cause> {
  const { name } = clause;
  if (a.eligible !== b.eligible) {
    const judged = [...a.conditions.entries()].flatMap(([i, j]) => turnedJudgements(j, b.conditions[i]));
    if (judged.length === 0) yield { kind: 'eligibility', place: clause.place, clause: name };
    for (const j of judged) yield { kind: 'eligibility', place: j.place, clause: name };
    return;
  }
  for (const [i, step] of a.steps.entries()) {
    const other = b.steps[i];
    if (!other || step.kind === 'award' || (step.applied === other.applied && step.bites === other.bites)) continue;
    // A rounding that happens to have nothing to take off is none that begins or ends.
    if (step.kind === 'round' && step.applied === other.applied) continue;
    yield { kind: KINDS[step.kind], place: step.place, clause: name };
  }
}

const KINDS: Readonly<Record<'less' | 'cap' | 'floor' | 'round', CauseKind>> = {
  less: 'less',
  cap: 'cap',
  floor: 'floor',
  round: 'rounding',
};

function truthOf(j: Judgement): string {
  return j.result.state === 'known' && j.result.value.kind === 'boolean' ? String(j.result.value.value) : j.result.state;
}

function turnedJudgements(a: Judgement, b: Judgement | undefined): readonly Judgement[] {
  if (!b || truthOf(a) === truthOf(b)) return [];
  const inner = (a.alternatives ?? []).flatMap((x, i) => turnedJudgements(x, b.alternatives?.[i]));
  return inner.length > 0 ? inner : [a];
}

function rowCause(mark: Watched['marks'][number], [left, right]: readonly [Look, Look]): readonly Cause[] {
  if (mark.code !== 'row') return [];
  // What is named is the row that is reached.
  return left.walk.bool(mark.when) !== true && right.walk.bool(mark.when) === true
    ? [{ kind: 'row', place: mark.place, clause: mark.clause }]
    : [];
}

function grossChanges(name: string, { gross }: Watched, [left, right]: readonly [Look, Look]): boolean {
  const num = gross.get(name);
  return num !== undefined && !sameFollowed(left.walk.num(num), right.walk.num(num));
}

/** The slices of `marginal` into which the subject begins to reach there, in the clause or in what is named outside of clauses. */
function slicesOf(
  clause: Clause,
  { clauses }: Program,
  { slices }: Watched,
  [left, right]: readonly [Look, Look],
): readonly Cause[] | undefined {
  const others = new Set([...clauses.values()].filter((c) => c !== clause).map((c) => c.place.item));
  const turned = slices.filter(
    ({ place, when }) => !others.has(place.item) && left.walk.bool(when) === false && right.walk.bool(when) === true,
  );
  return turned.length > 0 ? turned.map(({ place }) => ({ kind: 'row', place, clause: clause.name })) : undefined;
}

/** The awards of which the rate changes, whatever a rounding makes of it. @param looks from both sides, with no single step of a rounding followed */
export function ratesOf(program: Program, watched: Watched, looks: readonly [Look, Look]): readonly Cause[] {
  return watched.clauses.flatMap((name) => {
    const clause = program.clauses.get(name);
    return clause && grossChanges(name, watched, looks) ? (slicesOf(clause, program, watched, looks) ?? [awardOf(clause)]) : [];
  });
}

function fallback(clause: Clause): Cause {
  const round = clause.steps.find((s) => s.kind === 'round');
  return round ? { kind: 'rounding', place: round.place, clause: clause.name } : awardOf(clause);
}

function awardOf({ name, place, benefit }: Clause): Cause {
  return { kind: 'award', place: benefit.kind === 'award' ? benefit.amount.place : place, clause: name };
}

function sameGroup(a: Omit<GroupOutcome, 'group'>, b: Omit<GroupOutcome, 'group'>): boolean {
  if (a.winner !== b.winner || a.state !== b.state) return a.contenders.length < 2 && b.contenders.length < 2;
  return (a.items ?? []).every((x, i) => {
    const y = b.items?.[i];
    return y !== undefined && sameGroup(x, y);
  });
}

function differs(a: LimitOutcome, b: LimitOutcome): boolean {
  return a.bites !== b.bites;
}
