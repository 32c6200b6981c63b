/** An `// allow …` comment that suppresses nothing. Found in ../suppress. */
import type { Rule } from '../rule';

export const unusedSuppression: Rule = {
  name: 'unused-suppression',
  group: 'hygiene',
  severity: 'warning',
  en: {
    messages: { default: 'There is no {rule} to allow here; take this comment out.' },
    fixes: { 'remove-comment': 'Remove the comment' },
  },
  zh: { messages: { default: '这里没有 {rule} 可以允许；请删除这条注释。' }, fixes: { 'remove-comment': '删除这条注释' } },
};
