/** Why: the wiring between the protocol and the features, and nothing else: what is offered, what an edit sets in motion, who answers what. */
import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
/** The server's own version is that of the package it is built from. */
import manifest from '../package.json' with { type: 'json' };
import type { Analysis } from './core/workspace';
import { codeActionKinds, codeActions } from './features/codeActions';
import { diagnostics, unanalysed } from './features/diagnostics';
import { hover } from './features/hover';
import { inlayHints } from './features/inlayHints';
import { readSettings } from './protocol';
import { guarded, type ServerHost, Session } from './session';

/** Runs when what has been received so far is dealt with, so that a burst of edits is answered once. */
const soon: (run: () => void) => void = typeof setImmediate === 'function' ? setImmediate : (run) => setTimeout(run, 0);

export function serve(connection: Connection, host: ServerHost): void {
  const session = new Session(host);
  let client: InitializeParams['capabilities'] = {};
  let scheduled = false;
  /** What was last published of each open document, by the client's URI: a document that nothing happened to is left alone. */
  const published = new Map<string, { readonly version: number; readonly analysis: Analysis | undefined; readonly language: string }>();

  function publish(): void {
    scheduled = false;
    let others = false;
    for (const document of session.openDocuments) {
      const { uri, version } = document;
      const { language } = session;
      const last = published.get(uri);
      const file = guarded(connection, `analysis of ${uri}`, undefined, () => session.at(uri));
      if (last?.version === version && last.analysis === file?.analysis && last.language === language) continue;
      const found = guarded(connection, `findings of ${uri}`, undefined, () =>
        file ? diagnostics(session, file) : unanalysed(session, document),
      );
      if (!found) continue;
      published.set(uri, { version, analysis: file?.analysis, language });
      void connection.sendDiagnostics({ uri, version, diagnostics: found });
      others ||= last?.version === version;
    }
    // An editor asks again by itself for the hints of what was edited; of a file that reads what was edited it must be told.
    if (others) refreshHints();
  }

  function refreshHints(): void {
    if (client.workspace?.inlayHint?.refreshSupport) connection.languages.inlayHint.refresh().catch(() => undefined);
  }

  function changed(): void {
    if (scheduled) return;
    scheduled = true;
    soon(publish);
  }

  /** What was shown may read differently now, although no text changed. */
  function restate(): void {
    changed();
    refreshHints();
  }

  async function fetchSettings(): Promise<void> {
    try {
      session.settings = readSettings(await connection.workspace.getConfiguration('clausewright'));
      restate();
    } catch (error) {
      connection.console.error(`settings: ${String(error)}`);
    }
  }

  connection.onInitialize((params): InitializeResult => {
    client = params.capabilities;
    session.locale = params.locale;
    session.settings = readSettings(params.initializationOptions);
    session.changeFolders(params.workspaceFolders?.map((folder) => folder.uri) ?? (params.rootUri ? [params.rootUri] : []));
    return {
      serverInfo: { name: 'clausewright', version: manifest.version },
      capabilities: {
        positionEncoding: 'utf-16',
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        codeActionProvider: { codeActionKinds },
        hoverProvider: true,
        inlayHintProvider: true,
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });

  connection.onInitialized(() => {
    if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration) {
      const watchers = ['**/*.clause', '**/*.clause.md'].map((globPattern) => ({ globPattern }));
      connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(() => undefined);
    }
    if (client.workspace?.didChangeConfiguration?.dynamicRegistration) {
      connection.client.register(DidChangeConfigurationNotification.type, { section: 'clausewright' }).catch(() => undefined);
    }
    if (client.workspace?.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        session.changeFolders(
          added.map((folder) => folder.uri),
          removed.map((folder) => folder.uri),
        );
        changed();
      });
    }
    if (client.workspace?.configuration) void fetchSettings();
  });

  connection.onDidChangeConfiguration(({ settings }) => {
    if (client.workspace?.configuration) {
      void fetchSettings();
    } else {
      session.settings = readSettings((settings as { clausewright?: unknown } | null)?.clausewright);
      restate();
    }
  });

  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
    guarded(connection, 'open', undefined, () => session.open(uri, languageId, version, text));
    changed();
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    guarded(connection, 'change', undefined, () => session.change(uri, version, contentChanges));
    changed();
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    guarded(connection, 'close', undefined, () => session.close(uri));
    published.delete(uri);
    void connection.sendDiagnostics({ uri, diagnostics: [] });
    changed();
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const { uri } of changes) guarded(connection, 'watched file', undefined, () => session.workspace.changed(uri));
    changed();
  });

  connection.onCodeAction((params) => guarded(connection, 'code actions', [], () => codeActions(session, params)));
  connection.onHover((params) => guarded(connection, 'hover', null, () => hover(session, params)));
  connection.languages.inlayHint.on((params) => guarded(connection, 'inlay hints', [], () => inlayHints(session, params)));

  connection.listen();
}
