/** Why: the template for GitLab is run as a runner runs it: its lines by a shell, with GitLab's variables, in a checkout. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { root } from './support/action';
import { BROKEN_LINE, FILE, History } from './support/history';

interface Job {
  readonly variables: Readonly<Record<string, string>>;
  readonly rules: readonly { readonly if: string }[];
  readonly before_script: readonly string[];
  readonly script: readonly string[];
  readonly artifacts: { readonly when: string; readonly reports: Readonly<Record<string, string>> };
}
const { clausewright: job } = parse(readFileSync(join(root, 'ci/gitlab/clausewright.gitlab-ci.yml'), 'utf8')) as { clausewright: Job };

// The command as npm puts it on the path.
const bin = mkdtempSync(join(tmpdir(), 'bin '));
symlinkSync(join(root, 'action/dist/cli.js'), join(bin, 'clausewright'));
afterAll(() => rmSync(bin, { recursive: true, force: true }));

const history = new History();

function run(workspace: string, variables: Readonly<Record<string, string>>) {
  const lines = [...job.before_script, ...job.script];
  return spawnSync('bash', ['-c', ['set -eo pipefail', ...lines].join('\n')], {
    cwd: workspace,
    encoding: 'utf8',
    env: { PATH: `${bin}${delimiter}${process.env.PATH}`, HOME: bin, LANG: 'C.UTF-8', ...job.variables, ...variables },
  });
}

describe('the template for GitLab', { timeout: 60_000 }, () => {
  it('runs in merge requests only, with the whole history', () => {
    expect(job.rules).toEqual([{ if: '$CI_PIPELINE_SOURCE == "merge_request_event"' }]);
    expect(job.variables.GIT_DEPTH).toBe('0');
    expect(job.artifacts.when).toBe('always');
  });

  it.each([
    ['of the branch', 'refs/heads/feature', { CI_MERGE_REQUEST_DIFF_BASE_SHA: history.start, CI_MERGE_REQUEST_TARGET_BRANCH_SHA: '' }],
    [
      'of the merged result',
      'refs/pull/7/merge',
      { CI_MERGE_REQUEST_DIFF_BASE_SHA: history.start, CI_MERGE_REQUEST_TARGET_BRANCH_SHA: history.main },
    ],
  ])('in a pipeline %s reports what is new, in the files it promises', (_, ref, variables) => {
    const workspace = history.repository.checkout(ref, 0);
    const ran = run(workspace, variables);
    expect(ran.status, ran.stderr).toBe(1);
    expect(ran.stdout).toContain('unknown-name');
    const report = (name: string) => readFileSync(join(workspace, job.artifacts.reports[name] ?? ''), 'utf8');
    const quality = JSON.parse(report('codequality')) as { check_name: string; location: { path: string; lines?: { begin: number } } }[];
    expect(quality).toMatchObject([{ check_name: 'unknown-name', location: { path: FILE } }]);
    expect(JSON.stringify(quality[0]?.location)).toContain(`:${BROKEN_LINE}`);
    expect(report('junit')).toContain('unknown-name');
  });

  it('passes options and paths on', () => {
    const variables = {
      CI_MERGE_REQUEST_DIFF_BASE_SHA: history.start,
      CLAUSEWRIGHT_OPTIONS: '--no-prove --lang zh',
      CLAUSEWRIGHT_PATHS: 'policies ./policies',
    };
    const ran = run(history.repository.checkout('refs/heads/feature', 0), variables);
    expect(ran.status, ran.stderr).toBe(1);
    expect(ran.stdout).toMatch(/[\u4e00-\u9fff]/);
  });

  it('passes where nothing is new', () => {
    const ran = run(history.repository.checkout('refs/heads/feature', 0), { CI_MERGE_REQUEST_DIFF_BASE_SHA: history.head });
    expect(ran.status, ran.stderr).toBe(0);
  });
});
