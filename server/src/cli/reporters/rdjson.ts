/** Why: reviewdog brings findings, with suggestions that a click applies, into reviews on GitHub, GitLab, Gitea and Bitbucket. */
import type { FileRange, Finding, Severity } from '../../core/finding';
import type { Context } from '../io';
import type { Session } from '../session';
import { byteSpot, sentences, textOf, wellFormed } from './place';
import type { Reporter } from './reporter';

const severities: Readonly<Record<Severity, string>> = { error: 'ERROR', warning: 'WARNING', information: 'INFO' };

/** Paths are relative to the folder that the command runs in, which is where reviewdog runs too; it finds the repository's root by itself. */
export const rdjson: Reporter = ({ findings }, context, session) => {
  const source = { name: 'clausewright' };
  const place = (range: FileRange) => ({ path: wellFormed(session.shown(range.uri)), range: rangeOf(range, session) });
  const diagnostics = findings.map(({ finding }) => {
    const { message, related } = sentences(finding, context);
    const suggestions = suggestionsOf(finding, session);
    return {
      message,
      location: place(finding.range),
      severity: severities[finding.severity],
      source,
      code: { value: finding.name },
      ...(suggestions.length > 0 ? { suggestions } : {}),
      ...(finding.related?.length
        ? { related_locations: finding.related.map((each, n) => ({ message: related[n] ?? '', location: place(each) })) }
        : {}),
      original_output: originalOf(finding, context, session),
    };
  });
  return `${JSON.stringify({ source, severity: worst(findings.map(({ finding }) => finding)), diagnostics }, null, 2)}\n`;
};

function rangeOf({ uri, start, end }: FileRange, session: Session) {
  const lines = session.lines(uri);
  return { start: byteSpot(lines, start), end: byteSpot(lines, end) };
}

/** Each suggestion is applied by itself, so only fixes that are one change of the file itself can be suggested. */
function suggestionsOf(finding: Finding, session: Session) {
  return (finding.fixes ?? []).flatMap(({ edits }) => {
    const [edit] = edits;
    if (!edit || edits.length > 1 || edit.uri !== finding.range.uri) return [];
    return [{ range: rangeOf(edit, session), text: wellFormed(edit.text) }];
  });
}

function originalOf(finding: Finding, context: Context, session: Session): string {
  return `${wellFormed(session.where(finding.range))}: ${context.m.severity(finding.severity)}: ${textOf(finding, context, session)} [${finding.name}]`;
}

function worst(findings: readonly Finding[]): string {
  const found = (severity: Severity) => findings.some((finding) => finding.severity === severity);
  return found('error') ? 'ERROR' : found('warning') ? 'WARNING' : 'INFO';
}
