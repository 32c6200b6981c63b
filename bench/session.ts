/** Why: what an author waits for in an editor, measured from outside: a language server as a process, spoken to as an editor speaks. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMessageConnection, type MessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { random } from './generate';
import { type Sample, type Timing, timing } from './measure';

/** A server to measure, and the file that it is given. */
export interface Served {
  readonly name: string;
  /** Arguments of Node. */
  readonly start: readonly string[];
  readonly languageId: string;
  readonly uri: string;
  readonly text: string;
  /** Sent with `workspace/configuration` and at the start. */
  readonly settings: unknown;
}

export interface SessionFigures {
  readonly lines: number;
  /** Edits from which the findings' figures are. */
  readonly edits: number;
  /** From the process's start to the answer to the first hover in the opened file. */
  readonly firstAnswer: number;
  /** From an edit to its published findings. */
  readonly published: Timing;
  readonly slowest: number;
  readonly completion: Timing;
  readonly hover: Timing;
  /** After so many edits, in MiB: what is alive in the heap, and what the process holds (NaN where the system does not tell). */
  readonly memory: readonly { readonly edits: number; readonly alive: number; readonly resident: number }[];
}

/** Given to the server's process: cleans up and tells what is alive when it is asked by a signal. */
const METER = `process.on('SIGUSR2', () => {
  global.gc();
  process.stderr.write('alive ' + process.memoryUsage().heapUsed + '\\n');
});`;

interface Edit {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/** Edits as they happen in an office: a digit, a letter of a word or of a name, a new line, something deleted, each taken back afterwards. */
export function* edits(text: string, seed: number): Generator<Edit> {
  const next = random(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
  const digits = [...text.matchAll(/\d(?=[\d%万])/g)].map(({ index }) => index);
  const letters = [...text.matchAll(/[a-z]/g)].map(({ index }) => index);
  const ends = [...text.matchAll(/\n/g)].map(({ index }) => index);
  for (;;) {
    const kind = next();
    if (kind < 0.4) {
      const offset = pick(digits);
      yield { offset, length: 0, text: String(Math.floor(next() * 10)) };
      yield { offset, length: 1, text: '' };
    } else if (kind < 0.6) {
      const offset = pick(letters);
      yield { offset, length: 0, text: pick([...'abcxyz ']) };
      yield { offset, length: 1, text: '' };
    } else if (kind < 0.8) {
      const offset = pick(letters);
      const gone = text.slice(offset, offset + 1);
      yield { offset, length: 1, text: '' };
      yield { offset, length: 0, text: gone };
    } else {
      const offset = pick(ends);
      const line = pick(['\n', '\n  // to be settled', '\n  cap 5万元']);
      yield { offset, length: 0, text: line };
      yield { offset, length: line.length, text: '' };
    }
  }
}

let meters = 0;

class Peer {
  private waiting: { readonly version: number; readonly done: () => void } | undefined;
  private document: TextDocument;
  private heard: (bytes: number) => void = () => undefined;

  private constructor(
    private readonly served: Served,
    readonly process: ChildProcessWithoutNullStreams,
    readonly connection: MessageConnection,
  ) {
    this.document = TextDocument.create(served.uri, served.languageId, 1, served.text);
  }

  static async start(served: Served): Promise<Peer> {
    const meter = join(tmpdir(), `clausewright-bench-meter-${process.pid}-${++meters}.cjs`);
    writeFileSync(meter, METER);
    const child = spawn(process.execPath, ['--expose-gc', '--require', meter, ...served.start]);
    child.once('exit', () => rmSync(meter, { force: true }));
    const connection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
    const peer = new Peer(served, child, connection);
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      const bytes = /alive (\d+)/.exec(text)?.[1];
      if (bytes !== undefined) peer.heard(Number(bytes));
    });
    connection.onNotification('textDocument/publishDiagnostics', ({ uri, version }: { uri: string; version?: number }) => {
      // A server that does not say the version is believed to speak of the last one.
      if (uri === served.uri && peer.waiting && (version ?? peer.waiting.version) >= peer.waiting.version) peer.waiting.done();
    });
    connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => served.settings));
    connection.onRequest('client/registerCapability', () => null);
    connection.onUnhandledNotification(() => undefined);
    connection.listen();
    await connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: {
        workspace: { configuration: true },
        textDocument: { publishDiagnostics: { versionSupport: true }, completion: { completionItem: { snippetSupport: true } } },
      },
    });
    await connection.sendNotification('initialized', {});
    return peer;
  }

  private published(version: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const give = setTimeout(() => reject(new Error(`${this.served.name} published nothing of version ${version}`)), 120_000);
      this.waiting = {
        version,
        done: () => {
          clearTimeout(give);
          this.waiting = undefined;
          resolve();
        },
      };
    });
  }

  async open(): Promise<void> {
    const { uri, languageId, text } = this.served;
    const shown = this.published(1);
    await this.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
    await shown;
  }

  /** @returns milliseconds to the published findings */
  async edit({ offset, length, text }: Edit): Promise<number> {
    const { document } = this;
    const range = { start: document.positionAt(offset), end: document.positionAt(offset + length) };
    const version = document.version + 1;
    this.document = TextDocument.update(document, [{ range, text }], version);
    const start = performance.now();
    const shown = this.published(version);
    const contentChanges = [{ range, text }];
    await this.connection.sendNotification('textDocument/didChange', { textDocument: { uri: this.served.uri, version }, contentChanges });
    await shown;
    return performance.now() - start;
  }

  /** An edit, and a request right behind it as while typing. @returns milliseconds to the answer; NaN where the server does not offer it */
  async ask(edit: Edit, method: string): Promise<number> {
    const start = performance.now();
    const shown = this.edit(edit);
    const position = this.document.positionAt(Math.min(edit.offset + edit.text.length, this.document.getText().length));
    const answered = this.connection.sendRequest(method, { textDocument: { uri: this.served.uri }, position }).then(
      () => performance.now() - start,
      () => Number.NaN,
    );
    await shown;
    return answered;
  }

  async hoverAnywhere(): Promise<void> {
    await this.connection.sendRequest('textDocument/hover', {
      textDocument: { uri: this.served.uri },
      position: { line: 1, character: 3 },
    });
  }

  get mib(): number {
    try {
      const kib = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${this.process.pid}/status`, 'utf8'))?.[1];
      return Number(kib) / 1024;
    } catch {
      return Number.NaN;
    }
  }

  /** What is alive in the server's heap, in MiB. */
  alive(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.process.once('exit', () => reject(new Error(`${this.served.name} ended`)));
      this.heard = (bytes) => resolve(bytes / 2 ** 20);
      this.process.kill('SIGUSR2');
    });
  }

  stop(): void {
    this.connection.dispose();
    this.process.kill();
  }
}

/**
 * One session: opening, `count` edits with their findings, as many with a completion or a hover right behind them, and edits up to `remember` in all
 * for the memory (0: none is told of).
 */
export async function measureSession(served: Served, count: number, remember: number): Promise<SessionFigures> {
  const begin = performance.now();
  const peer = await Peer.start(served);
  try {
    await peer.open();
    await peer.hoverAnywhere();
    const firstAnswer = performance.now() - begin;
    const next = edits(served.text, 7);
    const edit = (): Edit => next.next().value as Edit;
    const wall = (ms: number): Sample => ({ wall: ms, cpu: Number.NaN });
    const memory: { edits: number; alive: number; resident: number }[] = [];
    let done = 0;
    const on = async (): Promise<number> => {
      done++;
      return peer.edit(edit());
    };
    // Memory goes up and down with every cleaning up: the median over the last edits.
    const until = async (edits: number): Promise<void> => {
      const samples: number[] = [];
      while (done < edits) {
        await on();
        if (done > edits - 50) samples.push(peer.mib);
      }
      const resident = samples.sort((x, y) => x - y)[samples.length >> 1] ?? Number.NaN;
      memory.push({ edits, alive: await peer.alive(), resident });
    };
    if (remember > 0) await until(100);
    else for (let i = 0; i < 10; i++) await on();
    const published: Sample[] = [];
    for (let i = 0; i < count; i++) published.push(wall(await on()));
    const asked = async (method: string): Promise<Timing> => {
      const samples: Sample[] = [];
      for (let i = 0; i < count / 2; i++, done++) samples.push(wall(await peer.ask(edit(), method)));
      return timing(samples);
    };
    const completion = await asked('textDocument/completion');
    const hover = await asked('textDocument/hover');
    if (remember > done) await until(remember);
    return {
      lines: served.text.split('\n').length - 1,
      edits: count,
      firstAnswer,
      published: timing(published),
      slowest: Math.max(...published.map((one) => one.wall)),
      completion,
      hover,
      memory,
    };
  } finally {
    peer.stop();
  }
}

/** Milliseconds from the process's start to the answer to the first question about the file that was just opened; several times. */
export async function measureFirstAnswer(served: Served, times: number): Promise<Timing> {
  const samples: Sample[] = [];
  for (let i = 0; i < times; i++) {
    const begin = performance.now();
    const peer = await Peer.start(served);
    const opened = peer.open();
    await peer.hoverAnywhere();
    samples.push({ wall: performance.now() - begin, cpu: Number.NaN });
    await opened;
    peer.stop();
  }
  return timing(samples);
}
