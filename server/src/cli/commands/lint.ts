/** Why: `clausewright lint` says what is wrong in policy files, for a person or for another program. The order of its steps stands here. */
import { resolve } from 'node:path';
import { Configs } from '../../config/configs';
import type { Finding } from '../../core/finding';
import { isProved } from '../../core/lint/index';
import { printable } from '../../explain/width';
import { judgeAll } from '../../lint/all';
import { Baseline, BaselineTrouble } from '../../lint/baseline';
import type { Wanted } from '../../lint/fix';
import type { JudgedFile } from '../../lint/judged';
import { type Base, BaseTrouble, openBase } from '../../lint/since';
import { type Command, flag, type Parsed, text } from '../command';
import { type PolicyFile, policyFiles, shownPath } from '../files';
import { type Context, EXIT, Trouble } from '../io';
import { fixModeOf, mendFiles, showFixes } from '../lintFix';
import { failsOn, lintOptions, type Output, outputsOf, proveBudgetOf } from '../lintOptions';
import { report } from '../reporters/index';
import type { LintResult, Reported } from '../reporters/reporter';
import { Session } from '../session';
import { ProgressLine } from '../text/progress';

export const lint: Command = {
  name: 'lint',
  usage: '[PATHS…]',
  summary: { en: 'say what is wrong in policy files', zh: '检查政策文件' },
  details: {
    en: `Folders are searched for *.clause and *.clause.md. Exits 1 if there is a warning or an error, 2 if a path could not be read;
information alone exits 0. It is proved what can happen over all applicants; --no-prove leaves that out. Lines and columns count from 1, columns in characters. The JSON is described in docs/cli.md.`,
    zh: `文件夹中的 *.clause 和 *.clause.md 都会检查。有警告或错误时退出码为 1，路径无法读取时为 2；只有提示时为 0。
会证明对所有申请人可能发生的情况；--no-prove 则不做。行列从 1 起，列按字符计。JSON 格式见 docs/cli.md。`,
  },
  options: lintOptions,
  arity: [0, Number.POSITIVE_INFINITY],
  async run(context, parsed) {
    const outputs = outputsOf(parsed, context);
    const fixMode = fixModeOf(parsed, context);
    const options = { prove: !flag(parsed, 'no-prove'), budget: proveBudgetOf(parsed, context) };
    const base = baseOf(parsed, context);
    const configs = new Configs({ read: (uri) => context.host.read(uri) });
    const { files: all, troubles } = policyFiles(parsed.positionals.length === 0 ? ['.'] : parsed.positionals, context);
    const affected = base?.affected(all.map(({ uri }) => uri));
    const files = affected ? all.filter(({ uri }) => affected.has(uri)) : all;
    const progress = new ProgressLine(context.io);
    const judgedFiles = await judgeAll(
      files.map(({ uri }) => uri),
      context.host,
      context.proving,
      { ...options, progress: (done, of, uri) => progress.show(context.m.checking(done + 1, of, shownFile(uri, files))) },
    );
    const first = new Map(files.map(({ uri }, n) => [uri, judgedFiles[n] ?? { findings: [], reads: [] }]));
    /** What is reported of the files as they are judged. */
    const pick = async (judged: ReadonlyMap<string, JudgedFile>) => {
      const fresh = base && (await base.fresh(judged, context.proving, options));
      const unread: string[] = [];
      const found = reportedOf(files, judged, configs, unread, context);
      const isNew = (one: Reported): boolean => fresh === undefined || fresh.has(one);
      const news = found.filter(isNew);
      const baseline = baselineOf(news, files, options.prove, base !== undefined, parsed, context);
      const findings = baseline ? news.filter((one) => !baseline.known.has(one)) : news;
      return { judged, unread, baseline, findings, known: found.length - news.length };
    };
    let picked = await pick(first);
    progress.end();
    for (const note of base?.notes ?? []) context.io.err(`${note}\n`);
    let mended: LintResult['mended'];
    if (fixMode) {
      const isPart = picked.baseline !== undefined || base !== undefined;
      const wanted = isPart
        ? amongThese(picked.findings)
        : (uri: string, { finding }: { finding: Finding }) => configs.level(uri, finding) !== 'off';
      if (fixMode === 'show') {
        const code = await showFixes(first, files, wanted, context, options);
        troubles.push(...picked.unread);
        for (const trouble of troubles) context.io.err(`${context.colours.red(context.m.error)}: ${printable(trouble)}\n`);
        return troubles.length > 0 ? EXIT.couldNotRun : code;
      }
      const mending = await mendFiles(first, files, wanted, troubles, context, options);
      mended = mending.mended;
      if (mended.files > 0) picked = await pick(mending.judged);
    }
    const { judged, baseline, findings, known } = picked;
    troubles.push(...picked.unread);
    const session = new Session(context);
    const result: LintResult = {
      counts: countsOf(findings, files.length - unreadOf(judged)),
      files,
      findings,
      troubles,
      ...(base ? { since: { revision: base.revision, commit: base.commit, known } } : {}),
      ...(baseline ? { baseline: { file: baseline.shown, known: baseline.known.size, stale: baseline.stale } } : {}),
      ...(mended ? { mended } : {}),
    };
    write(outputs, result, context, session);
    // Of the formats that are printed only JSON says them itself.
    if (!outputs.some(({ format, file }) => format === 'json' && file === undefined))
      for (const trouble of troubles) context.io.err(`${context.colours.red(context.m.error)}: ${printable(trouble)}\n`);
    if (findings.some(({ finding: { name, data } }) => name === 'not-decided' && data.reason === 'no-solver'))
      context.io.err(`${context.m.noSolver}\n`);
    if (troubles.length > 0) return EXIT.couldNotRun;
    return failsOn(parsed, result) ? EXIT.found : EXIT.fine;
  },
};

/** Of a part of what is found only this part is mended: the same findings are known by their fingerprints when the text has changed. */
function amongThese(findings: readonly Reported[]): Wanted {
  const reported = new Set(findings.map(({ file, fingerprint }) => `${file.uri} ${fingerprint}`));
  return (uri, { fingerprint }) => reported.has(`${uri} ${fingerprint}`);
}

const shownFile = (uri: string, files: readonly PolicyFile[]): string => files.find((file) => file.uri === uri)?.shown ?? uri;

function baseOf(parsed: Parsed, context: Context): Base | undefined {
  const revision = text(parsed, 'since');
  if (revision === undefined) return undefined;
  try {
    return openBase(revision, context.io.cwd, context.host, context.language);
  } catch (error) {
    if (error instanceof BaseTrouble) throw new Trouble([error.message]);
    throw error;
  }
}

/** What is found, with the severities of the configurations; what could not be read or proved is added to `troubles`. */
function reportedOf(
  files: readonly PolicyFile[],
  judged: ReadonlyMap<string, JudgedFile>,
  configs: Configs,
  troubles: string[],
  { m }: Context,
): Reported[] {
  return files.flatMap((file) => {
    const { findings = [], trouble, notProved } = judged.get(file.uri) ?? {};
    if (trouble) troubles.push(m.fileTrouble(file.shown, trouble));
    if (notProved !== undefined) troubles.push(m.notProved(file.shown, notProved));
    return findings.flatMap((one): Reported[] => {
      const severity = configs.level(file.uri, one.finding);
      if (severity === 'off') return [];
      return [{ ...one, file, finding: severity === one.finding.severity ? one.finding : { ...one.finding, severity } }];
    });
  });
}

const unreadOf = (judged: ReadonlyMap<string, JudgedFile>): number => [...judged.values()].filter(({ trouble }) => trouble).length;

function countsOf(findings: readonly Reported[], files: number): LintResult['counts'] {
  const count = (severity: string) => findings.filter(({ finding }) => finding.severity === severity).length;
  return { files, errors: count('error'), warnings: count('warning'), information: count('information') };
}

function baselineOf(
  found: readonly Reported[],
  files: readonly PolicyFile[],
  proved: boolean,
  isPart: boolean,
  parsed: Parsed,
  context: Context,
) {
  const given = text(parsed, 'baseline');
  if (given === undefined) return undefined;
  const path = resolve(context.io.cwd, given);
  try {
    const adds = flag(parsed, 'baseline-add');
    const baseline = Baseline.read(path, context.language, adds ? 'empty' : 'trouble');
    const placed = found.map((one) => ({ ...one, path: one.file.path, one }));
    const judged = new Set(isPart ? [] : files.map((file) => file.path));
    const match = baseline.match(placed, judged, (name) => proved || !isProved(name as never));
    const known = new Set(placed.filter((each) => match.known.has(each)).map(({ one }) => one));
    return { shown: shownPath(path, context.io.cwd), known, stale: match.stale };
  } catch (error) {
    if (error instanceof BaselineTrouble) throw new Trouble([error.message]);
    throw error;
  }
}

function write(outputs: readonly Output[], result: LintResult, context: Context, session: Session): void {
  for (const output of outputs) {
    const printed = report(output.format, result, context, session);
    context.io.out(printed);
  }
}
