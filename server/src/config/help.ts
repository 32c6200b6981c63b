/** Why: what each key of a `clausewright.yaml` is for, as completion, hover and the schema say it. Of findings their pages' summaries are said. */
import type { Group } from '../core/lint/rule';
import type { Level } from './names';
import type { Language } from './problems';
import summaries from './summaries.json' with { type: 'json' };

type Texts = Readonly<Record<Language, string>>;

/** By the path of the key, without indices. */
export const keyHelp: Readonly<Record<string, Texts>> = {
  severity: {
    en: 'What findings are told as, by the name of a finding or of a group: error, warning, information or off. A finding beats its group.',
    zh: '按检查项或类别设定级别：error（错误）、warning（警告）、information（提示）或 off（不报告）。检查项优先于类别。',
  },
  language: {
    en: 'The language of messages. The option --lang and the editor’s setting beat it.',
    zh: '提示使用的语言。命令行的 --lang 和编辑器的设置优先。',
  },
  files: {
    en: 'Which files are checked, by patterns relative to the folder of this file.',
    zh: '检查哪些文件；模式相对于本文件所在的文件夹。',
  },
  'files.include': {
    en: 'Only files that one of these patterns matches are checked. Without it all *.clause and *.clause.md are.',
    zh: '只检查与其中某个模式相符的文件。不写则检查所有 *.clause 和 *.clause.md。',
  },
  'files.exclude': {
    en: 'Files that one of these patterns matches are not checked. A pattern that matches a folder means all of it.',
    zh: '与其中某个模式相符的文件不检查。模式与文件夹相符时，指整个文件夹。',
  },
  overrides: {
    en: 'Other severities for some files. A later entry beats an earlier one, and every entry beats severity above.',
    zh: '为部分文件另设级别。后面的优先于前面的，都优先于上面的 severity。',
  },
  'overrides.files': {
    en: 'Patterns of the files that the entry is for, relative to the folder of this file.',
    zh: '这一项针对的文件的模式，相对于本文件所在的文件夹。',
  },
  'overrides.severity': {
    en: 'What findings are told as in these files.',
    zh: '这些文件中的级别。',
  },
  baseline: {
    en: 'A file, relative to this one, with findings that are known and not reported again. The option --baseline beats it.',
    zh: '相对于本文件的文件，列出已知、不再报告的检查结果。命令行的 --baseline 优先。',
  },
};

export const groupHelp: Readonly<Record<Group, Texts>> = {
  reading: {
    en: 'Reading the text: words, names, types and units. Only those that are no errors can be changed.',
    zh: '读取：文字、名称、类型和单位。只有本来不是错误的才能改。',
  },
  tables: { en: 'Tables, intervals and dates.', zh: '表、区间与日期。' },
  proved: { en: 'What is proved over all applicants.', zh: '对所有申请人证明的结论。' },
  examples: { en: 'Examples, and what they expect.', zh: '示例及其应得。' },
  hygiene: { en: 'What nobody uses, and what is left open.', zh: '没有用到的和没有写定的。' },
};

export const levelHelp: Readonly<Record<Level, Texts>> = {
  error: { en: 'An error: the command line fails.', zh: '错误：命令行以失败结束。' },
  warning: {
    en: 'A warning: the command line fails unless --fail-on says otherwise.',
    zh: '警告：命令行以失败结束，除非 --fail-on 另有规定。',
  },
  information: { en: 'A hint for the author; the command line does not fail.', zh: '给作者的提示；命令行不失败。' },
  off: { en: 'Not told at all.', zh: '完全不报告。' },
};

/** What a finding's page says of it; undefined where there is no such finding. */
export function summaryOf(name: string, language: Language): string | undefined {
  return Object.hasOwn(summaries, name) ? summaries[name as keyof typeof summaries][language] : undefined;
}
