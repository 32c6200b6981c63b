/** The port works from where it is installed: beside its child in a bundle, with the solver as a package or in a folder that is told. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { findSolver } from '../../server/src/solver';
import { buildChild, describeWithZ3, nodeBundle, temporaryFolder } from './support';

/** Asks whether x·y = 6 with x > y > 2 (no whole numbers: 6 = 6·1 = 3·2) and with x > y > 1 (3 and 2), and prints the answers. */
const program = `
import { Numbers } from './core/prove/numeric';
import { Terms } from './core/prove/terms';
import { available, createSolver } from './solver';

const path = process.argv[2];
const solver = createSolver(path ? { path } : {});
const terms = new Terms();
const numbers = new Numbers(terms);
const [x, y] = ['x', 'y'].map((name) => numbers.factor(terms.variable(name, { integer: true, lower: { value: 0, strict: false } })));
const ask = async (least) => {
  const above = terms.and(numbers.compare('>', x, y), numbers.compare('>', y, numbers.constant(least)));
  const verdict = await solver?.solve(terms, terms.and(above, numbers.compare('=', numbers.multiply(x, y), numbers.constant(6))));
  return verdict?.kind === 'sat' ? [...verdict.model.numbers.values()].join(' ') : verdict?.kind;
};
// Nothing is disposed of: an idle solver keeps nobody from ending.
Promise.all([ask(2), ask(1)]).then((answers) => console.log(JSON.stringify([available(path ? { path } : {}), ...answers])));
`;

async function install(folder: string): Promise<string> {
  const dist = join(folder, 'dist');
  mkdirSync(dist, { recursive: true });
  const outfile = join(dist, 'main.js');
  const resolveDir = join(__dirname, '../../server/src');
  await build({ ...nodeBundle, stdin: { contents: program, resolveDir, loader: 'ts' }, outfile });
  await buildChild(dist);
  return outfile;
}

const run = (...args: string[]): unknown => JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', timeout: 60_000 }));

describeWithZ3('the port, installed', () => {
  const folder = temporaryFolder();
  const files = findSolver() ?? '';

  it('finds the package that npm installed beside it', async () => {
    const main = await install(join(folder, 'node modules', 'clausewright'));
    mkdirSync(join(folder, 'node modules', 'node_modules'));
    symlinkSync(join(files, '..'), join(folder, 'node modules', 'node_modules', 'z3-solver'), 'junction');
    expect(run(main)).toEqual([true, 'unsat', '3 2']);
  }, 60_000);

  it('takes the folder that it is told, and does without where it is told nothing', async () => {
    const main = await install(join(folder, '扩展 1'));
    const told = join(folder, '求解器 2');
    cpSync(files, told, { recursive: true });
    expect(run(main, told)).toEqual([true, 'unsat', '3 2']);
    expect(run(main)).toEqual([false, null, null]);
  }, 60_000);
});
