/** Why: how long it takes to say what a change does to awards: the whole comparison, and the verdicts again after a keystroke. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Compared, Comparer, type CompareSide, toEnd } from '../server/src/core/compare/index';
import type { Solver } from '../server/src/core/prove/verdict';
import { Workspace } from '../server/src/core/workspace';
import { createSolver } from '../server/src/solver/index';
import { measureLens } from './lens';
import { number, table } from './measure';

type Budget = (what: string, got: number, limit: number, unit: string) => void;

/** Five amounts of the E-Town sample, and what they become. */
const CHANGES: readonly (readonly [string, string])[] = [
  ['支持 最高 200万元', '支持 最高 210万元'],
  ['封顶 300万元 每年', '封顶 350万元 每年'],
  ['封顶 3000万元 近 3年', '封顶 2500万元 近 3年'],
  ['封顶 1000万元 条件 非 批准超额', '封顶 900万元 条件 非 批准超额'],
  ['支持 100万元\n', '支持 120万元\n'],
];
const EDITS = 15;

export async function compareTables(root: string, budget: Budget): Promise<void> {
  const uri = pathToFileURL(join(root, 'samples', 'beijing-etown-2025', 'beijing-etown-2025.clause')).href;
  const read = (of: string) => ({ text: readFileSync(fileURLToPath(of), 'utf8') });
  const { text } = read(uri);
  const changed = CHANGES.reduce((t, [from, to]) => {
    if (!t.includes(from)) throw new Error(`the sample does not say ${from}`);
    return t.replace(from, to);
  }, text);
  const open = (own: string) => {
    const workspace = new Workspace({ read, rootOf: (of) => new URL('.', of).href });
    return (next = own): CompareSide => {
      workspace.setText(uri, next);
      const { program, range } = workspace.analyse(uri);
      return { program, range };
    };
  };
  const base = open(text)();
  const edited = open(changed);
  const solver = createSolver({ child: join(root, 'server', 'dist', 'solver.js') });
  const comparer = new Comparer({ solver: solver !== undefined });
  const whole = await timed(() => settled(comparer, base, edited(), solver));
  toEnd(comparer.run(base, edited(), true));
  const edits: Figure[] = [];
  for (let n = 0; n < EDITS; n++) {
    const next = edited(changed.replace('支持 最高 210万元', `支持 最高 ${211 + n}万元`));
    edits.push(await timed(() => toEnd(comparer.run(base, next, true))));
  }
  solver?.dispose();
  edits.sort((x, y) => x.time - y.time);
  const median = edits[Math.floor(edits.length / 2)] ?? { time: Number.NaN, processor: Number.NaN, open: 0 };
  console.log(
    `\nWhat a change does to awards: the E-Town sample, ${CHANGES.length} amounts changed${solver ? '' : ', without a solver'}\n`,
  );
  const row = (name: string, f: Figure): string[] => [name, number(f.time), number(f.processor), number(f.open)];
  console.log(
    table(
      ['what', 'ms', 'CPU ms', 'questions left open'],
      [row('the whole comparison, for the first time', whole), row(`verdicts after a keystroke, median of ${EDITS}`, median)],
    ),
  );
  budget('E-Town against a copy with five changed amounts', whole.time, 3000, 'ms');
  budget('E-Town, verdicts after a keystroke', median.time, 300, 'ms');
  const { first, later } = await measureLens(root);
  console.log('\nFrom a keystroke in a cap of the E-Town sample to the lens, in a server as a process\n');
  console.log(
    table(
      ['what', 'median ms', 'p95 ms'],
      [
        ['the first lens', number(first), ''],
        ['the lens after a keystroke', number(later.median), number(later.p95)],
      ],
    ),
  );
  budget('E-Town, the lens after a keystroke', later.median, 300, 'ms');
}

interface Figure {
  readonly time: number;
  readonly processor: number;
  readonly open: number;
}

async function timed(work: () => Compared | Promise<Compared>): Promise<Figure> {
  const start = performance.now();
  const used = process.cpuUsage();
  const { open } = await work();
  const { user, system } = process.cpuUsage(used);
  return { time: performance.now() - start, processor: (user + system) / 1000, open: open.length };
}

async function settled(comparer: Comparer, a: CompareSide, b: CompareSide, solver: Solver | undefined): Promise<Compared> {
  let compared = toEnd(comparer.run(a, b));
  for (let round = 0; solver && round < 3 && compared.open.length > 0; round++) {
    await comparer.settle(compared, solver);
    compared = toEnd(comparer.run(a, b));
  }
  return compared;
}
