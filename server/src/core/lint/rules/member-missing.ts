/** A member, `yes` or `no` that no row of a table matches: the gap of a subject that has members instead of a scale. */
import type { Problem } from '../../finding';
import { phrase } from '../phrase';
import type { Rule } from '../rule';
import { gapProblem, type TableAnalysis } from '../tables';
import { texts, witnessEn, witnessZh } from '../wording';

function check(analysis: TableAnalysis): readonly Problem[] {
  const gaps = analysis.gaps.filter((gap) => gap.members);
  return gaps.length > 0 ? [gapProblem('member-missing', analysis, gaps)] : [];
}

export const memberMissing: Rule = {
  name: 'member-missing',
  group: 'tables',
  severity: 'warning',
  en: {
    messages: {
      witness: (d) => `This table has no row for ${witnessEn(d)}; add one, or “otherwise”.`,
      'other-is-member': (d) => `This table has no row for ${phrase(texts(d, 'where'), 'en')}; add one, or “otherwise”.`,
      default: (d) => `This table has no row for ${phrase(texts(d, 'where'), 'en')}; add one, or “otherwise”.`,
    },
    fixes: {
      'add-rows': 'Add the missing rows, their values to be filled in',
      'add-otherwise': 'Add “otherwise”, its value to be filled in',
      'add-otherwise-word': 'Add “otherwise”, its value to be filled in',
    },
  },
  zh: {
    messages: {
      witness: (d) => `表中没有 ${witnessZh(d)} 的行；请补上，或加上“其他”。`,
      'other-is-member': (d) =>
        `表中没有 ${phrase(texts(d, 'where'), 'zh')} 的行；请补上，或加上“otherwise”（这里的“其他”是成员的名称，不表示其余各项）。`,
      default: (d) => `表中没有 ${phrase(texts(d, 'where'), 'zh')} 的行；请补上，或加上“其他”。`,
    },
    fixes: {
      'add-rows': '补上缺少的行（值待填写）',
      'add-otherwise': '加上“其他”（值待填写）',
      'add-otherwise-word': '加上“otherwise”，即其余各项（值待填写）',
    },
  },
  table: check,
};
