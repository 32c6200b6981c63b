/** What the assembly asks of single values and functions: whether they are one, how they differ, what shape they have. */
import type { Value } from '../evaluate/values';
import { Exact } from '../exact';
import { compare, fromExact, type Rational } from '../prove/rational';
import type { BreakpointKind, Shape } from './types';
import type { Line } from './walk';

const TEN = Exact.of(10);

/** The decimal of the fewest places that lies between the two. */
export function between(from: Exact, to: Exact): Exact {
  for (let step = Exact.one; ; step = step.div(TEN)) {
    const x = from.roundTo(step, 'up');
    if (x.gt(from) && x.lt(to)) return x;
  }
}

export function shapeOf({ top, bottom }: Line): Shape {
  if (bottom.length > 1) return 'curve';
  return top.length <= 1 ? 'constant' : top.length === 2 ? 'line' : 'curve';
}

export function numberOf(v: Value): Rational | undefined {
  return v.state === 'known' && v.value.kind === 'number' ? fromExact(v.value.value) : undefined;
}

export function sameValue(a: Value, b: Value): boolean {
  const [x, y] = [numberOf(a), numberOf(b)];
  return x !== undefined && y !== undefined && compare(x, y) === 0;
}

export function sameState(a: Value, b: Value): boolean {
  if (a.state === 'error' && b.state === 'error') return a.error.code === b.error.code && a.error.place === b.error.place;
  return a.state === b.state && a.state !== 'known';
}

export const sameEnd = (a: Value, b: Value): boolean => sameValue(a, b) || sameState(a, b);

/** How the amount changes over these values, from left to right. */
export function shapeOfChange(values: readonly Value[]): readonly BreakpointKind[] {
  const kinds = new Set<BreakpointKind>();
  for (const [i, b] of values.entries()) {
    const a = values[i - 1];
    if (!a) continue;
    const [x, y] = [numberOf(a), numberOf(b)];
    if (x === undefined || y === undefined) {
      if (!sameState(a, b)) kinds.add('state');
    } else if (compare(y, x) < 0) kinds.add('cliff');
    else if (compare(y, x) > 0) kinds.add('step');
  }
  return [...kinds];
}
