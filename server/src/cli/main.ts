/** Why: the command line as a process: streams, exit code, and a last resort that keeps stack traces away from policy authors. */
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { isMainThread } from 'node:worker_threads';
import { startOf, work } from '../lint/worker';
import { EXIT, type Io } from './io';
import { systemLanguage } from './language';
import { messagesFor } from './messages/messages';
import { run } from './run';

/** The reader went away (`clausewright lint | head`): nothing more to say, and no fault. */
function quietOnClosedPipe(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? EXIT.fine);
    throw error;
  });
}

/** What no command caught: one sentence, the exit code for "could not run". */
function lastResort(error: unknown): void {
  const m = messagesFor(systemLanguage(process.env));
  process.stderr.write(`${m.error}: ${m.unexpected(error instanceof Error ? error.message : String(error))}\n`);
  if (process.env.CLAUSEWRIGHT_DEBUG && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`);
  process.exit(EXIT.couldNotRun);
}

/**
 * A run is short and does much once, and what it makes of a file it throws away: V8 would spend a third of it on optimising what is hardly used
 * again, and would come to put what lived for a while where only a full collection finds it. By version of V8 the flags that put optimising off
 * about fourfold (in Node 20 in units of bytecode, usually 67,584; in Node 22 to 24 in calls, usually 3,000), that let little be optimised into
 * another function (bytecode, usually 920), and that leave all to the young. They hold for threads too. Only where the engine is known to have
 * them, since it complains of others.
 */
const always = ['--max-inlined-bytecode-size-cumulative=150', '--no-allocation-site-pretenuring'];
const optimisingLess: Readonly<Record<number, readonly string[]>> = {
  11: ['--interrupt-budget=300000', ...always],
  12: ['--invocation-count-for-turbofan=12000', ...always],
  13: ['--invocation-count-for-turbofan=12000', ...always],
};

function optimiseLess(): void {
  for (const flag of optimisingLess[Number.parseInt(process.versions.v8, 10)] ?? []) setFlagsFromString(flag);
}

/** Narrower terminals are none, or do not say how wide they are. */
const NARROWEST = 20;

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  if (args[0] === 'lint') optimiseLess();
  // The language server has its own handling of what it does not expect, and lives on.
  if (args[0] !== 'lsp') {
    process.on('uncaughtException', lastResort);
    process.on('unhandledRejection', lastResort);
  }
  quietOnClosedPipe(process.stdout);
  quietOnClosedPipe(process.stderr);
  const io: Io = {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    cwd: process.cwd(),
    env: process.env,
    // Both, so that a log of the errors is never full of colour codes.
    program: fileURLToPath(import.meta.url),
    terminal: process.stdout.isTTY === true && process.stderr.isTTY === true,
    ...(process.stdout.isTTY && process.stdout.columns >= NARROWEST ? { columns: process.stdout.columns } : {}),
  };
  process.exitCode = await run(args, io);
}

// Threads run this same file, so that a copy of it is all that is needed.
const start = isMainThread ? undefined : startOf();
void (start ? work(start) : main());
