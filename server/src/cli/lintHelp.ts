/** Why: lint has many options; in its help they stand by what they are for. */
import type { OptionGroup } from './command';

export const lintGroups: readonly OptionGroup[] = [
  {
    title: { en: 'What is looked at', zh: '检查哪些文件' },
    options: ['stdin', 'stdin-path', 'no-gitignore', 'force-exclude', 'no-prove', 'prove-budget'],
  },
  {
    title: { en: 'What of it is reported', zh: '报告哪些结果' },
    options: ['since', 'baseline', 'baseline-add', 'baseline-prune', 'fail-on'],
  },
  { title: { en: 'Where it goes', zh: '输出' }, options: ['format'] },
  { title: { en: 'Mending', zh: '修正' }, options: ['fix', 'dry-run'] },
  { title: { en: 'Speed', zh: '速度' }, options: ['workers', 'cache', 'cache-file'] },
];

export const lintDetails = {
  en: `Without PATHS, the current folder. Folders are searched for *.clause and *.clause.md. Exit code 1: there is a warning or an error (see --fail-on);
2: something could not be read or written, the rest is told all the same; else 0. Lines and columns count from 1, columns in characters.
It is proved what can happen over all applicants; --no-prove leaves that out. --fix does the fixes that are certain of what is reported, then
reports what is left; what examples expect is never rewritten. The formats, and more on each option: docs/cli.md.`,
  zh: `不写路径就检查当前文件夹，其中的 *.clause 和 *.clause.md 都会检查。退出码 1：有警告或错误（见 --fail-on）；2：有内容无法读取或写入，其余照常
报告；否则为 0。行列从 1 起，列按字符计。会证明对所有申请人可能发生的情况；--no-prove 则不做。--fix 对报告的内容执行确定的修正，然后报告余下的；
示例的应得从不改写。各种格式和选项的详细说明见 docs/cli.md。`,
} as const;
