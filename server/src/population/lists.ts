/**
 * Why: a list comes in a file of its own, a row an item, with a column that names the applicant. Where both files are in the order of these
 * names, items are read along with their applicants and none is held; else all are held, up to a limit that is told.
 */
import { renamedFields } from '../core/compare/match';
import type { Constant, Fact } from '../core/program/program';
import type { FieldDeclaration } from '../core/program/types';
import { short } from './applicants';
import type { Column } from './cells';
import { checkHeader, columnNamed, columnOf, find, headersOf, isId, Names, type Pair, reported, type Versions } from './columns';
import type { CsvRow, Separator } from './csv';
import { ownText } from './ids';
import type { BadRow, CellTrouble, FactColumn, ListReport } from './result';
import { Refused, Rows, type Source } from './source';

/** Items that are held where the files are not in one order. */
export const MOST_ITEMS = 1_000_000;

/** The files are not in the order of their names: the run begins anew and holds the items. */
export class NotInOrder extends Error {}

type Item = Readonly<Record<string, Constant>>;
type ItemTrouble = Extract<CellTrouble, { readonly kind: 'item' | 'items' }>;

/** The items of one applicant. */
export interface Items {
  before: Item[];
  after: Item[];
  notBefore: boolean;
  notAfter: boolean;
  troubles: ItemTrouble[];
  count: number;
}

const nothing = (): Items => ({ before: [], after: [], notBefore: false, notAfter: false, troubles: [], count: 0 });

/** Numbers by size, anything else by its letters, numbers first. */
export function compareNames(a: string, b: string): number {
  if (a === b) return 0;
  const [isNumberA, isNumberB] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (isNumberA && isNumberB) {
    const [x, y] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')];
    if (x.length !== y.length) return x.length - y.length;
    if (x !== y) return x < y ? -1 : 1;
  } else if (isNumberA !== isNumberB) return isNumberA ? -1 : 1;
  return a < b ? -1 : 1;
}

export interface ListOptions {
  readonly separator?: Separator;
  /** The header of the column that names the applicant. */
  readonly id?: string;
  /** The applicants' file's. */
  readonly idOfApplicants: string;
  readonly isHeld: boolean;
  readonly most: number;
  /** Rows that belong to nobody. */
  bad(row: BadRow): void;
}

export class ListFile {
  /** By name; filled where items are held. */
  private held: Map<string, Items> | undefined;
  private ahead: readonly CsvRow[] = [];
  private at = 0;
  private isEnded = false;
  private lastItem: string | undefined;
  private lastAsked: { readonly id: string; readonly items: Items } | undefined;
  private items = 0;
  private withoutId = 0;
  private used = 0;

  private constructor(
    readonly pair: Pair<Fact>,
    readonly name: string,
    private readonly source: Source,
    private readonly rows: Rows,
    private readonly headers: readonly string[],
    private readonly columns: readonly (Column | undefined)[],
    private readonly id: number,
    private readonly facts: readonly FactColumn[],
    private readonly unknown: ListReport['unknown'],
    private readonly options: ListOptions,
  ) {}

  /** @throws Refused */
  static async open(pair: Pair<Fact>, source: Source, versions: Versions, options: ListOptions): Promise<ListFile> {
    const rows = await Rows.open(source, options.separator);
    const name = (pair.after ?? pair.before)?.name ?? '';
    const headers = headersOf(rows.header.cells);
    checkHeader(source.name, headers);
    const id = idColumn(source.name, name, headers, options);
    const names = new Names(fieldPairs(pair));
    const columns: (Column | undefined)[] = headers.map(() => undefined);
    const unknown: { column: string; nearest?: string }[] = [];
    const byPair = new Map<Pair<FieldDeclaration>, string>();
    for (const [i, column] of headers.entries()) {
      if (i === id || column === '') continue;
      const found = find(column, names, versions);
      if (!('pair' in found)) {
        unknown.push({ column, ...found });
        continue;
      }
      const other = byPair.get(found.pair);
      if (other !== undefined)
        throw new Refused({
          file: source.name,
          code: 'same-fact',
          fact: `${name}.${(found.pair.after ?? found.pair.before)?.name ?? ''}`,
          columns: [other, column],
        });
      byPair.set(found.pair, column);
      columns[i] = columnOf(column, found.pair, found.unit, versions, (field) => field.interval, rows.separator);
    }
    const facts = columns.flatMap((column) => (column ? [reported(column)] : []));
    if (facts.length === 0) throw new Refused({ file: source.name, code: 'no-fact-columns', columns: headers, known: names.known });
    const list = new ListFile(pair, name, source, rows, headers, columns, id, facts, unknown, options);
    if (options.isHeld) await list.hold();
    return list;
  }

  report(): ListReport {
    return {
      list: this.name,
      file: this.source.name,
      id: this.headers[this.id] ?? '',
      facts: this.facts,
      unknown: this.unknown,
      items: this.items,
      withoutId: this.withoutId,
      withoutApplicant: this.items - this.withoutId - this.used,
    };
  }

  /** @throws Refused, NotInOrder */
  async of(id: string): Promise<Items> {
    if (this.lastAsked?.id === id) return this.lastAsked.items;
    let items: Items;
    if (this.held) {
      items = this.held.get(id) ?? nothing();
      if (items.count > 0 && !this.asked.has(id)) {
        this.asked.add(id);
        this.used += items.count;
      }
    } else {
      if (this.lastAsked && compareNames(this.lastAsked.id, id) > 0) throw new NotInOrder();
      items = await this.along(id);
      this.used += items.count;
    }
    this.lastAsked = { id, items };
    return items;
  }
  private readonly asked = new Set<string>();

  /** Reads what is left, so that all items are counted. @throws Refused, NotInOrder */
  async finish(): Promise<void> {
    while (await this.peek()) this.take(undefined);
  }

  close(): Promise<void> {
    return this.rows.close();
  }

  private async along(id: string): Promise<Items> {
    const items = nothing();
    for (let row = this.next ?? (await this.peek()); row; row = this.next ?? (await this.peek())) {
      const order = compareNames(this.nameOf(row), id);
      if (order > 0) break;
      this.take(order === 0 ? items : undefined);
    }
    this.checkCount(items);
    return items;
  }

  private async hold(): Promise<void> {
    const held = new Map<string, Items>();
    for (let row = await this.peek(); row; row = this.next ?? (await this.peek())) {
      const id = this.nameOf(row);
      let items = held.get(id);
      if (!items) {
        items = nothing();
        held.set(ownText(id), items);
      }
      this.take(items, false);
      if (this.items > this.options.most)
        throw new Refused({ file: this.source.name, code: 'too-many-items', list: this.name, most: this.options.most });
    }
    for (const items of held.values()) this.checkCount(items);
    this.held = held;
  }

  /** The next row, where it is read and names an applicant. */
  private get next(): CsvRow | undefined {
    const row = this.ahead[this.at];
    return row && this.nameOf(row) !== '' ? row : undefined;
  }

  private nameOf(row: CsvRow): string {
    return (row.cells[this.id] ?? '').trim();
  }

  /** The next row that names an applicant. */
  private async peek(): Promise<CsvRow | undefined> {
    for (;;) {
      for (; this.at < this.ahead.length; this.at++) {
        const row = this.ahead[this.at];
        if (!row) continue;
        if (this.nameOf(row) !== '') return row;
        this.items++;
        this.withoutId++;
        const of = row.cells.length === this.headers.length ? undefined : this.cellsTrouble(row);
        this.options.bad({ file: this.source.name, line: row.line, troubles: [of ?? { kind: 'no-id', line: row.line, list: this.name }] });
      }
      if (this.isEnded) return undefined;
      const next = await this.rows.next();
      if (!next) this.isEnded = true;
      this.ahead = next ?? [];
      this.at = 0;
    }
  }

  /** Goes over the row that {@link peek} showed; its item is added to `items`. */
  private take(items: Items | undefined, isOrdered = true): void {
    const row = this.ahead[this.at++];
    if (!row) return;
    this.items++;
    const id = this.nameOf(row);
    if (isOrdered && !this.held) {
      if (this.lastItem !== undefined && compareNames(this.lastItem, id) > 0) throw new NotInOrder();
      this.lastItem = id;
    }
    if (items) this.read(row, items);
  }

  private cellsTrouble({ cells, line, stray }: CsvRow): Exclude<CellTrouble, { kind: 'item' }> {
    return stray === undefined
      ? { kind: 'cells', line, cells: cells.length, columns: this.headers.length }
      : { kind: 'quote', line, column: stray + 1 };
  }

  private read(row: CsvRow, items: Items): void {
    items.count++;
    const { cells, line, stray } = row;
    const say = (of: Exclude<CellTrouble, { kind: 'item' }>) =>
      items.troubles.push({ kind: 'item', line, file: this.source.name, list: this.name, of });
    if (stray !== undefined || cells.length !== this.headers.length) {
      say(this.cellsTrouble(row));
      return;
    }
    // Without a prototype: a field may be called `constructor`.
    const before: Record<string, Constant> = Object.create(null);
    const after: Record<string, Constant> = Object.create(null);
    for (const [i, column] of this.columns.entries()) {
      if (!column) continue;
      const text = cells[i] ?? '';
      const cell = column.read(text);
      if ('trouble' in cell) {
        say({ kind: 'value', line, column: column.header, found: short(text), type: cell.type, trouble: cell.trouble });
        continue;
      }
      if (cell.before && column.before) before[column.before.name] = cell.before;
      if (cell.after && column.after) after[column.after.name] = cell.after;
      items.notBefore ||= cell.notBefore;
      items.notAfter ||= cell.notAfter;
    }
    items.before.push(before);
    items.after.push(after);
  }

  /** More items than a version takes. */
  private checkCount(items: Items): void {
    const most = (fact: Fact | undefined): number | undefined => (fact?.type.kind === 'list' ? fact.type.max : undefined);
    const [before, after] = [most(this.pair.before), most(this.pair.after)];
    const isOver = (max: number | undefined): boolean => max !== undefined && items.count > max;
    const isTaken = (fact: Fact | undefined, max: number | undefined): boolean => fact !== undefined && !isOver(max);
    if ((isOver(before) || isOver(after)) && !isTaken(this.pair.before, before) && !isTaken(this.pair.after, after)) {
      const max = Math.max(before ?? 0, after ?? 0);
      items.troubles.push({ kind: 'items', file: this.source.name, list: this.name, count: items.count, max });
    }
    items.notBefore ||= isOver(before);
    items.notAfter ||= isOver(after);
  }
}

function fieldPairs({ before, after }: Pair<Fact>): readonly Pair<FieldDeclaration>[] {
  const old = before?.type.kind === 'list' ? before.type.fields : [];
  const now = after?.type.kind === 'list' ? after.type.fields : [];
  const renamed = renamedFields({ ...(before && { a: before }), ...(after && { b: after }) });
  const nameNow = ({ name }: FieldDeclaration): string => renamed.get(name) ?? name;
  return [
    ...now.map((field) => {
      const was = old.find((one) => nameNow(one) === field.name);
      return was ? { before: was, after: field } : { after: field };
    }),
    ...old.filter((one) => !now.some((field) => field.name === nameNow(one))).map((field) => ({ before: field })),
  ];
}

function idColumn(file: string, list: string, headers: readonly string[], { id, idOfApplicants }: ListOptions): number {
  if (id !== undefined) return columnNamed(file, id, headers);
  const at = headers.findIndex((header) => header.toLowerCase() === idOfApplicants.toLowerCase());
  const other = at >= 0 ? at : headers.findIndex(isId);
  if (other < 0) throw new Refused({ file, code: 'no-id-column', list, known: headers });
  return other;
}
