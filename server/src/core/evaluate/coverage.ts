/**
 * Whether the rows of a table surely hold a row for every value that its unknown subjects may have; otherwise the table may turn out to be
 * an error, and nothing can be concluded from its rows. Bounded: a table of too many cells counts as not covered.
 */
import { Exact } from '../exact';
import type { Expression, Pattern } from '../program/program';
import type { Evaluator, Scope } from './evaluator';
import { evaluate } from './expression';
import * as ranges from './ranges';
import { rangeOfValue } from './value';
import type { Range, Value } from './values';

/** Of cells times rows. */
const MAX_WORK = 100_000;

/** One cell of a column: a point or an open stretch of numbers, a member, yes or no. */
type Cell =
  | { readonly kind: 'number'; readonly range: ranges.NumberRange }
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'anything' };

/** What a pattern takes in, with constants in it. Undefined: not known beforehand, so it takes in nothing for certain. */
type Extent =
  | { readonly kind: 'all' }
  | { readonly kind: 'number'; readonly range: ranges.NumberRange }
  | { readonly kind: 'word'; readonly word: string };

export function covers(e: Extract<Expression, { op: 'table' }>, subjects: readonly Value[], scope: Scope, ev: Evaluator): boolean {
  const extents = e.rows.map((row) => row.columns.map((alternatives) => alternatives.map((p) => extentOf(p, scope, ev))));
  const only = e.subjects.length === 1 ? subjects[0] : undefined;
  const range = only && rangeOfValue(only);
  if (range?.kind === 'number') {
    const step = e.subjects[0] && ev.stepOf(e.subjects[0].type);
    return coversLine(
      range,
      extents.flatMap((row) => row[0] ?? []),
      step,
    );
  }
  let cells = 1;
  const columns: (readonly Cell[])[] = [];
  for (const [i, subject] of subjects.entries()) {
    const node = e.subjects[i];
    if (!node) return false;
    const column = cellsOf(
      node,
      rangeOfValue(subject),
      subject,
      extents.flatMap((row) => row[i] ?? []),
      ev,
    );
    cells *= column.length;
    if (cells * e.rows.length > MAX_WORK) return false;
    columns.push(column);
  }
  const chosen: Cell[] = [];
  const search = (i: number): boolean => {
    const column = columns[i];
    if (!column) {
      return extents.some((row) =>
        row.every((alternatives, c) => alternatives.some((x) => x && takes(x, chosen[c] ?? { kind: 'anything' }))),
      );
    }
    return column.every((cell) => {
      chosen[i] = cell;
      return search(i + 1);
    });
  };
  return search(0);
}

/** One numeric subject: the rows sorted by their lower ends must reach from one end of the range to the other. */
function coversLine(range: ranges.NumberRange, extents: readonly (Extent | undefined)[], step: Exact | undefined): boolean {
  const rows = extents.flatMap((x) => (x?.kind === 'number' ? [x.range] : x?.kind === 'all' ? [ranges.NUMBER] : []));
  rows.sort((a, b) => (!a.lower || !b.lower ? (a.lower ? 1 : b.lower ? -1 : 0) : a.lower.value.compare(b.lower.value)));
  // What is still to be covered begins here; undefined: it has no lower end.
  let from: ranges.End | undefined = range.lower;
  const done = (): boolean => from !== undefined && range.upper !== undefined && isEmpty(from, range.upper, step);
  for (const row of rows) {
    if (done()) return true;
    if (row.lower && !(from && isEmpty(from, { value: row.lower.value, inclusive: !row.lower.inclusive }, step))) return false;
    if (!row.upper) return true;
    const next: ranges.End = { value: row.upper.value, inclusive: !row.upper.inclusive };
    if (!from || next.value.gt(from.value) || (next.value.equals(from.value) && !next.inclusive)) from = next;
  }
  return done();
}

/** Nothing lies between the ends, or nothing that is a multiple of the step. */
function isEmpty(lower: ranges.End, upper: ranges.End, step: Exact | undefined): boolean {
  const c = lower.value.compare(upper.value);
  if (c > 0 || (c === 0 && !(lower.inclusive && upper.inclusive))) return true;
  if (!step) return false;
  const drawn = ranges.declaredRange({ lower, upper }, step);
  return drawn.lower !== undefined && drawn.upper !== undefined && drawn.lower.value.gt(drawn.upper.value);
}

function extentOf(p: Pattern, scope: Scope, ev: Evaluator): Extent | undefined {
  const end = (x: Expression): Exact | undefined => {
    const v = ev.silently(() => evaluate(x, scope, ev));
    if (v.state !== 'known' || v.range) return undefined;
    return v.value.kind === 'number' ? v.value.value : v.value.kind === 'date' ? Exact.of(v.value.day) : undefined;
  };
  switch (p.kind) {
    case 'any':
      return { kind: 'all' };
    case 'interval': {
      const lower = p.interval.lower && end(p.interval.lower.value);
      const upper = p.interval.upper && end(p.interval.upper.value);
      if ((p.interval.lower && !lower) || (p.interval.upper && !upper)) return undefined;
      return {
        kind: 'number',
        range: ranges.interval(
          lower && { value: lower, inclusive: p.interval.lower?.inclusive ?? true },
          upper && { value: upper, inclusive: p.interval.upper?.inclusive ?? true },
        ),
      };
    }
    case 'value': {
      const v = ev.silently(() => evaluate(p.value, scope, ev));
      if (v.state !== 'known' || v.range) return undefined;
      if (v.value.kind === 'member') return { kind: 'word', word: v.value.member };
      if (v.value.kind === 'boolean') return { kind: 'word', word: String(v.value.value) };
      const r = ranges.rangeOf(v.value);
      return r.kind === 'number' ? { kind: 'number', range: r } : undefined;
    }
    default:
      return p satisfies never;
  }
}

function takes(x: Extent, cell: Cell): boolean {
  if (x.kind === 'all') return true;
  if (x.kind === 'word') return cell.kind === 'word' && cell.word === x.word;
  if (cell.kind !== 'number') return false;
  // Cells do not straddle an end of any extent, so one inner point would do; ends are compared instead.
  const { lower, upper } = cell.range;
  const okLower = !x.range.lower || (lower !== undefined && notBelow(lower, x.range.lower, 1));
  const okUpper = !x.range.upper || (upper !== undefined && notBelow(upper, x.range.upper, -1));
  return okLower && okUpper;
}
/** The cell's end lies within the extent's end. */
function notBelow(cell: ranges.End, extent: ranges.End, sign: 1 | -1): boolean {
  const c = cell.value.compare(extent.value) * sign;
  return c > 0 || (c === 0 && (extent.inclusive || !cell.inclusive));
}

function cellsOf(node: Expression, r: Range, subject: Value, extents: readonly (Extent | undefined)[], ev: Evaluator): readonly Cell[] {
  if (r.kind === 'members') return r.members.map((word) => ({ kind: 'word', word }));
  if (node.type.kind === 'boolean') {
    if (subject.state === 'known' && subject.value.kind === 'boolean') return [{ kind: 'word', word: String(subject.value.value) }];
    return [
      { kind: 'word', word: 'true' },
      { kind: 'word', word: 'false' },
    ];
  }
  if (node.type.kind === 'member' && r.kind === 'any') return node.type.members.map((word) => ({ kind: 'word', word }));
  if (r.kind !== 'number') return [{ kind: 'anything' }];
  const marks: Exact[] = [];
  for (const x of extents) {
    if (x?.kind !== 'number') continue;
    if (x.range.lower) marks.push(x.range.lower.value);
    if (x.range.upper) marks.push(x.range.upper.value);
  }
  marks.sort((a, b) => a.compare(b));
  const step = ev.stepOf(node.type);
  const cells: Cell[] = [];
  let from: ranges.End | undefined = r.lower;
  const push = (lower: ranges.End | undefined, upper: ranges.End | undefined): void => {
    if (lower && upper && isEmpty(lower, upper, step)) return;
    cells.push({ kind: 'number', range: ranges.interval(lower, upper) });
  };
  for (const mark of marks) {
    if (!ranges.within(mark, r)) continue;
    push(from, { value: mark, inclusive: false });
    push({ value: mark, inclusive: true }, { value: mark, inclusive: true });
    from = { value: mark, inclusive: false };
  }
  push(from, r.upper);
  return cells;
}
