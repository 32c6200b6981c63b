/**
 * Intervals, members and rows as words of data: a phrase is a list of strings in which `@…` is a word that each language spells in its
 * own way and everything else stands as it is. So a finding carries what it speaks of, not a sentence, and a fix can write it as source.
 */
import type { Language } from './rule';

const WORDS = {
  '@over': { en: 'over', zh: '超过' },
  '@from': { en: 'from', zh: '不低于' },
  '@to': { en: 'to', zh: '至' },
  '@below': { en: 'below', zh: '低于' },
  '@least': { en: 'at least', zh: '不低于' },
  '@most': { en: 'at most', zh: '不超过' },
  '@any': { en: 'any', zh: '任意' },
  '@yes': { en: 'yes', zh: '是' },
  '@no': { en: 'no', zh: '否' },
  '@other-text': { en: 'any other text', zh: '其余文本' },
  '@none': { en: 'none of them', zh: '一个都没有' },
  '@otherwise': { en: 'otherwise', zh: '其他' },
} as const;

export type PhraseWord = keyof typeof WORDS;
/** `|` between columns, `,` between alternatives, `;` between rows; each is set with its blanks by {@link phrase}. */
export type Phrase = readonly string[];

const isWord = (part: string): part is PhraseWord => part in WORDS;

/** The phrase as text in `language`; also valid source where it has no labels. */
export function phrase(parts: Phrase, language: Language): string {
  let text = '';
  for (const part of parts) {
    if (part === ',' || part === ';') text += language === 'zh' ? (part === ',' ? '、' : '；') : part;
    else {
      const word = isWord(part) ? WORDS[part][language] : part;
      text += text === '' || /[、；]$/.test(text) ? word : ` ${word}`;
    }
  }
  return text;
}

/** As source text: ASCII punctuation in either language. */
export function source(parts: Phrase, language: Language): string {
  return parts.reduce((text, part) => {
    if (part === ',') return `${text},`;
    const word = isWord(part) ? WORDS[part][language] : part;
    return text === '' ? word : `${text} ${word}`;
  }, '');
}
