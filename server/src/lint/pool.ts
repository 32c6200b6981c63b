/**
 * Why: files are judged on all cores. The threads, this one among them, take the next files by a counter that they share, so that none waits
 * for another; what they find is put in the order of the files. A thread that dies loses nothing: what it did not tell is judged here.
 */
import { Worker } from 'node:worker_threads';
import type { FilesHost } from './hosts';
import type { JudgedFile, JudgeOptions } from './judged';

/** What was found in a file, and stamps of what it rests on; these only where they are asked for. */
export interface Judgement {
  readonly file: JudgedFile;
  readonly stamps: readonly string[];
}

/** How a thread judges a file. */
export interface Judging {
  judge(uri: string): Promise<Judgement>;
  dispose(): void;
}

/** What a thread is started with. Nothing in it but data. */
export interface WorkerStart {
  readonly kind: typeof workerKind;
  readonly uris: readonly string[];
  readonly host: FilesHost['made'];
  readonly options: JudgeOptions;
  readonly stamped: boolean;
  readonly counters: SharedArrayBuffer;
  /** So many files are taken at once. */
  readonly share: number;
}

/** What a thread tells: each file's place in the list, and what is found there. */
export type WorkerNews = readonly (readonly [number, Judgement])[];

/** By this a program that is started as a thread knows what it is for. */
export const workerKind = 'clausewright:judge';

/** The stack of a main thread (984 KB) and what Node keeps back of a thread's (192 KB): too deep here is too deep there. Megabytes. */
const stack = (984 + 192) / 1024;
/**
 * Next to nothing outlives the file that it belongs to, so little room does; with more, V8 lets rubbish heap up to four times as high. A file
 * that needs more than this is judged by the main thread once more. Megabytes.
 */
const limits = { stackSizeMb: stack, maxYoungGenerationSizeMb: 12, maxOldGenerationSizeMb: 1024 };

/** The files that nobody took yet, taken in shares, and how many are done. */
export class Shares {
  private readonly counters: Int32Array;

  constructor(
    readonly buffer: SharedArrayBuffer,
    private readonly count: number,
    readonly share: number,
  ) {
    this.counters = new Int32Array(buffer);
  }

  /** Places of the next files; none: all are taken. */
  take(): readonly number[] {
    const from = Atomics.add(this.counters, 0, this.share);
    return Array.from({ length: Math.max(0, Math.min(this.share, this.count - from)) }, (_, n) => from + n);
  }

  finish(): void {
    Atomics.add(this.counters, 1, 1);
  }

  get done(): number {
    return Atomics.load(this.counters, 1);
  }
}

export interface PoolOptions extends JudgeOptions {
  /** How many threads, this one included. From 2. */
  readonly threads: number;
  /** What a thread runs: see {@link workerKind}. A path. */
  readonly program: string;
  readonly stamped: boolean;
  progress?(done: number, uri: string): void;
}

/** One for each file, in their order. @param here how this thread judges */
export async function judgeWithThreads(
  uris: readonly string[],
  host: FilesHost,
  here: Judging,
  { threads, program, stamped, progress, prove, budget }: PoolOptions,
): Promise<readonly Judgement[]> {
  // Neighbours share imports; but of files that take long nobody should have several when the others have none.
  const shares = new Shares(new SharedArrayBuffer(8), uris.length, prove ? 1 : 8);
  const judged: (Judgement | undefined)[] = uris.map(() => undefined);
  const start: WorkerStart = {
    kind: workerKind,
    uris,
    host: host.made,
    options: { prove, budget },
    stamped,
    counters: shares.buffer,
    share: shares.share,
  };
  const workers: Worker[] = [];
  const ends: Promise<void>[] = [];
  try {
    for (let n = 1; n < threads; n++) {
      const worker = new Worker(program, { workerData: start, resourceLimits: limits });
      workers.push(worker);
      worker.on('message', (news: WorkerNews) => {
        for (const [at, judgement] of news) judged[at] = judgement;
      });
      // Why it died does not matter: this thread does what it left, and where that is impossible, says so.
      worker.on('error', () => undefined);
      ends.push(new Promise((resolve) => worker.once('exit', () => resolve())));
    }
    for (let taken = shares.take(); taken.length > 0; taken = shares.take()) {
      for (const at of taken) {
        const uri = uris[at] ?? '';
        progress?.(shares.done, uri);
        judged[at] = await here.judge(uri);
        shares.finish();
      }
    }
    const beat = setInterval(() => progress?.(shares.done, uris.at(-1) ?? ''), 200);
    try {
      await Promise.all(ends);
    } finally {
      clearInterval(beat);
    }
    const all: Judgement[] = [];
    for (const [at, judgement] of judged.entries()) all.push(judgement ?? (await here.judge(uris[at] ?? '')));
    return all;
  } finally {
    for (const worker of workers) void worker.terminate();
  }
}
