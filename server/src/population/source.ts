/**
 * Why: rows of a file, whatever the bytes come from; how far it was read, and what makes it unreadable, in one place for the applicants' file
 * and those of lists.
 */
import { CsvParser, type CsvRow, type Separator, separatorOf } from './csv';
import type { Refusal } from './result';
import { type Bytes, NotUtf8, TextPieces } from './text';

export interface Source {
  /** How the file is called where people see it. */
  readonly name: string;
  /** Bytes, where known. */
  readonly size?: number;
  /** From the beginning; may be called again. */
  open(): Bytes;
}

/** Stops a run; caught where it began. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
  }
}

/** Rows below a header, in the pieces in which they come in. */
export class Rows {
  readonly header: CsvRow;
  readonly separator: Separator;
  /** Read so far. */
  bytes = 0;

  private constructor(
    private readonly source: Source,
    private readonly pieces: AsyncIterator<string>,
    private readonly parser: CsvParser,
    private readonly read: CsvRow[],
    private readonly count: { bytes: number },
    separator: Separator,
    header: CsvRow,
  ) {
    this.separator = separator;
    this.header = header;
  }

  /** Opens the file and reads its header. @throws Refused */
  static async open(source: Source, separator: Separator | undefined): Promise<Rows> {
    const count = { bytes: 0 };
    const pieces = textOf(source, count)[Symbol.asyncIterator]();
    let text = '';
    // The first line, by which the separator is told.
    for (let ended = false; !ended && !/[^\s][^\r\n]*[\r\n]/.test(text) && text.length < LONGEST_HEADER; ) {
      const next = await pieces.next();
      if (next.done) ended = true;
      else text += next.value;
    }
    if (text.trim() === '') throw new Refused({ file: source.name, code: 'empty' });
    let line = 1;
    // What some spreadsheets write above the header.
    const said = /^sep=([,;\t])\r?\n/i.exec(text);
    if (said) {
      text = text.slice(said[0].length);
      line = 2;
    }
    const between = separator ?? (said?.[1] as Separator | undefined) ?? separatorOf(/\S.*/.exec(text)?.[0] ?? '');
    const read: CsvRow[] = [];
    const parser = new CsvParser(between, (row) => read.push(row), line);
    parser.push(text);
    for (;;) {
      const header = read.shift();
      if (header) return new Rows(source, pieces, parser, read, count, between, header);
      const next = await pieces.next();
      if (next.done) {
        parser.end();
        stopAt(source, parser);
        const last = read.shift();
        if (last) return new Rows(source, pieces, parser, read, count, between, last);
        throw new Refused({ file: source.name, code: 'empty' });
      }
      parser.push(next.value);
      stopAt(source, parser);
    }
  }

  /** The next rows, some or none; undefined at the end. @throws Refused */
  async next(): Promise<readonly CsvRow[] | undefined> {
    if (this.read.length > 0) return this.read.splice(0);
    stopAt(this.source, this.parser);
    const piece = await this.pieces.next();
    this.bytes = this.count.bytes;
    if (piece.done) {
      this.parser.end();
      stopAt(this.source, this.parser);
      return this.read.length > 0 ? this.read.splice(0) : undefined;
    }
    this.parser.push(piece.value);
    return this.read.splice(0);
  }

  async close(): Promise<void> {
    await this.pieces.return?.();
  }
}

/** Characters. */
const LONGEST_HEADER = 1_000_000;

function stopAt(source: Source, { trouble }: CsvParser): void {
  if (trouble) throw new Refused({ file: source.name, ...trouble });
}

async function* textOf(source: Source, count: { bytes: number }): AsyncGenerator<string> {
  const decoder = new TextPieces();
  try {
    for await (const bytes of source.open()) {
      count.bytes += bytes.length;
      yield decoder.next(bytes);
    }
    yield decoder.end();
  } catch (error) {
    if (error instanceof NotUtf8) throw new Refused({ file: source.name, code: 'not-utf8', ...error.found });
    const system = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
    if (system === undefined) throw error;
    throw new Refused(system === 'ENOENT' ? { file: source.name, code: 'missing' } : { file: source.name, code: 'unreadable', system });
  }
}
