/** Clauses that hang together through groups and limits of either side, so that what did not change is not asked about. */
import type { Clause } from '../program/program';
import { type SettledBeside, settleBeside } from '../prove/encode/settle';
import { Unsupported } from '../prove/encode/symbolic';
import type { Bool } from '../prove/terms';
import { type ClauseFate, ceilingOf, differs, fateOf, isCeiling } from './clauses';
import type { Both, Side, UndecidedReason } from './difference';
import type { Engine } from './engine';
import type { Pair } from './match';
import { type StandIns, standIns } from './standIns';

/** Clauses in one section that the search follows at once. */
const FEW = 8;

/** For whom an amount of several clauses is a ceiling, since one of them pays one. */
export interface Marks extends Both<Bool> {
  /** Where it may be one on one side only all the same: what limits make of a ceiling is not followed, nor which ceilings of others a clause reads. */
  readonly open: Bool;
}

export interface Section {
  readonly pairs: readonly Pair<Clause>[];
  /** Or why it cannot be followed. */
  readonly state: Settling | readonly UndecidedReason[];
}
export interface Settling {
  readonly a: SettledBeside;
  readonly b: SettledBeside;
  /** Somebody has a part without a figure on one side only. */
  readonly unspecified: Bool;
  /** Whether what these clauses of either side get (all, if left out) is a ceiling. */
  readonly marks: (of?: Both<readonly string[]>) => Marks;
  /** The same two with a number for each clause; undefined where these cannot stand in. Made when it is first asked for. */
  readonly standing: () => StandIns | undefined;
  /** So many clauses hang together that who shows a difference is sought step by step. */
  readonly large: boolean;
  /** The same outcomes of clauses go through the same groups and limits. */
  readonly same: boolean;
}

export function sectionsOf(engine: Engine): readonly Section[] {
  return partition(engine).map((pairs) => section(engine, pairs));
}

function partition(engine: Engine): readonly (readonly Pair<Clause>[])[] {
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

function section(engine: Engine, pairs: readonly Pair<Clause>[]): Section {
  const { terms } = engine;
  const settled = (side: Side): SettledBeside | UndecidedReason => engine.attempt(side, () => settledOn(engine, side, pairs));
  const [a, b] = [settled('a'), settled('b')];
  if (typeof a === 'string' || typeof b === 'string') return { pairs, state: [a, b].flatMap((x) => (typeof x === 'string' ? [x] : [])) };
  const fates = pairs.map((p): readonly [Pair<Clause>, ClauseFate, ClauseFate] => [p, fateOf(engine, 'a', p.a), fateOf(engine, 'b', p.b)]);
  const alike = fates.every(([, x, y]) => x.amount === y.amount && x.eligible === y.eligible && x.sound === y.sound && x.error === y.error);
  return {
    pairs,
    state: {
      a,
      b,
      large: pairs.length > FEW,
      standing: once(() => engine.attempt('b', () => standIns(engine, fates))),
      same: alike && bonds(engine, 'a', pairs) === bonds(engine, 'b', pairs),
      unspecified: terms.or(...fates.map(([, x, y]) => differs(engine, x.unspecified, y.unspecified))),
      marks: (of) => marksOf(engine, { a, b }, fates, of),
    },
  };
}

type Fates = readonly (readonly [Pair<Clause>, ClauseFate, ClauseFate])[];

function marksOf(engine: Engine, settled: Both<SettledBeside>, fates: Fates, of: Both<readonly string[]> | undefined): Marks {
  const { terms } = engine;
  const spoken = (side: Side, clause: Clause | undefined): boolean => clause !== undefined && (!of || of[side].includes(clause.name));
  /** Some clause that pays a ceiling keeps it: also one of nothing, which no group takes. */
  const kept = (side: Side): Bool =>
    terms.or(
      ...fates.flatMap(([{ [side]: clause }, x, y]) => {
        if (!clause || !spoken(side, clause) || !isCeiling(engine[side].program, clause)) return [];
        const { payable, amount } = side === 'a' ? x : y;
        const nothing = terms.and(payable, engine.numbers.compare('=', amount, engine.numbers.zero));
        return [nothing, settled[side].kept.get(clause.name) ?? terms.false];
      }),
    );
  const open = fates.map(([p, x, y]) =>
    (spoken('a', p.a) || spoken('b', p.b)) && ceilingOf(engine, p) && !(isPlain(engine, 'a', p.a) && isPlain(engine, 'b', p.b))
      ? terms.and(x.payable, y.payable)
      : terms.false,
  );
  return { a: kept('a'), b: kept('b'), open: terms.or(...open) };
}

/** Whether it is known for whom the clause's amount is a ceiling. */
function isPlain(engine: Engine, side: Side, clause: Clause | undefined): boolean {
  if (!clause) return true;
  const { program } = engine[side];
  const { benefit } = clause;
  const own = benefit.kind === 'award' && benefit.upTo;
  return (own || !isCeiling(program, clause)) && !program.limits.some(({ members }) => members.includes(clause.name));
}

/** For whom what all of these get together is a ceiling on one side only. */
export function marksDiffer(engine: Engine, marks: readonly Marks[]): Bool {
  const { terms } = engine;
  const [a, b] = [terms.or(...marks.map((m) => m.a)), terms.or(...marks.map((m) => m.b))];
  return terms.or(differs(engine, a, b), ...marks.map((m) => m.open));
}

/** @throws Unsupported */
function settledOn(engine: Engine, side: Side, pairs: readonly Pair<Clause>[]): SettledBeside {
  const names = new Set(pairs.flatMap((p) => p[side]?.name ?? []));
  const { program, enc } = engine[side];
  const own = [...program.groups, ...program.limits].filter((x) => x.members.some((m) => names.has(m)));
  const items = new Set((engine.given[side].unread ?? []).map((p) => p.item));
  if (own.some((x) => items.has(x.place.item))) throw new Unsupported('a group or a limit that could not be read');
  return settleBeside(
    [...program.clauses.keys()].filter((c) => names.has(c)),
    enc,
  );
}

/** The groups and limits among these clauses as a text, in the names of both. */
function bonds(engine: Engine, side: Side, pairs: readonly Pair<Clause>[]): string {
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
