/** Each clause before and after, by itself: before groups and limits, on the days on which both versions are in force. */
import type { Clause, DateRange, Program } from '../program/program';
import { type Failure, failed } from '../prove/encode/symbolic';
import type { Bool } from '../prove/terms';
import { readsOf } from '../prove/witness/facts';
import type { Both, ClauseDifference, Judgement, Side } from './difference';
import type { Engine, Less } from './engine';
import { type Fate, judge, type Matter, undecided } from './judge';
import type { Lost } from './lost';
import type { Pair } from './match';
import { datesOf, intersect } from './merge';
import { clauseResult } from './results';
import { sidesOf } from './structure';

/** A clause's outcome on one side. */
export interface ClauseFate extends Fate {
  readonly eligible: Bool;
  readonly inForce: Bool;
  readonly payable: Bool;
  readonly error: Bool;
  readonly unspecified: Bool;
}

/** @throws Unsupported where something in it is not followed */
export function fateOf(engine: Engine, side: Side, clause: Clause | undefined): ClauseFate {
  const { terms, numbers } = engine;
  if (!clause) {
    const no = terms.false;
    return { sound: terms.true, amount: numbers.zero, eligible: no, inForce: terms.true, payable: no, error: no, unspecified: no };
  }
  const { whole } = engine[side].enc.clause(clause.name);
  const of = (unspecified: boolean): readonly Failure[] => whole.failures.filter((f) => (f.code === 'unspecified') === unspecified);
  const [error, unspecified] = [failed(terms, of(false)), failed(terms, of(true))];
  return {
    sound: terms.not(terms.or(error, unspecified)),
    amount: whole.gross,
    eligible: whole.eligible,
    inForce: whole.inForce,
    payable: whole.payable,
    error,
    unspecified,
  };
}

/** The days on which the clause is in force: its own within its file's, on days that the policy covers. */
export function clauseDays(program: Program, clause: Clause): DateRange | undefined {
  const file = program.files.find((f) => f.uri === clause.place.uri)?.effective ?? {};
  const own = intersect(file, clause.effective ?? {});
  return own && intersect(own, datesOf(program));
}

/** What may differ where amounts do not: one side has a figure only; another kind of benefit, or a ceiling for a right. */
export function outcomesApart(
  engine: Engine,
  pair: Pair<Clause>,
  a: ClauseFate,
  b: ClauseFate,
): { readonly figure: Bool; readonly other: Bool } {
  const { terms } = engine;
  const figure = terms.or(differs(engine, a.error, b.error), differs(engine, a.unspecified, b.unspecified));
  const kinds = pair.a && pair.b && pair.a.benefit.kind !== pair.b.benefit.kind;
  const ceiling = ceilingOf(engine, pair);
  return {
    figure,
    other: terms.or(kinds ? terms.and(a.eligible, b.eligible) : terms.false, ceiling ? terms.and(a.payable, b.payable) : terms.false),
  };
}

export function differs({ terms }: Engine, a: Bool, b: Bool): Bool {
  return a === b ? terms.false : terms.choose(a, terms.not(b), b);
}

/** Whether the amount is a ceiling by the clause itself or by a clause that it reads. */
export function isCeiling(program: Program, clause: Clause): boolean {
  return [...readsOf(program, [clause.name])].some((name) => {
    const benefit = program.clauses.get(name)?.benefit;
    return benefit?.kind === 'award' && benefit.upTo;
  });
}

/** Which side's amount is a ceiling, where that is not the same on both. */
export function ceilingOf(engine: Engine, { a, b }: Pair<Clause>): Both<boolean> | undefined {
  if (!a || !b) return undefined;
  const [x, y] = [isCeiling(engine.a.program, a), isCeiling(engine.b.program, b)];
  return x === y ? undefined : { a: x, b: y };
}

export function compareClause(engine: Engine, pair: Pair<Clause>, lost: Lost): ClauseDifference {
  const { a, b } = pair;
  const currency = b?.currency ?? a?.currency;
  return {
    kind: 'clause',
    ...sidesOf(engine.given, pair),
    ...(currency !== undefined && { currency }),
    ...judgeClause(engine, pair, lost),
  };
}

function judgeClause(engine: Engine, pair: Pair<Clause>, lost: Lost): Judgement {
  const { a, b } = pair;
  if (a && b && a.currency !== b.currency) return undecided('other-currency');
  // What the other side has of it may be what could not be read.
  if (!b && lost.b) return undecided('unread-b');
  if (!a && lost.a) return undecided('unread-a');
  if (engine.wanting.length > 0) return undecided(...engine.wanting);
  const days = [a ? clauseDays(engine.a.program, a) : {}, b ? clauseDays(engine.b.program, b) : {}, engine.merged.days].reduce(
    (x, y) => x && y && intersect(x, y),
  );
  if (!days) return undecided('no-common-day');
  const x = engine.attempt('a', () => fateOf(engine, 'a', a));
  const y = engine.attempt('b', () => fateOf(engine, 'b', b));
  if (typeof x === 'string' || typeof y === 'string') return undecided(...[x, y].flatMap((r) => (typeof r === 'string' ? [r] : [])));
  const apart = outcomesApart(engine, pair, x, y);
  const wording = wordingOf(pair);
  const ceiling = ceilingOf(engine, pair);
  const region = engine.terms.and(engine.both, x.inForce, y.inForce);
  const matter: Matter = {
    region,
    a: x,
    b: y,
    ...apart,
    items: (low) => itemsOf(engine, pair, low),
    trial: {
      about: { a: a ? [a.name] : [], b: b ? [b.name] : [] },
      compute: (applicants) => ({
        a: clauseResult(engine.a.program, a?.name, applicants.a),
        b: clauseResult(engine.b.program, b?.name, applicants.b),
      }),
      outcome: { region, fates: { a: [x], b: [y] } },
    },
    ...(wording && { wording }),
    ...(ceiling && { ceiling }),
  };
  return judge(engine, matter);
}

/** Of a clause that goes over a list on both sides: what each item gets. */
function itemsOf(engine: Engine, { a, b }: Pair<Clause>, low: Side): Less['items'] {
  if (!a || !b) return undefined;
  const [x, y] = [engine.a.enc.clause(a.name).items, engine.b.enc.clause(b.name).items];
  if (x.length < 2 || x.length !== y.length) return undefined;
  const pairs = x.flatMap((item, i) => {
    const other = y[i];
    if (!other) return [];
    return [low === 'a' ? ([item.gross, other.gross] as const) : ([other.gross, item.gross] as const)];
  });
  return { alone: engine.terms.and(...[...x.slice(1), ...y.slice(1)].map((i) => engine.terms.not(i.present))), pairs };
}

/** Texts in the place of an amount, where they are not the same. */
function wordingOf({ a, b }: Pair<Clause>): Both<string> | undefined {
  if (a?.benefit.kind === 'grants' && b?.benefit.kind === 'grants' && a.benefit.what !== b.benefit.what)
    return { a: a.benefit.what, b: b.benefit.what };
  if (a?.benefit.kind === 'unspecified' && b?.benefit.kind === 'unspecified' && a.benefit.text !== b.benefit.text)
    return { a: a.benefit.text, b: b.benefit.text };
  return undefined;
}
