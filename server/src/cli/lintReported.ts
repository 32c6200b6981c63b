/** Why: from what is found in files to what is reported of them: with the severities of the configurations, counted. */
import type { Configs } from '../config/configs';
import type { JudgedFile } from '../lint/judged';
import type { PolicyFile } from './files';
import type { Context } from './io';
import type { LintResult, Reported } from './reporters/reporter';

/** What is found, with the severities of the configurations, and sentences on what could not be read or proved. */
export function reportedOf(
  files: readonly PolicyFile[],
  judged: ReadonlyMap<string, JudgedFile>,
  configs: Configs,
  { m }: Context,
): { readonly findings: readonly Reported[]; readonly troubles: readonly string[] } {
  const troubles: string[] = [];
  const findings = files.flatMap((file) => {
    const { findings = [], trouble, notProved } = judged.get(file.uri) ?? {};
    if (trouble) troubles.push(m.fileTrouble(file.shown, trouble));
    if (notProved !== undefined) troubles.push(m.notProved(file.shown, notProved));
    return findings.flatMap((one): Reported[] => {
      const severity = configs.level(file.uri, one.finding);
      if (severity === 'off') return [];
      return [{ ...one, file, finding: severity === one.finding.severity ? one.finding : { ...one.finding, severity } }];
    });
  });
  return { findings, troubles };
}

/** The files that could not be read, by URI. */
export const unreadOf = (judged: ReadonlyMap<string, JudgedFile>): ReadonlySet<string> =>
  new Set([...judged].flatMap(([uri, { trouble }]) => (trouble ? [uri] : [])));

export function countsOf(findings: readonly Reported[], files: number): LintResult['counts'] {
  const count = (severity: string) => findings.filter(({ finding }) => finding.severity === severity).length;
  return { files, errors: count('error'), warnings: count('warning'), information: count('information') };
}
