/** Values of a table's subjects that no row matches. Source: without `otherwise`, rows must cover the subjects' whole range. */
import type { Problem } from '../../finding';
import { phrase } from '../phrase';
import type { Rule } from '../rule';
import { gapProblem, type TableAnalysis } from '../tables';
import { texts, witnessEn, witnessZh } from '../wording';

function check(analysis: TableAnalysis): readonly Problem[] {
  const gaps = analysis.gaps.filter((gap) => !gap.members);
  return gaps.length > 0 ? [gapProblem('row-gap', analysis, gaps)] : [];
}

export const rowGap: Rule = {
  name: 'row-gap',
  group: 'tables',
  severity: 'warning',
  en: {
    messages: {
      witness: (d) => `No row of this table matches ${witnessEn(d)}; add a row for it, or “otherwise”.`,
      default: (d) => `No row of this table matches ${phrase(texts(d, 'where'), 'en')}; add a row for it, or “otherwise”.`,
    },
    fixes: {
      'add-rows': 'Add the missing rows, their values to be filled in',
      'add-otherwise': 'Add “otherwise”, its value to be filled in',
    },
  },
  zh: {
    messages: {
      witness: (d) => `表中没有一行匹配 ${witnessZh(d)}；请补上这一行，或加上“其他”。`,
      default: (d) => `表中没有一行匹配 ${phrase(texts(d, 'where'), 'zh')}；请补上这一行，或加上“其他”。`,
    },
    fixes: { 'add-rows': '补上缺少的行（值待填写）', 'add-otherwise': '加上“其他”（值待填写）' },
  },
  table: check,
};
