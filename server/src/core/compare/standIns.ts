/**
 * Groups and limits without what is in their clauses: every amount is a number of which no more is known than that it is not below zero, that
 * both sides have the same one, or on which side it is never less, or never nothing, or from what amount on they differ. Where nobody gets less
 * whatever these numbers are, nobody does: so the verdict on a large group follows from those on its clauses, as the highest of amounts, or what a limit leaves of them, never falls when they rise. Where
 * it does not follow nothing is said.
 */
import type { Clause } from '../program/program';
import { type ClauseTerms, type ItemTerms, noClause } from '../prove/encode/clause';
import { Encoding } from '../prove/encode/encoder';
import { type Settled, settle } from '../prove/encode/settle';
import { NONE } from '../prove/encode/symbolic';
import { walk } from '../prove/free';
import { Valuation } from '../prove/model';
import { compare, type Rational, sign } from '../prove/rational';
import type { Bool, Model, Num, Quotient } from '../prove/terms';
import type { Verdict } from '../prove/verdict';
import type { ClauseFate } from './clauses';
import type { Both, Side } from './difference';
import type { Engine } from './engine';
import type { Pair } from './match';

/** Steps that one question may cost; while somebody types, and otherwise. */
const FEW_NODES = 4_000;
const NODES = 20_000;
/** Amounts that are tried as those from which on the two versions differ. */
const MOST_THRESHOLDS = 3;

export interface StandIns {
  readonly a: Settled;
  readonly b: Settled;
  /** What is proved of the numbers, of everybody who has all amounts on both sides. */
  readonly known: Bool;
  /** The numbers by clause, before groups and limits. */
  readonly gross: Both<ReadonlyMap<string, Num>>;
}

/** A clause that an expression names, or that groups and limits settle, as its number. */
class Standing extends Encoding {
  constructor(
    private readonly own: Encoding,
    private readonly standing: ReadonlyMap<string, ClauseTerms>,
  ) {
    super(own.program, own.terms, own.numbers, own.calendar, own.source);
  }
  override clause(name: string): ClauseTerms {
    return this.standing.get(name) ?? this.own.clause(name);
  }
}

/**
 * @param fates of clauses that are closed under groups and limits
 * @returns undefined where an amount may be without a figure: what pays is then another question than whose number is above zero
 * @throws Unsupported
 */
export function standIns(engine: Engine, fates: readonly (readonly [Pair<Clause>, ClauseFate, ClauseFate])[]): StandIns | undefined {
  const { terms, numbers } = engine;
  const figures = ({ unspecified, amount }: ClauseFate): boolean => unspecified === terms.false || amount === numbers.zero;
  if (!fates.every(([, x, y]) => figures(x) && figures(y))) return undefined;
  const known: Bool[] = [];
  const standing = { a: new Map<string, ClauseTerms>(), b: new Map<string, ClauseTerms>() };
  const byOrder = (['a', 'b'] as const).some((side) => takesTurns(engine, side, fates));
  const items = { a: byItem(engine, 'a'), b: byItem(engine, 'b') };
  for (const [pair, x, y] of fates) {
    const sound = terms.and(engine.both, terms.not(x.error), terms.not(y.error));
    const parts = (side: Side, { amount }: ClauseFate): readonly Num[] => {
      const name = pair[side]?.name;
      if (name === undefined) return [];
      return items[side].has(name) ? engine[side].enc.clause(name).items.map((i) => i.gross) : [amount];
    };
    const [p, q] = [parts('a', x), parts('b', y)];
    const name = pair.b?.name ?? pair.a?.name ?? '';
    const own: { a: Num[]; b: Num[] } = { a: [], b: [] };
    for (let i = 0; i < Math.max(p.length, q.length); i++) {
      const [low, high] = [p[i], q[i]];
      const number = (side: string): Num => numbers.factor(terms.variable(`${side} ${name} ${i}`, { lower: { value: 0, strict: false } }));
      if (low === undefined || high === undefined || p.length !== q.length) {
        if (low !== undefined) own.a.push(number('pays a'));
        if (high !== undefined) own.b.push(number('pays b'));
        continue;
      }
      const never = (formula: Bool): boolean => engine.ask(terms.and(sound, formula), false).kind === 'no';
      const neverLess = (x: Num, y: Num): boolean =>
        engine.less({ formula: terms.and(sound, numbers.compare('<', x, y)), within: sound, low: x, high: y }, false).kind === 'no';
      const [noLess, noMore] = low === high ? [true, true] : [neverLess(high, low), neverLess(low, high)];
      const same = noLess && noMore;
      const [u, v] = same ? [number('pays'), number('pays')] : [number('pays a'), number('pays b')];
      own.a.push(u);
      own.b.push(v);
      if (same) continue;
      if (noLess) known.push(numbers.compare('<=', u, v));
      if (noMore) known.push(numbers.compare('<=', v, u));
      // Where another cap is all that changed, who stays below the old one gets the same: it may be that a limit leaves nobody more.
      if (noLess !== noMore) {
        const from = thresholds(noLess ? low : high).find((t) =>
          never(terms.and(numbers.compare('!=', low, high), numbers.compare('<', noLess ? low : high, t))),
        );
        const least = noLess ? u : v;
        if (from) known.push(terms.or(numbers.compare('=', u, v), numbers.compare('<=', from, least)));
      }
      if (!byOrder) continue;
      const pays = (num: Num): Bool => numbers.compare('<', numbers.zero, num);
      if (never(terms.and(pays(low), terms.not(pays(high))))) known.push(terms.implies(pays(u), pays(v)));
      if (never(terms.and(pays(high), terms.not(pays(low))))) known.push(terms.implies(pays(v), pays(u)));
    }
    for (const side of ['a', 'b'] as const) {
      const clause = pair[side]?.name;
      if (clause !== undefined) standing[side].set(clause, asClause(engine[side].enc, own[side], items[side].has(clause)));
    }
  }
  const settled = (side: Side): Settled => settle([...standing[side].keys()], new Standing(engine[side].enc, standing[side]));
  const gross = (side: Side): ReadonlyMap<string, Num> => new Map([...standing[side]].map(([name, { whole }]) => [name, whole.gross]));
  return { a: settled('a'), b: settled('b'), known: terms.and(...known), gross: { a: gross('a'), b: gross('b') } };
}

/** The constants among the cases of an amount, the highest first: among them are its caps. */
function thresholds(amount: Num): readonly Quotient[] {
  const found = new Map<Quotient, Rational>();
  walk([amount], (part) => {
    if (part.kind !== 'quotient' || part.numerator.monomials.length > 0 || part.denominator.monomials.length > 0) return;
    if (sign(part.numerator.constant) > 0) found.set(part, part.numerator.constant);
  });
  return [...found.keys()].sort((x, y) => compare(y.numerator.constant, x.numerator.constant)).slice(0, MOST_THRESHOLDS);
}

/** Whether `low` can be less than `high` somewhere, from what is known of these numbers alone: where not, it is so for nobody. */
export function below(engine: Engine, all: readonly StandIns[], low: Num, high: Num): Verdict {
  const { terms, numbers } = engine;
  const known = all.flatMap(({ a, b, known }) => [a.sound, b.sound, known]);
  return engine.asker.suppose(terms.and(...known, numbers.compare('<', low, high)), engine.inputs, engine.brief ? FEW_NODES : NODES);
}

/** The clauses that pay something in such a case. */
export function payingIn(all: readonly StandIns[], model: Model): Both<readonly string[]> {
  const at = new Valuation(model);
  const paying = (side: Side): string[] =>
    all.flatMap(({ gross }) => [...gross[side]].flatMap(([name, amount]) => (sign(at.num(amount)) > 0 ? [name] : [])));
  return { a: paying('a'), b: paying('b') };
}

/** In some group it matters who pays at all. */
function takesTurns(engine: Engine, side: Side, fates: readonly (readonly [Pair<Clause>, ClauseFate, ClauseFate])[]): boolean {
  const names = new Set(fates.flatMap(([pair]) => pair[side]?.name ?? []));
  return engine[side].program.groups.some((g) => g.choose !== 'highest' && g.members.some((m) => names.has(m)));
}

/** Clauses that some group or limit takes item by item. */
function byItem(engine: Engine, side: Side): ReadonlySet<string> {
  const { groups, limits, clauses } = engine[side].program;
  const members = [...groups, ...limits].flatMap((x) => (x.each === undefined ? [] : x.members));
  return new Set(members.filter((m) => clauses.get(m)?.each !== undefined));
}

/** A clause of whose amounts, one or one an item, nothing is known: where nothing is in error it pays if that is more than zero. */
function asClause(enc: Encoding, amounts: readonly Num[], byItem: boolean): ClauseTerms {
  const { terms, numbers } = enc;
  const items = amounts.map((gross): ItemTerms => {
    const paying = numbers.compare('>', gross, numbers.zero);
    return {
      present: terms.true,
      eligible: terms.true,
      inForce: terms.true,
      conditions: [],
      failures: NONE,
      payable: terms.true,
      paying,
      award: undefined,
      steps: [],
      amount: gross,
      gross,
    };
  });
  const [first, ...rest] = items;
  if (first && rest.length === 0 && !byItem) return { items: [first], whole: first };
  const gross = items.reduce<Num>((sum, i) => numbers.add(sum, i.gross), numbers.zero);
  const none = noClause(enc).whole;
  return { items, whole: { ...none, paying: terms.or(...items.map((i) => i.paying)), gross } };
}
