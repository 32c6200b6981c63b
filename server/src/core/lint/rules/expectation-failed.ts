/** What an example expects is not what the policy gives. Found in ../examples from the evaluator's answer. */
import type { ErrorCode } from '../../evaluate/values';
import type { FindingData } from '../../finding';
import type { Rule } from '../rule';
import { listEn, listZh, text, texts } from '../wording';

const statusEn: Readonly<Record<string, string>> = {
  payable: 'eligible and paid',
  conflict: 'in conflict: the document does not say which of several clauses pays',
  unspecified: 'unspecified: the document gives no figure',
  granted: 'granted in kind',
  inactive: 'inactive: not in force on this date',
};
const statusZh: Readonly<Record<string, string>> = {
  payable: '符合并支付',
  ineligible: '不符合',
  inactive: '未生效（该日期不在有效期内）',
  excluded: '被排除',
  granted: '已给予（非金钱待遇）',
  unspecified: '未定（文件没有给出数额）',
  unknown: '未知',
  conflict: '冲突（文件没有说明由哪一条支付）',
  error: '错误',
};
const errors: Readonly<Record<ErrorCode, readonly [en: string, zh: string]>> = {
  'division-by-zero': ['a division by zero', '除数为零'],
  'negative-award': ['the award is below zero (max(0, …) keeps it from that)', '支持金额为负（用“取大(0, …)”可以避免）'],
  'negative-deduction': ['the deduction is below zero', '扣减为负'],
  'no-row': ['no row of a table matches', '表中没有匹配的行'],
  'fact-out-of-range': ['a fact is outside its interval', '要素超出其区间'],
  'rounding-step': ['a rounding step that is not above zero', '取整的单位不大于零'],
  'too-large': ['a number of too many digits', '数的位数太多'],
  'date-out-of-range': ['a date outside the calendar', '日期超出日历范围'],
  circular: ['it needs itself', '循环引用'],
  broken: ['it cannot be read', '无法读取'],
};

const errorOf = (d: FindingData): readonly [string, string] | undefined => errors[text(d, 'error') as ErrorCode];

/** What it is instead, in words. */
function actualEn(d: FindingData): string {
  if (text(d, 'en')) return text(d, 'en') + (d.atMost === true ? ' at most' : '');
  const needs = texts(d, 'needs');
  if (needs.length > 0) return `unknown: it still needs ${listEn(needs)}`;
  const error = errorOf(d);
  return error ? `in error: ${error[0]}` : (statusEn[text(d, 'status')] ?? text(d, 'status'));
}
function actualZh(d: FindingData): string {
  if (text(d, 'zh')) return (d.atMost === true ? '最高 ' : '') + text(d, 'zh');
  const needs = texts(d, 'needs');
  if (needs.length > 0) return `未知（尚需${listZh(needs)}）`;
  const error = errorOf(d);
  return error ? `错误（${error[1]}）` : (statusZh[text(d, 'status')] ?? text(d, 'status'));
}

const targetEn = (d: FindingData) => (d.total === true ? 'The total' : `“${text(d, 'target')}”`);
const targetZh = (d: FindingData) => (d.total === true ? '总计' : `“${text(d, 'target')}”`);

export const expectationFailed: Rule = {
  name: 'expectation-failed',
  group: 'examples',
  severity: 'error',
  en: {
    messages: {
      amount: (d) => `${targetEn(d)} is ${actualEn(d)}, not ${text(d, 'expected')}.`,
      status: (d) => `${targetEn(d)} is ${actualEn(d)}; expected was ${text(d, 'expected')}.`,
      'not-ceiling': (d) =>
        d.depends === true
          ? `${targetEn(d)} is ${actualEn(d)}, but it depends on a ceiling that may not be used up, and could then be more: “at most” does not hold.`
          : `${targetEn(d)} is ${actualEn(d)}, but no ceiling: it is due in full, so “at most” does not hold.`,
      needs: (d) =>
        texts(d, 'needs').length > 0
          ? `${targetEn(d)} still needs ${listEn(texts(d, 'needs'))}, not ${text(d, 'expected')}.`
          : `${targetEn(d)} needs nothing more: it is ${actualEn(d)}.`,
    },
    fixes: { 'write-actual': 'Expect what it is: {text}' },
    notes: { 'error-here': 'The error arises here.' },
  },
  zh: {
    messages: {
      amount: (d) => `${targetZh(d)}是 ${actualZh(d)}，不是 ${text(d, 'expected')}。`,
      status: (d) => `${targetZh(d)}的结果是${actualZh(d)}，预期是 ${text(d, 'expected')}。`,
      'not-ceiling': (d) =>
        d.depends === true
          ? `${targetZh(d)}是 ${actualZh(d)}，但它取决于一个可能用不满的上限，届时可能更多，因此“至多”不成立。`
          : `${targetZh(d)}是 ${actualZh(d)}，但不是上限，而是全额支付，因此“至多”不成立。`,
      needs: (d) =>
        texts(d, 'needs').length > 0
          ? `${targetZh(d)}尚需${listZh(texts(d, 'needs'))}，而不是 ${text(d, 'expected')}。`
          : `${targetZh(d)}不缺要素，结果是 ${actualZh(d)}。`,
    },
    fixes: { 'write-actual': '改为实际结果：{text}' },
    notes: { 'error-here': '错误出在这里。' },
  },
};
