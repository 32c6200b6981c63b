/** An exclusive group no two clauses of which can pay the same applicant. Found by the prover. */
import type { Rule } from '../rule';

export const exclusiveVacuous: Rule = {
  name: 'exclusive-vacuous',
  group: 'proved',
  severity: 'warning',
  en: {
    messages: {
      default:
        'The group “{group}” decides nothing: no applicant can be paid by two of its clauses. Take it out, or check the conditions of its clauses.',
    },
  },
  zh: {
    messages: { default: '互斥组“{group}”不起作用：没有申请人能同时得到其中两个条款的支付。请删除，或核对各条款的条件。' },
  },
};
