/** Why: a folder is searched in one order on every machine, and never in a circle. */
import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Ignored } from './ignored';

export const policyName = /\.clause(\.md)?$/i;

/** Folders in which nobody keeps policies of their own. */
const skipped = new Set(['node_modules', '.git', '.hg', '.svn']);

/**
 * The policy files in a folder and below it, absolute, in no order. Links to folders are not followed: they could lead in a circle. A link that leads
 * nowhere is listed; who reads it tells of it.
 * @param trouble told of folders that cannot be read, with the system's code
 */
export function walk(folder: string, ignored: Ignored, trouble: (path: string, code: string) => void): string[] {
  const found: string[] = [];
  const waiting: { folder: string; ignored: Ignored }[] = [{ folder, ignored }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    let entries: Dirent[];
    try {
      entries = readdirSync(next.folder, { withFileTypes: true });
    } catch (error) {
      trouble(next.folder, (error as NodeJS.ErrnoException).code ?? 'unknown');
      continue;
    }
    for (const entry of entries) {
      const { name } = entry;
      if (entry.isDirectory()) {
        if (!skipped.has(name) && !next.ignored.has(name, true))
          waiting.push({ folder: join(next.folder, name), ignored: next.ignored.below(name) });
      } else if (policyName.test(name) && !next.ignored.has(name, false)) {
        const path = join(next.folder, name);
        if (!entry.isSymbolicLink() || !leadsToFolder(path)) found.push(path);
      }
    }
  }
  return found;
}

function leadsToFolder(link: string): boolean {
  try {
    return statSync(link).isDirectory();
  } catch {
    return false;
  }
}
