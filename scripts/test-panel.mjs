/** Why: the preview's panel is tested in Chromium, without VS Code around it. Installs Chromium and a font with Chinese where they are missing. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { main, root, run } from './lib/run.mjs';
import { chromium } from './lib/vscode-host.mjs';

await main(async () => {
  await run(process.execPath, [join(root, 'scripts', 'ensure.mjs')]);
  const executable = await chromium();
  mkdirSync(join(root, 'test-output'), { recursive: true });
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const config = join('test', 'panel', 'vitest.config.mts');
  await run(process.execPath, [vitest, 'run', '--config', config, ...process.argv.slice(2)], {
    env: { ...process.env, CHROMIUM: executable },
  });
});
