/** What stands at the ends of lines for the selected example. Amounts are worked out by hand in comments. */
import { afterEach, describe, expect, it } from 'vitest';
import { inlayHints } from '../../server/src/features/inlayHints';
import { hintLines, hintsOf, opened } from './shown';
import { Session } from './support';

const rd = `fact now_  "This year": money from 0元
fact last  "Last year": money from 0元
fact small "A small firm": boolean
let growth "Growth" = (now_ - last) / last

clause rise "Rise" {
  when last over 0元 "nothing to grow from"
  when growth over 10% "growth must exceed 10%"
  when any {
    small "not small"
    now_ over 2000万元 "too little"
  }
  award by growth {
    to 20%:   10%
    over 20%: 20%
  } of now_
  less  15% of this "own share"
  cap   100万元
  floor 50万元 when small
  round down to 1万元
}

example "grows by 8%" {
  last = 1000万元, now_ = 1080万元, small = no
}
example "grows by half" {
  last = 400万元, now_ = 600万元, small = yes
}
example "by 12%" {
  last = 100万元, now_ = 112万元, small = yes
}
example "nothing said" {
  small = yes
}
`;

describe('conditions', () => {
  it('say whether they hold and for which values, after the first that fails too', () => {
    // (1080 - 1000) / 1000 = 8%
    expect(hintLines(rd, /^(when|small|now_)/)).toEqual([
      'when last over 0元 "nothing to grow from" » ✓ last = ¥10,000,000',
      'when growth over 10% "growth must exceed 10%" » ✗ growth = 8%',
      'small "not small" » ✗',
      'now_ over 2000万元 "too little" » ✗ now_ = ¥10,800,000',
    ]);
  });

  it('follow the selection; an example that is gone leaves the first one selected', () => {
    expect(hintLines(rd, 'when growth', { select: 'grows by half' })).toEqual([
      'when growth over 10% "growth must exceed 10%" » ✓ growth = 50%',
    ]);
    expect(hintLines(rd, 'when growth', { select: 'no such' })).toEqual(['when growth over 10% "growth must exceed 10%" » ✗ growth = 8%']);
    expect(hintLines(rd, /^example/, { select: 'grows by half' }).map((line) => line.includes('●'))).toEqual([false, true, false, false]);
  });

  it('name what is missing', () => {
    expect(hintLines(rd, /^when/, { select: 'nothing said' })).toEqual([
      'when last over 0元 "nothing to grow from" » ? needs last',
      'when growth over 10% "growth must exceed 10%" » ? needs now_, last',
    ]);
  });

  it('of `and` name the part that fails, of `or` the part that holds', () => {
    const both = `fact a: integer 人 from 0人\nfact b: integer 人 from 0人\nrequire a over 3人 and b over 3人\nrequire a over 3人 or b over 3人
example "x" {\n  a = 5人, b = 2人\n}\nclause c { award 1元 }\n`;
    expect(hintLines(both, /^require/)).toEqual([
      'require a over 3人 and b over 3人 » ✗ b = 2 人',
      'require a over 3人 or b over 3人 » ✓ a = 5 人',
    ]);
  });

  it('with a derived yes or no look behind its name', () => {
    const text = `fact a: integer 人 from 0人\nlet large = a over 100人\nrequire large "large ones only"\nclause c { award 1元 }\nexample "x" {\n  a = 5人\n}\n`;
    expect(hintLines(text, /^(require|let)/)).toEqual([
      'let large = a over 100人 » = no (a = 5 人)',
      'require large "large ones only" » ✗ a = 5 人',
    ]);
  });

  it('say of an error what it is', () => {
    const text = `fact a: money\nclause c {\n  when 1元 / a over 2\n  award 1元\n}\nexample "x" {\n  a = 0元\n}\n`;
    expect(hintLines(text, 'when')).toEqual(['when 1元 / a over 2 » ⚠ error: division by zero']);
  });
});

describe('steps', () => {
  it('show the amount after each, and what bites', () => {
    // growth 50%: 20% of 600万 = 120万; less 15% = 102万; cap 100万; the floor of 50万 is below; a multiple of 1万 already.
    expect(hintLines(rd, /^(\}|less|cap|floor|round|over|to)/, { select: 'grows by half' })).toEqual([
      'over 20%: 20% » ◂ applies',
      '} of now_ » = ¥1,200,000',
      'less  15% of this "own share" » ¥1,200,000 → ¥1,020,000',
      'cap   100万元 » ¥1,020,000 → ¥1,000,000, the cap bites',
      'floor 50万元 when small » ¥1,000,000, not raised',
      'round down to 1万元 » ¥1,000,000, unchanged',
    ]);
    // growth 12%: 10% of 112万 = 11.2万; less 15% = 9.52万; under the cap; raised to 50万.
    expect(hintLines(rd, /^(\}|less|cap|floor|round|over|to)/, { select: 'by 12%' })).toEqual([
      'to 20%:   10% » ◂ applies',
      '} of now_ » = ¥112,000',
      'less  15% of this "own share" » ¥112,000 → ¥95,200',
      'cap   100万元 » ¥95,200, does not bite',
      'floor 50万元 when small » ¥95,200 → ¥500,000, raised',
      'round down to 1万元 » ¥500,000, unchanged',
    ]);
  });

  it('show nothing where a condition fails or is not known', () => {
    for (const select of ['grows by 8%', 'nothing said']) expect(hintLines(rd, /^(\}|less|cap|floor|round)/, { select })).toEqual([]);
  });

  it('tell what a step that does not apply waits for, and what a window has left', () => {
    const text = `fact cost: money\nfact green: boolean\nclause c {\n  award cost\n  cap 5元 when green\n  cap 9元 ever\n}
example "x" {\n  on 2025-06-01\n  cost = 8元, green = no\n  paid c = 2元 on 2025-01-01\n}\n`;
    // 9元 less the 2元 that were paid leave 7元.
    expect(hintLines(text, 'cap')).toEqual(['cap 5元 when green » does not apply', 'cap 9元 ever » ¥8 → ¥7, the cap bites']);
    expect(hintsOf(text).find(({ line }) => line.startsWith('cap 9'))?.tooltip).toContain('What is left of the cap: ¥7');
  });

  it('round what has no finite decimal', () => {
    const text = 'fact cost: money\nclause c {\n  award cost / 3\n}\nexample "x" {\n  cost = 1元\n}\n';
    expect(hintLines(text, 'award')).toEqual(['award cost / 3 » ≈ ¥0.33']);
  });
});

const works = `fact works "Works": list of { price "Price": money from 0元, done "Done": boolean }
clause each_one "Each" {
  each works
  let half = 50% of price
  when done "not done"
  award half
  cap 3元
}
example "three" {
  works = [ { price = 10元, done = yes }, { price = 4元, done = no }, { price = 2元, done = yes } ]
}
example "one" {
  works = [ { price = 10元, done = no } ]
}
example "none" {
  works = []
}
example "not said" {
}
`;

describe('over a list', () => {
  it('is short, with the items in the tooltip', () => {
    // Halves: 5, 2, 1; the second is not done; the first is cut to 3. Together 3 + 1.
    expect(hintLines(works, /^(clause|let|when|award|cap)/)).toEqual([
      'clause each_one "Each" { » → ¥4',
      'let half = 50% of price » = ¥5, ¥2, ¥1',
      'when done "not done" » ✓ 2 of 3',
      'award half » = ¥5, ¥1',
      'cap 3元 » = ¥3, ¥1 (the cap bites for 1 of 2)',
    ]);
    const tooltips = hintsOf(works);
    expect(tooltips.find(({ line }) => line.startsWith('when'))?.tooltip).toBe(
      'In “three”\n\n- ✓ works\\[0\\]\n- ✗ works\\[1\\]\n- ✓ works\\[2\\]\n\nIf not: not done',
    );
    expect(tooltips.find(({ line }) => line.startsWith('cap'))?.tooltip).toContain(
      '- works\\[0\\]: ¥5 → ¥3, the cap bites\n- works\\[2\\]: ¥1, does not bite',
    );
  });

  it('of one item says why; of none that the list is empty; of an unknown list what is needed', () => {
    expect(hintLines(works, /^(clause|when)/, { select: 'one' })).toEqual([
      'clause each_one "Each" { » → ineligible: not done',
      'when done "not done" » ✗',
    ]);
    expect(hintLines(works, /^(clause|when|let)/, { select: 'none' })).toEqual([
      'clause each_one "Each" { » → ineligible: the list is empty',
    ]);
    expect(hintLines(works, /^(clause|when)/, { select: 'not said' })).toEqual([
      'clause each_one "Each" { » → needs works',
      'when done "not done" » ? needs works',
    ]);
  });
});

describe('groups and limits', () => {
  const text = `fact a: money from 0元
clause one { award a }
clause two { award 2 * a }
clause three { award 3元 }
exclusive best { among one, two, choose highest }
limit together {
  among two, three
  cap 10元
}
example "x" {
  a = 5元
}
example "nil" {
  a = 0元
}
`;
  it('say whom they keep, what the others would have had, what is cut', () => {
    // best: two (10) beats one (5). Without choose they are in conflict. together: two 10 and three 3, of which 10 may be paid.
    expect(hintLines(text, /^exclusive/)[0]).toBe('exclusive best { among one, two, choose highest } » → two ¥10 (one ¥5 otherwise)');
    expect(hintLines(text.replace(', choose highest', ''), 'exclusive')).toEqual([
      'exclusive best { among one, two } » ✗ conflict: one ¥5, two ¥10',
    ]);
    expect(hintLines(text, 'limit')).toEqual(['limit together { » ¥13 → ¥10, cuts ¥3']);
    expect(hintsOf(text).find(({ line }) => line.startsWith('limit'))?.tooltip).toBe(
      'In “x”\n\n- The limit: ¥10\n- two: ¥10\n- three: cut by ¥3, gets ¥0',
    );
    expect(hintLines(text, /^(exclusive|limit)/, { select: 'nil' })).toEqual([
      'exclusive best { among one, two, choose highest } » → no member pays',
      'limit together { » ¥3, at most ¥10: does not bite',
    ]);
  });

  it('over a list tell each item’s', () => {
    const each = `fact works: list of { price: money from 0元 }
clause one {
  each works
  award price
}
clause two {
  each works
  award 4元
}
exclusive best {
  each works
  among one, two, choose highest
}
limit little {
  each works
  among one, two
  cap 5元
}
example "x" {
  works = [ { price = 9元 }, { price = 1元 } ]
}
`;
    // works[0]: one 9 against 4, works[1]: two 4 against 1. Then 9 is cut to 5: 5 + 4 of 9 + 4.
    expect(hintLines(each, /^(exclusive|limit)/)).toEqual(['exclusive best { » → one, two', 'limit little { » ¥13 → ¥9, cuts ¥4']);
    const tooltips = hintsOf(each);
    expect(tooltips.find(({ line }) => line.startsWith('exclusive'))?.tooltip).toContain(
      '- works\\[0\\] one: ¥9, kept\n- works\\[0\\] two: ¥4 on its own, given up for one\n- works\\[1\\] one: ¥1 on its own, given up for two',
    );
    expect(tooltips.find(({ line }) => line.startsWith('limit'))?.tooltip).toContain('- one: cut by ¥4, gets ¥5\n- two: ¥4');
  });

  it('lead to the clause that is kept, once they are looked at', async () => {
    const session = await Session.start();
    try {
      const uri = session.uri('a.clause');
      await session.open(uri, text);
      await session.diagnostics(uri);
      const hint = (await session.hints(uri)).find(({ label }) => String(label).includes('otherwise'));
      const resolved = await session.connection.sendRequest('inlayHint/resolve', hint);
      expect(resolved).toMatchObject({
        tooltip: { kind: 'markdown', value: expect.stringContaining('one: ¥5 on its own, given up for two') },
        label: [{ value: '→ two ¥10 (one ¥5 otherwise)', location: { uri, range: { start: { line: 2, character: 7 } } } }],
      });
    } finally {
      await session.stop();
    }
  });
});

describe('derived values', () => {
  it('are told but where they are written as such; one that the example settles is told', () => {
    const text =
      'fact a: money\nlet rate = 5%\nlet b = rate of a\nclause c { award b }\nexample "x" {\n  a = 200元\n}\nexample "y" {\n  a = 200元\n  rate = 6%\n}\n';
    expect(hintLines(text, 'let')).toEqual(['let b = rate of a » = ¥10']);
    expect(hintLines(text, 'let', { select: 'y' })).toEqual(['let rate = 5% » = 6%', 'let b = rate of a » = ¥12']);
  });

  it('and what is expected of them are shown alike', () => {
    const text = rd.replace('small = no\n', 'small = no\n  expect growth = 8%\n');
    expect(hintLines(text, /^(let growth|expect)/)).toEqual([
      'let growth "Growth" = (now_ - last) / last » = 8%',
      'expect growth = 8% » ✓ 8%',
    ]);
  });

  it('come with how they came about', () => {
    const tooltip = hintsOf(rd, { select: 'grows by half' }).find(({ line }) => line.startsWith('let growth'))?.tooltip;
    expect(tooltip).toBe(
      'In “grows by half”\n\n```clause\ngrowth = (now_ - last) / last\n       = (¥6,000,000 - ¥4,000,000) / ¥4,000,000\n       = 50%\n```',
    );
  });

  it('in slices tell what each adds', () => {
    const text =
      'fact p: money from 0元\nclause c {\n  award marginal p {\n    to 100元:  10%\n    over 100元: 20%\n  }\n}\nexample "x" {\n  p = 150元\n}\n';
    // 10% of 100 and 20% of 50.
    expect(hintLines(text, /^(to|over|\})/)).toEqual(['to 100元:  10% » = ¥10', 'over 100元: 20% » = ¥10', '} » = ¥20']);
  });
});

describe('wherever they stand', () => {
  it('in Chinese, with full-width punctuation and CRLF', () => {
    const text = [
      '要素 投入 “投入”：金额 不低于 0元',
      '条款 补助 “补助” ｛',
      '  条件 投入 超过 100万元 “投入不足”',
      '  支持 投入的50%',
      '  封顶 80万元',
      '｝',
      '示例 “甲” ｛',
      '  投入 = 200万元',
      '｝',
      '',
    ].join('\r\n');
    // 一半是 100 万，封顶 80 万。
    expect(hintLines(text, /^/, { locale: 'zh-cn' })).toEqual([
      '条款 补助 “补助” ｛ » → 80万元',
      '条件 投入 超过 100万元 “投入不足” » ✓ 投入 = 200万元',
      '支持 投入的50% » = 100万元',
      '封顶 80万元 » 100万元 → 80万元，封顶起作用',
      '示例 “甲” ｛ » ● → 80万元',
    ]);
  });

  it('in the fences of a literate file', () => {
    const text =
      '# 😀 Title\n\nProse.\n\n```clause\nfact a: money\nlet b = 2 * a\n```\n\nMore 👍🏽 prose.\n\n```clause\nclause c { award b }\nexample "x" {\n  a = 2元\n}\n```\n';
    expect(hintLines(text, /^/, { name: 'a.clause.md' })).toEqual([
      'let b = 2 * a » = ¥4',
      'clause c { award b } » → ¥4',
      'clause c { award b } » = ¥4',
      'example "x" { » ● → ¥4',
    ]);
  });

  it('of what another file declares nothing; of a half-typed clause nothing that is not so', () => {
    const files = { 'base.clause': 'fact a: money\nlet b = 2 * a\nclause far { award b }\n' };
    expect(hintLines('import "./base.clause"\nexample "x" {\n  a = 2元\n}\n', /^/, { files })).toEqual(['example "x" { » ● → ¥4']);
    const half = 'fact a: money\nclause c {\n  when a over\n  award a\n}\nexample "x" {\n  a = 2元\n}\n';
    expect(hintLines(half, /^(when|award)/)).toEqual([]);
    expect(hintLines('fact a: money\nclause c {\n  when a over 1元\n  award a')).toEqual([]);
  });

  it('only in the lines that are asked for, whatever the range', () => {
    const { session, uri } = opened(rd);
    const between = (from: number, to: number) =>
      inlayHints(session, { textDocument: { uri }, range: { start: { line: from, character: 0 }, end: { line: to, character: 0 } } }).map(
        ({ position }) => position.line,
      );
    expect(between(6, 8)).toEqual([6, 7]);
    expect(between(5, 6)).toEqual([5]);
    expect(between(500, 900)).toEqual([]);
    expect(
      inlayHints(session, {
        textDocument: { uri: 'file:///nowhere.clause' },
        range: { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } },
      }),
    ).toEqual([]);
  });

  it('stay under eighty characters', () => {
    const long = 'x'.repeat(120);
    const text = `fact kind: one of { a${long}, b }\nrequire kind = b "no"\nclause c { award 1元 }\nexample "x" {\n  kind = a${long}\n}\n`;
    for (const { label } of hintsOf(text)) expect([...label].length).toBeLessThan(80);
  });

  it('can be turned off, each kind by itself', () => {
    const kinds = {
      conditions: /^when/,
      steps: /^(less|cap|floor|round)/,
      lets: /^let/,
      clauseAmounts: /^clause/,
      exampleTotals: /^example/,
    };
    for (const [kind, lines] of Object.entries(kinds)) {
      expect(hintLines(rd, lines, { select: 'grows by half' })).not.toEqual([]);
      expect(hintLines(rd, lines, { select: 'grows by half', settings: { inlayHints: { [kind]: false } } })).toEqual([]);
    }
  });

  it('do not let a name’s own Markdown through', () => {
    const text =
      'fact a: boolean\nclause c {\n  when a "[click](http://x) <b>*now*</b>"\n  award 1元\n}\nexample "`x` [y](z)" {\n  a = no\n}\n';
    const tooltip = hintsOf(text).find(({ line }) => line.startsWith('when'))?.tooltip ?? '';
    expect(tooltip).toContain('In “\\`x\\` \\[y\\](z)”');
    expect(tooltip).toContain('If not: \\[click\\](http://x) \\<b\\>\\*now\\*\\</b\\>');
  });
});

let session: Session | undefined;
afterEach(async () => {
  await session?.stop();
  session = undefined;
});

describe('resolving', () => {
  it('gives back what it cannot place: a hint of a file that changed, or of none', async () => {
    session = await Session.start();
    const uri = session.uri('a.clause');
    await session.open(uri, rd);
    await session.diagnostics(uri);
    const [hint] = await session.hints(uri);
    await session.edit(uri, rd, 'fact a: money\n');
    await session.diagnostics(uri);
    expect(await session.connection.sendRequest('inlayHint/resolve', hint)).toEqual(hint);
    expect(await session.connection.sendRequest('inlayHint/resolve', { ...hint, data: { uri: 'file:///none.clause' } })).toMatchObject({
      label: hint?.label,
    });
    await expect(session.connection.sendRequest('inlayHint/resolve', { label: 3 })).rejects.toThrow(/position/);
  });
});
