/** What is in scope where an expression stands, and small helpers that every lowering shares. */
import type { Span } from '../../syntax/tree';
import { DAY, MONTH, NONE } from '../dimension';
import type { Expression, Place } from '../program';
import type { Reader } from '../reader';
import type { Dimension, ListType, NumberType, ScalarType } from '../types';

export interface ListScope {
  readonly list: string;
  readonly type: ListType;
}

/** The lets of a clause, lowered on demand since their order is free. */
export interface Locals {
  readonly clause: string;
  readonly names: readonly string[];
  /** The type of a local let; undefined if there is none of this name. */
  typeOf(name: string): ScalarType | undefined;
}

export interface Context {
  readonly reader: Reader;
  /** Lists whose fields are in scope, innermost first: the index is an Expression's `depth`. */
  readonly lists: readonly ListScope[];
  readonly locals?: Locals;
  /** How many of `lists` stand inside the clause's lets and so hide them (`sum each …`); the clause's own `each` does not. */
  readonly inner: number;
  /** The type of `this` in a clause's steps. */
  readonly thisType?: NumberType;
  /** The clause whose `each` is around, for `paid` of itself. */
  readonly eachClause?: string;
  /** The list of `each` is unknown: undeclared names may be its fields and are not reported again. */
  readonly blind?: boolean;
}

export const BOOLEAN: ScalarType = { kind: 'boolean' };
export const DATE: ScalarType = { kind: 'date' };
export const TEXT: ScalarType = { kind: 'text' };
export const BROKEN: ScalarType = { kind: 'broken' };
export const PLAIN: NumberType = { kind: 'number', dimension: NONE };
export const DAYS: NumberType = { kind: 'number', dimension: DAY };
export const MONTHS: NumberType = { kind: 'number', dimension: MONTH };

export function number(dimension: Dimension, unit?: string): NumberType {
  return unit ? { kind: 'number', dimension, unit } : { kind: 'number', dimension };
}

export function broken(ctx: Context, span: Span): Expression {
  return { op: 'broken', type: BROKEN, place: ctx.reader.place(span) };
}
export function brokenAt(place: Place): Expression {
  return { op: 'broken', type: BROKEN, place };
}
export function isBroken(e: Expression): boolean {
  return e.type.kind === 'broken';
}

/** The text of a node, for fixes. */
export function textOf(ctx: Context, span: Span): string {
  return ctx.reader.item.text.slice(span.start, span.end);
}
