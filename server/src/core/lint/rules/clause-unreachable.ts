/** A clause for which no applicant is eligible. Found by the prover. */
import type { Rule } from '../rule';

export const clauseUnreachable: Rule = {
  name: 'clause-unreachable',
  group: 'proved',
  severity: 'warning',
  en: {
    messages: {
      default:
        'No applicant can be eligible for “{name}”: its conditions, the requirements, the bounds of the facts and the dates never hold together. Correct the one that keeps everyone out, or take the clause out.',
    },
  },
  zh: {
    messages: {
      default: '没有申请人能符合“{name}”：它的条件、前提、要素的界限和日期不能同时成立。请改正把所有人排除在外的那一处，或删除这一条款。',
    },
  },
};
