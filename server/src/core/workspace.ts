/**
 * The workspace: the files that are known, and what follows from them. One instance serves an editor or a run of the command line.
 * Everything is computed on demand and kept by content: an edit redoes only what reads what it changed.
 */
import { type ExampleMemo, type ExampleResult, evaluateExamples, evaluateExamplesOnce } from './evaluate/incremental';
import type { FileRange, Finding, Problem } from './finding';
import { LintCache, type Linted, lint } from './lint/index';
import { type ImportResult, type Linked, link, ProgramCache, type SourceFile } from './program/index';
import { type Places, placesIn } from './program/places';
import type { Place, Program } from './program/program';
import { conflictedTree, type FileTree, parseFile } from './syntax/index';
import { keyword } from './syntax/keywords';
import { canonicalUri, isLiterate, isWithin, resolvePath } from './uris';
import { conflictOf, inConflict, syntaxProblem, unreadable } from './workspaceProblems';

/** Why a file cannot be read. */
export type FileError = 'missing' | 'not-utf8' | 'unreadable' | 'too-large';
/** `encoding`: what a file that is not UTF-8 probably is instead. */
export type FileContent =
  | { readonly text: string }
  | { readonly error: FileError; readonly encoding?: 'utf-16' | 'gbk' | 'binary' | 'unknown' };

/** What the workspace asks of the editor or of the file system. Nothing here may throw. */
export interface Host {
  read(uri: string): FileContent;
  /** The folder that imports of this file may not leave; undefined where the file stands in none (then its own folder is taken). */
  rootOf(uri: string): string | undefined;
}

/** All that is known of one file. */
export interface Analysis {
  readonly uri: string;
  readonly text: string;
  /** Set where the file could not be read; then everything else is empty. */
  readonly error?: FileError;
  readonly tree: FileTree;
  readonly linked: Linked;
  readonly program: Program;
  /** Of this file only, without what is proved of it, sorted by place. Suppressed ones are left out. */
  readonly findings: readonly Finding[];
  /** What proofs are laid over. */
  readonly linted: Linted;
  readonly examples: readonly ExampleResult[];
  /** Where a place of any file of the program stands now. */
  range(place: Place): FileRange;
}

/** What the names of a file's program stand for: what an analysis knows before anything is checked or computed. */
export interface Names extends Places {
  readonly uri: string;
  readonly linked: Linked;
  /** The trees of the program's files, by URI. */
  readonly trees: ReadonlyMap<string, FileTree>;
}

const importWord = new RegExp([...keyword('import').en, ...keyword('import').zh].join('|'));

/** Whether a text may import something; asked of every file of a folder. */
const importing = new WeakMap<FileContent, boolean>();

/** What was made of these trees. */
interface Of<T> {
  readonly value: T;
  readonly trees: readonly (readonly [string, FileTree | undefined])[];
}

interface FileState {
  content: FileContent;
  tree?: FileTree | undefined;
  /** The imported names that `tree` was parsed with, and the question about them: the same one, so that items need not be looked at again. */
  imported?: { readonly names: ReadonlySet<string>; readonly isDeclared: (word: string) => boolean } | undefined;
  cache: ProgramCache;
  lint: LintCache;
  examples: ExampleMemo | undefined;
  analysis?: Of<Analysis>;
  names?: Of<Names>;
}

function freshState(content: FileContent, once: boolean): FileState {
  return { content, cache: new ProgramCache(once), lint: new LintCache(), examples: undefined };
}

export class Workspace {
  private readonly files = new Map<string, FileState>();
  /** Texts that an editor holds; they hide what is on disk. */
  private readonly open = new Map<string, string>();

  /** @param once each file is analysed once and not edited: what only serves to go on from is not kept */
  constructor(
    private readonly host: Host,
    private readonly once = false,
  ) {}

  /** An editor's text; undefined when the editor closes the file. */
  setText(uri: string, text: string | undefined): void {
    const key = canonicalUri(uri);
    if (text === undefined) {
      this.open.delete(key);
      this.changed(key);
      return;
    }
    this.open.set(key, text);
    this.update(key, { text });
  }

  /**
   * The file changed on disk, or came, or went.
   * @returns false where it certainly is what it was; where the file is not held nobody knows
   */
  changed(uri: string): boolean {
    const key = canonicalUri(uri);
    if (this.open.has(key)) return false;
    return this.files.has(key) ? this.update(key, this.host.read(key)) : true;
  }

  /** The files that are held now, be it only their absence. Canonical URIs. */
  get held(): readonly string[] {
    return [...this.files.keys()];
  }

  /** Everything known of the file. Never throws for what a file says. */
  analyse(uri: string): Analysis {
    const key = canonicalUri(uri);
    const state = this.state(key);
    const names = this.names(key);
    const trees = state.names?.trees ?? [];
    if (state.analysis?.trees === trees) return state.analysis.value;
    const value = this.compute(key, state, names);
    state.analysis = { value, trees };
    return value;
  }

  /** What names stand for in the program of the file; for files that nobody looks at, of which the rest is not wanted. */
  names(uri: string): Names {
    const key = canonicalUri(uri);
    const state = this.state(key);
    const trees = this.closure(key).map((u) => [u, this.tree(u)] as const);
    const last = state.names;
    if (last && last.trees.length === trees.length && last.trees.every(([u, t], i) => u === trees[i]?.[0] && t === trees[i]?.[1]))
      return last.value;
    const value = this.link(key, state, trees);
    state.names = { value, trees };
    return value;
  }

  /** What would be known if these files said something else (by canonical URI): another workspace, for which only that is read anew. */
  with(texts: ReadonlyMap<string, string>): Workspace {
    const other = new Workspace(this.host, this.once);
    for (const [key, { content, tree, imported }] of this.files) {
      const text = texts.get(key);
      other.files.set(key, {
        ...freshState(text === undefined ? content : { text }, this.once),
        tree,
        imported: text === undefined ? imported : undefined,
      });
    }
    for (const [key, text] of this.open) other.open.set(key, texts.get(key) ?? text);
    return other;
  }

  /** What the file says by itself: enough for its outline. Undefined where it cannot be read. */
  syntax(uri: string): FileTree | undefined {
    return this.ownTree(canonicalUri(uri));
  }

  /** The names that the file's imports declare: known to it, so that glued words are split by them and keywords keep clear of them. */
  importedNames(uri: string): ReadonlySet<string> {
    const key = canonicalUri(uri);
    const names = new Set<string>();
    for (const u of this.closure(key)) {
      if (u === key) continue;
      for (const { item } of this.ownTree(u)?.items ?? []) for (const n of item.declares) names.add(n);
    }
    return names;
  }

  /** False only where the file certainly imports nothing; reads its text, but does not parse it. */
  mayImport(uri: string): boolean {
    const { content } = this.state(canonicalUri(uri));
    let may = importing.get(content);
    if (may === undefined) {
      may = 'text' in content && importWord.test(content.text);
      importing.set(content, may);
    }
    return may;
  }

  /** Whether the word stands anywhere in the file's text; reads it, but does not parse it. */
  mentions(uri: string, word: string): boolean {
    const { content } = this.state(canonicalUri(uri));
    return 'text' in content && content.text.includes(word);
  }

  /** The files that `uri` imports, directly or through others, itself last. */
  closure(uri: string): readonly string[] {
    const seen = new Set<string>();
    const order: string[] = [];
    const visit = (u: string) => {
      if (seen.has(u)) return;
      seen.add(u);
      for (const target of this.importsOf(u)) visit(target);
      order.push(u);
    };
    visit(canonicalUri(uri));
    return order;
  }

  /** The text as it now counts, the editor's or the disk's; undefined where the file cannot be read. Parses nothing. */
  textOf(uri: string): string | undefined {
    const { content } = this.state(canonicalUri(uri));
    return 'text' in content ? content.text : undefined;
  }

  /**
   * The files whose text, presence or absence the analysis of `uri` rests on: itself, what it imports, directly or through others, and what it
   * would import if it were there. Canonical URIs.
   */
  reads(uri: string): readonly string[] {
    const read = new Set<string>();
    for (const one of this.closure(uri)) {
      read.add(one);
      for (const { item } of this.ownTree(one)?.items ?? []) {
        const target = item.node.kind === 'import' && item.node.path ? this.target(one, item.node.path.value) : undefined;
        if (target !== undefined) read.add(target);
      }
    }
    return [...read];
  }

  /**
   * Forgets all that was worked out of a file that no editor holds, its text included: it is read again when it is next needed. Who
   * imports the file is analysed anew then, so release no file that others which are looked at rest on.
   */
  release(uri: string): void {
    const key = canonicalUri(uri);
    if (!this.open.has(key)) this.files.delete(key);
  }

  /** Where more than `most` files are held with their trees, all but the texts is forgotten of those that are not to be kept. */
  tidy(most: number, keep: () => ReadonlySet<string>): void {
    let trees = 0;
    for (const state of this.files.values()) if (state.tree) trees++;
    if (trees <= most) return;
    const kept = keep();
    for (const [key, state] of this.files)
      if (state.tree && !kept.has(key) && !this.open.has(key)) this.files.set(key, freshState(state.content, this.once));
  }

  /** Forgets what is only needed to look at the file itself; who imports it goes on with its tree. */
  releaseAnalysis(uri: string): void {
    const key = canonicalUri(uri);
    const state = this.files.get(key);
    if (!state || this.open.has(key)) return;
    this.files.set(key, { ...freshState(state.content, this.once), tree: state.tree, imported: state.imported });
  }

  // ------------------------------------------------------------------------------------------------

  private state(key: string): FileState {
    let state = this.files.get(key);
    if (!state) {
      const text = this.open.get(key);
      state = freshState(text === undefined ? this.host.read(key) : { text }, this.once);
      this.files.set(key, state);
    }
    return state;
  }

  /** @returns whether it is another content */
  private update(key: string, content: FileContent): boolean {
    const state = this.files.get(key);
    if (!state) return true;
    const same =
      'text' in content && 'text' in state.content
        ? content.text === state.content.text
        : !('text' in content) && !('text' in state.content) && content.error === state.content.error;
    if (same) return false;
    state.content = content;
    return true;
  }

  private importsOf(key: string): readonly string[] {
    const tree = this.ownTree(key);
    if (!tree) return [];
    const targets: string[] = [];
    for (const { item } of tree.items) {
      if (item.node.kind !== 'import' || !item.node.path) continue;
      const found = this.resolve(key, item.node.path.value);
      if ('uri' in found) targets.push(found.uri);
    }
    return targets;
  }

  /** The file that an import names, whether it is there or not; undefined where it may not be imported. */
  private target(from: string, path: string): string | undefined {
    const target = resolvePath(from, path);
    if (target === undefined) return undefined;
    const root = this.host.rootOf(from) ?? resolvePath(from, '.') ?? from;
    return isWithin(root, target) ? target : undefined;
  }

  private readonly resolve = (from: string, path: string): ImportResult => {
    const target = this.target(from, path);
    if (target === undefined) return { error: 'outside' };
    const content = this.state(target).content;
    if ('text' in content) return conflictOf(content, target) ? { error: 'conflict' } : { uri: target };
    return { error: content.error === 'missing' ? 'missing' : 'unreadable' };
  };

  /** The tree as last parsed of the present text, whatever names its imports declare: enough to see the imports. */
  private ownTree(key: string): FileTree | undefined {
    const state = this.state(key);
    if (!('text' in state.content)) return undefined;
    if (state.tree?.text !== state.content.text) {
      if (conflictOf(state.content, key)) {
        state.tree = conflictedTree(state.content.text, isLiterate(key));
        return state.tree;
      }
      // With the names that were imported before, which most edits leave as they are: or items would be read twice, and be others each time.
      const { isDeclared } = state.imported ?? {};
      state.tree = parseFile(state.content.text, state.tree, { literate: isLiterate(key), ...(isDeclared && { isDeclared }) });
    }
    return state.tree;
  }

  /** The tree, glued words split by the names that imports declare too. */
  private tree(key: string): FileTree | undefined {
    const own = this.ownTree(key);
    const state = this.state(key);
    if (!own || !('text' in state.content)) return undefined;
    if (conflictOf(state.content, key)) return own;
    const names = this.importedNames(key);
    if (state.imported ? sameSet(state.imported.names, names) : names.size === 0) return state.tree;
    const isDeclared = (word: string): boolean => names.has(word);
    state.tree = parseFile(state.content.text, own, { literate: isLiterate(key), isDeclared });
    state.imported = { names, isDeclared };
    return state.tree;
  }

  private link(key: string, state: FileState, found: readonly (readonly [string, FileTree | undefined])[]): Names {
    const trees = new Map<string, FileTree>();
    for (const [uri, tree] of found) if (tree) trees.set(uri, tree);
    if (!trees.has(key)) trees.set(key, parseFile('', undefined, { literate: isLiterate(key) }));
    const source = (uri: string): SourceFile | undefined => {
      const tree = trees.get(uri);
      return tree && { uri, tree };
    };
    const linked = link(key, source, this.resolve, state.cache);
    return { uri: key, linked, trees, ...placesIn(trees) };
  }

  private compute(key: string, state: FileState, { linked, trees, range, stands }: Names): Analysis {
    const empty = !('text' in state.content);
    const tree = trees.get(key) ?? parseFile('', undefined, { literate: isLiterate(key) });
    const { program } = linked;
    const kept = this.once ? undefined : evaluateExamples(program, state.examples);
    state.examples = kept?.memo;
    const examples = kept?.results ?? evaluateExamplesOnce(program);
    const syntax: Problem[] = tree.items.flatMap(({ item }) => item.problems.map((p) => syntaxProblem(key, item, p)));
    const problems = empty ? [] : [...syntax, ...linked.problems];
    const ofText = lint({ uri: key, tree, linked, problems, examples, range, stands }, state.lint);
    const conflict = conflictOf(state.content, key);
    const whole = empty ? unreadable(key, state.content) : conflict ? [inConflict(key, conflict)] : undefined;
    const linted = whole ? { ...ofText, findings: whole, all: whole } : ofText;
    return {
      uri: key,
      text: empty ? '' : tree.text,
      ...('error' in state.content ? { error: state.content.error } : {}),
      tree,
      linked,
      program,
      findings: linted.findings,
      linted,
      examples,
      range,
    };
  }
}

function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (a.size !== b.size) return false;
  for (const v of a) if (!b.has(v)) return false;
  return true;
}
