/** Why: with `lint --baseline` a repository starts clean: what is listed is known, what comes is told, and what is listed for nothing as well. */
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clauseWith, Scratch, soundClause } from './support/repository';
import { Folder } from './support/run';

interface Saved {
  readonly version: number;
  readonly findings: readonly { readonly file: string; readonly finding: string; readonly item: string; readonly fingerprint: string }[];
}
const lint = (folder: Folder, ...args: string[]) => folder.run(['lint', '--no-prove', '--baseline', 'baseline.json', ...args]);
const raw = (folder: Folder, name = 'baseline.json') => readFileSync(join(folder.path, name), 'utf8');
const saved = (folder: Folder, name = 'baseline.json') => JSON.parse(raw(folder, name)) as Saved;
const items = (folder: Folder) => saved(folder).findings.map(({ file, item }) => `${file} ${item}`);

describe('a baseline', () => {
  it('is made, and then everything is known', async () => {
    const f = new Folder();
    f.write('a.clause', clauseWith('one'));
    f.write('sub/b.clause', clauseWith('two'));
    const made = await lint(f, '--baseline-add');
    expect([made.code, made.err]).toEqual([0, '']);
    expect(made.out).toContain('2 added to baseline.json');
    expect(saved(f).version).toBe(1);
    expect(items(f)).toEqual(['a.clause clause one', 'sub/b.clause clause two']);
    const again = await lint(f);
    expect([again.code, again.err]).toEqual([0, '']);
    expect(again.out).toContain('2 files: nothing to report\n2 known by baseline.json\n');
    const zh = await lint(f, '--lang', 'zh');
    expect(zh.out).toContain('baseline.json 已知 2 处');
  });

  it('leaves what is new to be told', async () => {
    const f = new Folder();
    f.write('a.clause', clauseWith('one'));
    await lint(f, '--baseline-add');
    f.write('a.clause', `// Moved down.\n\n${clauseWith('two')}${clauseWith('one')}`);
    const ran = await lint(f, '--format', 'json');
    expect(ran.code).toBe(1);
    const report = JSON.parse(ran.out) as { findings: { item: string }[]; baseline: object };
    expect(report.findings.map(({ item }) => item)).toEqual(['clause two']);
    expect(report.baseline).toEqual({ file: 'baseline.json', known: 1, stale: [] });
  });

  it('holds identities, not counts: one mended and one added is one new', async () => {
    const f = new Folder();
    f.write('a.clause', clauseWith('one') + clauseWith('two'));
    await lint(f, '--baseline-add');
    f.write('a.clause', soundClause('one') + clauseWith('two') + clauseWith('three'));
    const ran = await lint(f);
    expect(ran.code).toBe(1);
    expect(ran.out).toContain('a.clause:8:9');
    expect(ran.out).toContain('1 known by baseline.json');
    expect(ran.out).toContain(
      '1 finding of baseline.json no longer there; --baseline-prune takes it out:\n  a.clause: clause one [unknown-name]\n',
    );
  });

  it('fails for what it lists for nothing until that is taken out', async () => {
    const f = new Folder();
    f.write('a.clause', clauseWith('one') + clauseWith('two'));
    await lint(f, '--baseline-add');
    f.write('a.clause', soundClause('one') + clauseWith('two'));
    const stale = await lint(f, '--format', 'json');
    expect(stale.code).toBe(1);
    expect(JSON.parse(stale.out)).toMatchObject({
      findings: [],
      baseline: { known: 1, stale: [{ file: 'a.clause', item: 'clause one' }] },
    });
    const pruned = await lint(f, '--baseline-prune');
    expect(pruned.code).toBe(0);
    expect(pruned.out).toContain('1 taken out of baseline.json');
    expect(items(f)).toEqual(['a.clause clause two']);
    expect((await lint(f)).code).toBe(0);
  });

  it('adds and prunes in one run, and then writes nothing more', async () => {
    const f = new Folder();
    f.write('a.clause', clauseWith('one'));
    await lint(f, '--baseline-add');
    f.write('a.clause', clauseWith('two', 'somebody'));
    expect((await lint(f, '--baseline-add', '--baseline-prune')).code).toBe(0);
    expect(items(f)).toEqual(['a.clause clause two']);
    const before = raw(f);
    chmodSync(join(f.path, 'baseline.json'), 0o444);
    expect((await lint(f, '--baseline-add', '--baseline-prune')).code).toBe(0);
    expect(raw(f)).toBe(before);
  });

  it('does not call stale what this run did not look at', async () => {
    const f = new Folder();
    f.write('a/a.clause', clauseWith('one'));
    f.write('b/b.clause', clauseWith('two'));
    await lint(f, '--baseline-add');
    f.write('b/b.clause', soundClause('two'));
    expect((await lint(f, 'a')).code).toBe(0);
    expect((await lint(f, 'a', '--baseline-prune')).code).toBe(0);
    expect(items(f)).toEqual(['a/a.clause clause one', 'b/b.clause clause two']);
    expect((await lint(f, 'b')).code).toBe(1);
  });

  it('does not call stale what only proofs find', async () => {
    const f = new Folder();
    f.write('a.clause', 'fact a "A": money from 0元 to 100元\nclause c "C" {\n  award a\n  cap 300元\n}\n');
    const args = ['--baseline', 'baseline.json'];
    expect((await f.run(['lint', ...args, '--baseline-add'])).code).toBe(0);
    expect(saved(f).findings.map(({ finding }) => finding)).toContain('cap-never-reached');
    expect((await lint(f)).code).toBe(0);
    expect((await lint(f, '--baseline-prune')).code).toBe(0);
    expect(saved(f).findings.map(({ finding }) => finding)).toContain('cap-never-reached');
    f.write('a.clause', 'fact a "A": money from 0元 to 100元\nclause c "C" {\n  award a\n}\n');
    expect((await f.run(['lint', ...args])).code).toBe(1);
  });

  it('knows a file that was renamed, and prune writes its new name', async () => {
    const f = new Folder();
    f.write('a.clause', clauseWith('one') + clauseWith('two'));
    await lint(f, '--baseline-add');
    mkdirSync(join(f.path, 'sub'));
    renameSync(join(f.path, 'a.clause'), join(f.path, 'sub', 'z.clause'));
    const ran = await lint(f);
    expect(ran.code).toBe(0);
    expect(ran.out).toContain('2 known by baseline.json');
    expect((await lint(f, '--baseline-prune')).code).toBe(0);
    expect(items(f)).toEqual(['sub/z.clause clause one', 'sub/z.clause clause two']);
  });

  it('calls stale what is listed of a file that is gone, where it would have been', async () => {
    const f = new Folder();
    f.write('a/a.clause', clauseWith('one'));
    f.write('a/sound.clause', soundClause('sound'));
    f.write('b/b.clause', clauseWith('two'));
    await lint(f, '--baseline-add');
    renameSync(join(f.path, 'a', 'a.clause'), join(f.path, 'a', 'a.txt'));
    expect((await lint(f, 'b')).code).toBe(0);
    const ran = await lint(f, 'a', 'b');
    expect(ran.code).toBe(1);
    expect(ran.out).toContain('a/a.clause: clause one [unknown-name]');
  });

  it('stands where it stands: names are relative to its folder', async () => {
    const f = new Folder();
    f.write('policies/a.clause', clauseWith('one'));
    mkdirSync(join(f.path, 'conf'));
    const args = ['lint', '--no-prove', '--baseline', 'conf/known.json', 'policies'];
    expect((await f.run([...args, '--baseline-add'])).code).toBe(0);
    expect(saved(f, 'conf/known.json').findings.map(({ file }) => file)).toEqual(['../policies/a.clause']);
    expect((await f.run(args)).code).toBe(0);
  });

  it('keeps a link a link', async () => {
    const f = new Folder();
    f.write('a.clause', clauseWith('one'));
    f.write('real.json', '{ "version": 1, "findings": [] }');
    symlinkSync('real.json', join(f.path, 'baseline.json'));
    expect((await lint(f, '--baseline-add')).code).toBe(0);
    expect(saved(f, 'real.json').findings).toHaveLength(1);
    expect(readdirSync(f.path).sort()).toEqual(['a.clause', 'baseline.json', 'real.json']);
  });
});

describe('with --since', () => {
  it('knows what it lists of what is new; nothing is stale', async () => {
    const r = new Scratch();
    const commit = r.commit({ 'a.clause': clauseWith('old') });
    r.write('a.clause', clauseWith('old') + clauseWith('one'));
    expect((await lint(r, '--since', 'main', '--baseline-add')).code).toBe(0);
    expect(items(r)).toEqual(['a.clause clause one']);
    r.write('a.clause', clauseWith('old') + clauseWith('two'));
    // Under another name it is known to neither: the baseline goes by the item.
    const ran = await lint(r, '--since', 'main');
    expect(ran.out).toContain(`1 new since main (${commit.slice(0, 7)}), 1 known\n0 known by baseline.json\n`);
    expect(ran.out).not.toContain('no longer there');
    const pruning = await lint(r, '--since', 'main', '--baseline-prune');
    expect([pruning.code, pruning.err.startsWith('error: --baseline-prune needs to know all')]).toEqual([2, true]);
  });
});

describe('a file that was renamed since the baseline was written', () => {
  it('does not lend its entries to a copy that comes later', async () => {
    const r = new Scratch();
    r.commit({ '2025.clause': clauseWith('old') });
    await lint(r, '--baseline-add');
    r.commit({});
    r.git('mv', '2025.clause', 'housing.clause');
    r.commit({});
    // Known under its new name, alone and compared.
    expect((await lint(r)).code).toBe(0);
    expect((await lint(r, '--since', 'HEAD~1')).code).toBe(0);
    r.commit({ 'next.clause': clauseWith('old') });
    // Only the copy is looked at: nothing else asks for the entry.
    const ran = await lint(r, '--since', 'HEAD~1');
    expect([ran.code, ran.out.includes('next.clause:2:9')]).toEqual([1, true]);
    // In a run over everything one of the two is told.
    expect((await lint(r)).code).toBe(1);
    // Once it is listed by itself, neither is.
    await lint(r, '--baseline-add');
    expect((await lint(r, '--since', 'HEAD~1')).code).toBe(0);
  });
});

describe('what is no baseline', () => {
  const good = `{\n  "version": 1,\n  "findings": []\n}\n`;
  it.each([
    ['cut short', good.slice(0, 20), 'ends in the middle'],
    ['no JSON', 'a: b', 'is not JSON'],
    ['another file', '{"name": "x"}', 'is JSON, but no baseline'],
    ['of another version', good.replace('1', '99'), 'is of version 99'],
    ['in conflict', good.replace('  "findings', '<<<<<<< ours\n  "findings'), 'has a merge conflict in line 3'],
    ['no text', Buffer.from([0xff, 0xfe, 0x7b, 0x00]), 'is not UTF-8'],
    ['with a strange entry', '{"version":1,"findings":[{"file":"a"}]}', 'number 1'],
  ])('is told and left alone: %s', async (_, content, words) => {
    const f = new Folder();
    f.write('a.clause', clauseWith('one'));
    f.write('baseline.json', content);
    const before = readFileSync(join(f.path, 'baseline.json'));
    for (const more of [[], ['--baseline-add'], ['--baseline-prune'], ['--lang', 'zh']]) {
      const ran = await lint(f, ...more);
      expect([ran.code, ran.out]).toEqual([2, '']);
      expect(ran.err).toContain(more.includes('zh') ? '基线 baseline.json：' : words);
      expect(ran.err).toContain('baseline.json');
    }
    expect(readFileSync(join(f.path, 'baseline.json'))).toEqual(before);
    expect(readdirSync(f.path).sort()).toEqual(['a.clause', 'baseline.json']);
  });

  it('is one that is missing, a folder, or in a folder that there is not', async () => {
    const f = new Folder();
    f.write('a.clause', clauseWith('one'));
    expect((await lint(f)).err).toContain('the baseline baseline.json is missing; clausewright lint --baseline-add makes it');
    expect((await lint(f, '--baseline-prune')).code).toBe(2);
    mkdirSync(join(f.path, 'folder'));
    expect((await f.run(['lint', '--no-prove', '--baseline', 'folder', '--baseline-add'])).err).toContain('is a folder');
    const nowhere = await f.run(['lint', '--no-prove', '--baseline', 'no/where.json', '--baseline-add']);
    expect([nowhere.code, nowhere.err.includes('could not be written (ENOENT)')]).toEqual([2, true]);
    expect(existsSync(join(f.path, 'no'))).toBe(false);
  });

  it('is one that nobody may write', async () => {
    const f = new Folder();
    f.write('a.clause', clauseWith('one'));
    f.write('baseline.json', good);
    chmodSync(join(f.path, 'baseline.json'), 0o444);
    const ran = await lint(f, '--baseline-add');
    expect([ran.code, ran.err.includes('could not be written (EACCES); it is as it was')]).toEqual([2, true]);
    expect(raw(f)).toBe(good);
  });

  it('is none at all: adding and pruning need its name', async () => {
    const f = new Folder();
    f.write('a.clause', clauseWith('one'));
    for (const option of ['--baseline-add', '--baseline-prune']) {
      const ran = await f.run(['lint', option]);
      expect([ran.code, ran.err.includes(`${option} needs to know which file: add --baseline FILE`)]).toEqual([2, true]);
    }
  });
});
