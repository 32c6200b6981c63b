/** Functions and payments made before. */
import type { Expr, FunctionId } from '../../syntax/tree';
import { foldConstant } from '../constant';
import { typeWord } from '../describe';
import { DAY, isTime } from '../dimension';
import type { Expression } from '../program';
import { kindOf } from '../symbols';
import type { NumberType, ScalarType } from '../types';
import { coerce, join, unify, wantNumber } from './coerce';
import { BROKEN, broken, type Context, DATE, DAYS, isBroken, MONTHS, number, PLAIN } from './context';
import { check, infer } from './expression';

type Call = Extract<Expr, { kind: 'call' }>;

const arity: Readonly<Record<FunctionId, readonly [least: number, most: number]>> = {
  min: [1, -1],
  max: [1, -1],
  abs: [1, 1],
  round: [2, 2],
  round_down: [2, 2],
  round_up: [2, 2],
  days: [2, 2],
  months: [2, 2],
  years: [2, 2],
  year: [1, 1],
  month: [1, 1],
  day: [1, 1],
  paid: [1, 2],
};

/** What a date function gives: a quantity of time in the author's language, or a plain number. */
function resultOf(fn: 'days' | 'months' | 'years' | 'year' | 'month' | 'day', chinese: boolean): NumberType {
  switch (fn) {
    case 'days':
      return { ...DAYS, unit: chinese ? '天' : 'days' };
    case 'months':
      return { ...MONTHS, unit: chinese ? '个月' : 'months' };
    case 'years':
      return { ...MONTHS, unit: chinese ? '年' : 'years' };
    case 'year':
    case 'month':
    case 'day':
      return PLAIN;
    default: {
      const never: never = fn;
      return never;
    }
  }
}

export function lowerCall(ctx: Context, expr: Call): Expression {
  const { reader } = ctx;
  const place = reader.place(expr);
  const { fn, args } = expr;
  const [least, most] = arity[fn];
  if (args.length < least || (most >= 0 && args.length > most)) {
    const data = { code: 'argument-count', function: fn, least, most, found: args.length } as const;
    reader.report(expr, { name: 'type-mismatch', data });
    return broken(ctx, expr);
  }
  switch (fn) {
    case 'paid':
      return lowerPaid(ctx, expr);
    case 'min':
    case 'max': {
      const values = args.map((a) => ({ span: a, e: wantNumber(ctx, a, infer(ctx, a), 'argument') }));
      const { type, values: joined } = join(ctx, values, fn);
      return { op: 'call', fn, args: joined, type, place };
    }
    case 'abs': {
      const values = args.map((a) => wantNumber(ctx, a, infer(ctx, a), 'argument'));
      return { op: 'call', fn, args: values, type: plainType(values[0]), place };
    }
    case 'round':
    case 'round_down':
    case 'round_up': {
      const [x, q] = args;
      if (!x || !q) return broken(ctx, expr);
      const value = wantNumber(ctx, x, infer(ctx, x), 'argument');
      const step = wantNumber(ctx, q, infer(ctx, q), 'argument');
      const both = unify(ctx, fn, expr, { expr: x, e: value }, { expr: q, e: step });
      return both ? { op: 'call', fn, args: [...both], type: plainType(both[0]), place } : broken(ctx, expr);
    }
    case 'days':
    case 'months':
    case 'years':
    case 'year':
    case 'month':
    case 'day': {
      const values = args.map((a) => check(ctx, a, DATE, 'argument'));
      return { op: 'call', fn, args: values, type: resultOf(fn, reader.chinese), place };
    }
    default: {
      const never: never = fn;
      return never;
    }
  }
}

function plainType(e: Expression | undefined): ScalarType {
  return e?.type.kind === 'number' ? { ...e.type, integer: false } : BROKEN;
}

function lowerPaid(ctx: Context, expr: Call): Expression {
  const { reader } = ctx;
  const place = reader.place(expr);
  const [target, window] = expr.args;
  const length = window ? lowerLength(ctx, window) : undefined;
  if (target?.kind !== 'name') {
    if (target && target.kind !== 'missing') reader.report(target, { name: 'type-mismatch', data: { code: 'paid-argument' } });
    return broken(ctx, expr);
  }
  if (target.name === '') return broken(ctx, expr);
  const symbol = reader.symbol(target.name);
  if (symbol?.kind !== 'clause' && symbol?.kind !== 'exclusive' && symbol?.kind !== 'limit') {
    if (!symbol && reader.incomplete) return broken(ctx, expr);
    const similar = symbol ? [] : reader.similar(target.name, ['clause', 'exclusive', 'limit']);
    const data = { code: 'clause-or-group', name: target.name, similar, found: kindOf(symbol) } as const;
    reader.report(target, { name: 'unknown-name', data }, { fixes: reader.replacements(target, similar) });
    return broken(ctx, expr);
  }
  reader.refer(target, `name:${target.name}`);
  if (ctx.eachClause === target.name) {
    reader.report(expr, { name: 'circular-definition', data: { code: 'paid-in-each', name: target.name } });
    return { op: 'broken', type: number(symbol.currency), place };
  }
  if (window && !length) return { op: 'broken', type: number(symbol.currency), place };
  return { op: 'paid', target: target.name, ...(length ? { within: length.length } : {}), type: number(symbol.currency), place };
}

/** The length of a window: a constant time in days or in months; undefined, with its finding, if it is none. */
export function lowerLength(ctx: Context, expr: Expr): { length: Expression; by: 'day' | 'month' } | undefined {
  const { reader } = ctx;
  const e = infer(ctx, expr);
  if (isBroken(e)) return undefined;
  if (e.type.kind !== 'number' || !isTime(e.type.dimension)) {
    if (e.type.kind === 'number') coerce(ctx, expr, e, resultOf('years', reader.chinese), 'window');
    else reader.report(expr, { name: 'type-mismatch', data: { code: 'window', found: typeWord(e.type) } });
    return undefined;
  }
  const value = foldConstant(e, (name) => constantOf(ctx, name));
  if (!value) {
    reader.report(expr, { name: 'type-mismatch', data: { code: 'not-constant', where: 'window' } });
    return undefined;
  }
  return { length: { op: 'constant', value, type: e.type, place: e.place }, by: e.type.dimension === DAY ? 'day' : 'month' };
}

/** The value of a constant let. */
export function constantOf(ctx: Pick<Context, 'reader'>, name: string): ReturnType<typeof foldConstant> {
  const symbol = ctx.reader.symbol(name);
  return symbol?.kind === 'let' ? symbol.constant : undefined;
}
