/** Why: what a comparison asks of a repository: which commit is meant, which files it has, and which of them are others on the disk now. */
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Environment, fieldsOf, Git, GitTrouble, withoutRepository } from './git';

/** A file of a commit. */
export interface TreeEntry {
  readonly kind: 'file' | 'link' | 'submodule';
  /** The blob; of a submodule the commit. */
  readonly oid: string;
}

/** What is on the disk now against a commit. Paths from the top of the repository, with `/`. */
export interface Changes {
  /** Changed, added or deleted, among the tracked files; of renamed ones both names. */
  readonly changed: ReadonlySet<string>;
  /** From the name now to that in the commit. */
  readonly renames: ReadonlyMap<string, string>;
  /** In the commit, and no longer there. */
  readonly deleted: ReadonlySet<string>;
}

export class Repository {
  private constructor(
    readonly git: Git,
    /** The top folder of the work tree, links followed. */
    readonly top: string,
    readonly shallow: boolean,
  ) {}

  /** The repository that a folder stands in. @throws GitTrouble */
  static around(folder: string, env: Environment = process.env): Repository {
    return Repository.of(gitFor(folder, env), folder);
  }

  /** That of a submodule. @throws GitTrouble */
  below(folder: string): Repository {
    return Repository.of(this.git.in(folder), folder);
  }

  private static of(git: Git, folder: string): Repository {
    const { code, out, err } = git.ask(['rev-parse', '--is-shallow-repository', '--show-toplevel']);
    if (code !== 0) {
      if (/dubious ownership|unsafe repository/i.test(err)) throw new GitTrouble({ code: 'unsafe', folder: unsafeFolder(err) ?? folder });
      if (/must be run in a work tree/i.test(err)) throw new GitTrouble({ code: 'no-work-tree', folder });
      if (/not a git repository/i.test(err)) throw new GitTrouble({ code: 'no-repository', folder });
      throw new GitTrouble({ code: 'failed', command: 'git rev-parse', message: err.trim() });
    }
    // The folder's name comes last, since it may hold line breaks.
    const [, shallow = '', top = ''] = /^(\w+)\r?\n([\s\S]*?)\r?\n?$/.exec(out.toString('utf8')) ?? [];
    return new Repository(git, realpathSync(top), shallow === 'true');
  }

  /** @throws GitTrouble where there is none */
  commitOf(revision: string): string {
    // No name of git begins with a dash; what does would be an option.
    if (revision === '' || revision.startsWith('-') || revision.includes('\0'))
      throw new GitTrouble({ code: 'not-a-revision', revision: revision.replaceAll('\0', '') });
    const commit = this.find(revision);
    if (commit !== undefined) return commit;
    const remote = /^[\w./-]+$/.test(revision) ? `origin/${revision}` : undefined;
    const near = remote !== undefined && this.find(remote) !== undefined ? { near: remote } : {};
    throw new GitTrouble({ code: 'no-revision', revision, shallow: this.shallow, ...near });
  }

  private find(revision: string): string | undefined {
    const { code, out } = this.git.ask(['rev-parse', '--verify', '--quiet', `${revision}^{commit}`]);
    const commit = out.toString('utf8').trim();
    return code === 0 && /^[0-9a-f]{40,64}$/.test(commit) ? commit : undefined;
  }

  /** The last commit that both have; undefined where none is known (other histories, no commit yet, a clone that is cut off). */
  mergeBase(commit: string, other = 'HEAD'): string | undefined {
    return this.mergeBases(commit, other)[0];
  }

  /** Several, where a third branch, or each other's, was merged into both. */
  mergeBases(commit: string, other = 'HEAD'): readonly string[] {
    const { code, out } = this.git.ask(['merge-base', '--all', commit, other]);
    return code === 0
      ? out
          .toString('utf8')
          .split(/\r?\n/)
          .filter((line) => line !== '')
      : [];
  }

  /** Where HEAD is kept. */
  gitFolder(): string | undefined {
    const { code, out } = this.git.ask(['rev-parse', '--absolute-git-dir']);
    return code === 0 ? out.toString('utf8').replace(/\r?\n$/, '') : undefined;
  }

  hasCommit(commit: string): boolean {
    return this.git.ask(['cat-file', '-e', `${commit}^{commit}`]).code === 0;
  }

  /** Every file of a commit, by path. @throws GitTrouble */
  tree(commit: string): Map<string, TreeEntry> {
    const entries = new Map<string, TreeEntry>();
    for (const field of fieldsOf(this.git.out(['ls-tree', '-r', '-z', '--full-tree', commit]))) {
      // `100644 blob 1f7a…` TAB path
      const tab = field.indexOf('\t');
      const [mode = '', , oid = ''] = field.slice(0, tab).split(' ');
      entries.set(field.slice(tab + 1), { kind: mode === '160000' ? 'submodule' : mode === '120000' ? 'link' : 'file', oid });
    }
    return entries;
  }

  /** @param only pathspecs; none: all files. @param to another commit, instead of what is on the disk now. @throws GitTrouble */
  changes(commit: string, only: readonly string[], to?: string): Changes {
    const args = ['diff', '--name-status', '-z', '-M', '--no-ext-diff', '--no-textconv', '--ignore-submodules=all', commit];
    args.push(...(to === undefined ? [] : [to]), '--', ...only);
    const fields = fieldsOf(this.git.out(args));
    const changed = new Set<string>();
    const deleted = new Set<string>();
    const renames = new Map<string, string>();
    for (let n = 0; n < fields.length; ) {
      const status = fields[n++] ?? '';
      const path = fields[n++] ?? '';
      changed.add(path);
      // What git was told to forget may be on the disk still.
      const isGone = /^[DR]/.test(status) && !(to === undefined && isThere(join(this.top, path)));
      if (isGone) deleted.add(path);
      if (!/^[RC]/.test(status)) continue;
      const now = fields[n++] ?? '';
      changed.add(now);
      if (isGone) renames.set(now, path);
    }
    return { changed, deleted, renames };
  }

  /** The contents of blobs, by their names. Those that there are not are left out. @throws GitTrouble */
  blobs(oids: Iterable<string>): Map<string, Buffer> {
    const wanted = [...new Set(oids)];
    const found = new Map<string, Buffer>();
    if (wanted.length === 0) return found;
    const out = this.git.out(['cat-file', '--batch'], `${wanted.join('\n')}\n`);
    for (let at = 0; at < out.length; ) {
      // `1f7a… blob 120` or `1f7a… missing`
      const end = out.indexOf(0x0a, at);
      const [oid = '', type, size] = out.subarray(at, end).toString('latin1').split(' ');
      at = end + 1;
      if (type === 'missing' || size === undefined) continue;
      found.set(oid, out.subarray(at, at + Number(size)));
      at += Number(size) + 1;
    }
    return found;
  }
}

/** By this very name, also where capitals and small letters make no difference to the disk. */
function isThere(path: string): boolean {
  return existsSync(path) && readdirSync(dirname(path)).includes(basename(path));
}

/** `fatal: detected dubious ownership in repository at '/srv/policies'` */
const unsafeFolder = (err: string): string | undefined => /(?:repository at|repository \() ?'([^']+)'/.exec(err)?.[1];

/**
 * Git's hooks say by `GIT_DIR` which repository is theirs, and in it the current folder counts as the top, wherever it is. Where it is the
 * repository that is found without, that is left out.
 */
function gitFor(folder: string, env: Environment): Git {
  const git = new Git(folder, env);
  if (env.GIT_DIR === undefined || env.GIT_WORK_TREE !== undefined) return git;
  const plain = new Git(folder, withoutRepository(env));
  const where = (of: Git): string | undefined => {
    const { code, out } = of.ask(['rev-parse', '--absolute-git-dir']);
    return code === 0 ? out.toString('utf8') : undefined;
  };
  const own = where(plain);
  return own !== undefined && own === where(git) ? plain : git;
}
