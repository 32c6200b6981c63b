/** Why: a commit as a folder of files, submodules included, beside the same folder as it is on the disk now. */
import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, posix, relative, sep } from 'node:path';
import { URI } from 'vscode-uri';
import { contains, pathOf } from '../host/nodeHost';
import { GitTrouble } from './git';
import type { Repository, TreeEntry } from './repository';

/** What a path leads to in the commit. */
export type Resolved =
  /** `path`: where it lies, links followed. `touched`: the file, or a link on the way, is another on the disk now. */
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly entry: TreeEntry & { readonly repository: Repository };
      readonly touched: boolean;
    }
  | { readonly kind: 'missing' }
  /** Through links that lead out of the repository, or in a circle. */
  | { readonly kind: 'unreadable'; readonly code: string };

const POLICY = /\.clause(\.md)?$/i;
const POLICIES = [':(top,icase)*.clause', ':(top,icase)*.clause.md'];
/** Links that are followed before they count as a circle, as Linux does. */
const MOST_LINKS = 40;

export class Revision {
  private readonly tree = new Map<string, TreeEntry & { readonly repository: Repository }>();
  /** Paths from the top of the outermost repository, with `/`. */
  readonly changed = new Set<string>();
  readonly deleted = new Set<string>();
  /** From the name now to the name in the commit. */
  readonly renames = new Map<string, string>();
  /** Submodules whose commit is not there to compare with. */
  readonly unknown: string[] = [];
  private readonly blobs = new Map<string, Buffer>();
  private readonly userTop: string;
  /** Folders as the user calls them, links followed. */
  private readonly folders = new Map<string, string>();

  /** @param cwd the folder that paths of files are seen from. @throws GitTrouble */
  constructor(
    private readonly repository: Repository,
    readonly commit: string,
    readonly cwd: string,
  ) {
    this.userTop = topFrom(cwd, repository.top);
    this.add(repository, commit, '');
    this.preload();
  }

  private add(repository: Repository, commit: string, prefix: string): void {
    const tree = repository.tree(commit);
    let links = false;
    const submodules: [string, string][] = [];
    for (const [path, entry] of tree) {
      this.tree.set(prefix + path, { ...entry, repository });
      if (entry.kind === 'link') links = true;
      if (entry.kind === 'submodule') submodules.push([path, entry.oid]);
    }
    // A link may lead to a file of any name.
    const { changed, deleted, renames } = repository.changes(commit, links ? [] : POLICIES);
    for (const path of changed) this.changed.add(prefix + path);
    for (const path of deleted) this.deleted.add(prefix + path);
    for (const [now, before] of renames) this.renames.set(prefix + now, prefix + before);
    for (const [path, oid] of submodules) this.addSubmodule(repository, path, oid, prefix);
  }

  private addSubmodule(outer: Repository, path: string, commit: string, prefix: string): void {
    const folder = join(outer.top, path);
    // Not checked out: there are no files of it.
    if (!existsSync(join(folder, '.git'))) return;
    try {
      const inner = outer.below(folder);
      if (!inner.hasCommit(commit)) throw new GitTrouble({ code: 'no-revision', revision: commit, shallow: inner.shallow });
      this.add(inner, commit, `${prefix}${path}/`);
    } catch (error) {
      if (!(error instanceof GitTrouble)) throw error;
      this.unknown.push(prefix + path);
    }
  }

  /** The contents that are certainly wanted, all at once. */
  private preload(): void {
    const wanted = new Map<Repository, string[]>();
    for (const path of this.changed) {
      const entry = this.tree.get(path);
      if (entry?.kind !== 'file' || !POLICY.test(path)) continue;
      const oids = wanted.get(entry.repository);
      if (oids) oids.push(entry.oid);
      else wanted.set(entry.repository, [entry.oid]);
    }
    for (const [repository, oids] of wanted) for (const [oid, bytes] of repository.blobs(oids)) this.blobs.set(oid, bytes);
  }

  /** The path of a file from the top of the repository, with `/`; undefined where it lies outside. */
  pathOf(uri: string): string | undefined {
    const path = pathOf(uri);
    if (path === undefined) return undefined;
    let named: string | undefined;
    for (const top of [this.userTop, this.repository.top]) if (named === undefined && contains(top, path)) named = wayFrom(top, path);
    if (named !== undefined && (this.changed.has(named) || this.resolve(named).kind !== 'missing')) return named;
    // By a link that the commit does not know.
    const folder = dirname(path);
    const real = this.folders.get(folder) ?? realFolder(folder);
    this.folders.set(folder, real);
    const place = join(real, basename(path));
    return contains(this.repository.top, place) ? wayFrom(this.repository.top, place) : named;
  }

  /** The policy files of the commit, links to such among them, by path. */
  get policies(): readonly string[] {
    return [...this.tree].flatMap(([path, { kind }]) => (kind !== 'submodule' && POLICY.test(path) ? [path] : []));
  }

  /** Of policy files, from the name in a later commit to the name in this one. @throws GitTrouble */
  renamesTo(later: string): ReadonlyMap<string, string> {
    const { renames } = this.repository.changes(this.commit, POLICIES, later);
    return renames;
  }

  /** As the user's folder names the file. */
  uriOf(path: string): string {
    return URI.file(join(this.userTop, ...path.split('/'))).toString();
  }

  /** Whether it is certain by its name that `changed` knows of it. */
  isWatched(path: string): boolean {
    return POLICY.test(path);
  }

  resolve(path: string): Resolved {
    let touched = this.changed.has(path);
    let rest = path.split('/');
    let place = '';
    for (let links = 0; rest.length > 0; ) {
      const [part = '', ...more] = rest;
      rest = more;
      if (part === '' || part === '.') continue;
      if (part === '..') {
        if (place === '') return { kind: 'unreadable', code: 'a link that leads out of the folder' };
        place = place.includes('/') ? posix.dirname(place) : '';
        continue;
      }
      const next = place === '' ? part : `${place}/${part}`;
      const entry = this.tree.get(next);
      if (entry?.kind === 'link') {
        touched ||= this.changed.has(next);
        if (++links > MOST_LINKS) return { kind: 'unreadable', code: 'ELOOP' };
        const target = this.bytes(entry)?.toString('utf8') ?? '';
        if (target.startsWith('/')) return { kind: 'unreadable', code: 'a link that leads out of the folder' };
        rest = [...target.split('/'), ...rest];
        continue;
      }
      place = next;
    }
    const entry = this.tree.get(place);
    if (entry?.kind !== 'file') return { kind: 'missing' };
    return { kind: 'file', path: place, entry, touched: touched || this.changed.has(place) };
  }

  /** The contents of a file or of where a link leads. @throws GitTrouble */
  bytes({ oid, repository }: TreeEntry & { readonly repository: Repository }): Buffer | undefined {
    let bytes = this.blobs.get(oid);
    if (!bytes) {
      bytes = repository.blobs([oid]).get(oid);
      if (bytes) this.blobs.set(oid, bytes);
    }
    return bytes;
  }
}

const wayFrom = (top: string, path: string): string => relative(top, path).split(sep).join('/');

function realFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    const parent = dirname(folder);
    return parent === folder ? folder : join(realFolder(parent), basename(folder));
  }
}

/** The top of the repository as the user calls it, who may have come by a link. */
function topFrom(cwd: string, top: string): string {
  const way = relative(top, realFolder(cwd));
  const depth = way === '' ? 0 : way.split(sep).length;
  let folder = cwd;
  for (let n = 0; n < depth; n++) folder = dirname(folder);
  return realFolder(folder) === top ? folder : top;
}
