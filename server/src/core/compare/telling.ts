/**
 * Which facts of a witness its figures rest on. Whoever reads the facts shown must be able to get the same figures: so that set is looked for of
 * which it is proved that nobody who shares these values has other outcomes. Trying values one at a time would miss facts that stand in for
 * each other.
 */

import type { Asker } from '../prove/ask';
import type { Inputs, Slot } from '../prove/encode/inputs';
import { boolsIn } from '../prove/free';
import { leastOf, Valuation } from '../prove/model';
import type { Numbers } from '../prove/numeric';
import { add, compare, div, floor, isInteger, mul, type Rational } from '../prove/rational';
import { Substitution } from '../prove/substitute';
import type { Bool, Choice, Flag, Model, Num, Variable } from '../prove/terms';
import { within } from '../prove/witness/simplest';
import type { Both } from './difference';
import type { Fate } from './judge';

/** What is shown of a witness, as terms. */
export interface Outcome {
  /** Whom the comparison speaks of. */
  readonly region: Bool;
  /** Of whom terms do not say what the evaluator would. */
  readonly hidden?: Bool;
  /** What does not hold of the applicant, and is part of what is said of them. */
  readonly never?: Bool;
  /** What makes up the outcome on each side: of the total, its parts. */
  readonly fates: Both<readonly Fate[]>;
}

/** Nodes that one question may cost, and questions that are asked; beyond, a fact is shown without need rather than left out. */
const NODES = 400;
const MOST_QUESTIONS = 80;

/** One value of an applicant. */
export interface Unit {
  readonly key: string;
  readonly variables: readonly Variable[];
  readonly flags: readonly Flag[];
  readonly choice?: Choice;
}

/** The key of the date among facts that matter; no fact is called so. */
export const DATE = '@';
export const countKey = (list: string): string => `${list}#`;
export const paidKey = (clause: string): string => `paid ${clause}`;

/** Somebody of the region has another outcome than the applicant of the model; undefined where terms do not tell what that one gets. */
export function otherOutcome(numbers: Numbers, { region, hidden, never, fates }: Outcome, model: Model): Bool | undefined {
  const { terms } = numbers;
  const at = new Valuation(model);
  if (!at.bool(region) || (hidden && at.bool(hidden))) return undefined;
  const changed: Bool[] = [hidden, never].flatMap((b) => b ?? []);
  for (const side of ['a', 'b'] as const) {
    // One part without an amount is enough for there to be none.
    const without = fates[side].find((f) => !at.bool(f.sound));
    for (const { sound, amount, eligible } of without ? [without] : fates[side]) {
      if (eligible) changed.push(at.bool(eligible) ? terms.not(eligible) : eligible);
      if (without) changed.push(sound);
      else changed.push(terms.not(sound), terms.not(numbers.compare('=', amount, numbers.constant(at.num(amount)))));
    }
  }
  return terms.and(region, terms.or(...changed));
}

/**
 * Keys of values that together leave no other outcome: of slots as {@link Inputs} names them, of counts, payments and the date.
 * @param other what {@link otherOutcome} says, with what holds of the dates in it
 */
export function telling(numbers: Numbers, asker: Asker, inputs: Inputs, other: Bool, model: Model): ReadonlySet<string> {
  const units = standingIn(inputs, other);
  // Who alone can change the outcome is in every such set.
  const needed = units.filter((u) => changes(u, other, model));
  const found = new Set(needed.map((u) => u.key));
  const left = fixed(numbers, other, needed, model);
  let questions = 0;
  const settled = (formula: Bool): boolean => {
    if (formula.kind === 'constant') return !formula.value;
    return questions++ < MOST_QUESTIONS && asker.try(formula, NODES).kind === 'unsat';
  };
  if (settled(left)) return found;
  // What is zero or no tells least: others are kept in its place.
  const all = standingIn(inputs, left).sort((u, v) => Number(isPlain(v, model)) - Number(isPlain(u, model)));
  /**
   * Those of the list that are needed where all else has its values already; as one by one, in fewer questions and smaller ones.
   * @param asked the formula is known not to be settled
   */
  const neededOf = (list: readonly Unit[], formula: Bool, asked: boolean): readonly Unit[] => {
    if (list.length === 0 || (!asked && settled(formula))) return [];
    if (list.length === 1) return list;
    const half = Math.ceil(list.length / 2);
    const [first, second] = [list.slice(0, half), list.slice(half)];
    const other = fixed(numbers, formula, second, model);
    const a = neededOf(stillIn(first, other), other, false);
    const rest = a.length === 0 ? formula : fixed(numbers, formula, a, model);
    return [...a, ...neededOf(stillIn(second, rest), rest, a.length === 0)];
  };
  const kept = neededOf(all, left, true);
  for (const { key } of kept) found.add(key);
  return found;
}

function unitOf(key: string, { variable, calendar, flags, choice }: Slot): Unit {
  const variables = [...(variable ? [variable] : []), ...(calendar ? [calendar.month, calendar.day] : [])];
  return { key, variables, flags: [...(flags?.values() ?? [])], ...(choice && { choice }) };
}

/** Values of an applicant that stand in the formula. */
export function standingIn(inputs: Inputs, formula: Bool): Unit[] {
  const paid = new Map<string, Variable[]>();
  for (const { clause, variable } of inputs.paidFor()) paid.set(clause, [...(paid.get(clause) ?? []), variable]);
  const all: Unit[] = [
    ...[...inputs.slots].map(([key, slot]) => unitOf(key, slot)),
    ...[...inputs.counts].map(([list, count]) => ({ key: countKey(list), variables: [count], flags: [] })),
    ...[...paid].map(([clause, variables]) => ({ key: paidKey(clause), variables, flags: [] })),
    unitOf(DATE, inputs.asOf),
  ];
  return stillIn(all, formula);
}

function stillIn(units: readonly Unit[], formula: Bool): Unit[] {
  const free = boolsIn(formula);
  return units.filter(
    (u) =>
      u.variables.some((v) => free.variables.has(v)) ||
      u.flags.some((f) => free.flags.has(f)) ||
      (u.choice !== undefined && free.choices.has(u.choice)),
  );
}

/** The formula of those who have these values of the model. */
export function fixed(numbers: Numbers, formula: Bool, units: readonly Unit[], model: Model): Bool {
  const { terms } = numbers;
  const values = new Map<Variable, Num>();
  const flags = new Map<Flag, Bool>();
  const bools = new Map<Bool, Bool>();
  for (const unit of units) {
    for (const v of unit.variables) values.set(v, numbers.constant(model.numbers.get(v) ?? leastOf(v)));
    for (const f of unit.flags) flags.set(f, terms.constant(model.flags.get(f) ?? false));
    const { choice } = unit;
    if (choice) for (const m of choice.members) bools.set(terms.is(choice, m), terms.constant(m === memberOf(choice, model)));
  }
  return new Substitution(numbers, { numbers: values, flags, bools }).bool(formula);
}

const memberOf = (choice: Choice, model: Model): string | undefined => model.choices.get(choice) ?? choice.members[0];

/** Another value of it alone makes the formula true. */
function changes(unit: Unit, formula: Bool, model: Model): boolean {
  const holds = (other: Partial<Model>): boolean => new Valuation({ ...model, ...other }).bool(formula);
  const { choice } = unit;
  return (
    unit.flags.some((f) => holds({ flags: new Map(model.flags).set(f, !(model.flags.get(f) ?? false)) })) ||
    (choice?.members.some((m) => m !== memberOf(choice, model) && holds({ choices: new Map(model.choices).set(choice, m) })) ?? false) ||
    unit.variables.some((v) => othersOf(v, model).some((x) => holds({ numbers: new Map(model.numbers).set(v, x) })))
  );
}

/** A few other values that the variable may have. */
function othersOf(variable: Variable, model: Model): readonly Rational[] {
  const { lower, upper, integer } = variable;
  const now = model.numbers.get(variable) ?? leastOf(variable);
  const half = div(now, 2);
  const found = [
    ...(lower ? [lower.value] : []),
    ...(upper ? [upper.value] : []),
    0,
    add(now, 1),
    add(now, -1),
    integer ? floor(half) : half,
    mul(now, 2),
    add(mul(now, 1000), 1_000_000),
  ];
  return found.filter((x) => compare(x, now) !== 0 && within(x, lower, upper) && (!integer || isInteger(x)));
}

/** Zero, no, the first: what somebody has of whom nothing is said. */
function isPlain({ variables, flags, choice }: Unit, model: Model): boolean {
  return (
    variables.every((v) => compare(model.numbers.get(v) ?? leastOf(v), leastOf(v)) === 0) &&
    flags.every((f) => !(model.flags.get(f) ?? false)) &&
    (choice === undefined || memberOf(choice, model) === choice.members[0])
  );
}
