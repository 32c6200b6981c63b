/**
 * Why: how long it takes from a keystroke in the policy, or a drag along the curve, until the preview's panel is painted anew. The panel is the
 * shipped script in Chromium, the server the shipped one in its own process, and between them works the extension's own controller. What VS
 * Code adds between its processes is stood in for by the browser's debugging connection, both ways.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import {
  CancellationTokenSource,
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Answer, Controller } from '../client/src/preview/controller';
import { pageOf } from '../client/src/preview/html';
import type { ToPanel } from '../server/src/previewProtocol';
import { previewRequest } from '../server/src/previewProtocol';
import { nodeOptions } from '../server/src/protocol';
import { generatePolicy } from './generate';
import { number, type Sample, type Timing, table, timing } from './measure';
import { edits } from './session';

type Budget = (what: string, got: number, limit: number, unit: string) => void;

interface Case {
  readonly name: string;
  readonly uri: string;
  readonly text: string;
  /** Milliseconds, p95. */
  readonly budget: number;
}

interface Figures {
  readonly clauses: number;
  readonly bytes: number;
  readonly keystroke: Timing;
  readonly typing: Timing;
  readonly drag: Timing;
}

const KEYSTROKES = 150;
const DRAGS = 150;

function casesOf(root: string): readonly Case[] {
  const path = join(root, 'samples', 'beijing-etown-2025', 'beijing-etown-2025.clause');
  let text = '';
  for (let lines = 2000; (text.match(/^clause /gm)?.length ?? 0) < 200; lines += 50) text = generatePolicy(lines);
  return [
    { name: 'E-Town sample', uri: pathToFileURL(path).href, text: readFileSync(path, 'utf8'), budget: 50 },
    { name: '200 clauses', uri: 'file:///bench/policy.clause', text, budget: 100 },
  ];
}

/** The panel, its controller and the server, with a document that can be typed into. */
class Bench {
  private readonly server: ChildProcessWithoutNullStreams;
  private readonly connection: MessageConnection;
  private readonly controller: Controller;
  private document: TextDocument;
  private readonly edits: ReturnType<typeof edits>;
  private page: Page | undefined;
  clauses = 0;
  bytes = 0;

  constructor(
    root: string,
    readonly it: Case,
  ) {
    this.server = spawn(process.execPath, [...nodeOptions, join(root, 'server', 'dist', 'server.js'), '--stdio']);
    this.connection = createMessageConnection(new StreamMessageReader(this.server.stdout), new StreamMessageWriter(this.server.stdin));
    this.connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => ({})));
    this.connection.onRequest('client/registerCapability', () => null);
    this.connection.onNotification('textDocument/publishDiagnostics', () => undefined);
    this.connection.listen();
    this.edits = edits(it.text, 7);
    this.document = TextDocument.create(it.uri, 'clause', 1, it.text);
    this.controller = new Controller(
      {
        ask: (params) => {
          const source = new CancellationTokenSource();
          const answer = this.connection.sendRequest<unknown>(previewRequest, params, source.token).then(
            (state): Answer => (state === null ? { kind: 'gone' } : { kind: 'state', state }),
            (error: unknown): Answer =>
              source.token.isCancellationRequested ? { kind: 'cancelled' } : { kind: 'failed', why: String(error) },
          );
          return { answer, cancel: () => source.cancel() };
        },
        post: (message) => void this.post(message),
        carryOut: () => undefined,
        warn: (line) => console.log(line),
        fileKey: (uri) => uri,
      },
      { uri: it.uri, name: it.name, language: 'en' },
      'running',
    );
  }

  private async post(message: ToPanel): Promise<void> {
    if (message.kind === 'state') {
      if (message.state.awards) this.clauses = message.state.awards.clauses.length;
      this.bytes = JSON.stringify(message).length;
    }
    // As text: the debugging connection takes much longer for objects.
    await this.page?.evaluate(`window.postMessage(${JSON.stringify(message)}, '*')`).catch(() => undefined);
  }

  async start(page: Page, root: string): Promise<void> {
    await this.connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: null,
      locale: 'en',
      capabilities: { workspace: { configuration: true } },
      initializationOptions: { examples: true, folderFindings: true },
    });
    await this.connection.sendNotification('initialized', {});
    const { uri, version } = this.document;
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, version, languageId: 'clause', text: this.document.getText() },
    });
    await served(page, root);
    this.page = page;
    page.on('pageerror', (error) => console.log(`the panel: ${String(error)}`));
    page.on('crash', () => console.log('the page crashed'));
    await page.exposeFunction('toExtension', (message: string) => this.controller.received(JSON.parse(message)));
    await page.exposeFunction('typed', () => this.type());
    await page.goto(address);
    await page.waitForSelector('header');
    await this.controller.fill({ kind: 'example', title: /^(?:example|示例) "([^"]*)"/m.exec(this.it.text)?.[1] ?? '' });
    await page.waitForTimeout(1500);
  }

  private type(): void {
    const { offset, length, text } = this.edits.next().value as { offset: number; length: number; text: string };
    const range = { start: this.document.positionAt(offset), end: this.document.positionAt(offset + length) };
    const version = this.document.version + 1;
    this.document = TextDocument.update(this.document, [{ range, text }], version);
    void this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: this.it.uri, version },
      contentChanges: [{ range, text }],
    });
    this.controller.changed();
  }

  stop(): void {
    this.controller.dispose();
    this.connection.dispose();
    this.server.kill();
  }
}

const address = 'http://panel.bench/';

/**
 * What runs in the page around the panel: `until(begin)` gives the milliseconds from what `begin` does to the frame that is painted after the next
 * state has come.
 */
const around = `
window.acquireVsCodeApi = () => ({ postMessage: (m) => window.toExtension(JSON.stringify(m)), getState: () => undefined, setState: () => undefined });
let waiting;
window.addEventListener('message', ({ data }) => {
  if (data.kind !== 'state' || !waiting) return;
  const { start, done } = waiting;
  waiting = undefined;
  // The panel has drawn by then; the task behind the frame comes when it is painted.
  requestAnimationFrame(() => { const { port1, port2 } = new MessageChannel(); port1.onmessage = () => done(performance.now() - start); port2.postMessage(0); });
});
window.until = (begin) => new Promise((done) => { waiting = { start: performance.now(), done }; begin(); });
window.typeDigit = (digit) => until(() => {
  const field = document.querySelector('#section-applicant .control:has(> .unit) vscode-textfield');
  field.value = digit + '000';
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
});
window.pressArrow = (key) => until(() => document.querySelector('[role=slider]').dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true })));
`;

async function served(page: Page, root: string): Promise<void> {
  const folder = join(root, 'client', 'dist', 'preview');
  const html = pageOf({
    language: 'en',
    title: 'preview',
    nonce: 'bench',
    source: address,
    script: `${address}main.js`,
    styles: `${address}main.css`,
  }).replace('<div id="root">', `<script nonce="bench">${around}</script><div id="root">`);
  await page.route(`${address}**`, async (route) => {
    const name = route.request().url().slice(address.length);
    if (name === '') return route.fulfill({ contentType: 'text/html; charset=utf-8', body: html });
    const path = join(folder, name);
    return existsSync(path) ? route.fulfill({ path }) : route.fulfill({ status: 404 });
  });
}

const wall = (ms: number): Sample => ({ wall: ms, cpu: Number.NaN });

async function measured(page: Page, bench: Bench): Promise<Figures> {
  const samples = async (count: number, once: (i: number) => Promise<number>): Promise<Timing> => {
    const all: Sample[] = [];
    for (let i = 0; i < count + 10; i++) {
      const ms = await once(i);
      if (i >= 10) all.push(wall(ms));
      await page.waitForTimeout(30);
    }
    return timing(all);
  };
  const keystroke = await samples(KEYSTROKES, () => page.evaluate('until(() => window.typed())'));
  const typing = await samples(KEYSTROKES / 3, (i) => page.evaluate(`typeDigit(${(i % 9) + 1})`));
  const drag = await samples(DRAGS, (i) => page.evaluate(`pressArrow('${Math.floor(i / 8) % 2 === 0 ? 'ArrowRight' : 'ArrowLeft'}')`));
  return { clauses: bench.clauses, bytes: bench.bytes, keystroke, typing, drag };
}

/** Prints the preview's table; says so where there is no Chromium to measure in. */
export async function previewTables(root: string, budget: Budget): Promise<void> {
  const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));
  if (!executablePath) {
    console.log('\nThe preview is not measured: there is no Chromium (npm run test:panel installs it).');
    return;
  }
  const { chromium } = await import('playwright-core');
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-sync'];
  const browser = await chromium.launch({ executablePath, args: [...args, '--disable-component-update'] });
  const rows: (readonly [Case, Figures])[] = [];
  try {
    for (const it of casesOf(root)) {
      const bench = new Bench(root, it);
      const page = await browser.newPage({ viewport: { width: 900, height: 1200 } });
      try {
        await bench.start(page, root);
        rows.push([it, await measured(page, bench)]);
      } finally {
        bench.stop();
        await page.close();
      }
    }
  } finally {
    await browser.close();
  }
  const both = ({ median, p95 }: Timing): string => `${number(median)} / ${number(p95)}`;
  console.log('\nThe preview: from what the author does to the painted panel, in Chromium; milliseconds, median / p95\n');
  console.log(
    table(
      ['policy', 'clauses', 'bytes of the last state', 'keystroke in the file', 'keystroke in the form', 'along the curve'],
      rows.map(([{ name }, f]) => [name, String(f.clauses), number(f.bytes), both(f.keystroke), both(f.typing), both(f.drag)]),
    ),
  );
  for (const [{ name, budget: limit }, f] of rows) {
    budget(`preview of ${name}: keystroke in the file to repainted panel, p95`, f.keystroke.p95, limit, 'ms');
    budget(`preview of ${name}: keystroke in the form to repainted panel, p95`, f.typing.p95, limit, 'ms');
    budget(`preview of ${name}: along the curve to repainted panel, p95`, f.drag.p95, limit, 'ms');
  }
}
