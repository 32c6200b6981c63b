/** Why: all panels of the preview: one a file, what sets them going, and the commands that are for the one that is looked at. */
import * as vscode from 'vscode';
import { type Fill, kept, read } from '../../../server/src/previewProtocol';
import { editorCommands, previewChanged } from '../../../server/src/protocol';
import { activeDocument, fileOf, isOurs } from '../documents';
import { lifeOf, nameOf } from '../panelServer';
import type { Server } from '../server';
import { copyMarkdown, saveExample, savePicture } from './actions';
import type { Wish } from './controller';
import { PreviewPanel, type Surroundings, viewType } from './panel';
import { columnBeside, goTo } from './places';

/** What a lens or a fix names: an example by its title, or a witness. */
function fillOf(of: unknown): Fill | undefined {
  if (typeof of === 'string') return { kind: 'example', title: of };
  const { witness } = Object(of) as { witness?: unknown };
  return typeof witness === 'string' ? { kind: 'witness', id: witness } : undefined;
}

export class Previews implements vscode.Disposable, vscode.WebviewPanelSerializer {
  private readonly panels = new Map<string, PreviewPanel>();
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
      ...this.commands(),
      server.onClient((client) => client.onNotification(previewChanged, () => this.changed())),
      server.onTold((uri) => this.changed(uri)),
      server.onState(() => {
        for (const { controller } of this.panels.values()) controller.serverIs(lifeOf(server));
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        // What else it says comes from the server when it knows of the setting.
        if (event.affectsConfiguration('clausewright.messageLanguage')) for (const panel of this.panels.values()) panel.follow(panel.uri);
      }),
      vscode.workspace.onDidRenameFiles(({ files }) => {
        for (const { oldUri, newUri } of files) this.renamed(oldUri, newUri);
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.cursorIn(textEditor)),
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (editor) this.cursorIn(editor);
      }),
    ];
  }

  private commands(): vscode.Disposable[] {
    const inActive = (act: (panel: PreviewPanel) => unknown) => async () => {
      const panel = this.active();
      if (panel) await act(panel);
    };
    const withForm = (act: typeof saveExample | typeof copyMarkdown) =>
      inActive(async (panel) => {
        const { form } = panel.controller;
        if (form) await act(this.server, panel, form);
      });
    return [
      vscode.commands.registerCommand('clausewright.showPreview', (uri: unknown) => {
        const file = fileOf(uri);
        if (file) this.show(file);
      }),
      vscode.commands.registerCommand(editorCommands.previewExample, (uri: unknown, of: unknown) => {
        const [file, fill] = [fileOf(uri), fillOf(of)];
        if (file && fill) this.show(file).controller.fill(fill);
      }),
      vscode.commands.registerCommand('clausewright.preview.saveExample', withForm(saveExample)),
      vscode.commands.registerCommand('clausewright.preview.copyMarkdown', withForm(copyMarkdown)),
      vscode.commands.registerCommand(
        'clausewright.preview.exportPicture',
        inActive(({ controller }) => controller.makePicture()),
      ),
    ];
  }

  /** The panel that is looked at, else that of the file that is. */
  private active(): PreviewPanel | undefined {
    const looked = [...this.panels.values()].find(({ panel }) => panel.active);
    const document = activeDocument();
    return looked ?? (document && this.panels.get(document.uri.toString()));
  }

  /** Beside the text, which keeps the focus. */
  private show(uri: vscode.Uri): PreviewPanel {
    const known = this.panels.get(uri.toString());
    if (known) {
      known.panel.reveal(undefined, true);
      return known;
    }
    const column = { viewColumn: columnBeside(uri), preserveFocus: true };
    const title = vscode.l10n.t('Preview {0}', nameOf(uri));
    return this.add(vscode.window.createWebviewPanel(viewType, title, column, { enableFindWidget: true }), uri);
  }

  /** A panel that was open when the window was left. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const before = read(kept, state);
    if (!before?.uri) {
      this.output.warn('a preview could not be restored: what it kept is not of its shape');
      panel.dispose();
      return;
    }
    this.add(panel, vscode.Uri.parse(before.uri));
  }

  private add(webview: vscode.WebviewPanel, uri: vscode.Uri): PreviewPanel {
    void this.server.start();
    const panel = new PreviewPanel(this.around, webview, uri);
    this.panels.get(uri.toString())?.panel.dispose();
    this.panels.set(uri.toString(), panel);
    webview.onDidDispose(() => {
      panel.dispose();
      const key = panel.uri.toString();
      if (this.panels.get(key) === panel) this.panels.delete(key);
    });
    const editor = [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors].find(
      (one) => one?.document.uri.toString() === uri.toString(),
    );
    if (editor) this.cursorIn(editor);
    return panel;
  }

  /** @param uri the file that is typed in; its own preview comes first */
  private changed(uri?: vscode.Uri): void {
    const first = uri && this.panels.get(uri.toString());
    first?.controller.changed();
    // A file may be imported by any other.
    for (const panel of this.panels.values()) if (panel !== first) panel.controller.changed();
  }

  private renamed(from: vscode.Uri, to: vscode.Uri): void {
    for (const [key, panel] of [...this.panels]) {
      const { uri } = panel;
      const isWithin = uri.scheme === from.scheme && uri.authority === from.authority && uri.path.startsWith(`${from.path}/`);
      if (uri.toString() !== from.toString() && !isWithin) continue;
      const now = to.with({ path: `${to.path}${uri.path.slice(from.path.length)}` });
      this.panels.delete(key);
      // Of a file that is overwritten by it.
      this.panels.get(now.toString())?.panel.dispose();
      this.panels.set(now.toString(), panel);
      panel.follow(now);
    }
  }

  private cursorIn({ document, selection }: vscode.TextEditor): void {
    if (!isOurs(document)) return;
    const place = { uri: document.uri.toString(), line: selection.active.line };
    for (const { controller } of this.panels.values()) controller.cursorAt(place);
  }

  private async carryOut(panel: PreviewPanel, wish: Wish): Promise<void> {
    try {
      switch (wish.kind) {
        case 'goTo':
          return await goTo(wish.spot, panel.panel.viewColumn);
        case 'saveExample':
          return await saveExample(this.server, panel, wish.form);
        case 'copyMarkdown':
          return await copyMarkdown(this.server, panel, wish.form);
        case 'picture':
          return await savePicture(panel, wish);
        default:
          wish satisfies never;
      }
    } catch (error) {
      this.output.warn(`the preview of ${nameOf(panel.uri)}: ${wish.kind}: ${String(error)}`);
    }
  }

  dispose(): void {
    for (const one of this.subscriptions) one.dispose();
    for (const panel of this.panels.values()) panel.dispose();
    this.panels.clear();
  }
}
