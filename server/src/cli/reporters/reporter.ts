/** Why: the result of a lint run as data; each format is one function of it. */

import type { BaselineEntry } from '../../lint/baseline';
import type { JudgedFinding } from '../../lint/judged';
import type { PolicyFile } from '../files';
import type { Context } from '../io';
import type { Counts } from '../messages/messages';
import type { Session } from '../session';

/** A finding as it is reported: with the severity that the configuration gives it. */
export interface Reported extends JudgedFinding {
  readonly file: PolicyFile;
}

export interface LintResult {
  readonly counts: Counts;
  /** The files that were judged, in order. */
  readonly files: readonly PolicyFile[];
  /** Canonical URIs of those that could not be read. */
  readonly unread?: ReadonlySet<string>;
  /** In the order of the files, then by place. */
  readonly findings: readonly Reported[];
  /** Sentences on what could not be read. */
  readonly troubles: readonly string[];
  /** Only what is new since a revision is reported; `known` findings were there before. */
  readonly since?: { readonly revision: string; readonly commit: string; readonly known: number };
  /** Only what the baseline does not hold is reported. `file` as the user knows it. */
  readonly baseline?: {
    readonly file: string;
    readonly known: number;
    /** What it lists and is no longer found; the exit code is 1 for it. */
    readonly stale: readonly BaselineEntry[];
    /** With `--baseline-add`. */
    readonly added?: number;
    /** With `--baseline-prune`. */
    readonly removed?: number;
  };
  /** With `--fix`: what was mended; `findings` are what is left. */
  readonly mended?: { readonly findings: number; readonly files: number };
}

/**
 * A format: the whole of what is printed, or goes into a file. Places in lines and columns come from `session` (`lines`, `shown`, `where`), which
 * knows the texts of all files that findings speak of.
 */
export type Reporter = (result: LintResult, context: Context, session: Session) => string;
