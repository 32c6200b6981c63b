/** Why: the reader's language is what the option says, else what the system says; English where neither is Chinese. */
import type { Language } from './io';

/** The language of `LC_ALL`, `LC_MESSAGES` or `LANG`, in the order in which POSIX reads them. */
export function systemLanguage(env: Readonly<Record<string, string | undefined>>): Language {
  const value = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return /^zh\b|^zh[_.@-]|^chinese/i.test(value) ? 'zh' : 'en';
}

/** `en`, `zh` and their regional forms such as `zh-CN`, `en_GB`. */
export function languageOf(text: string): Language | undefined {
  const match = /^(en|zh)([-_][A-Za-z]+)*$/i.exec(text);
  return match ? (match[1]?.toLowerCase() as Language) : undefined;
}
