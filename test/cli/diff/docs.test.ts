/** Why: what the guide shows of `clausewright diff` is what it does, and it names every option and field that there is. */
import { describe, expect, it } from 'vitest';
import { diffOptions } from '../../../server/src/cli/diff/options';
import { blocks, read, spans, table } from '../../docs/pages';
import { snippetsOf } from '../../support/snippets';
import { Folder } from '../support/run';

describe.each([
  ['docs/diff.md', 'docs/cli.md', 'en'],
  ['docs/zh/diff.md', 'docs/zh/cli.md', 'zh'],
] as const)('%s', (page, cli, lang) => {
  const folder = new Folder();
  for (const { file, text } of snippetsOf(page)) folder.write(file, `${text}\n`);

  it('shows a difference as it is told', async () => {
    const [command = '', ...shown] = (blocks(page, 'console')[0] ?? '').trimEnd().split('\n');
    const ran = await folder.run([...command.replace('$ clausewright ', '').split(' '), '--lang', lang]);
    expect(ran.out.trimEnd().split('\n')).toEqual(shown);
    expect([ran.code, ran.err]).toEqual([1, '']);
  });

  it('names every option, as does the page of the command line', () => {
    const usage = blocks(cli, 'text')[0] ?? '';
    for (const [name, { value }] of Object.entries(diffOptions)) {
      expect(table(page, 0).some(([option = '']) => option.startsWith(`\`--${name}${value === undefined ? '`' : ' '}`))).toBe(true);
      expect(usage).toContain(`[--${name}${value === undefined ? ']' : ' '}`);
    }
  });

  it('names every field of the JSON', async () => {
    const files = snippetsOf(page).map(({ file }) => file);
    const { out } = await folder.run(['diff', ...files, '--format', 'json']);
    const named = new Set(spans(read(page)).map((span) => span.replace(/^…|\[\]$/g, '')));
    const fields = (value: unknown): string[] =>
      typeof value !== 'object' || value === null
        ? []
        : Array.isArray(value)
          ? value.flatMap(fields)
          : // What stands in a facts file are names of the policy.
            Object.entries(value).flatMap(([key, each]) => [key, ...(key === 'applicant' ? [] : fields(each))]);
    const told = new Set([...fields(JSON.parse(out))]);
    // Places are those of lint, whose page describes them.
    for (const own of ['start', 'end', 'line', 'character']) told.delete(own);
    expect([...told].filter((field) => !named.has(field))).toEqual([]);
  });
});
