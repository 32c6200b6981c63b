/** Why: whatever a file or a path is, the command line says what is wrong and where, keeps what is right, and never shows a stack. */
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Folder, POLICY, type Ran } from './support/run';

const folder = new Folder();
const GOOD =
  '\n\nfact x "X": number from 0\nclause after "After" {\n  award x * 1元\n}\nexample "one" {\n  x = 3\n  expect after = 4元\n}\n';

interface Found {
  name: string;
  severity: string;
  file: string;
  message: string;
  range: { start: { line: number; character: number } };
}

async function lint(name: string): Promise<{ ran: Ran; found: Found[] }> {
  const ran = await folder.run(['lint', '--format', 'json', name]);
  expect(ran.err + ran.out).not.toMatch(/\n\s+at .*\.(ts|js)/);
  return { ran, found: (JSON.parse(ran.out) as { findings: Found[] }).findings };
}
const at = ({ range: { start } }: Found) => `${start.line + 1}:${start.character + 1}`;

describe('broken text keeps its neighbours', () => {
  // The example after the break still computes: 3 × 1元 is 3元, not 4元, so its expectation fails.
  it.each([
    ['an unclosed string', 'fact label "not closed: number', 1],
    ['an unclosed bracket', 'let y = (1 + 2', 1],
    ['an unclosed block', 'clause open "Open" {\n  award 5元\n', 1],
    ['an emoji before the error', '// 😀\nlet y = 😀 ?? 5', 2],
    ['a stray brace', '}', 1],
  ])('%s', async (what, text, line) => {
    const { ran, found } = await lint(folder.write(`${what}.clause`, text + GOOD));
    expect(ran.code).toBe(1);
    expect(found.filter((each) => each.name === 'syntax-error').length).toBeGreaterThan(0);
    expect(found.find((each) => each.name === 'syntax-error')?.range.start.line).toBeLessThan(line + 2);
    expect(found.filter((each) => each.name === 'expectation-failed')).toHaveLength(1);
  });

  it('100,000 nested brackets', async () => {
    const { ran, found } = await lint(folder.write('deep.clause', `let y = ${'('.repeat(100_000)}1${')'.repeat(100_000)}${GOOD}`));
    expect(ran.code).toBe(1);
    expect(found.filter((each) => each.name === 'syntax-error').map((each) => each.range.start.line)).toEqual([0]);
    expect(found.filter((each) => each.name === 'expectation-failed')).toHaveLength(1);
  });

  it('a byte-order mark and Windows line ends move nothing', async () => {
    const text = `\ufefffact x "X": number\r\nclause c "C" {\r\n  award y * 1元\r\n}\r\n`;
    const { found } = await lint(folder.write('crlf.clause', text));
    expect(found.filter((each) => each.name === 'unknown-name').map(at)).toEqual(['3:9']);
  });

  it('columns for people count characters, not UTF-16 units', async () => {
    const name = folder.write('emoji.clause', 'clause c "😀😀" { award y }\n');
    // c-l-a-u-s-e-blank-c-blank-quote-2 emoji-quote-blank-{-blank-award-blank: the name is the 23rd character, the 25th UTF-16 unit.
    expect((await folder.run(['lint', name])).out).toContain('emoji.clause:1:23: error');
    expect((await lint(name)).found.filter((each) => each.name === 'unknown-name').map(at)).toEqual(['1:25']);
  });
});

describe('files that are no policies', () => {
  // 政策 in GB 2312: D5FE B2DF.
  it.each([
    ['gbk', Buffer.from([0x70, 0x0a, 0xd5, 0xfe, 0xb2, 0xdf, 0x0a])],
    ['utf-16', Buffer.from('\ufefffact x "X": number', 'utf16le')],
    ['binary', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0xff, 0xfe, 0, 1])],
  ])('%s is not UTF-8, and is never shown', async (what, bytes) => {
    const name = folder.write(`${what}.clause`, bytes);
    const { ran, found } = await lint(name);
    expect(ran.code).toBe(1);
    expect(found).toMatchObject([{ name: 'file-not-utf8', data: { encoding: what } }]);
    expect((await folder.run(['lint', name])).out).toMatch(
      /Line \d, byte \d of the file, is the first that UTF-8 does not allow\. It looks like/,
    );
    for (const command of ['test', 'fmt']) {
      const other = await folder.run([command, name]);
      expect(other.code).toBe(2);
      expect(other.err).toContain('not UTF-8');
    }
    const evaluated = await folder.run(['eval', name, '--example', 'one']);
    expect(evaluated.code).toBe(2);
    expect(evaluated.err).toContain('not UTF-8');
    expect(ran.out + evaluated.err).not.toMatch(/\ufffd|\0/);
  });

  it('a file of 20 MB is refused at once', async () => {
    const name = folder.write('large.clause', Buffer.alloc(20 * 1024 * 1024, 0x20));
    const ran = await folder.run(['lint', name]);
    expect(ran.code).toBe(2);
    expect(ran.err).toBe('error: large.clause: too large (20.0 MB); files to 8 MB are read. Split the policy with import.\n');
    // Of a file that was not read nothing is said, least of all that it is fine.
    expect(ran.out).toBe('');
  });

  it('a missing path, an empty folder, another kind of file', async () => {
    mkdirSync(join(folder.path, 'empty'));
    folder.write('notes.txt', 'no policy');
    folder.write('fine.clause', POLICY);
    const ran = await folder.run(['lint', 'none.clause', 'empty', 'notes.txt', 'fine.clause']);
    expect(ran.code).toBe(2);
    expect(ran.err.split('\n')).toEqual([
      'error: none.clause: there is no such file or folder',
      'error: empty: no .clause or .clause.md file in this folder',
      'error: notes.txt: not a policy file; its name has to end in .clause or .clause.md',
      '',
    ]);
    expect(ran.out).toContain('1 file');
    expect(await folder.run(['eval', 'none.clause', '--example', 'x'])).toMatchObject({
      code: 2,
      err: 'error: none.clause: there is no such file or folder\n',
    });
  });

  it('a file that may not be read', async () => {
    const name = folder.write('locked.clause', POLICY);
    chmodSync(join(folder.path, name), 0);
    const ran = await folder.run(['test', name]);
    // The super-user reads everything.
    if (process.getuid?.() === 0) expect(ran.code).toBe(0);
    else expect(ran).toMatchObject({ code: 2, err: expect.stringContaining('cannot be read (EACCES)') });
  });
});

describe('folders', () => {
  it('are searched through, in one order, with spaces and Chinese in their names', async () => {
    folder.write('政策 汇编/b 市/补贴.clause', 'let b = missing_b\n');
    folder.write('政策 汇编/a.clause.md', '# Text\n\n```clause\nlet a = missing_a\n```\n');
    folder.write('政策 汇编/node_modules/x.clause', 'broken');
    folder.write('政策 汇编/other.txt', 'broken');
    const { ran, found } = await lint('政策 汇编');
    expect(ran.code).toBe(1);
    expect(found.filter((each) => each.name === 'unknown-name').map((each) => [each.file, at(each)])).toEqual([
      ['政策 汇编/a.clause.md', '4:9'],
      ['政策 汇编/b 市/补贴.clause', '1:9'],
    ]);
  });
});

describe('imports', () => {
  it('that are missing, circular or lead out of the folder are findings at their place', async () => {
    folder.write('ring/a.clause', 'import "./b.clause"\n');
    folder.write('ring/b.clause', 'import "./a.clause"\n');
    folder.write('ring/lost.clause', `import "./nowhere.clause"${GOOD}`);
    folder.write('outside.clause', 'fact o "O": number from 0\n');
    folder.write('ring/out.clause', 'import "../outside.clause"\nclause c "C" { award o * 1元 }\n');
    const names = async (args: string[]) => {
      const ran = await folder.run(['lint', '--format', 'json', ...args]);
      return (JSON.parse(ran.out) as { findings: Found[] }).findings.map((each) => `${each.name} ${at(each)}`);
    };
    expect(await names(['ring/a.clause'])).toContain('circular-import 1:8');
    const lost = await names(['ring/lost.clause']);
    expect(lost).toContainEqual(expect.stringMatching(/^missing-import 1:/));
    expect(lost).toContainEqual(expect.stringMatching(/^expectation-failed/));
    // The folder it runs in holds both; --root narrows it.
    expect(await names(['ring/out.clause'])).toEqual([]);
    expect(await names(['--root', 'ring', 'ring/out.clause'])).toContainEqual(expect.stringMatching(/^missing-import 1:/));
  });

  it('of a file elsewhere come from its own folder, or from the folder that was named', async () => {
    folder.write('away/facts.clause', 'fact o "O": number from 0\n');
    folder.write('away/in/main.clause', 'import "../facts.clause"\nclause c "C" { award o * 1元 }\n');
    folder.write('away/beside.clause', 'import "./facts.clause"\nclause b "B" { award o * 1元 }\n');
    const elsewhere = new Folder();
    const names = async (...paths: string[]) => {
      const ran = await elsewhere.run(['lint', '--format', 'json', ...paths.map((path) => join(folder.path, path))]);
      return (JSON.parse(ran.out) as { findings: Found[] }).findings.map((each) => each.name);
    };
    expect(await names('away/beside.clause')).toEqual([]);
    expect(await names('away')).toEqual([]);
    expect(await names('away/in/main.clause')).toContain('missing-import');
  });

  it('do not get out through a symbolic link', async () => {
    folder.write('secret/s.clause', 'fact s "S": number\n');
    mkdirSync(join(folder.path, 'inner'));
    symlinkSync(join(folder.path, 'secret', 's.clause'), join(folder.path, 'inner', 'link.clause'));
    const name = folder.write('inner/main.clause', 'import "./link.clause"\n');
    const ran = await folder.run(['lint', '--root', 'inner', name]);
    expect(ran.out).toContain('[missing-import]');
  });

  it('of names with spaces, Chinese and a hash sign are found', async () => {
    folder.write('名 录/要素 #1.clause', 'fact 人数 "人数": number from 0\n');
    const name = folder.write('名 录/政策.clause', 'import "./要素 #1.clause"\nclause c "C" { award 人数 * 1元 }\n');
    expect((await folder.run(['lint', name])).out).toBe('1 file: nothing to report\n');
  });
});

describe('policies that are wrong in themselves', () => {
  it('division by zero is an error of the clause, with its place', async () => {
    const name = folder.write(
      'zero.clause',
      'fact x "X": number\nclause c "C" {\n  award 1元 / x\n}\nclause d "D" {\n  award 2元\n}\nexample "e" {\n  x = 0\n}\n',
    );
    const ran = await folder.run(['eval', name, '--example', 'e']);
    expect(ran.code).toBe(1);
    expect(ran.out).toMatch(/c {2}C +error +division by zero \(zero\.clause:3:/);
    expect(ran.out).toMatch(/d {2}D +payable +¥2/);
  });

  it('an example of a clause that does not exist, and two policies in one file', async () => {
    const name = folder.write(
      'two.clause',
      `policy "A" {\n}\npolicy "B" {\n}\n${GOOD}example "two" {\n  x = 1\n  expect nobody = 4元\n}\n`,
    );
    const { ran, found } = await lint(name);
    expect(ran.code).toBe(1);
    expect(found.filter((each) => each.name === 'second-policy').map((each) => each.range.start.line)).toEqual([2]);
    expect(found.filter((each) => each.name === 'unknown-name').map((each) => each.message)).toEqual([expect.stringContaining('nobody')]);
  });
});
