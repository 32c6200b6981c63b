/** Why: what the editor says in its own words, in both languages. What findings say comes from their rules. */
import type { Finding, Fix, Related } from '../core/finding';
import { renderFix, renderMessage, renderRelated } from '../core/lint/render';

export type Language = 'en' | 'zh';

export const sentenceOf = (finding: Finding, language: Language): string => renderMessage(finding, language);
export const fixTitleOf = (finding: Finding, fix: Fix, language: Language): string => renderFix(finding.name, fix, language);
export const noteOf = (finding: Finding, related: Related, language: Language): string => renderRelated(finding.name, related, language);

const phrases = {
  'too-large': {
    en: 'This text has {size} million characters; up to 8 million are analysed. Split the policy with import.',
    zh: '全文有 {size} 百万个字符，最多分析 8 百万个。请用“引用”把政策分成几个文件。',
  },
  'internal-error': {
    en: 'This file could not be analysed. The mistake is Clausewright’s, not yours: please report it, with what the output says.',
    zh: '没能分析这个文件。这是 Clausewright 的问题，不是您写错了：请连同输出频道里的内容报告给我们。',
  },
  'fix-all': { en: 'Apply all certain fixes', zh: '应用所有确定的修正' },
  'at most': { en: '{value} at most', zh: '至多 {value}' },
  'depends on a ceiling': { en: '{value}, depending on a ceiling', zh: '{value}（取决于上限）' },
  between: { en: 'between {low} and {high}', zh: '{low} 至 {high} 之间' },
  'at-least': { en: 'at least {low}', zh: '至少 {low}' },
  'more-than': { en: 'more than {low}', zh: '超过 {low}' },
  'up-to': { en: 'up to {high}', zh: '不超过 {high}' },
  'less-than': { en: 'less than {high}', zh: '低于 {high}' },
  needs: { en: 'needs {names}', zh: '尚需 {names}' },
  unknown: { en: 'unknown', zh: '未知' },
  ineligible: { en: 'ineligible', zh: '不符合' },
  'ineligible-because': { en: 'ineligible: {reason}', zh: '不符合：{reason}' },
  'empty-list': { en: 'the list is empty', zh: '清单为空' },
  inactive: { en: 'not in force', zh: '未生效' },
  excluded: { en: 'excluded for {winner}, alone {value}', zh: '被 {winner} 排除，单独为 {value}' },
  granted: { en: 'granted: {text}', zh: '已给予：{text}' },
  unspecified: { en: 'no figure is given: {text}', zh: '未定：{text}' },
  conflict: { en: 'conflict: {names} cannot both be paid', zh: '冲突：{names} 不能同时支付' },
  'conflict-of-clause': { en: 'conflict', zh: '冲突' },
  error: { en: 'error: {reason}', zh: '错误：{reason}' },
  beside: { en: '{value}, beside it {names}', zh: '{value}，另有 {names}' },
  'total-tooltip': { en: 'What this example gets in total', zh: '本示例的总额' },
  'is-selected': { en: 'The values beside the policy are those of this example.', zh: '政策旁显示的是本示例的数值。' },
  'expectation-tooltip': { en: 'What was computed', zh: '算出的值' },
  fact: { en: 'fact', zh: '要素' },
  let: { en: 'derived value', zh: '定义' },
  clause: { en: 'clause', zh: '条款' },
  group: { en: 'exclusive group', zh: '互斥组' },
  limit: { en: 'limit', zh: '限额' },
  unit: { en: 'unit', zh: '计量单位' },
  field: { en: 'field of {list}', zh: '{list} 的字段' },
  member: { en: 'member of {of}', zh: '{of} 的选项' },
  keyword: { en: 'keyword', zh: '关键字' },
  type: { en: 'Type', zh: '类型' },
  default: { en: 'Default', zh: '默认' },
  range: { en: 'Range', zh: '取值范围' },
  members: { en: 'Members', zh: '选项' },
  'in-example': { en: 'In “{example}”', zh: '示例“{example}”中' },
  after: { en: 'after it {value}', zh: '限额后 {value}' },
  percent: { en: 'a percentage', zh: '百分比' },
  integer: { en: 'whole, {type}', zh: '整数，{type}' },
  'list-type': { en: 'a list of {fields}', zh: '清单，字段：{fields}' },
  'list-type-max': { en: 'a list of up to {max} with {fields}', zh: '至多 {max} 项的清单，字段：{fields}' },
  page: { en: 'What {name} means and what to do', zh: '{name} 的含义与处理办法' },
  because: { en: '{value} ({why})', zh: '{value}（{why}）' },
  entry: { en: '{name}: {value}', zh: '{name}：{value}' },
  comma: { en: ', ', zh: '、' },
} as const;

export type PhraseName = keyof typeof phrases;

type Phrases<Name extends string> = Readonly<Record<Name, Readonly<Record<Language, string>>>>;

/** Gives phrases with their blanks (`{name}`) filled. Each feature keeps its own book beside what uses it; what several say stands here. */
export function phrasebook<Name extends string>(
  book: Phrases<Name>,
): (name: Name, language: Language, data?: Readonly<Record<string, string>>) => string {
  return (name, language, data = {}) => book[name][language].replace(/\{(\w+)\}/g, (whole, key: string) => data[key] ?? whole);
}

/** A phrase that several features say. */
export const phrase = phrasebook<PhraseName>(phrases);

export function list(names: readonly string[], language: Language): string {
  return names.join(phrase('comma', language));
}
