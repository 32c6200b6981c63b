/** Why: what `clausewright lint` does with baselines: the one that is named, or those that the configurations name, each for its files. */
import { resolve } from 'node:path';
import type { Configs } from '../config/configs';
import { isProved } from '../core/lint/index';
import { printable } from '../explain/width';
import { contains, pathOf } from '../host/nodeHost';
import { Baseline, type BaselineEntry, type BaselineMatch, BaselineTrouble, type Placed } from '../lint/baseline';
import type { JudgedFile } from '../lint/judged';
import type { Fresh } from '../lint/since';
import { flag, type Parsed, text } from './command';
import { type PolicyFile, shownPath } from './files';
import { type Context, Trouble } from './io';
import type { LintResult, Reported } from './reporters/reporter';

/** What this run has looked at. */
export interface LintedFiles {
  readonly files: readonly PolicyFile[];
  readonly judged: ReadonlyMap<string, JudgedFile>;
  readonly proved: boolean;
  /** With `--since`, what is new: only a part of the findings is known, so nothing is stale. */
  readonly fresh: Fresh | undefined;
}

interface Group {
  readonly baseline: Baseline;
  readonly match: BaselineMatch<Placed>;
  readonly uris: ReadonlySet<string>;
}

/** The baselines of a run, and what of the findings they know. */
export class Baselines {
  constructor(
    private readonly groups: readonly Group[],
    private readonly known: ReadonlySet<string>,
    private readonly adds: boolean,
    private readonly prunes: boolean,
  ) {}

  isKnown(one: Reported): boolean {
    return this.known.has(keyOf(one.file.path, one.fingerprint));
  }

  /**
   * Writes what is to be written; `findings` are those that are reported and not known.
   * @throws Trouble where a file cannot be written
   */
  settle(
    findings: readonly Reported[],
    knownOnes: number,
  ): { readonly result: NonNullable<LintResult['baseline']>; readonly findings: readonly Reported[] } {
    let added = 0;
    let removed = 0;
    const taken = new Set<Reported>();
    const stale: BaselineEntry[] = [];
    for (const { baseline, match, uris } of this.groups) {
      const add: BaselineEntry[] = [];
      const remove: BaselineEntry[] = [];
      if (this.adds)
        for (const one of findings) {
          if (!uris.has(one.file.uri)) continue;
          taken.add(one);
          add.push(baseline.entryOf({ ...one, path: one.file.path }));
        }
      added += add.length;
      if (this.prunes) {
        remove.push(...match.stale);
        removed += match.stale.length;
      } else stale.push(...match.stale);
      // Of a file that was renamed.
      if (this.adds || this.prunes)
        for (const [one, entry] of match.known) {
          const now = baseline.entryOf(one);
          if (now.file === entry.file) continue;
          remove.push(entry);
          add.push(now);
        }
      if (this.adds || this.prunes) inWords(() => baseline.write(add, remove));
    }
    return {
      result: {
        file: this.groups.map(({ baseline }) => baseline.shown).join(', '),
        known: knownOnes,
        stale,
        ...(this.adds ? { added } : {}),
        ...(this.prunes ? { removed } : {}),
      },
      findings: findings.filter((one) => !taken.has(one)),
    };
  }
}

const keyOf = (path: string, fingerprint: string): string => `${fingerprint} ${path}`;

function inWords<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof BaselineTrouble) throw new Trouble([error.message]);
    throw error;
  }
}

/** Whether what was asked for goes together. @throws Trouble */
export function checkBaselineOptions(parsed: Parsed, { m }: Context): void {
  if (flag(parsed, 'baseline-prune') && text(parsed, 'since') !== undefined) throw new Trouble([m.pruneNeedsAll, m.seeHelp('lint')]);
}

/** @returns undefined where there is none. @throws Trouble where one cannot be read */
export function baselinesOf(run: LintedFiles, configs: Configs, parsed: Parsed, context: Context): Baselines | undefined {
  const [adds, prunes] = [flag(parsed, 'baseline-add'), flag(parsed, 'baseline-prune')];
  const paths = pathsOf(run.files, configs, parsed, context);
  if (paths.size === 0) {
    const option = adds ? 'baseline-add' : prunes ? 'baseline-prune' : undefined;
    // Where no file is looked at it is not known which baseline would be theirs.
    if (option !== undefined && run.files.length > 0)
      throw new Trouble([context.m.whichBaseline(`--${option}`), context.m.seeHelp('lint')]);
    return undefined;
  }
  const { cwd } = context.io;
  const searched = (parsed.positionals.length === 0 ? ['.'] : parsed.positionals).map((path) => resolve(cwd, path));
  const known = new Set<string>();
  const groups = [...paths].map(([path, files]): Group => {
    const baseline = inWords(() => Baseline.read(path, printable(shownPath(path, cwd)), context.language, adds ? 'empty' : 'trouble'));
    // What standard input says is one file, and no folder is searched.
    const searches = !flag(parsed, 'stdin');
    const whole = new Set(files.filter(({ uri }) => !run.judged.get(uri)?.trouble).map((file) => file.path));
    const found = files.flatMap((file) =>
      (run.judged.get(file.uri)?.findings ?? []).map(
        (one): Placed => ({ ...one, path: file.path, ...(run.fresh?.has(one) && { isNew: true }) }),
      ),
    );
    const match = baseline.match(found, {
      isJudged: (each) => !run.fresh && whole.has(each),
      isSought: (each) => searches && searched.some((folder) => contains(folder, each)),
      mayFind: (name) => !run.fresh && (run.proved || !isProved(name as Parameters<typeof isProved>[0])),
    });
    for (const one of match.known.keys()) known.add(keyOf(one.path, one.fingerprint));
    return { baseline, match, uris: new Set(files.map(({ uri }) => uri)) };
  });
  return new Baselines(groups, known, adds, prunes);
}

/** The named baseline counts for every file; else that of the file's configuration. */
function pathsOf(files: readonly PolicyFile[], configs: Configs, parsed: Parsed, { io }: Context): Map<string, PolicyFile[]> {
  const given = text(parsed, 'baseline');
  if (given !== undefined) return new Map([[resolve(io.cwd, given), [...files]]]);
  const paths = new Map<string, PolicyFile[]>();
  for (const file of files) {
    const uri = configs.of(file.uri)?.baseline;
    const path = uri === undefined ? undefined : pathOf(uri);
    if (path === undefined) continue;
    const list = paths.get(path);
    if (list) list.push(file);
    else paths.set(path, [file]);
  }
  return paths;
}
