/** Why: what a check of a whole repository costs, beside the linters that people know on as many lines of JavaScript. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { generatePolicy, random } from './generate';
import { number, table } from './measure';

const FILES = 1000;
const LINES = 100;
const RUNS = 3;

/** Of a process with all its threads. */
interface Cost {
  /** Milliseconds on the clock. */
  readonly wall: number;
  /** Milliseconds of processor time, and megabytes of memory at the most; not a number where the system does not tell (it is asked every 10 ms). */
  readonly cpu: number;
  readonly peak: number;
}

type Budget = (what: string, got: number, limit: number, unit: string, more?: boolean) => void;

function run(command: string, args: readonly string[], cwd: string): Promise<Cost> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NO_COLOR: '1' } });
    let [cpu, peak, said] = [Number.NaN, Number.NaN, ''];
    const look = () => {
      try {
        const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
        // utime and stime, in hundredths of a second.
        cpu = (Number(fields[11]) + Number(fields[12])) * 10;
        const most = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'));
        if (most) peak = Number(most[1]) / 1024;
      } catch {
        // Another system, or it has just ended.
      }
    };
    const beat = setInterval(look, 10);
    child.stdout.on('data', (chunk) => {
      said += chunk;
    });
    child.stderr.on('data', (chunk) => {
      said += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(beat);
      const wall = performance.now() - start;
      if (code === 0 || code === 1) resolve({ wall, cpu, peak });
      else reject(new Error(`${command} ${args.join(' ')} ended with ${code}: ${said.slice(0, 500)}`));
    });
  });
}

/** The middle of several runs, by the clock; the most memory of any. */
async function middle(command: string, args: readonly string[], cwd: string, before: () => void = () => undefined): Promise<Cost> {
  const costs: Cost[] = [];
  for (let n = 0; n < RUNS; n++) {
    before();
    costs.push(await run(command, args, cwd));
  }
  const of = (key: 'wall' | 'cpu') => costs.map((cost) => cost[key]).sort((a, b) => a - b)[RUNS >> 1] ?? Number.NaN;
  return { wall: of('wall'), cpu: of('cpu'), peak: Math.max(...costs.map(({ peak }) => peak)) };
}

/** A policy of a hundred lines: a department with six clauses of six kinds. */
function policy(seed: number): string {
  const whole = generatePolicy(LINES, seed);
  const part = (from: string, to: string) => whole.slice(from === '' ? 0 : whole.indexOf(from), whole.indexOf(to));
  const lines = [part('', 'clause c_0_6 '), part('exclusive group_0', 'limit ceiling_0'), whole.slice(whole.indexOf('example "'))]
    .join('')
    .split('\n');
  while (lines.length <= LINES) lines.splice(8, 0, `// Note ${lines.length} on what follows.`);
  if (lines.length !== LINES + 1) throw new Error(`a policy of ${lines.length - 1} lines`);
  return lines.join('\n');
}

/** A module of a hundred lines of JavaScript that computes much the same, without problems. */
function module(seed: number): string {
  const next = random(seed);
  const pick = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  const lines = ['const rates = { none: 0, municipal: 50, national: 200 };', ''];
  for (let f = 0; lines.length < LINES - 12; f++)
    lines.push(
      `export function award${f}(applicant) {`,
      `  const growth = (applicant.spent - applicant.before) / applicant.before;`,
      `  if (growth <= ${pick(1, 9) / 100}) {`,
      `    return { eligible: false, reasons: ["must grow by more than ${pick(1, 9)}%"] };`,
      '  }',
      `  const rate = growth > 0.3 ? 0.12 : growth > 0.15 ? 0.08 : 0.05;`,
      `  const amount = Math.min(rate * applicant.before + rates[applicant.level], ${pick(100, 900)}0000);`,
      `  return { eligible: true, amount: Math.floor(amount), reasons: [] };`,
      '}',
      '',
    );
  while (lines.length < LINES) lines.push(`// Note ${lines.length}.`);
  return `${lines.join('\n')}\n`;
}

/** What ESLint recommends, by name: its list is a package of its own. */
const RULES = `constructor-super for-direction getter-return no-async-promise-executor no-case-declarations no-class-assign no-compare-neg-zero
no-cond-assign no-const-assign no-constant-binary-expression no-constant-condition no-control-regex no-debugger no-delete-var no-dupe-args
no-dupe-class-members no-dupe-else-if no-dupe-keys no-duplicate-case no-empty no-empty-character-class no-empty-pattern no-empty-static-block
no-ex-assign no-extra-boolean-cast no-fallthrough no-func-assign no-global-assign no-import-assign no-invalid-regexp no-irregular-whitespace
no-loss-of-precision no-misleading-character-class no-new-native-nonconstructor no-obj-calls no-octal no-prototype-builtins no-redeclare
no-regex-spaces no-self-assign no-setter-return no-shadow-restricted-names no-sparse-arrays no-this-before-super no-unexpected-multiline
no-unreachable no-unsafe-finally no-unsafe-negation no-unsafe-optional-chaining no-unused-labels no-unused-private-class-members
no-unused-vars no-useless-backreference no-useless-catch no-useless-escape no-with require-yield use-isnan valid-typeof`;

function write(folder: string, ending: string, make: (seed: number) => string): void {
  for (let n = 0; n < FILES; n++) {
    const inner = join(folder, `part${n % 20}`);
    mkdirSync(inner, { recursive: true });
    writeFileSync(join(inner, `file${n}.${ending}`), make(n + 1));
  }
}

export async function lintTables(root: string, budget: Budget): Promise<void> {
  const cli = join(root, 'server', 'dist', 'cli.js');
  const place = mkdtempSync(join(tmpdir(), 'clausewright-bench-'));
  try {
    const [policies, scripts] = [join(place, 'policies'), join(place, 'scripts')];
    write(policies, 'clause', policy);
    write(scripts, 'js', module);
    const ours = (...args: string[]) => [cli, 'lint', '--no-prove', ...args, '.'];
    const node = process.execPath;
    const cache = join(place, 'cache.json');
    const rows: [string, Cost][] = [];
    rows.push(['clausewright, 1 thread', await middle(node, ours('--workers', '1'), policies)]);
    rows.push(['clausewright, 2 threads', await middle(node, ours('--workers', '2'), policies)]);
    const cold = await middle(node, ours(), policies);
    rows.push(['clausewright, as it comes', cold]);
    const filling = await middle(node, ours('--cache-file', cache), policies, () => rmSync(cache, { force: true }));
    rows.push(['clausewright, filling its cache', filling]);
    const warm = await middle(node, ours('--cache-file', cache), policies);
    rows.push(['clausewright, all in its cache', warm]);
    rows.push(...(await peers(root, scripts)));
    console.log(
      `\nLint of a repository: ${number(FILES)} files of ${LINES} lines, without proofs; the peers on as many lines of JavaScript\n`,
    );
    console.log(
      table(
        ['what', 'median ms', 'CPU ms', 'peak MB', 'time, ours = 1', 'CPU, ours = 1'],
        rows.map(([name, { wall, cpu, peak }]) => [
          name,
          number(wall),
          number(cpu),
          number(peak),
          number(wall / cold.wall),
          number(cpu / cold.cpu),
        ]),
      ),
    );
    budget('lint of 1,000 files of 100 lines, without proofs', cold.wall, 1500, 'ms');
    budget('the same, all in the cache', warm.wall, 500, 'ms');
    budget('the same, memory at the most', Math.max(...rows.slice(0, 5).map(([, { peak }]) => peak)), 300, 'MB');
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

async function peers(root: string, scripts: string): Promise<[string, Cost][]> {
  const rows: [string, Cost][] = [];
  const near = createRequire(join(root, 'bench', 'package.json'));
  const found = (name: string): string | undefined => {
    try {
      return near.resolve(name);
    } catch {
      return undefined;
    }
  };
  const biome = found(`@biomejs/cli-${process.platform}-${process.arch}/${process.platform === 'win32' ? 'biome.exe' : 'biome'}`);
  if (biome) {
    writeFileSync(join(scripts, 'biome.json'), '{ "root": true }\n');
    rows.push(['biome lint', await middle(biome, ['lint', '.'], scripts)]);
  }
  const manifest = found('eslint/package.json');
  const eslint = manifest && join(dirname(manifest), 'bin', 'eslint.js');
  if (eslint && existsSync(eslint)) {
    const rules = Object.fromEntries(RULES.split(/\s+/).map((name) => [name, 'error']));
    writeFileSync(join(scripts, 'eslint.config.mjs'), `export default [{ rules: ${JSON.stringify(rules)} }];\n`);
    const cache = join(scripts, '.eslintcache');
    rows.push(['eslint', await middle(process.execPath, [eslint, '.'], scripts)]);
    await run(process.execPath, [eslint, '--cache', '--cache-strategy', 'content', '--cache-location', cache, '.'], scripts);
    const args = [eslint, '--cache', '--cache-strategy', 'content', '--cache-location', cache, '.'];
    rows.push(['eslint, all in its cache', await middle(process.execPath, args, scripts)]);
  }
  return rows;
}
