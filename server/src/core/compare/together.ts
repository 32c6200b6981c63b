/** What clauses come to together, after groups and limits: of each group and limit, and in total. */
import type { Group, Limit } from '../program/program';
import type { Settled } from '../prove/encode/settle';
import type { Bool, Num } from '../prove/terms';
import { differs } from './clauses';
import type { Both, GroupDifference, Judgement, LimitDifference, Side, TotalDifference, UndecidedReason } from './difference';
import type { Engine } from './engine';
import { type Fate, judge, undecided } from './judge';
import type { Lost } from './lost';
import type { Pair } from './match';
import { membersResult, totalResult, unspecifiedOf } from './results';
import { marksDiffer, type Section, type Settling, sectionsOf } from './sections';
import { seek } from './seek';
import { below, payingIn } from './standIns';
import { sidesOf } from './structure';

export class Together {
  private readonly sections: readonly Section[];
  private readonly of = { a: new Map<string, Section>(), b: new Map<string, Section>() };

  constructor(
    private readonly engine: Engine,
    private readonly lost: Lost,
  ) {
    this.sections = sectionsOf(engine);
    for (const section of this.sections)
      for (const { a, b } of section.pairs) {
        if (a) this.of.a.set(a.name, section);
        if (b) this.of.b.set(b.name, section);
      }
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

  // -------------------------------------------------------------------------------------------- the total

  /** The parts that the total of each side is made of; undefined where some are not followed. */
  get parts(): { readonly fates: Both<readonly Fate[]>; readonly hidden: Bool } | undefined {
    const states = followed(this.sections);
    if (states.length < this.sections.length) return undefined;
    return {
      fates: { a: this.partsOf(states, 'a'), b: this.partsOf(states, 'b') },
      hidden: this.hidden(states),
    };
  }

  private partsOf(states: readonly Settling[], side: Side): readonly Fate[] {
    return states.map((s) => ({ sound: this.hasTotal(s, side), amount: s[side].total }));
  }

  private hasTotal(state: Settling, side: Side): Bool {
    const { terms } = this.engine;
    return terms.not(terms.or(state[side].noTotal, state[side].hidden));
  }

  /** Whether these have a total is not followed. */
  private hidden(states: readonly Settling[]): Bool {
    return this.engine.terms.or(...states.flatMap((s) => [s.a.hidden, s.b.hidden]));
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
    const states = followed(sections);
    if (states.length < sections.length) return undecided(...sections.flatMap(({ state }) => ('a' in state ? [] : state)));
    const changed = states.filter(
      (s) =>
        s.a.total !== s.b.total ||
        s.a.noTotal !== s.b.noTotal ||
        s.unspecified !== terms.false ||
        marksDiffer(engine, [s.marks()]) !== terms.false ||
        (!s.same && this.hidden([s]) !== terms.false),
    );
    const same = terms.and(...states.filter((s) => !changed.includes(s)).map((s) => this.hasTotal(s, 'a')));
    const sum = (side: Side): Num => changed.reduce<Num>((total, s) => numbers.add(total, s[side].total), numbers.zero);
    const sound = (side: Side): Bool => terms.and(...changed.map((s) => this.hasTotal(s, side)));
    const shared = (side: Side, list: readonly string[]): string => list.map(engine.matches.naming[side].clause).sort().join('\n');
    return judge(engine, {
      region: engine.both,
      a: { sound: terms.and(same, sound('a')), amount: sum('a') },
      b: { sound: terms.and(same, sound('b')), amount: sum('b') },
      // What has no figure is named beside a total, not beside none.
      figure: terms.or(
        terms.and(same, differs(engine, sound('a'), sound('b'))),
        terms.and(same, sound('a'), sound('b'), terms.or(...changed.map((s) => s.unspecified))),
      ),
      // What did not change may be a ceiling as well.
      other: marksDiffer(
        engine,
        states.map((s) => s.marks()),
      ),
      // Where nothing changed, nothing did for them either.
      hidden: changed.every((s) => s.same) ? terms.false : this.hidden(states),
      nobody: (low, formula) => this.nobodyInAny(changed, low, formula),
      // Where there is no total beside an error, the question itself is of none.
      beside: beside(
        engine,
        changed.filter((s) => [s.a, s.b].some((x) => x.noTotal !== terms.not(x.sound))),
      ),
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

  // -------------------------------------------------------------------------------------------- groups and limits

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
    const states = followed(sections);
    if (states.length < sections.length) return undecided(...sections.flatMap(({ state }) => ('a' in state ? [] : state)));
    const together = (of: Both<Settled>, side: Side): Num =>
      members[side].reduce<Num>((sum, m) => numbers.add(sum, of[side].amounts.get(m) ?? numbers.zero), numbers.zero);
    const amount = (side: Side): Num => states.reduce<Num>((sum, s) => numbers.add(sum, together(s, side)), numbers.zero);
    // Of members only: another clause in error, or another group in conflict, is no matter of theirs.
    const missing = (side: Side, which: 'none' | 'hidden'): Bool =>
      terms.or(...states.flatMap((s) => members[side].map((m) => s[side].missing.get(m)?.[which] ?? terms.false)));
    const none = { a: missing('a', 'none'), b: missing('b', 'none') };
    // Where one surely has none it does not matter what becomes of another.
    const hiddenOn = (side: Side): Bool => terms.and(missing(side, 'hidden'), terms.not(none[side]));
    const hidden = terms.or(hiddenOn('a'), hiddenOn('b'));
    const fates = {
      a: { sound: terms.not(terms.or(none.a, hidden)), amount: amount('a') },
      b: { sound: terms.not(terms.or(none.b, hidden)), amount: amount('b') },
    };
    return judge(engine, {
      region: engine.both,
      ...fates,
      figure: differs(engine, none.a, none.b),
      other: marksDiffer(
        engine,
        states.map((s) => s.marks(members)),
      ),
      hidden: states.every((s) => s.same) ? terms.false : hidden,
      nobody: (low, formula) => this.nobody(states, low, together, formula),
      beside: beside(engine, states),
      near: true,
      trial: {
        about: aboutOf(states),
        outcome: { region: engine.both, hidden, fates: { a: [fates.a], b: [fates.b] } },
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

const followed = (sections: readonly Section[]): readonly Settling[] => sections.flatMap(({ state }) => ('a' in state ? [state] : []));

/** Who has an amount here though something is in error or in conflict: of them nothing follows from what is known of clauses that all pay. */
function beside({ terms }: Engine, states: readonly Settling[]): Bool {
  return terms.not(terms.and(...states.flatMap((s) => [s.a.sound, s.b.sound])));
}

function aboutOf(states: readonly Settling[]): { readonly a: readonly string[]; readonly b: readonly string[] } {
  const names = (side: Side): string[] => states.flatMap((s) => [...s[side].amounts.keys()]);
  return { a: names('a'), b: names('b') };
}
