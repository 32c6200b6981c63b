/** Why: what a step prints steers its runner, so nothing that a policy says may become a command; and GitHub drops what is too much. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { error as coreError } from '@actions/core';
import MarkdownIt from 'markdown-it';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { findingsMarkdown } from '../../../server/src/cli/reporters/markdown';
import { writeReports } from '../../../server/src/cli/reporters/outputs';
import { Session } from '../../../server/src/cli/session';
import { contextIn, finding, HOSTILE, NAMES, printed, resultOf, unused } from '../support/report';
import { Folder } from '../support/run';

interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** What the runner makes of a step's output: line by line, first as `::name properties::data`, else as `##[name properties]data` anywhere in the line. */
function commandsIn(output: string): Command[] {
  const unescaped = (text: string, also: readonly [string, string][] = []) =>
    [['%0D', '\r'] as const, ['%0A', '\n'] as const, ...also, ['%25', '%'] as const].reduce(
      (so, [code, char]) => so.replaceAll(code, char),
      text,
    );
  return output.split(/\r\n|\r|\n/).flatMap((whole): Command[] => {
    const line = whole.trimStart();
    const end = line.startsWith('::') ? line.indexOf('::', 2) : -1;
    if (end < 0) return /##\[\w/.test(line) ? [{ name: '##', properties: {}, message: line }] : [];
    const [name = '', ...rest] = line.slice(2, end).split(' ');
    const properties = rest
      .join(' ')
      .split(',')
      .filter((each) => each !== '')
      .map((each) => [
        each.slice(0, each.indexOf('=')),
        unescaped(each.slice(each.indexOf('=') + 1), [
          ['%3A', ':'],
          ['%2C', ','],
        ]),
      ]);
    return [{ name, properties: Object.fromEntries(properties) as Record<string, string>, message: unescaped(line.slice(end + 2)) }];
  });
}

/** What GitHub's own package prints. */
function printedByCore(message: string, properties: Parameters<typeof coreError>[1]): string {
  let out = '';
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  try {
    coreError(message, properties);
  } finally {
    spy.mockRestore();
  }
  return out;
}

afterEach(() => vi.restoreAllMocks());

describe('github', () => {
  const folder = new Folder();
  const context = contextIn(folder);

  it('gives back hostile texts and names, and no command but its own', () => {
    for (const { given, json } of HOSTILE) {
      const found = NAMES.map((name) => finding(folder, folder.write(name, 'abc'), 0, 1, { data: { code: 'fact', name: given } }));
      const commands = commandsIn(printed('github', resultOf(found), context));
      expect(commands.map(({ name, properties, message }) => [name, properties.file, message])).toEqual(
        NAMES.map((file) => ['error', file, unused(json ?? given)]),
      );
    }
  });

  it('writes what GitHub’s own package writes', () => {
    for (const file of NAMES) {
      for (const { given, json } of HOSTILE) {
        const one = finding(folder, folder.write(file, 'a一😀b'), 4, 5, { data: { code: 'fact', name: given } });
        const core = printedByCore(unused(json ?? given), {
          file,
          startLine: 1,
          endLine: 1,
          startColumn: 4,
          endColumn: 5,
          title: 'unused-fact',
        });
        const ours = printed('github', resultOf([one]), context);
        // Properties have no order.
        const sorted = (text: string) => {
          const [, properties = '', data = ''] = /^::error (.*?)::([\s\S]*)\n$/.exec(text) ?? [];
          return [...properties.split(',').sort(), data];
        };
        expect(sorted(ours)).toEqual(sorted(core));
        expect(sorted(ours).length).toBe(7);
      }
    }
  });

  it('has a command for each severity, and columns only within a line', () => {
    const name = folder.write('lines.clause', 'ab\ncd');
    const found = [
      finding(folder, name, 0, 4, { severity: 'information' }),
      finding(folder, name, 1, 2, { severity: 'warning' }),
      finding(folder, name, 3, 3),
    ];
    expect(commandsIn(printed('github', resultOf(found), context))).toEqual([
      {
        name: 'error',
        properties: { file: name, line: '2', endLine: '2', col: '1', endColumn: '1', title: 'unused-fact' },
        message: unused('x'),
      },
      {
        name: 'warning',
        properties: { file: name, line: '1', endLine: '1', col: '2', endColumn: '3', title: 'unused-fact' },
        message: unused('x'),
      },
      { name: 'notice', properties: { file: name, line: '1', endLine: '2', title: 'unused-fact' }, message: unused('x') },
    ]);
  });

  it('prints as many as GitHub shows, and how many it does not', () => {
    const name = folder.write('many.clause', 'a');
    const many = (count: number, severity: 'error' | 'warning' | 'information') =>
      Array.from({ length: count }, () => finding(folder, name, 0, 1, { severity }));
    const count = (output: string) =>
      ['error', 'warning', 'notice'].map((kind) => commandsIn(output).filter((each) => each.name === kind).length);
    const full = printed('github', resultOf([...many(10, 'information'), ...many(10, 'warning'), ...many(10, 'error')]), context);
    expect(count(full)).toEqual([10, 10, 10]);
    expect(full).not.toContain('not shown');
    // 2 errors and 3 warnings too many, and a notice makes room for the word on them: 6.
    const over = printed('github', resultOf([...many(10, 'information'), ...many(13, 'warning'), ...many(12, 'error')]), context);
    expect(count(over)).toEqual([10, 10, 10]);
    expect(over.trimEnd().split('\n').at(-1)).toBe('6 findings not shown.');
    expect(commandsIn(over).at(-1)?.message).toMatch(/^6 findings not shown\. GitHub shows at most 10 errors/);
    expect(commandsIn(over)[0]?.name).toBe('error');
  });

  it('tells troubles as errors without a place', () => {
    const out = printed('github', resultOf([], { troubles: ['a\n::error::b: there is no such file'] }), context);
    expect(commandsIn(out)).toEqual([
      { name: 'error', properties: { title: 'clausewright' }, message: 'a\n::error::b: there is no such file' },
    ]);
  });

  it('starts paths at the repository, wherever the command runs', () => {
    const one = finding(folder, folder.write('deep/x.clause', 'a'), 0, 1);
    const below = contextIn(folder, { GITHUB_WORKSPACE: folder.path });
    const out = printed('github', resultOf([one]), { ...below, io: { ...below.io, cwd: join(folder.path, 'deep') } });
    expect(commandsIn(out)[0]?.properties.file).toBe('deep/x.clause');
  });
});

describe('markdown', () => {
  const folder = new Folder();
  const html = new MarkdownIt({ html: true, linkify: true });
  /** Texts of the table's cells, row by row, and everything else that is no plain text. */
  function read(text: string): { rows: string[][]; marks: string[] } {
    const rows: string[][] = [];
    const marks: string[] = [];
    for (const token of html.parse(text, {})) {
      if (token.type === 'tr_open') rows.push([]);
      if (token.type !== 'inline') continue;
      for (const child of token.children ?? [])
        if (child.type !== 'text' && child.type !== 'text_special' && child.type !== 'code_inline') marks.push(child.type);
      rows.at(-1)?.push((token.children ?? []).map((child) => child.content).join(''));
    }
    return { rows: rows.slice(1), marks };
  }

  it('shows hostile texts as they are, without formatting, links or further cells', () => {
    const context = contextIn(folder);
    const name = folder.write('x.clause', 'abc');
    const found = HOSTILE.map(({ given }) => finding(folder, name, 0, 1, { data: { code: 'fact', name: given } }));
    const { rows, marks } = read(printed('markdown', resultOf(found), context));
    // On one line; control characters are shown as a replacement, and nothing that looks like a mention or an issue stays one.
    const shown = (text: string) =>
      [...text.replaceAll('\r\n', ' ').replace(/[\r\n]/g, ' ')]
        .map((char) => (char < ' ' ? '\ufffd' : char))
        .join('')
        .replace('@all', '@\u200ball')
        .replace('#12', '#\u200b12');
    expect(rows.map((row) => row[2]?.trim())).toEqual(HOSTILE.map(({ given, json }) => `${unused(shown(json ?? given))} unused-fact`));
    // Of the answer's line the name stands out.
    expect(marks).toEqual(['strong_open', 'strong_close']);
  });

  it('links to the lines where the host is known', () => {
    const env = {
      GITHUB_WORKSPACE: folder.path,
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_REPOSITORY: 'o/r',
      GITHUB_SHA: 'a'.repeat(40),
    };
    const files = ['政策/a (1)].clause', 'b.clause.md'].map((name) => finding(folder, folder.write(name, 'a\nb'), 0, 3));
    const links = (environment: Readonly<Record<string, string>>) =>
      [...printed('markdown', resultOf(files), contextIn(folder, environment)).matchAll(/\]\((.*?)\) \|/g)].map((match) => match[1]);
    const blob = `https://github.com/o/r/blob/${'a'.repeat(40)}`;
    // 政 is E6 94 BF, 策 is E7 AD 96.
    expect(links(env)).toEqual([`${blob}/%E6%94%BF%E7%AD%96/a%20%281%29%5D.clause#L1-L2`, `${blob}/b.clause.md?plain=1#L1-L2`]);
    expect(links({ ...env, GITHUB_SHA: 'x) [y](z' })).toEqual([]);
    const gitlab = { CI_PROJECT_DIR: folder.path, CI_PROJECT_URL: 'https://gitlab.com/o/r', CI_COMMIT_SHA: 'b'.repeat(40) };
    expect(links(gitlab)[1]).toBe(`https://gitlab.com/o/r/-/blob/${'b'.repeat(40)}/b.clause.md?plain=1#L1-2`);
  });

  it('says the answer first, then the most severe', () => {
    const name = folder.write('order.clause', 'abc');
    const found = [
      finding(folder, name, 0, 1, { severity: 'information' }),
      finding(folder, name, 1, 2, { severity: 'warning' }),
      finding(folder, name, 2, 3),
    ];
    const since = { revision: 'main', commit: '0'.repeat(40), known: 2 };
    const text = printed('markdown', resultOf(found, { since, troubles: ['<b>: cannot be read'] }), contextIn(folder));
    expect(html.renderInline(text.split('\n')[0] ?? '')).toBe(
      '<strong>Clausewright</strong> · 1 file: 1 error, 1 warning, 1 for information',
    );
    expect(read(text).rows.map((row) => row[0])).toEqual(['error', 'warning', 'information']);
    expect(html.render(text)).toContain('<p>3 new since main (0000000), 2 known</p>');
    expect(html.render(text)).toContain('<p>&lt;b&gt;: cannot be read</p>');
    expect(printed('markdown', resultOf([], { counts: { files: 3, errors: 0, warnings: 0, information: 0 } }), contextIn(folder))).toBe(
      '**Clausewright** · 3 files: nothing to report\n',
    );
  });

  it('lists what a baseline lists for nothing, as every report does that has a place for it', () => {
    const stale = [{ file: 'a|b.clause', item: 'clause *x*', finding: 'unused-let', fingerprint: '0123456789abcdef' }];
    const result = resultOf([], { baseline: { file: 'known.json', known: 4, stale } });
    const context = contextIn(folder);
    const rendered = html.render(printed('markdown', result, context));
    expect(rendered).toContain('<p>4 known by known.json</p>');
    expect(rendered).toContain('<li>a|b.clause: clause *x* [unused-let]</li>');
    for (const format of ['github', 'junit', 'sarif'] as const)
      expect(printed(format, result, context)).toContain('a|b.clause: clause *x* [unused-let]');
    expect(commandsIn(printed('github', result, context)).map(({ name }) => name)).toEqual(['error']);
    expect(printed('junit', result, context)).toContain('<testsuites name="clausewright lint" tests="1" failures="1" errors="0" time="0">');
  });

  it('fits into a comment, cut between rows, and says how many are left out', () => {
    const name = folder.write('long.clause', 'a');
    const found = Array.from({ length: 2000 }, (_, n) =>
      finding(folder, name, 0, 1, { severity: n === 1999 ? 'error' : 'warning', data: { code: 'fact', name: '费😀用' } }),
    );
    const text = printed('markdown', resultOf(found), contextIn(folder));
    expect(text.length).toBeLessThanOrEqual(65_536);
    const { rows } = read(text);
    expect(rows.length).toBeGreaterThan(300);
    expect(rows[0]?.[0]).toBe('error');
    expect(text.trimEnd().split('\n').at(-1)).toBe(`${2000 - rows.length} findings not shown.`);
    const context = contextIn(folder);
    const tiny = findingsMarkdown(resultOf(found), context, new Session(context), { most: 100 });
    expect(tiny.length).toBeLessThanOrEqual(100);
    expect(tiny).toContain('2000 findings not shown.');
  });
});

describe('the job’s summary', () => {
  const folder = new Folder();
  const file = folder.write('x.clause', 'a');
  // A row each of some 6 kB.
  const one = finding(folder, file, 0, 1, { data: { code: 'fact', name: '政策'.repeat(1000) } });
  const found = () => Array.from({ length: 300 }, () => one);

  it('is appended to, and stays below one mebibyte with what is there', () => {
    const path = join(folder.path, 'summary.md');
    const context = contextIn(folder, { GITHUB_STEP_SUMMARY: path });
    writeFileSync(path, `${'x'.repeat(500_000)}\n`);
    expect(writeReports([{ format: 'github' }], resultOf(found()), context, new Session(context))).toEqual([]);
    const text = readFileSync(path, 'utf8');
    expect(text.slice(500_001).startsWith('**Clausewright** · 1 file: 300 errors')).toBe(true);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1_048_576);
    // No row more has room.
    expect(Buffer.byteLength(text)).toBeGreaterThan(1_048_576 - 7_000);
    const rows = text.split('\n').filter((line) => line.startsWith('| error |')).length;
    expect(text.trimEnd().split('\n').at(-1)).toBe(`${300 - rows} findings not shown.`);
    expect(context.errors).toEqual([]);
  });

  it('is left alone where it is full', () => {
    const path = join(folder.path, 'full.md');
    const context = contextIn(folder, { GITHUB_STEP_SUMMARY: path });
    writeFileSync(path, 'x'.repeat(1_048_570));
    writeReports([{ format: 'github' }], resultOf(found()), context, new Session(context));
    expect(readFileSync(path, 'utf8').length).toBe(1_048_570);
  });

  it('is no reason to fail where it cannot be written', () => {
    const context = contextIn(folder, { GITHUB_STEP_SUMMARY: join(folder.path, 'no', 'such', 'folder.md') });
    expect(writeReports([{ format: 'github' }], resultOf([]), context, new Session(context))).toEqual([]);
    expect(context.errors).toEqual(['GITHUB_STEP_SUMMARY: cannot be written (ENOENT)\n']);
  });

  it('is not written by other formats', () => {
    const path = join(folder.path, 'other.md');
    const context = contextIn(folder, { GITHUB_STEP_SUMMARY: path });
    writeReports([{ format: 'junit' }], resultOf([]), context, new Session(context));
    expect(() => readFileSync(path)).toThrow(/ENOENT/);
  });
});
