/**
 * Every row of the keyword table of the language's description, in English and in Chinese, with equal trees. Each snippet is written twice
 * by hand; that all keywords and spellings are met is checked against the table itself.
 */
import { describe, expect, it } from 'vitest';
import { sameTree } from '../../../server/src/core/syntax/compare';
import {
  isDeclarable,
  isReserved,
  itemKeyword,
  KEYWORDS,
  type KeywordId,
  keywordsSpelled,
  spell,
} from '../../../server/src/core/syntax/keywords';
import { item, problems } from './show';

const inClause = (s: string) => `clause c "t" {\n${s}\n}`;
const inClauseZh = (s: string) => `条款 c "t" {\n${s}\n}`;
const both = (en: string, zh: string): [string, string] => [inClause(en), inClauseZh(zh)];
const example = (en: string, zh: string): [string, string] => [`example "e" {\n${en}\n}`, `示例 "e" {\n${zh}\n}`];

const PAIRS: [string, string][] = [
  [
    'policy "p" {\n number "1"\n issuer "i"\n issued 2025-01-01\n effective 2025-01-01 to 2025-12-31\n currency USD\n supersedes "s"\n url "u"\n}',
    '政策 "p" {\n 文号 "1"\n 发布机关 "i"\n 发布日期 2025-01-01\n 有效期 2025-01-01 至 2025-12-31\n 币种 USD\n 废止 "s"\n 网址 "u"\n}',
  ],
  ['import "x"', '引用 "x"'],
  ['unit s = 10 t', '计量单位 s = 10 t'],
  ['fact a: money from 0 to 5 default 1', '要素 a: 金额 不低于 0 至 5 默认 1'],
  ['fact a: money at least 0 at most 5', '要素 a: 金额 至少 0 不超过 5'],
  ['fact a: money at least 0 at most 5', '要素 a: 金额 不少于 0 不高于 5'],
  ['fact a: money at most 5', '要素 a: 金额 至多 5'],
  ['fact a: integer over 1 below 5', '要素 a: 整数 超过 1 低于 5'],
  ['fact a: percent over 1 below 5', '要素 a: 比例 高于 1 小于 5'],
  ['fact a: number over 1 below 5', '要素 a: 数值 大于 1 不足 5'],
  ['fact a: boolean default no', '要素 a: 是否 默认 否'],
  ['fact a: date', '要素 a: 日期'],
  ['fact a: text', '要素 a: 文本'],
  ['fact a: one of { x, y }', '要素 a: 单选 { x, y }'],
  ['fact a: any of { x, y }', '要素 a: 多选 { x, y }'],
  ['fact a: list to 20 of { k: text }', '要素 a: 清单 至 20 { k: 文本 }'],
  ['fact a: list of { k: text }', '要素 a: 清单 { k: 文本 }'],
  ['let g = if a and b or not c then yes else no', '定义 g = 若 a 且 b 或 非 c 则 是 否则 否'],
  ['require a "r"', '前提 a "r"'],
  ['section "s"', '章节 "s"'],
  ['qualitative "w"', '定性 "w"'],
  ['exclusive g {\n each ps\n among a, b\n choose highest\n}', '互斥 g {\n 逐项 ps\n 范围 a, b\n 择取 从高\n}'],
  ['exclusive g {\n among a, b\n choose first\n}', '互斥 g {\n 范围 a, b\n 择取 从先\n}'],
  ['limit l {\n among all\n cap 5 per year\n}', '限额 l {\n 范围 全部\n 封顶 5 每年\n}'],
  ['example "e" like "f" { }', '示例 "e" 同 "f" { }'],
  both('source "1"\n department "d"\n each ps\n when a', '依据 "1"\n 责任单位 "d"\n 逐项 ps\n 条件 a'),
  both('when any { a\n b }', '条件 任一 { a\n b }'),
  both('award up to a', '支持 最高 a'),
  both('award unspecified "x"', '支持 未定 "x"'),
  both('grants "x"', '待遇 "x"'),
  both('less this when a', '扣减 本项 条件 a'),
  both('cap 5 within 3年', '封顶 5 近 3年'),
  both('cap 5 ever', '封顶 5 累计'),
  both('floor 5', '保底 5'),
  both('round down to 1\nround up to 1\nround half to 1', '取整 向下 至 1\n取整 向上 至 1\n取整 四舍五入 至 1'),
  both('award by a { x: 1, otherwise: 2 }', '支持 按 a { x: 1, 其他: 2 }'),
  both('award by a | b { any | x: 1 }', '支持 按 a | b { 任意 | x: 1 }'),
  both('award marginal a { over 1: 5% } of b', '支持 累进 a { 超过 1: 5% } 的 b'),
  both(
    'award highest { a when b } + lowest { a } + sum { a } + first { a }',
    '支持 从高 { a 条件 b } + 从低 { a } + 合计 { a } + 从先 { a }',
  ),
  both('award sum each ps { a }', '支持 合计 逐项 ps { a }'),
  both('when s has x and a in { x, y }', '条件 s 含 x 且 a 属于 { x, y }'),
  both('when as_of > d', '条件 认定日 > d'),
  both('award min(a, b) + max(a, b) + abs(a)', '支持 取小(a, b) + 取大(a, b) + 绝对值(a)'),
  both('award days(a, b) + months(a, b) + years(a, b)', '支持 天数(a, b) + 月数(a, b) + 年数(a, b)'),
  both('award year(d) + month(d) + day(d)', '支持 年份(d) + 月份(d) + 日份(d)'),
  both('award round(a, 1) + round_down(a, 1) + round_up(a, 1) + paid(c)', '支持 舍入(a, 1) + 舍去(a, 1) + 进位(a, 1) + 已付(c)'),
  example('on 2025-01-01\na = yes\npaid c = 5 on 2024-01-01', '日期 2025-01-01\na = 是\n已付 c = 5 于 2024-01-01'),
  example('expect total = 5 within 1 at most', '应得 总计 = 5 误差 1 至多'),
  example('expect c needs a, b', '应得 c 尚需 a, b'),
  ...(
    [
      ['eligible', '符合'],
      ['ineligible', '不符合'],
      ['inactive', '未生效'],
      ['excluded', '被排除'],
      ['granted', '已给予'],
      ['unspecified', '未定'],
      ['unknown', '未知'],
      ['conflict', '冲突'],
      ['error', '错误'],
    ] as const
  ).map(([en, zh]) => example(`expect c ${en}`, `应得 c ${zh}`)),
];

describe('the keyword table', () => {
  it.each(PAIRS)('%s', (en, zh) => {
    const [a, b] = [item(en), item(zh)];
    expect(problems(a)).toEqual([]);
    expect(problems(b)).toEqual([]);
    expect(sameTree(a.node, b.node)).toBe(true);
    expect(a.node.kind).not.toBe('broken');
  });

  it('is met whole, in every spelling', () => {
    const met = new Set<string>();
    for (const pair of PAIRS) {
      for (const text of pair) {
        const { tokens } = item(text);
        for (const [i, t] of tokens.entries()) {
          if (!t.keyword) continue;
          met.add(`${t.keyword} ${t.text}`);
          const next = tokens[i + 1];
          if (next?.keyword === t.keyword) met.add(`${t.keyword} ${t.text} ${next.text}`);
        }
      }
    }
    const all = KEYWORDS.flatMap((k) => [...k.en, ...k.zh].map((s) => `${k.id} ${s}`));
    expect(all.filter((x) => !met.has(x) && x !== 'list of list of')).toEqual([]);
  });

  it('knows what is reserved, and what cannot be declared', () => {
    const reserved =
      'policy import unit fact let require section clause exclusive limit qualitative example and or not if then else by marginal of highest lowest sum first each has in over from to below any yes no this as_of';
    for (const word of reserved.split(' ')) expect(isReserved(word), word).toBe(true);
    for (const word of '条款 且 若 的 从高 超过 不足 任意 是 认定日'.split(' ')) expect(isReserved(word), word).toBe(true);
    for (const word of 'source cap total all within paid min money 依据 封顶 总计 其他'.split(' '))
      expect(isReserved(word), word).toBe(false);
    expect(['total', '总计', 'all', '全部', 'and', 'cap'].map(isDeclarable)).toEqual([false, false, false, false, false, true]);
  });

  it('is looked up by spelling', () => {
    expect(keywordsSpelled('日期').map((k) => k.id)).toEqual(['on', 'date'] satisfies KeywordId[]);
    expect(itemKeyword('条款')).toBe('clause');
    expect(spell('up to', 'zh')).toBe('最高');
  });
});
