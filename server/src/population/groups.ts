/**
 * Why: who an applicant is counted with, where the report is asked to tell groups apart: by what stands in a column, or by which of the given ends
 * a number lies between.
 */
import type { Exact } from '../core/exact';
import type { Constant } from '../core/program/program';
import type { Cell, Column } from './cells';
import { columnNamed } from './columns';
import { compareNames } from './lists';
import type { Population } from './result';
import { Refused } from './source';
import { Tallied } from './tally';

/** More groups are none that somebody reads. */
const MOST = 100;

export interface GroupWish {
  /** Its header, or the name of its fact. */
  readonly column: string;
  /** Ends between which numbers are told apart, ascending, written as cells are. */
  readonly ends?: readonly string[];
}

type Key = { readonly value?: string; readonly from?: string; readonly below?: string };

interface Group {
  readonly key: Key;
  rows: number;
  /** One a currency. */
  readonly totals: readonly Tallied[];
}

export class Groups {
  private readonly at: number;
  private readonly header: string;
  private readonly column: Column | undefined;
  private readonly ends: readonly { readonly text: string; readonly value: Exact }[] | undefined;
  private readonly groups = new Map<string, Group>();

  /** @throws Refused */
  constructor(
    private readonly file: string,
    { column, ends }: GroupWish,
    headers: readonly string[],
    columns: readonly (Column | undefined)[],
    private readonly currencies: readonly string[],
  ) {
    const byFact = columns.findIndex((own) => own !== undefined && [own.after?.name, own.before?.name].includes(column));
    this.at = !headers.includes(column) && byFact >= 0 ? byFact : columnNamed(file, column, headers);
    this.header = headers[this.at] ?? '';
    this.column = columns[this.at];
    this.ends = ends?.map((text) => {
      const value = numberOf(this.column?.read(text));
      if (!value) throw new Refused({ file, code: 'bad-end', column: this.header, end: text });
      return { text, value };
    });
    const wrong = this.ends?.findIndex(({ value }, i) => i > 0 && !value.gt(this.ends?.[i - 1]?.value ?? value)) ?? -1;
    if (wrong >= 0) throw new Refused({ file, code: 'bad-end', column: this.header, end: this.ends?.[wrong]?.text ?? '' });
    // In their order, and there even if nobody is in them.
    for (let i = 0; i <= (this.ends?.length ?? -1); i++) this.make(String(i), this.between(i));
  }

  /** The group of a row that can be read. @throws Refused where there are too many */
  of(cells: readonly string[]): Group {
    const text = (cells[this.at] ?? '').trim();
    const { ends } = this;
    if (text === '') return this.groups.get('') ?? this.make('', {});
    const number = ends && numberOf(this.column?.read(text));
    if (ends && number) {
      const above = ends.findIndex(({ value }) => value.gt(number));
      return this.groups.get(String(above < 0 ? ends.length : above)) ?? this.make('', {});
    }
    // With ends: a number that no version takes.
    const value = nameOf(this.column?.read(text)) ?? text;
    return this.groups.get(`=${value}`) ?? this.make(`=${value}`, { value });
  }

  get result(): NonNullable<Population['by']> {
    const found = [...this.groups.values()];
    if (!this.ends)
      found.sort(
        (a, b) =>
          Number(a.key.value === undefined) - Number(b.key.value === undefined) || compareNames(a.key.value ?? '', b.key.value ?? ''),
      );
    return { column: this.header, groups: found.map(({ key, rows, totals }) => ({ ...key, rows, totals: totals.map((t) => t.result) })) };
  }

  private make(name: string, key: Key): Group {
    if (this.groups.size >= MOST) throw new Refused({ file: this.file, code: 'too-many-groups', column: this.header, most: MOST });
    const group = { key, rows: 0, totals: this.currencies.map((currency) => new Tallied(currency, 0)) };
    this.groups.set(name, group);
    return group;
  }

  private between(i: number): Key {
    const [from, below] = [this.ends?.[i - 1]?.text, this.ends?.[i]?.text];
    return { ...(from === undefined ? {} : { from }), ...(below === undefined ? {} : { below }) };
  }
}

export type { Group };

function constantOf(cell: Cell | undefined): Constant | undefined {
  return cell && !('trouble' in cell) ? (cell.after ?? cell.before) : undefined;
}

function numberOf(cell: Cell | undefined): Exact | undefined {
  const value = constantOf(cell);
  return value?.kind === 'number' ? value.value : undefined;
}

/** A choice or an answer by one name, however the cells write it. */
function nameOf(cell: Cell | undefined): string | undefined {
  const value = constantOf(cell);
  return value?.kind === 'member' ? value.member : value?.kind === 'boolean' ? (value.value ? 'yes' : 'no') : undefined;
}
