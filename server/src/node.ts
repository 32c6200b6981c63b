/** Why: the language server on Node, over standard input and output or over the channel that VS Code makes between processes. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { policyFiles, readText } from './host/nodeHost';
import { serve } from './server';
import type { ServerHost } from './session';

/** The pages stand below the bundle in the npm package, and two folders up in the extension and in the checkout. */
function pagesFolder(): string | undefined {
  const here = dirname(fileURLToPath(import.meta.url));
  return [join(here, 'docs', 'rules'), join(here, '..', '..', 'docs', 'rules')].find((folder) => existsSync(folder));
}

function nodeHost(): ServerHost {
  const folder = pagesFolder();
  const pages = new Map<string, string | undefined>();
  return {
    read: (uri) => {
      const address = URI.parse(uri);
      return address.scheme === 'file' ? readText(address.fsPath) : { error: 'missing' };
    },
    list: (uri) => {
      const address = URI.parse(uri);
      return address.scheme === 'file' ? policyFiles(address.fsPath).map((path) => URI.file(path).toString()) : [];
    },
    page: (finding, language) => {
      const name = join(language === 'zh' ? 'zh' : '.', `${finding}.md`);
      if (!pages.has(name)) {
        const path = folder && join(folder, name);
        pages.set(name, path && existsSync(path) ? URI.file(path).toString() : undefined);
      }
      return pages.get(name);
    },
  };
}

/**
 * Serves until the client says `exit` or goes away. Which channel is used, the command line says: `--node-ipc`, else standard input and
 * output. Never returns an error: what goes wrong is logged to the client, and the next request is answered.
 */
export function startServer(): void {
  const connection = process.argv.includes('--node-ipc')
    ? createConnection(ProposedFeatures.all)
    : createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  // A bug outside any request, in a library perhaps: the author keeps the editor, and the log has the place.
  const log = (reason: unknown): void => {
    // Nobody listens any more: there is nothing left to do, nor anyone to tell.
    if (reason instanceof Error && 'code' in reason && reason.code === 'EPIPE') process.exit(1);
    connection.console.error(`unexpected: ${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}`);
  };
  process.on('uncaughtException', log);
  process.on('unhandledRejection', log);
  serve(connection, nodeHost());
}
