/** What becomes of clauses in groups and limits, as terms. Source: language.md, *What a policy pays*, 3 and 4; it follows evaluate/groups.ts. */
import type { Group } from '../../program/program';
import type { Bool, Num } from '../terms';
import { noClause } from './clause';
import type { Encoding } from './encoder';
import { chooseHighest } from './highest';
import { applyLimit, type LimitTerms } from './limits';
import { exclude, gather, hide, leaveOpen, type Part, partOf, pays, unsure } from './parts';
import { failed, union } from './symbolic';

export type { LimitTerms };

/** How members stood when their group was settled. */
export interface GroupTerms {
  readonly group: Group;
  /** For each item of the group's list (one for a group without): who competed, and for how much. */
  readonly rounds: readonly (readonly { readonly clause: string; readonly alive: Bool; readonly amount: Num; readonly kept: Bool }[])[];
  readonly conflict: Bool;
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

/** The same where it is followed which amounts are known beside an error or a conflict. */
export interface SettledBeside extends Settled {
  /** By clause: it has no amount in the end; of whom that is not followed, `hidden`. */
  readonly missing: ReadonlyMap<string, { readonly none: Bool; readonly hidden: Bool }>;
  /** There is no total. */
  readonly noTotal: Bool;
  /** Whether there is a total is not followed. */
  readonly hidden: Bool;
}

/**
 * Settles these clauses with all groups and limits among them. The clauses must be closed under groups and limits.
 * @param dead clauses of which it is known that they never pay
 */
export function settle(clauses: readonly string[], enc: Encoding, dead: ReadonlySet<string> = new Set()): Settled {
  return new Settling(clauses, enc, dead, false).settled();
}

/** {@link settle}, with what has an amount beside an error or a conflict: what loses to another surely is nothing, whatever it would be. */
export function settleBeside(clauses: readonly string[], enc: Encoding): SettledBeside {
  return new Settling(clauses, enc, new Set(), true).settledBeside();
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
    /** Errors and conflicts are followed on their way; without, nothing is meant of whom there are any. */
    private readonly errors: boolean,
  ) {
    for (const name of clauses) this.parts.set(name, partOf(dead.has(name) ? noClause(enc) : enc.clause(name), enc, errors));
  }

  settled(): Settled {
    const { enc, clauses } = this;
    const { terms, numbers } = enc;
    const mine = new Set(clauses);
    const own = <T extends { readonly members: readonly string[] }>(all: readonly T[]): readonly T[] =>
      all.filter((g) => g.members.some((m) => mine.has(m)));
    const groups = own(enc.program.groups);
    const plain = groups.filter((g) => g.each === undefined);
    for (const list of new Set(groups.flatMap((g) => g.each ?? [])))
      this.settleItems(
        list,
        groups.filter((g) => g.each === list),
      );
    this.settleRound(
      plain,
      (c) => this.parts.get(c),
      (g, round) => this.groups.set(g.name, { group: g, rounds: [round.members], conflict: round.conflict }),
    );
    const kept = new Map(clauses.map((name) => [name, this.parts.get(name)?.alive ?? terms.false]));
    for (const part of this.parts.values()) this.drop(part);
    for (const limit of own(enc.program.limits)) {
      const members = [...new Set(limit.members)].flatMap((m) => this.parts.get(m) ?? []);
      this.limits.set(limit.name, applyLimit(limit, members, enc, this.errors));
    }
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

  settledBeside(): SettledBeside {
    const { terms } = this.enc;
    const settled = this.settled();
    const parts = [...this.parts];
    const missing = new Map(
      parts.map(([name, p]) => [name, { none: terms.and(unsure(terms, p), terms.not(p.hidden)), hidden: p.hidden }] as const),
    );
    if (this.everyErrorStays) return { ...settled, missing, noTotal: terms.not(settled.sound), hidden: terms.false };
    // A group stays in conflict until the author says, even where what its members would get is lost in another one.
    const noTotal = terms.or(...this.conflicts, ...[...missing.values()].map((m) => m.none));
    return { ...settled, missing, noTotal, hidden: terms.and(terms.or(...parts.map(([, p]) => p.hidden)), terms.not(noTotal)) };
  }

  /** Whoever has an error has no total: nothing excludes what is in error, and every limit in error is one of somebody. */
  private get everyErrorStays(): boolean {
    const { terms } = this.enc;
    const mayFail = (m: string): boolean =>
      this.enc.clause(m).whole.failures.some((f) => f.code !== 'unspecified' && f.when !== terms.false);
    const groups = [...this.groups.values()].map((g) => g.group);
    return (
      !groups.some((g) => g.choose === 'first' && g.members.some((m) => this.parts.has(m) && mayFail(m))) &&
      ![...this.limits.values()].some((l) => l.limit.each !== undefined && l.failures.length > 0)
    );
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
    const { terms } = enc;
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
    }
    for (const m of new Set(groups.flatMap((g) => g.members))) {
      const part = this.parts.get(m);
      // After its items were settled the clause is what they come to.
      if (part?.items) gather(part, part.items, enc);
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
    const inOrder = [...groups.filter((g) => g.choose === 'first'), ...groups.filter((g) => g.choose === undefined)];
    for (const g of inOrder) {
      const members = standing(g);
      const conflict = g.choose === undefined ? this.conflict(members) : terms.false;
      this.hide(members.map((m) => m.part));
      const before = members.map((m) => unsure(terms, m.part));
      const sure = members.map((m) => pays(this.enc, m.part));
      let earlier: Bool = terms.false;
      const settled = members.map((m, i) => {
        const free = terms.not(earlier);
        const behind = g.choose === 'first' ? terms.or(...before.slice(0, i)) : conflict;
        exclude(terms, m.part, terms.and(earlier, g.choose === 'first' ? terms.true : this.unless(conflict)));
        if (this.errors) leaveOpen(this.enc, m.part, behind);
        earlier = terms.or(earlier, sure[i] ?? m.alive);
        return { clause: m.clause, alive: m.alive, amount: m.amount, kept: terms.and(m.alive, free) };
      });
      see(g, { members: settled, conflict });
    }
    const highest = groups.filter((g) => g.choose === 'highest');
    const before = new Map(highest.map((g) => [g, standing(g)]));
    const fates = chooseHighest(highest, lookup, this.enc);
    for (const [g, members] of before) {
      const settled = members.map((m) => ({
        clause: m.clause,
        alive: m.alive,
        amount: m.amount,
        kept: terms.and(m.alive, terms.not(fates.get(m.part)?.lost ?? terms.false)),
      }));
      see(g, { members: settled, conflict: terms.false });
    }
    for (const [part, { lost, open, hidden }] of fates) {
      if (this.errors) hide(terms, part, hidden);
      exclude(terms, part, lost);
      if (this.errors) leaveOpen(this.enc, part, open);
    }
  }

  /** Where conflicts are followed nobody is excluded by one. */
  private unless(conflict: Bool): Bool {
    const { terms } = this.enc;
    return this.errors ? terms.not(conflict) : terms.true;
  }

  /** Beside something that is not followed nothing is. */
  private hide(parts: readonly Part[]): void {
    const { terms } = this.enc;
    const hidden = parts.map((p) => p.hidden);
    for (const [i, p] of parts.entries()) hide(terms, p, terms.or(...hidden.filter((_, j) => j !== i)));
  }

  /** Two of them compete with different amounts; where errors are followed, also with one of which no amount is known. */
  private conflict(members: readonly { readonly part: Part; readonly alive: Bool; readonly amount: Num }[]): Bool {
    const { terms, numbers } = this.enc;
    const found: Bool[] = [];
    for (const [i, a] of members.entries())
      for (const b of members.slice(i + 1)) {
        const [p, q] = [unsure(terms, a.part), unsure(terms, b.part)];
        const differ = terms.and(a.alive, b.alive, numbers.compare('!=', a.amount, b.amount));
        const beside = terms.or(terms.and(p, terms.or(b.alive, q)), terms.and(q, a.alive));
        found.push(terms.and(terms.or(differ, beside), terms.not(terms.or(a.part.hidden, b.part.hidden))));
      }
    const conflict = terms.or(...found);
    this.conflicts.push(conflict);
    return conflict;
  }
}
