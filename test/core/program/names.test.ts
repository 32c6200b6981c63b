/** Names: what they stand for, what is unknown, declared twice or circular; one finding for one cause. */
import { describe, expect, it } from 'vitest';
import { applyFix, check, linkText } from '../../support/check';

describe('unknown names', () => {
  it('says what is not declared, and which declared names are near', () => {
    const { problems } = check(`
fact growth: number
let x = grwoth * 2
//      ^^^^^^ unknown-name name
let y = x + 1
`);
    expect(problems[0]?.data).toEqual({ code: 'name', name: 'grwoth', similar: ['growth'] });
  });
  it('finds the name that differs in width or case only', () => {
    const { problems } = linkText('fact RD费用: number\nlet x = rd费用');
    expect(problems[0]?.data).toMatchObject({ similar: ['RD费用'] });
    expect(applyFix('fact growth: number\nlet x = Growth', 'unknown-name')).toBe('fact growth: number\nlet x = growth');
  });
  it('suggests fields and local lets too', () => {
    const { problems } = check(`
fact projects: list of { cost: money }
clause c {
  each projects
  let half = 50% of cost
  award hlaf + cots
//      ^^^^ unknown-name name
//             ^^^^ unknown-name name
}
`);
    expect(problems.map((p) => p.data.similar)).toEqual([['half'], ['cost']]);
  });
  it('knows a member that stands where nothing says of which type', () => {
    const { problems } = check(`
fact plant: one of { none, municipal, national }
let x = municipal
//      ^^^^^^^^^ unknown-name member-of
`);
    expect(problems[0]?.data).toEqual({ code: 'member-of', name: 'municipal', owners: ['plant'] });
  });
  it('lists the members where a member is wanted', () => {
    const { problems } = check(`
fact plant: one of { none, municipal, national }
let x = plant = natoinal
//              ^^^^^^^^ unknown-name member
let y = by plant { none: 0, municpal: 1, otherwise: 2 }
//                          ^^^^^^^^ unknown-name member
let z = plant in { none, locl }
//                       ^^^^ unknown-name member
`);
    expect(problems[0]?.data).toEqual({
      code: 'member',
      name: 'natoinal',
      members: ['none', 'municipal', 'national'],
      similar: ['national'],
    });
  });
  it('says nothing of names while an import is missing', () => {
    check(`
import "./facts.clause"
//     ^^^^^^^^^^^^^^^^ missing-import missing
clause c {
  each projects
  when size over 3 席
  award cost
}
example "e" {
  size = 4 席
  expect c = 4元
}
`);
  });
  it('wants a list after each, clauses among, and clauses or groups in paid', () => {
    check(`
fact size: number
fact projects: list of { cost: money }
clause a { award 1元 }
clause b {
  each size
//     ^^^^ unknown-name list
  award cost
}
clause d {
  each project
//     ^^^^^^^ unknown-name list
  award cost
}
exclusive g { among a, aa, size }
//                     ^^ unknown-name clause
//                         ^^^^ unknown-name clause
exclusive h { each projects, among d, a }
//                                    ^ type-mismatch group-each
let p = paid(a) + paid(g) + paid(size)
//                               ^^^^ unknown-name clause-or-group
let q = projects
//      ^^^^^^^^ type-mismatch not-a-value
let r = g
//      ^ type-mismatch not-a-value
let s = this
//      ^^^^ unknown-name this
`);
  });
});

describe('scopes', () => {
  it('lets fields and local lets hide outer names, and members come from the expected type', () => {
    const { program } = check(`
fact cost: number
fact kind: one of { core, early }
fact stage: one of { early, late }
fact core: boolean
fact projects: list of { cost: money, kind: one of { core, early } }
clause c {
  each projects
  let doubled = 2 * cost
  when kind = core
  when stage = early
  award doubled
}
clause d {
  let cost = 5元
  award sum each projects { cost when kind = core } + cost
}
`);
    const clause = program.clauses.get('c');
    expect(clause?.lets.get('doubled')?.value.type).toMatchObject({ dimension: 'CNY' });
    const award = program.clauses.get('d')?.benefit;
    expect(award).toMatchObject({
      kind: 'award',
      amount: { op: 'add', left: { op: 'select', entries: [{ value: { op: 'field', depth: 0 } }] }, right: { op: 'let', clause: 'd' } },
    });
  });
  it('counts how far out a field stands', () => {
    const { program } = check(`
fact projects: list of { cost: money }
fact staff: list of { pay: money }
clause c {
  each projects
  award sum each staff { min(pay, cost) }
}
`);
    expect(program.clauses.get('c')?.benefit).toMatchObject({
      amount: {
        entries: [
          {
            value: {
              args: [
                { op: 'field', field: 'pay', depth: 0 },
                { op: 'field', field: 'cost', depth: 1 },
              ],
            },
          },
        ],
      },
    });
  });
  it('takes a member on the left of = from the right', () => {
    const { program } = check('fact kind: one of { core, early }\nlet x = core = kind');
    expect(program.lets.get('x')?.value).toMatchObject({ left: { value: { kind: 'member', member: 'core' } } });
  });
  it('takes a member before a unit of the same name', () => {
    check('fact kind: one of { 家, 户 }\nlet x = kind = 家\nlet y = by kind { 家: 1, 户: 2 }\nlet z = 户 = kind');
  });
  it('reads 其他 as a member where the type has one', () => {
    const { program } = check(`
要素 类型: 单选 { 甲, 其他 }
要素 级别: 单选 { 省, 市 }
定义 a = 按 类型 { 甲: 1, 其他: 2 }
定义 b = 按 级别 { 省: 1, 其他: 2 }
定义 c = 按 类型 | 级别 { 甲 | 省: 1, 其他: 2 }
`);
    expect(program.lets.get('a')?.value).toMatchObject({
      rows: [{}, { columns: [[{ kind: 'value', value: { value: { member: '其他' } } }]] }],
    });
    expect(program.lets.get('a')?.value).not.toHaveProperty('otherwise');
    expect(program.lets.get('b')?.value).toHaveProperty('otherwise');
    expect(program.lets.get('c')?.value).toHaveProperty('otherwise');
  });
});

describe('names declared twice', () => {
  it('keeps the first, and names where it is', () => {
    const { program, problems } = check(`
fact x: money
let x = 5
//  ^ duplicate-name name
clause x { award 1元 }
//     ^ duplicate-name name
fact kind: one of { a, b, a }
//                        ^ duplicate-name member
fact list1: list of { f: money, g: money, f: number }
//                                        ^ duplicate-name field
clause c {
  let y = 1元
  let y = 2元
//    ^ duplicate-name local
  award y
}
exclusive g { among c, c }
//                     ^ duplicate-name among
example "e" {
  x = 5元
  x = 6元
//^ duplicate-name given
}
example "e" { }
//      ^^^ duplicate-name example
`);
    expect(program.facts.get('x')?.type).toMatchObject({ kind: 'number', dimension: 'CNY' });
    expect(program.lets.size).toBe(0);
    expect(problems[0]?.related?.[0]?.note).toBe('first-here');
    expect(problems[0]?.data).toEqual({ code: 'name', name: 'x', kind: 'let', first: 'fact', file: '' });
  });
  it('tells the other file', () => {
    const { problems } = check('import "./a.clause"\nfact x: money\n//   ^ duplicate-name name', { 'a.clause': 'fact x: number' });
    expect(problems[0]?.data).toMatchObject({ file: 'a.clause' });
  });
});

describe('circles', () => {
  it('names the way round, once', () => {
    const { problems, program } = check(`
let a = b + 1
//  ^ circular-definition names
let b = c * 2
let c = if d then a else 0
fact d: boolean
let e = a + 1
`);
    expect(problems[0]?.data).toEqual({ code: 'names', name: 'a', path: ['a', 'b', 'c', 'a'] });
    expect(program.lets.get('b')?.value.op).toBe('broken');
  });
  it('goes through clauses, requirements and local lets', () => {
    const { problems } = check(`
clause a {
//     ^ circular-definition names
  let half = 50% of b
  award half
}
clause b { award x }
let x = a + 1元
clause d {
  let p = q
//    ^ circular-definition names
  let q = p
  award q
}
clause ok {
  award 5元
  less paid(ok)
}
`);
    expect(problems.map((p) => p.data.path)).toEqual([
      ['p', 'q', 'p'],
      ['a', 'b', 'x', 'a'],
    ]);
    const required = linkText('require c over 0元\nclause c { award 5元 }');
    expect(required.problems.map((p) => [p.name, p.data.path])).toEqual([['circular-definition', ['c', 'c']]]);
  });
  it('does not take a member for a let of the same name', () => {
    check('fact kind: one of { core, early }\nlet core = kind = core\nlet other = core and kind = early');
  });
  it('knows paid of the clause itself inside its own each', () => {
    check(`
fact projects: list of { cost: money }
clause a {
  each projects
  award cost
  less paid(a)
//     ^^^^^^^ circular-definition paid-in-each
}
`);
  });
  it('follows like', () => {
    check('example "a" like "b" { }\n//      ^^^ circular-definition examples\nexample "b" like "a" { }\nexample "c" like "a" { }');
  });
  it('survives a chain of many thousand lets', () => {
    const lines = Array.from({ length: 5000 }, (_, i) => `let x${i} = ${i === 4999 ? '1' : `x${i + 1} + 1`}`);
    const { program, problems } = linkText(lines.join('\n'));
    expect(problems).toEqual([]);
    expect(program.lets.get('x0')?.value.type).toMatchObject({ kind: 'number', dimension: '' });
  });
});
