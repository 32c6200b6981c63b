/** Why: a VS Code server of our own on a free port, and its window in a browser, both ended for certain when the tests are over. */
import { spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { chromium as browsers } from 'playwright-core';
import { Trouble } from './run.mjs';

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** Installs a built extension the way a user would. */
export function install({ node, server, env }, vsix, data, extensions) {
  const args = [join(server, 'out', 'server-main.js'), '--server-data-dir', data, '--extensions-dir', extensions];
  const result = spawnSync(node, [...args, '--accept-server-license-terms', '--install-extension', vsix], { env, encoding: 'utf8' });
  const output = `${result.stdout}${result.stderr}`;
  if (result.status !== 0 || !/successfully installed/.test(output)) throw new Trouble(`VS Code did not install ${vsix}:\n${output}`);
}

/** Starts the server; `more` is added to its environment, which the extension host inherits. */
export async function serve({ node, server, env }, data, extensions, more) {
  const port = await freePort();
  const folders = ['--server-data-dir', data, '--extensions-dir', extensions];
  const address = ['--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--accept-server-license-terms'];
  const quiet = ['--enable-smoke-test-driver', '--disable-workspace-trust', '--disable-telemetry'];
  const child = spawn(node, [join(server, 'out', 'server-main.js'), ...address, ...folders, ...quiet], {
    env: { ...env, ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let log = '';
  const ready = new Promise((resolve, reject) => {
    const hear = (chunk) => {
      log += chunk;
      if (/Extension host agent listening/.test(log)) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => reject(new Trouble(`the VS Code server ended with ${code}:\n${log}`)));
    setTimeout(() => reject(new Trouble(`the VS Code server did not start:\n${log}`)), 60_000).unref();
  });
  const stop = () => {
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  };
  process.once('exit', stop);
  await ready;
  return { port, stop, log: () => log };
}

/**
 * A browser window on a folder of the server. `payload` names a file to open, or the tests to run. `language` is what VS Code takes for its
 * own: its texts stay English where no language pack is installed, but extensions follow it. `change` answers for the page in the server's
 * place; without a folder none is open.
 */
export async function openWindow(executablePath, port, folder, payload, language, change) {
  const quiet = ['--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  // A page that is not the server's own may ask it all the same, and has scripts that it did not allow.
  if (change) quiet.push('--disable-features=LocalNetworkAccessChecks');
  const browser = await browsers.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', ...quiet] });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-US', bypassCSP: change !== undefined });
  if (change) await page.route(({ pathname }) => pathname === '/', change);
  if (language) {
    await page.addInitScript((name) => {
      // VS Code's page sets it from its language pack; the name that was given stays.
      Object.defineProperty(globalThis, '_VSCODE_NLS_LANGUAGE', { get: () => name, set: () => undefined });
    }, language);
  }
  const open = folder === undefined ? 'ew=true' : `folder=${encodeURIComponent(folder)}`;
  const query = `${open}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
  await page.goto(`http://127.0.0.1:${port}/?${query}`);
  return { page, close: () => browser.close() };
}

/** A path as the window names it. */
export function remote(port, path) {
  return `vscode-remote://127.0.0.1:${port}${encodeURI(path)}`;
}
