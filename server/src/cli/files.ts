/** Why: commands take files and folders alike; this turns what the user named into policy files, in an order that never changes. */
import { readdirSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { URI } from 'vscode-uri';
import { stopOnProblems } from './configured';
import type { Context } from './io';

export interface PolicyFile {
  readonly uri: string;
  readonly path: string;
  /** As the user knows it: relative to the folder the command runs in, with `/`. */
  readonly shown: string;
}

const POLICY = /\.clause(\.md)?$/i;
/** Folders in which nobody keeps policies of their own. */
const SKIPPED = new Set(['node_modules', '.git', '.hg', '.svn']);

export function policyFile(path: string, cwd: string): PolicyFile {
  const absolute = resolve(cwd, path);
  return { uri: URI.file(absolute).toString(), path: absolute, shown: shownPath(absolute, cwd) };
}

/** A path relative to `cwd` where that is shorter to read, with `/` on every system. */
export function shownPath(path: string, cwd: string): string {
  const way = relative(cwd, path);
  const outside = way.startsWith('..') || way === '';
  return (outside ? path : way).replaceAll('\\', '/');
}

/**
 * The files that `paths` name: files as they are, folders with everything below them that is called `*.clause` or `*.clause.md`, sorted. Each
 * file once. Of files that were found, not named, only those that their configuration takes in. What is missing, unreadable or no policy file is told in `troubles`; the rest is still listed.
 * @throws Trouble where something is wrong in their configurations
 */
export function policyFiles(paths: readonly string[], context: Context): { files: PolicyFile[]; troubles: string[] } {
  const { cwd } = context.io;
  const files = new Map<string, PolicyFile>();
  const troubles: string[] = [];
  const add = (path: string) => {
    const file = policyFile(path, cwd);
    if (!files.has(file.path)) files.set(file.path, file);
  };
  for (const path of paths) {
    const absolute = resolve(cwd, path);
    let folder: boolean;
    try {
      folder = statSync(absolute).isDirectory();
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
      troubles.push(
        context.m.fileTrouble(path, code === 'ENOENT' || code === 'ENOTDIR' ? { error: 'missing' } : { error: 'unreadable', code }),
      );
      continue;
    }
    if (!folder) {
      if (POLICY.test(absolute)) add(absolute);
      else troubles.push(context.m.notAPolicyFile(path));
      continue;
    }
    const before = files.size;
    const found: string[] = [];
    walk(absolute, found, (unreadable, code) =>
      troubles.push(context.m.fileTrouble(shownPath(unreadable, cwd), { error: 'unreadable', code })),
    );
    for (const file of found.sort(byName)) if (context.configs.covers(policyFile(file, cwd).uri)) add(file);
    if (found.length === 0 && files.size === before) troubles.push(context.m.noPolicyFiles(path));
  }
  for (const { uri } of files.values()) context.configs.of(uri);
  stopOnProblems(context.configs, cwd, context.language);
  return { files: [...files.values()], troubles };
}

/** By code units, so that the order is the same on every machine. */
function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Symbolic links to folders are not followed: they could lead in a circle. */
function walk(folder: string, found: string[], trouble: (path: string, code: string) => void): void {
  let entries: import('node:fs').Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    trouble(folder, (error as NodeJS.ErrnoException).code ?? 'unknown');
    return;
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!SKIPPED.has(entry.name)) walk(path, found, trouble);
    } else if (POLICY.test(entry.name)) {
      found.push(path);
    }
  }
}
