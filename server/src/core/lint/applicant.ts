/** How the facts of a witness are named in a sentence: `data.facts`, such as `staff = 100人`; empty where any applicant will do. */
import type { FindingData } from '../finding';
import { texts } from './wording';

/** A sentence of its own behind the message, with a blank before it; or nothing. */
export const forExampleEn = (d: FindingData): string => sentence(texts(d, 'facts'), ' For example: ', ', ', '.');
export const forExampleZh = (d: FindingData): string => sentence(texts(d, 'facts'), '例如：', '、', '。');

/** Within a sentence, with what parts it from the words before; or nothing. */
export const withFactsEn = (d: FindingData): string => sentence(texts(d, 'facts'), ', for example with ', ', ', '');
export const whenFactsZh = (d: FindingData): string => sentence(texts(d, 'facts'), '，例如 ', '、', ' 时');

function sentence(facts: readonly string[], before: string, between: string, after: string): string {
  return facts.length > 0 ? before + facts.join(between) + after : '';
}
