/** Why: a row of the applicants' file becomes an applicant for each version, or a bad row that says all that is wrong with it. */
import type { Fact, Given, Program } from '../core/program/program';
import { readDate } from '../facts/dates';
import type { Column } from './cells';
import { isoOf } from './cells';
import { checkHeader, columnNamed, columnOf, find, headersOf, isId, missingOf, Names, type Pair, reported, type Versions } from './columns';
import type { CsvRow, Separator } from './csv';
import type { Paid } from './payments';
import type { CellTrouble, ColumnReport } from './result';
import { Refused } from './source';

export interface ColumnOptions {
  readonly id?: string;
  readonly date?: string;
  /** Of the file. */
  readonly separator?: Separator;
}

/** One row as the versions see it. */
export interface Row {
  readonly line: number;
  readonly id?: string;
  readonly troubles: readonly CellTrouble[];
  readonly before: ReadonlyMap<string, Given>;
  readonly after: ReadonlyMap<string, Given>;
  readonly notBefore: boolean;
  readonly notAfter: boolean;
  /** Payments made before. */
  readonly paid?: Paid;
  /** The day that the row names. */
  readonly on?: number;
}

const DATES = ['as_of', 'on', '认定日', '日期'];
/** Characters of a cell that a report shows. */
const SHOWN = 40;

export function short(text: string): string {
  const letters = [...text.slice(0, 200).replace(/\s+/g, ' ').trim()];
  return letters.length > SHOWN ? `${letters.slice(0, SHOWN - 1).join('')}…` : letters.join('');
}

/** What is read of each row. */
export class Applicants {
  readonly report: ColumnReport;
  readonly headers: readonly string[];
  readonly columns: readonly (Column | undefined)[];
  /** Nothing in a row is read otherwise by one version than by the other. */
  private readonly isShared: boolean;
  private readonly id: number;
  /** The column of names was asked for or is called so; else it may be something else. */
  readonly isNamed: boolean;
  private readonly date: number;

  /** @param lists facts that come in files of their own @throws Refused */
  constructor(
    file: string,
    header: CsvRow,
    versions: Versions,
    lists: ReadonlySet<Pair<Fact>>,
    pairs: readonly Pair<Fact>[],
    options: ColumnOptions,
  ) {
    const headers = headersOf(header.cells);
    this.headers = headers;
    checkHeader(file, headers);
    const names = new Names<Fact>(pairs);
    const id = options.id === undefined ? -1 : columnNamed(file, options.id, headers);
    const date = options.date === undefined ? -1 : columnNamed(file, options.date, headers);
    const columns: (Column | undefined)[] = [];
    const byPair = new Map<Pair<Fact>, string>();
    const unknown: { at: number; column: string; nearest?: string; why: 'no-fact' | 'computed' | 'list' }[] = [];
    for (const [i, column] of headers.entries()) {
      columns.push(undefined);
      if (i === date || column === '') continue;
      const found = find(column, names, versions);
      if (!('pair' in found)) {
        if (i !== id) unknown.push({ at: i, column, ...found, why: isComputed(column, versions) ? 'computed' : 'no-fact' });
        continue;
      }
      const { pair, unit } = found;
      if ((pair.after ?? pair.before)?.type.kind === 'list') {
        unknown.push({ at: i, column, why: 'list' });
        continue;
      }
      const other = byPair.get(pair);
      if (other !== undefined)
        throw new Refused({ file, code: 'same-fact', fact: (pair.after ?? pair.before)?.name ?? '', columns: [other, column] });
      byPair.set(pair, column);
      columns[i] = columnOf(column, pair, unit, versions, (fact) => fact.bounds, options.separator);
    }
    const take = (wanted: (one: (typeof unknown)[number]) => boolean): number => {
      const at = unknown.findIndex(wanted);
      return at < 0 ? -1 : (unknown.splice(at, 1)[0]?.at ?? -1);
    };
    this.date = date >= 0 ? date : take(({ column }) => DATES.includes(column.toLowerCase()));
    this.id = id >= 0 ? id : take(({ column }) => isId(column));
    this.isNamed = this.id >= 0;
    // What looks like a mistyped fact is told, not taken for a name.
    if (this.id < 0)
      this.id = take(
        ({ why, at, nearest }) => why === 'no-fact' && nearest === undefined && at === Math.min(...unknown.map((one) => one.at)),
      );
    this.columns = columns;
    this.isShared = columns.every((column) => !column || (column.isShared && column.before?.name === column.after?.name));
    if (byPair.size === 0 && lists.size === 0) throw new Refused({ file, code: 'no-fact-columns', columns: headers, known: names.known });
    this.report = {
      ...(this.id < 0 ? {} : { id: headers[this.id] ?? '' }),
      ...(this.date < 0 ? {} : { date: headers[this.date] ?? '' }),
      facts: columns.flatMap((column) => (column ? [reported(column)] : [])),
      unknown: unknown.map(({ at: _, ...rest }) => rest),
      missing: missingOf(pairs, new Set(byPair.keys()), lists),
    };
  }

  read({ cells, line, stray }: CsvRow): Row {
    const troubles: CellTrouble[] = [];
    const after = new Map<string, Given>();
    const before = this.isShared ? after : new Map<string, Given>();
    const name = this.id < 0 ? '' : (cells[this.id] ?? '').trim();
    let notBefore = false;
    let notAfter = false;
    let on: number | undefined;
    if (stray !== undefined) troubles.push({ kind: 'quote', line, column: stray + 1 });
    else if (cells.length !== this.headers.length)
      troubles.push({ kind: 'cells', line, cells: cells.length, columns: this.headers.length });
    else if (cells.every((cell) => cell.trim() === '')) troubles.push({ kind: 'blank', line });
    else {
      for (let i = 0; i < cells.length; i++) {
        const column = this.columns[i];
        const text = cells[i] ?? '';
        if (!column) {
          if (i !== this.date || text.trim() === '') continue;
          on = readDate(isoOf(text));
          if (on === undefined)
            troubles.push({
              kind: 'value',
              line,
              column: this.headers[i] ?? '',
              found: short(text),
              type: { kind: 'date' },
              trouble: { code: 'no-such-date' },
            });
          continue;
        }
        const cell = column.read(text);
        if ('trouble' in cell) {
          troubles.push({ kind: 'value', line, column: column.header, found: short(text), type: cell.type, trouble: cell.trouble });
          continue;
        }
        if (cell.before && column.before && !this.isShared) before.set(column.before.name, cell.before);
        if (cell.after && column.after) after.set(column.after.name, cell.after);
        notBefore ||= cell.notBefore;
        notAfter ||= cell.notAfter;
      }
    }
    return {
      line,
      ...(name === '' ? {} : { id: name }),
      troubles,
      before,
      after,
      notBefore,
      notAfter,
      ...(on === undefined ? {} : { on }),
    };
  }
}

function isComputed(column: string, { before, after }: Versions): boolean {
  const has = (program: Program | undefined): boolean =>
    program !== undefined && [...program.lets.values()].some((own) => own.name === column || own.label === column);
  return has(after) || has(before);
}
