/** Why: the wiring between the protocol and the features, and nothing else: what is offered, what an edit sets in motion, who answers what. */
import * as v from 'valibot';
import {
  CancellationToken,
  type ClientCapabilities,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DidRenameFilesNotification,
  ErrorCodes,
  ExecuteCommandRequest,
  FileChangeType,
  type InitializeError,
  type InitializeResult,
  LSPErrorCodes,
  MessageType,
  ProgressType,
  ResponseError,
  type ServerCapabilities,
  ShowMessageNotification,
  TextDocumentSyncKind,
  WorkDoneProgressCreateRequest,
} from 'vscode-languageserver';
/** The server's own version is that of the package it is built from. */
import manifest from '../package.json' with { type: 'json' };
import { hasOtherLenses } from './differences/lenses';
import { isGitsOwn, isHead } from './differences/past';
import type { Feature } from './features/feature';
import { features } from './features/index';
import { FolderPush } from './folderPush';
import { wholeAnswer } from './late';
import * as shapes from './notifications';
import { Pace } from './pace';
import { differenceChanged, examplesChanged, type InitializationOptions, previewChanged, readOptions, readSettings } from './protocol';
import { Publisher } from './publisher';
import { guarded, type ServerHost, Session, traceOf } from './session';
import { Watching } from './watching';

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function merged(a: unknown, b: unknown): unknown {
  if (!isRecord(a) || !isRecord(b)) return b;
  const all = { ...a };
  for (const [key, value] of Object.entries(b)) all[key] = key in all ? merged(all[key], value) : value;
  return all;
}

/** What the features and the wiring offer together to this client. */
function offered(client: ClientCapabilities, { clientCommands }: InitializationOptions): ServerCapabilities {
  const wiring: ServerCapabilities = {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
  const all = features.reduce<unknown>((sum, { capabilities }) => merged(sum, capabilities), wiring) as ServerCapabilities;
  // Whoever does not ask for findings has them pushed.
  if (!client.textDocument?.diagnostic) delete all.diagnosticProvider;
  // Who registers the commands itself would have them twice.
  if (clientCommands) delete all.executeCommandProvider;
  return all;
}

/** `running` from the client's `initialize` to its `shutdown`; outside of it nothing is answered but that. */
type State = 'new' | 'running' | 'ended';

function refusal(state: State): ResponseError | undefined {
  switch (state) {
    case 'new':
      return new ResponseError(ErrorCodes.ServerNotInitialized, 'initialize comes first');
    case 'ended':
      return new ResponseError(ErrorCodes.InvalidRequest, 'shut down');
    case 'running':
      return undefined;
    default:
      return state satisfies never;
  }
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
  const start = performance.now();
  try {
    // A command is carried out once.
    const once = feature.method === ExecuteCommandRequest.method;
    return await wholeAnswer(session.host.late, once, () => feature.answer(session, params, token));
  } catch (error) {
    // A feature refuses in words for the author (a rename that would clash).
    if (error instanceof ResponseError) return error;
    connection.console.error(`${feature.method}: ${traceOf(error)}`);
    // Not an error: editors ask at every keystroke and would show each one. That the file could not be analysed stands among its findings.
    return null;
  } finally {
    guarded(connection, 'tidying', undefined, () => session.tidy());
    connection.tracer.log(`${feature.method}: ${(performance.now() - start).toFixed(1)} ms`);
  }
}

/** The parameters and the token of a request, as the library hands them on: without parameters the token stands in their place. */
function received(given: readonly unknown[]): { params: unknown; token: CancellationToken } {
  const last = given.at(-1);
  const token = CancellationToken.is(last) ? last : CancellationToken.None;
  const rest = given.filter((one) => one !== token);
  return { params: rest.length > 1 ? rest : rest[0], token };
}

/** @returns the session; its `ended` says whether the client has said that it goes */
export function serve(connection: Connection, host: ServerHost, pace = new Pace()): Session {
  const session = new Session(host, pace);
  const watching = new Watching(connection, session);
  const publisher = new Publisher(
    connection,
    session,
    (uri) => void connection.sendNotification(examplesChanged, { uri }),
    () => {
      if (session.options.preview) void connection.sendNotification(previewChanged);
      if (session.options.difference) void connection.sendNotification(differenceChanged, {});
    },
  );
  const folders = new FolderPush(connection, session);
  let state: State = 'new';

  session.proofs.onNews = () => {
    // Who asks for the findings of the workspace is told of open documents too.
    if (session.client.textDocument?.diagnostic) session.findings.changed();
    publisher.unseen();
  };
  session.differences.onLenses = () => {
    if (hasOtherLenses(session)) publisher.lenses();
  };
  session.differences.onNews = (uri) => {
    const named = session.document(uri)?.uri ?? uri;
    if (session.options.difference) void connection.sendNotification(differenceChanged, { uri: named });
  };
  session.differences.onGitFolder = (uri) => watching.gitFolder(uri);
  session.onRestate = () => publisher.restate();
  if (host.late) {
    host.late.onFile = (uri) => {
      guarded(connection, 'file', undefined, () => session.reread(uri));
      publisher.unseen();
    };
    host.late.onList = () => {
      session.files.forget();
      session.findings.touchAll();
      publisher.unseen();
    };
  }
  session.tell = (message, kind) => {
    const type = kind === 'warning' ? MessageType.Warning : MessageType.Info;
    void connection.sendNotification(ShowMessageNotification.type, { type, message });
  };
  session.onBug = (what, error) => connection.console.error(`${what}: ${traceOf(error)}`);
  session.onProgress = (token, value) => void connection.sendProgress(new ProgressType<unknown>(), token, value);
  session.onProgressWanted = async (token) => {
    if (!session.client.window?.workDoneProgress) return false;
    const asked = connection.sendRequest(WorkDoneProgressCreateRequest.type, { token });
    return asked.then(
      () => true,
      () => false,
    );
  };

  /** A notification that is not of its shape is logged, and has no effect. */
  function on<Shape extends v.GenericSchema>(
    type: { readonly method: string },
    shape: Shape,
    act: (params: v.InferOutput<Shape>) => void,
  ): void {
    connection.onNotification(type.method, (...given: unknown[]) => {
      if (state !== 'running') return;
      const checked = v.safeParse(shape, given.length > 1 ? given : given[0]);
      if (checked.success) guarded(connection, type.method, undefined, () => act(checked.output));
      else {
        const [issue] = checked.issues;
        connection.console.warn(`${type.method} was passed over: ${v.getDotPath(issue) ?? 'params'}: ${issue.message}`);
      }
    });
  }

  async function fetchSettings(): Promise<void> {
    try {
      use(await connection.workspace.getConfiguration('clausewright'));
    } catch (error) {
      connection.console.error(`settings: ${String(error)}`);
    }
  }

  function use(settings: unknown): void {
    const { language, settings: before } = session;
    session.settings = readSettings(settings);
    if (session.settings.prove !== before.prove || session.settings.proveBudget !== before.proveBudget) session.proofs.reset();
    if (JSON.stringify(before) !== JSON.stringify(session.settings)) session.differences.reset();
    if (session.language !== language) session.findings.touchAll();
    publisher.restate();
  }

  connection.onInitialize((params): InitializeResult | ResponseError<InitializeError> => {
    const refuse = (code: number, message: string) => new ResponseError(code, message, { retry: false });
    if (state !== 'new') return refuse(ErrorCodes.InvalidRequest, 'initialize comes once');
    const checked = v.safeParse(shapes.initialize, params);
    if (!checked.success) return refuse(ErrorCodes.InvalidParams, `initialize: ${checked.issues[0].message}`);
    const { workspaceFolders, rootUri, locale } = checked.output;
    state = 'running';
    session.client = params.capabilities;
    session.options = readOptions(params.initializationOptions);
    host.started?.(session.options);
    session.locale = locale ?? undefined;
    session.settings = readSettings(params.initializationOptions);
    session.changeFolders(workspaceFolders?.map((folder) => folder.uri) ?? (rootUri ? [rootUri] : []));
    // Here and not with the others, since the library takes it for itself when it is initialized.
    on(DidChangeWorkspaceFoldersNotification.type, shapes.foldersChanged, ({ event: { added, removed } }) => {
      session.changeFolders(
        added.map((folder) => folder.uri),
        removed.map((folder) => folder.uri),
      );
      watching.foldersChanged();
      publisher.unseen();
    });
    return { serverInfo: { name: 'clausewright', version: manifest.version }, capabilities: offered(session.client, session.options) };
  });

  connection.onInitialized(() => {
    const { workspace } = session.client;
    watching.begin();
    if (workspace?.didChangeConfiguration?.dynamicRegistration) {
      connection.client.register(DidChangeConfigurationNotification.type, { section: 'clausewright' }).catch(() => undefined);
    }
    if (workspace?.configuration) void fetchSettings();
    if (session.options.folderFindings && !session.client.textDocument?.diagnostic) void folders.run();
    connection.console.info(`clausewright ${manifest.version}`);
  });

  connection.onShutdown(() => {
    const refused = refusal(state);
    if (refused) return refused as never;
    state = 'ended';
    session.ended = true;
    session.proofs.reset();
    session.differences.reset();
    session.findings.changed();
  });

  on(DidChangeConfigurationNotification.type, shapes.settingsChanged, ({ settings }) => {
    if (session.client.workspace?.configuration) void fetchSettings();
    else use(isRecord(settings) ? settings.clausewright : undefined);
  });
  on(DidOpenTextDocumentNotification.type, shapes.opened, ({ textDocument: { uri, languageId, version, text } }) => {
    const before = session.open(uri, languageId, version, text);
    if (before !== undefined) publisher.clear(before);
    publisher.changed();
  });
  on(DidChangeTextDocumentNotification.type, shapes.changed, ({ textDocument: { uri, version }, contentChanges }) => {
    session.change(uri, version, contentChanges);
    publisher.changed();
  });
  on(DidCloseTextDocumentNotification.type, shapes.closed, ({ textDocument }) => {
    const told = session.close(textDocument.uri);
    if (told !== undefined) {
      publisher.clear(told);
      folders.forget(told);
    }
    publisher.changed();
  });
  on(DidChangeWatchedFilesNotification.type, shapes.filesChanged, ({ changes }) => {
    if (changes.some(({ uri }) => isHead(uri))) guarded(connection, 'watched repository', undefined, () => session.differences.moved());
    const others = changes.filter(({ uri }) => !isGitsOwn(uri));
    if (others.length === 0) return;
    for (const { uri, type } of others)
      guarded(connection, 'watched file', undefined, () => session.watched(uri, type !== FileChangeType.Deleted));
    publisher.unseen();
  });
  // Where an editor watches no folders, or only tells of the folder that was moved.
  on(DidRenameFilesNotification.type, shapes.renamedFiles, ({ files }) => {
    for (const { oldUri, newUri } of files) {
      session.watched(oldUri, false);
      session.watched(newUri, true);
    }
    publisher.unseen();
  });

  for (const feature of features) {
    connection.onRequest(feature.method, (...given: unknown[]) => {
      const { params, token } = received(given);
      return refusal(state) ?? answer(connection, session, feature, params, token);
    });
  }
  connection.onRequest((method) => refusal(state) ?? new ResponseError(ErrorCodes.MethodNotFound, `no such method: ${method}`));

  connection.listen();
  return session;
}
