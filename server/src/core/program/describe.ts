/** Types and dimensions as data that findings carry ({@link TypeWord}), and as words in either language. */
import { dimensionParts, NONE } from './dimension';
import type { TypeWord } from './problems';
import type { Dimension, ListType, ScalarType } from './types';
import { currencyOf, sampleUnit } from './units';

/** The type as data. */
export function typeWord(type: ScalarType | ListType): TypeWord {
  switch (type.kind) {
    case 'number':
      return `number:${type.dimension}`;
    case 'member':
    case 'set':
      return `${type.kind}:${type.members.join('|')}`;
    case 'boolean':
    case 'date':
    case 'text':
    case 'list':
    case 'broken':
      return type.kind;
    default: {
      const never: never = type;
      return never;
    }
  }
}

const dimensionNames: Readonly<Record<string, readonly [en: string, zh: string]>> = {
  day: ['a time in days', '以天计的时间'],
  month: ['a time in months', '以月计的时间'],
  m2: ['an area', '面积'],
  kWh: ['an amount of energy', '电量'],
  kW: ['a power', '功率'],
  kg: ['a mass', '重量'],
  m: ['a length', '长度'],
};

/** "an amount in CNY", "a time in months", "a quantity in 元/平方米/天", "a plain number"; 「金额（元）」 … */
export function describeDimension(dimension: Dimension, language: 'en' | 'zh'): string {
  const en = language === 'en';
  if (dimension === NONE) return en ? 'a plain number' : '纯数字';
  const currency = currencyOf(dimension);
  if (currency) return en ? `an amount in ${currency}` : `金额（${sampleUnit(dimension)}）`;
  const named = dimensionNames[dimension];
  if (named) return named[en ? 0 : 1];
  const parts = dimensionParts(dimension);
  const first = parts[0];
  if (parts.length === 1 && first && first[1] === 1) return en ? `a number of ${first[0]}` : `数量（${first[0]}）`;
  // Below a stroke a unit stands alone: GBP/month.
  const singular: Readonly<Record<string, string>> = { days: 'day', months: 'month', people: 'person' };
  const name = (base: string, sign: 1 | -1): string => {
    const unit = sampleUnit(base, language) || base;
    return sign < 0 ? (singular[unit] ?? unit) : unit;
  };
  const spell = (sign: 1 | -1): string[] =>
    parts.flatMap(([base, p]) => (p * sign > 0 ? [Math.abs(p) === 1 ? name(base, sign) : `${name(base, sign)}^${Math.abs(p)}`] : []));
  const unit = [spell(1).join('·') || '1', ...spell(-1)].join('/');
  return en ? `a quantity in ${unit}` : `数量（${unit}）`;
}

/** A TypeWord in words. */
export function describeType(word: TypeWord, language: 'en' | 'zh'): string {
  const en = language === 'en';
  const colon = word.indexOf(':');
  const kind = colon < 0 ? word : word.slice(0, colon);
  const rest = colon < 0 ? '' : word.slice(colon + 1);
  switch (kind) {
    case 'number':
      return describeDimension(rest, language);
    case 'boolean':
      return en ? 'yes or no' : '是或否';
    case 'date':
      return en ? 'a date' : '日期';
    case 'text':
      return en ? 'a text' : '文本';
    case 'member':
      return en ? `one of ${short(rest, ', ')}` : `单选（${short(rest, '、')}）`;
    case 'set':
      return en ? `any of ${short(rest, ', ')}` : `多选（${short(rest, '、')}）`;
    case 'list':
      return en ? 'a list' : '清单';
    default:
      return en ? 'an unknown value' : '未知的值';
  }
}

function short(members: string, comma: string): string {
  const names = members.split('|');
  return names.length > 5 ? `${names.slice(0, 4).join(comma)}${comma}…` : names.join(comma);
}
