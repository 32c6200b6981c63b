/** A limit that cuts nothing. Found by the prover. */
import type { Rule } from '../rule';

export const limitNeverReached: Rule = {
  name: 'limit-never-reached',
  group: 'proved',
  severity: 'warning',
  en: {
    messages: {
      default:
        'The limit “{name}” cuts nothing: for no applicant do its clauses together come to more than its cap. Take it out, or check the figures.',
    },
  },
  zh: {
    messages: { default: '限额“{name}”从不起作用：任何申请人在其范围内的合计都不会超过封顶。请删除，或核对数额。' },
  },
};
