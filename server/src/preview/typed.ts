/**
 * Why: what a person types into a field becomes a value: with or without a unit, with full-width digits from a Chinese input method, with
 * thousands parted by commas. Exact, and nothing is guessed: what could mean two things is refused.
 */
import { Exact, ExactOverflow } from '../core/exact';
import type { Constant, Program } from '../core/program/program';
import type { Bounds, NumberType, ScalarType } from '../core/program/types';
import { readQuantity, unitsOf } from '../facts/quantity';
import { ofDate, ofMember, ofNumber, ofQuantity, ofText, ofYesNo, type Tried } from '../facts/values';
import { shownUnit, type Written } from './units';

/** What a value may be: of a fact, a field of a list, a derived value. */
export interface Declared {
  readonly type: ScalarType;
  readonly bounds?: Bounds | undefined;
}

/** `absent`: nothing was typed. `shape`: a list where one value is wanted, or the other way round. */
export type Read = Tried<Constant> | 'absent' | 'shape';

/** Longer numbers are a mistake. Characters. */
const LONGEST = 400;

/**
 * By what declares the value, by text: of a list's items most say the same. A declaration outlives edits of other items, so what was read of it
 * serves as long as the units and the language of the file are the same.
 */
const known = new WeakMap<object, { readonly meaning: string; readonly byText: Map<string, Read> }>();
const MOST = 20_000;
const meanings = new WeakMap<Program, string>();

/** What texts hang on beside their declaration. */
function meaningOf({ program, language }: Written): string {
  let units = meanings.get(program);
  if (units === undefined) {
    units = JSON.stringify([...program.units].map(([name, { factor, dimension }]) => [name, factor.toString(), dimension]));
    meanings.set(program, units);
  }
  return language + units;
}

/** @param of what declares it, for keeping what was read */
export function readRaw(raw: unknown, declared: Declared, of: object, written: Written): Read {
  if (typeof raw !== 'string') return Array.isArray(raw) ? readSet(raw, declared) : 'shape';
  const meaning = meaningOf(written);
  let kept = known.get(of);
  if (kept?.meaning !== meaning || kept.byText.size > MOST) {
    kept = { meaning, byText: new Map() };
    known.set(of, kept);
  }
  const { byText } = kept;
  const read = byText.get(raw) ?? readText(raw, declared, written);
  byText.set(raw, read);
  return read;
}

function readSet(raw: readonly unknown[], { type }: Declared): Read {
  if (type.kind !== 'set') return 'shape';
  const members = new Set<string>();
  for (const one of raw) {
    if (typeof one !== 'string') return 'shape';
    const member = ofMember(one, type);
    if ('trouble' in member) return member;
    members.add(member.value);
  }
  return { value: { kind: 'set', members: [...members].sort() } };
}

function readText(raw: string, { type, bounds }: Declared, written: Written): Read {
  if (type.kind === 'text') return ofText(raw);
  if (raw.trim() === '') return 'absent';
  switch (type.kind) {
    case 'number':
      return readNumber(raw, type, bounds, written);
    case 'boolean':
      return ofYesNo(raw);
    case 'date':
      return ofDate(raw, bounds);
    case 'member': {
      const member = ofMember(raw, type);
      return 'trouble' in member ? member : { value: { kind: 'member', member: member.value } };
    }
    case 'set':
      return 'shape';
    case 'broken':
      return { trouble: { code: 'broken-fact' } };
    default:
      return type satisfies never;
  }
}

const BARE = /^[+-]?\s*\d[\d_]*(?:\.\d[\d_]*)?$/;
/** 10万 of the unit that the field shows. */
const MANY = /^[+-]?\s*[\d_.]+\s*(?:万亿|万|亿)$/;
/** What has no finite decimal: `1000万元 / 3`. */
const FRACTION = /^(.*\S)\s*\/\s*(\d{1,100})$/s;
const SIGN = /^([+-]?)\s*([¥€£$₩₹])\s*(.*)$/s;
const signed: Readonly<Record<string, RegExp>> = {
  '¥': /^CNY$/,
  '€': /^EUR$/,
  '£': /^GBP$/,
  $: /^(?:USD|AUD|CAD|NZD|HKD|SGD|TWD)$/,
  '₩': /^KRW$/,
  '₹': /^INR$/,
};

export function readNumber(raw: string, type: NumberType, bounds: Bounds | undefined, written: Written): Tried<Constant> {
  if (raw.length > LONGEST) return { trouble: { code: 'too-large' } };
  const text = tidied(raw);
  try {
    const fraction = FRACTION.exec(text);
    const divisor = fraction ? Exact.of(fraction[2] ?? '1') : Exact.one;
    if (divisor.isZero) return { trouble: { code: 'type' } };
    const read = inUnits(fraction?.[1] ?? text, type, written);
    return 'trouble' in read ? read : ofNumber(read.value.div(divisor), type, bounds, unitsOf(written.program));
  } catch (error) {
    if (error instanceof ExactOverflow) return { trouble: { code: 'too-large' } };
    throw error;
  }
}

/** The quantity in base units, of the type's dimension, whatever its interval. */
function inUnits(text: string, type: NumberType, written: Written): Tried<Exact> {
  const unitOf = unitsOf(written.program);
  const any: NumberType = { kind: 'number', dimension: type.dimension };
  const sign = SIGN.exec(text);
  if (sign) {
    const digits = grouped(sign[3] ?? '');
    if (!BARE.test(digits)) return { trouble: { code: 'type' } };
    if (!signed[sign[2] ?? '']?.test(type.dimension)) return { trouble: { code: 'unit', bare: false } };
    return plain(`${sign[1]}${digits}`, Exact.one);
  }
  const { text: unit, factor } = shownUnit(type, written);
  if (BARE.test(text)) return plain(text, factor);
  if (MANY.test(text) && type.dimension !== '') {
    // 10万 in a field of 万元: nobody can say which is meant.
    return /^[百千]?[万亿]/.test(unit) ? { trouble: { code: 'unit', bare: true } } : plain(text, factor);
  }
  const read = ofQuantity(readQuantity(text, unitOf), any, undefined, unitOf);
  if ('trouble' in read) return read;
  return read.value.kind === 'number' ? { value: read.value.value } : { trouble: { code: 'type' } };

  function plain(digits: string, times: Exact): Tried<Exact> {
    const count = readQuantity(digits, unitOf);
    return count.ok ? { value: count.value.times(times) } : { trouble: { code: count.code === 'too-large' ? 'too-large' : 'type' } };
  }
}

/** Full-width forms as their ASCII ones, commas between thousands left out. */
function tidied(raw: string): string {
  return grouped(raw.normalize('NFKC').replaceAll('−', '-').trim());
}

function grouped(text: string): string {
  return text.replace(/^([+-]?\s*)(\d{1,3}(?:,\d{3})+)(?![\d,_])/, (_, sign: string, digits: string) => sign + digits.replaceAll(',', ''));
}
