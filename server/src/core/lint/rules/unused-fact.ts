/** A fact that nothing reads. Found in ../hygiene. */
import type { Rule } from '../rule';

export const unusedFact: Rule = {
  name: 'unused-fact',
  group: 'hygiene',
  severity: 'information',
  en: {
    messages: {
      fact: 'Nothing reads the fact “{name}”; take it out, or use it in a clause or condition.',
      field: 'Nothing reads the field “{name}” of “{list}”; take it out, or use it in a clause or condition.',
    },
    fixes: { 'remove-item': 'Remove the fact' },
  },
  zh: {
    messages: {
      fact: '没有用到要素“{name}”；请删除，或在条款、条件中使用。',
      field: '没有用到“{list}”的字段“{name}”；请删除，或在条款、条件中使用。',
    },
    fixes: { 'remove-item': '删除这个要素' },
  },
};
