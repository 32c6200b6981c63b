/** Operands: numbers with their units, names, calls, parentheses, sets and lists of items. Tables and `highest` and its kin: tables.ts. */
import { atEntryEnd, readEntries } from './entries';
import { beginsOnItsLine, missing, parseExpression, parseNot, splitOperand } from './expressions';
import { withoutMultiplier } from './glue';
import { isReserved, type KeywordId, keywordsSpelled } from './keywords';
import type { Parser } from './parser';
import { parseMarginal, parseSelect, parseTable } from './tables';
import type { Token } from './tokens';
import type { Expr, FunctionId, Ident, ListItem, SelectOp, UnitRef } from './tree';

const FUNCTIONS: ReadonlyMap<KeywordId, FunctionId> = new Map<KeywordId, FunctionId>([
  ['min', 'min'],
  ['max', 'max'],
  ['abs', 'abs'],
  ['round function', 'round'],
  ['round_down', 'round_down'],
  ['round_up', 'round_up'],
  ['days', 'days'],
  ['months', 'months'],
  ['years', 'years'],
  ['year', 'year'],
  ['month', 'month'],
  ['day', 'day'],
  ['paid', 'paid'],
]);

export function parseOperand(p: Parser): Expr {
  if (!beginsOnItsLine(p)) return expected(p);
  p.expects('operand');
  const t = p.peek();
  switch (t.kind) {
    case 'number':
      return parseNumber(p);
    case 'date':
      p.take();
      return { kind: 'date', iso: t.text, start: t.start, end: t.end };
    case 'string': {
      const text = p.string();
      return { kind: 'text', value: text?.value ?? '', start: t.start, end: t.end };
    }
    case 'word':
      splitOperand(p);
      return parseWord(p);
    case 'punctuation':
      if (t.text === '(') return parseParen(p);
      if (t.text === '{') return parseSet(p);
      if (t.text === '[') return parseList(p);
      return expected(p);
    default:
      return expected(p);
  }
}

function expected(p: Parser): Expr {
  const previous = p.previous;
  p.fail('expected-expression', { after: previous ? p.raw(previous) : '' });
  return missing(p);
}

function parseWord(p: Parser): Expr {
  const t = p.peek();
  const at = { start: t.start, end: t.end };
  const keywords = keywordsSpelled(t.text);
  for (const k of keywords) {
    switch (k.id) {
      case 'yes':
      case 'no':
        p.takeKeyword(k.id);
        return { kind: 'boolean', value: k.id === 'yes', ...at };
      case 'this':
      case 'as_of':
      case 'total':
        p.takeKeyword(k.id);
        return { kind: k.id, ...at };
      case 'by':
        return parseTable(p);
      case 'marginal':
        return parseMarginal(p);
      case 'highest':
      case 'lowest':
      case 'sum':
      case 'first':
        return parseSelect(p, k.id satisfies SelectOp);
      case 'if':
      case 'not': {
        p.report('needs-parentheses', t, { word: t.text });
        return k.id === 'if' ? parseExpression(p) : parseNot(p);
      }
      default:
    }
  }
  const paren = p.isPunctuation('(', 1) && p.sameLine(1);
  if (paren) {
    for (const k of keywords) {
      const fn = FUNCTIONS.get(k.id);
      if (fn) return parseCall(p, fn, k.id);
    }
  }
  if (isReserved(t.text)) return expected(p);
  if (paren) {
    p.fail('unknown-function', { name: t.text });
    return missing(p);
  }
  p.take();
  t.role = 'reference';
  const end = p.takeGluedNumber(t);
  return { kind: 'name', name: end > t.end ? t.text + p.text.slice(t.end, end) : t.text, start: t.start, end };
}

// ---------------------------------------------------------------------------------------------- numbers

function parseNumber(p: Parser): Expr {
  const t = p.take();
  if (t.text === '') return { kind: 'missing', start: t.start, end: t.end };
  const colon = p.peek();
  const right = p.peek(1);
  if (!p.inPattern && colon.text === ':' && colon.kind === 'punctuation' && !colon.spaced && right.kind === 'number' && !right.spaced) {
    p.take();
    p.take();
    return { kind: 'ratio', left: t.text, right: right.text, start: t.start, end: right.end };
  }
  if (p.isPunctuation('%') && !p.peek().newline) {
    const { end } = p.take();
    return { kind: 'number', digits: t.text, power: 0, percent: true, start: t.start, end };
  }
  const { power, unit } = parseUnit(p, true);
  const node = { kind: 'number' as const, digits: t.text, power, percent: false, start: t.start, end: p.lastEnd };
  return unit ? { ...node, unit } : node;
}

/** Words that go on with the sentence after a number, and are no units there. */
const NO_UNITS = new Set<KeywordId>([
  'when',
  'per year',
  'within',
  'tolerance',
  'ever',
  'default',
  'on payment',
  'like',
  'otherwise',
  'at most',
]);

/** May the next word be a unit? After a number on its line every name is one, unless the sentence goes on with it. */
export function isUnitWord(p: Parser, ahead = 0): boolean {
  const t = p.peek(ahead);
  if (t.kind !== 'word' || t.newline || isReserved(t.text)) return false;
  const next = p.peek(ahead + 1);
  if (next.kind === 'punctuation' && next.text === '(') return false;
  if (t.text === 'per') return next.text !== 'year';
  if (t.text === 'at') return next.text !== 'least' && next.text !== 'most';
  return !keywordsSpelled(t.text).some((k) => NO_UNITS.has(k.id));
}

/** A multiplier (`万`, `亿`) and a unit with what is joined to it by `/`: `元/平方米/天`. */
export function parseUnit(p: Parser, multipliers: boolean): { power: number; unit?: UnitRef } {
  if (!p.peek().newline) p.split({ kind: 'unit' });
  p.expects('unit');
  if (!isUnitWord(p)) return { power: 0 };
  let power = 0;
  let numerator: Ident | undefined;
  const t = p.peek();
  const cut = withoutMultiplier(t.text);
  if (multipliers && cut.power > 0 && t.text !== '万元' && t.text !== '亿元' && !p.isDeclared(t.text)) {
    power = cut.power;
    p.take();
    t.role = 'unit';
    if (cut.rest !== '') numerator = { start: t.start + cut.length, end: t.end, name: cut.rest };
    else {
      if (!p.peek().newline) p.split({ kind: 'unit' });
      p.expects('unit');
      if (!isUnitWord(p)) return { power };
    }
  }
  numerator ??= p.ident(p.take(), 'unit');
  const denominators: Ident[] = [];
  while (p.isPunctuation('/') && !p.peek().spaced) {
    const next = p.peek(1);
    if (next.kind !== 'word' || next.spaced) break;
    p.split({ kind: 'unit' }, p.pos + 1);
    if (!isUnitWord(p, 1)) break;
    p.take();
    p.expects('unit');
    denominators.push(p.ident(p.take(), 'unit'));
  }
  return { power, unit: { numerator, denominators, start: numerator.start, end: p.lastEnd } };
}

// ---------------------------------------------------------------------------------------------- brackets

/** Runs `inside` where lines do not matter, between an opening bracket that is taken and its closing one. */
function bracketed(p: Parser, close: ')' | ']' | '}', inside: () => void): void {
  const opener = p.take();
  const { lineMode, inPattern, inExpectation } = p;
  p.lineMode = false;
  p.inPattern = false;
  p.inExpectation = false;
  inside();
  if (!p.failed && !p.acceptPunctuation(close)) {
    if (p.atEnd || (p.peek().kind === 'punctuation' && ')]}'.includes(p.peek().text))) {
      p.fail(close === ')' ? 'unclosed-paren' : close === ']' ? 'unclosed-bracket' : 'unclosed-brace', {}, opener);
    } else p.fail('unexpected');
  }
  p.lineMode = lineMode;
  p.inPattern = inPattern;
  p.inExpectation = inExpectation;
}

function parseParen(p: Parser): Expr {
  const start = p.peek().start;
  let inner: Expr | undefined;
  bracketed(p, ')', () => {
    inner = parseExpression(p);
  });
  return { kind: 'paren', inner: inner ?? missing(p), start, end: p.lastEnd };
}

function parseCall(p: Parser, fn: FunctionId, id: KeywordId): Expr {
  const name = p.take();
  name.keyword = id;
  name.role = 'function';
  const args: Expr[] = [];
  bracketed(p, ')', () => {
    if (p.isPunctuation(')')) return;
    do args.push(parseExpression(p));
    while (!p.failed && p.acceptPunctuation(','));
  });
  return { kind: 'call', fn, name: { start: name.start, end: name.end }, args, start: name.start, end: p.lastEnd };
}

/** `{ a, b }`: members parted by commas or line ends. */
export function parseSet(p: Parser): Expr {
  const start = p.peek().start;
  const members: Expr[] = [];
  bracketed(p, '}', () => {
    while (!p.failed && !p.atEnd && !p.isPunctuation('}')) {
      if (p.acceptPunctuation(',') || p.acceptPunctuation(';')) continue;
      members.push(parseExpression(p));
      if (!p.failed && !p.isPunctuation(',') && !p.isPunctuation(';') && !p.isPunctuation('}') && !p.peek().newline) break;
    }
  });
  return { kind: 'set', members, start, end: p.lastEnd };
}

/** `[ { kind = core, cost = 400万元 }, … ]`: items parted by commas or line ends. */
function parseList(p: Parser): Expr {
  const start = p.peek().start;
  const items: ListItem[] = [];
  bracketed(p, ']', () => {
    while (!p.failed && !p.atEnd && !p.isPunctuation(']')) {
      if (p.acceptPunctuation(',') || p.acceptPunctuation(';')) continue;
      if (!p.isPunctuation('{')) {
        p.fail(p.isPunctuation('}') || p.isPunctuation(')') ? 'unclosed-bracket' : 'expected-list-item');
        break;
      }
      items.push(parseListItem(p));
    }
  });
  return { kind: 'list', items, start, end: p.lastEnd };
}

function parseListItem(p: Parser): ListItem {
  const opener = p.take();
  const fields: { name: Ident; value: Expr }[] = [];
  readEntries(p, opener, 'row', () => {
    const name = fieldName(p);
    if (!name) return undefined;
    let value = missing(p);
    if (!p.acceptPunctuation('=')) p.fail('expected-equals', { after: name.name });
    else {
      p.operandAt = p.pos;
      if (atEntryEnd(p) && !p.peek().newline) p.fail('expected-expression', { after: '=' });
      else value = parseExpression(p);
    }
    return () => fields.push({ name, value });
  });
  return { fields, start: opener.start, end: p.lastEnd };
}

function fieldName(p: Parser): Ident | undefined {
  p.expects('field');
  const t: Token = p.peek();
  if (t.kind !== 'word') {
    p.fail('expected-name', { what: 'field' });
    return undefined;
  }
  return p.ident(p.take(), 'field');
}
