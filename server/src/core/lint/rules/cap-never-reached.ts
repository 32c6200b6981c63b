/** A cap that lowers nobody’s amount. Found by the prover. */
import type { Rule } from '../rule';

export const capNeverReached: Rule = {
  name: 'cap-never-reached',
  group: 'proved',
  severity: 'warning',
  en: {
    messages: {
      default: 'This cap of “{name}” is never reached: the amount before it is not above it for anyone. Take it out, or check the figures.',
      'never-applies':
        'This cap of “{name}” never applies: its “when” holds for nobody whom the clause pays. Correct the condition, or take the cap out.',
    },
    fixes: { 'remove-cap': 'Remove the cap' },
  },
  zh: {
    messages: {
      default: '“{name}”的这个封顶从不起作用：任何申请人在封顶前的金额都不会超过它。请删除，或核对数额。',
      'never-applies': '“{name}”的这个封顶从不适用：凡是这一条款支付的申请人，都不满足封顶的条件。请改正条件，或删除封顶。',
    },
    fixes: { 'remove-cap': '删除这个封顶' },
  },
};
