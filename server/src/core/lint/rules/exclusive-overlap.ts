/** Two clauses of an exclusive group can both pay, and which of them wins by its choice. Found by the prover. */
import type { FindingData } from '../../finding';
import { forExampleEn, forExampleZh } from '../applicant';
import type { Rule } from '../rule';

/** By how much the winner's amount is above the other's; with `choose first` it may be below. */
const isLess = (d: FindingData): boolean => /^[-−]/.test(String(d.difference));
const size = (d: FindingData): string => String(d.difference).replace(/^[-−]/, '');
const isSame = (d: FindingData): boolean => d.winnerAmount === d.loserAmount;

const winsEn = (d: FindingData): string =>
  `“${d.winner}” (${d.winnerAmount}) and “${d.loser}” (${d.loserAmount}) can both pay; “${d.group}” then keeps “${d.winner}”, ${
    isSame(d) ? 'which pays as much' : `which pays ${size(d)} ${isLess(d) ? 'less' : 'more'}`
  }`;
const winsZh = (d: FindingData): string =>
  `“${d.winner}”（${d.winnerAmount}）和“${d.loser}”（${d.loserAmount}）可能同时支付，“${d.group}”此时取“${d.winner}”，${
    isSame(d) ? '两者数额相同' : `${isLess(d) ? '少付' : '多付'} ${size(d)}`
  }`;

export const exclusiveOverlap: Rule = {
  name: 'exclusive-overlap',
  group: 'proved',
  severity: 'information',
  en: {
    messages: {
      either: (d) => `${winsEn(d)}. For other applicants “${d.loser}” wins.${forExampleEn(d)}`,
      'one-sided': (d) => `${winsEn(d)}. “${d.loser}” never wins against it.${forExampleEn(d)}`,
    },
  },
  zh: {
    messages: {
      either: (d) => `${winsZh(d)}；对另一些申请人则是“${d.loser}”胜出。${forExampleZh(d)}`,
      'one-sided': (d) => `${winsZh(d)}；“${d.loser}”从不会胜过它。${forExampleZh(d)}`,
    },
  },
};
