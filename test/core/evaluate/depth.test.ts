/** Long chains and wide tables: no depth of references exhausts the stack, and nothing is quadratic. */
import { describe, expect, it } from 'vitest';
import { resultOf } from './support';

const many = (n: number, of: (i: number) => string, joint = '\n') => Array.from({ length: n }, (_, i) => of(i)).join(joint);

describe('long chains', { timeout: 60_000 }, () => {
  it('10,000 lets, each reading the one before', () => {
    const r = resultOf(`let v0 = 1\n${many(10_000, (i) => `let v${i + 1} = v${i} + 1`)}\nexample "e" { }`);
    expect(r.let('v10000')).toBe('10001');
  });
  it('10,000 lets, declared from the last to the first', () => {
    const r = resultOf(`${many(10_000, (i) => `let v${10_000 - i} = v${9_999 - i} + 1`)}\nlet v0 = 1\nexample "e" { }`);
    expect(r.let('v10000')).toBe('10001');
  });
  it('3,000 clauses, each a part of the one before', () => {
    const r = resultOf(`clause c0 { award 1元 }\n${many(3_000, (i) => `clause c${i + 1} { award c${i} + 1元 }`)}\nexample "e" { }`);
    expect(r.gross('c3000')).toBe('3001');
  });
  it("2,000 lets of a clause's own, for each item", () => {
    const r = resultOf(`fact l "l": list of { x "x": number }
      clause c { each l
        let v0 = x
        ${many(2_000, (i) => `let v${i + 1} = v${i} + 1`, '\n        ')}
        award v2000 * 1元 }
      example "e" { l = [ { x = 1 }, { x = 2 } ] }`);
    expect(r.amount('c')).toBe('4003');
  });
  it('a sum of 900 terms, an `and` of 900, an `else if` of 150, as deep as the parser admits', () => {
    const r = resultOf(`fact n "n": number
      let s = ${many(900, () => 'n', ' + ')}
      let c = ${many(900, (i) => `n < ${i + 10}`, ' and ')}
      let b = ${many(150, (i) => `if n = ${i + 2} then ${i} else`, ' ')} 7
      example "e" { n = 3 }`);
    expect([r.let('s'), r.let('c'), r.let('b')]).toEqual(['2700', 'true', '1']);
  });
  it('60 lets, each twice the one before: every let is computed once', () => {
    const doubled = resultOf(`let v0 = 1\n${many(60, (i) => `let v${i + 1} = v${i} + v${i}`)}\nexample "e" { }`);
    expect(doubled.let('v60')).toBe(String(2n ** 60n));
  });
});

describe('wide tables', { timeout: 60_000 }, () => {
  it('5,000 rows', () => {
    const rows = many(5_000, (i) => `over ${i} to ${i + 1}: ${i}`, ', ');
    const source = (given: string) => resultOf(`fact n "n": number over 0 to 5000\nlet x = by n { ${rows} }\nexample "e" { ${given} }`);
    expect(source('n = 4999.5').let('x')).toBe('4999');
    expect(source('').let('x')).toBe('unknown [0, 4999]');
  });
});

describe('huge numbers in ranges', () => {
  it('leave the result open, and throw nothing', () => {
    const big = '9'.repeat(15_000);
    const r = resultOf(`fact l "l": list to 20 of { x "x": number from 0 to ${big} }
      fact p "p": boolean
      let s = sum each l { x * ${big} }
      clause c { each l, award x * ${big} * 1元 }
      clause d { when p, award ${big}元 }
      limit all_of { among all, cap ${big}元 }
      example "e" { }`);
    expect(r.let('s')).toBe('unknown any');
    expect(r.status('c')).toBe('unknown');
    expect(r.evaluation.total.status).toBe('unknown');
  });
});
