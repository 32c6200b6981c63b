/** Why: code scanning takes what an analysis does not name for mended, so it has to be told everything, for the right commit of the right ref. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Ran, runAction } from './support/action';
import { FakeApi } from './support/api';
import { History } from './support/history';

const api = new FakeApi();
const history = new History();
const { repository, head, merge, main, start } = history;
beforeEach(() => api.reset());

type Given = Parameters<typeof runAction>[0];
const run = (workspace: string, event: Given['event'], more: Given['with'] = {}): Promise<Ran> =>
  runAction({ workspace, event, api: api.url, with: { comment: 'false', 'upload-sarif': 'true', ...more } });
const rules = () => api.sarif[0]?.log.runs.flatMap(({ results }) => results.map(({ ruleId }) => ruleId)).sort();

describe('upload-sarif', { timeout: 60_000 }, () => {
  it('sends all there is of the merge of a pull request', async () => {
    const ran = await run(repository.checkout('refs/pull/7/merge', 2), history.pullRequest());
    expect(ran.outputs).toMatchObject({ new: '1', conclusion: 'failure' });
    expect(api.sarif).toMatchObject([{ ref: 'refs/pull/7/merge', commit: merge }]);
    // Also what was there before: the idle fact, and “theirs”.
    expect(rules()).toEqual(['unknown-name', 'unknown-name', 'unused-fact']);
  });

  it('names the head where that is checked out, and the branch of a push', async () => {
    await run(repository.checkout('refs/heads/feature', 0), history.pullRequest());
    expect(api.sarif).toMatchObject([{ ref: 'refs/pull/7/head', commit: head }]);
    api.reset();
    await run(repository.checkout('refs/heads/feature', 0), history.push('refs/heads/feature', start, head));
    expect(api.sarif).toMatchObject([{ ref: 'refs/heads/feature', commit: head }]);
    expect(rules()).toEqual(['unknown-name', 'unused-fact']);
  });

  it('sends nothing of the base as if it were the pull request’s', async () => {
    const event = history.pullRequest(head, main, 'pull_request_target');
    const ran = await run(repository.checkout('refs/heads/main', 1), event);
    expect(api.sarif).toEqual([]);
    expect(ran.annotations.filter(({ level }) => level === 'warning')).toHaveLength(2);
  });

  it('that is refused is told as a notice and fails nothing', async () => {
    api.instead = () => ({ status: 403, message: 'Code scanning is not enabled' });
    const ran = await run(repository.checkout('refs/heads/main', 2), history.push('refs/heads/main', start, main), { 'fail-on': 'error' });
    expect(ran.annotations.filter(({ level }) => level === 'notice').map(({ message }) => message)).toEqual([
      expect.stringContaining('403: Code scanning is not enabled'),
    ]);
    // “theirs” is what fails.
    expect(ran.outputs).toMatchObject({ errors: '1', conclusion: 'failure' });
    expect(api.asked).toHaveLength(1);
  });

  it('that stumbles is repeated', async () => {
    let asked = 0;
    api.instead = () => (++asked === 1 ? { status: 503, message: 'later' } : undefined);
    const ran = await run(repository.checkout('refs/heads/feature', 2), history.push('refs/heads/feature', start, head));
    expect(api.sarif).toHaveLength(2);
    expect(ran.annotations.filter(({ level }) => level === 'warning')).toEqual([]);
  });
});

describe('sarif-file', { timeout: 60_000 }, () => {
  it('is written for the step that uploads it, and named in the output', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sarif '));
    try {
      const file = join(folder, 'new folder', 'out.sarif');
      const ran = await run(repository.checkout('refs/pull/7/merge', 2), history.pullRequest(), {
        'upload-sarif': 'false',
        'sarif-file': file,
      });
      expect(ran.outputs['sarif-file']).toBe(file);
      expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ version: '2.1.0', runs: [{ results: { length: 3 } }] });
      expect(api.asked).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
