/** Why: every bundle is made with the same options of esbuild, also those that are made apart from the others. */
import { root } from './run.mjs';

/** For all of them. */
export const plain = {
  absWorkingDir: root,
  bundle: true,
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
};

/** For Node: CommonJS, which starts fastest and which VS Code wants of an extension. */
export const node = {
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // The server's packages publish CommonJS as `main` and ES modules as `module`; the latter can be shaken.
  mainFields: ['module', 'main'],
  define: { 'import.meta.url': '__moduleUrl' },
  banner: { js: "const __moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
};

/** Of the command line only one command needs the language server; it starts the file that stands beside, where there is one. */
export const commandLine = {
  ...node,
  entryPoints: ['server/src/cli/main.ts'],
  plugins: [
    {
      name: 'the server beside',
      setup: ({ onResolve }) => onResolve({ filter: /\/serverMain$/ }, () => ({ path: './server.js', external: true })),
    },
  ],
};
