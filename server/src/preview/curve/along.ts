/**
 * Why: which curve is meant: along which fact, of what, over which part of the axis, and in which readings. What is shown and what a drag means
 * have to be the same, so both ask here.
 */
import { type Curve, type CurveOf, curveOf } from '../../core/curve/index';
import type { Applicant } from '../../core/evaluate/values';
import { Exact } from '../../core/exact';
import type { Program } from '../../core/program/program';
import type { CurveAsked } from '../../previewProtocol';
import { type Choice, choicesOf, mostRead } from './paths';
import { readAs } from './readings';

export interface Along {
  readonly choices: readonly Choice[];
  /** Undefined: no number changes any award. */
  readonly choice?: Choice;
  readonly of: CurveOf;
  /** Of the policy as it is written; undefined where it cannot be followed. */
  readonly curve?: Curve;
  /** Of the readings that are laid over it, on the same part of the axis. */
  readonly others: readonly { readonly id: string; readonly curve: Curve }[];
  readonly zoomed: boolean;
}

type Asked = Pick<CurveAsked, 'path' | 'clause' | 'zoom' | 'readings'>;

export function along(program: Program, applicant: Applicant, asked: Asked): Along {
  const choices = choicesOf(program, applicant);
  const choice = choices.find(({ path }) => path === asked.path) ?? mostRead(choices);
  const of = amountOf(program, asked.clause, choice);
  const none: Along = { choices, ...(choice && { choice }), of, others: [], zoomed: false };
  if (!choice) return none;
  const over = (one: Program, domain?: Curve['domain']): Curve | undefined =>
    curveOf({ program: one, applicant, fact: choice.fact, of, ...(domain && { domain }) });
  const own = over(program);
  if (!own) return none;
  const readings = asked.readings.flatMap((id) => {
    const read = readAs(program, id);
    const curve = read && over(read);
    return read && curve ? [{ id, program: read, curve }] : [];
  });
  let whole = own.domain;
  for (const { curve } of readings) whole = { from: Exact.min(whole.from, curve.domain.from), to: Exact.max(whole.to, curve.domain.to) };
  const zoomed = asked.zoom && zoomedIn(whole, asked.zoom, own.step);
  const shown = zoomed ?? whole;
  const fitted = (one: Program, curve: Curve): Curve | undefined => (isSame(curve.domain, shown) ? curve : over(one, shown));
  const curve = fitted(program, own);
  return {
    ...none,
    ...(curve && { curve }),
    others: readings.flatMap(({ id, program: read, curve: first }) => {
      const fit = fitted(read, first);
      return fit ? [{ id, curve: fit }] : [];
    }),
    zoomed: zoomed !== undefined,
  };
}

/** The clause that was asked for where there is one; else the total, or where there is none the first clause. */
function amountOf(program: Program, clause: string | undefined, choice: Choice | undefined): CurveOf {
  if (clause !== undefined && program.clauses.has(clause)) return { kind: 'clause', name: clause };
  const first = choice?.clauses[0];
  return program.currency === undefined && first !== undefined ? { kind: 'clause', name: first } : { kind: 'total' };
}

function isSame(a: Curve['domain'], b: Curve['domain']): boolean {
  return a.from.equals(b.from) && a.to.equals(b.to);
}

/** A part of an axis, exact; of whole numbers at least two steps. Undefined: all of it. */
function zoomedIn(
  whole: Curve['domain'],
  { from, to }: NonNullable<CurveAsked['zoom']>,
  step: Exact | undefined,
): Curve['domain'] | undefined {
  const [a, b] = [clamped(from), clamped(to)];
  if (!(a < b) || (a === 0 && b === 1)) return undefined;
  let [start, end] = [placeAt(whole, a), placeAt(whole, b)];
  if (step) {
    start = Exact.max(whole.from, start.roundTo(step, 'down'));
    end = Exact.min(whole.to, Exact.max(end.roundTo(step, 'up'), start.plus(step).plus(step)));
  }
  return start.lt(end) ? { from: start, to: end } : undefined;
}

function clamped(part: number): number {
  return Math.min(1, Math.max(0, part));
}

/** @param part of the axis, 0 to 1 */
export function placeAt({ from, to }: Curve['domain'], part: number): Exact {
  return from.plus(to.minus(from).times(Exact.of(clamped(part).toFixed(12))));
}

/** The other way round, for drawing. */
export function partAt({ from, to }: Curve['domain'], x: Exact): number {
  const span = to.minus(from);
  return span.isZero ? 0 : x.minus(from).div(span).toNumber();
}
