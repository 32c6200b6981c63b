/** Why: the tests run on the oldest Node that is supported; the Action's steps run on the Node that `action.yml` names, and so does the command line there. */
import { join } from 'node:path';
import { main, root, run } from './lib/run.mjs';
import { node24 } from './lib/vscode-host.mjs';

await main(async () => {
  const node = join(await node24(), 'bin', 'node');
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  await run(node, [vitest, 'run', join('test', 'action'), join('test', 'cli', 'process.test.ts'), ...process.argv.slice(2)]);
});
