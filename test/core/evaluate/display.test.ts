/** Values as people write them, and as Clause text that means exactly the same. */
import { describe, expect, it } from 'vitest';
import { displayConstant, literalOf } from '../../../server/src/core/evaluate/display';
import { Exact } from '../../../server/src/core/exact';
import type { Constant } from '../../../server/src/core/program/program';
import type { NumberType } from '../../../server/src/core/program/types';
import { resultOf } from './support';

const number = (text: string): Constant => {
  const [num = '0', den] = text.split('/');
  return { kind: 'number', value: den ? Exact.of(num).div(Exact.of(den)) : Exact.of(num) };
};
const type = (dimension: string, more: Partial<NumberType> = {}): NumberType => ({ kind: 'number', dimension, ...more });
const zh = (text: string, t: NumberType) => displayConstant(number(text), t, { language: 'zh' });
const en = (text: string, t: NumberType, currency?: string) =>
  displayConstant(number(text), t, { language: 'en', ...(currency ? { currency } : {}) });

describe('money', () => {
  it.each([
    ['225000', '22.5万元', '¥225,000'],
    ['120000000', '1.2亿元', '¥120,000,000'],
    ['3300000', '330万元', '¥3,300,000'],
    ['10000', '1万元', '¥10,000'],
    ['9999', '9,999元', '¥9,999'],
    ['12345.67', '12,345.67元', '¥12,345.67'],
    ['1234567.89', '1,234,567.89元', '¥1,234,567.89'],
    ['100000001', '100,000,001元', '¥100,000,001'],
    ['0', '0元', '¥0'],
    ['0.5', '0.5元', '¥0.50'],
    ['-225000', '-22.5万元', '-¥225,000'],
    ['10/3', '≈3.33333333333元', '≈¥3.33333333333'],
  ])('%s is %s and %s', (value, chinese, english) => {
    expect(zh(value, type('CNY'))).toBe(chinese);
    expect(en(value, type('CNY'))).toBe(english);
  });
  it('of other currencies', () => {
    expect(en('1234.5', type('GBP'))).toBe('£1,234.50');
    expect(en('1234.5', type('AUD'))).toBe('A$1,234.50');
    expect(en('1234.5', type('AUD'), 'AUD')).toBe('$1,234.50');
    expect(en('1234', type('CHF'))).toBe('CHF 1,234');
    expect(en('1234', type('JPY'))).toBe('JP¥1,234');
    expect(zh('225000', type('USD'))).toBe('22.5万美元');
    expect(zh('225000', type('CHF'))).toBe('22.5万 CHF');
  });
});

describe('other quantities', () => {
  it('percentages, plain numbers and years', () => {
    expect(zh('0.15', type('', { percent: true }))).toBe('15%');
    expect(en('1/3', type('', { percent: true }))).toBe('≈33.3333333333%');
    expect(en('2025', type(''))).toBe('2025');
    expect(en('12345.5', type(''))).toBe('12,345.5');
    expect(zh('100000', type('人', { unit: '人' }))).toBe('10万人');
  });
  it('in the unit that the author declared', () => {
    expect(zh('36', type('month', { unit: '年' }))).toBe('3年');
    expect(zh('18', type('month', { unit: '年' }))).toBe('1.5年');
    expect(en('36', type('month'))).toBe('3 years');
    expect(en('7', type('month'))).toBe('7 months');
    expect(zh('1.5', type('CNY·day^-1·m2^-1', { unit: '元/平方米/天' }))).toBe('1.5元/平方米/天');
  });
  it('dates, texts, members and sets in the order of declaration', () => {
    const options = { language: 'en' } as const;
    expect(displayConstant({ kind: 'date', day: 20_189 }, { kind: 'date' }, options)).toBe('2025-04-11');
    expect(displayConstant({ kind: 'set', members: ['b', 'a'] }, { kind: 'set', members: ['a', 'b'], labels: {} }, options)).toBe(
      '{ a, b }',
    );
    expect(displayConstant({ kind: 'boolean', value: true }, { kind: 'boolean' }, { language: 'zh' })).toBe('是');
  });
});

describe('as Clause text', () => {
  it.each([
    ['225000', type('CNY'), '22.5万元'],
    ['1234567.89', type('CNY'), '1234567.89元'],
    ['1234.5', type('GBP'), '1234.5 GBP'],
    ['10/3', type('CNY'), '10元 / 3'],
    ['0.125', type('', { percent: true }), '12.5%'],
    ['18', type('month', { unit: '年' }), '1.5年'],
    ['36', type('day'), '36天'],
    ['1.5', type('CNY·day^-1·m2^-1'), '1.5元/天/平方米'],
  ])('%s means what it is', (value, t, text) => {
    expect(literalOf(number(value), t, { language: 'en' })).toBe(text);
    const r = resultOf(`policy "p" { currency ${t.dimension === 'GBP' ? 'GBP' : '元'} }\nlet x = ${text}\nexample "e" { }`);
    expect(r.let('x')).toBe(number(value).kind === 'number' ? (number(value) as { value: Exact }).value.toString() : '');
  });
});
