/** What a term comes to for given values: the meaning of terms, against which both steps are tested. */
import { add, compare, div, floor, isInteger, mul, neg, type Rational, sign } from './rational';
import { type Bool, type Bound, type Factor, holds, type Model, type Num, type Poly, type Variable } from './terms';

/** Evaluates terms in one model, each once. What the model leaves open is the value nearest to zero in its domain, no, or the first member. */
export class Valuation {
  private readonly bools = new Map<number, boolean>();
  private readonly numbers = new Map<number, Rational>();

  constructor(readonly model: Model) {}

  bool(b: Bool): boolean {
    let value = this.bools.get(b.id);
    if (value === undefined) {
      value = this.boolOf(b);
      this.bools.set(b.id, value);
    }
    return value;
  }

  private boolOf(b: Bool): boolean {
    switch (b.kind) {
      case 'constant':
        return b.value;
      case 'flag':
        return this.model.flags.get(b) ?? false;
      case 'is':
        return (this.model.choices.get(b.choice) ?? b.choice.members[0]) === b.member;
      case 'not':
        return !this.bool(b.operand);
      case 'and':
        return b.args.every((a) => this.bool(a));
      case 'or':
        return b.args.some((a) => this.bool(a));
      case 'compare':
        return holds(b.relation, this.poly(b.poly));
      default:
        return b satisfies never;
    }
  }

  poly(p: Poly): Rational {
    if (p.monomials.length === 0) return p.constant;
    let sum = this.numbers.get(p.id);
    if (sum === undefined) {
      sum = p.constant;
      for (const m of p.monomials) {
        let product = m.coefficient;
        for (const f of m.factors) product = mul(product, this.factor(f));
        sum = add(sum, product);
      }
      this.numbers.set(p.id, sum);
    }
    return sum;
  }

  factor(f: Factor): Rational {
    switch (f.kind) {
      case 'variable':
        return this.model.numbers.get(f) ?? leastOf(f);
      case 'named':
        return this.num(f.value);
      case 'floor':
        return floor(this.num(f.of));
      default:
        return f satisfies never;
    }
  }

  /** A quotient whose denominator is zero counts as zero; no term that matters reads it. */
  num(n: Num): Rational {
    if (n.kind === 'cases') return this.num(this.bool(n.condition) ? n.then : n.else);
    const numerator = this.poly(n.numerator);
    const denominator = this.poly(n.denominator);
    return sign(denominator) === 0 ? 0 : div(numerator, denominator);
  }
}

/** The value of a variable that nobody chose: zero, or what is nearest to it within the domain. */
export function leastOf({ lower, upper, integer }: Variable): Rational {
  if (lower && (sign(lower.value) > 0 || (sign(lower.value) === 0 && lower.strict))) {
    if (!lower.strict) return integer ? neg(floor(neg(lower.value))) : lower.value;
    if (integer) return add(floor(lower.value), 1);
    return upper ? div(add(lower.value, upper.value), 2) : add(lower.value, 1);
  }
  if (upper && (sign(upper.value) < 0 || (sign(upper.value) === 0 && upper.strict))) {
    if (!upper.strict) return integer ? floor(upper.value) : upper.value;
    if (integer) return add(neg(floor(neg(upper.value))), -1);
    return lower ? div(add(lower.value, upper.value), 2) : add(upper.value, -1);
  }
  return 0;
}

/** Whether every value of the model is one that its variable, or its choice, may have. */
export function inDomain(model: Model): boolean {
  const within = (value: Rational, end: Bound | undefined, sense: 1 | -1): boolean => {
    if (!end) return true;
    const order = compare(value, end.value) * sense;
    return order > 0 || (order === 0 && !end.strict);
  };
  for (const [v, value] of model.numbers)
    if ((v.integer && !isInteger(value)) || !within(value, v.lower, 1) || !within(value, v.upper, -1)) return false;
  for (const [choice, member] of model.choices) if (!choice.members.includes(member)) return false;
  return true;
}
