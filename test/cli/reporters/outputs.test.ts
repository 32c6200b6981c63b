/** Why: a build reads the files that a run leaves, so they are there as a whole or it is said why not; and what is printed is one format only. */
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formats } from '../../../server/src/cli/reporters/index';
import { Folder } from '../support/run';

const AWARD = 'fact spent "Spent": money from 0元\nclause award_c "Award" {\n  award 10% of spnet\n}\n';

describe('--format', () => {
  const folder = new Folder();
  folder.write('award.clause', AWARD);
  const lint = (...formatted: string[]) =>
    folder.run(['lint', '--no-prove', ...formatted.flatMap((each) => ['--format', each]), 'award.clause']);
  const read = (name: string) => readFileSync(join(folder.path, name), 'utf8');

  it('prints pretty where nothing is said', async () => {
    expect((await folder.run(['lint', '--no-prove', 'award.clause'])).out).toBe((await lint('pretty')).out);
  });

  it.each(formats)('%s: the same in a file as printed, and nothing printed then', async (format) => {
    const printed = await lint(format);
    expect(printed).toMatchObject({ code: 1, err: '' });
    expect(printed.out).not.toBe('');
    expect(await lint(`${format}=${format}.out`)).toEqual({ code: 1, out: '', err: '' });
    expect(read(`${format}.out`)).toBe(printed.out);
  });

  it('several at once, in folders that are made', async () => {
    const ran = await lint('github', 'sarif=reports/a b/out.sarif', 'junit=reports/政策=1.xml');
    expect(ran).toEqual({ ...(await lint('github')), code: 1 });
    expect(read('reports/a b/out.sarif')).toBe((await lint('sarif')).out);
    // Only the first = separates.
    expect(read('reports/政策=1.xml')).toBe((await lint('junit')).out);
    // Nothing is left beside them.
    expect(readdirSync(join(folder.path, 'reports')).sort()).toEqual(['a b', '政策=1.xml']);
  });

  it('replaces a file that is there, keeping its mode, and what a link leads to', async () => {
    writeFileSync(join(folder.path, 'old.json'), 'x'.repeat(100_000));
    chmodSync(join(folder.path, 'old.json'), 0o600);
    symlinkSync('old.json', join(folder.path, 'link.json'));
    expect(await lint('json=link.json')).toMatchObject({ code: 1, err: '' });
    expect(read('old.json')).toBe((await lint('json')).out);
    expect(statSync(join(folder.path, 'old.json')).mode & 0o777).toBe(0o600);
  });

  it('writes into what is no file without replacing it', async () => {
    expect(await lint('json=/dev/null')).toEqual({ code: 1, out: '', err: '' });
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  it('says what cannot be written, writes the others, and exits 2', async () => {
    mkdirSync(join(folder.path, 'folder'));
    const ran = await lint('pretty', 'sarif=award.clause/out.sarif', 'json=folder', 'gitlab=good.json');
    expect(ran.code).toBe(2);
    expect(ran.err).toMatch(
      /^error: award\.clause\/out\.sarif: cannot be written \((ENOTDIR|EEXIST)\)\nerror: folder: cannot be written \(EISDIR\)\n$/,
    );
    expect(ran.out).toBe((await lint('pretty')).out);
    expect(read('good.json')).toBe((await lint('gitlab')).out);
  });

  it.each([
    [['sarif', 'json'], '--format sarif and --format json would both be printed; give all but one a file, as in --format json=FILE'],
    [['json', 'json'], '--format json and --format json would both be printed; give all but one a file, as in --format json=FILE'],
    [['sarif=x', 'junit=./x'], 'two formats would be written to ./x; give each a file of its own'],
    [['sarif='], '--format sarif= names no file; write --format sarif=FILE, or --format sarif to print it'],
    [['xml=x'], 'the option --format is one of pretty, json, sarif, github, gitlab, junit, rdjson, checkstyle, markdown, not "xml"'],
  ])('refuses %j', async (given, sentence) => {
    const ran = await lint(...given);
    expect(ran).toEqual({ code: 2, out: '', err: `error: ${sentence}\nSee clausewright lint --help.\n` });
    expect(() => read('x')).toThrow(/ENOENT/);
  });

  it('tells troubles on standard error, where no name of a file can steer a runner', async () => {
    const ran = await folder.run(['lint', '--no-prove', '--format', 'github', 'a\n::error::b.clause']);
    expect(ran.code).toBe(2);
    expect(ran.err.split('\n').filter((line) => line.trimStart().startsWith('::'))).toEqual([]);
    expect(ran.out).toBe('::error title=clausewright::a%0A::error::b.clause: there is no such file or folder\n');
  });
});
