/**
 * Why: the printer gives whole items; an editor should be told of the blanks that change, so that cursors, folds and breakpoints stay where
 * they are and lines that were laid out already are left alone. The printer keeps an author's lines, so lines are compared in pairs.
 */
import { halfWidth } from '../core/syntax/chars';
import type { FormatEdit } from '../core/syntax/index';

/** A line with its end, and the blank lines before it. */
interface Written {
  readonly blank: string;
  readonly line: string;
}

function linesOf(text: string): { readonly lines: readonly Written[]; readonly rest: string } {
  const lines: Written[] = [];
  let blank = '';
  for (const [line] of text.matchAll(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g)) {
    if (line.trim() === '') {
      blank += line;
    } else {
      lines.push({ blank, line });
      blank = '';
    }
  }
  return { lines, rest: blank };
}

/** The edits that make `after` of `before`, in order. `offset` is where `before` begins in the text that they are for. */
export function minimalEdits(before: string, after: string, offset = 0): FormatEdit[] {
  const edits: FormatEdit[] = [];
  const old = linesOf(before);
  const wanted = linesOf(after);
  if (old.lines.length !== wanted.lines.length) {
    replace(before, after, offset, edits);
    return edits;
  }
  let at = offset;
  for (const [i, { blank, line }] of old.lines.entries()) {
    const now = wanted.lines[i];
    if (!now) break;
    replace(blank, now.blank, at, edits);
    at += blank.length;
    const inLine = blanksOf(line, now.line, at);
    if (inLine) edits.push(...inLine);
    else replace(line, now.line, at, edits);
    at += line.length;
  }
  replace(old.rest, wanted.rest, at, edits);
  return edits;
}

/** One edit, without what both begin and end with. A line break of two characters is one. */
function replace(before: string, after: string, offset: number, edits: FormatEdit[]): void {
  if (before === after) return;
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  if (splitsBreak(before, start) || splitsBreak(after, start)) start--;
  let same = 0;
  while (same < most - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  if (same > 0 && (splitsBreak(before, before.length - same) || splitsBreak(after, after.length - same))) same--;
  edits.push({ start: offset + start, end: offset + before.length - same, text: after.slice(start, after.length - same) });
}

function splitsBreak(text: string, at: number): boolean {
  return text[at - 1] === '\r' && text[at] === '\n';
}

const BLANKS = /\s*/y;

function blanksAt(text: string, at: number): string {
  BLANKS.lastIndex = at;
  return BLANKS.exec(text)?.[0] ?? '';
}

/** The edits of one line where nothing but blanks and the width of punctuation changes; undefined where a word does. */
function blanksOf(before: string, after: string, offset: number): FormatEdit[] | undefined {
  const edits: FormatEdit[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    const old = blanksAt(before, i);
    const wanted = blanksAt(after, j);
    replace(old, wanted, offset + i, edits);
    i += old.length;
    j += wanted.length;
    if (i >= before.length || j >= after.length) {
      if (i < before.length || j < after.length) return undefined;
      break;
    }
    const c = before.charCodeAt(i);
    const d = after.charCodeAt(j);
    if (c !== d) {
      if (halfWidth(c) !== d) return undefined;
      edits.push({ start: offset + i, end: offset + i + 1, text: after.charAt(j) });
    }
    i++;
    j++;
  }
  return edits;
}
