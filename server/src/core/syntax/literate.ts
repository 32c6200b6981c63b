/**
 * Literate files: Markdown whose fenced blocks tagged `clause` hold the code, in order. Only what is needed of CommonMark is read: fences
 * (of backticks or tildes, any length, also in lists and quotes) and headings.
 */

export interface Fence {
  /** The code between the fence's lines, UTF-16 offsets in the Markdown text. */
  readonly start: number;
  readonly end: number;
  /** The opening line's start, and the end of the closing line. */
  readonly outerStart: number;
  readonly outerEnd: number;
}

export interface Heading {
  /** 1 to 6. */
  readonly level: number;
  readonly title: string;
  readonly start: number;
  readonly end: number;
  /** Where its section ends: at the next heading of its level or above, or at the end of the text. */
  readonly sectionEnd: number;
}

export interface Literate {
  /** The text with all that stands before the code of a fence in a quote blanked out; of the same length. */
  readonly source: string;
  readonly fences: readonly Fence[];
  readonly headings: readonly Heading[];
}

const OPENING = /^(`{3,}|~{3,})[ \t]*([^\s`{]*)([^\n]*)$/;
const LIST = /^(\s*)(?:[-*+]|\d{1,9}[.)])(\s+|$)/;

interface OpenFence {
  readonly mark: string;
  readonly quotes: number;
  readonly clause: boolean;
  readonly start: number;
  readonly outerStart: number;
}

/** Reads Markdown; never fails. A fence without an end goes to the end of its quote, or of the text. */
export function readLiterate(text: string): Literate {
  const fences: Fence[] = [];
  const headings: Omit<Heading, 'sectionEnd'>[] = [];
  const blanks: [number, number][] = [];
  let open: OpenFence | undefined;
  /** How far the text of the list item that we may be in is indented. */
  let list = 0;
  let previous: { text: string; start: number } | undefined;
  let front = /^\uFEFF?---[ \t]*\r?\n/.test(text);

  const close = (at: number, outerEnd: number) => {
    if (open?.clause) fences.push({ start: open.start, end: at, outerStart: open.outerStart, outerEnd });
    open = undefined;
  };
  for (let start = 0; start < text.length; ) {
    const { end, next } = lineAt(text, start);
    const line = text.slice(start, end);
    const { quotes, length } = quotePrefix(line, open ? open.quotes : Number.POSITIVE_INFINITY);
    const rest = line.slice(length);
    if (front) {
      if (start > 0 && /^(?:---|\.\.\.)[ \t]*$/.test(line)) front = false;
    } else if (open && quotes < open.quotes) {
      close(start, start);
      continue;
    } else if (open) {
      const trimmed = rest.trim();
      if (trimmed.length >= open.mark.length && trimmed === open.mark.charAt(0).repeat(trimmed.length)) close(start, end);
      else if (open.clause && length > 0) blanks.push([start, start + length]);
    } else {
      const bullet = LIST.exec(rest);
      const body = bullet ? rest.slice(bullet[0].length) : rest;
      const indent = bullet ? 0 : (/^ */.exec(rest)?.[0].length ?? 0);
      if (bullet) list = bullet[0].length;
      else if (rest.trim() !== '' && indent === 0) list = 0;
      const found = indent <= list + 3 ? OPENING.exec(body.trim()) : null;
      const mark = found?.[1];
      if (found && mark && !(mark.startsWith('`') && found[3]?.includes('`'))) {
        open = { mark, quotes, clause: found[2]?.toLowerCase() === 'clause', start: next, outerStart: start };
        previous = undefined;
      } else previous = heading(rest, start, end, previous, headings);
    }
    start = next;
  }
  if (open) close(text.length, text.length);
  return { source: blankOut(text, blanks), fences, headings: withSections(headings, text.length) };
}

function lineAt(text: string, start: number): { end: number; next: number } {
  let end = text.indexOf('\n', start);
  if (end < 0) return { end: text.length, next: text.length };
  const next = end + 1;
  if (end > start && text.charCodeAt(end - 1) === 13) end--;
  return { end, next };
}

/** The `>` marks of a quote at a line's start, at most `most` of them. */
function quotePrefix(line: string, most: number): { quotes: number; length: number } {
  let length = 0;
  let quotes = 0;
  while (quotes < most) {
    const found = /^ {0,3}> ?/.exec(line.slice(length));
    if (!found) break;
    length += found[0].length;
    quotes++;
  }
  return { quotes, length };
}

/** Notes a heading; returns the line if it may be the title over a line of `===` or `---`. */
function heading(
  line: string,
  start: number,
  end: number,
  previous: { text: string; start: number } | undefined,
  headings: Omit<Heading, 'sectionEnd'>[],
): { text: string; start: number } | undefined {
  const atx = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/.exec(line);
  if (atx?.[1]) {
    headings.push({ level: atx[1].length, title: (atx[2] ?? '').trim(), start, end });
    return undefined;
  }
  const under = /^ {0,3}(=+|-+)[ \t]*$/.exec(line);
  if (under?.[1] && previous) {
    headings.push({ level: under[1].startsWith('=') ? 1 : 2, title: previous.text.trim(), start: previous.start, end });
    return undefined;
  }
  return line.trim() === '' || LIST.test(line) || /^ {4}/.test(line) ? undefined : { text: line, start };
}

function withSections(headings: readonly Omit<Heading, 'sectionEnd'>[], length: number): Heading[] {
  const done: Heading[] = [];
  const waiting: Omit<Heading, 'sectionEnd'>[] = [];
  const finish = (level: number, at: number) => {
    for (let top = waiting[waiting.length - 1]; top && top.level >= level; top = waiting[waiting.length - 1]) {
      done.push({ ...top, sectionEnd: at });
      waiting.pop();
    }
  };
  for (const h of headings) {
    finish(h.level, h.start);
    waiting.push(h);
  }
  finish(0, length);
  return done.sort((a, b) => a.start - b.start);
}

function blankOut(text: string, ranges: readonly (readonly [number, number])[]): string {
  if (ranges.length === 0) return text;
  let out = '';
  let at = 0;
  for (const [start, end] of ranges) {
    out += text.slice(at, start) + ' '.repeat(end - start);
    at = end;
  }
  return out + text.slice(at);
}
