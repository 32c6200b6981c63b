/**
 * Why: the panel of a comparison as its script, in Chromium, without VS Code around it: two versions are held by a session in this process, and
 * messages go to and fro through the extension's own controller. Under the same content security policy, whose violations fail the test.
 */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { Controller, type Wish } from '../../client/src/comparison/controller';
import type { Against, DifferenceState, ToComparison } from '../../server/src/differenceProtocol';
import { differenceState } from '../../server/src/differences/state';
import { Session } from '../../server/src/session';
import { bundleOf, type Look, newPage, picture, servePanel } from './page';

export interface Options extends Look {
  /** What the server would answer, in place of its answer. */
  readonly state?: (real: DifferenceState | null) => DifferenceState | null;
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
    const page = await newPage({ height: 1200, ...options });
    const panel = new Comparison(page, old, text, options);
    await servePanel(page, await bundleOf('client/src/webview/comparison/main.ts'), options, panel.violations, (message) =>
      panel.controller.received(message),
    );
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
    await picture(this.page, `comparison-${name}`);
  }

  async close(): Promise<void> {
    await this.page.context().close();
    expect(this.violations).toEqual([]);
    expect(this.warned).toEqual([]);
  }
}
