/**
 * Why: what a folder wants of its policies is written once, in `clausewright.yaml`, and read alike by the editor and the command line. Pure:
 * files are read through a host.
 */
import type { Finding, Severity } from '../core/finding';
import type { FileContent } from '../core/workspace';

export const configName = 'clausewright.yaml';

/** What a finding is told as; `off`: not at all. */
export type Level = Severity | 'off';

/** One `clausewright.yaml`, as far as others than {@link Configs} need it. */
export interface Config {
  readonly uri: string;
  /** The language of messages. */
  readonly language?: 'en' | 'zh';
  /** The URI of the baseline. */
  readonly baseline?: string;
}

/** Something in a configuration that cannot stand so. Offsets are UTF-16 units of its text. */
export interface ConfigProblem {
  readonly uri: string;
  readonly start: number;
  readonly end: number;
  message(language: 'en' | 'zh'): string;
}

export interface ConfigHost {
  /** Never throws. */
  read(uri: string): FileContent;
}

export interface ConfigOptions {
  /** The URI of the one configuration that counts for every file; `null`: none counts. Else the nearest upwards from each file. */
  readonly only?: string | null;
}

/** The configurations that are found upwards from files. Each is read once, until {@link forget}. */
export class Configs {
  constructor(
    readonly host: ConfigHost,
    readonly options: ConfigOptions = {},
  ) {}

  /** The configuration of a file: the nearest upwards from it. It counts alone: those further up are not read. */
  of(_uri: string): Config | undefined {
    return undefined;
  }

  /** What a finding in the file is told as. */
  level(_uri: string, finding: Pick<Finding, 'name' | 'severity'>): Level {
    return finding.severity;
  }

  /** Whether the patterns of the file's configuration take the file in. */
  covers(_uri: string): boolean {
    return true;
  }

  /** What is wrong in the configurations that were read so far. */
  problems(): readonly ConfigProblem[] {
    return [];
  }

  /** Files came, went or changed: everything is read again when it is next asked for. */
  forget(): void {}
}
