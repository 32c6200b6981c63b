#!/usr/bin/env node
// Why: npm links a command when it installs, before anything is built, so the file it links has to be there from the start.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const built = join(__dirname, '..', 'dist', 'cli.js');
if (existsSync(built)) {
  require(built);
} else {
  console.error('clausewright is not built yet: run `npm run build` in the checkout');
  process.exitCode = 2;
}
