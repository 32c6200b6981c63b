/** Why: which commit a run is compared with, for every event and every way to check out; where that commit is not there, what to write is said. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { metadata, type Ran, runAction } from './support/action';
import { FakeApi } from './support/api';
import { FILE, History } from './support/history';
import { git, Repository } from './support/repository';

const api = new FakeApi();
const history = new History();
const { repository, start, main, head, merge } = history;
beforeEach(() => api.reset());

type Given = Parameters<typeof runAction>[0];
const run = (workspace: string, event: Given['event'], more: Partial<Given> = {}): Promise<Ran> =>
  runAction({ workspace, event, api: api.url, ...more });
const event = (name: string, ref: string, sha: string, payload: object = {}) => ({
  name,
  ref,
  sha,
  payload: { repository: { default_branch: 'main' }, ...payload },
});
const error = ({ annotations }: Ran) =>
  annotations.find(({ level, properties }) => level === 'error' && properties.file === undefined)?.message;
const NOTHING = '0'.repeat(40);

/** What the pull request adds: the clause of the History. */
const ONE = { new: '1', errors: '1', information: '0', conclusion: 'failure' };

describe('a pull request', { timeout: 60_000 }, () => {
  it('is compared with the base that it was merged with, though that moved on since the event', async () => {
    const ran = await run(repository.checkout('refs/pull/7/merge', 0), history.pullRequest());
    expect(ran.outputs).toMatchObject(ONE);
    expect(ran.out).toContain(main);
  });

  it('in a shallow checkout asks for the history, in words that are a workflow’s', async () => {
    const ran = await run(repository.checkout('refs/pull/7/merge', 1), history.pullRequest());
    expect(ran).toMatchObject({ code: 1, outputs: { conclusion: 'error' } });
    expect(api.asked).toEqual([]);
    const yaml = /^ {6}- uses[\s\S]*fetch-depth: 0$/m.exec(error(ran) ?? '')?.[0] ?? '';
    expect(parse(yaml)).toEqual([{ uses: expect.stringMatching(/^actions\/checkout@v\d+$/), with: { 'fetch-depth': 0 } }]);
  });

  it('whose head is checked out is compared with where it left the base', async () => {
    const ran = await run(repository.checkout('refs/heads/feature', 0), history.pullRequest());
    expect(ran.outputs).toMatchObject(ONE);
    expect(ran.out).toContain(start);
  });

  it('whose head is itself a merge is not taken for GitHub’s merge', async () => {
    repository.branch('merged', head);
    git(repository.path, 'merge', '-q', '--no-ff', '-m', 'main into it', 'main');
    const both = git(repository.path, 'rev-parse', 'HEAD');
    const given = history.pullRequest(both, repository.pull(9, 'merged'));
    given.payload.pull_request.base.sha = main;
    const ran = await run(repository.checkout('refs/heads/merged', 0), given);
    // Its first parent is the pull request's own commit: compared with that, nothing of its own would be new.
    expect(ran.outputs).toMatchObject(ONE);
  });

  it('for pull_request_target compares what was checked out, and says so if that is the base', async () => {
    const proposed = await run(repository.checkout('refs/pull/7/merge', 2), history.pullRequest(head, main, 'pull_request_target'));
    expect(proposed.outputs).toMatchObject(ONE);
    const base = await run(repository.checkout('refs/heads/main', 1), history.pullRequest(head, main, 'pull_request_target'));
    expect(base.outputs).toMatchObject({ new: '0', conclusion: 'success' });
    expect(base.annotations.filter(({ level }) => level === 'warning')).toHaveLength(1);
  });

  it('without a history of its own says so', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bare '));
    try {
      cpSync(join(repository.checkout('refs/pull/7/merge', 1), 'policies'), join(folder, 'policies'), { recursive: true });
      const ran = await run(folder, history.pullRequest());
      expect(error(ran)).toContain('actions/checkout');
      expect(ran.outputs).toMatchObject({ conclusion: 'error' });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('a merge group', { timeout: 60_000 }, () => {
  const group = event('merge_group', 'refs/heads/gh-readonly-queue/main/pr-7', merge, { merge_group: { base_sha: main, head_sha: merge } });
  it('is compared with its base', async () => {
    expect((await run(repository.checkout('refs/pull/7/merge', 2), group)).outputs).toMatchObject(ONE);
    expect(error(await run(repository.checkout('refs/pull/7/merge', 1), group))).toContain('fetch-depth: 0');
  });
});

describe('a push', { timeout: 60_000 }, () => {
  const feature = 'refs/heads/feature';
  it('is compared with what it found, and has no pull request to comment on', async () => {
    const ran = await run(repository.checkout(feature, 2), history.push(feature, start, head));
    expect(ran.outputs).toMatchObject(ONE);
    expect(api.asked).toEqual([]);
  });

  it('in a shallow checkout asks for the history', async () => {
    expect(error(await run(repository.checkout(feature, 1), history.push(feature, start, head)))).toContain('fetch-depth: 0');
  });

  it('of a new branch is compared with where it left the default branch', async () => {
    const ran = await run(repository.checkout(feature, 0), history.push(feature, NOTHING, head));
    expect(ran.outputs).toMatchObject(ONE);
    expect(error(await run(repository.checkout(feature, 2), history.push(feature, NOTHING, head)))).toContain('fetch-depth: 0');
  });

  it('by force is compared with what it replaced, or where that is gone with where the branch left the default branch', async () => {
    const forced = { payload: { before: 'f'.repeat(40), forced: true, repository: { default_branch: 'main' } } };
    const ran = await run(repository.checkout(feature, 0), history.push(feature, '', head, forced));
    expect(ran.outputs).toMatchObject(ONE);
    expect(ran.out).toContain(start);
  });

  it('that is the first one, and one that rewrote the default branch, report everything', async () => {
    const ref = 'refs/heads/main';
    // The fact that nothing reads, and “theirs”.
    const all = { new: '2', errors: '1', information: '1' };
    expect((await run(repository.checkout(ref, 1), history.push(ref, NOTHING, main))).outputs).toMatchObject(all);
    const forced = { payload: { before: 'f'.repeat(40), forced: true, repository: { default_branch: 'main' } } };
    expect((await run(repository.checkout(ref, 0), history.push(ref, '', main, forced))).outputs).toMatchObject(all);
  });
});

describe('what has no base', { timeout: 60_000 }, () => {
  it.each(['workflow_dispatch', 'schedule'])('reports everything: %s', async (name) => {
    const ran = await run(repository.checkout('refs/pull/7/merge', 1), event(name, 'refs/heads/main', merge));
    // The clause, the fact that nothing reads, and “theirs”.
    expect(ran.outputs).toMatchObject({ new: '3', errors: '2', information: '1', conclusion: 'failure' });
  });

  it('and an event that cannot be read', async () => {
    const ran = await run(repository.checkout('refs/pull/7/merge', 1), history.pullRequest(), {
      env: { GITHUB_EVENT_PATH: '/nowhere.json' },
    });
    expect(ran.outputs).toMatchObject({ new: '3' });
  });
});

describe('the input “since”', { timeout: 60_000 }, () => {
  it('names a branch that only the server has here', async () => {
    const ran = await run(repository.checkout('refs/heads/feature', 0), event('workflow_dispatch', 'refs/heads/feature', head), {
      with: { since: 'main' },
    });
    // main has the idle fact too; “theirs” is only there.
    expect(ran.outputs).toMatchObject(ONE);
  });

  it('is everything where it is empty, in any event', async () => {
    const ran = await run(repository.checkout('refs/pull/7/merge', 1), history.pullRequest(), { with: { since: '' } });
    expect(ran.outputs).toMatchObject({ new: '3' });
  });

  it.each(['no-such-branch', '--upload-pack=touch x', 'HEAD; touch x', '-1'])('that is no revision is said: %s', async (since) => {
    const workspace = repository.checkout('refs/pull/7/merge', 2);
    const ran = await run(workspace, history.pullRequest(), { with: { since } });
    expect(ran).toMatchObject({ code: 1, outputs: { conclusion: 'error' } });
    expect(error(ran)).toContain(since);
    expect(git(workspace, 'status', '--porcelain')).toBe('');
  });
});

describe('other inputs', { timeout: 60_000 }, () => {
  it.each([
    ['prove', 'yes'],
    ['fail-on', 'warnings'],
    ['language', 'fr'],
    ['working-directory', 'nowhere'],
  ])('%s: %s is said to be wrong before anything is done', async (name, value) => {
    const ran = await run(repository.checkout('refs/pull/7/merge', 2), history.pullRequest(), { with: { [name]: value } });
    expect(ran).toMatchObject({ code: 1, outputs: { conclusion: 'error' } });
    expect(error(ran)).toContain(value);
    expect(api.asked).toEqual([]);
  });

  it('paths are taken line by line, and fail-on decides', async () => {
    const given = event('schedule', 'refs/heads/main', main);
    const workspace = repository.checkout('refs/heads/main', 1);
    const one = await run(workspace, given, { with: { paths: `${FILE}\n\n`, 'fail-on': 'warning' } });
    expect(one).toMatchObject({ code: 0, outputs: { new: '1', information: '1', conclusion: 'success' } });
    const info = await run(workspace, given, { with: { paths: FILE, 'fail-on': 'info' } });
    expect(info).toMatchObject({ code: 1, outputs: { conclusion: 'failure' } });
    const both = await run(workspace, given, { with: { paths: `${FILE}\npolicies/other.clause` } });
    expect(both.outputs).toMatchObject({ new: '2' });
  });

  it('the working directory is where paths begin; annotations name the file from the repository’s root', async () => {
    const ran = await run(repository.checkout('refs/pull/7/merge', 2), history.pullRequest(), {
      with: { 'working-directory': 'policies' },
    });
    expect(ran.outputs).toMatchObject(ONE);
    expect(ran.annotations.map(({ properties }) => properties.file).filter(Boolean)).toEqual([FILE]);
  });

  it('each is documented, and so is each output', () => {
    const { inputs, outputs } = metadata;
    for (const { description } of [...Object.values(inputs), ...Object.values(outputs)]) expect(description).toMatch(/\w/);
    expect(Object.keys(outputs)).toEqual(['new', 'errors', 'warnings', 'information', 'sarif-file', 'conclusion']);
  });
});

describe('hostile texts', { timeout: 60_000 }, () => {
  it('are no commands, no mentions and no markup', async () => {
    const hostile = new Repository();
    const name = 'p/a\n::error::x --><b>@everyone.clause';
    const before = hostile.commit({ [name]: 'fact spent "S": money from 0元\nclause a "A" { award 1% of spent }\n' });
    hostile.branch('feature');
    const title = '::set-output name=x::y]]> @octocat <img src=x> [a](b) | `c`';
    const after = hostile.commit({
      [name]: `fact spent "S": money from 0元\nfact idle "${title}": money from 0元\nclause a "${title}" { award 1% of spnet }\n`,
    });
    const sha = hostile.pull(7, 'feature');
    const given = history.pullRequest(after, sha);
    given.payload.pull_request.base.sha = before;
    const ran = await run(hostile.checkout('refs/pull/7/merge', 2), given);
    expect(ran.outputs).toMatchObject({ errors: '1', conclusion: 'failure' });
    expect(
      [...new Set(ran.annotations.map(({ level }) => level))].filter(
        (level) => !['error', 'warning', 'notice', 'add-mask', 'group', 'endgroup'].includes(level),
      ),
    ).toEqual([]);
    expect(ran.annotations.filter(({ message }) => message === 'x')).toEqual([]);
    expect(ran.annotations.find(({ level, properties }) => level === 'error' && properties.file)?.properties.file).toBe(name);
    for (const text of [api.comments[0]?.body ?? '', ran.summary]) {
      expect(text).toContain('spnet');
      expect(text).not.toMatch(/(^|[^\w`\\&;])@(everyone|octocat)\b/);
      expect(text).not.toMatch(/<(img|b)\b/);
    }
  });
});
