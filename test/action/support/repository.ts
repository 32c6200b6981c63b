/** Why: what a workflow finds on its runner: a repository with a history, and the checkout of one of its refs as actions/checkout makes it. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll } from 'vitest';

const plain = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@example.org',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@example.org',
};

export function git(folder: string, ...args: string[]): string {
  const ran = spawnSync('git', args, { cwd: folder, encoding: 'utf8', env: { ...process.env, ...plain } });
  if (ran.status !== 0) throw new Error(`git ${args.join(' ')}: ${ran.stderr}`);
  return ran.stdout.trim();
}

export class Repository {
  readonly place = mkdtempSync(join(tmpdir(), 'clausewright 仓库 '));
  readonly path = join(this.place, 'origin');
  private clones = 0;

  constructor() {
    mkdirSync(this.path);
    git(this.path, 'init', '-q', '-b', 'main');
    afterAll(() => rmSync(this.place, { recursive: true, force: true }));
  }

  /** Writes files (`undefined`: removes them), commits, gives the commit. */
  commit(files: Readonly<Record<string, string | undefined>>, message = 'a change'): string {
    for (const [name, text] of Object.entries(files)) {
      const path = join(this.path, name);
      if (text === undefined) rmSync(path);
      else {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, text);
      }
    }
    git(this.path, 'add', '-A');
    git(this.path, 'commit', '-q', '--allow-empty', '-m', message);
    return git(this.path, 'rev-parse', 'HEAD');
  }

  /** Makes a branch at a commit and goes there. */
  branch(name: string, at = 'HEAD'): void {
    git(this.path, 'checkout', '-q', '-B', name, at);
  }

  switch(name: string): void {
    git(this.path, 'checkout', '-q', name);
  }

  /** What GitHub keeps as `refs/pull/NUMBER/merge` and `…/head`: the merge of a branch into another. Gives the merge. */
  pull(number: number, head: string, base = 'main'): string {
    const here = git(this.path, 'symbolic-ref', '--short', 'HEAD');
    git(this.path, 'checkout', '-q', '--detach', base);
    git(this.path, 'merge', '-q', '--no-ff', '-m', 'merge', head);
    const merge = git(this.path, 'rev-parse', 'HEAD');
    git(this.path, 'update-ref', `refs/pull/${number}/merge`, merge);
    git(this.path, 'update-ref', `refs/pull/${number}/head`, git(this.path, 'rev-parse', head));
    git(this.path, 'checkout', '-q', here);
    return merge;
  }

  /** A folder like a runner's workspace. `depth` 0: the history of all branches and tags. */
  checkout(ref: string, depth = 1): string {
    const folder = join(this.place, `workspace ${++this.clones}`);
    mkdirSync(folder);
    git(folder, 'init', '-q', '-b', 'unborn');
    git(folder, 'remote', 'add', 'origin', pathToFileURL(this.path).href);
    const local = ref.replace(/^refs\/(heads\/)?/, (_, heads: string | undefined) => (heads ? 'refs/remotes/origin/' : 'refs/remotes/'));
    const refspecs = depth === 0 ? ['+refs/heads/*:refs/remotes/origin/*', '+refs/tags/*:refs/tags/*'] : [];
    git(folder, 'fetch', '-q', '--no-tags', ...(depth === 0 ? [] : [`--depth=${depth}`]), 'origin', ...refspecs, `+${ref}:${local}`);
    const branch = /^refs\/heads\/(.*)$/.exec(ref)?.[1];
    git(folder, 'checkout', '-q', '--force', ...(branch ? ['-B', branch, local] : ['--detach', local]));
    return folder;
  }
}
