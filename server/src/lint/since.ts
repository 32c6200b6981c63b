/** Why: a reviewer wants to know what a change adds: the findings that an earlier revision did not have, wherever the text of either moved. */
import type { NodeHost } from '../host/nodeHost';
import type { ProvingHost } from '../proofs';
import type { JudgedFile, JudgedFinding, JudgeOptions } from './judged';

/** The revision that a run is compared with. */
export interface Base {
  /** As the user named it. */
  readonly revision: string;
  /** What the files are compared with: the commit at which this history left that of the revision. Forty hexadecimal digits. */
  readonly commit: string;
  /** Sentences on what the user should know of the comparison, e.g. that the clone is shallow. */
  readonly notes: readonly string[];
  /** Of these files (URIs) those in which there may be something new: their text, or one that they import, is another than in the base. */
  affected(uris: readonly string[]): ReadonlySet<string>;
  /** The findings that the base does not have. `judged` are affected files as they are now. */
  fresh(judged: ReadonlyMap<string, JudgedFile>, proving: ProvingHost, options: JudgeOptions): Promise<ReadonlySet<JudgedFinding>>;
}

/** What stands in the way, in the reader's language. */
export class BaseTrouble extends Error {}

/** @throws BaseTrouble without git, outside of a repository, where there is no such revision, or where the clone is too shallow to have it */
export function openBase(revision: string, _cwd: string, _host: NodeHost, _language: 'en' | 'zh'): Base {
  throw new BaseTrouble(revision);
}
