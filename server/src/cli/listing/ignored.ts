/**
 * Why: what git ignores is not the author's: built, fetched or private files. A folder that is searched leaves it out as git does, and
 * nothing but the files that git reads is asked: `.gitignore` of every folder from the repository's root down, and `.git/info/exclude`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** As git has it by default: names are told apart by case where the file system does. */
const ignorecase = process.platform === 'win32' || process.platform === 'darwin';

/** What is ignored in one folder, and how it goes on in the folders below. */
export interface Ignored {
  /** @param name of an entry of the folder */
  has(name: string, isFolder: boolean): boolean;
  /** For a folder in this one. */
  below(name: string): Ignored;
}

/** Nothing is. */
export const nothingIgnored: Ignored = { has: () => false, below: () => nothingIgnored };

/** What is ignored in a folder that is about to be searched. @param folder absolute */
export function ignoredIn(folder: string): Ignored {
  const root = repositoryOf(folder);
  if (root === undefined) return new InFolder(folder, '', rulesOf(undefined, join(folder, '.gitignore'), ''));
  let rules = rulesOf(undefined, join(gitFolderOf(root), 'info', 'exclude'), '');
  rules = rulesOf(rules, join(root, '.gitignore'), '');
  let at = root;
  let way = '';
  for (const name of relative(root, folder).split(sep).filter(Boolean)) {
    // Who names a folder wants it searched, though it, or one that it lies in, is ignored: then only what stands in it counts.
    if (rules?.ignores(`${way}${name}/`)) return new InFolder(folder, '', rulesOf(undefined, join(folder, '.gitignore'), ''));
    at = join(at, name);
    way += `${name}/`;
    rules = rulesOf(rules, join(at, '.gitignore'), way);
  }
  return new InFolder(folder, way, rules);
}

class InFolder implements Ignored {
  /** @param way from the repository's root to the folder, ending in `/` unless it is empty. @param rules relative to that root */
  constructor(
    private readonly folder: string,
    private readonly way: string,
    private readonly rules: Ignore | undefined,
  ) {}

  has(name: string, isFolder: boolean): boolean {
    return this.rules?.ignores(`${this.way}${name}${isFolder ? '/' : ''}`) ?? false;
  }

  below(name: string): Ignored {
    const folder = join(this.folder, name);
    const way = `${this.way}${name}/`;
    return new InFolder(folder, way, rulesOf(this.rules, join(folder, '.gitignore'), way));
  }
}

/** The folder with `.git` (a folder, or a file in a worktree or submodule) that holds this one. */
function repositoryOf(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** Where git keeps what belongs to all worktrees of a repository. */
function gitFolderOf(root: string): string {
  const git = join(root, '.git');
  const pointed = /^gitdir: (.+)/.exec(textOf(git) ?? '')?.[1];
  if (pointed === undefined) return git;
  const own = resolve(root, pointed.trim());
  const common = textOf(join(own, 'commondir'))?.trim();
  return common ? resolve(own, common) : own;
}

/** Undefined where there is no such file. */
function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** `before` with those of one file, which are relative to `way`; the same where there is no such file. */
function rulesOf(before: Ignore | undefined, path: string, way: string): Ignore | undefined {
  const text = textOf(path);
  if (text === undefined) return before;
  const rules = ignore({ ignorecase });
  if (before) rules.add(before);
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  return rules.add(lines.map((line) => placed(line, way)).filter((line) => line !== ''));
}

/** A line of the `.gitignore` in `way` as it would stand in that of the root; empty where it says nothing. */
function placed(line: string, way: string): string {
  if (line.trim() === '' || line.startsWith('#')) return '';
  if (way === '') return line;
  const not = line.startsWith('!') ? '!' : '';
  const pattern = line.slice(not.length);
  const prefix = `/${way.replace(/[\\*?[\]]/g, '\\$&')}`;
  // A pattern with a slash before its end counts from its folder; any other counts in all folders below too.
  const anchored = /\/./.test(pattern.trimEnd());
  return `${not}${prefix}${anchored ? '' : '**/'}${pattern.replace(/^\//, '')}`;
}
