/**
 * Why: payments made before come in a file of their own, one a row, with the applicant's name, the clause, the amount and the day, as in a facts
 * file. They are few beside applicants, so all are held.
 */
import { Exact } from '../core/exact';
import type { Clause, Payment, Program } from '../core/program/program';
import type { NumberType } from '../core/program/types';
import { readDate } from '../facts/dates';
import { short } from './applicants';
import { Column, isoOf } from './cells';
import { checkHeader, headersOf, isId, Names, type Pair, type Versions, withoutUnit } from './columns';
import type { CsvRow } from './csv';
import { ownText } from './ids';
import { MOST_ITEMS } from './lists';
import type { CellTrouble, PaymentReport } from './result';
import { Refused, Rows, type Source } from './source';

/** As a facts file calls them; a header may name the amount's unit in parentheses. */
const CLAUSES = ['clause', '条款'];
const AMOUNTS = ['amount', '金额'];
const DAYS = ['on', '日期'];
const NAME = 'paid';

interface Named {
  readonly name: string;
  readonly label?: string;
  readonly currency: string;
}

/** Of one applicant. */
export interface Paid {
  readonly before: Payment[];
  readonly after: Payment[];
  readonly troubles: CellTrouble[];
  rows: number;
  isUsed: boolean;
}

export class Payments {
  private readonly held = new Map<string, Paid>();
  private readonly amounts = new Map<string, Column>();
  private rows = 0;
  private withoutId = 0;

  private constructor(
    private readonly file: string,
    private readonly versions: Versions,
    private readonly names: Names<Named>,
    private readonly at: { readonly id: number; readonly clause: number; readonly amount: number; readonly on: number },
    private readonly headers: readonly string[],
    private readonly reader: Rows,
  ) {}

  /** @param renamed clauses of the earlier version by their names in the later @param idOfApplicants its header @throws Refused */
  static async read(
    source: Source,
    versions: Versions,
    renamed: ReadonlyMap<string, string>,
    idOfApplicants: string,
    bad: (line: number, trouble: CellTrouble) => void,
  ): Promise<Payments> {
    const rows = await Rows.open(source, undefined);
    try {
      const headers = headersOf(rows.header.cells);
      checkHeader(source.name, headers);
      const column = (names: readonly string[]): number => {
        const is = (header: string): boolean => names.includes(header.toLowerCase());
        const at = headers.findIndex((header) => is(header) || is(withoutUnit(header)?.name ?? ''));
        if (at < 0) throw new Refused({ file: source.name, code: 'no-payment-column', wanted: names, known: headers });
        return at;
      };
      const sameId = headers.indexOf(idOfApplicants);
      const id = sameId >= 0 ? sameId : headers.findIndex(isId);
      if (id < 0) throw new Refused({ file: source.name, code: 'no-payment-column', wanted: [idOfApplicants], known: headers });
      const at = { id, clause: column(CLAUSES), amount: column(AMOUNTS), on: column(DAYS) };
      const names = new Names(clausePairs(versions, renamed));
      const payments = new Payments(source.name, versions, names, at, headers, rows);
      for (let some = await rows.next(); some; some = await rows.next()) for (const row of some) payments.take(row, bad);
      return payments;
    } finally {
      await rows.close();
    }
  }

  of(id: string): Paid | undefined {
    const paid = this.held.get(id);
    if (paid) paid.isUsed = true;
    return paid;
  }

  report(): PaymentReport {
    let withoutApplicant = 0;
    for (const paid of this.held.values()) if (!paid.isUsed) withoutApplicant += paid.rows;
    return { file: this.file, payments: this.rows, withoutId: this.withoutId, withoutApplicant };
  }

  private take(row: CsvRow, bad: (line: number, trouble: CellTrouble) => void): void {
    if (++this.rows > MOST_ITEMS) throw new Refused({ file: this.file, code: 'too-many-payments', most: MOST_ITEMS });
    const { line, cells } = row;
    const id = (cells[this.at.id] ?? '').trim();
    if (id === '') {
      this.withoutId++;
      bad(line, { kind: 'no-id', line, list: NAME });
      return;
    }
    let paid = this.held.get(id);
    if (!paid) {
      paid = { before: [], after: [], troubles: [], rows: 0, isUsed: false };
      this.held.set(ownText(id), paid);
    }
    paid.rows++;
    const trouble = this.read(row, paid);
    if (trouble) paid.troubles.push({ kind: 'item', line, file: this.file, list: NAME, of: trouble });
  }

  private read({ cells, line, stray }: CsvRow, paid: Paid): Exclude<CellTrouble, { kind: 'item' }> | undefined {
    if (stray !== undefined) return { kind: 'quote', line, column: stray + 1 };
    if (cells.length !== this.headers.length) return { kind: 'cells', line, cells: cells.length, columns: this.headers.length };
    const text = (at: number): string => (cells[at] ?? '').trim();
    const header = (at: number): string => this.headers[at] ?? '';
    const { clause, amount, on } = this.at;
    const found = this.names.find(text(clause));
    const one = found?.after ?? found?.before;
    if (!found || !one) return { kind: 'no-such-clause', line, found: short(text(clause)), ...this.names.near(text(clause)) };
    const { column, type } = this.amountIn(one.currency);
    const cell = column.read(text(amount));
    if ('trouble' in cell)
      return { kind: 'value', line, column: header(amount), found: short(text(amount)), type: cell.type, trouble: cell.trouble };
    const value = cell.after?.kind === 'number' ? cell.after.value : undefined;
    // An empty cell is no amount: what was paid would not be known.
    if (!value) return { kind: 'value', line, column: header(amount), found: '', type, trouble: { code: 'type' } };
    const day = readDate(isoOf(text(on)));
    if (day === undefined)
      return { kind: 'value', line, column: header(on), found: short(text(on)), type: { kind: 'date' }, trouble: { code: 'no-such-date' } };
    if (found.before) paid.before.push({ clause: found.before.name, amount: value, day });
    if (found.after) paid.after.push({ clause: found.after.name, amount: value, day });
    return undefined;
  }

  private amountIn(currency: string): { readonly column: Column; readonly type: NumberType } {
    const type: NumberType = { kind: 'number', dimension: currency };
    let column = this.amounts.get(currency);
    if (!column) {
      const header = this.headers[this.at.amount] ?? '';
      const bounds = { lower: { value: Exact.zero, inclusive: true } };
      const target = { name: header, type, bounds, unitOf: this.versions.unitsAfter };
      column = new Column(header, undefined, target, withoutUnit(header)?.unit, false, this.reader.separator);
      this.amounts.set(currency, column);
    }
    return { column, type };
  }
}

function clausePairs({ before, after }: Versions, renamed: ReadonlyMap<string, string>): readonly Pair<Named>[] {
  const named = ({ name, title, currency }: Clause): Named => ({ name, currency, ...(title === undefined ? {} : { label: title }) });
  const old = new Map([...renamed].map(([was, is]) => [is, was]));
  const taken = new Set<string>();
  const pairs = [...after.clauses.values()].map((clause): Pair<Named> => {
    const was = before?.clauses.get(old.get(clause.name) ?? clause.name);
    if (was) taken.add(was.name);
    return { ...(was ? { before: named(was) } : {}), after: named(clause) };
  });
  const rest: readonly Clause[] = before ? [...(before satisfies Program).clauses.values()] : [];
  return [...pairs, ...rest.filter(({ name }) => !taken.has(name)).map((clause) => ({ before: named(clause) }))];
}
