/** Why: how long a file of 100,000 applicants takes through two versions of a policy, as a process of its own, and where the time goes. */
import { spawn } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { random } from './generate';
import { number, table, timing } from './measure';

type Budget = (what: string, got: number, limit: number, unit: string) => void;

export interface CaseFigures {
  /** Milliseconds of the run, without the start of the process. */
  readonly run: number;
  readonly rows: number;
  readonly bad: number;
  readonly clauses: number;
  readonly handedOver: number;
  /** MiB. */
  readonly heap: number;
}

const ROWS = 100_000;
const RUNS = 3;

/** A name and ten facts as a spreadsheet would hold them: four amounts, two counts, two choices, yes or no, a set. */
export async function writeApplicants(path: string, rows: number): Promise<void> {
  const next = random(11);
  const int = (below: number) => Math.floor(next() * below);
  const file = createWriteStream(path);
  file.write('id,m1,m2,m3,m4,k1,k2,kind,size,certified,titles\r\n');
  for (let i = 1; i <= rows; i++) {
    const money = () => (int(30_000_000) + int(100) / 100).toFixed(2);
    const line = [
      `F${i}`,
      money(),
      `${int(3000)}万元`,
      money(),
      money(),
      int(400),
      int(400),
      'abcd'[int(4)],
      ['small', 'medium', 'large'][int(3)],
      int(2) === 0 ? 'yes' : 'no',
      ['x', 'y;z', 'x;z', '{}'][int(4)],
    ].join(',');
    if (!file.write(`${line}\r\n`)) await new Promise<void>((resolve) => file.once('drain', () => resolve()));
  }
  await new Promise<void>((resolve) => file.end(() => resolve()));
}

async function inProcess(
  path: string,
  clauses: number,
  kind = 'plain',
): Promise<CaseFigures & { readonly wall: number; readonly cpu: number }> {
  const start = performance.now();
  const own = fileURLToPath(new URL('populationCase.mjs', import.meta.url));
  const child = spawn(process.execPath, [own, path, String(clauses), kind], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  for await (const piece of child.stdout) text += piece;
  const code = await new Promise((resolve) => (child.exitCode === null ? child.once('close', resolve) : resolve(child.exitCode)));
  if (code !== 0) throw new Error(`the run ended with ${code}`);
  const figures = JSON.parse(text) as CaseFigures & { readonly cpu: number };
  return { ...figures, wall: performance.now() - start };
}

export async function populationTables(budget: Budget): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'clausewright-population-'));
  try {
    const path = join(folder, 'applicants.csv');
    await writeApplicants(path, ROWS);
    const rows: string[][] = [];
    const cases = [
      [10, 'plain', ''],
      [40, 'plain', ''],
      [10, 'limit', ', a limit among all, a fact without a column, required'],
    ] as const;
    for (const [clauses, kind, what] of cases) {
      const runs = [];
      for (let i = 0; i < RUNS; i++) runs.push(await inProcess(path, clauses, kind));
      const [first] = runs;
      if (!first) continue;
      if (first.rows !== ROWS || first.bad > 0) throw new Error(`${first.rows} rows, ${first.bad} of them bad`);
      const { median, p95, cpu } = timing(runs);
      rows.push([
        `${clauses} clauses, two versions${what}`,
        number(median),
        number(p95),
        number(cpu),
        number((ROWS / median) * 1000),
        number(first.handedOver),
        number(Math.max(...runs.map((run) => run.heap))),
      ]);
      if (what === '' && clauses === 10)
        budget('population of 100,000 applicants, 10 facts, two versions, start included', median, 5000, 'ms');
    }
    console.log(
      `\nA file of 100,000 applicants (${number(statSync(path).size / 1048576)} MiB) through two versions of a policy, a process each time\n`,
    );
    console.log(table(['policy', 'median ms', 'p95 ms', 'CPU ms', 'rows/s', 'handed over', 'heap MiB'], rows));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
