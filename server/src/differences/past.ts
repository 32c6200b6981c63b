/** Why: where earlier versions of files come from, as the rest of the server sees it; in a browser there are none. */
import type { Host } from '../core/workspace';
import type { Against, Choices } from '../differenceProtocol';

/** A revision that was found. */
export interface Meant {
  /** Forty hexadecimal digits. */
  readonly commit: string;
  /** As a person calls it; undefined: the last commit. */
  readonly name: string | undefined;
}

/** What stands in the way, in the reader's language. `quiet`: there is nothing to compare with, which is nobody's mistake. */
export interface PastTrouble {
  readonly trouble: string;
  readonly quiet: boolean;
}

/** A file as it was. */
export interface PastFile {
  /** Its address then, in terms of the folder now. */
  readonly uri: string;
  readonly host: Host;
}

export interface Past {
  /** Which commit is meant now: the same for every file of a folder. It asks git each time. Never throws. */
  find(uri: string, against: Exclude<Against, { kind: 'file' }>, setting: string, language: 'en' | 'zh'): Meant | PastTrouble;
  /** The file in that commit. What it reads has to be read at once: what is the same on the disk is read there. Never throws. */
  file(uri: string, commit: string, language: 'en' | 'zh'): PastFile | PastTrouble;
  choices(uri: string, language: 'en' | 'zh'): Choices;
  /** What git keeps of the repository that the file stands in, as a URI: of a second work tree, or where a folder within is open, elsewhere. Never throws. */
  gitFolder(uri: string): string | undefined;
}

export const isTrouble = (found: object): found is PastTrouble => 'trouble' in found;

/** Git writes one of these whenever another commit or branch is there, or a remote's was fetched. */
export const headNames = ['HEAD', 'logs/HEAD', 'FETCH_HEAD'] as const;
export const headFiles = headNames.map((name) => `**/.git/${name}`);

/** One of {@link headFiles}, wherever git keeps it, or a repository as a whole. */
export const isHead = (uri: string): boolean => /\/(?:\.git|(?:FETCH_)?HEAD)$/.test(uri);

/** What git keeps for itself is no part of the folder. */
export const isGitsOwn = (uri: string): boolean => /\/\.git(?:\/|$)/.test(uri);
