/** Why: which findings of two versions of files are the same: in place, in an item that got another name, or in an item that moved to another file. */
import type { JudgedFinding } from './judged';

/** A file before and now. */
export interface Pair {
  /** What was found before and is not known again yet. Taken out as it is. */
  readonly before: Set<JudgedFinding>;
  readonly now: Set<JudgedFinding>;
  /** The items of either version, as findings name them; asked only where something is left over. */
  itemsBefore(): ReadonlySet<string>;
  itemsNow(): ReadonlySet<string>;
  /** There is no such file any longer. */
  readonly gone?: boolean;
}

/** Takes out of `before` and `now` what is the same in the same place. */
export function matchInPlace({ before, now }: Pair): void {
  const known = new Map([...before].map((one) => [one.fingerprint, one]));
  for (const one of now) {
    const same = known.get(one.fingerprint);
    if (!same) continue;
    before.delete(same);
    now.delete(one);
  }
}

/** The same words in an item whose name is new, where an item of its kind is gone that had them. */
export function matchRenamedItems(pair: Pair): void {
  const { before, now } = pair;
  if (before.size === 0 || now.size === 0) return;
  const lost = new Map<string, JudgedFinding[]>();
  for (const one of before) {
    if (one.item === '' || one.content === undefined || pair.itemsNow().has(one.item)) continue;
    const key = contentKey(one);
    const list = lost.get(key);
    if (list) list.push(one);
    else lost.set(key, [one]);
  }
  if (lost.size === 0) return;
  for (const one of now) {
    if (one.item === '' || pair.itemsBefore().has(one.item)) continue;
    const same = lost.get(contentKey(one))?.shift();
    if (!same) continue;
    before.delete(same);
    now.delete(one);
  }
}

const contentKey = ({ item, content, finding }: JudgedFinding): string => `${finding.name} ${item.split(' ', 1)[0]} ${content}`;

/** Over all files: what left one with its item, and came up in another. */
export function matchMovedItems(pairs: readonly Pair[]): void {
  const lost = new Map<string, { pair: Pair; one: JudgedFinding }[]>();
  for (const pair of pairs) {
    if (pair.before.size === 0) continue;
    for (const one of pair.before) {
      if (!pair.gone && (one.item === '' || pair.itemsNow().has(one.item))) continue;
      const list = lost.get(one.fingerprint);
      if (list) list.push({ pair, one });
      else lost.set(one.fingerprint, [{ pair, one }]);
    }
  }
  if (lost.size === 0) return;
  for (const { now } of pairs) {
    for (const one of now) {
      const same = lost.get(one.fingerprint)?.shift();
      if (!same) continue;
      same.pair.before.delete(same.one);
      now.delete(one);
    }
  }
}
