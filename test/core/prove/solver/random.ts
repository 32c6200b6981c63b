/** Random questions over few unknowns with small ranges, and the answer by trying every applicant. */
import * as fc from 'fast-check';
import { Valuation } from '../../../../server/src/core/prove/model';
import { Numbers } from '../../../../server/src/core/prove/numeric';
import type { Rational } from '../../../../server/src/core/prove/rational';
import type { Bool, Choice, Flag, Model, Num, Variable } from '../../../../server/src/core/prove/terms';
import { Terms } from '../../../../server/src/core/prove/terms';

export interface Unknowns {
  readonly terms: Terms;
  readonly numbers: Numbers;
  readonly variables: readonly Variable[];
  readonly flags: readonly Flag[];
  readonly choices: readonly Choice[];
}

/** Whole numbers from `-reach` to `reach`. */
export function unknowns(count: number, reach: number): Unknowns {
  const terms = new Terms();
  const end = (value: number) => ({ value, strict: false });
  return {
    terms,
    numbers: new Numbers(terms),
    variables: Array.from({ length: count }, (_, i) => terms.variable(`x${i}`, { integer: true, lower: end(-reach), upper: end(reach) })),
    flags: [terms.flag('p'), terms.flag('q')],
    choices: [terms.choice('c', ['a', 'b', 'd'])],
  };
}

/** A recipe, so that fast-check can shrink it; terms are made of it afterwards. */
export type Recipe =
  | { readonly op: 'number'; readonly value: number }
  | { readonly op: 'variable'; readonly index: number }
  | { readonly op: 'flag'; readonly index: number }
  | { readonly op: 'is'; readonly member: string }
  | { readonly op: string; readonly args: readonly Recipe[]; readonly value?: number };

export interface Shape {
  readonly variables: number;
  readonly products: boolean;
  readonly quotients: boolean;
}

export function recipes({ variables, products, quotients }: Shape): fc.Arbitrary<Recipe> {
  const { bool } = fc.letrec<{ number: Recipe; bool: Recipe }>((tie) => ({
    number: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 2, arbitrary: fc.integer({ min: -4, max: 4 }).map((value): Recipe => ({ op: 'number', value })) },
      { weight: 5, arbitrary: fc.integer({ min: 0, max: variables - 1 }).map((index): Recipe => ({ op: 'variable', index })) },
      ...['add', 'subtract', 'min', 'max', ...(products ? ['multiply'] : []), ...(quotients ? ['divide'] : [])].map((op) => ({
        weight: 1,
        arbitrary: fc.tuple(tie('number'), tie('number')).map((args): Recipe => ({ op, args })),
      })),
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.constantFrom('scale', 'floor', 'named'), tie('number'), fc.constantFrom(-3, -2, 2, 3, 5))
          .map(([op, a, value]): Recipe => ({ op, args: [a], value })),
      },
      { weight: 2, arbitrary: fc.tuple(tie('bool'), tie('number'), tie('number')).map((args): Recipe => ({ op: 'cases', args })) },
    ),
    bool: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 1 }).map((index): Recipe => ({ op: 'flag', index })) },
      { weight: 1, arbitrary: fc.constantFrom('a', 'b', 'd').map((member): Recipe => ({ op: 'is', member })) },
      {
        weight: 5,
        arbitrary: fc
          .tuple(fc.constantFrom('=', '!=', '<', '<=', '>', '>='), tie('number'), tie('number'))
          .map(([op, ...args]): Recipe => ({ op, args })),
      },
      {
        weight: 5,
        arbitrary: fc
          .tuple(fc.constantFrom('and', 'or', 'and', 'or', 'iff'), tie('bool'), tie('bool'), tie('bool'))
          .map(([op, ...args]): Recipe => ({ op, args })),
      },
      { weight: 1, arbitrary: tie('bool').map((a): Recipe => ({ op: 'not', args: [a] })) },
    ),
  }));
  return fc.array(bool, { minLength: 1, maxLength: 4 }).map((args): Recipe => ({ op: 'and', args }));
}

export function numberOf(u: Unknowns, r: Recipe): Num {
  const { numbers } = u;
  if (r.op === 'number' && 'value' in r && !('args' in r)) return numbers.constant(r.value ?? 0);
  if ('index' in r) return numbers.factor(u.variables[r.index] as Variable);
  if (!('args' in r)) throw new Error(r.op);
  const [a, b, c] = r.args as [Recipe, Recipe, Recipe];
  switch (r.op) {
    case 'add':
    case 'subtract':
    case 'min':
    case 'max':
    case 'multiply':
    case 'divide':
      return numbers[r.op](numberOf(u, a), numberOf(u, b));
    case 'scale':
      return numbers.scale(numberOf(u, a), r.value ?? 1);
    case 'floor':
      // Divided first, or most floors would be of whole numbers.
      return numbers.floor(numbers.scale(numberOf(u, a), fraction(r.value ?? 1)));
    case 'named':
      return numbers.named(numberOf(u, a));
    case 'cases':
      return numbers.cases(boolOf(u, a), numberOf(u, b), numberOf(u, c));
    default:
      throw new Error(r.op);
  }
}

const fraction = (d: number): Rational => ({ n: d < 0 ? -1n : 1n, d: BigInt(Math.abs(d)) });

export function boolOf(u: Unknowns, r: Recipe): Bool {
  const { terms, numbers } = u;
  if (r.op === 'flag' && 'index' in r) return u.flags[r.index] as Bool;
  if ('member' in r) return terms.is(u.choices[0] as Choice, r.member);
  if (!('args' in r)) throw new Error(r.op);
  const [a, b] = r.args as [Recipe, Recipe];
  switch (r.op) {
    case '=':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return numbers.compare(r.op, numberOf(u, a), numberOf(u, b));
    case 'and':
      return terms.and(...r.args.map((x) => boolOf(u, x)));
    case 'or':
      return terms.or(...r.args.map((x) => boolOf(u, x)));
    case 'iff':
      return terms.iff(boolOf(u, a), boolOf(u, b));
    case 'not':
      return terms.not(boolOf(u, a));
    default:
      throw new Error(r.op);
  }
}

/** Every applicant. */
export function* applicants({ variables, flags, choices }: Unknowns): Generator<Model> {
  const numbers = new Map<Variable, Rational>();
  const on = new Map<Flag, boolean>();
  const chosen = new Map<Choice, string>();
  function* from(i: number): Generator<Model> {
    const v = variables[i];
    const f = flags[i - variables.length];
    const c = choices[i - variables.length - flags.length];
    if (v) {
      for (let x = Number(v.lower?.value); x <= Number(v.upper?.value); x++) {
        numbers.set(v, x);
        yield* from(i + 1);
      }
    } else if (f) {
      for (const x of [false, true]) {
        on.set(f, x);
        yield* from(i + 1);
      }
    } else if (c) {
      for (const x of c.members) {
        chosen.set(c, x);
        yield* from(i + 1);
      }
    } else yield { numbers, flags: on, choices: chosen };
  }
  yield* from(0);
}

export function possible(u: Unknowns, formula: Bool): boolean {
  for (const model of applicants(u)) if (new Valuation(model).bool(formula)) return true;
  return false;
}
