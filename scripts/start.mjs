/** Why: `npm start` shows a newcomer, from nothing, what the project does: the E-Town sample checked, tested and computed. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { main, root, run, Trouble } from './lib/run.mjs';

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
  const first = /^示例 "([^"]+)"/m.exec(readFileSync(join(root, sample), 'utf8'))?.[1];
  if (!first) throw new Trouble(`${sample} has no example to compute`);
  console.log('\nwhat the first of them is awarded');
  await clausewright('eval', sample, '--example', first);
});
