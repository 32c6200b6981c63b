/** Why: `--since REVISION` as an option of the command line: what stands in the way is told as every trouble is. */
import { type Base, BaseTrouble, openBase } from '../lint/since';
import { type Parsed, text } from './command';
import { type Context, Trouble } from './io';

/** @throws Trouble where there is no such revision, no repository, or no git */
export function baseOf(parsed: Parsed, { io, host, language }: Context): Base | undefined {
  const revision = text(parsed, 'since');
  return revision === undefined ? undefined : inWords(() => openBase(revision, io.cwd, host, language));
}

function inWords<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof BaseTrouble) throw new Trouble([error.message]);
    throw error;
  }
}
