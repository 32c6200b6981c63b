/** Applicants in the compiled program's own form: where each fact is held, at which scale, and how its values are put there. */
import { Exact } from '../../exact';
import type { Constant, Program } from '../../program/program';
import type { Bounds, ListType, ScalarType } from '../../program/types';
import { builtInUnit } from '../../program/units';
import { isList, type Layout, maskOf, scaledInteger } from './layout';

export function layoutOf(program: Program, scales: ReadonlyMap<string, number>): Layout & { size: number } {
  const facts = new Map<string, { slot: number; scale: number }>();
  const lists = new Map<string, { slot: number; fields: Map<string, { slot: number; scale: number }> }>();
  for (const f of program.facts.values()) {
    if (isList(f.type)) {
      const fields = new Map(
        f.type.fields.map((field, slot) => [field.name, { slot, scale: scales.get(`${f.name}\n${field.name}`) ?? 0 }]),
      );
      lists.set(f.name, { slot: lists.size, fields });
    } else facts.set(f.name, { slot: facts.size, scale: scales.get(f.name) ?? 0 });
  }
  const numbers = new Map<string, number>();
  return {
    facts,
    lists,
    size: facts.size,
    paymentScale: scales.get('\npaid') ?? 0,
    factorOf: (unit) => (unit === undefined ? undefined : (program.units.get(unit) ?? builtInUnit(unit))?.factor) ?? Exact.one,
    intern: (text) => {
      const known = numbers.get(text);
      if (known !== undefined) return known;
      numbers.set(text, numbers.size);
      return numbers.size - 1;
    },
  };
}

/** NaN: what must not be read as an ordinary value (outside its interval, too many digits). */
export function loadValue(layout: Layout, value: Constant, type: ScalarType, bounds: Bounds | undefined, scale: number): number {
  switch (value.kind) {
    case 'number':
      if (!inBounds(value.value, bounds) || !isWhole(layout, value.value, type)) return Number.NaN;
      return scaledInteger(value.value, scale) ?? Number.NaN;
    case 'boolean':
      return value.value ? 1 : 0;
    case 'date':
      return inBounds(Exact.of(value.day), bounds) ? value.day : Number.NaN;
    case 'text':
      return layout.intern(value.value);
    case 'member':
      return layout.intern(value.member);
    case 'set':
      return maskOf(type, value.members);
  }
}

/** Whether an `integer` fact's value is a whole number of its unit; true for other types. */
function isWhole(layout: Layout, value: Exact, type: ScalarType): boolean {
  if (type.kind !== 'number' || !type.integer) return true;
  const unit = layout.factorOf(type.unit);
  return (unit.equals(Exact.one) ? value : value.div(unit)).isInteger;
}

function inBounds(v: Exact, b: Bounds | undefined): boolean {
  if (b?.lower && order(v, b.lower.value) < (b.lower.inclusive ? 0 : 1)) return false;
  if (b?.upper && order(v, b.upper.value) > (b.upper.inclusive ? 0 : -1)) return false;
  return true;
}

/** -1, 0 or 1. Most intervals begin at zero, where the sign says it. */
function order(v: Exact, end: Exact): number {
  return end.isZero ? v.sign : v.compare(end);
}

export function loadItems(
  layout: Layout,
  list: string,
  type: ListType,
  items: readonly Readonly<Record<string, Constant>>[],
): readonly Float64Array[] | undefined {
  if (type.max !== undefined && items.length > type.max) return undefined;
  const fields = layout.lists.get(list)?.fields;
  return items.map((item) => {
    const row = new Float64Array(type.fields.length).fill(Number.NaN);
    for (const field of type.fields) {
      const at = fields?.get(field.name);
      const value = item[field.name] ?? field.default;
      if (at && value) row[at.slot] = loadValue(layout, value, field.type, field.interval, at.scale);
    }
    return row;
  });
}
