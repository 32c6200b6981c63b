/**
 * Why: rows of a CSV file (RFC 4180) as they come in, piece by piece, each with the line on which it begins. Made here since the readers there
 * are lose count of lines where a cell holds CRLF, and give up the whole file for one stray quote; a row that is not well-formed is here a
 * row with a trouble, and the next line is read on.
 */

export type Separator = ',' | ';' | '\t';

export interface CsvRow {
  readonly cells: readonly string[];
  /** From 1. */
  readonly line: number;
  /** The first cell, from 0, with a quote inside of it or with text behind its closing quote. */
  readonly stray?: number;
}

export type CsvTrouble =
  | { readonly code: 'open-quote'; readonly line: number }
  | { readonly code: 'row-too-long'; readonly line: number; readonly most: number };

/** Longer rows are refused: an unclosed quote must not take the whole file into memory. Characters. */
export const LONGEST_ROW = 1_000_000;

const QUOTE = 0x22;
const CR = 0x0d;
const LF = 0x0a;

/** Where in a cell the reader is: before it, in an unquoted or quoted one, at a quote in a quoted one that may close it, behind that. */
type State = 'start' | 'plain' | 'quoted' | 'quote' | 'behind';

export class CsvParser {
  trouble: CsvTrouble | undefined;
  private state: State = 'start';
  private cells: string[] = [];
  /** The cell's text from earlier pieces, or up to a doubled quote. */
  private held = '';
  /** Characters of cells that the row has already. */
  private length = 0;
  private line = 1;
  private rowLine = 1;
  private quoteLine = 1;
  private stray: number | undefined;
  /** The last piece ended in a CR, whose LF may follow. */
  private afterCr = false;
  private begun = false;

  constructor(
    private readonly separator: Separator,
    private readonly visit: (row: CsvRow) => void,
    firstLine = 1,
  ) {
    this.line = firstLine;
    this.rowLine = firstLine;
  }

  /** The next piece of the text. After a trouble nothing more is read. */
  push(text: string): void {
    if (this.trouble) return;
    const separator = this.separator.charCodeAt(0);
    const { length } = text;
    let from = 0;
    let i = 0;
    if (this.afterCr && length > 0) {
      this.afterCr = false;
      if (text.charCodeAt(0) === LF) {
        if (this.state === 'quoted') this.held += '\n';
        i = 1;
        from = 1;
      }
    }
    while (i < length) {
      const c = text.charCodeAt(i);
      switch (this.state) {
        case 'start':
          this.begun = this.begun || (c !== CR && c !== LF);
          if (c === QUOTE) {
            this.state = 'quoted';
            this.quoteLine = this.line;
            from = ++i;
            break;
          }
          from = i;
          this.state = 'plain';
          break;
        case 'plain':
        case 'behind': {
          if (c === separator) {
            this.cell(text.slice(from, i));
            from = ++i;
          } else if (c === CR || c === LF) {
            this.cell(text.slice(from, i));
            this.row();
            this.line++;
            this.rowLine = this.line;
            if (c === CR && i + 1 === length) this.afterCr = true;
            i += c === CR && text.charCodeAt(i + 1) === LF ? 2 : 1;
            from = i;
          } else {
            // Text behind a closing quote, but for spaces; a quote in an unquoted cell.
            if (this.state === 'behind' ? c !== 0x20 : c === QUOTE) this.stray ??= this.cells.length;
            i++;
          }
          break;
        }
        case 'quoted':
          if (c === QUOTE) {
            this.held += text.slice(from, i);
            this.state = 'quote';
          } else if (c === LF) this.line++;
          else if (c === CR) {
            this.line++;
            if (i + 1 === length) this.afterCr = true;
            else if (text.charCodeAt(i + 1) === LF) i++;
          }
          i++;
          break;
        case 'quote':
          if (c === QUOTE) {
            this.state = 'quoted';
            from = i++;
          } else {
            this.state = 'behind';
            from = i;
          }
          break;
        default:
          this.state satisfies never;
      }
    }
    // What is left of the piece is kept; a slice of it would keep the whole piece in memory, but only until the row ends.
    if (this.state === 'plain' || this.state === 'behind' || this.state === 'quoted') this.held += text.slice(from, length);
    if (this.length + this.held.length > LONGEST_ROW)
      this.trouble =
        this.state === 'quoted'
          ? { code: 'open-quote', line: this.quoteLine }
          : { code: 'row-too-long', line: this.rowLine, most: LONGEST_ROW };
  }

  /** The file is at its end. */
  end(): void {
    if (this.trouble) return;
    if (this.state === 'quoted') {
      this.trouble = { code: 'open-quote', line: this.quoteLine };
      return;
    }
    if (!this.begun) return;
    this.cell('');
    this.row();
  }

  private cell(rest: string): void {
    const text = this.held === '' ? rest : this.held + rest;
    this.held = '';
    this.state = 'start';
    this.cells.push(text);
    this.length += text.length;
    this.begun = true;
  }

  private row(): void {
    const { cells, stray } = this;
    this.cells = [];
    this.length = 0;
    this.stray = undefined;
    this.begun = false;
    this.state = 'start';
    // A line without anything on it is no row.
    if (cells.length === 1 && cells[0]?.trim() === '') return;
    this.visit(stray === undefined ? { cells, line: this.rowLine } : { cells, line: this.rowLine, stray });
  }
}

const SEPARATORS: readonly Separator[] = [',', ';', '\t'];

/** What parts the cells of a header: what occurs most often outside of quotes; a comma where nothing does. */
export function separatorOf(header: string): Separator {
  const bare = header.replace(/"[^"]*"/g, '');
  let best: Separator = ',';
  let most = 0;
  for (const each of SEPARATORS) {
    const count = bare.split(each).length - 1;
    if (count > most) [best, most] = [each, count];
  }
  return best;
}
