/**
 * The language in which the prover asks: Boolean terms over comparisons of polynomials, and numbers with cases. Every term is made by
 * {@link Terms}, which interns it: equal terms are one object, so identity is equality of content and answers can be kept by it. Terms are made
 * of the typed program in encode/, asked of the first step in solver/ and written as SMT-LIB in smt.ts for the second.
 */
import { type Bounds, boundsOf } from './bounds';
import { add, compare, equal, isInteger, mul, type Rational, show, sign } from './rational';

/** An end of a number's domain; `strict` excludes the value itself. */
export interface Bound {
  readonly value: Rational;
  readonly strict: boolean;
}

/** A number that an applicant chooses freely within its domain. */
export interface Variable {
  readonly kind: 'variable';
  readonly id: number;
  /** Unique among variables. */
  readonly name: string;
  readonly integer: boolean;
  readonly lower?: Bound;
  readonly upper?: Bound;
}
/** A number with cases that stands as one unknown in polynomials: it equals `value`. */
export interface Named {
  readonly kind: 'named';
  readonly id: number;
  readonly value: Cases;
  /** Whether all cases are whole. */
  readonly integer: boolean;
}
/** The largest integer not above `of`. */
export interface Floor {
  readonly kind: 'floor';
  readonly id: number;
  readonly of: Quotient;
  readonly integer: true;
}
/** What polynomials are made of. */
export type Factor = Variable | Named | Floor;

export interface Monomial {
  /** Sorted by id; a square lists its factor twice. Never empty. */
  readonly factors: readonly Factor[];
  /** Never zero. */
  readonly coefficient: Rational;
}
export interface Poly {
  readonly kind: 'poly';
  readonly id: number;
  /** Sorted by factors. */
  readonly monomials: readonly Monomial[];
  readonly constant: Rational;
  /** At most one factor in each monomial. */
  readonly linear: boolean;
  /** Whole for all values: whole coefficients, constant and factors. */
  readonly integer: boolean;
}
/** numerator / denominator; the denominator is the polynomial 1, or is not constant. Where it is zero the value means nothing. */
export interface Quotient {
  readonly kind: 'quotient';
  readonly id: number;
  readonly numerator: Poly;
  readonly denominator: Poly;
  /** Number of leaves: 1. */
  readonly leaves: 1;
  /** Denominator 1 and the numerator linear. */
  readonly linear: boolean;
}
export interface Cases {
  readonly kind: 'cases';
  readonly id: number;
  readonly condition: Bool;
  readonly then: Num;
  readonly else: Num;
  /** Of the tree, not of the graph. */
  readonly leaves: number;
  /** All leaves are linear. */
  readonly linear: boolean;
}
export type Num = Quotient | Cases;

/** A choice of exactly one member. */
export interface Choice {
  readonly id: number;
  /** Unique among choices. */
  readonly name: string;
  /** At least one. */
  readonly members: readonly string[];
}

export type Bool =
  | { readonly kind: 'constant'; readonly id: number; readonly value: boolean }
  /** A free Boolean; names are unique among flags. */
  | { readonly kind: 'flag'; readonly id: number; readonly name: string }
  | { readonly kind: 'is'; readonly id: number; readonly choice: Choice; readonly member: string }
  | { readonly kind: 'not'; readonly id: number; readonly operand: Bool }
  /** At least two arguments, sorted by id, none constant, none an `and` (`or`) itself, none the negation of another. */
  | { readonly kind: 'and' | 'or'; readonly id: number; readonly args: readonly Bool[] }
  /**
   * `poly` relation 0. The polynomial's coefficients are whole with greatest common divisor 1 where it is not constant (the constant term may be
   * a fraction); for `=` the first coefficient is positive. Never constant.
   */
  | { readonly kind: 'compare'; readonly id: number; readonly relation: '<=' | '<' | '='; readonly poly: Poly };
export type Flag = Extract<Bool, { kind: 'flag' }>;
export type Compare = Extract<Bool, { kind: 'compare' }>;

/** Values for what a term is made of; what is absent may be anything in its domain. */
export interface Model {
  readonly numbers: ReadonlyMap<Variable, Rational>;
  readonly flags: ReadonlyMap<Flag, boolean>;
  readonly choices: ReadonlyMap<Choice, string>;
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

const big = (a: Rational): { n: bigint; d: bigint } => (typeof a === 'number' ? { n: BigInt(a), d: 1n } : a);

/** A factory of terms. Terms of two factories must not meet. */
export class Terms {
  private readonly table = new Map<string, object>();
  private next = 1;

  readonly true: Bool;
  readonly false: Bool;
  /** The polynomial 1. */
  readonly one: Poly;
  readonly zero: Poly;

  constructor() {
    this.true = this.intern('T', (id): Bool => ({ kind: 'constant', id, value: true }));
    this.false = this.intern('F', (id): Bool => ({ kind: 'constant', id, value: false }));
    this.zero = this.poly([], 0);
    this.one = this.poly([], 1);
  }

  /** How many terms there are. */
  get size(): number {
    return this.table.size;
  }

  intern<T extends object>(key: string, make: (id: number) => T): T {
    const known = this.table.get(key);
    if (known) return known as T;
    const made = make(this.next++);
    this.table.set(key, made);
    return made;
  }

  // ---------------------------------------------------------------------------------------------- what is free

  /** The variable of this name, integrality and domain; one name with two domains makes two variables, so choose names by what they stand for. */
  variable(name: string, options: { readonly integer?: boolean; readonly lower?: Bound; readonly upper?: Bound } = {}): Variable {
    const end = (b: Bound | undefined): string => (b ? `${b.strict ? '<' : '='}${show(b.value)}` : '');
    const { integer = false, lower, upper } = options;
    return this.intern(`v${name}\n${integer} ${end(lower)} ${end(upper)}`, (id) => ({
      kind: 'variable',
      id,
      name,
      integer,
      ...(lower && { lower }),
      ...(upper && { upper }),
    }));
  }
  flag(name: string): Flag {
    return this.intern(`f${name}`, (id) => ({ kind: 'flag', id, name }));
  }
  choice(name: string, members: readonly string[]): Choice {
    return this.intern(`c${name}\n${members.join('\n')}`, (id) => ({ id, name, members }));
  }

  // ---------------------------------------------------------------------------------------------- Boolean terms

  constant(value: boolean): Bool {
    return value ? this.true : this.false;
  }
  /** False where the choice has no such member. */
  is(choice: Choice, member: string): Bool {
    if (!choice.members.includes(member)) return this.false;
    if (choice.members.length === 1) return this.true;
    return this.intern(`i${choice.id} ${member}`, (id): Bool => ({ kind: 'is', id, choice, member }));
  }
  private readonly negations = new WeakMap<Bool, Bool>();

  not(a: Bool): Bool {
    if (a.kind === 'constant') return this.constant(!a.value);
    if (a.kind === 'not') return a.operand;
    let negation = this.negations.get(a);
    if (!negation) {
      negation = this.negated(a);
      this.negations.set(a, negation);
      if (!this.negations.has(negation)) this.negations.set(negation, a);
    }
    return negation;
  }
  private negated(a: Bool): Bool {
    // A comparison that is no equation is turned round: fewer kinds of literals.
    if (a.kind === 'compare' && a.relation !== '=') return this.compareZero(a.relation === '<=' ? '<' : '<=', this.scale(a.poly, -1));
    return this.intern(`n${a.id}`, (id): Bool => ({ kind: 'not', id, operand: a }));
  }
  and(...args: readonly Bool[]): Bool {
    return this.junction('and', args);
  }
  or(...args: readonly Bool[]): Bool {
    return this.junction('or', args);
  }
  implies(a: Bool, b: Bool): Bool {
    return this.or(this.not(a), b);
  }
  iff(a: Bool, b: Bool): Bool {
    return this.choose(a, b, this.not(b));
  }
  /** If `condition` then `yes` else `no`. */
  choose(condition: Bool, yes: Bool, no: Bool): Bool {
    if (condition.kind === 'constant') return condition.value ? yes : no;
    if (yes === no) return yes;
    return this.or(this.and(condition, yes), this.and(this.not(condition), no));
  }

  private junction(kind: 'and' | 'or', args: readonly Bool[]): Bool {
    const neutral = kind === 'and';
    const flat = new Map<number, Bool>();
    for (const a of args) {
      if (a.kind === 'constant') {
        if (a.value !== neutral) return a;
        continue;
      }
      if (a.kind === kind) for (const b of a.args) flat.set(b.id, b);
      else flat.set(a.id, a);
    }
    for (const a of flat.values()) {
      const negated = this.not(a);
      if (flat.has(negated.id)) return this.constant(!neutral);
    }
    this.absorb(kind, flat);
    const sorted = [...flat.values()].sort((a, b) => a.id - b.id);
    const [first] = sorted;
    if (!first) return this.constant(neutral);
    if (sorted.length === 1) return first;
    return this.intern(`${kind}${sorted.map((a) => a.id).join(' ')}`, (id): Bool => ({ kind, id, args: sorted }));
  }

  /** a and (a or b) is a; a or (a and b) is a; a and (not a or b) is a and b. */
  private absorb(kind: 'and' | 'or', flat: Map<number, Bool>): void {
    const other = kind === 'and' ? 'or' : 'and';
    for (const [id, a] of [...flat]) {
      if (a.kind !== other) continue;
      if (a.args.some((b) => flat.has(b.id))) {
        flat.delete(id);
        continue;
      }
      const kept = a.args.filter((b) => !flat.has(this.not(b).id));
      if (kept.length === a.args.length || kept.length === 0) continue;
      flat.delete(id);
      const reduced = this.junction(other, kept);
      if (reduced.kind === kind) for (const b of reduced.args) flat.set(b.id, b);
      else flat.set(reduced.id, reduced);
    }
  }

  // ---------------------------------------------------------------------------------------------- polynomials

  poly(monomials: readonly Monomial[], constant: Rational): Poly {
    const key = monomials.map((m) => `${show(m.coefficient)}*${m.factors.map((f) => f.id).join('.')}`).join('+');
    return this.intern(`p${key}+${show(constant)}`, (id) => ({
      kind: 'poly',
      id,
      monomials,
      constant,
      linear: monomials.every((m) => m.factors.length === 1),
      integer: isInteger(constant) && monomials.every((m) => isInteger(m.coefficient) && m.factors.every((f) => f.integer)),
    }));
  }
  constantPoly(value: Rational): Poly {
    return this.poly([], value);
  }
  factor(f: Factor): Poly {
    return this.poly([{ factors: [f], coefficient: 1 }], 0);
  }
  scale(a: Poly, by: Rational): Poly {
    if (by === 1) return a;
    if (sign(by) === 0) return this.zero;
    return this.poly(
      a.monomials.map((m) => ({ factors: m.factors, coefficient: mul(m.coefficient, by) })),
      mul(a.constant, by),
    );
  }
  plus(a: Poly, b: Poly): Poly {
    if (a.monomials.length === 0 && sign(a.constant) === 0) return b;
    if (b.monomials.length === 0 && sign(b.constant) === 0) return a;
    return this.collect([...a.monomials, ...b.monomials], add(a.constant, b.constant));
  }
  minus(a: Poly, b: Poly): Poly {
    return this.plus(a, this.scale(b, -1));
  }
  times(a: Poly, b: Poly): Poly {
    if (a.monomials.length === 0) return this.scale(b, a.constant);
    if (b.monomials.length === 0) return this.scale(a, b.constant);
    const found: Monomial[] = [];
    for (const m of a.monomials) {
      for (const n of b.monomials)
        found.push({
          factors: [...m.factors, ...n.factors].sort((x, y) => x.id - y.id),
          coefficient: mul(m.coefficient, n.coefficient),
        });
      if (sign(b.constant) !== 0) found.push({ factors: m.factors, coefficient: mul(m.coefficient, b.constant) });
    }
    if (sign(a.constant) !== 0)
      for (const n of b.monomials) found.push({ factors: n.factors, coefficient: mul(n.coefficient, a.constant) });
    return this.collect(found, mul(a.constant, b.constant));
  }

  private collect(monomials: readonly Monomial[], constant: Rational): Poly {
    const sums = new Map<string, Monomial>();
    for (const m of monomials) {
      const key = m.factors.map((f) => f.id).join('.');
      const known = sums.get(key);
      sums.set(key, known ? { factors: m.factors, coefficient: add(known.coefficient, m.coefficient) } : m);
    }
    const kept = [...sums.values()].filter((m) => sign(m.coefficient) !== 0);
    kept.sort((x, y) => order(x.factors, y.factors));
    return this.poly(kept, constant);
  }

  /** `poly` relation 0, in canonical form. */
  compareZero(relation: '<=' | '<' | '=', poly: Poly): Bool {
    if (poly.monomials.length === 0) {
      const s = sign(poly.constant);
      return this.constant(relation === '<=' ? s <= 0 : relation === '<' ? s < 0 : s === 0);
    }
    const decided = decidedBy(relation, boundsOf(poly));
    if (decided !== undefined) return this.constant(decided);
    let p = this.primitive(poly, relation === '=');
    let r = relation;
    // Of whole numbers: a < b is a + 1 <= b, and a fraction at the end rounds to the tighter whole.
    const whole = p.monomials.every((m) => m.factors.every((f) => f.integer));
    if (whole) {
      if (relation === '=') {
        if (!isInteger(p.constant)) return this.false;
      } else {
        const end = ceilOf(p.constant);
        const constant = relation === '<' && equal(end, p.constant) ? add(end, 1) : end;
        p = this.poly(p.monomials, constant);
        r = '<=';
      }
    }
    return this.intern(`k${r}${p.id}`, (id): Bool => ({ kind: 'compare', id, relation: r, poly: p }));
  }

  private primitive(poly: Poly, unsigned: boolean): Poly {
    let common = 1n;
    let divisor = 0n;
    for (const { coefficient } of poly.monomials) {
      const { d } = big(coefficient);
      common = (common / gcd(common, d)) * d;
    }
    for (const { coefficient } of poly.monomials) {
      const { n, d } = big(coefficient);
      divisor = gcd(divisor, n * (common / d));
    }
    const first = poly.monomials[0];
    const negative = unsigned && first !== undefined && sign(first.coefficient) < 0;
    if (common === 1n && divisor === 1n && !negative) return poly;
    const factor = { n: negative ? -common : common, d: divisor };
    const g = gcd(factor.n, factor.d);
    const by = { n: factor.n / g, d: factor.d / g };
    return this.scale(poly, by.d === 1n && by.n <= 9007199254740991n && by.n >= -9007199254740991n ? Number(by.n) : by);
  }
}

/** What the domains of the variables say of `poly` relation 0, whatever the applicant. */
function decidedBy(relation: '<=' | '<' | '=', { lower, upper }: Bounds): boolean | undefined {
  const high = upper && sign(upper.value);
  const low = lower && sign(lower.value);
  const below = high !== undefined && (high < 0 || (high === 0 && upper?.strict === true));
  const above = low !== undefined && (low > 0 || (low === 0 && lower?.strict === true));
  switch (relation) {
    case '<=':
      return high !== undefined && high <= 0 ? true : above ? false : undefined;
    case '<':
      return below ? true : low !== undefined && low >= 0 ? false : undefined;
    case '=':
      return below || above ? false : undefined;
    default:
      return relation satisfies never;
  }
}

function ceilOf(a: Rational): Rational {
  if (typeof a === 'number') return a;
  let q = a.n / a.d;
  if (a.n > 0n && q * a.d !== a.n) q += 1n;
  const n = Number(q);
  return Number.isSafeInteger(n) ? n : { n: q, d: 1n };
}

function order(a: readonly Factor[], b: readonly Factor[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const d = (a[i]?.id ?? 0) - (b[i]?.id ?? 0);
    if (d !== 0) return d;
  }
  return a.length - b.length;
}

/** Whether `a` relation `b`, of numbers. */
export function holds(relation: '<=' | '<' | '=', a: Rational, b: Rational = 0): boolean {
  const c = compare(a, b);
  return relation === '<=' ? c <= 0 : relation === '<' ? c < 0 : c === 0;
}
