/** Why: the award table for a person: one row a clause, its amounts under each other, the reasons beside them. */
import type { Status } from '../../core/evaluate/values';
import { statusWord } from '../../explain/outcomes';
import { pad, padLeft, printable, shorten, width } from '../../explain/width';
import type { AwardRow } from '../award';
import type { Context } from '../io';

/** Cells of the first column at most; longer titles are cut. */
const NAME = 52;

interface Line {
  readonly name: string;
  readonly status: Status | undefined;
  readonly amount: string;
  readonly notes: readonly string[];
}

export function awardTable(
  rows: readonly AwardRow[],
  total: { text: string; notes: readonly string[] },
  { m, colours, language }: Context,
): string {
  const lines: Line[] = [];
  for (const row of rows) {
    lines.push(line(row, row.title === '' ? row.name : `${row.name}  ${row.title}`));
    // One item says no more than its clause, unless it says why.
    if (row.items.length > 1 || row.items.some((item) => item.notes.length > 0))
      for (const item of row.items) lines.push(line(item, `  ${item.name}`));
  }
  const { columns } = m;
  const names = Math.max(width(columns.clause), width(m.total), ...lines.map((each) => width(each.name)));
  const outcomes = Math.max(width(columns.outcome), ...lines.map((each) => width(word(each.status))));
  const amounts = Math.max(width(columns.amount), width(total.text), ...lines.map((each) => width(each.amount)));
  function word(status: Status | undefined): string {
    return status === undefined ? '' : statusWord(status, language);
  }
  const colour = (status: Status | undefined, text: string) => {
    switch (status) {
      case 'payable':
      case 'granted':
        return colours.green(text);
      case 'error':
      case 'conflict':
        return colours.red(text);
      case 'unknown':
      case 'unspecified':
        return colours.yellow(text);
      case 'ineligible':
      case 'inactive':
      case 'excluded':
        return colours.dim(text);
      case undefined:
        return text;
      default: {
        const never: never = status;
        return never;
      }
    }
  };
  const print = (each: Line, paint: (text: string) => string) => {
    const [first = '', ...more] = each.notes;
    const head = `${paint(pad(each.name, names))}  ${colour(each.status, pad(word(each.status), outcomes))}  ${paint(padLeft(each.amount, amounts))}  ${first}`;
    const blank = ' '.repeat(names + outcomes + amounts + 6);
    return [head.trimEnd(), ...more.map((note) => blank + note)].join('\n');
  };
  const plain = (text: string) => text;
  const head = `${pad(columns.clause, names)}  ${pad(columns.outcome, outcomes)}  ${padLeft(columns.amount, amounts)}  ${columns.notes}`;
  const rule = '─'.repeat(names + outcomes + amounts + 4);
  return [
    colours.dim(head),
    colours.dim(rule),
    ...lines.map((each) => print(each, plain)),
    colours.dim(rule),
    print({ name: m.total, status: undefined, amount: total.text, notes: total.notes }, colours.bold),
    '',
  ].join('\n');
}

function line(row: AwardRow, name: string): Line {
  return { name: shorten(printable(name), NAME), status: row.status, amount: row.amount, notes: row.notes.map(printable) };
}

/** The totals of several applicants under each other. */
export function totalsTable(rows: readonly { name: string; total: string; notes: readonly string[] }[], { m, colours }: Context): string {
  const names = Math.max(width(m.example), ...rows.map((row) => width(printable(row.name))));
  const totals = Math.max(width(m.total), ...rows.map((row) => width(row.total)));
  return [
    colours.dim(`${pad(m.example, names)}  ${padLeft(m.total, totals)}`),
    colours.dim('─'.repeat(names + totals + 2)),
    ...rows.map((row) => `${pad(printable(row.name), names)}  ${padLeft(row.total, totals)}  ${printable(row.notes.join('; '))}`.trimEnd()),
    '',
  ].join('\n');
}
