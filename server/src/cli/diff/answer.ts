/** Why: the first line of a run over one policy or many; what stands under it in a sentence each. */
import type { Language } from '../io';
import { type DiffResult, isDifferent } from './result';
import { say } from './words';

/** The answer, in words. */
export function answerLine(result: DiffResult, language: Language): string {
  const { policies, added, removed, troubles } = result;
  const zh = language === 'zh';
  const came = say.cameAndWent(language, added.length, removed.length);
  const parts: string[] = [];
  const [only] = policies;
  if (only && policies.length === 1) parts.push(only.text.answer);
  else if (policies.length > 1) {
    const different = policies.filter(({ difference }) => difference.answer === 'different').length;
    const open = policies.filter(({ difference }) => difference.answer === 'not-decided' || difference.answer === 'reworded').length;
    parts.push(say.several(language, different, open, policies.length));
  }
  if (came !== '') parts.push(`${came}${zh ? '。' : '.'}`);
  if (parts.length === 0 && troubles.length === 0) parts.push(say.nothingChanged(language));
  if (troubles.length > 0) parts.push(`${say.couldNotRead(language, troubles.length)}${zh ? '。' : '.'}`);
  return parts.join(zh ? '' : ' ');
}

/** How much the answer matters, for colours. */
export function answerWeight(result: DiffResult): 'same' | 'open' | 'different' {
  if (!isDifferent(result)) return 'same';
  const known =
    result.policies.some(({ difference }) => difference.answer === 'different') || result.added.length + result.removed.length > 0;
  return known ? 'different' : 'open';
}
