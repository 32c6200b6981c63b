/** Why: what is the same wherever the extension runs, put together: the server's life, the commands, and what shows the examples and the preview. */
import * as vscode from 'vscode';
import { registerExampleCommands } from './commands/examples';
import { registerNewPolicy } from './commands/newPolicy';
import { Comparisons } from './comparison/comparisons';
import { whenOpen } from './documents';
import { ExamplesOf } from './examples';
import { Explanations } from './explanations';
import { showState } from './languageStatus';
import { Previews } from './preview/previews';
import { type MakeClient, Server, type SolverFiles } from './server';
import { showSelected } from './statusBar';
import { ExampleTests } from './testing';

export type { MakeClient } from './server';

/**
 * Registers everything, and starts the server as soon as a file of ours is open.
 * @returns stops the server
 */
export function launch(context: vscode.ExtensionContext, make: MakeClient, solver?: SolverFiles): () => Promise<void> {
  const output = vscode.window.createOutputChannel('Clausewright', { log: true });
  const server = new Server(make, output, context.extensionUri, solver);
  const examples = new ExamplesOf(server);
  const explanations = new Explanations(server, examples);
  context.subscriptions.push(
    output,
    server,
    examples,
    explanations,
    showState(server),
    showSelected(examples),
    new ExampleTests(server, examples),
    registerExampleCommands(server, examples, explanations),
    new Previews(server, context.extensionUri, output),
    new Comparisons(server, context.extensionUri, output),
    registerNewPolicy(context.extensionUri),
    vscode.commands.registerCommand('clausewright.restart', () => server.restart()),
    vscode.commands.registerCommand('clausewright.showOutput', () => output.show()),
    whenOpen(() => void server.start()),
  );
  return () => server.stop();
}
