/** Why: what is the matter with a value in the form, in a sentence that says what to do; it stands beside the field, so it does not name it. */
import { isoDate } from '../core/evaluate/display';
import { describeDimension } from '../core/program/describe';
import type { ListType, NumberType, ScalarType } from '../core/program/types';
import type { ValueTrouble } from '../facts/values';
import { showBounds, showType } from '../features/describe';
import { type Language, list, phrasebook } from '../features/wording';
import { shownUnit, type Written } from './units';

const words = phrasebook({
  number: {
    en: '“{found}” is not a number that can be read. Write digits, with or without a unit, e.g. {sample}.',
    zh: '“{found}”不是可以识别的数。请写数字，可带单位，例如 {sample}。',
  },
  boolean: { en: '“{found}” is neither yes nor no. Choose one of the two.', zh: '“{found}”不是“是”或“否”。请选择其一。' },
  other: { en: '“{found}” is not {type}. Give {type}.', zh: '“{found}”不是{type}。请给出{type}。' },
  'too-large': {
    en: 'This number has more digits than can be computed with. Write a shorter one.',
    zh: '这个数的位数太多，无法计算。请写一个更短的数。',
  },
  integer: { en: '“{found}” is not a whole number. Write one without decimals.', zh: '“{found}”不是整数。请写不带小数的数。' },
  'integer-of': {
    en: '“{found}” is not a whole number of {unit}. Write one without decimals.',
    zh: '“{found}”不是以{unit}计的整数。请写不带小数的数。',
  },
  'no-such-date': {
    en: '“{found}” is not a date of the calendar. Write it as {sample}.',
    zh: '“{found}”不是日历上的日期。请写成 {sample} 这样。',
  },
  'broken-fact': {
    en: 'The policy’s declaration of this fact cannot be read, so it takes no value yet. Correct the declaration first.',
    zh: '政策中这个要素的声明有错误，暂时不能取值。请先改正声明。',
  },
  unit: {
    en: '“{found}” is in another unit. Wanted is {type}: write it in {unit}, e.g. {sample}.',
    zh: '“{found}”的单位不对。这里应为{type}：请用{unit}写，例如 {sample}。',
  },
  'unit-plain': {
    en: '“{found}” has a unit, but a plain number is wanted. Leave the unit out.',
    zh: '“{found}”带有单位，而这里应为纯数字。请去掉单位。',
  },
  ambiguous: {
    en: '“{found}” can be read in two ways, since this field counts in {unit}. Write the unit behind it.',
    zh: '本栏以{unit}计，“{found}”可以有两种理解。请在后面写明单位。',
  },
  'unknown-unit': {
    en: 'There is no unit “{named}”. Write the number in {unit}, e.g. {sample}.',
    zh: '没有“{named}”这个单位。请用{unit}写，例如 {sample}。',
  },
  'unknown-unit-plain': {
    en: 'There is no unit “{named}”. Write the number without a unit, e.g. {sample}.',
    zh: '没有“{named}”这个单位。请只写数字，例如 {sample}。',
  },
  interval: {
    en: '“{found}” is outside what the policy allows: {limits}. Give a value within it.',
    zh: '“{found}”超出政策允许的范围：{limits}。请给出范围内的值。',
  },
  member: {
    en: '“{member}” is not one of the choices ({members}). Choose one of them.',
    zh: '“{member}”不在选项之中（{members}）。请从中选择。',
  },
  nearest: {
    en: '“{member}” is not one of the choices ({members}). Did you mean “{nearest}”?',
    zh: '“{member}”不在选项之中（{members}）。是不是“{nearest}”？',
  },
  'too-many-items': {
    en: 'The policy takes at most {max} items, and this is number {number}. Remove items, or raise the limit in the policy.',
    zh: '政策最多接受 {max} 项，这是第 {number} 项。请删去多余的项，或在政策中提高上限。',
  },
  'payment-clause': {
    en: 'It is not said for which clause this was paid. Choose a clause.',
    zh: '没有说明这笔钱是按哪个条款支付的。请选择条款。',
  },
  'payment-no-clause': {
    en: 'The policy has no clause “{found}” (any more). Choose another, or remove the payment.',
    zh: '政策中没有（或不再有）条款“{found}”。请另选条款，或删去这笔付款。',
  },
  'payment-amount': {
    en: 'It is not said how much was paid. Give the amount, e.g. {sample}.',
    zh: '没有说明付了多少。请写金额，例如 {sample}。',
  },
  'payment-on': {
    en: 'It is not said when this was paid. Give the date, e.g. {sample}.',
    zh: '没有说明何时支付。请写日期，例如 {sample}。',
  },
  'payment-negative': { en: 'A payment is not below zero. Give what was paid.', zh: '已付金额不能小于零。请写实际支付的金额。' },
  'no-fact': { en: 'The policy has no fact of this name (any more).', zh: '政策中没有（或不再有）这个名称的要素。' },
  'no-let': { en: 'The policy derives no value of this name (any more).', zh: '政策中没有（或不再有）这个名称的定义。' },
  'no-field': { en: 'Items of {list} have no field of this name (any more).', zh: '{list} 的项没有（或不再有）这个名称的字段。' },
  retyped: { en: 'This fact is of another type now: {type}.', zh: '这个要素的类型已经改变，现为：{type}。' },
  items: { en: '{count} items', zh: '{count} 项' },
  'item-1': { en: '1 item', zh: '1 项' },
});

export { words as formWords };

const SAMPLE_DAY = 20_269;
export const sampleDate = isoDate(SAMPLE_DAY);

/** A text as it stands in a sentence. */
export function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const letters = [...line.slice(0, 200)];
  return letters.length > 40 ? `${letters.slice(0, 39).join('')}…` : line;
}

export function sampleOf(type: NumberType, written: Written): string {
  const { text } = shownUnit(type, written);
  return `${type.integer || text !== '' ? '10' : '12.5'}${/^[A-Za-z]/.test(text) ? ' ' : ''}${text}`;
}

/** @param language the reader's */
export function sentenceOfTrouble(trouble: ValueTrouble, raw: string, type: ScalarType, written: Written, language: Language): string {
  const found = short(raw);
  const number = type.kind === 'number' ? type : undefined;
  const unit = number ? shownUnit(number, written).text : '';
  const sample = number ? sampleOf(number, written) : '';
  switch (trouble.code) {
    case 'type':
      if (number) return words('number', language, { found, sample });
      return type.kind === 'boolean'
        ? words('boolean', language, { found })
        : words('other', language, { found, type: showType(type, language) });
    case 'too-large':
    case 'broken-fact':
      return words(trouble.code, language);
    case 'integer':
      return unit === '' ? words('integer', language, { found }) : words('integer-of', language, { found, unit });
    case 'no-such-date':
      return words('no-such-date', language, { found, sample: sampleDate });
    case 'unit':
      if (trouble.bare) return words('ambiguous', language, { found, unit });
      return number?.dimension === ''
        ? words('unit-plain', language, { found })
        : words('unit', language, { found, type: describeDimension(number?.dimension ?? '', language), unit, sample });
    case 'unknown-unit': {
      const named = short(trouble.unit);
      return unit === ''
        ? words('unknown-unit-plain', language, { named, sample })
        : words('unknown-unit', language, { named, unit, sample });
    }
    case 'interval': {
      const { program } = written;
      const limits = showBounds(trouble.bounds, type, { language, currency: program.currency, units: program.units });
      return words('interval', language, { found, limits });
    }
    case 'member': {
      const { members, nearest } = trouble;
      const shown = list(members.length > 8 ? [...members.slice(0, 8), '…'] : members, language);
      const member = short(trouble.member);
      return nearest === undefined
        ? words('member', language, { member, members: shown })
        : words('nearest', language, { member, members: shown, nearest });
    }
    default:
      return trouble satisfies never;
  }
}

export function retyped(type: ScalarType | ListType, language: Language): string {
  return words('retyped', language, { type: showType(type, language) });
}
