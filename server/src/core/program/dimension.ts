/**
 * Dimension algebra. A {@link Dimension} is a canonical string, so that equality is string equality; its parts are kept beside it, so
 * that a declared unit's name may hold any character.
 */
import type { Dimension } from './types';

/** Base units with their powers (never 0), sorted by name. */
export type DimensionParts = readonly (readonly [base: string, power: number])[];

/** The dimension of plain numbers. */
export const NONE: Dimension = '';
/** Time comes in two dimensions, since a month has no fixed number of days. */
export const DAY: Dimension = 'day';
export const MONTH: Dimension = 'month';

const known = new Map<Dimension, DimensionParts>([[NONE, []]]);
const products = new Map<string, Dimension>();

function spell(parts: DimensionParts): Dimension {
  const text = parts.map(([base, power]) => (power === 1 ? base : `${base}^${power}`)).join('·');
  if (!known.has(text)) known.set(text, parts);
  return text;
}

/** The dimension of one base unit. */
export function baseDimension(base: string): Dimension {
  return spell([[base, 1]]);
}

/** The base units of a dimension with their powers. */
export function dimensionParts(dimension: Dimension): DimensionParts {
  const parts = known.get(dimension);
  if (parts) return parts;
  const read = dimension.split('·').map((part): readonly [string, number] => {
    const [base = '', power = '1'] = part.split('^');
    return [base, Number(power)];
  });
  known.set(dimension, read);
  return read;
}

/** `a` times `b` to the power 1 or -1. */
export function combine(a: Dimension, b: Dimension, power: 1 | -1): Dimension {
  if (b === NONE) return a;
  const key = `${a}\u0000${power}\u0000${b}`;
  const cached = products.get(key);
  if (cached !== undefined) return cached;
  const powers = new Map(dimensionParts(a));
  for (const [base, p] of dimensionParts(b)) powers.set(base, (powers.get(base) ?? 0) + power * p);
  const parts = [...powers].filter(([, p]) => p !== 0).sort(([x], [y]) => (x < y ? -1 : 1));
  const result = spell(parts);
  if (products.size > 10_000) products.clear();
  products.set(key, result);
  return result;
}

export function isTime(dimension: Dimension): boolean {
  return dimension === DAY || dimension === MONTH;
}
