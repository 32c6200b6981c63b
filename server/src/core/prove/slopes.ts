/** Whether a number rises or falls as one variable grows, jumps aside: bounds over all cases. */
import { boundsOf } from './bounds';
import { numsIn } from './free';
import type { Numbers } from './numeric';
import { add, compare, mul, type Rational, sign } from './rational';
import type { Factor, Num, Poly, Terms, Variable } from './terms';

interface Slopes {
  readonly low: Rational | undefined;
  readonly high: Rational | undefined;
}

const FLAT: Slopes = { low: 0, high: 0 };
const ANY: Slopes = { low: undefined, high: undefined };

/**
 * 1 where the polynomial always rises as the variable grows, jumps of what stands in it aside, -1 where it always falls, `flat` where it stays;
 * 0 where that depends on the applicant.
 */
export function slopeSign(p: Poly, variable: Variable, terms: Terms): 1 | 0 | -1 | 'flat' {
  const { low, high } = slopesOfPoly(p, variable, terms);
  if (low !== undefined && sign(low) > 0) return 1;
  if (high !== undefined && sign(high) < 0) return -1;
  return low !== undefined && high !== undefined && sign(low) === 0 && sign(high) === 0 ? 'flat' : 0;
}

function slopesOf(n: Num, variable: Variable, terms: Terms): Slopes {
  if (!numsIn(n).variables.has(variable)) return FLAT;
  if (n.kind === 'cases') {
    const [a, b] = [slopesOf(n.then, variable, terms), slopesOf(n.else, variable, terms)];
    return {
      low: a.low === undefined || b.low === undefined ? undefined : compare(a.low, b.low) < 0 ? a.low : b.low,
      high: a.high === undefined || b.high === undefined ? undefined : compare(a.high, b.high) > 0 ? a.high : b.high,
    };
  }
  if (n.denominator !== terms.one) return ANY;
  return slopesOfPoly(n.numerator, variable, terms);
}

function slopesOfPoly(p: Poly, variable: Variable, terms: Terms): Slopes {
  let sum: Slopes = FLAT;
  for (const m of p.monomials) {
    const moving = m.factors.filter(
      (f) =>
        f === variable ||
        (f.kind === 'named' && numsIn(f.value).variables.has(variable)) ||
        (f.kind === 'floor' && numsIn(f.of).variables.has(variable)),
    );
    if (moving.length === 0) continue;
    const [only] = moving;
    if (!only || moving.length > 1) return ANY;
    const own: Slopes = only.kind === 'named' ? slopesOf(only.value, variable, terms) : only.kind === 'floor' ? FLAT : { low: 1, high: 1 };
    const rest = m.factors.filter((f) => f !== only);
    const scale = boundsOf(
      terms.poly(rest.length === 0 ? [] : [{ factors: rest, coefficient: m.coefficient }], rest.length === 0 ? m.coefficient : 0),
    );
    sum = plus(sum, times(own, { low: scale.lower?.value, high: scale.upper?.value }));
  }
  return sum;
}

function plus(a: Slopes, b: Slopes): Slopes {
  return {
    low: a.low === undefined || b.low === undefined ? undefined : add(a.low, b.low),
    high: a.high === undefined || b.high === undefined ? undefined : add(a.high, b.high),
  };
}

function times(a: Slopes, b: Slopes): Slopes {
  if (a.low === 0 && a.high === 0) return FLAT;
  if (a.low !== undefined && a.high !== undefined && b.low !== undefined && b.high !== undefined) {
    const all = [mul(a.low, b.low), mul(a.low, b.high), mul(a.high, b.low), mul(a.high, b.high)];
    return { low: all.reduce((x, y) => (compare(x, y) < 0 ? x : y)), high: all.reduce((x, y) => (compare(x, y) > 0 ? x : y)) };
  }
  // Neither falls: a rate not below zero of something that does not fall.
  if (a.low !== undefined && b.low !== undefined && sign(a.low) >= 0 && sign(b.low) >= 0)
    return { low: mul(a.low, b.low), high: undefined };
  return ANY;
}

/** How a polynomial changes as the variable grows, jumps of what stands in it aside: its derivative, case by case. */
export function derivativeOf(p: Poly, variable: Variable, numbers: Numbers): Num {
  const { terms } = numbers;
  let sum: Num = numbers.zero;
  for (const m of p.monomials) {
    for (const [i, f] of m.factors.entries()) {
      const own = derivativeOfFactor(f, variable, numbers);
      if (own === undefined) continue;
      const rest = m.factors.filter((_, k) => k !== i);
      const others = rest.length === 0 ? terms.constantPoly(m.coefficient) : terms.poly([{ factors: rest, coefficient: m.coefficient }], 0);
      sum = numbers.add(sum, numbers.multiply(own, numbers.poly(others)));
    }
  }
  return sum;
}

/** Undefined: it does not change. */
function derivativeOfFactor(f: Factor, variable: Variable, numbers: Numbers): Num | undefined {
  switch (f.kind) {
    case 'variable':
      return f === variable ? numbers.constant(1) : undefined;
    case 'named':
      return numsIn(f.value).variables.has(variable) ? derivativeOfNum(f.value, variable, numbers) : undefined;
    case 'floor':
      return undefined;
    default:
      return f satisfies never;
  }
}

export function derivativeOfNum(n: Num, variable: Variable, numbers: Numbers): Num {
  if (n.kind === 'cases')
    return numbers.cases(n.condition, derivativeOfNum(n.then, variable, numbers), derivativeOfNum(n.else, variable, numbers));
  const top = derivativeOf(n.numerator, variable, numbers);
  if (n.denominator === numbers.terms.one) return top;
  const [a, b] = [numbers.poly(n.numerator), numbers.poly(n.denominator)];
  const bottom = derivativeOf(n.denominator, variable, numbers);
  const change = numbers.subtract(numbers.multiply(top, b), numbers.multiply(a, bottom));
  return numbers.divide(change, numbers.multiply(b, b));
}
