/**
 * Where a polynomial turns: its roots beyond a point, exact where they are rational, else enclosed in an interval too narrow to matter. Linear
 * ones, which are nearly all, by division; others by Sturm's theorem and bisection.
 */
import { add, compare, denominator, div, equal, mul, neg, numerator, type Rational, ratio, sign, sub } from '../prove/rational';
import { derivative, type Poly, quotient, remainder, scale, signBeside, valueAt } from './poly';

/** An irrational root lies strictly between `from` and `to`, and no other root of its polynomial does. */
export type Root = { readonly exact: Rational } | { readonly from: Rational; readonly to: Rational };

/** Irrational roots are enclosed as narrowly as one part in 2^80 of their size (of 1, where they are smaller). */
const NARROW = 80n;

const HALF: Rational = { n: 1n, d: 2n };
const middle = (a: Rational, b: Rational): Rational => mul(add(a, b), HALF);
const larger = (a: Rational, b: Rational): Rational => (compare(a, b) < 0 ? b : a);
const size = (a: Rational): Rational => (sign(a) < 0 ? neg(a) : a);

export const upperEnd = (r: Root): Rational => ('exact' in r ? r.exact : r.to);
export const lowerEnd = (r: Root): Rational => ('exact' in r ? r.exact : r.from);

/** The first root beyond `after`, not above `limit`; undefined where there is none. */
export function nextRoot(p: Poly, after: Rational, limit: Rational | undefined): Root | undefined {
  if (p.length <= 1) return undefined;
  if (p.length === 2) {
    const root = neg(div(p[0] ?? 0, p[1] ?? 1));
    return compare(root, after) > 0 && (!limit || compare(root, limit) <= 0) ? { exact: root } : undefined;
  }
  return higher(p, after, limit);
}

// ---------------------------------------------------------------------------------------------- beyond lines

interface Chain {
  readonly free: Poly;
  readonly sturm: readonly Poly[];
  /** All roots lie between its negation and it. */
  readonly bound: Rational;
}

const chains = new Map<string, Chain>();

function chainOf(p: Poly): Chain {
  const key = p.map((c) => (typeof c === 'number' ? c : `${c.n}/${c.d}`)).join(' ');
  let chain = chains.get(key);
  if (!chain) {
    if (chains.size > 500) chains.clear();
    const common = greatest(p, derivative(p));
    const free = common.length > 1 ? quotient(p, common) : p;
    const sturm: Poly[] = [free, derivative(free)];
    for (;;) {
      const [a, b] = [sturm[sturm.length - 2], sturm[sturm.length - 1]];
      if (!a || !b || b.length === 0) break;
      const rest = scale(remainder(a, b), -1);
      if (rest.length === 0) break;
      sturm.push(positive(rest));
    }
    const lead = size(free[free.length - 1] ?? 1);
    const most = free.slice(0, -1).reduce<Rational>((m, c) => larger(m, size(c)), 0);
    chain = { free, sturm, bound: add(1, div(most, lead)) };
    chains.set(key, chain);
  }
  return chain;
}

/** Divided by the size of its first coefficient, so that numbers stay small; signs stay. */
function positive(p: Poly): Poly {
  const lead = size(p[p.length - 1] ?? 1);
  return equal(lead, 1) ? p : scale(p, div(1, lead));
}

function greatest(a: Poly, b: Poly): Poly {
  let [x, y] = [a, b];
  while (y.length > 0) [x, y] = [y, positive(remainder(x, y))];
  return x;
}

/** How many roots lie in (from, to]. */
function count({ sturm }: Chain, from: Rational, to: Rational): number {
  return changes(sturm, from) - changes(sturm, to);
}
function changes(sturm: readonly Poly[], at: Rational): number {
  let [n, last] = [0, 0];
  for (const p of sturm) {
    const s = sign(valueAt(p, at));
    if (s === 0) continue;
    if (last !== 0 && s !== last) n++;
    last = s;
  }
  return n;
}

function higher(p: Poly, after: Rational, limit: Rational | undefined): Root | undefined {
  const chain = chainOf(p);
  let from = after;
  let to = limit ?? larger(chain.bound, add(after, 1));
  let n = count(chain, from, to);
  if (n === 0) return undefined;
  // The first one alone.
  while (n > 1) {
    const half = middle(from, to);
    const left = count(chain, from, half);
    if (left > 0) [to, n] = [half, left];
    else from = half;
  }
  return narrowed(chain.free, from, to);
}

/** The one root in (from, to]; a rational one is found, since its denominator divides the first of the whole coefficients. */
function narrowed(free: Poly, low: Rational, high: Rational): Root {
  if (sign(valueAt(free, high)) === 0) return { exact: high };
  const most = leading(free);
  const fine: Rational = ratio(1n, most * most * 2n);
  let [from, to] = [low, high];
  const below = signBeside(free, from, 1);
  for (;;) {
    const width = sub(to, from);
    const scaled = larger(1, size(from));
    if (compare(width, fine) < 0 && compare(mul(width, ratio(1n << NARROW, 1n)), scaled) < 0) break;
    const half = middle(from, to);
    const s = sign(valueAt(free, half));
    if (s === 0) return { exact: half };
    if (s === below) from = half;
    else to = half;
  }
  const simple = simplest(from, to);
  return sign(valueAt(free, simple)) === 0 ? { exact: simple } : { from, to };
}

function leading(p: Poly): bigint {
  let common = 1n;
  for (const c of p) {
    const d = denominator(c);
    common = (common / gcd(common, d)) * d;
  }
  const lead = numerator(mul(p[p.length - 1] ?? 1, ratio(common, 1n)));
  return lead < 0n ? -lead : lead;
}
function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** The fraction with the smallest denominator strictly between two numbers. */
export function simplest(from: Rational, to: Rational): Rational {
  if (sign(from) < 0) return sign(to) > 0 ? 0 : neg(simplest(neg(to), neg(from)));
  const [a, b] = [numerator(from), denominator(from)];
  const whole = a / b;
  const next = ratio(whole + 1n, 1n);
  if (compare(next, to) < 0) return next;
  // Both lie between `whole` and the next: of what is left over, the other way up.
  const base = ratio(whole, 1n);
  const [low, high] = [sub(from, base), sub(to, base)];
  if (sign(low) === 0) {
    // Strictly above the whole number: 1/n for the least n that is below.
    const n = denominator(high) / numerator(high) + 1n;
    return add(base, ratio(1n, n));
  }
  return add(base, div(1, simplest(div(1, high), div(1, low))));
}
