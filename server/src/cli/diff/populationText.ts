/** Why: what a file of applicants says of the change, as rows and sentences that every format lays out. */
import type { Exact } from '../../core/exact';
import { Amounts } from '../../explain/difference/index';
import type { Measure, Population } from '../../population/result';
import { refusalSentence, troubleSentence } from '../../population/sentences';
import type { Language } from '../io';
import { remarksOf } from './populationRemarks';
import { average, sharesOf } from './populationShares';
import type { PopulationResult } from './result';

export interface PopulationRow {
  readonly name: string;
  readonly title: string;
  readonly before: string;
  readonly after: string;
  readonly difference: string;
  readonly paid: string;
  readonly gains: string;
  readonly losses: string;
}

export interface GroupRow extends Omit<PopulationRow, 'title' | 'paid'> {
  readonly applicants: string;
  readonly average: string;
}

export interface PopulationText {
  readonly answer: string;
  /** Clauses whose sums or applicants changed, then the totals. */
  readonly rows: readonly PopulationRow[];
  readonly sameRows: number;
  /** The totals by groups, where asked for: the column that parts them, and a row a group. */
  readonly by?: { readonly column: string; readonly rows: readonly GroupRow[] };
  /** The largest gains and losses in total. */
  readonly largest: readonly { readonly who: string; readonly before: string; readonly after: string; readonly difference: string }[];
  /** How the totals' changes are spread, one sentence a line. */
  readonly shares: readonly string[];
  /** What was left out, and why; columns that are not read. */
  readonly remarks: readonly string[];
  /** `file:line: sentence`. */
  readonly bad: readonly string[];
}

export const POPULATION_HEAD = {
  en: {
    title: 'Applicants of',
    before: 'before',
    after: 'after',
    difference: 'difference',
    paid: 'paid',
    applicants: 'applicants',
    average: 'on average',
    gains: 'get more',
    losses: 'get less',
    largest: 'Largest changes in total',
    shares: 'How totals change',
    bad: 'Rows left out',
  },
  zh: {
    title: '申请人文件',
    before: '之前',
    after: '之后',
    difference: '差额',
    paid: '获支持人数',
    applicants: '人数',
    average: '人均差额',
    gains: '增加人数',
    losses: '减少人数',
    largest: '总额变化最大的',
    shares: '总额变化的分布',
    bad: '未计入的行',
  },
} as const;

/** @returns a sentence where there is no result */
export function populationText({ answer, a, b }: PopulationResult, language: Language): PopulationText | string {
  if ('refusal' in answer) return `${answer.refusal.file}: ${refusalSentence(answer.refusal, language)}`;
  const { result } = answer;
  const amounts = new Amounts(language, b.analysis.program);
  const changed = result.clauses.filter(isChanged);
  const rows = changed.map((c) => ({
    name: c.clauseBefore === undefined ? c.clause : `${c.clauseBefore} → ${c.clause}`,
    title: c.title ?? '',
    ...figures(c, amounts),
  }));
  const several = result.totals.length > 1;
  const totals = result.totals.map((t) => ({
    name: `${language === 'zh' ? '总计' : 'total'}${several ? ` ${t.currency}` : ''}`,
    title: '',
    ...figures(t, amounts),
  }));
  return {
    answer: answerOf(result, amounts),
    rows: [...rows, ...totals],
    sameRows: result.clauses.length - changed.length,
    ...(result.by ? { by: groupRows(result.by, amounts) } : {}),
    largest: result.totals.flatMap((t) =>
      [...t.gains.largest, ...t.losses.largest].map((c) => ({
        who: c.id ?? (language === 'zh' ? `第 ${c.line} 行` : `line ${c.line}`),
        before: amounts.money(c.before, t.currency),
        after: amounts.money(c.after, t.currency),
        difference: amounts.change(c.after.minus(c.before), t.currency),
      })),
    ),
    shares: result.totals.flatMap((t) => sharesOf(t, amounts).map((line) => (several ? `${t.currency}: ${line}` : line))),
    remarks: remarksOf(result, { before: a.analysis.program, after: b.analysis.program }, language),
    bad: result.badRows.flatMap(({ file, line, id, troubles }) =>
      troubles.map((t) => `${file}:${line}:${id === undefined ? '' : ` ${id}:`} ${troubleSentence(t, b.analysis.program, language)}`),
    ),
  };
}

const isChanged = ({ difference, gains, losses, onlyBefore, onlyAfter, leftOut }: Measure): boolean =>
  !difference.isZero || gains.rows + losses.rows + onlyBefore.rows + onlyAfter.rows > 0 || leftOut.rows > 0;

function figures(m: Measure, amounts: Amounts): Omit<PopulationRow, 'name' | 'title'> {
  const movement = (rows: number, sum: Exact, sign: '+' | '-'): string =>
    rows === 0
      ? '0'
      : amounts.language === 'zh'
        ? `${rows}（${sign}${amounts.money(sum, m.currency)}）`
        : `${rows} (${sign}${amounts.money(sum, m.currency)})`;
  return {
    before: amounts.money(m.before.sum, m.currency),
    after: amounts.money(m.after.sum, m.currency),
    difference: amounts.change(m.difference, m.currency),
    paid: m.before.paid === m.after.paid ? String(m.after.paid) : `${m.before.paid} → ${m.after.paid}`,
    gains: movement(m.gains.rows, m.gains.sum, '+'),
    losses: movement(m.losses.rows, m.losses.sum, '-'),
  };
}

function groupRows({ column, groups }: NonNullable<Population['by']>, amounts: Amounts): NonNullable<PopulationText['by']> {
  const zh = amounts.language === 'zh';
  const rows = groups.flatMap(({ value, from, below, rows: all, totals }) =>
    totals.map((t): GroupRow => {
      const empty = zh ? '（空）' : '(empty)';
      const interval =
        from === undefined
          ? below === undefined
            ? empty
            : zh
              ? `低于 ${below}`
              : `below ${below}`
          : below === undefined
            ? zh
              ? `${from} 以上（含）`
              : `from ${from}`
            : zh
              ? `${from} 至 ${below}（不含）`
              : `${from} to below ${below}`;
      const { before, after, difference, gains, losses } = figures(t, amounts);
      return {
        name: `${value ?? interval}${totals.length > 1 ? ` ${t.currency}` : ''}`,
        // Of some the total may not be known.
        applicants: t.rows === all ? String(all) : `${t.rows}/${all}`,
        before,
        after,
        difference,
        gains,
        losses,
        average: t.rows === 0 ? '' : average(t.difference, t.rows, (each) => amounts.change(each, t.currency)),
      };
    }),
  );
  return { column, rows };
}

function answerOf({ totals, rows }: Population, amounts: Amounts): string {
  const zh = amounts.language === 'zh';
  if (rows.read === 0) return zh ? '文件只有表头，没有申请人。' : 'The file has a header and no applicants.';
  const read = rows.read - rows.bad;
  const parts = totals.map((t) => {
    const sums = `${amounts.money(t.before.sum, t.currency)} → ${amounts.money(t.after.sum, t.currency)}`;
    const change = amounts.change(t.difference, t.currency);
    const open = t.leftOut.rows;
    if (t.rows === 0 && open > 0) return zh ? '没有一人的总额是已知的' : 'of none is the total known';
    const unknown = open === 0 ? '' : zh ? `，${open} 人不明` : `, of ${open} it is not known`;
    return zh
      ? `${t.gains.rows} 人增加，${t.losses.rows} 人减少，${t.unchanged} 人不变${unknown}；合计 ${sums}（${change}）`
      : `${t.gains.rows} ${t.gains.rows === 1 ? 'gets' : 'get'} more, ${t.losses.rows} ${t.losses.rows === 1 ? 'gets' : 'get'} less, ${t.unchanged} the same${unknown}; together ${sums} (${change})`;
  });
  return zh ? `${read} 个申请人：${parts.join('；')}。` : `${read} ${read === 1 ? 'applicant' : 'applicants'}: ${parts.join('; ')}.`;
}
