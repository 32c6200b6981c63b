/** Why: how long an author waits until a lens says what the change that was just typed does to awards: a server as a process, in a repository. */
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import type { CodeLens } from 'vscode-languageserver';
import { nodeOptions } from '../server/src/protocol';
import { type Timing, timing } from './measure';

const EDITS = 15;
/** An author who reads between two keystrokes. Milliseconds. */
const REST = 1000;
const CAP = /^ {2}封顶 5000万元 条件 非 带动突出/;

/** From a keystroke in a cap of the E-Town sample to the lens that speaks of it; the first one, which has all to do, apart. Milliseconds. */
export async function measureLens(root: string): Promise<{ readonly first: number; readonly later: Timing }> {
  const folder = mkdtempSync(join(tmpdir(), 'clausewright-bench-'));
  const name = 'beijing-etown-2025.clause';
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], { cwd: folder, stdio: 'ignore' });
  cpSync(join(root, 'samples', 'beijing-etown-2025'), folder, { recursive: true });
  git('init', '-b', 'main');
  git('add', '-A');
  git('commit', '-m', 'before');
  const child = spawn(process.execPath, [...nodeOptions, join(root, 'server', 'dist', 'server.js'), '--stdio']);
  const connection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  try {
    let told: () => void = () => undefined;
    connection.onRequest('workspace/codeLens/refresh', () => {
      told();
      return null;
    });
    connection.onRequest('client/registerCapability', () => null);
    connection.listen();
    const rootUri = pathToFileURL(folder).toString();
    const capabilities = { workspace: { codeLens: { refreshSupport: true } } };
    await connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri,
      capabilities,
      workspaceFolders: [{ uri: rootUri, name }],
    });
    await connection.sendNotification('initialized', {});
    const uri = `${rootUri}/${name}`;
    const text = readFileSync(join(folder, name), 'utf8');
    await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'clause', version: 0, text } });
    const lenses = () => connection.sendRequest<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });
    const line = text.split('\n').findIndex((each) => CAP.test(each));
    let now = text.split('\n')[line] ?? '';
    const old = now;
    const times: number[] = [];
    for (let n = 1; n <= EDITS + 1; n++) {
      const next = old.replace('5000万元', `${4000 + n}万元`);
      const change = { range: { start: { line, character: 0 }, end: { line, character: now.length } }, text: next };
      now = next;
      const answered = new Promise<void>((resolve) => {
        told = resolve;
      });
      const start = performance.now();
      void connection.sendNotification('textDocument/didChange', { textDocument: { uri, version: n }, contentChanges: [change] });
      // An editor asks at once, and again when it is told that there is more.
      await lenses();
      await answered;
      const found = (await lenses()).some(({ command }) => command?.title.startsWith('since '));
      times.push(performance.now() - start);
      if (!found) throw new Error('there is no lens of the difference');
      await new Promise((resolve) => setTimeout(resolve, REST));
    }
    const [first = Number.NaN, ...later] = times;
    return { first, later: timing(later.map((wall) => ({ wall, cpu: Number.NaN }))) };
  } finally {
    connection.dispose();
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}
