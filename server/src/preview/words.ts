/** Why: how the preview calls outcomes, for a reader who is no lawyer and no programmer: an applicant, or a colleague of the author. */
import type { Status } from '../core/evaluate/values';
import { type Language, phrasebook } from '../features/wording';

export const statusSay = phrasebook<Status | 'nothing'>({
  payable: { en: 'Paid', zh: '支付' },
  nothing: { en: 'Pays nothing', zh: '金额为零' },
  excluded: { en: 'Gives way', zh: '让位' },
  ineligible: { en: 'Not eligible', zh: '不符合条件' },
  inactive: { en: 'Not in force', zh: '不在有效期' },
  unknown: { en: 'Not known yet', zh: '尚不能确定' },
  error: { en: 'Error', zh: '出错' },
  unspecified: { en: 'No figure given', zh: '未定金额' },
  granted: { en: 'In kind', zh: '非资金待遇' },
  conflict: { en: 'Conflict', zh: '冲突' },
});

/** What a title, a label or a name is put between in a sentence. */
export function quoted(title: string): string {
  return `“${title}”`;
}

/** `; ` between sentences that explain one thing. */
export function joined(parts: readonly string[], language: Language): string {
  return parts.join(language === 'zh' ? '；' : '; ');
}

/** The same of sentences of ours: in English only the first begins with a capital. */
export function inOneSentence(parts: readonly string[], language: Language): string {
  const [first, ...others] = parts;
  if (first === undefined) return '';
  return joined([first, ...others.map((part) => part.replace(/^[A-Z](?=[a-z ])/, (letter) => letter.toLowerCase()))], language);
}
