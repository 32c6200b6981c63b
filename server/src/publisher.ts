/**
 * Why: who is told what after a change. An editor that asks for findings itself is told only to ask again, and only where it cannot know
 * that it should; to any other they are sent.
 */
import { CodeLensRefreshRequest, type Connection } from 'vscode-languageserver';
import { canonicalUri } from './core/uris';
import { reportOfDocument } from './features/diagnostics';
import { ExamplesWatch } from './features/examples';
import { guarded, type Session } from './session';

/** While messages keep coming, findings are told so often all the same. Milliseconds. */
const atLeastEvery = 100;

export class Publisher {
  private scheduled = false;
  private readonly examples: ExamplesWatch;
  /** What was last sent of each open document, by the client's URI: a document that nothing happened to is left alone. */
  private readonly published = new Map<string, { readonly version: number; readonly resultId: string }>();

  /** Something changed that the client did not tell of. */
  private isUnseen = false;

  /**
   * @param examplesChanged tells that the examples of a file, or which is selected, may be others now
   * @param previewChanged tells that what is previewed may be other now for a reason that the client does not know
   */
  constructor(
    private readonly connection: Connection,
    private readonly session: Session,
    examplesChanged: (uri: string) => void,
    private readonly previewChanged: () => void,
  ) {
    this.examples = new ExamplesWatch(session, examplesChanged);
  }

  /** Something happened that findings may rest on. A burst of edits is answered once. */
  changed(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    void this.session.pace.quiet(atLeastEvery).then(() => {
      this.scheduled = false;
      if (!this.session.ended) this.tell();
    });
  }

  /** The same, where the client cannot know of it: proofs, files, settings. */
  unseen(): void {
    this.isUnseen = true;
    this.changed();
  }

  /** What was shown may read differently now, although no text changed. */
  restate(): void {
    this.unseen();
    this.refreshViews();
  }

  /** Of a document that is closed no findings are shown any longer; an editor that asks for them sees to that itself. */
  clear(uri: string): void {
    this.published.delete(uri);
    this.examples.closed(uri);
    if (!this.pulls) void this.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  private get pulls(): boolean {
    return this.session.client.textDocument?.diagnostic !== undefined;
  }

  private tell(): void {
    if (this.isUnseen) this.previewChanged();
    this.isUnseen = false;
    for (const { uri } of this.session.openDocuments)
      guarded(this.connection, `examples of ${uri}`, undefined, () => this.examples.look(uri, this.session.at(uri)?.analysis));
    if (this.pulls) this.askToPull();
    else this.push();
    // An editor asks again by itself for the hints of what was edited; of a file that reads what was edited it must be told.
    const others = this.session.openDocuments.filter((document) =>
      guarded(this.connection, `analysis of ${document.uri}`, false, () => this.session.isReadOtherwise(document)),
    );
    if (others.length > 0) this.refreshViews();
    this.session.proofs.look();
  }

  private push(): void {
    const { config, openDocuments } = this.session;
    for (const document of [...openDocuments, ...config.openDocuments]) {
      const { uri, version } = document;
      // Sent when the files that they rest on have come.
      if (!config.document(uri) && !this.session.isComplete(uri)) continue;
      const { items, resultId } = reportOfDocument(this.session, document);
      const last = this.published.get(uri);
      if (last?.version === version && last.resultId === resultId) continue;
      this.published.set(uri, { version, resultId });
      void this.connection.sendDiagnostics({ uri, version, diagnostics: [...items] });
    }
  }

  /** Asks only where a document has other findings than its editor was told of this very text. */
  private askToPull(): void {
    let others = false;
    for (const document of [...this.session.openDocuments, ...this.session.config.openDocuments]) {
      const key = canonicalUri(document.uri);
      const last = this.session.pulled.get(key);
      // It has not asked yet, or will ask for the newer text.
      if (last?.version !== document.version) continue;
      const { resultId } = reportOfDocument(this.session, document);
      if (resultId === last.resultId) continue;
      this.session.pulled.set(key, { version: document.version, resultId });
      others = true;
    }
    if (others && this.session.client.workspace?.diagnostics?.refreshSupport)
      this.connection.languages.diagnostics.refresh().catch(() => undefined);
  }

  /** What stands in and above the text is asked for again. */
  private refreshViews(): void {
    const { workspace } = this.session.client;
    if (workspace?.inlayHint?.refreshSupport) this.connection.languages.inlayHint.refresh().catch(() => undefined);
    if (workspace?.codeLens?.refreshSupport) this.connection.sendRequest(CodeLensRefreshRequest.type).catch(() => undefined);
  }
}
