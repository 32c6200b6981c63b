/**
 * Why: makes `clausewright-<version>.vsix`, from production bundles, and `clausewright-solver-<version>.vsix` with the prover's solver, and refuses
 * what has grown too big or lacks a part.
 */
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { answer, main, root, run, Trouble } from './lib/run.mjs';
import { packSolver } from './lib/solver-package.mjs';

const limit = 2_000_000;
const wanted = [
  'package.json',
  'client/dist/extension.js',
  'client/dist/web/extension.js',
  'client/dist/preview/main.css',
  'client/dist/preview/main.js',
  'client/templates/blank.en.clause',
  'client/templates/blank.zh.clause',
  'docs/rules/zh/syntax-error.md',
  'l10n/bundle.l10n.zh-cn.json',
  'media/walkthrough/open.md',
  'media/walkthrough/open.zh-cn.md',
  'schemas/clausewright.schema.json',
  'server/dist/browserServer.js',
  'server/dist/server.js',
  'server/dist/solver.js',
  'snippets/clause.json',
  'syntaxes/clause.tmLanguage.json',
  'media/icon.png',
  'server/dist/THIRD-PARTY-NOTICES.txt',
];

await main(async () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const name = `clausewright-${version}.vsix`;
  rmSync(join(root, name), { force: true });
  await run(process.execPath, [join(root, 'scripts', 'build.mjs'), '--production']);
  // vsce follows npm's list of dependencies into the workspaces' links and stops there; the bundles need none of them.
  const vsce = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  const options = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', name];
  if (!existsSync(join(root, 'LICENSE'))) options.push('--skip-license');
  await run(process.execPath, [vsce, 'package', ...options]);
  const listing = answer(process.execPath, [vsce, 'ls', '--no-dependencies'])?.split('\n') ?? [];
  const missing = wanted.filter((path) => !listing.includes(path));
  if (missing.length > 0) throw new Trouble(`${name} lacks ${missing.join(', ')}`);
  const { size } = statSync(join(root, name));
  if (size > limit) throw new Trouble(`${name} has ${size} bytes; it may have ${limit}`);
  const solver = await packSolver(vsce, version);
  console.log(`${name}: ${listing.length} files, ${Math.ceil(size / 1000)} kB`);
  console.log(solver ?? 'no package with the solver: the optional dependency z3-solver is not installed');
});
