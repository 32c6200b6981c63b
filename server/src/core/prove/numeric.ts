/** Arithmetic on numbers with cases. Products and quotients are spread over the cases, so that what cancels does; sums of many cases are named. */
import { signOf } from './bounds';
import { compareFactors, divided } from './factors';
import { add, compare, div, equal, floor as floorOf, neg, type Rational, sign } from './rational';
import { type Bool, type Cases, type Compare, type Factor, holds, type Num, type Poly, type Quotient, type Terms } from './terms';

/** Sums are spread over cases up to this many leaves; beyond, a number with linear cases stands as one unknown. */
const SPREAD = 6;
/** Products, quotients and comparisons that are not linear are spread up to this many. */
const MOST = 96;

export class Numbers {
  constructor(readonly terms: Terms) {}

  poly(numerator: Poly): Quotient {
    return this.quotient(numerator, this.terms.one);
  }
  constant(value: Rational): Quotient {
    return this.poly(this.terms.constantPoly(value));
  }
  factor(f: Factor): Quotient {
    return this.poly(this.terms.factor(f));
  }
  get zero(): Quotient {
    return this.poly(this.terms.zero);
  }

  private quotient(numerator: Poly, denominator: Poly): Quotient {
    const { terms } = this;
    let [n, d] = [numerator, denominator];
    if (n.monomials.length === 0 && sign(n.constant) === 0) d = terms.one;
    else if (d.monomials.length === 0) {
      if (d !== terms.one && sign(d.constant) !== 0) n = terms.scale(n, div(1, d.constant));
      d = terms.one;
    } else {
      const whole = divided(terms, n, d);
      if (whole) [n, d] = [whole, terms.one];
    }
    const key = `q${n.id}/${d.id}`;
    return terms.intern(key, (id) => ({
      kind: 'quotient',
      id,
      numerator: n,
      denominator: d,
      leaves: 1,
      linear: d === terms.one && n.linear,
    }));
  }

  // ---------------------------------------------------------------------------------------------- cases

  /** If `condition` then `yes` else `no`. */
  cases(condition: Bool, yes: Num, no: Num): Num {
    if (condition.kind === 'constant') return condition.value ? yes : no;
    const a = this.assuming(condition, yes);
    const b = this.assuming(this.terms.not(condition), no);
    if (a === b) return a;
    if (condition.kind === 'not') return this.cases(condition.operand, b, a);
    const key = `w${condition.id}?${a.id}:${b.id}`;
    return this.terms.intern(
      key,
      (id): Cases => ({
        kind: 'cases',
        id,
        condition,
        // biome-ignore lint/suspicious/noThenProperty: the word of the language that is compiled
        then: a,
        else: b,
        leaves: a.leaves + b.leaves,
        linear: a.linear && b.linear,
      }),
    );
  }

  /** The number where the condition is known to hold: nested cases that it decides are gone. */
  private assuming(condition: Bool, a: Num, depth = 0): Num {
    if (a.kind === 'quotient' || depth > 8) return a;
    const decided = decides(condition, a.condition);
    if (decided !== undefined) return this.assuming(condition, decided ? a.then : a.else, depth + 1);
    if (a.leaves > MOST) return a;
    const yes = this.assuming(condition, a.then, depth + 1);
    const no = this.assuming(condition, a.else, depth + 1);
    if (yes === a.then && no === a.else) return a;
    return this.cases(a.condition, yes, no);
  }

  /** The number as a polynomial over one unknown, where it has cases. */
  named(a: Num): Quotient {
    if (a.kind === 'quotient') return a;
    return this.factor(
      this.terms.intern(`m${a.id}`, (id) => ({ kind: 'named' as const, id, value: a, integer: wholeCases(a, this.terms.one) })),
    );
  }

  private spread(a: Num, b: Num, most: number, op: (x: Quotient, y: Quotient) => Num): Num {
    if (a.kind === 'quotient' && b.kind === 'quotient') return op(a, b);
    if (a.leaves * b.leaves > most) {
      // What is not linear is spread as far as it goes, since naming would keep it from cancelling.
      if (a.kind === 'cases' && (b.kind === 'quotient' || a.leaves >= b.leaves)) return this.spread(this.named(a), b, most, op);
      if (b.kind === 'cases') return this.spread(a, this.named(b), most, op);
    }
    if (a.kind === 'cases') {
      const { condition } = a;
      return this.cases(
        condition,
        this.spread(a.then, this.assuming(condition, b), most, op),
        this.spread(a.else, this.assuming(this.terms.not(condition), b), most, op),
      );
    }
    if (b.kind === 'cases') return this.cases(b.condition, this.spread(a, b.then, most, op), this.spread(a, b.else, most, op));
    return op(a, b);
  }

  private map(a: Num, op: (x: Quotient) => Num): Num {
    if (a.kind === 'quotient') return op(a);
    return this.cases(a.condition, this.map(a.then, op), this.map(a.else, op));
  }

  // ---------------------------------------------------------------------------------------------- arithmetic

  add(a: Num, b: Num): Num {
    const most = a.linear && b.linear ? SPREAD : MOST;
    return this.spread(a, b, most, (x, y) => {
      const { terms } = this;
      if (x.denominator === y.denominator) return this.quotient(terms.plus(x.numerator, y.numerator), x.denominator);
      return this.quotient(
        terms.plus(terms.times(x.numerator, y.denominator), terms.times(y.numerator, x.denominator)),
        terms.times(x.denominator, y.denominator),
      );
    });
  }
  scale(a: Num, by: Rational): Num {
    if (by === 1) return a;
    return this.map(a, (x) => this.quotient(this.terms.scale(x.numerator, by), x.denominator));
  }
  negate(a: Num): Num {
    return this.scale(a, -1);
  }
  subtract(a: Num, b: Num): Num {
    return this.add(a, this.negate(b));
  }
  multiply(a: Num, b: Num): Num {
    return this.spread(a, b, MOST, (x, y) => {
      const { terms } = this;
      // (n/d) * e cancels where d divides e or n is divided by y's denominator: look before multiplying out.
      const left = this.quotient(x.numerator, y.denominator);
      const right = this.quotient(y.numerator, x.denominator);
      return this.quotient(terms.times(left.numerator, right.numerator), terms.times(left.denominator, right.denominator));
    });
  }
  /** Means nothing where b is zero: who divides states that case apart. */
  divide(a: Num, b: Num): Num {
    return this.spread(a, b, MOST, (x, y) => {
      const { terms } = this;
      return this.quotient(terms.times(x.numerator, y.denominator), terms.times(x.denominator, y.numerator));
    });
  }
  floor(a: Num): Num {
    return this.map(a, (x) => {
      const { numerator, denominator } = x;
      if (denominator === this.terms.one) {
        if (numerator.integer) return x;
        if (numerator.monomials.length === 0) return this.constant(floorOf(numerator.constant));
      }
      return this.factor(this.terms.intern(`l${x.id}`, (id) => ({ kind: 'floor' as const, id, of: x, integer: true as const })));
    });
  }
  min(a: Num, b: Num): Num {
    return this.cases(this.compare('<=', a, b), a, b);
  }
  max(a: Num, b: Num): Num {
    return this.cases(this.compare('<=', b, a), a, b);
  }

  // ---------------------------------------------------------------------------------------------- comparisons

  private readonly compared = new Map<string, Bool>();

  compare(relation: '=' | '!=' | '<' | '<=' | '>' | '>=', a: Num, b: Num): Bool {
    const { terms } = this;
    switch (relation) {
      case '>':
        return this.compare('<', b, a);
      case '>=':
        return this.compare('<=', b, a);
      case '!=':
        return terms.not(this.compare('=', a, b));
      default:
        break;
    }
    if (a === b) return terms.constant(relation !== '<');
    const key = `${a.id}${relation}${b.id}`;
    let known = this.compared.get(key);
    if (!known) {
      known = this.compareCases(relation, a, b);
      this.compared.set(key, known);
    }
    return known;
  }

  private compareCases(relation: '=' | '<' | '<=', a: Num, b: Num): Bool {
    if (a.kind === 'quotient' && b.kind === 'quotient') return this.compareQuotients(relation, a, b);
    if (a.leaves * b.leaves > MOST) {
      if (a.kind === 'cases' && (b.kind === 'quotient' || a.leaves >= b.leaves)) return this.compare(relation, this.named(a), b);
      if (b.kind === 'cases') return this.compare(relation, a, this.named(b));
    }
    const { terms } = this;
    if (a.kind === 'cases') {
      const { condition } = a;
      const not = terms.not(condition);
      return terms.choose(
        condition,
        this.compare(relation, a.then, this.assuming(condition, b)),
        this.compare(relation, a.else, this.assuming(not, b)),
      );
    }
    if (b.kind === 'cases') return terms.choose(b.condition, this.compare(relation, a, b.then), this.compare(relation, a, b.else));
    return terms.false;
  }

  private compareQuotients(relation: '=' | '<' | '<=', a: Quotient, b: Quotient): Bool {
    const { terms } = this;
    const difference =
      a.denominator === b.denominator
        ? this.quotient(terms.minus(a.numerator, b.numerator), a.denominator)
        : this.quotient(
            terms.minus(terms.times(a.numerator, b.denominator), terms.times(b.numerator, a.denominator)),
            terms.times(a.denominator, b.denominator),
          );
    const { numerator, denominator } = difference;
    if (denominator === terms.one) return this.compareZero(relation, numerator);
    const positive = signOf(denominator);
    if (relation === '=') return terms.and(this.compareZero('=', numerator), terms.not(this.compareZero('=', denominator)));
    const above = this.compareZero(relation, numerator);
    const below = this.compareZero(relation, terms.scale(numerator, -1));
    if (positive > 0) return above;
    if (positive < 0) return below;
    const up = this.compareZero('<', terms.scale(denominator, -1));
    const down = this.compareZero('<', denominator);
    return terms.or(terms.and(up, above), terms.and(down, below));
  }

  private compareZero(relation: '=' | '<' | '<=', poly: Poly): Bool {
    const { terms } = this;
    const factors = compareFactors(terms, relation, poly);
    if (factors) return factors;
    const own = terms.compareZero(relation, poly);
    return relation === '=' ? own : this.withoutRounding(relation, poly, own);
  }

  /**
   * Two products, each rounded down to whole numbers, are in no other order than they are without rounding; stated beside `own`, since the
   * difference of products may have factors where that of rounded ones has none.
   */
  private withoutRounding(relation: '<' | '<=', { monomials, constant }: Poly, own: Bool): Bool {
    const [m, n] = monomials;
    const [f, g] = [m?.factors[0], n?.factors[0]];
    if (!m || !n || monomials.length > 2 || sign(constant) !== 0 || m.factors.length + n.factors.length > 2) return own;
    if (f?.kind !== 'floor' || g?.kind !== 'floor' || (f.of.linear && g.of.linear)) return own;
    const { terms, zero } = this;
    if (equal(m.coefficient, n.coefficient)) {
      const sum = this.add(f.of, g.of);
      if (sign(m.coefficient) > 0) return relation === '<=' ? terms.or(own, this.compare('<=', sum, zero)) : own;
      return relation === '<' ? terms.and(own, this.compare('<', zero, sum)) : own;
    }
    if (!equal(m.coefficient, neg(n.coefficient))) return own;
    const [low, high] = sign(m.coefficient) > 0 ? [f.of, g.of] : [g.of, f.of];
    return relation === '<' ? terms.and(own, this.compare('<', low, high)) : terms.or(own, this.compare('<=', low, high));
  }
}

function wholeCases(a: Num, one: Poly): boolean {
  if (a.kind === 'quotient') return a.denominator === one && a.numerator.integer;
  return wholeCases(a.then, one) && wholeCases(a.else, one);
}

/** What a condition that holds says of another; undefined where nothing. Only what is seen at once: the same term, and ends of one polynomial. */
export function decides(known: Bool, asked: Bool): boolean | undefined {
  if (known === asked) return true;
  if (known.kind === 'not' && known.operand === asked) return false;
  if (asked.kind === 'not') {
    const inner = decides(known, asked.operand);
    return inner === undefined ? undefined : !inner;
  }
  if (known.kind === 'and') {
    for (const part of known.args) {
      const found = decides(part, asked);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (known.kind === 'is' && asked.kind === 'is' && known.choice === asked.choice) return false;
  if (known.kind === 'compare' && asked.kind === 'compare') return decidesEnds(known, asked);
  return undefined;
}

/** Of `m + c relation 0`, known of the same monomials or of their negation. */
function decidesEnds(known: Compare, asked: Compare): boolean | undefined {
  const sense = sameMonomials(known.poly, asked.poly);
  if (sense === 0) return undefined;
  // Known: m is at most (or is) `end`. Asked in terms of the same m.
  const end = neg(known.poly.constant);
  const strict = known.relation === '<';
  if (known.relation === '=') {
    const value = add(sense > 0 ? end : neg(end), asked.poly.constant);
    return holds(asked.relation, value);
  }
  if (asked.relation === '=') {
    // m is asked to be `point`.
    const point = sense > 0 ? neg(asked.poly.constant) : asked.poly.constant;
    const order = compare(end, point);
    return order < 0 || (order === 0 && strict) ? false : undefined;
  }
  if (sense > 0) {
    // Asked: m at most `other`.
    const order = compare(end, neg(asked.poly.constant));
    return order < 0 || (order === 0 && (strict || asked.relation === '<=')) ? true : undefined;
  }
  // Asked: -m + c relation 0, so m at least c.
  const order = compare(end, asked.poly.constant);
  return order < 0 || (order === 0 && (strict || asked.relation === '<')) ? false : undefined;
}

/** 1 where the monomials are the same, -1 where they are each other's negation, else 0. */
function sameMonomials(a: Poly, b: Poly): 1 | 0 | -1 {
  const [x, y] = [a.monomials, b.monomials];
  const [first, other] = [x[0], y[0]];
  if (!first || !other || x.length !== y.length) return 0;
  const sense = equal(first.coefficient, other.coefficient) ? 1 : equal(first.coefficient, neg(other.coefficient)) ? -1 : 0;
  if (sense === 0) return 0;
  for (const [i, m] of x.entries()) {
    const n = y[i];
    if (!n || m.factors.length !== n.factors.length) return 0;
    if (!equal(m.coefficient, sense > 0 ? n.coefficient : neg(n.coefficient))) return 0;
    if (!m.factors.every((f, k) => f === n.factors[k])) return 0;
  }
  return sense;
}
