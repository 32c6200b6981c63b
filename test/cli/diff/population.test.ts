/** Why: the applicants of a file before and after, told beside what is proved; sums worked out by hand. */
import { describe, expect, it } from 'vitest';
import { Folder } from '../support/run';
import { NEW, OLD } from './support';

const folder = new Folder();
folder.write('old.clause', OLD);
folder.write('new.clause', NEW);
// Before: 105, 105, 15, and a row that cannot be read. After: 100, 120, 12.
folder.write('firms.csv', 'id,spent,kind\nA,500,large\nB,1000,small\nC,100,small\nD,much,large\n');

describe('--population', () => {
  it('counts and sums what the file’s applicants get', async () => {
    const { out, code } = await folder.run(['diff', 'old.clause', 'new.clause', '--population', 'firms.csv']);
    expect(code).toBe(1);
    expect(out).toContain('Applicants of firms.csv\n3 applicants: 1 gets more, 2 get less, 0 the same; together ¥225 → ¥232 (+¥7).\n');
    expect(out).toMatch(/^total +¥225 +¥232 +\+¥7 +3 +1 \(\+¥15\) +2 \(-¥8\)$/m);
    expect(out).toContain('  B: ¥105 → ¥120 (+¥15)\n');
    expect(out).toContain('1 row cannot be read and is left out');
    expect(out).toMatch(/^ {2}firms\.csv:5: D: spent: “much” is not /m);
  });

  it('is told in Chinese, in JSON and in Markdown too', async () => {
    const args = ['diff', 'old.clause', 'new.clause', '--population', 'firms.csv'];
    const zh = await folder.run([...args, '--lang', 'zh']);
    expect(zh.out).toContain('3 个申请人：1 人增加，2 人减少，0 人不变；合计 225元 → 232元（+7元）。');
    const json = JSON.parse((await folder.run([...args, '--format', 'json'])).out) as {
      population: { totals: { before: { sum: string }; after: { sum: string }; difference: string }[]; rows: object; on: object };
    };
    expect(json.population.totals[0]).toMatchObject({ before: { sum: '225' }, after: { sum: '232' }, difference: '7' });
    expect(json.population.on).toEqual({ before: '2025-01-01', after: '2025-01-01' });
    const markdown = await folder.run([...args, '--format', 'markdown']);
    expect(markdown.out).toContain('| ¥225 | ¥232 |');
  });

  it('says what is wrong with the file or the options', async () => {
    const cases: readonly (readonly [readonly string[], string])[] = [
      [['--population', 'nope.csv'], 'nope.csv: there is no such file'],
      [['--population', 'firms.csv', '--population-id', 'nobody'], 'there is no column “nobody”'],
      [['--population', 'firms.csv', '--population-list', 'x'], '--population-list “x”: write the list’s name'],
      [['--population', 'firms.csv', '--on', 'soon'], '"soon" is not a date'],
      [['--population-id', 'id'], '--population-id goes with --population FILE.csv'],
    ];
    for (const [args, sentence] of cases) {
      const ran = await folder.run(['diff', 'old.clause', 'new.clause', ...args]);
      expect([ran.code, `${ran.out}${ran.err}`], args.join(' ')).toEqual([2, expect.stringContaining(sentence)]);
    }
  });

  it('reads the items of lists from files of their own', async () => {
    const text = (rate: string): string =>
      `fact projects "P": list to 3 of {\n  cost "C": money from 0元\n}\nclause p "P" {\n  each projects\n  award ${rate} of cost\n}\n`;
    folder.write('l1.clause', text('10%'));
    folder.write('l2.clause', text('20%'));
    folder.write('who.csv', 'id\nA\nB\n');
    folder.write('projects.csv', 'id,cost\nA,100\nA,50\n');
    const { out } = await folder.run([
      ...[
        'diff',
        'l1.clause',
        'l2.clause',
        '--population',
        'who.csv',
        '--population-list',
        'projects=projects.csv',
        '--population-id',
        'id',
      ],
      ...['--on', '2025-06-30'],
    ]);
    // 10% and 20% of 150.
    expect(out).toContain('2 applicants: 1 gets more, 0 get less, 1 the same; together ¥15 → ¥30 (+¥15).');
    expect(out).toContain('judged on 2025-06-30');
  });
});
