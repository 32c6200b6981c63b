/**
 * Why: one command makes every bundle that runs outside the tests. `--production` (for packaging) minifies and leaves source maps out,
 * `--tests` adds the tests that run inside VS Code.
 *
 *   server/dist/cli.js            the command line; server/bin/clausewright.js starts it
 *   server/dist/server.js         the language server that the extension and `clausewright lsp` start
 *   server/dist/solver.js         the process in which the prover's solver works; it loads the solver's files from where they are installed
 *   server/dist/browserServer.js  the server as a web worker
 *   client/dist/extension.js      the extension
 *   client/dist/web/extension.js  the same for VS Code in a browser
 *   client/dist/preview/          the script and the looks of the preview's panel
 *   client/dist/comparison/       those of the panel of comparisons
 *   server/dist/THIRD-PARTY-NOTICES.txt  the licences of what all of them contain
 *   action/dist/              what GitHub and pre-commit run: committed, so always as for production (lib/action.mjs)
 *   test/vscode/host/dist/    the tests inside VS Code
 */
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { buildAction } from './lib/action.mjs';
import { commandLine, node, plain } from './lib/bundling.mjs';
import { notices } from './lib/notices.mjs';
import { main, root } from './lib/run.mjs';

const production = process.argv.includes('--production');

const common = { ...plain, minify: production, sourcemap: production ? false : 'linked' };

/** For browsers: a worker is a plain script; of an extension VS Code wants CommonJS there too. */
const browser = { platform: 'browser', target: 'es2022', mainFields: ['browser', 'module', 'main'] };

const bundles = [
  { ...commandLine, outfile: 'server/dist/cli.js' },
  { ...node, entryPoints: ['server/src/serverMain.ts'], outfile: 'server/dist/server.js' },
  { ...node, entryPoints: ['server/src/solver/solverMain.ts'], outfile: 'server/dist/solver.js' },
  { ...browser, format: 'iife', entryPoints: ['server/src/browserMain.ts'], outfile: 'server/dist/browserServer.js' },
  { ...node, entryPoints: ['client/src/node/extension.ts'], outfile: 'client/dist/extension.js', external: ['vscode'] },
  {
    ...browser,
    format: 'cjs',
    entryPoints: ['client/src/browser/extension.ts'],
    outfile: 'client/dist/web/extension.js',
    external: ['vscode'],
  },
  // Its looks are bundled beside it, as main.css.
  { ...browser, format: 'iife', entryPoints: ['client/src/webview/main.ts'], outfile: 'client/dist/preview/main.js' },
  { ...browser, format: 'iife', entryPoints: ['client/src/webview/comparison/main.ts'], outfile: 'client/dist/comparison/main.js' },
];
/** The first of them go to users; what follows is for tests. */
const SHIPPED = bundles.length;
if (process.argv.includes('--tests')) {
  bundles.push({
    ...node,
    entryPoints: ['test/vscode/index.ts'],
    outfile: 'test/vscode/host/dist/index.js',
    external: ['vscode', 'mocha'],
  });
}

await main(async () => {
  const started = Date.now();
  await buildAction();
  const built = await Promise.all(bundles.map((bundle) => build({ ...common, ...bundle, metafile: true })));
  const shipped = built.slice(0, SHIPPED).map((result) => result.metafile);
  writeFileSync(join(root, 'server', 'dist', 'THIRD-PARTY-NOTICES.txt'), notices(shipped));
  // `clausewright rule` shows these pages wherever the package is installed.
  cpSync(join(root, 'docs', 'rules'), join(root, 'server', 'dist', 'docs', 'rules'), { recursive: true });
  // For editors that check `clausewright.yaml` by a schema.
  cpSync(join(root, 'schemas'), join(root, 'server', 'dist', 'schemas'), { recursive: true });
  console.log(`built ${bundles.map((bundle) => bundle.outfile).join(', ')} in ${Date.now() - started} ms`);
});
