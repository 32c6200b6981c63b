/**
 * Why: `by growth { … } of base` gives the whole base the rate that is reached, `marginal growth { … } of base` each slice its own. Documents
 * rarely say which is meant; the two readings side by side, with what each pays, let the author decide.
 */
import { Exact } from '../../core/exact';
import type { Expression } from '../../core/program/program';
import { marginalOf, type Table as TypedTable } from '../../core/program/slices';
import { sameTree } from '../../core/syntax/compare';
import { languageOf } from '../../core/syntax/keywords';
import type { Expr, Interval, Span, TableRow } from '../../core/syntax/tree';
import { phrasebook } from '../wording';
import { type AskedItem, type Change, editsOf, itemAction, kinds, type Offer } from './action';
import { indentOf, newlineOf, withLine } from './lines';
import { expressionAt, type Node, ofKind, pathTo, type Step } from './nodes';
import { withReplaced } from './outcomes';
import { keywordIn, spellAs } from './words';

type Table = Extract<Expr, { kind: 'table' }>;
type Marginal = Extract<Expr, { kind: 'marginal' }>;
type TypedMarginal = Expression & { readonly op: 'marginal' };

const say = phrasebook({
  marginal: { en: 'Read as marginal', zh: '改为累进' },
  whole: { en: 'Read as one rate for the whole', zh: '改为按达到的一档计算全额' },
});

/** The table of slices around the place, and the nodes that it stands in, if the place is on its head: its keyword or subject. */
function headAt(asked: AskedItem): { node: Table | Marginal; parents: readonly Step[] } | undefined {
  const path = pathTo(asked.item.node, asked.start, asked.end);
  for (let n = path.length - 1; n > 0; n--) {
    const node = ofKind(path[n]?.node, 'table') ?? ofKind(path[n]?.node, 'marginal');
    if (!node) continue;
    const subjects = node.kind === 'table' ? node.subjects : [node.subject];
    return asked.end <= (subjects.at(-1)?.end ?? node.start) ? { node, parents: path.slice(0, n) } : undefined;
  }
  return undefined;
}

function intervalOf(row: TableRow | undefined): Interval | undefined {
  const [column, ...others] = row?.columns ?? [];
  const [pattern, ...more] = column ?? [];
  return pattern?.kind === 'interval' && others.length === 0 && more.length === 0 ? pattern.interval : undefined;
}

/** Of a product with the subject itself on the other side: what is to be taken out so that the table alone is left, and the product. */
function product(node: Expr, subject: Expr, parents: readonly Step[]): { product: Node; out: Span } | undefined {
  const parent = parents.at(-1)?.node;
  const found = ofKind(parent, 'binary');
  if (!parent || found?.op !== '*') return undefined;
  if (found.left === node && sameTree(bare(found.right), bare(subject)))
    return { product: parent, out: { start: node.end, end: found.right.end } };
  if (found.right === node && sameTree(bare(found.left), bare(subject)))
    return { product: parent, out: { start: found.left.start, end: node.start } };
  return undefined;
}

const bare = (e: Expr): Expr => (e.kind === 'paren' ? bare(e.inner) : e);
const isPlain = (e: Expression): boolean => e.type.kind === 'number' && e.type.dimension === '';
const isZero = (e: Expression): boolean => e.op === 'constant' && e.value.kind === 'number' && e.value.value.isZero;

function toMarginal(asked: AskedItem, node: Table, parents: readonly Step[]): Offer[] {
  const { analysis, item } = asked;
  const table = expressionAt(analysis, item, node)?.expression;
  const [subject, ...others] = node.subjects;
  const keyword = keywordIn(item, node, 'by');
  if (table?.op !== 'table' || !subject || others.length > 0 || !keyword || node.rows.length === 0) return [];
  const typed = table.subjects[0];
  if (typed?.type.kind !== 'number' || table.type.kind !== 'number' || table.rows.length !== node.rows.length) return [];
  // Each row is one slice, and only the first one may begin at nothing in particular.
  if (!node.rows.every((row, n) => (n === 0 ? intervalOf(row) : intervalOf(row)?.lower) !== undefined)) return [];
  if (table.otherwise && !isZero(table.otherwise)) return [];
  const share = isPlain(typed) && isPlain(table);
  const within = share ? undefined : product(node, subject, parents);
  if (!share && !within) return [];

  const changes: Change[] = [{ start: keyword.start, end: keyword.end, text: spellAs('marginal', keyword) }];
  if (within) changes.push({ ...within.out, text: '' });
  if (node.otherwise) changes.push({ ...rowOut(item.text, node, node.otherwise), text: '' });
  const replaced = within ? expressionAt(analysis, item, within.product)?.expression : table;
  if (!replaced) return [];
  const marginal = marginalOf(table, typed, replaced);
  const title = withReplaced(asked, say('marginal', asked.language), replaced, marginal);
  return [{ id: 'marginal', title, kind: kinds.rewrite, edits: editsOf(asked, changes) }];
}

/** A row with its line, or with the comma that parts it from the one before. */
function rowOut(text: string, node: Table, row: TableRow): Span {
  const comma = /^[ \t]*[,;]/.exec(text.slice(row.end))?.[0].length ?? 0;
  const line = withLine(text, row.start, row.end + comma);
  if (line.start < row.start && line.end > row.end) return line;
  const before = node.rows.filter((r) => r.end <= row.start).at(-1);
  return before ? { start: before.end, end: row.end } : { start: row.start, end: row.end + comma };
}

function toWhole(asked: AskedItem, node: Marginal, parents: readonly Step[]): Offer[] {
  const { analysis, item } = asked;
  const marginal = expressionAt(analysis, item, node)?.expression;
  const keyword = keywordIn(item, node, 'marginal');
  const intervals = node.rows.map(intervalOf);
  if (marginal?.op !== 'marginal' || !keyword || node.rows.length === 0 || intervals.includes(undefined)) return [];
  const rate = marginal.rows[0]?.rate;
  if (!rate || marginal.rows.length !== node.rows.length || marginal.subject.type.kind !== 'number') return [];

  const changes: Change[] = [{ start: keyword.start, end: keyword.end, text: spellAs('by', keyword) }];
  let rows: TypedTable['rows'] = marginal.rows.map((row, n) => {
    // Where the text names no lower end, the row has none.
    const { lower, ...rest } = row.interval;
    const interval = intervals[n]?.lower && lower ? { lower, ...rest } : rest;
    return { columns: [[{ kind: 'interval', interval }]], value: row.rate, place: row.place };
  });
  // Of two slices that meet in a point, both with it or both without, the upper one of two rows leaves it to the lower one.
  for (const [n, interval] of intervals.entries()) {
    const [upper, lower] = [intervals[n - 1]?.upper, interval?.lower];
    if (!upper || !lower || upper.inclusive !== lower.inclusive || !sameTree(bare(upper.value), bare(lower.value))) continue;
    const word = item.tokens.find((t) => t.start === lower.start);
    if (!word) return [];
    changes.push({ start: lower.start, end: lower.value.start, text: `${spellAs(upper.inclusive ? 'over' : 'from', word)} ` });
    rows = rows.map((row, k) => {
      const pattern = row.columns[0]?.[0];
      const known = k === n && pattern?.kind === 'interval' ? pattern.interval : undefined;
      if (!known?.lower) return row;
      const changed = { ...known, lower: { ...known.lower, inclusive: !upper.inclusive } };
      return { ...row, columns: [[{ kind: 'interval', interval: changed }]] };
    });
  }
  const otherwise = covers(intervals, marginal) ? undefined : zeroLike(rate);
  if (otherwise) changes.push(lastRow(item.text, node, `${spellAs('otherwise', keyword)}: 0`));
  const table: Expression = {
    op: 'table',
    subjects: [marginal.subject],
    rows,
    ...(otherwise ? { otherwise } : {}),
    type: rate.type,
    place: marginal.place,
  };
  const share = isPlain(marginal.subject) && isPlain(rate);
  if (!share) changes.push(...timesSubject(asked, node, parents, languageOf(keyword.text)));
  const whole: Expression = share
    ? table
    : { op: 'multiply', left: table, right: marginal.subject, type: marginal.type, place: marginal.place };
  const title = withReplaced(asked, say('whole', asked.language), marginal, whole);
  return [{ id: 'whole', title, kind: kinds.rewrite, edits: editsOf(asked, changes) }];
}

function zeroLike({ type, place }: Expression): Expression {
  return { op: 'constant', type, place, value: { kind: 'number', value: Exact.zero } };
}

/** Do the rows match every number, or every one that the subject, a fact, may have? */
function covers(intervals: readonly (Interval | undefined)[], { subject, rows }: TypedMarginal): boolean {
  const joined = intervals.every((interval, n) => {
    const [upper, lower] = [intervals[n - 1]?.upper, interval?.lower];
    return n === 0 || (upper && lower && sameTree(bare(upper.value), bare(lower.value)));
  });
  const first = intervals[0]?.lower;
  const begins = !first || (first.inclusive && subject.op === 'fact' && rows[0]?.interval.lower && isZero(rows[0].interval.lower.value));
  return joined && Boolean(begins) && !intervals.at(-1)?.upper;
}

/** One more row behind the last: on a line of its own where that one has one. */
function lastRow(text: string, node: Marginal, row: string): Change {
  const last = node.rows.at(-1) ?? node;
  const indent = indentOf(text, last.start);
  if (indent === undefined) return { start: last.end, end: last.end, text: `, ${row}` };
  const rest = /^[ \t]*[,;]?[ \t]*(\/\/[^\n\r]*)?(?=\r?\n|$)/.exec(text.slice(last.end));
  const at = last.end + (rest?.[0].length ?? 0);
  return { start: at, end: at, text: `${rest ? '' : ','}${newlineOf(text)}${indent}${row}` };
}

/** The table times its subject, in parentheses where it would be divided by otherwise. */
function timesSubject({ item }: AskedItem, node: Marginal, parents: readonly Step[], language: 'en' | 'zh'): Change[] {
  const { subject } = node;
  const source = item.text.slice(subject.start, subject.end);
  const text = `${language === 'zh' ? ' * ' : ' of '}${subject.kind === 'binary' || subject.kind === 'negate' ? `(${source})` : source}`;
  const parent = ofKind(parents.at(-1)?.node, 'binary');
  if (parent?.op !== '/' || parent.right !== node) return [{ start: node.end, end: node.end, text }];
  return [
    { start: node.start, end: node.start, text: '(' },
    { start: node.end, end: node.end, text: `${text})` },
  ];
}

function slices(asked: AskedItem): Offer[] {
  const found = headAt(asked);
  if (!found) return [];
  return found.node.kind === 'table' ? toMarginal(asked, found.node, found.parents) : toWhole(asked, found.node, found.parents);
}

export const slicesAction = itemAction(kinds.rewrite, slices);
