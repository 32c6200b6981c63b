/** The statements of an example: what is given, and what is expected. */
import { atEntryEnd } from './entries';
import { parseExpression, parseSum } from './expressions';
import type { KeywordId } from './keywords';
import type { Parser } from './parser';
import { expectDate, failStatement } from './statements';
import type { ExampleStatement, ExpectStatus, Expr } from './tree';
import { parseNames, referredName } from './types';

export const EXAMPLE_STATEMENTS: ReadonlySet<KeywordId> = new Set<KeywordId>(['on', 'paid', 'expect']);

const STATUSES = [
  'eligible',
  'ineligible',
  'inactive',
  'excluded',
  'granted',
  'unspecified',
  'unknown',
  'conflict',
  'error',
] as const satisfies readonly ExpectStatus[];

export function parseExampleStatement(p: Parser): ExampleStatement | undefined {
  const start = p.peek().start;
  // A word before `=` is a name, unless it is glued of known parts: `应得总计 = 330万元`.
  p.split({ kind: 'statement', keywords: EXAMPLE_STATEMENTS, unknownRest: !p.isPunctuation('=', 1) });
  if (p.peek().kind === 'word' && p.isPunctuation('=', 1)) {
    p.expects('given');
    const name = p.ident(p.take(), 'reference');
    p.take();
    valueMayFollow(p);
    return { kind: 'given', name, value: parseExpression(p), start, end: p.lastEnd };
  }
  if (p.is('on')) {
    p.takeKeyword('on');
    const date = expectDate(p, 'on');
    return { kind: 'on', start, end: p.lastEnd, ...(date && { date }) };
  }
  if (p.is('paid')) return parsePayment(p, start);
  if (p.is('expect')) return parseExpect(p, start);
  p.expects('given');
  if (p.peek().kind === 'word') {
    const t = p.peek();
    const next = p.peek(1);
    if (next.kind !== 'word' && next.kind !== 'string') {
      p.take();
      p.fail('expected-equals', { after: t.text });
      return { kind: 'given', name: p.ident(t, 'reference'), value: { kind: 'missing', start: t.end, end: t.end }, start, end: t.end };
    }
  }
  failStatement(p, 'example');
  return undefined;
}

/** After `=` the value may stand on the next line, unless that line is plainly the next statement (the value is not typed yet). */
function valueMayFollow(p: Parser): void {
  if (p.sameLine()) return;
  const t = p.peek();
  const statement = t.kind === 'word' && (p.isPunctuation('=', 1) || p.is('expect') || p.is('on') || p.is('paid'));
  if (!statement && !p.isPunctuation('}')) p.operandAt = p.pos;
}

/** `paid NAME = AMOUNT on DATE`. */
function parsePayment(p: Parser, start: number): ExampleStatement {
  p.takeKeyword('paid');
  const name = referredName(p, 'clause');
  let amount: Expr = { kind: 'missing', start: p.lastEnd, end: p.lastEnd };
  if (!p.failed) {
    if (p.acceptPunctuation('=')) amount = parseExpression(p);
    else p.fail('expected-equals', { after: name.name });
  }
  if (p.failed) return { kind: 'paid', name, amount, start, end: p.lastEnd };
  if (p.sameLine()) p.split({ kind: 'operator' });
  if (!p.accept('on payment')) {
    p.fail('expected-date', { after: p.previous ? p.raw(p.previous) : 'paid' });
    return { kind: 'paid', name, amount, start, end: p.lastEnd };
  }
  const date = expectDate(p, 'on payment');
  return { kind: 'paid', name, amount, start, end: p.lastEnd, ...(date && { date }) };
}

function parseExpect(p: Parser, start: number): ExampleStatement {
  p.takeKeyword('expect');
  if (p.sameLine()) p.split({ kind: 'expected' });
  const total = p.is('total') && p.sameLine();
  const word = p.peek();
  const name = referredName(p, 'name');
  if (total) {
    word.keyword = 'total';
    word.role = 'keyword';
  }
  const node = { kind: 'expect' as const, name, total, start };
  if (p.failed) return { ...node, end: p.lastEnd };
  if (p.isPunctuation('=') && p.sameLine()) {
    p.take();
    valueMayFollow(p);
    return { ...node, ...expectedValue(p), end: p.lastEnd };
  }
  if (p.sameLine()) p.split({ kind: 'expectation' });
  for (const status of STATUSES) if (p.accept(status)) return { ...node, status, end: p.lastEnd };
  if (p.accept('needs')) {
    const needs = parseNames(p, 'name');
    return { ...node, needs: needs.filter((n) => n.name !== ''), end: p.lastEnd };
  }
  p.fail('expected-expectation');
  return { ...node, end: p.lastEnd };
}

/** `EXPR [within QUANTITY] [at most]`. */
function expectedValue(p: Parser): { value: Expr; tolerance?: Expr; atMost?: boolean } {
  p.inExpectation = true;
  const value = parseExpression(p);
  let tolerance: Expr | undefined;
  let atMost = false;
  while (!p.failed && !atEntryEnd(p)) {
    p.split({ kind: 'operator' });
    const t = p.peek();
    if (!tolerance && p.is('tolerance')) {
      p.takeKeyword('tolerance');
      tolerance = parseSum(p);
    } else if (!atMost && (p.is('at most') || (t.text === 'at' && p.peek(1).text === 'most'))) {
      p.takeKeyword('at most');
      if (t.text === 'at') p.takeKeyword('at most');
      atMost = true;
    } else break;
  }
  p.inExpectation = false;
  return { value, ...(tolerance && { tolerance }), ...(atMost && { atMost }) };
}
