/** Why: `clausewright lint` says what is wrong in policy files, for a person or for another program. */
import type { Finding } from '../../core/finding';
import { printable } from '../../explain/width';
import { mostProveBudget, proveBudgetFrom } from '../../protocol';
import { type Command, flag, type Parsed, text } from '../command';
import { type PolicyFile, policyFiles } from '../files';
import { type Context, EXIT, Trouble } from '../io';
import { Proofreader } from '../proving';
import { json } from '../reporters/json';
import { pretty } from '../reporters/pretty';
import type { LintResult, Reporter } from '../reporters/reporter';
import { Session } from '../session';
import { ProgressLine } from '../text/progress';

const reporters: Readonly<Record<string, Reporter>> = { pretty, json };

/** Files that are held in memory together; imports that they share are read once for them. */
const TOGETHER = 64;

export const lint: Command = {
  name: 'lint',
  usage: 'PATHS…',
  summary: { en: 'say what is wrong in policy files', zh: '检查政策文件' },
  details: {
    en: `Folders are searched for *.clause and *.clause.md. Exits 1 if there is a warning or an error, 2 if a path could not be read;
information alone exits 0. It is proved what can happen over all applicants; --no-prove leaves that out. Lines and columns count from 1, columns in characters. The JSON is described in docs/cli.md.`,
    zh: `文件夹中的 *.clause 和 *.clause.md 都会检查。有警告或错误时退出码为 1，路径无法读取时为 2；只有提示时为 0。
会证明对所有申请人可能发生的情况；--no-prove 则不做。行列从 1 起，列按字符计。JSON 格式见 docs/cli.md。`,
  },
  options: {
    format: {
      type: 'string',
      value: 'pretty|json',
      oneOf: ['pretty', 'json'],
      help: { en: 'how to print (pretty)', zh: '输出格式（缺省 pretty）' },
    },
    'no-prove': { type: 'boolean', help: { en: 'only what is seen without proofs', zh: '不做证明，只做其他检查' } },
    'prove-budget': {
      type: 'string',
      value: 'N',
      help: { en: 'how much work one question of the proofs may cost (100)', zh: '证明中每个问题可用的工作量（缺省 100）' },
    },
  },
  arity: [1, Number.POSITIVE_INFINITY],
  async run(context, parsed) {
    const { m } = context;
    const session = new Session(context);
    const budget = budgetOf(parsed, context);
    const progress = new ProgressLine(context.io);
    let working = '';
    const proofs = flag(parsed, 'no-prove') ? undefined : new Proofreader(context.proving, budget, () => progress.show(working));
    const { files, troubles } = policyFiles(parsed.positionals, context);
    const findings: LintResult['findings'][number][] = [];
    let unread = 0;
    for (const [index, file] of files.entries()) {
      if (index % TOGETHER === TOGETHER - 1) session.forget();
      const analysis = session.analyse(file);
      // A wrong encoding is a finding like others; what cannot be opened at all is not.
      if (analysis.error && analysis.error !== 'not-utf8') {
        troubles.push(session.trouble(file));
        unread++;
        continue;
      }
      working = m.proving(index + 1, files.length, file.shown);
      let found = analysis.findings;
      try {
        if (proofs) found = await proofs.findings(analysis);
      } catch (error) {
        // A bug of the prover takes nothing else away.
        troubles.push(m.notProved(file.shown, error instanceof Error ? error.message : String(error)));
      }
      for (const finding of found)
        findings.push({ file, finding: finding.name === 'file-not-utf8' ? located(finding, file, context) : finding });
    }
    progress.end();
    proofs?.dispose();
    const count = (severity: string) => findings.filter(({ finding }) => finding.severity === severity).length;
    const counts = { files: files.length - unread, errors: count('error'), warnings: count('warning'), information: count('information') };
    const reporter = reporters[text(parsed, 'format') ?? 'pretty'] ?? pretty;
    reporter({ counts, findings, troubles }, context, session);
    if (findings.some(({ finding: { name, data } }) => name === 'not-decided' && data.reason === 'no-solver'))
      context.io.err(`${m.noSolver}\n`);
    if (troubles.length > 0) return EXIT.couldNotRun;
    return counts.errors + counts.warnings > 0 ? EXIT.found : EXIT.fine;
  },
};

function budgetOf(parsed: Parsed, { m }: Context): number {
  const given = text(parsed, 'prove-budget');
  if (given === undefined) return 100;
  const budget = proveBudgetFrom(/^\d+$/.test(given) ? Number(given) : Number.NaN);
  if (budget === undefined) throw new Trouble([m.badBudget(printable(given), mostProveBudget), m.seeHelp('lint')]);
  return budget;
}

/** Where UTF-8 ends and what the file looks like, which only the file system's side knows. */
function located(finding: Finding, file: PolicyFile, { host }: Context): Finding {
  const read = host.read(file.uri);
  if (!('error' in read) || read.byte === undefined) return finding;
  const { byte, line = 1, encoding = 'unknown' } = read;
  return { ...finding, data: { ...finding.data, byte, line, encoding } };
}
