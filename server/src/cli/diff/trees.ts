/** Why: two states of the policies are compared, and each is a set of files somewhere: on the disk, or in a commit. */
import { statSync } from 'node:fs';
import { basename, join, resolve, sep } from 'node:path';
import { URI } from 'vscode-uri';
import { GitTrouble } from '../../git/git';
import { Repository } from '../../git/repository';
import { Revision } from '../../git/revision';
import { RevisionHost } from '../../git/revisionHost';
import { gitSentence } from '../../git/sentences';
import { contains, pathOf } from '../../host/nodeHost';
import type { Parsed } from '../command';
import { stopOnProblems } from '../configured';
import { listingOptions, type PolicyFile, policyFile, policyFiles } from '../files';
import { type Context, Trouble } from '../io';
import { patternOf } from '../listing/pattern';
import type { FilesHost } from '../session';
import { say } from './words';

/** One of the two states. */
export interface Tree {
  /** As people see it: `main (1f7a2b3)`, `old/`, the working tree. */
  readonly shown: string;
  readonly revision?: { readonly name: string; readonly commit: string };
  readonly host: FilesHost;
  /** By what the files of both states are matched: the path in the repository or in the folder. */
  readonly files: ReadonlyMap<string, PolicyFile>;
}

export interface Chosen {
  readonly a: Tree;
  readonly b: Tree;
  /** Names of files that moved, as git sees it: from the key in B to that in A. */
  readonly renames: ReadonlyMap<string, string>;
  /** What the user should know. */
  readonly notes: string[];
  /** Sentences on what could not be read. */
  readonly troubles: string[];
}

/** A commit, as it was named. */
export interface Commit {
  readonly name: string;
  readonly commit: string;
}

export class Trees {
  readonly notes: string[] = [];
  readonly troubles: string[] = [];
  private around: Repository | undefined;

  constructor(
    private readonly parsed: Parsed,
    private readonly context: Context,
  ) {}

  // -------------------------------------------------------------------------------------------- commits

  /** @throws Trouble as `lint --since` has it */
  get repository(): Repository {
    this.around ??= this.inWords(() => Repository.around(this.context.io.cwd));
    return this.around;
  }

  /** @throws Trouble where there is none */
  commit(name: string): Commit {
    return { name, commit: this.inWords(() => this.repository.commitOf(name)) };
  }

  /** Undefined where there is none, or no repository. */
  find(name: string): Commit | undefined {
    try {
      return { name, commit: Repository.around(this.context.io.cwd).commitOf(name) };
    } catch (error) {
      if (error instanceof GitTrouble) return undefined;
      throw error;
    }
  }

  inWords<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (error instanceof GitTrouble) throw new Trouble([gitSentence(error.fault, this.context.language, 'diff')]);
      throw error;
    }
  }

  /** Where A left B. */
  mergeBase(a: Commit, b: Commit): Commit {
    const base = this.inWords(() => this.repository.mergeBase(a.commit, b.commit));
    if (base !== undefined) return { name: `${a.name}...${b.name}`, commit: base };
    this.notes.push(say.unrelated(this.context.language, a.name, b.name));
    return a;
  }

  // -------------------------------------------------------------------------------------------- commits as files

  /** @param paths none: the folder that the command runs in */
  commits(a: Commit, b: Commit | undefined, paths: readonly string[]): Chosen {
    const from = this.revision(a);
    const to = b && this.revision(b);
    const unknown = [...new Set([...from.unknown, ...(to?.unknown ?? [])])];
    for (const path of unknown) this.notes.push(say.submodule(this.context.language, path));
    const renames = to ? this.inWords(() => from.renamesTo(to.commit)) : from.renames;
    const B = b && to ? this.ofRevision(b, to, paths) : this.workingTree(from, paths);
    // A file that is meant is meant under the name that it had, too.
    const before = new Set([...renames].flatMap(([now, was]) => (B.files.has(now) ? [was] : [])));
    const A = this.ofRevision(a, from, paths, before);
    for (const path of paths) this.checkFound(path, A, B);
    stopOnProblems(this.context.configs, this.context.io.cwd, this.context.language);
    const without = (tree: Tree): Tree => ({
      ...tree,
      files: new Map([...tree.files].filter(([key]) => !unknown.some((path) => key.startsWith(`${path}/`)))),
    });
    return this.chosen(without(A), without(B), renames);
  }

  private revision({ commit }: Commit): Revision {
    return this.inWords(() => new Revision(this.repository, commit, this.context.io.cwd));
  }

  private ofRevision(named: Commit, revision: Revision, paths: readonly string[], also: ReadonlySet<string> = new Set()): Tree {
    const { cwd } = this.context.io;
    const isMeant = this.filterOf(paths);
    const files = new Map<string, PolicyFile>();
    for (const path of [...revision.policies].sort()) {
      const uri = revision.uriOf(path);
      const place = pathOf(uri);
      if (place === undefined || skipped(path)) continue;
      const meant = also.has(path) ? 'named' : isMeant(place);
      if (meant === 'no' || (meant === 'within' && !this.context.configs.covers(uri))) continue;
      files.set(path, policyFile(place, cwd));
    }
    return { shown: shownCommit(named), revision: named, host: new RevisionHost(revision, this.context.host), files };
  }

  private workingTree(revision: Revision, paths: readonly string[]): Tree {
    const { context } = this;
    const { cwd } = context.io;
    const there = (paths.length === 0 ? ['.'] : paths).filter((path) => isThere(resolve(cwd, path)) || patternOf(path, cwd) !== undefined);
    const listing = policyFiles(there, context, listingOptions(this.parsed, context.configs));
    // An empty folder may have had policies in the commit.
    this.troubles.push(...listing.troubles.filter((each) => !there.some((path) => each === context.m.noPolicyFiles(path))));
    const files = new Map(listing.files.map((file) => [revision.pathOf(file.uri) ?? file.path, file]));
    return { shown: say.workingTree(context.language), host: context.host, files };
  }

  /** Which files of a commit are meant: named as such, or in a folder or pattern that is named. */
  private filterOf(paths: readonly string[]): (path: string) => 'named' | 'within' | 'no' {
    const { cwd } = this.context.io;
    const all = (paths.length === 0 ? ['.'] : paths).map((path) => {
      const absolute = resolve(cwd, path);
      const pattern = isThere(absolute) ? undefined : patternOf(path, cwd);
      return { absolute, within: (place: string) => contains(absolute, place) || (pattern?.matches(place) ?? false) };
    });
    return (place) => (all.some((each) => each.absolute === place) ? 'named' : all.some((each) => each.within(place)) ? 'within' : 'no');
  }

  private checkFound(path: string, a: Tree, b: Tree): void {
    const isMeant = this.filterOf([path]);
    if ([...a.files.values(), ...b.files.values()].some((file) => isMeant(file.path) !== 'no')) return;
    const { m, io } = this.context;
    // A folder without policies was told of, or has none on either side.
    const absolute = resolve(io.cwd, path);
    throw new Trouble([isThere(absolute) ? m.noPolicyFiles(path) : m.fileTrouble(path, { error: 'missing' })]);
  }

  /** One file of a commit. `path` from the top of the repository as git has it; beginning with `./` or `../`, or else if need be, from here. */
  blob(named: Commit, path: string): Tree {
    const { cwd } = this.context.io;
    const revision = this.revision(named);
    const fromHere = revision.pathOf(URI.file(resolve(cwd, path)).toString());
    const candidates = /^\.{1,2}\//.test(path) ? [fromHere] : [path, fromHere];
    const found = candidates.find((each) => each !== undefined && revision.resolve(each).kind === 'file');
    if (found === undefined) throw new Trouble([say.notIn(this.context.language, path, shownCommit(named))]);
    const place = pathOf(revision.uriOf(found)) ?? found;
    const host = new RevisionHost(revision, this.context.host);
    return { shown: `${named.name}:${path}`, revision: named, host, files: new Map([['', this.checked(policyFile(place, cwd))]]) };
  }

  // -------------------------------------------------------------------------------------------- the disk

  /** Two files, or two folders; a file beside a folder stands for the file of its name there. */
  paths(a: string, b: string): Chosen {
    const { cwd } = this.context.io;
    const [inA, inB] = [isFolder(resolve(cwd, a)), isFolder(resolve(cwd, b))];
    if (inA && inB) return this.chosen(this.folder(a), this.folder(b), new Map());
    const beside = (file: string, folder: string): string => {
      const name = join(folder, basename(resolve(cwd, file)));
      if (!isThere(resolve(cwd, name))) throw new Trouble([say.fileAndFolder(this.context.language, file, folder)]);
      return name;
    };
    return this.chosen(this.file(inA ? beside(b, a) : a), this.file(inB ? beside(a, b) : b), new Map());
  }

  file(path: string): Tree {
    const { context } = this;
    const file = this.checked(policyFile(path, context.io.cwd));
    context.host.allow(file.uri);
    const read = context.host.read(file.uri);
    if ('error' in read) throw new Trouble([context.m.fileTrouble(path, read)]);
    context.configs.of(file.uri);
    stopOnProblems(context.configs, context.io.cwd, context.language);
    return { shown: file.shown, host: context.host, files: new Map([['', file]]) };
  }

  private folder(path: string): Tree {
    const { context } = this;
    const folder = resolve(context.io.cwd, path);
    const listing = policyFiles([path], context, listingOptions(this.parsed, context.configs));
    this.troubles.push(...listing.troubles.filter((each) => each !== context.m.noPolicyFiles(path)));
    const key = (file: PolicyFile): string => file.path.slice(folder.length).split(sep).join('/').replace(/^\//, '');
    return { shown: path, host: context.host, files: new Map(listing.files.map((file) => [key(file), file])) };
  }

  private checked(file: PolicyFile): PolicyFile {
    if (!/\.clause(\.md)?$/i.test(file.path)) throw new Trouble([this.context.m.notAPolicyFile(file.shown)]);
    return file;
  }

  chosen(a: Tree, b: Tree, renames: ReadonlyMap<string, string>): Chosen {
    return { a, b, renames, notes: this.notes, troubles: this.troubles };
  }
}

const shownCommit = ({ name, commit }: Commit): string =>
  commit.startsWith(name) ? commit.slice(0, 7) : `${name} (${commit.slice(0, 7)})`;

/** Folders in which nobody keeps policies of their own, as on the disk. */
const skipped = (path: string): boolean => path.split('/').includes('node_modules');

const isThere = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) !== undefined;
const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
