/**
 * Why: the process in which Z3 works. It can be killed in the middle of a question, which is the only way to stop one at once, and it takes
 * its memory with it.
 */
import { constants, setPriority } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { FromChild, Question } from './messages';
import { Z3 } from './z3';

/**
 * Ends this process with its parent, even in the middle of a question, when nothing else of it runs. On Windows the parent's number stays when it is
 * gone; elsewhere it becomes another, though the old one stays taken till somebody has asked how the parent ended.
 */
function followParent(): void {
  const code = `const parent = ${process.ppid};
  const isGone = () => {
    if (process.ppid !== parent) return true;
    try { process.kill(parent, 0); } catch (error) { return error.code === 'ESRCH'; }
    return false;
  };
  setInterval(() => { if (isGone()) process.kill(process.pid, 'SIGKILL'); }, 1000);`;
  new Worker(code, { eval: true, stdout: true, stderr: true }).unref();
}

function tell(message: FromChild, then?: () => void): void {
  process.send?.(message, undefined, undefined, then);
}

async function start(folder: string): Promise<void> {
  followParent();
  try {
    // The editor's own work goes first.
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Not everywhere allowed, nowhere needed.
  }
  process.on('disconnect', () => process.exit(0));
  const z3 = await Z3.load(folder);
  process.on('message', (question: Question) => {
    const memory = (): number => process.memoryUsage.rss();
    try {
      const result = z3.ask(question);
      tell({ kind: 'answer', id: question.id, result, memory: memory() });
    } catch (error) {
      const result = { kind: 'failed', why: String(error) } as const;
      tell({ kind: 'answer', id: question.id, result, memory: memory() }, () => process.exit(1));
    }
  });
  tell({ kind: 'ready' });
}

start(process.argv[2] ?? '').catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
