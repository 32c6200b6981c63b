/**
 * From any model of a formula to one that a person can read: 1200万元, not 11999999.0000001元. What the formula does not need is left out; what
 * it needs becomes zero, a number that the policy itself names, or a round one. Most of this is arithmetic on the model at hand; a solver is
 * asked only where a number is not round and the others would have to move with it.
 */
import { leastOf, Valuation } from '../model';
import { add, compare, div, equal, floor, isInteger, mul, neg, type Rational, ratio, sign } from '../rational';
import type { Bool, Model, Terms, Variable } from '../terms';
import type { Verdict } from '../verdict';
import { Around } from './region';
import { digitsOf, simplestBetween, simplestDay, within } from './simplest';

/** How a person writes the number. */
export interface NumberHint {
  readonly variable: Variable;
  /** Values that mean something here, the best first: the fact's default, constants of the policy. Of a day the first should be a usual one. */
  readonly preferred: readonly Rational[];
  /** What the author counts in, above zero, in the variable's own scale: 10000 for 万元, 1/100 for a percentage. */
  readonly unit: Rational;
  /** A date, in days since 1970-01-01: round are the first of January and the first of a month, and none is left out. */
  readonly day?: boolean;
}

export interface RoundInput {
  readonly terms: Terms;
  readonly formula: Bool;
  /** A model of the formula. */
  readonly model: Model;
  /** In the order of importance: those named first get the roundest numbers. Variables that are not named are rounded last, in ones. */
  readonly hints: readonly NumberHint[];
  /** Variables that keep their value. */
  readonly fixed?: ReadonlySet<Variable>;
  readonly solve: (formula: Bool) => Verdict;
  /** Questions to `solve` at most; 60 if left out. */
  readonly budget?: number;
}

/** At most this many questions for one number. */
const ASKED_EACH = 8;
/** A number of that many significant digits is round enough not to ask for a better one. */
const ROUND_ENOUGH = 2;

/** A model of the formula; the given one where that is none. Deterministic. */
export function roundModel(input: RoundInput): Model {
  const rounding = new Rounding(input);
  return rounding.run();
}

class Rounding {
  private model: Model;
  private valuation: Valuation;
  private left: number;
  private readonly hints: readonly NumberHint[];

  constructor(private readonly input: RoundInput) {
    this.model = input.model;
    this.valuation = new Valuation(input.model);
    this.left = input.budget ?? 60;
    const named = new Set(input.hints.map((h) => h.variable));
    const others = [...input.model.numbers.keys()].filter((v) => !named.has(v) && !input.fixed?.has(v)).sort((a, b) => a.id - b.id);
    this.hints = [...input.hints, ...others.map((variable): NumberHint => ({ variable, preferred: [], unit: 1 }))];
  }

  run(): Model {
    if (!this.valuation.bool(this.input.formula)) return this.model;
    this.leaveOut();
    const { terms } = this.input;
    let fixed = terms.and(this.input.formula, ...[...(this.input.fixed ?? [])].map((v) => this.equation(v, this.value(v))));
    for (const hint of this.hints) {
      this.settle(hint);
      fixed = this.ask(hint, fixed);
    }
    // What came later may have freed what came first.
    this.leaveOut();
    for (const hint of this.hints) this.settle(hint);
    this.leaveOut();
    return this.model;
  }

  private equation(variable: Variable, value: Rational): Bool {
    const { terms } = this.input;
    return terms.compareZero('=', terms.minus(terms.factor(variable), terms.constantPoly(value)));
  }

  private value(variable: Variable): Rational {
    return this.valuation.factor(variable);
  }

  /** Takes the model if the formula holds in it. */
  private take(model: Model): boolean {
    const valuation = new Valuation(model);
    if (!valuation.bool(this.input.formula)) return false;
    this.model = model;
    this.valuation = valuation;
    return true;
  }
  private takeNumber(variable: Variable, value: Rational): boolean {
    if (equal(value, this.value(variable))) return true;
    return this.take({ ...this.model, numbers: new Map(this.model.numbers).set(variable, value) });
  }

  /** Flags that are no, choices of the first member, numbers as near to zero as may be: in so far as the rest may stay as it is. */
  private leaveOut(): void {
    const without = <K, V>(map: ReadonlyMap<K, V>, key: K): ReadonlyMap<K, V> => new Map([...map].filter(([k]) => k !== key));
    for (const flag of [...this.model.flags.keys()].sort((a, b) => a.id - b.id))
      this.take({ ...this.model, flags: without(this.model.flags, flag) });
    for (const choice of [...this.model.choices.keys()].sort((a, b) => a.id - b.id))
      this.take({ ...this.model, choices: without(this.model.choices, choice) });
    // The least important first: what matters is then left with more to stand on.
    for (const { variable, day } of this.hints.toReversed()) {
      if (!this.model.numbers.has(variable) || day) continue;
      this.take({ ...this.model, numbers: without(this.model.numbers, variable) });
    }
  }

  /** Gives the number the roundest value that it can have while all others stay. */
  private settle(hint: NumberHint): void {
    const { variable, preferred, unit, day } = hint;
    if (!this.model.numbers.has(variable)) return;
    const { lower, upper } = new Around(this.valuation, variable).region(this.input.formula);
    const inside = [...(day ? [] : [leastOf(variable), 0]), ...preferred].filter(
      (v) => within(v, lower, upper) && (!variable.integer || isInteger(v)),
    );
    const near = preferred[0] ?? this.value(variable);
    const simplest = day
      ? simplestDay(lower, upper, typeof near === 'number' ? near : 0)
      : simplestBetween(lower, upper, unit, variable.integer);
    if (simplest !== undefined) inside.push(simplest);
    for (const v of inside) if (this.takeNumber(variable, v)) break;
    if (this.roundness(hint) <= ROUND_ENOUGH) return;
    // Beyond the interval, where other parts of the formula hold.
    for (const v of this.candidates(hint)) if (this.takeNumber(variable, v)) return;
  }

  /** Asks for a model with a rounder value, where it is not round; what was settled before stays. @returns the formula with the value fixed */
  private ask(hint: NumberHint, fixed: Bool): Bool {
    const { terms, solve } = this.input;
    const { variable } = hint;
    const is = (v: Rational): Bool => this.equation(variable, v);
    if (this.roundness(hint) > ROUND_ENOUGH) {
      const candidates = this.candidates(hint).slice(0, ASKED_EACH);
      for (const v of candidates) {
        if (this.left <= 0) break;
        this.left--;
        const verdict = solve(terms.and(fixed, is(v)));
        if (verdict.kind !== 'sat') continue;
        // A model may leave the value out where it is the least.
        const numbers = new Map(verdict.model.numbers).set(variable, v);
        const model = { ...verdict.model, numbers };
        if (!new Valuation(model).bool(fixed) || !this.take(model)) continue;
        break;
      }
    }
    return terms.and(fixed, is(this.value(variable)));
  }

  /** 0 for zero, what is left out and what is preferred; else how much there is to read. Days are round on the first of a month. */
  private roundness({ variable, preferred, unit, day }: NumberHint): number {
    const value = this.value(variable);
    if (!this.model.numbers.has(variable) || preferred.some((p) => equal(p, value))) return 0;
    if (day || sign(value) === 0 || equal(value, leastOf(variable))) return 0;
    return digitsOf(value, unit);
  }

  /** Rounder values than the present one, within the domain, in the order in which they are to be tried. */
  private candidates({ variable, preferred, unit }: NumberHint): readonly Rational[] {
    const value = this.value(variable);
    const found: Rational[] = [leastOf(variable), 0, ...preferred.slice(0, 3)];
    const scaled = div(value, unit);
    const digits = digitsOf(value, unit);
    for (const n of [1, 2, 3]) for (const rounded of roundedTo(scaled, n)) found.push(mul(rounded, unit));
    for (const n of [1, 10, 100, 2, 5]) found.push(mul(n, unit));
    const whole = floor(value);
    found.push(whole, add(whole, 1));
    const { lower, upper, integer } = variable;
    const fits = (v: Rational): boolean => within(v, lower, upper) && (!integer || isInteger(v)) && !equal(v, value);
    const kept = found.filter((v) => fits(v) && (v === 0 || preferred.some((p) => equal(p, v)) || digitsOf(v, unit) < digits));
    return kept.filter((v, i) => kept.findIndex((w) => equal(v, w)) === i);
  }
}

/** The number to n significant digits, toward zero and away from it. */
function roundedTo(value: Rational, n: number): readonly Rational[] {
  if (sign(value) === 0) return [];
  const negative = sign(value) < 0;
  const size = negative ? neg(value) : value;
  // The power of ten at or below it.
  let power: Rational = 1;
  while (compare(size, mul(power, 10)) >= 0) power = mul(power, 10);
  while (compare(size, power) < 0) power = div(power, 10);
  const step = mul(power, ratio(1n, 10n ** BigInt(n - 1)));
  const low = mul(floor(div(size, step)), step);
  const both = [low, add(low, step)];
  return negative ? both.map(neg) : both;
}
