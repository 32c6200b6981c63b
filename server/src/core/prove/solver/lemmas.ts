/**
 * Facts about products of unknowns that hold for all values, chosen because a point violates them (incremental linearisation) or because the
 * question compares sums whose products with an unknown it also has.
 */

import { without } from '../factors';
import { add, mul, type Rational, sign, sub } from '../rational';
import type { Bool, Compare, Factor, Poly, Terms } from '../terms';
import type { Attempt } from './attempt';
import { formsOf } from './forms';
import { nearest, pointOf } from './reading';

/** A product as two parts; the second may be a product itself. */
interface Split {
  readonly x: Poly;
  readonly y: Poly;
  readonly product: Poly;
  readonly xFactors: readonly Factor[];
  readonly yFactors: readonly Factor[];
}

function splitOf(terms: Terms, factors: readonly Factor[]): Split {
  const [xFactors, yFactors] = [factors.slice(0, 1), factors.slice(1)];
  const of = (list: readonly Factor[]): Poly => terms.poly([{ factors: list, coefficient: 1 }], 0);
  return { x: of(xFactors), y: of(yFactors), product: of(factors), xFactors, yFactors };
}

/** Facts that the point of an attempt violates. */
export function fromPoint(terms: Terms, { builder }: Attempt): Bool[] {
  const found: Bool[] = [];
  const point = pointOf(builder);
  const value = (list: readonly Factor[]): Rational => {
    const c = builder.columnOf(list);
    if (c !== undefined) return point(c);
    return list.length < 2 ? 0 : list.reduce<Rational>((p, f) => mul(p, value([f])), 1);
  };
  for (const { factors } of builder.products) {
    const split = splitOf(terms, factors);
    const [a, b, c] = [value(split.xFactors), value(split.yFactors), value(factors)];
    const off = sign(sub(c, mul(a, b)));
    if (sign(c) !== sign(a) * sign(b)) found.push(...signs(terms, split));
    if (off !== 0) {
      found.push(...corners(terms, split), tangent(terms, split, a, b, off));
      // Policies have round numbers: what touches the product only at one of them is found so.
      found.push(tangent(terms, split, nearest(a), nearest(b), off));
    }
    if (off > 0 && split.x === split.y) found.push(...chords(terms, split, a));
  }
  return [...found, ...orders(terms, builder, value)];
}

/** Pairs of products that are looked at, and facts from them. */
const MOST_PAIRS = 4_000;
const MOST_ORDERS = 60;

/**
 * Of two products with something in common: x y and x z are in the order of y and z where x is above zero. Of whole numbers also against -z,
 * since what is rounded up is the negative of what is rounded down.
 */
function orders(terms: Terms, { products }: Attempt['builder'], value: (list: readonly Factor[]) => Rational): Bool[] {
  const found: Bool[] = [];
  let left = MOST_PAIRS;
  for (const [i, { factors: first }] of products.entries())
    for (const { factors: second } of products.slice(0, i)) {
      if (left-- <= 0 || found.length >= MOST_ORDERS) return found;
      const common = shared(first, second);
      const [y, z] = [without(first, common), without(second, common)];
      if (common.length === 0 || y.length === 0 || z.length === 0) continue;
      const x = terms.poly([{ factors: common, coefficient: 1 }], 0);
      for (const by of y.every((f) => f.kind === 'floor') && z.every((f) => f.kind === 'floor') ? [-1, 1] : [-1]) {
        const difference = (a: Rational, b: Rational): Rational => add(a, mul(b, by));
        const s = sign(difference(value(first), value(second)));
        if (s === sign(value(common)) * sign(difference(value(y), value(z)))) continue;
        const of = (a: readonly Factor[], b: readonly Factor[]): Poly =>
          terms.plus(terms.poly([{ factors: a, coefficient: 1 }], 0), terms.poly([{ factors: b, coefficient: by }], 0));
        found.push(...signs(terms, { x, y: of(y, z), product: of(first, second) }));
      }
    }
  return found;
}

function shared(a: readonly Factor[], b: readonly Factor[]): readonly Factor[] {
  const rest = [...b];
  return a.filter((f) => {
    const i = rest.indexOf(f);
    if (i >= 0) rest.splice(i, 1);
    return i >= 0;
  });
}

const above = (terms: Terms, p: Poly): Bool => terms.compareZero('<', terms.scale(p, -1));
const below = (terms: Terms, p: Poly): Bool => terms.compareZero('<', p);
const zero = (terms: Terms, p: Poly): Bool => terms.compareZero('=', p);

function signs(terms: Terms, { x, y, product }: Pick<Split, 'x' | 'y' | 'product'>): Bool[] {
  const same = terms.or(terms.and(above(terms, x), above(terms, y)), terms.and(below(terms, x), below(terms, y)));
  const opposite = terms.or(terms.and(above(terms, x), below(terms, y)), terms.and(below(terms, x), above(terms, y)));
  return [
    terms.iff(above(terms, product), same),
    terms.iff(below(terms, product), opposite),
    terms.iff(zero(terms, product), terms.or(zero(terms, x), zero(terms, y))),
  ];
}

/** product - b x - a y + ab, which is (x - a)(y - b). */
function excess(terms: Terms, { x, y, product }: Split, a: Rational, b: Rational): Poly {
  const sum = terms.minus(terms.minus(product, terms.scale(x, b)), terms.scale(y, a));
  return terms.plus(sum, terms.constantPoly(mul(a, b)));
}

/** The sign of (x - a)(y - b) in two opposite quarters; `off` says on which side of the product the point lies. */
function tangent(terms: Terms, split: Split, a: Rational, b: Rational, off: number): Bool {
  const e = excess(terms, split, a, b);
  const x = terms.minus(split.x, terms.constantPoly(a));
  const y = terms.minus(split.y, terms.constantPoly(b));
  const notBelow = (p: Poly): Bool => terms.compareZero('<=', terms.scale(p, -1));
  const notAbove = (p: Poly): Bool => terms.compareZero('<=', p);
  if (split.x === split.y && off < 0) return notBelow(e);
  const quarters =
    off < 0
      ? terms.or(terms.and(notBelow(x), notBelow(y)), terms.and(notAbove(x), notAbove(y)))
      : terms.or(terms.and(notBelow(x), notAbove(y)), terms.and(notAbove(x), notBelow(y)));
  return terms.implies(quarters, off < 0 ? notBelow(e) : notAbove(e));
}

/** The sign of (x - a)(y - b) at the ends a and b of the domains (McCormick). */
function corners(terms: Terms, split: Split): Bool[] {
  const forms = formsOf(terms);
  const [x, y] = [forms.unit(split.xFactors), forms.unit(split.yFactors)];
  const found: Bool[] = [];
  for (const [a, low] of [[x.lower?.value, true] as const, [x.upper?.value, false] as const])
    for (const [b, under] of [[y.lower?.value, true] as const, [y.upper?.value, false] as const]) {
      if (a === undefined || b === undefined) continue;
      const e = excess(terms, split, a, b);
      found.push(terms.compareZero('<=', low === under ? terms.scale(e, -1) : e));
    }
  return found;
}

/** A square lies below its chords, on either side of `a`. */
function chords(terms: Terms, split: Split, a: Rational): Bool[] {
  const { lower, upper } = formsOf(terms).unit(split.xFactors);
  const { x, product } = split;
  const between = (from: Rational, to: Rational): Bool => {
    // (x - from)(x - to) <= 0
    const e = terms.plus(terms.minus(product, terms.scale(x, add(from, to))), terms.constantPoly(mul(from, to)));
    const inside = terms.and(
      terms.compareZero('<=', terms.minus(terms.constantPoly(from), x)),
      terms.compareZero('<=', terms.minus(x, terms.constantPoly(to))),
    );
    return terms.implies(inside, terms.compareZero('<=', e));
  };
  return [...(lower ? [between(lower.value, a)] : []), ...(upper ? [between(a, upper.value)] : [])];
}

// ------------------------------------------------------------------------------------------------ from comparisons

/** Facts from one question are not more than this. */
const MOST = 240;

/** Where the question compares a sum p with zero and has all products of p with x, an unknown or a product: the sign of p x. */
export function fromComparisons(terms: Terms, question: Bool, { builder }: Attempt): Bool[] {
  const products = new Set(builder.products.map((p) => keyOf(p.factors)));
  const multipliers = partsOf(builder.products.map((p) => p.factors));
  const found: Bool[] = [];
  const sums = new Set<Poly>();
  for (const { poly } of comparisonsIn(question)) if (poly.linear && !sums.has(terms.scale(poly, -1))) sums.add(poly);
  for (const p of sums)
    for (const factors of multipliers) {
      const all = p.monomials.every((m) => products.has(keyOf([...m.factors, ...factors])));
      if (!all || found.length >= MOST) continue;
      const x = terms.poly([{ factors, coefficient: 1 }], 0);
      const px = terms.times(p, x);
      const facts = [
        terms.implies(above(terms, x), terms.iff(above(terms, p), above(terms, px))),
        terms.implies(above(terms, x), terms.iff(below(terms, p), below(terms, px))),
        terms.implies(below(terms, x), terms.iff(above(terms, p), below(terms, px))),
        terms.implies(below(terms, x), terms.iff(below(terms, p), above(terms, px))),
        terms.implies(zero(terms, x), zero(terms, px)),
      ];
      found.push(...facts.filter((fact) => fact !== terms.true));
    }
  return found;
}

/** What products are made of: their factors, and what is left of them without one. */
function partsOf(products: readonly (readonly Factor[])[]): readonly (readonly Factor[])[] {
  const parts = new Map<string, readonly Factor[]>();
  for (const factors of products)
    for (const [i, f] of factors.entries()) for (const part of [[f], factors.filter((_, k) => k !== i)]) parts.set(keyOf(part), part);
  return [...parts.values()];
}

const keyOf = (factors: readonly Factor[]): string =>
  factors
    .map((f) => f.id)
    .sort((a, b) => a - b)
    .join('.');

/** Each once. */
function comparisonsIn(question: Bool): Compare[] {
  const seen = new Set<Bool>([question]);
  const found: Compare[] = [];
  for (const b of seen) {
    if (b.kind === 'compare') found.push(b);
    else if (b.kind === 'not') seen.add(b.operand);
    else if (b.kind === 'and' || b.kind === 'or') for (const a of b.args) seen.add(a);
  }
  return found;
}
