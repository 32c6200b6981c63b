/** Why: a repository that already has findings starts clean: those that are written down in a baseline are known, one by one. Its file is read and written here. */
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { type BaselineEntry, matchBaseline, printBaseline, readBaseline } from '../core/lint/baseline';
import { type BaselineProblem, baselineSentence } from '../explain/baselineFault';
import { readText } from '../host/nodeHost';
import { replaceFile } from '../host/replaceFile';
import type { JudgedFinding } from './judged';

export type { BaselineEntry } from '../core/lint/baseline';

/** A finding with the path of its file. */
export interface Placed extends JudgedFinding {
  /** Absolute. */
  readonly path: string;
  /** The revision that is compared with did not have it. */
  readonly isNew?: boolean;
}

/** What a run has looked at. Paths are absolute. */
export interface Looked {
  /** Whether the file was judged as a whole. */
  isJudged(path: string): boolean;
  /** Whether a file of this path would have been judged if there were one. */
  isSought(path: string): boolean;
  /** Whether a finding of this name would be found in this run: what was not looked for is not stale. */
  mayFind(name: string): boolean;
}

export interface BaselineMatch<F extends Placed> {
  /** Each with its entry, which may be of the name that the file had before. */
  readonly known: ReadonlyMap<F, BaselineEntry>;
  /** Entries of judged files that no finding is any longer, and of files that are gone. */
  readonly stale: readonly BaselineEntry[];
}

/** The message is a sentence for the user. */
export class BaselineTrouble extends Error {}

export class Baseline {
  private constructor(
    /** Absolute. */
    readonly path: string,
    /** As the user knows it. */
    readonly shown: string,
    readonly entries: readonly BaselineEntry[],
    /** Undefined: there is no file yet. */
    private readonly text: string | undefined,
    private readonly language: 'en' | 'zh',
  ) {}

  /** @throws BaselineTrouble where it is missing, is no JSON, or is not of the form */
  static read(path: string, shown: string, language: 'en' | 'zh', ifMissing: 'trouble' | 'empty'): Baseline {
    const trouble = (problem: BaselineProblem) => new BaselineTrouble(baselineSentence(shown, problem, language));
    const read = readText(path);
    if ('error' in read) {
      if (read.error === 'missing' && ifMissing === 'empty') return new Baseline(path, shown, [], undefined, language);
      if (read.error === 'unreadable')
        throw trouble(
          read.code === 'EISDIR' ? { code: 'folder' } : { code: 'unreadable', ...(read.code === undefined ? {} : { system: read.code }) },
        );
      throw trouble({ code: read.error });
    }
    const said = readBaseline(read.text);
    if ('fault' in said) throw trouble(said.fault);
    return new Baseline(path, shown, said.entries, read.text, language);
  }

  match<F extends Placed>(found: readonly F[], looked: Looked): BaselineMatch<F> {
    const sought = found.map((one) => ({
      one,
      fingerprint: one.fingerprint,
      file: this.named(one.path),
      ...(one.isNew && { isNew: true }),
    }));
    const { known, stale } = matchBaseline(this.entries, sought, {
      isJudged: (file) => looked.isJudged(this.pathOf(file)),
      isGone: (file) => looked.isSought(this.pathOf(file)) && !existsSync(this.pathOf(file)),
      mayFind: (name) => looked.mayFind(name),
    });
    return { known: new Map([...known].map(([{ one }, entry]) => [one, entry])), stale };
  }

  entryOf({ path, item, fingerprint, finding }: Placed): BaselineEntry {
    return { file: this.named(path), finding: finding.name, item, fingerprint };
  }

  /**
   * The file with these entries and without those; as it is where nothing changes.
   * @throws BaselineTrouble where it cannot be written
   */
  write(add: readonly BaselineEntry[], remove: readonly BaselineEntry[]): void {
    const gone = new Set(remove.map(keyOf));
    const text = printBaseline([...this.entries.filter((entry) => !gone.has(keyOf(entry))), ...add]);
    if (text === this.text) return;
    const system = this.text === undefined ? createFile(this.path, text) : replaceFile(this.path, text);
    if (system !== undefined) throw new BaselineTrouble(baselineSentence(this.shown, { code: 'unwritable', system }, this.language));
  }

  /** Relative to the baseline's folder, with `/`; a path of another drive as it is. */
  private named(path: string): string {
    return relative(dirname(this.path), path).split(sep).join('/');
  }

  private pathOf(file: string): string {
    return isAbsolute(file) ? file : join(dirname(this.path), ...file.split('/'));
  }
}

const keyOf = ({ file, fingerprint }: BaselineEntry): string => `${fingerprint} ${file}`;

/** A new file, as a whole or not at all. @returns the system's code on failure */
function createFile(path: string, text: string): string | undefined {
  const beside = `${path}.${process.pid}.tmp`;
  let made = false;
  try {
    const handle = openSync(beside, 'wx');
    made = true;
    try {
      writeFileSync(handle, text, 'utf8');
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(beside, path);
    return undefined;
  } catch (error) {
    if (made) rmSync(beside, { force: true });
    return (error as NodeJS.ErrnoException).code ?? 'unknown';
  }
}
