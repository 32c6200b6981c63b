/** Why: what `clausewright diff` can be told. */
import type { Option, Parsed } from '../command';
import type { Context } from '../io';
import { type Output, outputsAmong } from '../outputOptions';
import { type DiffFormat, diffFormats } from '../reporters/diff/index';

export const diffOptions: Readonly<Record<string, Option>> = {
  format: {
    type: 'string',
    value: 'FORMAT[=FILE]',
    multiple: true,
    help: {
      en: `how to print: ${diffFormats.join(', ')} (pretty); with =FILE into a file; may be given several times`,
      zh: `输出格式：${diffFormats.join('、')}（缺省 pretty）；加 =FILE 则写入文件；可给多次`,
    },
  },
  rename: {
    type: 'string',
    value: 'OLD=NEW',
    multiple: true,
    help: {
      en: 'what was called OLD is called NEW now; may be given several times',
      zh: '原名 OLD 现名 NEW；可给多次',
    },
  },
  'ignore-dates': {
    type: 'boolean',
    help: {
      en: 'compare as if both versions were in force all the time, from the first day of either to the last, as for next year’s policy',
      zh: '按两个版本自较早的起始日至较晚的截止日都有效来比较，例如比较明年的政策与今年的政策',
    },
  },
  population: {
    type: 'string',
    value: 'FILE.csv',
    help: { en: 'also compute the applicants of this file, before and after', zh: '同时计算该文件中申请人的前后金额' },
  },
  'population-list': {
    type: 'string',
    value: 'LIST=FILE.csv',
    multiple: true,
    help: { en: 'the items of a list, for the applicants', zh: '申请人某个清单的各项' },
  },
  'population-id': {
    type: 'string',
    value: 'COLUMN',
    help: { en: 'the column that names the applicants (id)', zh: '标明申请人的列（缺省 id）' },
  },
  'population-paid': {
    type: 'string',
    value: 'FILE.csv',
    help: { en: 'what the applicants were paid before', zh: '申请人以前已付的金额' },
  },
  'population-by': {
    type: 'string',
    value: 'COLUMN[=A,B…]',
    help: {
      en: 'also the totals by groups: by what a column says, or parted at the numbers A, B …',
      zh: '同时按组列出总额：按某列的取值，或以数值 A、B …… 为界',
    },
  },
  on: {
    type: 'string',
    value: 'DATE',
    help: { en: 'the day for applicants of whom the file gives none', zh: '文件未注明日期的申请人按此日认定' },
  },
  'prove-budget': {
    type: 'string',
    value: 'N',
    help: { en: 'how much work one question of the proofs may cost (100)', zh: '证明中每个问题可用的工作量（缺省 100）' },
  },
};

export function outputsOf(parsed: Parsed, context: Context): readonly Output<DiffFormat>[] {
  return outputsAmong(diffFormats, 'diff', parsed, context);
}
