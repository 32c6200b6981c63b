/**
 * Who names what, for the editor: definition, references, rename and hover need no second name resolution. Built when first asked, since
 * a keystroke does not need it.
 */
import type { ItemSyntax } from '../syntax/tree';
import type { Declarations } from './declare';
import type { Entry } from './entry';
import type { ProgramFile } from './files';
import type { Expression, Place, Program } from './program';
import type { RawReference } from './reader';
import { expressionsOf } from './traverse';
import type { ListType, ScalarType } from './types';

export type SymbolKind = 'fact' | 'let' | 'clause' | 'exclusive' | 'limit' | 'unit' | 'field' | 'member' | 'local' | 'example' | 'file';

/** A declared thing, or one that is built in (a unit; then it has no place). */
export interface SymbolInfo {
  /** The same for every reference to it: `name:x`, `unit:席`, `field:list.f`, `member:owner.m`, `local:clause.x`, `example:t`, `file:uri`. */
  readonly key: string;
  readonly kind: SymbolKind;
  readonly name: string;
  /** Fact or `list.field` of a member, list of a field, clause of a let. */
  readonly owner?: string;
  /** Where the name is declared; of a file its first item, if it has one. */
  readonly declaration?: Place;
  /** Its type; members have the type that they belong to. */
  readonly type?: ScalarType | ListType;
}

export interface Reference {
  readonly place: Place;
  readonly symbol: SymbolInfo;
  readonly isDeclaration: boolean;
}

/** What an item names, kept while it is not lowered again. */
const raws = new WeakMap<
  Entry,
  { readonly lowered: Entry['lowered']; readonly type: Entry['type']; readonly found: readonly RawReference[] }
>();
const none: object = {};

export class References {
  private readonly symbols = new Map<string, SymbolInfo>();
  private readonly byEntry = new Map<Entry, readonly Reference[]>();
  private byItem: Map<ItemSyntax, Entry> | undefined;

  constructor(
    private readonly program: Program,
    private readonly declarations: Declarations,
    private readonly entries: readonly Entry[],
    private readonly files: readonly ProgramFile[] = [],
  ) {}

  /** Every name in the file that means something, in the order of its items and, in each, of the text. */
  inFile(uri: string): readonly Reference[] {
    return this.entries.filter((i) => i.uri === uri).flatMap((i) => this.ofItem(i));
  }

  /** The name at (or ending at) an offset of an item. */
  at(uri: string, item: ItemSyntax, offset: number): Reference | undefined {
    const found = this.entry(uri, item);
    if (!found) return undefined;
    const references = this.ofItem(found);
    return references.find((r) => r.place.start <= offset && offset < r.place.end) ?? references.find((r) => r.place.end === offset);
  }

  /** Every place that names the symbol, its declaration included, in program order. */
  to(key: string): readonly Reference[] {
    return this.entries.flatMap((entry) =>
      this.raw(entry).some(({ target }) => target === key) ? this.ofItem(entry).filter(({ symbol }) => symbol.key === key) : [],
    );
  }

  /** Every name in the item that means something, in the order of the text. */
  inItem(uri: string, item: ItemSyntax): readonly Reference[] {
    const found = this.entry(uri, item);
    return found ? this.ofItem(found) : [];
  }

  /**
   * Two objects that are the same as long as the item names the same things, and these are still things of their kinds: what follows from
   * that can be kept.
   */
  namesIn(uri: string, item: ItemSyntax): readonly [names: object, kinds: object] {
    const found = this.entry(uri, item);
    return [found ? this.raw(found) : none, this.declarations];
  }

  /** The innermost expression around an offset of an item: its type is what hover shows. */
  expressionAt(uri: string, item: ItemSyntax, offset: number): Expression | undefined {
    const found = this.entry(uri, item);
    if (!found?.lowered) return undefined;
    let best: Expression | undefined;
    for (const e of expressionsOf(found.lowered.value)) {
      const { start, end } = e.place;
      if (e.place.item !== item || offset < start || offset > end) continue;
      if (!best || end - start <= best.place.end - best.place.start) best = e;
    }
    return best;
  }

  /** The expressions that hold all of a part of an item, outermost first. */
  enclosing(uri: string, item: ItemSyntax, start: number, end: number): readonly Expression[] {
    const lowered = this.entry(uri, item)?.lowered;
    if (!lowered) return [];
    return [...expressionsOf(lowered.value)].filter(({ place }) => place.item === item && place.start <= start && end <= place.end);
  }

  /** The type of what stands at an offset: of the name there, else of the innermost expression. */
  typeAt(uri: string, item: ItemSyntax, offset: number): ScalarType | ListType | undefined {
    return this.at(uri, item, offset)?.symbol.type ?? this.expressionAt(uri, item, offset)?.type;
  }

  private entry(uri: string, item: ItemSyntax): Entry | undefined {
    this.byItem ??= new Map(this.entries.map((e) => [e.item, e]));
    const found = this.byItem.get(item);
    return found?.uri === uri ? found : undefined;
  }

  private ofItem(entry: Entry): readonly Reference[] {
    let references = this.byEntry.get(entry);
    if (!references) {
      const { uri, item } = entry;
      references = this.raw(entry).map((r) => ({
        place: { uri, item, start: r.start, end: r.end },
        symbol: this.symbol(r.target),
        isDeclaration: r.declaration,
      }));
      this.byEntry.set(entry, references);
    }
    return references;
  }

  /** By place, each name once. An import's file is no part of the entry, so it is looked up each time. */
  private raw(entry: Entry): readonly RawReference[] {
    if (entry.item.node.kind === 'import') return this.importOf(entry);
    const known = raws.get(entry);
    if (known && known.lowered === entry.lowered && known.type === entry.type) return known.found;
    const { lowered, type } = entry;
    const all = [...(lowered?.references ?? []), ...(type?.references ?? [])].sort((a, b) => a.start - b.start || a.end - b.end);
    const found = all.filter((r, i) => r.start !== all[i - 1]?.start || r.target !== all[i - 1]?.target);
    raws.set(entry, { lowered, type, found });
    return found;
  }

  private importOf({ uri, item }: Entry): RawReference[] {
    if (item.node.kind !== 'import') return [];
    const found = this.files.find((f) => f.uri === uri)?.imports.find((i) => i.place.item === item);
    return found ? [{ start: found.place.start, end: found.place.end, target: `file:${found.uri}`, declaration: false }] : [];
  }

  /** What a key stands for. */
  symbol(key: string): SymbolInfo {
    let symbol = this.symbols.get(key);
    if (!symbol) {
      symbol = this.describe(key);
      this.symbols.set(key, symbol);
    }
    return symbol;
  }

  private describe(key: string): SymbolInfo {
    const colon = key.indexOf(':');
    const rest = key.slice(colon + 1);
    switch (key.slice(0, colon)) {
      case 'unit':
        return this.describeUnit(key, rest);
      case 'field': {
        const [list = '', field = ''] = split(rest);
        const type = this.fieldType(list, field);
        return this.owned(key, 'field', field, list, list, type);
      }
      case 'member': {
        const dot = rest.lastIndexOf('.');
        const owner = rest.slice(0, dot);
        const [fact = '', field] = split(owner);
        const type = field === undefined ? this.program.facts.get(fact)?.type : this.fieldType(fact, field);
        return this.owned(key, 'member', rest.slice(dot + 1), owner, fact, type);
      }
      case 'local': {
        const [clause = '', name = ''] = split(rest);
        const type = this.program.clauses.get(clause)?.lets.get(name)?.value.type;
        return this.owned(key, 'local', name, clause, clause, type);
      }
      case 'example': {
        const item = this.declarations.examples.get(rest)?.item;
        const title = item?.node.kind === 'example' ? item.node.title : undefined;
        const place = item && title && { uri: this.program.root, item, start: title.start, end: title.end };
        return { key, kind: 'example', name: rest, ...(place ? { declaration: place } : {}) };
      }
      case 'file': {
        const item = this.entries.find((e) => e.uri === rest)?.item;
        const place = item && { uri: rest, item, start: item.node.start, end: item.node.start };
        return { key, kind: 'file', name: rest, ...(place ? { declaration: place } : {}) };
      }
      default:
        return this.describeName(key, rest);
    }
  }

  private describeName(key: string, name: string): SymbolInfo {
    const declared = this.declarations.globals.get(name);
    const { facts, lets, clauses, groups, limits } = this.program;
    const clause = clauses.get(name);
    const found = facts.get(name) ?? lets.get(name) ?? clause ?? groups.find((g) => g.name === name) ?? limits.find((l) => l.name === name);
    const type =
      facts.get(name)?.type ??
      lets.get(name)?.value.type ??
      (clause ? ({ kind: 'number', dimension: clause.currency } as const) : undefined);
    return {
      key,
      kind: kindOf(declared),
      name,
      ...(found ? { declaration: found.namePlace } : {}),
      ...(type ? { type } : {}),
    };
  }

  private describeUnit(key: string, name: string): SymbolInfo {
    const declared = this.declarations.units.get(name);
    const node = declared?.item.node;
    const place =
      declared && node?.kind === 'unit'
        ? { uri: declared.uri, item: declared.item, start: node.name.start, end: node.name.end }
        : undefined;
    return { key, kind: 'unit', name, ...(place ? { declaration: place } : {}) };
  }

  private fieldType(list: string, field: string): ScalarType | undefined {
    const type = this.program.facts.get(list)?.type;
    return type?.kind === 'list' ? type.fields.find((f) => f.name === field)?.type : undefined;
  }

  /** Something declared inside the item of a global name. */
  private owned(
    key: string,
    kind: SymbolKind,
    name: string,
    owner: string,
    global: string,
    type: ScalarType | ListType | undefined,
  ): SymbolInfo {
    const entry = this.declarations.globals.get(global);
    const all = [...(entry?.lowered?.references ?? []), ...(entry?.type?.references ?? [])];
    const raw = all.find((r) => r.declaration && r.target === key);
    const place = entry && raw && { uri: entry.uri, item: entry.item, start: raw.start, end: raw.end };
    return { key, kind, name, owner, ...(place ? { declaration: place } : {}), ...(type ? { type } : {}) };
  }
}

/** `a.b` at its first dot; identifiers have none. */
function split(text: string): [string, string?] {
  const dot = text.indexOf('.');
  return dot < 0 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
}

function kindOf(entry: Entry | undefined): SymbolKind {
  const kind = entry?.item.node.kind;
  return kind === 'let' || kind === 'clause' || kind === 'exclusive' || kind === 'limit' ? kind : 'fact';
}
