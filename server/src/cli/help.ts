/** Why: the help is made from what the commands say of themselves, so that it cannot fall behind them. */

import { pad, width } from '../explain/width';
import { COMMON } from './args';
import type { Command, Option } from './command';
import type { Language } from './io';

const WORDS = {
  en: {
    usage: 'Usage',
    command: 'COMMAND',
    commands: 'Commands',
    options: 'Options',
    version: 'the version',
    more: 'More on a command: clausewright COMMAND --help',
    tagline: 'clausewright: support policies as clauses, checked and computed',
    exit: 'Exit codes: 0 fine, 1 something was found, 2 could not run',
  },
  zh: {
    usage: '用法',
    command: '命令',
    commands: '命令',
    options: '选项',
    version: '显示版本',
    more: '某个命令的用法：clausewright 命令 --help',
    tagline: 'clausewright：把支持政策写成条款，检查并计算',
    exit: '退出码：0 正常，1 有发现，2 无法运行',
  },
} as const;

export function generalHelp(commands: readonly Command[], language: Language): string {
  const words = WORDS[language];
  const rows = commands.map((command) => [`${command.name} ${command.usage}`, command.summary[language]] as const);
  const common = { ...COMMON, version: { type: 'boolean', short: 'v', help: { en: WORDS.en.version, zh: WORDS.zh.version } } as const };
  return [
    words.tagline,
    '',
    `${words.usage}: clausewright ${words.command} …`,
    '',
    `${words.commands}:`,
    ...table(rows),
    '',
    `${words.options}:`,
    ...table(optionRows(common, language)),
    '',
    words.exit,
    words.more,
    '',
  ].join('\n');
}

export function commandHelp(command: Command, language: Language): string {
  const words = WORDS[language];
  const longest = Math.max(...optionRows({ ...command.options, ...COMMON }, language).map(([left]) => width(left)));
  return [
    `${words.usage}: clausewright ${command.name} ${command.usage}`,
    '',
    command.summary[language],
    command.details[language],
    '',
    ...groups(command, language).flatMap(({ title, rows }) => [`${title}:`, ...table(rows, longest), '']),
  ].join('\n');
}

/** The options by what they are for; where a command says nothing of that, all together. */
function groups({ options, groups: own = [] }: Command, language: Language): { title: string; rows: (readonly [string, string])[] }[] {
  const all = { ...options, ...COMMON };
  const grouped = new Set(own.flatMap((group) => group.options));
  const some = (names: readonly string[]) => Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
  const others = Object.keys(all).filter((name) => !grouped.has(name));
  return [
    ...own.map((group) => ({ title: group.title[language], rows: optionRows(some(group.options), language) })),
    { title: WORDS[language].options, rows: optionRows(some(others), language) },
  ];
}

function optionRows(options: Readonly<Record<string, Option>>, language: Language): (readonly [string, string])[] {
  return Object.entries(options).map(([name, option]) => {
    const long = `--${name}${option.value ? ` ${option.value}` : ''}`;
    return [option.short ? `-${option.short}, ${long}` : long, option.help[language]] as const;
  });
}

function table(rows: readonly (readonly [string, string])[], longest = Math.max(...rows.map(([left]) => width(left)))): string[] {
  return rows.map(([left, right]) => `  ${pad(left, longest)}  ${right}`);
}
