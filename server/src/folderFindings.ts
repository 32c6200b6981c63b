/**
 * Why: the findings of every file of the folders, open or not, kept so that asking again costs nothing. Of a file that nobody has open
 * only its findings are kept, and which files they rest on; its tree and its values are forgotten as soon as they are made.
 */
import { isWithin } from './core/uris';
import type { Workspace } from './core/workspace';

/** The findings of one file as they are told. */
export interface Report<Item> {
  readonly items: readonly Item[];
  /** Says the same where, and only where, the items are the same, in every run of the server. */
  readonly resultId: string;
}

/** Trees of imported files that are kept while the folders are gone through. At some 230 kB for 100 lines, some 50 MB. */
const keptTrees = 200;

/** Equal for equal texts; it tells apart, it does not protect. Two 32-bit FNV-1a hashes over the UTF-16 units, from different starting values; source: Fowler, Noll, Vo, public domain. */
export function fingerprint(text: string): string {
  let a = 0x811c9dc5;
  let b = 0x1b873593;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit ^ (i & 0xff), 0x01000193);
  }
  return `${text.length.toString(36)}-${(a >>> 0).toString(36)}-${(b >>> 0).toString(36)}`;
}

export function reportOf<Item>(items: readonly Item[]): Report<Item> {
  return { items, resultId: fingerprint(JSON.stringify(items)) };
}

/** Keys are canonical URIs throughout. */
export class FolderFindings<Item> {
  private readonly known = new Map<string, Report<Item>>();
  /** File → those whose findings rest on it. */
  private readonly readers = new Map<string, Set<string>>();
  /** Imported files whose trees are kept, the one that was needed last at the end. */
  private readonly trees = new Set<string>();
  private readonly waiting = new Set<() => void>();
  /** Counts what may have changed findings. */
  changes = 0;

  /** The text of the file is another, or it came or went: findings that rest on it are made anew when they are next asked for. */
  touch(key: string): void {
    this.known.delete(key);
    for (const reader of this.readers.get(key) ?? []) this.known.delete(reader);
    this.readers.delete(key);
    this.changed();
  }

  /** Everything is made anew. */
  touchAll(): void {
    this.known.clear();
    this.readers.clear();
    this.trees.clear();
    this.changed();
  }

  /** Something happened that those who wait should look at. */
  changed(): void {
    this.changes++;
    for (const wake of [...this.waiting]) wake();
  }

  /** Files whose presence or text somebody's findings rest on, in or below a folder. */
  readIn(folder: string): readonly string[] {
    return [...this.readers.keys()].filter((key) => isWithin(folder, key));
  }

  /** Whether findings that are kept rest on the file. */
  concerns(key: string): boolean {
    return this.known.has(key) || this.readers.has(key);
  }

  /** Whether the findings of a file rest on another; undefined where they are not kept. */
  restOn(key: string, read: string): boolean | undefined {
    return this.known.has(key) ? (this.readers.get(read)?.has(key) ?? false) : undefined;
  }

  /** The kept report of a file that no editor holds, else the one that `make` makes. */
  report(key: string, workspace: Workspace, isHeld: (key: string) => boolean, make: () => readonly Item[]): Report<Item> {
    const last = this.known.get(key);
    if (last) return last;
    const report = reportOf(make());
    this.known.set(key, report);
    for (const read of workspace.reads(key)) {
      const readers = this.readers.get(read) ?? new Set();
      this.readers.set(read, readers.add(key));
      if (read !== key) this.keepTree(read, workspace, isHeld);
    }
    if (!isHeld(key)) this.trees.has(key) ? workspace.releaseAnalysis(key) : workspace.release(key);
    return report;
  }

  private keepTree(key: string, workspace: Workspace, isHeld: (key: string) => boolean): void {
    this.trees.delete(key);
    this.trees.add(key);
    if (this.trees.size <= keptTrees) return;
    const [oldest] = this.trees;
    if (oldest === undefined) return;
    this.trees.delete(oldest);
    if (!isHeld(oldest)) workspace.release(oldest);
  }

  /** Forgets the trees that were kept for others: the folders have been gone through. */
  rest(workspace: Workspace, isHeld: (key: string) => boolean): void {
    for (const key of this.trees) if (!isHeld(key)) workspace.release(key);
    this.trees.clear();
  }

  /** Resolves when something may have changed since `changes` was `since`, or after so many milliseconds. */
  async changeAfter(since: number, milliseconds: number): Promise<void> {
    if (this.changes !== since) return;
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, milliseconds);
      this.waiting.add(wake);
    });
  }
}
