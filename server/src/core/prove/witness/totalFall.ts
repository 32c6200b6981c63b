/** A fall of the total at a point of a fact, seen by the exact evaluator from both sides, through a group or a limit. */
import { evaluate } from '../../evaluate/index';
import type { Applicant, Evaluation, Value } from '../../evaluate/values';
import { Exact } from '../../exact';
import type { Place } from '../../program/program';
import type { Drop } from '../beside';
import type { Context } from '../context';
import type { Slot } from '../encode/inputs';
import { add, mul, type Rational, sub, toExact } from '../rational';
import type { Model } from '../terms';
import { NEAR, withValue } from './fall';
import { shown, type Witness } from './witness';

export interface TotalFall {
  readonly witness: Witness;
  /** Of the group or limit through which it comes. */
  readonly name: string;
  readonly place: Place;
  readonly members: readonly string[];
  readonly past: boolean;
  readonly point: string;
  readonly before: string;
  readonly after: string;
}

export function totalFallAt(ctx: Context, clauses: readonly string[], slot: Slot, model: Model, drop: Drop): TotalFall | undefined {
  const { variable } = slot;
  const { program } = ctx;
  if (!variable) return undefined;
  const at = (value: Rational): Model => ({ ...model, numbers: new Map(model.numbers).set(variable, value) });
  const low = drop.last ?? (drop.past ? drop.point : sub(drop.point, NEAR));
  const high = drop.past ? add(drop.point, NEAR) : drop.point;
  const [left, right] = [low, high].map((value) => evaluate(program, ctx.enc.inputs.applicant(at(value))));
  if (!left || !right) return undefined;
  const size = toExact(sub(drop.before, drop.after));
  const [more, less] = [amountOf(left.total.value), amountOf(right.total.value)];
  if (!more || !less || more.minus(less).times(Exact.of(2)).lt(size)) return undefined;
  const trace = size.div(Exact.of(1000));
  for (const name of program.clauses.keys()) {
    const [a, b] = [left, right].map((e) => amountOf(e.clauses.get(name)?.gross));
    // A clause that falls by itself has a finding of its own.
    if (!a || !b || a.minus(b).gt(trace)) return undefined;
  }
  const cause = causeOf(ctx, clauses, left, right);
  if (!cause) return undefined;
  const falls = (applicant: Applicant): boolean => {
    const [a, b] = [low, high].map((value) => amountOf(evaluate(program, withValue(applicant, slot, value)).total.value));
    return a !== undefined && b !== undefined && !a.minus(b).times(Exact.of(2)).lt(size);
  };
  const witness = shown(ctx, at(drop.point), clauses, falls, undefined, [slot.fact]);
  const money = (e: Exact): string => witness.money(e, clauses[0] ?? '');
  // The whole total is shown, not only what these clauses bring to it.
  const rest = more.minus(toExact(drop.before));
  const shownAt = (r: Rational): string => money(drop.last ? (r === drop.before ? more : less) : toExact(r).plus(rest));
  return {
    witness,
    name: cause.name,
    place: cause.namePlace,
    members: cause.members.filter((m) => clauses.includes(m)),
    past: drop.past,
    point: witness.show({ kind: 'number', value: toExact(mul(drop.point, slot.step ?? 1)) }, slot.type),
    before: shownAt(drop.before),
    after: shownAt(drop.after),
  };
}

function amountOf(v: Value | undefined): Exact | undefined {
  return v?.state === 'known' && v.value.kind === 'number' ? v.value.value : undefined;
}

/** The first group of this file that is settled otherwise, else the first limit that leaves less. */
function causeOf(ctx: Context, clauses: readonly string[], left: Evaluation, right: Evaluation) {
  const mine = <T extends { readonly members: readonly string[]; readonly place: Place }>(all: readonly T[]): readonly T[] =>
    all.filter((x) => ctx.isHere(x.place) && x.members.some((m) => clauses.includes(m)));
  for (const group of mine(ctx.program.groups)) {
    const [a, b] = [left, right].map((e) => e.groups.find((g) => g.group === group.name));
    if (a?.winner !== b?.winner || (a?.items ?? []).some((round, i) => round.winner !== b?.items?.[i]?.winner)) return group;
  }
  for (const limit of mine(ctx.program.limits)) {
    const [a, b] = [left, right].map((e) => amountOf(e.limits.find((l) => l.limit === limit.name)?.after));
    if (a && b && a.gt(b)) return limit;
  }
  return mine(ctx.program.groups)[0];
}
