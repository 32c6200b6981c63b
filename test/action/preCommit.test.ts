/** Why: the hooks are run as pre-commit runs them: what the manifest names, from a checkout of this repository, with the file names behind it. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { blocks } from '../docs/pages';
import { root } from './support/action';
import { git } from './support/repository';

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly language: string;
  readonly files: string;
  readonly args: readonly string[];
}
const hooks = parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8')) as Hook[];
const place = mkdtempSync(join(tmpdir(), 'hooks 钩子 '));
afterAll(() => rmSync(place, { recursive: true, force: true }));

const GOOD = 'fact spent "S": money from 0元\n\nclause a "A" {\n  award 1% of spent\n}\n';
const BAD = GOOD.replace('of spent', 'of spnet');
const UGLY = GOOD.replace('  award', ' award');

let repositories = 0;
function project(files: Readonly<Record<string, string>>): string {
  const folder = join(place, `project ${++repositories}`);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  git(folder, 'init', '-q');
  git(folder, 'add', '-A');
  git(folder, 'commit', '-q', '-m', 'x');
  return folder;
}

/** `language: script`: the first word is a file of the hooks' repository, the rest are arguments. */
function hook(id: string, folder: string, names: readonly string[]) {
  const { entry, args } = hooks.find((each) => each.id === id) ?? { entry: '', args: [] };
  const [script = '', ...more] = entry.split(' ');
  return spawnSync(join(root, script), [...more, ...args, ...names], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, LANG: 'C.UTF-8' },
  });
}

describe('the hooks', { timeout: 60_000 }, () => {
  it('are scripts that can be run as they are, for policy files', () => {
    expect(hooks.map(({ id }) => id)).toEqual(['clausewright-lint', 'clausewright-fmt']);
    for (const { entry, language, files } of hooks) {
      const script = join(root, entry.split(' ')[0] ?? '');
      expect(language).toBe('script');
      expect(statSync(script).mode & 0o111).toBe(0o111);
      expect(readFileSync(script, 'utf8').split('\n')[0]).toBe('#!/usr/bin/env node');
      // As pre-commit looks for it: anywhere in the path.
      const matches = ['a.clause', '政策/a b.clause.md', 'a.clause.txt', 'clause', 'a.md'].map((name) => new RegExp(files).test(name));
      expect(matches).toEqual([true, true, false, false, false]);
    }
  });

  it('lint says what is wrong in the files that are named, and only in them', () => {
    const folder = project({ 'a.clause': GOOD, '政策/b c.clause': BAD, 'other.clause': BAD });
    expect(hook('clausewright-lint', folder, ['a.clause'])).toMatchObject({ status: 0, stderr: '' });
    const ran = hook('clausewright-lint', folder, ['a.clause', '政策/b c.clause']);
    expect(ran.status).toBe(1);
    expect(ran.stdout).toContain('政策/b c.clause:4:');
    expect(ran.stdout).not.toContain('other.clause');
  });

  it('lint leaves out what the configuration leaves out, though it is named', () => {
    const folder = project({ 'clausewright.yaml': 'files:\n  exclude: [drafts]\n', 'drafts/a.clause': BAD, 'b.clause': GOOD });
    expect(hook('clausewright-lint', folder, ['drafts/a.clause', 'b.clause'])).toMatchObject({ status: 0, stderr: '' });
    expect(hook('clausewright-lint', folder, ['drafts/a.clause'])).toMatchObject({ status: 0 });
  });

  it('lint takes very many names', () => {
    const names = Array.from({ length: 800 }, (_, n) => `folder with a long name to fill the command line/${n}.clause`);
    const folder = project(Object.fromEntries(names.map((name) => [name, GOOD])));
    expect(hook('clausewright-lint', folder, names)).toMatchObject({ status: 0 });
  });

  it('fmt lays out what is named, as pre-commit wants it: by changing files', () => {
    const folder = project({ 'a.clause': UGLY, 'b.clause': UGLY });
    expect(hook('clausewright-fmt', folder, ['a.clause'])).toMatchObject({ status: 0 });
    expect(readFileSync(join(folder, 'a.clause'), 'utf8')).toBe(GOOD);
    expect(readFileSync(join(folder, 'b.clause'), 'utf8')).toBe(UGLY);
  });
});

const isThere = spawnSync('pre-commit', ['--version']).status === 0;

describe.runIf(isThere)('pre-commit itself', { timeout: 120_000 }, () => {
  it('takes the manifest, and the configuration that the guide shows', () => {
    const config = blocks('docs/pull-requests.md', 'yaml').find((block) => block.startsWith('repos:')) ?? '';
    writeFileSync(join(place, 'config.yaml'), config);
    const validated = (...args: string[]) => spawnSync('pre-commit', args, { cwd: place, encoding: 'utf8' });
    expect(validated('validate-manifest', join(root, '.pre-commit-hooks.yaml'))).toMatchObject({ status: 0, stdout: '', stderr: '' });
    expect(validated('validate-config', 'config.yaml')).toMatchObject({ status: 0, stdout: '' });
  });

  it('installs the hooks from a repository and runs them', () => {
    // What of this repository the hooks need, as a repository with a commit.
    const source = join(place, 'source');
    mkdirSync(join(source, 'action/dist'), { recursive: true });
    cpSync(join(root, 'action/dist'), join(source, 'action/dist'), { recursive: true });
    cpSync(join(root, '.pre-commit-hooks.yaml'), join(source, '.pre-commit-hooks.yaml'));
    git(source, 'init', '-q');
    git(source, 'add', '-A');
    git(source, 'commit', '-q', '-m', 'x');
    const folder = project({ 'a.clause': GOOD, 'b.clause': BAD, 'c.txt': 'clause' });
    const run = (...args: string[]) =>
      spawnSync('pre-commit', ['try-repo', source, ...args], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, PRE_COMMIT_HOME: join(place, 'cache') },
      });
    const lint = run('clausewright-lint', '--all-files');
    expect(lint.status, lint.stdout + lint.stderr).toBe(1);
    expect(lint.stdout).toContain('b.clause:4:');
    expect(lint.stdout).not.toContain('a.clause:');
    expect(run('clausewright-lint', '--files', 'a.clause').status).toBe(0);
    expect(run('clausewright-fmt', '--all-files').status).toBe(0);
    writeFileSync(join(folder, 'a.clause'), UGLY);
    const fmt = run('clausewright-fmt', '--files', 'a.clause');
    expect(fmt.status).toBe(1);
    expect(fmt.stdout).toContain('files were modified by this hook');
  });
});
