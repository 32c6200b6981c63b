/**
 * Why: GitHub runs an action, and pre-commit a hook, as they stand in the repository, with nothing installed. So these bundles are committed,
 * and have to come out the same wherever they are built: minified, no source maps, no paths of this computer, no time.
 *
 *   main.js     the GitHub Action
 *   cli.js      the command line without the language server; runs on its own, also as `./cli.js`
 *   solver.js   the process of the prover's solver, for those who have installed `z3-solver`
 *   THIRD-PARTY-NOTICES.txt
 */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { commandLine, node, plain } from './bundling.mjs';
import { notices } from './notices.mjs';
import { root } from './run.mjs';

/** @param folder relative to the root */
export async function buildAction(folder = 'action/dist') {
  const steady = { ...plain, ...node, minify: true, sourcemap: false, metafile: true };
  const bundles = [
    { entryPoints: ['action/src/main.ts'], outfile: `${folder}/main.js` },
    { entryPoints: ['server/src/solver/solverMain.ts'], outfile: `${folder}/solver.js` },
    {
      ...commandLine,
      outfile: `${folder}/cli.js`,
      banner: { js: `#!/usr/bin/env node\n${node.banner.js}` },
    },
  ];
  mkdirSync(join(root, folder), { recursive: true });
  const built = await Promise.all(bundles.map((bundle) => build({ ...steady, ...bundle })));
  writeFileSync(join(root, folder, 'THIRD-PARTY-NOTICES.txt'), notices(built.map(({ metafile }) => metafile)));
  chmodSync(join(root, folder, 'cli.js'), 0o755);
}
