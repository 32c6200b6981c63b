/** Why: how far back a payment counts (`within 3 years`, `paid(a, 3 years)`): the lengths that policies say, before any name. */

import { CompletionItemKind } from 'vscode-languageserver';
import type { Token } from '../../core/syntax/index';
import { keyword } from '../../core/syntax/keywords';
import type { Language } from '../wording';
import type { Candidate } from './candidate';

/** In years; the usual one first. */
const USUAL = [3, 1, 5];

/** The length begins with the token. */
export function beginsLength(tokens: readonly Token[], token: Token): boolean {
  const words = tokens.filter(({ kind }) => kind !== 'comment');
  const at = words.indexOf(token);
  if (words[at - 1]?.keyword === 'within') return true;
  return words[at - 1]?.text === ',' && words[at - 3]?.text === '(' && words[at - 4]?.keyword === 'paid';
}

/** The unit of so many years. */
export function yearsOf(count: number, language: Language): string {
  return language === 'zh' ? '年' : count === 1 ? 'year' : 'years';
}

export function lengthCandidates(language: Language): Candidate[] {
  return USUAL.map((count, order) => ({
    label: `${count}${language === 'en' ? ' ' : ''}${yearsOf(count, language)}`,
    kind: CompletionItemKind.Value,
    rank: 0,
    order,
  }));
}

/** `近` alone is written whole: what follows it is asked for, not the word again. */
export function isWithin(word: string): boolean {
  return keyword('within').zh.includes(word);
}
