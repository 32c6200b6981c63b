/** Why: one panel of a comparison in VS Code: its page, its title, and the controller's ports to the server and to the editor. */
import * as vscode from 'vscode';
import { type Against, type DifferenceParams, differenceRequest } from '../../../server/src/differenceProtocol';
import { showPage } from '../panelPage';
import { language, lifeOf, nameOf, questionOf } from '../panelServer';
import type { File, Question } from '../preview/controller';
import type { Server } from '../server';
import { Controller, type Wish } from './controller';

export const viewType = 'clausewright.comparison';

/** What all panels share. */
export interface Surroundings {
  readonly server: Server;
  readonly extension: vscode.Uri;
  readonly output: vscode.LogOutputChannel;
  carryOut(panel: ComparisonPanel, wish: Wish): void;
}

export class ComparisonPanel implements vscode.Disposable {
  readonly controller: Controller;
  private readonly subscriptions: vscode.Disposable[] = [];
  private isVisible: boolean;

  constructor(
    private readonly around: Surroundings,
    readonly panel: vscode.WebviewPanel,
    private file: vscode.Uri,
    against: Against,
  ) {
    this.isVisible = panel.visible;
    const ports = {
      ask: (params: DifferenceParams): Question => questionOf(around.server, differenceRequest, params, this.file),
      post: (message: unknown) => void panel.webview.postMessage(message),
      carryOut: (wish: Wish) => around.carryOut(this, wish),
      warn: (line: string) => around.output.warn(line),
    };
    this.controller = new Controller(ports, this.described(), against, lifeOf(around.server));
    this.subscriptions.push(
      panel.webview.onDidReceiveMessage((message: unknown) => this.controller.received(message)),
      panel.onDidChangeViewState(() => {
        if (this.isVisible && !panel.visible) this.controller.hidden();
        // Something may have been committed meanwhile, which nobody tells.
        else if (panel.active) this.controller.changed();
        this.isVisible = panel.visible;
      }),
    );
    showPage(panel, around.extension, { folder: 'comparison', icon: 'compare', title: this.title(), language: language() });
  }

  get uri(): vscode.Uri {
    return this.file;
  }

  private described(): File {
    return { uri: this.around.server.uriOf(this.file), name: nameOf(this.file), language: language() };
  }

  private title(): string {
    return vscode.l10n.t('Difference of {0}', nameOf(this.file));
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
