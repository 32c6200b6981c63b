/** Why: each clause, group, limit and the total as a row: the verdict in words, the simplest gain and loss, and whom they happen to. */
import type {
  ClauseDifference,
  Difference,
  Extent,
  GroupDifference,
  Judgement,
  LimitDifference,
  Side,
  TotalDifference,
} from '../../core/compare/difference';
import type { Amounts } from './amounts';
import type { RowText, WitnessText } from './text';
import { listed, markWords, reasonWords, sideWord, verdictWord } from './words';

export function rowsOf({ clauses, groups, limits, total }: Difference, amounts: Amounts): RowText[] {
  return [...clauses, ...groups, ...limits, total].map((one) => rowOf(one, amounts));
}

function rowOf(one: ClauseDifference | GroupDifference | LimitDifference | TotalDifference, amounts: Amounts): RowText {
  const { language } = amounts;
  const zh = language === 'zh';
  const presence = one.kind === 'total' || one.presence === 'both' ? [] : [presenceWord(one.presence, zh)];
  const named =
    one.kind === 'total'
      ? { name: zh ? '总计' : 'total', title: '', at: {} }
      : { name: nameOf(one.name), title: one.title.b ?? one.title.a ?? '', at: one.at };
  return {
    kind: one.kind,
    ...named,
    verdict: one.verdict,
    word: verdictWord(one.verdict, language),
    ...(one.gain && { gain: amounts.movement(one.gain.simple) }),
    ...(one.loss && { loss: amounts.movement(one.loss.simple) }),
    mostGain: amounts.most(one.gain) ?? '',
    mostLoss: amounts.most(one.loss) ?? '',
    remarks: [...presence, ...remarksOf(one, amounts)],
    witnesses: witnessesOf(one, amounts),
  };
}

const presenceWord = (presence: 'only-a' | 'only-b', zh: boolean): string =>
  presence === 'only-b' ? (zh ? '新增' : 'new') : zh ? '已删除' : 'removed';

export function nameOf({ a, b }: { readonly a?: string; readonly b?: string }): string {
  return a !== undefined && b !== undefined && a !== b ? `${a} → ${b}` : (b ?? a ?? '');
}

function remarksOf(j: Judgement, { language, reader }: Amounts): string[] {
  const zh = language === 'zh';
  const found: string[] = [];
  const reasons = [...new Set(j.reasons)].map((reason) => reasonWords(reason, language, reader));
  if (reasons.length > 0) {
    const what = j.verdict === 'not-decided' ? '' : zh ? '其余未能判定：' : 'the rest is not decided: ';
    found.push(`${what}${reasons.join(zh ? '；' : '; ')}`);
    if (j.verdict === 'not-decided' && j.more === false) found.push(zh ? '可以确定：没有人增加' : 'certain: nobody gets more');
    if (j.verdict === 'not-decided' && j.less === false) found.push(zh ? '可以确定：没有人减少' : 'certain: nobody gets less');
  }
  if (j.wording) found.push(zh ? `“${j.wording.a}” → “${j.wording.b}”` : `“${j.wording.a}” → “${j.wording.b}”`);
  if (j.ceiling && j.ceiling.a !== j.ceiling.b) found.push(markWords(j.ceiling.b, language));
  const of = (side: Side): string[] => j.free.filter((f) => f.side === side).map((f) => f.name);
  const apart = of('a').filter((name) => of('b').includes(name));
  if (apart.length > 0) {
    const names = listed(apart, language);
    found.push(
      zh
        ? `${names} 在两个版本中类型完全不同，两边各按任意取值比较`
        : `${names} means something else in each version; any value is assumed on either side`,
    );
  }
  for (const side of ['a', 'b'] as const) {
    const names = of(side).filter((name) => !apart.includes(name));
    if (names.length === 0) continue;
    found.push(
      zh
        ? `${listed(names, language)} 只有${sideWord(side, language)}才有，按任意取值比较`
        : `only ${sideWord(side, language)} asks for ${listed(names, language)}; any value is assumed`,
    );
  }
  return found;
}

/** What is said of who gains or loses, and of how far it goes. */
const EXTENTS = {
  en: {
    gain: {
      simple: 'more, for example',
      largest: 'largest gain',
      larger: 'a larger gain',
      unbounded: 'the gain has no upper limit',
      grows: (facts: string) => `the gain grows without limit with ${facts}`,
      proved: 'proved: nobody gains more',
      open: 'others may gain more',
    },
    loss: {
      simple: 'less, for example',
      largest: 'largest loss',
      larger: 'a larger loss',
      unbounded: 'the loss has no upper limit',
      grows: (facts: string) => `the loss grows without limit with ${facts}`,
      proved: 'proved: nobody loses more',
      open: 'others may lose more',
    },
  },
  zh: {
    gain: {
      simple: '增加，例如',
      largest: '增加最多',
      larger: '增加更多，例如',
      unbounded: '增加额没有上限',
      grows: (facts: string) => `增加额随 ${facts} 增长，没有上限`,
      proved: '已证明：没有人增加更多',
      open: '可能有人增加更多',
    },
    loss: {
      simple: '减少，例如',
      largest: '减少最多',
      larger: '减少更多，例如',
      unbounded: '减少额没有上限',
      grows: (facts: string) => `减少额随 ${facts} 增长，没有上限`,
      proved: '已证明：没有人减少更多',
      open: '可能有人减少更多',
    },
  },
} as const;

/** The same applicant, with the same amounts. */
function isSame(x: WitnessText, y: WitnessText): boolean {
  return x.before === y.before && x.after === y.after && x.facts.join('\n') === y.facts.join('\n');
}

function witnessesOf(j: Judgement, amounts: Amounts): WitnessText[] {
  const zh = amounts.language === 'zh';
  const found: WitnessText[] = [];
  const extent = (e: Extent | undefined, role: 'gain' | 'loss'): void => {
    if (!e) return;
    const { simple, largest, larger, ...ends } = EXTENTS[amounts.language][role];
    const grows = listed(e.growsWith ?? [], amounts.language);
    const end = e.unbounded ? (grows === '' ? ends.unbounded : ends.grows(grows)) : e.largest ? ends.proved : ends.open;
    found.push(amounts.witness(role, simple, e.simple, e.large ? undefined : end));
    if (e.large) found.push(amounts.witness(`largest-${role}`, e.largest ? largest : larger, e.large, end));
  };
  extent(j.gain, 'gain');
  extent(j.loss, 'loss');
  const add = (w: typeof j.otherOutcome, role: WitnessText['role'], label: string): void => {
    const text = w && amounts.witness(role, label, w);
    if (text && !found.some((other) => isSame(other, text))) found.push(text);
  };
  add(j.eligibilityGained, 'eligible', zh ? '由不符合变为符合' : 'becomes eligible');
  add(j.eligibilityLost, 'ineligible', zh ? '由符合变为不符合' : 'no longer eligible');
  add(j.otherOutcome, 'other', zh ? '结果不同' : 'another outcome');
  return found;
}
