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

  it('says that nothing is known of payments made before, where the policy asks for them', async () => {
    const said = 'the policy looks at what was paid before: reckoned as if nothing was; give it with --population-paid FILE.csv';
    folder.write('paid.csv', 'id,clause,amount,on\nB,research,20,2024-06-30\nX,research,1,2024-06-30\n');
    const plain = await folder.run(['diff', 'old.clause', 'new.clause', '--population', 'firms.csv']);
    expect(plain.out).not.toContain(said);
    for (const [n, step] of ['cap 30元 within 3 years', 'less paid(office)'].entries()) {
      const files = [OLD, NEW].map((text, i) => folder.write(`paid${n}${i}.clause`, text.replace('of spent', `of spent\n  ${step}`)));
      // Of the later version office is gone, and with it what it was paid.
      const later = step.includes('office') ? files[0] : files[1];
      const { out } = await folder.run(['diff', files[0] ?? '', later ?? '', '--population', 'firms.csv']);
      expect(out).toContain(said);
      const given = await folder.run(['diff', files[0] ?? '', later ?? '', '--population', 'firms.csv', '--population-paid', 'paid.csv']);
      expect(given.out).not.toContain(said);
      expect(given.out).toContain('1 payment is to an applicant that the file does not have');
    }
  });

  it('says how the change is spread', async () => {
    // A: 100 → 120, B: 10 → 12, C: nothing, D: 10.1 → 15. Together 120.1 → 147, of four.
    const text = (rate: string, floor: string): string =>
      `fact spent "S": money from 0元\nclause c "C" {\n  award ${rate} of spent\n  floor ${floor} when spent = 101元\n}\n`;
    folder.write('s1.clause', text('10%', '10元'));
    folder.write('s2.clause', text('12%', '15元'));
    folder.write('s.csv', 'id,spent\nA,1000\nB,100\nC,0\nD,101\nE,\n');
    const args = ['diff', 's1.clause', 's2.clause', '--population', 's.csv'];
    const { out } = await folder.run(args);
    expect(out).toContain('5 applicants: 3 get more, 0 get less, 1 the same, of 1 it is not known; together ¥120.10 → ¥147 (+¥26.90)');
    const wanted = [
      'How totals change',
      // 120.1 / 4 = 30.025, 147 / 4 = 36.75, 26.9 / 4 = 6.725; halves away from zero.
      '  on average ≈¥30.03 → ¥36.75 (≈+¥6.73)',
      // 26.9 / 3 = 8.9666…
      '  who get more: 3 (75.0%), on average ≈+¥8.97',
      // 20 of 100, 2 of 10, 4.9 of 10.1.
      '  more by 10% to 50%: 3 (75.0%)',
      '  the same: 1 (25.0%)',
    ];
    expect(out).toContain(`${wanted.join('\n')}\n\n`);
    const zh = await folder.run([...args, '--lang', 'zh']);
    expect(zh.out).toContain('  增加的：3 人（75.0%），平均 ≈+8.97元\n  增加 10% 至 50%：3 人（75.0%）\n  不变：1 人（25.0%）\n');
    const markdown = await folder.run([...args, '--format', 'markdown']);
    expect(markdown.out).toContain('<details><summary>How totals change</summary>');
    // Of nobody is it known.
    folder.write('n.csv', 'id,spent\nE,\n');
    const none = await folder.run(['diff', 's1.clause', 's2.clause', '--population', 'n.csv']);
    expect(none.out).toContain('1 applicant: of none is the total known.');
    expect(none.out).not.toContain('How totals change');
  });

  it('says the totals by groups', async () => {
    const args = ['diff', 'old.clause', 'new.clause', '--population', 'firms.csv'];
    const { out } = await folder.run([...args, '--population-by', 'kind']);
    // A: 105 → 100; B: 105 → 120 and C: 15 → 12.
    expect(out).toMatch(/^kind +applicants +before +after +difference +on average +get more +get less$/m);
    expect(out).toMatch(/^large +1 +¥105 +¥100 +-¥5 +-¥5 +0 +1 \(-¥5\)$/m);
    expect(out).toMatch(/^small +2 +¥120 +¥132 +\+¥12 +\+¥6 +1 \(\+¥15\) +1 \(-¥3\)$/m);
    const zh = await folder.run([...args, '--population-by', 'spent=200，600', '--lang', 'zh']);
    expect(zh.out).toMatch(/^低于 200 +1 +15元 +12元 +-3元 +-3元 +0 +1（-3元）$/m);
    expect(zh.out).toMatch(/^200 至 600（不含） +1 +105元 +100元/m);
    expect(zh.out).toMatch(/^600 以上（含） +1 +105元 +120元/m);
    const markdown = await folder.run([...args, '--population-by', 'kind', '--format', 'markdown']);
    expect(markdown.out).toContain('| small | 2 | ¥120 | ¥132 | &#43;¥12 | &#43;¥6 |');
    const bad = await folder.run([...args, '--population-by', 'kind=1']);
    expect([bad.code, bad.out + bad.err]).toEqual([2, expect.stringContaining('cannot be parted at “1”')]);
  });

  it('says that a file has a header only', async () => {
    folder.write('none.csv', 'id,spent,kind\n');
    const { out } = await folder.run(['diff', 'old.clause', 'new.clause', '--population', 'none.csv']);
    expect(out).toContain('The file has a header and no applicants.');
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

  it('says once what both versions want, and which column there is not', async () => {
    folder.write('thin.csv', 'id,kind\nA,large\nB,small\n');
    const args = ['diff', 'old.clause', 'new.clause', '--population', 'thin.csv'];
    const { out } = await folder.run(args);
    expect(out.split('\n').filter((line) => line.includes('spent is wanted of'))).toEqual(['  spent is wanted of 2 applicants']);
    expect(out).toContain('\n  the file has no column for spent\n');
    const zh = (await folder.run([...args, '--lang', 'zh'])).out;
    expect(zh.split('\n').filter((line) => line.includes('缺少 spent'))).toEqual(['  2 人缺少 spent']);
    expect(zh).toContain('文件没有这些要素的列：spent\n');
  });

  it('says which version wants what only one of them asks for', async () => {
    folder.write(
      'age.clause',
      NEW.replace('clause plant', 'fact age "Age": number from 0 to 100\nclause plant').replace('12% of spent', '12% of spent * age'),
    );
    const { out } = await folder.run(['diff', 'old.clause', 'age.clause', '--population', 'firms.csv']);
    expect(out).toMatch(/^ {2}age is wanted of 3 applicants by the later version$/m);
  });

  it('says that a version is not in force on the day that was asked for', async () => {
    folder.write('longer.clause', NEW.replace('2025-12-31', '2026-12-31'));
    const on = async (file: string, day: string): Promise<string> =>
      (await folder.run(['diff', 'old.clause', file, '--population', 'firms.csv', '--on', day])).out;
    expect(await on('new.clause', '2026-01-01')).toContain('neither version is in force on that day');
    expect(await on('longer.clause', '2026-01-01')).toContain('the earlier version is not in force on that day');
    expect(await on('longer.clause', '2025-12-31')).not.toContain('in force on that day');
  });

  it('speaks of these applicants where clauses are left out, not of everyone', async () => {
    // Nobody here is large: the plant pays each of them nothing before and after, though it pays others less.
    folder.write('small.csv', 'id,spent,kind\nA,100,small\n');
    const { out } = await folder.run(['diff', 'old.clause', 'new.clause', '--population', 'small.csv']);
    expect(out.slice(out.indexOf('Applicants of'))).toContain('\n1 more clause pays each of them the same.\n');
    expect(out.slice(out.indexOf('Applicants of'))).not.toContain('for everyone');
  });
});
