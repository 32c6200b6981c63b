/** Why: one panel of the preview in VS Code: its page, its title, and the controller's ports to the server and to the editor. */
import * as vscode from 'vscode';
import { type PreviewParams, previewRequest } from '../../../server/src/previewProtocol';
import { showPage } from '../panelPage';
import { language, lifeOf, nameOf, questionOf } from '../panelServer';
import type { Server } from '../server';
import { Controller, type File, type Wish } from './controller';

export const viewType = 'clausewright.preview';

/** What all panels share. */
export interface Surroundings {
  readonly server: Server;
  readonly extension: vscode.Uri;
  readonly output: vscode.LogOutputChannel;
  carryOut(panel: PreviewPanel, wish: Wish): void;
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
