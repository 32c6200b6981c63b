/** Why: which files a command looks at is what the user meant by files, folders and patterns, and what git would see. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { createColors } from 'picocolors';
import { describe, expect, it } from 'vitest';
import { configsFor } from '../../server/src/cli/configured';
import { policyFiles } from '../../server/src/cli/files';
import type { Context } from '../../server/src/cli/io';
import { messagesFor } from '../../server/src/cli/messages/messages';
import { NodeHost } from '../../server/src/host/nodeHost';
import { usualProving } from '../../server/src/lint/proving';
import { Folder } from './support/run';

interface Options {
  gitignore?: boolean;
  forceExclude?: boolean;
  covers?(uri: string): boolean;
}

function listed(cwd: string, paths: readonly string[], { gitignore = true, forceExclude = false, covers = () => true }: Options = {}) {
  const io = { out: () => undefined, err: () => undefined, cwd, env: {}, terminal: false };
  const context: Context = {
    io,
    language: 'en',
    m: messagesFor('en'),
    colours: createColors(false),
    host: new NodeHost([cwd]),
    proving: usualProving,
    configs: configsFor({ none: true }, cwd),
  };
  const { files, troubles, excluded } = policyFiles(paths, context, { gitignore, forceExclude, covers });
  return { files: files.map(({ shown }) => shown), troubles, excluded };
}

describe('names and patterns', () => {
  const folder = new Folder();
  const all = [
    '2025 [a]/one.clause',
    '2025 [a]/sub/two.clause.md',
    'a/three.clause',
    'it\'s "quoted"/x::y.clause',
    'line\nend/four.clause',
    '政策 文件/五.clause',
  ];
  for (const name of [...all, 'a/notes.md', 'node_modules/m.clause']) folder.write(name, '');
  const files = (...paths: string[]) => listed(folder.path, paths);

  it('a folder is searched, in the order of code units', () => {
    expect(files('.')).toEqual({ files: all, troubles: [], excluded: [] });
  });

  it.each([
    ['**/*.clause', all.filter((name) => name.endsWith('.clause'))],
    ['*/*.md', []],
    ['**/*.md', ['2025 [a]/sub/two.clause.md']],
    // A folder that is there is taken by its name; what follows is the pattern.
    ['2025 [a]/*.clause', ['2025 [a]/one.clause']],
    ['2025 [a]/**', ['2025 [a]/one.clause', '2025 [a]/sub/two.clause.md']],
    ['政策*/*', ['政策 文件/五.clause']],
    ['{a,政策 文件}/*.clause', ['a/three.clause', '政策 文件/五.clause']],
    // As in a shell: a folder that matches is searched.
    ['20*', ['2025 [a]/one.clause', '2025 [a]/sub/two.clause.md']],
    ['./a/*', ['a/three.clause']],
    ['line?end/*', ['line\nend/four.clause']],
    ["it's*/x::*.clause", ['it\'s "quoted"/x::y.clause']],
  ])('%s', (pattern, expected) => {
    const { files: found, troubles } = files(pattern);
    expect(found).toEqual(expected);
    expect(troubles).toHaveLength(expected.length === 0 ? 1 : 0);
  });

  it('an absolute pattern, and one that leads up', () => {
    expect(files(`${folder.path}/a/*.clause`).files).toEqual(['a/three.clause']);
    expect(listed(join(folder.path, 'a'), ['../2025*/*.clause']).files).toEqual([join(folder.path, '2025 [a]/one.clause')]);
  });

  it('a name that is there beats a pattern', () => {
    folder.write('star/[ab].clause', '');
    folder.write('star/a.clause', '');
    expect(files('star/[ab].clause').files).toEqual(['star/[ab].clause']);
    rmSync(join(folder.path, 'star'), { recursive: true });
  });

  it('each once, in the order in which they are first named', () => {
    expect(files('a/three.clause', '2025 [a]/sub', '**/*.clause*').files).toEqual([
      'a/three.clause',
      '2025 [a]/sub/two.clause.md',
      ...all.filter((name) => !/three|two/.test(name)),
    ]);
  });

  it('says what is missing, and what matches nothing', () => {
    expect(files('none.clause').troubles).toEqual(['none.clause: there is no such file or folder']);
    expect(files('no/**/*.clause').troubles).toEqual([messagesFor('en').nothingMatches('no/**/*.clause')]);
    expect(files('a/notes.md').troubles).toEqual([messagesFor('en').notAPolicyFile('a/notes.md')]);
  });

  it('files of the configuration: of folders always, of named files where it is forced', () => {
    const covers = (uri: string) => !uri.includes('three');
    expect(listed(folder.path, ['a'], { covers })).toEqual({ files: [], troubles: [], excluded: [] });
    expect(listed(folder.path, ['a/three.clause'], { covers }).files).toEqual(['a/three.clause']);
    const forced = listed(folder.path, ['a/three.clause'], { covers, forceExclude: true });
    expect(forced).toEqual({ files: [], troubles: [], excluded: ['a/three.clause'] });
  });
});

describe('links', () => {
  const folder = new Folder();
  folder.write('a/b/x.clause', '');
  folder.write('elsewhere/y.clause', '');
  symlinkSync('..', join(folder.path, 'a/b/up'));
  symlinkSync('../elsewhere', join(folder.path, 'a/over.clause'));
  symlinkSync('../elsewhere/y.clause', join(folder.path, 'a/linked.clause'));
  symlinkSync('gone.clause', join(folder.path, 'a/broken.clause'));

  it('to folders are not followed, to files are, and what leads nowhere is listed', () => {
    expect(listed(folder.path, ['a'])).toMatchObject({ files: ['a/b/x.clause', 'a/broken.clause', 'a/linked.clause'], troubles: [] });
  });

  it('a link that leads nowhere is told of, and the rest is judged', async () => {
    const ran = await folder.run(['lint', '--no-prove', 'a']);
    expect(ran.code).toBe(2);
    expect(ran.err).toBe('error: a/broken.clause: there is no such file or folder\n');
    expect(ran.out).toMatch(/^2 files/m);
  });

  it('a link to a folder that the user names is searched', () => {
    expect(listed(folder.path, ['a/over.clause']).files).toEqual(['a/over.clause/y.clause']);
  });
});

describe('what git ignores', () => {
  const folder = new Folder();
  mkdirSync(join(folder.path, '.git/info'), { recursive: true });
  folder.write('.git/info/exclude', 'private.clause\n');
  folder.write('.gitignore', '\ufeff# built\nbuild/\n*.tmp.clause\n!keep.tmp.clause\n');
  folder.write('deep/[x]/.gitignore', '/here.clause\n!build/\n');
  for (const name of [
    'build/b.clause',
    'deep/[x]/build/c.clause',
    'deep/[x]/here.clause',
    'deep/[x]/sub/here.clause',
    'deep/private.clause',
    'keep.tmp.clause',
    'out.tmp.clause',
    'z.clause',
  ])
    folder.write(name, '');

  it('is not searched', () => {
    const found = ['deep/[x]/build/c.clause', 'deep/[x]/sub/here.clause', 'keep.tmp.clause', 'z.clause'];
    expect(listed(folder.path, ['.']).files).toEqual(found);
    expect(listed(folder.path, ['**/*.clause']).files).toEqual(found);
    // Those above count in a folder below.
    expect(listed(join(folder.path, 'deep'), ['.']).files).toEqual(['[x]/build/c.clause', '[x]/sub/here.clause']);
  });

  it('is looked at if it is named, and with --no-gitignore', async () => {
    expect(listed(folder.path, ['out.tmp.clause', 'build']).files).toEqual(['out.tmp.clause', 'build/b.clause']);
    expect(listed(folder.path, ['.'], { gitignore: false }).files).toHaveLength(8);
    const count = async (...args: string[]) => /(\d+) files/.exec((await folder.run([...args, '.'])).out)?.[1];
    expect(await count('lint', '--no-prove')).toBe('4');
    expect(await count('lint', '--no-prove', '--no-gitignore')).toBe('8');
    expect(await count('fmt', '--check')).toBe('4');
    expect(await count('fmt', '--check', '--no-gitignore')).toBe('8');
  });

  it('in a worktree, what all worktrees exclude', () => {
    const common = join(folder.path, '.git');
    const place = mkdtempSync(join(tmpdir(), 'clausewright-worktree-'));
    mkdirSync(join(common, 'worktrees/w'), { recursive: true });
    writeFileSync(join(common, 'worktrees/w/commondir'), '../..\n');
    writeFileSync(join(place, '.git'), `gitdir: ${join(common, 'worktrees/w')}\n`);
    writeFileSync(join(place, 'private.clause'), '');
    writeFileSync(join(place, 'own.clause'), '');
    expect(listed(place, ['.']).files).toEqual(['own.clause']);
    rmSync(place, { recursive: true });
  });
});

describe('any rules', () => {
  const folders = ['', 'a/', 'a/b/', 'c d/', 'a/[e]/', '政/'];
  const names = ['x.clause', 'y.clause', '!z.clause', '#n.clause', 'x y.clause'];
  const line = fc.oneof(
    fc.constantFrom('*.clause', 'x.clause', '/x.clause', 'a/', '/a', 'b', 'a/b', '**/b/', 'a/**', '*/x.clause', '!x.clause', '!a/', '!*'),
    fc.constantFrom(
      '\\!z.clause',
      '\\#n.clause',
      '# comment',
      '',
      ' ',
      'x y.clause',
      '[xy].clause',
      '[!x].clause',
      '?.clause',
      '政/',
      'c d/x*',
    ),
    fc.constantFrom(
      '!b/',
      '!/y.clause',
      'y.clause   ',
      '\\[e\\]',
      '[e]',
      '!a/b/x.clause',
      'x.clause/',
      '**/x.clause',
      'a/*/x.clause',
      '/*',
      '!/a',
    ),
  );
  const rules = fc.array(fc.tuple(fc.constantFrom('', 'a/', 'a/b/', 'a/[e]/'), fc.array(line, { minLength: 1, maxLength: 4 })), {
    maxLength: 3,
  });

  // The oracle is git itself: what it would add, with nothing but the files of the repository to go by.
  it('leave the files that git leaves', { timeout: 120_000 }, () => {
    const place = mkdtempSync(join(tmpdir(), 'clausewright-git-'));
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'core.excludesFile=/dev/null', ...args], {
        cwd: place,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
    try {
      git('init', '-q');
      for (const folder of folders)
        for (const name of names) {
          mkdirSync(dirname(join(place, folder, name)), { recursive: true });
          writeFileSync(join(place, folder, name), '');
        }
      let compared = 0;
      fc.assert(
        fc.property(rules, (each) => {
          for (const [folder, lines] of each) writeFileSync(join(place, folder, '.gitignore'), `${lines.join('\n')}\n`);
          const seen = git('ls-files', '-z', '--others', '--exclude-standard')
            .split('\0')
            .filter((name) => name.endsWith('.clause'));
          const found = listed(place, ['.']).files;
          for (const [folder] of each) rmSync(join(place, folder, '.gitignore'), { force: true });
          expect(found).toEqual(seen.sort((a, b) => (a < b ? -1 : 1)));
          compared += seen.length;
        }),
        { numRuns: 150, seed: 7 },
      );
      expect(compared).toBeGreaterThan(100);
    } finally {
      rmSync(place, { recursive: true });
    }
  });
});
