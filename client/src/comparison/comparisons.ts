/** Why: all panels of comparisons: one a file, what sets them going, and the commands that open them. */
import * as vscode from 'vscode';
import { type Against, against, differenceExampleRequest, keptComparison } from '../../../server/src/differenceProtocol';
import { read, saved } from '../../../server/src/previewProtocol';
import { differenceChanged, editorCommands } from '../../../server/src/protocol';
import { fileOf } from '../documents';
import { lifeOf, nameOf } from '../panelServer';
import { insertExample, noAnswer } from '../preview/actions';
import { columnBeside, goTo } from '../preview/places';
import type { Server } from '../server';
import { chooseAgainst } from './choose';
import type { Wish } from './controller';
import { ComparisonPanel, type Surroundings, viewType } from './panel';

export class Comparisons implements vscode.Disposable, vscode.WebviewPanelSerializer {
  private readonly panels = new Map<string, ComparisonPanel>();
  private readonly around: Surroundings;
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly server: Server,
    extension: vscode.Uri,
    private readonly output: vscode.LogOutputChannel,
  ) {
    this.around = { server, extension, output, carryOut: (panel, wish) => void this.carryOut(panel, wish) };
    this.subscriptions = [
      vscode.window.registerWebviewPanelSerializer(viewType, this),
      vscode.commands.registerCommand('clausewright.compareAwards', (uri: unknown, given: unknown) => this.compare(uri, given)),
      vscode.commands.registerCommand(editorCommands.showDifference, (uri: unknown, row: unknown) => {
        const file = fileOf(uri);
        if (!file) return;
        const { controller } = this.show(file, { kind: 'usual' });
        if (typeof row === 'string') controller.reveal(row);
      }),
      server.onClient((client) => client.onNotification(differenceChanged, () => this.changed())),
      server.onTold(() => this.changed()),
      server.onState(() => {
        for (const { controller } of this.panels.values()) controller.serverIs(lifeOf(server));
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('clausewright')) for (const panel of this.panels.values()) panel.follow(panel.uri);
      }),
      vscode.workspace.onDidRenameFiles(({ files }) => {
        for (const { oldUri, newUri } of files) this.renamed(oldUri, newUri);
      }),
    ];
  }

  /** @param given what to compare with, of a caller who knows; else it is asked */
  private async compare(uri: unknown, given: unknown): Promise<void> {
    const file = fileOf(uri);
    if (!file) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Open a policy first: the comparison is of the file that is looked at.'));
      return;
    }
    await this.server.start();
    const chosen = read(against, given) ?? (await chooseAgainst(this.server, file));
    if (chosen) this.show(file, chosen);
  }

  /** Beside the text, which keeps the focus. */
  private show(uri: vscode.Uri, compared: Against): ComparisonPanel {
    const known = this.panels.get(uri.toString());
    if (known) {
      known.controller.compareWith(compared);
      known.panel.reveal(undefined, true);
      return known;
    }
    const column = { viewColumn: columnBeside(uri), preserveFocus: true };
    const title = vscode.l10n.t('Difference of {0}', nameOf(uri));
    return this.add(vscode.window.createWebviewPanel(viewType, title, column, { enableFindWidget: true }), uri, compared);
  }

  /** A panel that was open when the window was left. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const before = read(keptComparison, state);
    if (!before) {
      this.output.warn('a comparison could not be restored: what it kept is not of its shape');
      panel.dispose();
      return;
    }
    this.add(panel, vscode.Uri.parse(before.uri), before.against);
  }

  private add(webview: vscode.WebviewPanel, uri: vscode.Uri, compared: Against): ComparisonPanel {
    void this.server.start();
    const panel = new ComparisonPanel(this.around, webview, uri, compared);
    this.panels.get(uri.toString())?.panel.dispose();
    this.panels.set(uri.toString(), panel);
    webview.onDidDispose(() => {
      panel.dispose();
      const key = panel.uri.toString();
      if (this.panels.get(key) === panel) this.panels.delete(key);
    });
    return panel;
  }

  /** A file may be imported by any other, or be what another is compared with. */
  private changed(): void {
    for (const { controller } of this.panels.values()) controller.changed();
  }

  private renamed(from: vscode.Uri, to: vscode.Uri): void {
    const panel = this.panels.get(from.toString());
    if (!panel) return;
    this.panels.delete(from.toString());
    this.panels.get(to.toString())?.panel.dispose();
    this.panels.set(to.toString(), panel);
    panel.follow(to);
  }

  private async carryOut(panel: ComparisonPanel, wish: Wish): Promise<void> {
    const { viewColumn } = panel.panel;
    try {
      switch (wish.kind) {
        case 'goTo':
          return await goTo(wish.spot, viewColumn);
        case 'choose': {
          const chosen = await chooseAgainst(this.server, panel.uri);
          if (chosen) panel.controller.compareWith(chosen);
          return;
        }
        case 'preview':
          await vscode.commands.executeCommand(editorCommands.previewExample, panel.uri, { witness: wish.witness });
          return;
        case 'addExample': {
          const params = { uri: this.server.uriOf(panel.uri), witness: wish.witness };
          const found = read(saved, await this.server.ask(differenceExampleRequest, params));
          if (!found || 'refused' in found) void vscode.window.showWarningMessage(found?.refused ?? noAnswer());
          else await insertExample(found, viewColumn);
          return;
        }
        default:
          wish satisfies never;
      }
    } catch (error) {
      this.output.warn(`the comparison of ${nameOf(panel.uri)}: ${wish.kind}: ${String(error)}`);
    }
  }

  dispose(): void {
    for (const one of this.subscriptions) one.dispose();
    for (const panel of this.panels.values()) panel.dispose();
    this.panels.clear();
  }
}
