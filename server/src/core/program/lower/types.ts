/** Declared types, intervals and defaults. */
import { Exact } from '../../exact';
import type { Expr, Field, Ident, Interval, Member, TypeExpr } from '../../syntax/tree';
import { foldConstant } from '../constant';
import { NONE } from '../dimension';
import type { Role } from '../problems';
import type { Constant } from '../program';
import type { Reader } from '../reader';
import { nearest } from '../suggest';
import { setOwner } from '../symbols';
import type { Bounds, FieldDeclaration, ListType, NumberType, ScalarType } from '../types';
import { constantOf } from './calls';
import { BOOLEAN, BROKEN, type Context, DATE, isBroken, PLAIN, TEXT, textOf } from './context';
import { check, reportUnit, resolveUnit } from './expression';
import { removeEntry, renumbered } from './fixes';
import { lowerInterval } from './operators';

const typeNames = [
  'money',
  'number',
  'integer',
  'percent',
  'boolean',
  'date',
  'text',
  '金额',
  '数值',
  '整数',
  '比例',
  '是否',
  '日期',
  '文本',
];

/** Scope of what must be constant. */
export function constantContext(reader: Reader): Context {
  return { reader, lists: [], inner: 0 };
}

/** A scalar type; broken, with its finding, where it is none. `owner` is the fact or `list.field`. */
export function lowerScalarType(reader: Reader, type: TypeExpr, owner: string): ScalarType {
  switch (type.kind) {
    case 'money':
      return { kind: 'number', dimension: reader.currency };
    case 'number':
      return PLAIN;
    case 'percent':
      return { ...PLAIN, percent: true };
    case 'boolean':
      return BOOLEAN;
    case 'date':
      return DATE;
    case 'text':
      return TEXT;
    case 'integer': {
      if (!type.unit) return { ...PLAIN, integer: true };
      const unit = resolveUnit({ reader }, type.unit);
      return unit ? { kind: 'number', dimension: unit.dimension, unit: unit.name, integer: true } : BROKEN;
    }
    case 'unit': {
      const { numerator, denominators } = type.unit;
      if (denominators.length === 0 && numerator.name !== '' && !reader.unit(numerator.name)) {
        if (reader.incomplete) return BROKEN;
        const similar = [...nearest(numerator.name, typeNames), ...reader.similarUnits(numerator.name)].slice(0, 3);
        reportUnit(reader, numerator, 'type', similar);
        return BROKEN;
      }
      const unit = resolveUnit({ reader }, type.unit);
      if (!unit) return BROKEN;
      return unit.dimension === NONE ? PLAIN : { kind: 'number', dimension: unit.dimension, unit: unit.name };
    }
    case 'one of':
    case 'any of': {
      const { members, labels } = lowerMembers(reader, type.members, owner);
      const result: ScalarType = { kind: type.kind === 'one of' ? 'member' : 'set', members, labels };
      setOwner(result, owner);
      return members.length === 0 ? BROKEN : result;
    }
    case 'list':
    case 'missing':
      return BROKEN;
    default: {
      const never: never = type;
      return never;
    }
  }
}

function lowerMembers(reader: Reader, list: readonly Member[], owner: string): { members: string[]; labels: Record<string, string> } {
  const members = new Map<string, Ident>();
  // Without a prototype: a member may be called `constructor`, and has no label then.
  const labels: Record<string, string> = Object.create(null);
  for (const member of list) {
    const { name, label } = member;
    if (name.name === '') continue;
    const first = members.get(name.name);
    if (first) {
      const related = [{ start: first.start, end: first.end, note: 'first-here' as const, data: { name: name.name } }];
      reader.report(
        name,
        { name: 'duplicate-name', data: { code: 'member', name: name.name, owner } },
        { related, fixes: removeEntry(reader, member, name.name) },
      );
      continue;
    }
    members.set(name.name, name);
    reader.refer(name, `member:${owner}.${name.name}`, true);
    if (label) labels[name.name] = label.value;
  }
  return { members: [...members.keys()], labels };
}

/** A fact's type; a list's fields without intervals and defaults, which may need constants that need types first. */
export function lowerType(reader: Reader, type: TypeExpr, owner: string): ScalarType | ListType {
  if (type.kind !== 'list') return lowerScalarType(reader, type, owner);
  const fields: FieldDeclaration[] = [];
  for (const { field, first } of distinctFields(type.fields)) {
    const { name, label } = field;
    if (first) {
      const related = [{ start: first.start, end: first.end, note: 'first-here' as const, data: { name: name.name } }];
      const fixes = renumbered(name, (one) => type.fields.some((f) => f.name.name === one));
      reader.report(name, { name: 'duplicate-name', data: { code: 'field', name: name.name, owner } }, { related, fixes });
      continue;
    }
    reader.refer(name, `field:${owner}.${name.name}`, true);
    const scalar = lowerScalarType(reader, field.type, `${owner}.${name.name}`);
    fields.push({ name: name.name, ...(label ? { label: label.value } : {}), type: scalar });
  }
  const max = type.max && /^\d{1,9}$/.test(type.max.value) ? Number(type.max.value) : undefined;
  return { kind: 'list', ...(max !== undefined ? { max } : {}), fields };
}

/** The named fields in order; `first` is set for one whose name was taken. */
function distinctFields(fields: readonly Field[]): { field: Field; first?: Ident }[] {
  const seen = new Map<string, Ident>();
  const result: { field: Field; first?: Ident }[] = [];
  for (const field of fields) {
    if (field.name.name === '') continue;
    const first = seen.get(field.name.name);
    if (!first) seen.set(field.name.name, field.name);
    result.push(first ? { field, first } : { field });
  }
  return result;
}

/** The list's fields with their intervals and defaults. */
export function completeList(reader: Reader, type: ListType, syntax: TypeExpr): ListType {
  if (syntax.kind !== 'list') return type;
  const fields = type.fields.map((field): FieldDeclaration => {
    const node = syntax.fields.find((f) => f.name.name === field.name);
    if (!node) return field;
    const interval = node.interval ? lowerBounds(reader, node.interval, field.type) : undefined;
    const value = node.default ? lowerConstant(reader, node.default, field.type, 'default') : undefined;
    return { ...field, ...(interval ? { interval } : {}), ...(value ? { default: value } : {}) };
  });
  return { ...type, fields };
}

/** A constant of a type: a default, or what an example gives; undefined, with its finding, if it is none. */
export function lowerConstant(reader: Reader, expr: Expr, type: ScalarType, where: Role): Constant | undefined {
  if (type.kind === 'broken') return undefined;
  const ctx = constantContext(reader);
  const e = check(ctx, expr, type, where);
  if (isBroken(e)) return undefined;
  const value = foldConstant(e, (name) => constantOf(ctx, name));
  if (!value) {
    reader.report(expr, { name: 'type-mismatch', data: { code: 'not-constant', where } });
    return undefined;
  }
  if (type.kind === 'number' && type.integer && value.kind === 'number' && !isWhole(reader, value.value, type)) {
    const data = { code: 'whole-number', value: textOf(ctx, expr), unit: type.unit ?? '' } as const;
    reader.report(expr, { name: 'type-mismatch', data });
    return undefined;
  }
  return value;
}

function isWhole(reader: Reader, value: Exact, type: NumberType): boolean {
  let factor = Exact.one;
  for (const [i, name] of (type.unit ?? '').split('/').entries()) {
    const unit = name === '' ? undefined : reader.unit(name);
    if (unit) factor = i === 0 ? unit.factor : factor.div(unit.factor);
  }
  return value.div(factor).isInteger;
}

/** A constant interval; its unknown ends are left out. */
export function lowerBounds(reader: Reader, interval: Interval, type: ScalarType | ListType): Bounds | undefined {
  if (type.kind === 'broken') return undefined;
  if (type.kind !== 'number' && type.kind !== 'date') {
    reader.report(interval, { name: 'type-mismatch', data: { code: 'out-of-order' } });
    return undefined;
  }
  const ctx = constantContext(reader);
  const lowered = lowerInterval(ctx, interval, type);
  const end = (side: typeof lowered.lower, syntax: Expr | undefined): Bounds['lower'] => {
    if (!side || !syntax || isBroken(side.value)) return undefined;
    const value = foldConstant(side.value, (name) => constantOf(ctx, name));
    if (value?.kind === 'number') return { value: value.value, inclusive: side.inclusive };
    if (value?.kind === 'date') return { value: Exact.of(value.day), inclusive: side.inclusive };
    reader.report(syntax, { name: 'type-mismatch', data: { code: 'not-constant', where: 'bound' } });
    return undefined;
  };
  const lower = end(lowered.lower, interval.lower?.value);
  const upper = end(lowered.upper, interval.upper?.value);
  if (!lower && !upper) return undefined;
  return { ...(lower ? { lower } : {}), ...(upper ? { upper } : {}) };
}
