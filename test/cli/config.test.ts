/** The command line goes by clausewright.yaml: severities, files, language, baseline; and by none in which something is wrong. */
import { describe, expect, it } from 'vitest';
import { Folder } from './support/run';

/** A fact that nothing reads, in a file without a clause it would not be told of; so one clause. */
const UNUSED = `fact spent "Spent": money
fact other "Other": money
clause grant "Grant" { award 10% of spent }
`;

interface Found {
  readonly findings: readonly { readonly name: string; readonly severity: string; readonly file: string }[];
}

async function lint(folder: Folder, ...args: string[]) {
  const ran = await folder.run(['lint', '--no-prove', '--format', 'json', ...args]);
  const { findings } = JSON.parse(ran.out) as Found;
  return { code: ran.code, found: findings.map(({ name, severity, file }) => `${file}: ${name} ${severity}`) };
}

describe('lint', () => {
  it('tells findings as their file’s configuration says', async () => {
    const folder = new Folder();
    for (const path of ['a.clause', 'strict/b.clause', 'old/c.clause', 'own/d.clause']) folder.write(path, UNUSED);
    folder.write(
      'clausewright.yaml',
      'overrides:\n  - files: [strict]\n    severity: { hygiene: error }\n  - files: [old]\n    severity: { unused-fact: off }\n',
    );
    folder.write('own/clausewright.yaml', 'severity:\n  unused-fact: warning\n');
    expect(await lint(folder)).toEqual({
      code: 1,
      found: ['a.clause: unused-fact information', 'own/d.clause: unused-fact warning', 'strict/b.clause: unused-fact error'],
    });
    expect(await lint(folder, 'old')).toEqual({ code: 0, found: [] });
    expect(await lint(folder, '--no-config', 'strict', 'old')).toEqual({
      code: 0,
      found: ['strict/b.clause: unused-fact information', 'old/c.clause: unused-fact information'],
    });
    folder.write('ci.yaml', 'severity: { unused-fact: error }');
    expect(await lint(folder, '--config', 'ci.yaml', 'own', 'old')).toEqual({
      code: 1,
      found: ['own/d.clause: unused-fact error', 'old/c.clause: unused-fact error'],
    });
  });

  it('says of a configuration by a wrong name that it is not read, where there is none by the right one', async () => {
    const folder = new Folder();
    folder.write('sub/a.clause', UNUSED);
    folder.write('clausewright.yml', 'severity: { unused-fact: error }\n');
    const ran = await folder.run(['lint', '--no-prove', '--fail-on', 'error']);
    // It counts for nothing, so the exit code is that of a run without it.
    expect(ran.code).toBe(0);
    expect(ran.err).toBe('clausewright.yml is not read; to be the configuration it has to be called clausewright.yaml\n');
    const zh = await folder.run(['lint', '--no-prove', '--fail-on', 'error', '--lang', 'zh']);
    expect(zh.err).toBe('没有读取 clausewright.yml；配置文件须命名为 clausewright.yaml\n');
    expect((await folder.run(['lint', '--no-prove', '--no-config'])).err).toBe('');
    folder.write('clausewright.yaml', '');
    expect((await folder.run(['lint', '--no-prove'])).err).toBe('');
  });

  it('takes of a folder what the patterns take in, and what is named in any case', async () => {
    const folder = new Folder();
    for (const path of ['2025/a.clause', '2025/draft/b.clause', '2024/c.clause']) folder.write(path, UNUSED.replace('fact ', 'fact  '));
    folder.write('clausewright.yaml', 'files:\n  include: ["2025"]\n  exclude: ["**/draft"]\n');
    expect((await lint(folder)).found).toEqual(['2025/a.clause: unused-fact information']);
    expect((await lint(folder, '2024')).found).toEqual([]);
    expect((await lint(folder, '2024/c.clause')).found).toEqual(['2024/c.clause: unused-fact information']);
    const formatted = await folder.run(['fmt', '--check', '.']);
    expect(formatted.out).toContain('2025/a.clause');
    expect(formatted.out).not.toMatch(/draft|2024/);
    expect((await folder.run(['test', '.'])).out).toContain('1 file');
  });
});

describe('what is wrong in a configuration', () => {
  it('stops the run, all of it named with its place', async () => {
    const folder = new Folder();
    for (const path of ['a.clause', 'sub/b.clause']) folder.write(path, UNUSED);
    folder.write('clausewright.yaml', 'severity:\n  unused-facts: off\n  row-gap: loud\n');
    folder.write('sub/clausewright.yaml', 'langage: zh\n');
    const expected = [
      'error: clausewright.yaml:2:3: “unused-facts” is neither a finding nor a group of findings. Did you mean unused-fact?',
      'error: clausewright.yaml:3:12: “loud” stands here; write error, warning, information or off.',
      'error: sub/clausewright.yaml:1:1: “langage” is no key here. Did you mean language?',
      '',
    ].join('\n');
    for (const command of [['lint'], ['test', '.'], ['fmt', '.']])
      expect(await folder.run(command)).toEqual({ code: 2, out: '', err: expected });
    expect(await folder.run(['eval', 'sub/b.clause'])).toMatchObject({ code: 2, out: '' });
    expect((await folder.run(['lint', '--lang', 'zh'])).err).toContain(
      'clausewright.yaml:2:3: “unused-facts”既不是检查项，也不是类别。是不是 unused-fact？',
    );
    expect((await folder.run(['lint', '--no-prove', '--no-config', 'a.clause'])).code).toBe(0);
  });

  it('counts columns in characters, and says what cannot be read', async () => {
    const folder = new Folder();
    folder.write('a.clause', UNUSED);
    folder.write('clausewright.yaml', 'files: { exclude: ["😀", 1] }\n');
    // f i l e s : _ { _ e x c l u d e : _ [ is 19 characters, "😀" three, a comma and a blank: the 1 is the 25th.
    expect((await folder.run(['lint'])).err).toMatch(/^error: clausewright\.yaml:1:25: “1” stands here/);
    folder.write('clausewright.yaml', Uint8Array.from([0xff, 0xfe, 0x61, 0x00]));
    expect((await folder.run(['lint'])).err).toBe('error: clausewright.yaml:1:1: The file is not UTF-8; save it as UTF-8.\n');
  });

  it('and options that do not go together, or a file that is not there', async () => {
    const folder = new Folder();
    folder.write('a.clause', UNUSED);
    expect(await folder.run(['lint', '--config', 'no.yaml'])).toMatchObject({
      code: 2,
      err: 'error: no.yaml: there is no such file or folder\n',
    });
    expect((await folder.run(['lint', '--config', 'no.yaml', '--no-config'])).err).toContain('--config and --no-config exclude each other');
  });
});

describe('the language', () => {
  it('is that of the configuration for the folder it runs in, unless --lang says otherwise', async () => {
    const folder = new Folder();
    folder.write('a.clause', UNUSED);
    folder.write('clausewright.yaml', 'language: zh\n');
    expect((await folder.run(['lint'])).out).toContain('1 个文件');
    expect((await folder.run(['lint'], { LANG: 'en_US' })).out).toContain('1 个文件');
    expect((await folder.run(['lint', '--lang', 'en'])).out).toContain('1 file');
    expect((await folder.run(['lint', '--no-config'])).out).toContain('1 file');
    expect((await folder.run(['test', '.'])).out).toContain('个文件');
    folder.write('en.yaml', 'language: en');
    expect((await folder.run(['lint', '--config', 'en.yaml'])).out).toContain('1 file');
    expect((await folder.run(['lint', '--config=en.yaml'])).out).toContain('1 file');
  });
});
