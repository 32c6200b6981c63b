/** Why: the tests of `test:vscode` that run inside VS Code, in the desktop VS Code, where it can be downloaded. Offline: says so, exits 2. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath, runTests } from '@vscode/test-electron';
import { main, root, run, Trouble } from './lib/run.mjs';
import { cache } from './lib/vscode-host.mjs';
import { copyWorkspace, report, vsixNames } from './lib/vscode-tests.mjs';

const version = '1.139.1';

await main(async () => {
  let executable;
  try {
    executable = await downloadAndUnzipVSCode({ version, cachePath: join(cache, 'vscode') });
  } catch (error) {
    console.log(`VS Code ${version} cannot be downloaded from here (${error.message}); npm run test:vscode needs no download of it`);
    return 2;
  }
  await run(process.execPath, [join(root, 'scripts', 'package.mjs')]);
  await run(process.execPath, [join(root, 'scripts', 'build.mjs'), '--tests']);
  const temporary = mkdtempSync(join(tmpdir(), 'clausewright-electron-'));
  try {
    const folders = ['--extensions-dir', join(temporary, 'extensions'), '--user-data-dir', join(temporary, 'user')];
    const [cli, ...args] = resolveCliArgsFromVSCodeExecutablePath(executable);
    for (const name of vsixNames()) {
      const installed = spawnSync(cli, [...args, ...folders, '--install-extension', join(root, name)], {
        stdio: 'inherit',
        shell: process.platform === 'win32',
      });
      if (installed.status !== 0) throw new Trouble(`${name} could not be installed into VS Code`);
    }
    const results = join(temporary, 'results.json');
    const host = join(root, 'test', 'vscode', 'host');
    await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: host,
      extensionTestsPath: join(host, 'dist', 'index.js'),
      launchArgs: [copyWorkspace(temporary), ...folders, '--disable-workspace-trust', '--skip-welcome'],
      extensionTestsEnv: { CLAUSEWRIGHT_TEST_RESULTS: results },
    }).catch(() => undefined);
    return report(JSON.parse(readFileSync(results, 'utf8'))) ? 0 : 1;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
});
