/** Why: many files are judged with all cores and with what is known from the last run, and come out the same, in the same order, as one by one. */
import type { NodeHost } from '../host/nodeHost';
import type { ProvingHost } from '../proofs';
import { Judge } from './judge';
import type { JudgedFile, JudgeOptions } from './judged';

export interface JudgeAllOptions extends JudgeOptions {
  /** How many threads; 1: this one only. Undefined: as many as help. */
  readonly workers?: number;
  /** The path of the cache file; undefined: nothing is kept. */
  readonly cache?: string;
  /** Texts that count instead of what is on the disk, by URI. */
  readonly texts?: ReadonlyMap<string, string>;
  /** Told often while work goes on: `done` files of `of` are judged, `uri` is being worked on. */
  progress?(done: number, of: number, uri: string): void;
}

/** One for each file, in their order. `uris` are the files that are asked for; the host's roots bound their imports. */
export async function judgeAll(
  uris: readonly string[],
  host: NodeHost,
  proving: ProvingHost,
  options: JudgeAllOptions,
): Promise<readonly JudgedFile[]> {
  let at = 0;
  const judge = new Judge(host, proving, options, () => options.progress?.(at, uris.length, uris[at] ?? ''));
  const judged: JudgedFile[] = [];
  try {
    for (; at < uris.length; at++) {
      const uri = uris[at] ?? '';
      options.progress?.(at, uris.length, uri);
      judged.push(await judge.judge(uri, options.texts?.get(uri)));
    }
  } finally {
    judge.dispose();
  }
  return judged;
}
