/**
 * Why: the findings of all policy files of the folders and of all open documents, gone through in slices between the author's keystrokes, and
 * told where they are not what was told before. What was worked out before is not worked out again.
 */
import { DocumentDiagnosticReportKind, type WorkspaceDocumentDiagnosticReport } from 'vscode-languageserver';
import { canonicalUri } from '../core/uris';
import type { Session } from '../session';
import { reportOfDocument, reportOfFile } from './diagnostics';
import { Progress } from './progress';
import { phrasebook } from './wording';

const phrase = phrasebook({ checking: { en: 'Checking policies', zh: '正在检查政策' } });

/** Who is told. */
export interface Told {
  /** What it knows: by canonical URI, the URI that it was told with and the result's id; undefined after findings were taken back. */
  readonly known: Map<string, { readonly uri: string; value: string | undefined }>;
  add(report: WorkspaceDocumentDiagnosticReport): void;
  /** Everything that there is now has been added. */
  flush(): void;
  /** @throws where nobody wants to know any longer */
  goOn(): void;
  /** Open documents are told of elsewhere. */
  readonly closedOnly?: boolean;
  readonly workDoneToken?: string | number | undefined;
}

export class FolderReports {
  constructor(
    private readonly session: Session,
    private readonly told: Told,
  ) {}

  /** Goes through all files. @returns whether there was anything that the client did not know */
  async pass(first: boolean): Promise<boolean> {
    const { session } = this;
    const progress = first ? new Progress(session, phrase('checking', session.language), this.told.workDoneToken) : undefined;
    const pause = session.pace.slices();
    try {
      await session.files.listed(pause);
      // Files that come late are asked for all at once: each for itself would be told first without what it imports.
      await session.host.late?.fetchListed();
      const departed = [...session.departed];
      const files = new Set(session.files.all());
      for (const document of session.openDocuments) files.add(canonicalUri(document.uri));
      let news = false;
      let done = 0;
      let held = session.heldFiles();
      for (const key of files) {
        if (await pause()) {
          this.told.goOn();
          held = session.heldFiles();
          progress?.report(done, files.size);
        }
        session.config.configs.of(key);
        if (this.tell(key, first, held)) news = true;
        done++;
      }
      // Those that were found on the way: what is wrong in them is told beside the policies.
      for (const key of session.config.configs.all()) {
        files.add(key);
        if (this.tell(key, first, held)) news = true;
      }
      for (const key of [...this.told.known.keys(), ...departed]) if (!files.has(key) && this.tellGone(key)) news = true;
      for (const key of departed) session.departed.delete(key);
      this.told.flush();
      session.findings.rest(session.workspace, (key) => held.has(key));
      return news;
    } finally {
      progress?.end();
    }
  }

  private tell(key: string, first: boolean, held: ReadonlySet<string>): boolean {
    const document = this.session.document(key) ?? this.session.config.document(key);
    if (document && this.told.closedOnly) return false;
    const { items, resultId } = document ? reportOfDocument(this.session, document) : reportOfFile(this.session, key, held);
    const known = this.told.known.get(key);
    const uri = document?.uri ?? known?.uri ?? key;
    const version = document?.version ?? null;
    const isNew = known?.value !== resultId;
    this.told.known.set(key, { uri, value: resultId });
    if (isNew) this.told.add({ kind: DocumentDiagnosticReportKind.Full, uri, version, resultId, items: [...items] });
    else if (first) this.told.add({ kind: DocumentDiagnosticReportKind.Unchanged, uri, version, resultId });
    return isNew;
  }

  /** Of a file that is no longer there the findings are taken back. */
  private tellGone(key: string): boolean {
    const known = this.told.known.get(key);
    if (known && known.value === undefined) return false;
    const uri = known?.uri ?? key;
    this.told.known.set(key, { uri, value: undefined });
    this.told.add({ kind: DocumentDiagnosticReportKind.Full, uri, version: null, items: [] });
    return true;
  }
}
