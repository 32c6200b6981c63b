/**
 * Units to lines. The author's line breaks stay; what is between them is set: indentation by the brackets that are open, one space or none
 * between units, at most one blank line, and columns of neighbouring entries of one kind.
 */
import { type Marks, marksOf, stopIndex } from './marks';
import type { Unit } from './spelling';
import type { ItemNode } from './tree';

export const STEP = 2;
/** Reasons and conditions at a line's end are set in a column only where that moves none of them further than this. */
const FARTHEST = 24;

export interface Line {
  readonly units: readonly Unit[];
  readonly indent: number;
  readonly blankBefore: boolean;
  /** Is there one entry only that begins on this line, and at its start? */
  readonly single: boolean;
  /** Spaces to add before the unit with this index. */
  readonly padding: Map<number, number>;
}

/** The item's text, without a line break at its end. `first`: no blank line may stand before it. */
export function layOut(node: ItemNode, units: readonly Unit[], first: boolean, newline: string, prefix: string): string {
  const marks = marksOf(node, units);
  const { lines } = linesOf(units, marks);
  align(lines, marks);
  let out = '';
  lines.forEach((line, i) => {
    if (i > 0) out += newline;
    if (line.blankBefore && !(i === 0 && first)) out += prefix.trimEnd() + newline;
    out += prefix + ' '.repeat(line.indent) + lineText(line.units, marks, line.padding);
  });
  return out;
}

/** A bracket that is not closed yet, and the indentation of the line on which it stands. */
export interface OpenBracket {
  readonly text: string;
  readonly indent: number;
}

/** The units cut into lines, and the brackets that are open after the last one. */
export function linesOf(units: readonly Unit[], marks: Marks): { readonly lines: readonly Line[]; readonly open: readonly OpenBracket[] } {
  const lines: Line[] = [];
  const open: OpenBracket[] = [];
  for (let i = 0; i < units.length; ) {
    const start = i;
    const first = units[i];
    if (!first) break;
    i++;
    while (i < units.length && units[i]?.breaks === 0) i++;
    const line = units.slice(start, i);
    const top = open[open.length - 1];
    let indent = top ? top.indent + STEP : 0;
    if (isClosing(first)) indent = leadingIndent(line, open);
    else if (first.kind !== 'comment' && start > 0 && top?.text !== '(' && top?.text !== '[' && !marks.entries.has(first.start))
      indent += STEP;
    const before = units[start - 1];
    const blankBefore = first.breaks === 2 && !(before && isOpening(before)) && !isClosing(first);
    lines.push({ units: line, indent, blankBefore, single: isSingle(line, marks), padding: new Map() });
    for (const u of line) {
      if (isOpening(u)) open.push({ text: u.text, indent });
      else if (isClosing(u)) open.pop();
    }
  }
  return { lines, open };
}

function isSingle(line: readonly Unit[], marks: Marks): boolean {
  let nested = 0;
  for (const [i, u] of line.entries()) {
    if (isOpening(u)) nested++;
    else if (isClosing(u)) nested--;
    else if (nested === 0 && marks.columns.has(u.start) !== (i === 0)) {
      if (i === 0 || marks.columns.has(u.start)) return false;
    }
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
  for (const u of line) {
    if (!isClosing(u)) break;
    count++;
  }
  return open[Math.max(0, open.length - count)]?.indent ?? 0;
}

// ---------------------------------------------------------------------------------------------- columns

/** Sets neighbouring entries of one kind in columns; what is nested in one of them does not part them, a blank line does. */
function align(lines: readonly Line[], marks: Marks): void {
  for (const [i, line] of lines.entries()) {
    const kind = kindOf(line, marks);
    if (kind === undefined || continues(lines, i, kind, marks)) continue;
    const run = [line];
    for (let j = i + 1; j < lines.length; j++) {
      const next = lines[j];
      if (!next || next.blankBefore || next.indent < line.indent) break;
      if (next.indent > line.indent || (next.units[0] && isClosing(next.units[0]))) continue;
      if (kindOf(next, marks) !== kind) break;
      run.push(next);
    }
    if (run.length > 1) alignRun(run, marks);
  }
}

/** Is the line part of a run that began above? */
function continues(lines: readonly Line[], at: number, kind: string, marks: Marks): boolean {
  const line = lines[at];
  for (let j = at - 1, below = line; line && below && !below.blankBefore; j--) {
    const above = lines[j];
    if (!above || above.indent < line.indent) return false;
    if (above.indent === line.indent && !(above.units[0] && isClosing(above.units[0]))) return kindOf(above, marks) === kind;
    below = above;
  }
  return false;
}

function kindOf(line: Line | undefined, marks: Marks): string | undefined {
  const first = line?.single ? line.units[0] : undefined;
  return first && marks.columns.get(first.start)?.kind;
}

function alignRun(run: readonly Line[], marks: Marks): void {
  const stopsOf = (line: Line) => marks.columns.get(line.units[0]?.start ?? -1)?.stops ?? [];
  const most = Math.max(...run.map((line) => stopsOf(line).length));
  for (let column = 0; column < most; column++) {
    let part: { line: Line; index: number }[] = [];
    let type = '';
    for (const line of run) {
      const stop = stopsOf(line)[column];
      const index = stop ? stopIndex(stop, line.units) : -1;
      if (!stop || index <= 0 || index >= line.units.length || stop.type !== type) {
        pad(part, type, marks);
        part = [];
        type = stop?.type ?? '';
      }
      if (stop && index > 0 && index < line.units.length) part.push({ line, index });
    }
    pad(part, type, marks);
  }
}

function pad(part: readonly { line: Line; index: number }[], type: string, marks: Marks): void {
  if (part.length < 2) return;
  const widths = part.map(({ line, index }) => width(lineText(line.units.slice(0, index), marks, line.padding)));
  const most = Math.max(...widths);
  if (type.startsWith('tail') && most - Math.min(...widths) > FARTHEST) return;
  part.forEach(({ line, index }, i) => {
    line.padding.set(index, most - (widths[i] ?? most));
  });
}

/** Columns that a text takes: East Asian characters take two. */
export function width(text: string): number {
  let n = 0;
  for (const c of text) n += WIDE.test(c) ? 2 : 1;
  return n;
}
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/;

function lineText(units: readonly Unit[], marks: Marks, padding: ReadonlyMap<number, number>): string {
  let out = '';
  for (const [i, u] of units.entries()) {
    const previous = units[i - 1];
    if (previous) out += u.kind === 'comment' ? '  ' : space(previous, u, marks) ? ' ' : '';
    out += ' '.repeat(padding.get(i) ?? 0) + u.text;
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
