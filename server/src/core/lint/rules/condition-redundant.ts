/** A condition that follows from the others, the requirements and the bounds of the facts. Found by the prover. */
import type { Rule } from '../rule';

export const conditionRedundant: Rule = {
  name: 'condition-redundant',
  group: 'proved',
  severity: 'warning',
  en: {
    messages: {
      default:
        'This condition of “{name}” excludes nobody: whoever meets the requirements and its other conditions meets this one too. Take it out, or correct it if it was meant to exclude someone.',
    },
    fixes: { 'remove-condition': 'Remove the condition' },
    notes: { 'follows-from': 'It follows from this.' },
  },
  zh: {
    messages: {
      default: '“{name}”的这个条件没有排除任何人：满足前提和其他条件的申请人必然满足它。请删除；如果本意是要排除某些申请人，请改正。',
    },
    fixes: { 'remove-condition': '删除这个条件' },
    notes: { 'follows-from': '由这里即可推出。' },
  },
};
