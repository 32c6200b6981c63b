/** Why: arguments are cut by Node's own parseArgs, and judged here, since its messages are English only and name neither remedy nor neighbour. */
import { parseArgs } from 'node:util';
import { nearest } from '../facts/nearest';
import type { Command, Option, Parsed } from './command';
import { Trouble } from './io';
import type { Messages } from './messages/messages';

/** Options that every command takes. */
export const COMMON: Readonly<Record<string, Option>> = {
  lang: {
    type: 'string',
    value: 'en|zh',
    help: { en: 'language of the messages (else LC_ALL, LANG)', zh: '提示所用的语言（缺省看 LC_ALL、LANG）' },
  },
  root: {
    type: 'string',
    value: 'FOLDER',
    help: { en: 'folder that imports may not leave (else the current folder)', zh: '引用不得超出的文件夹（缺省为当前文件夹）' },
  },
  config: {
    type: 'string',
    value: 'FILE',
    help: {
      en: 'the configuration of all files (else the nearest clausewright.yaml)',
      zh: '所有文件都用的配置（缺省为最近的 clausewright.yaml）',
    },
  },
  'no-config': { type: 'boolean', help: { en: 'without any configuration', zh: '不用任何配置' } },
  help: { type: 'boolean', short: 'h', help: { en: 'this help', zh: '显示帮助' } },
};

/** Reads a command's arguments. @throws Trouble for what the command does not take. */
export function parse(args: readonly string[], command: Command, m: Messages): Parsed {
  const options: Record<string, Option> = { ...command.options, ...COMMON };
  const config = Object.fromEntries(
    Object.entries(options).map(([name, option]) => [name, { type: option.type, ...(option.short ? { short: option.short } : {}) }]),
  );
  const { tokens } = parseArgs({ args: [...args], options: config, strict: false, allowPositionals: true, tokens: true });
  const values: Record<string, string | boolean> = {};
  const lists: Record<string, string[]> = {};
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const option = options[token.name];
    if (!option) throw new Trouble([m.unknownOption(token.rawName, near(token.name, options)), m.seeHelp(command.name)]);
    if (values[token.name] !== undefined) throw new Trouble([m.repeatedOption(token.rawName), m.seeHelp(command.name)]);
    if (option.type === 'boolean') {
      if (token.value !== undefined) throw new Trouble([m.optionWithoutValue(token.rawName), m.seeHelp(command.name)]);
      values[token.name] = true;
      continue;
    }
    if (token.value === undefined || token.value === '')
      throw new Trouble([m.optionNeedsValue(token.rawName, option.value ?? ''), m.seeHelp(command.name)]);
    if (option.oneOf && !option.oneOf.includes(token.value)) {
      throw new Trouble([m.optionOneOf(token.rawName, token.value, option.oneOf), m.seeHelp(command.name)]);
    }
    if (option.multiple) lists[token.name] = [...(lists[token.name] ?? []), token.value];
    else values[token.name] = token.value;
  }
  const [fewest, most] = command.arity;
  if (values.help !== true) {
    if (positionals.length < fewest) throw new Trouble([m.missingArgument(command.usage), m.seeHelp(command.name)]);
    if (positionals.length > most) throw new Trouble([m.extraArgument(positionals[most] ?? ''), m.seeHelp(command.name)]);
  }
  return { values, lists, positionals };
}

function near(name: string, options: Readonly<Record<string, Option>>): string | undefined {
  const best = nearest(name, Object.keys(options));
  return best === undefined ? undefined : `--${best}`;
}
