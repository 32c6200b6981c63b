/** Why: what is found of an item is told relative to it, so that it holds wherever the item moves; here is where the item stands now. */
import type { FileRange } from '../finding';
import type { FileTree } from '../syntax/index';
import type { ItemSyntax } from '../syntax/tree';
import type { Place } from './program';

export interface Places {
  /** Where a place of any of the files stands now. */
  range(place: Place): FileRange;
  /** False where the item of the place is in none of the files: it was edited. */
  stands(place: Place): boolean;
}

/** @param trees by URI; looked through only when something in them is asked for */
export function placesIn(trees: ReadonlyMap<string, FileTree>): Places {
  const known = new Map<string, ReadonlyMap<ItemSyntax, number>>();
  const offsets = (uri: string): ReadonlyMap<ItemSyntax, number> => {
    let map = known.get(uri);
    if (!map) {
      map = new Map(trees.get(uri)?.items.map(({ item, offset }) => [item, offset]) ?? []);
      known.set(uri, map);
    }
    return map;
  };
  const range = (place: Place): FileRange => {
    const base = offsets(place.uri).get(place.item) ?? 0;
    return { uri: place.uri, start: base + place.start, end: base + place.end };
  };
  return { range, stands: (place) => offsets(place.uri).has(place.item) };
}
