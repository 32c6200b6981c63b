/** Why: the language server in a web worker, for VS Code in a browser (vscode.dev, github.dev). */
import { BrowserMessageReader, BrowserMessageWriter, createConnection, ProposedFeatures } from 'vscode-languageserver/browser';
import { remoteHost } from './host/remoteHost';
import { serve } from './server';

/** Serves whoever made the worker, until it ends it. */
export function startServer(worker: ConstructorParameters<typeof BrowserMessageReader>[0]): void {
  const connection = createConnection(ProposedFeatures.all, new BrowserMessageReader(worker), new BrowserMessageWriter(worker));
  serve(connection, remoteHost(connection));
}
