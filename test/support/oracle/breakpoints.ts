/**
 * Where along one continuous quantity the policy goes over from one formula to the next. Between two marks the outcome is watched close behind
 * the first; where it leaves the line that begins there, is found by bisection and made exact as the simplest fraction that lies there.
 */
import { Exact } from '../../../server/src/core/exact';
import { type Seen, signature } from './observe';

type Signature = ReturnType<typeof signature>;

const PARTS = 64;
const MOST_IN_A_GAP = 6;
/** Of a breakpoint that comes from small constants and rates. */
const LARGEST_DENOMINATOR = 5000;

const HALF = Exact.of('0.5');

/** The breakpoints strictly between neighbouring marks, the marks themselves left out. */
export function breakpointsOf(marks: readonly Exact[], look: (x: Exact) => Seen): Exact[] {
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
    if (['0.5', '0.75', '0.984375'].every((p) => straight(point(p), at(point(p))))) continue;
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
    let high = to.minus(step);
    if (on(high, at(high))) continue;
    for (let n = 0; n < 34; n++) {
      const middle = low.plus(high).times(HALF);
      if (on(middle, at(middle))) low = middle;
      else high = middle;
    }
    const p = simplest(low, high);
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
function simplest(low: Exact, high: Exact): Exact | undefined {
  const slack = high.minus(low).times(Exact.of(8));
  const a = low.minus(slack).toRatio();
  const b = high.plus(slack).toRatio();
  const { num, den } = between(a.num, a.den, b.num, b.den);
  return den > BigInt(LARGEST_DENOMINATOR) ? undefined : Exact.ratio(num, den);
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
