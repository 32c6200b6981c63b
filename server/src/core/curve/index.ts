/**
 * The award curve: what a policy pays one applicant along one numeric fact, all else fixed. Its breakpoints are where the comparisons and roundings
 * of the program turn, found exactly; its values are the exact evaluator's.
 */

import { stepOf } from '../evaluate/step';
import type { Applicant } from '../evaluate/values';
import { Exact } from '../exact';
import { touched } from '../program/reads';
import type { Bounds, NumberType } from '../program/types';
import { add, compare, div, floor, fromExact, neg, type Rational, sign, sub, toExact } from '../prove/rational';
import { Assembly } from './assemble';
import { reachOver } from './domain';
import { Memo } from './memo';
import { mirrored, together } from './mirror';
import { Snapshots, withFact } from './snapshots';
import { type Swept, sweep, type Way } from './sweep';
import type { Curve, CurveAsked, FactPath } from './types';
import { watch } from './watched';

const memo = new Memo();

/** Undefined where the fact is no number, or there is no such item of its list, or no such clause. */
export function curveOf(asked: CurveAsked): Curve | undefined {
  const declared = declarationOf(asked);
  if (!declared) return undefined;
  return memo.once(asked, presentOf(asked.applicant, asked.fact), () => computed(asked, declared));
}

interface Declared {
  readonly type: NumberType;
  readonly bounds: Bounds | undefined;
}

function declarationOf({ program, applicant, fact: path, of }: CurveAsked): Declared | undefined {
  const fact = program.facts.get(path.name);
  if (!fact || (of.kind === 'clause' && !program.clauses.has(of.name))) return undefined;
  if (fact.type.kind !== 'list')
    return fact.type.kind === 'number' && path.item === undefined ? { type: fact.type, bounds: fact.bounds } : undefined;
  const field = fact.type.fields.find((f) => f.name === path.field);
  return field?.type.kind === 'number' && withFact(applicant, path, Exact.zero) ? { type: field.type, bounds: field.interval } : undefined;
}

function presentOf(applicant: Applicant, { name, item, field }: FactPath): Exact | undefined {
  const given = applicant.facts.get(name);
  const value = given?.kind === 'list' ? given.items[item ?? 0]?.[field ?? ''] : given;
  return value?.kind === 'number' ? value.value : undefined;
}

type End = { readonly at: Rational; readonly included: boolean };

function computed(asked: CurveAsked, { type, bounds }: Declared): Curve | undefined {
  const { program, applicant, fact, of } = asked;
  const unit = stepOf(type, program);
  const step = unit ?? Exact.one;
  const integer = unit !== undefined;
  const [lower, upper] = ends(bounds, asked.domain, step, integer);
  if (lower && upper && compare(lower.at, upper.at) > (lower.included && upper.included ? 0 : -1)) return undefined;
  const names = touched(program, program, new Set([fact.name]));
  const pivot: End = lower ?? (upper && sign(upper.at) < 0 ? upper : { at: 0, included: true });
  const inside = pivot.included ? pivot.at : upper ? div(add(pivot.at, upper.at), 2) : add(pivot.at, 1);
  const snapshots = new Snapshots(program, applicant, fact, of, names, toExact(inside).times(step));
  const watched = watch(snapshots.evaluator, fact, of, names, { bounds, step: fromExact(step), integer });
  const present = presentOf(applicant, fact);
  const reach = (outermost: Rational | undefined): Rational => {
    const sizes = [outermost, pivot.at].flatMap((r) => (r === undefined ? [] : [toExact(r).times(step)]));
    const end = reachOver(present ? [...sizes, present] : sizes, type, program).div(step);
    return integer ? fromExact(Exact.of(end.toInteger('up'))) : fromExact(end);
  };
  const common = { watched, integer, reach };
  const way: Way = { ...common, sense: 1, start: pivot, limit: upper };
  const right = sweep(way);
  const left = lower ? undefined : leftOf(common, pivot, present, integer);
  const cells = left ? together(mirrored(left.cells), right.cells) : right.cells;
  const from = left ? neg(left.end) : pivot.at;
  const assembly = new Assembly({ way, snapshots, of, type, step });
  return assembly.curve(cells, from, right.end, right.stopped);
}

/** The way down, where the fact has no lower end; undefined where nothing happens on it. */
function leftOf(
  common: Omit<Way, 'sense' | 'start' | 'limit'>,
  pivot: End,
  present: Exact | undefined,
  integer: boolean,
): Swept | undefined {
  const start = { at: integer ? add(neg(pivot.at), 1) : neg(pivot.at), included: integer };
  const swept = sweep({ ...common, sense: -1, start, limit: undefined });
  return swept.cells.filter((c) => c.kind === 'open').length > 1 || (present && present.sign < 0) ? swept : undefined;
}

/** The domain in steps of the fact; undefined where it is open. */
function ends(
  bounds: Bounds | undefined,
  domain: CurveAsked['domain'],
  step: Exact,
  integer: boolean,
): readonly [End | undefined, End | undefined] {
  const end = (b: Bounds['lower']): End | undefined => b && { at: fromExact(b.value.div(step)), included: b.inclusive };
  const tighter = (a: End | undefined, b: End | undefined, sense: 1 | -1): End | undefined => {
    if (!a || !b) return a ?? b;
    const order = compare(a.at, b.at) * sense;
    return order > 0 || (order === 0 && !a.included) ? a : b;
  };
  const lower = tighter(end(bounds?.lower), domain && end({ value: domain.from, inclusive: true }), 1);
  const upper = tighter(end(bounds?.upper), domain && end({ value: domain.to, inclusive: true }), -1);
  if (!integer) return [lower, upper];
  const low = lower && neg(floor(neg(lower.at)));
  const high = upper && floor(upper.at);
  return [
    lower && low !== undefined ? { at: !lower.included && compare(low, lower.at) === 0 ? add(low, 1) : low, included: true } : undefined,
    upper && high !== undefined
      ? { at: !upper.included && compare(high, upper.at) === 0 ? sub(high, 1) : high, included: true }
      : undefined,
  ];
}

export { type Reading, readAs, readings } from './readings';
export type * from './types';
