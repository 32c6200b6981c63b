/** Why: commands take files, folders and patterns alike; this turns what the user named into policy files, in an order that never changes. */
import { statSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { URI } from 'vscode-uri';
import { flag, type Option, type Parsed } from './command';
import { stopOnProblems } from './configured';
import type { Context } from './io';
import { ignoredIn, nothingIgnored } from './listing/ignored';
import { patternOf } from './listing/pattern';
import { policyName, walk } from './listing/walk';

export interface PolicyFile {
  readonly uri: string;
  readonly path: string;
  /** As the user knows it: relative to the folder the command runs in, with `/`. */
  readonly shown: string;
}

/** Options of every command that takes PATHS. */
export const pathOptions: Readonly<Record<string, Option>> = {
  'no-gitignore': { type: 'boolean', help: { en: 'search what git ignores too', zh: '也查找被 git 忽略的文件' } },
  'force-exclude': {
    type: 'boolean',
    help: { en: 'leave out what clausewright.yaml excludes even if it is named', zh: '即使点名，也不处理 clausewright.yaml 排除的文件' },
  },
};

export interface Listing {
  /** Each once: as named, those of a folder or pattern sorted. */
  readonly files: PolicyFile[];
  /** What is missing, unreadable or no policy file, as sentences; the rest is listed all the same. */
  readonly troubles: string[];
  /** Shown names of files that were named and are left out by `--force-exclude`. */
  readonly excluded: readonly string[];
}

export interface ListingOptions {
  readonly gitignore: boolean;
  readonly forceExclude: boolean;
  /** Whether the configuration takes a file in (URI). */
  covers(uri: string): boolean;
}

/** @param configs whose patterns say which files are looked at */
export function listingOptions(parsed: Parsed, configs?: Pick<ListingOptions, 'covers'>): ListingOptions {
  return {
    gitignore: !flag(parsed, 'no-gitignore'),
    forceExclude: flag(parsed, 'force-exclude'),
    covers: (uri) => configs?.covers(uri) ?? true,
  };
}

export function policyFile(path: string, cwd: string): PolicyFile {
  const absolute = resolve(cwd, path);
  return { uri: URI.file(absolute).toString(), path: absolute, shown: shownPath(absolute, cwd) };
}

/** A path relative to `cwd` where that is shorter to read, with `/` on every system. */
export function shownPath(path: string, cwd: string): string {
  const way = relative(cwd, path);
  const outside = way === '' || way === '..' || way.startsWith(`..${sep}`);
  // Elsewhere than on Windows a backslash may be part of a name.
  return (outside ? path : way).replaceAll(sep, '/');
}

/**
 * The files that `paths` name: files as they are, and what is called `*.clause` or `*.clause.md` in folders and by patterns.
 * @throws Trouble where something is wrong in their configurations
 */
export function policyFiles(paths: readonly string[], { io, m, configs, language }: Context, options: ListingOptions): Listing {
  const { cwd } = io;
  const files = new Map<string, PolicyFile>();
  const troubles: string[] = [];
  const excluded = new Set<string>();
  /** Adds what is found in a folder. @returns how many there are, the configuration's choice aside */
  const search = (folder: string, isMeant: (path: string) => boolean): number => {
    const ignored = options.gitignore ? ignoredIn(folder) : nothingIgnored;
    const found = walk(folder, ignored, (path, code) =>
      troubles.push(m.fileTrouble(shownPath(path, cwd), { error: 'unreadable', code })),
    ).filter(isMeant);
    for (const path of found.sort(byName)) {
      if (files.has(path)) continue;
      const file = policyFile(path, cwd);
      if (options.covers(file.uri)) files.set(path, file);
    }
    return found.length;
  };
  for (const path of paths) {
    const before = troubles.length;
    const kind = kindOf(resolve(cwd, path));
    if (kind === 'folder') {
      if (search(resolve(cwd, path), () => true) === 0 && troubles.length === before) troubles.push(m.noPolicyFiles(path));
    } else if (kind === 'file') {
      const file = policyFile(path, cwd);
      if (!policyName.test(file.path)) troubles.push(m.notAPolicyFile(path));
      else if (options.forceExclude && !options.covers(file.uri)) excluded.add(file.shown);
      else if (!files.has(file.path)) files.set(file.path, file);
    } else {
      const pattern = kind.missing ? patternOf(path, cwd) : undefined;
      if (!pattern) troubles.push(m.fileTrouble(path, kind.missing ? { error: 'missing' } : { error: 'unreadable', code: kind.code }));
      else if (search(pattern.base, (each) => pattern.matches(each)) === 0 && troubles.length === before)
        troubles.push(m.nothingMatches(path));
    }
  }
  for (const { uri } of files.values()) configs.of(uri);
  stopOnProblems(configs, cwd, language);
  return { files: [...files.values()], troubles, excluded: [...excluded] };
}

function kindOf(path: string): 'file' | 'folder' | { readonly missing: boolean; readonly code: string } {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    // Windows says that a name with `*` is none.
    return { missing: ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'EINVAL'].includes(code), code };
  }
}

/** By code units, so that the order is the same on every machine. */
function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
