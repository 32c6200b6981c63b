/** Why: which findings of two versions of files are the same: in place, in an item that got another name, or in an item that moved to another file. */
import type { Identity } from '../core/lint/fingerprint';
import { liesWithin } from '../core/lint/gaps';
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
  /** There was no such file before. */
  readonly added?: boolean;
}

/** Takes out of `before` and `now` what is the same in the same place. */
export function matchInPlace({ before, now }: Pair): void {
  const known = new Map([...before].map((one) => [one.fingerprint, one]));
  for (const one of now) {
    const same = known.get(one.fingerprint);
    if (!same || opensMore(one, same)) continue;
    before.delete(same);
    now.delete(one);
  }
  matchGaps({ before, now });
  for (const one of now) {
    const more = one.overlap && [...before].find((other) => isLeftOf(one, other));
    if (!more) continue;
    before.delete(more);
    now.delete(one);
  }
  matchSigns({ before, now });
  matchOrder({ before, now });
}

/** Of what is found of several that stand together, at the one that comes last: the words for these, alike whichever it is. */
function together({ finding: { name, data }, item, overlap }: JudgedFinding): readonly string[] {
  switch (name) {
    case 'duplicate-clause':
      return [String(data.name), String(data.other)];
    case 'circular-definition':
      return Array.isArray(data.path) ? data.path.map(String) : [];
    case 'duplicate-name':
      return 'first' in data ? [[data.name, ...[data.kind, data.first].sort()].join(' ')] : [];
    case 'row-overlap':
      return overlap ? [overlap.own, ...overlap.others].map((row) => `${item} ${row}`) : [];
    default:
      return [];
  }
}

/** Only the order is another: what is found now is of such as hung together before. As many as there were. */
function matchOrder({ before, now }: Pick<Pair, 'before' | 'now'>): void {
  const groups: { readonly name: string; readonly members: ReadonlySet<string>; readonly findings: readonly JudgedFinding[] }[] = [];
  for (const one of before) {
    const words = together(one);
    if (words.length === 0) continue;
    const { name } = one.finding;
    const joined = groups.filter((group) => group.name === name && words.some((word) => group.members.has(word)));
    for (const group of joined) groups.splice(groups.indexOf(group), 1);
    groups.push({
      name,
      members: new Set([...words, ...joined.flatMap(({ members }) => [...members])]),
      findings: [...joined.flatMap(({ findings }) => findings), one],
    });
  }
  if (groups.length === 0) return;
  for (const one of now) {
    const words = together(one);
    const group =
      words.length === 0
        ? undefined
        : groups.find(({ name, members }) => name === one.finding.name && words.every((word) => members.has(word)));
    const same = group?.findings.find((other) => before.has(other));
    if (!same) continue;
    before.delete(same);
    now.delete(one);
  }
}

/** About how something is written, not about what it says: who edits the statement around it did not write it so. */
const WRITING: ReadonlySet<string> = new Set(['fullwidth-punctuation', 'glued-keyword']);

/** The same writing in the same item, in order. */
function matchSigns({ before, now }: Pick<Pair, 'before' | 'now'>): void {
  const known = new Map<string, JudgedFinding[]>();
  for (const one of before) if (WRITING.has(one.finding.name)) known.set(writingKey(one), [...(known.get(writingKey(one)) ?? []), one]);
  if (known.size === 0) return;
  for (const one of now) {
    const same = known.get(writingKey(one))?.shift();
    if (!same) continue;
    before.delete(same);
    now.delete(one);
  }
}

const writingKey = ({ finding: { name, data }, item }: JudgedFinding): string => JSON.stringify([name, item, data.found, data.use]);

/** Of the same table, whether somebody has no row now who had one. */
const opensMore = ({ gap: now }: Pick<Identity, 'gap'>, { gap: before }: JudgedFinding): boolean =>
  now !== undefined && before !== undefined && !liesWithin(now.values, before.values);

/** A table that left more open before. By what is left it may be told in another way: as members, or as a part of a scale. */
function matchGaps({ before, now }: Pick<Pair, 'before' | 'now'>, asBefore?: ReadonlyMap<JudgedFinding, Identity>): void {
  const tables = new Map<JudgedFinding, number>();
  for (const one of now) {
    const { gap } = asBefore?.get(one) ?? one;
    if (!gap) continue;
    const { start } = one.finding.range;
    for (const same of before) {
      if (same.gap?.table !== gap.table || opensMore({ gap }, same) || (tables.get(same) ?? start) !== start) continue;
      tables.set(same, start);
      now.delete(one);
      break;
    }
  }
  for (const same of tables.keys()) before.delete(same);
}

/** A row that overlapped with more rows before. */
function isLeftOf({ overlap: now }: JudgedFinding, { overlap: before }: JudgedFinding): boolean {
  return now !== undefined && now.row === before?.row && now.others.every((other) => before.others.includes(other));
}

/** In an item of which nothing changed but its name: the name is new, and an item of its kind is gone that said the same. */
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

/** In texts that only call something by another name. @param asBefore what a finding is known by with the old names */
export function matchRenamedWords({ before, now }: Pair, asBefore: ReadonlyMap<JudgedFinding, Identity>): void {
  const known = new Map([...before].map((one) => [one.fingerprint, one]));
  for (const one of now) {
    const identity = asBefore.get(one);
    const same = identity && known.get(identity.fingerprint);
    if (!same || opensMore(identity, same)) continue;
    known.delete(same.fingerprint);
    before.delete(same);
    now.delete(one);
  }
  matchGaps({ before, now }, asBefore);
}

const contentKey = ({ item, content, finding }: JudgedFinding): string => `${finding.name} ${kindOf(item)} ${content}`;

/** Kinds of items that nobody moves: every file has its own. */
const STAYING: ReadonlySet<string> = new Set(['', 'import', 'policy', 'section']);
const kindOf = (item: string): string => item.split(' ', 1)[0] ?? '';

/** Over all files: what left one with its item, and came up in another. What a whole file that went had, a whole file that came has. */
export function matchMovedItems(pairs: readonly Pair[]): void {
  const lost = new Map<string, { pair: Pair; one: JudgedFinding }[]>();
  for (const pair of pairs) {
    for (const one of pair.before) {
      if (!pair.gone && (STAYING.has(kindOf(one.item)) || pair.itemsNow().has(one.item))) continue;
      const list = lost.get(one.fingerprint);
      if (list) list.push({ pair, one });
      else lost.set(one.fingerprint, [{ pair, one }]);
    }
  }
  if (lost.size === 0) return;
  for (const { now, added } of pairs) {
    for (const one of now) {
      const list = lost.get(one.fingerprint);
      const from = list?.findIndex(({ pair }) => !STAYING.has(kindOf(one.item)) || (pair.gone && added)) ?? -1;
      const [same] = from < 0 ? [] : (list?.splice(from, 1) ?? []);
      if (!same) continue;
      same.pair.before.delete(same.one);
      now.delete(one);
    }
  }
}
