/** Why: what every panel asks of the server in VS Code, and how it takes what comes back: an answer, none, a failure, or a question taken back. */
import * as vscode from 'vscode';
import { ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageclient';
import { languageOf } from '../../server/src/protocol';
import type { Answer, Question, ServerLife } from './preview/controller';
import type { Server } from './server';

/** The language that the server answers in. */
export function language(): 'en' | 'zh' {
  const setting = vscode.workspace.getConfiguration('clausewright').get<string>('messageLanguage');
  return languageOf(setting === 'en' || setting === 'zh' ? setting : 'auto', vscode.env.language);
}

export function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

export function lifeOf({ state }: Server): ServerLife {
  switch (state) {
    case 'running':
    case 'starting':
    case 'failed':
      return state;
    // It is started with the first panel; between two servers it is off for a moment.
    case 'off':
      return 'starting';
    default:
      return state satisfies never;
  }
}

const takenBack: readonly number[] = [
  LSPErrorCodes.RequestCancelled,
  LSPErrorCodes.ServerCancelled,
  LSPErrorCodes.ContentModified,
  // The server is going or coming: its state says what is next.
  ErrorCodes.ConnectionInactive,
  ErrorCodes.PendingResponseRejected,
];

/** Puts a question of a panel to the server. @param file what it is about */
export function questionOf(server: Server, method: string, params: unknown, file: vscode.Uri): Question {
  const source = new vscode.CancellationTokenSource();
  const answer = server.send(method, params, source.token).then(
    (state): Answer | Promise<Answer> => {
      if (state !== null && state !== undefined) return { kind: 'state', state };
      return source.token.isCancellationRequested ? { kind: 'cancelled' } : nothing(file);
    },
    (error: unknown): Answer => {
      if (source.token.isCancellationRequested || (error instanceof ResponseError && takenBack.includes(error.code)))
        return { kind: 'cancelled' };
      return { kind: 'failed', why: String(error) };
    },
  );
  void answer.finally(() => source.dispose());
  return { answer, cancel: () => source.cancel() };
}

/** The server has no answer: the file is gone, or the server has a bug. */
async function nothing(file: vscode.Uri): Promise<Answer> {
  const isOpen = vscode.workspace.textDocuments.some(({ uri }) => uri.toString() === file.toString());
  const isThere =
    isOpen ||
    (await vscode.workspace.fs.stat(file).then(
      () => true,
      () => false,
    ));
  return isThere ? { kind: 'failed', why: 'the server has no answer, although the file is there' } : { kind: 'gone' };
}
