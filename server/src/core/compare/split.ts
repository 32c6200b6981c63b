/**
 * A question that is too hard at once, case by case: what is one case of one side and one of the other is often a single sum or product, and where a
 * whole number of few values is multiplied (children, months), with each of its values nothing is multiplied any longer. All cases together are
 * the question; nobody is left out.
 */
import { walk } from '../prove/free';
import { add, compare, floor, neg, type Rational } from '../prove/rational';
import { Substitution } from '../prove/substitute';
import type { Bool, Model, Num, Quotient, Variable } from '../prove/terms';
import type { Verdict } from '../prove/verdict';
import type { Engine, Less } from './engine';

/** All cases together may cost as much as one question; one of them an eighth of it. */
const SHARE = 8;
/** Cases that may stay open before all is given up. */
const MOST_OPEN = 3;
/** Cases beyond which nothing is tried. */
const MOST_VALUES = 60;
const MOST_PAIRS = 400;

/** Whether somebody has less on the side called low. */
export function below(engine: Engine, { within, low, high }: Pick<Less, 'within' | 'low' | 'high'>): Verdict {
  return new Split(engine).below(engine.asker.asAsked(within, engine.inputs.axioms), low, high, []);
}

/** Whether somebody makes it true, for each value of whole numbers that are multiplied; open where there are none. */
export function byValues(engine: Engine, formula: Bool): Verdict {
  const split = new Split(engine);
  const asked = engine.asker.asAsked(formula, engine.inputs.axioms);
  const each = (within: Bool, fixed: readonly Fixed[]): Verdict =>
    split.values([within], fixed, (by, more) => each(by.bool(within), more)) ?? (fixed.length > 0 ? split.ask(within, fixed) : OPEN);
  return each(asked, []);
}

const OPEN: Verdict = { kind: 'open', reason: 'budget' };

interface Fixed {
  readonly variable: Variable;
  readonly value: Rational;
}

class Split {
  private open = 0;
  private readonly spent = { steps: 0 };
  private readonly one: number;
  private readonly most: number;

  constructor(private readonly engine: Engine) {
    this.one = Math.ceil(engine.asker.budget / SHARE);
    this.most = engine.asker.budget;
  }

  private get givenUp(): boolean {
    return this.open > MOST_OPEN || this.spent.steps > this.most;
  }

  below(within: Bool, low: Num, high: Num, fixed: readonly Fixed[]): Verdict {
    const { terms, numbers } = this.engine;
    if (within === terms.false) return { kind: 'unsat' };
    if (fixed.length > 0) {
      const whole = this.ask(terms.and(within, numbers.compare('<', low, high)), fixed);
      if (whole.kind !== 'open') return whole;
    }
    return (
      this.values([within, low, high], fixed, (by, more) => this.below(by.bool(within), by.num(low), by.num(high), more)) ??
      this.pairs(within, low, high, fixed)
    );
  }

  /** For each value of a whole number of few values that is multiplied in these parts; undefined where there is none. */
  values(
    parts: readonly (Bool | Num)[],
    fixed: readonly Fixed[],
    ask: (by: Substitution, fixed: readonly Fixed[]) => Verdict,
  ): Verdict | undefined {
    const counted = countedIn(parts);
    if (!counted) return undefined;
    const { numbers } = this.engine;
    const { variable } = counted;
    let answer: Verdict = { kind: 'unsat' };
    for (const value of counted.values) {
      const by = new Substitution(numbers, { numbers: new Map([[variable, numbers.constant(value)]]) });
      const found = ask(by, [...fixed, { variable, value }]);
      if (found.kind === 'sat') return found;
      if (found.kind === 'open') answer = found;
      if (found.kind === 'open' && this.givenUp) return OPEN;
    }
    return answer;
  }

  /** Each case of one with each of the other. */
  private pairs(within: Bool, low: Num, high: Num, fixed: readonly Fixed[]): Verdict {
    const { terms, numbers } = this.engine;
    const [lows, highs] = [leavesOf(this.engine, low), leavesOf(this.engine, high)];
    if (lows.size * highs.size > MOST_PAIRS) return this.ask(terms.and(within, numbers.compare('<', low, high)), fixed);
    let answer: Verdict = { kind: 'unsat' };
    for (const [x, ofX] of lows)
      for (const [y, ofY] of highs) {
        const found = this.ask(terms.and(within, ofX, ofY, numbers.compare('<', x, y)), fixed);
        if (found.kind === 'sat') return found;
        if (found.kind === 'open') answer = found;
        if (found.kind === 'open' && this.givenUp) return OPEN;
      }
    return answer;
  }

  ask(formula: Bool, fixed: readonly Fixed[]): Verdict {
    if (formula === this.engine.terms.false) return { kind: 'unsat' };
    if (this.spent.steps > this.most) return OPEN;
    const verdict = this.engine.asker.try(formula, this.one, this.spent);
    if (verdict.kind === 'open') this.open++;
    return verdict.kind === 'sat' ? { kind: 'sat', model: withFixed(verdict.model, fixed) } : verdict;
  }
}

function withFixed(model: Model, fixed: readonly Fixed[]): Model {
  return { ...model, numbers: new Map([...model.numbers, ...fixed.map(({ variable, value }) => [variable, value] as const)]) };
}

/** A whole number of few values that is multiplied with another. */
function countedIn(parts: readonly (Bool | Num)[]): { readonly variable: Variable; readonly values: readonly Rational[] } | undefined {
  const counts = new Map<Variable, number>();
  walk(parts, (part) => {
    if (part.kind !== 'poly' || part.linear) return;
    for (const { factors } of part.monomials)
      if (factors.length > 1) for (const f of factors) if (f.kind === 'variable' && f.integer) counts.set(f, (counts.get(f) ?? 0) + 1);
  });
  let best: { readonly variable: Variable; readonly values: readonly Rational[] } | undefined;
  for (const variable of counts.keys()) {
    const values = valuesOf(variable);
    if (values && (!best || values.length < best.values.length)) best = { variable, values };
  }
  return best;
}

function valuesOf({ lower, upper }: Variable): readonly Rational[] | undefined {
  if (!lower || !upper) return undefined;
  const values: Rational[] = [];
  const last = upper.strict ? add(neg(floor(neg(upper.value))), -1) : floor(upper.value);
  const first = lower.strict ? add(floor(lower.value), 1) : neg(floor(neg(lower.value)));
  for (let v = first; compare(v, last) <= 0; v = add(v, 1)) {
    if (values.length === MOST_VALUES) return undefined;
    values.push(v);
  }
  return values;
}

/** The cases of a number, each with who is in it. */
function leavesOf({ terms }: Engine, num: Num): ReadonlyMap<Quotient, Bool> {
  // A part comes after all in which it stands.
  const order: Num[] = [];
  const seen = new Set<Num>();
  const visit = (n: Num): void => {
    if (seen.has(n)) return;
    seen.add(n);
    if (n.kind === 'cases') {
      visit(n.then);
      visit(n.else);
    }
    order.push(n);
  };
  visit(num);
  const leaves = new Map<Quotient, Bool>();
  const who = new Map<Num, Bool>([[num, terms.true]]);
  for (const n of order.reverse()) {
    const here = who.get(n) ?? terms.false;
    if (n.kind === 'quotient') {
      leaves.set(n, here);
      continue;
    }
    for (const [next, condition] of [
      [n.then, n.condition],
      [n.else, terms.not(n.condition)],
    ] as const)
      who.set(next, terms.or(who.get(next) ?? terms.false, terms.and(here, condition)));
  }
  return leaves;
}
