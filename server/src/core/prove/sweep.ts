/**
 * An amount along one fact, all else fixed: piece by piece, from one point where something changes to the next, found from the terms and never by
 * sampling. Conditions are followed at a point and just past it; along a piece every number is a straight line.
 */
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

/** The terms at a point of the line (`side` 0) or just past it (`side` 1), and where the next change may come. */
class View {
  next: Rational | undefined;
  private readonly bools = new Map<Bool, boolean>();
  private readonly nums = new Map<Num, Line>();
  private readonly factors = new Map<Factor, Line>();

  constructor(
    private readonly others: Valuation,
    private readonly variable: Variable,
    private readonly at: Rational,
    private readonly side: 0 | 1,
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
        const s = sign(value) !== 0 ? sign(value) : this.side === 1 ? sign(line.k) : 0;
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
        if (rises < 0 && this.side === 1 && equal(n, value)) n = sub(n, 1);
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

/** What is watched along the fact. */
export interface Watched {
  /** The applicant is one: requirements hold, and nothing is an error. */
  readonly valid: Bool;
  readonly eligible: Bool;
  readonly amount: Num;
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

/** Changes along one line that are looked at. */
const MOST_CHANGES = 240;

/** Where the amount falls as the fact grows, between two of its values. @throws NotStraight */
export function dropsAlong(
  watched: Watched,
  others: Valuation,
  variable: Variable,
  from: Rational,
  to: Rational | undefined,
): readonly Drop[] {
  return variable.integer ? wholeDrops(watched, others, variable, from, to) : realDrops(watched, others, variable, from, to);
}

interface Seen {
  readonly valid: boolean;
  readonly eligible: boolean;
  readonly line: Line;
  readonly value: Rational;
  readonly next: Rational | undefined;
}

function look(w: Watched, others: Valuation, variable: Variable, at: Rational, side: 0 | 1): Seen {
  const view = new View(others, variable, at, side);
  const valid = view.bool(w.valid);
  const eligible = view.bool(w.eligible);
  const line = view.num(w.amount);
  return { valid, eligible, line, value: view.valueOf(line), next: view.next };
}

function realDrops(w: Watched, others: Valuation, variable: Variable, from: Rational, to: Rational | undefined): readonly Drop[] {
  const drops: Drop[] = [];
  let at = from;
  let past = look(w, others, variable, at, 1);
  const first = look(w, others, variable, at, 0);
  if (first.valid && past.valid && compare(first.value, past.value) > 0)
    drops.push({ point: at, past: true, before: first.value, after: past.value, lost: first.eligible && !past.eligible, last: undefined });
  for (let n = 0; n < MOST_CHANGES; n++) {
    const { next } = past;
    if (next === undefined || (to !== undefined && compare(next, to) > 0)) break;
    at = next;
    const here = look(w, others, variable, at, 0);
    const right = look(w, others, variable, at, 1);
    const left = add(past.line.c, mul(past.line.k, at));
    if (past.valid && here.valid && compare(left, here.value) > 0)
      drops.push({ point: at, past: false, before: left, after: here.value, lost: past.eligible && !here.eligible, last: undefined });
    if (here.valid && right.valid && compare(here.value, right.value) > 0)
      drops.push({
        point: at,
        past: true,
        before: here.value,
        after: right.value,
        lost: here.eligible && !right.eligible,
        last: undefined,
      });
    past = right;
  }
  return drops;
}

function wholeDrops(w: Watched, others: Valuation, variable: Variable, from: Rational, to: Rational | undefined): readonly Drop[] {
  const drops: Drop[] = [];
  let n = floor(from);
  let here = look(w, others, variable, n, 0);
  for (let k = 0; k < MOST_CHANGES && here.next !== undefined; k++) {
    // The two whole numbers between which the change comes: on the way to it, or, where it is one itself and reached, past it.
    const low = floor(here.next);
    const last = equal(low, n) ? n : equal(low, here.next) ? sub(low, 1) : low;
    const point = add(last, 1);
    if (to !== undefined && compare(point, to) > 0) break;
    const before = equal(last, n) ? here : look(w, others, variable, last, 0);
    const after = look(w, others, variable, point, 0);
    const fall = sub(before.value, after.value);
    const steady = neg(smaller(smaller(before.line.k, after.line.k), 0));
    if (before.valid && after.valid && sign(fall) > 0 && compare(fall, steady) > 0)
      drops.push({ point, past: false, before: before.value, after: after.value, lost: before.eligible && !after.eligible, last });
    n = point;
    here = after;
  }
  return drops;
}

function smaller(a: Rational, b: Rational): Rational {
  return compare(a, b) < 0 ? a : b;
}
