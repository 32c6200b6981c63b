/** What clauses come to together, after groups and limits: section by section, so that what did not change is not asked about. */
import type { Clause, Group, Limit } from '../program/program';
import { type Settled, settle } from '../prove/encode/settle';
import { Unsupported } from '../prove/encode/symbolic';
import type { Bool, Num } from '../prove/terms';
import { type ClauseFate, ceilingOf, differs, fateOf } from './clauses';
import type { Both, GroupDifference, Judgement, LimitDifference, Side, TotalDifference, UndecidedReason } from './difference';
import type { Engine } from './engine';
import { type Fate, judge, undecided } from './judge';
import type { Lost } from './lost';
import type { Pair } from './match';
import { membersResult, totalResult, unspecifiedOf } from './results';
import { seek } from './seek';
import { below, payingIn, type StandIns, standIns } from './standIns';
import { sidesOf } from './structure';

/** Clauses in one section that the search follows at once. */
const FEW = 8;

/** Clauses that hang together through groups and limits of either side. */
interface Section {
  readonly pairs: readonly Pair<Clause>[];
  readonly state: Settling | readonly UndecidedReason[];
}
interface Settling {
  readonly a: Settled;
  readonly b: Settled;
  /** Somebody has a part without a figure on one side only. */
  readonly unspecified: Bool;
  /** A ceiling for a right, or the other way round. */
  readonly marks: Bool;
  /**
   * Somebody for whom a member of a group is in error and excluded, whatever it would be, in favour of another. Terms say that then there is no
   * total; the evaluator finds one. So of these nothing is said.
   */
  readonly hidden: Bool;
  /** The same two with a number for each clause; undefined where these cannot stand in. Made when it is first asked for. */
  readonly standing: () => StandIns | undefined;
  /** So many clauses hang together that who shows a difference is sought step by step. */
  readonly large: boolean;
  /** The same outcomes of clauses go through the same groups and limits. */
  readonly same: boolean;
}

export class Sections {
  private readonly sections: readonly Section[];
  private readonly of = { a: new Map<string, Section>(), b: new Map<string, Section>() };

  constructor(
    private readonly engine: Engine,
    private readonly lost: Lost,
  ) {
    this.sections = this.partition().map((pairs) => this.section(pairs));
    for (const section of this.sections)
      for (const { a, b } of section.pairs) {
        if (a) this.of.a.set(a.name, section);
        if (b) this.of.b.set(b.name, section);
      }
  }

  private partition(): readonly (readonly Pair<Clause>[])[] {
    const { engine } = this;
    const pairs = engine.matches.clauses;
    const parent = pairs.map((_, i) => i);
    const root = (i: number): number => {
      let at = i;
      while (parent[at] !== at && parent[at] !== undefined) at = parent[at] as number;
      return at;
    };
    for (const side of ['a', 'b'] as const) {
      const index = new Map(pairs.flatMap((p, i) => (p[side] ? [[p[side].name, i] as const] : [])));
      const { groups, limits } = engine[side].program;
      for (const bond of [...groups, ...limits]) {
        const [first, ...rest] = bond.members.flatMap((m) => index.get(m) ?? []);
        for (const other of rest) if (first !== undefined) parent[root(other)] = root(first);
      }
    }
    const found = new Map<number, Pair<Clause>[]>();
    for (const [i, pair] of pairs.entries()) {
      const at = root(i);
      const known = found.get(at);
      if (known) known.push(pair);
      else found.set(at, [pair]);
    }
    return [...found.values()];
  }

  private section(pairs: readonly Pair<Clause>[]): Section {
    const { engine } = this;
    const { terms } = engine;
    const settled = (side: Side): Settled | UndecidedReason =>
      engine.attempt(side, () => {
        const names = new Set(pairs.flatMap((p) => p[side]?.name ?? []));
        const { program, enc } = engine[side];
        const bonds = [...program.groups, ...program.limits].filter((x) => x.members.some((m) => names.has(m)));
        const items = new Set((engine.given[side].unread ?? []).map((p) => p.item));
        if (bonds.some((x) => items.has(x.place.item))) throw new Unsupported('a group or a limit that could not be read');
        return settle(
          [...program.clauses.keys()].filter((c) => names.has(c)),
          enc,
        );
      });
    const [a, b] = [settled('a'), settled('b')];
    if (typeof a === 'string' || typeof b === 'string') return { pairs, state: [a, b].flatMap((x) => (typeof x === 'string' ? [x] : [])) };
    const fates = pairs.map((p): readonly [Pair<Clause>, ClauseFate, ClauseFate] => [
      p,
      fateOf(engine, 'a', p.a),
      fateOf(engine, 'b', p.b),
    ]);
    const alike = fates.every(
      ([, x, y]) => x.amount === y.amount && x.eligible === y.eligible && x.sound === y.sound && x.error === y.error,
    );
    return {
      pairs,
      state: {
        a,
        b,
        large: pairs.length > FEW,
        standing: once(() => engine.attempt('b', () => standIns(engine, fates))),
        hidden: terms.or(this.hidden('a', fates), this.hidden('b', fates)),
        same: alike && this.bonds('a', pairs) === this.bonds('b', pairs),
        unspecified: terms.or(...fates.map(([, x, y]) => differs(engine, x.unspecified, y.unspecified))),
        marks: terms.or(...fates.map(([p, x, y]) => (ceilingOf(engine, p) ? terms.and(x.payable, y.payable) : terms.false))),
      },
    };
  }

  /**
   * A member is in error while one listed before it pays, in favour of which it is excluded. Only `choose first` does so: in other groups what is in
   * error may be the highest, or another amount.
   */
  private hidden(side: Side, fates: readonly (readonly [Pair<Clause>, ClauseFate, ClauseFate])[]): Bool {
    const { terms } = this.engine;
    const { enc, program } = this.engine[side];
    const errors = new Map(fates.flatMap(([p, x, y]) => (p[side] ? [[p[side].name, (side === 'a' ? x : y).error] as const] : [])));
    const pays = (name: string): Bool => terms.or(...enc.clause(name).items.map((i) => i.paying));
    return terms.or(
      ...program.groups.flatMap(({ choose, members }) => {
        if (choose !== 'first') return [];
        const own = [...new Set(members)].filter((m) => errors.has(m));
        return own.map((m, i) => {
          const error = errors.get(m) ?? terms.false;
          return error === terms.false ? error : terms.and(error, terms.or(...own.slice(0, i).map(pays)));
        });
      }),
    );
  }

  /** The groups and limits among these clauses as a text, in the names of both. */
  private bonds(side: Side, pairs: readonly Pair<Clause>[]): string {
    const { engine } = this;
    const { program } = engine[side];
    const naming = engine.matches.naming[side];
    const names = new Set(pairs.flatMap((p) => p[side]?.name ?? []));
    const own = <T extends { readonly members: readonly string[] }>(all: readonly T[]): readonly T[] =>
      all.filter((x) => x.members.some((m) => names.has(m)));
    return JSON.stringify([
      own(program.groups).map((g) => [g.each === undefined ? '' : naming.fact(g.each), g.choose, g.members.map(naming.clause)]),
      own(program.limits).map((l) => engine.matches.bodies[side].limit(l)),
    ]);
  }

  /** Before anything is asked: why nothing can be. */
  private get wanting(): readonly UndecidedReason[] {
    const { engine, lost } = this;
    const { currency: a } = engine.a.program;
    const { currency: b } = engine.b.program;
    return [
      ...engine.wanting,
      ...(engine.merged.days ? [] : (['no-common-day'] as const)),
      ...(lost.a ? (['unread-a'] as const) : []),
      ...(lost.b ? (['unread-b'] as const) : []),
      ...(a !== b && engine.a.program.clauses.size > 0 && engine.b.program.clauses.size > 0 ? (['other-currency'] as const) : []),
    ];
  }

  /** The parts that the total of each side is made of; undefined where some are not followed. */
  get parts(): { readonly fates: Both<readonly Fate[]>; readonly hidden: Bool } | undefined {
    const states = this.sections.flatMap(({ state }) => ('a' in state ? [state] : []));
    if (states.length < this.sections.length) return undefined;
    return {
      fates: { a: partsOf(states, 'a'), b: partsOf(states, 'b') },
      hidden: this.engine.terms.or(...states.map((s) => s.hidden)),
    };
  }

  total(): TotalDifference {
    const { engine } = this;
    const currency = engine.b.program.currency ?? engine.a.program.currency;
    return { kind: 'total', ...(currency !== undefined && { currency }), ...this.judgeTotal() };
  }

  private judgeTotal(): Judgement {
    const { engine, sections, wanting } = this;
    if (wanting.length > 0) return undecided(...wanting);
    const { terms, numbers } = engine;
    const reasons = sections.flatMap(({ state }) => ('a' in state ? [] : state));
    if (reasons.length > 0) return undecided(...reasons);
    const states = sections.flatMap(({ state }) => ('a' in state ? [state] : []));
    const changed = states.filter(
      (s) =>
        s.a.total !== s.b.total ||
        s.a.sound !== s.b.sound ||
        s.unspecified !== terms.false ||
        s.marks !== terms.false ||
        (!s.same && s.hidden !== terms.false),
    );
    const same = terms.and(...states.filter((s) => !changed.includes(s)).map((s) => s.a.sound));
    const sum = (side: Side): Num => changed.reduce<Num>((total, s) => numbers.add(total, s[side].total), numbers.zero);
    const sound = (side: Side): Bool => terms.and(...changed.map((s) => s[side].sound));
    const shared = (side: Side, list: readonly string[]): string => list.map(engine.matches.naming[side].clause).sort().join('\n');
    return judge(engine, {
      region: engine.both,
      a: { sound: terms.and(same, sound('a')), amount: sum('a') },
      b: { sound: terms.and(same, sound('b')), amount: sum('b') },
      figure: terms.or(terms.and(same, differs(engine, sound('a'), sound('b'))), ...changed.map((s) => s.unspecified)),
      other: terms.or(...changed.map((s) => s.marks)),
      hidden: terms.or(...changed.filter((s) => !s.same).map((s) => s.hidden)),
      nobody: (low, formula) => this.nobodyInAny(changed, low, formula),
      differs: ({ a, b }) => shared('a', unspecifiedOf(engine.a.program, a)) !== shared('b', unspecifiedOf(engine.b.program, b)),
      trial: {
        about: aboutOf(states),
        // The figures are those of everything, also of what did not change.
        ...(this.parts && { outcome: { region: engine.both, ...this.parts } }),
        compute: (applicants) => ({
          a: totalResult(engine.a.program, applicants.a),
          b: totalResult(engine.b.program, applicants.b),
        }),
      },
    });
  }

  /** Nobody gets more in any of these on the other side than on the one called low: so nobody does of all. */
  private nobodyInAny(changed: readonly Settling[], low: Side, formula: Bool): boolean {
    const { engine } = this;
    const { terms, numbers } = engine;
    return changed.every((state) => {
      const { a, b } = state;
      if (this.nobody([state], low, (of, side) => of[side].total, formula)) return true;
      // Of one part it is the question that is asked anyway.
      if (changed.length === 1) return false;
      const [x, y] = low === 'a' ? [a, b] : [b, a];
      return engine.ask(terms.and(engine.both, a.sound, b.sound, numbers.compare('<', x.total, y.total)), false).kind === 'no';
    });
  }

  /**
   * That nobody gets more there than on the side called low follows from what is known of clauses. Where it does not, somebody may be sought among
   * whom the clauses pay as in the case for which it does not.
   */
  private nobody(states: readonly Settling[], low: Side, amount: (of: Both<Settled>, side: Side) => Num, formula: Bool): boolean {
    const { engine } = this;
    const { terms, numbers } = engine;
    const standing = states.flatMap((s) => s.standing() ?? []);
    if (standing.length < states.length) return false;
    const of = (side: Side): Num => standing.reduce<Num>((sum, s) => numbers.add(sum, amount(s, side)), numbers.zero);
    const verdict = below(engine, standing, of(low), of(low === 'a' ? 'b' : 'a'));
    if (verdict.kind === 'sat' && states.some((s) => s.large)) {
      const sound = terms.and(engine.both, ...states.flatMap((s) => [s.a.sound, s.b.sound]));
      seek(engine, formula, sound, payingIn(standing, verdict.model));
    }
    return verdict.kind === 'unsat';
  }

  group(pair: Pair<Group>): GroupDifference {
    return { kind: 'group', ...sidesOf(this.engine.given, pair), ...this.together(pair) };
  }
  limit(pair: Pair<Limit>): LimitDifference {
    return { kind: 'limit', ...sidesOf(this.engine.given, pair), ...this.together(pair) };
  }

  /** What the members get together; of a bond that one side lacks, what its members get there without it. */
  private together(pair: Pair<Group | Limit>): Judgement {
    const { engine, wanting } = this;
    if (wanting.length > 0) return undecided(...wanting);
    const { terms, numbers } = engine;
    const members = { a: this.membersOf('a', pair), b: this.membersOf('b', pair) };
    const sections = [
      ...new Set([...members.a.flatMap((m) => this.of.a.get(m) ?? []), ...members.b.flatMap((m) => this.of.b.get(m) ?? [])]),
    ];
    const reasons = sections.flatMap(({ state }) => ('a' in state ? [] : state));
    if (reasons.length > 0) return undecided(...reasons);
    const states = sections.flatMap(({ state }) => ('a' in state ? [state] : []));
    const together = (of: Both<Settled>, side: Side): Num =>
      members[side].reduce<Num>((sum, m) => numbers.add(sum, of[side].amounts.get(m) ?? numbers.zero), numbers.zero);
    const amount = (side: Side): Num => states.reduce<Num>((sum, s) => numbers.add(sum, together(s, side)), numbers.zero);
    const sound = { a: terms.and(...states.map((s) => s.a.sound)), b: terms.and(...states.map((s) => s.b.sound)) };
    const [a, b] = [amount('a'), amount('b')];
    return judge(engine, {
      region: engine.both,
      a: { sound: sound.a, amount: a },
      b: { sound: sound.b, amount: b },
      figure: differs(engine, sound.a, sound.b),
      other: terms.false,
      hidden: terms.or(...states.filter((s) => !s.same).map((s) => s.hidden)),
      nobody: (low, formula) => this.nobody(states, low, together, formula),
      near: true,
      trial: {
        about: aboutOf(states),
        outcome: {
          region: engine.both,
          hidden: terms.or(...states.map((s) => s.hidden)),
          fates: { a: [{ sound: sound.a, amount: a }], b: [{ sound: sound.b, amount: b }] },
        },
        compute: (applicants) => ({
          a: membersResult(engine.a.program, members.a, applicants.a),
          b: membersResult(engine.b.program, members.b, applicants.b),
        }),
      },
    });
  }

  private membersOf(side: Side, pair: Pair<Group | Limit>): readonly string[] {
    const own = pair[side];
    if (own) return [...new Set(own.members)];
    const other = side === 'a' ? 'b' : 'a';
    const members = new Set(pair[other]?.members ?? []);
    return this.engine.matches.clauses.flatMap((p) => {
      const there = p[other];
      const here = p[side];
      return there && here && members.has(there.name) ? [here.name] : [];
    });
  }
}

function partsOf(states: readonly Settling[], side: Side): readonly Fate[] {
  return states.map((s) => ({ sound: s[side].sound, amount: s[side].total }));
}

function aboutOf(states: readonly Settling[]): { readonly a: readonly string[]; readonly b: readonly string[] } {
  const names = (side: Side): string[] => states.flatMap((s) => [...s[side].amounts.keys()]);
  return { a: names('a'), b: names('b') };
}

function once<T>(make: () => T | UndecidedReason): () => T | undefined {
  let made: { readonly value: T | undefined } | undefined;
  return () => {
    if (!made) {
      const value = make();
      made = { value: typeof value === 'string' ? undefined : value };
    }
    return made.value;
  };
}
