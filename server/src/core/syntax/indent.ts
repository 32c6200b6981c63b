/** Why: a line that is begun by hand should stand where the printer would put it, also while its item is half written. */
import type { KeywordId } from './keywords';
import { linesOf, STEP } from './layout';
import { marksOf } from './marks';
import { type Unit, unitsOf } from './spelling';
import type { ItemSyntax } from './tree';

/** Behind these an entry goes on over the end of its line. */
const OPERATORS = new Set(['+', '-', '*', '/', '=', '!=', '<', '<=', '>', '>=']);
const OPERATOR_WORDS: ReadonlySet<KeywordId> = new Set<KeywordId>([
  'and',
  'or',
  'not',
  'of',
  'has',
  'in',
  'if',
  'then',
  'else',
  'over',
  'from',
  'to',
  'below',
]);

/**
 * How many spaces the line that begins at `lineStart` (an offset in the item's text) is indented by: for what stands on it, else for an entry
 * that is still to be written. Undefined inside a text of several lines, where the blanks are the author's.
 */
export function indentAt(item: ItemSyntax, lineStart: number): number | undefined {
  if (item.tokens.some((t) => t.kind === 'string' && t.start < lineStart && lineStart < t.end)) return undefined;
  const units = unitsOf(item, { language: 'keep', isDeclared: () => false });
  const marks = marksOf(item.node, units);
  const next = units.find((u) => u.start >= lineStart);
  if (next && !/[\r\n]/.test(item.text.slice(lineStart, next.start))) {
    const line = linesOf(units, marks).lines.find((each) => each.units[0] === next);
    if (line) return line.indent;
  }
  const before = units.filter((u) => u.start < lineStart);
  const { open } = linesOf(before, marks);
  const top = open[open.length - 1];
  const inside = top ? top.indent + STEP : 0;
  const goesOn = top?.text !== '(' && top?.text !== '[' && endsOpen(before);
  return goesOn ? inside + STEP : inside;
}

function endsOpen(units: readonly Unit[]): boolean {
  const last = units.findLast((u) => u.kind !== 'comment');
  if (!last) return false;
  return last.token.keyword === undefined
    ? last.kind === 'punctuation' && OPERATORS.has(last.text)
    : OPERATOR_WORDS.has(last.token.keyword);
}
