/**
 * Why: where the server reads no file itself, files come later than they are asked for. What is said meanwhile would be wrong and taken
 * back at once, so findings are held back, and answers are made again, until everything that they rest on is there.
 */
import type { Workspace } from './core/workspace';

/** Files that somebody else reads: what has not come yet is answered as missing, and told when it is there. */
export interface LateFiles {
  /** Whether anything was asked for and has not come. */
  readonly waiting: boolean;
  isAwaited(uri: string): boolean;
  /** Resolves when nothing is awaited any more. */
  settled(): Promise<void>;
  /** Asks for all files of the folders that were listed, for whoever is about to look at all of them; resolves when they are there. */
  fetchListed(): Promise<void>;
  /** The file is another now, as an editor that watches it tells: it is asked for again. Canonical URI. */
  changed(uri: string): void;
  /** A file has come. Set by the wiring. */
  onFile: (uri: string) => void;
  /** The list of a folder's files has come. Set by the wiring. */
  onList: () => void;
}

/** False while files that the file's program wants are still to come. */
export function isComplete(late: LateFiles | undefined, workspace: Workspace, uri: string): boolean {
  // Asking which they are asks for them.
  return !late || !workspace.reads(uri).some((one) => late.isAwaited(one));
}

/** Files that come late may be many after each other: a list, its files, what they import. */
const longestChain = 20;

/**
 * The answer that takes every file into account.
 * @param once of what does something rather than tell something: then only what is awaited beforehand counts
 */
export async function wholeAnswer<T>(late: LateFiles | undefined, once: boolean, answer: () => T | Promise<T>): Promise<T> {
  if (!late) return answer();
  for (let round = 1; ; round++) {
    await late.settled();
    const last = once || round === longestChain;
    try {
      const result = await answer();
      if (last || !late.waiting) return result;
    } catch (error) {
      if (last || !late.waiting) throw error;
    }
  }
}
