/** Why: a panel's script in a page of Chromium, served as VS Code serves it, under the same content security policy, whose violations are noted. */
import { join } from 'node:path';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type Theme, themes } from './themes';

const root = join(import.meta.dirname, '..', '..');
const address = 'http://panel.test/';

export interface Look {
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  readonly language?: 'en' | 'zh';
}

export interface Bundle {
  readonly script: string;
  readonly style: string;
}

const bundles = new Map<string, Promise<Bundle>>();

/** The script and the looks of a panel, made once. @param entry relative to the repository */
export function bundleOf(entry: string): Promise<Bundle> {
  const known = bundles.get(entry) ?? made(entry);
  bundles.set(entry, known);
  return known;
}

async function made(entry: string): Promise<Bundle> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    outdir: 'unused',
    write: false,
    logLevel: 'error',
  });
  const ending = (end: string): string => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? '';
  return { script: ending('.js'), style: ending('.css') };
}

let browser: Promise<Browser> | undefined;
export function launch(): Promise<Browser> {
  browser ??= chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  return browser;
}

export async function close(): Promise<void> {
  await (await browser)?.close();
  browser = undefined;
}

export async function newPage({ width = 900, height = 1400 }: Look): Promise<Page> {
  const context = await (await launch()).newContext({ viewport: { width, height } });
  return context.newPage();
}

/** @param violations gets what breaks the policy, and what the script throws. @param receive gets what the panel sends, read from JSON */
export async function servePanel(
  page: Page,
  { script, style }: Bundle,
  { theme = 'dark', language = 'en' }: Look,
  violations: string[],
  receive: (message: unknown) => unknown,
): Promise<void> {
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) violations.push(message.text());
  });
  page.on('pageerror', (error) => violations.push(String(error)));
  const variables = Object.entries(themes[theme])
    .map(([name, value]) => `${name}: ${value};`)
    .join('');
  const kind = theme === 'high-contrast' ? 'vscode-high-contrast' : `vscode-${theme}`;
  const shim = `window.acquireVsCodeApi = () => ({ postMessage: (m) => window.toExtension(JSON.stringify(m)),
      getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined, setState: (s) => sessionStorage.setItem('state', JSON.stringify(s)) });`;
  const served: Record<string, { type: string; body: string }> = {
    '': {
      type: 'text/html',
      body: `<!doctype html><html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${address}; script-src 'nonce-abc'; font-src ${address}; img-src data:;">
<link rel="stylesheet" href="theme.css"><link rel="stylesheet" href="main.css"></head>
<body class="${kind}" data-vscode-theme-kind="${kind}"><div id="root"></div><script nonce="abc" src="shim.js"></script><script nonce="abc" src="main.js"></script></body></html>`,
    },
    'theme.css': { type: 'text/css', body: `:root { ${variables} }` },
    'main.css': { type: 'text/css', body: style },
    'shim.js': { type: 'text/javascript', body: shim },
    'main.js': { type: 'text/javascript', body: script },
  };
  await page.route(`${address}**`, async (route) => {
    const found = served[route.request().url().slice(address.length)];
    await (found ? route.fulfill({ contentType: `${found.type}; charset=utf-8`, body: found.body }) : route.fulfill({ status: 404 }));
  });
  await page.exposeFunction('toExtension', (message: string) => receive(JSON.parse(message)));
  await page.goto(address);
}

/** A picture in test-output/, to be looked at. */
export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(root, 'test-output', `${name}.png`), fullPage: true });
}
