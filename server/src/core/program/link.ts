/**
 * From syntax trees to the typed program. Every item is lowered by itself and kept, by object, while the summaries of what it looked up
 * are the same (see symbols.ts); a keystroke so redoes the item that it is in and whoever read what that item says of itself.
 */
import type { ItemSyntax } from '../syntax/tree';
import { assemble, type Item } from './assemble';
import { Declarations, type Declared } from './declare';
import { collectFiles, type ImportResult, type SourceFile, totalCurrency } from './files';
import { components } from './graph';
import { BROKEN } from './lower/context';
import { type Lowered, lowerItem, lowerUnit } from './lower/items';
import { lowerType } from './lower/types';
import { type Kind, type ProgramProblem, problem } from './problems';
import type { Place, Program } from './program';
import { type Dependency, type Environment, type RawReference, Reader } from './reader';
import { References } from './references';
import { shapeOf } from './shape';
import { nearest } from './suggest';
import { type GlobalSymbol, symbolKey, typeKey } from './symbols';
import type { ListType, ScalarType } from './types';
import { brokenUnit, builtInUnit, builtInUnitNames, type Unit } from './units';

export interface Linked {
  readonly program: Program;
  /** Of every file of the program; `place.uri` says of which. */
  readonly problems: readonly ProgramProblem[];
  readonly references: References;
}

/** The outcome of one question about one item, with what it read. */
export interface Kept<T> {
  readonly value: T;
  readonly uri: string;
  readonly asked: readonly Dependency[];
  readonly answers: readonly string[];
  readonly problems: readonly ProgramProblem[];
  readonly references: readonly RawReference[];
  readonly uses: ReadonlyMap<string, Place>;
  /** The link in which it was last found to hold. */
  checked: number;
}

interface ItemRecord {
  type?: Kept<ScalarType | ListType>;
  lowered?: Kept<Lowered> | undefined;
}

/** What is kept between links of one root. Give every root its own. */
export class ProgramCache {
  readonly records = new WeakMap<ItemSyntax, ItemRecord>();
  /** Counts the links. */
  link = 0;
  /** Answers that are long texts, as short versions. */
  private readonly versions = new Map<string, { text: string; version: number }>();
  /** Similar names by question, for the names as they were when `suggestionsFor` was made. */
  suggestions = new Map<string, readonly string[]>();
  suggestionsFor = '';

  /** A short text that is another exactly where the long one is another than in the link before. */
  version(subject: string, text: string): string {
    const known = this.versions.get(subject);
    if (known?.text === text) return `${known.version}`;
    const version = (known?.version ?? 0) + 1;
    this.versions.set(subject, { text, version });
    return `${version}`;
  }
}

const circularLet: GlobalSymbol = { kind: 'let', name: '', type: BROKEN };

class Linker implements Environment {
  readonly problems: ProgramProblem[] = [];
  readonly declarations: Declarations;
  readonly total: ReturnType<typeof totalCurrency>;
  private readonly units = new Map<string, Kept<Unit>>();
  private readonly unitPath: string[] = [];
  private readonly circularUnits = new Set<string>();
  private readonly failedImport: boolean;
  private readonly currencies: ReadonlyMap<string, string>;
  private names: { all: Map<string, Kind>; version: string } | undefined;
  private members: { owners: Map<string, string[]>; fields: Map<string, string>; version: string } | undefined;

  constructor(
    root: string,
    source: (uri: string) => SourceFile | undefined,
    resolve: (fromUri: string, path: string) => ImportResult,
    private readonly cache: ProgramCache,
  ) {
    cache.link++;
    const { files, problems } = collectFiles(root, source, resolve);
    this.currencies = new Map(files.map((f) => [f.uri, f.currency]));
    this.total = totalCurrency(files);
    this.declarations = new Declarations(files, root);
    this.failedImport = problems.some((p) => p.name === 'missing-import');
    this.problems.push(...problems, ...this.total.problems, ...this.declarations.problems);
  }

  /** Every item of the program in program order, lowered. */
  items(): Item[] {
    this.lowerLets();
    const items: Item[] = [];
    for (const { uri, tree } of this.declarations.files) {
      for (const { item } of tree.items) {
        const kept = this.lowered(uri, item, this.isFresh(item));
        const type = item.node.kind === 'fact' ? this.typeOf(uri, item) : undefined;
        items.push({ uri, item, kept, ...(type ? { type } : {}), counts: this.counts(item) });
      }
    }
    return items;
  }

  /** False for the second of two items of one name. */
  private counts(item: ItemSyntax): boolean {
    const { global } = shapeOf(item);
    return !global || this.declarations.globals.get(global.name)?.item === item;
  }

  private isFresh(item: ItemSyntax): boolean {
    const { global } = shapeOf(item);
    const declared = global && this.declarations.globals.get(global.name);
    return declared?.item === item && declared.fresh === true;
  }

  /** Lets in the order in which they need each other, so that a long chain needs no deep recursion. */
  private lowerLets(): void {
    const { globals } = this.declarations;
    const lets = [...globals.values()].filter((d) => d.kind === 'let').map((d) => d.name);
    const mentions = (name: string): readonly string[] => {
      const declared = globals.get(name);
      return declared ? shapeOf(declared.item).mentions : [];
    };
    for (const part of components(lets, mentions)) {
      const [first] = part;
      if (part.length > 1 || (first !== undefined && mentions(first).includes(first))) {
        for (const name of part) {
          const declared = globals.get(name);
          if (declared) declared.fresh = true;
        }
      }
      for (const name of part) this.symbol(name);
    }
  }

  // ---------------------------------------------------------------------------------------------- keeping results

  private record(item: ItemSyntax): ItemRecord {
    let record = this.cache.records.get(item);
    if (!record) {
      record = {};
      this.cache.records.set(item, record);
    }
    return record;
  }

  private holds(kept: Kept<unknown>, uri: string): boolean {
    if (kept.uri !== uri) return false;
    if (kept.checked === this.cache.link) return true;
    const { asked, answers } = kept;
    for (let i = 0; i < asked.length; i++) {
      const question = asked[i];
      if (question === undefined || this.answer(question, uri) !== answers[i]) return false;
    }
    kept.checked = this.cache.link;
    return true;
  }

  private run<T>(reader: Reader, value: T): Kept<T> {
    return {
      value,
      uri: reader.uri,
      asked: [...reader.dependencies.keys()],
      answers: [...reader.dependencies.values()],
      problems: reader.problems,
      references: reader.references,
      uses: reader.uses,
      checked: this.cache.link,
    };
  }

  private typeOf(uri: string, item: ItemSyntax): Kept<ScalarType | ListType> {
    const record = this.record(item);
    if (record.type && this.holds(record.type, uri)) return record.type;
    const { node } = item;
    const reader = new Reader(this, uri, item);
    record.type = this.run(reader, node.kind === 'fact' ? lowerType(reader, node.type, node.name.name) : BROKEN);
    record.lowered = undefined;
    return record.type;
  }

  private lowered(uri: string, item: ItemSyntax, fresh = false): Kept<Lowered> {
    const type = item.node.kind === 'fact' ? this.typeOf(uri, item) : undefined;
    const record = this.record(item);
    const { lowered } = record;
    if (lowered && (fresh ? lowered.checked === this.cache.link && lowered.uri === uri : this.holds(lowered, uri))) return lowered;
    if (item.node.kind === 'unit') {
      record.lowered = this.loweredUnit(uri, item, item.node.name.name);
      return record.lowered;
    }
    const reader = new Reader(this, uri, item);
    record.lowered = this.run(reader, lowerItem(reader, item, type?.value));
    return record.lowered;
  }

  private loweredUnit(uri: string, item: ItemSyntax, name: string): Kept<Lowered> {
    const own = this.declarations.units.get(name)?.item === item;
    if (own) this.unit(name);
    const kept = (own && this.units.get(name)) || this.runUnit(uri, item);
    return { ...kept, value: { kind: 'unit' } };
  }

  // ---------------------------------------------------------------------------------------------- what items may ask

  symbol(name: string): GlobalSymbol | undefined {
    const declared = this.declarations.globals.get(name);
    if (!declared) return undefined;
    if (!declared.symbol && !declared.busy) {
      declared.busy = true;
      declared.symbol = this.makeSymbol(declared);
      declared.busy = false;
    }
    return declared.symbol ?? circularLet;
  }

  private makeSymbol({ kind, name, uri, item, each, fresh }: Declared): GlobalSymbol {
    switch (kind) {
      case 'fact':
        return { kind, name, type: this.typeOf(uri, item).value };
      case 'let': {
        const { value } = this.lowered(uri, item, fresh);
        if (value.kind !== 'let') return circularLet;
        return { kind, name, type: value.let.value.type, ...(value.constant ? { constant: value.constant } : {}) };
      }
      case 'clause':
        return { kind, name, currency: this.currency(uri), ...(each ? { each } : {}) };
      case 'exclusive':
      case 'limit':
        return { kind, name, currency: this.currency(uri) };
      default: {
        const never: never = kind;
        return never;
      }
    }
  }

  unit(name: string): Unit | undefined {
    const declared = this.declarations.units.get(name);
    if (!declared) return builtInUnit(name);
    const known = this.units.get(name);
    if (known) return known.value;
    const at = this.unitPath.indexOf(name);
    if (at >= 0) {
      const path = [...this.unitPath.slice(at), name];
      const { item, uri } = declared;
      const span = item.node.kind === 'unit' ? item.node.name : item.node;
      const place: Place = { uri, item, start: span.start, end: span.end };
      if (!path.some((p) => this.circularUnits.has(p))) {
        this.problems.push(problem(place, { name: 'circular-definition', data: { code: 'units', name, path } }));
      }
      for (const p of path) this.circularUnits.add(p);
      return brokenUnit(name);
    }
    this.unitPath.push(name);
    const kept = this.runUnit(declared.uri, declared.item);
    this.unitPath.pop();
    this.units.set(name, kept);
    return kept.value;
  }

  private runUnit(uri: string, item: ItemSyntax): Kept<Unit> {
    const reader = new Reader(this, uri, item, true);
    return this.run(reader, lowerUnit(reader, item));
  }

  currency(uri: string): string {
    return this.currencies.get(uri) ?? 'CNY';
  }
  totalCurrency(): string {
    return this.total.currency;
  }
  example(title: string): boolean {
    return this.declarations.examples.has(title);
  }

  incomplete(): boolean {
    return this.failedImport;
  }

  similar(name: string, kinds?: readonly Kind[]): readonly string[] {
    const key = `${kinds?.join(',') ?? ''} ${name}`;
    return this.suggest(key, () => {
      const candidates = [...this.allNames().all].filter(([, kind]) => !kinds || kinds.includes(kind)).map(([n]) => n);
      return nearest(name, kinds?.includes('example') ? this.declarations.examples.keys() : candidates);
    });
  }
  similarUnits(name: string): readonly string[] {
    return this.suggest(`unit ${name}`, () => nearest(name, [...this.declarations.units.keys(), ...builtInUnitNames]));
  }

  private suggest(key: string, compute: () => readonly string[]): readonly string[] {
    const { version } = this.allNames();
    if (this.cache.suggestionsFor !== version) {
      this.cache.suggestions.clear();
      this.cache.suggestionsFor = version;
    }
    let found = this.cache.suggestions.get(key);
    if (!found) {
      found = compute();
      this.cache.suggestions.set(key, found);
    }
    return found;
  }

  private allNames(): { all: Map<string, Kind>; version: string } {
    if (!this.names) {
      const all = new Map<string, Kind>();
      const { globals, units, examples } = this.declarations;
      for (const declared of globals.values()) {
        const { node } = declared.item;
        const isList = node.kind === 'fact' && node.type.kind === 'list';
        all.set(declared.name, isList ? 'list' : declared.kind);
      }
      const text = JSON.stringify([[...all], [...units.keys()], [...examples.keys()]]);
      this.names = { all, version: this.cache.version('names', text) };
    }
    return this.names;
  }

  memberOwners(name: string): readonly string[] {
    return this.allMembers().owners.get(name) ?? [];
  }
  fieldOwner(name: string): string | undefined {
    return this.allMembers().fields.get(name);
  }

  private allMembers(): { owners: Map<string, string[]>; fields: Map<string, string>; version: string } {
    if (!this.members) {
      const owners = new Map<string, string[]>();
      const fields = new Map<string, string>();
      const keys: string[] = [];
      const add = (owner: string, type: ScalarType): void => {
        if (type.kind !== 'member' && type.kind !== 'set') return;
        for (const member of type.members) {
          const known = owners.get(member);
          if (known) known.push(owner);
          else owners.set(member, [owner]);
        }
      };
      for (const declared of this.declarations.globals.values()) {
        if (declared.kind !== 'fact') continue;
        const type = this.typeOf(declared.uri, declared.item).value;
        keys.push(declared.name, typeKey(type));
        if (type.kind !== 'list') add(declared.name, type);
        else {
          for (const field of type.fields) {
            add(`${declared.name}.${field.name}`, field.type);
            if (!fields.has(field.name)) fields.set(field.name, declared.name);
          }
        }
      }
      this.members = { owners, fields, version: this.cache.version('members', keys.join('\n')) };
    }
    return this.members;
  }

  answer(dependency: Dependency, uri: string): string {
    const subject = dependency.slice(2);
    switch (dependency.charCodeAt(0)) {
      case 103: // g
        return this.symbolKey(subject);
      case 117: {
        // u
        const unit = this.unit(subject);
        return unit ? `${unit.factor.toString()} ${unit.dimension}${unit.broken ? ' broken' : ''}` : '';
      }
      case 36: // $
        return this.currency(uri);
      case 84: // T
        return this.totalCurrency();
      case 105: // i
        return this.incomplete() ? 'yes' : '';
      case 101: // e
        return this.example(subject) ? 'yes' : '';
      case 115: // s
        return this.allNames().version;
      case 109: // m
        return this.allMembers().version;
      default:
        return '';
    }
  }

  private symbolKey(name: string): string {
    const declared = this.declarations.globals.get(name);
    if (!declared) return '';
    if (declared.key !== undefined) return declared.key;
    const symbol = this.symbol(name);
    const key = symbol ? symbolKey(symbol) : '';
    if (!declared.busy) declared.key = key;
    return key;
  }
}

/**
 * The program of a file and all that it imports, every problem of its names, types, units and imports, and what the editor needs to know
 * of its names. Never throws for what a file says. `source` gives a file's tree (undefined: it cannot be read), `resolve` the address
 * that an import's path leads to.
 */
export function link(
  root: string,
  source: (uri: string) => SourceFile | undefined,
  resolve: (fromUri: string, path: string) => ImportResult,
  cache: ProgramCache = new ProgramCache(),
): Linked {
  const linker = new Linker(root, source, resolve, cache);
  const items = linker.items();
  const { program, problems } = assemble(root, linker.declarations, items, linker.total, (name) => linker.unit(name));
  const all = [...linker.problems, ...problems];
  return { program, problems: all, references: new References(program, linker.declarations, items) };
}
