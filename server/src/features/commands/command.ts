/** Why: what a command of the server is to the request that carries it, and how commands find the example that they are about. */
import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import type { ExampleResult } from '../../core/evaluate/incremental';
import type { OpenFile, Session } from '../../session';
import { phrasebook } from '../wording';

/** Carried out on a file that is open. */
export interface ServerCommand {
  /** One of `serverCommands` in protocol.ts. */
  readonly name: string;
  /** @param title of an example; what is taken without one, the command says */
  run(session: Session, file: OpenFile, title: string | undefined): unknown;
}

const say = phrasebook({
  'no-such-example': { en: 'There is no example “{title}” in this file.', zh: '本文件中没有名为“{title}”的示例。' },
});

/** The example of this title. @throws ResponseError (InvalidParams) where the file has none of it */
export function exampleTitled(session: Session, { analysis }: OpenFile, title: string): ExampleResult {
  const wanted = title.normalize('NFC').trim();
  const found =
    analysis.examples.find(({ example }) => example.title === title) ??
    analysis.examples.find(({ example }) => example.title.normalize('NFC').trim() === wanted);
  if (found) return found;
  throw new ResponseError(ErrorCodes.InvalidParams, say('no-such-example', session.language, { title }));
}

/** The example of this title, without one the selected one; undefined where the file has no examples at all. */
export function exampleMeant(session: Session, file: OpenFile, title: string | undefined): ExampleResult | undefined {
  return title === undefined ? session.selected(file.analysis) : exampleTitled(session, file, title);
}
