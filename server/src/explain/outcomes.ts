/** Why: an outcome and an error of a computation in the words of the language's own keywords. */
import type { ErrorCode, Status } from '../core/evaluate/values';

export type Language = 'en' | 'zh';

const STATUS: Readonly<Record<Status, Readonly<Record<Language, string>>>> = {
  payable: { en: 'payable', zh: '应付' },
  ineligible: { en: 'ineligible', zh: '不符合' },
  inactive: { en: 'inactive', zh: '未生效' },
  unknown: { en: 'unknown', zh: '未知' },
  error: { en: 'error', zh: '错误' },
  unspecified: { en: 'unspecified', zh: '未定' },
  granted: { en: 'granted', zh: '已给予' },
  excluded: { en: 'excluded', zh: '被排除' },
  conflict: { en: 'conflict', zh: '冲突' },
};

export function statusWord(status: Status, language: Language): string {
  return STATUS[status][language];
}

const ERRORS: Readonly<Record<ErrorCode, Readonly<Record<Language, string>>>> = {
  'division-by-zero': { en: 'division by zero', zh: '除数为零' },
  'negative-award': { en: 'the award is below zero; max(0, …) keeps it from that', zh: '支持金额小于零；用“取大(0, …)”可以避免' },
  'negative-deduction': { en: 'the deduction is below zero', zh: '扣减小于零' },
  'no-row': { en: 'no row of the table matches', zh: '表中没有匹配的行' },
  'fact-out-of-range': { en: 'a fact is outside its interval', zh: '要素超出其范围' },
  'rounding-step': { en: 'the rounding step is not above zero', zh: '取整单位不大于零' },
  'too-large': { en: 'a number of more digits than can be computed with', zh: '数字位数过多，无法计算' },
  'date-out-of-range': { en: 'a date outside the calendar', zh: '日期超出历法范围' },
  circular: { en: 'a definition that needs itself', zh: '定义循环引用' },
  broken: { en: 'this part of the policy has an error; see clausewright lint', zh: '政策的这一部分有错误，详见 clausewright lint' },
};

export function errorSentence(code: ErrorCode, language: Language): string {
  return ERRORS[code][language];
}
