/**
 * Why: the panel as its script, in Chromium, without VS Code around it: the policy is held by a session in this process, and messages go
 * to and fro as the extension would pass them on. Under the same content security policy, whose violations fail the test.
 */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { FileContent } from '../../server/src/core/workspace';
import { previewState } from '../../server/src/preview/state';
import { type FromPanel, fromPanel, type PreviewState, read, type ToPanel } from '../../server/src/previewProtocol';
import { Session } from '../../server/src/session';
import { bundleOf, type Look, newPage, picture, servePanel } from './page';

export { close } from './page';

export interface PanelOptions extends Look {
  /** What the server would answer, in place of a real answer. */
  readonly state?: (real: PreviewState | null, message: Extract<FromPanel, { kind: 'ask' }>) => PreviewState | null;
  /** Whether an answer is kept back; whoever keeps it sends it. */
  readonly hold?: (answer: ToPanel) => boolean;
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
    const page = await newPage(options);
    const panel = new Panel(page, text, uri, options);
    await servePanel(page, await bundleOf('client/src/webview/main.ts'), options, panel.violations, (message) => panel.take(message));
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
    if (!state) return;
    const answer: ToPanel = { kind: 'state', id: this.lastId, state };
    if (!this.options.hold?.(answer)) await this.send(answer);
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
    await picture(this.page, `panel-${name}`);
  }

  async close(): Promise<void> {
    await this.page.context().close();
    expect(this.violations).toEqual([]);
  }
}
