/** Why: `clausewright lint` says what is wrong in policy files, for a person or for another program. The order of its steps stands here. */
import { resolve } from 'node:path';
import type { Configs } from '../../config/configs';
import { isProved } from '../../core/lint/index';
import { pathOf } from '../../host/nodeHost';
import { judgeAll } from '../../lint/all';
import { Baseline, BaselineTrouble } from '../../lint/baseline';
import { fixed } from '../../lint/fix';
import type { JudgedFile } from '../../lint/judged';
import { type Base, BaseTrouble, openBase } from '../../lint/since';
import { type Command, flag, type Parsed, text } from '../command';
import { configOfRun } from '../configured';
import { type PolicyFile, policyFiles, shownPath } from '../files';
import { type Context, EXIT, Trouble } from '../io';
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
    const options = { prove: !flag(parsed, 'no-prove'), budget: proveBudgetOf(parsed, context) };
    const base = baseOf(parsed, context);
    const { configs } = context;
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
    const judged = new Map(files.map(({ uri }, n) => [uri, judgedFiles[n] ?? { findings: [], reads: [] }]));
    const fresh = base && (await base.fresh(judged, context.proving, options));
    progress.end();
    for (const note of base?.notes ?? []) context.io.err(`${note}\n`);

    const found = reportedOf(files, judged, configs, troubles, context);
    const isNew = (one: Reported): boolean => fresh === undefined || fresh.has(one);
    const news = found.filter(isNew);
    const baseline = baselineOf(news, files, options.prove, base !== undefined, parsed, context);
    const findings = baseline ? news.filter((one) => !baseline.known.has(one)) : news;
    const session = new Session(context);
    if (flag(parsed, 'fix')) {
      const reported = new Set<unknown>(findings);
      fixed(judged, context.host, (_, finding) => reported.has(finding));
    }
    const result: LintResult = {
      counts: countsOf(findings, files.length - unreadOf(judged)),
      files,
      findings,
      troubles,
      ...(base ? { since: { revision: base.revision, commit: base.commit, known: found.length - news.length } } : {}),
      ...(baseline ? { baseline: { file: baseline.shown, known: baseline.known.size, stale: baseline.stale } } : {}),
    };
    write(outputs, result, context, session);
    // Of the formats that are printed only JSON says them itself.
    if (!outputs.some(({ format, file }) => format === 'json' && file === undefined))
      for (const trouble of troubles) context.io.err(`${context.colours.red(context.m.error)}: ${trouble}\n`);
    if (findings.some(({ finding: { name, data } }) => name === 'not-decided' && data.reason === 'no-solver'))
      context.io.err(`${context.m.noSolver}\n`);
    if (troubles.length > 0) return EXIT.couldNotRun;
    return failsOn(parsed, result) ? EXIT.found : EXIT.fine;
  },
};

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

/** The path of the baseline: as it was given, else that of the configuration. */
function baselineFile(parsed: Parsed, { configs, io }: Context): string | undefined {
  const given = text(parsed, 'baseline');
  if (given !== undefined) return resolve(io.cwd, given);
  const configured = configOfRun(configs, io.cwd)?.baseline;
  return configured === undefined ? undefined : pathOf(configured);
}

function baselineOf(
  found: readonly Reported[],
  files: readonly PolicyFile[],
  proved: boolean,
  isPart: boolean,
  parsed: Parsed,
  context: Context,
) {
  const path = baselineFile(parsed, context);
  if (path === undefined) return undefined;
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
