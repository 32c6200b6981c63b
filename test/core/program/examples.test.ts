/** Examples: what they may give and expect. */
import { describe, expect, it } from 'vitest';
import { applyFix, check } from '../../support/check';

const head = `
policy "p" { effective 2025-01-01 to 2025-12-31 }
fact size: integer 人
fact cost: money from 0元
fact born: date
fact ok: boolean
fact kind: one of { core, early }
fact titles: any of { high, low }
fact items: list to 2 of { cost: money, kind: one of { a, b } }
let twice = 2 * cost
let price = 3元
clause pay { award cost }
clause other { each items
  award cost
}
exclusive g { among pay, other, choose first }
limit cap1 { among all, cap 5元 }
`;

describe('examples', () => {
  it('give facts, lists, lets, payments and a date', () => {
    const { program } = check(`${head}
example "one" {
  on 2025-06-30
  size = 3人
  cost = price * 2
  born = 2000-02-29
  ok = no
  kind = early
  titles = { low, high }
  items = [ { cost = 1万元, kind = b }, { kind = a } ]
  twice = 5元
  paid pay = 10元 on 2024-12-31
  expect total = 5元 within 1元 at most
  expect twice = 5元
  expect pay eligible
  expect cap1 = 5元
  expect g conflict
  expect total needs cost, as_of, kind
}
example "two" like "one" { }
`);
    const [one, two] = program.examples;
    // 6元; 2000-02-29 is day 11016 (30 years of 365 days, 7 leap days since 1970, 59 days into 2000); 2025-06-30 is day 20269.
    expect(one?.facts.get('cost')?.value).toMatchObject({ kind: 'number' });
    expect(one?.facts.get('cost')?.value).toHaveProperty('value.n');
    expect(one?.facts.get('born')?.value).toEqual({ kind: 'date', day: 11016 });
    expect(one?.on).toBe(20269);
    expect(one?.facts.get('titles')?.value).toEqual({ kind: 'set', members: ['high', 'low'] });
    expect(one?.facts.get('items')?.value).toMatchObject({ items: [{ kind: { member: 'b' } }, { kind: { member: 'a' } }] });
    expect(one?.lets.get('twice')?.value).toMatchObject({ kind: 'number' });
    expect(one?.payments).toMatchObject([{ clause: 'pay', day: 20088 }]);
    expect(one?.expectations.map((e) => e.target)).toEqual([
      { kind: 'total' },
      { kind: 'let', name: 'twice' },
      { kind: 'clause', name: 'pay' },
      { kind: 'limit', name: 'cap1' },
      { kind: 'group', name: 'g' },
      { kind: 'total' },
    ]);
    expect(two?.like).toBe('one');
  });

  it('are checked value by value, and the others still count', () => {
    const { program } = check(`${head}
example "bad" like "oen" {
//                 ^^^^^ unknown-name example
  size = 3
//       ^ unit-mismatch number-for-quantity
  cots = 5元
//^^^^ unknown-name given
  cost = size
//       ^^^^ unit-mismatch expected
  born = 5
//       ^ type-mismatch expected
  ok = core
//     ^^^^ unknown-name member-of
  kind = hi
//       ^^ unknown-name member
  titles = high
//         ^^^^ type-mismatch set-braces
  items = 5元
//        ^^^ type-mismatch list-value
  pay = 5元
//^^^ unknown-name given
  paid cap1 = 5元 on 2025-01-01
//     ^^^^ unknown-name clause
  paid pay = 5 on 2025-01-01
//           ^ unit-mismatch number-for-quantity
  expect pya = 5元
//       ^^^ unknown-name expected
  expect size = 3人
//       ^^^^ unknown-name expected
  expect total = 5
//               ^ unit-mismatch number-for-quantity
  expect total eligible
//^^^^^^^^^^^^^^^^^^^^^ type-mismatch expect-status
  expect g = 5元
//^^^^^^^^^^^^^^ type-mismatch expect-value
  expect pay needs costs
//                 ^^^^^ unknown-name needed
  expect pay = 5元 within 3人
//                        ^^^ unit-mismatch expected
}
example "oen2" {
  size = 2.5人
//       ^^^^^ type-mismatch whole-number
  items = [ { cots = 5元, kind = a, kind = b } ]
//            ^^^^ unknown-name field
//                                  ^^^^ duplicate-name given
  cost = 5元
}
`);
    expect(program.examples[1]?.facts.get('items')?.value).toEqual({ kind: 'list', items: [{ kind: { kind: 'member', member: 'a' } }] });
    expect(program.examples[1]?.facts.has('cost')).toBe(true);
    expect(program.examples[1]?.facts.has('size')).toBe(false);
  });

  it('mend what is certain', () => {
    expect(applyFix(`${head}example "e" { cots = 5元 }`, 'unknown-name')).toContain('{ cost = 5元 }');
    expect(applyFix(`${head}example "e" { titles = high }`, 'type-mismatch')).toContain('titles = { high }');
    expect(applyFix(`${head}example "e" { cost = 300 }`, 'unit-mismatch')).toContain('cost = 300元');
    expect(applyFix('fact a: date\nlet b = as_of - a', 'type-mismatch')).toBe('fact a: date\nlet b = days(a, as_of)');
    expect(applyFix('要素 a: 日期\n定义 b = 认定日 - a', 'type-mismatch')).toBe('要素 a: 日期\n定义 b = 天数(a, 认定日)');
    expect(applyFix('要素 a: 多选 { 甲, 乙 }\n定义 b = a = 甲', 'type-mismatch')).toBe('要素 a: 多选 { 甲, 乙 }\n定义 b = a 含 甲');
    expect(applyFix('fact a: 席', 'unknown-unit', 'declare-unit')).toBe('unit 席\nfact a: 席');
  });
});
