/** Why: the language server on Node, over standard input and output or over the channel that VS Code makes between processes. */
import { ProposedFeatures, createConnection } from 'vscode-languageserver/node';
import { serve } from './server';

/**
 * Serves until the client says `exit` or goes away. Which channel is used, the command line says: `--node-ipc`, else standard input and
 * output. Never returns an error: what goes wrong is logged to the client, and the next request is answered.
 */
export function startServer(): void {
  const channel = process.argv.includes('--node-ipc')
    ? createConnection(ProposedFeatures.all)
    : createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  // A bug outside any request, in a library perhaps: the author keeps the editor, and the log has the place.
  process.on('uncaughtException', (error) => channel.console.error(`unexpected: ${error.stack ?? error.message}`));
  process.on('unhandledRejection', (reason) => channel.console.error(`unexpected: ${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}`));
  serve(channel);
}
