/** Full-width punctuation or digits, as a Chinese input method types them. Reported by the scanner, which reads their ASCII forms. */
import type { Rule } from '../rule';

export const fullwidthPunctuation: Rule = {
  name: 'fullwidth-punctuation',
  group: 'reading',
  severity: 'information',
  en: { messages: { default: 'The full-width “{found}” is read as “{use}”; write it so.' }, fixes: { apply: 'Write “{use}”' } },
  zh: { messages: { default: '全角的“{found}”读作“{use}”；请写成后者。' }, fixes: { apply: '改为“{use}”' } },
};
