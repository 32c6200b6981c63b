/** Tables (`by`), `marginal`, and `highest` and its kin. */
import { type ReadEntry, readEntries } from './entries';
import { beginsOnItsLine, intervalWord, missing, parseExpression, parseInterval, parseSum } from './expressions';
import type { Parser } from './parser';
import type { Token } from './tokens';
import type { Expr, Ident, Pattern, SelectEntry, SelectOp, TableRow } from './tree';

/** Takes the `{` of a block; it may stand on the next line. */
export function openBrace(p: Parser, opens: string): Token | undefined {
  if (p.failed) return undefined;
  if (p.isPunctuation('{')) return p.take();
  p.fail('expected-brace', { after: p.previous ? p.raw(p.previous) : opens, opens });
  return undefined;
}

export function parseTable(p: Parser): Expr {
  const start = p.takeKeyword('by').start;
  const subjects: Expr[] = [];
  do {
    p.operandAt = p.pos;
    subjects.push(parseSum(p));
  } while (!p.failed && p.acceptPunctuation('|'));
  const rows: TableRow[] = [];
  const others: TableRow[] = [];
  const opener = openBrace(p, 'table');
  if (opener) nested(p, opener, () => parseRow(p, subjects.length, rows, others));
  const otherwise = settleOtherwise(p, rows, others);
  const node = { kind: 'table' as const, subjects, rows, start, end: p.lastEnd };
  return otherwise ? { ...node, otherwise } : node;
}

/** Reads a block's rows, unless it is too deep. */
function nested(p: Parser, opener: Token, row: ReadEntry): void {
  if (!p.enter()) return;
  readEntries(p, opener, 'row', row);
  p.depth--;
}

function parseRow(p: Parser, subjects: number, rows: TableRow[], others: TableRow[]): () => void {
  const start = p.peek().start;
  p.split({ kind: 'pattern' });
  if (p.is('otherwise') && p.isPunctuation(':', 1)) {
    const word = p.takeKeyword('otherwise');
    p.take();
    p.operandAt = p.pos;
    const value = parseExpression(p);
    const row: TableRow = { columns: [], value, start, end: p.lastEnd };
    const memberName: Ident = { start: word.start, end: word.end, name: word.text };
    return () => others.push(word.text === '其他' && subjects === 1 ? { ...row, memberName } : row);
  }
  const columns: Pattern[][] = [];
  p.inPattern = true;
  do columns.push(parseAlternatives(p));
  while (!p.failed && p.acceptPunctuation('|'));
  const end = p.lastEnd;
  const value = rowValue(p);
  const row: TableRow = { columns, value, start, end: p.lastEnd };
  if (columns.length !== subjects && !p.failed)
    p.report('wrong-column-count', { start, end }, { expected: subjects, count: columns.length });
  return () => rows.push(row);
}

/** The `:` and what follows it. */
function rowValue(p: Parser): Expr {
  if (p.failed) return missing(p);
  if (!p.isPunctuation(':')) {
    p.fail('expected-colon', { after: 'row' });
    p.inPattern = false;
    return missing(p);
  }
  p.take();
  p.inPattern = false;
  p.operandAt = p.pos;
  return parseExpression(p);
}

/** `a, b`: what one subject may be. */
function parseAlternatives(p: Parser): Pattern[] {
  const found: Pattern[] = [];
  do {
    p.operandAt = p.pos;
    if (found.length > 0 && p.failThousands()) break;
    found.push(parsePattern(p));
  } while (!p.failed && p.acceptPunctuation(','));
  return found;
}

const MEANT: Readonly<Record<string, string>> = { '>': 'over', '>=': 'from', '<': 'below', '<=': 'to' };

function parsePattern(p: Parser): Pattern {
  p.split({ kind: 'pattern' });
  p.expects('pattern');
  const t = p.peek();
  if (p.is('any') && beginsOnItsLine(p)) {
    p.takeKeyword('any');
    return { kind: 'any', start: t.start, end: t.end };
  }
  if (intervalWord(p) && beginsOnItsLine(p)) {
    const interval = parseInterval(p);
    return { kind: 'interval', interval, start: interval.start, end: interval.end };
  }
  if (t.kind === 'punctuation') {
    const use = MEANT[t.text];
    if (use !== undefined)
      p.fail('pattern-operator', { use }, t, [{ start: t.start, end: t.end, text: p.text.charCodeAt(t.end) === 32 ? use : `${use} ` }]);
    else if (t.text !== '-' && t.text !== '(') p.fail('expected-pattern');
  }
  const value = p.failed ? missing(p) : parseSum(p);
  if (!p.failed && intervalWord(p)?.end === 'upper') {
    const use = p.peek().text.charCodeAt(0) < 128 ? 'from' : '不低于';
    p.fail('row-without-from', { use }, p.peek(), [{ start: value.start, end: value.start, text: `${use} ` }]);
  }
  return { kind: 'value', value, start: value.start, end: value.end };
}

/**
 * Which of the rows `otherwise:` and `其他:` is what is left over. One `其他:` beside another such row is the member of that name.
 */
function settleOtherwise(p: Parser, rows: TableRow[], others: readonly TableRow[]): TableRow | undefined {
  const plain = others.filter((r) => !r.memberName);
  const named = others.filter((r) => r.memberName);
  const otherwise = plain[0] ?? named.pop();
  const second = plain[1];
  if (second) p.report('second-otherwise', { start: second.start, end: second.end });
  for (const { memberName, ...row } of named) {
    if (!memberName) continue;
    const { start, end, name } = memberName;
    rows.push({ ...row, columns: [[{ kind: 'value', value: { kind: 'name', name, start, end }, start, end }]] });
  }
  if (named.length > 0) rows.sort((a, b) => a.start - b.start);
  return otherwise;
}

export function parseMarginal(p: Parser): Expr {
  const start = p.takeKeyword('marginal').start;
  p.operandAt = p.pos;
  const subject = parseSum(p);
  const rows: TableRow[] = [];
  const opener = openBrace(p, 'marginal');
  if (opener) {
    nested(p, opener, () => {
      const rowStart = p.peek().start;
      p.inPattern = true;
      const pattern = parsePattern(p);
      if (!p.failed && pattern.kind !== 'interval') p.fail('expected-interval', {}, pattern);
      const value = rowValue(p);
      const row: TableRow = { columns: [[pattern]], value, start: rowStart, end: p.lastEnd };
      return () => rows.push(row);
    });
  }
  return { kind: 'marginal', subject, rows, start, end: p.lastEnd };
}

export function parseSelect(p: Parser, op: SelectOp): Expr {
  const start = p.takeKeyword(op).start;
  let each: Ident | undefined;
  p.split({ kind: 'operand' });
  if (p.is('each') && p.sameLine()) {
    p.takeKeyword('each');
    p.expects('name of list');
    const t = p.peek();
    if (t.kind === 'word' && p.sameLine()) each = p.ident(p.take(), 'reference');
    else p.fail('expected-name', { what: 'list' });
  }
  const entries: SelectEntry[] = [];
  const opener = openBrace(p, 'entries');
  if (opener) {
    nested(p, opener, () => {
      const entry = parseEntry(p);
      return () => entries.push(entry);
    });
  }
  const node = { kind: 'select' as const, op, entries, start, end: p.lastEnd };
  return each ? { ...node, each } : node;
}

/** `VALUE [when CONDITION]`; a line that begins with `when` goes on with the entry. */
function parseEntry(p: Parser): SelectEntry {
  const start = p.peek().start;
  const value = parseExpression(p);
  if (p.failed) return { value, start, end: p.lastEnd };
  if (p.peek().kind === 'word' && /^(?:when$|条件)/.test(p.peek().text)) p.split({ kind: 'operator' });
  if (!p.is('when')) return { value, start, end: p.lastEnd };
  p.takeKeyword('when');
  p.operandAt = p.pos;
  const condition = parseExpression(p);
  return { value, condition, start, end: p.lastEnd };
}
