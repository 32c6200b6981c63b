/**
 * An amount along one fact, all else fixed, at a point and just beside it: conditions are followed as they are on the way to the point, at it, or past
 * it, since near a point every number is a straight line.
 */

import type { Watched } from './jumps';
import { leastOf, type Valuation } from './model';
import { add, compare, div, equal, floor, mul, neg, type Rational, sign, sub } from './rational';
import type { Bool, Factor, Num, Poly, Variable } from './terms';

/** c + k × the fact. */
export interface Line {
  readonly c: Rational;
  readonly k: Rational;
}

/** Something on the line is not a straight line in the fact. */
export class NotStraight extends Error {}

/** The terms at a point of the line (`side` 0), just past it (1) or just before it (-1), and where the next change may come. */
class View {
  next: Rational | undefined;
  private readonly bools = new Map<Bool, boolean>();
  private readonly nums = new Map<Num, Line>();
  private readonly factors = new Map<Factor, Line>();

  constructor(
    private readonly others: Valuation,
    private readonly variable: Variable,
    private readonly at: Rational,
    private readonly side: -1 | 0 | 1,
  ) {}

  private mayChange(root: Rational): void {
    // Of whole numbers, what changes just past this one changes on the way to the next.
    const order = compare(root, this.at);
    if ((order > 0 || (order === 0 && this.variable.integer)) && (this.next === undefined || compare(root, this.next) < 0))
      this.next = root;
  }

  valueOf({ c, k }: Line): Rational {
    return add(c, mul(k, this.at));
  }

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
        const line = this.poly(b.poly);
        const value = this.valueOf(line);
        if (sign(line.k) !== 0) this.mayChange(neg(div(line.c, line.k)));
        const s = sign(value) !== 0 ? sign(value) : this.side * sign(line.k);
        return b.relation === '<=' ? s <= 0 : b.relation === '<' ? s < 0 : s === 0;
      }
      default:
        return b satisfies never;
    }
  }

  private poly(p: Poly): Line {
    let c = p.constant;
    let k: Rational = 0;
    for (const m of p.monomials) {
      let line: Line = { c: m.coefficient, k: 0 };
      for (const f of m.factors) {
        const by = this.factor(f);
        if (sign(line.k) !== 0 && sign(by.k) !== 0) throw new NotStraight();
        line = { c: mul(line.c, by.c), k: add(mul(line.c, by.k), mul(line.k, by.c)) };
      }
      c = add(c, line.c);
      k = add(k, line.k);
    }
    return { c, k };
  }

  private factor(f: Factor): Line {
    const known = this.factors.get(f);
    if (known) return known;
    const made = this.factorOf(f);
    this.factors.set(f, made);
    return made;
  }

  private factorOf(f: Factor): Line {
    switch (f.kind) {
      case 'variable':
        return f === this.variable ? { c: 0, k: 1 } : { c: this.others.model.numbers.get(f) ?? leastOf(f), k: 0 };
      case 'named':
        return this.num(f.value);
      case 'floor': {
        const line = this.num(f.of);
        const value = this.valueOf(line);
        let n = floor(value);
        const rises = sign(line.k);
        if (rises * this.side < 0 && equal(n, value)) n = sub(n, 1);
        if (rises > 0) this.mayChange(div(sub(add(n, 1), line.c), line.k));
        if (rises < 0) this.mayChange(div(sub(n, line.c), line.k));
        return { c: n, k: 0 };
      }
      default:
        return f satisfies never;
    }
  }

  num(n: Num): Line {
    const known = this.nums.get(n);
    if (known) return known;
    const made = this.numOf(n);
    this.nums.set(n, made);
    return made;
  }

  private numOf(n: Num): Line {
    if (n.kind === 'cases') return this.num(this.bool(n.condition) ? n.then : n.else);
    const top = this.poly(n.numerator);
    const bottom = this.poly(n.denominator);
    if (sign(bottom.k) !== 0) throw new NotStraight();
    if (sign(bottom.c) === 0) return { c: 0, k: 0 };
    return { c: div(top.c, bottom.c), k: div(top.k, bottom.c) };
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
  return { valid: view.bool(w.valid), eligible: view.bool(w.eligible), value: view.valueOf(view.num(w.amount)) };
}

/**
 * The fall of the amount at a value of the variable, all else as in `others`: of whole numbers on the way to the next one. Undefined where there is
 * none. @throws NotStraight
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
