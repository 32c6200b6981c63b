/**
 * Why: the panel as its script, in Chromium, without VS Code around it: the policy is held by a session in this process, and messages go
 * to and fro as the extension would pass them on. Under the same content security policy, whose violations fail the test.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import type { FileContent } from '../../server/src/core/workspace';
import { previewState } from '../../server/src/preview/state';
import { type FromPanel, fromPanel, type PreviewState, read, type ToPanel } from '../../server/src/previewProtocol';
import { Session } from '../../server/src/session';
import { type Theme, themes } from './themes';

const root = join(import.meta.dirname, '..', '..');
const address = 'http://panel.test/';

export interface PanelOptions {
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  readonly language?: 'en' | 'zh';
  /** What the server would answer, in place of a real answer. */
  readonly state?: (real: PreviewState | null, message: Extract<FromPanel, { kind: 'ask' }>) => PreviewState | null;
}

let bundled: Promise<{ script: string; style: string }> | undefined;
async function bundle(): Promise<{ script: string; style: string }> {
  const made = await build({
    absWorkingDir: root,
    entryPoints: ['client/src/webview/main.ts'],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    outdir: 'unused',
    write: false,
    logLevel: 'error',
  });
  const ending = (end: string): string => made.outputFiles.find(({ path }) => path.endsWith(end))?.text ?? '';
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

/** A panel beside a policy. */
export class Panel {
  /** What the panel told the extension, but for `ask`. */
  readonly told: FromPanel[] = [];
  readonly violations: string[] = [];
  readonly session: Session;
  private version = 1;
  private lastId = 0;
  private last: Extract<FromPanel, { kind: 'ask' }> | undefined;

  private constructor(
    readonly page: Page,
    private text: string,
    readonly uri: string,
    private readonly options: PanelOptions,
  ) {
    this.session = new Session({
      read: (uri): FileContent => {
        try {
          return { text: readFileSync(new URL(uri), 'utf8') };
        } catch {
          return { error: 'missing' };
        }
      },
      list: () => [],
      page: () => undefined,
    } as ConstructorParameters<typeof Session>[0]);
    this.session.locale = options.language === 'zh' ? 'zh-cn' : 'en';
    this.session.open(uri, 'clause', 1, text);
  }

  static async open(text: string, options: PanelOptions = {}, uri = 'file:///policies/a.clause'): Promise<Panel> {
    const { width = 900, height = 1400, theme = 'dark', language = 'en' } = options;
    const context = await (await launch()).newContext({ viewport: { width, height } });
    const page = await context.newPage();
    bundled ??= bundle();
    const { script, style } = await bundled;
    const panel = new Panel(page, text, uri, options);
    page.on('console', (message) => {
      if (/content security policy/i.test(message.text())) panel.violations.push(message.text());
    });
    page.on('pageerror', (error) => panel.violations.push(String(error)));
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
    await page.exposeFunction('toExtension', (message: string) => panel.take(JSON.parse(message)));
    await page.goto(address);
    await page.waitForSelector('header');
    return panel;
  }

  /** As the extension does. */
  async take(given: unknown): Promise<void> {
    const message = read(fromPanel, given);
    expect(message, `a message of the panel: ${JSON.stringify(given)}`).toBeDefined();
    if (!message) return;
    if (message.kind !== 'ask') this.told.push(message);
    if (message.kind === 'ready') {
      await this.send({ kind: 'file', uri: this.uri, name: 'a.clause', language: this.options.language ?? 'en' });
      return;
    }
    if (message.kind !== 'ask') return;
    this.last = message;
    await this.answer(message);
  }

  private async answer(message: Extract<FromPanel, { kind: 'ask' }>): Promise<void> {
    this.lastId = message.id;
    const real = previewState(this.session, { uri: this.uri, ...message.asked });
    const state = this.options.state ? this.options.state(real, message) : real;
    // What was filled in is not filled in again; it stands in the form.
    const { fill: _, ...asked } = message.asked;
    if (this.last === message) this.last = { ...message, asked: { ...asked, form: state?.form ?? asked.form } };
    if (state) await this.send({ kind: 'state', id: this.lastId, state });
  }

  async send(message: ToPanel): Promise<void> {
    await this.page.evaluate((m) => window.postMessage(m, '*'), message);
  }

  /** The author changes the policy's text. */
  async type(change: (text: string) => string): Promise<void> {
    this.text = change(this.text);
    this.session.change(this.uri, ++this.version, [{ text: this.text }]);
    if (this.last) await this.answer({ ...this.last, asked: { ...this.last.asked, known: {} } });
  }

  /** A picture in test-output/, to be looked at. */
  async picture(name: string): Promise<void> {
    await this.page.screenshot({ path: join(root, 'test-output', `panel-${name}.png`), fullPage: true });
  }

  async close(): Promise<void> {
    await this.page.context().close();
    expect(this.violations).toEqual([]);
  }
}
