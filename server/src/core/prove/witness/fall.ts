/** A fall of an amount at a point of a fact, seen by the exact evaluator from both sides, and the statement through which it comes. */
import { evaluateClauseAlone } from '../../evaluate/index';
import type { Applicant, ClauseOutcome, ItemOutcome } from '../../evaluate/values';
import { Exact } from '../../exact';
import type { Clause, Constant, Place } from '../../program/program';
import type { Drop } from '../beside';
import type { Context } from '../context';
import type { Slot } from '../encode/inputs';
import { add, mul, type Rational, sub, toExact } from '../rational';
import type { Model } from '../terms';
import { shown, type Witness } from './witness';

export interface Fall {
  readonly witness: Witness;
  readonly place: Place;
  readonly past: boolean;
  readonly point: string;
  readonly before: string;
  readonly after: string;
  readonly lost: boolean;
}

/** So near to a point that nothing else changes in between; in steps of the fact. */
export const NEAR: Rational = { n: 1n, d: 1_000_000_000n };

export function fallAt(ctx: Context, clause: Clause, slot: Slot, model: Model, drop: Drop): Fall | undefined {
  const { variable } = slot;
  if (!variable) return undefined;
  const at = (value: Rational): Model => ({ ...model, numbers: new Map(model.numbers).set(variable, value) });
  const low = drop.last ?? (drop.past ? drop.point : sub(drop.point, NEAR));
  const high = drop.past ? add(drop.point, NEAR) : drop.point;
  const alone = (applicant: Applicant): ClauseOutcome | undefined => evaluateClauseAlone(ctx.program, applicant, clause.name);
  const [left, right] = [low, high].map((value) => alone(ctx.enc.inputs.applicant(at(value))));
  const [more, less] = [left && amountOf(left), right && amountOf(right)];
  if (!left || !right || !more || !less) return undefined;
  const size = toExact(sub(drop.before, drop.after));
  // Seen from so near, the fall is all but the whole one.
  if (more.minus(less).times(Exact.of(2)).lt(size)) return undefined;
  const place = placeOfItems(clause, left, right, size);
  if (!place) return undefined;
  const falls = (applicant: Applicant): boolean => {
    const pair = [low, high].map((value) => alone(withValue(applicant, slot, value)));
    const [a, b] = pair.map((o) => o && amountOf(o));
    return a !== undefined && b !== undefined && !a.minus(b).times(Exact.of(2)).lt(size);
  };
  const witness = shown(ctx, at(drop.point), [clause.name], falls, undefined, [slot.fact]);
  const amount = (r: Rational): string => witness.money(toExact(r), clause.name);
  return {
    witness,
    place,
    past: drop.past,
    point: witness.show({ kind: 'number', value: toExact(mul(drop.point, slot.step ?? 1)) }, slot.type),
    before: amount(drop.before),
    after: amount(drop.after),
    lost: drop.lost,
  };
}

/** The applicant with another value of the fact. */
export function withValue(applicant: Applicant, { fact, item, field, step = 1 }: Slot, value: Rational): Applicant {
  const own: Constant = { kind: 'number', value: toExact(mul(value, step)) };
  const given = applicant.facts.get(fact);
  const facts = new Map(applicant.facts);
  if (item === undefined || field === undefined) facts.set(fact, own);
  else if (given?.kind === 'list')
    facts.set(fact, { kind: 'list', items: given.items.map((x, i) => (i === item ? { ...x, [field]: own } : x)) });
  return { ...applicant, facts };
}

function amountOf(o: ItemOutcome): Exact | undefined {
  return o.gross.state === 'known' && o.gross.value.kind === 'number' ? o.gross.value.value : undefined;
}

/** Of a clause over a list: of the first item that gets less. */
function placeOfItems(clause: Clause, left: ClauseOutcome, right: ClauseOutcome, size: Exact): Place | undefined {
  if (!left.items || !right.items) return placeOf(clause, left, right, size);
  for (const [i, item] of left.items.entries()) {
    const other = right.items[i];
    const [a, b] = [amountOf(item), other && amountOf(other)];
    if (other && a && b && a.gt(b)) return placeOf(clause, item, other, size);
  }
  return undefined;
}

/** The condition that no longer holds, or the first step behind which the amount is less by more than a trace of the fall. */
function placeOf(clause: Clause, left: ItemOutcome, right: ItemOutcome, size: Exact): Place | undefined {
  if (left.eligible && right.eligible === false) {
    const requirements = left.conditions.length - clause.conditions.length;
    for (const [i, judged] of left.conditions.entries()) {
      const other = right.conditions[i];
      if (isYes(judged.result) && other && !isYes(other.result)) return clause.conditions[i - requirements]?.place ?? clause.namePlace;
    }
    return clause.namePlace;
  }
  const trace = size.div(Exact.of(1000));
  for (const [i, step] of left.steps.entries()) {
    const other = right.steps[i];
    if (step.after.state !== 'known' || other?.after.state !== 'known') continue;
    const [a, b] = [step.after.value, other.after.value];
    if (a.kind === 'number' && b.kind === 'number' && a.value.minus(b.value).gt(trace)) return step.place;
  }
  return undefined;
}

function isYes(v: ItemOutcome['gross']): boolean {
  return v.state === 'known' && v.value.kind === 'boolean' && v.value.value;
}
