/**
 * Why: in VS Code for the browser there is no computer behind the window: the extension and its server are web workers. Nothing else tells
 * whether they start there. The page is that of the VS Code server, told that there is no server.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join, normalize } from 'node:path';
import { english, machines, total } from './vscode-comparison-policy.mjs';
import { command, patience, pressFor, sees, steps } from './vscode-keys.mjs';
import { cleanWindow } from './vscode-tests.mjs';
import { openWindow } from './vscode-window.mjs';

const types = { '.js': 'text/javascript', '.json': 'application/json', '.css': 'text/css', '.svg': 'image/svg+xml' };

/** For any page, whatever it asks with. */
const open = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' };

/** The files of a folder for any page. @returns where, and what ends it */
async function publish(folder) {
  const server = createServer(async ({ url }, response) => {
    const path = normalize(decodeURIComponent(new URL(url, 'http://here').pathname)).replace(/^\/extension\//, '');
    try {
      const text = await readFile(join(folder, path));
      const type = types[/\.\w+$/.exec(path)?.[0]] ?? 'application/octet-stream';
      response.writeHead(200, { ...open, 'Content-Type': type });
      response.end(text);
    } catch {
      response.writeHead(404, open).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { authority: `127.0.0.1:${server.address().port}`, close: () => server.close() };
}

/** The page without a server behind it, and with the extension. */
function alone(html, extension) {
  return html.replace(/(id="vscode-workbench-web-configuration" data-settings=")([^"]*)/, (_, before, settings) => {
    const { remoteAuthority, ...rest } = JSON.parse(settings.replaceAll('&quot;', '"'));
    const changed = { ...rest, developmentOptions: { extensions: [extension] }, configurationDefaults: cleanWindow };
    return before + JSON.stringify(changed).replaceAll('"', '&quot;');
  });
}

const example = `
example "Two machines" {
  local = yes
  cost  = 200万元
  expect machines = ${machines(2_000_000, 30)}元
  expect total    = ${total(2_000_000, 30)}元
}
`;

/** @param folder of the installed extension @returns the outcome of each step */
export async function inBrowser(executable, port, folder, pictures) {
  const { authority, close: unpublish } = await publish(folder);
  const change = async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: alone(await response.text(), { scheme: 'http', authority, path: '/extension' }) });
  };
  const { page, close } = await openWindow(executable, port, undefined, [['skipWelcome', 'true']], undefined, change);
  const outcomes = [];
  const picture = (name) => page.screenshot({ path: join(pictures, `browser-${name}.png`) });
  const step = steps('a person in a browser', picture, outcomes);
  const input = page.locator('.quick-input-widget:not([style*="display: none"]) input').first();
  const rows = (label) => page.locator(`.quick-input-list .monaco-list-row[aria-label^="${label}"]`).first();
  try {
    await step('writes a policy, and sees what its example comes to', async () => {
      await page.locator('.monaco-workbench').waitFor({ timeout: patience });
      await pressFor(page, ['F1'], input);
      await input.fill('>New Untitled Text File');
      await rows('File: New Untitled Text File').click({ timeout: patience });
      await page.locator('.monaco-editor .view-line').first().waitFor({ timeout: patience });
      // The list is what it was when it was opened; the extension may come later.
      await pressFor(page, ['Control+k', 'm'], rows('Clause'));
      await rows('Clause').click({ timeout: patience });
      await page.keyboard.insertText(english + example);
      // 30% of 2,000,000, and 50,000.
      await sees(page, /^\s*expect total .*✓ ¥650,000/m);
      await picture('results');
    });

    await step('is told why there is no earlier version to compare with', async () => {
      await command(page, 'Compare Awards With…');
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'in a browser' }).first().waitFor({ timeout: patience });
      await picture('compare');
      if ((await input.count()) === 0) throw new Error('nothing can be chosen');
      await page.keyboard.press('Escape');
    });
  } finally {
    await close();
    unpublish();
  }
  return outcomes;
}
