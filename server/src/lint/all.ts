/** Why: many files are judged with all cores and with what is known from the last run, and come out the same, in the same order, as one by one. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { version } from '../../package.json';
import type { NodeHost } from '../host/nodeHost';
import type { ProvingHost } from '../proofs';
import { solverBuild } from '../solver/index';
import { Cache } from './cache';
import type { FilesHost } from './hosts';
import type { JudgedFile, JudgeOptions } from './judged';
import { judging } from './judging';
import { type Judgement, judgeWithThreads } from './pool';
import { usualProving } from './proving';
import { StampingHost } from './stamps';

export interface JudgeEachOptions extends JudgeOptions {
  /** How many threads; 1: this one only. Undefined: as many as help. */
  readonly workers?: number;
  /** What a thread runs (`workerKind`): the path of a bundle; undefined: there are no threads. */
  readonly program?: string;
  /** Told often while work goes on: `done` files of `of` are judged, `uri` is being worked on. */
  progress?(done: number, of: number, uri: string): void;
}

export interface JudgeAllOptions extends JudgeEachOptions {
  /** The path of the cache file; undefined: nothing is kept. */
  readonly cache?: string;
  /** Texts that count instead of what is on the disk, by URI. */
  readonly texts?: ReadonlyMap<string, string>;
}

/** A thread starts in the time that so many files take, with proofs and without. */
const worthAThread = { proved: 4, read: 60 } as const;
/** More threads than this only take memory. */
const mostThreads = 16;

/** One for each file, in their order. `uris` are the files that are asked for; the host's roots bound their imports. */
export async function judgeAll(
  uris: readonly string[],
  given: NodeHost,
  proving: ProvingHost,
  options: JudgeAllOptions,
): Promise<readonly JudgedFile[]> {
  const host = options.texts ? given.with(options.texts) : given;
  for (const uri of uris) host.allow(uri);
  const cache = options.cache === undefined ? undefined : new Cache(options.cache, foundation(proving, options));
  const now = new StampingHost(host);
  const known = uris.map((uri) => cache?.get(uri, (one) => now.stamp(one)));
  const open = uris.filter((_, n) => !known[n]);
  const judged = await judgeEach(open, host, proving, options, cache !== undefined);
  for (const [n, { file, stamps }] of judged.entries()) cache?.set(open[n] ?? '', file, stamps);
  cache?.write();
  let next = 0;
  return known.map((file) => file ?? judged[next++]?.file ?? { findings: [], reads: [] });
}

/** The same for files of a commit too, and from no cache. @param stamped whether stamps of what was read are wanted */
export async function judgeEach(
  uris: readonly string[],
  host: FilesHost,
  proving: ProvingHost,
  options: JudgeEachOptions,
  stamped = false,
): Promise<readonly Judgement[]> {
  if (uris.length === 0) return [];
  // Before the first is read: whether an import may be read does not depend on which file is judged first.
  for (const uri of uris) host.allow(uri);
  let [done, at] = [0, uris[0] ?? ''];
  const tick = () => options.progress?.(done, uris.length, at);
  const progress = (judged: number, uri: string) => {
    [done, at] = [judged, uri];
    tick();
  };
  const here = judging(host, proving, options, stamped, tick);
  try {
    const threads = threadsFor(uris.length, options, proving);
    const { program } = options;
    if (threads > 1 && program !== undefined) {
      const { prove, budget } = options;
      return await judgeWithThreads(uris, host, here, { threads, program, stamped, progress, prove, budget });
    }
    const judged: Judgement[] = [];
    for (const uri of uris) {
      progress(judged.length, uri);
      judged.push(await here.judge(uri));
    }
    return judged;
  } finally {
    here.dispose();
  }
}

function threadsFor(files: number, { workers, prove, program }: JudgeEachOptions, proving: ProvingHost): number {
  // What a test puts in the prover's place cannot be handed to a thread.
  if (program === undefined || (prove && proving !== usualProving)) return 1;
  if (workers !== undefined) return Math.min(workers, files);
  const helpful = 1 + Math.floor(files / (prove ? worthAThread.proved : worthAThread.read));
  return Math.min(availableParallelism(), mostThreads, helpful);
}

/** All that findings rest on beside files. */
function foundation(proving: ProvingHost, { prove, budget, program }: JudgeAllOptions): readonly unknown[] {
  const { node, unicode } = process.versions;
  return [version, buildOf(program), node, unicode, prove && [budget, proving === usualProving ? solverBuild() : 'another']];
}

/** Another build of the same version may find something else. */
function buildOf(program: string | undefined): string {
  try {
    return program === undefined ? '' : createHash('sha1').update(readFileSync(program)).digest('hex');
  } catch {
    return '';
  }
}
