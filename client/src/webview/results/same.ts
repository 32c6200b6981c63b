/**
 * Why: answers arrive as new objects even where nothing in them changed. Here an object of before takes the place of an equal one, so that what
 * is drawn from it can be told by identity to be drawn already.
 */
import type { Store } from '../store';

const held = new WeakMap<Store, Map<string, { json: string; value: unknown }>>();

/** @param key tells one thing of the panel from all others: `row:core_project` */
export function same<T>(store: Store, key: string, value: T): T {
  const all = held.get(store) ?? new Map<string, { json: string; value: unknown }>();
  held.set(store, all);
  const before = all.get(key);
  if (before?.value === value) return value;
  const json = JSON.stringify(value);
  if (before?.json === json) return before.value as T;
  all.set(key, { json, value });
  return value;
}

/** Keys for `repeat`: names, told apart where a file that is being written has the same name twice. */
export function keyed<T>(rows: readonly T[], nameOf: (row: T) => string): { key: string; row: T }[] {
  const seen = new Map<string, number>();
  return rows.map((row) => {
    const name = nameOf(row);
    const times = seen.get(name) ?? 0;
    seen.set(name, times + 1);
    return { key: times === 0 ? name : `${name}#${times}`, row };
  });
}
