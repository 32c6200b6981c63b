/** Why: what the editor says a change does to awards, in a repository. Amounts are worked out by hand beside each test. */
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { URI } from 'vscode-uri';
import { choices, choicesRequest, differenceExampleRequest } from '../../server/src/differenceProtocol';
import { previewRequest, read, type Saved } from '../../server/src/previewProtocol';
import { commit, difference, git, lensOver, repository, revision, row, sinceLines } from './differenceSupport';
import { type Options, Session } from './support';

const policy = `policy "Cost" {
  effective 2025-01-01 to 2025-12-31
}
fact cost "Cost": money from 0元 to 1000元
fact kind "Kind": one of { core, early }

clause grant "Grant" {
  when  kind = core
  award 10% of cost
}

clause help "Help" {
  award 100元
}
`;

let session: Session | undefined;
afterEach(async () => {
  await session?.stop();
  session = undefined;
});

const path = '政策 一.clause';
async function start(options: Options = {}): Promise<{ s: Session; uri: string }> {
  const s = await Session.start({
    files: { [path]: policy },
    initializationOptions: { difference: true, preview: true },
    ...options,
  });
  session = s;
  return { s, uri: s.uri(path) };
}

describe('the lens over a clause', () => {
  it('follows each edit: never less, never more, some more and some less, new, the same', async () => {
    const { s, uri } = await start();
    repository(s);
    git(s, 'checkout', '-q', '-b', 'work');
    await s.open(uri, policy);
    const edited = async (from: string, to: string, wanted: readonly string[]): Promise<void> => {
      await s.edit(uri, from, to);
      expect(await sinceLines(s, uri, (lines) => lines.join() === wanted.join())).toEqual(wanted);
    };
    // 12% of a cost is more than 10% of it, for every cost over 0.
    await edited('10% of cost', '12% of cost', ['clause grant » since main: never less']);
    await edited('12% of cost', '8% of cost', ['clause grant » since main: never more']);
    // 50 against 10% of a cost up to 1000: more below 500, less above.
    await edited('8% of cost', '50元', ['clause grant » since main: some more, some less']);
    await edited('award 50元', 'award 5% of cost + 5% of cost', ['clause grant » since main: same for everyone']);
    await edited('award 5% of cost + 5% of cost', 'award 10% of cost', []);
    await edited('clause help', 'clause more "More" {\n  award 1元\n}\n\nclause help', ['clause more » since main: new clause']);
    const lens = await lensOver(s, uri, 'since main: new clause');
    expect(lens?.command).toMatchObject({ command: 'clausewright.showDifference', arguments: [uri, 'clause more'] });
  }, 60_000);

  it('of a clause that is gone stands where it stood: above what came behind it, else below what is left, else at the head', async () => {
    const travel = '\nclause travel "Travel" {\n  award 20元\n}\n';
    const old = `${policy}${travel}`;
    const { s, uri } = await start({ files: { [path]: old } });
    repository(s);
    await s.open(uri, old);
    const all = ['grant', 'help', 'travel'].map((name) => new RegExp(`clause ${name} [^}]*}\\n\\n?`).exec(old)?.[0] ?? '');
    const without = async (gone: readonly number[], wanted: readonly string[]): Promise<void> => {
      const text = s.text(uri);
      await s.edit(
        uri,
        text,
        gone.reduce((left, n) => left.replace(all[n] ?? '', ''), old),
      );
      const found = await sinceLines(s, uri, (lines) => lines.join() === wanted.join());
      expect(found).toEqual(wanted);
    };
    // Whoever got anything from it gets it no more; each clause paid somebody something.
    await without([0], ['clause help » since the last commit: clause “Grant” removed: never more']);
    const lens = await lensOver(s, uri, 'since the last commit: clause “Grant” removed: never more');
    expect(lens?.command).toMatchObject({ command: 'clausewright.showDifference', arguments: [uri, 'clause -grant'] });
    expect((await difference(s, uri)).rows.map(({ id }) => id)).toContain('clause -grant');
    await without([0, 1], ['clause travel » since the last commit: clause “Grant” and 1 more removed']);
    await without([2], [' » since the last commit: clause “Travel” removed: never more']);
    await without(
      [0, 2],
      [
        'clause help » since the last commit: clause “Grant” removed: never more',
        ' » since the last commit: clause “Travel” removed: never more',
      ],
    );
    await without([0, 1, 2], ['policy "Cost" { » since the last commit: clause “Grant” and 2 more removed']);
    await without([], []);
    // Half typed, or renamed, it is not gone.
    await s.edit(uri, 'clause grant "Grant" {', 'clause gr');
    expect((await difference(s, uri)).notes.join()).toContain('error');
    expect((await sinceLines(s, uri, (lines) => !lines.join().includes('removed'))).join()).not.toContain('removed');
  }, 60_000);

  it('comes where the repository is made after the file was opened, and follows a commit', async () => {
    const { s, uri } = await start();
    await s.open(uri, policy);
    // Nothing to compare with, which is kept for a while.
    expect(await sinceLines(s, uri, () => true)).toEqual([]);
    expect((await difference(s, uri)).trouble).toContain('is in no git repository');
    repository(s);
    await s.edit(uri, '10% of cost', '12% of cost');
    const grown = ['clause grant » since the last commit: never less'];
    expect(await sinceLines(s, uri, (lines) => lines.join() === grown.join())).toEqual(grown);
    s.write(path, policy.replace('10% of cost', '12% of cost'));
    commit(s);
    await s.watched('.git/logs/HEAD', 2);
    expect(await sinceLines(s, uri, (lines) => lines.length === 0)).toEqual([]);
    expect(await difference(s, uri)).toMatchObject({ answer: { kind: 'same' } });
    await s.edit(uri, '12% of cost', '9% of cost');
    const fallen = ['clause grant » since the last commit: never more'];
    expect(await sinceLines(s, uri, (lines) => lines.join() === fallen.join())).toEqual(fallen);
  }, 60_000);

  it('follows a commit where git keeps its own elsewhere, as for a second work tree or around the open folder', async () => {
    const workspace = { didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true } };
    const { s, uri } = await start({ capabilities: { workspace } });
    const registered: unknown[] = [];
    s.connection.onRequest('client/registerCapability', (params) => {
      registered.push(params);
      return null;
    });
    const kept = join(s.folder, '..', 'kept');
    git(s, 'init', '-q', '-b', 'main', '--separate-git-dir', kept);
    commit(s);
    await s.open(uri, policy);
    await s.edit(uri, '10% of cost', '12% of cost');
    const grown = ['clause grant » since the last commit: never less'];
    expect(await sinceLines(s, uri, (lines) => lines.join() === grown.join())).toEqual(grown);
    const baseUri = URI.file(realpathSync(kept)).toString();
    const watchers = ['HEAD', 'logs/HEAD', 'FETCH_HEAD'].map((pattern) => ({ globPattern: { baseUri, pattern } }));
    expect(registered).toContainEqual({
      registrations: [expect.objectContaining({ registerOptions: { watchers } })],
    });
    s.write(path, policy.replace('10% of cost', '12% of cost'));
    commit(s);
    await s.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: `${baseUri}/logs/HEAD`, type: 2 }] });
    expect(await sinceLines(s, uri, (lines) => lines.length === 0)).toEqual([]);
  }, 60_000);

  it('follows what is fetched: the same text is other than where the branch now leaves main', async () => {
    const { s, uri } = await start();
    repository(s);
    git(s, 'checkout', '-q', '-b', 'proposal');
    s.write(path, policy.replace('10% of cost', '12% of cost'));
    commit(s);
    git(s, 'update-ref', 'refs/remotes/origin/main', 'main');
    await s.open(uri, policy.replace('10% of cost', '12% of cost'));
    const grown = ['clause grant » since main: never less'];
    expect(await sinceLines(s, uri, (lines) => lines.join() === grown.join())).toEqual(grown);
    // As where the proposal was merged, which a fetch finds out.
    git(s, 'update-ref', 'refs/remotes/origin/main', 'proposal');
    await s.watched('.git/FETCH_HEAD', 2);
    expect(await sinceLines(s, uri, (lines) => lines.length === 0)).toEqual([]);
  }, 60_000);

  it('compares with the last commit on the default branch, in Chinese where that is read', async () => {
    const { s, uri } = await start({ locale: 'zh-cn' });
    repository(s);
    await s.open(uri, policy);
    await s.edit(uri, '10%', '12%');
    const wanted = ['clause grant » 自上次提交以来：只增不减'];
    expect(await sinceLines(s, uri, (lines) => lines.join() === wanted.join())).toEqual(wanted);
  });

  it('is not there without a repository, of a new file, or where it is not wanted; and nothing is complained of', async () => {
    const { s, uri } = await start();
    await s.open(uri, policy);
    await s.edit(uri, '10%', '12%');
    expect((await difference(s, uri)).trouble).toContain('is in no git repository');
    expect(await sinceLines(s, uri, () => true)).toEqual([]);
    await s.stop();

    const second = await start({ settings: { prove: false, compareWith: '' } });
    repository(second.s);
    await second.s.open(second.uri, policy);
    await second.s.edit(second.uri, '10%', '12%');
    // By the time that the panel is answered the lens would be there.
    expect(row(await difference(second.s, second.uri, revision('HEAD')), 'clause grant').verdict).toBe('never-less');
    expect(await sinceLines(second.s, second.uri, () => true)).toEqual([]);
    const other = second.s.uri('new.clause');
    await second.s.open(other, policy);
    expect((await difference(second.s, other, revision('HEAD'))).trouble).toMatch(/^The commit [0-9a-f]{7} does not have this file yet/);
    expect(second.s.messages.filter((one) => /comparison/.test(one))).toEqual([]);
  }, 60_000);
});

describe('the difference', () => {
  it('has the total first, amounts before and after, and whom it concerns, of the text as it is typed', async () => {
    const { s, uri } = await start();
    repository(s);
    await s.open(uri, policy);
    // Never saved. 10% of at most 1000 is 100, 12% is 120: nobody gains more than 20.
    await s.edit(uri, '10%', '12%');
    const state = await difference(s, uri);
    expect([state.title, state.before, state.answer.kind, state.trouble]).toEqual([
      'Cost',
      'since the last commit',
      'different',
      undefined,
    ]);
    expect(state.rows.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['total', 'never-less'],
      ['clause grant', 'never-less'],
      ['clause help', 'same'],
    ]);
    const grant = row(state, 'clause grant');
    const most = grant.witnesses.find(({ heading }) => heading === 'largest gain');
    expect([most?.before, most?.after, most?.difference]).toEqual(['¥100', '¥120', '+¥20']);
    expect(grant.spot).toMatchObject({ uri, line: 6 });
    expect(row(state, 'total').spot).toMatchObject({ uri, line: 0 });
    expect(row(state, 'total').witnesses.find(({ heading }) => heading === 'largest gain')).toMatchObject({
      before: '¥200',
      after: '¥220',
    });
    expect(state.changes.map(({ text }) => text)).toEqual(['clause grant “Grant”: changed (award)']);
  });

  it('follows what is typed, and an earlier answer is not given for a later text', async () => {
    const { s, uri } = await start();
    repository(s);
    await s.open(uri, policy);
    await s.edit(uri, '10%', '12%');
    await difference(s, uri);
    await s.edit(uri, '12%', '8%');
    expect(row(await difference(s, uri), 'clause grant').verdict).toBe('never-more');
    await s.edit(uri, 'award 100元', 'award 90元');
    expect(row(await difference(s, uri), 'clause help').loss).toBe('¥100 → ¥90 (-¥10)');
  });

  it('speaks of what is gone, of others who are admitted, of dates', async () => {
    const { s, uri } = await start();
    repository(s);
    const now = policy
      .replace(/clause help[\s\S]*/, '')
      .replace('to 1000元', 'to 2000元')
      .replace('2025-12-31', '2026-12-31');
    await s.open(uri, now);
    const state = await difference(s, uri);
    // Nobody may spend over 1000 before. The help of 100 is gone: everybody loses it.
    expect(row(state, 'admission')).toMatchObject({ verdict: 'admitted' });
    expect(row(state, 'admission').notes).toEqual(['some are admitted only by the later version, because of cost (interval)']);
    const help = row(state, 'clause -help');
    expect([help.spot, help.verdict, help.notes[0], help.loss]).toEqual([undefined, 'never-more', 'removed', '¥100 → ¥0 (-¥100)']);
    expect(state.changes[0]?.text).toMatch(/^policy: from 2025-01-01 to 2025-12-31 → from 2025-01-01 to 2026-12-31/);
  });

  it('compares with tags, branches, commits and other files; what is missing is told', async () => {
    const { s, uri } = await start({ files: { [path]: policy, 'other.clause': policy.replace('10%', '20%') } });
    const first = repository(s);
    git(s, 'tag', 'v1');
    s.write(path, policy.replace('10%', '11%'));
    commit(s, 'eleven');
    git(s, 'checkout', '-q', '-b', 'work');
    await s.open(uri, policy.replace('10%', '11%'));
    expect(row(await difference(s, uri, revision('HEAD')), 'clause grant').verdict).toBe('same');
    for (const name of ['v1', 'refs/tags/v1', first])
      expect(row(await difference(s, uri, revision(name)), 'clause grant').verdict).toBe('never-less');
    const other = await difference(s, uri, { kind: 'file', uri: s.uri('other.clause') });
    expect([other.before, row(other, 'clause grant').verdict]).toEqual(['compared with other.clause', 'never-more']);
    expect((await difference(s, uri, revision('nowhere'))).trouble).toBe(
      'There is no git revision “nowhere”; check its spelling, or fetch it first with git fetch.',
    );
    expect((await difference(s, uri, revision('--all'))).trouble).toContain('is no name of a revision');
    expect((await difference(s, uri, { kind: 'file', uri })).trouble).toContain('compared with itself');
    expect((await difference(s, uri, { kind: 'file', uri: s.uri('none.clause') })).trouble).toContain('none.clause cannot be read');
  });

  it('offers the last commit, the branch point, branches, tags and commits', async () => {
    const { s, uri } = await start();
    const first = repository(s);
    git(s, 'tag', 'v1');
    git(s, 'checkout', '-q', '-b', 'work');
    const second = commit(s, 'say more');
    await s.open(uri, policy);
    const found = read(choices, await s.connection.sendRequest(choicesRequest, { uri }));
    expect(found?.none).toBeUndefined();
    expect(found?.choices.slice(0, 2).map(({ kind, name, subject }) => [kind, name, subject])).toEqual([
      ['head', second.slice(0, 7), 'say more'],
      ['branchPoint', 'main', ''],
    ]);
    const names = (kind: string) => found?.choices.filter((one) => one.kind === kind).map(({ name }) => name);
    expect([names('branch')?.sort(), names('tag')]).toEqual([['main', 'work'], ['v1']]);
    expect(names('commit')).toEqual([second.slice(0, 7), first.slice(0, 7)]);
  });

  it('reads what the file imports as it was then', async () => {
    const rate = 'let rate = 10%\n';
    const main = policy.replace('policy', 'import "./rate.clause"\npolicy').replace('10% of cost', 'rate * cost');
    const { s, uri } = await start({ files: { [path]: main, 'rate.clause': rate } });
    repository(s);
    s.write('rate.clause', 'let rate = 9%\n');
    await s.open(uri, main);
    expect(row(await difference(s, uri), 'clause grant').verdict).toBe('never-more');
  });

  it('asks no git where the folder is not trusted', async () => {
    const { s, uri } = await start({ initializationOptions: { difference: true, noGit: true } });
    repository(s);
    await s.open(uri, policy);
    await s.edit(uri, '10%', '12%');
    expect((await difference(s, uri)).trouble).toContain('nor in a folder that is not trusted');
    expect(await s.connection.sendRequest(choicesRequest, { uri })).toMatchObject({ choices: [] });
    expect(await sinceLines(s, uri, () => true)).toEqual([]);
  });

  it('is not answered of a file that is gone', async () => {
    const { s } = await start();
    repository(s);
    expect(await s.connection.sendRequest('clausewright/difference', { uri: s.uri('gone.clause'), against: { kind: 'usual' } })).toBeNull();
    await expect(s.connection.sendRequest('clausewright/difference', { uri: s.uri(path) })).rejects.toThrow();
  });
});

describe('whom a difference concerns', () => {
  it('becomes an example that holds, and fills the form of the preview', async () => {
    const { s, uri } = await start();
    repository(s);
    await s.open(uri, policy);
    await s.edit(uri, '10%', '12%');
    const most = row(await difference(s, uri), 'clause grant').witnesses.find(({ heading }) => heading === 'largest gain');
    const saved: Saved = await s.connection.sendRequest(differenceExampleRequest, { uri, witness: most?.id });
    if ('refused' in saved) throw new Error(saved.refused);
    // 12% of 1000, and the help.
    expect(saved.insert).toContain('example "Grant: gets much more" {');
    expect(saved.insert).toMatch(/expect grant = 120元/);
    expect(saved.insert).toMatch(/expect total = 220元/);
    const at = { line: saved.line, character: saved.character };
    await s.change(uri, [{ range: { start: at, end: at }, newText: saved.insert }]);
    expect(await s.findings(uri)).toEqual([]);
    const state = await s.connection.sendRequest<{ form?: { facts: Record<string, string> } }>(previewRequest, {
      uri,
      form: { facts: {}, paid: [], lets: {} },
      fill: { kind: 'witness', id: most?.id },
      open: {},
      known: {},
    });
    expect(state.form?.facts.cost).toMatch(/^1,?000/);
    const gone: Saved = await s.connection.sendRequest(differenceExampleRequest, { uri, witness: 'difference-none' });
    expect(gone).toEqual({ refused: 'The comparison does not show this applicant any more. Choose another one.' });
  });
});
