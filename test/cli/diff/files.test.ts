/** Why: two files or folders: what is matched with what, what is said of it, and with which exit code. */
import { describe, expect, it } from 'vitest';
import { Folder } from '../support/run';
import { type Json, largest, NEW, OLD, verdicts } from './support';

async function json(folder: Folder, ...args: readonly string[]): Promise<Json & { readonly code: number; readonly err: string }> {
  const ran = await folder.run(['diff', '--format', 'json', ...args]);
  expect(ran.out, ran.err).not.toBe('');
  return { ...(JSON.parse(ran.out) as Json), code: ran.code, err: ran.err };
}

describe('two files', () => {
  const folder = new Folder();
  folder.write('old.clause', OLD);
  folder.write('new.clause', NEW);

  it('are told apart clause by clause, with exact amounts', async () => {
    const { policies, code } = await json(folder, 'old.clause', 'new.clause');
    expect(code).toBe(1);
    const [one] = policies;
    expect(one && verdicts(one)).toEqual({
      research: 'never-less',
      plant: 'never-more',
      office: 'never-more',
      total: 'some-more-some-less',
    });
    const row = (name: string) => one?.clauses.find((c) => (c.name.b ?? c.name.a) === name);
    // 12% against 10% of at most 1000.
    expect(largest(row('research')?.gain)).toBe('100 -> 120, 20');
    expect(largest(row('plant')?.loss)).toBe('50 -> 40, -10');
    expect([row('office')?.presence, largest(row('office')?.loss)]).toEqual(['only-a', '5 -> 0, -5']);
    // Small, 1000 spent: 100 + 5 became 120. Large, nothing spent: 50 + 5 became 40.
    expect([one?.total.gain, one?.total.loss].map(largest)).toEqual(['105 -> 120, 15', '55 -> 40, -15']);
    expect(one?.structure.map((s) => `${s.kind} ${s.change} ${s.name.b ?? s.name.a}`)).toEqual([
      'clause changed research',
      'clause changed plant',
      'clause reworded plant',
      'clause removed office',
    ]);
    expect(one?.examples.map((e) => [e.title, e.difference])).toEqual([['firm', '-5']]);
  });

  it('are told in words, the answer first', async () => {
    const { out, code } = await folder.run(['diff', 'old.clause', 'new.clause']);
    expect(code).toBe(1);
    const lines = out.split('\n');
    expect(lines[0]).toBe(
      // 2% of 1000 more, less the 5 of the office; 10 of the plant and 5 of the office less.
      '1 clause pays more for some and less for nobody; 2 pay less for some and more for nobody; in total some gain (up to +¥15) and some lose (up to -¥15).',
    );
    expect(lines[1]).toBe('old.clause → new.clause');
    expect(out).toMatch(/^plant {2}Factory +never more, less for some +¥50 → ¥40 \(-¥10\)$/m);
    expect(out).toContain('largest gain: ¥105 → ¥120 (+¥15); proved: nobody gains more');
  });

  it('of one year and the next are compared as if both were in force, where that is wished', async () => {
    const dated = (year: number, text: string) => `policy "Aid ${year}" {\n  effective ${year}-01-01 to ${year}-12-31\n}\n${text}`;
    const rules = (rate: string) => `fact m "M": money from 0元 to 1000元\nclause c "C" {\n  award ${rate} of m\n}\n`;
    const example = 'example "all" {\n  m = 1000元\n}\n';
    folder.write('2025.clause', dated(2025, rules('10%') + example));
    folder.write('2026.clause', dated(2026, rules('12%') + example));
    const plain = await json(folder, '2025.clause', '2026.clause');
    expect(plain.policies[0] && verdicts(plain.policies[0])).toEqual({ c: 'not-decided', total: 'not-decided' });
    const { policies, code } = await json(folder, '2025.clause', '2026.clause', '--ignore-dates');
    expect([code, policies[0] && verdicts(policies[0])]).toEqual([1, { c: 'never-less', total: 'never-less' }]);
    // 12% against 10% of 1000. The example has no day, and gets the first.
    expect([largest(policies[0]?.clauses[0]?.gain), policies[0]?.examples.map((e) => e.difference)]).toEqual(['100 -> 120, 20', ['20']]);
    folder.write('next.clause', dated(2026, rules('10%')));
    expect((await json(folder, '2025.clause', 'next.clause', '--ignore-dates')).code).toBe(0);
    const { out } = await folder.run(['diff', '2025.clause', '2026.clause', '--ignore-dates']);
    expect(out).toContain('by themselves they are in force from 2025-01-01 to 2025-12-31 and from 2026-01-01 to 2026-12-31.');
    const hint = await folder.run(['diff', '2025.clause', '2026.clause', '--lang', 'zh']);
    expect(hint.out).toContain('要仍然比较规则，请加 --ignore-dates');
    folder.write('day.csv', 'id,m\nA,500\n');
    const people = await folder.run([
      'diff',
      '2025.clause',
      '2026.clause',
      '--ignore-dates',
      '--population',
      'day.csv',
      '--on',
      '2026-03-01',
    ]);
    // 50 became 60.
    expect(people.out).toMatch(/^total +¥50 +¥60 +\+¥10/m);
  });

  it('keep the days of a clause, and of which policy has none', async () => {
    const rules = (own: string) => `clause c "C" {\n  effective ${own}\n  award 5元\n}\n`;
    folder.write('a.clause', rules('2025-01-01 to 2025-12-31'));
    folder.write('b.clause', `policy "P" {\n  effective 2026-01-01\n}\n${rules('2026-01-01 to 2026-12-31')}`);
    const { policies } = await json(folder, 'a.clause', 'b.clause', '--ignore-dates');
    // In 2025 the one pays 5 and the other nothing, in 2026 the other way round; the clause itself has no day on which both are in force.
    expect(policies[0] && verdicts(policies[0])).toEqual({ c: 'not-decided', total: 'some-more-some-less' });
  });

  it('are told in Chinese', async () => {
    const { out } = await folder.run(['diff', 'old.clause', 'new.clause', '--lang', 'zh']);
    expect(out.split('\n')[0]).toBe(
      '1 项条款有人增加、无人减少；2 项条款有人减少、无人增加；总额有人增加（最多 +15元）、有人减少（最多 -15元）。',
    );
    expect(out).toMatch(/^plant {2}Factory +不增加，有人减少 +50元 → 40元（-10元）$/m);
  });

  it('that say the same otherwise are the same, exit code 0', async () => {
    folder.write('same.clause', OLD.replace('10% of spent', '5% of spent + 5% of spent'));
    const ran = await folder.run(['diff', 'old.clause', 'same.clause']);
    expect([ran.code, ran.out.split('\n')[0]]).toEqual([0, 'The same for everyone: the text changed, no amount and no outcome did.']);
    const twice = await folder.run(['diff', 'old.clause', 'old.clause']);
    expect([twice.code, twice.out.split('\n')[0]]).toEqual([0, 'Nothing changed.']);
  });

  it('may have names that a rename connects', async () => {
    folder.write('renamed.clause', OLD.replaceAll('spent', 'costs').replace('"Spending"', '"Costs"'));
    const apart = await json(folder, 'old.clause', 'renamed.clause');
    expect(apart.policies[0]?.clauses[0]?.verdict).not.toBe('same');
    const stated = await json(folder, 'old.clause', 'renamed.clause', '--rename', 'spent=costs');
    expect([stated.code, stated.policies[0] && verdicts(stated.policies[0])]).toEqual([
      0,
      { research: 'same', plant: 'same', office: 'same', total: 'same' },
    ]);
    const unknown = await folder.run(['diff', 'old.clause', 'new.clause', '--rename', 'nobody=costs']);
    expect(unknown.out).toContain('--rename nobody=costs was not followed');
    const wrong = await folder.run(['diff', 'old.clause', 'new.clause', '--rename', 'spent']);
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('--rename “spent”: write the old name')]);
  });

  it('are several of which nothing differs that is known, and one or two are not decided', async () => {
    for (const side of ['was', 'is']) folder.write(`${side}/sound.clause`, OLD);
    folder.write('was/broken.clause', OLD);
    folder.write('is/broken.clause', OLD.replace('award 50元', 'award nobody'));
    folder.write('is/sound.clause', `// A remark.\n${OLD}`);
    const answer = async (...more: string[]) => (await json(folder, 'was', 'is', ...more)).answer;
    expect(await answer()).toBe('1 of 2 policies is not decided.');
    expect(await answer('--lang', 'zh')).toBe('2 个政策中有 1 个未能判定。');
    folder.write('is/sound.clause', NEW);
    expect(await answer()).toBe('1 of 2 policies differs for some applicants; 1 is not decided.');
    expect(await answer('--lang', 'zh')).toBe('2 个政策中有 1 个有差异；1 个未能判定。');
  });

  it('of which one has errors are compared as far as it can be read, and that is said', async () => {
    folder.write('broken.clause', NEW.replace('award 40元', 'award nobody'));
    const { policies, code } = await json(folder, 'old.clause', 'broken.clause');
    expect(policies[0]?.notes.map(({ kind }) => kind)).toEqual(['unread']);
    expect(policies[0]?.notes[0]?.text).toBe(
      'The later version has 1 error and is compared only as far as it can be read; run clausewright lint on it.',
    );
    const row = (name: string) => policies[0]?.clauses.find((c) => c.name.b === name);
    expect([row('plant')?.verdict, row('plant')?.reasons]).toEqual(['not-decided', ['unread-b']]);
    expect(row('research')?.verdict).toBe('never-less');
    // The eleventh line, behind `  award `.
    const { out } = await folder.run(['diff', 'old.clause', 'broken.clause']);
    expect(out).toMatch(/^ {2}broken\.clause:11:9: .*“nobody”/m);
    expect(code).toBe(1);
  });

  it('that share nothing: that is said first', async () => {
    folder.write('other.clause', 'fact x "X": boolean\nclause y "Y" {\n  when x\n  award 1元\n}\n');
    const { out } = await folder.run(['diff', 'old.clause', 'other.clause']);
    expect(out).toMatch(/^The two share no clause and no fact: are they versions of one policy\? /);
  });

  it('that cannot be compared are told, exit code 2', async () => {
    const missing = await folder.run(['diff', 'old.clause', 'nope.clause']);
    expect([missing.code, missing.err]).toEqual([2, 'error: nope.clause: there is no such file or folder\n']);
    folder.write('conflict.clause', `<<<<<<< ours\n${OLD}=======\n${NEW}>>>>>>> theirs\n`);
    const conflict = await folder.run(['diff', 'old.clause', 'conflict.clause']);
    expect([conflict.code, conflict.err]).toEqual([2, expect.stringContaining('conflict.clause:1:1:')]);
    folder.write('gbk.clause', new Uint8Array([0xb2, 0xb9, 0xd6, 0xfa]));
    const bytes = await folder.run(['diff', 'old.clause', 'gbk.clause']);
    expect([bytes.code, bytes.err]).toEqual([2, expect.stringContaining('gbk.clause')]);
    const alone = await folder.run(['diff', 'old.clause']);
    expect([alone.code, alone.err]).toEqual([2, expect.stringContaining('clausewright diff HEAD -- old.clause')]);
    const none = await folder.run(['diff']);
    expect(none.code).toBe(2);
  });
});

describe('two folders', () => {
  const folder = new Folder();
  const facts = 'fact n "N": integer from 0 to 10\n';
  const clause = (name: string, each: number) => `clause ${name} "${name}" {\n  award ${each}元 * n\n}\n`;
  for (const [name, text] of Object.entries({
    'before/facts.clause': facts,
    // Rests on what both import.
    'before/a.clause': `import "./facts.clause"\n${clause('a', 1)}`,
    'before/b.clause': `${facts}${clause('b', 1)}`,
    'before/c.clause': `${facts}${clause('c', 1)}${clause('c2', 2)}${clause('c3', 3)}`,
    'before/gone.clause': `${facts}${clause('g', 1)}`,
    'after/facts.clause': facts.replace('10', '20'),
    'after/a.clause': `import "./facts.clause"\n${clause('a', 1)}`,
    'after/b.clause': `${facts}${clause('b', 1)}`,
    // Another name and other sums: known by what it has.
    'after/sub/d.clause': `${facts}${clause('c', 2)}${clause('c2', 2)}${clause('c3', 3)}`,
    'after/fresh.clause': `${facts.replaceAll('n', 'k')}clause f "f" {\n  award 1元 * k\n}\nclause f2 "f2" {\n  award 1元\n}\n`,
  }))
    folder.write(name, text);

  it('are matched file by file; imported files are judged by who imports them', async () => {
    const found = await json(folder, 'before', 'after');
    expect(found.policies.map(({ a, b, answer }) => [a, b, answer])).toEqual([
      ['before/a.clause', 'after/a.clause', 'different'],
      ['before/c.clause', 'after/sub/d.clause', 'different'],
    ]);
    expect([found.unchanged, found.added, found.removed]).toEqual([
      1,
      [{ file: 'after/fresh.clause', clauses: 2 }],
      [{ file: 'before/gone.clause', clauses: 1 }],
    ]);
    expect(found.answer).toBe('2 of 2 policies differ for some applicants. 1 policy added, 1 removed.');
    // 1元 against 2元 for each of at most 10.
    expect(largest(found.policies[1]?.clauses[0]?.gain)).toBe('10 -> 20, 10');
  });

  it('are not told twice what a file of examples rests on', async () => {
    for (const [side, amount] of [
      ['x', 1],
      ['y', 2],
    ] as const) {
      folder.write(`${side}/p.clause`, `policy "P" {\n  number "1"\n}\n${facts}${clause('p', amount)}`);
      folder.write(`${side}/examples.clause`, 'import "./p.clause"\nexample "e" {\n  n = 1\n}\n');
    }
    const found = await json(folder, 'x', 'y');
    expect([found.policies.map(({ b }) => b), found.unchanged, found.added]).toEqual([['y/p.clause'], 0, []]);
  });

  it('take a file for that of its name there', async () => {
    const found = await json(folder, 'before/b.clause', 'after');
    expect([found.a.name, found.b.name, found.code]).toEqual(['before/b.clause', 'after/b.clause', 0]);
    const none = await folder.run(['diff', 'before/gone.clause', 'after']);
    expect([none.code, none.err]).toEqual([2, expect.stringContaining('give two files or two folders')]);
  });
});
