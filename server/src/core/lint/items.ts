/**
 * The items of a file with the findings of each, kept from one run to the next: an item that did not change, nor what its findings rest
 * on, is not looked at again.
 */
import type { Problem } from '../finding';
import type { DateRange, Program } from '../program/program';
import { checkItem, type Item } from './check';

const isDates = (x: unknown): x is DateRange => typeof x === 'object' && x !== null && ('from' in x || 'to' in x);

/** Equal as an answer: lists by their members, dates by their ends. */
function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((x, i) => x === b[i]);
  return isDates(a) && isDates(b) && a.from === b.from && a.to === b.to;
}

interface Kept {
  readonly reads: readonly string[];
  readonly problems: readonly Problem[];
  /** The run in which it was last known to hold. */
  run: number;
}

/** Keeps the findings of a file's items from one run to the next: an item that did not change, nor what it reads, is not looked at again. */
export class ItemCache {
  private readonly kept = new WeakMap<object, Kept>();
  private program: Program | undefined;
  private changed: ReadonlySet<string> = new Set();
  private run = 0;

  /** Begins a run over the items of `program`. */
  begin(program: Program): void {
    this.changed = this.program ? changesOf(this.program, program) : new Set();
    this.program = program;
    this.run++;
  }

  check(item: Item): readonly Problem[] {
    const known = this.kept.get(item.ir);
    const { changed } = this;
    if (known && known.run === this.run - 1 && (changed.size === 0 || !known.reads.some((key) => changed.has(key)))) {
      known.run = this.run;
      return known.problems;
    }
    if (!this.program) return [];
    const reads = new Set<string>();
    const problems = checkItem(this.program, item, reads);
    this.kept.set(item.ir, { reads: [...reads], problems, run: this.run });
    return problems;
  }
}

/** The keys of everything that items read of each other and that is another in `after`. */
function changesOf(before: Program, after: Program): ReadonlySet<string> {
  const changed = new Set<string>();
  const compare = <T>(a: ReadonlyMap<string, T>, b: ReadonlyMap<string, T>, key: (name: string) => string, of: (x: T) => unknown) => {
    if (a === b) return;
    for (const [name, value] of b) {
      const old = a.get(name);
      if (old !== value && (old === undefined || !same(of(old), of(value)))) changed.add(key(name));
    }
    for (const name of a.keys()) if (!b.has(name)) changed.add(key(name));
  };
  const itself = (x: unknown) => x;
  compare(before.facts, after.facts, (name) => `fact ${name}`, itself);
  compare(before.lets, after.lets, (name) => `let ${name}`, itself);
  compare(
    before.units,
    after.units,
    (name) => `unit ${name}`,
    (unit) => unit.factor.toString(),
  );
  // A let that leaves something open is judged by all its uses.
  compare(before.clauses, after.clauses, () => 'uses', itself);
  if (!same(before.limits, after.limits)) changed.add('uses');
  const files = (program: Program) => new Map(program.files.map((f) => [f.uri, f]));
  const [a, b] = [files(before), files(after)];
  compare(
    a,
    b,
    (uri) => `file ${uri}`,
    (f) => f.effective,
  );
  compare(
    a,
    b,
    (uri) => `require ${uri}`,
    (f) => f.requirements,
  );
  for (const key of changed) if (/^(let|file|require) /.test(key)) changed.add('uses');
  return changed;
}

/** The items of one file of the program, in no particular order. */
export function itemsOf(program: Program, uri: string): Item[] {
  const items: Item[] = [];
  for (const ir of program.facts.values()) if (ir.place.uri === uri) items.push({ kind: 'fact', ir });
  for (const ir of program.lets.values()) if (ir.place.uri === uri) items.push({ kind: 'let', ir });
  for (const ir of program.clauses.values()) if (ir.place.uri === uri) items.push({ kind: 'clause', ir });
  for (const ir of program.limits) if (ir.place.uri === uri) items.push({ kind: 'limit', ir });
  for (const ir of program.files.find((f) => f.uri === uri)?.requirements ?? []) items.push({ kind: 'require', ir });
  if (program.root === uri) for (const ir of program.examples) items.push({ kind: 'example', ir });
  return items;
}
