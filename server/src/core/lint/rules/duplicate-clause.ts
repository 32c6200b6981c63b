/** Two clauses with one outcome and one amount for every applicant. Found by the prover. */
import type { Rule } from '../rule';

export const duplicateClause: Rule = {
  name: 'duplicate-clause',
  group: 'proved',
  severity: 'warning',
  en: {
    messages: {
      default:
        '“{name}” does the same as “{other}” for every applicant: the same people, the same amount. Take one out, or correct the one that was meant to differ.',
    },
    notes: { other: '“{name}” is the same.' },
  },
  zh: {
    messages: { default: '对任何申请人，“{name}”与“{other}”的结果和金额都相同。请删除其中一个；如果本意有所不同，请改正。' },
    notes: { other: '“{name}”与它相同。' },
  },
};
