/** Why: one panel of the preview in VS Code: its page, its title, and the controller's ports to the server and to the editor. */
import * as vscode from 'vscode';
import { ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageclient';
import { type PreviewParams, previewRequest } from '../../../server/src/previewProtocol';
import { languageOf } from '../../../server/src/protocol';
import { showPage } from '../panelPage';
import type { Server } from '../server';
import { type Answer, Controller, type File, type Question, type ServerLife, type Wish } from './controller';

export const viewType = 'clausewright.preview';

/** What all panels share. */
export interface Surroundings {
  readonly server: Server;
  readonly extension: vscode.Uri;
  readonly output: vscode.LogOutputChannel;
  carryOut(panel: PreviewPanel, wish: Wish): void;
}

/** The language that the server answers in. */
export function language(): 'en' | 'zh' {
  const setting = vscode.workspace.getConfiguration('clausewright').get<string>('messageLanguage');
  return languageOf(setting === 'en' || setting === 'zh' ? setting : 'auto', vscode.env.language);
}

export function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

export function lifeOf({ state }: Server): ServerLife {
  switch (state) {
    case 'running':
    case 'starting':
    case 'failed':
      return state;
    // It is started with the first panel; between two servers it is off for a moment.
    case 'off':
      return 'starting';
    default:
      return state satisfies never;
  }
}

const takenBack: readonly number[] = [
  LSPErrorCodes.RequestCancelled,
  LSPErrorCodes.ServerCancelled,
  LSPErrorCodes.ContentModified,
  // The server is going or coming: its state says what is next.
  ErrorCodes.ConnectionInactive,
  ErrorCodes.PendingResponseRejected,
];

/** Puts a question of a panel to the server. @param file what it is about */
export function questionOf(server: Server, method: string, params: unknown, file: vscode.Uri): Question {
  const source = new vscode.CancellationTokenSource();
  const answer = server.send(method, params, source.token).then(
    (state): Answer | Promise<Answer> => {
      if (state !== null && state !== undefined) return { kind: 'state', state };
      return source.token.isCancellationRequested ? { kind: 'cancelled' } : nothing(file);
    },
    (error: unknown): Answer => {
      if (source.token.isCancellationRequested || (error instanceof ResponseError && takenBack.includes(error.code)))
        return { kind: 'cancelled' };
      return { kind: 'failed', why: String(error) };
    },
  );
  void answer.finally(() => source.dispose());
  return { answer, cancel: () => source.cancel() };
}

/** The server has no answer: the file is gone, or the server has a bug. */
async function nothing(file: vscode.Uri): Promise<Answer> {
  const isOpen = vscode.workspace.textDocuments.some(({ uri }) => uri.toString() === file.toString());
  const isThere =
    isOpen ||
    (await vscode.workspace.fs.stat(file).then(
      () => true,
      () => false,
    ));
  return isThere ? { kind: 'failed', why: 'the server has no answer, although the file is there' } : { kind: 'gone' };
}

export class PreviewPanel implements vscode.Disposable {
  readonly controller: Controller;
  private readonly subscriptions: vscode.Disposable[] = [];
  private isVisible: boolean;

  constructor(
    private readonly around: Surroundings,
    readonly panel: vscode.WebviewPanel,
    private file: vscode.Uri,
  ) {
    this.isVisible = panel.visible;
    const ports = {
      ask: (params: PreviewParams) => questionOf(around.server, previewRequest, params, this.file),
      post: (message: unknown) => void panel.webview.postMessage(message),
      carryOut: (wish: Wish) => around.carryOut(this, wish),
      warn: (line: string) => around.output.warn(line),
      fileKey: (uri: string) => vscode.Uri.parse(uri).toString(),
    };
    this.controller = new Controller(ports, this.described(), lifeOf(around.server));
    this.subscriptions.push(
      panel.webview.onDidReceiveMessage((message: unknown) => this.controller.received(message)),
      panel.onDidChangeViewState(() => {
        if (this.isVisible && !panel.visible) this.controller.hidden();
        this.isVisible = panel.visible;
      }),
    );
    showPage(panel, around.extension, { folder: 'preview', icon: 'preview', title: this.title(), language: language() });
  }

  get uri(): vscode.Uri {
    return this.file;
  }

  private described(): File {
    return { uri: this.around.server.uriOf(this.file), name: nameOf(this.file), language: language() };
  }

  private title(): string {
    return vscode.l10n.t('Preview {0}', nameOf(this.file));
  }

  /** Its file has this name now; or the same, where the author reads another language. */
  follow(file: vscode.Uri): void {
    this.file = file;
    this.panel.title = this.title();
    this.controller.follow(this.described());
  }

  dispose(): void {
    this.controller.dispose();
    for (const one of this.subscriptions) one.dispose();
  }
}
