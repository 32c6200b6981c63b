/** Why: what a run was compared with is told in one way by every report that people read. */
import type { Messages } from '../messages/messages';
import type { LintResult } from './reporter';

/** `main (abc1234)`; `abc1234` alone where the user named the commit by its digits, as a build server does. */
export function revisionText({ revision, commit }: NonNullable<LintResult['since']>, m: Messages): string {
  const short = commit.slice(0, 7);
  return /^[0-9a-f]{7,}$/i.test(revision) && commit.startsWith(revision.toLowerCase()) ? short : m.namedCommit(revision, short);
}
