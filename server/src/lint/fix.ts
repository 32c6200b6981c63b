/** Why: what is certain to mend a finding can be done by one command, in every file, and looked at before. */
import type { NodeHost } from '../host/nodeHost';
import type { JudgedFile, JudgedFinding } from './judged';

export interface FixedFile {
  readonly uri: string;
  readonly before: string;
  readonly after: string;
  /** How many findings were mended. */
  readonly count: number;
}

/**
 * The files as they are with all certain fixes done, in rounds, since one may make way for another.
 * @param wanted which findings may be mended: those that are reported
 */
export function fixed(
  _judged: ReadonlyMap<string, JudgedFile>,
  _host: NodeHost,
  _wanted: (uri: string, finding: JudgedFinding) => boolean,
): readonly FixedFile[] {
  return [];
}
