/** Why: `lint --fix` mends what is certain and nothing else, whole files or none; what `--dry-run` prints is a patch that git takes. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Folder, type Ran } from './support/run';

const folder = new Folder();
const read = (name: string): string => readFileSync(join(folder.path, name), 'utf8');
const lint = (...args: string[]): Promise<Ran> => folder.run(['lint', '--no-prove', ...args]);

/** The name is written wrongly once; only one is near. */
const BROKEN = 'fact spent "Spent": money from 0元\nclause c "C" {\n  award 10% of spnet\n}\n';
const MENDED = BROKEN.replace('spnet', 'spent');

describe('--fix', () => {
  it('mends what is certain, and reports what is left at its new place', async () => {
    // The full-width brackets and colon become one character each, so columns stay; `missing` has no name near it.
    const name = folder.write('left.clause', `${BROKEN}\nlet z = missing_b\n`);
    const ran = await lint('--fix', name);
    expect(read(name)).toBe(`${MENDED}\nlet z = missing_b\n`);
    expect(ran.code).toBe(1);
    expect(ran.out).toContain('left.clause:6:9: error');
    expect(ran.out).not.toContain('spnet');
    expect(ran.out).toContain('1 finding mended in 1 file\n');
  });

  it('exits by what is left', async () => {
    const name = folder.write('all.clause', BROKEN);
    expect(await lint('--fix', name)).toMatchObject({ code: 0, out: '1 finding mended in 1 file\n1 file: nothing to report\n', err: '' });
    const again = await lint('--fix', name);
    expect(again).toMatchObject({ code: 0, out: '1 file: nothing to report\n' });
  });

  it('says in JSON what was mended', async () => {
    const name = folder.write('json.clause', BROKEN);
    const result = JSON.parse((await lint('--fix', '--format', 'json', name)).out) as Record<string, unknown>;
    expect(result).toMatchObject({ findings: [], mended: { findings: 1, files: 1 } });
  });

  it('does not write down what comes out where an example expects something else', async () => {
    const text = `${MENDED}example "e" {\n  spent = 100元\n  expect c = 11元\n}\n`;
    const name = folder.write('expected.clause', text);
    const ran = await lint('--fix', name);
    expect(read(name)).toBe(text);
    expect(ran.out).toContain('[expectation-failed]');
    expect(ran.code).toBe(1);
  });

  it('goes on where one fix makes way for another', async () => {
    // The full-width semicolon is mended first; what it hid, the misspelled name, in a second round.
    const name = folder.write('rounds.clause', 'fact spent "Spent"：money from 0元\nclause c "C" ｛\n  award （10% of spnet）\n｝\n');
    await lint('--fix', name);
    expect(read(name)).toBe('fact spent "Spent":money from 0元\nclause c "C" {\n  award (10% of spent)\n}\n');
  });

  it('keeps the byte-order mark, the line ends and the mode, and leaves nothing beside the file', async () => {
    const name = folder.write('kept/kept.clause', `\ufeff${BROKEN.replaceAll('\n', '\r\n')}`);
    chmodSync(join(folder.path, name), 0o640);
    await lint('--fix', name);
    expect(read(name)).toBe(`\ufeff${MENDED.replaceAll('\n', '\r\n')}`);
    expect(statSync(join(folder.path, name)).mode & 0o777).toBe(0o640);
    expect(readdirSync(join(folder.path, 'kept'))).toEqual(['kept.clause']);
  });

  it('writes to where a symbolic link leads', async () => {
    const target = folder.write('linked/target.clause', BROKEN);
    symlinkSync('target.clause', join(folder.path, 'linked', 'link.clause'));
    await lint('--fix', 'linked/link.clause');
    expect(lstatSync(join(folder.path, 'linked', 'link.clause')).isSymbolicLink()).toBe(true);
    expect(read(target)).toBe(MENDED);
  });

  it('mends a file once that is named by itself and by a link', async () => {
    folder.write('twice/a.clause', BROKEN);
    symlinkSync('a.clause', join(folder.path, 'twice', 'b.clause'));
    const ran = await lint('--fix', 'twice');
    expect(read('twice/a.clause')).toBe(MENDED);
    expect(lstatSync(join(folder.path, 'twice', 'b.clause')).isSymbolicLink()).toBe(true);
    expect(ran).toMatchObject({ code: 0, err: '' });
  });

  it('leaves a read-only file, says so, and mends the others', async () => {
    folder.write('locked/a.clause', BROKEN);
    chmodSync(join(folder.path, 'locked/a.clause'), 0o444);
    folder.write('locked/b.clause', BROKEN);
    const ran = await lint('--fix', 'locked');
    expect(ran.code).toBe(2);
    expect(ran.err).toBe('error: locked/a.clause: cannot be written (EACCES)\n');
    expect(read('locked/a.clause')).toBe(BROKEN);
    expect(read('locked/b.clause')).toBe(MENDED);
    expect(ran.out).toContain('locked/a.clause:3:16: error');
    expect(ran.out).toContain('1 finding mended in 1 file\n');
  });

  it('leaves imported files alone that it was not asked to look at, and looks at importers again', async () => {
    folder.write('imports/facts.clause', 'let half = 50% of spnet\nfact spent "Spent": money from 0元\n');
    folder.write('imports/main.clause', 'import "./facts.clause"\nclause c "C" {\n  award half + spnet\n}\n');
    await lint('--fix', 'imports/main.clause');
    expect(read('imports/facts.clause')).toContain('spnet');
    expect(read('imports/main.clause')).toContain('half + spent');
    await lint('--fix', 'imports/facts.clause');
    expect(read('imports/facts.clause')).toBe('let half = 50% of spent\nfact spent "Spent": money from 0元\n');
  });

  it('mends in the fences of a literate file and nowhere else', async () => {
    const text = (name: string) =>
      `# Text\n\nThe award is 10% of spnet, they say.\n\n\`\`\`clause\n${BROKEN.replace('spnet', name)}\`\`\`\n`;
    const name = folder.write('text.clause.md', text('spnet'));
    await lint('--fix', name);
    expect(read(name)).toBe(text('spent'));
  });

  it('mends of a part of the findings only this part', async () => {
    const old = 'fact spent "Spent": money from 0元\nclause c "C" {\n  award 10% of spnet + spent\n}\n';
    const name = folder.write('part/part.clause', old);
    await lint('--baseline', 'part/base.json', '--baseline-add', name);
    folder.write('part/part.clause', `clause d "D" ｛\n  award （20% of spnet）\n｝\n${old}`);
    await lint('--baseline', 'part/base.json', '--fix', name);
    // The bracket beside the name touches it, so it is mended after it, when its words are others already.
    expect(read(name)).toBe(`clause d "D" {\n  award (20% of spent)\n}\n${old}`);
  });

  it('mends nothing that the baseline keeps, in other items of the file', async () => {
    const old = 'fact spent "Spent": money from 0元\nclause c "C" {\n  award （20% of spent）\n}\n';
    const name = folder.write('kept/kept.clause', old);
    await lint('--baseline', 'kept/base.json', '--baseline-add', name);
    folder.write('kept/kept.clause', `${old}clause d "D" ｛\n  award spnet\n}\n`);
    await lint('--baseline', 'kept/base.json', '--fix', name);
    expect(read(name)).toBe(`${old}clause d "D" {\n  award spent\n}\n`);
  });

  it('takes out a suppression of something that is proved not to be', async () => {
    const text = `${MENDED.replace('clause c', '// allow clause-unreachable: not yet\nclause c')}`;
    const name = folder.write('proved.clause', text);
    expect((await folder.run(['lint', '--fix', name])).out).toContain('1 finding mended');
    expect(read(name)).toBe(MENDED);
  });
});

describe('--fix --dry-run', () => {
  const names = ['plain.clause', 'with space/a b.clause', '政策/补贴 一.clause', 'quo"te.clause', 'new\nline.clause', 'back\\slash.clause'];
  const contents = [BROKEN, `\ufeff${BROKEN}`, BROKEN.replaceAll('\n', '\r\n'), BROKEN.trimEnd(), `// \u001b[31m%\t\n${BROKEN}`, BROKEN];

  const tools = ['git', 'patch'].filter((tool) => !spawnSync(tool, ['--version']).error);
  it.each(tools)('writes nothing and prints a patch that %s takes', async (tool) => {
    const mine = new Folder();
    for (const [n, name] of names.entries()) mine.write(name, contents[n] ?? '');
    const state = () => names.map((name) => readFileSync(join(mine.path, name), 'utf8'));
    const ran = await mine.run(['lint', '--no-prove', '--fix', '--dry-run', '.']);
    expect(ran.code).toBe(1);
    expect(ran.err).toBe('would mend 6 findings in 6 files; nothing was written\n');
    expect(state()).toEqual(contents);
    if (tool === 'git') execFileSync('git', ['apply', '-'], { cwd: mine.path, input: ran.out });
    else execFileSync('patch', ['-p1', '--binary'], { cwd: mine.path, input: ran.out });
    expect(state()).toEqual(contents.map((text) => text.replace('spnet', 'spent')));
    const again = await mine.run(['lint', '--no-prove', '--fix', '--dry-run', '.']);
    expect(again).toMatchObject({ code: 0, out: '', err: 'nothing that is certain to be mended\n' });
  });

  it('is a patch from the folder it runs in, also within a repository', async () => {
    const mine = new Folder();
    mine.write('sub/a b.clause', BROKEN);
    execFileSync('git', ['init', '-q'], { cwd: mine.path });
    const ran = await mine.run(['lint', '--no-prove', '--fix', '--dry-run', 'sub']);
    execFileSync('git', ['apply', '-'], { cwd: mine.path, input: ran.out });
    expect(readFileSync(join(mine.path, 'sub/a b.clause'), 'utf8')).toBe(MENDED);
  });

  it('names files that lie elsewhere from the folder that it says', async () => {
    const mine = new Folder();
    mine.write('repo/b/x.clause', BROKEN);
    mine.write('repo/c/y.clause', BROKEN);
    mine.write('repo/a/z.clause', MENDED);
    execFileSync('git', ['init', '-q'], { cwd: join(mine.path, 'repo') });
    const ran = await mine.run(['lint', '--no-prove', '--fix', '--dry-run', '--root', '..', '../b', '../c'], {}, false, 'repo/a');
    expect(ran.err).toContain(
      `would mend 2 findings in 2 files; nothing was written\nnames in the patch are relative to ${join(mine.path, 'repo')}:`,
    );
    execFileSync('git', ['apply', '-'], { cwd: join(mine.path, 'repo'), input: ran.out });
    for (const name of ['b/x.clause', 'c/y.clause']) expect(readFileSync(join(mine.path, 'repo', name), 'utf8')).toBe(MENDED);
  });

  it('shows what would steer a terminal instead of sending it', async () => {
    folder.write('esc/e.clause', `// \u001b]0;title\u0007\n${BROKEN}`);
    const ran = await folder.run(['lint', '--no-prove', '--fix', '--dry-run', 'esc'], { NO_COLOR: '1' }, true);
    expect(ran.out).toContain(' // ␛]0;title␇\n');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: this is what must not be there
    expect(ran.out).not.toMatch(/[\u0000-\u0008\u000b-\u001f]/);
  });

  it('belongs to --fix, and prints nothing but the patch', async () => {
    expect(await lint('--dry-run', '.')).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('--dry-run works together with --fix only'),
    });
    expect(await lint('--fix', '--dry-run', '--format', 'json', '.')).toMatchObject({ code: 2, out: '' });
    expect((await folder.run(['lint', '--lang', 'zh', '--dry-run', '.'])).err).toContain('--dry-run 只能与 --fix 同用');
  });
});
