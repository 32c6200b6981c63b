/** Expressions from syntax to the typed form. `infer` finds a type, `check` wants one and hands it down to branches, rows and entries. */
import { Exact } from '../../exact';
import type { Expr, Span } from '../../syntax/tree';
import { parseDay } from '../dates';
import { typeWord } from '../describe';
import { NONE } from '../dimension';
import type { Role } from '../problems';
import type { Constant, Expression } from '../program';
import type { Reader } from '../reader';
import type { NumberType, ScalarType } from '../types';
import { compoundUnit, type Unit } from '../units';
import { lowerCall } from './calls';
import { coerce, join, wantNumber } from './coerce';
import { BOOLEAN, broken, type Context, DATE, number, PLAIN, TEXT, textOf } from './context';
import { isValue, lowerName, memberTypeOf, reportUnknownMember } from './names';
import { lowerBinary, lowerHas, lowerIn, lowerWithin } from './operators';
import { lowerMarginal, lowerSelect, lowerTable } from './tables';

/** How a branch is lowered: inferred, or checked against what the whole should be. */
export type Branch = (expr: Expr) => Expression;

function constant(ctx: Context, span: Span, type: ScalarType, value: Constant): Expression {
  return { op: 'constant', type, place: ctx.reader.place(span), value };
}

/** The unit of a number or type; undefined, with its finding, if a name is none. */
export function resolveUnit(
  ctx: Pick<Context, 'reader'>,
  ref: { numerator: Span & { name: string }; denominators: readonly (Span & { name: string })[] },
): Unit | undefined {
  const { reader } = ctx;
  const idents = ref.denominators.length === 0 ? [ref.numerator] : [ref.numerator, ...ref.denominators];
  for (const ident of idents) {
    if (ident.name === '') return undefined;
    if (reader.unit(ident.name)) {
      reader.refer(ident, `unit:${ident.name}`);
      continue;
    }
    if (reader.incomplete) return undefined;
    const similar = reader.similarUnits(ident.name);
    reportUnit(reader, ident, 'unit', similar);
    return undefined;
  }
  return compoundUnit(
    idents.map((i) => i.name),
    (name) => reader.unit(name),
  );
}

/** An unknown unit (or type), with the fix that declares it in a line before the item and its comments. */
export function reportUnit(reader: Reader, ident: Span & { name: string }, code: 'unit' | 'type', similar: readonly string[]): void {
  const { name } = ident;
  const start = reader.item.tokens[0]?.start ?? reader.item.node.start;
  const newline = reader.item.text.includes('\r\n') ? '\r\n' : '\n';
  const text = `${reader.chinese ? '计量单位' : 'unit'} ${name}${newline}`;
  const declare = { title: 'declare-unit', data: { name }, edits: [{ start, end: start, text }] } as const;
  reader.report(
    ident,
    { name: 'unknown-unit', data: { code, name, similar } },
    { fixes: [...reader.replacements(ident, similar), declare] },
  );
}

/** Values of literals by their unit's factor and how they are written: a policy writes the same few again and again. */
const values = new WeakMap<Exact, Map<string, Exact>>();
const PERCENT = Exact.of('0.01');
const PERCENTAGE: NumberType = { ...PLAIN, percent: true };

/** The value of a number as written. @throws ExactOverflow */
export function literalValue(expr: Extract<Expr, { kind: 'number' }>, unit: Unit | undefined): Exact {
  const factor = unit?.factor ?? (expr.percent ? PERCENT : Exact.one);
  let ofFactor = values.get(factor);
  if (!ofFactor) {
    ofFactor = new Map();
    values.set(factor, ofFactor);
  }
  const key = expr.power > 0 ? `${expr.digits}e${expr.power}` : expr.digits;
  const known = ofFactor.get(key);
  if (known) return known;
  let value = Exact.of(expr.digits);
  if (expr.power > 0) value = value.times(Exact.of(`1${'0'.repeat(expr.power)}`));
  value = value.times(factor);
  if (ofFactor.size > 20_000) ofFactor.clear();
  if (key.length < 100) ofFactor.set(key, value);
  return value;
}

/** `2 cost` for `2 * cost`: a value's name stands where a unit is read. Reported here, with the fix. */
function isProductMeant(ctx: Context, expr: Extract<Expr, { kind: 'number' }>, ident: Span & { name: string }): boolean {
  const { reader } = ctx;
  if (ident.name === '' || reader.unit(ident.name) || !isValue(ctx, ident.name)) return false;
  const amount = textOf(ctx, { start: expr.start, end: ident.start }).trim();
  const value = textOf(ctx, { start: ident.start, end: expr.end });
  const text = `${amount} * ${value}`;
  const edits = [{ start: expr.start, end: expr.end, text }];
  reader.report(
    ident,
    { name: 'unknown-unit', data: { code: 'unit', name: ident.name, similar: [] } },
    { fixes: [{ title: 'replace-with', data: { with: text }, edits, preferred: true }] },
  );
  return true;
}

/** Both ends of these include the number itself. Source: Civil Code of the People's Republic of China, article 1259. */
const BOUNDS: ReadonlyMap<string, string> = new Map([
  ['以上', '不低于'],
  ['以下', '不超过'],
  ['以内', '不超过'],
]);

/** `60人以上` for `不低于 60人`: the language writes the word before the number. Reported here, with the fix where a row begins so. */
function isBoundMeant(ctx: Context, expr: Extract<Expr, { kind: 'number' }>, ident: Span & { name: string }): boolean {
  const { reader } = ctx;
  if (ident.name.length < 3) return false;
  const unit = ident.name.slice(0, -2);
  const word = ident.name.slice(-2);
  const before = BOUNDS.get(word);
  if (!before || !reader.unit(unit) || reader.unit(ident.name)) return false;
  const use = `${before} ${textOf(ctx, { start: expr.start, end: ident.start })}${unit}`;
  const fixes = [{ title: 'replace-with', data: { with: use }, edits: [{ start: expr.start, end: expr.end, text: use }] } as const];
  const isRow = ident.end === expr.end && /^\s*[:：]/.test(textOf(ctx, { start: expr.end, end: expr.end + 4 }));
  reader.report(ident, { name: 'unknown-unit', data: { code: 'bound', word, use } }, isRow ? { fixes } : {});
  return true;
}

function literal(ctx: Context, expr: Extract<Expr, { kind: 'number' }>): Expression {
  if (expr.unit && isBoundMeant(ctx, expr, expr.unit.numerator)) return broken(ctx, expr);
  if (expr.unit && isProductMeant(ctx, expr, expr.unit.numerator)) return broken(ctx, expr);
  const unit = expr.unit && resolveUnit(ctx, expr.unit);
  if (expr.unit && !unit) return broken(ctx, expr);
  try {
    const value = literalValue(expr, unit);
    const type = unit && unit.dimension !== NONE ? number(unit.dimension, unit.name) : expr.percent ? PERCENTAGE : PLAIN;
    return constant(ctx, expr, type, { kind: 'number', value });
  } catch {
    ctx.reader.report(expr, { name: 'type-mismatch', data: { code: 'too-large' } });
    return broken(ctx, expr);
  }
}

function ratio(ctx: Context, expr: Extract<Expr, { kind: 'ratio' }>): Expression {
  const side = (digits: string): Expression => constant(ctx, expr, PLAIN, { kind: 'number', value: Exact.of(digits) });
  try {
    const right = Exact.of(expr.right);
    const place = ctx.reader.place(expr);
    if (right.isZero) return { op: 'divide', left: side(expr.left), right: side(expr.right), type: PLAIN, place };
    return constant(ctx, expr, PLAIN, { kind: 'number', value: Exact.of(expr.left).div(right) });
  } catch {
    ctx.reader.report(expr, { name: 'type-mismatch', data: { code: 'too-large' } });
    return broken(ctx, expr);
  }
}

function lowerIf(ctx: Context, expr: Extract<Expr, { kind: 'if' }>, branch: Branch, expected?: ScalarType): Expression {
  const condition = check(ctx, expr.condition, BOOLEAN, 'condition');
  const branches = [expr.then, expr.else].map((e) => ({ span: e, e: branch(e) }));
  const { type, values } = expected ? { type: expected, values: branches.map((b) => b.e) } : join(ctx, branches);
  const [then, otherwise] = values;
  if (!then || !otherwise) return broken(ctx, expr);
  return { op: 'if', condition, then, else: otherwise, type, place: ctx.reader.place(expr) };
}

/** The expression with the type it has by itself. `hint` is the type that is expected around it; it decides what members' names mean. */
export function infer(ctx: Context, expr: Expr, hint?: ScalarType): Expression {
  const { reader } = ctx;
  switch (expr.kind) {
    case 'number':
      return literal(ctx, expr);
    case 'ratio':
      return ratio(ctx, expr);
    case 'date': {
      const day = parseDay(expr.iso);
      return day === undefined ? broken(ctx, expr) : constant(ctx, expr, DATE, { kind: 'date', day });
    }
    case 'text':
      return constant(ctx, expr, TEXT, { kind: 'text', value: expr.value });
    case 'boolean':
      return constant(ctx, expr, BOOLEAN, { kind: 'boolean', value: expr.value });
    case 'name':
      return lowerName(ctx, expr, hint);
    case 'this':
      if (ctx.thisType) return { op: 'this', type: ctx.thisType, place: reader.place(expr) };
      reader.report(expr, { name: 'unknown-name', data: { code: 'this' } });
      return broken(ctx, expr);
    case 'as_of':
      return { op: 'as_of', type: DATE, place: reader.place(expr) };
    case 'total':
      reader.report(expr, { name: 'unknown-name', data: { code: 'total' } });
      return broken(ctx, expr);
    case 'not':
      return { op: 'not', operand: check(ctx, expr.operand, BOOLEAN, 'condition'), type: BOOLEAN, place: reader.place(expr) };
    case 'negate': {
      const operand = wantNumber(ctx, expr.operand, infer(ctx, expr.operand), 'operand');
      const type = operand.type.kind === 'number' ? { ...operand.type, integer: false } : operand.type;
      return { op: 'negate', operand, type, place: reader.place(expr) };
    }
    case 'binary':
      return lowerBinary(ctx, expr);
    case 'within':
      return lowerWithin(ctx, expr);
    case 'has':
      return lowerHas(ctx, expr);
    case 'in':
      return lowerIn(ctx, expr);
    case 'if':
      return lowerIf(ctx, expr, (e) => infer(ctx, e, hint));
    case 'table':
      return lowerTable(ctx, expr, (e) => infer(ctx, e, hint));
    case 'marginal':
      return lowerMarginal(ctx, expr);
    case 'select':
      return lowerSelect(ctx, expr);
    case 'call':
      return lowerCall(ctx, expr);
    case 'paren':
      return infer(ctx, expr.inner, hint);
    case 'set':
      return lowerSet(ctx, expr, hint);
    case 'list':
      reader.report(expr, { name: 'type-mismatch', data: { code: 'list-value', where: 'operand' } });
      return broken(ctx, expr);
    case 'missing':
      return broken(ctx, expr);
    default: {
      const never: never = expr;
      return never;
    }
  }
}

/** The expression as a value of the type; broken, with its finding, where it does not fit. */
export function check(ctx: Context, expr: Expr, expected: ScalarType, where: Role): Expression {
  if (expected.kind === 'broken') return infer(ctx, expr, expected);
  const inner: Branch = (e) => check(ctx, e, expected, where);
  switch (expr.kind) {
    case 'paren':
      return check(ctx, expr.inner, expected, where);
    case 'if':
      return lowerIf(ctx, expr, inner, expected);
    case 'table':
      return lowerTable(ctx, expr, inner, expected);
    case 'select':
      return expected.kind === 'number'
        ? lowerSelect(ctx, expr, { value: inner, type: expected, where })
        : coerce(ctx, expr, lowerSelect(ctx, expr), expected, where);
    case 'name':
      if (expected.kind === 'set' && expected.members.includes(expr.name) && !ctx.reader.symbol(expr.name)) {
        ctx.reader.report(
          expr,
          { name: 'type-mismatch', data: { code: 'set-braces' } },
          {
            fixes: [
              {
                title: 'add-braces',
                data: {},
                preferred: true,
                edits: [{ start: expr.start, end: expr.end, text: `{ ${textOf(ctx, expr)} }` }],
              },
            ],
          },
        );
        return broken(ctx, expr);
      }
      return checkName(ctx, expr, expected, where);
    default:
      return coerce(ctx, expr, infer(ctx, expr, expected), expected, where);
  }
}

/** A name where a member is wanted: whatever else it may name, the type that is expected decides, and its members are what can be said. */
function checkName(ctx: Context, expr: Extract<Expr, { kind: 'name' }>, expected: ScalarType, where: Role): Expression {
  const e = infer(ctx, expr, expected);
  if (expected.kind !== 'member' || e.type.kind === 'member' || e.type.kind === 'broken') return coerce(ctx, expr, e, expected, where);
  reportUnknownMember(ctx, expr, expected);
  return broken(ctx, expr);
}

/** `{ a, b }` where a set is wanted. */
function lowerSet(ctx: Context, expr: Extract<Expr, { kind: 'set' }>, hint?: ScalarType): Expression {
  if (hint?.kind === 'broken') return broken(ctx, expr);
  if (hint?.kind !== 'set') {
    const expected = hint ? typeWord(hint) : '';
    const fixes = expr.members.length === 1 && hint?.kind === 'member' ? withoutBraces(ctx, expr) : [];
    ctx.reader.report(expr, { name: 'type-mismatch', data: { code: 'set-not-wanted', expected } }, { fixes });
    return broken(ctx, expr);
  }
  const members: string[] = [];
  let failed = false;
  for (const member of expr.members) {
    const e = member.kind === 'missing' ? undefined : check(ctx, member, memberTypeOf(hint), 'member');
    if (e?.op === 'constant' && e.value.kind === 'member') members.push(e.value.member);
    else failed = true;
  }
  if (failed) return broken(ctx, expr);
  return constant(ctx, expr, hint, { kind: 'set', members: [...new Set(members)].sort() });
}

/** The fix that writes a set's one member without its braces. */
function withoutBraces(ctx: Context, expr: Extract<Expr, { kind: 'set' }>) {
  const [member] = expr.members;
  const text = member ? textOf(ctx, member) : '';
  return [{ title: 'replace-with' as const, data: { with: text }, edits: [{ start: expr.start, end: expr.end, text }], preferred: true }];
}
