/** Why: what a person waits for at the prompt, measured from outside: the built command line as a process. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { random } from './generate';
import { type Sample, type Timing, timing } from './measure';

export interface ProcessFigures {
  readonly node: Timing;
  readonly version: Timing;
  readonly lintOne: Timing;
  readonly lintThousand: Timing;
  readonly server: Timing;
}

/** Told to every process that is measured: write the processor time it used to its fourth stream when it ends. */
const METER = `process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  try { require('node:fs').writeSync(3, String((user + system) / 1000)); } catch {}
});`;

function ran(meter: string, script: readonly string[], wanted: readonly number[]): Sample {
  const start = performance.now();
  const { status, stderr, output } = spawnSync(process.execPath, ['--require', meter, ...script], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    maxBuffer: 1 << 28,
  });
  const wall = performance.now() - start;
  if (status === null || !wanted.includes(status))
    throw new Error(`node ${script.join(' ')} ended with ${status}: ${stderr.slice(0, 500)}`);
  return { wall, cpu: Number(output[3] ?? Number.NaN) };
}

type Meter = (count: number, script: readonly string[], wanted: readonly number[]) => Timing;

function meterIn(folder: string): Meter {
  const meter = join(folder, 'meter.cjs');
  writeFileSync(meter, METER);
  return (count, script, wanted) => timing(Array.from({ length: count }, () => ran(meter, script, wanted)));
}

/** Runs of Node with a script that ends with one of the wanted codes. */
export function withMeter<T>(work: (times: Meter) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'clausewright-bench-'));
  try {
    return work(meterIn(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function measureProcesses(cli: string): Promise<ProcessFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'clausewright-bench-'));
  try {
    smallFiles(folder, 1000);
    const one = join(folder, '0', 'policy 0.clause');
    const times = meterIn(folder);
    const server: Sample[] = [];
    for (let i = 0; i < 5; i++) server.push({ wall: await serverReady(cli), cpu: Number.NaN });
    return {
      node: times(7, ['-e', '0'], [0]),
      version: times(9, [cli, '--version'], [0]),
      lintOne: times(9, [cli, 'lint', one], [0, 1]),
      lintThousand: times(4, [cli, 'lint', '--format', 'json', folder], [0, 1]),
      server: timing(server),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Milliseconds from starting the server to its answer to `initialize`. */
function serverReady(cli: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(process.execPath, [cli, 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const body = JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'initialize',
      params: { processId: process.pid, rootUri: null, capabilities: {} },
    });
    child.on('error', reject);
    child.on('exit', () => reject(new Error('the server ended before it answered')));
    child.stdout.once('data', () => {
      resolve(performance.now() - start);
      child.removeAllListeners('exit');
      child.kill();
    });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  });
}

/** Policies of some thirty lines, as small offices have them. */
function smallFiles(folder: string, count: number): void {
  const next = random(3);
  const pick = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  for (let i = 0; i < count; i++) {
    const inner = join(folder, String(i % 20));
    mkdirSync(inner, { recursive: true });
    writeFileSync(
      join(inner, `policy ${i}.clause`),
      `policy "Support ${i}" {
  effective 2025-01-01 to 2027-12-31
  currency  元
}

fact registered "Registered": boolean
fact spent "Spending, this year": money from 0元
fact before "Spending, last year": money over 0元
let growth "Growth" = (spent - before) / before

require registered "must be registered"

clause growth_award "In steps" {
  source "${i}(1)"
  when  growth over ${pick(2, 9)}% "must grow"
  award by growth { to 15%: 5%, over 15% to 20%: 10%, over 20%: 15% } of before
  cap   ${pick(100, 900)}万元
}

clause start "To start with" {
  when  spent from ${pick(10, 50)}万元 "too small"
  award ${pick(1, 9)}万元
}

example "a firm" {
  registered = yes, spent = ${pick(100, 300)}万元, before = 100万元
  expect start eligible
}
`,
    );
  }
}
