/** A fact that is read and decides nothing. Found by the prover. */
import type { Rule } from '../rule';

export const factWithoutEffect: Rule = {
  name: 'fact-without-effect',
  group: 'proved',
  severity: 'warning',
  en: {
    messages: {
      default:
        '“{name}” is read, but no value of it changes what any clause does, or the total. Take it out, or correct the place that was meant to depend on it.',
    },
  },
  zh: {
    messages: { default: '要素“{name}”虽然用到，但无论取什么值，各条款的结果和总计都不变。请删除，或改正本应取决于它的地方。' },
  },
};
