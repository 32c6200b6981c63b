/** An example lacks facts that its results need. Found in ../examples. */
import type { Rule } from '../rule';

export const exampleIncomplete: Rule = {
  name: 'example-incomplete',
  group: 'examples',
  severity: 'information',
  en: {
    messages: {
      facts: 'This example does not say {needs}, which its result needs; give these facts, or expect “unknown”.',
      date: 'This example has no date, which its result needs; write “on DATE”.',
    },
    fixes: { 'add-facts': 'Add the missing facts, to be filled in', 'add-date': 'Add a date, to be changed' },
  },
  zh: {
    messages: {
      facts: '这个示例没有给出{needs}，而结果需要；请补上这些要素，或写“应得 … 未知”。',
      date: '这个示例没有日期，而结果需要；请写“日期 …”。',
    },
    fixes: { 'add-facts': '补上缺少的要素（值待填）', 'add-date': '补上日期（待改）' },
  },
};
