/** Why: what the table of examples says in the panel's own words, in both languages. */
import { phrasebook } from '../texts';

export const say = phrasebook({
  failed: { en: 'failed', zh: '未通过' },
  passed: { en: 'passed', zh: '通过' },
  unchecked: { en: 'nothing expected', zh: '无期望' },
  'count-failed': { en: '{count} failed', zh: '{count} 个未通过' },
  'count-passed': { en: '{count} passed', zh: '{count} 个通过' },
  'count-unchecked': { en: '{count} expect nothing', zh: '{count} 个无期望' },
  all: { en: 'All', zh: '全部' },
  filter: { en: 'Which examples are shown', zh: '显示哪些示例' },
  search: { en: 'Find an example', zh: '查找示例' },
  table: { en: 'Examples of the policy', zh: '政策的示例' },
  'column-title': { en: 'Example', zh: '示例' },
  'column-state': { en: 'Check', zh: '检查' },
  'column-total': { en: 'Total', zh: '总计' },
  'column-expectations': { en: 'Expectations', zh: '期望' },
  'column-fill': { en: 'Form', zh: '表单' },
  fill: { en: 'Fill in', zh: '填入' },
  'fill-from': { en: 'Fill the form from “{title}”', zh: '用“{title}”填写表单' },
  actual: { en: 'but it is {actual}', zh: '实际为 {actual}' },
  holds: { en: 'holds', zh: '成立' },
  fails: { en: 'does not hold', zh: '不成立' },
  'expectation-holds': { en: 'it holds', zh: '成立' },
  'expectations-hold': { en: 'all {count} hold', zh: '{count} 项均成立' },
  none: {
    en: 'The policy has no examples yet. “Save as example” makes one of the form.',
    zh: '政策还没有示例。“存为示例”可把表单存成一个。',
  },
  'none-of-these': { en: 'No example is like that.', zh: '没有这样的示例。' },
  witnesses: { en: 'Applicants that the checks found', zh: '检查发现的申请人' },
});
