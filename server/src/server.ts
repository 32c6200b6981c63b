/** Why: the wiring between the protocol and the features, and nothing else: what is offered, what an edit sets in motion, who answers what. */
import * as v from 'valibot';
import {
  type CancellationToken,
  CodeLensRefreshRequest,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  ErrorCodes,
  FileChangeType,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  MessageType,
  ResponseError,
  type ServerCapabilities,
  ShowMessageNotification,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
/** The server's own version is that of the package it is built from. */
import manifest from '../package.json' with { type: 'json' };
import type { Analysis } from './core/workspace';
import { diagnostics, unanalysed } from './features/diagnostics';
import { ExamplesWatch } from './features/examples';
import type { Feature } from './features/feature';
import { features } from './features/index';
import { examplesChanged, type InitializationOptions, readOptions, readSettings } from './protocol';
import { guarded, type ServerHost, Session } from './session';

/** Runs when what has been received so far is dealt with, so that a burst of edits is answered once. */
const soon: (run: () => void) => void = typeof setImmediate === 'function' ? setImmediate : (run) => setTimeout(run, 0);

/** What the features offer together, to a client with these options. */
function offered({ clientCommands }: InitializationOptions): ServerCapabilities {
  const all: Record<string, unknown> = {};
  for (const { capabilities } of features) {
    for (const [key, value] of Object.entries(capabilities)) {
      const known = all[key];
      all[key] = typeof known === 'object' && typeof value === 'object' ? { ...known, ...value } : value;
    }
  }
  // A client that registers the commands itself would have them twice.
  if (clientCommands) delete all.executeCommandProvider;
  return all;
}

/** Answers a request; what its client is to blame for is told the client, and a bug is logged. */
async function answer(
  connection: Connection,
  session: Session,
  feature: Feature,
  params: unknown,
  token: CancellationToken,
): Promise<unknown> {
  if (token.isCancellationRequested) return new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
  const checked = v.safeParse(feature.params, params);
  if (!checked.success) {
    const [issue] = checked.issues;
    return new ResponseError(ErrorCodes.InvalidParams, `${feature.method}: ${v.getDotPath(issue) ?? 'params'}: ${issue.message}`);
  }
  try {
    return await feature.answer(session, params, token);
  } catch (error) {
    // A feature refuses in words for the author (a rename that would clash).
    if (error instanceof ResponseError) return error;
    connection.console.error(`${feature.method}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    // Not an error: editors ask at every keystroke and would show each one. That the file could not be analysed stands among its findings.
    return null;
  }
}

export function serve(connection: Connection, host: ServerHost): void {
  const session = new Session(host);
  let client: InitializeParams['capabilities'] = {};
  const examples = new ExamplesWatch(session, (uri) => void connection.sendNotification(examplesChanged, { uri }));
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
      examples.look(uri, file?.analysis);
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
    if (others) refresh();
  }

  function refresh(): void {
    if (client.workspace?.codeLens?.refreshSupport) connection.sendRequest(CodeLensRefreshRequest.type).catch(() => undefined);
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
    refresh();
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
    session.capabilities = params.capabilities;
    session.locale = params.locale;
    session.client = readOptions(params.initializationOptions);
    session.settings = readSettings(params.initializationOptions);
    session.changeFolders(params.workspaceFolders?.map((folder) => folder.uri) ?? (params.rootUri ? [params.rootUri] : []));
    return {
      serverInfo: { name: 'clausewright', version: manifest.version },
      capabilities: {
        positionEncoding: 'utf-16',
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        ...offered(session.client),
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
    examples.closed(uri);
    void connection.sendDiagnostics({ uri, diagnostics: [] });
    changed();
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const { uri, type } of changes) {
      guarded(connection, 'watched file', undefined, () => {
        session.files.changed(uri, type !== FileChangeType.Deleted);
        session.workspace.changed(uri);
      });
    }
    changed();
  });

  session.onRestate = restate;
  session.tell = (message, kind) => {
    const type = kind === 'warning' ? MessageType.Warning : MessageType.Info;
    void connection.sendNotification(ShowMessageNotification.type, { type, message });
  };
  for (const feature of features)
    connection.onRequest(feature.method, (params, token) => answer(connection, session, feature, params, token));

  connection.listen();
}
