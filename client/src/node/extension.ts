/** Why: the extension's entry on a computer, where the language server is a process of its own. */
import * as vscode from 'vscode';
import { LanguageClient, type LanguageClientOptions, TransportKind } from 'vscode-languageclient/node';
import { nodeOptions } from '../../../server/src/protocol';
import { launch } from '../client';
import { solverFiles } from './solver';

let stop: (() => Promise<void>) | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const module = vscode.Uri.joinPath(context.extensionUri, 'server', 'dist', 'server.js').fsPath;
  const server = { module, transport: TransportKind.ipc, options: { execArgv: [...nodeOptions] } };
  const make = (options: LanguageClientOptions) =>
    new LanguageClient('clausewright', 'Clausewright', { run: server, debug: server }, options);
  stop = launch(context, make, solverFiles);
}

export function deactivate(): Promise<void> | undefined {
  return stop?.();
}
