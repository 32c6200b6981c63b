/** What becomes of clauses in groups and limits, as terms. Source: language.md, *What a policy pays*, 3 and 4; it follows evaluate/groups.ts. */
import type { Group, Limit } from '../../program/program';
import type { Bool, Num } from '../terms';
import { type ClauseTerms, noClause } from './clause';
import type { Encoding, Scope } from './encoder';
import { encode, numOf } from './expression';
import { type Failure, failed, guarded, NONE, Unsupported, union } from './symbolic';

/** A clause, or one of its items, on its way through groups and limits. */
interface Part {
  /** It competes: it pays more than zero, and no group has excluded it. */
  alive: Bool;
  /** What it pays if it is alive; from the limits on, what is left of it. */
  amount: Num;
  readonly items: Part[] | undefined;
}

/** How members stood when their group was settled. */
export interface GroupTerms {
  readonly group: Group;
  /** For each item of the group's list (one for a group without): who competed, and for how much. */
  readonly rounds: readonly (readonly { readonly clause: string; readonly alive: Bool; readonly amount: Num; readonly kept: Bool }[])[];
  readonly conflict: Bool;
}

export interface LimitTerms {
  readonly limit: Limit;
  /** What the members come to before it, and what remains of its cap; for each item of the limit's list. */
  readonly rounds: readonly { readonly before: Num; readonly cap: Num }[];
  readonly failures: readonly Failure[];
}

export interface Settled {
  readonly groups: ReadonlyMap<string, GroupTerms>;
  readonly limits: ReadonlyMap<string, LimitTerms>;
  /** After all groups, before limits: whether the clause still pays something. */
  readonly kept: ReadonlyMap<string, Bool>;
  /** After limits. */
  readonly amounts: ReadonlyMap<string, Num>;
  /** No clause of these is in error, no limit, and no group is in conflict. */
  readonly sound: Bool;
  readonly total: Num;
}

/** Members of groups that share members, whose every choice is written out, and how many choices there may be. */
const MOST_JOINT = 10;
const MOST_CHOICES = 40;

/** Members of a limit of which each is followed by itself: what is left of the cap after it. */
const MOST_IN_TURN = 3;

/**
 * Settles these clauses with all groups and limits among them. The clauses must be closed under groups and limits.
 * @param dead clauses of which it is known that they never pay
 */
export function settle(clauses: readonly string[], enc: Encoding, dead: ReadonlySet<string> = new Set()): Settled {
  return new Settling(clauses, enc, dead).settled();
}

class Settling {
  private readonly parts = new Map<string, Part>();
  private readonly groups = new Map<string, GroupTerms>();
  private readonly limits = new Map<string, LimitTerms>();
  private readonly conflicts: Bool[] = [];

  constructor(
    private readonly clauses: readonly string[],
    private readonly enc: Encoding,
    dead: ReadonlySet<string>,
  ) {
    for (const name of clauses) this.parts.set(name, this.partOf(dead.has(name) ? noClause(enc) : enc.clause(name)));
  }

  private partOf({ items, whole }: ClauseTerms): Part {
    const single = items.length === 1 && items[0] === whole;
    return {
      alive: whole.paying,
      amount: whole.gross,
      items: single ? undefined : items.map((i) => ({ alive: i.paying, amount: i.gross, items: undefined })),
    };
  }

  settled(): Settled {
    const { enc, clauses } = this;
    const { terms, numbers } = enc;
    const mine = new Set(clauses);
    const own = <T extends { readonly members: readonly string[] }>(all: readonly T[]): readonly T[] =>
      all.filter((g) => g.members.some((m) => mine.has(m)));
    const groups = own(enc.program.groups);
    for (const list of new Set(groups.flatMap((g) => g.each ?? [])))
      this.settleItems(
        list,
        groups.filter((g) => g.each === list),
      );
    this.settleRound(
      groups.filter((g) => g.each === undefined),
      (c) => this.parts.get(c),
      (g, round) => this.groups.set(g.name, { group: g, rounds: [round.members], conflict: round.conflict }),
    );
    const kept = new Map(clauses.map((name) => [name, this.parts.get(name)?.alive ?? terms.false]));
    for (const part of this.parts.values()) this.drop(part);
    for (const limit of own(enc.program.limits)) this.applyLimit(limit);
    const failures = union(terms, ...clauses.map((c) => enc.clause(c).whole.failures), ...[...this.limits.values()].map((l) => l.failures));
    const errors = failures.filter((f) => f.code !== 'unspecified');
    const amounts = new Map(clauses.map((name) => [name, this.parts.get(name)?.amount ?? numbers.zero]));
    return {
      groups: this.groups,
      limits: this.limits,
      kept,
      amounts,
      sound: terms.not(terms.or(failed(terms, errors), ...this.conflicts)),
      total: [...amounts.values()].reduce<Num>((sum, a) => numbers.add(sum, a), numbers.zero),
    };
  }

  /** What is not alive pays nothing. */
  private drop(part: Part): void {
    const { numbers } = this.enc;
    for (const item of part.items ?? []) this.drop(item);
    part.amount = part.items
      ? part.items.reduce<Num>((sum, i) => numbers.add(sum, i.amount), numbers.zero)
      : numbers.cases(part.alive, part.amount, numbers.zero);
  }

  private settleItems(list: string, groups: readonly Group[]): void {
    const { enc } = this;
    const { terms, numbers } = enc;
    const rounds = new Map<string, { members: GroupTerms['rounds'][number][]; conflict: Bool }>();
    for (let i = 0; i < enc.source.items(list); i++) {
      this.settleRound(
        groups,
        (c) => this.parts.get(c)?.items?.[i],
        (g, round) => {
          const known = rounds.get(g.name) ?? { members: [], conflict: terms.false };
          known.members.push(round.members);
          known.conflict = terms.or(known.conflict, round.conflict);
          rounds.set(g.name, known);
        },
      );
    }
    for (const g of groups) {
      const round = rounds.get(g.name);
      this.groups.set(g.name, { group: g, rounds: round?.members ?? [], conflict: round?.conflict ?? terms.false });
      for (const m of g.members) {
        const part = this.parts.get(m);
        if (!part?.items) continue;
        // After its items were settled the clause is what they come to.
        part.alive = terms.or(...part.items.map((x) => x.alive));
        part.amount = part.items.reduce<Num>((sum, x) => numbers.add(sum, numbers.cases(x.alive, x.amount, numbers.zero)), numbers.zero);
      }
    }
  }

  private settleRound(
    groups: readonly Group[],
    lookup: (clause: string) => Part | undefined,
    see: (group: Group, round: { members: GroupTerms['rounds'][number]; conflict: Bool }) => void,
  ): void {
    const { terms } = this.enc;
    const standing = (g: Group) =>
      [...new Set(g.members)].flatMap((clause) => {
        const part = lookup(clause);
        return part ? [{ clause, part, alive: part.alive, amount: part.amount }] : [];
      });
    const exclude = (part: Part, kept: Bool): void => {
      part.alive = terms.and(part.alive, kept);
      for (const item of part.items ?? []) item.alive = terms.and(item.alive, kept);
    };
    const inOrder = [...groups.filter((g) => g.choose === 'first'), ...groups.filter((g) => g.choose === undefined)];
    for (const g of inOrder) {
      const members = standing(g);
      let conflict: Bool = terms.false;
      if (g.choose === undefined) {
        conflict = this.differing(members);
        this.conflicts.push(conflict);
      }
      let earlier: Bool = terms.false;
      const settled = members.map((m) => {
        const free = terms.not(earlier);
        earlier = terms.or(earlier, m.alive);
        exclude(m.part, free);
        return { clause: m.clause, alive: m.alive, amount: m.amount, kept: terms.and(m.alive, free) };
      });
      see(g, { members: settled, conflict });
    }
    const highest = groups.filter((g) => g.choose === 'highest');
    const before = new Map(highest.map((g) => [g, standing(g)]));
    const fates = this.chooseHighest(highest, lookup);
    const excluded = new Set<Part>();
    for (const [g, members] of before) {
      const settled = members.map((m) => ({
        clause: m.clause,
        alive: m.alive,
        amount: m.amount,
        kept: terms.and(m.alive, fates.get(m.part) ?? terms.true),
      }));
      for (const m of members) {
        if (excluded.has(m.part)) continue;
        excluded.add(m.part);
        exclude(m.part, fates.get(m.part) ?? terms.true);
      }
      see(g, { members: settled, conflict: terms.false });
    }
  }

  /** Two of them compete with different amounts. */
  private differing(members: readonly { readonly alive: Bool; readonly amount: Num }[]): Bool {
    const { terms, numbers } = this.enc;
    const pairs: Bool[] = [];
    for (const [i, a] of members.entries())
      for (const b of members.slice(i + 1)) pairs.push(terms.and(a.alive, b.alive, numbers.compare('!=', a.amount, b.amount)));
    return terms.or(...pairs);
  }

  /** Who is kept of all that compete in groups that choose the highest. */
  private chooseHighest(groups: readonly Group[], lookup: (clause: string) => Part | undefined): ReadonlyMap<Part, Bool> {
    const all: Part[] = [];
    const near = new Map<Part, Set<Part>>();
    for (const g of groups) {
      const members = [...new Set(g.members)].flatMap((m) => lookup(m) ?? []);
      for (const p of members) {
        if (!near.has(p)) {
          near.set(p, new Set());
          all.push(p);
        }
        for (const q of members) if (q !== p) near.get(p)?.add(q);
      }
    }
    const fates = new Map<Part, Bool>();
    for (const start of all) {
      if (fates.has(start)) continue;
      const component: Part[] = [start];
      for (const p of component) for (const q of near.get(p) ?? []) if (!component.includes(q)) component.push(q);
      const members = all.filter((p) => component.includes(p));
      const clique = members.every((p) => (near.get(p)?.size ?? 0) >= members.length - 1);
      if (clique) for (const [i, p] of members.entries()) fates.set(p, this.beatsAll(i, members));
      else for (const [p, fate] of this.jointly(members, near)) fates.set(p, fate);
    }
    return fates;
  }

  /** Every other one is beaten: of equals the first listed is kept. */
  private beatsAll(i: number, members: readonly Part[]): Bool {
    const { terms, numbers } = this.enc;
    const own = members[i];
    if (!own) return terms.false;
    return terms.and(
      ...members.map((other, j) => {
        if (j === i) return terms.true;
        return terms.or(terms.not(other.alive), numbers.compare(j < i ? '>' : '>=', own.amount, other.amount));
      }),
    );
  }

  /** Of all ways to keep members of which no two are near each other, the one with the highest total; of equals the one that keeps the earliest. */
  private jointly(members: readonly Part[], near: ReadonlyMap<Part, ReadonlySet<Part>>): ReadonlyMap<Part, Bool> {
    const { terms, numbers } = this.enc;
    if (members.length > MOST_JOINT) throw new Unsupported('many groups that share members');
    const ways: number[][] = [];
    const grow = (from: number, chosen: number[]): void => {
      if (from === members.length) {
        const full = members.every((p, k) => chosen.includes(k) || chosen.some((c) => near.get(p)?.has(members[c] as Part)));
        if (full) ways.push(chosen);
        return;
      }
      const p = members[from];
      if (p && !chosen.some((c) => near.get(p)?.has(members[c] as Part))) grow(from + 1, [...chosen, from]);
      grow(from + 1, chosen);
    };
    grow(0, []);
    if (ways.length > MOST_CHOICES) throw new Unsupported('many groups that share members');
    const weights = members.map((p) => numbers.cases(p.alive, p.amount, numbers.zero));
    const totals = ways.map((way) => way.reduce<Num>((sum, k) => numbers.add(sum, weights[k] ?? numbers.zero), numbers.zero));
    const prefers = (s: readonly number[], t: readonly number[]): Bool => {
      let result: Bool = terms.true;
      for (let k = members.length - 1; k >= 0; k--) {
        const [inS, inT] = [s.includes(k), t.includes(k)];
        if (inS !== inT) result = terms.choose(members[k]?.alive ?? terms.false, terms.constant(inS), result);
      }
      return result;
    };
    const best = ways.map((s, i) =>
      terms.and(
        ...ways.map((t, j) => {
          const [a, b] = [totals[i], totals[j]];
          if (i === j || !a || !b) return terms.true;
          return terms.or(numbers.compare('>', a, b), terms.and(numbers.compare('=', a, b), prefers(s, t)));
        }),
      ),
    );
    return new Map(members.map((p, k) => [p, terms.or(...ways.flatMap((way, i) => (way.includes(k) ? [best[i] ?? terms.false] : [])))]));
  }

  // ---------------------------------------------------------------------------------------------- limits

  private applyLimit(limit: Limit): void {
    const { enc } = this;
    const { terms, numbers } = enc;
    const members = [...new Set(limit.members)].flatMap((m) => this.parts.get(m) ?? []);
    const sum = (parts: readonly Part[]): Num => parts.reduce<Num>((total, p) => numbers.add(total, p.amount), numbers.zero);
    if (limit.each === undefined) {
      const cap = this.capOf(limit, [], undefined);
      const before = sum(members);
      // Where nobody gets anything the cap does not matter.
      const failures = guarded(terms, numbers.compare('>', before, numbers.zero), cap.failures);
      this.limits.set(limit.name, { limit, rounds: [{ before, cap: cap.num }], failures });
      this.cut(members, cap.num, true);
      return;
    }
    const rounds: { before: Num; cap: Num }[] = [];
    let failures: readonly Failure[] = NONE;
    let used: Num = numbers.zero;
    for (let i = 0; i < enc.source.items(limit.each); i++) {
      const items = members.flatMap((p) => p.items?.[i] ?? []);
      const cap = this.capOf(limit, [i], used);
      failures = union(
        terms,
        failures,
        cap.failures.map((f) => ({ ...f, when: terms.and(f.when, enc.source.present(limit.each ?? '', i)) })),
      );
      rounds.push({ before: sum(items), cap: cap.num });
      this.cut(items, cap.num, false);
      if (limit.window) used = numbers.add(used, sum(items));
    }
    for (const p of members) if (p.items) p.amount = sum(p.items);
    this.limits.set(limit.name, { limit, rounds, failures });
  }

  private capOf(
    limit: Limit,
    items: readonly number[],
    used: Num | undefined,
  ): { readonly num: Num; readonly failures: readonly Failure[] } {
    const { enc } = this;
    const { numbers } = enc;
    const scope: Scope = { items };
    const cap = encode(limit.cap, scope, enc);
    let left = numOf(cap);
    if (limit.window) {
      const { window } = limit;
      for (const m of new Set(limit.members)) left = numbers.subtract(left, enc.source.paid(m, window));
      if (used) left = numbers.subtract(left, used);
    }
    return { num: numbers.max(numbers.zero, left), failures: cap.failures };
  }

  private cut(parts: readonly Part[], cap: Num, withItems: boolean): void {
    const { numbers } = this.enc;
    const many = parts.length > MOST_IN_TURN;
    let left = cap;
    let sum: Num = numbers.zero;
    let before: Num = numbers.zero;
    for (const part of parts) {
      let kept: Num;
      if (many) {
        // What the first so many get together is their sum or the cap: so what all get is one number, not a chain of what is left.
        sum = numbers.add(sum, numbers.named(part.amount));
        const together = numbers.named(numbers.min(sum, cap));
        kept = numbers.subtract(together, before);
        before = together;
      } else {
        kept = numbers.min(part.amount, left);
        left = numbers.max(numbers.zero, numbers.subtract(left, kept));
      }
      part.amount = kept;
      if (withItems && part.items) this.cut(part.items, kept, false);
    }
  }
}
