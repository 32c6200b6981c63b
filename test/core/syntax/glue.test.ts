import { describe, expect, it } from 'vitest';
import { parseFile } from '../../../server/src/core/syntax/file';
import { body, expr, given, item, problems, showItem } from './show';

/** The finding of each split word: the word, and what the fix writes in its place. */
const glued = (text: string, declared: readonly string[] = []) =>
  item(text, declared)
    .problems.filter((p) => p.rule === 'glued-keyword')
    .map((p) => `${p.data.word} → ${p.fix?.[0]?.text}`);

describe('glued words', () => {
  it.each([
    ['研发费用的50%', '(的 研发费用 50%)'],
    ['增长超过10.5%', '(增长 (10.5%..))'],
    ['若经认定则10万元否则5万元', '(if 经认定 10 万元 5 万元)'],
    ['增长不低于10%且研发费用超过5万元', '(and (增长 [10%..)) (研发费用 (5 万元..)))'],
    ['非经认定', '(not 经认定)'],
    ['称号含高新或经认定', '(or (has 称号 高新) 经认定)'],
    ['按增长{超过10%至15%:1,其他:2}', '(by 增长 {(10%..15%]: 1; otherwise(其他): 2})'],
    ['取小(研发费用的50%,5万元)', 'min((的 研发费用 50%), 5 万元)'],
    ['认定日-3年', '(- <as_of> 3 年)'],
  ])('%s', (text, tree) => expect(expr(text, ['研发费用', '增长', '经认定', '称号', '高新'])).toBe(tree));

  it.each([
    ['条件经认定 "r"', 'when 经认定 "r"'],
    ['支持最高50万元', 'award up to 50 万元'],
    ['封顶300万元每年', 'cap 300 万元 per year'],
    ['封顶1200万元近3年', 'cap 1200 万元 within 3 年'],
    ['取整向下至1元', 'round down to 1 元'],
    ['条件任一{ 经认定 }', 'when any {经认定}'],
    ['有效期2025年4月11日至2027年12月31日', 'effective 2025-04-11 to 2027-12-31'],
    ['定义甲=5', 'let 甲 = 5'],
    ['依据"一"', 'source "一"'],
    ['cap5亿元', 'cap 5 亿元'],
  ])('statement %s', (text, tree) => expect(body(text, ['经认定'])).toEqual([tree]));

  it.each([
    ['要素 甲: 金额不低于0元默认5元', 'fact 甲: money [0 元..) = 5 元'],
    ['要素甲: 整数人默认0', 'fact 甲: integer 人 = 0'],
    ['要素 甲: 清单 至20 { 类: 文本 }', 'fact 甲: list 20 {类: text}'],
    ['要素 甲: 清单至20{ 类: 文本 }', 'fact 甲: list 20 {类: text}'],
    ['限额 丁 { 范围全部; 封顶1200万元近3年 }', 'limit 丁 among all cap 1200 万元 within 3 年'],
    ['互斥 丙 { 逐项项目; 范围甲、乙; 择取从先 }', 'exclusive 丙 each 项目 among 甲 乙 choose first'],
    ['政策 "p" { 发布日期2025年4月11日; 币种元 }', 'policy "p" {issued 2025-04-11; currency 元}'],
    [
      '示例 "e" 同"f" { 已付甲=5元 于2024年1月2日; 应得甲=3元 误差1元 至多; 应得甲 尚需乙 }',
      'example "e" like "f" {paid 甲 = 5 元 on 2024-01-02; expect 甲 = 3 元 within 1 元 at most; expect 甲 needs 乙}',
    ],
  ])('%s', (text, tree) => {
    const x = item(text, ['甲', '乙', '项目']);
    expect(problems(x).filter((p) => !/^(?:glued|fullwidth)/.test(p))).toEqual([]);
    expect(showItem(x.node)).toBe(tree);
  });

  it('after a statement keyword the rest may be unknown, elsewhere not', () => {
    expect(body('条件规模大')).toEqual(['when 规模大']);
    expect(expr('规模大的50%')).toBe('规模大的50%');
    expect(glued('let x = 规模大的50')).toEqual([]);
  });

  it('is one finding a word, with a fix that puts the spaces in', () => {
    expect(glued('定义 甲 = 增长不低于10%且研发费用超过5万元', ['增长', '研发费用'])).toEqual([
      '增长不低于10 → 增长 不低于 10',
      '且研发费用超过5万元 → 且 研发费用 超过 5万元',
    ]);
  });

  it('a declared word is never split, nor one that is a keyword itself', () => {
    expect(glued('let x = 研发费用的比例', ['研发费用的比例', '研发费用', '比例'])).toEqual([]);
    expect(expr('x 不低于 5')).toBe('(x [5..))');
  });

  it('fewest parts win, then the longest first part', () => {
    // 否则 rather than 否 and then 则; 不超过 rather than 超过 after an unknown 不.
    expect(expr('若甲则乙否则丙', ['甲', '乙', '丙'])).toBe('(if 甲 乙 丙)');
    expect(expr('甲不超过5', ['甲'])).toBe('(甲 (..5])');
    // 甲|不超过|5 and 甲不|超过|5 are three parts each: the first part of the latter is longer.
    expect(expr('甲不超过5', ['甲', '甲不'])).toBe('(甲不 (5..))');
  });

  it('never cuts between two Latin letters', () => {
    expect(problems(item('clause c "t" {\n whenever 5\n award 1元\n}'))).toEqual(['expected-statement@whenever']);
  });

  it('in an example a word before `=` is a name unless its parts are known', () => {
    expect(given('应得总计 = 5元')).toEqual(['expect <total> = 5 元']);
    expect(given('应得研发奖 = 5元', ['研发奖'])).toEqual(['expect 研发奖 = 5 元']);
    expect(given('应得研发奖 = 5元')).toEqual(['应得研发奖 = 5 元']);
    expect(given('应得研发奖被排除', ['研发奖'])).toEqual(['expect 研发奖 excluded']);
  });

  it('an item keyword is glued at a line start only', () => {
    const tree = parseFile('要素经认定"已认定":是否\n条款甲奖 "甲" {\n支持5元\n}\n前提经认定 "要认定"\n计量单位席\n定义乙=5\n');
    expect(tree.items.map((x) => showItem(x.item.node))).toEqual([
      'fact 经认定"已认定": boolean',
      'clause 甲奖 {award 5 元}',
      'require 经认定 "要认定"',
      'unit 席',
      'let 乙 = 5',
    ]);
  });

  it('names of the file itself, of imports and of members are known, wherever they are declared', () => {
    const tree = parseFile(
      '定义 甲 = 研发费用的50%\n要素 研发费用: 金额\n条款 c "t" {\n 条件级别属于{ 国家级 }\n 支持外部数的2\n}\n要素 级别: 单选 { 国家级 }\n',
      undefined,
      {
        isDeclared: (w) => w === '外部数',
      },
    );
    expect(tree.items.map((x) => showItem(x.item.node)).slice(0, 3)).toEqual([
      'let 甲 = (的 研发费用 50%)',
      'fact 研发费用: money',
      'clause c {when (in 级别 {国家级}); award (的 外部数 2)}',
    ]);
  });
});

describe('full-width forms', () => {
  it('are read as their ASCII forms, each with a fix', () => {
    const x = item('要素 甲 “标签”：金额　不低于　１０万元，');
    expect(showItem(x.node)).toBe('fact 甲"标签": money [10 万元..)');
    expect(x.problems.filter((p) => p.rule === 'fullwidth-punctuation').map((p) => `${p.data.found}${p.data.use}`)).toEqual([
      '：:',
      '１０10',
      '，,',
    ]);
    expect(expr('（甲＋乙）＊５０％')).toBe('(* (+ 甲 乙) 50%)');
    expect(expr('甲＞＝乙')).toBe('(>= 甲 乙)');
  });
});

describe('what the finding says', () => {
  const said = (text: string, declared: readonly string[]) =>
    item(text, declared)
      .problems.filter((p) => p.rule === 'glued-keyword')
      .map((p) => [p.data.use, p.fix?.[0]?.text]);

  it('has a blank between a type and its unit, so that its fix puts one in', () => {
    expect(said('要素 甲:整数人 超过 0人', ['甲'])).toEqual([['整数 人', '整数 人']]);
  });

  it('shows a number whole, though the fix only parts the word before it', () => {
    const clause = (line: string) => `条款 一 "一" {\n  ${line}\n}`;
    expect(said(clause('条件甲不超过5.5%"少"'), ['甲'])).toEqual([['条件 甲 不超过 5.5%', '条件 甲 不超过 5']]);
    expect(said(clause('支持1500元/人'), [])).toEqual([['支持 1500元/人', '支持 1500元']]);
    expect(said(clause('支持收入的50'), ['收入'])).toEqual([['支持 收入 的 50', '支持 收入 的 50']]);
  });
});
