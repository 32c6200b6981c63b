/** Why: a snippet is only worth something if what it leaves can be read: each is put into a file with what it needs. */
import { describe, expect, it } from 'vitest';
import type { CompletionItem } from 'vscode-languageserver';
import { KEYWORDS, type Keyword, type KeywordId, parseItem, spell } from '../../server/src/core/syntax/index';
import { plainText } from '../../server/src/features/completion/candidate';
import { keywordHelp } from '../../server/src/features/completion/keywordHelp';
import { SNIPPETS } from '../../server/src/features/completion/snippetTexts';
import { Session } from '../../server/src/session';
import { accepted, filled, marked, Quick } from './completionSupport';

const CLAUSE_WORDS: readonly KeywordId[] = ['source', 'department', 'each', 'when', 'award', 'grants', 'less', 'cap', 'floor', 'round'];

const surroundings = {
  en: `fact cost "Cost": money from 0元
fact level "Level": one of { municipal, national }
fact titles "Titles": any of { high_tech, champion }
fact projects "Projects": list of { cost_of_it "Cost": money }
fact condition "Condition": boolean
clause a { award 1元 }
clause b { award 2元 }
`,
  zh: `要素 费用 "费用": 金额 不低于 0元
要素 级别 "级别": 单选 { 市级, 国家级 }
要素 称号 "称号": 多选 { 高新, 冠军 }
要素 项目 "项目": 清单 { 单项费用 "费用": 金额 }
要素 条件一 "条件": 是否
要素 条件二 "条件": 是否
条款 甲 { 支持 1元 }
条款 乙 { 支持 2元 }
`,
};

/** The findings of error in a text. */
function errors(text: string, uri = 'file:///s/a.clause'): string[] {
  const session = new Session({ read: () => ({ error: 'missing' }), list: () => [], page: () => undefined });
  session.open(uri, 'clause', 1, text);
  return (session.at(uri)?.analysis.findings ?? []).flatMap(({ name, severity, range }) =>
    severity === 'error' ? [`${name} ${JSON.stringify(text.slice(range.start, range.end))}`] : [],
  );
}

describe.each(['en', 'zh'] as const)('the examples of keywords in %s', (language) => {
  it.each(KEYWORDS.map((one) => [one.id, one] as const))('%s is in its example, which can be read', (id, one) => {
    const { example } = keywordHelp(id, language);
    expect(one[language].some((word) => example.includes(word.split(' ')[0] ?? word))).toBe(true);
    expect(parseItem(around(example, one, language), () => false).problems.filter(({ rule }) => rule === 'syntax-error')).toEqual([]);
  });
});

/** The item that an example of a keyword stands in. */
function around(example: string, { id, where }: Keyword, language: 'en' | 'zh'): string {
  const word = (keyword: KeywordId): string => spell(keyword, language);
  const begins = (...ids: readonly KeywordId[]): boolean => ids.some((one) => example.startsWith(`${word(one)} `));
  if (where.includes('field') && id !== 'number type') return `${word('policy')} "P" {\n${example}\n}`;
  if (begins('fact', 'example', 'exclusive', 'limit') || (where.includes('item') && id !== 'let')) return example;
  if (begins('on', 'expect', 'paid') || id === 'yes' || id === 'no') return `${word('example')} "e" {\n${example}\n}`;
  if (begins('among')) return `${word('limit')} g {\n${example}\n${word('cap')} 5元\n}`;
  if (begins('choose')) return `${word('exclusive')} g {\n${word('among')} a, b\n${example}\n}`;
  if (begins('let')) return example;
  if (begins(...CLAUSE_WORDS)) return `${word('clause')} c {\n${example}\n}`;
  return `${word('let')} v = ${example}`;
}

describe.each(['en', 'zh'] as const)('snippets in %s', (language) => {
  it.each(SNIPPETS.map((one) => [one.name, one] as const))('%s can be read and computed', (_, one) => {
    const code = filled(one.text[language]);
    const whole =
      one.place === 'item' ? code : `${language === 'zh' ? '条款' : 'clause'} x {\n${code}\n${language === 'zh' ? '支持' : 'award'} 5元\n}`;
    const award = /^(?:award|支持)/.test(code);
    const cap = /^(?:cap|封顶)/.test(code);
    const clause = `${language === 'zh' ? '条款' : 'clause'} x {\n${cap ? `${language === 'zh' ? '支持' : 'award'} 5元\n` : ''}${code}\n}`;
    const text = one.place === 'item' ? whole : award || cap ? clause : whole;
    // What a snippet declares may stand in the surroundings too.
    const around = surroundings[language]
      .split('\n')
      .filter((line) => !/^(?:fact|要素)/.test(code) || line.split(' ')[1] !== code.split(' ')[1])
      .join('\n');
    expect(errors(`${around}\n${text}`)).toEqual([]);
  });

  it.each(SNIPPETS.map((one) => [one.name, one] as const))('%s leaves the same where an editor has no snippets', (_, one) => {
    expect(plainText(one.text[language])).toBe(filled(one.text[language]));
  });
});

describe('the example that is made from the program', () => {
  const find = (items: readonly CompletionItem[], label: string): CompletionItem | undefined => items.find((item) => item.label === label);

  it('gives every fact without a default, with values of their types', () => {
    const source = `policy "P" { effective 2025-03-01 to 2026-02-28, currency EUR }
fact cost "Cost": money from 0 EUR
fact price "Price": money over 0 EUR
fact age "Age": integer years from 18 years
fact share "Share": percent
fact green "Green": boolean default no
fact new "New": boolean
fact kind "Kind": one of { core, side }
fact titles "Titles": any of { hi, lo }
fact day "Day": date
fact place "Place": text
fact parts "Parts": list of { size "Size": 平方米, ok "OK": boolean default no }
clause c { award cost }
¦`;
    const { text, offset } = marked(source);
    const { document, items } = new Quick().at(text, offset);
    const after = accepted(document, find(items, 'example … with every fact'));
    // The lower end where it is included, one where zero is excluded, else zero; the first member; the policy's first day.
    expect(after.slice(text.length)).toBe(`example "name" {
  cost = 0 EUR
  price = 1 EUR
  age = 18 years
  share = 0%
  new = yes
  kind = core
  titles = { hi }
  day = 2025-03-01
  place = "…"
  parts = [ { size = 0平方米 } ]
  expect total = 0 EUR
}
`);
    expect(errors(after)).toEqual([]);
  });

  it('is in the language of the file', () => {
    const { text, offset } = marked('要素 费用 "费用": 金额\n要素 新办 "新办": 是否\n条款 甲 { 支持 费用 }\n¦');
    const { document, items } = new Quick().at(text, offset);
    const after = accepted(document, find(items, '示例 … 填好全部要素'));
    expect(after.slice(text.length)).toBe('示例 "名称" {\n  费用 = 0元\n  新办 = 是\n  应得 总计 = 0元\n}\n');
    expect(errors(after)).toEqual([]);
  });

  it('writes the file’s money into the other snippets', () => {
    const { text, offset } = marked('policy "P" { currency EUR }\nfact cost "Cost": money\n¦');
    const { document, items } = new Quick().at(text, offset);
    const after = accepted(document, find(items, 'clause … share of an amount'));
    expect(after).toContain('cap    100万 EUR');
    expect(errors(after)).toEqual([]);
  });
});
