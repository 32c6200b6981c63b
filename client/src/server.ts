/** Why: the life of the language server: it starts, comes back when it dies, and says so when it does not. */
import * as vscode from 'vscode';
import {
  type BaseLanguageClient,
  CloseAction,
  ErrorAction,
  type ErrorHandler,
  type LanguageClientOptions,
  State,
  type StaticFeature,
} from 'vscode-languageclient';
import type { InitializationOptions } from '../../server/src/protocol';
import { documents, policies } from './documents';
import { answerFiles } from './files';
import { Deaths, mostDeaths } from './restarts';

/** Where the files of the prover's solver are, if its extension is installed; and when that may be otherwise. */
export interface SolverFiles {
  folder(): string | undefined;
  readonly onChange: vscode.Event<void>;
}

/** Makes a client that is not started yet; the hosts differ in how the server is reached. */
export type MakeClient = (options: LanguageClientOptions) => BaseLanguageClient;

/**
 * The client does not ask for findings; they are sent to it. Where it asks for them it throws away what it is told of an open file in a hidden
 * tab (vscode-languageclient 10.1.2, `pullAsync`), so that the file keeps what it was told before; and each keystroke waits for one more
 * question.
 */
const findingsAsTheyCome: StaticFeature = {
  fillClientCapabilities: (capabilities) => {
    delete capabilities.textDocument?.diagnostic;
    delete capabilities.workspace?.diagnostics;
  },
  initialize: () => undefined,
  getState: () => ({ kind: 'static' }),
  clear: () => undefined,
};

/** YAML is laid out by whoever does so in this editor: VS Code would ask which of us two is to do it. */
function formatPoliciesOnly(client: BaseLanguageClient): void {
  for (const feature of [
    client.getFeature('textDocument/formatting'),
    client.getFeature('textDocument/rangeFormatting'),
    client.getFeature('textDocument/onTypeFormatting'),
  ]) {
    const initialize = feature.initialize.bind(feature);
    feature.initialize = (capabilities) => initialize(capabilities, policies);
  }
}

/** Before a server that died is started again. Milliseconds. */
const pause = 100;

export type ServerState = 'off' | 'starting' | 'running' | 'failed';

export class Server implements vscode.Disposable {
  private client: BaseLanguageClient | undefined;
  private readonly deaths = new Deaths();
  private readonly stateEmitter = new vscode.EventEmitter<ServerState>();
  private readonly startEmitter = new vscode.EventEmitter<BaseLanguageClient>();
  readonly onState = this.stateEmitter.event;
  /** A client was made; handlers of what the server sends belong here. */
  readonly onClient = this.startEmitter.event;
  private readonly toldEmitter = new vscode.EventEmitter<vscode.Uri>();
  /** The server has just been told that a document was opened, changed or closed: what is asked now is answered of its new text. */
  readonly onTold = this.toldEmitter.event;
  private current: ServerState = 'off';
  private readonly listening: vscode.Disposable | undefined;
  /** The solver's folder that the running server was told of. */
  private solverPath: string | undefined;
  /** Since the author last started it. */
  private everRan = false;

  constructor(
    private readonly make: MakeClient,
    private readonly output: vscode.LogOutputChannel,
    private readonly extension: vscode.Uri,
    /** Undefined where no solver can run. */
    readonly solver?: SolverFiles,
  ) {
    this.listening = solver?.onChange(() => void this.solverChanged());
  }

  get state(): ServerState {
    return this.current;
  }

  private set(state: ServerState): void {
    if (state === this.current) return;
    this.current = state;
    this.stateEmitter.fire(state);
  }

  private options(lost: (why: string) => void): LanguageClientOptions {
    this.solverPath = this.solver?.folder();
    const options: InitializationOptions = {
      clientCommands: true,
      folderFindings: true,
      examples: true,
      files: true,
      preview: true,
      // It reads our schema, which the manifest names.
      yaml: vscode.extensions.getExtension('redhat.vscode-yaml') !== undefined,
      pages: vscode.Uri.joinPath(this.extension, 'docs', 'rules').toString(),
      ...(this.solverPath === undefined ? {} : { solverPath: this.solverPath }),
    };
    // The library would start the same client again, which it cannot where the server dies while it starts: we make another client.
    const errorHandler: ErrorHandler = {
      // If nothing goes through any more the connection is closed, and that counts.
      error: (_error, _message, count) => ({
        action: count !== undefined && count <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown,
        handled: true,
      }),
      closed: () => {
        lost('the language server ended unexpectedly');
        return { action: CloseAction.DoNotRestart, handled: true };
      },
    };
    // Not another listener for the editor's events: the order of listeners is nobody's promise, and a question must not overtake the text.
    const told = async (document: vscode.TextDocument, sent: Promise<void>): Promise<void> => {
      await sent;
      this.toldEmitter.fire(document.uri);
    };
    return {
      documentSelector: documents,
      middleware: {
        didOpen: (document, next) => told(document, next(document)),
        didChange: (event, next) => told(event.document, next(event)),
        didClose: (document, next) => told(document, next(document)),
      },
      outputChannel: this.output,
      initializationOptions: options,
      synchronize: { configurationSection: 'clausewright' },
      diagnosticCollectionName: 'clausewright',
      errorHandler,
      // A start that fails is told here, once.
      initializationFailedHandler: () => false,
    };
  }

  /** Starts a server of its own for a new client. */
  private async launch(): Promise<void> {
    let isLost = false;
    const lost = (why: string): void => {
      if (!isLost && this.client === client) this.died(client, why);
      isLost = true;
    };
    const client = this.make(this.options(lost));
    client.registerFeature(findingsAsTheyCome);
    formatPoliciesOnly(client);
    this.client = client;
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Stopped) lost('the connection to the language server was given up');
    });
    answerFiles(client);
    this.startEmitter.fire(client);
    this.set('starting');
    try {
      await client.start();
      if (!isLost && this.client === client) this.set('running');
    } catch (error) {
      this.output.error(error instanceof Error ? error : String(error));
      lost('the language server could not be started');
    }
  }

  private died(client: BaseLanguageClient, why: string): void {
    const ran = this.current === 'running';
    this.everRan ||= ran;
    const again = this.deaths.record(Date.now());
    this.output.warn(`${why}; ${again ? 'it is started again' : 'it stays off'}`);
    this.set(again ? 'starting' : 'failed');
    setTimeout(() => {
      void client.dispose().catch(() => undefined);
      // Unless the author has restarted it meanwhile.
      if (again && this.client === client) void this.launch();
    }, pause);
    if (again) return;
    void this.complain(
      this.everRan
        ? vscode.l10n.t(
            'The Clausewright language server ended {0} times within three minutes, so it stays off. The output says why.',
            mostDeaths,
          )
        : vscode.l10n.t('The Clausewright language server could not be started. The output says why.'),
    );
  }

  private async complain(message: string): Promise<void> {
    const [restart, show] = [vscode.l10n.t('Restart'), vscode.l10n.t('Show the Output')];
    const chosen = await vscode.window.showErrorMessage(message, restart, show);
    if (chosen === restart) await this.restart();
    if (chosen === show) this.output.show();
  }

  async start(): Promise<void> {
    if (!this.client) await this.launch();
  }

  async stop(): Promise<void> {
    const running = this.client;
    this.client = undefined;
    this.set('off');
    await running?.dispose().catch((error: unknown) => this.output.debug(String(error)));
  }

  /** A server learns where the solver is when it starts. */
  private async solverChanged(): Promise<void> {
    if (this.client && this.solver?.folder() !== this.solverPath) await this.restart();
  }

  async restart(): Promise<void> {
    this.deaths.forget();
    this.everRan = false;
    await this.stop();
    await this.start();
  }

  /** A request; undefined where the server is not there, does not know it, or fails at it (which is logged). */
  async ask<R>(method: string, params: unknown): Promise<R | undefined> {
    const { client } = this;
    if (!client || this.current !== 'running') return undefined;
    try {
      return (await client.sendRequest<R>(method, params)) ?? undefined;
    } catch (error) {
      this.output.debug(`${method}: ${String(error)}`);
      return undefined;
    }
  }

  /** A request that throws where it is not answered: an answer `null` is then not taken for a failure. */
  async send(method: string, params: unknown, token: vscode.CancellationToken): Promise<unknown> {
    if (!this.client || this.current !== 'running') throw new Error('the language server is not there');
    return this.client.sendRequest<unknown>(method, params, token);
  }

  /** One of the server's own commands. */
  run<R>(command: string, ...args: readonly unknown[]): Promise<R | undefined> {
    return this.ask<R>('workspace/executeCommand', { command, arguments: args });
  }

  /** How the server names a document. */
  uriOf(uri: vscode.Uri): string {
    return this.client?.code2ProtocolConverter.asUri(uri) ?? uri.toString();
  }

  get converter(): BaseLanguageClient['protocol2CodeConverter'] | undefined {
    return this.client?.protocol2CodeConverter;
  }

  dispose(): void {
    this.listening?.dispose();
    this.stateEmitter.dispose();
    this.startEmitter.dispose();
    this.toldEmitter.dispose();
  }
}
