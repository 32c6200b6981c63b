/** Why: which documents are ours, said once for everything that asks. */
import * as vscode from 'vscode';

/** Literate files stay Markdown for VS Code, so that its preview and outline go on working for them. */
export const policies = [{ language: 'clause' }, { language: 'markdown', pattern: '**/*.clause.md' }];

/** What the server is told of: configurations too. */
export const documents = [...policies, { pattern: '**/clausewright.yaml' }];

export function isOurs(document: vscode.TextDocument): boolean {
  return document.languageId === 'clause' || (document.languageId === 'markdown' && document.uri.path.endsWith('.clause.md'));
}

/** A configuration of ours; it is no policy. */
function isConfiguration(document: vscode.TextDocument): boolean {
  return document.uri.path.endsWith('/clausewright.yaml');
}

/** The document that the author looks at, if it is one of ours. */
export function activeDocument(): vscode.TextDocument | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document && isOurs(document) ? document : undefined;
}

/** The file that a lens, a menu or a caller names, else the one that the author looks at. */
export function fileOf(uri: unknown): vscode.Uri | undefined {
  if (typeof uri === 'string') return vscode.Uri.parse(uri);
  return uri instanceof vscode.Uri ? uri : activeDocument()?.uri;
}

/** Calls back once, as soon as a document of ours is open (at once if one is): opening any other Markdown file costs nothing. */
export function whenOpen(run: () => void): vscode.Disposable {
  const concerns = (document: vscode.TextDocument): boolean => isOurs(document) || isConfiguration(document);
  if (vscode.workspace.textDocuments.some(concerns)) {
    run();
    return new vscode.Disposable(() => undefined);
  }
  const waiting = vscode.workspace.onDidOpenTextDocument((document) => {
    if (!concerns(document)) return;
    waiting.dispose();
    run();
  });
  return waiting;
}
