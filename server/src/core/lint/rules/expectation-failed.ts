/** What an example expects is not what the policy pays. Found in ../examples from the evaluator's answer. */
import type { FindingData } from '../../finding';
import type { Rule } from '../rule';
import { listEn, listZh, text, texts } from '../wording';

const statusZh: Readonly<Record<string, string>> = {
  eligible: '符合',
  ineligible: '不符合',
  inactive: '未生效',
  excluded: '被排除',
  granted: '已给予',
  unspecified: '未定',
  unknown: '未知',
  conflict: '冲突',
  error: '错误',
  payable: '应付',
  broken: '无法读取',
};

/** What it is instead, in words. */
function actualEn(d: FindingData): string {
  const needs = texts(d, 'needs');
  if (text(d, 'actual')) return text(d, 'actual') + (d.atMost === true ? ' at most' : '');
  const status = text(d, 'status');
  return needs.length > 0 ? `unknown for want of ${listEn(needs)}` : status;
}
function actualZh(d: FindingData): string {
  const needs = texts(d, 'needs');
  if (text(d, 'actual')) return text(d, 'actual') + (d.atMost === true ? '（上限）' : '');
  const status = text(d, 'status');
  return needs.length > 0 ? `未知，尚需${listZh(needs)}` : (statusZh[status] ?? status);
}

const targetEn = (d: FindingData) => (text(d, 'target') === 'total' ? 'The total' : `“${text(d, 'target')}”`);
const targetZh = (d: FindingData) => (text(d, 'target') === 'total' ? '总计' : `“${text(d, 'target')}”`);

export const expectationFailed: Rule = {
  name: 'expectation-failed',
  group: 'examples',
  severity: 'error',
  en: {
    messages: {
      default: (d) => `${targetEn(d)} is ${actualEn(d)}, not ${text(d, 'expected')}.`,
      'not-ceiling': (d) => `${targetEn(d)} is ${actualEn(d)}, but as a right: it is no ceiling, so “at most” does not hold.`,
      needs: (d) =>
        texts(d, 'needs').length > 0
          ? `${targetEn(d)} needs exactly ${listEn(texts(d, 'needs'))}.`
          : `${targetEn(d)} needs nothing more: it is ${actualEn(d)}.`,
    },
    fixes: { 'write-actual': 'Expect what it is: {text}' },
  },
  zh: {
    messages: {
      default: (d) => `${targetZh(d)}是 ${actualZh(d)}，不是 ${text(d, 'expected')}。`,
      'not-ceiling': (d) => `${targetZh(d)}是 ${actualZh(d)}，但不是上限，因此“至多”不成立。`,
      needs: (d) =>
        texts(d, 'needs').length > 0 ? `${targetZh(d)}恰好尚需${listZh(texts(d, 'needs'))}。` : `${targetZh(d)}不缺要素：是 ${actualZh(d)}。`,
    },
    fixes: { 'write-actual': '改为实际结果：{text}' },
  },
};
