/** Questions whose answers are worked out by hand. */
import { describe, expect, it } from 'vitest';
import { Valuation } from '../../../../server/src/core/prove/model';
import { Numbers } from '../../../../server/src/core/prove/numeric';
import { compare, type Rational } from '../../../../server/src/core/prove/rational';
import { solve } from '../../../../server/src/core/prove/solver';
import { type Bool, type Num, Terms, type Variable } from '../../../../server/src/core/prove/terms';

function make() {
  const terms = new Terms();
  const numbers = new Numbers(terms);
  const from = (value: Rational, strict = false) => ({ value, strict });
  return {
    terms,
    numbers,
    from,
    k: (value: Rational): Num => numbers.constant(value),
    real: (name: string, lower?: Rational, upper?: Rational): Num =>
      numbers.factor(
        terms.variable(name, { ...(lower !== undefined && { lower: from(lower) }), ...(upper !== undefined && { upper: from(upper) }) }),
      ),
    whole: (name: string, lower?: Rational, upper?: Rational): Num =>
      numbers.factor(
        terms.variable(name, {
          integer: true,
          ...(lower !== undefined && { lower: from(lower) }),
          ...(upper !== undefined && { upper: from(upper) }),
        }),
      ),
  };
}

function answer(terms: Terms, formula: Bool): string {
  const verdict = solve(terms, formula);
  if (verdict.kind === 'sat') expect(new Valuation(verdict.model).bool(formula)).toBe(true);
  return verdict.kind === 'open' ? `open ${verdict.reason}` : verdict.kind;
}

describe('the first step', () => {
  it('constants', () => {
    const { terms } = make();
    expect(answer(terms, terms.true)).toBe('sat');
    expect(answer(terms, terms.false)).toBe('unsat');
  });

  it('strict ends leave room between them, however little', () => {
    const { terms, numbers, k, real } = make();
    const x = real('x');
    const little: Rational = { n: 1n, d: 10_000n };
    expect(answer(terms, terms.and(numbers.compare('>', x, k(0)), numbers.compare('<', x, k(little))))).toBe('sat');
    const y = numbers.add(x, real('y'));
    expect(answer(terms, terms.and(numbers.compare('>', y, x), numbers.compare('<', real('y'), k(0))))).toBe('unsat');
    // x < y < z < x
    const z = real('z');
    const cycle = [numbers.compare('<', x, real('y')), numbers.compare('<', real('y'), z), numbers.compare('<', z, x)];
    expect(answer(terms, terms.and(...cycle))).toBe('unsat');
    expect(answer(terms, terms.and(...cycle.slice(1)))).toBe('sat');
  });

  it('a domain that is empty between two whole numbers', () => {
    const { terms, numbers, k, from } = make();
    const x = numbers.factor(terms.variable('x', { integer: true, lower: from(3, true), upper: from(4, true) }));
    const y = numbers.factor(terms.variable('y', { lower: from(0) }));
    expect(answer(terms, numbers.compare('<=', numbers.add(x, y), k(100)))).toBe('unsat');
  });

  it('sums of multiples of whole numbers', () => {
    const { terms, numbers, k, whole } = make();
    const [x, y, z] = [whole('x'), whole('y'), whole('z')];
    // 2x + 4y is even
    expect(answer(terms, numbers.compare('=', numbers.add(numbers.scale(x, 2), numbers.scale(y, 4)), k(3)))).toBe('unsat');
    // 1 < 3x - 3y < 2
    const d = numbers.subtract(numbers.scale(x, 3), numbers.scale(y, 3));
    expect(answer(terms, terms.and(numbers.compare('>', d, k(1)), numbers.compare('<', d, k(2))))).toBe('unsat');
    // z is 2x and 2y + 1: even and odd, without any end
    expect(
      answer(
        terms,
        terms.and(numbers.compare('=', z, numbers.scale(x, 2)), numbers.compare('=', z, numbers.add(numbers.scale(y, 2), k(1)))),
      ),
    ).toBe('unsat');
    // 7x + 11y = 5 has solutions: x = 7, y = -4
    expect(answer(terms, numbers.compare('=', numbers.add(numbers.scale(x, 7), numbers.scale(y, 11)), k(5)))).toBe('sat');
    // 6x + 10y + 15z = 1: no two coefficients are coprime, all three are
    const sum = numbers.add(numbers.add(numbers.scale(x, 6), numbers.scale(y, 10)), numbers.scale(z, 15));
    expect(answer(terms, numbers.compare('=', sum, k(1)))).toBe('sat');
  });

  it('a whole number between two thirds', () => {
    const { terms, numbers, k, whole, real } = make();
    const [x, y] = [whole('x', 0, 1000), real('y', 0)];
    // 3x = y, 1 < y < 3: x would lie between a third and one
    const tie = numbers.compare('=', numbers.scale(x, 3), y);
    expect(answer(terms, terms.and(tie, numbers.compare('>', y, k(1)), numbers.compare('<', y, k(3))))).toBe('unsat');
    expect(answer(terms, terms.and(tie, numbers.compare('>', y, k(1)), numbers.compare('<=', y, k(3))))).toBe('sat');
  });

  it('remainders by floors', () => {
    const { terms, numbers, k, whole } = make();
    const x = whole('x', 0, 100_000);
    const remainder = (m: number): Num => numbers.subtract(x, numbers.scale(numbers.floor(numbers.scale(x, { n: 1n, d: BigInt(m) })), m));
    // Chinese remainders: 2 mod 3, 3 mod 5, 2 mod 7 are 23, 128, …
    const all = terms.and(
      numbers.compare('=', remainder(3), k(2)),
      numbers.compare('=', remainder(5), k(3)),
      numbers.compare('=', remainder(7), k(2)),
    );
    expect(answer(terms, terms.and(all, numbers.compare('<', x, k(23))))).toBe('unsat');
    expect(answer(terms, terms.and(all, numbers.compare('<=', x, k(23))))).toBe('sat');
    expect(answer(terms, terms.and(numbers.compare('=', remainder(4), k(1)), numbers.compare('=', remainder(2), k(0))))).toBe('unsat');
  });

  it('a floor of money without an upper end', () => {
    const { terms, numbers, k, real } = make();
    const x = real('x', 0);
    const tenths = numbers.floor(numbers.scale(x, { n: 1n, d: 10n }));
    expect(answer(terms, terms.and(numbers.compare('>', numbers.scale(tenths, 10), x)))).toBe('unsat');
    expect(answer(terms, terms.and(numbers.compare('<=', numbers.scale(tenths, 10), numbers.subtract(x, k(10)))))).toBe('unsat');
    expect(answer(terms, terms.and(numbers.compare('=', numbers.scale(tenths, 10), numbers.subtract(x, k(9)))))).toBe('sat');
  });

  it('a choice has one member', () => {
    const { terms } = make();
    const few = terms.choice('few', ['a', 'b', 'c']);
    const is = (m: string) => terms.is(few, m);
    expect(answer(terms, terms.and(is('a'), is('b')))).toBe('unsat');
    expect(answer(terms, terms.and(...['a', 'b', 'c'].map((m) => terms.not(is(m)))))).toBe('unsat');
    expect(answer(terms, terms.and(...['a', 'b'].map((m) => terms.not(is(m)))))).toBe('sat');
  });

  it('a choice of many members', () => {
    const { terms } = make();
    const members = Array.from({ length: 40 }, (_, i) => `m${i}`);
    const many = terms.choice('many', members);
    const all = members.map((m) => terms.is(many, m));
    expect(answer(terms, terms.and(...all.map((a) => terms.not(a))))).toBe('unsat');
    expect(answer(terms, terms.and(...all.slice(1).map((a) => terms.not(a))))).toBe('sat');
    // Of each neighbouring pair of four one: no single member is in both pairs.
    const [a, b, c, d] = all as [Bool, Bool, Bool, Bool];
    expect(answer(terms, terms.and(terms.or(a, b), terms.or(c, d), ...all.slice(4).map((x) => terms.or(x, a, b))))).toBe('unsat');
  });

  it('named cases are their cases', () => {
    const { terms, numbers, k, real } = make();
    const x = real('x', 0);
    const [p, q] = [terms.flag('p'), terms.flag('q')];
    const award = numbers.named(numbers.cases(p, numbers.scale(x, 2), numbers.cases(q, numbers.add(x, k(1)), k(7))));
    expect(answer(terms, terms.and(p, numbers.compare('<', award, x)))).toBe('unsat');
    expect(answer(terms, terms.and(terms.not(p), q, numbers.compare('!=', numbers.subtract(award, x), k(1))))).toBe('unsat');
    expect(answer(terms, terms.and(numbers.compare('=', award, k(7)), numbers.compare('=', x, k(100))))).toBe('sat');
    expect(answer(terms, terms.and(numbers.compare('=', award, k(8)), numbers.compare('=', x, k(100))))).toBe('unsat');
  });

  it('sums of many capped numbers stay below the sum of their caps', () => {
    const { terms, numbers, k, real } = make();
    // 12 clauses pay 30 percent, at most 100 each, if their flag is on: 1200 at most in all, which needs every flag.
    let total: Num = k(0);
    for (let i = 0; i < 12; i++) {
      const share = numbers.min(numbers.scale(real(`x${i}`, 0), { n: 3n, d: 10n }), k(100));
      total = numbers.add(numbers.named(total), numbers.named(numbers.cases(terms.flag(`f${i}`), share, k(0))));
    }
    expect(answer(terms, numbers.compare('>', total, k(1200)))).toBe('unsat');
    expect(answer(terms, numbers.compare('>=', total, k(1200)))).toBe('sat');
    expect(answer(terms, numbers.compare('<', total, k(0)))).toBe('unsat');
  });

  it('totals of two versions of which each clause pays more in one', () => {
    const { terms, numbers, k, real } = make();
    // 8 clauses of three bands; the second version pays a tenth more in each. Equal only where both pay nothing.
    const clause = (i: number, factor: Rational): Num => {
      const x = real(`x${i}`, 0);
      const rate = (n: bigint): Num => numbers.scale(numbers.scale(x, { n, d: 100n }), factor);
      const bands = numbers.cases(
        numbers.compare('<', x, k(100 + i)),
        k(0),
        numbers.cases(numbers.compare('<', x, k(500)), rate(3n), numbers.cases(numbers.compare('<', x, k(900)), rate(7n), rate(11n))),
      );
      return numbers.named(numbers.cases(terms.flag(`f${i}`), bands, k(0)));
    };
    const total = (factor: Rational, versions = 8): Num =>
      Array.from({ length: versions }, (_, i) => clause(i, factor)).reduce((s, c) => numbers.add(s, c), k(0));
    const [one, more] = [total(1), total({ n: 11n, d: 10n })];
    expect(answer(terms, numbers.compare('>', one, more))).toBe('unsat');
    expect(answer(terms, numbers.compare('<', one, more))).toBe('sat');
    expect(answer(terms, terms.and(numbers.compare('=', one, more), terms.flag('f3')))).toBe('sat');
    const paid = terms.and(terms.flag('f3'), numbers.compare('>=', real('x3', 0), k(103)));
    expect(answer(terms, terms.and(numbers.compare('=', one, more), paid))).toBe('unsat');
  });

  it('many equations through one point do not run in circles', () => {
    const { terms, numbers, k, real } = make();
    // Beale's cone: x1/4 - 60x2 - x3/25 + 9x4 <= 0, x1/2 - 90x2 - x3/50 + 3x4 <= 0, x3 <= 1; 3x1/4 - 150x2 + x3/50 - 6x4 is 1/20 at most.
    const [a, b, c, d] = [real('x1', 0), real('x2', 0), real('x3', 0), real('x4', 0)];
    const sum = (...parts: readonly (readonly [Num, Rational])[]): Num =>
      parts.reduce<Num>((s, [x, by]) => numbers.add(s, numbers.scale(x, by)), k(0));
    const cone = terms.and(
      numbers.compare('<=', sum([a, { n: 1n, d: 4n }], [b, -60], [c, { n: -1n, d: 25n }], [d, 9]), k(0)),
      numbers.compare('<=', sum([a, { n: 1n, d: 2n }], [b, -90], [c, { n: -1n, d: 50n }], [d, 3]), k(0)),
      numbers.compare('<=', c, k(1)),
    );
    const goal = sum([a, { n: 3n, d: 4n }], [b, -150], [c, { n: 1n, d: 50n }], [d, -6]);
    expect(answer(terms, terms.and(cone, numbers.compare('>=', goal, k({ n: 1n, d: 20n }))))).toBe('sat');
    expect(answer(terms, terms.and(cone, numbers.compare('>', goal, k({ n: 1n, d: 20n }))))).toBe('unsat');
  });

  it('money of thirteen digits with four places', () => {
    const { terms, numbers, k, real } = make();
    const ends: Rational = { n: 99_999_999_999_999_999n, d: 10_000n };
    const [x, y] = [real('x', 0, 10_000_000_000_000), real('y', 0, 10_000_000_000_000)];
    const both = numbers.add(numbers.scale(x, 7), numbers.scale(y, { n: 13n, d: 100n }));
    const equal = numbers.compare('=', both, k(ends));
    const little = numbers.compare('<', numbers.subtract(x, y), k({ n: 1n, d: 10_000n }));
    const verdict = solve(terms, terms.and(equal, little, numbers.compare('>', x, y)));
    expect(verdict.kind).toBe('sat');
    // 7x + 0.13y = 9999999999999.9999 with x >= y means x is at least that over 7.13.
    const least: Rational = { n: 99_999_999_999_999_999n, d: 71_300n };
    expect(answer(terms, terms.and(equal, numbers.compare('<', x, k(least)), numbers.compare('>=', x, y)))).toBe('unsat');
  });

  it('equations and what differs', () => {
    const { terms, numbers, k, real } = make();
    const [x, y] = [real('x', 0, 1), real('y', 0, 1)];
    const differs = (a: Num, b: Num): Bool => numbers.compare('!=', a, b);
    expect(answer(terms, terms.and(differs(x, y), numbers.compare('<=', x, y), numbers.compare('<=', y, x)))).toBe('unsat');
    const spread = [0, 1, 2, 3].map((i) => differs(numbers.add(x, y), k(i)));
    expect(answer(terms, terms.and(...spread))).toBe('sat');
    expect(answer(terms, terms.and(numbers.compare('=', numbers.add(x, y), k(2)), differs(x, k(1))))).toBe('unsat');
  });

  it('the point leaves no domain', () => {
    const { terms, numbers, k, real } = make();
    const x = real('x', 2, 3);
    const verdict = solve(terms, terms.and(numbers.compare('!=', x, k(2)), numbers.compare('!=', x, k(3))));
    expect(verdict.kind).toBe('sat');
    if (verdict.kind !== 'sat') return;
    const [[, value]] = [...verdict.model.numbers] as [[Variable, Rational]];
    expect(compare(value, 2)).toBe(1);
    expect(compare(value, 3)).toBe(-1);
  });
});

describe('products of unknowns', () => {
  it('a rate of an amount', () => {
    const { terms, numbers, k, real } = make();
    const [rate, cost] = [real('rate', 0, 1), real('cost', 0)];
    const award = numbers.multiply(rate, cost);
    expect(answer(terms, numbers.compare('>', award, cost))).toBe('unsat');
    expect(answer(terms, terms.and(numbers.compare('>', award, k(500)), numbers.compare('<', cost, k(600))))).toBe('sat');
    expect(answer(terms, terms.and(numbers.compare('>', award, k(500)), numbers.compare('<', cost, k(500))))).toBe('unsat');
  });

  it('a product of three grows with each of them', () => {
    const { terms, numbers, k, real, whole } = make();
    // Rent for at most 1000 square metres: price × min(area, 1000) × days.
    const [price, dearer, area, days] = [real('price', 0), real('dearer', 0), real('area', 0), whole('days', 0)];
    const rent = (p: Num): Num => numbers.multiply(numbers.multiply(p, numbers.min(area, k(1000))), days);
    const more = numbers.compare('<', price, dearer);
    expect(answer(terms, terms.and(more, numbers.compare('<', rent(dearer), rent(price))))).toBe('unsat');
    expect(answer(terms, terms.and(more, numbers.compare('>', rent(dearer), rent(price))))).toBe('sat');
    expect(answer(terms, numbers.compare('>', rent(price), numbers.multiply(numbers.scale(price, 1000), days)))).toBe('unsat');
  });

  it('growth: a quotient against a rate', () => {
    const { terms, numbers, k, real } = make();
    const [now, before] = [real('now', 0), real('before', 0)];
    const growth = numbers.divide(numbers.subtract(now, before), before);
    const twenty: Rational = { n: 1n, d: 5n };
    const positive = numbers.compare('>', before, k(0));
    expect(answer(terms, terms.and(positive, numbers.compare('>=', growth, k(twenty)), numbers.compare('<=', now, before)))).toBe('unsat');
    expect(answer(terms, terms.and(positive, numbers.compare('>=', growth, k(twenty)), numbers.compare('>', before, k(1000))))).toBe('sat');
  });

  it('squares', () => {
    const { terms, numbers, k, real } = make();
    const x = real('x', -10, 10);
    const square = numbers.multiply(x, x);
    expect(answer(terms, numbers.compare('<', square, k(0)))).toBe('unsat');
    expect(answer(terms, numbers.compare('=', square, k(4)))).toBe('sat');
    // (x - 1)² < 0
    expect(answer(terms, numbers.compare('<', square, numbers.subtract(numbers.scale(x, 2), k(1))))).toBe('unsat');
  });

  it('what only an irrational number would do stays open', () => {
    const { terms, numbers, k, real } = make();
    const x = real('x', 0);
    expect(answer(terms, numbers.compare('=', numbers.multiply(x, x), k(2)))).toBe('open nonlinear');
  });
});

describe('budgets and size', { timeout: 60_000 }, () => {
  it('a question beyond its budget is open, at the same place each time', () => {
    const { terms, numbers, k, whole } = make();
    // Pigeons: 9 numbers from 1 to 8, all different.
    const pigeons = Array.from({ length: 9 }, (_, i) => whole(`x${i}`, 1, 8));
    const facts = pigeons.flatMap((a, i) => pigeons.slice(0, i).map((b) => numbers.compare('!=', a, b)));
    const first = solve(terms, terms.and(...facts), { nodes: 300 });
    expect(first).toEqual({ kind: 'open', reason: 'budget' });
    expect(answer(terms, numbers.compare('>', k(1), k(0)))).toBe('sat');
  });

  it('a formula of great depth', () => {
    const { terms } = make();
    let b: Bool = terms.flag('f0');
    for (let i = 1; i < 30_000; i++) b = i % 2 === 1 ? terms.and(terms.flag(`f${i}`), b) : terms.or(terms.flag(`f${i}`), b);
    const verdict = solve(terms, b, { nodes: 200_000 });
    expect(verdict.kind).toBe('sat');
    expect(solve(terms, terms.and(b, terms.not(terms.flag('f29999')))).kind).toBe('unsat');
  });

  it('many clauses on one fact', () => {
    const { terms, numbers, k, real } = make();
    const x = real('x', 0);
    // No x is below 0 or at least 1000 in one of 1000 steps of 1.
    const outside = Array.from({ length: 1000 }, (_, i) => terms.or(numbers.compare('<', x, k(i)), numbers.compare('>=', x, k(i + 1))));
    expect(answer(terms, terms.and(...outside, numbers.compare('<', x, k(1000))))).toBe('unsat');
    expect(answer(terms, terms.and(...outside.slice(0, 999), numbers.compare('<', x, k(1000))))).toBe('sat');
  });
});
