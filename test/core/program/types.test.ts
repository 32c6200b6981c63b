/** Types and dimensions: what fits where, and what is said where it does not. */
import { describe, expect, it } from 'vitest';
import type { Expression } from '../../../server/src/core/program/program';
import { check, linkText } from '../../support/check';

const facts = `
fact amount: money from 0元
fact rate: percent
fact size: 平方米
fact people1: integer 人
fact plain: number
fact born: date
fact name1: text
fact ok: boolean
fact plant: one of { none, municipal "municipal level", national }
fact titles: any of { high_tech, champion }
`;

function letOf(text: string): Expression {
  const { program, problems } = linkText(`${facts}let x = ${text}\n`);
  expect(problems).toEqual([]);
  const value = program.lets.get('x')?.value;
  if (!value) throw new Error('no let');
  return value;
}

describe('types of expressions', () => {
  it.each([
    ['amount * 2', 'CNY'],
    ['50% of amount', 'CNY'],
    ['amount 的 50%', 'CNY'],
    ['amount / size', 'CNY·m2^-1'],
    ['amount / size * 3亩', 'CNY'],
    ['amount / 元', ''],
    ['amount / amount', ''],
    ['size * 1.5元/平方米/天 * 30天', 'CNY'],
    ['years(born, as_of)', 'month'],
    ['years(born, as_of) / 1年', ''],
    ['days(born, as_of)', 'day'],
    ['year(as_of) - year(born)', ''],
    ['max(0, amount - 5万元)', 'CNY'],
    ['if ok then amount else 0', 'CNY'],
    ['by plant { national: 10万元, municipal: 1万元, none: 0 }', 'CNY'],
    ['by plant { none: 0, otherwise: if ok then 0 else 1元 }', 'CNY'],
    ['highest { 30万元 when ok, 0 when not ok }', 'CNY'],
    ['marginal people1 { over 3人 to 10人: 100元/人, over 10人: 0 }', 'CNY'],
    ['marginal amount { to 100元: 5%, over 100元: 10% }', 'CNY'],
    ['marginal rate { over 10% to 15%: 5%, over 15%: 10% } of amount', 'CNY'],
    ['round_down(amount, 1万元)', 'CNY'],
    ['abs(-amount)', 'CNY'],
  ])('%s has dimension %s', (text, dimension) => {
    expect(letOf(text).type).toMatchObject({ kind: 'number', dimension });
  });

  it.each([
    ['amount over 5万元 to 10万元', 'boolean'],
    ['born over 2000-01-01', 'boolean'],
    ['born + 18年', 'date'],
    ['born - 30天', 'date'],
    ['titles has champion', 'boolean'],
    ['name1 in { "a", "b" }', 'boolean'],
    ['people1 in { 1人, 2人 }', 'boolean'],
    ['amount > 0', 'boolean'],
    ['amount = 0 and ok', 'boolean'],
    ['if ok then "a" else "b"', 'text'],
    ['if ok then plant else plant', 'member'],
    ['by plant { none: no, otherwise: yes }', 'boolean'],
    ['by titles { champion: yes, high_tech: no, otherwise: no }', 'boolean'],
    ['plant = (if ok then none else national)', 'boolean'],
  ])('%s is %s', (text, kind) => {
    expect(letOf(text).type.kind).toBe(kind);
  });

  it('shifts dates by days or by months', () => {
    expect(letOf('born + 3年')).toMatchObject({ op: 'shift', by: 'month', sign: 1 });
    expect(letOf('as_of - 2周')).toMatchObject({ op: 'shift', by: 'day', sign: -1 });
  });
  it('starts the first slice at zero', () => {
    expect(letOf('marginal amount { to 100元: 5%, over 100元: 10% }')).toMatchObject({
      rows: [{ interval: { lower: { inclusive: true, value: { op: 'constant', type: { dimension: 'CNY' } } } } }, {}],
    });
  });
  it('keeps percent where both sides are shares', () => {
    expect(letOf('rate + 5%').type).toMatchObject({ percent: true });
    expect(letOf('if ok then rate else 0').type).toMatchObject({ percent: true });
    expect(letOf('rate / 5%').type).not.toHaveProperty('percent');
    expect(letOf('amount / amount').type).not.toHaveProperty('percent');
  });
  it('takes types with the same members as one', () => {
    check(`
fact a: one of { x, y }
fact b: one of { y, x }
fact c: one of { x, y, z }
let same = a = b
let other = a = c
//          ^^^^^ type-mismatch compare
let chosen = if a = x then a else b
`);
  });
});

describe('mismatches', () => {
  it('of types', () => {
    check(`${facts}
let a = amount + ok
//      ^^^^^^^^^^^ type-mismatch operands
let b = plant > none
//      ^^^^^^^^^^^^ type-mismatch order
let c = name1 = 5
//      ^^^^^^^^^ type-mismatch compare
let d = as_of - born
//      ^^^^^^^^^^^^ type-mismatch date-difference
let e = if amount then 1 else 2
//         ^^^^^^ type-mismatch expected
let f = if ok then 1 else "a"
//                        ^^^ type-mismatch branches
let g = titles = champion
//      ^^^^^^^^^^^^^^^^^ type-mismatch has-not-equals
let h = plant has none
//      ^^^^^ type-mismatch not-a-set
let i = titles in { champion }
//      ^^^^^^^^^^^^^^^^^^^^^^ type-mismatch in-of-set
let j = not amount
//          ^^^^^^ type-mismatch expected
let k = max(amount, "a")
//                  ^^^ type-mismatch not-a-number
let l = abs(1, 2)
//      ^^^^^^^^^ type-mismatch argument-count
let m = days(born, amount)
//                 ^^^^^^ type-mismatch expected
let n = plant over 5
//      ^^^^^ type-mismatch order
let o = by plant { over 5: 1, otherwise: 2 }
//                 ^^^^^^ type-mismatch out-of-order
let p = highest { ok, no }
//                ^^ type-mismatch not-a-number
//                    ^^ type-mismatch not-a-number
let q = marginal ok { over 5: 1 }
//               ^^ type-mismatch not-a-number
let r = ok and amount
//             ^^^^^^ type-mismatch expected
`);
  });

  it('of units', () => {
    check(`${facts}
let a = amount + 5
//               ^ unit-mismatch number-for-quantity
let b = amount + size
//      ^^^^^^^^^^^^^ unit-mismatch operands
let c = amount > 300
//               ^^^ unit-mismatch number-for-quantity
let d = years(born, as_of) + 30天
//      ^^^^^^^^^^^^^^^^^^^^^^^^^ unit-mismatch days-and-months
let e = amount + 5 USD
//               ^^^^^ unit-mismatch currencies
let f = if ok then 1元 else 2
//                          ^ unit-mismatch number-for-quantity
let g = by size { to 5: 1, over 5平方米: 2 }
//                   ^ unit-mismatch number-for-quantity
let h = min(amount, size)
//                  ^^^^ unit-mismatch operands
let i = round(amount, 10)
//                    ^^ unit-mismatch number-for-quantity
let j = born + 5
//             ^ unit-mismatch number-for-quantity
let k = amount over 5 to 10元
//                  ^ unit-mismatch number-for-quantity
let l = days(born, as_of) from 6个月
//                             ^^^^^ unit-mismatch days-and-months
let m = highest { 5元 when ok, 5 when ok }
//                             ^ unit-mismatch number-for-quantity
let n = marginal people1 { to 5: 100元/人 }
//                            ^ unit-mismatch number-for-quantity
`);
  });

  it('tells a literal rather than the name beside it', () => {
    check(`${facts}
let a = year(as_of) = 5年
//                    ^^^ unit-mismatch quantity-for-number
let b = 5平方米 > plain
//      ^^^^^^^ unit-mismatch quantity-for-number
let c = plain + amount
//      ^^^^^ unit-mismatch number-for-quantity
let d = plant = { none }
//              ^^^^^^^^ type-mismatch set-not-wanted
`);
  });

  it('says nothing of the type of what a syntax error has cut short', () => {
    check(`${facts}
clause a {
  when plant is none
//           ^^ syntax-error operator-word
  award 5元
}
fact kind1: one off { a, b }
//              ^^^ syntax-error unexpected
`);
  });

  it('says each cause once: what uses a broken name is not reported', () => {
    check(`${facts}
let a = unknown_thing + 5元
//      ^^^^^^^^^^^^^ unknown-name name
let b = a + 3 + size
let c = by nothing { x: yes, y: no }
//         ^^^^^^^ unknown-name name
let d = if c then a else b
let e = amount + yes
//      ^^^^^^^^^^^^ type-mismatch operands
let f = e > 5平方米 and e
clause g {
  when f
  award e
  cap a per year
}
`);
  });

  it('in clauses, groups and limits', () => {
    check(`${facts}
fact projects: list of { cost: money }
clause a {
  when amount
//     ^^^^^^ type-mismatch expected
  award 300
//      ^^^ unit-mismatch number-for-quantity
  less 15% of this
  less 15%
//     ^^^ unit-mismatch number-for-quantity
  cap 5 USD per year
//    ^^^^^ unit-mismatch currencies
  cap 5万元 within 3
//                 ^ unit-mismatch number-for-quantity
  cap 5万元 within 3平方米
//                 ^^^^^^^ unit-mismatch expected
  cap 5万元 within (3 * 1年)
  cap 5万元 within plain * 1年
//                 ^^^^^^^^^^^ type-mismatch not-constant
  floor size
//      ^^^^ unit-mismatch expected
  round down to 1
//              ^ unit-mismatch number-for-quantity
}
clause b {
  each projects
  award cost
}
clause c { grants "a badge" }
clause d { award unspecified "to be settled" }
clause e { source "1" }
//     ^ missing-award missing
clause f {
  award ok
//      ^^ type-mismatch expected
}
exclusive g {
  each projects
  among b, a
//         ^ type-mismatch group-each
}
limit h { among b, a, cap 5 }
//                        ^ unit-mismatch number-for-quantity
limit i { among all, cap 5万元 within 3年 }
`);
  });

  it('in declarations', () => {
    check(`
fact a: money from 0 to 100元
fact b: money over 5
//                 ^ unit-mismatch number-for-quantity
fact c: boolean from 1
//              ^^^^^^ type-mismatch out-of-order
fact d: one of { x, y } default z
//                              ^ unknown-name member
fact e: any of { x, y } default x
//                              ^ type-mismatch set-braces
fact f: any of { x, y } default { y, x }
fact g: integer 人 default 2.5人
//                         ^^^^^ type-mismatch whole-number
fact h: money default a
//                    ^ type-mismatch not-constant
fact i: date from 2020-01-01 default 2025-01-01
let base = 20元
let twice = 2 * base
fact j: money to twice default base
fact k: list of { cost: money from 0元 default 5, when1: boolean default yes }
//                                             ^ unit-mismatch number-for-quantity
fact l: boolan
//      ^^^^^^ unknown-unit type
policy "p" { currency 平方米 }
//                    ^^^^^^ unknown-unit currency
`);
  });
});
