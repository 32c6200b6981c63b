/** `choose highest`: who is kept for certain, who is lost for certain, and who may be either, over all groups that hang together. */
import { Exact } from '../exact';
import { bit, Optimum } from './optimum';
import type { Stake } from './part';
import { unionNeeds } from './value';
import type { Need } from './values';

/** Unknown members of one joint choice whose every combination is tried; more are judged by bounds only. */
const MAX_OPEN = 6;

export interface Joint {
  readonly stakes: readonly Stake[];
  /** Who stands in a group with each. */
  readonly near: readonly ReadonlySet<number>[];
  /** Numbers of each group's members. */
  readonly groups: readonly (readonly number[])[];
}

/** Only a conflict stands behind it: no fact would settle it. */
export const inConflict = (s: Stake): boolean => s.part.status === 'conflict';

export type Fate =
  | { readonly kind: 'kept' | 'lost' }
  | { readonly kind: 'open'; readonly needs: readonly Need[]; readonly conflict: boolean };

/** Settles members that hang together through groups; `fates` says of each what it says of it before if nothing is beside it. */
export function settleJoint(joint: Joint, ids: readonly number[], fates: Fate[]): void {
  if (ids.length === 1) return;
  if (ids.every((i) => (joint.near[i]?.size ?? 0) >= ids.length - 1)) {
    settleAlone(joint, ids, fates);
    return;
  }
  const open = ids.filter((i) => joint.stakes[i]?.firm === false);
  const stake = (i: number): Stake => joint.stakes[i] as Stake;
  const needsOf = (some: readonly number[]): readonly Need[] => unionNeeds(some.map((i) => stake(i).needs));
  const fateOpen = (causes: readonly number[]): Fate => ({
    kind: 'open',
    needs: needsOf(causes),
    conflict: causes.length > 0 && causes.every((i) => inConflict(stake(i))),
  });
  // Above every sum of the others, so that what has no upper end wins wherever it can.
  const beyond = ids.reduce((sum, i) => sum.plus(stake(i).high ?? stake(i).low), Exact.one);
  const solve = (weight: (i: number) => Exact): ReadonlySet<number> | undefined => {
    const weights = ids.map(weight);
    const whole = integers(weights);
    const near = ids.map((i) => ids.reduce((set, j, k) => (joint.near[i]?.has(j) ? set | bit(k) : set), 0n));
    const kept = new Optimum(whole, near).choose(ids.map((_, k) => k));
    return kept && new Set([...kept].flatMap((k) => ids[k] ?? []));
  };
  if (open.length > MAX_OPEN) {
    settleByBounds(joint, ids, fates, fateOpen(open));
    return;
  }
  const kept: (ReadonlySet<number> | undefined)[] = [];
  for (let corner = 0; corner < 2 ** open.length; corner++) {
    kept.push(
      solve((i) => {
        const k = open.indexOf(i);
        if (k < 0) return stake(i).low;
        return ((corner >> k) & 1) === 1 ? (stake(i).high ?? beyond) : stake(i).low;
      }),
    );
  }
  if (kept.some((k) => k === undefined)) {
    for (const i of ids) fates[i] = { kind: 'open', needs: needsOf(open), conflict: false };
    return;
  }
  for (const i of ids) {
    const own = open.indexOf(i);
    // Where a member's own amount is zero it does not compete, and pays nothing whether it is kept or not.
    const idleAt = (corner: number): boolean => own >= 0 && ((corner >> own) & 1) === 0 && stake(i).low.isZero;
    const relevant = kept.map((set, corner) => (idleAt(corner) ? undefined : (set?.has(i) ?? false)));
    const answers = new Set(relevant.filter((x) => x !== undefined));
    if (answers.size === 1) {
      fates[i] = { kind: answers.has(true) ? 'kept' : 'lost' };
      continue;
    }
    const causes = open.filter((_, k) =>
      relevant.some((x, corner) => x !== undefined && relevant[corner ^ (1 << k)] !== undefined && relevant[corner ^ (1 << k)] !== x),
    );
    fates[i] = fateOpen(causes);
  }
}

/**
 * Many unknown members: one is surely kept if it outweighs whatever its groups could hold in its place, each at its highest; what stands in
 * a group with it is then surely lost.
 */
function settleByBounds(joint: Joint, ids: readonly number[], fates: Fate[], otherwise: Fate): void {
  for (const i of ids) fates[i] = otherwise;
  for (const i of ids) {
    const own = joint.stakes[i];
    if (!own?.positive) continue;
    let most: Exact | undefined = Exact.zero;
    for (const group of joint.groups) {
      if (!group.includes(i)) continue;
      let best = Exact.zero;
      for (const j of group) {
        const high = joint.stakes[j]?.high;
        if (j === i || !most) continue;
        if (high) best = Exact.max(best, high);
        else most = undefined;
      }
      most = most?.plus(best);
    }
    if (!most || !own.low.gt(most)) continue;
    fates[i] = { kind: 'kept' };
    for (const j of joint.near[i] ?? []) fates[j] = { kind: 'lost' };
  }
}

/** The weights in a common unit, as integers. */
function integers(weights: readonly Exact[]): bigint[] {
  const ratios = weights.map((w) => w.toRatio());
  let common = 1n;
  for (const { den } of ratios) {
    let [a, b] = [common, den];
    while (b !== 0n) [a, b] = [b, a % b];
    common = (common / a) * den;
  }
  return ratios.map(({ num, den }) => num * (common / den));
}

/**
 * All in one group: the highest is kept, the first listed of equals. Each unknown member stands at its lowest or at its highest; one at zero
 * does not compete.
 */
function settleAlone(joint: Joint, ids: readonly number[], fates: Fate[]): void {
  const stake = (i: number): Stake => joint.stakes[i] as Stake;
  // An amount without upper end is above all others.
  const beats = (i: number, x: Exact | undefined, j: number, y: Exact | undefined): boolean => {
    if (x?.isZero) return false;
    const order = x && y ? x.compare(y) : x ? -1 : y ? 1 : 0;
    return order > 0 || (order === 0 && i < j);
  };
  for (const i of ids) {
    const own = stake(i);
    const others = ids.filter((j) => j !== i);
    const least = own.low.isZero ? own.high : own.low;
    if (!others.some((j) => beats(j, stake(j).high, i, least))) {
      fates[i] = { kind: 'kept' };
      continue;
    }
    if (others.some((j) => beats(j, stake(j).low, i, own.high))) {
      fates[i] = { kind: 'lost' };
      continue;
    }
    const causes = new Set<number>();
    for (const at of own.firm || own.low.isZero ? [own.high] : [own.low, own.high]) {
      const sure = others.filter((j) => beats(j, stake(j).low, i, at));
      if (sure.length > 0) continue;
      for (const j of others) if (!stake(j).firm && beats(j, stake(j).high, i, at)) causes.add(j);
    }
    if (!own.firm && !own.low.isZero) {
      const turns = (j: number, x: Exact | undefined): boolean => beats(j, x, i, own.low) && !beats(j, x, i, own.high);
      if (others.some((j) => turns(j, stake(j).low) || turns(j, stake(j).high))) causes.add(i);
    }
    const named = [...causes].sort((a, b) => a - b).map(stake);
    fates[i] = { kind: 'open', needs: unionNeeds(named.map((s) => s.needs)), conflict: named.length > 0 && named.every(inConflict) };
  }
}
