/**
 * Why: what is declared within an item (fields of a list, members of a choice, values of a clause) gets other names as well, and no text that names
 * it says anything else then. Where such a part is the same but for its name it is taken for renamed.
 */
import type { FileTree, ItemNode, ItemSyntax, Member, Span } from '../syntax/tree';
import { itemText } from './identityText';
import type { Renames } from './renames';

/** Something declared within an item. */
export interface Inner {
  readonly name: string;
  /** The item, by kind and name. */
  readonly owner: string;
  /** Its own words but the name, label included; none where a name is all. */
  readonly words: readonly string[];
  /** The label, as it is written. */
  readonly label: string;
}

interface Part extends Span {
  readonly kind: 'field' | 'member' | 'let';
  readonly name: { readonly name: string } & Span;
  readonly label?: Span;
}

/** @param rename what an item is called in the other version */
export function innerNames({ items }: FileTree, rename: (name: string) => string): Inner[] {
  return items.flatMap(({ item }) => {
    const { name } = itemText(item);
    const owner = name ? `${item.node.kind} ${rename(name.name)}` : '';
    return owner === '' ? [] : partsOf(item.node).map((part) => innerOf(part, item, owner));
  });
}

function partsOf(node: ItemNode): Part[] {
  if (node.kind === 'clause')
    return node.body.flatMap((statement) => (statement.kind === 'let' ? [{ ...statement, kind: 'let' as const }] : []));
  if (node.kind !== 'fact') return [];
  const members = (type: typeof node.type): Part[] =>
    type.kind === 'one of' || type.kind === 'any of' ? type.members.map((each: Member) => ({ ...each, kind: 'member' as const })) : [];
  if (node.type.kind !== 'list') return members(node.type);
  return node.type.fields.flatMap((field) => [{ ...field, kind: 'field' as const }, ...members(field.type)]);
}

function innerOf({ kind, name, label, start, end }: Part, item: ItemSyntax, owner: string): Inner {
  const units = itemText(item).units.filter((unit) => unit.start >= start && unit.start < end && unit.start !== name.start);
  const words = units.map((unit) => (unit.kind === 'string' ? `"${unit.token.text.normalize('NFC')}"` : unit.text));
  const own = units.findIndex((unit) => unit.start === label?.start);
  return { name: name.name, owner: `${owner} ${kind}`, words, label: words[own] ?? '' };
}

/** Names now and before, of parts of the same item that are alike but for the name. Names that both versions have, wherever, are left alone. */
export function innerRenames(before: readonly Inner[], now: readonly Inner[]): Renames {
  const [were, are] = [new Set(before.map(({ name }) => name)), new Set(now.map(({ name }) => name))];
  let gone = before.filter(({ name }) => !are.has(name));
  let come = now.filter(({ name }) => !were.has(name));
  // They name each other: of those that went and came it is left open which is meant.
  const open = new Set([...gone, ...come].map(({ name }) => name));
  const words = (part: Inner): string => part.words.map((word) => (open.has(word) ? '?' : word)).join(' ');
  const renames = new Map<string, string>();
  for (const key of [words, (part: Inner) => part.label]) {
    const lost = grouped(gone, key);
    for (const [like, news] of grouped(come, key)) {
      const olds = lost.get(like);
      // Of several nobody knows which is which.
      if (olds?.length === 1 && news.length === 1 && olds[0] && news[0]) renames.set(news[0].name, olds[0].name);
    }
    const taken = new Set(renames.values());
    gone = gone.filter(({ name }) => !taken.has(name));
    come = come.filter(({ name }) => !renames.has(name));
  }
  return renames;
}

function grouped(parts: readonly Inner[], by: (part: Inner) => string): Map<string, Inner[]> {
  const groups = new Map<string, Inner[]>();
  for (const part of parts) {
    const like = by(part);
    if (like === '') continue;
    const key = `${part.owner}\n${like}`;
    groups.set(key, [...(groups.get(key) ?? []), part]);
  }
  return groups;
}
