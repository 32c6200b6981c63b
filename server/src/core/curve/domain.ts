/** From where to where a curve goes if nobody says. */
import { Exact } from '../exact';
import type { Program } from '../program/program';
import type { NumberType } from '../program/types';
import { builtInUnit } from '../program/units';

/** Round figures, so near to each other that what is at least a quarter more is never half as much again. */
const ROUND = ['1', '1.2', '1.25', '1.5', '1.6', '1.8', '2', '2.4', '2.5', '3', '3.5', '4', '4.5', '5', '6', '7', '8', '9'].map((s) =>
  Exact.of(s),
);
const MORE = Exact.of('1.25');
const TEN = Exact.of(10);

/** In base units: what one of the unit is that the fact is shown in. */
function unitOf(type: NumberType, program: Program): Exact {
  if (type.percent) return Exact.of('0.01');
  const unit = type.unit === undefined ? undefined : (program.units.get(type.unit) ?? builtInUnit(type.unit));
  return unit?.factor ?? Exact.one;
}

/** A round figure from 1.25 to 1.5 times as large as the largest of these sizes; where all are 0, a hundred of the fact's unit. */
export function reachOver(sizes: readonly Exact[], type: NumberType, program: Program): Exact {
  const unit = unitOf(type, program);
  const most = sizes.reduce((a, b) => Exact.max(a, b.abs()), Exact.zero);
  if (most.isZero) return unit.times(Exact.of(100));
  const wanted = most.div(unit).times(MORE);
  let power = Exact.one;
  while (power.times(TEN).lte(wanted)) power = power.times(TEN);
  while (power.gt(wanted)) power = power.div(TEN);
  const round = ROUND.find((r) => r.times(power).gte(wanted)) ?? TEN;
  return round.times(power).times(unit);
}
