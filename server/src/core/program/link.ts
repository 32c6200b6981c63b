/**
 * From syntax trees to the typed program. Every item is lowered by itself and kept while the summaries of what it looked up are the same
 * (see symbols.ts); a keystroke so redoes the item that it is in and whoever read what that item says of itself.
 */
import { type Assembled, assemble, programProblems } from './assemble';
import { Declarations } from './declare';
import { type Alignment, align, type Entry, type Kept, keep } from './entry';
import { collectFiles, type Files, type ImportResult, type ProgramFile, type SourceFile, totalCurrency } from './files';
import { BROKEN } from './lower/context';
import { lowerItem, lowerUnit } from './lower/items';
import { lowerType } from './lower/types';
import { NameIndex, Suggestions } from './nameIndex';
import { type Kind, type ProgramProblem, problem } from './problems';
import type { Program } from './program';
import { type Dependency, type Environment, Reader } from './reader';
import { References } from './references';
import { type GlobalSymbol, symbolKey } from './symbols';
import type { ListType, ScalarType } from './types';
import { brokenUnit, builtInUnit, type Unit } from './units';

export interface Linked {
  readonly program: Program;
  /** Of every file of the program; `place.uri` says of which. */
  readonly problems: readonly ProgramProblem[];
  readonly references: References;
}

/** What one link leaves to the next. */
interface State {
  readonly root: string;
  readonly files: readonly ProgramFile[];
  readonly incomplete: boolean;
  readonly currency: string;
  readonly mixed: boolean;
  readonly entries: ReadonlyMap<string, readonly Entry[]>;
  readonly all: readonly Entry[];
  readonly declarations: Declarations;
  readonly units: UnitTable;
  readonly assembled: Assembled;
}

/** Units that items declare, made when first asked for. */
class UnitTable {
  readonly made = new Map<string, Kept<Unit>>();
  readonly problems: ProgramProblem[] = [];
  readonly path: string[] = [];
  readonly circular = new Set<string>();
}

/** What is kept between links of one root. Give every root its own. */
export class ProgramCache {
  /** Counts the links. */
  link = 0;
  state: State | undefined;
  readonly suggestions = new Suggestions();

  /** @param once no further link is expected: nothing is noted down for it, and if there is one, it begins afresh */
  constructor(readonly once = false) {}
}

const circularLet: GlobalSymbol = { kind: 'let', name: '', type: BROKEN };

class Linker implements Environment {
  readonly recording: boolean;
  private readonly link: number;
  private readonly files: Files;
  private readonly total: ReturnType<typeof totalCurrency>;
  private readonly failedImport: boolean;
  private readonly currencies: ReadonlyMap<string, string>;
  private readonly entries = new Map<string, readonly Entry[]>();
  private readonly all: readonly Entry[];
  private readonly declarations: Declarations;
  private readonly units: UnitTable;
  private readonly index: NameIndex;
  /** Everything is asked again: what all items read (currencies, units, files) is not as it was. */
  private readonly whole: boolean;
  /** The same names are declared by the same kinds of items in the same order. */
  private readonly stable: boolean;
  /** Questions whose answer is another than in the link before; complete unless `whole`. */
  private readonly changed = new Set<Dependency>();
  /** Entries that were lowered in this link. */
  private readonly touched = new Set<Entry>();
  private usesChanged = false;
  /** What the items used in whose place new ones stand. */
  private readonly usesBefore = new Map<Entry, ReadonlyMap<string, unknown>>();

  constructor(
    private readonly root: string,
    source: (uri: string) => SourceFile | undefined,
    resolve: (fromUri: string, path: string) => ImportResult,
    private readonly cache: ProgramCache,
  ) {
    this.link = ++cache.link;
    this.recording = !cache.once;
    this.files = collectFiles(root, source, resolve);
    const { files, problems } = this.files;
    this.currencies = new Map(files.map((f) => [f.uri, f.currency]));
    this.total = totalCurrency(files);
    this.failedImport = problems.some((p) => p.name === 'missing-import');

    const state = cache.state?.root === root ? cache.state : undefined;
    const alignments = files.map((f) => align(f.uri, f.tree.items, state?.entries.get(f.uri) ?? []));
    for (const [i, file] of files.entries()) this.entries.set(file.uri, alignments[i]?.entries ?? []);
    this.all = files.length === 1 ? (alignments[0]?.entries ?? []) : alignments.flatMap((a) => a.entries);
    const edited = alignments.some((a) => a.fresh.length > 0 || a.gone.length > 0);
    this.whole = !state || !this.sameSurroundings(state, alignments);
    this.stable = !this.whole && alignments.every((a) => a.stable) && (!edited || state?.declarations.problems.length === 0);
    this.units = (!this.whole && state?.units) || new UnitTable();
    if (this.stable && state) {
      this.declarations = state.declarations;
      for (const { entry, before } of alignments.flatMap((a) => a.fresh)) {
        if (!before) continue;
        this.declarations.replace(before, entry);
        if (before.lowered) this.usesBefore.set(entry, before.lowered.uses);
      }
    } else {
      this.declarations = new Declarations(this.all, root);
    }
    this.index = new NameIndex(this.declarations, (entry) => this.typeOf(entry).value, cache.suggestions);
    if (state && !this.whole) this.compare(state, alignments);
  }

  /** True if nothing is different that every item may have read without naming it. */
  private sameSurroundings(state: State, alignments: readonly Alignment[]): boolean {
    const { files } = this.files;
    const isUnit = (e: Entry): boolean => e.item.node.kind === 'unit';
    return (
      state.files.length === files.length &&
      state.files.every((f, i) => f.uri === files[i]?.uri && f.currency === files[i]?.currency) &&
      state.incomplete === this.failedImport &&
      state.currency === this.total.currency &&
      alignments.every((a) => !a.gone.some(isUnit) && !a.fresh.some((f) => isUnit(f.entry)))
    );
  }

  /** Finds the names whose summaries are not as they were; those of lets come later, in their order. */
  private compare(state: State, alignments: readonly Alignment[]): void {
    const compareOne = (name: string, before: Entry | undefined, now: Entry): void => {
      if (now.item.node.kind === 'let' && before?.item.node.kind === 'let') {
        // Settled in order by `lets`, against the key that it had.
        now.key ??= before.key;
        return;
      }
      // A let's summary may rest on others that are not compared yet; of anything else it rests on the item alone.
      if (now.item.node.kind !== 'let' && before?.key === this.symbolKey(name)) return;
      this.changed.add(`g:${name}`).add('m:').add('s:');
    };
    if (this.stable) {
      for (const { fresh } of alignments) {
        for (const { entry, before } of fresh) {
          const name = entry.shape.global?.name;
          if (name !== undefined) compareOne(name, before, entry);
        }
      }
      return;
    }
    this.changed.add('s:').add('m:');
    const before = state.declarations;
    const now = this.declarations;
    for (const name of before.globals.keys()) if (!now.globals.has(name)) this.changed.add(`g:${name}`);
    for (const [name, entry] of now.globals) {
      const old = before.globals.get(name);
      if (old === entry) continue;
      if (old) compareOne(name, old, entry);
      else this.changed.add(`g:${name}`);
    }
    for (const title of before.examples.keys()) if (!now.examples.has(title)) this.changed.add(`e:${title}`);
    for (const title of now.examples.keys()) if (!before.examples.has(title)) this.changed.add(`e:${title}`);
  }

  run(): Linked {
    this.lowerLets();
    const quiet = !this.whole && this.changed.size === 0;
    for (const entry of this.all) if (!quiet || entry.lowered === undefined) this.ensure(entry);
    const before = this.stable && this.cache.state?.root === this.root ? this.cache.state.assembled : undefined;
    const assembled = assemble({
      root: this.root,
      files: this.files.files,
      entries: this.all,
      declarations: this.declarations,
      total: this.total,
      unit: (name) => this.unit(name),
      touched: this.touched,
      usesChanged: this.usesChanged,
      before,
    });
    const state: State = {
      root: this.root,
      files: this.files.files,
      incomplete: this.failedImport,
      currency: this.total.currency,
      mixed: this.total.mixed,
      entries: this.entries,
      all: this.all,
      declarations: this.declarations,
      units: this.units,
      assembled,
    };
    if (this.recording) this.cache.state = state;
    const problems = [
      ...this.files.problems,
      ...this.total.problems,
      ...this.declarations.problems,
      ...this.units.problems,
      ...programProblems(this.all, this.root),
      ...assembled.problems,
    ];
    return {
      program: assembled.program,
      problems,
      references: new References(assembled.program, this.declarations, this.all, this.files.files),
    };
  }

  // ---------------------------------------------------------------------------------------------- keeping results

  private holds(kept: Kept<unknown>, uri: string): boolean {
    const { asked, answers } = kept;
    if (!this.whole) return this.changed.size === 0 || !asked.some((question) => this.changed.has(question));
    for (let i = 0; i < asked.length; i++) {
      const question = asked[i];
      if (question === undefined || this.answer(question, uri) !== answers[i]) return false;
    }
    return true;
  }

  private typeOf(entry: Entry): Kept<ScalarType | ListType> {
    const { uri, item, type } = entry;
    if (type && (entry.typed === this.link || this.holds(type, uri))) {
      entry.typed = this.link;
      return type;
    }
    const reader = new Reader(this, uri, item);
    const { node } = item;
    entry.type = keep(reader, node.kind === 'fact' ? lowerType(reader, node.type, node.name.name) : BROKEN);
    entry.typed = this.link;
    delete entry.lowered;
    return entry.type;
  }

  /** The entry lowered, as it is now. */
  private ensure(entry: Entry): void {
    if (entry.checked === this.link) return;
    const { uri, item } = entry;
    const type = item.node.kind === 'fact' ? this.typeOf(entry) : undefined;
    if (entry.lowered && this.holds(entry.lowered, uri)) {
      entry.checked = this.link;
      return;
    }
    const before = entry.lowered?.uses ?? this.usesBefore.get(entry);
    if (item.node.kind === 'unit') {
      const { name } = item.node.name;
      const own = this.declarations.units.get(name) === entry;
      // Its value rests on other units only, which are as they were; but what its findings suggest may be old.
      if (own && !this.whole) this.units.made.delete(name);
      if (own) this.unit(name);
      const kept = (own && this.units.made.get(name)) || this.makeUnit(entry);
      entry.lowered = { ...kept, value: { kind: 'unit' } };
    } else {
      const reader = new Reader(this, uri, item);
      entry.lowered = keep(reader, lowerItem(reader, item, type?.value));
    }
    entry.checked = this.link;
    this.touched.add(entry);
    const { uses } = entry.lowered;
    if (!before || before.size !== uses.size || [...uses.keys()].some((name) => !before.has(name))) this.usesChanged = true;
  }

  /** Lets in the order in which they need each other, so that a long chain needs no deep recursion. */
  private lowerLets(): void {
    for (const part of this.declarations.lets) {
      const [first] = part;
      const circular = first?.circular === true;
      if (!this.whole && this.changed.size === 0 && part.every((e) => e.lowered)) continue;
      const keys = part.map((e) => e.key);
      if (circular) {
        // Together or not at all: what one of them sees of another depends on where one begins.
        const kept = !this.whole && part.every((e) => e.lowered && this.holds(e.lowered, e.uri));
        for (const entry of part) {
          if (kept) entry.checked = this.link;
          else {
            delete entry.lowered;
            entry.symbol = undefined;
          }
        }
      }
      for (const [i, entry] of part.entries()) {
        const name = entry.shape.global?.name ?? '';
        const known = entry.lowered;
        this.symbol(name);
        if ((entry.lowered === known && known) || !this.recording) continue;
        entry.key = undefined;
        if (this.symbolKey(name) !== keys[i]) this.changed.add(`g:${name}`);
      }
    }
  }

  // ---------------------------------------------------------------------------------------------- what items may ask

  symbol(name: string): GlobalSymbol | undefined {
    const entry = this.declarations.globals.get(name);
    if (!entry) return undefined;
    if (entry.settled !== this.link && !entry.busy) {
      entry.busy = true;
      const symbol = this.makeSymbol(name, entry);
      entry.busy = false;
      entry.settled = this.link;
      if (symbol !== entry.symbol) {
        entry.symbol = symbol;
        entry.key = undefined;
      }
    }
    return entry.busy ? circularLet : (entry.symbol ?? circularLet);
  }

  /** The entry's symbol, the same object where it says the same as before. */
  private makeSymbol(name: string, entry: Entry): GlobalSymbol {
    const { item, uri, symbol } = entry;
    const { kind } = item.node;
    switch (kind) {
      case 'fact': {
        const type = this.typeOf(entry).value;
        return symbol?.kind === 'fact' && symbol.type === type ? symbol : { kind, name, type };
      }
      case 'let': {
        this.ensure(entry);
        const value = entry.lowered?.value;
        if (value?.kind !== 'let') return circularLet;
        const { type } = value.let.value;
        if (symbol?.kind === 'let' && symbol.type === type && symbol.constant === value.constant) return symbol;
        return { kind, name, type, ...(value.constant ? { constant: value.constant } : {}) };
      }
      case 'clause': {
        const currency = this.currency(uri);
        if (symbol?.kind === 'clause' && symbol.currency === currency) return symbol;
        return { kind, name, currency, ...(entry.shape.each ? { each: entry.shape.each } : {}) };
      }
      case 'exclusive':
      case 'limit': {
        const currency = this.currency(uri);
        return symbol?.kind === kind && symbol.currency === currency ? symbol : { kind, name, currency };
      }
      default:
        return circularLet;
    }
  }

  unit(name: string): Unit | undefined {
    const entry = this.declarations.units.get(name);
    if (!entry) return builtInUnit(name);
    const { made, path, circular, problems } = this.units;
    const known = made.get(name);
    if (known) return known.value;
    const at = path.indexOf(name);
    if (at >= 0) {
      const way = [...path.slice(at), name];
      const { item, uri } = entry;
      const span = item.node.kind === 'unit' ? item.node.name : item.node;
      const place = { uri, item, start: span.start, end: span.end };
      if (!way.some((p) => circular.has(p))) {
        problems.push(problem(place, { name: 'circular-definition', data: { code: 'units', name, path: way } }));
      }
      for (const p of way) circular.add(p);
      return brokenUnit(name);
    }
    path.push(name);
    const kept = this.makeUnit(entry);
    path.pop();
    made.set(name, kept);
    return kept.value;
  }

  private makeUnit(entry: Entry): Kept<Unit> {
    const reader = new Reader(this, entry.uri, entry.item, true);
    return keep(reader, lowerUnit(reader, entry.item));
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
    return this.index.similar(name, kinds);
  }
  similarUnits(name: string): readonly string[] {
    return this.index.similarUnits(name);
  }
  memberOwners(name: string): readonly string[] {
    return this.index.memberOwners(name);
  }
  fieldOwner(name: string): string | undefined {
    return this.index.fieldOwner(name);
  }

  answer(dependency: Dependency, uri: string): string {
    const subject = dependency.slice(2);
    switch (dependency[0]) {
      case 'g':
        return this.symbolKey(subject);
      case 'u': {
        const unit = this.unit(subject);
        return unit ? `${unit.factor.toString()} ${unit.dimension}${unit.broken ? ' broken' : ''}` : '';
      }
      case '$':
        return this.currency(uri);
      case 'T':
        return this.totalCurrency();
      case 'i':
        return this.incomplete() ? 'yes' : '';
      case 'e':
        return this.example(subject) ? 'yes' : '';
      case 's':
        return this.index.namesVersion;
      case 'm':
        return this.index.membersVersion;
      default:
        return '';
    }
  }

  private symbolKey(name: string): string {
    const entry = this.declarations.globals.get(name);
    if (!entry) return '';
    const symbol = this.symbol(name);
    if (!symbol) return '';
    if (entry.busy) return symbolKey(symbol);
    entry.key ??= symbolKey(symbol);
    return entry.key;
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
  return new Linker(root, source, resolve, cache).run();
}
