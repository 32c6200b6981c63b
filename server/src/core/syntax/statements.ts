/** The statements of a clause, and those of them that groups and limits share. */
import { atOperator, failContinued, failKeyword, failOperator } from './complaints';
import { atEntryEnd, readEntries } from './entries';
import { parseExpression, parseSum } from './expressions';
import type { KeywordId } from './keywords';
import type { Parser } from './parser';
import { openBrace } from './tables';
import type { DateLiteral, Expr, LetStatement, Span, Statement, Text, Window } from './tree';
import { declaredName, referredName } from './types';

export const CLAUSE_STATEMENTS: ReadonlySet<KeywordId> = new Set<KeywordId>([
  'source',
  'department',
  'effective',
  'each',
  'let',
  'when',
  'award',
  'grants',
  'less',
  'cap',
  'floor',
  'round',
]);

/** A text that the statement wants; its absence ends the entry. */
export function expectString(p: Parser, after: KeywordId): Text | undefined {
  p.expects('text');
  const text = p.string();
  if (!text) p.fail('expected-string', { after: p.previous ? p.raw(p.previous) : after });
  return text;
}

export function expectDate(p: Parser, after: KeywordId): DateLiteral | undefined {
  p.expects('date');
  const t = p.peek();
  if (t.kind === 'date' && p.sameLine()) {
    p.take();
    return { kind: 'date', iso: t.text, start: t.start, end: t.end };
  }
  p.fail('expected-date', { after: p.previous ? p.raw(p.previous) : after });
  return undefined;
}

/** `DATE [to DATE]`. */
export function parsePeriod(p: Parser): { from?: DateLiteral; to?: DateLiteral } {
  const from = expectDate(p, 'effective');
  if (!from) return {};
  if (p.sameLine()) p.split({ kind: 'operator' });
  if (!p.accept('to')) return { from };
  const to = expectDate(p, 'effective');
  return to ? { from, to } : { from };
}

/** `let NAME ["label"] = EXPR`, from its keyword on. */
export function parseLet(p: Parser): LetStatement {
  const start = p.takeKeyword('let').start;
  const name = declaredName(p, 'let', true);
  const label = p.string();
  let value: Expr = { kind: 'missing', start: p.lastEnd, end: p.lastEnd };
  if (!p.failed) {
    if (p.isPunctuation('=') && p.sameLine()) {
      p.take();
      // An expression must follow, so the line's end does not end the entry.
      p.operandAt = p.pos;
      value = parseExpression(p);
    } else p.fail('expected-equals', { after: name.name });
  }
  return { kind: 'let', name, value, start, end: p.lastEnd, ...(label && { label }) };
}

export function parseSource(p: Parser): Statement & { kind: 'source' } {
  const start = p.takeKeyword('source').start;
  const article = expectString(p, 'source');
  const quote = article && p.string();
  return { kind: 'source', start, end: p.lastEnd, ...(article && { article }), ...(quote && { quote }) };
}

/** `cap EXPR [WINDOW] [when COND] ["reason"]`. */
export function parseCap(p: Parser): Statement & { kind: 'cap' } {
  const start = p.takeKeyword('cap').start;
  const amount = parseExpression(p);
  const window = parseWindow(p);
  const tail = parseTail(p);
  return { kind: 'cap', amount, start, end: p.lastEnd, ...(window && { window }), ...tail };
}

function parseWindow(p: Parser): Window | undefined {
  if (p.failed || !p.sameLine()) return undefined;
  p.split({ kind: 'operator' });
  const t = p.peek();
  if (t.kind !== 'word') return undefined;
  if (p.is('per year') || (t.text === 'per' && p.peek(1).text === 'year')) {
    p.takeKeyword('per year');
    if (t.text === 'per') p.takeKeyword('per year');
    return { kind: 'per year', start: t.start, end: p.lastEnd };
  }
  if (p.accept('ever')) return { kind: 'ever', start: t.start, end: t.end };
  if (!p.accept('within')) return undefined;
  p.operandAt = p.pos;
  const length = parseSum(p);
  return { kind: 'within', length, start: t.start, end: p.lastEnd };
}

/** `[when COND] ["reason"]`. */
function parseTail(p: Parser): { condition?: Expr; reason?: Text } {
  if (p.failed) return {};
  if (p.sameLine()) p.split({ kind: 'operator' });
  const condition = p.accept('when') ? parseExpression(p) : undefined;
  const reason = p.failed ? undefined : p.string();
  return { ...(condition && { condition }), ...(reason && { reason }) };
}

/** One statement of a clause. */
export function parseStatement(p: Parser, block: KeywordId): Statement | undefined {
  p.split({ kind: 'statement', keywords: CLAUSE_STATEMENTS, unknownRest: true });
  const t = p.peek();
  const start = t.start;
  for (const id of CLAUSE_STATEMENTS) if (p.is(id)) return parseKnown(p, id, start);
  failStatement(p, block);
  return undefined;
}

/** No statement begins here. An operator probably belongs to the line above. */
export function failStatement(p: Parser, block: KeywordId): void {
  if (atOperator(p)) failOperator(p);
  else if (block !== 'clause' || !failContinued(p)) failKeyword(p, 'expected-statement', p.statementKeywords, { block });
}

function parseKnown(p: Parser, id: KeywordId, start: number): Statement | undefined {
  switch (id) {
    case 'source':
      return parseSource(p);
    case 'department': {
      p.takeKeyword(id);
      const name = expectString(p, id);
      return { kind: 'department', start, end: p.lastEnd, ...(name && { name }) };
    }
    case 'effective':
      p.takeKeyword(id);
      return { kind: 'effective', ...parsePeriod(p), start, end: p.lastEnd };
    case 'each': {
      p.takeKeyword(id);
      const list = referredName(p, 'list');
      return { kind: 'each', list, start, end: p.lastEnd };
    }
    case 'let':
      return parseLet(p);
    case 'when':
      return parseWhen(p, start);
    case 'award':
      return parseAward(p, start);
    case 'grants': {
      p.takeKeyword(id);
      const what = expectString(p, id);
      return { kind: 'grants', start, end: p.lastEnd, ...(what && { what }) };
    }
    case 'less':
    case 'floor': {
      p.takeKeyword(id);
      const amount = parseExpression(p);
      return { kind: id, amount, ...parseTail(p), start, end: p.lastEnd };
    }
    case 'cap':
      return parseCap(p);
    case 'round':
      return parseRound(p, start);
    default:
      return undefined;
  }
}

function parseWhen(p: Parser, start: number): Statement {
  p.takeKeyword('when');
  if (p.sameLine()) p.split({ kind: 'operand' });
  const any = p.is('when any') || p.is('any');
  if (!any || !p.sameLine() || !p.isPunctuation('{', 1)) {
    const condition = parseExpression(p);
    const reason = p.failed ? undefined : p.string();
    return { kind: 'when', condition, start, end: p.lastEnd, ...(reason && { reason }) };
  }
  p.takeKeyword('when any');
  const alternatives: { condition: Expr; reason?: Text }[] = [];
  const opener = openBrace(p, 'when any');
  if (opener) {
    readEntries(p, opener, 'row', () => {
      const condition = parseExpression(p);
      const reason = p.failed ? undefined : p.string();
      return () => alternatives.push(reason ? { condition, reason } : { condition });
    });
  }
  return { kind: 'when any', alternatives, start, end: p.lastEnd };
}

function parseAward(p: Parser, start: number): Statement {
  p.takeKeyword('award');
  if (p.sameLine()) p.split({ kind: 'modifier' });
  const t = p.peek();
  if (p.sameLine() && p.is('unspecified') && (p.peek(1).kind === 'string' || p.peek(1).newline || ';,}'.includes(p.peek(1).text))) {
    p.takeKeyword('unspecified');
    const text = p.string();
    return { kind: 'award unspecified', start, end: p.lastEnd, ...(text && { text }) };
  }
  let upTo = false;
  if (p.sameLine() && p.is('up to')) {
    p.takeKeyword('up to');
    upTo = true;
  } else if (p.sameLine() && t.text === 'up' && !atEntryEndAfter(p)) {
    p.takeKeyword('up to');
    upTo = true;
    if (p.peek().text === 'to') p.takeKeyword('up to');
    else p.fail('expected-to', { after: 'up' });
  }
  const amount = parseExpression(p);
  return { kind: 'award', upTo, amount, start, end: p.lastEnd };
}

/** A fact may be called `up`: `award up` is its value. */
function atEntryEndAfter(p: Parser): boolean {
  p.pos++;
  const ended = atEntryEnd(p) || p.peek().kind === 'punctuation';
  p.pos--;
  return ended;
}

function parseRound(p: Parser, start: number): Statement {
  p.takeKeyword('round');
  if (p.sameLine()) p.split({ kind: 'modifier' });
  let mode: 'down' | 'up' | 'half' = 'half';
  for (const m of ['down', 'up', 'half'] as const) {
    if (p.accept(m)) {
      mode = m;
      break;
    }
  }
  if (p.sameLine()) p.split({ kind: 'pattern' });
  let to: Expr = { kind: 'missing', start: p.lastEnd, end: p.lastEnd };
  if (p.accept('to')) to = parseSum(p);
  else p.fail('expected-to', { after: p.previous ? p.raw(p.previous) : 'round' });
  return { kind: 'round', mode, to, ...parseTail(p), start, end: p.lastEnd };
}

const STEPS = new Set(['less', 'cap', 'floor', 'round']);

/**
 * A `when` after the award is misplaced. The fix joins it to the step above, which it most likely limits; straight under the award it
 * goes before it instead.
 */
export function checkOrder(p: Parser, body: readonly Statement[]): void {
  const award = body.findIndex((s) => s.kind === 'award' || s.kind === 'award unspecified' || s.kind === 'grants');
  const first = body[award];
  if (!first) return;
  for (let i = award + 1; i < body.length; i++) {
    const s = body[i];
    const above = body[i - 1];
    if (!s || !above || (s.kind !== 'when' && s.kind !== 'when any')) continue;
    const problem = { rule: 'misplaced-statement' as const, start: s.start, end: s.end, data: { statement: 'when', after: above.kind } };
    const fix = orderFix(p, s, above, first);
    p.problems.push(fix ? { ...problem, fix } : problem);
  }
}

function orderFix(p: Parser, s: Statement, above: Statement, award: Statement): readonly (Span & { text: string })[] | undefined {
  const between = p.text.slice(above.end, s.start);
  if (/\S/.test(between)) return undefined;
  if (s.kind === 'when' && STEPS.has(above.kind) && !('condition' in above && above.condition) && !('reason' in above && above.reason)) {
    return [{ start: above.end, end: s.start, text: ' ' }];
  }
  if (above !== award) return undefined;
  const lineStart = p.text.lastIndexOf('\n', award.start - 1) + 1;
  const indent = p.text.slice(lineStart, award.start);
  if (/\S/.test(indent)) return undefined;
  const moved = p.text.slice(s.start, s.end);
  return [
    { start: award.start, end: award.start, text: `${moved}\n${indent}` },
    { start: above.end, end: s.end, text: '' },
  ];
}
