/** What a name in an expression stands for: a member of the expected type, a field, a clause's let, a declared name, a unit. */
import type { Expr } from '../../syntax/tree';
import type { Expression } from '../program';
import { nearest } from '../suggest';
import { kindOf, ownerOf, setOwner } from '../symbols';
import type { MemberType, ScalarType, SetType } from '../types';
import { BROKEN, broken, type Context, number } from './context';

type NameExpr = Extract<Expr, { kind: 'name' }>;

/** True if the name means something without an expected type (a unit included). */
export function isDeclared(ctx: Context, name: string): boolean {
  return lookUp(ctx, name) !== undefined || ctx.reader.symbol(name) !== undefined || ctx.reader.unit(name) !== undefined;
}

/** True if the name is that of a field, let, fact or clause: of something with a value. */
export function isValue(ctx: Context, name: string): boolean {
  if (lookUp(ctx, name)) return true;
  const symbol = ctx.reader.symbol(name);
  return symbol?.kind === 'let' || symbol?.kind === 'clause' || (symbol?.kind === 'fact' && symbol.type.kind !== 'list');
}

/** True if only a unit has this name. */
export function isUnitOnly(ctx: Context, name: string): boolean {
  return lookUp(ctx, name) === undefined && ctx.reader.symbol(name) === undefined && ctx.reader.unit(name) !== undefined;
}

type Local = { kind: 'field'; list: string; depth: number; type: ScalarType } | { kind: 'local'; clause: string; type: ScalarType };

function field(ctx: Context, name: string, depth: number): Local | undefined {
  const scope = ctx.lists[depth];
  const found = scope?.type.fields.find((f) => f.name === name);
  return scope && found ? { kind: 'field', list: scope.list, depth, type: found.type } : undefined;
}

/** Fields and lets in scope, innermost first. */
function lookUp(ctx: Context, name: string): Local | undefined {
  for (let depth = 0; depth < ctx.inner; depth++) {
    const found = field(ctx, name, depth);
    if (found) return found;
  }
  const local = ctx.locals?.typeOf(name);
  if (local && ctx.locals) return { kind: 'local', clause: ctx.locals.clause, type: local };
  for (let depth = ctx.inner; depth < ctx.lists.length; depth++) {
    const found = field(ctx, name, depth);
    if (found) return found;
  }
  return undefined;
}

export function memberConstant(ctx: Context, expr: NameExpr, type: MemberType | SetType): Expression {
  const owner = ownerOf(type);
  if (owner !== undefined) ctx.reader.refer(expr, `member:${owner}.${expr.name}`);
  const memberType: MemberType = type.kind === 'member' ? type : memberTypeOf(type);
  return { op: 'constant', type: memberType, place: ctx.reader.place(expr), value: { kind: 'member', member: expr.name } };
}

const singles = new WeakMap<SetType, MemberType>();

/** The type of one member of a set. */
export function memberTypeOf(type: SetType): MemberType {
  let single = singles.get(type);
  if (!single) {
    single = { kind: 'member', members: type.members, labels: type.labels };
    singles.set(type, single);
    const owner = ownerOf(type);
    if (owner !== undefined) setOwner(single, owner);
  }
  return single;
}

/** A name as a value. `hint` is the type that is expected, which decides for members. */
export function lowerName(ctx: Context, expr: NameExpr, hint?: ScalarType): Expression {
  const { reader } = ctx;
  const { name } = expr;
  if (name === '') return broken(ctx, expr);
  if (hint?.kind === 'member' && hint.members.includes(name)) return memberConstant(ctx, expr, hint);
  const place = reader.place(expr);
  const inner = lookUp(ctx, name);
  if (inner?.kind === 'field') {
    reader.refer(expr, `field:${inner.list}.${name}`);
    return { op: 'field', list: inner.list, field: name, depth: inner.depth, type: inner.type, place };
  }
  if (inner?.kind === 'local') {
    reader.refer(expr, `local:${inner.clause}.${name}`);
    return { op: 'let', name, clause: inner.clause, type: inner.type, place };
  }
  const symbol = reader.symbol(name);
  if (symbol) {
    reader.refer(expr, `name:${name}`);
    switch (symbol.kind) {
      case 'fact':
        if (symbol.type.kind !== 'list') return { op: 'fact', name, type: symbol.type, place };
        break;
      case 'let':
        if (!reader.uses.has(name)) reader.uses.set(name, place);
        return { op: 'let', name, type: symbol.type, place };
      case 'clause':
        if (!reader.uses.has(name)) reader.uses.set(name, place);
        return { op: 'clause', name, type: number(symbol.currency), place };
      case 'exclusive':
      case 'limit':
        break;
      default: {
        const never: never = symbol;
        return never;
      }
    }
    const found = kindOf(symbol);
    if (found !== '') reader.report(expr, { name: 'type-mismatch', data: { code: 'not-a-value', name, found } });
    return broken(ctx, expr);
  }
  const unit = reader.unit(name);
  if (unit) {
    reader.refer(expr, `unit:${name}`);
    if (unit.broken) return broken(ctx, expr);
    return { op: 'constant', type: number(unit.dimension, name), place, value: { kind: 'number', value: unit.factor } };
  }
  if (hint?.kind === 'broken' || ctx.blind) return broken(ctx, expr);
  reportUnknown(ctx, expr, hint);
  return { op: 'broken', type: BROKEN, place };
}

function reportUnknown(ctx: Context, expr: NameExpr, hint?: ScalarType): void {
  const { reader } = ctx;
  const { name } = expr;
  if (reader.incomplete && hint?.kind !== 'member') return;
  if (reader.unitsOnly) {
    const similar = reader.similarUnits(name);
    reader.report(expr, { name: 'unknown-unit', data: { code: 'unit', name, similar } }, { fixes: reader.replacements(expr, similar) });
    return;
  }
  if (hint?.kind === 'member') {
    reportUnknownMember(ctx, expr, hint);
    return;
  }
  const owners = reader.memberOwners(name);
  if (owners.length > 0) {
    reader.report(expr, { name: 'unknown-name', data: { code: 'member-of', name, owners } });
    return;
  }
  const near = nearest(name, [...(ctx.locals?.names ?? []), ...ctx.lists.flatMap((l) => l.type.fields.map((f) => f.name))]);
  const similar = [...new Set([...near, ...reader.similar(name, ['fact', 'let', 'clause'])])].slice(0, 3);
  reader.report(expr, { name: 'unknown-name', data: { code: 'name', name, similar } }, { fixes: reader.replacements(expr, similar) });
}

export function reportUnknownMember({ reader }: Context, expr: NameExpr, type: MemberType): void {
  const similar = nearest(expr.name, type.members);
  const data = { code: 'member', name: expr.name, members: type.members, similar } as const;
  reader.report(expr, { name: 'unknown-name', data }, { fixes: reader.replacements(expr, similar) });
}
