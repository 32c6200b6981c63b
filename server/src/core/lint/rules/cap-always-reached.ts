/** A cap that everyone reaches, so that what is computed before it does not matter. Found by the prover. */
import type { Rule } from '../rule';

export const capAlwaysReached: Rule = {
  name: 'cap-always-reached',
  group: 'proved',
  severity: 'warning',
  en: {
    messages: {
      default:
        'The amount before this cap of “{name}” is never below it, so everyone to whom it applies gets the cap. Award that amount directly, or check the figures.',
      window:
        'The amount before this cap of “{name}” is never below what the cap leaves, so whoever was paid before gets just what remains. If each is to be paid once, that is what the cap is for, and nothing is to be done.',
    },
  },
  zh: {
    messages: {
      default: '“{name}”在这个封顶之前的金额从不低于封顶，凡适用的申请人都按封顶支付。请直接写成该数额，或核对数额。',
      window:
        '“{name}”在这个封顶之前的金额从不低于封顶的余额，以前领过的人只得到余额。如果本意是每家只给一次，封顶正起这个作用，不必改动。',
    },
  },
};
