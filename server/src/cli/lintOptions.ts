/** Why: what `clausewright lint` can be told, and how what was told is read. */
import { printable } from '../explain/width';
import { mostProveBudget, proveBudgetFrom } from '../protocol';
import { type Option, type Parsed, text } from './command';
import { type Context, Trouble } from './io';
import { runOptions } from './lintRun';
import { type Output as OutputAs, outputsAmong } from './outputOptions';
import { type Format, formats } from './reporters/index';
import type { LintResult } from './reporters/reporter';

export const lintOptions: Readonly<Record<string, Option>> = {
  format: {
    type: 'string',
    value: 'FORMAT[=FILE]',
    multiple: true,
    help: {
      en: `how to print: ${formats.join(', ')} (pretty); with =FILE into a file; may be given several times`,
      zh: `输出格式：${formats.join('、')}（缺省 pretty）；加 =FILE 则写入文件；可给多次`,
    },
  },
  since: {
    type: 'string',
    value: 'REVISION',
    help: { en: 'only what is new since a git revision', zh: '只报告某个 git 版本以来新出现的' },
  },
  baseline: { type: 'string', value: 'FILE', help: { en: 'leave out what this file lists as known', zh: '不报告该文件列为已知的' } },
  'baseline-add': { type: 'boolean', help: { en: 'add what is found to the baseline', zh: '把发现的加入基线' } },
  'baseline-prune': { type: 'boolean', help: { en: 'take out of the baseline what is gone', zh: '从基线删去已消失的' } },
  'fail-on': {
    type: 'string',
    value: 'error|warning|info',
    oneOf: ['error', 'warning', 'info'],
    help: { en: 'exit 1 from this severity on (warning)', zh: '达到该级别即退出码 1（缺省 warning）' },
  },
  fix: { type: 'boolean', help: { en: 'do the fixes that are certain', zh: '执行确定的修正' } },
  'dry-run': { type: 'boolean', help: { en: 'with --fix: show what it would do, write nothing', zh: '与 --fix 同用：只显示，不写入' } },
  'no-prove': { type: 'boolean', help: { en: 'only what is seen without proofs', zh: '不做证明，只做其他检查' } },
  'prove-budget': {
    type: 'string',
    value: 'N',
    help: { en: 'how much work one question of the proofs may cost (100)', zh: '证明中每个问题可用的工作量（缺省 100）' },
  },
  ...runOptions,
};

/** Where a format goes. */
export type Output = OutputAs<Format>;

/** @throws Trouble for a format that there is not, for two that would be printed, and for two in one file */
export function outputsOf(parsed: Parsed, context: Context): readonly Output[] {
  return outputsAmong(formats, 'lint', parsed, context);
}

/** @throws Trouble for what is no number from 1 */
export function proveBudgetOf(parsed: Parsed, { m }: Context, command = 'lint'): number {
  const given = text(parsed, 'prove-budget');
  if (given === undefined) return 100;
  const budget = proveBudgetFrom(/^\d+$/.test(given) ? Number(given) : Number.NaN);
  if (budget === undefined) throw new Trouble([m.badBudget(printable(given), mostProveBudget), m.seeHelp(command)]);
  return budget;
}

export function failsOn(parsed: Parsed, { counts, baseline }: LintResult): boolean {
  if (baseline && baseline.stale.length > 0) return true;
  switch (text(parsed, 'fail-on')) {
    case 'error':
      return counts.errors > 0;
    case 'info':
      return counts.errors + counts.warnings + counts.information > 0;
    default:
      return counts.errors + counts.warnings > 0;
  }
}
