/**
 * Why: the findings of files that nobody has open, for an editor that takes findings as they come and asked for these too. They are gone
 * through when nothing else is to be done, and again whenever they may be others.
 */
import type { Connection, WorkspaceDocumentDiagnosticReport } from 'vscode-languageserver';
import { canonicalUri } from './core/uris';
import { FolderReports, type Told } from './features/folderReports';
import type { Session } from './session';

/** After a change others may follow. Milliseconds. */
const settled = 300;
/** The longest that a timer waits. Milliseconds. */
const longest = 2 ** 31 - 1;

export class FolderPush implements Told {
  readonly known: Told['known'] = new Map();
  readonly closedOnly = true;

  constructor(
    private readonly connection: Connection,
    private readonly session: Session,
  ) {}

  add(report: WorkspaceDocumentDiagnosticReport): void {
    if (report.kind === 'full') void this.connection.sendDiagnostics({ uri: report.uri, diagnostics: report.items });
  }

  flush(): void {
    // Each is sent as it is made.
  }

  goOn(): void {
    if (this.session.ended) throw new Ended();
  }

  /** The editor shows nothing of the file any longer. */
  forget(uri: string): void {
    this.known.delete(canonicalUri(uri));
  }

  /** Goes on until the session ends. */
  async run(): Promise<void> {
    const { findings } = this.session;
    const reports = new FolderReports(this.session, this);
    try {
      for (;;) {
        const since = findings.changes;
        await reports.pass(this.known.size === 0);
        this.goOn();
        await findings.changeAfter(since, longest);
        // While an author types, the open files come first.
        for (let seen = Number.NaN; seen !== findings.changes; ) {
          seen = findings.changes;
          await findings.changeAfter(seen, settled);
          this.goOn();
        }
      }
    } catch (error) {
      if (!(error instanceof Ended)) this.session.onBug('findings of the folders', error);
    }
  }
}

class Ended extends Error {}
