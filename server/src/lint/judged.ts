/** Why: what is found in a file as plain data, so that it can come from a worker thread, a cache, or another revision alike. */
import type { Finding } from '../core/finding';
import type { Identity } from '../core/lint/fingerprint';
import type { FileTrouble } from '../host/utf8';

/** Nothing in it but data: it survives `structuredClone` and JSON. Fixes have no witness to fill a form with. */
export interface JudgedFinding extends Identity {
  readonly finding: Finding;
}

/** What is found in one file. Severities are the findings' own: what a configuration makes of them is not known here. */
export interface JudgedFile {
  /** Sorted by place. */
  readonly findings: readonly JudgedFinding[];
  /** Canonical URIs of all files whose text, presence or absence the findings rest on, the file itself included. */
  readonly reads: readonly string[];
  /** The file cannot be read; then nothing is found. */
  readonly trouble?: FileTrouble;
  /** What a bug of the prover said; what is found without proofs is there all the same. */
  readonly notProved?: string;
  /** The solver was stopped by a clock, or died: another run may find something else, so this is not to be kept. */
  readonly unsure?: true;
}

export interface JudgeOptions {
  /** Whether it is proved what can happen over all applicants. */
  readonly prove: boolean;
  /** How much work one question of the prover may cost, in hundredths of the usual. */
  readonly budget: number;
}
