/** What a file of applicants gets under two versions, added up by hand. */
import { describe, expect, it } from 'vitest';
import { clauseOf, digits, resultOf, totalOf } from './support';

const HEAD = 'policy "P" {\n  effective 2025-01-01 to 2025-12-31\n  currency 元\n}\n';
const BEFORE = `${HEAD}
fact registered "Registered": boolean
fact spent "R&D spending": money from 0元
fact staff "Staff": integer 人 from 0人
fact level "Level": one of { none, city "municipal level", state "national level" }
require registered "must be registered"
clause rd "Spending" { when spent over 100元, award 10% of spent }
clause plant "Plant" { award by level { none: 0, city: 50元, state: 80元 } }
`;
// 10% become 20% up to 60元, the national level gets 70元, a clause by heads is new.
const AFTER = `${HEAD}
fact registered "Registered": boolean
fact spent "R&D spending": money from 0元
fact staff "Staff": integer 人 from 0人
fact level "Level": one of { none, city "municipal level", state "national level" }
require registered "must be registered"
clause rd "Spending" { when spent over 100元, award 20% of spent, cap 60元 }
clause plant "Plant" { award by level { none: 0, city: 50元, state: 70元 } }
clause heads "Heads" { when staff from 10人, award 1元/人 * staff }
`;

const FILE = `id,R&D spending,staff,Level,registered
A,200,5,none,yes
B,1000,20,city,yes
C,100,0,national level,yes
D,500.5,10,state,no
E,0.5万元,,none,是
`;
/*
 *       before rd  plant total   after rd        plant heads total   change
 * A          20      0     20          40           0     0    40       +20 (as much again: over half)
 * B         100     50    150    60 (200 cut)      50    20   130       -20 (of 150: 13.3%)
 * C           0     80     80           0          70     0    70       -10 (of 80: 12.5%)
 * D           0      0      0           0           0     0     0         0 (not registered: neither admits)
 * E         500      0    500          60           0     ?     ?       heads unknown after
 */

describe('two versions over five applicants', () => {
  it('adds up the total over those whose total is known on both sides', async () => {
    const result = await resultOf(BEFORE, AFTER, FILE);
    expect(result.rows).toEqual({
      read: 5,
      bad: 0,
      repeated: 0,
      admitted: { both: 4, onlyBefore: 0, onlyAfter: 0, neither: 1, undecided: 0 },
    });
    const total = digits(totalOf(result));
    expect(total).toEqual({
      currency: 'CNY',
      before: { paid: 3, sum: '250' },
      after: { paid: 3, sum: '240' },
      difference: '-10',
      rows: 4,
      gains: { rows: 1, sum: '20', largest: [{ line: 2, id: 'A', before: '20', after: '40' }] },
      losses: {
        rows: 2,
        sum: '30',
        largest: [
          { line: 3, id: 'B', before: '150', after: '130' },
          { line: 4, id: 'C', before: '80', after: '70' },
        ],
      },
      unchanged: 1,
      onlyBefore: { rows: 0, before: '0', after: '0' },
      onlyAfter: { rows: 0, before: '0', after: '0' },
      bands: [
        { band: 'lost-all', rows: 0 },
        { band: 'lost-over-half', rows: 0 },
        { band: 'lost-10%-to-half', rows: 2 },
        { band: 'lost-below-10%', rows: 0 },
        { band: 'unchanged', rows: 1 },
        { band: 'gained-below-10%', rows: 0 },
        { band: 'gained-10%-to-half', rows: 0 },
        { band: 'gained-over-half', rows: 1 },
        { band: 'newly-paid', rows: 0 },
      ],
      leftOut: {
        rows: 1,
        before: { unknown: 0, conflict: 0, error: 0, unspecified: 0 },
        after: { unknown: 1, conflict: 0, error: 0, unspecified: 0 },
      },
      beside: { before: { unspecified: 0, granted: 0 }, after: { unspecified: 0, granted: 0 } },
    });
    expect(result.needs).toEqual([{ side: 'after', fact: 'staff', rows: 1 }]);
  });

  it('adds up each clause over those for whom it is known', async () => {
    const result = await resultOf(BEFORE, AFTER, FILE);
    expect(result.clauses.map(({ clause, sides }) => [clause, sides])).toEqual([
      ['rd', ['before', 'after']],
      ['plant', ['before', 'after']],
      ['heads', ['after']],
    ]);
    // Before 20 + 100 + 500, after 40 + 60 + 60.
    expect(digits(clauseOf(result, 'rd'))).toMatchObject({
      before: { paid: 3, sum: '620' },
      after: { paid: 3, sum: '160' },
      gains: { rows: 1, sum: '20' },
      losses: { rows: 2, sum: '480' },
      unchanged: 2,
    });
    expect(digits(clauseOf(result, 'heads'))).toMatchObject({
      before: { paid: 0, sum: '0' },
      after: { paid: 1, sum: '20' },
      rows: 4,
      leftOut: { rows: 1 },
    });
  });

  it('counts what one version pays', async () => {
    const result = await resultOf(undefined, AFTER, FILE);
    expect(result.compared).toBe(false);
    expect(digits(totalOf(result))).toMatchObject({ after: { paid: 3, sum: '240' }, before: { sum: '240' }, difference: '0', rows: 4 });
    expect(result.rows.admitted).toMatchObject({ both: 4, neither: 1 });
  });

  it('keeps who is admitted by one version only apart, in the sums all the same', async () => {
    // A and C as above; B is no more admitted, since spending is to stay below 500元; D is admitted after only.
    const after = AFTER.replace('require registered "must be registered"', 'require spent below 600元 "not too large"');
    const result = await resultOf(BEFORE, after, FILE.replace(/^E.*\n/m, ''));
    expect(result.rows.admitted).toEqual({ both: 2, onlyBefore: 1, onlyAfter: 1, neither: 0, undecided: 0 });
    // D after: 60 + 70 + 10.
    expect(digits(totalOf(result))).toMatchObject({
      before: { sum: '250' },
      after: { sum: '250' },
      difference: '0',
      onlyBefore: { rows: 1, before: '150', after: '0' },
      onlyAfter: { rows: 1, before: '0', after: '140' },
      gains: { rows: 1, sum: '20' },
      losses: { rows: 1, sum: '10' },
    });
  });

  it('takes a value outside of one version’s interval for an applicant that it does not admit', async () => {
    const after = AFTER.replace('money from 0元', 'money from 0元 to 500元');
    const result = await resultOf(BEFORE, after, FILE.replace(/^E.*\n/m, ''));
    // B with 1000; D with 500.5 is not admitted by the earlier version either, not being registered.
    expect(result.rows).toMatchObject({ bad: 0, admitted: { both: 2, onlyBefore: 1, neither: 1 } });
    expect(digits(totalOf(result))).toMatchObject({ onlyBefore: { rows: 1, before: '150', after: '0' }, difference: '-140' });
  });

  it('leaves an open requirement undecided and its amounts out', async () => {
    const result = await resultOf(BEFORE, AFTER, 'id,registered,spent,staff,level\nA,,200,1,none\n');
    expect(result.rows.admitted).toMatchObject({ both: 0, undecided: 1 });
    expect(digits(totalOf(result))).toMatchObject({ rows: 0, leftOut: { rows: 1, before: { unknown: 1 }, after: { unknown: 1 } } });
  });

  it('counts conflicts, errors, benefits without a figure and in kind on their own', async () => {
    const policy = `${HEAD}
fact a "A": money from 0元
fact n "N": number
clause one "One" { award a }
clause two "Two" { award 10元 }
clause three "Three" { when n != 5, award 10元 / n }
clause open "Open" { when a over 50元, award unspecified "as the office decides" }
clause kind "Kind" { when a over 60元, grants "a seal" }
exclusive g "Either" { among one, two }
`;
    // Row 1: one and two differ: conflict. Row 2: 10 and 10 agree, three is 10/1. Row 3: division by zero. Row 4 as row 1, with the others.
    const result = await resultOf(policy, policy, 'a,n\n5,1\n10,1\n10,0\n100,5\n');
    expect(digits(totalOf(result))).toMatchObject({
      rows: 1,
      before: { sum: '20' },
      leftOut: { rows: 3, before: { unknown: 0, conflict: 2, error: 1 } },
      beside: { before: { unspecified: 1, granted: 1 } },
    });
    expect(digits(clauseOf(result, 'open'))).toMatchObject({ rows: 3, leftOut: { rows: 1, before: { unspecified: 1 } } });
    expect(digits(clauseOf(result, 'three'))).toMatchObject({ rows: 3, before: { sum: '20' }, leftOut: { before: { error: 1 } } });
  });

  it('follows renames of facts and clauses', async () => {
    const after = AFTER.replaceAll('spent', 'outlay').replaceAll('rd "', 'research "');
    const renames = { facts: new Map([['spent', 'outlay']]), clauses: new Map([['rd', 'research']]) };
    const result = await resultOf(BEFORE, after, FILE.replace('R&D spending', 'spent'), { renames });
    expect(result.columns.facts[0]).toMatchObject({ column: 'spent', before: 'spent', after: 'outlay' });
    expect(result.clauses[0]).toMatchObject({ clause: 'research', clauseBefore: 'rd', sides: ['before', 'after'] });
    expect(digits(totalOf(result))).toMatchObject({ before: { sum: '250' }, after: { sum: '240' } });
  });

  it('keeps currencies apart', async () => {
    const after = BEFORE.replace('currency 元', 'currency USD').replaceAll('元', ' USD').replace('currency  USD', 'currency USD');
    const result = await resultOf(BEFORE, after, 'id,spent,registered,staff,level\nA,0,yes,1,city\n');
    expect(result.totals.map((one) => [one.currency, digits(one.before), digits(one.after)])).toEqual([
      ['USD', { paid: 0, sum: '0' }, { paid: 1, sum: '50' }],
      ['CNY', { paid: 1, sum: '50' }, { paid: 0, sum: '0' }],
    ]);
  });

  it('judges on the day of the row, else on a day of both versions', async () => {
    const dated = (from: string, to: string) => BEFORE.replace('2025-01-01 to 2025-12-31', `${from} to ${to}`);
    const file = 'id,as_of,spent,registered,staff,level\nA,2026/3/1,200,yes,1,none\nB,,200,yes,1,none\n';
    const both = await resultOf(dated('2025-01-01', '2025-12-31'), dated('2025-06-01', '2026-12-31'), file);
    // 2025-06-01 is day 20240. A only after; B both.
    expect(both.on).toEqual({ before: 20240, after: 20240 });
    expect(digits(totalOf(both))).toMatchObject({ before: { paid: 1, sum: '20' }, after: { paid: 2, sum: '40' } });
    for (const name of ['on', '认定日', '日期']) {
      const renamed = await resultOf(dated('2025-01-01', '2025-12-31'), dated('2025-06-01', '2026-12-31'), file.replace('as_of', name));
      expect(digits(totalOf(renamed)), name).toEqual(digits(totalOf(both)));
    }
    const apart = await resultOf(dated('2024-01-01', '2024-12-31'), dated('2025-01-01', '2025-12-31'), file.replace('2026/3/1', ''));
    // 2024-01-01 is day 19723, 2025-01-01 day 20089.
    expect(apart.on).toEqual({ before: 19723, after: 20089 });
    expect(digits(totalOf(apart))).toMatchObject({ before: { sum: '40' }, after: { sum: '40' } });
  });

  it('sums exactly what is too large, too fine or no decimal', async () => {
    const policy = `${HEAD}\nfact a "A": money from 0元\nclause c "C" { award a / 3 }\n`;
    // 1/3 + 10^12 + 0.00000001 / 3, and 3 → 1; doubled after.
    const after = policy.replace('a / 3', 'a / 3 * 2');
    const result = await resultOf(policy, after, 'id,a\nA,1\nB,3000000000000\nC,0.00000003\nD,3\n', { options: { largest: 2 } });
    // 1/3 + 1000000000000 + 0.00000001 + 1 = (1 + 3000000000003.00000003) / 3
    expect(digits(totalOf(result))).toMatchObject({
      before: { paid: 4, sum: '3000000000004.00000003/3' },
      difference: '3000000000004.00000003/3',
      gains: { rows: 4, largest: [{ id: 'B' }, { id: 'D', before: '1', after: '2' }] },
    });
  });
});
