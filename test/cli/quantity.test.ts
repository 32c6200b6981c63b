/** Why: figures of applicants are read exactly, in the form in which the language writes them. */
import { describe, expect, it } from 'vitest';
import { builtInUnit } from '../../server/src/core/program/units';
import { readDate } from '../../server/src/facts/dates';
import { exactOfJson, readQuantity } from '../../server/src/facts/quantity';

const read = (text: string) => {
  const quantity = readQuantity(text, builtInUnit);
  return quantity.ok ? `${quantity.value} ${quantity.dimension}`.trim() : quantity.code;
};

describe('numbers of JSON', () => {
  it('are exact', () => {
    expect(exactOfJson('0.1')?.toString()).toBe('0.1');
    expect(exactOfJson('123456789012345678901234567890123456789012345678901234567890.5')?.toString()).toBe(
      '123456789012345678901234567890123456789012345678901234567890.5',
    );
    // 1.5 × 10³ and 25 × 10⁻⁴, by hand
    expect(exactOfJson('1.50e3')?.toString()).toBe('1500');
    expect(exactOfJson('25E-4')?.toString()).toBe('0.0025');
    expect(exactOfJson('-12.5e0')?.toString()).toBe('-12.5');
    expect(exactOfJson('1e100')?.toString()).toBe(`1${'0'.repeat(100)}`);
    expect(exactOfJson('-0')?.toString()).toBe('0');
  });
  it('too large to be meant are refused', () => {
    expect(exactOfJson('1e400')).toBeUndefined();
    expect(exactOfJson('1e-400')).toBeUndefined();
    expect(exactOfJson('1e999999999999999999')).toBeUndefined();
    expect(exactOfJson('9'.repeat(30_000))).toBeUndefined();
  });
});

describe('quantities', () => {
  it('are read as the language writes them', () => {
    expect(read('1300万元')).toBe('13000000 CNY');
    expect(read('1300 万元')).toBe('13000000 CNY');
    expect(read('１３００万元')).toBe('13000000 CNY');
    expect(read('0.5亿元')).toBe('50000000 CNY');
    expect(read('1000万 USD')).toBe('10000000 USD');
    expect(read('5_000_000 GBP')).toBe('5000000 GBP');
    expect(read('12角')).toBe('1.2 CNY');
    expect(read('15%')).toBe('0.15');
    expect(read('１５％')).toBe('0.15');
    expect(read('-3.5')).toBe('-3.5');
    expect(read('1:4')).toBe('0.25');
    expect(read('3年')).toBe('36 month');
    expect(read('30 years')).toBe('360 month');
    expect(read('2周')).toBe('14 day');
    expect(read('10万人')).toBe('100000 人');
    expect(read('5万')).toBe('50000');
    expect(read('1.5元/平方米/天')).toBe('1.5 CNY·day^-1·m2^-1');
  });
  it('that are none are refused', () => {
    expect(read('1,300万元')).toBe('not-a-quantity');
    expect(read('¥1300')).toBe('not-a-quantity');
    expect(read('about 5')).toBe('not-a-quantity');
    expect(read('')).toBe('not-a-quantity');
    expect(read('1:0')).toBe('not-a-quantity');
    expect(read('1.2.3')).toBe('not-a-quantity');
    expect(read('5 quid')).toBe('unknown-unit');
    expect(read('5元/quid')).toBe('unknown-unit');
    expect(read('9'.repeat(30_000))).toBe('too-large');
  });
});

describe('dates', () => {
  it('are days since 1970 and exist', () => {
    expect(readDate('1970-01-01')).toBe(0);
    // 2000-03-01: 30 years of 365 days, 7 leap days (72, 76, 80, 84, 88, 92, 96) and 31 + 29 days of 2000.
    expect(readDate('2000-03-01')).toBe(30 * 365 + 7 + 60);
    expect(readDate('2000年3月1日')).toBe(30 * 365 + 7 + 60);
    expect(readDate('0001-01-01')).toBe(-719162);
    for (const none of ['2025-02-29', '2025-13-01', '2025-00-10', '2025-4-1', '11.04.2025', '0000-01-01', ''])
      expect(readDate(none)).toBeUndefined();
  });
});
