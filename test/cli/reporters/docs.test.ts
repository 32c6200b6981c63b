/** Why: what the guides say of the formats is what they are: their names, their severities, what they print. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Format, formats } from '../../../server/src/cli/reporters/index';
import { blocks, read } from '../../docs/pages';
import { contextIn, finding, printed, resultOf } from '../support/report';
import { Folder } from '../support/run';

/** The words by which a report tells the severity, in the order of its findings. */
const words: Readonly<Partial<Record<Format, RegExp>>> = {
  json: /"severity": "(\w+)"/g,
  sarif: /"ruleIndex": 0,\s*"level": "(\w+)"/g,
  github: /^::(\w+) /gm,
  gitlab: /"severity": "(\w+)"/g,
  rdjson: /^ {6}"severity": "(\w+)"/gm,
  checkstyle: / severity="(\w+)"/g,
};

describe.each([
  ['docs/cli.md', 'award.clause', 'en', /^fact/],
  ['docs/zh/cli.md', '奖励.clause', 'zh', /^要素/],
] as const)('%s', (page, file, lang, start) => {
  const folder = new Folder();
  const rows = read(page)
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter((cells) => cells.length === 7 && /^`\w+`$/.test(cells[1] ?? ''));

  it('has a row for each format, in their order', () =>
    expect(rows.map((cells) => cells[1])).toEqual(formats.map((format) => `\`${format}\``)));

  it('names the severities that the formats write', () => {
    const name = folder.write('x.clause', 'abc');
    const result = resultOf((['error', 'warning', 'information'] as const).map((severity) => finding(folder, name, 0, 1, { severity })));
    const told = (format: Format) => [...(rows[formats.indexOf(format)]?.[3] ?? '').matchAll(/`(\w+)`/g)].map((match) => match[1]);
    for (const format of formats) {
      const pattern = words[format];
      const written = pattern ? [...printed(format, result, contextIn(folder)).matchAll(pattern)].map((match) => match[1]) : [];
      expect([format, written]).toEqual([format, told(format)]);
      expect(written.length).toBe(pattern ? 3 : 0);
    }
  });

  it('shows what github prints', async () => {
    folder.write(file, blocks(page, 'text').find((block) => start.test(block)) ?? '');
    const ran = await folder.run(['lint', '--no-prove', '--format', 'github', '--lang', lang, file]);
    expect(ran.out).toBe(blocks(page, 'text').find((block) => block.startsWith('::error')));
  });

  it('has a command that runs, and writes the files that it names', async () => {
    const command = blocks(page, 'console').find((block) => block.includes('--format github')) ?? '';
    const args = command.trim().split(' ').slice(2);
    const policies = args.at(-1) ?? '';
    folder.write(join(policies, file), blocks(page, 'text').find((block) => start.test(block)) ?? '');
    expect(await folder.run([...args, '--no-prove'])).toMatchObject({ code: 1, err: '' });
    const made = args.flatMap((arg) => (arg.includes('=') ? [arg.slice(arg.indexOf('=') + 1)] : []));
    const [reports = ''] = made.map((path) => path.split('/')[0] ?? '');
    expect(made.length).toBe(2);
    expect(
      readdirSync(join(folder.path, reports))
        .map((name) => `${reports}/${name}`)
        .sort(),
    ).toEqual(made.sort());
  });
});
