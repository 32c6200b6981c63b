/** Why: the findings of a file as an editor shows them. */
import * as v from 'valibot';
import {
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  DocumentDiagnosticRequest,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { isConfig } from '../config/configs';
import type { Finding, FindingName, Severity } from '../core/finding';
import { canonicalUri } from '../core/uris';
import { type Report, reportOf } from '../folderFindings';
import { isTooLarge, type OpenFile, rangeIn, type Session } from '../session';
import { feature, textDocument } from './feature';
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

/** Shown faded: what nobody reads, and what has no effect. */
const unnecessary: ReadonlySet<FindingName> = new Set<FindingName>([
  'unused-fact',
  'unused-let',
  'unused-import',
  'row-unreachable',
  'unused-suppression',
  'clause-unreachable',
  'condition-redundant',
  'fact-without-effect',
]);

export function diagnosticOf(session: Session, document: TextDocument, finding: Finding): Diagnostic {
  const page = session.host.page(finding.name, session.language);
  return {
    range: rangeIn(document, finding.range),
    severity: session.config.isKnown(finding) ? DiagnosticSeverity.Hint : severity(finding.severity),
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

/** All findings of a file. */
export function diagnostics(session: Session, { document, analysis }: OpenFile): Diagnostic[] {
  return session.findingsOf(analysis).map((finding) => diagnosticOf(session, document, finding));
}

/** Of a file that was not analysed: the reason, at its first line. What is no reason of the author's is told as such. */
export function unanalysed(session: Session, document: TextDocument): Diagnostic[] {
  const code = isTooLarge(document) ? 'too-large' : 'internal-error';
  const message = phrase(code, session.language, { size: (document.getText().length / 1_000_000).toFixed(1) });
  const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
  return [{ range, severity: DiagnosticSeverity.Error, source, code, message }];
}

/** By list of findings. */
const reports = new WeakMap<readonly Finding[], { readonly language: string; readonly report: Report<Diagnostic> }>();

/** What is told of an open document; a bug is logged, and the author told that there is one. */
export function reportOfDocument(session: Session, document: TextDocument): Report<Diagnostic> {
  try {
    if (isConfig(document.uri)) return reportOfConfig(session, document.uri);
    const file = session.at(document.uri);
    if (!file) return reportOf(unanalysed(session, document));
    const { language } = session;
    const findings = session.findingsOf(file.analysis);
    const last = reports.get(findings);
    if (last?.language === language) return last.report;
    const report = reportOf(diagnostics(session, file));
    reports.set(findings, { language, report });
    return report;
  } catch (error) {
    session.onBug(`findings of ${document.uri}`, error);
    return reportOf(unanalysed(session, document));
  }
}

/** What is wrong in a configuration, open or not. */
function reportOfConfig(session: Session, uri: string): Report<Diagnostic> {
  const { config } = session;
  const problems = config.problemsOf(uri);
  const document = TextDocument.create(uri, 'yaml', 0, config.configs.textOf(uri));
  return reportOf(
    problems.map((problem) => ({
      range: rangeIn(document, problem),
      severity: DiagnosticSeverity.Error,
      source,
      code: 'configuration',
      message: problem.message(session.language),
    })),
  );
}

/** What is told of a file that no editor holds. @param held see {@link Session.heldFiles} */
export function reportOfFile(session: Session, uri: string, held: ReadonlySet<string>): Report<Diagnostic> {
  const key = canonicalUri(uri);
  if (isConfig(key)) return reportOfConfig(session, key);
  return session.findings.report(
    key,
    session.workspace,
    (one) => held.has(one),
    () => {
      const document = TextDocument.create(key, 'clause', 0, session.workspace.textOf(key) ?? '');
      try {
        return diagnostics(session, { document, analysis: session.workspace.analyse(key) });
      } catch (error) {
        session.onBug(`findings of ${key}`, error);
        return unanalysed(session, document);
      }
    },
  );
}

/** The findings of one file. Of one that no editor holds they are told where a folder has it: an editor that closes a file asks a last time. */
export function documentDiagnostics(session: Session, params: DocumentDiagnosticParams): DocumentDiagnosticReport {
  const key = canonicalUri(params.textDocument.uri);
  const document = session.document(key) ?? session.config.document(key);
  if (!document && !session.files.covers(key) && !isConfig(key)) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
  const { items, resultId } = document ? reportOfDocument(session, document) : reportOfFile(session, key, session.heldFiles());
  if (document) session.pulled.set(key, { version: document.version, resultId });
  if (params.previousResultId === resultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
  return { kind: DocumentDiagnosticReportKind.Full, resultId, items: [...items] };
}

export const documentDiagnosticsFeature = feature(DocumentDiagnosticRequest.type, {
  capabilities: { diagnosticProvider: { identifier: source, interFileDependencies: true, workspaceDiagnostics: true } },
  params: v.object({ textDocument, identifier: v.nullish(v.string()), previousResultId: v.nullish(v.string()) }),
  answer: documentDiagnostics,
});
