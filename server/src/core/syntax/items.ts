/** One item's text to its tree: the unit of parsing, and of reuse. */
import { atOperator, failClosing, failKeyword, failOperator } from './complaints';
import { failUnexpected, type ReadEntry, readEntries } from './entries';
import { EXAMPLE_STATEMENTS, parseExampleStatement } from './examples';
import type { Watch } from './expected';
import { parseExpression } from './expressions';
import { type ItemKeyword, itemKeyword, KEYWORDS, type KeywordId } from './keywords';
import { checkClauseOnce, checkExampleOnce, checkGroupComplete, checkPolicyOnce } from './once';
import { parseUnit } from './operands';
import { Parser } from './parser';
import {
  CLAUSE_STATEMENTS,
  checkOrder,
  expectDate,
  expectString,
  failStatement,
  parseCap,
  parseLet,
  parsePeriod,
  parseSource,
  parseStatement,
} from './statements';
import type { Token } from './tokens';
import type { ExampleStatement, Ident, ItemNode, ItemSyntax, PolicyField, Span, Statement, SyntaxProblem } from './tree';
import { declaredName, parseField, parseNames, referredName } from './types';

const ITEM_KEYWORDS: ReadonlySet<KeywordId> = new Set(KEYWORDS.filter((k) => k.where.includes('item')).map((k) => k.id));
const POLICY_FIELDS = [
  'number',
  'issuer',
  'issued',
  'effective',
  'currency',
  'supersedes',
  'url',
] as const satisfies readonly PolicyField[];
const POLICY_KEYWORDS: ReadonlySet<KeywordId> = new Set(POLICY_FIELDS);
const EXCLUSIVE_KEYWORDS: ReadonlySet<KeywordId> = new Set<KeywordId>(['source', 'each', 'among', 'choose']);
const LIMIT_KEYWORDS: ReadonlySet<KeywordId> = new Set<KeywordId>(['source', 'each', 'among', 'cap']);

/**
 * Parses one item with the comments above it. Never throws. `isDeclared` says whether a word is a declared name anywhere in the program: it
 * decides only how glued words are split, and what it was asked is recorded in `lookups`.
 */
export function parseItem(text: string, isDeclared: (word: string) => boolean, watch?: Watch): ItemSyntax {
  const p = new Parser(text, isDeclared, watch);
  p.split({ kind: 'statement', keywords: ITEM_KEYWORDS, unknownRest: true });
  const start = p.peek().start;
  const kind = p.peek().kind === 'word' ? itemKeyword(p.peek().text) : undefined;
  const node: ItemNode = kind ? parseKind(p, kind, start) : broken(p, start);
  if (!p.failed && !p.atEnd) {
    const t = p.peek();
    if (t.kind === 'punctuation' && '})]'.includes(t.text)) failClosing(p);
    else if (t.newline && atOperator(p)) failOperator(p);
    else if (t.newline) failItem(p);
    else failUnexpected(p);
  }
  p.close();
  return {
    text,
    node,
    tokens: merge(p.tokens, p.scanner.comments),
    problems: settle(p),
    lookups: p.lookups,
    declares: p.declares,
  };
}

function merge(tokens: readonly Token[], comments: readonly Token[]): readonly Token[] {
  if (comments.length === 0) return tokens;
  return [...tokens, ...comments].sort((a, b) => a.start - b.start);
}

/** Where the blanks before `at` begin. */
function blankBefore(text: string, at: number): number {
  let end = at;
  while (end > 0 && /\s/.test(text[end - 1] ?? '')) end--;
  return end;
}

function blankAfter(text: string, at: number): number {
  let start = at;
  while (start < text.length && /\s/.test(text[start] ?? '')) start++;
  return start;
}

/** All problems in the order of the text; where the scanner found an error, the parser's on the same token is dropped. */
function settle(p: Parser): ItemSyntax['problems'] {
  const { problems } = p.scanner;
  if (problems.length === 0 && p.problems.length < 2) return p.problems;
  const errors = problems.filter((x) => x.rule === 'syntax-error');
  const bad = new Set(errors.map((x) => x.start));
  // What means nothing stood where the parser misses something.
  const ends = new Set(errors.map((x) => x.end));
  const stood = (x: SyntaxProblem) =>
    String(x.data.code).startsWith('expected-') && (ends.has(blankBefore(p.text, x.start)) || bad.has(blankAfter(p.text, x.end)));
  return [...problems, ...p.problems.filter((x) => x.rule !== 'syntax-error' || !(bad.has(x.start) || stood(x)))].sort(
    (a, b) => a.start - b.start,
  );
}

function failItem(p: Parser): void {
  p.operandAt = p.pos;
  failKeyword(p, 'expected-item', ITEM_KEYWORDS);
}

function broken(p: Parser, start: number): ItemNode {
  if (!p.atEnd) failItem(p);
  const last = p.find(() => false);
  return { kind: 'broken', start, end: last < 0 ? (p.tokens[p.tokens.length - 1]?.end ?? start) : start };
}

function parseKind(p: Parser, kind: ItemKeyword, start: number): ItemNode {
  switch (kind) {
    case 'policy':
      return parsePolicy(p, start);
    case 'import': {
      p.takeKeyword(kind);
      const path = expectString(p, kind);
      return { kind, start, end: p.lastEnd, ...(path && { path }) };
    }
    case 'unit': {
      p.takeKeyword(kind);
      const name = declaredName(p, 'unit', true);
      if (p.failed || !p.sameLine() || !p.acceptPunctuation('=')) return { kind, name, start, end: p.lastEnd };
      const definition = parseExpression(p);
      return { kind, name, definition, start, end: p.lastEnd };
    }
    case 'fact': {
      p.takeKeyword(kind);
      const name = declaredName(p, 'fact', false);
      return { kind, ...parseField(p, name, start, 'fact') };
    }
    case 'let':
      return parseLet(p);
    case 'require': {
      p.takeKeyword(kind);
      const condition = parseExpression(p);
      const reason = p.failed ? undefined : p.string();
      return { kind, condition, start, end: p.lastEnd, ...(reason && { reason }) };
    }
    case 'section': {
      p.takeKeyword(kind);
      const title = expectString(p, kind);
      return { kind, start, end: p.lastEnd, ...(title && { title }) };
    }
    case 'qualitative': {
      p.takeKeyword(kind);
      const text = expectString(p, kind);
      return { kind, start, end: p.lastEnd, ...(text && { text }) };
    }
    case 'clause':
      return parseClause(p, start);
    case 'exclusive':
    case 'limit':
      return parseGroup(p, kind, start);
    case 'example':
      return parseExample(p, start);
    default: {
      const never: never = kind;
      return never;
    }
  }
}

/**
 * The block of an item: its header may be broken and its `{` missing, its statements are read all the same. `declared` keywords begin its
 * statements.
 */
function readBlock(p: Parser, keywords: ReadonlySet<KeywordId>, block: KeywordId, one: ReadEntry): void {
  p.statementKeywords = keywords;
  p.namesBeginStatements = block === 'example';
  if (p.isPunctuation('{')) {
    readEntries(p, p.take(), 'statement', one);
    return;
  }
  p.fail('expected-brace', { after: p.previous ? p.raw(p.previous) : block, opens: block });
  const from = p.pos;
  const next = p.find((t, i) => (t.text === '{' && t.kind === 'punctuation' ? true : i > from - 1 && t.newline && p.isStatementLine(i)));
  if (next < 0) return;
  p.restartAt(next);
  p.statementStart = next;
  readEntries(p, p.isPunctuation('{') ? p.take() : undefined, 'statement', one);
}

function parsePolicy(p: Parser, start: number): ItemNode {
  p.takeKeyword('policy');
  const title = p.string();
  if (!title) p.report('expected-string', p.previous ?? p.peek(), { after: p.previous ? p.raw(p.previous) : 'policy', found: '' });
  type Field = (ItemNode & { kind: 'policy' })['fields'][number];
  const fields: Field[] = [];
  readBlock(p, POLICY_KEYWORDS, 'policy', () => {
    p.split({ kind: 'statement', keywords: POLICY_KEYWORDS, unknownRest: true });
    const field = POLICY_FIELDS.find((f) => p.is(f));
    if (!field) {
      failStatement(p, 'policy');
      return undefined;
    }
    const from = p.takeKeyword(field).start;
    const read: Field = { field, ...policyField(p, field), start: from, end: p.lastEnd };
    return () => fields.push(read);
  });
  checkPolicyOnce(p, fields);
  return { kind: 'policy', fields, start, end: p.lastEnd, ...(title && { title }) };
}

function policyField(p: Parser, field: PolicyField): Omit<(ItemNode & { kind: 'policy' })['fields'][number], 'field' | keyof Span> {
  switch (field) {
    case 'effective':
      return parsePeriod(p);
    case 'issued': {
      const from = expectDate(p, field);
      return from ? { from } : {};
    }
    case 'currency': {
      const { unit } = parseUnit(p, false);
      if (!unit) p.fail('expected-name', { what: 'unit' });
      return unit ? { currency: unit.numerator } : {};
    }
    case 'number':
    case 'issuer':
    case 'supersedes':
    case 'url': {
      const text = expectString(p, field);
      return text ? { text } : {};
    }
    default: {
      const never: never = field;
      return never;
    }
  }
}

function parseClause(p: Parser, start: number): ItemNode {
  p.takeKeyword('clause');
  const name = declaredName(p, 'clause', false);
  const title = p.string();
  const body: Statement[] = [];
  readBlock(p, CLAUSE_STATEMENTS, 'clause', () => {
    const statement = parseStatement(p, 'clause');
    return statement && (() => body.push(statement));
  });
  checkOrder(p, body);
  checkClauseOnce(p, body);
  return { kind: 'clause', name, body, start, end: p.lastEnd, ...(title && { title }) };
}

interface GroupParts {
  source?: Statement & { kind: 'source' };
  each?: Ident;
  among?: readonly Ident[] | 'all';
  amongSpan?: Span;
  choose?: 'highest' | 'first';
  chooseSpan?: Span;
  cap?: Statement & { kind: 'cap' };
}

function parseGroup(p: Parser, kind: 'exclusive' | 'limit', start: number): ItemNode {
  p.takeKeyword(kind);
  const name = declaredName(p, kind === 'limit' ? 'limit' : 'group', false);
  const title = p.string();
  const parts: GroupParts = {};
  const keywords = kind === 'exclusive' ? EXCLUSIVE_KEYWORDS : LIMIT_KEYWORDS;
  readBlock(p, keywords, kind, () => {
    const next = { ...parts };
    parseGroupPart(p, kind, keywords, next);
    return () => Object.assign(parts, next);
  });
  checkGroupComplete(p, name.end > name.start ? name : { start, end: start + kind.length }, kind, parts);
  const { among, amongSpan, choose, chooseSpan, cap, ...common } = parts;
  const node = { name, start, end: p.lastEnd, ...common, ...(title && { title }), ...(amongSpan && { amongSpan }) };
  if (kind === 'limit') return { kind, ...node, among: among ?? [], ...(cap && { cap }) };
  return { kind, ...node, among: among === 'all' ? [] : (among ?? []), ...(choose && { choose }), ...(chooseSpan && { chooseSpan }) };
}

function parseGroupPart(p: Parser, kind: 'exclusive' | 'limit', keywords: ReadonlySet<KeywordId>, parts: GroupParts): void {
  p.split({ kind: 'statement', keywords, unknownRest: true });
  const t = p.peek();
  const start = t.start;
  let id: KeywordId | undefined;
  for (const each of keywords) if (p.is(each)) id ??= each;
  if (!id) {
    failStatement(p, kind);
    return;
  }
  const seen =
    id === 'source'
      ? parts.source
      : id === 'each'
        ? parts.each
        : id === 'among'
          ? parts.among
          : id === 'cap'
            ? parts.cap
            : parts.chooseSpan;
  if (seen !== undefined) p.report('repeated-statement', t, { statement: p.raw(t) });
  if (id === 'source') parts.source = parseSource(p);
  else if (id === 'cap') parts.cap = parseCap(p);
  else if (id === 'each') {
    p.takeKeyword(id);
    parts.each = referredName(p, 'list');
  } else if (id === 'among') {
    p.takeKeyword(id);
    if (kind === 'limit' && p.accept('all')) parts.among = 'all';
    else parts.among = parseNames(p, 'clause').filter((n) => n.name !== '');
    parts.amongSpan = { start, end: p.lastEnd };
  } else {
    p.takeKeyword(id);
    const choice = (['highest', 'first'] as const).find((c) => p.is(c) && p.sameLine());
    if (choice) {
      p.takeKeyword(choice);
      parts.choose = choice;
    } else p.fail('expected-choice');
    parts.chooseSpan = { start, end: p.lastEnd };
  }
}

function parseExample(p: Parser, start: number): ItemNode {
  p.takeKeyword('example');
  const title = p.string();
  if (!title) p.report('expected-string', p.previous ?? p.peek(), { after: p.previous ? p.raw(p.previous) : 'example', found: '' });
  const like = p.accept('like') ? expectString(p, 'like') : undefined;
  const body: ExampleStatement[] = [];
  readBlock(p, EXAMPLE_STATEMENTS, 'example', () => {
    const statement = parseExampleStatement(p);
    return statement && (() => body.push(statement));
  });
  checkExampleOnce(p, body);
  return { kind: 'example', body, start, end: p.lastEnd, ...(title && { title }), ...(like && { like }) };
}
