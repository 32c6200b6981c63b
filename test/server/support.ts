/** Why: a real session with the real server: its own process, standard input and output, the protocol's own client library. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, vi } from 'vitest';
import { createMessageConnection, type MessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import type {
  CodeAction,
  Diagnostic,
  Hover,
  InitializeParams,
  InitializeResult,
  InlayHint,
  PublishDiagnosticsParams,
  TextEdit,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';

/** A process to start for each test, on a machine that may be busy with others. */
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

const root = join(import.meta.dirname, '..', '..');

/** What is started: the extension's server, or the command line's. */
const entries = { server: 'server/src/serverMain.ts', cli: 'server/src/cli/main.ts' };

/** Each as it stands in the sources, bundled as `npm run build` bundles it, in the place where it looks for the pages. */
const made: string[] = [];
afterAll(() => {
  for (const file of made) rmSync(file, { force: true });
});
const bundled = new Map<keyof typeof entries, Promise<string>>();
function bundle(which: keyof typeof entries): Promise<string> {
  const known = bundled.get(which) ?? make(which);
  bundled.set(which, known);
  return known;
}

async function make(which: keyof typeof entries): Promise<string> {
  const outfile = join(root, 'server', 'dist', `test-${which}-${process.pid}.js`);
  await build({
    absWorkingDir: root,
    entryPoints: [entries[which]],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    mainFields: ['module', 'main'],
    define: { 'import.meta.url': '__moduleUrl' },
    banner: { js: "const __moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
    logLevel: 'error',
  });
  made.push(outfile);
  return outfile;
}

export interface Options {
  /** Path in the workspace folder → contents, on disk before the server starts. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Name of the workspace folder; null for a session without one. */
  readonly folder?: string | null;
  /** Start it as `clausewright lsp --stdio`. */
  readonly cli?: boolean;
  readonly settings?: unknown;
  readonly locale?: string;
  readonly capabilities?: InitializeParams['capabilities'];
  readonly initializationOptions?: unknown;
}

export class Session {
  readonly messages: string[] = [];
  readonly refreshes: string[] = [];
  initialized!: InitializeResult;
  private readonly documents = new Map<string, TextDocument>();
  private readonly published = new Map<string, PublishDiagnosticsParams>();
  private waiting: (() => void)[] = [];
  settings: unknown;

  private constructor(
    readonly folder: string,
    readonly process: ChildProcessWithoutNullStreams,
    readonly connection: MessageConnection,
    private readonly temporary: string,
  ) {}

  static async start(options: Options = {}): Promise<Session> {
    const temporary = mkdtempSync(join(tmpdir(), 'clausewright-lsp-'));
    const folder = join(temporary, options.folder ?? 'workspace');
    mkdirSync(folder);
    for (const [path, content] of Object.entries(options.files ?? {})) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    const child = spawn(process.execPath, options.cli ? [await bundle('cli'), 'lsp', '--stdio'] : [await bundle('server'), '--stdio']);
    const connection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
    const session = new Session(folder, child, connection, temporary);
    // What is proved comes later, and would come between what the tests of other things wait for.
    session.settings = options.settings ?? { prove: false };
    connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      session.published.set(params.uri, params);
      for (const wake of session.waiting.splice(0)) wake();
    });
    connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      session.messages.push(message);
    });
    connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => session.settings));
    connection.onRequest('client/registerCapability', () => null);
    connection.onRequest('workspace/inlayHint/refresh', () => {
      session.refreshes.push('inlayHint');
      return null;
    });
    connection.listen();
    const params: InitializeParams = {
      processId: process.pid,
      rootUri: null,
      locale: options.locale ?? 'en',
      capabilities: options.capabilities ?? {
        workspace: {
          configuration: true,
          workspaceFolders: true,
          inlayHint: { refreshSupport: true },
          didChangeWatchedFiles: { dynamicRegistration: true },
        },
        textDocument: { publishDiagnostics: { relatedInformation: true, versionSupport: true } },
      },
      ...(options.initializationOptions === undefined ? {} : { initializationOptions: options.initializationOptions }),
      workspaceFolders: options.folder === null ? null : [{ uri: URI.file(folder).toString(), name: 'workspace' }],
    };
    session.initialized = await connection.sendRequest('initialize', params);
    await connection.sendNotification('initialized', {});
    return session;
  }

  async stop(): Promise<void> {
    const ended = new Promise<void>((resolve) => this.process.once('exit', () => resolve()));
    if (this.process.exitCode === null) {
      try {
        await this.connection.sendRequest('shutdown');
        await this.connection.sendNotification('exit');
      } catch {
        this.process.kill();
      }
      await ended;
    }
    this.connection.dispose();
    rmSync(this.temporary, { recursive: true, force: true });
  }

  uri(path: string): string {
    return URI.file(join(this.folder, path)).toString();
  }

  write(path: string, content: string | Uint8Array): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), content);
  }

  delete(path: string): void {
    rmSync(join(this.folder, path));
  }

  /** 1 created, 2 changed, 3 deleted. */
  watched(path: string, type: 1 | 2 | 3): Promise<void> {
    return this.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: this.uri(path), type }] });
  }

  async open(uri: string, text: string, languageId = 'clause'): Promise<void> {
    this.documents.set(uri, TextDocument.create(uri, languageId, 1, text));
    await this.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
  }

  text(uri: string): string {
    return this.document(uri).getText();
  }

  private document(uri: string): TextDocument {
    const found = this.documents.get(uri);
    if (!found) throw new Error(`${uri} is not open`);
    return found;
  }

  /** An incremental edit: `length` units at the first place of `at` are replaced. */
  async edit(uri: string, at: string, replacement: string, length = at.length): Promise<void> {
    const document = this.document(uri);
    const start = document.getText().indexOf(at);
    if (start < 0) throw new Error(`${JSON.stringify(at)} is not in the text`);
    const range = { start: document.positionAt(start), end: document.positionAt(start + length) };
    await this.change(uri, [{ range, newText: replacement }]);
  }

  async change(uri: string, edits: readonly TextEdit[]): Promise<void> {
    const document = this.document(uri);
    const contentChanges = edits.map(({ range, newText }) => ({ range, text: newText }));
    const next = TextDocument.update(document, contentChanges, document.version + 1);
    await this.connection.sendNotification('textDocument/didChange', { textDocument: { uri, version: next.version }, contentChanges });
  }

  async close(uri: string): Promise<void> {
    this.documents.delete(uri);
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  /** Whether the server has said anything of the file. */
  isTold(uri: string): boolean {
    return this.published.has(uri);
  }

  /** What the server last said of the file, once it has said it of the present version and `ready` accepts it. */
  async diagnostics(uri: string, ready: (found: readonly Diagnostic[]) => boolean = () => true): Promise<readonly Diagnostic[]> {
    for (;;) {
      const last = this.published.get(uri);
      const held = this.documents.get(uri);
      if (last && (!held || last.version === held.version) && ready(last.diagnostics)) return last.diagnostics;
      await new Promise<void>((resolve, reject) => {
        const give = setTimeout(
          () => reject(new Error(`no such diagnostics of ${uri}; last: ${JSON.stringify(last)}; log: ${this.messages.join('\n')}`)),
          20_000,
        );
        this.waiting.push(() => {
          clearTimeout(give);
          resolve();
        });
      });
    }
  }

  /** Findings as `name "the text they stand at"`. */
  async findings(uri: string, ready?: (names: readonly string[]) => boolean): Promise<string[]> {
    const show = (found: readonly Diagnostic[]) =>
      found.map(({ code, range }) => `${code} ${JSON.stringify(this.document(uri).getText(range))}`);
    return show(await this.diagnostics(uri, (found) => ready?.(found.map(({ code }) => String(code))) ?? true));
  }

  hints(uri: string): Promise<InlayHint[]> {
    const document = this.document(uri);
    const range = { start: { line: 0, character: 0 }, end: document.positionAt(document.getText().length) };
    return this.connection.sendRequest('textDocument/inlayHint', { textDocument: { uri }, range });
  }

  /** Each hint behind the line that it stands at the end of. */
  async hintLines(uri: string): Promise<string[]> {
    const lines = this.document(uri).getText().split(/\r?\n/);
    const label = (hint: InlayHint) => (typeof hint.label === 'string' ? hint.label : hint.label.map((part) => part.value).join(''));
    return (await this.hints(uri)).map((hint) => `${lines[hint.position.line]?.slice(0, hint.position.character).trim()} » ${label(hint)}`);
  }

  /** The hover on the first place of `word` (or, with `behind`, the first place after that text). */
  async hover(uri: string, word: string, behind = ''): Promise<string | undefined> {
    const document = this.document(uri);
    const from = document.getText().indexOf(behind);
    const offset = document.getText().indexOf(word, from + behind.length);
    if (from < 0 || offset < 0) throw new Error(`${JSON.stringify(word)} is not in the text`);
    const hover: Hover | null = await this.connection.sendRequest('textDocument/hover', {
      textDocument: { uri },
      position: document.positionAt(offset),
    });
    if (!hover) return undefined;
    return typeof hover.contents === 'object' && 'value' in hover.contents ? hover.contents.value : JSON.stringify(hover.contents);
  }

  async actions(uri: string, diagnostic: Diagnostic, only?: readonly string[]): Promise<CodeAction[]> {
    const context = { diagnostics: [diagnostic], ...(only ? { only } : {}) };
    return (
      (await this.connection.sendRequest('textDocument/codeAction', { textDocument: { uri }, range: diagnostic.range, context })) ?? []
    );
  }

  /** Applies an action's edits of the open files, as an editor would. */
  async apply(action: CodeAction): Promise<void> {
    for (const [uri, edits] of Object.entries(action.edit?.changes ?? {})) {
      const order = [...edits].sort((a, b) => b.range.start.line - a.range.start.line || b.range.start.character - a.range.start.character);
      await this.change(uri, order);
    }
  }
}
