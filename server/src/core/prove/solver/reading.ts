/** The point at which the search ended, as values of what an applicant chooses. */
import { add, compare, div, floor, isInteger, mul, type Rational, sub } from '../rational';
import type { Choice, Flag, Model, Variable } from '../terms';
import type { Builder } from './builder';
import type { Simplex } from './simplex';

/** The point by column. */
export function pointOf({ arithmetic: { simplex } }: Builder): (column: number) => Rational {
  const small = smallEnough(simplex);
  return (c) => {
    const [value, epsilon] = [simplex.value[c] as Rational, simplex.epsilon[c] as Rational];
    return epsilon === 0 ? value : add(value, mul(epsilon, small));
  };
}

export function modelOf(builder: Builder): Model {
  const { search, numbers, flags, choices } = builder;
  const point = pointOf(builder);
  const values = new Map<Variable, Rational>();
  for (const { variable, column } of numbers) {
    const exact = point(column);
    values.set(variable, variable.integer && !isInteger(exact) ? nearest(exact) : exact);
  }
  const on = new Map<Flag, boolean>();
  for (const { flag, variable } of flags) on.set(flag, search.value[2 * variable] === 1);
  const chosen = new Map<Choice, string>();
  for (const { choice, members } of choices) {
    let taken = choice.members.find((m) => !members.has(m)) ?? '';
    for (const [member, variable] of members) if (search.value[2 * variable] === 1) taken = member;
    chosen.set(choice, taken);
  }
  return { numbers: values, flags: on, choices: chosen };
}

/** The nearest whole number. */
export const nearest = (a: Rational): Rational => floor(add(a, { n: 1n, d: 2n }));

/** A value for the infinitely small that keeps every bound: 1, or a tenth, a hundredth … of it. */
function smallEnough(simplex: Simplex): Rational {
  let most: Rational = 1;
  const limit = (distance: Rational, slope: Rational): void => {
    // distance >= slope * small
    if (compare(slope, 0) > 0 && compare(distance, mul(slope, most)) < 0) most = div(distance, slope);
  };
  for (let c = 0; c < simplex.value.length; c++) {
    const [value, epsilon] = [simplex.value[c] as Rational, simplex.epsilon[c] as Rational];
    const [low, high] = [simplex.lower[c], simplex.upper[c]];
    if (low !== undefined) limit(sub(value, low), sub(simplex.lowerEpsilon[c] as number, epsilon));
    if (high !== undefined) limit(sub(high, value), sub(epsilon, simplex.upperEpsilon[c] as number));
  }
  let round: Rational = 1;
  while (compare(round, most) > 0) round = div(round, 10);
  return round;
}

/** Whether every number lies in its domain. */
export function admits({ numbers }: Model): boolean {
  for (const [{ integer, lower, upper }, value] of numbers) {
    if (integer && !isInteger(value)) return false;
    if (lower && (lower.strict ? compare(value, lower.value) <= 0 : compare(value, lower.value) < 0)) return false;
    if (upper && (upper.strict ? compare(value, upper.value) >= 0 : compare(value, upper.value) > 0)) return false;
  }
  return true;
}
