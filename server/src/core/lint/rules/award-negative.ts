/** An award that is below zero for some applicant, which the evaluator answers with an error. Found by the prover. */
import type { FindingData } from '../../finding';
import type { Rule } from '../rule';
import { texts } from '../wording';

/** How much it is, and for whom; for any applicant where no fact matters. */
const amountEn = (d: FindingData): string => {
  const facts = texts(d, 'facts');
  return facts.length > 0 ? `with ${facts.join(', ')} it is ${d.amount}` : `it is ${d.amount}`;
};
const amountZh = (d: FindingData): string => {
  const facts = texts(d, 'facts');
  return facts.length > 0 ? `例如 ${facts.join('、')} 时为 ${d.amount}` : `为 ${d.amount}`;
};

export const awardNegative: Rule = {
  name: 'award-negative',
  group: 'proved',
  severity: 'warning',
  en: {
    messages: {
      default: (d) =>
        `The award of “${d.name}” can fall below zero, and then the clause is an error: ${amountEn(d)}. Write max(0, …), or a condition that excludes this.`,
    },
    fixes: { 'not-below-zero': 'Award at least zero: max(0, …)' },
  },
  zh: {
    messages: {
      default: (d) => `“${d.name}”的支持金额可能为负，此时该条款出错：${amountZh(d)}。请写“取大(0, …)”，或用条件排除这种情形。`,
    },
    fixes: { 'not-below-zero': '支持金额不低于零：取大(0, …)' },
  },
};
