/** A clause that is open to some and pays nothing to any of them. Found by the prover. */
import type { Rule } from '../rule';

export const awardNeverPositive: Rule = {
  name: 'award-never-positive',
  group: 'proved',
  severity: 'warning',
  en: {
    messages: {
      default: '“{name}” pays 0 to everyone who is eligible, whatever the facts. Check the amount, and what the steps after it take off.',
    },
  },
  zh: {
    messages: { default: '无论要素如何取值，“{name}”对符合条件的申请人支付的都是 0。请核对支持金额，以及其后的扣减和封顶。' },
  },
};
