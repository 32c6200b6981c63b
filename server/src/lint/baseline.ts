/** Why: a repository that already has findings starts clean: those that are written down in a baseline are known, one by one. */
import type { JudgedFinding } from './judged';

/** One known finding. `file` is relative to the baseline's folder, with `/`. */
export interface BaselineEntry {
  readonly file: string;
  readonly finding: string;
  readonly item: string;
  readonly fingerprint: string;
}

/** A finding with the path of its file. */
export interface Placed extends JudgedFinding {
  /** Absolute. */
  readonly path: string;
}

export interface BaselineMatch {
  readonly known: ReadonlySet<JudgedFinding>;
  /** Entries of judged files that no finding is any longer, and of files that are gone. */
  readonly stale: readonly BaselineEntry[];
}

export class BaselineTrouble extends Error {}

export class Baseline {
  constructor(
    readonly path: string,
    readonly entries: readonly BaselineEntry[],
  ) {}

  /** @throws BaselineTrouble (a sentence) where it is missing, is no JSON, or is not of the form */
  static read(path: string, _language: 'en' | 'zh', _ifMissing: 'trouble' | 'empty'): Baseline {
    return new Baseline(path, []);
  }

  /** @param mayFind whether a finding of this name would be found in this run: what was not looked for is not stale */
  match(_found: readonly Placed[], _judged: ReadonlySet<string>, _mayFind: (name: string) => boolean): BaselineMatch {
    return { known: new Set(), stale: [] };
  }

  /** @throws BaselineTrouble where it cannot be written */
  write(_add: readonly Placed[], _remove: readonly BaselineEntry[], _language: 'en' | 'zh'): void {}
}
