/** The outcomes of all clauses by name, where they stand section by section: after an edit, hundreds of them are what they were. */
import type { Layout } from './layout';
import type { ClauseOutcome } from './values';

/** In program order, as the layout has them. */
export class Outcomes implements ReadonlyMap<string, ClauseOutcome> {
  constructor(
    private readonly layout: Layout,
    private readonly section: (index: number) => readonly ClauseOutcome[],
  ) {}

  get size(): number {
    return this.layout.clauses.length;
  }
  has(name: string): boolean {
    return this.layout.ofClause.has(name);
  }
  get(name: string): ClauseOutcome | undefined {
    const section = this.layout.ofClause.get(name);
    return section === undefined ? undefined : this.section(section).find(({ clause }) => clause === name);
  }
  forEach(see: (value: ClauseOutcome, key: string, map: ReadonlyMap<string, ClauseOutcome>) => void): void {
    for (const [key, value] of this) see(value, key, this);
  }
  *entries(): MapIterator<[string, ClauseOutcome]> {
    for (const name of this.layout.clauses) {
      const outcome = this.get(name);
      if (outcome) yield [name, outcome];
    }
  }
  keys(): MapIterator<string> {
    return this.layout.clauses.values();
  }
  *values(): MapIterator<ClauseOutcome> {
    for (const [, value] of this.entries()) yield value;
  }
  [Symbol.iterator](): MapIterator<[string, ClauseOutcome]> {
    return this.entries();
  }
}
