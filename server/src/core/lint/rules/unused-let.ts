/** A derived value that nothing reads. Found in ../hygiene. */
import type { Rule } from '../rule';

export const unusedLet: Rule = {
  name: 'unused-let',
  group: 'hygiene',
  severity: 'information',
  en: {
    messages: {
      let: 'Nothing reads “{name}”; take it out, or use it.',
      local: 'Nothing in the clause “{clause}” reads “{name}”; take it out, or use it.',
    },
    fixes: { 'remove-item': 'Remove the definition' },
  },
  zh: {
    messages: { let: '没有用到“{name}”；请删除或使用它。', local: '条款“{clause}”中没有用到“{name}”；请删除或使用它。' },
    fixes: { 'remove-item': '删除这个定义' },
  },
};
