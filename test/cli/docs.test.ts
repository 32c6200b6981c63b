/** Why: what the guides show of the command line is what it does: their sessions are run, and their facts computed. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { blocks } from '../docs/pages';
import { Folder } from './support/run';

/** `$ clausewright …` lines of a session with what follows each. */
function steps(session: string): { args: string[]; output: string }[] {
  return session
    .split(/^\$ clausewright /m)
    .slice(1)
    .map((step) => {
      const [command = '', ...output] = step.split('\n');
      const args = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');
      return { args, output: output.join('\n').trim() };
    });
}

describe.each([
  ['README.md', 'support.clause', 'firm.json', 'en'],
  ['README.zh-cn.md', '支持.clause', 'firm.json', 'zh'],
])('%s', (page, policy, facts, lang) => {
  const folder = new Folder();
  folder.write(policy, blocks(page, 'clause')[0] ?? '');
  folder.write(facts, blocks(page, 'json')[0] ?? '{}');
  const session = blocks(page, 'console').flatMap(steps);
  it('has sessions', () => expect(session.length).toBeGreaterThan(2));
  it.each(session.map((step) => [step.args.join(' '), step] as const))('%s', async (_, { args, output }) => {
    const ran = await folder.run([...args, '--lang', lang]);
    expect(ran).toMatchObject({ code: 0, err: '' });
    if (output !== '') expect(ran.out.trim()).toBe(output);
  });
});

describe.each(['docs/facts-json.md', 'docs/zh/facts-json.md'])('%s', (page) => {
  it('computes to what it says', async () => {
    const folder = new Folder();
    folder.write('policy.clause', blocks(page, 'clause')[0] ?? '');
    folder.write('facts.json', blocks(page, 'json')[0] ?? '');
    const ran = await folder.run(['eval', 'policy.clause', '--facts', 'facts.json', '--format', 'json']);
    expect(ran).toMatchObject({ code: 0, err: '' });
    const { clauses, total } = JSON.parse(ran.out) as { clauses: { amount: { value: string } }[]; total: { value: string } };
    expect(clauses.map((clause) => clause.amount.value)).toEqual(['1700000', '2000000', '1625000']);
    expect(total.value).toBe('5325000');
  });
});

describe.each([
  ['docs/cli.md', 'award.clause', 'en', /^fact/],
  ['docs/zh/cli.md', '奖励.clause', 'zh', /^要素/],
] as const)('%s', (page, file, lang, start) => {
  it('shows the JSON of lint as it is', async () => {
    const folder = new Folder();
    const policy = blocks(page, 'text').find((block) => start.test(block)) ?? '';
    folder.write(file, policy);
    const ran = await folder.run(['lint', '--format', 'json', '--lang', lang, file]);
    expect(JSON.parse(ran.out)).toEqual(JSON.parse(blocks(page, 'json')[0] ?? ''));
  });

  it('shows a baseline as it is written', async () => {
    const folder = new Folder();
    folder.write(file, blocks(page, 'text').find((block) => start.test(block)) ?? '');
    await folder.run(['lint', '--baseline', 'baseline.json', '--baseline-add', file]);
    const written = JSON.parse(readFileSync(join(folder.path, 'baseline.json'), 'utf8')) as { findings: { finding: string }[] };
    const shown = JSON.parse(blocks(page, 'json')[1] ?? '') as { findings: object[] };
    // The page shows one of the two findings.
    expect({ ...written, findings: written.findings.filter(({ finding }) => finding === 'unknown-name') }).toEqual(shown);
  });
});
