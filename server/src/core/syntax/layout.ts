/**
 * Units to lines. The author's line breaks stay; what is between them is set: indentation by the brackets that are open, one space or none
 * between units, at most one blank line, and columns of consecutive lines of one kind.
 */
import { eachNode } from './compare';
import type { Unit } from './spelling';
import type { ItemNode } from './tree';

const STEP = 2;

/** Places in the text that decide how the units around them are set. */
interface Marks {
  /** Where an entry begins: a statement, row, member, field … Other lines go on with one. */
  readonly entries: ReadonlySet<number>;
  /** `:` of ratios and `/` of units. */
  readonly tight: ReadonlySet<number>;
  /** Unary `-`. */
  readonly unary: ReadonlySet<number>;
  /** Where the aligned part of an entry begins after (its `=`, value or label), by the entry's start. */
  readonly columns: ReadonlyMap<number, Column>;
}

interface Column {
  /** Lines of one kind are aligned with each other. */
  readonly kind: string;
  /** Offset of the unit that is set on a common column. */
  readonly at: number;
}

interface Line {
  readonly units: readonly Unit[];
  readonly indent: number;
  readonly blankBefore: boolean;
  /** Is the whole line one entry that also ends on it? */
  readonly entry: number | undefined;
  padding: number;
  paddedUnit: number;
}

/** The item's text, without a line break at its end. `first`: no blank line may stand before it. */
/** In place of an offset: the entry's second unit, or its `=`. */
const SECOND = -2;
const EQUALS = -3;

export function layOut(node: ItemNode, units: readonly Unit[], first: boolean, newline: string, prefix: string): string {
  const marks = marksOf(node, units);
  const lines = linesOf(units, marks);
  align(lines, marks);
  let out = '';
  lines.forEach((line, i) => {
    if (i > 0) out += newline;
    if (line.blankBefore && !(i === 0 && first)) out += prefix.trimEnd() + newline;
    out += prefix + ' '.repeat(line.indent) + lineText(line.units, marks, line);
  });
  return out;
}

function linesOf(units: readonly Unit[], marks: Marks): Line[] {
  const lines: Line[] = [];
  const open: { text: string; indent: number }[] = [];
  let i = 0;
  while (i < units.length) {
    const start = i;
    const first = units[i];
    if (!first) break;
    i++;
    while (i < units.length && (units[i]?.breaks ?? 0) === 0) i++;
    const line = units.slice(start, i);
    let indent: number;
    const top = open[open.length - 1];
    if (isClosing(first)) indent = leadingIndent(line, open);
    else {
      indent = top ? top.indent + STEP : 0;
      const inside = top?.text === '(' || top?.text === '[';
      if (first.kind !== 'comment' && !inside && start > 0 && !marks.entries.has(first.start)) indent += STEP;
    }
    const before = start > 0 ? units[start - 1] : undefined;
    const blankBefore = first.breaks === 2 && !(before && isOpening(before)) && !isClosing(first);
    const depth = open.length;
    let lowest = depth;
    for (const u of line) {
      if (isOpening(u)) open.push({ text: u.text, indent });
      else if (isClosing(u)) {
        open.pop();
        lowest = Math.min(lowest, open.length);
      }
    }
    const whole =
      open.length === depth &&
      lowest === depth &&
      marks.columns.has(first.start) &&
      (i >= units.length || endsEntry(units[i], line, marks));
    lines.push({ units: line, indent, blankBefore, entry: whole ? first.start : undefined, padding: 0, paddedUnit: -1 });
  }
  return lines;
}

/** Does the next line begin something new, and is there one entry only on this one? */
function endsEntry(next: Unit | undefined, line: readonly Unit[], marks: Marks): boolean {
  if (next && !isClosing(next) && next.kind !== 'comment' && !marks.entries.has(next.start)) return false;
  let nested = 0;
  for (const [i, u] of line.entries()) {
    if (isOpening(u)) nested++;
    else if (isClosing(u)) nested--;
    else if (i > 0 && nested === 0 && marks.columns.has(u.start)) return false;
  }
  return true;
}

function isOpening(u: Unit): boolean {
  return u.kind === 'punctuation' && (u.text === '{' || u.text === '(' || u.text === '[');
}
function isClosing(u: Unit): boolean {
  return u.kind === 'punctuation' && (u.text === '}' || u.text === ')' || u.text === ']');
}

/** A line that begins with closing brackets stands where the line of the last of them that it closes stood. */
function leadingIndent(line: readonly Unit[], open: readonly { indent: number }[]): number {
  let count = 0;
  while (count < line.length && line[count] && isClosing(line[count] as Unit)) count++;
  return open[Math.max(0, open.length - count)]?.indent ?? 0;
}

function align(lines: readonly Line[], marks: Marks): void {
  for (let i = 0; i < lines.length; ) {
    const kind = kindOf(lines[i], marks);
    let j = i + 1;
    if (kind !== undefined)
      while (j < lines.length && kindOf(lines[j], marks) === kind && lines[j]?.indent === lines[i]?.indent && !lines[j]?.blankBefore) j++;
    if (kind !== undefined && j - i > 1) alignRun(lines.slice(i, j), marks);
    i = j;
  }
}

function kindOf(line: Line | undefined, marks: Marks): string | undefined {
  return line?.entry === undefined ? undefined : marks.columns.get(line.entry)?.kind;
}

function alignRun(lines: readonly Line[], marks: Marks): void {
  const widths = lines.map((line) => {
    const at = marks.columns.get(line.entry ?? -1)?.at;
    const index =
      at === SECOND ? 1 : at === EQUALS ? line.units.findIndex((u) => u.text === '=') : line.units.findIndex((u) => u.start === at);
    if (index <= 0 || index >= line.units.length) return -1;
    line.paddedUnit = index;
    return width(lineText(line.units.slice(0, index), marks, undefined));
  });
  const most = Math.max(...widths);
  lines.forEach((line, i) => {
    const w = widths[i] ?? -1;
    if (w >= 0) line.padding = most - w;
  });
}

/** Columns that a text takes: East Asian characters take two. */
export function width(text: string): number {
  let n = 0;
  for (const c of text)
    n +=
      (c.codePointAt(0) ?? 0) >= 0x1100 &&
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u.test(c)
        ? 2
        : 1;
  return n;
}

function lineText(units: readonly Unit[], marks: Marks, line: Line | undefined): string {
  let out = '';
  for (let i = 0; i < units.length; i++) {
    const u = units[i];
    if (!u) continue;
    const previous = units[i - 1];
    if (previous) out += u.kind === 'comment' ? '  ' : space(previous, u, marks) ? ' ' : '';
    if (line && i === line.paddedUnit) out += ' '.repeat(line.padding);
    out += u.text;
  }
  return out;
}

/** Is there a space between two units on a line? */
function space(a: Unit, b: Unit, marks: Marks): boolean {
  if (b.kind === 'punctuation') {
    if (b.text === ',' || b.text === ';' || b.text === ')') return false;
    if (b.text === '%') return false;
    if (b.text === ':') return false;
    if (b.text === '/' && marks.tight.has(b.start)) return false;
    if (b.text === '}' && a.text === '{' && a.kind === 'punctuation') return false;
    if (b.text === ']' && a.text === '[' && a.kind === 'punctuation') return false;
    if (b.text === '(') return a.token.role !== 'function' && !(a.kind === 'punctuation' && a.text === '(') && !isUnary(a, marks);
  }
  if (a.kind === 'punctuation') {
    if (a.text === '(') return false;
    if ((a.text === ':' || a.text === '/') && marks.tight.has(a.start)) return false;
    if (isUnary(a, marks)) return false;
  }
  // 10万元, but 80 EUR and 1000万 USD.
  return !(b.token.role === 'unit' && b.kind === 'word' && a.kind === 'number' && b.text.charCodeAt(0) >= 128);
}

function isUnary(u: Unit, marks: Marks): boolean {
  return u.kind === 'punctuation' && u.text === '-' && marks.unary.has(u.start);
}

// ---------------------------------------------------------------------------------------------- marks

interface At {
  readonly start: number;
  readonly end: number;
}

function marksOf(node: ItemNode, units: readonly Unit[]): Marks {
  const entries = new Set<number>([node.start]);
  const tight = new Set<number>();
  const unary = new Set<number>();
  const columns = new Map<number, Column>();
  const list = (xs: unknown): readonly At[] => (Array.isArray(xs) ? xs : []);
  eachNode(node, (n) => {
    const at = n as unknown as At;
    for (const key of ['body', 'fields', 'members', 'rows', 'entries', 'items', 'alternatives']) {
      for (const x of list(n[key])) {
        const inner = x as unknown as { name?: At; condition?: At; value?: At };
        const start = x.start ?? (key === 'fields' ? inner.name?.start : inner.condition?.start);
        if (start === undefined) continue;
        entries.add(start);
        if (key === 'fields' && x.start === undefined && inner.name && inner.value) columns.set(start, { kind: 'given', at: EQUALS });
        else if (key !== 'members' && key !== 'items' && key !== 'alternatives')
          column(x as unknown as Readonly<Record<string, unknown>>, key, columns);
      }
    }
    if (n.otherwise) {
      const row = n.otherwise as At;
      entries.add(row.start);
      column(n.otherwise as Readonly<Record<string, unknown>>, 'rows', columns);
    }
    if (n.kind === 'ratio') tight.add(at.start + String(n.left).length);
    if (n.kind === 'negate') unary.add(at.start);
    if (Array.isArray(n.denominators)) {
      let end = (n.numerator as At).end;
      for (const d of n.denominators as At[]) {
        tight.add(end);
        end = d.end;
      }
    }
  });
  if (node.kind === 'exclusive' || node.kind === 'limit') {
    for (const u of units) {
      if (u.breaks === 0 || u.token.keyword === undefined || !GROUP_PARTS.has(u.token.keyword)) continue;
      entries.add(u.start);
      columns.set(u.start, u.token.keyword === 'source' ? { kind: 'head', at: SECOND } : { kind: 'body', at: SECOND });
    }
  }
  return { entries, tight, unary, columns };
}

const GROUP_PARTS: ReadonlySet<string> = new Set(['source', 'each', 'among', 'choose', 'cap']);

/** Where the part of an entry that is set in a column begins. */
function column(n: Readonly<Record<string, unknown>>, key: string, columns: Map<number, Column>): void {
  const start = n.start as number;
  const child = (name: string) => (n[name] as At | undefined)?.start;
  if (key === 'rows') columns.set(start, { kind: 'row', at: child('value') ?? -1 });
  else if (key === 'fields' && typeof n.field === 'string') columns.set(start, { kind: 'policy', at: SECOND });
  else if (key === 'fields') columns.set(start, { kind: 'field', at: child('label') ?? -1 });
  else if (key === 'body') columns.set(start, statementColumn(n.kind));
  else columns.set(start, { kind: 'entry', at: -1 });
}

function statementColumn(kind: unknown): Column {
  switch (kind) {
    case 'source':
    case 'department':
    case 'effective':
      return { kind: 'head', at: SECOND };
    case 'each':
    case 'when':
    case 'award':
    case 'less':
    case 'cap':
    case 'floor':
    case 'round':
    case 'grants':
      return { kind: 'body', at: SECOND };
    case 'given':
      return { kind: 'given', at: EQUALS };
    default:
      return { kind: `other ${String(kind)}`, at: -1 };
  }
}
