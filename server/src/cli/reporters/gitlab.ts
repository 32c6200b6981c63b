/** Why: GitLab shows in a merge request what its Code Quality report has that the target branch's has not. */
import { createHash } from 'node:crypto';
import type { Severity } from '../../core/finding';
import { characterSpot, RepositoryPaths, sentences } from './place';
import type { Reporter } from './reporter';

/** Of GitLab's five; `blocker` and `minor` are not used. */
const severities: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'major', information: 'info' };

export const gitlab: Reporter = ({ findings }, context, session) => {
  const paths = new RepositoryPaths(context.io);
  const taken = new Set<string>();
  const issues = findings.map(({ finding, fingerprint }) => {
    const { uri, start, end } = finding.range;
    const lines = session.lines(uri);
    const [begin, until] = [characterSpot(lines, start), characterSpot(lines, end)];
    const path = paths.of(uri);
    return {
      description: sentences(finding, context).message,
      check_name: finding.name,
      fingerprint: unique(`${path}\n${finding.name}\n${fingerprint}`, taken),
      severity: severities[finding.severity],
      location: { path, lines: { begin: begin.line, end: until.line }, positions: { begin, end: until } },
    };
  });
  return `${JSON.stringify(issues, null, 2)}\n`;
};

/** GitLab keeps one finding of those with the same fingerprint. */
function unique(identity: string, taken: Set<string>): string {
  for (let n = 0; ; n++) {
    const print = createHash('sha256')
      .update(n === 0 ? identity : `${identity}\n${n}`)
      .digest('hex')
      .slice(0, 32);
    if (taken.has(print)) continue;
    taken.add(print);
    return print;
  }
}
