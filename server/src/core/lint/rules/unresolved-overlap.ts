/** Two clauses of an exclusive group can pay different amounts to one applicant, and the group does not say which. Found by the prover. */
import { forExampleEn, forExampleZh } from '../applicant';
import type { Rule } from '../rule';

export const unresolvedOverlap: Rule = {
  name: 'unresolved-overlap',
  group: 'proved',
  severity: 'error',
  en: {
    messages: {
      default: (d) =>
        `“${d.first}” (${d.firstAmount}) and “${d.second}” (${d.secondAmount}) can both pay, and “${d.group}” does not say which: write choose highest or choose first.${forExampleEn(d)}`,
    },
    fixes: {
      'choose-highest': 'Write choose highest: the clause that pays most',
      'choose-first': 'Write choose first: the first listed clause that pays',
    },
  },
  zh: {
    messages: {
      default: (d) =>
        `“${d.first}”（${d.firstAmount}）和“${d.second}”（${d.secondAmount}）可能同时支付，而“${d.group}”没有说明取哪一条：请写“择取 从高”或“择取 从先”。${forExampleZh(d)}`,
    },
    fixes: {
      'choose-highest': '写“择取 从高”：取支付最多的一条',
      'choose-first': '写“择取 从先”：取排在最前的一条',
    },
  },
};
