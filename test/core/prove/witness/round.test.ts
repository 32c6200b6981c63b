/**
 * Rounding of models: hand-made formulas with the model that a person would give, and random ones, for which the result must still be a model
 * and no number may have become harder to read.
 */
import { describe, expect, it } from 'vitest';
import { Valuation } from '../../../../server/src/core/prove/model';
import { Numbers } from '../../../../server/src/core/prove/numeric';
import { compare, type Rational, ratio, show } from '../../../../server/src/core/prove/rational';
import { type Bool, type Model, type Num, Terms, type Variable } from '../../../../server/src/core/prove/terms';
import type { Verdict } from '../../../../server/src/core/prove/verdict';
import { Around } from '../../../../server/src/core/prove/witness/region';
import { type NumberHint, roundModel } from '../../../../server/src/core/prove/witness/round';
import { digitsOf } from '../../../../server/src/core/prove/witness/simplest';
import { Random } from '../../../support/randomProgram';

const from0 = { lower: { value: 0, strict: false } };
const model = (numbers: readonly (readonly [Variable, Rational])[], more: Partial<Model> = {}): Model => ({
  numbers: new Map(numbers),
  flags: new Map(),
  choices: new Map(),
  ...more,
});
const never = (): Verdict => ({ kind: 'open', reason: 'budget' });
const shown = (m: Model): Record<string, string> => Object.fromEntries([...m.numbers].map(([v, value]) => [v.name, show(value)]));

class World {
  readonly terms = new Terms();
  readonly n = new Numbers(this.terms);
  money(name: string): Variable {
    return this.terms.variable(name, from0);
  }
  of(v: Variable): Num {
    return this.n.factor(v);
  }
  is(op: '=' | '!=' | '<' | '<=' | '>' | '>=', a: Num, b: Num | Rational): Bool {
    return this.n.compare(op, a, typeof b === 'object' && 'kind' in b ? b : this.n.constant(b as Rational));
  }
  round(formula: Bool, given: Model, hints: readonly NumberHint[], solve: (f: Bool) => Verdict = never): Model {
    return roundModel({ terms: this.terms, formula, model: given, hints, solve });
  }
}
const wan = (variable: Variable, ...preferred: Rational[]): NumberHint => ({ variable, preferred, unit: 10_000 });

describe('roundModel', () => {
  it('leaves out what the formula does not need', () => {
    const w = new World();
    const [x, y] = [w.money('x'), w.money('y')];
    const on = w.terms.flag('on');
    const kind = w.terms.choice('kind', ['a', 'b']);
    const formula = w.terms.or(w.is('>', w.of(x), 100), w.terms.and(on, w.terms.is(kind, 'b'), w.is('>', w.of(y), 5)));
    const given = model(
      [
        [x, 17],
        [y, ratio(70001n, 3n)],
      ],
      { flags: new Map([[on, true]]), choices: new Map([[kind, 'b']]) },
    );
    // Only the second part holds, and it needs all but x.
    const result = w.round(formula, given, [wan(x), wan(y)]);
    expect(shown(result)).toEqual({ y: '10000' });
    expect([...result.flags]).toEqual([[on, true]]);
    // With x = 1000 the first part holds too: nothing else is needed.
    const other = w.round(formula, { ...given, numbers: new Map(given.numbers).set(x, 1000) }, [wan(x), wan(y)]);
    expect(shown(other)).toEqual({ x: '10000' });
    expect(other.flags.size + other.choices.size).toBe(0);
  });

  it('finds 1200万元 beside 11999999.0000001元', () => {
    const w = new World();
    const x = w.money('x');
    const near = ratio(119999990000001n, 10_000_000n);
    const formula = w.terms.and(w.is('>', w.of(x), 11_999_998), w.is('<=', w.of(x), 12_000_000));
    expect(shown(w.round(formula, model([[x, near]]), [wan(x)]))).toEqual({ x: '12000000' });
  });

  it('prefers what the policy names', () => {
    const w = new World();
    const x = w.money('x');
    const formula = w.is('>', w.of(x), 100);
    expect(shown(w.round(formula, model([[x, 5000]]), [wan(x, 50, 123_456)]))).toEqual({ x: '123456' });
  });

  it('keeps days near the usual one, and on a first of the month', () => {
    const w = new World();
    const d = w.terms.variable('d', { integer: true });
    // 20089 is 2025-01-01; 20301 is 2025-08-01.
    const hint: NumberHint = { variable: d, preferred: [20_089], unit: 1, day: true };
    expect(shown(w.round(w.is('>', w.of(d), 20_000), model([[d, 25_123]]), [hint]))).toEqual({ d: '20089' });
    const after = w.terms.and(w.is('>', w.of(d), 20_280), w.is('<', w.of(d), 20_333));
    expect(shown(w.round(after, model([[d, 20_290]]), [hint]))).toEqual({ d: '20301' });
  });

  it('moves within steps, cases and quotients by a fact that is fixed', () => {
    const w = new World();
    const [x, y] = [w.money('x'), w.money('y')];
    // floor(x / 1000) = 7, and x / y over 2 where y is 3456.7.
    const formula = w.terms.and(
      w.is('=', w.n.floor(w.n.scale(w.of(x), ratio(1n, 1000n))), 7),
      w.is('>', w.n.divide(w.of(x), w.of(y)), 2),
      w.is('>', w.of(y), 3_400),
    );
    const result = w.round(
      formula,
      model([
        [x, ratio(70_123n, 10n)],
        [y, ratio(34567n, 10n)],
      ]),
      [
        { variable: x, preferred: [], unit: 1 },
        { variable: y, preferred: [], unit: 1 },
      ],
    );
    // x from 7000 and over 6913.4, below 8000: 7000. y over 3400 and below 3500: 3410.
    expect(shown(result)).toEqual({ x: '7000', y: '3410' });
  });

  it('asks where the others have to move', () => {
    const w = new World();
    const [x, y] = [w.money('x'), w.money('y')];
    // x = 3y + 1, y over 100: neither can move alone.
    const formula = w.terms.and(w.is('=', w.n.subtract(w.of(x), w.n.scale(w.of(y), 3)), 1), w.is('>', w.of(y), 100));
    const asked: Bool[] = [];
    const solve = (f: Bool): Verdict => {
      asked.push(f);
      for (let value = 0; value <= 4000; value++) {
        const candidate = model([
          [x, value],
          [y, ratio(BigInt(value - 1), 3n)],
        ]);
        if (value > 0 && new Valuation(candidate).bool(f)) return { kind: 'sat', model: candidate };
      }
      return { kind: 'unsat' };
    };
    const given = model([
      [x, ratio(3_456_789n, 1000n)],
      [y, ratio(3_455_789n, 3000n)],
    ]);
    const result = w.round(formula, given, [{ variable: x, preferred: [], unit: 1 }], solve);
    // 0 is impossible, 3000 is the number of one digit below; y is then 2999 / 3.
    expect(shown(result)).toEqual({ x: '3000', y: '2999/3' });
    expect(asked.length).toBeLessThanOrEqual(16);
  });

  it('asks no more than it may, and keeps what cannot be rounded', () => {
    const w = new World();
    const x = w.money('x');
    const formula = w.is('=', w.of(x), ratio(1n, 3n));
    let asked = 0;
    const result = roundModel({
      terms: w.terms,
      formula,
      model: model([[x, ratio(1n, 3n)]]),
      hints: [wan(x)],
      budget: 3,
      solve: () => {
        asked++;
        return { kind: 'unsat' };
      },
    });
    expect(shown(result)).toEqual({ x: '1/3' });
    expect(asked).toBe(3);
  });

  it('hands back what is no model', () => {
    const w = new World();
    const x = w.money('x');
    const given = model([[x, 1]]);
    expect(w.round(w.is('>', w.of(x), 5), given, [wan(x)])).toBe(given);
  });
});

/** A random formula over three amounts, a whole number and two flags. */
function randomWorld(r: Random): { w: World; formula: Bool; variables: Variable[]; given: Model } {
  const w = new World();
  const variables = [w.money('a'), w.money('b'), w.money('c'), w.terms.variable('k', { integer: true, ...from0 })];
  const flags = [w.terms.flag('f'), w.terms.flag('g')];
  const amount = (depth: number): Num => {
    if (depth === 0 || r.chance(0.3)) return r.chance(0.7) ? w.of(r.pick(variables)) : w.n.constant(r.pick([0, 1, 100, 250, 1000]));
    const [a, b] = [amount(depth - 1), amount(depth - 1)];
    switch (r.int(8)) {
      case 0:
        return w.n.add(a, b);
      case 1:
        return w.n.subtract(a, b);
      case 2:
        return w.n.scale(a, r.pick([ratio(1n, 2n), 3, ratio(1n, 3n)]));
      case 3:
        return w.n.min(a, b);
      case 4:
        return w.n.floor(w.n.scale(a, ratio(1n, 100n)));
      case 5:
        return w.n.cases(truth(depth - 1), a, b);
      case 6:
        return w.n.multiply(a, w.of(r.pick(variables)));
      default:
        return w.n.divide(a, w.n.add(w.of(r.pick(variables)), w.n.constant(1)));
    }
  };
  const truth = (depth: number): Bool => {
    if (depth === 0)
      return r.chance(0.3) ? r.pick(flags) : w.is(r.pick(['=', '<', '<=', '>']), w.of(r.pick(variables)), r.pick([0, 99, 100, 1000]));
    switch (r.int(5)) {
      case 0:
        return w.terms.and(truth(depth - 1), truth(depth - 1));
      case 1:
        return w.terms.or(truth(depth - 1), truth(depth - 1));
      case 2:
        return w.terms.not(truth(depth - 1));
      default:
        return w.is(r.pick(['=', '!=', '<', '<=', '>', '>=']), amount(depth - 1), amount(depth - 1));
    }
  };
  const given = model(
    variables.map((v) => [v, v.integer ? r.int(3000) : ratio(BigInt(r.int(30_000)), BigInt(r.pick([1, 7, 10, 1000])))]),
    { flags: new Map(flags.map((f) => [f, r.chance(0.5)])) },
  );
  let formula = truth(3);
  if (!new Valuation(given).bool(formula)) formula = w.terms.not(formula);
  return { w, formula, variables, given };
}

describe('roundModel of random formulas', () => {
  it('is a model, within the domains, and no harder to read', () => {
    for (let seed = 1; seed <= 3000; seed++) {
      const { w, formula, variables, given } = randomWorld(new Random(seed));
      const result = w.round(
        formula,
        given,
        variables.map((variable) => ({ variable, preferred: [], unit: 1 })),
      );
      expect(new Valuation(result).bool(formula), `seed ${seed}`).toBe(true);
      for (const v of variables) {
        const value = result.numbers.get(v) ?? 0;
        expect(compare(value, 0), `seed ${seed}`).toBeGreaterThanOrEqual(0);
        if (v.integer) expect(typeof value, `seed ${seed}`).toBe('number');
        expect(digitsOf(value, 1), `seed ${seed} ${v.name}`).toBeLessThanOrEqual(digitsOf(given.numbers.get(v) ?? 0, 1));
      }
    }
  });

  it('moves only where the formula keeps its truth: the regions are right', () => {
    let narrow = 0;
    for (let seed = 1; seed <= 3000; seed++) {
      const r = new Random(seed);
      const { formula, variables, given } = randomWorld(r);
      const v = r.pick(variables);
      const { lower, upper } = new Around(new Valuation(given), v).region(formula);
      const low = lower
        ? Number(
            show(lower.value)
              .split('/')
              .reduce((a, b) => String(Number(a) / Number(b))),
          )
        : 0;
      const high = upper
        ? Number(
            show(upper.value)
              .split('/')
              .reduce((a, b) => String(Number(a) / Number(b))),
          )
        : low + 5000;
      if (high > low) narrow++;
      for (let i = 0; i < 5; i++) {
        const at = low + ((high - low) * (r.int(999) + 1)) / 1001;
        const value = v.integer ? Math.round(at) : ratio(BigInt(Math.round(at * 1000)), 1000n);
        if (lower && compare(value, lower.value) <= 0) continue;
        if (upper && compare(value, upper.value) >= 0) continue;
        const moved = new Valuation({ ...given, numbers: new Map(given.numbers).set(v, value) });
        expect(moved.bool(formula), `seed ${seed}: ${v.name} = ${show(value)}`).toBe(true);
      }
      for (const end of [lower, upper]) {
        if (!end || end.strict || compare(end.value, 0) < 0 || (v.integer && typeof end.value !== 'number')) continue;
        const moved = new Valuation({ ...given, numbers: new Map(given.numbers).set(v, end.value) });
        expect(moved.bool(formula), `seed ${seed}: ${v.name} = ${show(end.value)}`).toBe(true);
      }
    }
    expect(narrow).toBeGreaterThan(1500);
  });
});
