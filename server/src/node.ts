/** Why: the language server on Node, over standard input and output or over the channel that VS Code makes between processes. */
import { setFlagsFromString } from 'node:v8';
import type { Connection } from 'vscode-languageserver';
import {
  createConnection,
  ErrorCodes,
  IPCMessageReader,
  IPCMessageWriter,
  LSPErrorCodes,
  Message,
  type MessageReader,
  type MessageWriter,
  ProposedFeatures,
  type ResponseMessage,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { GitPast } from './git/past';
import { readText, walkPolicyFiles } from './host/nodeHost';
import { pagePathOf } from './host/pages';
import { remoteHost } from './host/remoteHost';
import { Pace } from './pace';
import { ReadAhead } from './readAhead';
import { serve } from './server';
import { type ServerHost, traceOf } from './session';
import { createSolver, solverOptions } from './solver/index';

/** @param rootOf the folder that the imports of a file may not leave */
function nodeHost(connection: Connection, rootOf: (uri: string) => string | undefined): ServerHost {
  const pages = new Map<string, string | undefined>();
  // Virtual workspaces: what is no file of this computer is asked of the client.
  const remote = remoteHost(connection);
  return {
    ...remote,
    past: new GitPast(rootOf),
    solver: ({ path, scale }) => createSolver({ ...solverOptions(scale), ...(path === undefined ? {} : { path }) }),
    read: (uri) => {
      const address = URI.parse(uri);
      return address.scheme === 'file' ? readText(address.fsPath) : remote.read(uri);
    },
    *list(uri) {
      const address = URI.parse(uri);
      if (address.scheme !== 'file') yield* remote.list(uri);
      else for (const paths of walkPolicyFiles(address.fsPath)) yield paths.map((path) => URI.file(path).toString());
    },
    page: (finding, language) => {
      const key = `${language} ${finding}`;
      if (!pages.has(key)) {
        const path = pagePathOf(finding, language);
        pages.set(key, path === undefined ? undefined : URI.file(path).toString());
      }
      return pages.get(key);
    },
  };
}

/** The answer to a request that is cancelled before its turn. */
function cancelled(request: Message): ResponseMessage | undefined {
  const error = { code: LSPErrorCodes.RequestCancelled, message: 'cancelled' };
  return Message.isRequest(request) ? { jsonrpc: '2.0', id: request.id, error } : undefined;
}

/**
 * Serves until the client says `exit` or goes away. Which channel is used, the command line says: `--node-ipc`, else standard input and
 * output. Never returns an error: what goes wrong is logged to the client, and the next request is answered. Only where messages cannot be
 * told apart any longer the server ends, and says why: a lost edit would put everything after it in the wrong place, and editors
 * start a server that ended anew.
 */
export function startServer(): void {
  // A day of typing is not to look like a leak: by default V8 lets a heap grow to several times what is alive in it before it cleans up.
  setFlagsFromString('--heap-growing-percent=150');
  const ipc = process.argv.includes('--node-ipc');
  const pace = new Pace();
  const reader: MessageReader = ipc ? new IPCMessageReader(process) : new StreamMessageReader(process.stdin);
  const writer: MessageWriter = ipc ? new IPCMessageWriter(process) : new StreamMessageWriter(process.stdout);
  const connection = createConnection(ProposedFeatures.all, new ReadAhead(reader, () => pace.busy()), writer, {
    connectionStrategy: { cancelUndispatched: cancelled },
    messageStrategy: {
      handleMessage: (message, next) => {
        pace.busy();
        return next(message);
      },
    },
  });
  const host = nodeHost(connection, (uri) => session.files.rootOf(uri));
  const session = serve(connection, host, pace);
  /** Nobody listens any more. What was received before is dealt with: the client's `exit` may be among it. */
  const end = (): void => void pace.quiet(1000).then(() => process.exit(session.ended ? 0 : 1));
  // A bug outside any request, in a library perhaps: the author keeps the editor, and the log has the place.
  const log = (reason: unknown): void => {
    try {
      if (reason instanceof Error && 'code' in reason && reason.code === 'EPIPE') throw reason;
      connection.console.error(`unexpected: ${traceOf(reason)}`);
    } catch {
      end();
    }
  };
  process.on('uncaughtException', log);
  process.on('unhandledRejection', log);
  reader.onError((error) => {
    if (error instanceof SyntaxError) {
      connection.console.warn(`a message was passed over: ${error.message}`);
      const response: ResponseMessage = { jsonrpc: '2.0', id: null, error: { code: ErrorCodes.ParseError, message: error.message } };
      writer.write(response).catch(log);
    } else {
      const reason = `the server ends, since the client's messages cannot be told apart any longer: ${error.message}`;
      process.stderr.write(`${reason}\n`);
      connection.console.error(reason);
      void pace.quiet(1000).then(() => process.exit(1));
    }
  });
  if (!ipc) for (const event of ['end', 'close']) process.stdin.on(event, end);
}
