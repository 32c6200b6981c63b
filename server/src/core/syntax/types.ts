/** Declarations: the types, intervals and defaults of facts and of a list's fields. */
import { failKeyword } from './complaints';
import { readEntries } from './entries';
import { intervalWord, parseExpression, parseInterval } from './expressions';
import { isDeclarable, type KeywordId } from './keywords';
import { isUnitWord, parseUnit } from './operands';
import type { Parser } from './parser';
import { openBrace } from './tables';
import type { Expr, Field, Ident, Interval, Member, Text, TypeExpr } from './tree';

/** What a name is expected for; see the code `expected-name`. */
export type NameOf = 'unit' | 'fact' | 'let' | 'clause' | 'group' | 'limit' | 'member' | 'field' | 'list' | 'name';

/**
 * The name that is declared here: taken whole, never split. Where none stands, `hard` ends the entry; otherwise the error is noted and
 * reading goes on, so that a block without a name keeps its body.
 */
export function declaredName(p: Parser, what: NameOf, hard: boolean): Ident {
  p.expects('declaration');
  const t = p.peek();
  if (t.kind !== 'word' || !(p.sameLine() || p.operandAt === p.pos)) {
    if (hard) p.fail('expected-name', { what });
    else if (!p.failed) {
      const place = p.sameLine() && !p.atEnd ? t : (p.previous ?? t);
      p.report('expected-name', place, { what, found: p.atEnd ? '' : p.raw(t) });
    }
    return p.nowhere();
  }
  if (!isDeclarable(t.text)) p.report('reserved-name', t, { name: t.text });
  else p.declares.push(t.text);
  p.take();
  return p.ident(t, 'declaration');
}

/** A name that refers to something declared elsewhere; on this line. */
export function referredName(p: Parser, what: 'list' | 'clause' | 'name'): Ident {
  p.expects(`name of ${what}`);
  const t = p.peek();
  if (t.kind !== 'word' || !(p.sameLine() || p.operandAt === p.pos)) {
    p.fail('expected-name', { what });
    return p.nowhere();
  }
  p.take();
  return p.ident(t, 'reference');
}

/** `"label": TYPE [INTERVAL] [default VALUE]`, after the name. */
export function parseField(p: Parser, name: Ident, start: number, what: 'fact' | 'field'): Field {
  const label = p.string();
  let type: TypeExpr = { kind: 'missing', start: p.lastEnd, end: p.lastEnd };
  let interval: Interval | undefined;
  let standard: Expr | undefined;
  if (!p.failed) {
    if (p.isPunctuation(':') && p.sameLine()) {
      p.take();
      type = parseType(p, what === 'field');
    } else p.fail('expected-colon', { after: what });
  }
  if (!p.failed) {
    if (p.sameLine()) p.split({ kind: 'operator' });
    if (p.sameLine() && intervalWord(p)) interval = parseInterval(p);
  }
  if (!p.failed) {
    if (p.sameLine()) p.split({ kind: 'operator' });
    if (p.accept('default')) {
      p.operandAt = p.pos;
      standard = parseExpression(p);
    }
  }
  return {
    name,
    type,
    start,
    end: p.lastEnd,
    ...(label && { label }),
    ...(interval && { interval }),
    ...(standard && { default: standard }),
  };
}

const SIMPLE = [
  ['money', 'money'],
  ['number type', 'number'],
  ['percent', 'percent'],
  ['boolean', 'boolean'],
  ['date', 'date'],
  ['text', 'text'],
] as const satisfies readonly (readonly [KeywordId, TypeExpr['kind']])[];

const TYPES: readonly KeywordId[] = [...SIMPLE.map(([id]) => id), 'integer'];

function parseType(p: Parser, inList: boolean): TypeExpr {
  if (p.sameLine()) p.split({ kind: 'type' });
  p.expects('type');
  const t = p.peek();
  const start = t.start;
  if (t.kind !== 'word' || !p.sameLine()) {
    p.fail('expected-type');
    return { kind: 'missing', start: p.lastEnd, end: p.lastEnd };
  }
  for (const [id, kind] of SIMPLE) {
    if (p.is(id)) {
      p.takeKeyword(id);
      return { kind, start, end: p.lastEnd };
    }
  }
  if (p.is('integer')) {
    p.takeKeyword('integer');
    const { unit } = parseUnit(p, false);
    return unit ? { kind: 'integer', unit, start, end: p.lastEnd } : { kind: 'integer', start, end: p.lastEnd };
  }
  if (chosen(p, 'one of', 'one')) return { kind: 'one of', members: parseMembers(p), start, end: p.lastEnd };
  if (chosen(p, 'any of', 'any')) return { kind: 'any of', members: parseMembers(p), start, end: p.lastEnd };
  if (p.is('list of') || (t.text === 'list' && (p.peek(1).text === 'of' || p.peek(1).text === 'to'))) return parseList(p, inList);
  const { unit } = isUnitWord(p) ? parseUnit(p, false) : { unit: undefined };
  if (unit) return { kind: 'unit', unit, start, end: p.lastEnd };
  failKeyword(p, 'expected-type', TYPES);
  return { kind: 'missing', start: p.lastEnd, end: p.lastEnd };
}

/** `one of` and `any of`: two words in English, one in Chinese. */
function chosen(p: Parser, id: KeywordId, english: string): boolean {
  const t = p.peek();
  if (p.is(id)) {
    p.takeKeyword(id);
    return true;
  }
  if (t.text !== english || (english === 'one' && p.peek(1).text !== 'of' && p.peek(1).text !== '{')) return false;
  p.takeKeyword(id);
  if (p.peek().text === 'of') p.takeKeyword(id);
  else p.fail('expected-of', { after: english });
  return true;
}

function parseMembers(p: Parser): Member[] {
  const members: Member[] = [];
  const opener = openBrace(p, 'members');
  if (!opener) return members;
  readEntries(p, opener, 'row', () => {
    const start = p.peek().start;
    const name = declaredName(p, 'member', true);
    if (p.failed) return undefined;
    const label: Text | undefined = p.string();
    const member: Member = label ? { name, label, start, end: p.lastEnd } : { name, start, end: p.lastEnd };
    return () => members.push(member);
  });
  return members;
}

function parseList(p: Parser, inList: boolean): TypeExpr {
  const word = p.takeKeyword('list of');
  if (inList) p.report('nested-list', word);
  let max: Text | undefined;
  if (p.sameLine()) p.split({ kind: 'pattern' });
  if (p.is('to')) {
    p.takeKeyword('to');
    const n = p.peek();
    if (n.kind === 'number' && p.sameLine()) {
      p.take();
      max = { start: n.start, end: n.end, value: n.text };
    } else p.fail('expected-number');
  }
  if (p.is('of') && p.sameLine()) p.takeKeyword('list of');
  else if (word.text === 'list') p.fail('expected-of', { after: 'list' });
  const fields: Field[] = [];
  const opener = openBrace(p, 'fields');
  if (opener && p.enter()) {
    readEntries(p, opener, 'row', () => {
      const start = p.peek().start;
      const name = declaredName(p, 'field', true);
      if (p.failed) return undefined;
      const field = parseField(p, name, start, 'field');
      return () => fields.push(field);
    });
    p.depth--;
  }
  return max
    ? { kind: 'list', max, fields, start: word.start, end: p.lastEnd }
    : { kind: 'list', fields, start: word.start, end: p.lastEnd };
}

/** A name in a list of names: `a, b, c`. After a comma it belongs to the list only if `,`, `;`, `}` or a line's end follows it. */
export function parseNames(p: Parser, what: 'clause' | 'name'): Ident[] {
  const names = [referredName(p, what)];
  while (!p.failed && p.isPunctuation(',')) {
    p.split({ kind: 'statement', keywords: p.statementKeywords, unknownRest: false }, p.pos + 1);
    const name = p.peek(1);
    const after = p.peek(2);
    const ends = after.newline || (after.kind === 'punctuation' && (after.text === ',' || after.text === ';' || after.text === '}'));
    if (name.kind !== 'word' || !ends) break;
    p.take();
    p.operandAt = p.pos;
    names.push(referredName(p, what));
  }
  return names;
}
