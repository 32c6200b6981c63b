/** Why: `lint --fix` mends what is certain and reports what is left; `--dry-run` shows it as a patch and writes nothing. */
import { dirname, relative, sep } from 'node:path';
import type { Configs } from '../config/configs';
import { certainFix } from '../core/lint/mending';
import { printable } from '../explain/width';
import { contains, readText } from '../host/nodeHost';
import { replaceFile } from '../host/replaceFile';
import { type FixedFile, Fixes, type Wanted } from '../lint/fix';
import type { JudgedFile, JudgeOptions } from '../lint/judged';
import { flag, type Parsed } from './command';
import type { PolicyFile } from './files';
import { type Context, EXIT, Trouble } from './io';
import type { Reported } from './reporters/reporter';
import { patch, shownPatch } from './text/patch';

export type FixMode = 'write' | 'show';

/** @throws Trouble where what is asked for does not go together */
export function fixModeOf(parsed: Parsed, { m }: Context): FixMode | undefined {
  if (!flag(parsed, 'fix')) {
    if (flag(parsed, 'dry-run')) throw new Trouble([m.needsOption('--dry-run', '--fix'), m.seeHelp('lint')]);
    return undefined;
  }
  if (!flag(parsed, 'dry-run')) return 'write';
  if (parsed.lists?.format) throw new Trouble([m.dryRunFormat, m.seeHelp('lint')]);
  return 'show';
}

/**
 * What may be mended: what is reported. Of a part of what is found only this part: the same findings are known by their fingerprints when the
 * text has changed. One that comes up while others are mended is wanted too, where it stands in an item in which nothing is kept from mending.
 * @param judged all that is found
 */
export function wantedOf(
  findings: readonly Reported[],
  isPart: boolean,
  configs: Configs,
  judged: ReadonlyMap<string, JudgedFile>,
): Wanted {
  const isTold: Wanted = (uri, { finding }) => configs.level(uri, finding) !== 'off';
  if (!isPart) return isTold;
  const reported = new Set(findings.map(({ file, fingerprint }) => `${file.uri} ${fingerprint}`));
  const kept = new Set<string>();
  for (const [uri, file] of judged)
    for (const { finding, fingerprint, item } of file.findings) {
      if (reported.has(`${uri} ${fingerprint}`)) continue;
      kept.add(`${uri} ${fingerprint}`);
      if (certainFix(finding)) kept.add(`${uri} in ${item}`);
    }
  return (uri, one) => {
    const key = `${uri} ${one.fingerprint}`;
    return reported.has(key) || (!kept.has(key) && !kept.has(`${uri} in ${one.item}`) && isTold(uri, one));
  };
}

export interface Mending {
  /** The files as they are judged after it. */
  readonly judged: ReadonlyMap<string, JudgedFile>;
  readonly mended: { readonly findings: number; readonly files: number };
}

/** Mends and writes; a file that cannot be written stays as it is, and is told in `troubles`. */
export async function mendFiles(
  judged: ReadonlyMap<string, JudgedFile>,
  files: readonly PolicyFile[],
  wanted: Wanted,
  troubles: string[],
  context: Context,
  options: JudgeOptions,
): Promise<Mending> {
  const fixes = new Fixes(judged, context.host, context.proving, options);
  let after = await fixes.mend(wanted);
  const unwritten = new Set<string>();
  for (const file of fixes.files) {
    const trouble = written(file, shownOf(file.uri, files), context);
    if (trouble === undefined) continue;
    troubles.push(trouble);
    unwritten.add(file.uri);
  }
  if (unwritten.size > 0) after = await fixes.without(unwritten);
  for (const uri of fixes.changed) troubles.push(context.m.changedMeanwhile(shownOf(uri, files).shown));
  return { judged: after, mended: countsOf(fixes.files) };
}

/** Prints what would be mended as a patch. @returns the exit code, but for what could not be read */
export async function showFixes(
  judged: ReadonlyMap<string, JudgedFile>,
  files: readonly PolicyFile[],
  wanted: Wanted,
  context: Context,
  options: JudgeOptions,
): Promise<number> {
  const { io, m, colours } = context;
  const fixes = new Fixes(judged, context.host, context.proving, options);
  await fixes.mend(wanted);
  const base = baseOfPatch(
    fixes.files.map(({ uri }) => shownOf(uri, files).path),
    io.cwd,
  );
  for (const { uri, before, after } of fixes.files) {
    const { path } = shownOf(uri, files);
    const read = readText(path);
    // A patch is of the file's bytes.
    const mark = !('error' in read) && read.bom ? '\ufeff' : '';
    const changed = { path: relative(base, path).replaceAll(sep, '/'), before: mark + before, after: mark + after };
    io.out(io.terminal ? shownPatch(changed, colours) : patch(changed));
  }
  const { findings, files: count } = countsOf(fixes.files);
  io.err(`${findings === 0 ? m.nothingToMend : m.wouldMend(findings, count)}\n`);
  if (base !== io.cwd) io.err(`${m.patchFrom(printable(base))}\n`);
  return findings === 0 ? EXIT.fine : EXIT.found;
}

/** The folder from which names in a patch are seen: that of the run, unless files lie elsewhere, since no tool takes names that lead upwards. */
function baseOfPatch(paths: readonly string[], cwd: string): string {
  if (paths.every((path) => contains(cwd, path))) return cwd;
  let base = dirname(paths[0] ?? cwd);
  while (dirname(base) !== base && !paths.every((path) => contains(base, path))) base = dirname(base);
  return base;
}

/** A trouble in words, if there is one. */
function written({ before, after }: FixedFile, { path, shown }: PolicyFile, { m }: Context): string | undefined {
  const read = readText(path);
  if ('error' in read) return m.fileTrouble(shown, read);
  // Another name of a file that has been written already.
  if (read.text === after) return undefined;
  if (read.text !== before) return m.changedMeanwhile(shown);
  const code = replaceFile(path, (read.bom ? '\ufeff' : '') + after);
  return code === undefined ? undefined : m.notWritten(shown, code);
}

function shownOf(uri: string, files: readonly PolicyFile[]): PolicyFile {
  return files.find((file) => file.uri === uri) ?? { uri, path: uri, shown: uri };
}

const countsOf = (files: readonly FixedFile[]): Mending['mended'] => ({
  findings: files.reduce((sum, { count }) => sum + count, 0),
  files: files.length,
});
