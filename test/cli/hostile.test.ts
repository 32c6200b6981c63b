/** Why: what files say and are called is shown, never obeyed; however many findings there are and whatever a path leads to, a run ends with a word on it. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lintGroups } from '../../server/src/cli/lintHelp';
import { lintOptions } from '../../server/src/cli/lintOptions';
import { Folder, POLICY, type Ran } from './support/run';

const folder = new Folder();
const lint = (...args: string[]): Promise<Ran> => folder.run(['lint', '--no-prove', ...args]);
/** What a terminal would take for more than text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: this is what must not be there
const STEERS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

describe('texts of a policy', () => {
  const texts = [
    '100% of %s %0A',
    ']]>',
    '</script>',
    '::error file=a::b',
    '##[add-mask]x',
    '##vso[task.complete]x',
    '\u001b[31mred',
    '\u009b31m',
    '\u202egnp',
    'a\rb\u0007',
  ];
  it.each(texts)('%j is shown and not obeyed', async (text) => {
    const name = folder.write(
      'texts.clause',
      `fact x "${text}": number\nclause c "C" {\n  award 1元 "${text}"\n}\nlet y = "${text}" + missing\n`,
    );
    const ran = await lint(name);
    expect(ran.code).toBe(1);
    expect(ran.out).not.toMatch(STEERS);
    expect(ran.out).not.toMatch(/^\s*::/m);
    expect(ran.out).not.toMatch(/##\w*\[/);
    // JSON says it as it is.
    const { findings } = JSON.parse((await lint('--format', 'json', name)).out) as { findings: unknown[] };
    expect(findings.length).toBeGreaterThan(0);
  });

  it('a suppression with escape codes in its name', async () => {
    const ran = await lint(folder.write('allow.clause', '// allow row-gap\u001b]0;x\u0007: why\nlet a = ::error::b\n'));
    expect(ran.out).not.toMatch(STEERS);
  });
});

describe('names of files', () => {
  const names = [
    'new\nline.clause',
    '::error::x.clause',
    ' ::warning::y.clause',
    'quo"te\'s.clause',
    '\u001b[31mred.clause',
    '##[add-mask]z.clause',
    '100%0A.clause',
    '补贴 一.clause',
    '-v.clause',
  ];
  it('are shown on one line, and are the same in JSON', async () => {
    const mine = new Folder();
    for (const name of names) mine.write(name, 'let a = missing_b\n');
    const ran = await mine.run(['lint', '--no-prove']);
    expect(ran.code).toBe(1);
    expect(ran.out).not.toMatch(STEERS);
    expect(ran.out).not.toMatch(/^\s*::|##\w*\[/m);
    expect(ran.out.match(/^\S.*:1:9: error: |^ .*:1:9: error: /gm)).toHaveLength(names.length);
    expect(ran.out).toContain('new␊line.clause:1:9');
    expect(ran.out).toContain('./::error::x.clause:1:9');
    const { findings } = JSON.parse((await mine.run(['lint', '--no-prove', '--format', 'json'])).out) as { findings: { file: string }[] };
    expect(findings.map(({ file }) => file).sort()).toEqual([...names].sort());
    const formatted = await mine.run(['fmt', '--check', '.']);
    expect(formatted.out + formatted.err).not.toMatch(STEERS);
    const none = await mine.run(['lint', 'no\u001b[31m\nsuch.clause']);
    expect(none.err).toBe('error: no␛[31m␊such.clause: there is no such file or folder\n');
  });

  it('that are not UTF-8 end no run', async () => {
    const mine = new Folder();
    mine.write('good.clause', POLICY);
    try {
      writeFileSync(
        Buffer.concat([Buffer.from(`${mine.path}/`), Buffer.from([0xb2, 0xb9]), Buffer.from('.clause')]),
        'let a = missing_b\n',
      );
    } catch {
      // A file system that has no such names.
    }
    const ran = await mine.run(['lint', '--no-prove']);
    const odd = readdirSync(mine.path).length > 1;
    expect(ran.code).toBe(odd ? 2 : 0);
    if (odd) expect(ran.err).toMatch(/^error: .*\.clause: there is no such file or folder\n$/);
    expect(ran.out).toContain('1 file');
  });
});

describe('very many findings', () => {
  const many = 50_000;
  const lines = (text: (n: number) => string): string => Array.from({ length: many }, (_, n) => text(n)).join('');
  it.each([
    ['names that there are not', lines((n) => `let x${n} = missing${n}\n`), 'unknown-name'],
    ['suppressions of nothing', `${lines(() => '// allow unused-fact: reason\n')}let a = 1\n`, 'unused-suppression'],
    ['signs on one line', `${'，'.repeat(many)}\n`, 'fullwidth-punctuation'],
    ['tables with a gap', `fact s "S": one of { a, b }\n${lines((n) => (n % 5 ? '' : `let t${n} = by s { a: 1 }\n`))}`, 'member-missing'],
  ])('%s', { timeout: 120_000 }, async (_, text, wanted) => {
    const name = folder.write('many.clause', text);
    const shown = await lint(name);
    expect(shown.code).toBe(wanted === 'fullwidth-punctuation' ? 1 : shown.code);
    expect(shown.err).toBe('');
    const { findings } = JSON.parse((await lint('--format', 'json', name)).out) as { findings: { name: string }[] };
    expect(findings.filter((each) => each.name === wanted).length).toBe(wanted === 'member-missing' ? many / 5 : many);
  });

  it('are mended', { timeout: 120_000 }, async () => {
    const name = folder.write('mend.clause', `${lines(() => '// allow unused-fact: reason\n')}let a = 1\n`);
    const ran = await lint('--fix', name);
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toContain(`${many} findings mended in 1 file\n`);
  });
});

describe('paths', () => {
  it('an empty folder', async () => {
    mkdirSync(join(folder.path, 'nothing'));
    expect(await lint('nothing')).toMatchObject({
      code: 2,
      out: '',
      err: 'error: nothing: no .clause or .clause.md file in this folder\n',
    });
  });

  it('a file or folder that is named twice is judged once', async () => {
    folder.write('double/a.clause', 'let a = missing_b\n');
    const ran = await lint('double', 'double/a.clause', './double', join(folder.path, 'double', 'a.clause'));
    expect(ran).toMatchObject({ code: 1, err: '' });
    expect(ran.out.match(/\[unknown-name\]/g)).toHaveLength(1);
    expect(ran.out).toContain('1 file: 1 error');
  });

  it('folders that link in a circle are walked once', async () => {
    folder.write('circle/in/a.clause', POLICY);
    symlinkSync('..', join(folder.path, 'circle', 'in', 'up'));
    symlinkSync('self', join(folder.path, 'circle', 'self'));
    symlinkSync('b.clause', join(folder.path, 'circle', 'b.clause'));
    const ran = await lint('circle');
    expect(ran.code).toBe(2);
    // A link to itself is a policy file by its name, but there is nothing to read.
    expect(ran.err).toMatch(/^error: circle\/b\.clause: .*\n$/);
    expect(ran.out).toContain('1 file');
    expect((await lint('circle/in/up/in')).out).toContain('1 file');
  });

  it.skipIf(process.platform === 'win32')('a pipe and a device are not waited for', { timeout: 20_000 }, async () => {
    const mine = new Folder();
    mine.write('good.clause', POLICY);
    execFileSync('mkfifo', [join(mine.path, 'pipe.clause')]);
    symlinkSync('/dev/zero', join(mine.path, 'zero.clause'));
    const ran = await mine.run(['lint', '--no-prove']);
    expect(ran.code).toBe(2);
    expect(ran.err).toBe(
      'error: pipe.clause: cannot be read (not a file). Check what it is and its permissions.\nerror: zero.clause: cannot be read (not a file). Check what it is and its permissions.\n',
    );
    expect(ran.out).toContain('1 file');
  });

  it('a file that goes while the run goes on is told, and the others are judged', async () => {
    const mine = new Folder();
    mine.write('a.clause', 'let a = missing_b\n');
    mine.write('b.clause', POLICY);
    const waiting = mine.run(['lint', '--no-prove', 'a.clause', 'b.clause']);
    // What is listed is read later, at the earliest after the first turn.
    rmSync(join(mine.path, 'b.clause'));
    const ran = await waiting;
    expect([1, 2]).toContain(ran.code);
    expect(ran.out).toContain('[unknown-name]');
    if (ran.code === 2) expect(ran.err).toBe('error: b.clause: there is no such file or folder\n');
  });
});

describe('--fail-on', () => {
  const warning = 'fact s "S": one of { a, b }\nclause c "C" {\n  award by s { a: 1元 }\n}\n';
  const fine = 'fact s "S": number from 0\nclause c "C" {\n  award s * 1元\n}\n';
  const files = { error: 'let a = missing_b\n', warning, info: `${fine}fact extra "Extra": number\n`, none: fine };
  const codes: Record<string, Record<string, number>> = {
    error: { error: 1, warning: 1, info: 1 },
    warning: { error: 0, warning: 1, info: 1 },
    info: { error: 0, warning: 0, info: 1 },
    none: { error: 0, warning: 0, info: 0 },
  };
  it.each(Object.entries(files))('a file of which the worst is %s', async (worst, text) => {
    const name = folder.write(`fail/${worst}.clause`, text);
    const { summary } = JSON.parse((await lint('--format', 'json', name)).out) as { summary: Record<string, number> };
    // What the file holds, or the codes would say nothing.
    expect([summary.errors, summary.warnings, summary.information].map((n) => Number((n ?? 0) > 0))).toEqual(
      { error: [1, 0, 0], warning: [0, 1, 0], info: [0, 0, 1], none: [0, 0, 0] }[worst],
    );
    for (const [level, code] of Object.entries(codes[worst] ?? {})) expect((await lint('--fail-on', level, name)).code, level).toBe(code);
    expect((await lint(name)).code).toBe(codes[worst]?.warning);
  });

  it('knows three words', async () => {
    const ran = await lint('--fail-on', 'information', '.');
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toContain('--fail-on is one of error, warning, info, not "information"');
  });
});

describe('the help of lint', () => {
  it.each(['en', 'zh'])('has every option once, under what it is for, and the page documents it (%s)', async (lang) => {
    const { out } = await folder.run(['lint', '--help', '--lang', lang]);
    const page = readFileSync(join(import.meta.dirname, '../../docs', lang === 'zh' ? 'zh/cli.md' : 'cli.md'), 'utf8');
    for (const name of Object.keys(lintOptions)) {
      expect(out.match(new RegExp(`^ {2}--${name}(?: |$)`, 'gm')), name).toHaveLength(1);
      expect(
        lintGroups.filter(({ options }) => options.includes(name)),
        name,
      ).toHaveLength(1);
      expect(page, name).toContain(`--${name}`);
    }
    for (const { title } of lintGroups) expect(out).toContain(`\n${lang === 'zh' ? title.zh : title.en}:\n`);
  });
});
