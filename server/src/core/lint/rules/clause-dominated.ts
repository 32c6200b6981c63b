/** A clause that loses in its groups for every applicant whom it could pay. Found by the prover. */
import type { Rule } from '../rule';
import { listEn, texts } from '../wording';

const quoted = (names: readonly string[]): string[] => names.map((name) => `“${name}”`);
const quotedOrEn = (names: readonly string[]): string => listEn(quoted(names), 'or');
const quotedOrZh = (names: readonly string[]): string => quoted(names).join('或');

export const clauseDominated: Rule = {
  name: 'clause-dominated',
  group: 'proved',
  severity: 'warning',
  en: {
    messages: {
      default: (d) =>
        `“${d.name}” never keeps its amount: whomever it could pay gets ${quotedOrEn(texts(d, 'by'))} instead. Check the order, the amounts or the choice of the exclusive group.`,
    },
    notes: { 'wins-instead': '“{name}” pays instead.' },
  },
  zh: {
    messages: {
      default: (d) =>
        `“${d.name}”从来得不到支付：凡是它可以支付的申请人，互斥组取的都是${quotedOrZh(texts(d, 'by'))}。请核对互斥组的择取方式、次序或各条款的数额。`,
    },
    notes: { 'wins-instead': '取的是“{name}”。' },
  },
};
