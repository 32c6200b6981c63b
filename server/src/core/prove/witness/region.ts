/**
 * How far one number of a model can move, all else being as it is, so that the formula still holds: an interval around its value. Found by
 * following which parts of the formula make it true, so that a round value can be chosen inside without asking anyone.
 */
import type { Bounds } from '../bounds';
import type { Valuation } from '../model';
import { add, compare, div, mul, type Rational, sign, sub } from '../rational';
import type { Bool, Bound, Factor, Num, Poly, Variable } from '../terms';

const EVERYWHERE: Bounds = {};

/** `value + slope · (x - now)`, right within `span`; no slope where it is no such line near here. */
interface Line {
  readonly value: Rational;
  readonly slope: Rational | undefined;
  readonly span: Bounds;
}

export class Around {
  private readonly spans = new Map<number, Bounds>();
  private readonly lines = new Map<number, Line>();
  private readonly point: Bounds;
  private readonly now: Rational;

  constructor(
    private readonly valuation: Valuation,
    private readonly variable: Variable,
  ) {
    this.now = valuation.factor(variable);
    this.point = { lower: { value: this.now, strict: false }, upper: { value: this.now, strict: false } };
  }

  /** An interval around the value, within its domain, in which `b` stays as true or as false as it is. */
  region(b: Bool): Bounds {
    const { lower, upper } = this.variable;
    return both(this.bool(b), { ...(lower && { lower }), ...(upper && { upper }) });
  }

  private bool(b: Bool): Bounds {
    let span = this.spans.get(b.id);
    if (!span) {
      span = this.spanOf(b);
      this.spans.set(b.id, span);
    }
    return span;
  }

  private spanOf(b: Bool): Bounds {
    switch (b.kind) {
      case 'constant':
      case 'flag':
      case 'is':
        return EVERYWHERE;
      case 'not':
        return this.bool(b.operand);
      case 'and':
      case 'or': {
        const value = this.valuation.bool(b);
        // True and false by all of its parts, or by any one of them that is so itself.
        if (value === (b.kind === 'and')) return b.args.map((a) => this.bool(a)).reduce(both, EVERYWHERE);
        return b.args
          .filter((a) => this.valuation.bool(a) === value)
          .map((a) => this.bool(a))
          .reduce(either);
      }
      case 'compare':
        return this.compare(b.relation, b.poly, this.valuation.bool(b));
      default:
        return b satisfies never;
    }
  }

  private compare(relation: '<=' | '<' | '=', poly: Poly, truth: boolean): Bounds {
    const { value, slope, span } = this.poly(poly);
    if (slope === undefined) return this.point;
    if (sign(slope) === 0) return span;
    const root = sub(this.now, div(value, slope));
    if (relation === '=') {
      if (truth) return this.point;
      const strict = { value: root, strict: true };
      return both(span, compare(root, this.now) < 0 ? { lower: strict } : { upper: strict });
    }
    const end: Bound = { value: root, strict: (relation === '<') === truth };
    return both(span, sign(slope) > 0 === truth ? { upper: end } : { lower: end });
  }

  private poly(p: Poly): Line {
    let line = this.lines.get(p.id);
    if (!line) {
      line = this.lineOf(p);
      this.lines.set(p.id, line);
    }
    return line;
  }

  private lineOf(p: Poly): Line {
    let slope: Rational | undefined = 0;
    let span = EVERYWHERE;
    for (const m of p.monomials) {
      let product: Rational = m.coefficient;
      let rise: Rational | undefined = 0;
      for (const f of m.factors) {
        const line = this.factor(f);
        span = both(span, line.span);
        // The product of two that both change is no line.
        if (rise === undefined || line.slope === undefined || (sign(rise) !== 0 && sign(line.slope) !== 0)) rise = undefined;
        else rise = add(mul(rise, line.value), mul(line.slope, product));
        product = mul(product, line.value);
      }
      slope = slope === undefined || rise === undefined ? undefined : add(slope, rise);
    }
    return { value: this.valuation.poly(p), slope, span };
  }

  private factor(f: Factor): Line {
    switch (f.kind) {
      case 'variable':
        return { value: this.valuation.factor(f), slope: f === this.variable ? 1 : 0, span: EVERYWHERE };
      case 'named':
        return this.num(f.value);
      case 'floor': {
        const { value, slope, span } = this.num(f.of);
        const whole = this.valuation.factor(f);
        if (slope === undefined) return { value: whole, slope, span };
        if (sign(slope) === 0) return { value: whole, slope: 0, span };
        // From where it is `whole` to where it would be one more.
        const at = (v: Rational): Rational => add(this.now, div(sub(v, value), slope));
        const low: Bound = { value: at(whole), strict: false };
        const high: Bound = { value: at(add(whole, 1)), strict: true };
        const step = sign(slope) > 0 ? { lower: low, upper: high } : { lower: high, upper: low };
        return { value: whole, slope: 0, span: both(span, step) };
      }
      default:
        return f satisfies never;
    }
  }

  private num(n: Num): Line {
    if (n.kind === 'cases') {
      const line = this.num(this.valuation.bool(n.condition) ? n.then : n.else);
      return { ...line, span: both(line.span, this.bool(n.condition)) };
    }
    const top = this.poly(n.numerator);
    const bottom = this.poly(n.denominator);
    const span = both(top.span, bottom.span);
    const value = this.valuation.num(n);
    const constant = bottom.slope !== undefined && sign(bottom.slope) === 0;
    if (!constant || top.slope === undefined) return { value, slope: undefined, span };
    return { value, slope: sign(bottom.value) === 0 ? 0 : div(top.slope, bottom.value), span };
  }
}

function both(a: Bounds, b: Bounds): Bounds {
  return joined(tighter(a.lower, b.lower, 1), tighter(a.upper, b.upper, -1));
}

/** Two intervals around one value make one. */
function either(a: Bounds, b: Bounds): Bounds {
  return joined(a.lower && b.lower && looser(a.lower, b.lower, 1), a.upper && b.upper && looser(a.upper, b.upper, -1));
}

function joined(lower: Bound | undefined, upper: Bound | undefined): Bounds {
  return { ...(lower && { lower }), ...(upper && { upper }) };
}

/** `side` 1: of two lower ends, -1: of two upper ends. */
function tighter(a: Bound | undefined, b: Bound | undefined, side: 1 | -1): Bound | undefined {
  if (!a || !b) return a ?? b;
  const order = compare(a.value, b.value) * side;
  return order > 0 ? a : order < 0 ? b : { value: a.value, strict: a.strict || b.strict };
}
function looser(a: Bound, b: Bound, side: 1 | -1): Bound {
  const order = compare(a.value, b.value) * side;
  return order < 0 ? a : order > 0 ? b : { value: a.value, strict: a.strict && b.strict };
}
