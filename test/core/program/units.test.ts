/** Units: every name of the language's table, with factors worked out by hand, and dimension algebra. */
import { describe, expect, it } from 'vitest';
import { Exact } from '../../../server/src/core/exact';
import { builtInUnit, combine, compoundUnit, currencies, NONE, sampleUnit } from '../../../server/src/core/program/index';
import { applyFix, check, linkText } from '../../support/check';

/** name: factor and dimension, from the table of language.md. */
const table: readonly (readonly [string, string, string])[] = [
  ['元', '1', 'CNY'],
  ['CNY', '1', 'CNY'],
  ['角', '0.1', 'CNY'],
  ['分', '0.01', 'CNY'],
  ['万元', '10000', 'CNY'],
  ['百万元', '1000000', 'CNY'],
  ['千万元', '10000000', 'CNY'],
  ['亿元', '100000000', 'CNY'],
  ['美元', '1', 'USD'],
  ['万美元', '10000', 'USD'],
  ['亿美元', '100000000', 'USD'],
  ['欧元', '1', 'EUR'],
  ['万欧元', '10000', 'EUR'],
  ['英镑', '1', 'GBP'],
  ['日元', '1', 'JPY'],
  ['亿日元', '100000000', 'JPY'],
  ['港元', '1', 'HKD'],
  ['万港元', '10000', 'HKD'],
  ['AUD', '1', 'AUD'],
  ['天', '1', 'day'],
  ['日', '1', 'day'],
  ['day', '1', 'day'],
  ['days', '1', 'day'],
  ['周', '7', 'day'],
  ['week', '7', 'day'],
  ['weeks', '7', 'day'],
  ['月', '1', 'month'],
  ['个月', '1', 'month'],
  ['month', '1', 'month'],
  ['months', '1', 'month'],
  ['年', '12', 'month'],
  ['year', '12', 'month'],
  ['years', '12', 'month'],
  ['平方米', '1', 'm2'],
  ['m2', '1', 'm2'],
  ['亩', '2000/3', 'm2'],
  ['公顷', '10000', 'm2'],
  ['ha', '10000', 'm2'],
  ['平方公里', '1000000', 'm2'],
  ['km2', '1000000', 'm2'],
  ['kWh', '1', 'kWh'],
  ['MWh', '1000', 'kWh'],
  ['kW', '1', 'kW'],
  ['千瓦', '1', 'kW'],
  ['MW', '1000', 'kW'],
  ['兆瓦', '1000', 'kW'],
  ['kg', '1', 'kg'],
  ['公斤', '1', 'kg'],
  ['t', '1000', 'kg'],
  ['吨', '1000', 'kg'],
  ['m', '1', 'm'],
  ['米', '1', 'm'],
  ['km', '1000', 'm'],
  ['公里', '1000', 'm'],
  ['人', '1', '人'],
  ['person', '1', '人'],
  ['people', '1', '人'],
  ['家', '1', '家'],
  ['个', '1', '个'],
  ['项', '1', '项'],
  ['台', '1', '台'],
  ['件', '1', '件'],
  ['次', '1', '次'],
  ['辆', '1', '辆'],
  ['户', '1', '户'],
  ['万平方米', '10000', 'm2'],
  ['万', '10000', ''],
  ['亿', '100000000', ''],
];

/** 2000/3 without a finite decimal. */
function exact(text: string): Exact {
  const [n = '0', d] = text.split('/');
  return d === undefined ? Exact.of(n) : Exact.of(n).div(Exact.of(d));
}

describe('built-in units', () => {
  it.each(table)('%s is %s %s', (name, factor, dimension) => {
    const unit = builtInUnit(name);
    expect(unit?.dimension).toBe(dimension);
    expect(unit?.factor.equals(exact(factor))).toBe(true);
  });

  it('knows the currencies of ISO 4217, and no other three letters', () => {
    for (const code of ['CHF', 'CAD', 'SEK', 'NOK', 'KRW', 'SGD', 'NZD', 'INR', 'BRL', 'ZAR']) expect(currencies.has(code)).toBe(true);
    expect(builtInUnit('ABC')).toBeUndefined();
    expect(builtInUnit('席')).toBeUndefined();
    expect(builtInUnit('万席')).toBeUndefined();
  });
});

describe('dimensions', () => {
  it('multiplies and divides to one canonical form', () => {
    const rate = compoundUnit(['元', '平方米', '天'], builtInUnit);
    expect(rate?.dimension).toBe('CNY·day^-1·m2^-1');
    // 1.5元/平方米/天 × 100 平方米 × 30 天 is money.
    expect(combine(combine(rate?.dimension ?? '', 'm2', 1), 'day', 1)).toBe('CNY');
    expect(combine('CNY', 'CNY', -1)).toBe(NONE);
    expect(combine('m', 'm', 1)).toBe('m^2');
  });
  it('converts the factors of a compound unit', () => {
    // 1 元/亩 = 1 / (2000/3) 元/平方米 = 0.0015 元/平方米
    expect(compoundUnit(['元', '亩'], builtInUnit)?.factor.toString()).toBe('0.0015');
    // 1 kg/MWh = 0.001 kg/kWh
    expect(compoundUnit(['kg', 'MWh'], builtInUnit)?.factor.toString()).toBe('0.001');
  });
  it('finds a unit as an author writes it', () => {
    expect(sampleUnit('CNY·day^-1·m2^-1')).toBe('元/天/平方米');
    expect(sampleUnit('USD')).toBe('USD');
  });
});

/** The value of the program's let as digits, with its dimension. */
function letValue(text: string, name = 'x'): string {
  const { program, problems } = linkText(text);
  expect(problems).toEqual([]);
  const value = program.lets.get(name)?.value;
  if (value?.op !== 'constant' || value.value.kind !== 'number' || value.type.kind !== 'number') throw new Error(`not a number: ${text}`);
  return `${value.value.value.toString()} ${value.type.dimension}`;
}

describe('quantities in a program', () => {
  it.each([
    // 1.5 亿 × 元
    ['let x = 1.5亿元', '150000000 CNY'],
    ['let x = 1000万 USD', '10000000 USD'],
    ['let x = 10万人', '100000 人'],
    ['let x = 3万平方米', '30000 m2'],
    // 3 亩 = 2000 平方米
    ['let x = 3亩', '2000 m2'],
    ['let x = 12.5%', '0.125 '],
    ['let x = 1:4', '0.25 '],
    ['let x = 5_000_000', '5000000 '],
    ['let x = 1.5元/平方米/天', '1.5 CNY·day^-1·m2^-1'],
    ['let x = 2年', '24 month'],
    ['let x = 2周', '14 day'],
    ['let x = 万元', '10000 CNY'],
    ['unit 席\nlet x = 3席', '3 席'],
    ['unit 席\nunit 大席 = 10 席\nunit 排 = 5 大席\nlet x = 2 排', '100 席'],
    ['unit 万加元 = 10000 CAD\nlet x = 2 万加元', '20000 CAD'],
    ['unit 人月 = 1 人*月\nlet x = 2 人月', '2 month·人'],
  ])('%s', (text, value) => {
    expect(letValue(text)).toBe(value);
  });

  it('takes a name after a number as a unit, elsewhere a declared name hides the unit', () => {
    const { program, problems } = linkText('fact 月: number\nlet a = 3 月\nlet b = 月 * 2\nfact 天数: 天\nlet c = 天数 / 天');
    expect(problems).toEqual([]);
    expect(program.lets.get('a')?.value.type).toMatchObject({ dimension: 'month' });
    expect(program.lets.get('b')?.value.type).toMatchObject({ dimension: '' });
    expect(program.lets.get('c')?.value.type).toMatchObject({ dimension: '' });
  });

  it('divides by a quantity whose unit has a slash', () => {
    const { program, problems } = linkText('fact x: money\npolicy "p" { currency EUR }\nlet months = x / 80 EUR/month');
    expect(problems).toEqual([]);
    expect(program.lets.get('months')?.value.type).toMatchObject({ dimension: 'month' });
  });

  it('offers the product where a value stands in a unit’s place', () => {
    expect(applyFix('fact n: number\nlet x = 2 n', 'unknown-unit')).toBe('fact n: number\nlet x = 2 * n');
  });

  it('suggests one in other letters’ case alone', () => {
    const similar = (text: string) => linkText(text).problems.find(({ name }) => name === 'unknown-unit')?.data.similar;
    // One that differs in its letters' case only is meant; kWh is one letter away.
    expect(similar('let x = 2 KW')).toEqual(['kW']);
    expect(similar('fact x: KWH')).toEqual(['kWh']);
    expect(similar('let x = 2 kwx')).toEqual(['KWD', 'kWh', 'kW']);
    expect(similar('policy "p" { currency eur }')).toEqual(['EUR']);
  });

  it('reports what is no unit, and declares nothing twice', () => {
    check(`
fact a: money
fact b: 平方厘米
//      ^^^^^^^^ unknown-unit type
let x = 5 席位
//        ^^^^ unknown-unit unit
unit 席
unit 席
//   ^^ duplicate-name unit
unit 家
//   ^^ duplicate-name built-in-unit
unit 甲 = 2 乙
//   ^^ circular-definition units
unit 乙 = 3 甲
let y = 4 甲
unit 丙 = 3 平方
//          ^^^^ unknown-unit unit
let z = 4 丙
`);
  });
});
