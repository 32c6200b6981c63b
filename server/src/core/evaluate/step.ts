/** What whole multiples a value of a type comes in. */
import { Exact } from '../exact';
import type { Program } from '../program/program';
import type { ListType, ScalarType } from '../program/types';
import { builtInUnit } from '../program/units';

/** Undefined where the type is not discrete. */
export function stepOf(type: ScalarType | ListType, program: Program): Exact | undefined {
  if (type.kind === 'date') return Exact.one;
  if (type.kind !== 'number' || !type.integer) return undefined;
  if (type.unit === undefined) return Exact.one;
  const unit = program.units.get(type.unit) ?? builtInUnit(type.unit);
  return unit ? unit.factor : Exact.one;
}
