/** A program that reads otherwise in one place: what the other reading of a text would pay. */

/** The same tree with one object in another's place; parts without it stay the same objects. Places and types are not looked into. */
export function swapped<T>(value: T, from: object, to: object): T {
  const walk = (x: unknown): unknown => {
    if (x === from) return to;
    if (Array.isArray(x)) {
      const parts = x.map(walk);
      return parts.some((part, n) => part !== x[n]) ? parts : x;
    }
    if (x instanceof Map) {
      const parts = [...x].map(([key, part]): [unknown, unknown] => [key, walk(part)]);
      return parts.some(([key, part]) => part !== x.get(key)) ? new Map(parts) : x;
    }
    if (typeof x !== 'object' || x === null || Object.getPrototypeOf(x) !== Object.prototype) return x;
    const entries = Object.entries(x);
    const parts = entries.map(([key, part]): [string, unknown] => [
      key,
      key === 'type' || key === 'place' || key === 'namePlace' ? part : walk(part),
    ]);
    return parts.some(([, part], n) => part !== entries[n]?.[1]) ? Object.fromEntries(parts) : x;
  };
  return walk(value) as T;
}
