/** Where facts and fields are held for the batch evaluator, and how values are put there: as scaled integers, numbers of names, bit masks. */
import type { Exact } from '../../exact';
import type { ListType, ScalarType } from '../../program/types';
import type { Frame } from './frame';
import * as N from './numeric';
import { NotCompiled, type Num } from './numeric';

export type Get = (x: Frame) => number;

/** Where each fact and each list's field is held, and at which scale a numeric one. */
export interface Layout {
  readonly facts: ReadonlyMap<string, { readonly slot: number; readonly scale: number }>;
  readonly lists: ReadonlyMap<
    string,
    { readonly slot: number; readonly fields: ReadonlyMap<string, { readonly slot: number; readonly scale: number }> }
  >;
  /** Texts and members as numbers. */
  intern(text: string): number;
  /** Scale of payments in the history. */
  readonly paymentScale: number;
  /** How many base units a unit is; 1 without one. */
  factorOf(unit: string | undefined): Exact;
}

/** An exact number as a compiled constant. */
export function constantOf(value: Exact): Num {
  const { num, den } = value.isFinite ? { num: 0n, den: 1n } : value.toRatio();
  if (den !== 1n) {
    const n = Number(num);
    const d = Number(den);
    if (!Number.isSafeInteger(n) || !Number.isSafeInteger(d)) throw new NotCompiled('a fraction of too many digits');
    return {
      scale: 0,
      fraction: true,
      get: (x) => {
        x.den = d;
        return n;
      },
    };
  }
  const scale = Math.max(0, value.n.decimalPlaces());
  return N.constant(scaledInteger(value, scale) ?? Number.NaN, scale);
}

/** value × 10^scale where that is an integer that a double holds; else undefined. */
export function scaledInteger(value: Exact, scale: number): number | undefined {
  if (!value.isFinite) return undefined;
  const { d: words, e, s } = value.n;
  // Some fifteen digits stand in up to three words of seven, of which doubles hold every integer.
  const [first = 0, second = 0, third = 0] = words;
  if ((words.length <= 2 || (words.length === 3 && first < 90)) && scale <= 15) {
    const m = words.length === 1 ? first : words.length === 2 ? first * 1e7 + second : first * 1e14 + second * 1e7 + third;
    const shift = scale + 7 * (Math.floor(e / 7) - words.length + 1);
    if (shift >= 0 && shift <= 22) return safe(s * m * 10 ** shift);
    if (shift < 0 && shift >= -15) return m % 10 ** -shift === 0 ? safe((s * m) / 10 ** -shift) : undefined;
  }
  if (value.n.decimalPlaces() > scale) return undefined;
  return safe(value.n.times(10 ** scale).toNumber());
}

function safe(v: number): number | undefined {
  return Number.isSafeInteger(v) ? v + 0 : undefined;
}

/** A set as a bit mask over its type's members in sorted order (types with the same members are one type). */
export function maskOf(type: ScalarType, members: readonly string[]): number {
  if (type.kind !== 'set' || type.members.length > 30) throw new NotCompiled('a set of more than 30 members');
  const order = [...type.members].sort();
  let mask = 0;
  for (const m of members) {
    const i = order.indexOf(m);
    if (i < 0) throw new NotCompiled(`member ${m}`);
    mask |= 1 << i;
  }
  return mask;
}

export function isList(type: ScalarType | ListType): type is ListType {
  return type.kind === 'list';
}
