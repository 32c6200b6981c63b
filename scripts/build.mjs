/**
 * Why: one command makes every bundle that runs outside the tests. `--production` (for packaging) minifies and leaves source maps out,
 * `--tests` adds the tests that run inside VS Code.
 *
 *   server/dist/cli.js        the command line; server/bin/clausewright.js starts it
 *   server/dist/server.js     the language server that the extension starts
 *   client/dist/extension.js  the extension
 *   server/dist/THIRD-PARTY-NOTICES.txt  the licences of what the three contain
 *   test/vscode/host/dist/    the tests inside VS Code
 */
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { notices } from './lib/notices.mjs';
import { main, root } from './lib/run.mjs';

const production = process.argv.includes('--production');

/** For Node: CommonJS, which starts fastest and which VS Code wants of an extension. */
const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // The server's packages publish CommonJS as `main` and ES modules as `module`; the latter can be shaken.
  mainFields: ['module', 'main'],
  define: { 'import.meta.url': '__moduleUrl' },
  banner: { js: "const __moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
  charset: 'utf8',
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  logLevel: 'warning',
};

const bundles = [
  { entryPoints: ['server/src/cli/main.ts'], outfile: 'server/dist/cli.js' },
  { entryPoints: ['server/src/serverMain.ts'], outfile: 'server/dist/server.js' },
  { entryPoints: ['client/src/node/extension.ts'], outfile: 'client/dist/extension.js', external: ['vscode'] },
];
/** The first of them go to users; what follows is for tests. */
const SHIPPED = bundles.length;
if (process.argv.includes('--tests')) {
  bundles.push({ entryPoints: ['test/vscode/index.ts'], outfile: 'test/vscode/host/dist/index.js', external: ['vscode', 'mocha'] });
}

await main(async () => {
  const started = Date.now();
  const built = await Promise.all(bundles.map((bundle) => build({ ...common, ...bundle, metafile: true })));
  const shipped = built.slice(0, SHIPPED).map((result) => result.metafile);
  writeFileSync(join(root, 'server', 'dist', 'THIRD-PARTY-NOTICES.txt'), notices(shipped));
  // `clausewright rule` shows these pages wherever the package is installed.
  cpSync(join(root, 'docs', 'rules'), join(root, 'server', 'dist', 'docs', 'rules'), { recursive: true });
  console.log(`built ${bundles.map((bundle) => bundle.outfile).join(', ')} in ${Date.now() - started} ms`);
});
