/** Why: a question about a product is asked of its factors instead. Where the factors were not those of the product, everything proved of it would be wrong. */
import { describe, expect, it } from 'vitest';
import { factorsOf } from '../../../server/src/core/prove/factors';
import { Valuation } from '../../../server/src/core/prove/model';
import { Numbers } from '../../../server/src/core/prove/numeric';
import { compare, mul, type Rational } from '../../../server/src/core/prove/rational';
import { type Poly, Terms, type Variable } from '../../../server/src/core/prove/terms';
import { Random } from '../../support/randomProgram';

const terms = new Terms();
const numbers = new Numbers(terms);
const [x, y, z] = ['x', 'y', 'z'].map((name) => terms.variable(name)) as [Variable, Variable, Variable];
const k = (value: Rational): Poly => terms.constantPoly(value);
const sum = (...parts: readonly Poly[]): Poly => parts.reduce((a, b) => terms.plus(a, b), terms.zero);
const of = (v: Variable, by: Rational = 1): Poly => terms.scale(terms.factor(v), by);

describe('factors', () => {
  it('of what is beyond one threshold times what is beyond another', () => {
    // (x - 6)(45 y - 1337) = 45 x y - 1337 x - 270 y + 8022
    const p = sum(terms.times(of(x), of(y, 45)), of(x, -1337), of(y, -270), k(8022));
    const found = factorsOf(terms, p);
    expect(found.map((f) => f.linear)).toEqual([true, true]);
    expect(found.reduce((a, b) => terms.times(a, b))).toBe(p);
  });

  it('are looked for in what was taken out, too', () => {
    // x y (z - 2) = x y z - 2 x y
    const p = sum(terms.times(terms.times(of(x), of(y)), of(z)), terms.times(of(x), of(y, -2)));
    expect(factorsOf(terms, p)).toHaveLength(3);
  });

  it('are not made up', () => {
    // x y + 1: a factor without x would have to divide both y and 1.
    const p = sum(terms.times(of(x), of(y)), k(1));
    expect(factorsOf(terms, p)).toEqual([p]);
  });

  it('ask the same as the product does, whatever the values', () => {
    const random = new Random(11);
    const linear = (): Poly => sum(of(x, random.int(5) - 2), of(y, random.int(5) - 2), of(z, random.int(5) - 2), k(random.int(7) - 3));
    let split = 0;
    for (let n = 0; n < 300; n++) {
      const [p, q] = [linear(), linear()];
      // A number more or less now and then, so that some are no products.
      const poly = terms.plus(terms.times(p, q), k(random.int(3) === 0 ? 1 : 0));
      const factors = factorsOf(terms, poly);
      if (factors.length > 1) split++;
      for (let i = 0; i < 20; i++) {
        const values = new Map([x, y, z].map((v) => [v, random.int(9) - 4] as const));
        const at = new Valuation({ numbers: values, flags: new Map(), choices: new Map() });
        const value = at.poly(poly);
        expect(factors.reduce<Rational>((product, f) => mul(product, at.poly(f)), 1)).toEqual(value);
        for (const [relation, holds] of [
          ['<', compare(value, 0) < 0],
          ['<=', compare(value, 0) <= 0],
          ['=', compare(value, 0) === 0],
        ] as const)
          expect(at.bool(numbers.compare(relation, numbers.poly(poly), numbers.zero))).toBe(holds);
      }
    }
    expect(split).toBeGreaterThan(50);
  });

  it('of products that are rounded down, too: what is asked beside them changes nothing', () => {
    const random = new Random(12);
    for (let n = 0; n < 200; n++) {
      const by = (): Rational => ({ n: BigInt(random.int(9) - 4), d: 7n });
      const floor = (): ReturnType<Numbers['floor']> => {
        const q = numbers.poly(terms.times(of(x), sum(of(y, by()), k(by()))));
        return random.int(2) === 0 ? numbers.floor(q) : numbers.negate(numbers.floor(numbers.negate(q)));
      };
      const [a, b] = [floor(), floor()];
      const values = new Map([x, y].map((v) => [v, random.int(15) - 7] as const));
      const at = new Valuation({ numbers: values, flags: new Map(), choices: new Map() });
      const order = compare(at.num(a), at.num(b));
      expect([at.bool(numbers.compare('<', a, b)), at.bool(numbers.compare('<=', a, b))]).toEqual([order < 0, order <= 0]);
    }
  });
});
