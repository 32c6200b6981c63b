/** Why: what a reviewer of a pull request is told by the action, run as GitHub runs it: what the change adds, and where; one comment, kept up to date. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Ran, root, runAction } from './support/action';
import { FakeApi } from './support/api';
import { BROKEN_LINE, FILE, History } from './support/history';
import { Repository } from './support/repository';

const api = new FakeApi();
const history = new History();
const workspace = history.repository.checkout('refs/pull/7/merge', 2);
beforeEach(() => api.reset());

const run = (more: Partial<Parameters<typeof runAction>[0]> = {}): Promise<Ran> =>
  runAction({ workspace, event: history.pullRequest(), api: api.url, ...more });

/** Annotations of findings, which have a file. */
const placed = ({ annotations }: Ran) => annotations.filter(({ properties }) => properties.file !== undefined);
const said = ({ annotations }: Ran, level: string) =>
  annotations.filter((each) => each.level === level && each.properties.file === undefined).map(({ message }) => message);

describe('a pull request that breaks a clause it does not touch', { timeout: 60_000 }, () => {
  it('is told at the clause, in the summary and in a comment, and fails', async () => {
    const ran = await run();
    expect(placed(ran).map(({ level, properties: { file, line } }) => ({ level, file, line }))).toEqual([
      { level: 'error', file: FILE, line: String(BROKEN_LINE) },
    ]);
    expect(ran.code).toBe(1);
    expect(ran.outputs).toEqual({ new: '1', errors: '1', warnings: '0', information: '0', conclusion: 'failure' });
    expect(ran.summary).toContain('unknown-name');
    expect(ran.out).toContain(history.main);
    // In the log too, with the line.
    expect(ran.out).toContain('4 |   award share of spent');
    expect(api.comments).toHaveLength(1);
    expect(api.comments[0]?.body).toMatch(/^<!-- clausewright [0-9a-f]{16} -->\n/);
    expect(api.comments[0]?.body).toContain('unknown-name');
    expect(api.asked.every(({ authorization }) => authorization === 'Bearer secret-token')).toBe(true);
    // Only to hide it.
    expect(ran.out.replaceAll('::add-mask::secret-token', '')).not.toContain('secret-token');
  });

  it('has its comment updated, not repeated, and left alone while it is true', async () => {
    await run();
    const first = api.comments[0]?.body ?? '';
    await run();
    expect(api.log.filter((line) => !line.startsWith('GET'))).toEqual(['POST /repos/owner/policies/issues/7/comments']);

    history.repository.switch('feature');
    const worse = history.repository.commit({ [FILE]: history.policy({ behind: 'clause second "Second" { award nowhere }\n' }) });
    const merge = history.repository.pull(7, 'feature');
    const again = await run({ workspace: history.repository.checkout('refs/pull/7/merge', 2), event: history.pullRequest(worse, merge) });
    expect(again.outputs).toMatchObject({ new: '2', errors: '2' });
    expect(api.comments).toHaveLength(1);
    expect(api.comments[0]?.body).not.toBe(first);
    expect(api.comments[0]?.body).toContain('nowhere');
    expect(api.comments[0]?.body.split('\n')[0]).toBe(first.split('\n')[0]);

    const mended = history.repository.commit({ [FILE]: history.policy({ mended: true }) });
    const event = history.pullRequest(mended, history.repository.pull(7, 'feature'));
    const now = { workspace: history.repository.checkout('refs/pull/7/merge', 2), event };
    const well = await run(now);
    expect(well).toMatchObject({ code: 0, outputs: { new: '0', conclusion: 'success' } });
    expect(api.comments).toHaveLength(1);
    expect(api.comments[0]?.body).toContain('nothing is new any more');
    expect(api.comments[0]?.body).not.toContain('unknown-name');

    // Without a comment that would have to be put right, none is written.
    api.reset();
    await run(now);
    expect(api.log).toEqual(['GET /repos/owner/policies/issues/7/comments?per_page=100&page=1']);
  });

  it('is told in Chinese', async () => {
    const ran = await run({ with: { language: 'zh' } });
    expect(placed(ran)[0]?.message).toMatch(/[\u4e00-\u9fff]/);
    expect(ran.out).toContain('拉取请求的基准');
  });
});

describe('a baseline', { timeout: 60_000 }, () => {
  const project = new Repository();
  const both = history.policy({ behind: 'clause second "Second" { award nowhere }\n' });
  const listed = project.commit({ [FILE]: history.policy({}) });
  const baseline = 'policies/known.json';
  const written = spawnSync(process.execPath, [join(root, 'action/dist/cli.js'), 'lint', '--baseline', baseline, '--baseline-add'], {
    cwd: project.path,
    encoding: 'utf8',
  });
  const main = project.commit({});
  project.branch('feature');
  const event = (head: string) => {
    const given = history.pullRequest(head, project.pull(7, 'feature'));
    given.payload.pull_request.base.sha = main;
    return given;
  };

  it('hides what it lists, whatever it is compared with', async () => {
    expect(written.status, written.stderr).toBe(0);
    const given = event(project.commit({ [FILE]: both }));
    const checkout = project.checkout('refs/pull/7/merge', 0);
    // Since the beginning “nowhere” is new; all in all it is what is not listed; without the list, there are the idle fact and “share” too.
    for (const since of [listed, ''])
      expect((await run({ workspace: checkout, event: given, with: { since, baseline } })).outputs).toMatchObject({
        new: '1',
        errors: '1',
      });
    expect((await run({ workspace: checkout, event: given, with: { since: '' } })).outputs).toMatchObject({ new: '3' });
  });

  it('with an entry that matches nothing any more fails a run over everything, and the comment says why', async () => {
    const given = event(project.commit({ [FILE]: history.policy({ mended: true }) }));
    const ran = await run({ workspace: project.checkout('refs/pull/7/merge', 0), event: given, with: { since: '', baseline } });
    expect(ran).toMatchObject({ code: 1, outputs: { new: '0', conclusion: 'failure' } });
    expect(api.comments).toHaveLength(1);
    expect(api.comments[0]?.body).toContain('no longer there; --baseline-prune takes it out');
  });
});

describe('the comment', { timeout: 60_000 }, () => {
  it('is found behind many others', async () => {
    await run();
    const own = api.comments.pop();
    for (let n = 0; n < 230; n++) api.add(`comment ${n}`);
    if (own) api.comments.push(own);
    const { comments } = api;
    for (const [at, comment] of comments.entries()) comment.id = at + 1;
    if (own) own.body = `${own.body.split('\n')[0]}\nold`;
    await run();
    expect(api.comments).toHaveLength(231);
    expect(own?.body).toContain('unknown-name');
    expect(api.log.filter((line) => line.includes('page=3'))).toHaveLength(1);
  });

  it('is never somebody else’s, whatever mark theirs begins with', async () => {
    await run();
    const mark = api.comments[0]?.body.split('\n')[0] ?? '';
    api.comments = [];
    const theirs = api.add(`${mark}\nmine!`, { login: 'mallory', type: 'User' });
    const quoted = api.add(`> ${mark}\n> quoted`, { login: 'some-app[bot]', type: 'Bot' });
    const ghost = api.add(`${mark}\nleft`, null);
    await run();
    expect([theirs.body, quoted.body, ghost.body]).toEqual([`${mark}\nmine!`, `> ${mark}\n> quoted`, `${mark}\nleft`]);
    expect(api.comments).toHaveLength(4);
  });

  it('of a person’s token is found by the name of the person', async () => {
    api.owner = 'robot-account';
    await run();
    await run({ with: { 'fail-on': 'error', prove: 'false' } });
    expect(api.comments.map(({ user }) => user?.login)).toEqual(['robot-account']);
  });

  it('is one for each job, step and key', async () => {
    await run();
    await run({ env: { GITHUB_JOB: 'another' } });
    await run({ env: { GITHUB_ACTION: '__clausewright_clausewright_2' } });
    await run({ with: { 'comment-key': 'matrix 1' } });
    expect(new Set(api.comments.map(({ body }) => body.split('\n')[0])).size).toBe(4);
  });

  it('stays below what GitHub takes', async () => {
    history.repository.switch('main');
    history.repository.branch('many', history.start);
    const behind = Array.from({ length: 3000 }, (_, n) => `clause c${n} "C" { award nowhere${n} }\n`).join('');
    const head = history.repository.commit({ [FILE]: history.policy({ mended: true, behind }) });
    const merge = history.repository.pull(8, 'many');
    const { pull_request, ...payload } = history.pullRequest(head, merge).payload;
    const event = { ...history.pullRequest(head, merge), payload: { ...payload, pull_request } };
    const ran = await run({ workspace: history.repository.checkout('refs/pull/8/merge', 2), event });
    expect(ran.outputs).toMatchObject({ new: '3000' });
    // The stand-in refuses what is longer, as GitHub does.
    expect(api.comments).toHaveLength(1);
    expect(api.comments[0]?.body.length).toBeLessThanOrEqual(65_536);
    expect(said(ran, 'warning')).toEqual([]);
  });

  it('is not written where it is not wanted', async () => {
    expect(await run({ with: { comment: 'false' } })).toMatchObject({ code: 1, outputs: { new: '1' } });
    expect(api.asked).toEqual([]);
  });

  it('is left as it is where lint cannot run', async () => {
    await run();
    const body = api.comments[0]?.body;
    const ran = await run({ with: { baseline: 'there-is-none.yaml' } });
    expect(ran).toMatchObject({ code: 1, outputs: { conclusion: 'error' } });
    // A reviewer sees why without opening the log.
    expect(said(ran, 'error')).toEqual([expect.stringContaining('there-is-none.yaml')]);
    expect(ran.summary).toContain('there-is-none.yaml');
    expect(api.comments.map((each) => each.body)).toEqual([body]);
  });
});

describe('where no comment can be written', { timeout: 60_000 }, () => {
  const stands = (ran: Ran) => {
    expect(placed(ran)).toHaveLength(1);
    expect(ran.summary).toContain('unknown-name');
    expect(ran).toMatchObject({ code: 1, outputs: { new: '1', conclusion: 'failure' } });
  };

  it.each([
    [403, 'Resource not accessible by integration'],
    [404, 'Not Found'],
    [401, 'Bad credentials'],
  ])('a token that is refused with %i leaves annotations and the summary', async (status, message) => {
    api.instead = ({ method }) => (method === 'GET' ? undefined : { status, message });
    const ran = await run();
    stands(ran);
    expect(said(ran, 'notice').join()).toContain(`${status}: ${message}`);
    expect(api.log.filter((line) => line.startsWith('POST'))).toHaveLength(1);
  });

  it('so does no token', async () => {
    const ran = await run({ with: { token: '' } });
    stands(ran);
    expect(said(ran, 'notice')).toHaveLength(1);
    expect(api.asked).toEqual([]);
  });

  it('so does a server that is away', async () => {
    api.instead = () => 'silence';
    const ran = await run();
    stands(ran);
    expect(said(ran, 'warning')).toHaveLength(1);
    expect(api.asked).toHaveLength(3);
  });

  it('a server that stumbles is asked again, and the comment is not doubled', async () => {
    let posts = 0;
    api.instead = ({ method, body }) => {
      if (method !== 'POST' || ++posts > 1) return undefined;
      // It is written, but the answer is lost.
      api.add(String(body.body), { login: 'github-actions[bot]', type: 'Bot' });
      return { status: 502, message: 'Bad gateway' };
    };
    stands(await run());
    expect(api.comments).toHaveLength(1);
    expect(posts).toBe(1);
  });

  it('a limit of requests is waited for', async () => {
    let asked = 0;
    api.instead = () =>
      ++asked === 1 ? { status: 403, message: 'You have exceeded a secondary rate limit', headers: { 'retry-after': '1' } } : undefined;
    stands(await run());
    expect(api.comments).toHaveLength(1);
  });
});
