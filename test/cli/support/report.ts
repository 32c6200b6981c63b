/** Why: the formats are fed with findings that no policy would give, so they are made here by hand, about files that are really there. */
import { createColors } from 'picocolors';
import { configsFor } from '../../../server/src/cli/configured';
import { policyFile } from '../../../server/src/cli/files';
import type { Context, Language } from '../../../server/src/cli/io';
import { messagesFor } from '../../../server/src/cli/messages/messages';
import { type Format, report } from '../../../server/src/cli/reporters/index';
import type { LintResult, Reported } from '../../../server/src/cli/reporters/reporter';
import { Session } from '../../../server/src/cli/session';
import type { Finding } from '../../../server/src/core/finding';
import { NodeHost } from '../../../server/src/host/nodeHost';
import { usualProving } from '../../../server/src/lint/proving';
import type { Folder } from './run';

/** What people and programs may have written into a policy, with what each becomes where halves of characters, and where XML's forbidden ones, cannot be. */
export const HOSTILE: readonly { readonly given: string; readonly json?: string; readonly xml?: string }[] = [
  { given: '%' },
  { given: '100%25%0A' },
  { given: ']]>' },
  { given: '</script><script>alert(1)</script>' },
  { given: '::error file=x::y' },
  { given: '##[error]x' },
  { given: `"'<&>&amp;` },
  { given: 'a\nb\r\nc\rd' },
  { given: '\ta\t' },
  { given: '😀 研发费用' },
  { given: '\ud83d', json: '\ufffd', xml: '\ufffd' },
  { given: 'a\ude00b', json: 'a\ufffdb', xml: 'a\ufffdb' },
  { given: '\u0000\u0008\u001b[31m', xml: '\ufffd\ufffd\ufffd[31m' },
  { given: '\ufffe', xml: '\ufffd' },
  { given: 'a,b:c=d' },
  { given: '{0} [x](http://example.org) [y](1)' },
  { given: '| `c` @all #12 *b* _i_ <b> ~~s~~ $x$ \\' },
];

/** File names that are allowed on a Unix system. */
export const NAMES: readonly string[] = [
  'a b "q" %41,::error::x.clause',
  '行\n新.clause',
  "x'<&>]]>.clause",
  '政策/奖励 😀.clause',
  '#?[x](y)|@all.clause',
];

/** The sentence of `unused-fact`, written out. */
export const unused = (name: string): string => `Nothing reads the fact “${name}”; take it out, or use it in a clause or condition.`;

export const contextIn = (
  folder: Folder,
  env: Readonly<Record<string, string>> = {},
  language: Language = 'en',
): Context & { errors: string[] } => {
  const errors: string[] = [];
  return {
    io: { out: () => undefined, err: (text) => void errors.push(text), cwd: folder.path, env, terminal: false },
    language,
    m: messagesFor(language),
    colours: createColors(false),
    host: new NodeHost([folder.path]),
    proving: usualProving,
    configs: configsFor({}, folder.path),
    errors,
  };
};

/** `unused-fact` about what stands from `start` to `end` of a file, with what else is given. */
export function finding(folder: Folder, file: string, start: number, end: number, more: Partial<Finding> = {}): Reported {
  const policy = policyFile(file, folder.path);
  return {
    file: policy,
    finding: { name: 'unused-fact', severity: 'error', range: { uri: policy.uri, start, end }, data: { code: 'fact', name: 'x' }, ...more },
    item: 'fact x',
    fingerprint: `${start}-${end}`,
  };
}

export function resultOf(findings: readonly Reported[], more: Partial<LintResult> = {}): LintResult {
  const files = [...new Map(findings.map(({ file }) => [file.uri, file])).values()];
  const count = (severity: string) => findings.filter((one) => one.finding.severity === severity).length;
  const counts = { files: files.length, errors: count('error'), warnings: count('warning'), information: count('information') };
  return { counts, files, findings, troubles: [], ...more };
}

export const printed = (format: Format, result: LintResult, context: Context): string =>
  report(format, result, context, new Session(context));
