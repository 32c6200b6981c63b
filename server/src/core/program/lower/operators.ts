/** Operators: arithmetic with dimensions and dates, comparisons, interval tests, `has`, `in`, `and`, `or`. */
import type { BinaryOp, Expr } from '../../syntax/tree';
import { typeWord } from '../describe';
import { combine, DAY, isTime, NONE } from '../dimension';
import type { CompareOp, Expression, Interval } from '../program';
import type { NumberType, ScalarType } from '../types';
import { coerce, converter, isZero, sameMembers, unify } from './coerce';
import { BOOLEAN, BROKEN, broken, type Context, DATE, DAYS, isBroken, textOf } from './context';
import { check, infer } from './expression';
import { isDeclared, isUnitOnly, memberTypeOf } from './names';

type Binary = Extract<Expr, { kind: 'binary' }>;

/** Long chains lean to the left, so the left side is walked without recursion. */
export function lowerBinary(ctx: Context, expr: Binary): Expression {
  const spine: Binary[] = [];
  let first: Expr = expr;
  while (first.kind === 'binary' && isChained(first.op)) {
    spine.push(first);
    first = first.left;
  }
  if (spine.length === 0) return comparison(ctx, expr, expr.op as CompareOp);
  let left: Expression | undefined;
  let leftExpr = first;
  for (const node of spine.reverse()) {
    left = operate(ctx, node, left ?? lowerOperand(ctx, node, leftExpr), leftExpr);
    leftExpr = node;
  }
  return left ?? broken(ctx, expr);
}

function isChained(op: BinaryOp): boolean {
  return op === 'and' || op === 'or' || op === '+' || op === '-' || op === '*' || op === '/';
}

function lowerOperand(ctx: Context, node: Binary, operand: Expr): Expression {
  return node.op === 'and' || node.op === 'or' ? check(ctx, operand, BOOLEAN, 'condition') : infer(ctx, operand);
}

function operate(ctx: Context, node: Binary, left: Expression, leftExpr: Expr): Expression {
  const right = lowerOperand(ctx, node, node.right);
  const place = ctx.reader.place(node);
  switch (node.op) {
    case 'and':
    case 'or':
      return { op: node.op, left: coerce(ctx, leftExpr, left, BOOLEAN, 'condition'), right, type: BOOLEAN, place };
    case '+':
    case '-':
      return addition(ctx, node, left, leftExpr, right);
    case '*':
    case '/':
      return product(ctx, node, left, right);
    default:
      return broken(ctx, node);
  }
}

function operandsMismatch(ctx: Context, node: Binary, left: Expression, right: Expression): Expression {
  ctx.reader.report(node, {
    name: 'type-mismatch',
    data: { code: 'operands', operator: node.spelling ?? node.op, left: typeWord(left.type), right: typeWord(right.type) },
  });
  return broken(ctx, node);
}

function addition(ctx: Context, node: Binary, left: Expression, leftExpr: Expr, right: Expression): Expression {
  const place = ctx.reader.place(node);
  const op = node.op === '+' ? 'add' : 'subtract';
  if (left.type.kind === 'date') return shift(ctx, node, left, right, node.right);
  if (right.type.kind === 'date' && node.op === '+' && left.type.kind === 'number') return shift(ctx, node, right, left, leftExpr);
  if (isBroken(left) || isBroken(right)) return { op, left, right, type: BROKEN, place };
  if (left.type.kind !== 'number' || right.type.kind !== 'number') return operandsMismatch(ctx, node, left, right);
  const both = unify(ctx, node.op, node, { expr: leftExpr, e: left }, { expr: node.right, e: right });
  if (!both) return broken(ctx, node);
  const [a, b] = both;
  return { op, left: a, right: b, type: sumType(a.type, b.type), place };
}

function sumType(a: ScalarType, b: ScalarType): ScalarType {
  if (a.kind !== 'number' || b.kind !== 'number') return BROKEN;
  const unit = a.unit ?? b.unit;
  return {
    kind: 'number',
    dimension: a.dimension,
    ...(a.percent && b.percent ? { percent: true } : {}),
    ...(unit !== undefined ? { unit } : {}),
  };
}

function shift(ctx: Context, node: Binary, date: Expression, amount: Expression, amountExpr: Expr): Expression {
  const { reader } = ctx;
  const place = reader.place(node);
  if (amount.type.kind === 'date' && node.op === '-') {
    const fn = reader.chinese ? '天数' : 'days';
    const text = `${fn}(${textOf(ctx, node.right)}, ${textOf(ctx, node.left)})`;
    reader.report(
      node,
      { name: 'type-mismatch', data: { code: 'date-difference' } },
      { fixes: [{ title: 'use-function', data: { function: fn }, preferred: true, edits: [{ start: node.start, end: node.end, text }] }] },
    );
    return broken(ctx, node);
  }
  const sign = node.op === '-' ? -1 : 1;
  if (isBroken(amount)) return { op: 'shift', date, amount, sign, by: 'day', type: DATE, place };
  if (amount.type.kind !== 'number') return operandsMismatch(ctx, node, date, amount);
  if (isTime(amount.type.dimension)) {
    return { op: 'shift', date, amount, sign, by: amount.type.dimension === DAY ? 'day' : 'month', type: DATE, place };
  }
  const length = coerce(ctx, amountExpr, amount, DAYS, 'operand');
  return isBroken(length) ? broken(ctx, node) : { op: 'shift', date, amount: length, sign, by: 'day', type: DATE, place };
}

function product(ctx: Context, node: Binary, left: Expression, right: Expression): Expression {
  const place = ctx.reader.place(node);
  const op = node.op === '*' ? 'multiply' : 'divide';
  if (isBroken(left) || isBroken(right)) {
    const other = isBroken(left) ? right : left;
    if (!isBroken(other) && other.type.kind !== 'number') return operandsMismatch(ctx, node, left, right);
    return { op, left, right, type: BROKEN, place };
  }
  if (left.type.kind !== 'number' || right.type.kind !== 'number') return operandsMismatch(ctx, node, left, right);
  return { op, left, right, type: productType(left.type, right.type, op === 'multiply' ? 1 : -1), place };
}

/** The type of a product (power 1) or quotient (-1). The unit for display stays where the other side has no dimension. */
export function productType(a: NumberType, b: NumberType, power: 1 | -1): NumberType {
  const dimension = combine(a.dimension, b.dimension, power);
  if (dimension === NONE) {
    const percent = a.dimension === NONE && (power === 1 ? a.percent && b.percent : a.percent && !b.percent);
    return percent ? { kind: 'number', dimension, percent: true } : { kind: 'number', dimension };
  }
  const unit = b.dimension === NONE ? a.unit : power === 1 && a.dimension === NONE ? b.unit : undefined;
  return unit !== undefined ? { kind: 'number', dimension, unit } : { kind: 'number', dimension };
}

function comparison(ctx: Context, node: Binary, relation: CompareOp): Expression {
  const { reader } = ctx;
  const place = reader.place(node);
  const lone = (e: Expr): boolean => e.kind === 'name' && (!isDeclared(ctx, e.name) || isUnitOnly(ctx, e.name));
  let left: Expression;
  let right: Expression;
  if (lone(node.left) && !lone(node.right)) {
    right = infer(ctx, node.right);
    left = infer(ctx, node.left, right.type);
  } else {
    left = infer(ctx, node.left);
    right = setMember(ctx, node, left) ?? infer(ctx, node.right, left.type);
  }
  if (isBroken(left) || isBroken(right)) return { op: 'compare', relation, left, right, type: BOOLEAN, place };
  const ordered = relation !== '=' && relation !== '!=';
  if (left.type.kind === 'number' && right.type.kind === 'number') {
    const both = unify(ctx, node.op, node, { expr: node.left, e: left }, { expr: node.right, e: right });
    return both ? { op: 'compare', relation, left: both[0], right: both[1], type: BOOLEAN, place } : brokenTest(ctx, node);
  }
  const same =
    left.type.kind === right.type.kind &&
    ((left.type.kind !== 'member' && left.type.kind !== 'set') ||
      ((right.type.kind === 'member' || right.type.kind === 'set') && sameMembers(left.type, right.type)));
  if (!same) {
    const data = { code: 'compare', operator: node.op, left: typeWord(left.type), right: typeWord(right.type) } as const;
    reader.report(node, { name: 'type-mismatch', data });
    return brokenTest(ctx, node);
  }
  if (ordered && left.type.kind !== 'date') {
    reader.report(node, { name: 'type-mismatch', data: { code: 'order', operator: node.op, found: typeWord(left.type) } });
    return brokenTest(ctx, node);
  }
  return { op: 'compare', relation, left, right, type: BOOLEAN, place };
}

/** A broken condition is still a condition, so that `and` beside it is not reported as well. */
function brokenTest(ctx: Context, node: Expr): Expression {
  return { op: 'broken', type: BROKEN, place: ctx.reader.place(node) };
}

/** `titles = high_tech` for `titles has high_tech`: reported here, with the fix. */
function setMember(ctx: Context, node: Binary, left: Expression): Expression | undefined {
  const member = node.right;
  if (left.type.kind !== 'set' || member.kind !== 'name' || !left.type.members.includes(member.name)) return undefined;
  const { reader } = ctx;
  const has = reader.chinese ? '含' : 'has';
  const fixes = [
    { title: 'use-has' as const, data: {}, preferred: true, edits: [{ start: node.operator.start, end: node.operator.end, text: has }] },
  ];
  const data = { code: 'has-not-equals', name: textOf(ctx, node.left), member: member.name } as const;
  reader.report(node, { name: 'type-mismatch', data }, node.op === '=' ? { fixes } : {});
  return broken(ctx, member);
}

/** `kind = core` for `kind has core`, of what has one value only. */
function useEquals({ reader }: Context, expr: Extract<Expr, { kind: 'has' }>, type: ScalarType) {
  const word = reader.item.tokens.find((t) => t.keyword === 'has' && t.start >= expr.set.end && t.end <= expr.member.start);
  if (type.kind !== 'member' || !word) return [];
  return [{ title: 'use-equals' as const, data: {}, preferred: true, edits: [{ start: word.start, end: word.end, text: '=' }] }];
}

export function lowerHas(ctx: Context, expr: Extract<Expr, { kind: 'has' }>): Expression {
  const place = ctx.reader.place(expr);
  const set = infer(ctx, expr.set);
  if (!isBroken(set) && set.type.kind !== 'set') {
    const fixes = useEquals(ctx, expr, set.type);
    ctx.reader.report(expr.set, { name: 'type-mismatch', data: { code: 'not-a-set', found: typeWord(set.type) } }, { fixes });
    return broken(ctx, expr);
  }
  const member = check(ctx, expr.member, set.type.kind === 'set' ? memberTypeOf(set.type) : BROKEN, 'member');
  return { op: 'has', set, member, type: BOOLEAN, place };
}

export function lowerIn(ctx: Context, expr: Extract<Expr, { kind: 'in' }>): Expression {
  const place = ctx.reader.place(expr);
  const subject = infer(ctx, expr.subject);
  if (subject.type.kind === 'set') {
    ctx.reader.report(expr, { name: 'type-mismatch', data: { code: 'in-of-set' } });
    return broken(ctx, expr);
  }
  const members = expr.members.map((m) => check(ctx, m, subject.type, 'member'));
  return { op: 'in', subject, members, type: BOOLEAN, place };
}

export function lowerWithin(ctx: Context, expr: Extract<Expr, { kind: 'within' }>): Expression {
  const subject = infer(ctx, expr.subject);
  if (!isBroken(subject) && subject.type.kind !== 'number' && subject.type.kind !== 'date') {
    ctx.reader.report(expr.subject, { name: 'type-mismatch', data: { code: 'order', operator: '<', found: typeWord(subject.type) } });
    return broken(ctx, expr);
  }
  const interval = lowerInterval(ctx, expr.interval, subject.type, subject);
  return { op: 'interval', subject: zeroSubject(subject, interval), interval, type: BOOLEAN, place: ctx.reader.place(expr) };
}

function zeroSubject(subject: Expression, interval: Interval): Expression {
  const end = interval.lower?.value ?? interval.upper?.value;
  return end && end.type.kind === 'number' && isZero(subject) ? { ...subject, type: end.type } : subject;
}

/** An interval whose ends are of the subject's type. */
export function lowerInterval(
  ctx: Context,
  interval: Extract<Expr, { kind: 'within' }>['interval'],
  type: ScalarType,
  subject?: Expression,
): Interval {
  const end = (side: typeof interval.lower): Interval['lower'] =>
    side ? { value: intervalEnd(ctx, side.value, type, subject), inclusive: side.inclusive } : undefined;
  const lower = end(interval.lower);
  const upper = end(interval.upper);
  const place = ctx.reader.place(interval);
  if (lower && upper) return { lower, upper, place };
  return lower ? { lower, place } : upper ? { upper, place } : { place };
}

/** An end in months against a subject in days (and the reverse) says which function converts. */
function intervalEnd(ctx: Context, expr: Expr, type: ScalarType, subject?: Expression): Expression {
  if (type.kind !== 'number') return check(ctx, expr, type, 'interval');
  const end = infer(ctx, expr, type);
  const { type: found } = end;
  if (subject && found.kind === 'number' && isTime(found.dimension) && isTime(type.dimension) && found.dimension !== type.dimension) {
    const data = { left: typeWord(type), right: typeWord(found), function: converter(subject, end) };
    ctx.reader.report(expr, { name: 'unit-mismatch', data: { code: 'days-and-months', ...data } });
    return broken(ctx, expr);
  }
  return coerce(ctx, expr, end, type, 'interval');
}
