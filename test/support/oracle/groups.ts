/** Findings of groups and limits: who can meet whom, who wins, who never keeps anything, which limit never cuts. */

import type { GroupOutcome, ItemOutcome } from '../../../server/src/core/evaluate/values';
import type { Exact } from '../../../server/src/core/exact';
import type { Group, Program } from '../../../server/src/core/program/program';
import type { Answers } from './answer';
import type { Life } from './clauses';
import type { Grid } from './grid';
import { grossOf, numberOf, type Seen } from './observe';

/** What the members of a group bring, once an applicant, or once an item where the group has `each`. */
interface Meeting {
  readonly result: Omit<GroupOutcome, 'items' | 'group'> | undefined;
  readonly members: readonly { readonly name: string; readonly gross: Exact | undefined; readonly outcome: ItemOutcome | undefined }[];
}

function meetingsOf(group: Group, applicants: readonly Seen[]): Meeting[] {
  const found: Meeting[] = [];
  for (const { evaluation } of applicants) {
    const result = evaluation.groups.find((g) => g.group === group.name);
    const outcomes = group.members.map((m) => evaluation.clauses.get(m));
    const meet = (r: Meeting['result'], of: readonly (ItemOutcome | undefined)[]): void => {
      found.push({
        result: r,
        members: group.members.map((name, i) => {
          const outcome = of[i];
          return { name, outcome, gross: outcome && grossOf(outcome) };
        }),
      });
    };
    if (group.each === undefined) meet(result, outcomes);
    else {
      const count = Math.max(0, ...outcomes.map((o) => o?.items?.length ?? 0));
      for (let i = 0; i < count; i++)
        meet(
          result?.items?.[i],
          outcomes.map((o) => o?.items?.[i]),
        );
    }
  }
  return found;
}

const pays = (gross: Exact | undefined): gross is Exact => gross !== undefined && gross.sign > 0;

/** unresolved-overlap and exclusive-overlap GROUP FIRST SECOND (in the order of `among`), exclusive-vacuous GROUP. */
export function decideGroups(grid: Grid, applicants: readonly Seen[], lives: ReadonlyMap<string, Life>, answers: Answers): void {
  const { groups } = grid.program;
  const all = groups.flatMap((g) => g.members);
  for (const group of groups) {
    // Without a choice, what earlier groups leave counts.
    answers.complete = grid.relevance.isComplete(group.choose === undefined ? all : group.members);
    const meetings = meetingsOf(group, applicants);
    let together = false;
    for (const [i, a] of group.members.entries())
      for (const [j, b] of group.members.entries()) {
        if (j <= i) continue;
        const item = `${group.name} ${a} ${b}`;
        const met = meetings.filter((m) => pays(m.members[i]?.gross) && pays(m.members[j]?.gross));
        if (met.length > 0) together = true;
        if (group.choose === undefined) decideUnresolved(item, a, b, met, i, j, answers);
        else answers.exists('exclusive-overlap', item, met.length > 0);
      }
    const live = group.members.filter((m) => lives.get(m)?.live).length;
    if (live < 2) answers.set('exclusive-vacuous', group.name, together ? 'no' : answers.complete ? 'no' : 'unsure');
    else answers.always('exclusive-vacuous', group.name, together);
  }
}

/**
 * Reading: the group is in conflict for an applicant to whom both would pay, and differently. Where an earlier group's conflict has already
 * left one of them open the evaluator does not compare them, so that this alone is unsure.
 */
function decideUnresolved(item: string, a: string, b: string, met: readonly Meeting[], i: number, j: number, answers: Answers): void {
  let seen = false;
  let open = false;
  for (const { result, members } of met) {
    const [x, y] = [members[i]?.gross, members[j]?.gross];
    if (result?.state !== 'conflict' || !x || !y || x.equals(y)) continue;
    const names = result.contenders.map((c) => c.clause);
    if (names.includes(a) && names.includes(b)) seen = true;
    else if (members[i]?.outcome?.status === 'conflict' && members[j]?.outcome?.status === 'conflict') open = true;
  }
  answers.exists('unresolved-overlap', item, seen, open);
}

/** Who wins where both pay: one of them, or `either` in turn; undefined where neither does, or conflicts leave it open. For the finding's code. */
export function winnerOf(program: Program, applicants: readonly Seen[], group: string, a: string, b: string): string | undefined {
  const of = program.groups.find((g) => g.name === group);
  if (!of) return undefined;
  const [i, j] = [of.members.indexOf(a), of.members.indexOf(b)];
  let [first, second, open] = [false, false, false];
  for (const { members } of meetingsOf(of, applicants)) {
    const [x, y] = [members[i], members[j]];
    if (!pays(x?.gross) || !pays(y?.gross)) continue;
    if ([x, y].some((m) => m?.outcome?.status === 'conflict' || m?.outcome?.status === 'unknown')) open = true;
    if (x?.outcome?.status === 'payable' && y?.outcome?.status === 'excluded' && y.outcome.excludedBy?.group === group) first = true;
    if (y?.outcome?.status === 'payable' && x?.outcome?.status === 'excluded' && x.outcome.excludedBy?.group === group) second = true;
  }
  return first && second ? 'either' : open ? undefined : first ? a : second ? b : undefined;
}

/**
 * clause-dominated CLAUSE. Reading: whoever is in conflict may keep its amount; so does a clause with `each` that keeps a part of its items,
 * which the sentence leaves open.
 */
export function decideDominated(grid: Grid, lives: ReadonlyMap<string, Life>, answers: Answers): void {
  const grouped = grid.program.groups.flatMap((g) => g.members);
  for (const { clause, outcomes, pays: can } of lives.values()) {
    answers.complete = grid.relevance.isComplete([clause.name, ...(grouped.includes(clause.name) ? grouped : [])]);
    if (!can) {
      answers.set('clause-dominated', clause.name, answers.complete ? 'no' : 'unsure');
      continue;
    }
    let [keeps, part] = [false, false];
    for (const o of outcomes) {
      const units = o.items ?? [o];
      if (!pays(grossOf(o)) && !units.some((u) => pays(grossOf(u)))) continue;
      // A rival in error leaves it unknown who keeps what.
      if (units.some((u) => pays(grossOf(u)) && u.status === 'unknown')) part = true;
      const kept = units.filter((u) => pays(grossOf(u)) && u.status !== 'excluded' && u.status !== 'unknown' && !u.excludedBy);
      if (o.excludedBy || kept.length === 0) continue;
      if (kept.length === units.filter((u) => pays(grossOf(u))).length) keeps = true;
      else part = true;
    }
    answers.always('clause-dominated', clause.name, keeps, part);
  }
}

/** limit-never-reached LIMIT. An applicant for whom the members' sum is open since they are in conflict leaves it open. */
export function decideLimits(grid: Grid, applicants: readonly Seen[], answers: Answers): void {
  const { limits, groups } = grid.program;
  const grouped = groups.flatMap((g) => g.members);
  for (const [n, limit] of limits.entries()) {
    // Earlier limits count that share members with it, directly or through others.
    const before = [limit];
    const members = new Set(limit.members);
    for (const l of limits.slice(0, n).reverse())
      if (l.members.some((m) => members.has(m))) {
        before.push(l);
        for (const m of l.members) members.add(m);
      }
    const all = [...members].some((m) => grouped.includes(m)) ? [...members, ...grouped] : [...members];
    const caps = before.map((l) => l.cap);
    answers.complete = grid.relevance.isComplete(
      all,
      caps,
      before.flatMap((l) => (l.window ? l.members : [])),
    );
    let [reached, open] = [false, false];
    for (const { evaluation } of applicants) {
      const o = evaluation.limits.find((l) => l.limit === limit.name);
      if (!o) continue;
      if (o.bites) reached = true;
      if (!numberOf(o.before) || !numberOf(o.cap)) open = true;
    }
    answers.always('limit-never-reached', limit.name, reached, open);
  }
}
