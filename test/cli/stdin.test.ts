/** Why: an editor or a hook hands over what is not saved yet; it is judged as the file that it will be. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { messagesFor } from '../../server/src/cli/messages/messages';
import { run } from '../../server/src/cli/run';
import { Folder } from './support/run';

const folder = new Folder();
const m = messagesFor('en');

async function lint(input: string | Uint8Array, ...args: string[]) {
  let [out, err] = ['', ''];
  const code = await run(['lint', '--no-prove', '--format', 'json', '--stdin', ...args], {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    stdin: () => (typeof input === 'string' ? new TextEncoder().encode(input) : input),
    cwd: folder.path,
    env: {},
    terminal: false,
  });
  const { findings = [] } = (out === '' ? {} : JSON.parse(out)) as {
    findings?: { name: string; file: string; range: { start: { line: number } } }[];
  };
  return { code, err, found: findings.map(({ name, file, range }) => `${file}:${range.start.line + 1} ${name}`) };
}

folder.write('sub/units.clause', 'fact spent "S": money from 0元\n');
const IMPORTING = '// first\nimport "./units.clause"\nclause c "C" {\n  award spnt + spent\n}\n';

describe('standard input', () => {
  it('is judged as the file that it stands for, be it there or not', async () => {
    // Its own text misspells what the import declares, on line 4.
    expect(await lint(IMPORTING, '--stdin-path', 'sub/new.clause')).toMatchObject({ code: 1, found: ['sub/new.clause:4 unknown-name'] });
    folder.write('sub/there.clause', 'clause c "C" { award 1元 }\n');
    expect(await lint(IMPORTING, '--stdin-path', 'sub/there.clause')).toMatchObject({ found: ['sub/there.clause:4 unknown-name'] });
    expect(await lint(IMPORTING.replace('spnt', 'spent'), '--stdin-path', join(folder.path, 'sub/new.clause'))).toMatchObject({ code: 0 });
  });

  it('has a name in the current folder where none is given', async () => {
    expect((await lint(IMPORTING)).found).toContain('stdin.clause:2 missing-import');
  });

  it('imports what stands beside it, in another folder too', async () => {
    const other = new Folder();
    other.write('a [1]/units.clause', 'fact spent "S": money from 0元\n');
    const { found } = await lint(IMPORTING, '--stdin-path', join(other.path, 'a [1]/x.clause'));
    expect(found.map((each) => each.replace(/.*clause/, ''))).toEqual([':4 unknown-name']);
  });

  it('counts for a file that imports itself by way of another', async () => {
    folder.write('back.clause', 'import "./me.clause"\nlet b = from_input\n');
    // The file on the disk declares nothing; what is read does.
    folder.write('me.clause', '');
    const { found } = await lint('import "./back.clause"\nfact from_input "F": number\n', '--stdin-path', 'me.clause');
    expect(found).toEqual(['me.clause:1 circular-import']);
  });

  it('may be a page of Markdown', async () => {
    const { found } = await lint('# Aid\n\n```clause\nclause c "C" {\n  award spnt\n}\n```\n', '--stdin-path', 'aid.clause.md');
    expect(found).toContain('aid.clause.md:5 unknown-name');
  });

  it('says what cannot be', async () => {
    expect(await lint('', 'sub')).toMatchObject({ code: 2, err: expect.stringContaining(m.stdinAlone) });
    expect(await lint('', '--stdin-path', 'a.txt')).toMatchObject({ code: 2, err: expect.stringContaining(m.notAPolicyFile('a.txt')) });
    expect(await lint('', '--fix')).toMatchObject({ code: 2, err: expect.stringContaining(m.stdinNotFixed) });
    // 0xFF is never part of UTF-8.
    expect(await lint(new Uint8Array([0x61, 0xff]))).toMatchObject({ code: 2, err: expect.stringContaining('standard input: ') });
    const alone = await folder.run(['lint', '--stdin-path', 'a.clause']);
    expect(alone).toMatchObject({ code: 2, err: expect.stringContaining(m.stdinPathAlone) });
    for (const value of ['0', '-1', 'two', '1.5', '257'])
      expect(await folder.run(['lint', `--workers=${value}`])).toMatchObject({
        code: 2,
        err: expect.stringContaining(m.badWorkers(value, 256)),
      });
  });
});
