/** Why: the findings of a file as an editor shows them. */
import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding, FindingName, Severity } from '../core/finding';
import { isTooLarge, type OpenFile, rangeIn, type Session } from '../session';
import { noteOf, phrase, sentenceOf } from './wording';

export const source = 'clausewright';

function severity(of: Severity): DiagnosticSeverity {
  switch (of) {
    case 'error':
      return DiagnosticSeverity.Error;
    case 'warning':
      return DiagnosticSeverity.Warning;
    case 'information':
      return DiagnosticSeverity.Information;
    default:
      return of satisfies never;
  }
}

/** Shown faded: what nobody reads. */
const unnecessary: ReadonlySet<FindingName> = new Set<FindingName>([
  'unused-fact',
  'unused-let',
  'unused-import',
  'row-unreachable',
  'unused-suppression',
]);

export function diagnosticOf(session: Session, document: TextDocument, finding: Finding): Diagnostic {
  const page = session.host.page(finding.name, session.language);
  return {
    range: rangeIn(document, finding.range),
    severity: severity(finding.severity),
    source,
    code: finding.name,
    ...(page ? { codeDescription: { href: page } } : {}),
    message: sentenceOf(finding, session.language),
    ...(unnecessary.has(finding.name) ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    ...(finding.related?.length
      ? {
          relatedInformation: finding.related.map((one) => ({
            location: session.location(one),
            message: noteOf(finding, one, session.language),
          })),
        }
      : {}),
  };
}

/** All findings of an open file. */
export function diagnostics(session: Session, { document, analysis }: OpenFile): Diagnostic[] {
  return analysis.findings.map((finding) => diagnosticOf(session, document, finding));
}

/** Of an open file that was not analysed: the reason, at its first line. What is no reason of the author's is told as such. */
export function unanalysed(session: Session, document: TextDocument): Diagnostic[] {
  const code = isTooLarge(document) ? 'too-large' : 'internal-error';
  const message = phrase(code, session.language, { size: (document.getText().length / 1_000_000).toFixed(1) });
  const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
  return [{ range, severity: DiagnosticSeverity.Error, source, code, message }];
}
