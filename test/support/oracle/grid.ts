/**
 * The grid: every combination of the axes' values, each evaluated once. A continuous axis gets its breakpoints first (breakpoints.ts) and
 * then stands with each of them, a point between each two and points beyond.
 *
 * When is a grid complete, so that what it does not show does not exist? Discrete facts that are bounded stand with every value, so for
 * programs of such facts alone it is, whatever they compute. With one continuous quantity (a fact or a sum paid before) everything is constant,
 * linear or monotonic between neighbouring breakpoints, which are found along lines through the other axes; that finds all that are further
 * apart than a 64th of the distance of two constants, and the generator's constants and rates are such that they are (but for a rounding of
 * what has no upper end, whose steps are alike). With two continuous quantities what happens only for certain pairs may be missed: findings
 * that depend on both (relevance.ts) are not complete.
 */

import type { Applicant } from '../../../server/src/core/evaluate/values';
import { Exact } from '../../../server/src/core/exact';
import type { Given, Payment, Program } from '../../../server/src/core/program/program';
import { type Axes, type Axis, axesOf, beyond, dayOfRegion, inside, sorted, spread } from './axes';
import { breakpointsOf } from './breakpoints';
import { sumsOf } from './constants';
import { observe, type Seen } from './observe';
import { Relevance } from './relevance';
import { hasTables } from './tables';

/** More applicants than this are not tried: the program is too large for the oracle. */
export const MOST = 2500;
/** Lines along which the breakpoints of a continuous axis are looked for. */
const LINES = 12;

/** A value for each axis. */
export type Point = readonly (Given | number | Exact)[];

export class Grid {
  readonly axes: readonly Axis[];
  /** By axis: its values. */
  readonly values: (readonly (Given | number | Exact)[])[];
  /** For which findings the grid is complete. */
  readonly relevance: Relevance;
  readonly seen: Seen[] = [];
  readonly strides: number[] = [];
  readonly tracing: boolean;

  constructor(readonly program: Program) {
    const found: Axes = axesOf(program);
    this.axes = found.axes;
    this.tracing = hasTables(program);
    this.values = this.axes.map((a) => a.values);
    this.relevance = new Relevance(program, this.axes, found.complete);
    this.check();
    for (const [i, axis] of this.axes.entries()) if (isContinuous(axis)) this.refine(i, axis);
    this.check();
    let size = 1;
    for (const v of this.values) {
      this.strides.push(size);
      size *= v.length;
    }
    for (let n = 0; n < size; n++) this.seen.push(this.look(this.point(n)));
  }

  private check(): void {
    if (this.values.reduce((n, v) => n * v.length, 1) > MOST) throw new TooLarge();
  }

  /** The values at a place of {@link seen}. */
  point(n: number): Point {
    return this.values.map((v, i) => v[this.indexOf(n, i)] ?? 0);
  }
  indexOf(n: number, axis: number): number {
    return Math.floor(n / (this.strides[axis] ?? 1)) % (this.values[axis]?.length ?? 1);
  }
  look(point: Point, program = this.program, trace = this.tracing): Seen {
    return observe(program, this.applicantOf(point), trace);
  }

  applicantOf(point: Point): Applicant {
    const facts = new Map<string, Given>();
    const history: Payment[] = [];
    const date = this.axes.findIndex((a) => a.kind === 'date');
    const asOf = Number(point[date]);
    for (const [i, axis] of this.axes.entries()) {
      const v = point[i];
      if (v === undefined || typeof v === 'number') continue;
      if (axis.kind === 'fact' && !(v instanceof Exact)) facts.set(axis.name, v);
      if (axis.kind === 'paid' && v instanceof Exact && v.sign > 0) {
        const day = dayOfRegion(axis.payee, axis.region, asOf);
        if (day !== undefined) history.push({ clause: axis.payee.clause, amount: v, day });
      }
    }
    return { facts, history, asOf };
  }

  /** The point with a number on one axis. */
  at(point: Point, axis: number, x: Exact): Point {
    const v = this.axes[axis]?.kind === 'paid' ? x : ({ kind: 'number', value: x } as const);
    return point.map((p, i) => (i === axis ? v : p));
  }

  /** Finds the breakpoints of a continuous axis and puts them on it. */
  private refine(axis: number, of: Axis): void {
    const bounds = of.kind === 'fact' ? of.bounds : { lower: { value: Exact.zero, inclusive: true } };
    const lines = this.values.reduce((n, v, i) => (i === axis ? n : n * v.length), 1);
    const marks = new Map<string, Exact>();
    for (const v of this.values[axis] ?? []) {
      const x = xOf(v);
      if (x) marks.set(x.toString(), x);
    }
    const within = (all: readonly Exact[]): Exact[] =>
      sorted(all).filter((x) => !(bounds.lower && x.lt(bounds.lower.value)) && !(bounds.upper && x.gt(bounds.upper.value)));
    const constants = within([...marks.values()]);
    const far = within([...beyond(constants, 1), ...beyond(constants, -1)]);
    const candidates = within(sumsOf(this.program));
    for (let k = 0; k < Math.min(lines, LINES); k++) {
      // By the golden ratio: even, and in step with no axis.
      const line = this.lineOf(axis, lines <= LINES ? k : Math.floor(((k * 0.618034) % 1) * lines));
      for (const p of breakpointsOf(within([...marks.values(), ...far]), (x) => this.look(this.at(line, axis, x)), candidates))
        marks.set(p.toString(), p);
    }
    const points = spread(sorted([...marks.values()]), bounds).filter((x) => inside(x, bounds));
    this.values[axis] = of.kind === 'paid' ? points : points.map((value) => ({ kind: 'number' as const, value }));
  }

  /** The nth combination of the other axes' values. */
  private lineOf(axis: number, n: number): Point {
    let rest = n;
    return this.values.map((v, i) => {
      if (i === axis) return v[0] ?? 0;
      const value = v[rest % v.length] ?? 0;
      rest = Math.floor(rest / v.length);
      return value;
    });
  }
}

export class TooLarge extends Error {}

export const isContinuous = (a: Axis): boolean => a.kind === 'paid' || (a.kind === 'fact' && a.scale === 'continuous');

/** The number of a value on a numeric axis. */
export function xOf(v: Given | number | Exact | undefined): Exact | undefined {
  if (v instanceof Exact) return v;
  return typeof v === 'object' && v.kind === 'number' ? v.value : undefined;
}
