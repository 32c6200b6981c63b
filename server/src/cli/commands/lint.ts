/** Why: `clausewright lint` says what is wrong in policy files, for a person or for another program. */
import type { Finding } from '../../core/finding';
import { type Command, text } from '../command';
import { type PolicyFile, policyFiles } from '../files';
import { type Context, EXIT } from '../io';
import { json } from '../reporters/json';
import { pretty } from '../reporters/pretty';
import type { LintResult, Reporter } from '../reporters/reporter';
import { Session } from '../session';

const reporters: Readonly<Record<string, Reporter>> = { pretty, json };

/** Files that are held in memory together; imports that they share are read once for them. */
const TOGETHER = 64;

export const lint: Command = {
  name: 'lint',
  usage: 'PATHS…',
  summary: { en: 'say what is wrong in policy files', zh: '检查政策文件' },
  details: {
    en: `Folders are searched for *.clause and *.clause.md. Exits 1 if there is a warning or an error, 2 if a path could not be read;
information alone exits 0. Lines and columns count from 1, columns in characters. The JSON is described in docs/cli.md.`,
    zh: `文件夹中的 *.clause 和 *.clause.md 都会检查。有警告或错误时退出码为 1，路径无法读取时为 2；只有提示时为 0。
行列从 1 起，列按字符计。JSON 格式见 docs/cli.md。`,
  },
  options: {
    format: {
      type: 'string',
      value: 'pretty|json',
      oneOf: ['pretty', 'json'],
      help: { en: 'how to print (pretty)', zh: '输出格式（缺省 pretty）' },
    },
  },
  arity: [1, Number.POSITIVE_INFINITY],
  run(context, parsed) {
    const session = new Session(context);
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
      } else
        for (const finding of analysis.findings)
          findings.push({ file, finding: finding.name === 'file-not-utf8' ? located(finding, file, context) : finding });
    }
    const count = (severity: string) => findings.filter(({ finding }) => finding.severity === severity).length;
    const counts = { files: files.length - unread, errors: count('error'), warnings: count('warning'), information: count('information') };
    const reporter = reporters[text(parsed, 'format') ?? 'pretty'] ?? pretty;
    reporter({ counts, findings, troubles }, context, session);
    if (troubles.length > 0) return EXIT.couldNotRun;
    return counts.errors + counts.warnings > 0 ? EXIT.found : EXIT.fine;
  },
};

/** Where UTF-8 ends and what the file looks like, which only the file system's side knows. */
function located(finding: Finding, file: PolicyFile, { host }: Context): Finding {
  const read = host.read(file.uri);
  if (!('error' in read) || read.byte === undefined) return finding;
  const { byte, line = 1, encoding = 'unknown' } = read;
  return { ...finding, data: { ...finding.data, byte, line, encoding } };
}
