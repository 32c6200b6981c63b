/**
 * Why: the findings of all policy files of the folders, open or not, for editors that ask. The files are gone through in slices between
 * the author's keystrokes, and who asks again with what it knows is told what is new; what was said before is not worked out again.
 */
import * as v from 'valibot';
import {
  type CancellationToken,
  LSPErrorCodes,
  ResponseError,
  type WorkspaceDiagnosticParams,
  type WorkspaceDiagnosticReport,
  WorkspaceDiagnosticRequest,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { canonicalUri } from '../core/uris';
import type { Session } from '../session';
import { feature } from './feature';
import { FolderReports, type Told } from './folderReports';

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
class Pull implements Told {
  readonly known: Told['known'] = new Map();
  private readonly reports: FolderReports;
  private readonly streamed: WorkspaceDiagnosticParams['partialResultToken'];
  private readonly all: Report[] = [];
  private batch: Report[] = [];

  constructor(
    private readonly session: Session,
    private readonly params: WorkspaceDiagnosticParams,
    private readonly token: CancellationToken,
  ) {
    this.streamed = params.partialResultToken ?? undefined;
    this.reports = new FolderReports(session, this);
    for (const { uri, value } of params.previousResultIds) this.known.set(canonicalUri(uri), { uri, value });
  }

  async answer(): Promise<WorkspaceDiagnosticReport> {
    const { findings } = this.session;
    const mayWait = this.streamed !== undefined && this.params.previousResultIds.length > 0;
    const deadline = performance.now() + heldFor;
    for (let first = true; ; first = false) {
      const since = findings.changes;
      const news = await this.reports.pass(first);
      const left = deadline - performance.now();
      if (news || !mayWait || this.session.ended || left <= 0) break;
      await findings.changeAfter(since, left);
      this.goOn();
      if (findings.changes === since) break;
      const calm = performance.now() + settled;
      for (let rest = settled; rest > 0 && !this.session.ended; rest = calm - performance.now()) {
        await findings.changeAfter(findings.changes, rest);
        this.goOn();
      }
    }
    return { items: this.all };
  }

  get workDoneToken(): Told['workDoneToken'] {
    return this.params.workDoneToken ?? undefined;
  }

  goOn(): void {
    if (this.token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
  }

  add(report: Report): void {
    if (this.streamed === undefined) {
      this.all.push(report);
      return;
    }
    this.batch.push(report);
    if (this.batch.length >= batchSize) this.flush();
  }

  flush(): void {
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
