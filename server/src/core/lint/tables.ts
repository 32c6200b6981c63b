/**
 * Which rows of a table match what: by splitting the subjects' values into boxes within which always the same rows match. Exact, for one
 * subject and for several; bounded, and where the bound is met nothing is said rather than something guessed.
 * Source: the language's rules that rows must not overlap and, without `otherwise`, must cover the subjects' whole range.
 */
import type { Problem } from '../finding';
import type { Expression, Place } from '../program/program';
import { wholeRow } from '../program/removal';
import type { ScalarType } from '../program/types';
import type { Gap, GapBox } from './gaps';
import { nothing } from './guards';
import { languageOf } from './literal';
import { type Phrase, source } from './phrase';
import { rangeOf } from './ranges';
import { type Column, columnOf, holdsNothing, type Setting, spanOf } from './space';

export type TableExpression = Expression & { readonly op: 'table' };
export type MarginalExpression = Expression & { readonly op: 'marginal' };

/** A part of the subjects' values: per subject its atoms. */
type Box = readonly (readonly number[])[];

/** A box in words: as a message says it, and as a row would write it. */
export interface Region {
  readonly words: Phrase;
  readonly source?: Phrase;
  /** Only members, yes and no make it out. */
  readonly members: boolean;
}

export interface TableAnalysis {
  readonly table: TableExpression | MarginalExpression;
  readonly setting: Setting;
  /** By the later row: the earlier ones that match too, and where. */
  readonly overlaps: readonly {
    readonly row: number;
    readonly earlier: readonly number[];
    readonly where: Region;
    readonly set: boolean;
  }[];
  /** Rows that decide nothing: all that they match is matched `behind` earlier ones, or lies `outside` the subject's values. */
  readonly unreachable: readonly { readonly row: number; readonly reason: 'behind' | 'outside'; readonly earlier: readonly number[] }[];
  /** An `otherwise` that no value reaches. */
  readonly needlessOtherwise: boolean;
  /** What no row matches, without `otherwise`. */
  readonly gaps: readonly Region[];
  /** All of `gaps` as data, where it can be said so. */
  readonly gap?: Gap;
}

/** Most boxes that a table is split into. */
const MAX_BOXES = 20_000;
/** Most gaps that are put together and told apart. */
const MAX_GAPS = 64;
const MAX_RELATED = 5;

class TooManyBoxes extends Error {}

export function analyseTable(table: TableExpression, setting: Setting): TableAnalysis | undefined {
  const { subjects, rows } = table;
  if (subjects.length === 0 || rows.length === 0 || rows.some((row) => row.columns.length !== subjects.length)) return undefined;
  if (subjects.some((s) => nothing(rangeOf(s, setting.reader, setting.guards)))) return undefined;
  const columns: Column[] = [];
  for (const [n, subject] of subjects.entries()) {
    const column = columnOf(
      subject,
      rows.map((row) => row.columns[n] ?? []),
      setting,
    );
    if (!column || column.size === 0) return undefined;
    columns.push(column);
  }
  try {
    return judge(table, columns, setting);
  } catch (error) {
    if (error instanceof TooManyBoxes) return undefined;
    throw error;
  }
}

function judge(table: TableExpression, columns: readonly Column[], setting: Setting): TableAnalysis {
  const first = new Set<number>();
  const matched = new Set<number>();
  const pairs = new Map<number, { earlier: Set<number>; box: Box }>();
  const gaps: Box[] = [];
  let boxes = 0;

  const explore = (n: number, alive: readonly number[], box: Box) => {
    if (n === columns.length || alive.length === 0) {
      if (++boxes > MAX_BOXES) throw new TooManyBoxes();
      const [winner, ...others] = alive;
      if (winner === undefined) {
        gaps.push([...box, ...columns.slice(n).map((c) => all(c.size))]);
        return;
      }
      first.add(winner);
      matched.add(winner);
      for (const [k, row] of others.entries()) {
        matched.add(row);
        const known = pairs.get(row) ?? { earlier: new Set<number>(), box };
        for (const earlier of alive.slice(0, Math.min(k + 1, MAX_RELATED))) known.earlier.add(earlier);
        pairs.set(row, known);
      }
      return;
    }
    const column = columns[n];
    if (!column) return;
    for (const [rows, atoms] of classesOf(column, alive)) explore(n + 1, rows, [...box, atoms]);
  };
  explore(
    0,
    table.rows.map((_, n) => n),
    [],
  );

  const empty = (row: number) => table.rows[row]?.columns.some((column, n) => neverMatches(column, columns[n], setting)) ?? false;
  const reported = table.rows.map((_, n) => n).filter((n) => !first.has(n) && !empty(n));
  const region = (box: Box) => regionOf(box, columns);
  const open = merged(gaps);
  const gap = gaps.length > MAX_GAPS ? undefined : valuesOf(open, columns);
  return {
    table,
    setting,
    overlaps: [...pairs]
      .filter(([row]) => first.has(row))
      .sort(([a], [b]) => a - b)
      .map(([row, { earlier, box }]) => ({
        row,
        earlier: [...earlier].sort((a, b) => a - b),
        where: region(box),
        set: columns.some((c, n) => c.kind === 'set' && (box[n]?.length ?? 0) < c.size),
      })),
    unreachable: reported.map((row) => ({
      row,
      reason: matched.has(row) ? ('behind' as const) : ('outside' as const),
      earlier: [...(pairs.get(row)?.earlier ?? [])].sort((a, b) => a - b),
    })),
    needlessOtherwise: table.otherwise !== undefined && gaps.length === 0,
    gaps: table.otherwise ? [] : open.flatMap((box) => runs(box, columns)).map(region),
    ...(gap && { gap }),
  };
}

function valuesOf(boxes: readonly Box[], columns: readonly Column[]): Gap | undefined {
  const found: GapBox[] = [];
  for (const box of boxes) {
    const parts = columns.flatMap((column, n) => column.values?.(box[n] ?? []) ?? []);
    if (parts.length < columns.length) return undefined;
    found.push(parts);
  }
  return found;
}

const all = (size: number): number[] => Array.from({ length: size }, (_, n) => n);

/** The column's atoms, those together that the same of the `alive` rows cover. */
function classesOf(column: Column, alive: readonly number[]): Iterable<readonly [readonly number[], readonly number[]]> {
  const classes = new Map<string, [readonly number[], number[]]>();
  const living = new Set(alive);
  for (const [atom, covering] of column.rowsAt.entries()) {
    const rows = covering.filter((row) => living.has(row));
    const key = rows.join(' ');
    const known = classes.get(key);
    if (known) known[1].push(atom);
    else classes.set(key, [rows, [atom]]);
  }
  return classes.values();
}

/** All alternatives of a row's column are intervals without a value: the interval is reported, the row need not be. */
function neverMatches(column: TableExpression['rows'][number]['columns'][number], of: Column | undefined, setting: Setting): boolean {
  if (of?.kind !== 'number' || column.length === 0) return false;
  const range = rangeOf(of.subject, setting.reader);
  const step = range.kind === 'number' ? range.step : undefined;
  return column.every((pattern) => {
    const span = pattern.kind === 'interval' ? spanOf(pattern, setting) : 'unknown';
    return span !== 'unknown' && holdsNothing(span.lower, span.upper, step);
  });
}

/** Fewer boxes that say the same: two that differ in one subject only become one. */
function merged(boxes: readonly Box[]): readonly Box[] {
  const list = boxes.slice(0, MAX_GAPS).map((box) => [...box]);
  for (let again = true; again; ) {
    again = false;
    for (let a = 0; a < list.length && !again; a++) {
      for (let b = a + 1; b < list.length && !again; b++) {
        const [x, y] = [list[a] ?? [], list[b] ?? []];
        const differing = x.map((_, n) => n).filter((n) => String(x[n]) !== String(y[n]));
        if (differing.length !== 1) continue;
        const n = differing[0] ?? 0;
        list[a] = x.map((atoms, k) => (k === n ? [...new Set([...atoms, ...(y[k] ?? [])])].sort((p, q) => p - q) : atoms));
        list.splice(b, 1);
        again = true;
      }
    }
  }
  return list;
}

/** The gaps of a single scale one by one, since each is a row to be written. */
function runs(box: Box, columns: readonly Column[]): readonly Box[] {
  const atoms = box[0] ?? [];
  if (columns.length !== 1 || columns[0]?.kind !== 'number') return [box];
  const parts: number[][] = [];
  for (const atom of atoms) {
    const last = parts.at(-1);
    if (last && last.at(-1) === atom - 1) last.push(atom);
    else parts.push([atom]);
  }
  return parts.map((part) => [part]);
}

function regionOf(box: Box, columns: readonly Column[]): Region {
  const words: string[] = [];
  let source: string[] | undefined = [];
  let members = true;
  for (const [n, column] of columns.entries()) {
    const atoms = box[n] ?? [];
    const whole = atoms.length === column.size;
    const text = whole && columns.length > 1 ? { parts: ['@any'], source: ['@any'] } : column.describe(atoms);
    if (!whole && column.kind !== 'members') members = false;
    if (n > 0) {
      words.push('|');
      source?.push('|');
    }
    words.push(...text.parts);
    source = text.source && source ? [...source, ...text.source] : undefined;
  }
  if (columns.length === 1 && columns[0]?.kind !== 'members') members = false;
  return { words, ...(source && { source }), members };
}

/** The slices of a `marginal`: they may touch in a point, must not share more, and have no gaps. */
export function analyseMarginal(table: MarginalExpression, setting: Setting): TableAnalysis | undefined {
  const range = rangeOf(table.subject, setting.reader, setting.guards);
  if (range.kind !== 'number' || nothing(range)) return undefined;
  const open = (end: ReturnType<typeof spanOf>) => (end === 'unknown' ? undefined : end);
  const spans = table.rows.map((row) => open(spanOf({ kind: 'interval', interval: row.interval }, setting)));
  const overlaps: { row: number; earlier: number[]; where: Region; set: boolean }[] = [];
  const unreachable: { row: number; reason: 'outside'; earlier: number[] }[] = [];
  for (const [n, span] of spans.entries()) {
    if (!span || isSliver(span.lower?.value, span.upper?.value)) continue;
    // A part of the subject lies in the slice only if the subject gets beyond the slice's lower end (for positive slices).
    const beyond = span.lower && range.upper && span.lower.value.sign >= 0 && range.upper.value.lte(span.lower.value);
    if (beyond) {
      unreachable.push({ row: n, reason: 'outside', earlier: [] });
      continue;
    }
    const earlier = spans.slice(0, n).flatMap((other, k) => (other && shareMore(span, other) ? [k] : []));
    const other = spans[earlier[0] ?? -1];
    if (!other) continue;
    const lower = [span.lower, other.lower].filter((e) => e !== undefined).sort((a, b) => b.value.compare(a.value))[0];
    const upper = [span.upper, other.upper].filter((e) => e !== undefined).sort((a, b) => a.value.compare(b.value))[0];
    const say = (value: NonNullable<typeof lower>) => setting.literal(value.value, table.subject.type);
    const words = [...(lower ? ['@over', say(lower)] : []), ...(upper ? [lower ? '@to' : '@most', say(upper)] : [])];
    overlaps.push({
      row: n,
      earlier: earlier.slice(0, MAX_RELATED),
      where: { words: words.length > 0 ? words : ['@any'], members: false },
      set: false,
    });
  }
  return { table, setting, overlaps, unreachable, needlessOtherwise: false, gaps: [] };
}

type Span = Exclude<ReturnType<typeof spanOf>, 'unknown'>;

function isSliver(lower: import('../exact').Exact | undefined, upper: import('../exact').Exact | undefined): boolean {
  return lower !== undefined && upper !== undefined && lower.gte(upper);
}

function shareMore(a: Span, b: Span): boolean {
  if (isSliver(b.lower?.value, b.upper?.value)) return false;
  const below = (x: Span, y: Span) => x.upper !== undefined && y.lower !== undefined && x.upper.value.lte(y.lower.value);
  return !below(a, b) && !below(b, a);
}

/** Where a table's own finding stands: from `by` to the end of its subjects. */
export function headOf(table: TableExpression | MarginalExpression): Place {
  const last = table.op === 'table' ? table.subjects.at(-1) : table.subject;
  return last ? { ...table.place, end: Math.max(last.place.end, table.place.start + 1) } : table.place;
}

// ---------------------------------------------------------------------------------------------- for the rules

/** The row's pattern and value. */
export function rowPlace(analysis: TableAnalysis, row: number): Place {
  return analysis.table.rows[row]?.place ?? analysis.table.place;
}

export function related(analysis: TableAnalysis, rows: readonly number[]): NonNullable<Problem['related']> {
  return rows.map((row) => ({ place: rowPlace(analysis, row), note: 'earlier-row', data: {} }));
}

/** Most gaps that a message names; a fix writes a row for each. */
const MAX_NAMED = 6;

/** `row-gap` or `member-missing` at the table's head, with the fixes that add rows or `otherwise`. */
export function gapProblem(name: 'row-gap' | 'member-missing', analysis: TableAnalysis, gaps: readonly Region[]): Problem {
  const named = gaps.slice(0, MAX_NAMED).flatMap((gap, n) => (n === 0 ? gap.words : [';', ...gap.words]));
  const where = gaps.length > MAX_NAMED ? [...named, ';', '…'] : named;
  const fixes: NonNullable<Problem['fixes']>[number][] = [];
  const language = languageOf(analysis.table.place);
  const value = blankOf(analysis.table.type, language);
  const sources = gaps.map((gap) => gap.source);
  if (value !== undefined && sources.every((s) => s !== undefined)) {
    const rows = sources.map((s) => `${source(s ?? [], language)}: ${value}`);
    fixes.push({ title: 'add-rows', data: {}, edits: [insertion(analysis, rows)] });
  }
  const taken = hasOtherMember(analysis.table);
  const otherwise = taken ? 'otherwise' : source(['@otherwise'], language);
  if (value !== undefined) {
    const edits = [insertion(analysis, [`${otherwise}: ${value}`])];
    fixes.push({ title: taken ? 'add-otherwise-word' : 'add-otherwise', data: {}, edits });
  }
  const { gap } = analysis;
  return { name, place: headOf(analysis.table), data: taken ? { code: 'other-is-member', where } : { where }, fixes, ...(gap && { gap }) };
}

/** A value to be filled in; undefined where there is no plain one of the type. */
function blankOf(type: ScalarType, language: 'en' | 'zh'): string | undefined {
  switch (type.kind) {
    case 'number':
      return '0';
    case 'boolean':
      return source(['@no'], language);
    case 'text':
      return '""';
    case 'member':
      return type.members[0];
    case 'date':
    case 'set':
    case 'broken':
      return undefined;
    default:
      return type satisfies never;
  }
}

/** Is `其他:` the row of a member here? Then what is left over is written `otherwise:` in either language. */
function hasOtherMember(table: TableAnalysis['table']): boolean {
  const type = table.op === 'table' && table.subjects.length === 1 ? table.subjects[0]?.type : undefined;
  return (type?.kind === 'member' || type?.kind === 'set') && type.members.includes('其他');
}

/** New rows behind the last one: on lines of their own where the table's rows are. */
function insertion(analysis: TableAnalysis, rows: readonly string[]): { place: Place; text: string } {
  const last = rowPlace(analysis, analysis.table.rows.length - 1);
  const text = last.item.text;
  const lineStart = text.lastIndexOf('\n', last.start - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? '';
  const own = text.slice(lineStart, last.start).trim() === '';
  if (!own) return { place: { ...last, start: last.end }, text: rows.map((row) => `, ${row}`).join('') };
  const rest = /^[ \t]*[,;]?[ \t]*(\/\/[^\n\r]*)?(?=\r?\n|$)/.exec(text.slice(last.end));
  const at = last.end + (rest?.[0].length ?? 0);
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const gap = rest ? '' : ',';
  return { place: { ...last, start: at, end: at }, text: `${gap}${rows.map((row) => `${newline}${indent}${row}`).join('')}` };
}

/** Takes a row out. */
export function removal(analysis: TableAnalysis, row: number): NonNullable<Problem['fixes']> {
  return [{ title: 'remove-row', data: {}, edits: [{ place: wholeRow(rowPlace(analysis, row)), text: '' }] }];
}
