/** Who interrupts the command line while the solver works leaves no process behind, however the end came. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import { beforeAll, expect, it } from 'vitest';
import { findSolver } from '../../server/src/solver';
import { buildChild, describeWithZ3, nodeBundle, temporaryFolder } from './support';

/** Whether the sum of two cubes is one: there is no such, but no budget and no patience of this test is enough to find that out. */
const HARD = `fact i "I": integer from 3 to 100000
fact j "J": integer from 3 to 100000
fact k "K": integer from 3 to 100000
clause c "C" {
  when i * i * i + j * j * j = k * k * k "no"
  award 5元
}
`;

const folder = temporaryFolder();

/** Children of a process that run. One that ended stays in the list till its parent has looked after it. */
function childrenOf(pid: number): number[] {
  return processes().flatMap(([id, parent, state]) => (Number(parent) === pid && !state?.startsWith('Z') ? [Number(id)] : []));
}

const isRunning = (pid: number): boolean => processes().some(([id, , state]) => Number(id) === pid && !state?.startsWith('Z'));

const processes = (): string[][] =>
  execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/));

async function until<T>(find: () => T | undefined): Promise<T> {
  for (;;) {
    const found = find();
    if (found !== undefined) return found;
    await sleep(50);
  }
}

// There are no such signals on Windows, nor the list of processes.
describeWithZ3('a run that is interrupted while the solver works', () => {
  beforeAll(async () => {
    await buildChild(folder);
    await build({ ...nodeBundle, entryPoints: [join(__dirname, '../../server/src/cli/main.ts')], outfile: join(folder, 'cli.js') });
    mkdirSync(join(folder, 'node_modules/z3-solver'), { recursive: true });
    symlinkSync(findSolver() ?? '', join(folder, 'node_modules/z3-solver/build'));
    writeFileSync(join(folder, 'a.clause'), HARD);
    writeFileSync(join(folder, 'b.clause'), HARD.replace('5元', '6元'));
  }, 60_000);

  const lint = ['lint', 'a.clause', 'b.clause', '--workers', '2'];
  const diff = ['diff', 'a.clause', 'b.clause'];
  it.skipIf(process.platform === 'win32').each([
    ['lint', 'SIGINT', lint],
    ['lint', 'SIGTERM', lint],
    ['lint', 'SIGKILL', lint],
    ['diff', 'SIGINT', diff],
    ['diff', 'SIGKILL', diff],
  ] as const)('leaves no process: %s, %s', { timeout: 60_000 }, async (_, signal, args) => {
    const child: ChildProcess = spawn(process.execPath, [join(folder, 'cli.js'), ...args, '--prove-budget', '10000'], {
      cwd: folder,
      stdio: 'ignore',
    });
    const ended = new Promise<unknown>((resolve) => child.once('exit', (code, by) => resolve(by ?? code)));
    const pid = child.pid ?? 0;
    const solvers = await until(() => {
      const all = childrenOf(pid);
      return all.length === (args === lint ? 2 : 1) ? all : undefined;
    });
    // Long enough for the solver to be loaded and asked.
    await sleep(1000);
    expect(solvers.filter(isRunning)).toEqual(solvers);
    child.kill(signal);
    expect(await ended).toBe(signal);
    await until(() => (solvers.some(isRunning) ? undefined : true));
    expect(solvers.filter(isRunning)).toEqual([]);
  });
});
