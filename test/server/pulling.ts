/** Why: a session whose client asks for findings itself, as VS Code does, and keeps what it is told. */
import type {
  Diagnostic,
  DocumentDiagnosticReport,
  InitializeParams,
  PreviousResultId,
  WorkspaceDiagnosticReport,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { type Options, Session } from './support';

export const pullCapabilities: InitializeParams['capabilities'] = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    diagnostics: { refreshSupport: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
  textDocument: { diagnostic: { dynamicRegistration: true } },
};

export const names = (items: readonly Diagnostic[]): string[] => items.map(({ code }) => String(code));

export class Puller {
  refreshes = 0;
  pushed = 0;
  /** Values of `$/progress`, by token. */
  readonly progress = new Map<string | number, unknown[]>();

  private constructor(readonly session: Session) {
    session.connection.onRequest('workspace/diagnostic/refresh', () => {
      this.refreshes++;
      return null;
    });
    session.connection.onNotification('textDocument/publishDiagnostics', () => void this.pushed++);
    session.connection.onNotification('$/progress', ({ token, value }: { token: string | number; value: unknown }) => {
      this.progress.set(token, [...(this.progress.get(token) ?? []), value]);
    });
  }

  static async start(options: Options = {}): Promise<Puller> {
    return new Puller(await Session.start({ capabilities: pullCapabilities, ...options }));
  }

  document(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.session.connection.sendRequest('textDocument/diagnostic', {
      textDocument: { uri },
      ...(previousResultId === undefined ? {} : { previousResultId }),
    });
  }

  async documentNames(uri: string): Promise<string[]> {
    const report = await this.document(uri);
    return report.kind === 'full' ? names(report.items) : ['unchanged'];
  }

  async workspace(previousResultIds: readonly PreviousResultId[] = []): Promise<readonly WorkspaceDocumentDiagnosticReport[]> {
    const report: WorkspaceDiagnosticReport = await this.session.connection.sendRequest('workspace/diagnostic', { previousResultIds });
    return report.items;
  }

  /** Path below the folder → names of its findings, or `unchanged`. */
  summary(reports: readonly WorkspaceDocumentDiagnosticReport[]): Record<string, string[] | string> {
    const folder = `${this.session.uri('.')}/`;
    return Object.fromEntries(
      reports.map((one) => [
        decodeURIComponent(one.uri.startsWith(folder) ? one.uri.slice(folder.length) : one.uri),
        one.kind === 'full' ? names(one.items) : one.kind,
      ]),
    );
  }
}

export function resultIds(reports: readonly WorkspaceDocumentDiagnosticReport[]): PreviousResultId[] {
  return reports.flatMap(({ uri, resultId }) => (resultId ? [{ uri, value: resultId }] : []));
}

/** Waits until `holds`; a test's own timeout ends it where it never does. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}
