/**
 * An amount along one fact, all else fixed, at a point and just beside it: conditions are followed as they are on the way to the point, at it, or past
 * it, by how they change there.
 */

import type { Watched } from './jumps';
import { leastOf, type Valuation } from './model';
import { add, compare, div, equal, floor, mul, type Rational, sign, sub } from './rational';
import type { Bool, Factor, Num, Poly, Variable } from './terms';

/** A number at the point, and how it changes there as the fact grows. */
interface Local {
  readonly value: Rational;
  readonly slope: Rational;
}

/** The terms at a point of the line (`side` 0), just past it (1) or just before it (-1). */
class View {
  private readonly bools = new Map<Bool, boolean>();
  private readonly nums = new Map<Num, Local>();
  private readonly factors = new Map<Factor, Local>();

  constructor(
    private readonly others: Valuation,
    private readonly variable: Variable,
    private readonly at: Rational,
    private readonly side: -1 | 0 | 1,
  ) {}

  bool(b: Bool): boolean {
    const known = this.bools.get(b);
    if (known !== undefined) return known;
    const made = this.boolOf(b);
    this.bools.set(b, made);
    return made;
  }

  private boolOf(b: Bool): boolean {
    switch (b.kind) {
      case 'constant':
      case 'flag':
      case 'is':
        return this.others.bool(b);
      case 'not':
        return !this.bool(b.operand);
      // All arguments are looked at: each may be what changes next.
      case 'and':
        return b.args.map((a) => this.bool(a)).every((x) => x);
      case 'or':
        return b.args.map((a) => this.bool(a)).some((x) => x);
      case 'compare': {
        const { value, slope } = this.poly(b.poly);
        const s = sign(value) !== 0 ? sign(value) : this.side * sign(slope);
        return b.relation === '<=' ? s <= 0 : b.relation === '<' ? s < 0 : s === 0;
      }
      default:
        return b satisfies never;
    }
  }

  private poly(p: Poly): Local {
    let value = p.constant;
    let slope: Rational = 0;
    for (const m of p.monomials) {
      let line: Local = { value: m.coefficient, slope: 0 };
      for (const f of m.factors) {
        const by = this.factor(f);
        line = { value: mul(line.value, by.value), slope: add(mul(line.value, by.slope), mul(line.slope, by.value)) };
      }
      value = add(value, line.value);
      slope = add(slope, line.slope);
    }
    return { value, slope };
  }

  private factor(f: Factor): Local {
    const known = this.factors.get(f);
    if (known) return known;
    const made = this.factorOf(f);
    this.factors.set(f, made);
    return made;
  }

  private factorOf(f: Factor): Local {
    switch (f.kind) {
      case 'variable':
        return f === this.variable ? { value: this.at, slope: 1 } : { value: this.others.model.numbers.get(f) ?? leastOf(f), slope: 0 };
      case 'named':
        return this.num(f.value);
      case 'floor': {
        const { value, slope } = this.num(f.of);
        const whole = floor(value);
        return { value: sign(slope) * this.side < 0 && equal(whole, value) ? sub(whole, 1) : whole, slope: 0 };
      }
      default:
        return f satisfies never;
    }
  }

  num(n: Num): Local {
    const known = this.nums.get(n);
    if (known) return known;
    const made = this.numOf(n);
    this.nums.set(n, made);
    return made;
  }

  private numOf(n: Num): Local {
    if (n.kind === 'cases') return this.num(this.bool(n.condition) ? n.then : n.else);
    const top = this.poly(n.numerator);
    const bottom = this.poly(n.denominator);
    if (sign(bottom.value) === 0) return { value: 0, slope: 0 };
    const slope = sub(mul(top.slope, bottom.value), mul(top.value, bottom.slope));
    return { value: div(top.value, bottom.value), slope: div(slope, mul(bottom.value, bottom.value)) };
  }
}

export interface Drop {
  /** The value of the variable at which, or just past which, the amount falls. */
  readonly point: Rational;
  readonly past: boolean;
  readonly before: Rational;
  readonly after: Rational;
  /** It falls to nothing since nobody is eligible any more. */
  readonly lost: boolean;
  /** For a fact in whole numbers: the last value before the fall; else undefined. */
  readonly last: Rational | undefined;
}

type Followed = Pick<Watched, 'valid' | 'eligible' | 'amount'>;

function look(w: Followed, others: Valuation, variable: Variable, at: Rational, side: -1 | 0 | 1) {
  const view = new View(others, variable, at, side);
  return { valid: view.bool(w.valid), eligible: view.bool(w.eligible), value: view.num(w.amount).value };
}

/**
 * The fall of the amount at a value of the variable, all else as in `others`: of whole numbers on the way to the next one. Undefined where there is
 * none.
 */
export function dropAt(w: Followed, others: Valuation, variable: Variable, at: Rational): Drop | undefined {
  const here = look(w, others, variable, at, 0);
  const drop = (from: typeof here, to: typeof here, past: boolean, point: Rational, last: Rational | undefined): Drop | undefined =>
    from.valid && to.valid && compare(from.value, to.value) > 0
      ? { point, past, before: from.value, after: to.value, lost: from.eligible && !to.eligible, last }
      : undefined;
  if (variable.integer) {
    const next = add(at, 1);
    return drop(here, look(w, others, variable, next, 0), false, next, at);
  }
  return (
    drop(look(w, others, variable, at, -1), here, false, at, undefined) ?? drop(here, look(w, others, variable, at, 1), true, at, undefined)
  );
}
