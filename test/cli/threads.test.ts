/** Why: however many threads judge the files, the same is found in the same order, and nothing is lost where one dies. */
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NodeHost } from '../../server/src/host/nodeHost';
import { judgeAll } from '../../server/src/lint/all';
import { usualProving } from '../../server/src/lint/proving';
import { openBase } from '../../server/src/lint/since';
import { Bundle } from './support/bundle';
import { nameOf, textOf } from './support/imports';
import { clauseWith, Scratch } from './support/repository';
import { Folder, POLICY } from './support/run';

const bundle = new Bundle();
const folder = new Folder();
beforeAll(() => bundle.build(), 60_000);
afterAll(() => bundle.remove());

const lint = (...args: string[]) => bundle.run(['lint', '--format', 'json', ...args], { cwd: folder.path });

/** Starts a thread, tells how many there were in the file `count`, and judges as the bundle does. */
function counting(): string {
  const path = join(bundle.place, 'counting.js');
  const count = join(bundle.place, 'count');
  writeFileSync(
    path,
    `if (!require('node:worker_threads').isMainThread) require('node:fs').appendFileSync(${JSON.stringify(count)}, '|');\nrequire('./cli.js');\n`,
  );
  writeFileSync(count, '');
  return path;
}

describe('threads', { timeout: 120_000 }, () => {
  const count = 24;
  const made = fc.record({ seed: fc.nat(40), imports: fc.uniqueArray(fc.nat(count), { maxLength: 3 }) });

  it('find what one finds, in its order, with a cache or without', () => {
    fc.assert(
      fc.property(fc.array(made, { minLength: count, maxLength: count }), fc.boolean(), (files, prove) => {
        rmSync(join(folder.path, 'p'), { recursive: true, force: true });
        rmSync(join(folder.path, 'c.json'), { force: true });
        for (const [n, one] of files.entries()) folder.write(`p/${nameOf(n)}`, textOf(n, one));
        const args = [...(prove ? [] : ['--no-prove']), 'p'];
        const alone = lint('--workers', '1', ...args);
        expect(alone.stderr).toBe('');
        expect(JSON.parse(alone.stdout).findings.length).toBeGreaterThan(0);
        expect(lint('--workers', '2', ...args)).toEqual(alone);
        expect(lint('--workers', '5', '--cache-file', 'c.json', ...args)).toEqual(alone);
        expect(lint('--workers', '1', '--cache-file', 'c.json', ...args)).toEqual(alone);
      }),
      { numRuns: 6 },
    );
  });

  it('do not let it depend on the order of files whether a link that leads out is read', () => {
    const other = new Folder();
    const links = new Folder();
    other.write('far.clause', 'fact far "F": money from 0元\n');
    for (const name of ['a', 'z']) links.write(`${name}.clause`, 'import "./m.clause"\nlet n = far\n');
    symlinkSync(join(other.path, 'far.clause'), join(links.path, 'm.clause'));
    const run = (workers: string) => bundle.run(['lint', '--no-prove', '--format', 'json', '--workers', workers, '.'], { cwd: links.path });
    const names = (out: string) =>
      (JSON.parse(out) as { findings: { file: string; name: string }[] }).findings.map(({ file, name }) => `${file} ${name}`);
    expect(names(run('1').stdout)).toEqual([]);
    expect(run('3')).toEqual(run('1'));
  });

  it('find the same to be new since a revision', () => {
    fc.assert(
      fc.property(
        fc.array(made, { minLength: count, maxLength: count }),
        fc.array(made, { minLength: count, maxLength: count }),
        (before, after) => {
          const repository = new Scratch();
          // Not all are there on both sides, nor are all changed.
          for (const [n, one] of before.entries()) if (n % 7 !== 3) repository.write(nameOf(n), textOf(n, one));
          repository.commit({});
          for (const [n, one] of after.entries()) if (n % 5 !== 4) repository.write(nameOf(n), textOf(n, one));
          rmSync(join(repository.path, nameOf(1)));
          const since = (...args: string[]) =>
            bundle.run(['lint', '--no-prove', '--format', 'json', '--since', 'main', ...args, '.'], { cwd: repository.path });
          const alone = since('--workers', '1');
          expect(alone.stderr).toBe('');
          expect(JSON.parse(alone.stdout).since.known).toBeGreaterThan(0);
          expect(since('--workers', '2')).toEqual(alone);
          expect(since('--workers', '5', '--cache-file', 'c.json')).toEqual(alone);
        },
      ),
      { numRuns: 4 },
    );
  });

  it('judge a revision too', async () => {
    const repository = new Scratch();
    for (let n = 0; n < 30; n++) repository.write(`f${n}.clause`, POLICY.replace('10万元', `${n}万元`));
    repository.commit({});
    for (let n = 0; n < 30; n++) repository.write(`f${n}.clause`, `${POLICY.replace('10万元', `${n}万元`)}${clauseWith(`new${n}`)}`);
    const host = new NodeHost([repository.path]);
    const uris = Array.from({ length: 30 }, (_, n) => `file://${encodeURI(repository.path)}/f${n}.clause`);
    const options = { prove: false, budget: 100 };
    const now = await judgeAll(uris, host, usualProving, options);
    const judged = new Map(now.map((file, n) => [uris[n] ?? '', file]));
    const fresh = await openBase('main', repository.path, host, 'en').fresh(judged, usualProving, {
      ...options,
      workers: 3,
      program: counting(),
    });
    // This thread is the third.
    expect(readFileSync(join(bundle.place, 'count'), 'utf8')).toBe('||');
    // The amounts are not what is expected on both sides, but in f10; the clauses are new.
    const news = now.map(({ findings }) => findings.filter((one) => fresh.has(one)).map(({ finding }) => finding.name));
    expect(news).toEqual(Array.from({ length: 30 }, () => ['unknown-name']));
  });

  it('really work', async () => {
    for (let n = 0; n < 30; n++) folder.write(`w/f${n}.clause`, POLICY.replace('10万元', `${n}万元`));
    const uris = Array.from({ length: 30 }, (_, n) => `file://${encodeURI(folder.path)}/w/f${n}.clause`);
    const judge = (workers: number, program: string) =>
      judgeAll(uris, new NodeHost([folder.path]), usualProving, { prove: false, budget: 100, workers, program });
    const program = counting();
    const two = await judge(3, program);
    // This thread is the third.
    expect(readFileSync(join(bundle.place, 'count'), 'utf8')).toBe('||');
    expect(two).toEqual(await judge(1, program));
    // A tenth of 100万元 is 10万元: every file but f10 fails one expectation, and no two in the same way.
    expect(two.map(({ findings }) => findings.filter(({ finding }) => finding.name === 'expectation-failed').length)).toEqual(
      Array.from({ length: 30 }, (_, n) => (n === 10 ? 0 : 1)),
    );
  });

  it.each([
    ['at once', 'process.exit(1);'],
    ['with an error', "throw new Error('no');"],
    [
      'after it took all files',
      'const { workerData } = require("node:worker_threads"); Atomics.add(new Int32Array(workerData.counters), 0, 1000);',
    ],
    ['before it is one', '}{'],
  ])('that die %s lose nothing', async (_, code) => {
    const program = join(bundle.place, 'dying.js');
    writeFileSync(program, code);
    for (let n = 0; n < 12; n++) folder.write(`d/f${n}.clause`, `let l${n} = missing${n}\n`);
    const uris = Array.from({ length: 12 }, (_, n) => `file://${encodeURI(folder.path)}/d/f${n}.clause`);
    const judged = await judgeAll(uris, new NodeHost([folder.path]), usualProving, { prove: false, budget: 100, workers: 3, program });
    expect(judged.map(({ findings }) => findings.find(({ finding }) => finding.name === 'unknown-name')?.finding.data.name)).toEqual(
      Array.from({ length: 12 }, (_, n) => `missing${n}`),
    );
  });

  it('are quiet when the reader goes away', async () => {
    for (let n = 0; n < 40; n++)
      folder.write(`many/f${n}.clause`, Array.from({ length: 60 }, (_, i) => `let x${i} = missing${i}\n`).join(''));
    const child = spawn(process.execPath, [bundle.cli, 'lint', '--no-prove', '--workers', '3', 'many'], {
      cwd: folder.path,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let err = '';
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const [code, signal] = await new Promise<[number | null, string | null]>((resolve) => child.on('exit', (...args) => resolve(args)));
    expect({ code, signal, err }).toEqual({ code: expect.toSatisfy((value) => value === 0 || value === 1), signal: null, err: '' });
  });

  it('go on where a folder may not be read', () => {
    folder.write('locked/in/a.clause', 'let l = missing\n');
    folder.write('locked/b.clause', 'let l = missing\n');
    chmodSync(folder.path, 0o755);
    chmodSync(join(folder.path, 'locked/in'), 0o000);
    // Whoever may do anything is nobody for this.
    const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    const ran = bundle.run(['lint', '--no-prove', '--format', 'json', '--cache', 'locked'], { cwd: folder.path, ...nobody });
    chmodSync(join(folder.path, 'locked/in'), 0o755);
    expect(ran).toMatchObject({ status: 2, stderr: '' });
    const { findings, problems } = JSON.parse(ran.stdout) as { findings: { file: string }[]; problems: string[] };
    expect(new Set(findings.map(({ file }) => file))).toEqual(new Set(['locked/b.clause']));
    expect(JSON.stringify(problems)).toContain('locked/in');
  });

  it('read standard input', () => {
    mkdirSync(join(folder.path, 's'), { recursive: true });
    const ran = bundle.run(['lint', '--no-prove', '--format', 'json', '--stdin', '--stdin-path', 's/x.clause'], {
      cwd: folder.path,
      input: 'let l = missing\n',
    });
    expect((JSON.parse(ran.stdout) as { findings: { file: string; name: string }[] }).findings).toContainEqual(
      expect.objectContaining({ file: 's/x.clause', name: 'unknown-name' }),
    );
  });
});
