/** A division whose divisor is zero for some applicant, so that the clause is an error. Found by the prover. */
import { whenFactsZh, withFactsEn } from '../applicant';
import type { Rule } from '../rule';

export const divisionByZero: Rule = {
  name: 'division-by-zero',
  group: 'proved',
  severity: 'warning',
  en: {
    messages: {
      default: (d) =>
        `This can divide by zero, and then “${d.name}” is an error${withFactsEn(d)}. Exclude it with a condition, or divide only where the divisor is not zero (if … then … else …).`,
    },
  },
  zh: {
    messages: {
      default: (d) =>
        `这里的除数可能为零，此时“${d.name}”出错${whenFactsZh(d)}。请用条件排除，或只在除数不为零时才除（若 … 则 … 否则 …）。`,
    },
  },
};
