/** Why: what is kept from the last run is never told where it does not hold; whatever became of the files, or of the cache itself. */
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../server/src/core/finding';
import { NodeHost } from '../../server/src/host/nodeHost';
import { judgeAll } from '../../server/src/lint/all';
import { Cache } from '../../server/src/lint/cache';
import { usualProving } from '../../server/src/lint/proving';
import { nameOf, textOf } from '../cli/support/imports';
import { Folder } from '../cli/support/run';

const lint = async (folder: Folder, ...args: string[]) => {
  const { code, out } = await folder.run(['lint', '--no-prove', '--format', 'json', ...args, 'p']);
  return { code, out };
};

describe('with a cache as without', () => {
  const count = 7;
  const made = fc.record({ seed: fc.nat(40), imports: fc.uniqueArray(fc.nat(count), { maxLength: 3 }) });
  const edit = fc.record({
    file: fc.nat(count - 1),
    to: fc.option(made, { nil: undefined }),
    /** Bytes that are no UTF-8, or a folder where the file was. */
    odd: fc.constantFrom(undefined, undefined, undefined, 'bytes', 'folder'),
  });

  it('after any edits of files and of what they import', { timeout: 120_000 }, async () => {
    const folder = new Folder();
    let hits = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(made, { minLength: count, maxLength: count }),
        fc.array(fc.array(edit, { maxLength: 3 }), { maxLength: 5 }),
        async (first, runs) => {
          rmSync(join(folder.path, 'p'), { recursive: true, force: true });
          rmSync(join(folder.path, '.clausewright-cache.json'), { force: true });
          for (const [n, one] of first.entries()) folder.write(`p/${nameOf(n)}`, textOf(n, one));
          expect(await lint(folder, '--cache')).toEqual(await lint(folder));
          for (const edits of runs) {
            for (const { file, to, odd } of edits) {
              const path = join(folder.path, 'p', nameOf(file));
              rmSync(path, { recursive: true, force: true });
              if (odd === 'folder') mkdirSync(path, { recursive: true });
              else if (odd === 'bytes') folder.write(`p/${nameOf(file)}`, new Uint8Array([0x66, 0xff]));
              else if (to) folder.write(`p/${nameOf(file)}`, textOf(file, to));
            }
            const before = readFileSync(join(folder.path, '.clausewright-cache.json'), 'utf8');
            expect(await lint(folder, '--cache')).toEqual(await lint(folder));
            if (edits.length === 0 && readFileSync(join(folder.path, '.clausewright-cache.json'), 'utf8') === before) hits++;
          }
        },
      ),
      { numRuns: 60, seed: 7 },
    );
    expect(hits).toBeGreaterThan(5);
  });
});

describe('a cache', () => {
  const folder = new Folder();
  const file = join(folder.path, 'c.json');
  folder.write('p/a.clause', 'import "./b.clause"\nclause c "C" { award x }\n');
  folder.write('p/b.clause', 'let x = 5元\n');
  afterEach(() => rmSync(file, { recursive: true, force: true }));

  /** The files that were judged rather than taken from the cache. */
  async function judged(folders = [folder.path], prove = false, budget = 100): Promise<string[]> {
    const names: string[] = [];
    const host = new NodeHost(folders);
    const uris = ['a', 'b'].map((name) => `file://${encodeURI(folder.path)}/p/${name}.clause`);
    await judgeAll(uris, host, usualProving, {
      prove,
      budget,
      cache: file,
      progress: (_, __, uri) => {
        const name = uri.slice(uri.lastIndexOf('/') + 1);
        if (!names.includes(name)) names.push(name);
      },
    });
    return names;
  }

  it('is asked for a file and for what it imports', async () => {
    expect(await judged()).toEqual(['a.clause', 'b.clause']);
    expect(await judged()).toEqual([]);
    folder.write('p/b.clause', 'let x = 6元\n');
    expect(await judged()).toEqual(['a.clause', 'b.clause']);
    folder.write('p/a.clause', 'import "./b.clause"\nclause c "C" { award x + 1元 }\n');
    expect(await judged()).toEqual(['a.clause']);
    rmSync(join(folder.path, 'p/b.clause'));
    expect(await judged()).toEqual(['a.clause', 'b.clause']);
    expect(await judged()).toEqual(['b.clause']);
    folder.write('p/b.clause', 'let x = 6元\n');
    expect(await judged()).toEqual(['a.clause', 'b.clause']);
  });

  it('is another for other options and for another folder that imports may not leave', async () => {
    await judged();
    expect(await judged([folder.path], true)).toHaveLength(2);
    expect(await judged([folder.path], true)).toHaveLength(0);
    expect(await judged([folder.path], true, 50)).toHaveLength(2);
    await judged();
    expect(await judged([join(folder.path, 'p')])).toHaveLength(2);
  });

  it.each<[string, (text: string) => string]>([
    ['cut short', (text) => text.slice(0, -20)],
    ['empty', () => ''],
    ['no JSON', () => 'not at all {'],
    ['of another key', (text) => text.replace(/"key":"..../, '"key":"0000')],
    ['with another finding', (text) => text.replace('"findings":[', '"findings":[{"finding":{}},')],
    ['of another shape', () => '{"clausewright":1,"files":[]}'],
    ['of another program', () => '{"results":[]}'],
    ['with rubbish behind it', (text) => `${text}{}`],
  ])('that is %s is as none, and is written anew', async (_, spoil) => {
    await judged();
    const good = readFileSync(file, 'utf8');
    writeFileSync(file, spoil(good));
    expect(await judged()).toEqual(['a.clause', 'b.clause']);
    expect(readFileSync(file, 'utf8')).toBe(good);
  });

  it('that cannot be read or written is done without', async () => {
    mkdirSync(file);
    expect(await judged()).toHaveLength(2);
    expect(await judged()).toHaveLength(2);
    // Nothing is left beside it.
    expect(readdirSync(folder.path).sort()).toEqual(['c.json', 'p']);
    const ran = await folder.run(['lint', '--no-prove', '--cache-file', 'no/such/folder/c.json', 'p']);
    expect(ran).toMatchObject({ err: '' });
    expect(ran.code).toBeLessThan(2);
  });

  it('is not written where nothing is new', async () => {
    await judged();
    const { ino } = statSync(file);
    await judged();
    expect(statSync(file).ino).toBe(ino);
  });

  it('does not keep what a clock had a say in, what failed, or what cannot be read', () => {
    const finding: Finding = { name: 'not-decided', severity: 'information', range: { uri: 'file:///a', start: 0, end: 1 }, data: {} };
    const findings = [{ finding, item: '', fingerprint: '0' }];
    const reads = ['file:///a'];
    const kept = (extra: object) => {
      const cache = new Cache(file, []);
      cache.set('file:///a', { findings, reads, ...extra }, ['s']);
      cache.write();
      const found = new Cache(file, []).get('file:///a', () => 's');
      rmSync(file, { force: true });
      return found !== undefined;
    };
    expect(kept({})).toBe(true);
    expect(kept({ unsure: true })).toBe(false);
    expect(kept({ notProved: 'a bug' })).toBe(false);
    expect(kept({ trouble: { error: 'unreadable' } })).toBe(false);
  });

  it('forgets files that nobody asks for any more', () => {
    const asked = { findings: [], reads: [] };
    let cache = new Cache(file, []);
    cache.set('file:///old', asked, []);
    cache.write();
    for (let run = 0; run < 20; run++) {
      cache = new Cache(file, []);
      cache.set('file:///new', asked, []);
      cache.write();
    }
    expect(new Cache(file, []).get('file:///old', () => '')).toBeDefined();
    cache = new Cache(file, []);
    cache.set('file:///new', asked, []);
    cache.write();
    expect(new Cache(file, []).get('file:///old', () => '')).toBeUndefined();
  });
});
