/** An `// allow …` comment without effect: there is no such finding, or no reason is given. Found in ../suppress. */
import type { Rule } from '../rule';
import { similarEn, similarZh, texts } from '../wording';

export const unknownSuppression: Rule = {
  name: 'unknown-suppression',
  group: 'hygiene',
  severity: 'warning',
  en: {
    messages: {
      name: (d) => `There is no finding “${d.rule}” to allow.${similarEn(texts(d, 'similar'))}`,
      reason: 'Say why this is allowed: // allow {rule}: REASON. Without a reason nothing is suppressed.',
    },
  },
  zh: {
    messages: {
      name: (d) => `没有名为“${d.rule}”的检查结果可以允许。${similarZh(texts(d, 'similar'))}`,
      reason: '请写明允许的理由：// allow {rule}: 理由。没有理由就不起作用。',
    },
  },
};
