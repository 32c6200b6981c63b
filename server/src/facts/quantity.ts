/**
 * Why: a facts file writes a quantity as a string in the language's own literal form (`"1300万元"`, `"15%"`, `"1.5元/平方米/天"`), since JSON
 * has no units; this reads one exactly. Numbers come as the digits that stand in the file, never through a double.
 */
import { Exact, ExactOverflow } from '../core/exact';
import type { Program } from '../core/program/program';
import type { Dimension } from '../core/program/types';
import { builtInUnit, compoundUnit, type Unit } from '../core/program/units';

type UnitMeaning = Pick<Unit, 'factor' | 'dimension'>;
export type UnitLookup = (name: string) => Unit | undefined;

export type Quantity =
  | { readonly ok: true; readonly value: Exact; readonly dimension: Dimension; readonly unit: string }
  | { readonly ok: false; readonly code: 'not-a-quantity' | 'too-large' }
  | { readonly ok: false; readonly code: 'unknown-unit'; readonly unit: string };

const LITERAL = /^([+-]?)\s*(\d[\d_]*)(?:\.(\d[\d_]*))?\s*(.*)$/su;
const RATIO = /^(\d+(?:\.\d+)?):(\d+(?:\.\d+)?)$/;
const MULTIPLIERS: readonly (readonly [string, string])[] = [
  ['万亿', '1000000000000'],
  ['万', '10000'],
  ['亿', '100000000'],
];

/** Exponents further out than this are a mistake, and would make numbers of any length out of a few characters. */
export const MAX_EXPONENT = 100;

/** A JSON number's digits as an exact number; undefined where it is too large to be meant. */
export function exactOfJson(text: string): Exact | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!match) return undefined;
  const [, sign = '', whole = '', fraction = '', exponentText = '0'] = match;
  if (exponentText.replace(/^[+-]?0*/, '').length > 4) return undefined;
  const exponent = Number(exponentText);
  if (Math.abs(exponent) > MAX_EXPONENT) return undefined;
  const digits = whole + fraction;
  const point = whole.length + exponent;
  const left = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0';
  const right = point >= 0 ? digits.slice(point) : '0'.repeat(-point) + digits;
  return exactOf(`${sign}${left}${right ? `.${right}` : ''}`);
}

function exactOf(digits: string): Exact | undefined {
  try {
    return Exact.of(digits);
  } catch (error) {
    if (error instanceof ExactOverflow) return undefined;
    throw error;
  }
}

/** Reads a quantity as the language writes it; full-width digits and signs are understood. */
export function readQuantity(source: string, unitOf: UnitLookup): Quantity {
  const text = source.normalize('NFKC').trim();
  const ratio = RATIO.exec(text);
  if (ratio) {
    const left = exactOf(ratio[1] ?? '');
    const right = exactOf(ratio[2] ?? '');
    if (!left || !right) return { ok: false, code: 'too-large' };
    return right.isZero ? { ok: false, code: 'not-a-quantity' } : { ok: true, value: left.div(right), dimension: '', unit: '' };
  }
  const match = LITERAL.exec(text);
  if (!match) return { ok: false, code: 'not-a-quantity' };
  const [, sign = '', whole = '', fraction = '', rest = ''] = match;
  const plain = `${sign === '-' ? '-' : ''}${whole}${fraction ? `.${fraction}` : ''}`.replaceAll('_', '');
  const number = exactOf(plain);
  if (!number) return { ok: false, code: 'too-large' };
  const unit = unitAndMultiplier(rest.trim(), unitOf);
  if (unit === 'not-a-quantity') return { ok: false, code: 'not-a-quantity' };
  if ('missing' in unit) return { ok: false, code: 'unknown-unit', unit: unit.missing };
  try {
    return { ok: true, value: number.times(unit.factor), dimension: unit.dimension, unit: unit.name };
  } catch (error) {
    if (error instanceof ExactOverflow) return { ok: false, code: 'too-large' };
    throw error;
  }
}

function unitAndMultiplier(rest: string, unitOf: UnitLookup): (UnitMeaning & { name: string }) | { missing: string } | 'not-a-quantity' {
  if (rest === '') return { factor: Exact.one, dimension: '', name: '' };
  if (rest === '%') return { factor: Exact.of('0.01'), dimension: '', name: '%' };
  // What a number may not go on with: a second number, a comma, a currency sign.
  if (/^[\d.,:$€£¥￥+*-]/.test(rest)) return 'not-a-quantity';
  const whole = readUnit(rest, unitOf);
  if (!('missing' in whole)) return { ...whole, name: rest };
  for (const [name, factor] of MULTIPLIERS) {
    if (!rest.startsWith(name)) continue;
    const after = rest.slice(name.length).trim();
    const unit = after === '' ? { factor: Exact.one, dimension: '' } : readUnit(after, unitOf);
    return 'missing' in unit ? unit : { factor: unit.factor.times(Exact.of(factor)), dimension: unit.dimension, name: after };
  }
  return whole;
}

/** `元/平方米/天`: the first unit over all others. */
export function readUnit(text: string, unitOf: UnitLookup): UnitMeaning | { missing: string } {
  const names = text.split('/').map((name) => name.trim());
  return compoundUnit(names, unitOf) ?? { missing: names.find((name) => !unitOf(name)) || text };
}

/** The units of a program: its own and those built in. */
export function unitsOf(program: Program): UnitLookup {
  return (name) => {
    const own = program.units.get(name);
    return own ? { name, factor: own.factor, dimension: own.dimension } : builtInUnit(name);
  };
}
