/** Refactorings: what each makes of a text, where it is offered and where not. Amounts in titles are worked out by hand. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { able, afterAction, offered } from './actions';
import { Session } from './support';

let s: Session;
let zh: Session;
beforeAll(async () => {
  s = await Session.start(able);
  zh = await Session.start({ ...able, locale: 'zh-cn' });
});
afterAll(async () => {
  await s.stop();
  await zh.stop();
});

/** Growth is 25 %; the base 1000万. Whole: 25 % reaches the rate of 15 %, of 1000万: 150万. In slices: 5 % of 5 points, 10 % of 5, 15 % of 5: 1.5 % of it: 15万. */
const growth = `fact growth "Growth": percent from 0%
fact base "Base": money from 0元

clause grant "Grant" {
  award by growth {
    to 10%: 0%
    over 10% to 15%: 5%
    over 15% to 20%: 10%
    over 20%: 15%
  } of base
}

example "growing firm" {
  growth = 25%
  base = 1000万元
}
`;

describe('slices', () => {
  it('of a share: both readings, with what they pay', async () => {
    const found = await offered(s, growth.replace('by growth', 'b¦y growth'));
    expect(found.titles).toContain('Read as marginal: ¥150,000 instead of ¥1,500,000 for “growing firm”');
    const marginal = await afterAction(s, growth.replace('by growth', '¦by growth'), /^Read as marginal/);
    expect(marginal).toBe(growth.replace('by growth', 'marginal growth'));
    const back = await offered(s, marginal.replace('marginal gro', 'marginal gro¦'));
    expect(back.titles).toContain('Read as one rate for the whole: ¥1,500,000 instead of ¥150,000 for “growing firm”');
    expect(await afterAction(s, marginal.replace('marginal', 'marg¦inal'), /^Read as one rate/)).toBe(growth);
  });

  it('in Chinese, with a row for the rest where the slices leave something out', async () => {
    const text = growth
      .replace('    to 10%: 0%\n', '')
      .replace('award by growth', '支持 ¦累进 growth')
      .replace('over 15% to 20%: 10%', 'from 15% to 20%: 10%');
    const found = await offered(zh, text);
    expect(found.titles).toContain('改为按达到的一档计算全额：示例“growing firm”得 150万元，原为 15万元');
    // Of the point 15 %, which both slices have, only the lower row keeps it.
    expect(await afterAction(zh, text, /^改为按/)).toContain(`  支持 按 growth {
    over 10% to 15%: 5%
    over 15% to 20%: 10%
    over 20%: 15%
    其他: 0
  } of base`);
  });

  it('of an amount: the subject itself is the base', async () => {
    // Of 600万: 400万 at 1 % and 200万 at 2 % are 8万; the whole at 2 % is 12万.
    const tax = `fact profit "Profit": money
clause tax "Tax" { award ¦marginal profit { to 400万元: 1%, over 400万元: 2% } }
example "e" { profit = 600万元 }
`;
    expect((await offered(s, tax)).titles).toContain('Read as one rate for the whole: ¥120,000 instead of ¥80,000 for “e”');
    const whole = await afterAction(s, tax, /^Read as one rate/);
    expect(whole).toContain('award by profit { to 400万元: 1%, over 400万元: 2% } of profit }');
    expect(await afterAction(s, whole.replace('by profit', 'by¦ profit'), /^Read as marginal/)).toBe(tax.replace('¦', ''));
  });

  it('takes an `otherwise` of nothing out, and is not offered for another', async () => {
    const with0 = growth.replace('    to 10%: 0%\n', '').replace('15%\n  }', '15%\n    otherwise: 0\n  }').replace('by g', '¦by g');
    expect(await afterAction(s, with0, /^Read as marginal/)).not.toContain('otherwise');
    expect((await offered(s, with0.replace('otherwise: 0', 'otherwise: 1%'))).titles.join()).not.toContain('marginal');
  });

  it('is not offered where it makes no sense: members, several subjects, any, amounts instead of rates, off the head', async () => {
    const kinds = 'fact k "K": one of { a, b }\nfact n "N": percent\nclause c "C" { award ';
    for (const table of [
      '¦by k { a: 1元, b: 2元 } }',
      '¦by k | n { a | to 5%: 1元, b | any: 2元, a | over 5%: 3元 } }',
      '¦by n { any: 5% } of 3元 }',
      '¦by n { to 3%: 1元, over 3%: 2元 } }',
      'by n { ¦to 3%: 1%, over 3%: 2% } of 9元 }',
    ])
      expect((await offered(s, kinds + table)).titles.join()).not.toMatch(/marginal/);
  });
});

describe('choices', () => {
  // Both hold: the first listed is 30万, the highest 80万.
  const text = `fact small "Small": boolean
clause t "T" {
  award highest {
    30万元 when small
    80万元
  }
}
example "e" { small = yes }
`;
  it('highest and first, with both amounts', async () => {
    const title = 'Take the first that holds: ¥300,000 instead of ¥800,000 for “e”';
    const first = await afterAction(s, text.replace('highest', '¦highest'), title);
    expect(first).toBe(text.replace('highest', 'first'));
    expect((await offered(s, first.replace('first', 'fir¦st'))).titles).toContain(
      'Take the highest that holds: ¥800,000 instead of ¥300,000 for “e”',
    );
    expect((await offered(s, text.replace('highest', '¦lowest'))).titles.join()).not.toContain('Take the');
  });

  it('of a group: how it chooses, with both totals', async () => {
    // a pays 3, b pays 5; both would be 8, but at most one pays.
    const group = (rest: string) =>
      `clause a "A" { award 3元 }\nclause b "B" { award 5元 }\nexclusive g "G" {\n  among a, b\n${rest}}\nexample "e" {\n}\n`;
    const open = await offered(s, group('').replace('exclusive', 'exclus¦ive'));
    expect(open.titles.filter((t) => t.startsWith('Choose'))).toEqual([
      expect.stringMatching(/^Choose the highest: ¥5 instead of .* for “e”$/),
      expect.stringMatching(/^Choose the first listed: ¥3 instead of .* for “e”$/),
    ]);
    expect(await afterAction(s, group('').replace('among', '¦among'), /^Choose the highest/)).toBe(group('  choose highest\n'));
    expect(
      await afterAction(s, group('  choose highest\n').replace('choose', 'cho¦ose'), /^Choose the first listed: ¥3 instead of ¥5/),
    ).toBe(group('  choose first\n'));
    const line = 'clause a "A" { award 3元 }\nclause b "B" { award 5元 }\n互斥 g "G" { ¦范围 a, b }\n';
    expect(await afterAction(s, line, 'Choose the highest')).toContain('互斥 g "G" { 范围 a, b; 择取 从高 }');
  });
});

describe('extract', () => {
  const text = `fact cost "Cost": money from 0元
fact items "Items": list of { price "Price": money from 0元 }

clause grant "Grant" {
  when  50% of cost over 3万元 "too little"
  award ¦50% of cost¦ + 1元
}
`;
  it('into the clause, in place of all that says the same', async () => {
    expect(await afterAction(s, text, 'Extract into a let of this clause')).toContain(`clause grant "Grant" {
  let value = 50% of cost
  when  value over 3万元 "too little"
  award value + 1元
}`);
  });

  it('into the program', async () => {
    expect(await afterAction(s, text, 'Extract into a let')).toContain(`let value = 50% of cost

clause grant "Grant" {
  when  value over 3万元 "too little"
  award value + 1元
}`);
  });

  it('only into the clause where it reads a field of its list, and not what an inner list or `this` says', async () => {
    const each = (award: string) => `${text.split('clause')[0]}clause c "C" {\n  each items\n  ${award}\n}\n`;
    expect((await offered(s, each('award ¦50% of price¦'))).titles).toEqual(['Extract into a let of this clause']);
    expect((await offered(s, each('award sum each items { ¦50% of price¦ }'))).titles).toEqual([]);
    expect((await offered(s, each('award price\n  less ¦50% of this¦'))).titles).toEqual([]);
  });

  it('keeps clear of names that are there, on one line, in CRLF and in Chinese', async () => {
    expect(await afterAction(s, 'fact value "V": money\nclause c "C" { award ¦value * 2¦ }', 'Extract into a let of this clause')).toBe(
      'fact value "V": money\nclause c "C" { let value_2 = value * 2; award value_2 }',
    );
    expect(await afterAction(s, text.replaceAll('\n', '\r\n'), 'Extract into a let of this clause')).toContain(
      '{\r\n  let value = 50% of cost\r\n  when  value over',
    );
    expect(
      await afterAction(zh, '要素 成本 "成😀本": 金额\n条款 c "C" {\n  支持 成本的¦(成本/成本)¦\n}\n', '提取为本条款的定义'),
    ).toContain('  定义 中间值 = 成本/成本\n  支持 成本的 中间值\n');
  });

  it('is not offered for names, zeros, members, examples, or half of something', async () => {
    for (const award of ['¦cost¦', '¦0¦', '50% ¦of cost¦', '¦¦50% of cost'])
      expect((await offered(s, text.replace('¦50% of cost¦', award))).titles.join()).not.toContain('Extract');
    expect((await offered(s, 'fact k "K": one of { a, b }\nclause c "C" {\n  when k = ¦a¦\n  award 1元\n}')).titles.join()).not.toContain(
      'Extract',
    );
    expect((await offered(s, 'fact k "K": money\nexample "e" {\n  k = ¦1元 + 2元¦\n}')).titles.join()).not.toContain('Extract');
  });
});

describe('inline', () => {
  it('of the program: everywhere, in parentheses where they are needed, with the comment above it', async () => {
    const text = `fact a "A": money from 0元

// a sum
let ¦both "Both" = a + 3元
clause c "C" {
  award 50% of both
  cap both
  floor max(both, 1元)
}
`;
    expect(await afterAction(s, text, 'Replace “both” by what it stands for, and remove it')).toBe(`fact a "A": money from 0元

clause c "C" {
  award 50% of (a + 3元)
  cap (a + 3元)
  floor max(a + 3元, 1元)
}
`);
  });

  it('of a clause, from a use of it', async () => {
    expect(await afterAction(s, 'fact a "A": money\nclause c "C" {\n  let x = 2 * a\n  award ¦x\n}\n', /^Replace/)).toBe(
      'fact a "A": money\nclause c "C" {\n  award (2 * a)\n}\n',
    );
    expect(await afterAction(s, 'clause c "C" { let x = 3元; award ¦x }', /^Replace/)).toBe('clause c "C" { award 3元 }');
  });

  it('is refused where an example speaks of it, a name would mean another, or it is unknown', async () => {
    const clause = 'clause c "C" { award ¦x }\n';
    expect((await offered(s, `fact a "A": money\nlet x = a\n${clause}example "e" { a = 1元, x = 2元 }`)).titles.join()).not.toContain(
      'Replace',
    );
    expect(
      (await offered(s, `fact a "A": money\nlet x = a\n${clause}example "e" { a = 1元, expect x = 1元 }`)).titles.join(),
    ).not.toContain('Replace');
    expect((await offered(s, 'fact a "A": money\nlet x = a * 2\nclause c "C" { let a = 1元; award ¦x + a }')).titles.join()).not.toContain(
      'Replace',
    );
    expect((await offered(s, `let x = nothing\n${clause}`)).titles.join()).not.toContain('Replace');
    expect((await offered(s, 'let x = (\nclause c "C" { award ¦x }')).titles.join()).not.toContain('Replace');
  });
});

describe('conditions', () => {
  const text = `fact a "A": boolean
fact b "B": boolean
clause c "C" {
  when  a and b "why"
  award 1元
}
`;
  it('apart and together', async () => {
    const split = await afterAction(s, text.replace('and', 'a¦nd'), 'Split into two conditions');
    expect(split).toBe(text.replace('  when  a and b "why"', '  when  a "why"\n  when  b "why"'));
    expect(await afterAction(s, split.replace('when', '¦when'), 'Join with the next condition')).toBe(text);
  });

  it('keeps `or` together by parentheses, and comments where they are', async () => {
    const two = text.replace('when  a and b "why"', 'wh¦en  a or b\n  when  b');
    expect(await afterAction(s, two, 'Join with the next condition')).toContain('  when  (a or b) and b\n');
    expect((await offered(s, two.replace('a or b', 'a or b // mark'))).titles.join()).not.toContain('Join');
    expect((await offered(s, text.replace('a and b', 'a // x\n    a¦nd b'))).titles.join()).not.toContain('Split');
  });

  it('in Chinese, on one line, and more than two', async () => {
    const line = '要素 a "A": 是否\n要素 b "B": 是否\n条款 c "C" { ¦条件 a 且 b 且 非 a; 支持 1元 }';
    expect(await afterAction(zh, line, '拆成 3 个条件')).toContain('{ 条件 a; 条件 b; 条件 非 a; 支持 1元 }');
  });
});

describe('small ones', () => {
  it('an award that is a ceiling, and back', async () => {
    const text = 'clause c "C" {\n  ¦award 3元\n}\n';
    const ceiling = await afterAction(s, text, 'Make the award a ceiling (up to)');
    expect(ceiling).toBe('clause c "C" {\n  award up to 3元\n}\n');
    expect(await afterAction(s, ceiling.replace('up to', 'up¦ to'), /^Make the award due in full/)).toBe(text.replace('¦', ''));
    expect(await afterAction(zh, '条款 c "C" {\n  ¦支持 3元\n}\n', /^改为上限/)).toContain('支持 最高 3元');
  });

  it('an amount in another unit, exactly', async () => {
    const text = 'clause c "C" {\n  award 5000¦000元\n}\n';
    const found = await offered(s, text);
    expect(found.titles.filter((t) => t.startsWith('Write'))).toEqual(['Write 500万元', 'Write 0.05亿元']);
    expect(await afterAction(s, text, 'Write 500万元')).toContain('award 500万元\n');
    expect(await afterAction(s, 'clause c "C" { award 0.¦03万元 }', 'Write 300元')).toBe('clause c "C" { award 300元 }');
    expect(await afterAction(s, 'fact d "D": months\nclause c "C" {\n  when d over 3¦6 months\n  award 1元\n}', 'Write 3 years')).toContain(
      'over 3 years',
    );
    // A third of a square metre has no end: 1 亩 is 2000/3 m².
    expect((await offered(s, 'fact d "D": 平方米\nclause c "C" {\n  when d over 1¦00平方米\n  award 1元\n}')).titles).toEqual([
      'Write 0.15亩',
    ]);
    expect((await offered(s, 'fact d "D": 平方米\nclause c "C" {\n  when d over ¦1亩\n  award 1元\n}')).titles).toEqual([]);
  });

  it('in another unit only where that is plainer', async () => {
    const writes = async (amount: string) =>
      (await offered(s, `fact d "D": number\nlet x = ¦${amount}\nclause c "C" { award 1元 when d over 0 }\n`)).titles.filter((t) =>
        t.startsWith('Write'),
      );
    for (const amount of ['5 kW', '90万元', '100人', '300元', '1.5万元', '2 years']) expect(await writes(amount), amount).toEqual([]);
    expect(await writes('5000 kW')).toEqual(['Write 5 MW']);
    expect(await writes('900000元')).toEqual(['Write 90万元']);
    expect(await writes('0.009亿元')).toEqual(['Write 900000元', 'Write 90万元']);
    expect(await writes('20000人')).toEqual(['Write 2万人']);
    expect(await writes('14天')).toEqual(['Write 2周']);
  });

  it('the keywords of the file in the other language', async () => {
    const text = '// 注\nfact cost "Cost": money\n\n¦clause c "C" {\n  award 50% of cost\n}\n';
    expect(await afterAction(s, text, 'Write the keywords of this file in Chinese')).toBe(
      '// 注\n要素 cost "Cost": 金额\n\n条款 c "C" {\n  支持 50% * cost\n}\n'.replace('50% * cost', expectedOf()),
    );
    expect((await offered(s, text, { only: ['refactor.rewrite.keywords'] })).titles).toEqual([
      'Write the keywords of this file in Chinese',
    ]);
  });
});

/** As `clausewright fmt --keywords zh` writes a product with `of`. */
function expectedOf(): string {
  return '50% 的 cost';
}

describe('expectations', () => {
  const text = `fact cost "Cost": money from 0元
clause c "C" { award cost / 4 }
`;
  it('the exact value for one within a tolerance, and the total', async () => {
    const example = `${text}example "e" {\n  cost = 10元\n  ex¦pect c = 2元 within 1元\n}\n`;
    // A quarter of 10.
    expect(await afterAction(s, example, 'Expect exactly 2.5元')).toContain('  expect c = 2.5元\n');
    expect(await afterAction(s, example, 'Expect the total: 2.5元')).toContain('  expect c = 2元 within 1元\n  expect total = 2.5元\n}');
    expect(await afterAction(zh, `${text}示例 "e" { cost = 10元¦ }\n`, '写下总计：2.5元')).toContain(
      '示例 "e" { cost = 10元; 应得 总计 = 2.5元 }',
    );
    expect(await afterAction(s, `${text}example "e" {¦ }\n`, 'Expect the total: needs cost')).toContain(
      'example "e" { expect total needs cost }',
    );
  });

  it('the actual value in place of one without its unit, too', async () => {
    const euro = 'policy "P" {\n  currency EUR\n}\nfact cost "Cost": money\nclause c "C" { award cost / 4 }\n';
    const example = `${euro}example "e" {\n  cost = 8000 EUR\n  expect total = ¦20\n}\n`;
    // A quarter of 8000.
    expect((await offered(s, example, { only: ['quickfix'] })).titles).toEqual(['Add the unit “EUR”', 'Expect what it is: = 2000 EUR']);
    expect(await afterAction(s, example, 'Expect what it is: = 2000 EUR')).toContain('  expect total = 2000 EUR\n}');
    expect((await offered(s, example.replace('¦20', '20').replace('cost = 8', 'cost ¦= 8'), { only: ['quickfix'] })).titles).toEqual([]);
    expect((await offered(s, example.replace('¦20', '¦'), { only: ['quickfix'] })).titles.join()).not.toContain('Expect what');
  });

  it('all that fail, of the example and of the file', async () => {
    const two = `${text}example "e" {\n  cost = 8元\n  ¦expect c = 1元\n  expect total = 1元\n}\nexample "f" {\n  cost = 4元\n  expect c = 2元\n}\n`;
    expect(await afterAction(s, two, /of this example$/)).toContain('  expect c = 2元\n  expect total = 2元\n}');
    const all = await afterAction(s, two, /of this file$/);
    expect(all).toContain('  expect c = 2元\n  expect total = 2元\n}');
    expect(all).toContain('  cost = 4元\n  expect c = 1元\n}');
  });
});
