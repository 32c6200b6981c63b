/** Why: what `clausewright lint` can be told, and how what was told is read. */
import { resolve } from 'node:path';
import { printable } from '../explain/width';
import { mostProveBudget, proveBudgetFrom } from '../protocol';
import { type Option, type Parsed, text } from './command';
import { type Context, Trouble } from './io';
import { runOptions } from './lintRun';
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
export interface Output {
  readonly format: Format;
  /** As the user wrote it; undefined: what is printed. */
  readonly file?: string;
}

/** @throws Trouble for a format that there is not, for two that would be printed, and for two in one file */
export function outputsOf(parsed: Parsed, { m, io }: Context): readonly Output[] {
  const given = parsed.lists?.format ?? ['pretty'];
  const outputs = given.map((each): Output => {
    const at = each.indexOf('=');
    const name = at < 0 ? each : each.slice(0, at);
    const format = formats.find((one) => one === name);
    if (!format) throw new Trouble([m.optionOneOf('--format', printable(name), formats), m.seeHelp('lint')]);
    if (at < 0) return { format };
    if (at === each.length - 1) throw new Trouble([m.reports.noFile(format), m.seeHelp('lint')]);
    return { format, file: each.slice(at + 1) };
  });
  const [first, second] = outputs.filter(({ file }) => file === undefined);
  if (first && second) throw new Trouble([m.reports.twoPrinted(first.format, second.format), m.seeHelp('lint')]);
  const files = outputs.flatMap(({ file }) => (file === undefined ? [] : [file]));
  const same = files.find((file, n) => files.some((other, k) => k < n && resolve(io.cwd, other) === resolve(io.cwd, file)));
  if (same !== undefined) throw new Trouble([m.reports.sameFile(printable(same)), m.seeHelp('lint')]);
  return outputs;
}

/** @throws Trouble for what is no number from 1 */
export function proveBudgetOf(parsed: Parsed, { m }: Context): number {
  const given = text(parsed, 'prove-budget');
  if (given === undefined) return 100;
  const budget = proveBudgetFrom(/^\d+$/.test(given) ? Number(given) : Number.NaN);
  if (budget === undefined) throw new Trouble([m.badBudget(printable(given), mostProveBudget), m.seeHelp('lint')]);
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
