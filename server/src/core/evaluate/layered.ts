/** A map that differs from another in a few values: after an edit, hundreds of outcomes are what they were. */
export class Layered<V> implements ReadonlyMap<string, V> {
  private constructor(
    private readonly base: ReadonlyMap<string, V>,
    private readonly own: ReadonlyMap<string, V>,
  ) {}

  /** `changes` may only hold keys of `base`. */
  static over<V>(base: ReadonlyMap<string, V>, changes: ReadonlyMap<string, V>): ReadonlyMap<string, V> {
    if (!(base instanceof Layered)) return new Layered(base, changes);
    const own = new Map<string, V>([...(base.own as ReadonlyMap<string, V>), ...changes]);
    // Many edits in many places: one flat map again.
    return own.size > 24 ? new Map(new Layered<V>(base.base, own)) : new Layered<V>(base.base, own);
  }

  get size(): number {
    return this.base.size;
  }
  has(key: string): boolean {
    return this.base.has(key);
  }
  get(key: string): V | undefined {
    return this.own.get(key) ?? this.base.get(key);
  }
  forEach(see: (value: V, key: string, map: ReadonlyMap<string, V>) => void): void {
    for (const [key, value] of this) see(value, key, this);
  }
  *entries(): MapIterator<[string, V]> {
    for (const [key, value] of this.base) yield [key, this.own.get(key) ?? value];
  }
  keys(): MapIterator<string> {
    return this.base.keys();
  }
  *values(): MapIterator<V> {
    for (const [, value] of this.entries()) yield value;
  }
  [Symbol.iterator](): MapIterator<[string, V]> {
    return this.entries();
  }
}
