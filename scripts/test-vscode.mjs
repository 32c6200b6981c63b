/**
 * Why: what a user gets, tested in what a user has. Packages the extension, installs the package into a real VS Code server, runs the
 * tests of test/vscode inside its extension host, then does in the window what a person does, and takes a picture of it.
 * `npm run test:vscode -- preview` runs the parts whose names begin so. Installs Chromium, fonts, build tools and the VS Code server where they are missing.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main, root, run, Trouble } from './lib/run.mjs';
import { chromium, vscodeServer } from './lib/vscode-host.mjs';

const pictures = join(root, 'test-output');
/** Only these parts, by how their names begin; without any, all. */
const only = process.argv.slice(2);
const wanted = (part) => only.length === 0 || only.some((name) => part.startsWith(name));

/** Where the server unpacked the extension. */
function installed(extensions) {
  const found = readdirSync(extensions).find((name) => name.startsWith('clausewright.clausewright-vscode'));
  if (!found) throw new Trouble('the extension is not where VS Code installs extensions');
  return join(extensions, found);
}

async function insideTheHost(executable, served, folder, results) {
  const { openWindow, remote } = await import('./lib/vscode-window.mjs');
  const host = join(root, 'test', 'vscode', 'host');
  const window = await openWindow(executable, served.port, folder, [
    ['extensionDevelopmentPath', remote(served.port, host)],
    ['extensionTestsPath', remote(served.port, join(host, 'dist', 'index.js'))],
    ['skipWelcome', 'true'],
  ]);
  try {
    const end = Date.now() + 400_000;
    while (!existsSync(results)) {
      if (Date.now() > end) {
        await window.page.screenshot({ path: join(pictures, 'host-tests-hang.png') });
        throw new Trouble(
          `the tests inside VS Code did not end; test-output/host-tests-hang.png shows the window\n${served.log().slice(-3000)}`,
        );
      }
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  } finally {
    await window.close();
  }
  return JSON.parse(readFileSync(results, 'utf8'));
}

await main(async () => {
  await run(process.execPath, [join(root, 'scripts', 'ensure.mjs')]);
  const { cleanWindow, copyWorkspace, report, vsixNames, writeSettings } = await import('./lib/vscode-tests.mjs');
  const { install, serve } = await import('./lib/vscode-window.mjs');
  const { asAPerson, inLightChinese } = await import('./lib/vscode-person.mjs');
  const { inBrowser } = await import('./lib/vscode-person-browser.mjs');
  const { withComparison } = await import('./lib/vscode-person-comparison.mjs');
  const { withPreview } = await import('./lib/vscode-person-preview.mjs');
  const executable = await chromium();
  const host = await vscodeServer();
  await run(process.execPath, [join(root, 'scripts', 'package.mjs')]);
  await run(process.execPath, [join(root, 'scripts', 'build.mjs'), '--tests']);
  mkdirSync(pictures, { recursive: true });

  const temporary = mkdtempSync(join(tmpdir(), 'clausewright-vscode-'));
  const [data, extensions, results] = ['data', 'extensions', 'results.json'].map((name) => join(temporary, name));
  let served;
  try {
    writeSettings(join(data, 'data', 'User', 'settings.json'), cleanWindow);
    for (const name of vsixNames()) install(host, join(root, name), data, extensions);
    served = await serve(host, data, extensions, { CLAUSEWRIGHT_TEST_RESULTS: results });
    const folder = (name) => copyWorkspace(join(temporary, name));
    const parts = {
      host: () => insideTheHost(executable, served, folder('host'), results),
      person: () => asAPerson(executable, served.port, folder('person'), pictures),
      'preview-dark': () => withPreview(executable, served.port, folder('dark'), pictures, 'dark'),
      'preview-light': () => withPreview(executable, served.port, folder('light'), pictures, 'light'),
      'comparison-dark': () => withComparison(executable, served.port, folder('comparison-dark'), pictures, 'dark'),
      'comparison-light': () => withComparison(executable, served.port, folder('comparison-light'), pictures, 'light'),
      browser: () => inBrowser(executable, served.port, installed(extensions), pictures),
      chinese: () => inLightChinese(executable, served.port, folder('chinese'), pictures),
    };
    const outcomes = [];
    for (const [name, part] of Object.entries(parts)) if (wanted(name)) outcomes.push(...(await part()));
    return report(outcomes) ? 0 : 1;
  } finally {
    served?.stop();
    rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
  }
});
