/** Why: a thread of the command line that judges files; see pool.ts for who starts it and what it shares. */
import { parentPort, workerData } from 'node:worker_threads';
import { hostOf } from './hosts';
import { judging } from './judging';
import { type Judgement, Shares, type WorkerStart, workerKind } from './pool';
import { usualProving } from './proving';

/** What this thread was started with; undefined where it was started for something else. */
export function startOf(data: unknown = workerData): WorkerStart | undefined {
  return typeof data === 'object' && data !== null && 'kind' in data && data.kind === workerKind ? (data as WorkerStart) : undefined;
}

/** Judges until no file is left. What fails is left to the thread that waits, which tells of it. */
export async function work({ uris, host: made, options, stamped, counters, share }: WorkerStart): Promise<void> {
  const host = hostOf(made);
  const shares = new Shares(counters, uris.length, share);
  const judge = judging(host, usualProving, options, stamped);
  try {
    for (let taken = shares.take(); taken.length > 0; taken = shares.take()) {
      const news: [number, Judgement][] = [];
      for (const at of taken) {
        try {
          news.push([at, await judge.judge(uris[at] ?? '')]);
        } catch {
          continue;
        }
        shares.finish();
      }
      parentPort?.postMessage(news);
    }
  } finally {
    judge.dispose();
  }
}
