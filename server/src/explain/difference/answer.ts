/** Why: the first line of every report: who gains and who loses, in words that whoever writes policies would use. */
import type { Difference, Judgement, VerdictKind } from '../../core/compare/difference';
import type { Language } from '../outcomes';
import { noteSentence } from './lines';
import { answerWords } from './words';

export function answerOf(difference: Difference, language: Language): string {
  const strangers = difference.notes.find(({ kind }) => kind === 'nothing-shared');
  const answer = ownAnswer(difference, language);
  return strangers ? `${noteSentence(strangers, language)}${language === 'zh' ? '' : ' '}${answer}` : answer;
}

function ownAnswer(difference: Difference, language: Language): string {
  const zh = language === 'zh';
  const stop = zh ? '。' : '.';
  if (difference.answer === 'same') {
    const text = difference.structure.length > 0;
    if (zh) return text ? '对所有人相同：文字有改动，金额和结果都没有变化。' : '对所有人相同。';
    return text ? 'The same for everyone: the text changed, no amount and no outcome did.' : 'The same for everyone.';
  }
  const clauses = clausesOf(difference, language);
  const parts =
    difference.answer === 'different'
      ? [...clauses, totalOf(difference.total, language), ...admissionOf(difference, language), ...datesOf(difference, language)]
      : [answerWords(difference.answer, language), ...(difference.answer === 'reworded' ? [] : clauses)];
  const text = parts.filter((part) => part !== '').join(zh ? '；' : '; ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${stop}`;
}

const ORDER: readonly VerdictKind[] = ['never-less', 'never-more', 'some-more-some-less', 'other-outcome', 'not-decided'];

function clausesOf({ clauses }: Difference, language: Language): string[] {
  const found: string[] = [];
  for (const verdict of ORDER) {
    const n = clauses.filter((c) => c.verdict === verdict).length;
    if (n > 0) found.push(counted(verdict, n, language, found.length === 0));
  }
  return found;
}

function counted(verdict: VerdictKind, n: number, language: Language, first: boolean): string {
  if (language === 'zh') {
    const what: Readonly<Record<VerdictKind, string>> = {
      same: '没有变化',
      'never-less': '有人增加、无人减少',
      'never-more': '有人减少、无人增加',
      'some-more-some-less': '有人增加、有人减少',
      'other-outcome': '有人结果不同',
      'not-decided': '未能判定',
    };
    return `${n} 项条款${what[verdict]}`;
  }
  const s = n === 1 ? 's' : '';
  const what: Readonly<Record<VerdictKind, string>> = {
    same: n === 1 ? 'is the same' : 'are the same',
    'never-less': `pay${s} more for some and less for nobody`,
    'never-more': `pay${s} less for some and more for nobody`,
    'some-more-some-less': `pay${s} more for some and less for others`,
    'other-outcome': `${n === 1 ? 'has' : 'have'} another outcome for some`,
    'not-decided': `${n === 1 ? 'is' : 'are'} not decided`,
  };
  const noun = first ? (n === 1 ? ' clause' : ' clauses') : '';
  return `${n}${noun} ${what[verdict]}`;
}

function totalOf(total: Judgement, language: Language): string {
  const zh = language === 'zh';
  switch (total.verdict) {
    case 'same':
      return zh ? '总额对所有人不变' : 'nobody’s total changes';
    case 'never-less':
      return zh ? '总额无人减少' : 'nobody loses in total';
    case 'never-more':
      return zh ? '总额无人增加' : 'nobody gains in total';
    case 'some-more-some-less':
      return zh ? '总额有人增加、有人减少' : 'in total some gain and some lose';
    case 'other-outcome':
      return zh ? '总额有人结果不同' : 'the total has another outcome for some';
    case 'not-decided': {
      if (total.gain && total.loss) return zh ? '总额有人增加、有人减少' : 'in total some gain and some lose';
      if (total.gain) return zh ? '总额有人增加，有无人减少未能判定' : 'in total some gain, and whether anybody loses is not decided';
      if (total.loss) return zh ? '总额有人减少，有无人增加未能判定' : 'in total some lose, and whether anybody gains is not decided';
      return zh ? '总额未能判定' : 'what it does to the total is not decided';
    }
    default:
      return total.verdict satisfies never;
  }
}

function admissionOf({ admission }: Difference, language: Language): string[] {
  const zh = language === 'zh';
  const [before, now] = [admission.onlyA.possible === 'yes', admission.onlyB.possible === 'yes'];
  if (before && now) return [zh ? '一些申请人不再符合前提，另一些新符合' : 'some applicants are no longer admitted, others newly are'];
  if (before) return [zh ? '一些申请人不再符合前提' : 'some applicants are no longer admitted'];
  if (now) return [zh ? '一些申请人新符合前提' : 'some applicants are newly admitted'];
  return [];
}

function datesOf({ dates }: Difference, language: Language): string[] {
  if (dates.policy.same && dates.clauses.length === 0) return [];
  return [language === 'zh' ? '有效期不同' : 'the dates differ'];
}
