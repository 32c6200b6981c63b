/** A keyword is written together with its neighbours. Reported by the parser, which reads it as if the spaces were there. */
import type { Rule } from '../rule';
import { text } from '../wording';

export const gluedKeyword: Rule = {
  name: 'glued-keyword',
  group: 'reading',
  severity: 'information',
  en: {
    messages: { default: (d) => `This is read as “${text(d, 'use')}”; put the spaces in, so that it stays clear where each word ends.` },
    fixes: { apply: 'Put the spaces in: “{use}”' },
  },
  zh: {
    messages: { default: (d) => `这里读作“${text(d, 'use')}”；请加上空格，以免词与词的界限不清。` },
    fixes: { apply: '加上空格：“{use}”' },
  },
};
