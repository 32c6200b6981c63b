/** Why: the first line of every report: who gains and who loses, in words that whoever writes policies would use. */
import type { ClauseDifference, Difference, Judgement, Result, VerdictKind } from '../../core/compare/difference';
import type { Language } from '../outcomes';
import { shorten } from '../width';
import type { Amounts } from './amounts';
import { noteSentence } from './lines';
import { answerWords, markWords } from './words';

/** So many clauses that differ are named; more are counted. */
const MOST_NAMED = 2;
/** Of a title, in a line that is to be taken in at once: the rows have it whole. */
const MOST_CELLS = 60;

export function answerOf(difference: Difference, amounts: Amounts): string {
  const { language } = amounts;
  const strangers = difference.notes.find(({ kind }) => kind === 'nothing-shared');
  const answer = ownAnswer(difference, amounts);
  return strangers ? `${noteSentence(strangers, language)}${language === 'zh' ? '' : ' '}${answer}` : answer;
}

function ownAnswer(difference: Difference, amounts: Amounts): string {
  const { language } = amounts;
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
      ? [...clauses, totalOf(difference.total, amounts), ...admissionOf(difference, language), ...datesOf(difference, language)]
      : [answerWords(difference.answer, language), ...(difference.answer === 'reworded' ? [] : clauses)];
  const text = parts.filter((part) => part !== '').join(zh ? '；' : '; ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${stop}`;
}

const ORDER: readonly VerdictKind[] = ['never-less', 'never-more', 'some-more-some-less', 'other-outcome', 'not-decided'];

function clausesOf({ clauses }: Difference, language: Language): string[] {
  const changed = clauses.filter((c) => c.verdict !== 'same');
  if (changed.length <= MOST_NAMED) return changed.map((c) => named(c, language));
  const found: string[] = [];
  for (const verdict of ORDER) {
    const n = clauses.filter((c) => c.verdict === verdict).length;
    if (n > 0) found.push(counted(verdict, n, language, found.length === 0));
  }
  return found;
}

function named(clause: ClauseDifference, language: Language): string {
  const zh = language === 'zh';
  const { title, name, presence, verdict } = clause;
  const came = presence === 'both' ? '' : presence === 'only-b' ? (zh ? '（新增）' : ' (new)') : zh ? '（已删除）' : ' (removed)';
  const full = title.b || title.a || name.b || name.a || '';
  const shown = shorten(full.replace(/\s+/g, ' ').trim(), MOST_CELLS);
  // Beside nested marks the same ones would be misread.
  const quoted = /[“”]/.test(shown) ? (zh ? `《${shown}》` : `‘${shown}’`) : `“${shown}”`;
  if (verdict === 'other-outcome' && isMark(clause))
    return `${quoted}${came}${zh ? '金额不变，' : ' pays the same, but '}${markWords(clause.ceiling?.b === true, language)}`;
  return quoted + came + (zh ? '' : ' ') + VERBS[language][verdict];
}

const VERBS: Readonly<Record<Language, Readonly<Record<VerdictKind, string>>>> = {
  en: {
    same: 'is the same',
    'never-less': 'pays more for some and less for nobody',
    'never-more': 'pays less for some and more for nobody',
    'some-more-some-less': 'pays more for some and less for others',
    'other-outcome': 'has another outcome for some',
    'not-decided': 'is not decided',
  },
  zh: {
    same: '没有变化',
    'never-less': '有人增加、无人减少',
    'never-more': '有人减少、无人增加',
    'some-more-some-less': '有人增加、有人减少',
    'other-outcome': '有人结果不同',
    'not-decided': '未能判定',
  },
};

/** All that differs is whether the amount is a ceiling. */
function isMark({ more, less, ceiling, eligibilityGained, eligibilityLost, otherOutcome }: Judgement): boolean {
  const [a, b] = [otherOutcome?.a, otherOutcome?.b];
  const only = a === undefined || b === undefined || (a.status === b.status && a.atMost !== b.atMost);
  return (
    ceiling !== undefined && ceiling.a !== ceiling.b && more === false && less === false && !eligibilityGained && !eligibilityLost && only
  );
}

function counted(verdict: VerdictKind, n: number, language: Language, first: boolean): string {
  const one = VERBS[language][verdict];
  if (language === 'zh') return `${n} 项条款${one}`;
  const verb = n === 1 ? one : one.replace(/^pays/, 'pay').replace(/^has/, 'have').replace(/^is/, 'are');
  return `${n}${first ? (n === 1 ? ' clause' : ' clauses') : ''} ${verb}`;
}

function totalOf(total: Judgement, amounts: Amounts): string {
  const zh = amounts.language === 'zh';
  const [gain, loss] = [total.gain, total.loss].map((extent) => {
    const most = amounts.most(extent);
    return most === undefined ? '' : zh ? `（${most}）` : ` (${most})`;
  });
  const both = zh ? `总额有人增加${gain}、有人减少${loss}` : `in total some gain${gain} and some lose${loss}`;
  switch (total.verdict) {
    case 'same':
      return zh ? '总额对所有人不变' : 'nobody’s total changes';
    case 'never-less':
      return zh ? `总额有人增加${gain}，无人减少` : `in total some gain${gain} and nobody loses`;
    case 'never-more':
      return zh ? `总额有人减少${loss}，无人增加` : `in total some lose${loss} and nobody gains`;
    case 'some-more-some-less':
      return both;
    case 'other-outcome':
      return otherTotal(total, amounts);
    case 'not-decided': {
      if (total.gain && total.loss) return both;
      if (total.gain) return zh ? '总额有人增加，有无人减少未能判定' : 'in total some gain, and whether anybody loses is not decided';
      if (total.loss) return zh ? '总额有人减少，有无人增加未能判定' : 'in total some lose, and whether anybody gains is not decided';
      return zh ? '总额未能判定' : 'what it does to the total is not decided';
    }
    default:
      return total.verdict satisfies never;
  }
}

/** An amount in place of a conflict or an error, or the reverse, is neither more nor less, and yet not the same. */
function otherTotal({ more, less, otherOutcome }: Judgement, amounts: Amounts): string {
  const zh = amounts.language === 'zh';
  const [a, b] = [otherOutcome?.a.status, otherOutcome?.b.status];
  const word = (status: Result['status']): string =>
    status === 'payable' ? (zh ? '有数额' : 'an amount') : amounts.result({ status, atMost: false });
  if (a === b && more === false && less === false) return zh ? '总额的数额对所有人不变' : 'nobody’s total becomes more or less';
  const change = a && b && a !== b ? `${word(a)} → ${word(b)}` : '';
  if (zh) return `总额有人结果不同${change && `（${change}）`}`;
  return `the total has another outcome for some${change && ` (${change})`}`;
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
