/**
 * Why: who gives a clause or a fact another name changes every text that names it, and adds no problem. What got another name is worked out from
 * two versions of files, so that what is found can be read with the old names.
 */
import type { SourceFile } from '../program/files';
import type { FileTree, ItemNode, ItemSyntax } from '../syntax/tree';
import { canonicalUri, resolvePath } from '../uris';
import { type ItemText, itemText, wholeWith } from './identityText';
import { innerNames, innerRenames } from './innerNames';

/** One file in both versions; undefined where there is none. */
export interface Versions {
  readonly before: FileTree | undefined;
  readonly now: FileTree | undefined;
}

/** From the name, or the path of an import, now to that before. */
export type Renames = ReadonlyMap<string, string>;

interface Declared {
  readonly name: string;
  readonly kind: ItemNode['kind'];
  readonly item: ItemSyntax;
  readonly file: number;
}

/** How alike two items have to be, the surest first: by a key that is the same. An empty key is like nothing. */
type Likeness = (one: Declared, others: ReadonlySet<string>) => string;

const likenesses: readonly Likeness[] = [
  (one, others) => `${one.file}\n${one.kind}\n${wholeWith(itemText(one.item), others, true)}`,
  (one, others) => `${one.file}\n${one.kind}\n${wholeWith(itemText(one.item), others, false)}`,
  // To another file, with all that is said of it.
  (one, others) => `${one.kind}\n${wholeWith(itemText(one.item), others, true)}`,
  // Changed as well, but called the same in the document's words.
  (one) => (titleOf(itemText(one.item)) === '' ? '' : `${one.file}\n${one.kind}\n${titleOf(itemText(one.item))}`),
];

/** What got another name. Names that the other version has too, wherever, are left alone. */
export function renamesOf(files: readonly Versions[]): Renames {
  const before = files.flatMap((file, n) => declared(file.before, n));
  const now = files.flatMap((file, n) => declared(file.now, n));
  const [were, are] = [namesOf(before), namesOf(now)];
  let gone = before.filter(({ name }) => !are.has(name));
  let come = now.filter(({ name }) => !were.has(name));
  const renames = new Map<string, string>();
  // Items name each other: of those that went and came it is left open which is meant.
  const [goneNames, comeNames] = [namesOf(gone), namesOf(come)];
  for (const likeness of likenesses) {
    if (gone.length === 0 || come.length === 0) break;
    const lost = grouped(gone, (one) => likeness(one, goneNames));
    const found = grouped(come, (one) => likeness(one, comeNames));
    for (const [key, olds] of lost) {
      const news = found.get(key);
      // Of other numbers nobody knows which is which.
      if (news?.length !== olds.length) continue;
      for (const [n, { name }] of news.entries()) {
        const old = olds[n];
        if (old) renames.set(name, old.name);
      }
    }
    const taken = new Set(renames.values());
    gone = gone.filter(({ name }) => !taken.has(name));
    come = come.filter(({ name }) => !renames.has(name));
  }
  const inner = innerRenames(
    files.flatMap((file) => (file.before ? innerNames(file.before, (name) => name) : [])),
    files.flatMap((file) => (file.now ? innerNames(file.now, (name) => renames.get(name) ?? name) : [])),
  );
  for (const [name, old] of inner) if (!were.has(name) && !are.has(name) && !were.has(old) && !are.has(old)) renames.set(name, old);
  return renames;
}

/** Paths by which a file imports what it imported by another one before: it, or what it imports, is in another folder now. */
export function renamedPaths(now: SourceFile, before: SourceFile, uriBefore: (uri: string) => string | undefined): Renames {
  const were = new Map(importsOf(before).map(({ path, target }) => [target, path]));
  const renames = new Map<string, string>();
  for (const { path, target } of importsOf(now)) {
    const old = were.get(canonicalUri(uriBefore(target) ?? target));
    if (old !== undefined && old !== path) renames.set(path, old);
  }
  return renames;
}

function importsOf({ uri, tree }: SourceFile): { path: string; target: string }[] {
  return tree.items.flatMap(({ item: { node } }) => {
    const path = node.kind === 'import' ? node.path?.value : undefined;
    const target = path === undefined ? undefined : resolvePath(uri, path);
    return path === undefined || target === undefined ? [] : [{ path, target: canonicalUri(target) }];
  });
}

const namesOf = (items: readonly Declared[]): ReadonlySet<string> => new Set(items.map(({ name }) => name));

function declared(tree: FileTree | undefined, file: number): Declared[] {
  return (tree?.items ?? []).flatMap(({ item }) => {
    const name = itemText(item).name?.name;
    return name === undefined ? [] : [{ name, kind: item.node.kind, item, file }];
  });
}

/** The first label of an item stands behind its name. */
function titleOf({ labels, name, units }: ItemText): string {
  const title = name && labels.find(({ start }) => start > name.end);
  const unit = title && units.find(({ start }) => start === title.start);
  const behind = name && units[units.findIndex(({ start }) => start === name.start) + 1];
  return unit && unit === behind ? unit.text.normalize('NFC') : '';
}

function grouped(items: readonly Declared[], keyOf: (one: Declared) => string): Map<string, Declared[]> {
  const groups = new Map<string, Declared[]>();
  for (const one of items) {
    const key = keyOf(one);
    if (key === '') continue;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}
