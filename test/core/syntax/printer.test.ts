import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameTree } from '../../../server/src/core/syntax/compare';
import { parseFile } from '../../../server/src/core/syntax/file';
import { languageOf } from '../../../server/src/core/syntax/keywords';
import { format, formatEdits } from '../../../server/src/core/syntax/printer';

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((e) =>
    e.isDirectory() ? filesBelow(join(folder, e.name)) : [join(folder, e.name)],
  );
}

const SAMPLES = filesBelow('samples')
  .filter((f) => f.endsWith('.clause'))
  .map((f) => readFileSync(f, 'utf8'));

describe('the printer', () => {
  it('sets spaces, indentation, blank lines and columns', () => {
    const messy = `


policy "P"{
number   "1"
    issued 2025-01-01
}
fact  a "A":money from 0元   default 5元 // the base
fact longer_name "B" : one of {x "X",y}



// about c
clause c "t"{

  source "1"
      when a>5元 and b
       or not ( x=y )
  award by p|q{to 1 万元|x:500元,any | longer_name :- 5 % of a}
  cap 1:1 of min( a,b )per year

}
`;
    expect(format(messy)).toBe(`policy "P" {
  number "1"
  issued 2025-01-01
}
fact a           "A": money from 0元 default 5元  // the base
fact longer_name "B": one of { x "X", y }

// about c
clause c "t" {
  source "1"
  when  a > 5元 and b
    or not (x = y)
  award by p | q { to 1万元 | x: 500元, any | longer_name: -5% of a }
  cap   1:1 of min(a, b) per year
}
`);
  });

  it('sets neighbouring entries of one kind in columns', () => {
    const text = `example "e" {
  a = 1
  long_name = 2
  expect c = 3
  expect total excluded
}
clause c "t" {
  award highest {
    1 USD when a
    100 USD when b
  }
  cap 5 USD when a
  cap 5000 USD when b
}
let x = by y | z {
  a | b: 1
  any | from 5: 2
}
`;
    expect(format(text)).toBe(`example "e" {
  a         = 1
  long_name = 2
  expect c     = 3
  expect total excluded
}
clause c "t" {
  award highest {
    1 USD   when a
    100 USD when b
  }
  cap   5 USD    when a
  cap   5000 USD when b
}
let x = by y | z {
  a   | b:      1
  any | from 5: 2
}
`);
  });

  it('writes ASCII for full-width forms, spaces into glued words, and `at least`, `at most` in one-ended tests', () => {
    expect(format('要素 甲：金额　不低于　１０万元\n条款 c “t” ｛\n条件甲超过5万元\n支持甲的50％\n｝\n')).toBe(
      '要素 甲: 金额 不低于 10万元\n条款 c “t” {\n  条件 甲 超过 5万元\n  支持 甲 的 50%\n}\n',
    );
    expect(format('require a from 5 and b to 6 and c from 1 to 2 and d over 1\nfact e: money from 0\n')).toBe(
      'require a at least 5 and b at most 6 and c from 1 to 2 and d over 1\nfact e: money from 0\n',
    );
  });

  it('leaves an item with a syntax error as it is, and lays out the others', () => {
    expect(format('let   a=1\nlet   b=(1\nlet   c=3')).toBe('let a = 1\nlet   b=(1\nlet c = 3\n');
  });

  it('keeps line ends, byte-order mark, texts over several lines, and dates as they are written', () => {
    expect(format('\uFEFFlet a=1\r\nlet b=2025年4月1日\r\n')).toBe('\uFEFFlet a = 1\r\nlet b = 2025年4月1日\r\n');
    expect(format('clause c "t" {\nsource """x\n   y"""\naward 1\n}\n')).toBe('clause c "t" {\n  source """x\n   y"""\n  award 1\n}\n');
  });

  it('lays out the fences of literate files and nothing else', () => {
    const text = '# A  b\n\n```clause\nlet   a=1\n```\n\n- x\n  ```clause\n  let   b=2\n  ```\n> ```clause\n> let   c=3\n> ```\n';
    expect(format(text, { literate: true })).toBe(text.replace('let   a=1', 'let a = 1').replace('let   b=2', 'let b = 2'));
  });

  it('formats a range by its items', () => {
    const text = 'let   a=1\nlet   b=2\nlet   c=3\n';
    expect(formatEdits(text, {}, 12, 13)).toEqual([{ start: 10, end: 20, text: 'let b = 2\n' }]);
  });
});

describe('keywords in the other language', () => {
  it('and back', () => {
    const en = `fact a    "A": money from 0元 default 5元
fact list "L": list to 20 of {
  k "K": one of { x }
}
fact more "M": list of { k: text }
clause c "t" {
  department "d"
  when any { a at least 5元 "r"
    b at most 6元 }
  award up to by a { from 5元 to 6元: 1, otherwise: 2 } of sum each list { 1 when k = x }
  cap   5元 per year
  round half to 1元 when as_of > 2025-01-01
}
example "e" like "f" {
  on 2025-01-01
  paid c = 5元 on 2024-01-01
  expect total = 5元 within 1元 at most
}
`;
    const zh = `要素 a    "A": 金额 不低于 0元 默认 5元
要素 list "L": 清单 至 20 {
  k "K": 单选 { x }
}
要素 more "M": 清单 { k: 文本 }
条款 c "t" {
  责任单位 "d"
  条件 任一 { a 不低于 5元 "r"
    b 不超过 6元 }
  支持 最高 按 a { 不低于 5元 至 6元: 1, 其他: 2 } 的 合计 逐项 list { 1 条件 k = x }
  封顶 5元 每年
  取整 四舍五入 至 1元 条件 认定日 > 2025-01-01
}
示例 "e" 同 "f" {
  日期 2025-01-01
  已付 c = 5元 于 2024-01-01
  应得 总计 = 5元 误差 1元 至多
}
`;
    expect(format(en)).toBe(en);
    // With a fact called `list` the type would keep its Chinese word in English: no new spelling of a keyword meets a name. So it is renamed.
    expect(format(en, { keywords: 'zh' })).toBe(zh);
    expect(format(zh.replaceAll('list', 'items'), { keywords: 'en' })).toBe(
      format(en.replaceAll('fact list', 'fact items').replace('each list', 'each items')),
    );
  });

  it('a declared name is never touched, nor met by a new spelling', () => {
    expect(format('fact 依据: money\nclause c "t" {\n  source "1"\n  award 依据\n}\n', { keywords: 'zh' })).toBe(
      '要素 依据: 金额\n条款 c "t" {\n  source "1"\n  支持 依据\n}\n',
    );
    expect(
      format('fact k: one of { 其他, x }\nlet a = by k { x: 1, 其他: 2 }\nlet b = by k { x: 1, otherwise: 2 }\n', { keywords: 'zh' }),
    ).toBe('要素 k: 单选 { 其他, x }\n定义 a = 按 k { x: 1, 其他: 2 }\n定义 b = 按 k { x: 1, otherwise: 2 }\n');
    expect(format('要素 k: 单选 { 其他, x }\n定义 a = 按 k { x: 1, 其他: 2 }\n', { keywords: 'en' })).toBe(
      'fact k: one of { 其他, x }\nlet a = by k { x: 1, 其他: 2 }\n',
    );
  });

  it('leaves none of a sample in the old one', () => {
    for (const text of SAMPLES) {
      for (const language of ['en', 'zh'] as const) {
        const tree = parseFile(format(text, { keywords: language }));
        const names = new Set(tree.items.flatMap((x) => x.item.declares));
        const left = tree.items.flatMap((x) =>
          x.item.tokens.filter((t) => t.keyword && languageOf(t.text) !== language && !names.has(t.text)).map((t) => t.text),
        );
        expect(left).toEqual([]);
      }
    }
  });
});

describe('over all samples, whole and broken', () => {
  const keep = ['keep', 'en', 'zh'] as const;
  const comments = (text: string) =>
    parseFile(text).items.flatMap((x) => x.item.tokens.filter((t) => t.kind === 'comment').map((t) => t.text));

  const laidOut = (text: string, keywords: (typeof keep)[number]) => {
    const once = format(text, { keywords });
    if (format(once, { keywords }) !== once) throw new Error(`not idempotent (${keywords}):\n${once}`);
    const a = parseFile(text).items.filter((x) => x.item.node.kind !== 'broken');
    const b = parseFile(once).items.filter((x) => x.item.node.kind !== 'broken');
    if (a.length !== b.length || a.some((x, i) => !sameTree(x.item.node, b[i]?.item.node)))
      throw new Error(`another tree (${keywords}):\n${once}`);
    if (comments(text).join('\n') !== comments(once).join('\n')) throw new Error(`comments lost (${keywords}):\n${once}`);
  };

  it('is idempotent, keeps the tree and the comments', () => {
    for (const text of SAMPLES) for (const keywords of keep) laidOut(text, keywords);
  }, 120_000);

  it('also after edits', () => {
    const pieces = SAMPLES.flatMap((text) => parseFile(text).items.map((x) => x.item.text)).filter((t) => t.length > 80 && t.length < 1500);
    const bits = [
      '\n',
      '\n\n',
      ' ',
      '// x\n',
      ';',
      ',',
      '(a)',
      '- ',
      '{',
      '}',
      '"s"',
      'when a',
      '条件 a\n',
      ' 的 5%',
      '5元',
      ' and b',
      '\n  and b',
      'a | b: 1\n',
      '1:1',
      '其他: 1\n',
      '/',
    ];
    fc.assert(
      fc.property(
        fc.nat(pieces.length - 1),
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(bits.length - 1), fc.nat(4)), { maxLength: 3 }),
        fc.constantFrom(...keep),
        (which, edits, keywords) => {
          let text = pieces[which] ?? '';
          for (const [where, bit, cut] of edits) {
            const at = Math.floor(where * text.length);
            text = text.slice(0, at) + bits[bit] + text.slice(at + cut);
          }
          laidOut(text, keywords);
        },
      ),
      { numRuns: 1500, seed: 42 },
    );
  }, 300_000);
});
