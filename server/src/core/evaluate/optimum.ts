/**
 * The best choice of members of which at most one may stand in each group: a heaviest set of vertices of a graph in which the members of a
 * group are all joined. Exact. Groups that share no member are independent of each other, and so are the parts into which a choice cuts the
 * rest; each part is solved once and kept, which makes chains and trees of groups cheap; members that another one always beats are left out.
 * What is still too large ends at {@link BUDGET} steps without an answer.
 */

const BUDGET = 20_000;

export class Optimum {
  private readonly memo = new Map<bigint, bigint>();
  private steps = 0;

  /** `near[i]`: bits of the members that stand in a group with i, i not included. Weights above zero compete, others do not. */
  constructor(
    private readonly weights: readonly bigint[],
    private readonly near: readonly bigint[],
  ) {}

  /**
   * The members that are kept; of several best choices the one that keeps the earliest in `order`. Undefined where the budget is used up.
   */
  choose(order: readonly number[]): ReadonlySet<number> | undefined {
    let rest = 0n;
    for (const [i, w] of this.weights.entries()) if (w > 0n) rest |= bit(i);
    const kept = new Set<number>();
    let best = this.best(rest);
    for (const i of order) {
      if ((rest & bit(i)) === 0n) continue;
      const without = rest & ~bit(i);
      const withIt = this.best(without & ~this.nearOf(i));
      if (best === undefined || withIt === undefined) return undefined;
      if (withIt + this.weightOf(i) === best) {
        kept.add(i);
        rest = without & ~this.nearOf(i);
        best = withIt;
      } else rest = without;
    }
    return kept;
  }

  private weightOf(i: number): bigint {
    return this.weights[i] ?? 0n;
  }
  private nearOf(i: number): bigint {
    return this.near[i] ?? 0n;
  }

  private best(set: bigint): bigint | undefined {
    let sum = 0n;
    let rest = set;
    while (rest !== 0n) {
      const part = this.component(rest);
      rest &= ~part;
      const best = this.bestConnected(part);
      if (best === undefined) return undefined;
      sum += best;
    }
    return sum;
  }

  /** The members of `set` that hang together with its first. */
  private component(set: bigint): bigint {
    let part = set & -set;
    for (let front = part; front !== 0n; ) {
      let next = 0n;
      for (const i of bitsOf(front)) next |= this.nearOf(i);
      front = next & set & ~part;
      part |= front;
    }
    return part;
  }

  private bestConnected(whole: bigint): bigint | undefined {
    const cached = this.memo.get(whole);
    if (cached !== undefined) return cached;
    if (++this.steps > BUDGET) return undefined;
    const members = bitsOf(whole);
    if (members.length === 1) return this.weightOf(members[0] ?? 0);
    // One group: the heaviest.
    if (members.every((i) => (whole & ~this.nearOf(i)) === bit(i))) {
      return members.reduce((most, i) => (this.weightOf(i) > most ? this.weightOf(i) : most), 0n);
    }
    let set = whole;
    // A member is beaten by one beside it that weighs as much and bars nothing that it does not bar itself.
    for (const i of members) {
      for (const j of bitsOf(this.nearOf(i) & set)) {
        if ((set & bit(i)) === 0n) break;
        const closedI = (this.nearOf(i) | bit(i)) & set;
        const closedJ = (this.nearOf(j) | bit(j)) & set;
        if ((closedJ & ~closedI) === 0n && this.weightOf(j) >= this.weightOf(i)) set &= ~bit(i);
      }
    }
    let result: bigint | undefined;
    if (set !== whole) result = this.best(set);
    else {
      let pivot = members[0] ?? 0;
      let most = -1;
      for (const i of members) {
        const degree = bitsOf(this.nearOf(i) & set).length;
        if (degree > most) [pivot, most] = [i, degree];
      }
      const withIt = this.best(set & ~bit(pivot) & ~this.nearOf(pivot));
      const without = this.best(set & ~bit(pivot));
      if (withIt === undefined || without === undefined) return undefined;
      const taken = withIt + this.weightOf(pivot);
      result = taken > without ? taken : without;
    }
    if (result !== undefined) this.memo.set(whole, result);
    return result;
  }
}

export function bit(i: number): bigint {
  return 1n << BigInt(i);
}

export function bitsOf(set: bigint): number[] {
  const out: number[] = [];
  const digits = set.toString(2);
  for (let i = digits.length - 1; i >= 0; i--) if (digits[i] === '1') out.push(digits.length - 1 - i);
  return out;
}
