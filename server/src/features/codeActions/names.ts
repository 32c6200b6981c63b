/** Why: a new name must not be one that anything in the program has, nor a keyword, nor a unit. */

import { builtInUnit } from '../../core/program/units';
import { isDeclarable, keywordsSpelled } from '../../core/syntax/keywords';
import type { ItemSyntax } from '../../core/syntax/tree';
import type { Asked } from './action';

const declaredBy = (items: readonly { item: ItemSyntax }[], into: Set<string>) => {
  for (const { item } of items) for (const name of item.declares) into.add(name);
};

/** Names that the file and what it imports declare, inside items (fields, members, lets of clauses) included. */
export function declaredNames({ session, analysis }: Pick<Asked, 'session' | 'analysis'>): Set<string> {
  const names = new Set(session.workspace.importedNames(analysis.uri));
  declaredBy(analysis.tree.items, names);
  return names;
}

/** `base`, or `base_2` and so on. `item`: its words are kept clear of too, declared or not. */
export function freshName(base: string, taken: ReadonlySet<string>, item?: ItemSyntax): string {
  const words = new Set(item?.tokens.filter((t) => t.kind === 'word').map((t) => t.text));
  const isFree = (name: string) =>
    !taken.has(name) && !words.has(name) && isDeclarable(name) && keywordsSpelled(name).length === 0 && builtInUnit(name) === undefined;
  for (let n = 1; ; n++) {
    const name = n === 1 ? base : `${base}_${n}`;
    if (isFree(name)) return name;
  }
}
