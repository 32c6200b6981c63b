/** Why: `clausewright rule NAME` shows a finding's page without a network: what it means, what to avoid, what to write instead. */
import { allRules } from '../../core/lint/index';
import type { Group } from '../../core/lint/rule';
import { pad, printable } from '../../explain/width';
import { nearest } from '../../facts/nearest';
import { pageOf } from '../../host/pages';
import type { Command } from '../command';
import { type Context, EXIT, type Language, Trouble } from '../io';

export const rule: Command = {
  name: 'rule',
  usage: '[NAME]',
  summary: { en: "show a finding's page", zh: '显示检查项的说明页' },
  details: { en: 'Without a name, lists all findings.', zh: '不给名称时列出全部检查项。' },
  options: {},
  arity: [0, 1],
  run(context, parsed) {
    const name = parsed.positionals[0];
    if (name === undefined) return list(context);
    const rules = Object.keys(allRules);
    if (!rules.includes(name)) throw new Trouble([context.m.noSuchRule(printable(name), nearest(name, rules))]);
    const page = pageOf(name, context.language)?.markdown;
    if (page === undefined) throw new Trouble([context.m.noPage(name)]);
    context.io.out(page.endsWith('\n') ? page : `${page}\n`);
    return EXIT.fine;
  },
};

const GROUPS: Readonly<Record<Group, Readonly<Record<Language, string>>>> = {
  reading: { en: 'Reading', zh: '读取' },
  tables: { en: 'Tables and dates', zh: '表与日期' },
  proved: { en: 'Proved', zh: '证明' },
  examples: { en: 'Examples', zh: '示例' },
  hygiene: { en: 'Hygiene', zh: '整洁' },
};

function list({ io, m, colours, language }: Context): number {
  const rules = Object.values(allRules);
  const longest = Math.max(...rules.map((each) => each.name.length));
  io.out(`${m.ruleList}\n`);
  let group: string | undefined;
  for (const each of rules) {
    if (each.group !== group) io.out(`\n${colours.bold(GROUPS[each.group][language])}\n`);
    group = each.group;
    io.out(`  ${pad(each.name, longest)}  ${m.severity(each.severity)}\n`);
  }
  return EXIT.fine;
}
