/** Why: `clausewright lint` says what is wrong in policy files, for a person or for another program. The order of its steps stands here. */
import { printable } from '../../explain/width';
import { judgeAll } from '../../lint/all';
import type { JudgedFile } from '../../lint/judged';
import { type Command, flag } from '../command';
import { misnamedConfig } from '../configured';
import { listingOptions } from '../files';
import { EXIT } from '../io';
import { baselinesOf, checkBaselineOptions } from '../lintBaseline';
import { fixModeOf, mendFiles, showFixes, wantedOf } from '../lintFix';
import { lintDetails, lintGroups } from '../lintHelp';
import { failsOn, lintOptions, outputsOf, proveBudgetOf } from '../lintOptions';
import { countsOf, reportedOf, unreadOf } from '../lintReported';
import { lintFiles, runOf } from '../lintRun';
import { baseOf } from '../lintSince';
import { writeReports } from '../reporters/outputs';
import type { LintResult, Reported } from '../reporters/reporter';
import { Session } from '../session';
import { ProgressLine } from '../text/progress';

export const lint: Command = {
  name: 'lint',
  usage: '[PATHS…]',
  summary: { en: 'say what is wrong in policy files', zh: '检查政策文件' },
  details: lintDetails,
  groups: lintGroups,
  options: lintOptions,
  arity: [0, Number.POSITIVE_INFINITY],
  async run(context, parsed) {
    const { io, m, colours } = context;
    const outputs = outputsOf(parsed, context);
    const fixMode = fixModeOf(parsed, context);
    const options = { prove: !flag(parsed, 'no-prove'), budget: proveBudgetOf(parsed, context) };
    checkBaselineOptions(parsed, context);
    const run = runOf(parsed, context);
    const base = baseOf(parsed, context);
    const { configs } = context;
    const { files: all, troubles, excluded } = lintFiles(parsed, context, listingOptions(parsed, configs));
    const misnamed = misnamedConfig(configs, io.cwd);
    if (misnamed !== undefined) io.err(`${m.misnamedConfig(printable(misnamed))}\n`);
    if (all.length === 0 && excluded.length > 0) io.err(`${m.allExcluded(excluded)}\n`);
    const affected = base?.affected(all.map(({ uri }) => uri));
    const files = affected ? all.filter(({ uri }) => affected.has(uri)) : all;

    const progress = new ProgressLine(io);
    const shown = new Map(files.map((file) => [file.uri, file.shown]));
    const found = await judgeAll(
      files.map(({ uri }) => uri),
      context.host,
      context.proving,
      { ...options, ...run, progress: (done, of, uri) => progress.show(m.checking(Math.min(done + 1, of), of, shown.get(uri) ?? uri)) },
    );
    /** What is reported of the files as they are judged. */
    const pick = async (judged: ReadonlyMap<string, JudgedFile>) => {
      const fresh = base && (await base.fresh(judged, context.proving, { ...options, ...run }));
      const reported = reportedOf(files, judged, configs, context);
      const news = reported.findings.filter((one: Reported) => fresh === undefined || fresh.has(one));
      const baselines = baselinesOf({ files, judged, proved: options.prove, fresh }, configs, parsed, context);
      const findings = baselines ? news.filter((one) => !baselines.isKnown(one)) : news;
      return { judged, troubles: reported.troubles, baselines, findings, old: reported.findings.length - news.length, news };
    };
    const first = new Map(files.map(({ uri }, n) => [uri, found[n] ?? { findings: [], reads: [] }]));
    let picked = await pick(first);
    progress.end();
    for (const note of base?.notes ?? []) io.err(`${note}\n`);

    let mended: LintResult['mended'];
    if (fixMode) {
      const wanted = wantedOf(picked.findings, picked.baselines !== undefined || base !== undefined, configs, first);
      if (fixMode === 'show') {
        const code = await showFixes(first, files, wanted, context, options);
        troubles.push(...picked.troubles);
        for (const trouble of troubles) io.err(`${colours.red(m.error)}: ${printable(trouble)}\n`);
        return troubles.length > 0 ? EXIT.couldNotRun : code;
      }
      const mending = await mendFiles(first, files, wanted, troubles, context, options);
      mended = mending.mended;
      if (mended.files > 0) picked = await pick(mending.judged);
    }
    const baseline = picked.baselines?.settle(picked.findings, picked.news.length - picked.findings.length);
    const findings = baseline?.findings ?? picked.findings;
    troubles.push(...picked.troubles);
    const unread = unreadOf(picked.judged);
    const result: LintResult = {
      counts: countsOf(findings, files.length - unread.size),
      files,
      unread,
      findings,
      troubles,
      ...(base ? { since: { revision: base.revision, commit: base.commit, known: picked.old } } : {}),
      ...(baseline ? { baseline: baseline.result } : {}),
      ...(mended ? { mended } : {}),
    };
    const unwritten = writeReports(outputs, result, context, new Session(context));
    // Of the formats that are printed only JSON says them itself.
    if (!outputs.some(({ format, file }) => format === 'json' && file === undefined))
      for (const trouble of troubles) io.err(`${colours.red(m.error)}: ${printable(trouble)}\n`);
    for (const trouble of unwritten) io.err(`${colours.red(m.error)}: ${printable(trouble)}\n`);
    if (findings.some(({ finding: { name, data } }) => name === 'not-decided' && data.reason === 'no-solver')) io.err(`${m.noSolver}\n`);
    if (troubles.length + unwritten.length > 0) return EXIT.couldNotRun;
    return failsOn(parsed, result) ? EXIT.found : EXIT.fine;
  },
};
