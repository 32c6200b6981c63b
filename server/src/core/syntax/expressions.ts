/**
 * Expressions, loosest first: `if`, `or`, `and`, `not`, comparisons and interval tests, `+ -`, `* / of`, unary `-`, then operands
 * (operands.ts). An expression goes on over a line's end inside brackets, after an operator, and before and, or, then, else.
 */
import { parseOperand, parseSet } from './operands';
import type { Parser } from './parser';
import { MAX_DEPTH } from './problems';
import { COMPARISONS, type Token } from './tokens';
import type { BinaryOp, Expr, Interval, IntervalEnd } from './tree';

/** More operators than this in a row make a tree too deep for whoever walks it. */
const MOST_OPERATORS = MAX_DEPTH * 5;

export function missing(p: Parser): Expr {
  return { kind: 'missing', start: p.lastEnd, end: p.lastEnd };
}

export function parseExpression(p: Parser): Expr {
  if (!p.enter()) return missing(p);
  if (beginsOnItsLine(p)) splitOperand(p);
  const found = p.is('if') && beginsOnItsLine(p) ? parseIf(p) : parseOr(p);
  p.depth--;
  return found;
}

/** May the next token begin an operand: is it on the line, or after an operator or opening? */
export function beginsOnItsLine(p: Parser): boolean {
  return p.sameLine() || p.operandAt === p.pos;
}

/** Cuts what is glued to an operand. On a line of its own the word may be the next statement or row instead: this one is not finished. */
export function splitOperand(p: Parser): void {
  const { newline } = p.peek();
  if (newline) p.split({ kind: 'statement', keywords: p.statementKeywords, unknownRest: false });
  p.split({ kind: p.inPattern || newline ? 'pattern' : 'operand' });
}

/** The next token if it may go on with the expression before it; words glued to it are cut. */
function operator(p: Parser): Token | undefined {
  const t = p.peek();
  if (t.kind !== 'word' && t.kind !== 'punctuation') return undefined;
  if (p.lineMode && t.newline) {
    if (t.kind !== 'word' || !/^(?:and$|or$|then$|else$|且|或|则|否则)/.test(t.text)) return undefined;
  }
  if (t.kind === 'word') p.split({ kind: 'operator' });
  p.expects('operator');
  const now = p.peek();
  if (p.lineMode && now.newline && !(p.is('and') || p.is('or'))) return undefined;
  return now;
}

/** After an operator the line may end. */
function operandFollows(p: Parser): void {
  p.operandAt = p.pos;
}

function binary(op: BinaryOp, left: Expr, right: Expr, operator: Token, spelling?: 'of' | '的'): Expr {
  const node = {
    kind: 'binary' as const,
    op,
    left,
    right,
    operator: { start: operator.start, end: operator.end },
    start: left.start,
    end: right.end,
  };
  return spelling ? { ...node, spelling } : node;
}

function parseIf(p: Parser): Expr {
  const start = p.takeKeyword('if').start;
  operandFollows(p);
  const condition = parseExpression(p);
  const yes = expectWord(p, 'then') ? parseExpression(p) : missing(p);
  const no = expectWord(p, 'else') ? parseExpression(p) : missing(p);
  // biome-ignore lint/suspicious/noThenProperty: the node's part is called so in the language
  return { kind: 'if', condition, then: yes, else: no, start, end: p.lastEnd };
}

function expectWord(p: Parser, id: 'then' | 'else'): boolean {
  if (p.failed) return false;
  p.split({ kind: 'operator' });
  if (!p.is(id)) {
    p.fail(id === 'then' ? 'expected-then' : 'expected-else');
    return false;
  }
  p.takeKeyword(id);
  operandFollows(p);
  return true;
}

/** A left-associative level for `and` or `or`. */
function parseLogical(p: Parser, id: 'and' | 'or', next: (p: Parser) => Expr): Expr {
  let left = next(p);
  for (let n = 0; !p.failed; n++) {
    if (!operator(p) || !p.is(id)) break;
    if (n >= MOST_OPERATORS) {
      p.fail('too-deep', { max: MOST_OPERATORS });
      break;
    }
    const sign = p.takeKeyword(id);
    operandFollows(p);
    left = binary(id, left, next(p), sign);
  }
  return left;
}

function parseOr(p: Parser): Expr {
  return parseLogical(p, 'or', parseAnd);
}

function parseAnd(p: Parser): Expr {
  return parseLogical(p, 'and', parseNot);
}

/** `not`, any number of them. */
export function parseNot(p: Parser): Expr {
  if (beginsOnItsLine(p)) splitOperand(p);
  if (!p.is('not') || !beginsOnItsLine(p)) return parseComparison(p);
  if (!p.enter()) return missing(p);
  const start = p.takeKeyword('not').start;
  operandFollows(p);
  const operand = parseNot(p);
  p.depth--;
  return { kind: 'not', operand, start, end: operand.end };
}

function parseComparison(p: Parser): Expr {
  const left = parseSum(p);
  if (p.failed) return left;
  const found = comparison(p, left);
  if (found !== left && !p.failed && isComparison(p)) p.fail('chained-comparison');
  return found;
}

function isComparison(p: Parser): boolean {
  const t = operator(p);
  if (!t) return false;
  if (t.kind === 'punctuation') return COMPARISONS.has(t.text);
  return p.is('has') || p.is('in') || intervalWord(p) !== undefined;
}

function comparison(p: Parser, left: Expr): Expr {
  const t = operator(p);
  if (!t) return left;
  if (t.kind === 'punctuation') {
    if (!COMPARISONS.has(t.text)) return left;
    p.take();
    operandFollows(p);
    return binary(t.text as BinaryOp, left, parseSum(p), t);
  }
  if (p.is('has')) {
    p.takeKeyword('has');
    operandFollows(p);
    const member = parseSum(p);
    return { kind: 'has', set: left, member, start: left.start, end: member.end };
  }
  if (p.is('in')) {
    p.takeKeyword('in');
    const set = p.isPunctuation('{') ? parseSet(p) : undefined;
    if (!set) p.fail('expected-brace', { after: p.previous ? p.raw(p.previous) : 'in', opens: 'set' });
    return { kind: 'in', subject: left, members: set?.kind === 'set' ? set.members : [], start: left.start, end: p.lastEnd };
  }
  if (!intervalWord(p)) return left;
  const interval = parseInterval(p);
  return { kind: 'within', subject: left, interval, start: left.start, end: interval.end };
}

interface IntervalWord {
  readonly end: 'lower' | 'upper';
  readonly inclusive: boolean;
  readonly words: 1 | 2;
}

/** Does an interval's end begin here? Before an expectation's end, `at most` is its flag and none. */
export function intervalWord(p: Parser): IntervalWord | undefined {
  const t = p.peek();
  if (t.kind !== 'word') return undefined;
  if (t.text === 'at') {
    const next = p.peek(1);
    if (next.newline || (next.text !== 'least' && next.text !== 'most')) return undefined;
    if (next.text === 'least') return { end: 'lower', inclusive: true, words: 2 };
    return p.inExpectation && endsExpectation(p, 2) ? undefined : { end: 'upper', inclusive: true, words: 2 };
  }
  if (p.is('over')) return { end: 'lower', inclusive: false, words: 1 };
  if (p.is('from')) return { end: 'lower', inclusive: true, words: 1 };
  if (p.is('below')) return { end: 'upper', inclusive: false, words: 1 };
  if (!p.is('to')) return undefined;
  return p.inExpectation && t.text === '至多' && endsExpectation(p, 1) ? undefined : { end: 'upper', inclusive: true, words: 1 };
}

function endsExpectation(p: Parser, ahead: number): boolean {
  const t = p.peek(ahead);
  return t.newline || (t.kind === 'punctuation' && (t.text === ',' || t.text === ';' || t.text === '}')) || p.is('tolerance', ahead);
}

/** `over 10% to 15%`, one end or both; ends are sums of terms. Call only where {@link intervalWord} says so. */
export function parseInterval(p: Parser): Interval {
  const start = p.peek().start;
  let lower: IntervalEnd | undefined;
  let upper: IntervalEnd | undefined;
  for (let n = 0; n < 2 && !p.failed; n++) {
    if (n > 0 && !operator(p)) break;
    const word = intervalWord(p);
    if (!word || (word.end === 'lower' ? lower : upper)) break;
    const from = p.takeKeyword(word.end === 'lower' ? (word.inclusive ? 'from' : 'over') : word.inclusive ? 'to' : 'below').start;
    if (word.words === 2) p.takeKeyword(word.end === 'lower' ? 'from' : 'to');
    operandFollows(p);
    const value = parseSum(p);
    const end = { inclusive: word.inclusive, value, start: from, end: value.end };
    if (word.end === 'lower') lower = end;
    else upper = end;
  }
  const interval: { start: number; end: number; lower?: IntervalEnd; upper?: IntervalEnd } = { start, end: p.lastEnd };
  if (lower) interval.lower = lower;
  if (upper) interval.upper = upper;
  return interval;
}

/** A sum of terms: what stands in an interval's end, as a subject, or on a side of a comparison. */
export function parseSum(p: Parser): Expr {
  let left = parseProduct(p);
  for (let n = 0; !p.failed; n++) {
    const t = p.peek();
    if (t.kind !== 'punctuation' || (t.text !== '+' && t.text !== '-') || !p.sameLine()) break;
    if (n >= MOST_OPERATORS) {
      p.fail('too-deep', { max: MOST_OPERATORS });
      break;
    }
    p.take();
    operandFollows(p);
    left = binary(t.text, left, parseProduct(p), t);
  }
  return left;
}

function parseProduct(p: Parser): Expr {
  let left = parseUnary(p);
  for (let n = 0; !p.failed; n++) {
    const t = operator(p);
    if (!t) break;
    const of = p.is('of');
    if (!of && !(t.kind === 'punctuation' && (t.text === '*' || t.text === '/'))) break;
    if (n >= MOST_OPERATORS) {
      p.fail('too-deep', { max: MOST_OPERATORS });
      break;
    }
    if (of) p.takeKeyword('of');
    else p.take();
    operandFollows(p);
    left = binary(t.text === '/' ? '/' : '*', left, parseUnary(p), t, of ? (t.text === '的' ? '的' : 'of') : undefined);
  }
  return left;
}

function parseUnary(p: Parser): Expr {
  if (!p.isPunctuation('-') || !beginsOnItsLine(p)) return parseOperand(p);
  if (!p.enter()) return missing(p);
  const start = p.take().start;
  operandFollows(p);
  const operand = parseUnary(p);
  p.depth--;
  return { kind: 'negate', operand, start, end: operand.end };
}
