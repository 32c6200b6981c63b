/**
 * With all else fixed a numeric fact grows past a point and the amount jumps down. First the lines through applicants that were met are followed; if
 * none falls, it is asked whether any does: between two values of the fact the amount falls by more than it can fall steadily.
 */
import type { Clause, Place } from '../../program/program';
import type { Context, Subject } from '../context';
import type { ClauseTerms } from '../encode/clause';
import type { Slot } from '../encode/inputs';
import { failed } from '../encode/symbolic';
import { boolsIn, numsIn } from '../free';
import { Valuation } from '../model';
import { add, type Rational, sub } from '../rational';
import { isSmooth, steepestFall } from '../slopes';
import { Substitution } from '../substitute';
import { type Drop, dropsAlong, NotStraight } from '../sweep';
import type { Bool, Model, Num, Variable } from '../terms';
import { type Fall, fallAt, NEAR } from '../witness/fall';
import { roundedModel } from '../witness/rounded';
import { insertWitness } from '../witness/witness';
import { isLive } from './clause';

/** Lines that are followed before it is asked. */
const MOST_LINES = 4;

export function* awardCliff(ctx: Context): Generator<undefined, void, undefined> {
  for (const clause of ctx.clauses) {
    const own = ctx.clause(clause.name);
    const item = own?.whole;
    if (!own || !item || clause.benefit.kind !== 'award' || !isLive(ctx, clause.name)) continue;
    const { items } = own;
    const subject = ctx.subjectOf(clause.name);
    if (ctx.ask(item.paying, subject, 'award-cliff') !== 'yes') continue;
    const variables = new Set([...boolsIn(item.paying).variables, ...numsIn(item.gross).variables]);
    for (const slot of ctx.enc.inputs.slots.values()) {
      if (!slot.variable || slot.type.kind !== 'number' || !variables.has(slot.variable) || (slot.item ?? 0) > 0) continue;
      if (slot.item !== undefined && clause.each !== slot.fact) continue;
      const { variable } = slot;
      if (items.every((i) => isSmooth(i.eligible, i.amount, variable))) continue;
      ctx.once(
        `award-cliff ${clause.name} ${variable.name} ${ctx.identityOf(clause.place)}`,
        [ctx.admitted, variable, item.eligible, item.payable, item.gross],
        () => along(ctx, clause, item, slot, variable, subject),
      );
      yield;
    }
  }
}

type Whole = ClauseTerms['whole'];

/** An applicant, and where its amount falls. */
interface Found {
  readonly at: Valuation;
  readonly drop: Drop;
}

function along(ctx: Context, clause: Clause, item: Whole, slot: Slot, variable: Variable, subject: Subject): void {
  const { terms } = ctx.enc;
  const watched = {
    valid: terms.and(ctx.admitted, terms.not(failed(terms, item.failures))),
    eligible: item.eligible,
    amount: item.gross,
  };
  const start = variable.lower?.value ?? LOWEST;
  const found: Found[] = [];
  let straight = true;
  const follow = (at: Valuation, from = start, to = variable.upper?.value): void => {
    try {
      for (const drop of dropsAlong(watched, at, variable, from, to)) found.push({ at, drop });
    } catch (e) {
      if (!(e instanceof NotStraight)) throw e;
      straight = false;
    }
  };
  const through = ctx.asker.met.filter((v) => v.bool(ctx.admitted) && v.bool(item.paying)).slice(0, MOST_LINES);
  for (const v of through) follow(v);
  const beyond = straight ? steepestFall(item.gross, variable, terms) : undefined;
  const reported = new Set<string>();
  const reportAll = (): void => {
    for (const { at, drop } of found.splice(0)) {
      const fall = fallAt(ctx, clause, slot, at.model, drop);
      if (!fall || reported.has(keyOf(fall.place))) continue;
      reported.add(keyOf(fall.place));
      report(ctx, clause, slot, plainer(ctx, clause, watched, item, slot, variable, beyond, { at, drop }, fall));
    }
  };
  reportAll();
  if (beyond === undefined) {
    if (reported.size === 0) ctx.leaveOpen(subject, 'award-cliff', 'nonlinear');
    return;
  }
  const seen = new Set([...reported].map((k) => lossesByPlace(clause, k)));
  for (const lost of [false, true]) {
    if (seen.has(lost)) continue;
    const question = fallOf(ctx, watched, item, variable, beyond, lost);
    if (ctx.ask(question, subject, 'award-cliff') !== 'yes') continue;
    const model = ctx.model(question);
    if (!model) continue;
    const before = reported.size;
    const at = new Valuation(model);
    follow(at, at.factor(variable), at.factor(moreOf(ctx, variable)));
    reportAll();
    if (reported.size === before) ctx.leaveOpen(subject, 'award-cliff', 'replay');
  }
}

/** The same fall for an applicant in rounder numbers, where there is one. */
function plainer(
  ctx: Context,
  clause: Clause,
  watched: Watch,
  item: Whole,
  slot: Slot,
  variable: Variable,
  beyond: Rational | undefined,
  { at, drop }: Found,
  fall: Fall,
): Fall {
  if (beyond === undefined) return fall;
  const low = drop.last ?? (drop.past ? drop.point : sub(drop.point, NEAR));
  const high = drop.past ? add(drop.point, NEAR) : drop.point;
  const question = ctx.enc.terms.and(ctx.admitted, fallOf(ctx, watched, item, variable, beyond, drop.lost));
  const model: Model = { ...at.model, numbers: new Map(at.model.numbers).set(variable, low).set(moreOf(ctx, variable), high) };
  const rounded = new Valuation(roundedModel(ctx, question, model));
  try {
    for (const other of dropsAlong(watched, rounded, variable, rounded.factor(variable), rounded.factor(moreOf(ctx, variable)))) {
      if (other.lost !== drop.lost) continue;
      const found = fallAt(ctx, clause, slot, rounded.model, other);
      if (found && keyOf(found.place) === keyOf(fall.place)) return found;
    }
  } catch (e) {
    if (!(e instanceof NotStraight)) throw e;
  }
  return fall;
}

/** Where a line begins whose fact has no lower end. */
const LOWEST = -1_000_000_000;

const keyOf = (p: Place): string => `${p.uri} ${p.start} ${p.end}`;

/** Whether what falls at the place is eligibility: it is one of the clause's conditions. */
function lossesByPlace(clause: Clause, key: string): boolean {
  return clause.conditions.some((c) => keyOf(c.place) === key);
}

interface Watch {
  readonly valid: Bool;
  readonly eligible: Bool;
  readonly amount: Num;
}

/** The variable of the second applicant. */
export function moreOf(ctx: Context, { name, integer, lower, upper }: Variable): Variable {
  return ctx.enc.terms.variable(`${name}'`, { integer, ...(lower && { lower }), ...(upper && { upper }) });
}

/** Two applicants that differ in the variable only, of whom the one with more of it gets less, by more than the amount falls steadily. */
function fallOf(ctx: Context, watched: Watch, item: Whole, variable: Variable, beyond: Rational, lost: boolean): Bool {
  const { terms, numbers } = ctx.enc;
  const more = moreOf(ctx, variable);
  const other = new Substitution(numbers, { numbers: new Map([[variable, numbers.factor(more)]]) });
  const distance = numbers.subtract(numbers.factor(more), numbers.factor(variable));
  return terms.and(
    watched.valid,
    other.bool(watched.valid),
    item.paying,
    numbers.compare('>', distance, numbers.zero),
    lost
      ? terms.and(terms.not(other.bool(item.eligible)), numbers.compare('>', watched.amount, numbers.scale(distance, beyond)))
      : terms.and(
          other.bool(item.payable),
          numbers.compare('>', numbers.subtract(watched.amount, other.num(watched.amount)), numbers.scale(distance, beyond)),
        ),
  );
}

function report(ctx: Context, clause: Clause, slot: Slot, fall: Fall): void {
  const { witness, place, past, point, before, after, lost } = fall;
  ctx.report({
    name: 'award-cliff',
    place,
    ...(lost && { severity: 'information' as const }),
    data: {
      code: lost ? 'eligibility' : 'amount',
      name: clause.name,
      fact: slot.field ?? slot.fact,
      point,
      before,
      after,
      past,
      facts: witness.facts,
    },
    fixes: [insertWitness(ctx, witness, { finding: 'award-cliff', names: [clause.name] })],
  });
}
