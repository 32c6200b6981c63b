/** An item as one program sees it, with everything that is kept of it from link to link. */
import type { ItemSyntax } from '../syntax/tree';
import type { Lowered } from './lower/items';
import type { ProgramProblem } from './problems';
import type { Place } from './program';
import type { Dependency, RawReference, Reader } from './reader';
import { type Shape, shapeOf } from './shape';
import type { GlobalSymbol } from './symbols';
import type { ListType, ScalarType } from './types';

/** The outcome of one question about one item, with what it read. */
export interface Kept<T> {
  readonly value: T;
  readonly asked: readonly Dependency[];
  readonly answers: readonly string[];
  readonly problems: readonly ProgramProblem[];
  readonly references: readonly RawReference[];
  readonly uses: ReadonlyMap<string, Place>;
}

export interface Entry {
  readonly uri: string;
  readonly item: ItemSyntax;
  readonly shape: Shape;
  /** Of a fact: what was found in its type. */
  type?: Kept<ScalarType | ListType>;
  lowered?: Kept<Lowered>;
  /** What it tells others, and that as a key. */
  symbol?: GlobalSymbol | undefined;
  key?: string | undefined;
  /** The link for which `symbol` was found to hold. */
  settled: number;
  /** The link for which `type` was found to hold. */
  typed: number;
  /** The link for which `lowered` was found to hold. */
  checked: number;
  /** Its symbol is being made: whoever asks now asks in a circle. */
  busy: boolean;
  /** Part of what may be a circle of lets: lowered together with it, so that the result does not hang on the order of edits. */
  circular: boolean;
}

export function newEntry(uri: string, item: ItemSyntax): Entry {
  return { uri, item, shape: shapeOf(item), settled: 0, typed: 0, checked: 0, busy: false, circular: false };
}

export function keep<T>(reader: Reader, value: T): Kept<T> {
  return {
    value,
    asked: [...reader.dependencies.keys()],
    answers: [...reader.dependencies.values()],
    problems: reader.problems,
    references: reader.references,
    uses: reader.uses,
  };
}

/** True if the one item can take the other's place without anyone noticing who does not read what it says. */
function alike(a: Entry, b: Entry): boolean {
  const x = a.item.node;
  const y = b.item.node;
  if (x.kind !== y.kind || a.shape.global?.name !== b.shape.global?.name || a.shape.each !== b.shape.each) return false;
  if (x.kind === 'example' && y.kind === 'example') return x.title?.value === y.title?.value;
  const m = a.shape.mentions;
  const n = b.shape.mentions;
  return m.length === n.length && m.every((name, i) => name === n[i]);
}

/** The entries of a file now, reusing those whose items are still there. */
export interface Alignment {
  readonly entries: readonly Entry[];
  /** New entries, and what stood there before where that was one for one. */
  readonly fresh: readonly { readonly entry: Entry; readonly before: Entry | undefined }[];
  readonly gone: readonly Entry[];
  /** True if every gone entry has one in its place that declares the same. */
  readonly stable: boolean;
}

export function align(uri: string, items: readonly { readonly item: ItemSyntax }[], old: readonly Entry[]): Alignment {
  let start = 0;
  const shorter = Math.min(items.length, old.length);
  while (start < shorter && items[start]?.item === old[start]?.item) start++;
  let tail = 0;
  while (tail < shorter - start && items[items.length - 1 - tail]?.item === old[old.length - 1 - tail]?.item) tail++;
  if (start + tail === items.length && items.length === old.length) return { entries: old, fresh: [], gone: [], stable: true };
  const removed = old.slice(start, old.length - tail);
  const known = new Map(removed.map((e) => [e.item, e]));
  const middle = items.slice(start, items.length - tail).map(({ item }) => known.get(item) ?? newEntry(uri, item));
  const reused = new Set(middle.filter((e) => known.get(e.item) === e));
  const fresh = middle.flatMap((entry, i) => (reused.has(entry) ? [] : [{ entry, before: removed[i] }]));
  const gone = removed.filter((e) => !reused.has(e));
  const stable =
    middle.length === removed.length &&
    middle.every((e, i) => {
      const before = removed[i];
      return e === before || (before !== undefined && !reused.has(e) && !reused.has(before) && alike(e, before));
    });
  return { entries: [...old.slice(0, start), ...middle, ...old.slice(old.length - tail)], fresh, gone, stable };
}
