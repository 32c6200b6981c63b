/** Where types meet: what fits where, the plain zero that fits every dimension, and the sentence-worthy data when it does not fit. */
import type { Expr, Span } from '../../syntax/tree';
import { typeWord } from '../describe';
import { DAY, isTime, MONTH, NONE } from '../dimension';
import type { FixTitle, ProgramFinding, Role } from '../problems';
import type { Expression } from '../program';
import type { MemberType, NumberType, ScalarType, SetType } from '../types';
import { currencyOf, sampleUnit } from '../units';
import { BROKEN, brokenAt, type Context, isBroken, textOf } from './context';
import { unquoted } from './fixes';

/** Types with the same members are one type. */
export function sameMembers(a: MemberType | SetType, b: MemberType | SetType): boolean {
  if (a === b || a.members === b.members) return true;
  return a.members.length === b.members.length && a.members.every((m) => b.members.includes(m));
}

/** True if a value of the one type can stand where the other is wanted (dimensions and members compared; broken fits everything). */
export function sameType(a: ScalarType, b: ScalarType): boolean {
  if (a.kind === 'broken' || b.kind === 'broken') return true;
  if (a.kind === 'number' && b.kind === 'number') return a.dimension === b.dimension;
  if ((a.kind === 'member' && b.kind === 'member') || (a.kind === 'set' && b.kind === 'set')) return sameMembers(a, b);
  return a.kind === b.kind;
}

/** A plain 0, or a branching all of whose values are: it fits every dimension. */
export function isZero(e: Expression): boolean {
  if (e.type.kind !== 'number' || e.type.dimension !== NONE) return false;
  switch (e.op) {
    case 'constant':
      return e.value.kind === 'number' && e.value.value.isZero;
    case 'negate':
      return isZero(e.operand);
    case 'if':
      return isZero(e.then) && isZero(e.else);
    case 'table':
      return e.rows.every((r) => isZero(r.value)) && (!e.otherwise || isZero(e.otherwise)) && e.rows.length > 0;
    case 'select':
      return e.entries.every((x) => isZero(x.value));
    default:
      return false;
  }
}

/** A zero with the dimension that is wanted. */
export function castZero(e: Expression, type: NumberType): Expression {
  switch (e.op) {
    case 'negate':
      return { ...e, type, operand: castZero(e.operand, type) };
    case 'if':
      // biome-ignore lint/suspicious/noThenProperty: the branch's name in the typed program
      return { ...e, type, then: castZero(e.then, type), else: castZero(e.else, type) };
    case 'table':
      return {
        ...e,
        type,
        rows: e.rows.map((r) => ({ ...r, value: castZero(r.value, type) })),
        ...(e.otherwise ? { otherwise: castZero(e.otherwise, type) } : {}),
      };
    case 'select':
      return { ...e, type, entries: e.entries.map((x) => ({ ...x, value: castZero(x.value, type) })) };
    default:
      return { ...e, type };
  }
}

/** The type without what holds for a declared value only. */
export function valueType(type: NumberType): NumberType {
  return type.integer ? { ...type, integer: false } : type;
}

/** The unit that a plain number should have had: the one the other side was written in, or the dimension's usual one. */
export function unitFor(ctx: Context, type: NumberType): string {
  return type.unit ?? sampleUnit(type.dimension, ctx.reader.chinese ? 'zh' : 'en');
}

/** A fix that puts a unit behind a plain number. */
export function unitFix(ctx: Context, span: Span, unit: string): (FixTitle & { edits: (Span & { text: string })[] })[] {
  const text = textOf(ctx, span);
  if (ctx.thisType && unit && /^[\d.]+\s*[%％]$/.test(text)) {
    const instead = ctx.reader.chinese ? `本项 的 ${text}` : `${text} of this`;
    return [{ title: 'replace-with', data: { with: instead }, edits: [{ start: span.start, end: span.end, text: instead }] }];
  }
  if (!unit || !/^[\d_.０-９]+\s*[万亿]*$/.test(text)) return [];
  const space = /^[\p{Script=Han}]/u.test(unit) ? '' : ' ';
  return [{ title: 'add-unit', data: { unit }, edits: [{ start: span.end, end: span.end, text: `${space}${unit}` }] }];
}

/** Which function turns one kind of time into the other, seen from the expression that has the wrong one. */
export function converter(a: Expression, b: Expression): 'days' | 'months' | 'years' {
  for (const [call, other] of [
    [a, b],
    [b, a],
  ] as const) {
    if (call.op !== 'call') continue;
    if (call.fn === 'days')
      return other.type.kind === 'number' && other.type.unit && /^(年|years?)$/.test(other.type.unit) ? 'years' : 'months';
    if (call.fn === 'months' || call.fn === 'years') return 'days';
  }
  return 'days';
}

function reportNumber(ctx: Context, span: Span, found: NumberType, expected: NumberType, where: Role): void {
  const words = { expected: typeWord(expected), found: typeWord(found) };
  if (found.dimension === NONE) {
    const unit = unitFor(ctx, expected);
    ctx.reader.report(
      span,
      { name: 'unit-mismatch', data: { code: 'number-for-quantity', where, expected: words.expected, unit } },
      { fixes: unitFix(ctx, span, unit) },
    );
  } else if (expected.dimension === NONE) {
    ctx.reader.report(span, { name: 'unit-mismatch', data: { code: 'quantity-for-number', where, found: words.found } });
  } else if (isTime(found.dimension) && isTime(expected.dimension)) {
    const fn = expected.dimension === DAY ? 'days' : expected.unit && /^(年|years?)$/.test(expected.unit) ? 'years' : 'months';
    ctx.reader.report(span, {
      name: 'unit-mismatch',
      data: { code: 'days-and-months', left: words.expected, right: words.found, function: fn },
    });
  } else {
    const code = currencyOf(found.dimension) && currencyOf(expected.dimension) ? 'currencies' : 'expected';
    ctx.reader.report(span, { name: 'unit-mismatch', data: { code, where, ...words } });
  }
}

/** The expression where a value of the type is wanted; broken, with its finding, if it does not fit. */
export function coerce(ctx: Context, span: Span, e: Expression, expected: ScalarType, where: Role): Expression {
  if (isBroken(e) || expected.kind === 'broken' || sameType(e.type, expected)) return e;
  if (expected.kind === 'number' && e.type.kind === 'number') {
    if (isZero(e)) return castZero(e, valueType(expected));
    reportNumber(ctx, span, e.type, expected, where);
  } else {
    const data = { code: 'expected', where, expected: typeWord(expected), found: typeWord(e.type) } as const;
    ctx.reader.report(span, { name: 'type-mismatch', data }, { fixes: unquoted(ctx.reader, e, expected) });
  }
  return brokenAt(e.place);
}

/** A value of which only its being a number is wanted. */
export function wantNumber(ctx: Context, span: Span, e: Expression, where: Role): Expression {
  if (isBroken(e) || e.type.kind === 'number') return e;
  ctx.reader.report(span, { name: 'type-mismatch', data: { code: 'not-a-number', where, found: typeWord(e.type) } });
  return brokenAt(e.place);
}

/** Both operands in one dimension; undefined, with the finding, where they are of two. The operands are numbers or broken. */
export function unify(
  ctx: Context,
  operator: string,
  span: Span,
  left: { expr: Expr; e: Expression },
  right: { expr: Expr; e: Expression },
): readonly [Expression, Expression] | undefined {
  const a = left.e;
  const b = right.e;
  if (a.type.kind !== 'number' || b.type.kind !== 'number' || a.type.dimension === b.type.dimension) return [a, b];
  if (isZero(a)) return [castZero(a, valueType(b.type)), b];
  if (isZero(b)) return [a, castZero(b, valueType(a.type))];
  const words = { left: typeWord(a.type), right: typeWord(b.type) };
  const plain = b.type.dimension === NONE ? right : a.type.dimension === NONE ? left : undefined;
  if (plain) {
    const quantity = plain === right ? left : right;
    // Whoever wrote a literal is told what is wrong with it, rather than what is wrong with the name beside it.
    const [wrong, model] = plain.expr.kind !== 'number' && quantity.expr.kind === 'number' ? [quantity, plain] : [plain, quantity];
    if (wrong.e.type.kind === 'number' && model.e.type.kind === 'number') {
      reportNumber(ctx, wrong.expr, wrong.e.type, model.e.type, 'operand');
    }
    return undefined;
  }
  const times = [a.type.dimension, b.type.dimension];
  if (times.includes(DAY) && times.includes(MONTH)) {
    ctx.reader.report(span, { name: 'unit-mismatch', data: { code: 'days-and-months', ...words, function: converter(a, b) } });
  } else if (currencyOf(a.type.dimension) && currencyOf(b.type.dimension)) {
    const data = { code: 'currencies', where: 'operand', expected: words.left, found: words.right } as const;
    ctx.reader.report(right.expr, { name: 'unit-mismatch', data });
  } else {
    ctx.reader.report(
      span,
      { name: 'unit-mismatch', data: { code: 'operands', operator, ...words } },
      { related: [{ ...spanOf(left.expr), note: 'other-here', data: { type: words.left } }] },
    );
  }
  return undefined;
}

function spanOf(span: Span): Span {
  return { start: span.start, end: span.end };
}

/** The one type of several branches, rows or entries, each brought to it; what does not fit is broken, with its finding. */
export function join(
  ctx: Context,
  branches: readonly { span: Span; e: Expression }[],
  operator?: string,
): { type: ScalarType; values: readonly Expression[] } {
  const typed = branches.filter((b) => !isBroken(b.e));
  const telling = typed.filter((b) => !isZero(b.e));
  // Among numbers one with a unit says what the others should be.
  const lead =
    (telling.every((b) => b.e.type.kind === 'number') && telling.find((b) => b.e.type.kind === 'number' && b.e.type.dimension !== NONE)) ||
    (telling[0] ?? typed[0]);
  if (!lead) return { type: BROKEN, values: branches.map((b) => b.e) };
  let type = lead.e.type.kind === 'number' ? valueType(lead.e.type) : lead.e.type;
  const values = branches.map(({ span, e }) => {
    if (isBroken(e)) return e;
    if (e.type.kind === 'number' && type.kind === 'number') {
      if (e.type.dimension === type.dimension) {
        if (type.percent && !e.type.percent && !isZero(e)) type = { ...type, percent: false };
        return e;
      }
      if (isZero(e)) return castZero(e, type);
    } else if (sameType(e.type, type)) return e;
    if (e.type.kind === 'number' && type.kind === 'number' && e.type.dimension === NONE) {
      reportNumber(ctx, span, e.type, type, operator === undefined ? 'entry' : 'argument');
      return brokenAt(e.place);
    }
    const numbers = e.type.kind === 'number' && type.kind === 'number';
    ctx.reader.report(
      span,
      numbers
        ? unitsOf(typeWord(type), typeWord(e.type), operator)
        : { name: 'type-mismatch', data: { code: 'branches', first: typeWord(type), found: typeWord(e.type) } },
      { related: [{ ...spanOf(lead.span), note: 'other-here', data: { type: typeWord(type) } }] },
    );
    return brokenAt(e.place);
  });
  return { type, values };
}

function unitsOf(first: string, found: string, operator: string | undefined): ProgramFinding {
  return operator === undefined
    ? { name: 'unit-mismatch', data: { code: 'branches', first, found } }
    : { name: 'unit-mismatch', data: { code: 'operands', operator, left: first, right: found } };
}
