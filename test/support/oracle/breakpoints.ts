/**
 * Where along one continuous quantity the policy goes over from one formula to the next. Between two marks the outcome is watched close behind
 * the first; where it leaves the line that begins there, is found by bisection and made exact as the simplest fraction that lies there.
 */
import { Exact } from '../../../server/src/core/exact';
import { type Seen, signature } from './observe';

type Signature = ReturnType<typeof signature>;

const PARTS = 64;
const MOST_IN_A_GAP = 3;
/** Close enough to a breakpoint to tell that it is one. */
const CLOSE = Exact.of('0.0000001');
/** Of a breakpoint that comes from small constants and rates. */
const LARGEST_DENOMINATOR = 5000;

const HALF = Exact.of('0.5');

/**
 * The breakpoints strictly between neighbouring marks, the marks themselves left out. What is otherwise at a single point only cannot be closed in
 * on: `candidates` are tried for that.
 */
export function breakpointsOf(marks: readonly Exact[], look: (x: Exact) => Seen, candidates: readonly Exact[] = []): Exact[] {
  const found: Exact[] = [];
  const at = (x: Exact): Signature => signature(look(x));
  for (const [i, from] of marks.entries()) {
    const to = marks[i + 1];
    if (!to) break;
    // Most gaps hold none: three points within them tell.
    const width = to.minus(from);
    const point = (part: string): Exact => from.plus(width.times(Exact.of(part)));
    const first = at(point('0.015625'));
    const second = at(point('0.03125'));
    const straight = lineThrough(point('0.015625'), first, point('0.03125'), second);
    const inside = candidates.filter((c) => c.gt(from) && c.lt(to));
    if (['0.40625', '0.703125', '0.984375'].every((p) => straight(point(p), at(point(p))))) {
      found.push(...inside.filter((c) => !straight(c, at(c))));
      continue;
    }
    const near = width.times(Exact.of('0.0009765625'));
    for (const c of inside) {
      const [b, a] = [c.minus(near), c.minus(near).minus(near)];
      if (!lineThrough(a, at(a), b, at(b))(c, at(c))) found.push(c);
    }
    let start = from;
    for (let n = 0; n < MOST_IN_A_GAP; n++) {
      const p = firstAfter(start, to, at);
      if (!p || p.gte(to)) break;
      found.push(p);
      start = p;
    }
  }
  return found;
}

function firstAfter(from: Exact, to: Exact, at: (x: Exact) => Signature): Exact | undefined {
  const step = to.minus(from).div(Exact.of(PARTS));
  const a = from.plus(step);
  const b = a.plus(step);
  const [sa, sb] = [at(a), at(b)];
  for (const on of [lineThrough(a, sa, b, sb), (_: Exact, s: Signature) => s.words === sa.words]) {
    let low = b;
    let high = b;
    // The first of some points that is off the line, or the end.
    for (const part of [4, 8, 16, 24, 32, 40, 48, 56, 63]) {
      const x = from.plus(step.times(Exact.of(part)));
      if (on(x, at(x))) low = x;
      else {
        high = x;
        break;
      }
    }
    if (high === b) continue;
    for (let n = 0; n < 26; n++) {
      if (n === 8) {
        // Most are small fractions: those are seen to be right sooner than they are closed in on.
        const guess = simplest(low, high, 12);
        if (guess?.gt(low) && guess.lt(high)) {
          const [before, after] = [guess.minus(CLOSE), guess.plus(CLOSE)];
          if (on(before, at(before)) && !on(after, at(after))) return guess;
        }
      }
      const middle = low.plus(high).times(HALF);
      if (on(middle, at(middle))) low = middle;
      else high = middle;
    }
    const p = simplest(low, high, LARGEST_DENOMINATOR);
    if (p) return p;
  }
  return undefined;
}

/** Whether a signature lies on the line through two: the same words, and every number where the line says. */
function lineThrough(a: Exact, sa: Signature, b: Exact, sb: Signature): (x: Exact, s: Signature) => boolean {
  const [from, width] = [a.toNumber(), b.toNumber() - a.toNumber()];
  return (x, s) => {
    if (sa.words !== sb.words || s.words !== sa.words) return false;
    const t = (x.toNumber() - from) / width;
    return s.numbers.every((n, i) => {
      const [u, v] = [sa.numbers[i] ?? 0, sb.numbers[i] ?? 0];
      const expected = u + (v - u) * t;
      return Math.abs(n - expected) <= 1e-8 * (1 + Math.abs(n) + Math.abs(expected));
    });
  };
}

/** The fraction with the smallest denominator near an interval's ends; undefined where that is no simple one. */
function simplest(low: Exact, high: Exact, largest: number): Exact | undefined {
  const slack = high.minus(low).times(Exact.of(8));
  const a = low.minus(slack).toRatio();
  const b = high.plus(slack).toRatio();
  const { num, den } = between(a.num, a.den, b.num, b.den);
  return den > BigInt(largest) ? undefined : Exact.ratio(num, den);
}

/** The simplest fraction from a/b to c/d, by continued fractions. */
function between(a: bigint, b: bigint, c: bigint, d: bigint): { num: bigint; den: bigint } {
  const whole = floor(a, b);
  if (whole * b === a) return { num: whole, den: 1n };
  if (whole < floor(c, d)) return { num: whole + 1n, den: 1n };
  const rest = between(d, c - whole * d, b, a - whole * b);
  return { num: whole * rest.num + rest.den, den: rest.num };
}

function floor(a: bigint, b: bigint): bigint {
  const q = a / b;
  return a % b !== 0n && a < 0n ? q - 1n : q;
}
