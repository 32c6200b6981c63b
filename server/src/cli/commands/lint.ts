/** Why: `clausewright lint` says what is wrong in policy files, for a person or for another program. The order of its steps stands here. */
import { Configs } from '../../config/configs';
import { judgeAll } from '../../lint/all';
import { fixed } from '../../lint/fix';
import type { JudgedFile } from '../../lint/judged';
import { type Command, flag } from '../command';
import { listingOptions, type PolicyFile } from '../files';
import { type Context, EXIT } from '../io';
import { baselinesOf, checkBaselineOptions } from '../lintBaseline';
import { failsOn, lintOptions, type Output, outputsOf, proveBudgetOf } from '../lintOptions';
import { lintFiles, runOf } from '../lintRun';
import { baseOf } from '../lintSince';
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
    checkBaselineOptions(parsed, context);
    const base = baseOf(parsed, context);
    const configs = new Configs({ read: (uri) => context.host.read(uri) });
    const run = runOf(parsed, context);
    const { files: all, troubles, excluded } = lintFiles(parsed, context, listingOptions(parsed, configs));
    if (all.length === 0 && excluded.length > 0) context.io.err(`${context.m.allExcluded(excluded)}\n`);
    const affected = base?.affected(all.map(({ uri }) => uri));
    const files = affected ? all.filter(({ uri }) => affected.has(uri)) : all;
    const progress = new ProgressLine(context.io);
    const judgedFiles = await judgeAll(
      files.map(({ uri }) => uri),
      context.host,
      context.proving,
      { ...options, ...run, progress: (done, of, uri) => progress.show(context.m.checking(done + 1, of, shownFile(uri, files))) },
    );
    const judged = new Map(files.map(({ uri }, n) => [uri, judgedFiles[n] ?? { findings: [], reads: [] }]));
    const fresh = base && (await base.fresh(judged, context.proving, options));
    progress.end();
    for (const note of base?.notes ?? []) context.io.err(`${note}\n`);

    const found = reportedOf(files, judged, configs, troubles, context);
    const isNew = (one: Reported): boolean => fresh === undefined || fresh.has(one);
    const news = found.filter(isNew);
    const baselines = baselinesOf({ files, judged, proved: options.prove, isPart: base !== undefined }, configs, parsed, context);
    const unknown = baselines ? news.filter((one) => !baselines.isKnown(one)) : news;
    const baseline = baselines?.settle(unknown, news.length - unknown.length);
    const findings = baseline?.findings ?? unknown;
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
      ...(baseline ? { baseline: baseline.result } : {}),
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

function write(outputs: readonly Output[], result: LintResult, context: Context, session: Session): void {
  for (const output of outputs) {
    const printed = report(output.format, result, context, session);
    context.io.out(printed);
  }
}
