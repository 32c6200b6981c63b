/** Why: a table that the terminal is too narrow for is no table; its rows then stand below each other, a cell a line, with nothing cut. */
import { pad, padLeft, shorten, width } from '../../../explain/width';
import { HEAD } from '../../diff/words';
import type { Context } from '../../io';

/** Cells of the first column at most; longer titles are cut, where rows do not stand below each other. */
const NAME = 40;
const GAP = 2;

export interface TableColumn {
  readonly head: string;
  /** Figures, to the right. */
  readonly right?: boolean;
  /** What it is goes without saying. */
  readonly bare?: boolean;
}

export interface TableRow {
  /** One for each column. */
  readonly cells: readonly string[];
  /** How the cells are coloured. */
  readonly paints?: readonly ((text: string) => string)[];
  readonly remarks?: readonly string[];
  /** Set off from those above. */
  readonly apart?: boolean;
}

/** Lines of a table; a narrow terminal folds what is longer still. */
export function tableLines(columns: readonly TableColumn[], rows: readonly TableRow[], context: Context): string[] {
  const { colours, io } = context;
  const shown = rows.map((row) => ({ ...row, cells: row.cells.map((cell, n) => (n === 0 ? shorten(cell, NAME) : cell)) }));
  const widths = columns.map(({ head }, n) => Math.max(width(head), ...shown.map(({ cells }) => width(cells[n] ?? ''))));
  const whole = widths.reduce((sum, cells) => sum + cells + GAP, -GAP);
  if (whole > (io.columns ?? Number.POSITIVE_INFINITY)) return stacked(columns, rows, context);
  const line = (cells: readonly string[], paints: TableRow['paints']): string =>
    columns
      .map(({ right }, n) => {
        const cell = cells[n] ?? '';
        const last = n === columns.length - 1 && !right;
        const text = last ? cell : (right ? padLeft : pad)(cell, widths[n] ?? 0);
        return paints?.[n]?.(text) ?? text;
      })
      .join(' '.repeat(GAP))
      .trimEnd();
  const rule = colours.dim('─'.repeat(whole));
  const heads = columns.map(({ head }) => head);
  const indent = ' '.repeat((widths[0] ?? 0) + GAP);
  return [
    colours.dim(line(heads, undefined)),
    rule,
    ...shown.flatMap(({ cells, paints, remarks = [], apart }) => [
      ...(apart ? [rule] : []),
      line(cells, paints),
      ...remarks.map((remark) => `${indent}${colours.dim(remark)}`),
    ]),
  ];
}

function stacked(columns: readonly TableColumn[], rows: readonly TableRow[], { colours, language, io }: Context): string[] {
  const rule = colours.dim('─'.repeat(io.columns ?? 0));
  return rows.flatMap(({ cells, paints, remarks = [], apart }) => [
    ...(apart ? [rule] : []),
    ...columns.flatMap(({ head, bare }, n) => {
      const cell = cells[n] ?? '';
      if (cell === '') return [];
      const text = paints?.[n]?.(cell) ?? cell;
      if (n === 0) return [text];
      return [bare ? `  ${text}` : `  ${colours.dim(head + HEAD[language].colon)}${text}`];
    }),
    ...remarks.map((remark) => `  ${colours.dim(remark)}`),
  ]);
}
