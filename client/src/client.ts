/** Why: what is the same wherever the extension runs: when the language server starts, which files it is asked about, and the commands. */
import * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';

/** Makes a client that is not started yet; the hosts differ in how the server is reached. */
export type MakeClient = (options: LanguageClientOptions) => BaseLanguageClient;

/** Literate files stay Markdown for VS Code, so that its preview and outline go on working for them. */
const documents = [{ language: 'clause' }, { language: 'markdown', pattern: '**/*.clause.md' }];

function isOurs(document: vscode.TextDocument): boolean {
  return document.languageId === 'clause' || (document.languageId === 'markdown' && document.uri.path.endsWith('.clause.md'));
}

/**
 * Registers the commands, and starts the server as soon as a file of ours is open: opening any other Markdown file costs nothing.
 * @returns stops the server
 */
export function launch(context: vscode.ExtensionContext, make: MakeClient): () => Promise<void> {
  const output = vscode.window.createOutputChannel('Clausewright', { log: true });
  let client: BaseLanguageClient | undefined;

  async function start(): Promise<void> {
    client ??= make({
      documentSelector: documents,
      outputChannel: output,
      synchronize: { configurationSection: 'clausewright' },
      diagnosticCollectionName: 'clausewright',
      // Findings follow every keystroke; without this VS Code asks for them only when a file is opened.
      diagnosticPullOptions: { onChange: true },
    });
    try {
      await client.start();
    } catch (error) {
      output.error(error instanceof Error ? error : String(error));
      const show = vscode.l10n.t('Show the Output');
      const message = vscode.l10n.t('The Clausewright language server could not be started. The output says why.');
      if ((await vscode.window.showErrorMessage(message, show)) === show) output.show();
    }
  }

  async function stop(): Promise<void> {
    const running = client;
    client = undefined;
    await running?.dispose();
  }

  context.subscriptions.push(
    output,
    vscode.commands.registerCommand('clausewright.restart', async () => {
      await stop();
      await start();
    }),
    vscode.commands.registerCommand('clausewright.showOutput', () => output.show()),
  );

  if (vscode.workspace.textDocuments.some(isOurs)) {
    void start();
  } else {
    const waiting = vscode.workspace.onDidOpenTextDocument((document) => {
      if (!isOurs(document)) return;
      waiting.dispose();
      void start();
    });
    context.subscriptions.push(waiting);
  }
  return stop;
}
