/** Why: the result of a lint run as data; each format is one function of it. */
import type { Finding } from '../../core/finding';
import type { PolicyFile } from '../files';
import type { Context } from '../io';
import type { Counts } from '../messages/messages';
import type { Session } from '../session';

export interface LintResult {
  readonly counts: Counts;
  readonly findings: readonly { readonly file: PolicyFile; readonly finding: Finding }[];
  /** Sentences on what could not be read. */
  readonly troubles: readonly string[];
}

export type Reporter = (result: LintResult, context: Context, session: Session) => void;
