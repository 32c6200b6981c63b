/** Why: a finding is understood at a glance when its line stands there with the place underlined. */

import { charWidth, inert, printable, width } from '../../explain/width';
import type { Lines } from './lines';

/** Cells of source that an excerpt shows at most, and of them before the place where both sides are cut. */
const SHOWN = 110;
const BEFORE = 30;
/** Characters that are looked at on either side of the place: a line may be a whole file, with a finding at each word. */
const NEAR = 500;
const TAB = 4;

interface Excerpt {
  /** Line number from 1. */
  readonly line: number;
  readonly source: string;
  /** Blanks, then carets; aligned with `source` on a terminal that draws wide characters in two cells. */
  readonly carets: string;
}

/**
 * The first line of a range with carets under it. Long lines are cut on both sides so that the place stays in sight.
 * @param room cells that there are for the source, of a terminal that is narrow
 */
export function excerpt(lines: Lines, start: number, end: number, room = Number.POSITIVE_INFINITY): Excerpt {
  const from = lines.position(start);
  const to = lines.position(Math.max(start, end));
  const whole = lines.line(from.line);
  const skipped = whole.length > 4 * NEAR ? Math.max(0, from.character - NEAR) : 0;
  const raw = whole.length > 4 * NEAR ? whole.slice(skipped, from.character + NEAR) : whole;
  const stop = to.line > from.line ? raw.length : Math.min(raw.length, Math.max(to.character, from.character) - skipped);
  const cells = cellsOf(raw);
  const first = cells.offset(from.character - skipped);
  const last = Math.max(cells.offset(stop), first + 1);
  if (cells.total <= Math.min(SHOWN, room))
    return { line: from.line + 1, source: cells.text, carets: `${' '.repeat(first)}${'^'.repeat(last - first)}` };
  // An ellipsis on either side takes a cell.
  const most = Math.max(1, Math.min(SHOWN, room - 2));
  const left = Math.max(0, Math.min(first - Math.min(BEFORE, most >> 1), cells.total - most));
  const cut = slice(cells.text, left, most);
  const caretFrom = first - cut.from + (cut.from > 0 ? 1 : 0);
  const caretTo = Math.min(last - cut.from + (cut.from > 0 ? 1 : 0), width(cut.text));
  return { line: from.line + 1, source: cut.text, carets: `${' '.repeat(caretFrom)}${'^'.repeat(Math.max(1, caretTo - caretFrom))}` };
}

/** The line as a terminal shows it (tabs as blanks, control characters visible), with the cell at which each UTF-16 offset stands. */
function cellsOf(raw: string): { text: string; total: number; offset(character: number): number } {
  const at = new Map<number, number>();
  let text = '';
  let cell = 0;
  let unit = 0;
  for (const char of raw) {
    at.set(unit, cell);
    if (char === '\t') {
      const blanks = TAB - (cell % TAB);
      text += ' '.repeat(blanks);
      cell += blanks;
    } else {
      const shown = printable(char);
      text += shown;
      cell += charWidth(shown);
    }
    unit += char.length;
  }
  return {
    text: inert(text),
    total: cell,
    offset: (character) => (character >= unit ? cell : (at.get(character) ?? at.get(character - 1) ?? cell)),
  };
}

/** `cells` cells of a text from cell `from` on (or the next whole character), with `…` where something is left out. */
function slice(text: string, from: number, cells: number): { text: string; from: number } {
  let cell = 0;
  let start = -1;
  let kept = '';
  let used = 0;
  let more = false;
  for (const char of text) {
    const size = charWidth(char);
    if (cell >= from) {
      if (start < 0) start = cell;
      if (used + size > cells) {
        more = true;
        break;
      }
      kept += char;
      used += size;
    }
    cell += size;
  }
  const begin = Math.max(start, 0);
  return { text: `${begin > 0 ? '…' : ''}${kept}${more ? '…' : ''}`, from: begin };
}
