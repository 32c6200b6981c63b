/**
 * The language server as VS Code in a browser runs it: the worker's own bundle, in a thread that knows nothing of Node, and every file read
 * by its client.
 */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  createMessageConnection,
  type DataCallback,
  type Disposable,
  type Message,
  type MessageConnection,
} from 'vscode-jsonrpc/node';
import type { Diagnostic, Hover, PublishDiagnosticsParams } from 'vscode-languageserver';
import type { FileBytes } from '../../server/src/protocol';

vi.setConfig({ testTimeout: 10_000, hookTimeout: 30_000 });

const root = join(import.meta.dirname, '..', '..');

/** What a dedicated worker has and a thread has not; and Node's own things taken away. */
const worker = `
const { parentPort } = require('node:worker_threads');
globalThis.self = globalThis;
globalThis.postMessage = (data) => parentPort.postMessage(data);
globalThis.addEventListener = () => undefined;
parentPort.on('message', (data) => globalThis.onmessage?.({ data }));
for (const name of ['process', 'Buffer', 'require', 'setImmediate']) globalThis[name] = undefined;
`;
let code = '';
beforeAll(async () => {
  const made = await build({
    absWorkingDir: root,
    entryPoints: ['server/src/browserMain.ts'],
    bundle: true,
    write: false,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    mainFields: ['browser', 'module', 'main'],
  });
  code = made.outputFiles[0]?.text ?? '';
});

class Reader extends AbstractMessageReader {
  constructor(private readonly thread: Worker) {
    super();
  }
  listen(callback: DataCallback): Disposable {
    this.thread.on('message', callback);
    return { dispose: () => this.thread.off('message', callback) };
  }
}
class Writer extends AbstractMessageWriter {
  constructor(private readonly thread: Worker) {
    super();
  }
  async write(message: Message): Promise<void> {
    this.thread.postMessage(message);
  }
  end(): void {}
}

const base = 'vscode-vfs://demo/repo';

interface Client {
  readonly connection: MessageConnection;
  readonly published: PublishDiagnosticsParams[];
  /** Every file that the server asked for, in order. */
  readonly asked: string[];
  readonly files: Map<string, string | Uint8Array>;
  open(path: string, text: string): Promise<void>;
  findings(path: string, ready?: (codes: string[]) => boolean): Promise<readonly Diagnostic[]>;
}

const never =
  'fact cost "Cost": money from 0元\n\nclause never "Never" {\n  when  cost below 0元 "costs less than nothing"\n  award 1元\n}\n';

let stop: (() => Promise<unknown>) | undefined;
afterEach(async () => {
  await stop?.();
  stop = undefined;
});

/** @param delay how long the client takes to read a file, in milliseconds */
async function start(given: Readonly<Record<string, string | Uint8Array>> = {}, delay = 150): Promise<Client> {
  const thread = new Worker(`${worker}\n(() => {${code}\n})();`, { eval: true });
  const connection = createMessageConnection(new Reader(thread), new Writer(thread));
  stop = () => {
    connection.dispose();
    return thread.terminate();
  };
  const files = new Map(Object.entries(given));
  const published: PublishDiagnosticsParams[] = [];
  const asked: string[] = [];
  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    published.push(params);
  });
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => ({})));
  connection.onRequest('clausewright/listFiles', ({ folder }: { folder: string }) => [...files.keys()].map((path) => `${folder}/${path}`));
  connection.onRequest<FileBytes, void>('clausewright/readFile', async ({ uri }: { uri: string }) => {
    const path = decodeURIComponent(uri.slice(base.length + 1));
    asked.push(path);
    await new Promise((resolve) => setTimeout(resolve, delay));
    const content = files.get(path);
    return content === undefined ? { error: 'missing' } : { base64: Buffer.from(content as string).toString('base64') };
  });
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    locale: 'en',
    capabilities: { workspace: { configuration: true } },
    initializationOptions: { files: true, pages: 'https://example.org/ext/docs/rules' },
    workspaceFolders: [{ uri: base, name: 'repo' }],
  });
  await connection.sendNotification('initialized', {});
  return {
    connection,
    published,
    asked,
    files,
    open: (path, text) =>
      connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri: `${base}/${path}`, languageId: 'clause', version: 1, text },
      }),
    findings: (path, ready = () => true) =>
      vi.waitFor(
        () => {
          const last = published.findLast(({ uri }) => uri === `${base}/${path}`);
          if (!last || !ready(last.diagnostics.map(({ code }) => String(code)))) throw new Error(JSON.stringify(published));
          return last.diagnostics;
        },
        { timeout: 8_000, interval: 20 },
      ),
  };
}

const facts = 'fact cost "Cost": money from 0元\n';
const rest = 'clause grant "Grant" {\n  award 50% of cost\n}\n\nexample "one" {\n  cost = 10万元\n  expect total = 5万元\n}\n';

describe('in a web worker', () => {
  it('a file has its findings, which lead to the pages of the extension', async () => {
    const client = await start();
    await client.open('a.clause', facts + rest.replace('of cost', 'of cosst'));
    const wrong = await client.findings('a.clause');
    expect(wrong.find(({ code }) => code === 'unknown-name')).toMatchObject({
      code: 'unknown-name',
      codeDescription: { href: 'https://example.org/ext/docs/rules/unknown-name.md' },
    });
    // Nothing beside the file; the configuration is looked for in every case.
    expect(client.asked).toEqual(['clausewright.yaml']);
  });

  it('what the first step proves is told', async () => {
    const client = await start();
    await client.open('a.clause', never);
    await client.findings('a.clause', (codes) => codes.includes('clause-unreachable'));
    expect(client.published.map(({ diagnostics }) => diagnostics.some(({ code }) => code === 'clause-unreachable'))).toEqual([false, true]);
  });

  it('a configuration is read by the client, and nothing is said before it is there', async () => {
    const client = await start({
      'clausewright.yaml': 'severity: { unknown-name: error, unused-fact: off }\nlanguage: zh\n',
      'sub/x.md': '',
    });
    await client.open('sub/a.clause', `${facts}fact other "Other": integer 人 from 0人\n${rest}`);
    expect(await client.findings('sub/a.clause')).toEqual([]);
    expect(client.published.map(({ diagnostics }) => diagnostics)).toEqual([[]]);
    expect([...client.asked].sort()).toEqual(['clausewright.yaml', 'sub/clausewright.yaml']);
    // The editor's watcher tells of another text.
    client.files.set('clausewright.yaml', 'severity: { unused-fact: warning }\n');
    const changes = [{ uri: `${base}/clausewright.yaml`, type: 2 }];
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
    const [found] = await client.findings('sub/a.clause', (codes) => codes.length > 0);
    expect(found).toMatchObject({ code: 'unused-fact', severity: 2 });
  });

  it('imports are read by the client, and nothing is said before they are there', async () => {
    const client = await start({ 'shared/中.clause': 'import "../facts.clause"\n', 'facts.clause': facts });
    await client.open('a.clause', `import "./shared/中.clause"\n${rest}`);
    expect(await client.findings('a.clause')).toEqual([]);
    // The very first publication is the right one: no missing-import and no unknown name before it.
    expect(client.published.map(({ diagnostics }) => diagnostics)).toEqual([[]]);
    expect(client.asked).toEqual(['clausewright.yaml', 'shared/中.clause', 'facts.clause']);
  });

  it('a request waits for the imports too', async () => {
    const client = await start({ 'facts.clause': facts });
    const text = `import "./facts.clause"\n${rest}`;
    await client.open('a.clause', text);
    const line = text.split('\n').findIndex((each) => each.includes('of cost'));
    const hover: Hover = await client.connection.sendRequest('textDocument/hover', {
      textDocument: { uri: `${base}/a.clause` },
      position: { line, character: '  award 50% of c'.length },
    });
    expect(JSON.stringify(hover)).toContain('¥100,000');
  });

  it('an import that the client does not find is missing', async () => {
    const client = await start();
    await client.open('a.clause', `import "./facts.clause"\n${rest}`);
    expect((await client.findings('a.clause')).map(({ code }) => code)).toContain('missing-import');
  });

  it('an import in another encoding, or too large, is unreadable', async () => {
    // “要素” in GBK.
    const client = await start({
      'gbk.clause': new Uint8Array([0xd2, 0xaa, 0xcb, 0xd8, 0x0a]),
      'large.clause': '/'.repeat(8 * 1024 * 1024 + 1),
    });
    await client.open('a.clause', `import "./gbk.clause"\nimport "./large.clause"\n${facts}${rest}`);
    const codes = (await client.findings('a.clause')).map(({ code }) => code);
    expect(codes.filter((code) => code === 'missing-import')).toHaveLength(2);
  });

  it('a file that changes, comes or goes is read again', async () => {
    const client = await start({ 'facts.clause': facts }, 20);
    await client.open('a.clause', `import "./facts.clause"\n${rest}`);
    expect(await client.findings('a.clause')).toEqual([]);
    const tell = (type: 1 | 2 | 3) =>
      client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: `${base}/facts.clause`, type }] });
    client.files.set('facts.clause', facts.replace('cost', 'price'));
    await tell(2);
    await client.findings('a.clause', (codes) => codes.includes('unknown-name') && !codes.includes('missing-import'));
    client.files.delete('facts.clause');
    await tell(3);
    await client.findings('a.clause', (codes) => codes.includes('missing-import'));
    client.files.set('facts.clause', facts);
    await tell(1);
    await client.findings('a.clause', (codes) => codes.length === 0);
  });
});
