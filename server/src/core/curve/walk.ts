/**
 * Terms along the fact, at a point or just beside it: each number as the function that it is there, each condition as it is decided there. What was
 * looked at to decide is recorded: as long as none of it turns, nothing changes. Only the branches that are taken are followed.
 */
import { add, compare, floor, isInteger, mul, type Rational, ratio, sign, sub } from '../prove/rational';
import { type Bool, type Factor, holds, type Num, type Poly as Term, type Variable } from '../prove/terms';
import { constant, minus, ONE, type Poly, plus, same, scale, signBeside, times, valueAt, ZERO } from './poly';

/**
 * A function of the fact: `top / bottom`, and what is only known within bounds: other facts, and, where single steps of a rounding are not followed,
 * the part that it takes off.
 */
export interface Line {
  readonly top: Poly;
  readonly bottom: Poly;
  readonly slack: ReadonlyMap<Factor, Rational>;
}
/** `unknown`: other facts decide. `coarse`: single steps of a rounding would have to be followed. */
export type Followed = Line | 'unknown' | 'coarse';
type Decided = boolean | 'unknown' | 'coarse';

/** As long as `poly` relation 0 is true or false as it was, what was decided by it is. */
export interface Turn {
  readonly poly: Poly;
  readonly relation: '<=' | '<' | '=';
}

/** Where, on which side, whether the fact grows (1) or falls (-1) along the way, and whether each step of a rounding is followed. */
export interface Spot {
  readonly at: Rational;
  readonly side: -1 | 0 | 1;
  readonly sense: 1 | -1;
  readonly fine: boolean;
}

const NO_SLACK: ReadonlyMap<Factor, Rational> = new Map();
const NOTHING: Line = { top: ZERO, bottom: ONE, slack: NO_SLACK };

interface Ends {
  readonly low: Rational | undefined;
  readonly high: Rational | undefined;
}

export class Walk {
  readonly turns: Turn[] = [];
  /** Roundings whose steps are not followed, with the function that is rounded. */
  readonly roundings = new Map<Factor, Line>();
  private readonly bools = new Map<Bool, Decided>();
  private readonly nums = new Map<Num, Followed>();
  private readonly factors = new Map<Factor, Followed>();
  private readonly polys = new Map<Term, Followed>();

  constructor(
    private readonly variable: Variable,
    private readonly spot: Spot,
  ) {}

  private sign(p: Poly): -1 | 0 | 1 {
    return signBeside(p, this.spot.at, this.spot.side);
  }

  // ---------------------------------------------------------------------------------------------- conditions

  bool(b: Bool): Decided {
    const known = this.bools.get(b);
    if (known !== undefined) return known;
    const made = this.boolOf(b);
    this.bools.set(b, made);
    return made;
  }

  private boolOf(b: Bool): Decided {
    switch (b.kind) {
      case 'constant':
        return b.value;
      case 'flag':
      case 'is':
        return 'unknown';
      case 'not': {
        const inner = this.bool(b.operand);
        return typeof inner === 'boolean' ? !inner : inner;
      }
      case 'and':
        return this.junction(b.args, false);
      case 'or':
        return this.junction(b.args, true);
      case 'compare':
        return this.compared(this.poly(b.poly), b.relation);
      default:
        return b satisfies never;
    }
  }

  /** One that decides does so whatever the others are. */
  private junction(args: readonly Bool[], deciding: boolean): Decided {
    let result: Decided = !deciding;
    for (const a of args) {
      const found = this.bool(a);
      if (found === deciding) return deciding;
      // Where other facts are wanting too, single steps of a rounding are not worth following.
      if (found === 'unknown' || (found === 'coarse' && result !== 'unknown')) result = found;
    }
    return result;
  }

  private compared(line: Followed, relation: Turn['relation']): Decided {
    if (line === 'unknown' || line === 'coarse') return line;
    const { top, bottom, slack } = line;
    if (slack.size === 0) {
      const poly = bottom === ONE ? top : times(top, bottom);
      this.turns.push({ poly, relation });
      return holds(relation, this.sign(poly));
    }
    const { low, high } = this.ends(slack);
    const end = (by: Rational): Poly => times(plus(top, scale(bottom, by)), bottom);
    const seen = (by: Rational | undefined, as: Turn['relation']): boolean | undefined => {
      if (by === undefined) return undefined;
      const poly = end(by);
      this.turns.push({ poly, relation: as });
      return holds(as, this.sign(poly));
    };
    // Of the largest that it may be and of the smallest.
    if (relation === '=') {
      if (seen(high, '<') === true || seen(low, '<=') === false) return false;
    } else {
      if (seen(high, relation) === true) return true;
      if (seen(low, relation) === false) return false;
    }
    return this.free(slack) ? 'unknown' : 'coarse';
  }

  private ends(slack: ReadonlyMap<Factor, Rational>): Ends {
    let [low, high]: [Rational | undefined, Rational | undefined] = [0, 0];
    for (const [f, c] of slack) {
      // A rounding takes off from nothing to less than one.
      const own: Ends = f.kind === 'variable' ? { low: f.lower?.value, high: f.upper?.value } : { low: -1, high: 0 };
      const [a, b] = sign(c) > 0 ? [own.low, own.high] : [own.high, own.low];
      low = low === undefined || a === undefined ? undefined : add(low, mul(a, c));
      high = high === undefined || b === undefined ? undefined : add(high, mul(b, c));
    }
    return { low, high };
  }
  /** Other facts are in it: following roundings more finely does not decide. */
  private free(slack: ReadonlyMap<Factor, Rational>): boolean {
    return this.spot.fine || [...slack.keys()].some((f) => f.kind === 'variable');
  }

  // ---------------------------------------------------------------------------------------------- numbers

  num(n: Num): Followed {
    const known = this.nums.get(n);
    if (known !== undefined) return known;
    const made = this.numOf(n);
    this.nums.set(n, made);
    return made;
  }

  private numOf(n: Num): Followed {
    if (n.kind === 'cases') {
      const decided = this.bool(n.condition);
      if (decided === true) return this.num(n.then);
      if (decided === false) return this.num(n.else);
      const [yes, no] = [this.num(n.then), this.num(n.else)];
      return sameFollowed(yes, no) ? yes : decided;
    }
    const top = this.poly(n.numerator);
    const bottom = this.poly(n.denominator);
    if (typeof top === 'string') return top;
    if (typeof bottom === 'string') return bottom;
    if (bottom.slack.size > 0) return this.open(bottom.slack);
    if (bottom.top.length === 0) return NOTHING;
    return this.product(top, { top: bottom.bottom, bottom: bottom.top, slack: NO_SLACK });
  }

  private open(slack: ReadonlyMap<Factor, Rational>): 'unknown' | 'coarse' {
    return this.free(slack) ? 'unknown' : 'coarse';
  }

  private poly(p: Term): Followed {
    const known = this.polys.get(p);
    if (known !== undefined) return known;
    const made = this.polyOf(p);
    this.polys.set(p, made);
    return made;
  }

  private polyOf(p: Term): Followed {
    let total: Line = { top: constant(p.constant), bottom: ONE, slack: NO_SLACK };
    let open: 'unknown' | 'coarse' | undefined;
    for (const m of p.monomials) {
      let product: Followed = { top: [m.coefficient], bottom: ONE, slack: NO_SLACK };
      for (const f of m.factors) {
        const by = this.factor(f);
        product = typeof by === 'string' ? by : this.product(product, by);
        if (typeof product === 'string') break;
      }
      if (typeof product === 'string') open = open === 'unknown' ? open : product;
      else total = sum(total, product);
    }
    return open ?? total;
  }

  private product(a: Line, b: Line): Followed {
    if (a.slack.size === 0 && b.slack.size === 0) return reduced(times(a.top, b.top), times(a.bottom, b.bottom), NO_SLACK);
    const [fixed, other] = a.slack.size === 0 ? [a, b] : [b, a];
    if (fixed.top.length === 0 && fixed.slack.size === 0) return NOTHING;
    const factor = fixed.top[0];
    if (fixed.slack.size > 0 || fixed.top.length !== 1 || fixed.bottom.length !== 1 || factor === undefined)
      return this.open(new Map([...a.slack, ...b.slack]));
    const by = mul(factor, inverse(fixed.bottom[0] ?? 1));
    return reduced(scale(other.top, by), other.bottom, new Map([...other.slack].map(([f, c]) => [f, mul(c, by)])));
  }

  private factor(f: Factor): Followed {
    const known = this.factors.get(f);
    if (known !== undefined) return known;
    const made = this.factorOf(f);
    this.factors.set(f, made);
    return made;
  }

  private factorOf(f: Factor): Followed {
    switch (f.kind) {
      case 'variable':
        if (f === this.variable) return { top: [0, this.spot.sense], bottom: ONE, slack: NO_SLACK };
        return { top: ZERO, bottom: ONE, slack: new Map([[f, 1]]) };
      case 'named':
        return this.num(f.value);
      case 'floor': {
        const of = this.num(f.of);
        return typeof of === 'string' ? of : this.floorOf(f, of);
      }
      default:
        return f satisfies never;
    }
  }

  private floorOf(f: Factor, of: Line): Line {
    const { top, bottom, slack } = of;
    if (slack.size === 0 && top.length <= 1 && bottom.length === 1)
      return { top: constant(floor(mul(top[0] ?? 0, inverse(bottom[0] ?? 1)))), bottom: ONE, slack };
    if (!this.spot.fine || slack.size > 0) {
      this.roundings.set(f, of);
      return { top, bottom, slack: new Map([...slack, [f, 1]]) };
    }
    const { at, side } = this.spot;
    const divisor = valueAt(bottom, at);
    if (sign(divisor) === 0) return NOTHING;
    const value = mul(valueAt(top, at), inverse(divisor));
    let whole = floor(value);
    // Falling away from a whole number it is already below.
    if (side !== 0 && isInteger(value) && this.sign(times(minus(top, scale(bottom, value)), bottom)) < 0) whole = sub(whole, 1);
    const from = (n: Rational): Poly => times(minus(top, scale(bottom, n)), bottom);
    this.turns.push({ poly: from(whole), relation: '<' }, { poly: from(add(whole, 1)), relation: '<' });
    return { top: constant(whole), bottom: ONE, slack: NO_SLACK };
  }
}

function inverse(a: Rational): Rational {
  if (a === 1) return a;
  const [n, d] = typeof a === 'number' ? [BigInt(a), 1n] : [a.n, a.d];
  return ratio(d, n);
}

function reduced(top: Poly, bottom: Poly, slack: ReadonlyMap<Factor, Rational>): Line {
  if (top.length === 0) return { top, bottom: ONE, slack };
  if (bottom.length !== 1) return { top, bottom, slack };
  return { top: bottom === ONE ? top : scale(top, inverse(bottom[0] ?? 1)), bottom: ONE, slack };
}

function joined(a: ReadonlyMap<Factor, Rational>, b: ReadonlyMap<Factor, Rational>): ReadonlyMap<Factor, Rational> {
  if (a.size === 0) return b;
  if (b.size === 0) return a;
  const all = new Map(a);
  for (const [f, c] of b) {
    const both = add(all.get(f) ?? 0, c);
    if (sign(both) === 0) all.delete(f);
    else all.set(f, both);
  }
  return all;
}

export function sum(a: Line, b: Line): Line {
  const slack = joined(a.slack, b.slack);
  if (a.bottom === b.bottom || same(a.bottom, b.bottom)) return reduced(plus(a.top, b.top), a.bottom, slack);
  return reduced(plus(times(a.top, b.bottom), times(b.top, a.bottom)), times(a.bottom, b.bottom), slack);
}

export function sameLine(a: Line, b: Line): boolean {
  if (a === b) return true;
  if (a.slack.size !== b.slack.size) return false;
  for (const [f, c] of a.slack) if (compare(b.slack.get(f) ?? 0, c) !== 0) return false;
  if (a.bottom === b.bottom) return same(a.top, b.top);
  return same(times(a.top, b.bottom), times(b.top, a.bottom));
}
export function sameFollowed(a: Followed, b: Followed): boolean {
  return typeof a === 'string' || typeof b === 'string' ? a === b : sameLine(a, b);
}

/** The value at a point; undefined where there is none. What a rounding takes off is not in it. */
export function lineAt(line: Line, t: Rational): Rational | undefined {
  const divisor = valueAt(line.bottom, t);
  return sign(divisor) === 0 ? undefined : mul(valueAt(line.top, t), inverse(divisor));
}

export const constantLine = (value: Rational): Line => ({ top: constant(value), bottom: ONE, slack: NO_SLACK });
