/** Why: Checkstyle's XML is what most build servers and review bots read beside their own formats (Jenkins, reviewdog, Danger). */
import type { Severity } from '../../core/finding';
import { characterSpot, textOf } from './place';
import type { Reporter } from './reporter';
import { attributes } from './xml';

/** Of Checkstyle's four severities; `ignore` would not be shown. */
const severities: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'info' };

/** All files that were judged stand in it, as in Checkstyle's own report. */
export const checkstyle: Reporter = ({ files, findings }, context, session) => {
  const errors = new Map<string, string[]>(files.map(({ shown }) => [shown, []]));
  for (const { file, finding } of findings) {
    const { line, column } = characterSpot(session.lines(finding.range.uri), finding.range.start);
    const of = errors.get(file.shown) ?? [];
    errors.set(file.shown, of);
    const values = { line, column, severity: severities[finding.severity], message: textOf(finding, context, session) };
    of.push(`    <error${attributes({ ...values, source: `clausewright.${finding.name}` })}/>\n`);
  }
  const body = [...errors].map(([name, of]) =>
    of.length === 0 ? `  <file${attributes({ name })}/>\n` : `  <file${attributes({ name })}>\n${of.join('')}  </file>\n`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n${body.join('')}</checkstyle>\n`;
};
