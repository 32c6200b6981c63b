/** Why: how an example's figures came about, as a page beside the policy that follows what is typed there. */
import * as vscode from 'vscode';
import { type Explanation, serverCommands } from '../../server/src/protocol';
import type { ExamplesOf } from './examples';
import type { Server } from './server';

const scheme = 'clausewright-explain';

/** A link to a line of a file, as the server writes it: `[line 40](file:///folder/a.clause#L40,1)`. */
const link = /\[([^\]\n]*)\]\(([a-z][\w+.-]*:[^\s)]+)#(L\d+(?:,\d+)?)\)/gi;

/**
 * The links as VS Code's Markdown preview follows them: it refuses addresses of files, but takes a path that begins with `/` as one from the
 * first open folder. What cannot be said so stays as text.
 */
function followable(markdown: string): string {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  return markdown.replaceAll(link, (_whole, text: string, address: string, place: string) => {
    const file = vscode.Uri.parse(address);
    const within =
      folder && file.scheme === folder.uri.scheme && file.authority === folder.uri.authority && file.path.startsWith(`${folder.uri.path}/`);
    if (!within) return text;
    const path = file.path.slice(folder.uri.path.length).split('/').map(encodeURIComponent).join('/');
    return `[${text}](${path}#${place})`;
  });
}

/** A page's query. */
interface Of {
  readonly uri: string;
  readonly title: string;
}

function read(page: vscode.Uri): Of | undefined {
  try {
    const { uri, title } = JSON.parse(page.query) as Partial<Of>;
    return typeof uri === 'string' && typeof title === 'string' ? { uri, title } : undefined;
  } catch {
    return undefined;
  }
}

export class Explanations implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly emitter = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.emitter.event;
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly server: Server,
    examples: ExamplesOf,
  ) {
    this.subscriptions = [
      this.emitter,
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      examples.onChange((uri) => this.changed(uri)),
    ];
  }

  private changed(uri: vscode.Uri): void {
    for (const { uri: page } of vscode.workspace.textDocuments)
      if (page.scheme === scheme && read(page)?.uri === uri.toString()) this.emitter.fire(page);
  }

  async provideTextDocumentContent(page: vscode.Uri): Promise<string> {
    const of = read(page);
    if (!of) return '';
    const uri = this.server.uriOf(vscode.Uri.parse(of.uri));
    const found = await this.server.run<Explanation>(serverCommands.explainExample, uri, of.title);
    return found ? followable(found.markdown) : vscode.l10n.t('There is no example “{0}” any more, or its file is closed.', of.title);
  }

  /** Beside the editor, as a preview where VS Code has one, else as text. */
  async show(uri: vscode.Uri, title: string): Promise<void> {
    // The tab shows the last part of the path. It does not end like a literate policy's, whatever the title.
    const name = vscode.l10n.t('{0}, explained', title).replaceAll(/[/\\]/g, '∕');
    const of: Of = { uri: uri.toString(), title };
    const page = vscode.Uri.from({ scheme, path: `/${name}.md`, query: JSON.stringify(of) });
    try {
      await vscode.commands.executeCommand('markdown.showPreviewToSide', page);
    } catch {
      await vscode.window.showTextDocument(page, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true, preview: true });
    }
  }

  dispose(): void {
    for (const one of this.subscriptions) one.dispose();
  }
}
