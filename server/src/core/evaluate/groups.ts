/** Exclusive groups: who keeps its amount, who is excluded, and where that is open. Source: language.md, *What a policy pays*, 3. */
import type { Group } from '../program/program';
import { type Fate, inConflict, type Joint, settleJoint } from './joint';
import { exclude, gather, leaveOpen, type Part, type Stake, stakeOf } from './part';
import { unionNeeds } from './value';
import type { GroupOutcome } from './values';

type Result = Omit<GroupOutcome, 'items' | 'group'>;
type Lookup = (clause: string) => Part | undefined;

/** Settles all groups of the program on its clauses' parts, in the order that the language fixes. */
export function settleGroups(groups: readonly Group[], parts: ReadonlyMap<string, Part>): readonly GroupOutcome[] {
  const results = new Map<Group, GroupOutcome>();
  const lists = new Set(groups.flatMap((g) => (g.each === undefined ? [] : [g.each])));
  for (const list of lists) {
    settleItems(
      groups.filter((g) => g.each === list),
      parts,
      results,
    );
  }
  const plain = groups.filter((g) => g.each === undefined);
  const settled = settle(plain, (c) => parts.get(c));
  for (const g of plain) results.set(g, { group: g.name, ...(settled.get(g) ?? idle) });
  return groups.flatMap((g) => results.get(g) ?? []);
}

const idle: Result = { state: 'idle', contenders: [] };

function settleItems(groups: readonly Group[], parts: ReadonlyMap<string, Part>, results: Map<Group, GroupOutcome>): void {
  const members = new Set(groups.flatMap((g) => g.members));
  const touched = [...members].flatMap((m) => parts.get(m) ?? []);
  const count = Math.max(0, ...touched.map((p) => p.items?.length ?? 0));
  const byItem: ReadonlyMap<Group, Result>[] = [];
  for (let i = 0; i < count; i++) byItem.push(settle(groups, (c) => parts.get(c)?.items?.[i]));
  for (const p of touched) gather(p);
  // Where the list is not known there are no items: whoever may pay may meet another on some item.
  const whole = new Map<Group, Result>();
  for (const g of groups) {
    const stakes = g.members.flatMap((m) => {
      const p = parts.get(m);
      return p && !p.items ? (stakeOf(p) ?? []) : [];
    });
    if (stakes.length < 2) continue;
    const needs = unionNeeds(stakes.map((s) => s.needs));
    for (const s of stakes) leaveOpen(s, needs, false);
    whole.set(g, { state: 'unknown', contenders: [] });
  }
  for (const g of groups) {
    const items = byItem.map((m) => m.get(g) ?? idle);
    const state =
      whole.get(g)?.state ?? (['unknown', 'conflict', 'settled'] as const).find((s) => items.some((r) => r.state === s)) ?? 'idle';
    results.set(g, { group: g.name, state, contenders: [], items });
  }
}

/** Groups of one kind: `choose first`, then those without `choose`, then all with `choose highest` together. */
function settle(groups: readonly Group[], lookup: Lookup): ReadonlyMap<Group, Result> {
  const results = new Map<Group, Result>();
  for (const g of groups) if (g.choose === 'first') results.set(g, chooseFirst(g, lookup));
  for (const g of groups) if (g.choose === undefined) results.set(g, withoutChoice(g, lookup));
  chooseHighest(
    groups.filter((g) => g.choose === 'highest'),
    lookup,
    results,
  );
  return results;
}

function stakesOf(group: Group, lookup: Lookup): Stake[] {
  const seen = new Set<string>();
  return group.members.flatMap((m) => {
    if (seen.has(m)) return [];
    seen.add(m);
    const part = lookup(m);
    return part ? (stakeOf(part) ?? []) : [];
  });
}

const contendersOf = (stakes: readonly Stake[]): Result['contenders'] =>
  stakes.flatMap((s) => (s.firm ? [{ clause: s.part.clause, amount: s.low }] : []));

function chooseFirst(group: Group, lookup: Lookup): Result {
  const stakes = stakesOf(group, lookup);
  const contenders = contendersOf(stakes);
  const before: Stake[] = [];
  let winner: Stake | undefined;
  let open = false;
  for (const s of stakes) {
    if (winner) {
      exclude(s, group.name, winner.part.clause);
      continue;
    }
    if (before.length > 0) {
      // One listed earlier may turn out to pay; if this one surely competes, nobody behind it can win.
      open = true;
      if (s.positive) winner = s;
      leaveOpen(s, unionNeeds(before.map((b) => b.needs)), before.every(inConflict));
    } else if (s.positive) winner = s;
    before.push(s);
  }
  if (stakes.length === 0) return idle;
  if (open) return { state: 'unknown', contenders };
  const kept = winner ?? stakes[0];
  return { state: 'settled', contenders, ...(kept ? { winner: kept.part.clause } : {}) };
}

function withoutChoice(group: Group, lookup: Lookup): Result {
  const stakes = stakesOf(group, lookup);
  const contenders = contendersOf(stakes);
  const [first, ...rest] = stakes;
  if (!first) return idle;
  if (rest.length === 0) return { state: 'settled', winner: first.part.clause, contenders };
  const firm = stakes.filter((s) => s.firm);
  const differ = firm.some((s) => firm[0] && !s.low.equals(firm[0].low));
  if (firm.length === stakes.length && !differ) {
    for (const s of rest) exclude(s, group.name, first.part.clause);
    return { state: 'settled', winner: first.part.clause, contenders };
  }
  const needs = differ ? [] : unionNeeds(stakes.map((s) => s.needs));
  const conflict = differ || stakes.every((s) => s.firm || inConflict(s));
  for (const s of stakes) leaveOpen(s, needs, conflict);
  return { state: conflict ? 'conflict' : 'unknown', contenders };
}

// ---------------------------------------------------------------------------------------------- the joint optimum

function chooseHighest(groups: readonly Group[], lookup: Lookup, results: Map<Group, Result>): void {
  const stakes: Stake[] = [];
  const numbers = new Map<Part, number>();
  const members = new Map<Group, readonly number[]>();
  for (const g of groups) {
    const own: number[] = [];
    for (const s of stakesOf(g, lookup)) {
      let n = numbers.get(s.part);
      if (n === undefined) {
        n = stakes.length;
        numbers.set(s.part, n);
        stakes.push(s);
      }
      own.push(n);
    }
    members.set(g, own);
  }
  const near: Set<number>[] = stakes.map(() => new Set());
  for (const own of members.values()) for (const i of own) for (const j of own) if (i !== j) near[i]?.add(j);
  const fates: Fate[] = stakes.map(() => ({ kind: 'kept' }));
  const joint: Joint = { stakes, near, groups: [...members.values()] };
  for (const ids of components(near)) settleJoint(joint, ids, fates);
  // Who wins is read off before amounts change.
  const results2 = new Map<Group, Result>();
  for (const [g, own] of members) {
    const winner = own.find((i) => fates[i]?.kind === 'kept');
    const stakesHere = own.flatMap((i) => stakes[i] ?? []);
    const winning = winner === undefined ? undefined : stakes[winner]?.part.clause;
    results2.set(g, {
      state: own.length === 0 ? 'idle' : own.some((i) => fates[i]?.kind === 'open') ? 'unknown' : 'settled',
      contenders: contendersOf(stakesHere),
      ...(winning === undefined ? {} : { winner: winning }),
    });
  }
  for (const [i, s] of stakes.entries()) {
    const fate = fates[i];
    if (fate?.kind === 'open') leaveOpen(s, fate.needs, fate.conflict);
    else if (fate?.kind === 'lost') {
      const rivals = (g: readonly number[]): number | undefined =>
        g.find((j) => j !== i && fates[j]?.kind === 'kept') ?? g.find((j) => j !== i && fates[j]?.kind === 'open');
      const own = [...members].filter(([, g]) => g.includes(i));
      const [group, ids] = own.find(([, g]) => g.some((j) => j !== i && fates[j]?.kind === 'kept')) ?? own[0] ?? [undefined, []];
      const rival = rivals(ids);
      if (group) exclude(s, group.name, rival === undefined ? '' : (stakes[rival]?.part.clause ?? ''));
    }
  }
  for (const [g, r] of results2) results.set(g, r);
}

/** What hangs together through common groups, each part's members in ascending order. */
function components(near: readonly ReadonlySet<number>[]): number[][] {
  const seen = new Set<number>();
  const parts: number[][] = [];
  for (let start = 0; start < near.length; start++) {
    if (seen.has(start)) continue;
    seen.add(start);
    const part = [start];
    for (const i of part) {
      for (const j of near[i] ?? []) {
        if (seen.has(j)) continue;
        seen.add(j);
        part.push(j);
      }
    }
    parts.push(part.sort((a, b) => a - b));
  }
  return parts;
}
