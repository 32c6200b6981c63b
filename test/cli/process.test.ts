/** Why: what only a real process shows: the bundle starts, a closed pipe is no fault, and the server answers over standard input and output. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { version } from '../../server/package.json';
import { Folder, POLICY } from './support/run';

const root = join(import.meta.dirname, '../..');
const place = mkdtempSync(join(tmpdir(), 'clausewright-bundle-'));
const cli = join(place, 'cli.js');
const folder = new Folder();

beforeAll(async () => {
  await build({
    absWorkingDir: root,
    entryPoints: ['server/src/cli/main.ts'],
    outfile: cli,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
    define: { 'import.meta.url': '__moduleUrl' },
    banner: { js: "const __moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
    charset: 'utf8',
  });
}, 60_000);
afterAll(() => rmSync(place, { recursive: true, force: true }));

const clausewright = (args: readonly string[], options: { cwd?: string; input?: string } = {}) =>
  spawnSync(process.execPath, [cli, ...args], {
    cwd: folder.path,
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C', NO_COLOR: '1' },
    ...options,
  });

describe('the command as a process', { timeout: 60_000 }, () => {
  it('says its version and keeps its exit codes', () => {
    expect(clausewright(['--version'])).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: '' });
    folder.write('a.clause', POLICY);
    expect(clausewright(['lint', 'a.clause'])).toMatchObject({ status: 0, stderr: '' });
    expect(clausewright(['lint', 'none.clause']).status).toBe(2);
    folder.write('wrong.clause', 'clause c "C" { award x }\n');
    expect(clausewright(['lint', 'wrong.clause']).status).toBe(1);
  });

  it('reads facts from standard input', () => {
    const ran = clausewright(['eval', 'a.clause', '--facts', '-'], { input: '{"registered": true, "level": "none", "spent": "10元"}' });
    // A tenth of 10元.
    expect(ran).toMatchObject({ status: 0, stderr: '' });
    expect(ran.stdout).toMatch(/Total +¥1\n/);
  });

  it('is quiet when its reader goes away', async () => {
    folder.write('many/a.clause', Array.from({ length: 800 }, (_, i) => `let x${i} = missing${i}\n`).join(''));
    const child = spawn(process.execPath, [cli, 'lint', 'many'], { cwd: folder.path, stdio: ['ignore', 'pipe', 'pipe'] });
    let err = '';
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const [code, signal] = await new Promise<[number | null, string | null]>((resolve) => child.on('exit', (...args) => resolve(args)));
    expect(signal).toBeNull();
    expect(code).not.toBe(2);
    expect(err).toBe('');
  });

  it('serves an editor', async () => {
    const child = spawn(process.execPath, [cli, 'lsp', '--stdio'], { cwd: folder.path, stdio: ['pipe', 'pipe', 'pipe'] });
    const send = (message: object) => {
      const body = JSON.stringify({ jsonrpc: '2.0', ...message });
      child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    };
    let said = '';
    const answer = new Promise<string>((resolve) =>
      child.stdout.on('data', (chunk) => {
        said += chunk;
        if (said.includes('}')) resolve(said);
      }),
    );
    send({ id: 1, method: 'initialize', params: { processId: process.pid, rootUri: null, capabilities: {} } });
    expect(await answer).toContain('"capabilities"');
    const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
    send({ id: 2, method: 'shutdown' });
    send({ method: 'exit' });
    expect(await ended).toBe(0);
  });
});
