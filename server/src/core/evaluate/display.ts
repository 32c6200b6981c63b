/**
 * Values as people write them: 22.5万元, ¥225,000, £1,234.50, 15%, 10万人. Exact: every digit is shown; only what has no finite decimal is
 * shown to 12 significant digits behind `≈`. Also the same values as Clause text, for fixes.
 */
import { Exact } from '../exact';
import { civil } from '../program/dates';
import { dimensionParts } from '../program/dimension';
import type { Constant, Program } from '../program/program';
import type { NumberType, ScalarType } from '../program/types';
import { builtInUnit, compoundUnit, currencyOf, sampleUnit } from '../program/units';

export interface DisplayOptions {
  readonly language: 'en' | 'zh';
  /** The program's currency: its own dollar needs no country before the sign. */
  readonly currency?: string;
  /** Units that the program declares. */
  readonly units?: Program['units'];
}

const chineseCurrency: Readonly<Record<string, string>> = { CNY: '元', USD: '美元', EUR: '欧元', GBP: '英镑', JPY: '日元', HKD: '港元' };
const signs: Readonly<Record<string, string>> = {
  CNY: '¥',
  EUR: '€',
  GBP: '£',
  USD: '$',
  AUD: 'A$',
  CAD: 'C$',
  NZD: 'NZ$',
  HKD: 'HK$',
  SGD: 'S$',
  TWD: 'NT$',
  JPY: 'JP¥',
  KRW: '₩',
  INR: '₹',
};
const dollars: ReadonlySet<string> = new Set(['USD', 'AUD', 'CAD', 'NZD', 'HKD', 'SGD', 'TWD']);

/** How base units are written where the author names no unit. */
const baseUnits: Readonly<Record<'en' | 'zh', Readonly<Record<string, string>>>> = {
  en: { day: 'days', month: 'months', 人: 'people' },
  zh: { day: '天', month: '个月', m2: '平方米', kg: '公斤', km: '公里', m: '米' },
};
/** Below a stroke a unit stands alone: 20 EUR/month, not EUR/months. */
const singular: Readonly<Record<string, string>> = { days: 'day', months: 'month', people: 'person' };

export function isoDate(day: number): string {
  const d = civil(day);
  return `${String(d.year).padStart(4, '0')}-${String(d.month).padStart(2, '0')}-${String(d.day).padStart(2, '0')}`;
}

/** A value for people, in their language. */
export function displayConstant(value: Constant, type: ScalarType, options: DisplayOptions): string {
  switch (value.kind) {
    case 'number':
      return displayNumber(value.value, type.kind === 'number' ? type : { kind: 'number', dimension: '' }, options);
    case 'boolean':
      return options.language === 'zh' ? (value.value ? '是' : '否') : value.value ? 'yes' : 'no';
    case 'date':
      return isoDate(value.day);
    case 'text':
      return options.language === 'zh' ? `“${value.value}”` : `"${value.value}"`;
    case 'member':
      return value.member;
    case 'set':
      return displaySet(value.members, type);
    default:
      return value satisfies never;
  }
}

/** In the order of declaration. */
function displaySet(members: readonly string[], type: ScalarType): string {
  const declared = type.kind === 'set' ? type.members : [];
  const sorted = [...declared.filter((m) => members.includes(m)), ...members.filter((m) => !declared.includes(m))];
  return sorted.length === 0 ? '{ }' : `{ ${sorted.join(', ')} }`;
}

function displayNumber(value: Exact, type: NumberType, options: DisplayOptions): string {
  const currency = currencyOf(type.dimension);
  if (currency) return displayMoney(value, currency, options);
  if (type.percent) return approximate(value.times(Exact.of(100)), (t) => `${t}%`);
  if (type.dimension === '') return approximate(value, (t) => quantity(t, '', options));
  const { scaled, unit } = inUnit(value, type, options);
  return approximate(scaled, (t) => quantity(t, unit, options));
}

/** `≈` before what has no finite decimal. */
function approximate(value: Exact, write: (digits: string) => string): string {
  const { text, approximate: rounded } = value.toDisplay();
  return `${rounded ? '≈' : ''}${write(text)}`;
}

function displayMoney(value: Exact, currency: string, options: DisplayOptions): string {
  return approximate(value, (text) => {
    if (options.language === 'zh') return quantity(text, chineseCurrency[currency] ?? ` ${currency}`, options);
    const sign = dollars.has(currency) && options.currency === currency ? '$' : signs[currency];
    const negative = text.startsWith('-');
    const digits = grouped(cents(negative ? text.slice(1) : text));
    return `${negative ? '-' : ''}${sign ?? `${currency} `}${digits}`;
  });
}

/** One decimal of money is written as two. */
function cents(text: string): string {
  return /\.\d$/.test(text) ? `${text}0` : text;
}

/** Thousands parted by commas; a plain number of four digits, which may be a year, as it is. */
function grouped(text: string, plain = false): string {
  const [whole = '', decimals] = text.split('.');
  if (plain && whole.replace('-', '').length <= 4) return text;
  const head = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return decimals === undefined ? head : `${head}.${decimals}`;
}

/** Digits and unit: in Chinese by 亿 or 万 where that is short, in English with thousands parted. */
function quantity(text: string, unit: string, options: DisplayOptions): string {
  if (options.language === 'en') {
    const spaced = unit === '' ? '' : /^[%°]/.test(unit) ? unit : ` ${unit}`;
    return `${grouped(text, unit === '')}${spaced}`;
  }
  const spaced = /^[A-Za-z]/.test(unit) ? ` ${unit}` : unit;
  for (const [power, word] of [
    [8, '亿'],
    [4, '万'],
  ] as const) {
    const short = shifted(text, power);
    if (short !== undefined) return `${short}${word}${spaced}`;
  }
  return `${grouped(text, unit === '')}${spaced}`;
}

/** The digits with the point moved `power` places, if at least 1 and with at most four decimals. */
function shifted(text: string, power: number): string | undefined {
  const negative = text.startsWith('-');
  const [whole = '', decimals = ''] = (negative ? text.slice(1) : text).split('.');
  // 亿 begins where 万 would need five digits before the point.
  if (whole.length <= power || (power === 4 && whole.length > 8)) return undefined;
  const tail = `${whole.slice(-power)}${decimals}`.replace(/0+$/, '');
  if (tail.length > 4) return undefined;
  const head = whole.slice(0, -power);
  return `${negative ? '-' : ''}${head}${tail === '' ? '' : `.${tail}`}`;
}

/** The value in the unit that the author declared, or in base units by their usual names. */
function inUnit(value: Exact, type: NumberType, options: DisplayOptions): { readonly scaled: Exact; readonly unit: string } {
  const declared = type.unit === undefined ? undefined : factorOf(type.unit, options.units);
  if (type.unit !== undefined && declared) return { scaled: value.div(declared), unit: type.unit };
  if (type.dimension === 'month') {
    const years = value.div(Exact.of(12));
    if (years.isInteger && !years.isZero) return { scaled: years, unit: options.language === 'zh' ? '年' : 'years' };
  }
  const names = baseUnits[options.language];
  const name = (base: string): string =>
    currencyOf(base) && options.language === 'zh' ? (chineseCurrency[base] ?? base) : (names[base] ?? base);
  const up: string[] = [];
  const down: string[] = [];
  for (const [base, power] of dimensionParts(type.dimension)) {
    for (let i = 0; i < Math.abs(power); i++) (power > 0 ? up : down).push(power > 0 ? name(base) : (singular[name(base)] ?? name(base)));
  }
  return { scaled: value, unit: [up.join('·') || (down.length > 0 ? '1' : ''), ...down].join('/') };
}

function factorOf(unit: string, units: Program['units'] | undefined): Exact | undefined {
  return compoundUnit(unit.split('/'), (name) => {
    const own = units?.get(name);
    return own ? { name, ...own } : builtInUnit(name);
  })?.factor;
}

// ---------------------------------------------------------------------------------------------- as Clause text

/** The value as an expression that means exactly it, for fixes; undefined where the language has no such text. */
export function literalOf(value: Constant, type: ScalarType, options: DisplayOptions): string | undefined {
  switch (value.kind) {
    case 'number':
      return numberLiteral(value.value, type.kind === 'number' ? type : { kind: 'number', dimension: '' }, options);
    case 'text':
      return `"${value.value.replace(/[\\"]/g, (c) => `\\${c}`)}"`;
    case 'boolean':
    case 'date':
    case 'member':
    case 'set':
      return displayConstant(value, type, options);
    default:
      return value satisfies never;
  }
}

function numberLiteral(value: Exact, type: NumberType, options: DisplayOptions): string | undefined {
  const { zh } = { zh: options.language === 'zh' };
  if (!value.isFinite) {
    // A third of one unit may be whole in another: 1亩 is 2000/3 m2.
    const factor = type.unit === undefined || type.percent || currencyOf(type.dimension) ? undefined : factorOf(type.unit, options.units);
    if (factor && value.div(factor).isFinite) return inDeclared(value.div(factor), type.unit ?? '');
    const { num, den } = value.toRatio();
    const top = numberLiteral(Exact.of(num), type, options);
    return top === undefined ? undefined : `${top} / ${den}`;
  }
  if (type.percent) return `${value.times(Exact.of(100)).toString()}%`;
  if (type.dimension === '' || value.isZero) return value.isZero && currencyOf(type.dimension) === 'CNY' ? '0元' : value.toString();
  const currency = currencyOf(type.dimension);
  if (currency) {
    const text = value.toString();
    const cny = currency === 'CNY';
    const unit = cny ? '元' : zh ? (chineseCurrency[currency] ?? ` ${currency}`) : ` ${currency}`;
    if (cny || zh) {
      const short = shifted(text, 8);
      if (short !== undefined) return `${short}亿${unit}`;
      const shorter = shifted(text, 4);
      if (shorter !== undefined) return `${shorter}万${unit}`;
    }
    return `${text}${unit}`;
  }
  const declared = type.unit === undefined ? undefined : factorOf(type.unit, options.units);
  if (type.unit !== undefined && declared) {
    const scaled = value.div(declared);
    if (scaled.isFinite) return inDeclared(scaled, type.unit);
    const unit = sampleUnit(type.dimension);
    if (unit !== '') return inDeclared(value, unit);
    const { num, den } = scaled.toRatio();
    return `${inDeclared(Exact.of(num), type.unit)} / ${den}`;
  }
  const unit = sampleUnit(type.dimension);
  return unit === '' ? undefined : inDeclared(value, unit);
}

function inDeclared(scaled: Exact, unit: string): string {
  return `${scaled.toString()}${/^[A-Za-z]/.test(unit) ? ' ' : ''}${unit}`;
}
