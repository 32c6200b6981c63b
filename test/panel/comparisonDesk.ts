/**
 * Why: the panel of a comparison as its script, in Chromium, without VS Code around it: two versions are held by a session in this process, and
 * messages go to and fro through the extension's own controller. Under the same content security policy, whose violations fail the test.
 */
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { Controller, type Wish } from '../../client/src/comparison/controller';
import type { Against, DifferenceState, ToComparison } from '../../server/src/differenceProtocol';
import { differenceState } from '../../server/src/differences/state';
import { Session } from '../../server/src/session';
import { launch } from './desk';
import { type Theme, themes } from './themes';

const root = join(import.meta.dirname, '..', '..');
const address = 'http://comparison.test/';

export interface Options {
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  readonly language?: 'en' | 'zh';
  /** What the server would answer, in place of its answer. */
  readonly state?: (real: DifferenceState | null) => DifferenceState | null;
}

let bundled: Promise<{ script: string; style: string }> | undefined;
async function bundle(): Promise<{ script: string; style: string }> {
  const made = await build({
    absWorkingDir: root,
    entryPoints: ['client/src/webview/comparison/main.ts'],
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

const uri = 'file:///policies/a.clause';
const before = 'file:///policies/before.clause';

/** A panel beside a policy, compared with another file. */
export class Comparison {
  readonly wishes: Wish[] = [];
  readonly warned: string[] = [];
  readonly violations: string[] = [];
  readonly session: Session;
  readonly controller: Controller;
  private version = 1;
  /** While it is set, answers wait for it. */
  holding: Promise<void> | undefined;

  private constructor(
    readonly page: Page,
    old: string,
    private text: string,
    { language = 'en', state }: Options,
  ) {
    this.session = new Session({ read: () => ({ error: 'missing' }), list: () => [], page: () => undefined });
    this.session.locale = language === 'zh' ? 'zh-cn' : 'en';
    this.session.open(before, 'clause', 1, old);
    this.session.open(uri, 'clause', 1, text);
    const against: Against = { kind: 'file', uri: before };
    const ports = {
      ask: (params: { uri: string; against: Against }) => {
        let isCancelled = false;
        const answer = (async () => {
          await this.holding;
          const real = await differenceState(this.session, params, () => isCancelled);
          if (isCancelled) return { kind: 'cancelled' } as const;
          return { kind: 'state', state: state ? state(real) : real } as const;
        })();
        const cancel = (): void => {
          isCancelled = true;
        };
        return { answer, cancel };
      },
      post: (message: ToComparison) => void this.send(message),
      carryOut: (wish: Wish) => void this.wishes.push(wish),
      warn: (line: string) => void this.warned.push(line),
    };
    this.controller = new Controller(ports, { uri, name: 'a.clause', language }, against, 'running');
  }

  static async open(old: string, text: string, options: Options = {}): Promise<Comparison> {
    const { width = 900, height = 1200, theme = 'dark', language = 'en' } = options;
    const context = await (await launch()).newContext({ viewport: { width, height } });
    const page = await context.newPage();
    bundled ??= bundle();
    const { script, style } = await bundled;
    const panel = new Comparison(page, old, text, options);
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
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${address}; script-src 'nonce-abc'; img-src data:;">
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
    await page.exposeFunction('toExtension', (message: string) => panel.controller.received(JSON.parse(message)));
    await page.goto(address);
    await page.waitForSelector('.life[data-life="current"]', { state: 'attached' });
    return panel;
  }

  private async send(message: ToComparison): Promise<void> {
    await this.page.evaluate((m) => window.postMessage(m, '*'), message).catch(() => undefined);
  }

  /** The author changes the policy's text. */
  type(change: (text: string) => string): void {
    this.text = change(this.text);
    this.session.change(uri, ++this.version, [{ text: this.text }]);
    this.controller.changed();
  }

  /** The rows as they are read: name, verdict, gain, loss. */
  rows(): Promise<string[][]> {
    return this.page.$$eval('.rows tbody', (all) =>
      all.map((one) =>
        [...(one.querySelector('tr')?.children ?? [])].map((cell) => {
          const copy = cell.cloneNode(true) as HTMLElement;
          for (const hidden of copy.querySelectorAll('[aria-hidden="true"], code')) hidden.remove();
          return (copy.textContent ?? '').replace(/\s+/g, ' ').trim();
        }),
      ),
    );
  }

  /** A picture in test-output/, to be looked at. */
  async picture(name: string): Promise<void> {
    await this.page.screenshot({ path: join(root, 'test-output', `comparison-${name}.png`), fullPage: true });
  }

  async close(): Promise<void> {
    await this.page.context().close();
    expect(this.violations).toEqual([]);
    expect(this.warned).toEqual([]);
  }
}
