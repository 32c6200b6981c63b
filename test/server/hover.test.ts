/** What hovers tell: declarations, values for the selected example with how they came about. Figures are worked out by hand in comments. */
import { describe, expect, it } from 'vitest';
import { KEYWORDS } from '../../server/src/core/syntax/keywords';
import { keywordTexts } from '../../server/src/features/hover/keywordTexts';
import { hoverAt } from './shown';
import { Session } from './support';

const rd = `policy "P" {
  effective 2025-01-01 to 2026-12-31
}
fact rd_now  "R&D, this year": money from 0元
fact rd_last "R&D, last year": money from 0元
fact size    "Size": one of { small "up to 100", large } default small
let growth "Growth" = (rd_now - rd_last) / rd_last
let rate = by growth {
  to 10%:          0%
  over 10% to 15%: 5%
  over 15%:        8%
}
section "II. Research"
clause rise "Support" {
  source     "Article 7" "R&D that grows by more than 10%"
  department "Office of *Science*"
  effective  2025-04-01
  let  more = rd_now - rd_last
  when growth over 10% "growth must exceed 10%"
  when any {
    size = large "not large"
    rd_now over 100万元 "too little"
  }
  award rate of more
  less  10% of this
  cap   10万元
}
example "fifteen" {
  on 2025-06-01
  rd_now = 11500100元, rd_last = 1000万元
}
example "eight" {
  on 2025-06-01
  rd_now = 1080万元, rd_last = 1000万元, size = large
}
example "nothing" {
}
`;
/** The text with `¦` before the nth place of a word. */
function at(word: string, text = rd, nth = 1): string {
  let offset = -1;
  for (let i = 0; i < nth; i++) offset = text.indexOf(word, offset + 1);
  if (offset < 0) throw new Error(`${word} is not in the text`);
  return `${text.slice(0, offset)}¦${text.slice(offset)}`;
}

describe('a derived value', () => {
  it('is told with its trace', () => {
    // (11,500,100 - 10,000,000) / 10,000,000 = 0.15001
    expect(hoverAt(at('growth over'))).toBe(
      [
        '**growth** — derived value “Growth”',
        'Type: a plain number',
        'In “fifteen”: 15.001%',
        '```clause\ngrowth = (rd_now - rd_last) / rd_last\n       = (¥11,500,100 - ¥10,000,000) / ¥10,000,000\n       = 15.001%\n```',
      ].join('\n\n'),
    );
  });

  it('of a table tells the row, and for what', () => {
    const text = hoverAt(at('rate of')) ?? '';
    expect(text).toContain('In “fifteen”: 8%');
    expect(text).toContain(
      'rate = by growth { … }\n  growth = (rd_now - rd_last) / rd_last = (¥11,500,100 - ¥10,000,000) / ¥10,000,000 = 15.001%\n  row over 15%: 8%\n  = 8%',
    );
  });

  it('follows the selection, and says what is missing', () => {
    expect(hoverAt(at('growth over'), { select: 'eight' })).toContain('= 8%\n```');
    expect(hoverAt(at('growth over'), { select: 'nothing' })).toContain('In “nothing”: unknown, needs rd\\_now, rd\\_last');
  });

  it('that the example settles is told as such', () => {
    const text = rd.replace('example "nothing" {', 'example "nothing" {\n  growth = 20%');
    expect(hoverAt(at('growth over', text), { select: 'nothing' })).toContain('In “nothing”: 20%, as the example itself says');
  });

  it('of a clause is told item by item under each', () => {
    const text = `fact works "Works": list of { price: money from 0元 }
clause c {
  each works
  let half = 50% of price
  award ¦half
}
example "x" {
  works = [ { price = 10元 }, { price = 4元 } ]
}
`;
    expect(hoverAt(text)).toContain('works[0]: half = 50% of price = 50% of ¥10 = ¥5\nworks[1]: half = 50% of price = 50% of ¥4 = ¥2');
    expect(hoverAt(text.replace('[ { price = 10元 }, { price = 4元 } ]', '[]'))).not.toContain('In “x”');
  });

  it('stops after eight lines', () => {
    const lets = Array.from({ length: 20 }, (_, i) => `let v${i + 1} = v${i} + 1元`).join('\n');
    const text = hoverAt(`let v0 = a * 2\nfact a: money\n${lets}\nclause c { award ¦v20 }\nexample "x" {\n  a = 1元\n}\n`) ?? '';
    const block = text.split('```clause\n')[1]?.split('\n```')[0]?.split('\n') ?? [];
    expect(block).toHaveLength(8);
    expect(block[7]).toBe('…');
    // 2 + 20
    expect(text).toContain('In “x”: ¥22');
  });
});

describe('a clause', () => {
  it('is told with its source, its words, who is responsible, its dates, and how it came to its amount', () => {
    const text = hoverAt(at('rise "')) ?? '';
    expect(text).toContain('**rise** — clause “Support”');
    expect(text).toContain('source: Article 7\n\n> R\\&D that grows by more than 10%');
    expect(text).toContain('department: Office of \\*Science\\*');
    // Its own dates within the policy's.
    expect(text).toContain('effective: 2025-04-01 to 2026-12-31');
    // 8% of 1,500,100 = 120,008; less a tenth 108,007.20; cap 100,000.
    expect(text).toContain('In “fifteen”: ¥100,000');
    expect(text).toContain(
      [
        '✓ growth over 10% (growth = 15.001%)',
        '✓ rd_now over 100万元 (rd_now = ¥11,500,100)',
        'award rate of more: ¥120,008',
        'less 10% of this: ¥120,008 → ¥108,007.20',
        'cap 10万元: ¥108,007.20 → ¥100,000, the cap bites',
      ].join('\n'),
    );
  });

  it('that does not pay is told by what fails', () => {
    const text = hoverAt(at('rise "'), { select: 'eight' }) ?? '';
    expect(text).toContain('In “eight”: ineligible: growth must exceed 10%');
    expect(text).toContain('✗ growth over 10% (growth = 8%)');
  });
});

describe('statements', () => {
  it('tell what they did', () => {
    expect(hoverAt(at('when growth'))).toContain('In “fifteen”: ✓ yes (growth = 15.001%)');
    expect(hoverAt(at('when growth'), { select: 'eight' })).toContain('In “eight”: ✗ no (growth = 8%)\n\nIf not: growth must exceed 10%');
    expect(hoverAt(at('when any'))).toContain('- size = large: ✗ (size = small)\n- rd\\_now over 100万元: ✓ (rd\\_now = ¥11,500,100)');
    expect(hoverAt(at('award'))).toContain('In “fifteen”: ¥120,008');
    expect(hoverAt(at('award'), { select: 'eight' })).toContain('In “eight”: not reached');
    const less = hoverAt(at('less ')) ?? '';
    expect(less).toContain('In “fifteen”: ¥120,008 → ¥108,007.20');
    expect(less).toContain('10% of this\n= 10% of ¥120,008\n= ¥12,000.80');
    expect(hoverAt(at('cap '))).toContain('In “fifteen”: ¥108,007.20 → ¥100,000, the cap bites');
  });

  it('every keyword has its sentence in both languages', () => {
    for (const { id } of KEYWORDS) {
      expect(keywordTexts[id][0]).toMatch(/^[A-Z][^。]+\.$/);
      expect(keywordTexts[id][1]).toMatch(/。$/);
    }
    expect(hoverAt(at('cap '), { locale: 'zh-cn' })).toContain('金额不超过此数。');
  });

  it('a section tells what its clauses pay together', () => {
    expect(hoverAt(at('II. Research'))).toBe('**II. Research** — section, 1 clause\n\nIn “fifteen”: its clauses pay ¥100,000');
  });

  it('an expectation tells what was computed, in its own example', () => {
    const text = rd.replace('example "eight" {', 'example "eight" {\n  expect rise ineligible');
    expect(hoverAt(at('expect', text))).toContain('In “eight”: ✓ ineligible: growth must exceed 10%');
  });
});

describe('what is no name', () => {
  it('an operator tells its expression’s type and value', () => {
    const text = hoverAt(at('- rd_last', rd, 2)) ?? '';
    expect(text).toContain('Type: an amount in CNY');
    // 11,500,100 - 10,000,000
    expect(text).toContain('= ¥11,500,100 - ¥10,000,000\n= ¥1,500,100');
  });

  it('a bracket tells what stands inside it', () => {
    expect(hoverAt(at('(rd_now'))).toContain('In “fifteen”: ¥1,500,100');
    expect(hoverAt(at(') / rd_last'))).toContain('In “fifteen”: ¥1,500,100');
  });

  it('the cap of a limit over a list is told item by item', () => {
    const text =
      'fact works: list of { price: money from 0元 }\nclause one {\n  each works\n  award price\n}\nlimit l {\n  each works\n  among one\n  cap 50% of price\n}\nexample "x" {\n  works = [ { price = 8元 }, { price = 2元 } ]\n}\n';
    expect(hoverAt(at('of price', text))).toContain('works[0]: 50% of price = 50% of ¥8 = ¥4\nworks[1]: 50% of price = 50% of ¥2 = ¥1');
  });

  it('`this` in a step is the amount before it', () => {
    expect(hoverAt(at('of this'))).toContain('= 10% of ¥120,008\n= ¥12,000.80');
    expect(hoverAt(at('this\n'))).toContain('In “fifteen”: ¥120,008');
  });

  it('a row tells whether it applies, and for what', () => {
    expect(hoverAt(at('over 15%:'))).toContain('In “fifteen”: this row applies (growth = 15.001%)');
    expect(hoverAt(at('8%\n}'))).toContain('this row applies (growth = 15.001%)');
    expect(hoverAt(at('over 15%:'))).not.toContain('```');
    expect(hoverAt(at('over 10% to'))).toContain('this row does not apply (growth = 15.001%)');
    expect(hoverAt(at(':        8%'))).toBe('In “fifteen”: this row applies (growth = 15.001%)');
    expect(hoverAt(at('over 15%:'), { select: 'nothing' })).toContain('whether this row applies is not known yet');
  });

  it('a number tells every digit, wherever it stands', () => {
    expect(hoverAt(at('100万元'))).toBe('100万元 = ¥1,000,000\n\nType: an amount in CNY');
    expect(hoverAt(at('1000万元'))).toContain('1000万元 = ¥10,000,000');
    expect(hoverAt(at('0%:'))).toContain('10% = 0.1');
    expect(hoverAt('fact a: money from ¦5000万元\n')).toContain('5000万元 = ¥50,000,000');
    expect(hoverAt('fact a: money from ¦5000万元\n', { locale: 'zh-cn' })).toContain('5000万元 = 50,000,000元');
    expect(hoverAt('let a = ¦1.2亿元\n', { locale: 'zh-cn' })).toContain('1.2亿元 = 120,000,000元');
    // One acre of 亩 is 2000/3 m²: three are 2,000.
    expect(hoverAt('let a = ¦3亩\n')).toContain('3亩 = 2,000 m2');
    expect(hoverAt('let a = 2 ¦years\n')).toContain('× 12');
    expect(hoverAt('let a = ¦2 years\n')).toContain('2 years = 24 months');
    expect(hoverAt('unit 席\nlet a = ¦3席\n')).toContain('3席');
    expect(hoverAt('let a = ¦3 parsecs\n') ?? '').not.toContain('= 3');
  });

  it('a date tells its weekday and how far it is from the day of judgement', () => {
    // 2025-04-01 was a Tuesday; to 2025-06-01 are 29 + 31 + 1 = 61 days.
    expect(hoverAt(at('2025-04-01'))).toBe('**2025-04-01** — Tuesday\n\nIn “fifteen”: 61 days before the day of judgement');
    expect(hoverAt(at('2026-12-31'))).toContain('after the day of judgement');
    expect(hoverAt('policy "p" {\n  issued ¦1969-12-31\n}\n')).toBe('**1969-12-31** — Wednesday');
  });
});

describe('names', () => {
  it('a fact that is not given says so, one with a default what it is', () => {
    expect(hoverAt(at('rd_now  "'), { select: 'nothing' })).toContain('In “nothing”: not given');
    expect(hoverAt(at('size    '))).toContain('In “fifteen”: small (the default)');
    expect(hoverAt(at('small "up'))).toContain('**small** — member of size “up to 100”\n\nIn “fifteen”: yes, it is this one');
    expect(hoverAt(at('large }'))).toContain('no, it is small');
  });

  it('a group tells who is kept and what the others would have had; a limit what it cuts from whom', () => {
    const text = `fact a: money from 0元
clause one { award a }
clause two { award 2 * a }
exclusive best "One of them" {
  source "Article 9" "not both"
  among one, two, choose highest
}
limit together {
  among two
  cap 7元
}
example "x" {
  a = 5元
}
`;
    const group = hoverAt(at('best', text)) ?? '';
    expect(group).toContain('source: Article 9\n\n> not both\n\namong: one, two');
    expect(group).toContain('In “x”: → two ¥10 (one ¥5 otherwise)\n\n- one: ¥5 on its own, given up for two\n- two: ¥10, kept');
    expect(hoverAt(at('together', text))).toContain('In “x”: ¥10 → ¥7, cuts ¥3\n\n- The limit: ¥7\n- two: cut by ¥3, gets ¥7');
    expect(hoverAt(at('one {', text))).toContain('group best: two is kept');
    // On the statements of the group and the limit, and of a clause, the same in a line.
    expect(hoverAt(at('choose', text))).toContain('In “x”: → two ¥10 (one ¥5 otherwise)');
    expect(hoverAt(at('cap', text))).toContain('In “x”: ¥10 → ¥7, cuts ¥3');
    expect(hoverAt(at('clause two', text))).toContain('In “x”: ¥7');
  });

  it('a choice over a list tells each item that counts', () => {
    const text = `fact works: list of { price: money from 0元, done: boolean }
let best = ¦highest each works { price when done }
clause c { award best }
example "x" {
  works = [ { price = 3元, done = yes }, { price = 9元, done = no }, { price = 5元, done = yes } ]
}
`;
    const shown = hoverAt(text) ?? '';
    expect(shown).toContain('works[0]: ✓ price = ¥3\n  works[2]: ✓ price = ¥5\n= ¥5');
    expect(hoverAt(text.replace('¦', '').replace('when done', '¦when done'))).toBeDefined();
  });

  it('within an example are told by its own values', () => {
    expect(hoverAt(at('rd_now = 1080'))).toContain('In “eight”: ¥10,800,000');
    expect(hoverAt(at('eight"'))).not.toContain('The values beside the policy');
    expect(hoverAt(at('eight"'), { select: 'eight' })).toContain('The values beside the policy');
  });

  it('an example and an imported file', () => {
    expect(hoverAt(at('fifteen"').replace('¦', '').replace('"fifteen"', '"¦fifteen"'))).toContain(
      '**fifteen** — example\n\nTotal: ¥100,000',
    );
    const files = { 'base.clause': 'fact a: money\nclause far { award a }\n' };
    expect(hoverAt('import "./¦base.clause"\n', { files })).toBe('**base.clause** — file; facts: 1, clauses: 1');
  });
});

describe('wherever it stands', () => {
  it('in a literate file, behind an emoji, in CRLF, in Chinese', () => {
    const text =
      '# 😀 说明\r\n\r\n正文。\r\n\r\n```clause\r\n要素 甲 “👍🏽 投入”：金额\r\n定义 乙 = 甲的50%\r\n条款 丙 { 支持 ¦乙 }\r\n示例 “子” ｛\r\n  甲 = 200万元\r\n｝\r\n```\r\n';
    expect(hoverAt(text, { name: 'a.clause.md', locale: 'zh-cn' })).toBe(
      '**乙** — 定义\n\n类型：金额（元）\n\n示例“子”中：100万元\n\n```clause\n乙 = 甲的50%\n   = 200万元的50%\n   = 100万元\n```',
    );
    expect(hoverAt(text.replace('¦', '').replace('正文', '¦正文'), { name: 'a.clause.md' })).toBeUndefined();
  });

  it('in half-typed and broken text, at the end, in comments: no harm', () => {
    for (const text of [
      'clause c {\n  award ¦',
      'let x = ¦(',
      'let x = 1 + ¦+',
      'let x = by ¦ {',
      '// ¦note\nfact a: money\n',
      '¦',
      'let x = ¦y',
      'let x = ¦x',
      'clause ¦',
      'let a = ¦99999999999999999999999999万元\n',
    ])
      expect(() => hoverAt(text)).not.toThrow();
    expect(hoverAt('// ¦fact note\nfact a: money\n')).toBeUndefined();
  });

  it('without an example tells what is declared', () => {
    const text = 'fact a: money\nlet b = 2 * a\nclause c { award ¦b }\n';
    expect(hoverAt(text)).toBe('**b** — derived value\n\nType: an amount in CNY');
  });

  it('escapes what the author wrote', () => {
    const text = 'fact ¦a "[x](http://y) <img> `q` &amp; **b**\\n# c": text\nexample "e" {\n  a = "```<b>"\n}\n';
    const shown = hoverAt(text) ?? '';
    expect(shown).toContain('“\\[x\\](http://y) \\<img\\> \\`q\\` \\&amp; \\*\\*b\\*\\*');
    expect(shown).not.toMatch(/[^\\]<img>/);
  });

  it('nowhere and beyond the end: nothing, as the server answers', async () => {
    const session = await Session.start();
    try {
      const uri = session.uri('a.clause');
      await session.open(uri, 'fact a: money\n');
      const ask = (textDocument: { uri: string }, line: number) =>
        session.connection.sendRequest('textDocument/hover', { textDocument, position: { line, character: 900 } });
      expect(await ask({ uri }, 900)).toBeNull();
      expect(await ask({ uri: session.uri('b.clause') }, 0)).toBeNull();
    } finally {
      await session.stop();
    }
  });
});
