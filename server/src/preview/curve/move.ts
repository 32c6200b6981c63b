/** Why: a place on the chart becomes a value of the fact: a round one, at a breakpoint exactly that one, of whole numbers a whole one. */
import type { Curve } from '../../core/curve/index';
import { Exact } from '../../core/exact';
import { placeAt } from './along';
import { stepFor, type Unit } from './axis';

/** So near to a breakpoint, as a part of the axis, it is meant: some 6 of 750 pixels. */
const NEAR = Exact.of('0.008');
/** Into so many places an axis is parted for a pointer, and for the arrow keys. */
const PLACES = 400n;
const TICKS = 100n;

/** @param at where on the axis, 0 to 1 */
export function dragged(curve: Curve, unit: Unit, at: number): Exact {
  const { from, to } = curve.domain;
  const wanted = placeAt(curve.domain, at);
  const reach = to.minus(from).times(NEAR);
  let near: Exact | undefined;
  for (const { x } of curve.breakpoints) {
    const far = x.minus(wanted).abs();
    if (far.lte(reach) && (!near || far.lt(near.minus(wanted).abs()))) near = x;
  }
  if (near) return near;
  if (at <= 0) return within(curve, from, PLACES, unit);
  if (at >= 1) return within(curve, to, PLACES, unit);
  return within(curve, wanted.roundTo(stepFor(to.minus(from), PLACES, unit, curve.step), 'half'), PLACES, unit);
}

/** @param now where the fact stands; undefined: it is not given */
export function stepped(curve: Curve, unit: Unit, now: Exact | undefined, direction: 1 | -1, by: 'breakpoint' | 'tick'): Exact {
  const { from, to } = curve.domain;
  if (!now) return within(curve, from, TICKS, unit);
  const up = direction > 0;
  if (by === 'breakpoint') {
    const next = up ? curve.breakpoints.find(({ x }) => x.gt(now)) : curve.breakpoints.findLast(({ x }) => x.lt(now));
    return next?.x ?? within(curve, up ? to : from, TICKS, unit);
  }
  const step = stepFor(to.minus(from), TICKS, unit, curve.step);
  const next = up ? now.roundTo(step, 'down').plus(step) : now.roundTo(step, 'up').minus(step);
  // Who stands outside the part that is shown comes back to it.
  return within(curve, next, TICKS, unit);
}

/** The nearest value that the fact may have. */
function within(curve: Curve, x: Exact, parts: bigint, unit: Unit): Exact {
  const { from, to } = curve.domain;
  const [first, last] = [curve.pieces[0], curve.pieces.at(-1)];
  const step = stepFor(to.minus(from), parts, unit, curve.step);
  if (x.lte(from)) return first && !first.fromIncluded ? inside(from.roundTo(step, 'down').plus(step), from, to) : from;
  if (x.gte(to)) return last && !last.toIncluded ? inside(to.roundTo(step, 'up').minus(step), from, to) : to;
  return x;
}

/** Between the ends, which themselves may not be meant. */
function inside(x: Exact, from: Exact, to: Exact): Exact {
  return x.gt(from) && x.lt(to) ? x : from.plus(to).div(Exact.of(2));
}
