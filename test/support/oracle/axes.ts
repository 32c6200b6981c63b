/**
 * The axes of the grid of applicants: for each fact the values that it takes there, the dates in force, and the amounts paid before. What is
 * discrete and bounded stands with all its values; what is continuous begins with the constants that it can be compared with.
 */
import { Exact } from '../../../server/src/core/exact';
import { addMonths, civil, dayOf } from '../../../server/src/core/program/dates';
import type { Constant, Given, Program } from '../../../server/src/core/program/program';
import type { Bounds, FieldDeclaration, ScalarType } from '../../../server/src/core/program/types';
import { builtInUnit } from '../../../server/src/core/program/units';
import { type Constants, computesDates, constantsOf, type Payee, payeesOf, readsDate, type Span } from './constants';

export interface FactAxis {
  readonly kind: 'fact';
  readonly name: string;
  readonly values: readonly Given[];
  /** Of a numeric fact: `integer` has every whole value of its interval, `continuous` gets further points. */
  readonly scale: 'none' | 'integer' | 'continuous';
  readonly bounds: Bounds;
}
export interface DateAxis {
  readonly kind: 'date';
  readonly values: readonly number[];
}
/** What was paid before for a clause, in the `region`th stretch of time back from the date (0: the latest). Continuous, from 0. */
export interface PaidAxis {
  readonly kind: 'paid';
  readonly payee: Payee;
  readonly region: number;
  readonly values: readonly Exact[];
}
export type Axis = FactAxis | DateAxis | PaidAxis;

export interface Axes {
  readonly axes: readonly Axis[];
  /** False where a discrete fact has more values than the grid gives it. */
  readonly complete: boolean;
}

const MANY = 45;

/** @throws Error where the program has what the oracle cannot enumerate */
export function axesOf(program: Program): Axes {
  const constants = constantsOf(program);
  let complete = true;
  const axes: Axis[] = [];
  for (const fact of program.facts.values()) {
    const { type } = fact;
    if (type.kind === 'list') {
      const items = itemsOf(program, type.fields, constants);
      const most = Math.min(2, type.max ?? 2);
      const lists: Given[] = [{ kind: 'list', items: [] }];
      if (most >= 1) for (const a of items.values) lists.push({ kind: 'list', items: [a] });
      if (most >= 2) for (const a of items.values) for (const b of items.values) lists.push({ kind: 'list', items: [a, b] });
      if (!items.complete) complete = false;
      axes.push({ kind: 'fact', name: fact.name, values: lists, scale: 'none', bounds: {} });
      continue;
    }
    const found = valuesOf(program, type, fact.bounds ?? {}, constants);
    if (!found.complete) complete = false;
    axes.push({ kind: 'fact', name: fact.name, values: found.values, scale: found.scale, bounds: fact.bounds ?? {} });
  }
  const dates = datesOf(program, constants);
  if (!dates.complete) complete = false;
  axes.push({ kind: 'date', values: dates.days });
  const amounts = [Exact.zero, ...(constants.numbers.get(program.currency ?? 'CNY') ?? [])].filter((v) => v.sign >= 0);
  for (const payee of payeesOf(program)) {
    for (let region = 0; region < payee.windows.length; region++) axes.push({ kind: 'paid', payee, region, values: sorted(amounts) });
  }
  return { axes, complete };
}

interface Values<T> {
  readonly values: readonly T[];
  readonly complete: boolean;
  readonly scale: 'none' | 'integer' | 'continuous';
}

function valuesOf(program: Program, type: ScalarType, bounds: Bounds, constants: Constants): Values<Constant> {
  const all = (values: readonly Constant[]): Values<Constant> => ({ values, complete: true, scale: 'none' });
  switch (type.kind) {
    case 'boolean':
      return all([false, true].map((value) => ({ kind: 'boolean', value })));
    case 'member':
      return all(type.members.map((member) => ({ kind: 'member', member })));
    case 'set': {
      const sets: Constant[] = [];
      for (let bits = 0; bits < 1 << type.members.length; bits++)
        sets.push({ kind: 'set', members: type.members.filter((_, i) => bits & (1 << i)).sort() });
      return all(sets);
    }
    case 'text':
      return all([...constants.texts, 'something else'].map((value) => ({ kind: 'text', value })));
    case 'date': {
      const [lower, upper] = [bounds.lower?.value.toNumber(), bounds.upper?.value.toNumber()];
      if (lower !== undefined && upper !== undefined && upper - lower < MANY) {
        const days: Constant[] = [];
        for (let day = lower; day <= upper; day++) days.push({ kind: 'date', day });
        return all(days.filter((d) => d.kind === 'date' && inside(Exact.of(d.day), bounds)));
      }
      const near = new Set<number>();
      for (const day of constants.days) for (const d of [-1, 0, 1]) near.add(day + d);
      for (const end of [lower, upper]) if (end !== undefined) for (const d of [-1, 0, 1]) near.add(end + d);
      if (near.size === 0) near.add(dayOf(2025, 1, 1));
      const days = [...near].sort((a, b) => a - b).filter((day) => inside(Exact.of(day), bounds));
      return { values: days.map((day) => ({ kind: 'date', day })), complete: !computesDates(program), scale: 'none' };
    }
    case 'number': {
      const own = constants.numbers.get(type.dimension) ?? [];
      if (!type.integer) {
        const marks = sorted([
          Exact.zero,
          ...own,
          ...(bounds.lower ? [bounds.lower.value] : []),
          ...(bounds.upper ? [bounds.upper.value] : []),
        ]);
        return { values: numbers(marks), complete: true, scale: 'continuous' };
      }
      const step = type.unit === undefined ? Exact.one : ((program.units.get(type.unit) ?? builtInUnit(type.unit))?.factor ?? Exact.one);
      const { lower, upper } = bounds;
      const most = [...own, Exact.zero]
        .reduce(Exact.max)
        .times(Exact.of(2))
        .plus(step.times(Exact.of(3)));
      const from = (lower?.value ?? most.negated()).div(step).toInteger('up');
      const to = (upper?.value ?? most).div(step).toInteger('down');
      const values: Exact[] = [];
      for (let n = from; n <= to && values.length <= MANY; n++) values.push(step.times(Exact.of(n)));
      if (!upper) values.push(most.times(Exact.of(1000)).div(step).roundTo(Exact.one, 'down').times(step));
      return {
        values: numbers(values.filter((v) => inside(v, bounds))),
        complete: lower !== undefined && upper !== undefined,
        scale: 'integer',
      };
    }
    case 'broken':
      throw new Error('a fact without a type');
    default:
      return type satisfies never;
  }
}

const numberIn = (c: Constant): Exact[] => (c.kind === 'number' ? [c.value] : []);
const numbers = (values: readonly Exact[]): Constant[] => values.map((value) => ({ kind: 'number', value }));

/** Items with every combination of their fields' values; a continuous field takes its constants and what lies between. */
function itemsOf(
  program: Program,
  fields: readonly FieldDeclaration[],
  constants: Constants,
): { readonly values: readonly Readonly<Record<string, Constant>>[]; readonly complete: boolean } {
  let items: Readonly<Record<string, Constant>>[] = [{}];
  let complete = true;
  for (const f of fields) {
    const found = valuesOf(program, f.type, f.interval ?? {}, constants);
    const values = found.scale === 'continuous' ? numbers(spread(found.values.flatMap(numberIn), f.interval ?? {})) : found.values;
    if (!found.complete || found.scale === 'continuous') complete = false;
    items = items.flatMap((item) => values.map((v) => ({ ...item, [f.name]: v })));
  }
  return { values: items, complete };
}

export function inside(v: Exact, { lower, upper }: Bounds): boolean {
  if (lower && (lower.inclusive ? v.lt(lower.value) : v.lte(lower.value))) return false;
  return !(upper && (upper.inclusive ? v.gt(upper.value) : v.gte(upper.value)));
}

const TWO = Exact.of(2);

/** Beyond the last point, far and ever farther: where to look for breakpoints, and such that none lies on them. */
export function beyond(points: readonly Exact[], sign: 1 | -1): Exact[] {
  const end = (sign > 0 ? points.at(-1) : points[0]) ?? Exact.zero;
  const size = end.abs().plus(Exact.one);
  return ['1.0371', '5.0371', '40.0371', '1000.0371'].map((k) => end.plus(size.times(Exact.of(k)).times(Exact.of(sign))));
}

/** The points, the ends of the interval, what lies midway between them, and far out where there is no end; sorted. */
export function spread(points: readonly Exact[], bounds: Bounds): Exact[] {
  const { lower, upper } = bounds;
  const marks = sorted([...points, ...(lower ? [lower.value] : []), ...(upper ? [upper.value] : []), Exact.zero]).filter(
    (v) => !(lower && v.lt(lower.value)) && !(upper && v.gt(upper.value)),
  );
  const out: Exact[] = [];
  for (const [i, mark] of marks.entries()) {
    const next = marks[i + 1];
    if (i === 0 && !lower) out.push(mark.minus(Exact.of(1000)), mark.minus(Exact.one));
    out.push(mark);
    if (next) out.push(mark.plus(next).div(TWO));
  }
  const last = marks.at(-1);
  if (last && !upper) out.push(last.plus(Exact.one), last.plus(Exact.of(1000)));
  return sorted(out).filter((v) => inside(v, bounds));
}

export function sorted(values: readonly Exact[]): Exact[] {
  const all = [...values].sort((a, b) => a.compare(b));
  return all.filter((v, i) => i === 0 || !all[i - 1]?.equals(v));
}

/** The dates in force: all of a short policy, else those around every constant and the ends. */
function datesOf(program: Program, constants: Constants): { readonly days: readonly number[]; readonly complete: boolean } {
  const { from, to } = program.files.at(-1)?.effective ?? {};
  if (!readsDate(program)) return { days: [from ?? to ?? dayOf(2025, 1, 1)], complete: true };
  if (from !== undefined && to !== undefined && to - from < 40) {
    const days: number[] = [];
    for (let day = from; day <= to; day++) days.push(day);
    return { days, complete: true };
  }
  const near = new Set<number>();
  for (const end of [from, to]) if (end !== undefined) near.add(end);
  if (from !== undefined && to === undefined) near.add(from + 4000);
  for (const day of constants.days)
    for (const d of [-1, 0, 1]) {
      near.add(day + d);
      for (const n of constants.months) for (const sign of [-1, 1]) near.add(addMonths(day, sign * n) + d);
    }
  if (near.size === 0) near.add(dayOf(2025, 1, 1));
  const days = [...near].filter((d) => (from === undefined || d >= from) && (to === undefined || d <= to));
  return { days: days.sort((a, b) => a - b), complete: !computesDates(program) };
}

/** The latest day of the payee's nth stretch of time back from `asOf` in which the same windows count a payment; undefined where it is empty. */
export function dayOfRegion(payee: Payee, region: number, asOf: number): number | undefined {
  const startOf = (span: Span): number => {
    switch (span.kind) {
      case 'ever':
        return Number.NEGATIVE_INFINITY;
      case 'year':
        return dayOf(civil(asOf).year, 1, 1) - 1;
      case 'months':
        return addMonths(asOf, -span.n);
      case 'days':
        return asOf - span.n;
      default:
        return span satisfies never;
    }
  };
  const starts = [...new Set(payee.windows.map(startOf))].sort((a, b) => b - a);
  const start = starts[region];
  if (start === undefined) return undefined;
  const end = region === 0 ? asOf - 1 : (starts[region - 1] ?? asOf - 1);
  return end > start ? end : undefined;
}
