/** Why: what an item and its parts are called, for the outline of a file and for the search over all files. From the tree alone. */
import { SymbolKind } from 'vscode-languageserver';
import { spell } from '../core/syntax/keywords';
import type { Field, FileTree, ItemNode, ItemSyntax, Member, PlacedItem, Span, Statement, TypeExpr } from '../core/syntax/tree';

/** Offsets are relative to the item, as everywhere in the tree. */
export interface Entry {
  readonly name: string;
  /** Title or label. */
  readonly detail: string;
  readonly kind: SymbolKind;
  readonly whole: Span;
  readonly own: Span;
  readonly children: readonly Entry[];
}

const entries = new WeakMap<ItemSyntax, Entry | null>();

/** The item as the outline shows it; undefined for what has no name (comments, what could not be read at all). */
export function entryOf(item: ItemSyntax): Entry | undefined {
  let entry = entries.get(item);
  if (entry === undefined) {
    entry = describe(item) ?? null;
    entries.set(item, entry);
  }
  return entry ?? undefined;
}

interface Titled {
  readonly value: string;
}

function describe(item: ItemSyntax): Entry | undefined {
  const { node } = item;
  const titled = (kind: SymbolKind, title: (Span & Titled) | undefined): Entry => ({
    name: title?.value.trim() || keywordOf(item),
    detail: '',
    kind,
    whole: node,
    own: title ?? start(node),
    children: [],
  });
  switch (node.kind) {
    case 'policy':
      return titled(SymbolKind.Package, node.title);
    case 'section':
      return titled(SymbolKind.Namespace, node.title);
    case 'import':
      return titled(SymbolKind.Module, node.path);
    case 'require':
      return { ...titled(SymbolKind.Boolean, undefined), detail: node.reason?.value ?? '' };
    case 'qualitative':
      return { ...titled(SymbolKind.String, undefined), detail: node.text?.value ?? '' };
    case 'example':
      return { ...titled(SymbolKind.Event, node.title), detail: node.like ? `${spell('like', 'en')} ${node.like.value}` : '' };
    case 'broken':
      return undefined;
    default:
      return named(item, node);
  }
}

type NamedNode = Exclude<ItemNode, { kind: 'policy' | 'section' | 'import' | 'require' | 'qualitative' | 'example' | 'broken' }>;

function named(item: ItemSyntax, node: NamedNode): Entry {
  const of = (kind: SymbolKind, detail = '', children: readonly Entry[] = []): Entry => ({
    name: node.name.name || keywordOf(item),
    detail,
    kind,
    whole: node,
    own: node.name.name === '' ? start(node) : node.name,
    children,
  });
  switch (node.kind) {
    case 'unit':
      return of(SymbolKind.Constant);
    case 'fact':
      return of(kindOfType(node.type), node.label?.value, partsOfType(node.type));
    case 'let':
      return of(SymbolKind.Variable, node.label?.value);
    case 'clause':
      return of(SymbolKind.Class, node.title?.value, node.body.flatMap(letOf));
    case 'exclusive':
      return of(SymbolKind.Interface, node.title?.value);
    case 'limit':
      return of(SymbolKind.Interface, node.title?.value);
    default:
      return node satisfies never;
  }
}

/** Of a clause's statements only its lets have a name; the others would only make the outline long. */
function letOf(statement: Statement): Entry[] {
  if (statement.kind !== 'let' || statement.name.name === '') return [];
  return [
    {
      name: statement.name.name,
      detail: statement.label?.value ?? '',
      kind: SymbolKind.Variable,
      whole: statement,
      own: statement.name,
      children: [],
    },
  ];
}

function kindOfType({ kind }: TypeExpr): SymbolKind {
  switch (kind) {
    case 'one of':
    case 'any of':
      return SymbolKind.Enum;
    case 'list':
      return SymbolKind.Array;
    case 'boolean':
      return SymbolKind.Boolean;
    case 'text':
      return SymbolKind.String;
    case 'money':
    case 'number':
    case 'integer':
    case 'percent':
    case 'unit':
      return SymbolKind.Number;
    case 'date':
    case 'missing':
      return SymbolKind.Field;
    default:
      return kind satisfies never;
  }
}

function partsOfType(type: TypeExpr): Entry[] {
  if (type.kind === 'list') return type.fields.map((field) => part(field, SymbolKind.Field, partsOfType(field.type))).filter(isNamed);
  if (type.kind === 'one of' || type.kind === 'any of')
    return type.members.map((member) => part(member, SymbolKind.EnumMember)).filter(isNamed);
  return [];
}

/** Editors refuse what has no name. */
function isNamed({ name }: Entry): boolean {
  return name !== '';
}

function part(declared: Field | Member, kind: SymbolKind, children: readonly Entry[] = []): Entry {
  return { name: declared.name.name, detail: declared.label?.value ?? '', kind, whole: declared, own: declared.name, children };
}

function start(node: Span): Span {
  return { start: node.start, end: node.start };
}

/** The word that the item begins with, as it is written. */
function keywordOf(item: ItemSyntax): string {
  return item.tokens.find(({ keyword }) => keyword !== undefined)?.text ?? item.node.kind;
}

/** A part of the outline at its place in the file. */
export interface PlacedEntry {
  readonly entry: Entry;
  readonly placed: PlacedItem;
  /** Where what belongs to it ends: of a section before the next one. Offset in the file. */
  readonly end: number;
  readonly inside: readonly PlacedEntry[];
}

/** The items of a file, those that follow a section within it. */
export function outlineOf(tree: FileTree): PlacedEntry[] {
  const top: PlacedEntry[] = [];
  let section: { entry: Entry; placed: PlacedItem; end: number; inside: PlacedEntry[] } | undefined;
  for (const placed of tree.items) {
    const entry = entryOf(placed.item);
    if (!entry) continue;
    const one = { entry, placed, end: placed.offset + entry.whole.end, inside: [] as PlacedEntry[] };
    if (placed.item.node.kind === 'section') {
      section = one;
      top.push(one);
    } else if (section) {
      section.inside.push(one);
      section.end = one.end;
    } else top.push(one);
  }
  return top;
}
