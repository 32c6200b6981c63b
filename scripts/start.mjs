/** Why: `npm start` shows a newcomer, from nothing, what the project does: the E-Town sample checked, tested and computed. */
import { join } from 'node:path';
import { main, root, run } from './lib/run.mjs';

const node = process.execPath;
const sample = join('samples', 'beijing-etown-2025', 'beijing-etown-2025.clause');
const clausewright = (...args) => run(node, [join(root, 'server', 'bin', 'clausewright.js'), ...args]);

await main(async () => {
  await run(node, [join(root, 'scripts', 'ensure.mjs')]);
  await run(node, [join(root, 'scripts', 'build.mjs')]);
  console.log(`\nfindings of ${sample}`);
  await clausewright('lint', sample);
  console.log('\nits examples');
  await clausewright('test', sample);
  console.log('\nwhat they are paid');
  await clausewright('eval', sample);
});
