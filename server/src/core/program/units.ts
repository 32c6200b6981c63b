/**
 * The units that are built in: names, aliases, factors to the base unit of their dimension. Source: language.md, "Quantities and units",
 * and ISO 4217 for currency codes.
 */
import { Exact } from '../exact';
import { baseDimension, combine, dimensionParts, NONE } from './dimension';
import type { Dimension } from './types';

export interface Unit {
  readonly name: string;
  /** How many base units one of it is. */
  readonly factor: Exact;
  readonly dimension: Dimension;
  /** Its definition has a finding of its own: whatever uses it is broken, and not reported again. */
  readonly broken?: boolean;
}

/** Stands for a declared unit whose definition is broken. */
export function brokenUnit(name: string): Unit {
  return { name, factor: Exact.one, dimension: NONE, broken: true };
}

/** ISO 4217 codes in force (funds codes and metals included). */
export const currencies: ReadonlySet<string> = new Set(
  `AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CLF CLP CNY
  COP COU CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR
  ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN
  NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP
  SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XAG XAU XBA XBB XBC XBD XCD XCG XDR XOF
  XPD XPF XPT XSU XTS XUA XXX YER ZAR ZMW ZWG ZWL`.split(/\s+/),
);

const chineseCurrencies: readonly (readonly [string, string])[] = [
  ['元', 'CNY'],
  ['美元', 'USD'],
  ['欧元', 'EUR'],
  ['英镑', 'GBP'],
  ['日元', 'JPY'],
  ['港元', 'HKD'],
];

/** Multipliers that may stand before a unit's name in one word: `万平方米`, `百万美元`. */
const multipliers: readonly (readonly [string, number])[] = [
  ['万亿', 12],
  ['千万', 7],
  ['百万', 6],
  ['万', 4],
  ['亿', 8],
];

function power(exponent: number): Exact {
  return Exact.of(`1${'0'.repeat(exponent)}`);
}

const table = new Map<string, Unit>();

function add(dimension: Dimension, factor: Exact, ...names: readonly string[]): void {
  for (const name of names) table.set(name, { name, factor, dimension });
}

for (const code of currencies) add(baseDimension(code), Exact.one, code);
for (const [name, code] of chineseCurrencies) {
  add(baseDimension(code), Exact.one, name);
  for (const [word, exponent] of multipliers) add(baseDimension(code), power(exponent), word + name);
}
add(baseDimension('CNY'), Exact.of('0.1'), '角');
add(baseDimension('CNY'), Exact.of('0.01'), '分');

add(baseDimension('day'), Exact.one, '天', '日', 'day', 'days');
add(baseDimension('day'), Exact.of(7), '周', 'week', 'weeks');
add(baseDimension('month'), Exact.one, '月', '个月', 'month', 'months');
add(baseDimension('month'), Exact.of(12), '年', 'year', 'years');

add(baseDimension('m2'), Exact.one, '平方米', 'm2');
add(baseDimension('m2'), Exact.ratio(2000n, 3n), '亩');
add(baseDimension('m2'), Exact.of(10_000), '公顷', 'ha');
add(baseDimension('m2'), Exact.of(1_000_000), '平方公里', 'km2');

add(baseDimension('kWh'), Exact.one, 'kWh');
add(baseDimension('kWh'), Exact.of(1000), 'MWh');
add(baseDimension('kW'), Exact.one, 'kW', '千瓦');
add(baseDimension('kW'), Exact.of(1000), 'MW', '兆瓦');
add(baseDimension('kg'), Exact.one, 'kg', '公斤');
add(baseDimension('kg'), Exact.of(1000), 't', '吨');
add(baseDimension('m'), Exact.one, 'm', '米');
add(baseDimension('m'), Exact.of(1000), 'km', '公里');

add(baseDimension('人'), Exact.one, '人', 'person', 'people');
for (const name of ['家', '个', '项', '台', '件', '次', '辆', '户']) add(baseDimension(name), Exact.one, name);
for (const [word, exponent] of [['万', 4] as const, ['亿', 8] as const]) add(NONE, power(exponent), word);

/** Every built-in unit's name, for suggestions and completion. */
export const builtInUnitNames: readonly string[] = [...table.keys()];

/** The built-in unit of this name; a multiplier may stand before it in the same word (`万平方米`). */
export function builtInUnit(name: string): Unit | undefined {
  const direct = table.get(name);
  if (direct) return direct;
  for (const [word, exponent] of multipliers) {
    if (name.length <= word.length || !name.startsWith(word)) continue;
    const unit = table.get(name.slice(word.length));
    if (unit && unit.dimension !== NONE) return { name, factor: unit.factor.times(power(exponent)), dimension: unit.dimension };
  }
  return undefined;
}

/** The built-in units of money. */
export const moneyNames: readonly string[] = builtInUnitNames.filter((name) => currencies.has(table.get(name)?.dimension ?? ''));

/** True if a unit of exactly this name is built in, so that a `unit` item cannot declare it. */
export function isBuiltInUnit(name: string): boolean {
  return table.has(name);
}

/** The ISO code if the dimension is money of one currency. */
export function currencyOf(dimension: Dimension): string | undefined {
  return currencies.has(dimension) ? dimension : undefined;
}

const measured: ReadonlySet<string> = new Set(['day', 'month', 'm2', 'kWh', 'kW', 'kg', 'm']);

/** True if it is of things that are counted (people, companies, what a `unit` item declares), not of money, time or a measure. */
export function isCount(dimension: Dimension): boolean {
  const [first, ...more] = dimensionParts(dimension);
  return first !== undefined && more.length === 0 && first[1] === 1 && !measured.has(first[0]) && !currencies.has(first[0]);
}

/** How people write base units: in Chinese, and where that differs in English. */
const samples: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  CNY: ['元', '元'],
  day: ['天', 'days'],
  month: ['个月', 'months'],
  m2: ['平方米', 'm2'],
  kg: ['公斤', 'kg'],
  m: ['米', 'm'],
  人: ['人', 'people'],
};

/** A unit as an author would write it for a base dimension or a product of them, e.g. `元/平方米/天`; '' for plain numbers and for what no unit says. */
export function sampleUnit(dimension: Dimension, language: 'en' | 'zh' = 'zh'): string {
  if (dimension === NONE) return '';
  const up: string[] = [];
  const down: string[] = [];
  for (const [base, p] of dimensionParts(dimension)) {
    const name = samples[base]?.[language === 'en' ? 1 : 0] ?? base;
    for (let i = 0; i < Math.abs(p); i++) (p > 0 ? up : down).push(name);
  }
  if (up.length !== 1) return '';
  return [...up, ...down].join('/');
}

/** The unit that a UnitRef's names make together; undefined where `lookup` does not know one of them. */
export function compoundUnit(names: readonly string[], lookup: (name: string) => Unit | undefined): Unit | undefined {
  let unit: Unit | undefined;
  for (const name of names) {
    const next = lookup(name);
    if (!next || next.broken) return undefined;
    unit = unit
      ? { name: `${unit.name}/${name}`, factor: unit.factor.div(next.factor), dimension: combine(unit.dimension, next.dimension, -1) }
      : next;
  }
  return unit;
}
