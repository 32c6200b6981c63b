/** Terms with other values in the place of what is free: another applicant beside the first, or one of whom something is fixed. */
import type { Numbers } from './numeric';
import type { Bool, Choice, Factor, Flag, Floor, Num, Poly, Variable } from './terms';

export interface Replacement {
  readonly numbers?: ReadonlyMap<Variable, Num>;
  readonly flags?: ReadonlyMap<Flag, Bool>;
  readonly choices?: ReadonlyMap<Choice, Choice>;
  /** Conditions that are decided otherwise, whatever stands in them. */
  readonly bools?: ReadonlyMap<Bool, Bool>;
  readonly floors?: ReadonlyMap<Floor, Num>;
}

/** One replacement, applied to any number of terms; each term is rewritten once. */
export class Substitution {
  private readonly bools = new Map<Bool, Bool>();
  private readonly nums = new Map<Num, Num>();
  private readonly polys = new Map<Poly, Num>();
  private readonly touched = new Map<object, boolean>();

  constructor(
    private readonly numbers: Numbers,
    private readonly by: Replacement,
  ) {}

  bool(b: Bool): Bool {
    if (!this.touches(b)) return b;
    const known = this.bools.get(b);
    if (known) return known;
    const made = this.by.bools?.get(b) ?? this.boolOf(b);
    this.bools.set(b, made);
    return made;
  }

  private boolOf(b: Bool): Bool {
    const { numbers } = this;
    const { terms } = numbers;
    switch (b.kind) {
      case 'constant':
        return b;
      case 'flag':
        return this.by.flags?.get(b) ?? b;
      case 'is': {
        const choice = this.by.choices?.get(b.choice);
        return choice ? terms.is(choice, b.member) : b;
      }
      case 'not':
        return terms.not(this.bool(b.operand));
      case 'and':
      case 'or': {
        const args = b.args.map((a) => this.bool(a));
        if (args.every((a, i) => a === b.args[i])) return b;
        return b.kind === 'and' ? terms.and(...args) : terms.or(...args);
      }
      case 'compare': {
        const p = this.poly(b.poly);
        if (p.kind === 'quotient' && p.numerator === b.poly) return b;
        return numbers.compare(b.relation, p, numbers.zero);
      }
      default:
        return b satisfies never;
    }
  }

  num(n: Num): Num {
    if (!this.touches(n)) return n;
    const known = this.nums.get(n);
    if (known) return known;
    const made = this.numOf(n);
    this.nums.set(n, made);
    return made;
  }

  private numOf(n: Num): Num {
    const { numbers } = this;
    if (n.kind === 'cases') {
      const condition = this.bool(n.condition);
      const [yes, no] = [this.num(n.then), this.num(n.else)];
      return condition === n.condition && yes === n.then && no === n.else ? n : numbers.cases(condition, yes, no);
    }
    const top = this.poly(n.numerator);
    if (n.denominator === numbers.terms.one) return top;
    const bottom = this.poly(n.denominator);
    if (top.kind === 'quotient' && bottom.kind === 'quotient' && top.numerator === n.numerator && bottom.numerator === n.denominator)
      return n;
    return numbers.divide(top, bottom);
  }

  private poly(p: Poly): Num {
    const { numbers } = this;
    if (!this.touches(p)) return numbers.poly(p);
    const known = this.polys.get(p);
    if (known) return known;
    const { terms } = numbers;
    let same = true;
    const factors = new Map<Factor, Num>();
    for (const m of p.monomials) {
      for (const f of m.factors) {
        if (factors.has(f)) continue;
        const made = this.factor(f);
        factors.set(f, made);
        same &&= made.kind === 'quotient' && made.numerator.monomials.length === 1 && made === numbers.factor(f);
      }
    }
    let result: Num = numbers.poly(p);
    if (!same) {
      result = numbers.constant(p.constant);
      for (const m of p.monomials) {
        let product: Num = numbers.poly(terms.constantPoly(m.coefficient));
        for (const f of m.factors) product = numbers.multiply(product, factors.get(f) ?? numbers.factor(f));
        result = numbers.add(result, product);
      }
    }
    this.polys.set(p, result);
    return result;
  }

  private factor(f: Factor): Num {
    const { numbers } = this;
    if (!this.touches(f)) return numbers.factor(f);
    switch (f.kind) {
      case 'variable':
        return this.by.numbers?.get(f) ?? numbers.factor(f);
      case 'named': {
        const value = this.num(f.value);
        return value === f.value ? numbers.factor(f) : value.kind === 'cases' ? numbers.named(value) : value;
      }
      case 'floor': {
        const by = this.by.floors?.get(f);
        if (by) return by;
        const of = this.num(f.of);
        return of === f.of ? numbers.factor(f) : numbers.floor(of);
      }
      default:
        return f satisfies never;
    }
  }

  /** Whether something that is replaced stands in the term. Where nothing does it stays, and need not be made anew to see that. */
  private touches(t: Bool | Num | Poly | Factor): boolean {
    const known = this.touched.get(t);
    if (known !== undefined) return known;
    const made = this.touchesOwn(t);
    this.touched.set(t, made);
    return made;
  }

  private touchesOwn(t: Bool | Num | Poly | Factor): boolean {
    const { by } = this;
    switch (t.kind) {
      case 'constant':
        return false;
      case 'flag':
        return (by.flags?.has(t) ?? false) || (by.bools?.has(t) ?? false);
      case 'is':
        return (by.choices?.has(t.choice) ?? false) || (by.bools?.has(t) ?? false);
      case 'not':
        return (by.bools?.has(t) ?? false) || this.touches(t.operand);
      case 'and':
      case 'or':
        return (by.bools?.has(t) ?? false) || t.args.some((a) => this.touches(a));
      case 'compare':
        return (by.bools?.has(t) ?? false) || this.touches(t.poly);
      case 'quotient':
        return this.touches(t.numerator) || this.touches(t.denominator);
      case 'cases':
        return this.touches(t.condition) || this.touches(t.then) || this.touches(t.else);
      case 'poly':
        return t.monomials.some((m) => m.factors.some((f) => this.touches(f)));
      case 'variable':
        return by.numbers?.has(t) ?? false;
      case 'named':
        return this.touches(t.value);
      case 'floor':
        return (by.floors?.has(t) ?? false) || this.touches(t.of);
      default:
        return t satisfies never;
    }
  }
}
