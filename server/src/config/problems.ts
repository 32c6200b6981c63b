/** Why: what is wrong in a `clausewright.yaml` is said in both languages: what, and what to write instead. */
import { nearest } from '../facts/nearest';
import type { Expected } from './shape';

export type Language = 'en' | 'zh';
export type Say = (language: Language) => string;

/** Something in a configuration that cannot stand so. Offsets are UTF-16 units of its text. */
export interface ConfigProblem {
  readonly uri: string;
  readonly start: number;
  readonly end: number;
  message(language: Language): string;
}

const say =
  (en: string, zh: string): Say =>
  (language) =>
    language === 'zh' ? zh : en;

/** On one line, and not too long. */
const quoted = (text: string): string => `“${(text.length > 60 ? `${text.slice(0, 60)}…` : text).replace(/\s+/g, ' ')}”`;

const meant = (near: string | undefined): { en: string; zh: string } =>
  near === undefined ? { en: '', zh: '' } : { en: ` Did you mean ${near}?`, zh: `是不是 ${near}？` };

const listed = (words: readonly string[]): { en: string; zh: string } => ({
  en: words.length > 1 ? `${words.slice(0, -1).join(', ')} or ${words.at(-1)}` : words.join(''),
  zh: words.length > 1 ? `${words.slice(0, -1).join('、')} 或 ${words.at(-1)}` : words.join(''),
});

/** Words of other tools, and what they are called here. */
const synonyms: Readonly<Record<string, string>> = {
  warn: 'warning',
  info: 'information',
  hint: 'information',
  note: 'information',
  none: 'off',
  ignore: 'off',
  disable: 'off',
  disabled: 'off',
  false: 'off',
  'zh-cn': 'zh',
  'zh-tw': 'zh',
  chinese: 'zh',
  english: 'en',
  'en-us': 'en',
  'en-gb': 'en',
};

/** The right word for one that is not known. */
export function rightWord(word: string, known: readonly string[]): string | undefined {
  const lower = word.toLowerCase();
  const synonym = Object.hasOwn(synonyms, lower) ? synonyms[lower] : undefined;
  return synonym !== undefined && known.includes(synonym) ? synonym : nearest(word.replaceAll('_', '-'), known);
}

export function unknownKey(key: string, map: Extract<Expected, { kind: 'map' }>): Say {
  const near = meant(rightWord(key, map.keys));
  if (map.of === 'severity')
    return say(
      `${quoted(key)} is neither a finding nor a group of findings.${near.en}${near.en ? '' : ' clausewright rule lists them.'}`,
      `${quoted(key)}既不是检查项，也不是类别。${near.zh}${near.zh ? '' : '全部名称见 clausewright rule。'}`,
    );
  const known = listed(map.keys);
  return say(
    `${quoted(key)} is no key here.${near.en || ` Write ${known.en}.`}`,
    `这里没有 ${quoted(key)} 这个键。${near.zh || `可以写 ${known.zh}。`}`,
  );
}

export function missingKey(key: string): Say {
  return key === 'files'
    ? say('Which files is this override for? Write their patterns under files.', '这项覆盖针对哪些文件？请在 files 下写出模式。')
    : say(`What does this override change? Write findings under ${key}.`, `这项覆盖要改什么？请在 ${key} 下写出检查项。`);
}

/** What stands in a place where something else is wanted. */
export type Given = { readonly kind: 'nothing' | 'map' | 'list' } | { readonly kind: 'value'; readonly text: string };

function given(what: Given): { en: string; zh: string } {
  switch (what.kind) {
    case 'nothing':
      return { en: 'Nothing stands here', zh: '这里没有值' };
    case 'map':
      return { en: 'Keys with values stand here', zh: '这里写的是键和值' };
    case 'list':
      return { en: 'A list stands here', zh: '这里写的是列表' };
    case 'value':
      return { en: `${quoted(what.text)} stands here`, zh: `这里写的是${quoted(what.text)}` };
    default:
      return what satisfies never;
  }
}

/** @param key the nearest key above the value */
export function wrongValue(key: string, expected: Expected, what: Given): Say {
  const is = given(what);
  switch (expected.kind) {
    case 'map': {
      const example = expected.of === 'severity' ? 'unused-fact: off' : `${expected.keys[0]}: …`;
      return say(`${is.en}; keys are wanted, each with its value, as in “${example}”.`, `${is.zh}；应为键和值，例如“${example}”。`);
    }
    case 'list':
      return say(`${is.en}; a list is wanted, each entry on its own line after “- ”.`, `${is.zh}；应为列表，每项一行，以“- ”开头。`);
    case 'choice': {
      const options = listed(expected.options);
      if (what.kind === 'value' && expected.options.length === 1)
        return say(
          `${key} stays an error: where it is found, nothing else of the file can be relied on. Delete this line.`,
          `${key} 只能是错误：有这种问题的文件，其余结果都靠不住。请删去这一行。`,
        );
      const near = meant(what.kind === 'value' ? rightWord(what.text, expected.options) : undefined);
      return say(`${is.en}; write ${options.en}.${near.en}`, `${is.zh}；应写 ${options.zh}。${near.zh}`);
    }
    case 'text':
      return expected.of === 'path'
        ? say(`${is.en}; the path of a file is wanted, as in “baseline.json”.`, `${is.zh}；应为文件路径，例如“baseline.json”。`)
        : say(`${is.en}; a pattern of files is wanted, as in "archive/**".`, `${is.zh}；应为文件模式，例如 "archive/**"。`);
    default:
      return expected satisfies never;
  }
}

/** Why a pattern cannot be one. */
export function badPattern(pattern: string): Say {
  const at = quoted(pattern);
  if (pattern.trim() === '')
    return say('The pattern is empty; write one, as in "archive/**".', '模式是空的；请写一个，例如 "archive/**"。');
  if (pattern.includes('\\')) return say(`In ${at} write / between folders, not \\.`, `${at}中文件夹之间应写 /，不写 \\。`);
  if (/^(\/|[A-Za-z]:)/.test(pattern))
    return say(
      `${at} begins at the root of the disk; patterns are relative to the folder of this file.`,
      `${at}是绝对路径；模式应相对于本文件所在的文件夹。`,
    );
  if (pattern.startsWith('!'))
    return say(
      `${at}: what is to be left out stands under files, exclude, without “!”.`,
      `${at}：要排除的写在 files 的 exclude 下，不带“!”。`,
    );
  if (/(^|\/)\.\.(\/|$)/.test(pattern))
    return say(
      `${at} leads out of the folder of this file; a configuration is for what is in its folder and below.`,
      `${at}指向本文件所在文件夹之外；配置只管所在文件夹及其下。`,
    );
  return say(
    `In ${at} a bracket is not closed, or not opened. To mean the bracket itself write it as [[], [(] or [{].`,
    `${at}中的括号不成对。要表示括号本身，请写成 [[]、[(] 或 [{]。`,
  );
}

export function badPath(path: string): Say {
  if (path.includes('\\'))
    return say(`In ${quoted(path)} write / between folders, not \\.`, `${quoted(path)}中文件夹之间应写 /，不写 \\。`);
  return say(
    `${quoted(path)} is no path of a file relative to this one; write one, as in “baseline.json”.`,
    `${quoted(path)}不是相对于本文件的文件路径；请写成例如“baseline.json”。`,
  );
}

export const notText: Say = say('A key is a word; quote it if it has to be something else.', '键应为一个词；确需其他内容时请加引号。');

export function unreadable(error: 'not-utf8' | 'unreadable' | 'too-large'): Say {
  switch (error) {
    case 'not-utf8':
      return say('The file is not UTF-8; save it as UTF-8.', '文件不是 UTF-8 编码；请另存为 UTF-8。');
    case 'too-large':
      return say('The file is too large to be a configuration.', '文件过大，不像是配置。');
    case 'unreadable':
      return say('The file cannot be read; check what it is, and your rights.', '文件无法读取；请检查它是什么、权限是否足够。');
    default:
      return error satisfies never;
  }
}
