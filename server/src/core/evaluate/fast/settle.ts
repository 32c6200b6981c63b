/** Groups and limits for the batch evaluator, on amounts that are all known. Source: language.md, *What a policy pays*, 3 and 4. */
import type { Group } from '../../program/program';
import type { ClauseRunner } from './clauses';
import { type Frame, MAX } from './frame';
import type { Num } from './numeric';
import { AMOUNT_SCALE } from './outcome';

/** Settles some groups on the clauses' amounts; bails where the author has to choose, or where there is too much to try. */
export type Settle = (x: Frame) => void;

/** A group and its members; `isShared`: `choose highest` that has some in common with another such. */
export interface OpenGroup {
  readonly choose: Group['choose'];
  readonly members: readonly ClauseRunner[];
  readonly isShared: boolean;
}

/** In the order in which they are settled. */
export function openGroups(groups: readonly Group[], find: (clause: string) => ClauseRunner): readonly OpenGroup[] {
  const of = (choose: Group['choose']): readonly Group[] => groups.filter((g) => g.choose === choose);
  const highest = of('highest');
  return [...of('first'), ...of(undefined), ...highest].map((g) => ({
    choose: g.choose,
    members: [...new Set(g.members)].map(find),
    isShared: highest.includes(g) && highest.some((other) => other !== g && other.members.some((m) => g.members.includes(m))),
  }));
}

/** Members of one joint choice that are tried in every combination; more are left to the exact evaluator. */
const MOST = 12;

/** The groups of a section in the order that the language fixes: those with `choose first`, those without, all with `choose highest` together. */
export function settling(groups: readonly Group[], find: (clause: string) => ClauseRunner): readonly Settle[] {
  const of = (g: Group): readonly ClauseRunner[] => [...new Set(g.members)].map(find);
  const steps: Settle[] = [];
  for (const g of groups) if (g.choose === 'first') steps.push(one(of(g), 'first'));
  for (const g of groups) if (g.choose === undefined) steps.push(one(of(g), undefined));
  const rest = groups.filter((g) => g.choose === 'highest').map(of);
  while (rest.length > 0) {
    const joint = rest.splice(0, 1);
    const members = new Set(joint[0]);
    for (let at = 0; at < rest.length; ) {
      const next = rest[at] ?? [];
      if (!next.some((m) => members.has(m))) {
        at++;
        continue;
      }
      joint.push(...rest.splice(at, 1));
      for (const m of next) members.add(m);
      at = 0;
    }
    const [first] = joint;
    steps.push(joint.length === 1 && first ? one(first, 'highest') : together(joint));
  }
  return steps;
}

const competes = (m: ClauseRunner): boolean => m.status === 'payable' && m.amount !== 0;

function exclude(m: ClauseRunner): void {
  m.status = 'excluded';
  m.amount = 0;
}

function one(members: readonly ClauseRunner[], choose: Group['choose']): Settle {
  return (x) => {
    let winner: ClauseRunner | undefined;
    for (const m of members) {
      if (!competes(m)) continue;
      if (winner && choose === undefined && m.amount !== winner.amount) x.bail = true;
      if (!winner || (choose === 'highest' && m.amount > winner.amount)) winner = m;
    }
    for (const m of members) if (m !== winner && competes(m)) exclude(m);
  };
}

/** Groups that share members: the best of all ways to keep at most one of each; of several such the one that keeps the earliest listed. */
function together(groups: readonly (readonly ClauseRunner[])[]): Settle {
  const members = [...new Set(groups.flat())];
  const near = members.map((m) => groups.filter((g) => g.includes(m)).flatMap((g) => g.map((other) => members.indexOf(other))));
  return (x) => {
    const own = members.flatMap((m, i) => (competes(m) ? [i] : []));
    const most = own.reduce((sum, i) => sum + (members[i]?.amount ?? 0), 0);
    if (own.length > MOST || most > MAX) {
      x.bail = true;
      return;
    }
    let best = -1;
    let kept: readonly number[] = [];
    const taken: number[] = [];
    const barred = members.map(() => 0);
    // Each is kept before it is left out, so that of equal sums the first found keeps the earliest.
    const go = (at: number, sum: number): void => {
      const i = own[at];
      if (i === undefined) {
        if (sum > best) [best, kept] = [sum, [...taken]];
        return;
      }
      if (!barred[i]) {
        const others = near[i] ?? [];
        for (const j of others) barred[j] = (barred[j] ?? 0) + 1;
        taken.push(i);
        go(at + 1, sum + (members[i]?.amount ?? 0));
        taken.pop();
        for (const j of others) barred[j] = (barred[j] ?? 0) - 1;
      }
      go(at + 1, sum);
    };
    go(0, 0);
    for (const i of own) {
      const m = members[i];
      if (m && !kept.includes(i)) exclude(m);
    }
  };
}

/** What a limit's cap comes to, as an integer at the amounts' scale; bails where it is none. */
export function room(x: Frame, cap: Num): number {
  const n = cap.get(x);
  let d = cap.fraction ? x.den : 1;
  if (cap.scale > AMOUNT_SCALE) d *= 10 ** (cap.scale - AMOUNT_SCALE);
  const left = n * 10 ** Math.max(0, AMOUNT_SCALE - cap.scale);
  if (left > MAX || d > MAX || left % d !== 0) x.bail = true;
  return left / d;
}

export function reduce(x: Frame, members: readonly ClauseRunner[], cap: Num): void {
  if (!members.some((m) => m.status === 'payable')) return;
  let left = room(x, cap);
  for (const m of members) {
    if (m.status !== 'payable') continue;
    m.amount = Math.min(m.amount, left);
    left -= m.amount;
  }
}
