/**
 * Why: one value of a fact is judged alike wherever it comes from, a facts file or the preview's form: its type, its unit, its interval, its
 * members. What is wrong is data; each place says it in its own sentences.
 */
import { Exact } from '../core/exact';
import type { Constant } from '../core/program/program';
import type { Bounds, NumberType, ScalarType } from '../core/program/types';
import { readDate } from './dates';
import { nearest } from './nearest';
import { type Quantity, readUnit, type UnitLookup } from './quantity';

export type ValueTrouble =
  | { readonly code: 'type' }
  | { readonly code: 'too-large' }
  | { readonly code: 'integer' }
  | { readonly code: 'no-such-date' }
  | { readonly code: 'broken-fact' }
  /** `bare`: without any unit. */
  | { readonly code: 'unit'; readonly bare: boolean }
  | { readonly code: 'unknown-unit'; readonly unit: string }
  | { readonly code: 'interval'; readonly bounds: Bounds }
  | { readonly code: 'member'; readonly member: string; readonly members: readonly string[]; readonly nearest?: string };

export type Tried<T> = { readonly value: T } | { readonly trouble: ValueTrouble };

const failed = (trouble: ValueTrouble): { readonly trouble: ValueTrouble } => ({ trouble });

/** What one of the fact's own unit is in base units; 1 where it has none. */
export function ownUnit(type: NumberType, unitOf: UnitLookup): Exact {
  const unit = type.unit === undefined ? undefined : readUnit(type.unit, unitOf);
  return unit && !('missing' in unit) ? unit.factor : Exact.one;
}

/** A quantity with its unit as a value of the type. A plain 0 is of every dimension. */
export function ofQuantity(read: Quantity, type: NumberType, bounds: Bounds | undefined, unitOf: UnitLookup): Tried<Constant> {
  if (!read.ok) {
    switch (read.code) {
      case 'unknown-unit':
        return failed({ code: 'unknown-unit', unit: read.unit });
      case 'too-large':
        return failed({ code: 'too-large' });
      case 'not-a-quantity':
        return failed({ code: 'type' });
      default:
        return read satisfies never;
    }
  }
  if (read.dimension !== type.dimension && !(read.value.isZero && read.unit === ''))
    return failed({ code: 'unit', bare: read.unit === '' });
  return ofNumber(read.value, type, bounds, unitOf);
}

/** A number in base units as a value of the type. */
export function ofNumber(value: Exact, type: NumberType, bounds: Bounds | undefined, unitOf: UnitLookup): Tried<Constant> {
  if (type.integer && !value.div(ownUnit(type, unitOf)).isInteger) return failed({ code: 'integer' });
  return isWithin(value, bounds) ? { value: { kind: 'number', value } } : failed({ code: 'interval', bounds: bounds ?? {} });
}

export function ofDate(text: string, bounds: Bounds | undefined): Tried<Constant & { readonly kind: 'date' }> {
  const day = readDate(text);
  if (day === undefined) return failed({ code: 'no-such-date' });
  return isWithin(Exact.of(day), bounds) ? { value: { kind: 'date', day } } : failed({ code: 'interval', bounds: bounds ?? {} });
}

const YES_NO: ReadonlyMap<string, boolean> = new Map([
  ['yes', true],
  ['no', false],
  ['是', true],
  ['否', false],
]);

export function ofYesNo(text: string): Tried<Constant> {
  const said = YES_NO.get(text.trim());
  return said === undefined ? failed({ code: 'type' }) : { value: { kind: 'boolean', value: said } };
}

export function ofText(text: string): Tried<Constant> {
  return { value: { kind: 'text', value: text.normalize('NFC') } };
}

/** The member of that name, which may stand in another normal form. */
export function ofMember(text: string, { members }: Extract<ScalarType, { kind: 'member' | 'set' }>): Tried<string> {
  const member = text.normalize('NFC').trim();
  if (members.includes(member)) return { value: member };
  const near = nearest(member, members);
  return failed({ code: 'member', member, members, ...(near === undefined ? {} : { nearest: near }) });
}

export function isWithin(value: Exact, bounds: Bounds | undefined): boolean {
  const { lower, upper } = bounds ?? {};
  if (lower && (lower.inclusive ? value.lt(lower.value) : value.lte(lower.value))) return false;
  return !(upper && (upper.inclusive ? value.gt(upper.value) : value.gte(upper.value)));
}
