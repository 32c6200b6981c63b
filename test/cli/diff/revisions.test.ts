/** Why: revisions are named as git names them, and what stands in the way is said as `lint --since` says it. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { Scratch } from '../support/repository';
import { Folder, type Ran } from '../support/run';
import { type Json, largest, NEW, OLD } from './support';

// Each makes a repository, with many runs of git.
vi.setConfig({ testTimeout: 60_000 });

const paying = (name: string, amount: number, more = ''): string => `${more}clause ${name} "${name}" {\n  award ${amount}元\n}\n`;

async function diff(folder: Folder, ...args: readonly string[]): Promise<Json & { readonly ran: Ran; readonly moves: string[] }> {
  const ran = await folder.run(['diff', '--format', 'json', ...args]);
  expect(ran.out, ran.err).not.toBe('');
  const json = JSON.parse(ran.out) as Json;
  const moves = json.policies.map(
    ({ a, b, total }) => `${a === b ? b : `${a} > ${b}`}: ${largest(total.gain) ?? largest(total.loss) ?? total.verdict}`,
  );
  return { ...json, ran, moves };
}

describe('revisions', () => {
  it('A..B are two commits, A...B is what B did since it left A, A alone is compared with the files now', async () => {
    const r = new Scratch();
    const start = r.commit({ 'a.clause': paying('a', 10), 'b.clause': paying('b', 1) });
    r.git('switch', '-q', '-c', 'work');
    const work = r.commit({ 'a.clause': paying('a', 12) });
    r.git('switch', '-q', 'main');
    const main = r.commit({ 'b.clause': paying('b', 3) });
    r.git('switch', '-q', 'work');
    r.write('a.clause', paying('a', 15));
    // Main has 3 for b, the branch still 1.
    const two = await diff(r, 'main..work');
    expect([two.moves, two.a.commit, two.b.commit, two.ran.code]).toEqual([
      ['a.clause: 10 -> 12, 2', 'b.clause: 3 -> 1, -2'],
      main,
      work,
      1,
    ]);
    const three = await diff(r, 'main...work');
    expect([three.moves, three.unchanged, three.a.commit]).toEqual([['a.clause: 10 -> 12, 2'], 1, start]);
    const now = await diff(r, 'HEAD');
    expect([now.moves, now.a.revision, now.b.revision]).toEqual([['a.clause: 12 -> 15, 3'], 'HEAD', undefined]);
    expect((await diff(r, 'main', '--', 'a.clause')).moves).toEqual(['a.clause: 10 -> 15, 5']);
    expect((await diff(r, 'main', 'a.clause')).moves).toEqual(['a.clause: 10 -> 15, 5']);
    expect((await diff(r, 'main', 'work')).moves).toEqual(two.moves);
    expect((await diff(r, 'main..', '--', 'b.clause')).moves).toEqual(['b.clause: 3 -> 1, -2']);
    expect((await diff(r, 'main:a.clause', 'work:a.clause')).moves).toEqual(['a.clause: 10 -> 12, 2']);
    expect((await diff(r, 'main:a.clause')).moves).toEqual(['a.clause: 10 -> 15, 5']);
    expect((await diff(r, 'a.clause', 'main:a.clause')).moves).toEqual(['a.clause: 15 -> 10, -5']);
    expect((await diff(r, 'main...work', '--', 'b.clause')).ran.code).toBe(0);
  });

  it('follow files that were moved, and imports that changed', async () => {
    const r = new Scratch();
    const rates = 'let rate = 10元\n';
    const text = 'import "../shared/rates.clause"\nclause a "A" {\n  award rate\n}\nclause a2 "A2" {\n  award 2 * rate\n}\n';
    r.commit({ 'p/a.clause': text, 'p/still.clause': paying('s', 1), 'shared/rates.clause': rates, 'p/old.clause': OLD });
    r.git('mv', 'p/old.clause', 'p/new.clause');
    r.commit({ 'p/new.clause': NEW, 'shared/rates.clause': rates.replace('10', '11') });
    const found = await diff(r, 'HEAD~1..HEAD');
    // 10 + 20 became 11 + 22. The other as in files.test.ts.
    expect(found.moves).toEqual(['p/a.clause: 30 -> 33, 3', 'p/old.clause > p/new.clause: 105 -> 120, 15']);
    expect([found.unchanged, found.added, found.removed]).toEqual([1, [], []]);
    // What is not named is read all the same where it is imported.
    const imported = ['p/a.clause: 30 -> 33, 3'];
    expect((await diff(r, 'HEAD~1..HEAD', '--', 'p/a.clause')).moves).toEqual(imported);
    expect((await diff(r, 'HEAD~1', '--', 'p/a.clause')).moves).toEqual(imported);
    expect((await diff(r, 'HEAD~1:p/a.clause', 'HEAD:p/a.clause')).moves).toEqual(imported);
    expect((await diff(r, 'HEAD~1..HEAD', '--', 'p/new.clause')).moves).toEqual(['p/old.clause > p/new.clause: 105 -> 120, 15']);
  });

  it('have policies that come and go', async () => {
    const r = new Scratch();
    r.commit({ 'gone.clause': paying('g', 1), 'note.txt': 'x' });
    r.commit({ 'gone.clause': null, 'fresh.clause': OLD });
    const found = await diff(r, 'HEAD~1');
    expect([found.added, found.removed, found.ran.code]).toEqual([
      [{ file: 'fresh.clause', clauses: 3 }],
      [{ file: 'gone.clause', clauses: 1 }],
      1,
    ]);
    const lost = await diff(r, 'HEAD~1', '--', 'gone.clause');
    expect([lost.added, lost.removed]).toEqual([[], [{ file: 'gone.clause', clauses: 1 }]]);
  });

  it('look at the folder that the command runs in, or at what is named', async () => {
    const r = new Scratch();
    r.commit({
      'a/x.clause': paying('x', 1),
      'b/y.clause': paying('y', 1),
      'clausewright.yaml': 'files:\n  exclude: ["c/**"]\n',
      'c/z.clause': paying('z', 1),
    });
    r.commit({ 'a/x.clause': paying('x', 2), 'b/y.clause': paying('y', 2), 'c/z.clause': paying('z', 2) });
    expect((await diff(r, 'HEAD~1..HEAD')).moves).toEqual(['a/x.clause: 1 -> 2, 1', 'b/y.clause: 1 -> 2, 1']);
    expect((await diff(r, 'HEAD~1..HEAD', '--', 'b')).moves).toEqual(['b/y.clause: 1 -> 2, 1']);
    expect((await diff(r, 'HEAD~1..HEAD', '--', '*/x.clause')).moves).toEqual(['a/x.clause: 1 -> 2, 1']);
    // What is named is taken, whatever the configuration leaves out.
    expect((await diff(r, 'HEAD~1..HEAD', '--', 'c/z.clause')).moves).toEqual(['c/z.clause: 1 -> 2, 1']);
    const below = await r.run(['diff', 'HEAD~1..HEAD', '--format', 'json'], {}, false, 'b');
    expect((JSON.parse(below.out) as Json).policies.map(({ b }) => b)).toEqual(['y.clause']);
  });
});

describe('a submodule', () => {
  it('is looked into, where the commit that it had is there', async () => {
    const inner = new Scratch();
    inner.commit({ 's.clause': paying('s', 1) });
    inner.commit({ 's.clause': paying('s', 2) });
    const r = new Scratch();
    r.commit({ 'a.clause': paying('a', 1) });
    r.git('submodule', '--quiet', 'add', `file://${inner.path}`, 'sub');
    r.commit({});
    r.write('sub/s.clause', paying('s', 5));
    expect((await diff(r, 'HEAD')).moves).toEqual(['sub/s.clause: 2 -> 5, 3']);
    // A commit that nobody has.
    r.git('update-index', '--cacheinfo', `160000,${'1'.repeat(40)},sub`);
    r.git('commit', '-q', '-m', 'lost');
    const lost = await diff(r, 'HEAD');
    expect([lost.moves, lost.added, lost.ran.err]).toEqual([[], [], expect.stringContaining('the submodule sub does not have the commit')]);
  });
});

describe('a side that cannot be read', () => {
  it('is told with its revision, and the rest is compared', async () => {
    const r = new Scratch();
    r.write('a.clause', Buffer.from([0xd5, 0xfe, 0xb2, 0xdf]));
    r.commit({ 'b.clause': paying('b', 1) });
    r.commit({ 'a.clause': paying('a', 1), 'b.clause': paying('b', 2) });
    const found = await diff(r, 'HEAD~1..HEAD');
    expect([found.moves, found.ran.code]).toEqual([['b.clause: 1 -> 2, 1'], 2]);
    expect(found.problems).toEqual([expect.stringMatching(/^HEAD~1 \([0-9a-f]{7}\): a\.clause: .*UTF-8/)]);
    expect(found.answer).toContain('1 could not be read.');
  });
});

describe('a name', () => {
  it('that is a file and a revision is the file, unless -- stands behind it', async () => {
    const r = new Scratch();
    r.commit({ 'main/a.clause': paying('a', 1), 'other/a.clause': paying('a', 4) });
    const file = await diff(r, 'main', 'other');
    expect([file.moves, file.ran.err]).toEqual([
      ['main/a.clause > other/a.clause: 1 -> 4, 3'],
      expect.stringContaining('the file is meant'),
    ]);
    r.write('main/a.clause', paying('a', 2));
    expect((await diff(r, 'main', '--')).moves).toEqual(['main/a.clause: 1 -> 2, 1']);
  });

  it('of nothing is told as lint --since tells it', async () => {
    const r = new Scratch();
    r.commit({ 'a.clause': OLD });
    const one = await r.run(['diff', 'nope']);
    expect([one.code, one.err]).toEqual([
      2,
      'error: diff “nope”: there is no such git revision; check its spelling, or fetch it first: git fetch origin\n',
    ]);
    const zh = await r.run(['diff', 'nope..HEAD', '--lang', 'zh']);
    expect(zh.err).toContain('diff “nope”：没有这个 git 版本');
    const dash = await r.run(['diff', '--', 'nope.clause']);
    expect(dash.code).toBe(2);
    const path = await r.run(['diff', 'HEAD', '--', 'nope.clause']);
    expect([path.code, path.err]).toEqual([2, 'error: nope.clause: there is no such file or folder\n']);
    const blob = await r.run(['diff', 'HEAD:nope.clause', 'a.clause']);
    expect([blob.code, blob.err]).toEqual([2, expect.stringContaining('nope.clause: there is no such file in HEAD (')]);
    const option = await r.run(['diff', '--', '-x', 'a.clause']);
    expect(option.code).toBe(2);
  });

  it('needs a repository, and one that is whole', async () => {
    const none = new Folder();
    none.write('a.clause', OLD);
    const ran = await none.run(['diff', 'main', '--', 'a.clause']);
    expect([ran.code, ran.err]).toEqual([2, expect.stringContaining('is in no git repository, so that diff has nothing to compare with')]);
    const whole = new Scratch();
    whole.commit({ 'a.clause': OLD });
    whole.commit({ 'a.clause': NEW });
    const cut = new Scratch(false);
    cut.git('clone', '-q', '--depth', '1', `file://${whole.path}`, 'cut');
    const shallow = await cut.run(['diff', 'HEAD~1'], {}, false, 'cut');
    expect([shallow.code, shallow.err]).toEqual([2, expect.stringContaining('diff “HEAD~1”: the clone is shallow')]);
    rmSync(join(cut.path, 'cut', 'a.clause'));
    // What is there can be compared all the same.
    const gone = await cut.run(['diff', 'HEAD'], {}, false, 'cut');
    expect([gone.code, gone.out.split('\n')[0]]).toEqual([1, '1 policy removed.']);
  });
});
