/**
 * Why: the findings of all policy files of the folders, open or not, for editors that ask. The files are gone through in slices between
 * the author's keystrokes, and who asks again with what it knows is told what is new; what was said before is not worked out again.
 */
import * as v from 'valibot';
import {
  type CancellationToken,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
  type WorkspaceDiagnosticParams,
  type WorkspaceDiagnosticReport,
  WorkspaceDiagnosticRequest,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { canonicalUri } from '../core/uris';
import type { Session } from '../session';
import { reportOfDocument, reportOfFile } from './diagnostics';
import { feature } from './feature';
import { Progress } from './progress';
import { phrasebook } from './wording';

const phrase = phrasebook({ checking: { en: 'Checking policies', zh: '正在检查政策' } });

/** Reports that are handed on together. */
const batchSize = 100;
/**
 * A request with nothing new to tell is kept open for so long where the editor takes partial results: VS Code would ask again every two
 * seconds, each time with a list of all that it knows. Milliseconds.
 */
const heldFor = 15_000;
/** After a change others may follow. Milliseconds. */
const settled = 300;

type Report = WorkspaceDocumentDiagnosticReport;

/** One request: what its client knows, and what it is told. */
class Pull {
  /** By canonical URI. */
  private readonly client = new Map<string, { readonly uri: string; value: string | undefined }>();
  private readonly streamed: WorkspaceDiagnosticParams['partialResultToken'];
  private readonly all: Report[] = [];
  private batch: Report[] = [];

  constructor(
    private readonly session: Session,
    private readonly params: WorkspaceDiagnosticParams,
    private readonly token: CancellationToken,
  ) {
    this.streamed = params.partialResultToken ?? undefined;
    for (const { uri, value } of params.previousResultIds) this.client.set(canonicalUri(uri), { uri, value });
  }

  async answer(): Promise<WorkspaceDiagnosticReport> {
    const { findings } = this.session;
    const mayWait = this.streamed !== undefined && this.params.previousResultIds.length > 0;
    const deadline = performance.now() + heldFor;
    for (let first = true; ; first = false) {
      const since = findings.changes;
      const news = await this.pass(first);
      const left = deadline - performance.now();
      if (news || !mayWait || this.session.ended || left <= 0) break;
      await findings.changeAfter(since, left);
      this.stopIfCancelled();
      if (findings.changes === since) break;
      const calm = performance.now() + settled;
      for (let rest = settled; rest > 0 && !this.session.ended; rest = calm - performance.now()) {
        await findings.changeAfter(findings.changes, rest);
        this.stopIfCancelled();
      }
    }
    return { items: this.all };
  }

  /** Goes through all files. @returns whether there was anything that the client did not know */
  private async pass(first: boolean): Promise<boolean> {
    const { session } = this;
    const progress = first ? new Progress(session, phrase('checking', session.language), this.params.workDoneToken) : undefined;
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
          this.stopIfCancelled();
          held = session.heldFiles();
          progress?.report(done, files.size);
        }
        if (this.tell(key, first, held)) news = true;
        done++;
      }
      for (const key of [...this.client.keys(), ...departed]) if (!files.has(key) && this.tellGone(key)) news = true;
      for (const key of departed) session.departed.delete(key);
      this.flush();
      session.findings.rest(session.workspace, (key) => held.has(key));
      return news;
    } finally {
      progress?.end();
    }
  }

  private stopIfCancelled(): void {
    if (this.token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
  }

  private tell(key: string, first: boolean, held: ReadonlySet<string>): boolean {
    const document = this.session.document(key);
    const { items, resultId } = document ? reportOfDocument(this.session, document) : reportOfFile(this.session, key, held);
    const known = this.client.get(key);
    const uri = document?.uri ?? known?.uri ?? key;
    const version = document?.version ?? null;
    const isNew = known?.value !== resultId;
    this.client.set(key, { uri, value: resultId });
    if (isNew) this.add({ kind: DocumentDiagnosticReportKind.Full, uri, version, resultId, items: [...items] });
    else if (first) this.add({ kind: DocumentDiagnosticReportKind.Unchanged, uri, version, resultId });
    return isNew;
  }

  /** Of a file that is no longer there the findings are taken back. */
  private tellGone(key: string): boolean {
    const known = this.client.get(key);
    if (known && known.value === undefined) return false;
    const uri = known?.uri ?? key;
    this.client.set(key, { uri, value: undefined });
    this.add({ kind: DocumentDiagnosticReportKind.Full, uri, version: null, items: [] });
    return true;
  }

  private add(report: Report): void {
    if (this.streamed === undefined) {
      this.all.push(report);
      return;
    }
    this.batch.push(report);
    if (this.batch.length >= batchSize) this.flush();
  }

  private flush(): void {
    if (this.streamed === undefined || this.batch.length === 0) return;
    this.session.onProgress(this.streamed, { items: this.batch });
    this.batch = [];
  }
}

/** The findings of all policy files of the folders and of all open documents. */
export async function workspaceDiagnostics(
  session: Session,
  params: WorkspaceDiagnosticParams,
  token: CancellationToken,
): Promise<WorkspaceDiagnosticReport> {
  // Who waits for a change is not to wait for the cancelling of its waiting.
  const listening = token.onCancellationRequested(() => session.findings.changed());
  try {
    return await new Pull(session, params, token).answer();
  } finally {
    listening.dispose();
  }
}

const token = v.nullish(v.union([v.string(), v.number()]));

export const workspaceDiagnosticsFeature = feature(WorkspaceDiagnosticRequest.type, {
  params: v.object({
    identifier: v.nullish(v.string()),
    previousResultIds: v.array(v.object({ uri: v.string(), value: v.string() })),
    partialResultToken: token,
    workDoneToken: token,
  }),
  answer: workspaceDiagnostics,
});
