/** Why: a keyword under the pointer: its spelling in both languages, and what it says. */
import { type KeywordId, keyword } from '../../core/syntax/keywords';
import type { Token } from '../../core/syntax/tree';
import { plain } from '../markdown';
import { type Language, phrase } from '../wording';
import { keywordTexts } from './keywordTexts';

/** Keywords of expressions: what they join has a value. */
export const joins: ReadonlySet<KeywordId> = new Set<KeywordId>([
  'this',
  'and',
  'or',
  'not',
  'if',
  'then',
  'else',
  'by',
  'otherwise',
  'marginal',
  'of',
  'highest',
  'lowest',
  'sum',
  'first',
  'each',
  'has',
  'in',
  'over',
  'from',
  'to',
  'below',
  'paid',
  'min',
  'max',
  'abs',
  'days',
  'months',
  'years',
  'year',
  'month',
  'day',
  'round function',
  'round_down',
  'round_up',
]);

export function describeKeyword({ text, keyword: id }: Token, language: Language): string[] {
  if (!id) return [];
  const { en, zh } = keyword(id);
  return [
    `**${plain(text)}** — ${phrase('keyword', language)}: ${en.join(', ')} · ${zh.join('、')}`,
    keywordTexts[id][language === 'en' ? 0 : 1],
  ];
}
