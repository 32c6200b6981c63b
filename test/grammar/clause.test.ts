/** What a reader sees coloured in a .clause file, in both keyword languages. Scopes follow TextMate's naming conventions. */
import { describe, expect, it } from 'vitest';
import { colour, scopeOf } from './support';

async function scopes(text: string, words: Record<string, string>): Promise<void> {
  for (const [word, scope] of Object.entries(words)) expect(`${word} → ${await scopeOf(text, word)}`).toBe(`${word} → ${scope}.clause`);
}

describe('items', () => {
  it('colours the word and the name that it declares', async () => {
    await scopes('clause core_project "Core projects" {', { clause: 'storage.type', core_project: 'entity.name.function' });
    await scopes('条款 核心项目 "核心攻关" {', { 条款: 'storage.type', 核心项目: 'entity.name.function' });
    await scopes('exclusive one "x" { among a, b }', {
      exclusive: 'storage.type',
      one: 'entity.name.function.group',
      among: 'keyword.control',
    });
    await scopes('限额 上限 "三年" { 范围 全部 }', {
      限额: 'storage.type',
      上限: 'entity.name.function.group',
      范围: 'keyword.control',
      全部: 'variable.language',
    });
    await scopes('fact growth "Growth": percent', { fact: 'storage.type', growth: 'variable.other.fact', percent: 'support.type' });
    await scopes('unit 席', { unit: 'storage.type', 席: 'entity.name.type.unit' });
    await scopes('  let x "label" = 3', { let: 'storage.type', x: 'variable.other.let' });
    await scopes('qualitative "nothing"', { qualitative: 'storage.type' });
  });

  it('leaves words that only contain a keyword alone', async () => {
    await scopes('let clause_one = 条款数 + policyholder', {
      clause_one: 'variable.other.let',
      条款数: 'variable.other',
      policyholder: 'variable.other',
    });
  });

  it('colours the fields of a policy', async () => {
    await scopes('policy "P" { number "1", issued 2025-04-11; currency 元 }', {
      number: 'keyword.control',
      issued: 'keyword.control',
      '2025-04-11': 'constant.numeric.date',
      currency: 'keyword.control',
    });
    await scopes('政策 "甲" {\n  文号 "1"\n  有效期 2025年4月11日 至 2027年12月31日\n}', {
      文号: 'keyword.control',
      有效期: 'keyword.control',
      '2025年4月11日': 'constant.numeric.date',
      至: 'keyword.operator.wordlike.interval',
    });
  });
});

describe('types', () => {
  it('colours a type after the colon, ASCII or full-width', async () => {
    await scopes('fact a "A": money from 0元', { money: 'support.type', from: 'keyword.operator.wordlike.interval' });
    await scopes('要素 研发 "研发"：金额 不低于 0元', { 金额: 'support.type', 不低于: 'keyword.operator.wordlike.interval' });
    await scopes('fact n: integer 人 default 3', { integer: 'support.type', default: 'keyword.other' });
  });

  it('colours members, which may be words of the language', async () => {
    const text = 'fact plant "Plant": one of { none, source "level", 是非 }\nclause a "b" {';
    await scopes(text, {
      'one of': 'support.type',
      none: 'variable.other.enummember',
      source: 'variable.other.enummember',
      是非: 'variable.other.enummember',
      clause: 'storage.type',
    });
    await scopes('fact t: 多选｛ 甲 "一"、 乙 ｝', {
      多选: 'support.type',
      甲: 'variable.other.enummember',
      乙: 'variable.other.enummember',
    });
  });

  it('gives up an unclosed member list at the next item', async () => {
    await scopes('fact plant: one of { none, \n\nclause a "b" {', { clause: 'storage.type', a: 'entity.name.function' });
  });

  it('colours a list and its fields, which may be called like a statement', async () => {
    const text = 'fact projects "Projects": list to 20 of {\n  source "Kind": money from 0元\n  cost "Cost": money\n}';
    await scopes(text, {
      list: 'support.type',
      of: 'support.type',
      '20': 'constant.numeric',
      source: 'variable.other.field',
      cost: 'variable.other.field',
    });
    await scopes('要素 项目 "项目": 清单 至 20 {', { 清单: 'support.type', 至: 'keyword.operator.wordlike.interval' });
  });
});

describe('statements', () => {
  it('colours them where a statement may start', async () => {
    await scopes('  source "II(7)" "quoted"', { source: 'keyword.control' });
    await scopes('  award up to 50% of cost', {
      award: 'keyword.control',
      'up to': 'keyword.other',
      of: 'keyword.operator.wordlike',
      cost: 'variable.other',
    });
    await scopes('  支持 最高 研发费用 的 50%', {
      支持: 'keyword.control',
      最高: 'keyword.other',
      的: 'keyword.operator.wordlike',
      研发费用: 'variable.other',
    });
    await scopes('  award unspecified "as decided"', { unspecified: 'keyword.other' });
    await scopes('  cap 300万元 per year when a', { cap: 'keyword.control', 'per year': 'keyword.other', when: 'keyword.control' });
    await scopes('  封顶 300万元 近 3年 条件 甲', { 封顶: 'keyword.control', 近: 'keyword.other', 条件: 'keyword.control' });
    await scopes('  cap 300万元 ever', { ever: 'keyword.other' });
    await scopes('  round down to 1元', { round: 'keyword.control', down: 'keyword.other', to: 'keyword.operator.wordlike.interval' });
    await scopes('  取整 四舍五入 至 1万元', { 取整: 'keyword.control', 四舍五入: 'keyword.other' });
    await scopes('  when any { a "x"\n b }', { when: 'keyword.control', any: 'keyword.other' });
    await scopes('  条件 任一 ｛', { 条件: 'keyword.control', 任一: 'keyword.other' });
    await scopes('  less paid(ladder) "promotion"', { less: 'keyword.control', paid: 'support.function' });
    await scopes('  choose highest', { choose: 'keyword.control', highest: 'keyword.other' });
    await scopes('  each projects', { each: 'keyword.control', projects: 'variable.other' });
    await scopes('clause a "b" { when x, award 1元; cap 2元 }', {
      when: 'keyword.control',
      award: 'keyword.control',
      cap: 'keyword.control',
    });
  });

  it('leaves a name alone that is spelt like a statement', async () => {
    await scopes('  source = 3万元', { source: 'variable.other', '3': 'constant.numeric', 万元: 'keyword.other.unit' });
    await scopes('  award a + floor', { floor: 'variable.other' });
    await scopes('  number < 0', { number: 'variable.other' });
    await scopes('  award -', { award: 'variable.other' });
    await scopes('  依据＝ 3', { 依据: 'variable.other' });
  });
});

describe('expressions', () => {
  it('colours numbers with multiplier and unit', async () => {
    await scopes('  cap 5000万元', { '5000': 'constant.numeric', 万元: 'keyword.other.unit' });
    await scopes('  cap 5_000.5 USD', { '5_000.5': 'constant.numeric', USD: 'keyword.other.unit' });
    await scopes('  cap 1000万 USD', { '1000': 'constant.numeric', 万: 'constant.numeric.multiplier', USD: 'keyword.other.unit' });
    await scopes('  award 1.5元/平方米/天', { '1.5': 'constant.numeric', 元: 'keyword.other.unit', '/平方米/天': 'keyword.other.unit' });
    await scopes('  award 10席', { 席: 'keyword.other.unit' });
    await scopes('  award 10.5% of x', { '10.5': 'constant.numeric', '%': 'constant.numeric.multiplier', of: 'keyword.operator.wordlike' });
    await scopes('  award １０．５％ 的 x', {
      '１０．５': 'constant.numeric',
      '％': 'constant.numeric.multiplier',
      的: 'keyword.operator.wordlike',
    });
    await scopes('  award 1:1 of grant', { '1:1': 'constant.numeric.ratio' });
    await scopes('  when a over 3 and b', { '3': 'constant.numeric', and: 'keyword.operator.wordlike' });
  });

  it('colours tables', async () => {
    const text = 'award by plant { national: 1000万元, 其他: 0 }';
    await scopes(text, { by: 'keyword.control.expression', national: 'variable.other', 其他: 'keyword.control.expression' });
    await scopes('  over 10% to 15%: 5%', {
      over: 'keyword.operator.wordlike.interval',
      to: 'keyword.operator.wordlike.interval',
      ':': 'punctuation.separator',
    });
    await scopes('  any | folding: 200元', { any: 'keyword.control.expression', '|': 'keyword.operator.column' });
    await scopes('  otherwise： 0', { otherwise: 'keyword.control.expression', '：': 'punctuation.separator' });
    await scopes('award marginal growth {', { marginal: 'keyword.control.expression' });
    await scopes('支持 累进 增速 ｛', { 累进: 'keyword.control.expression' });
  });

  it('colours Chinese keywords that stand straight before a number', async () => {
    await scopes('  条件 增速 超过10.5%', { 超过: 'keyword.operator.wordlike.interval', '10.5': 'constant.numeric' });
    await scopes('  支持 价格的20%', { 价格: 'variable.other', 的: 'keyword.operator.wordlike', '20': 'constant.numeric' });
    await scopes('  条件 人数不低于12人', {
      人数: 'variable.other',
      不低于: 'keyword.operator.wordlike.interval',
      '12': 'constant.numeric',
    });
    await scopes('  封顶5000万元', { 封顶: 'keyword.control', '5000': 'constant.numeric' });
  });

  it('colours functions only where they are called', async () => {
    await scopes('let a = min(x, 取大（y，z）)', { min: 'support.function', 取大: 'support.function' });
    await scopes('let a = day + date', { day: 'variable.other', date: 'variable.other' });
  });

  it('colours logic and constants', async () => {
    await scopes('when not a or b in { x } and titles has y', {
      not: 'keyword.operator.wordlike',
      or: 'keyword.operator.wordlike',
      in: 'keyword.operator.wordlike',
      has: 'keyword.operator.wordlike',
    });
    await scopes('条件 非 甲 且 乙 或 丙 含 丁', {
      非: 'keyword.operator.wordlike',
      且: 'keyword.operator.wordlike',
      或: 'keyword.operator.wordlike',
      含: 'keyword.operator.wordlike',
    });
    await scopes('  registered = yes', { yes: 'constant.language.boolean', '=': 'keyword.operator.comparison' });
    await scopes('  已注册 ＝ 是', { 是: 'constant.language.boolean', '＝': 'keyword.operator.comparison' });
    await scopes('  less 15% of this', { this: 'variable.language' });
    await scopes('let x = if a then b else c', {
      if: 'keyword.control.expression',
      else: 'keyword.control.expression',
    });
  });
});

describe('examples', () => {
  it('colours what is given and what is expected', async () => {
    const text =
      'example "growing" like "other" {\n  on 2025-06-30\n  paid ladder = 30万元 on 2024-06-30\n  expect total = 3元 at most\n  expect rd excluded\n  expect a needs b, c\n}';
    await scopes(text, {
      example: 'storage.type',
      like: 'keyword.other',
      on: 'keyword.control',
      paid: 'keyword.control',
      ladder: 'variable.other',
    });
    await scopes(text, {
      expect: 'keyword.control',
      total: 'variable.language',
      'at most': 'keyword.operator.wordlike.interval',
      excluded: 'constant.language.status',
      needs: 'keyword.other',
    });
    const chinese =
      '示例 "甲" 同 "乙" {\n  日期 2025-06-30\n  已付 晋级 = 30万元 于 2024-06-30\n  应得 总计 = 3元 至多\n  应得 增长 被排除\n}';
    await scopes(chinese, {
      示例: 'storage.type',
      同: 'keyword.other',
      日期: 'keyword.control',
      已付: 'keyword.control',
      于: 'keyword.other',
    });
    await scopes(chinese, {
      应得: 'keyword.control',
      总计: 'variable.language',
      至多: 'keyword.operator.wordlike.interval',
      被排除: 'constant.language.status',
    });
  });
});

describe('text and comments', () => {
  it('colours strings of every kind to their own partner', async () => {
    const kinds = { '"a // not {} a comment"': 'not {}', '"""one\ntwo "quoted" three"""': 'two "quoted"', '“中文 " 引号”': '" 引号' };
    for (const [text, part] of Object.entries(kinds)) {
      const pieces = await colour(`source ${text} x`);
      const inside = pieces.filter((piece) => piece.scopes.some((scope) => scope.startsWith('string.quoted')));
      expect(inside.map((piece) => piece.text).join('\n')).toContain(part);
      expect(pieces.at(-1)).toMatchObject({ text: 'x', scopes: ['variable.other.clause'] });
    }
    await scopes('source "say \\"yes\\" now"', { '\\"': 'constant.character.escape' });
  });

  it('an unclosed string ends with its line', async () => {
    await scopes('  source "never closed\n  award 1元', { award: 'keyword.control' });
  });

  it('colours comments, and a suppression in them', async () => {
    await scopes('award 1元 // when the sun shines', { 'when the sun shines': 'comment.line.double-slash' });
    await scopes('// allow unused-fact: read by the next version', {
      allow: 'keyword.other.suppression',
      'unused-fact': 'entity.name.tag.finding',
    });
  });
});
