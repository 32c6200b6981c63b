/** Lists in files of their own: read along with applicants in the same order, else held. */
import { describe, expect, it } from 'vitest';
import { clauseOf, digits, fileOf, refusalOf, resultOf, totalOf } from './support';

const POLICY = `policy "P" {\n  effective 2025-01-01 to 2025-12-31\n  currency 元\n}
fact base "Base": money from 0元
fact projects "Projects": list to 3 of { cost "Cost": money from 0元, done "Done": boolean, kind "Kind": one of { core "Core", other } default other }
clause each_one "Each" { each projects, when done, award 10% of cost }
clause base_one "Base" { award base }
`;
const AFTER = POLICY.replace('10% of cost', '20% of cost').replace('list to 3', 'list to 2');

const APPLICANTS = 'id,base\n2,1\n10,2\n11,3\n30,4\n';
// 2: 10元 + 20元 → 20元 + 40元. 10: nothing. 11: not done. 30: three items, more than the later version takes.
const ITEMS =
  'id,Cost (万元),Done,Kind\n2,0.01,yes,Core\n2,0.02,yes,\n11,1,no,other\n30,0.01,yes,core\n30,0.01,yes,core\n30,0.01,yes,core\n';
const lists = (text: string, name = 'projects.csv') => ({ lists: new Map([['projects', fileOf(text, name, 7)]]) });

describe('lists', () => {
  it('take a field that got another name by either name, or by its label', async () => {
    const after = AFTER.replace('cost "Cost"', 'price "Cost"').replace('of cost', 'of price');
    for (const name of ['cost', 'price', 'Cost']) {
      const result = await resultOf(POLICY, after, 'id,base\n2,1\n', lists(`id,${name},done\n2,1000,yes\n`));
      // 10% and 20% of 1000.
      expect(digits(clauseOf(result, 'each_one')), name).toMatchObject({ before: { sum: '100' }, after: { sum: '200' } });
    }
  });

  it('know an applicant’s number by its usual names, and tell every item that names nobody', async () => {
    // 编号 is near to the fact 称号, which it is not. In either order the items of lines 3 and 4 name nobody.
    const policy = POLICY.replace('fact base', 'fact 称号 "Title": boolean default no\nfact base');
    for (const order of ['2,1\n10,2\n', '10,2\n2,1\n']) {
      const items = '编号,cost,done\n2,10,yes\n,20,yes\n ,30,yes\n10,40,yes\n';
      const result = await resultOf(policy, policy, `编号,base\n${order}`, lists(items));
      expect(result.columns.id).toBe('编号');
      expect(result.lists[0]).toMatchObject({ items: 4, withoutId: 2, withoutApplicant: 0 });
      expect(result.badRows.map(({ line }) => line)).toEqual([3, 4]);
      // 10% of 10 and of 40.
      expect(digits(clauseOf(result, 'each_one'))).toMatchObject({ after: { sum: '5' } });
    }
  });

  it('are read along with the applicants', async () => {
    const result = await resultOf(POLICY, AFTER, APPLICANTS, { ...lists(ITEMS), options: { items: 0 } });
    expect(result.rows.admitted).toEqual({ both: 3, onlyBefore: 1, onlyAfter: 0, neither: 0, undecided: 0 });
    expect(digits(clauseOf(result, 'each_one'))).toMatchObject({
      before: { paid: 2, sum: '60' },
      after: { paid: 1, sum: '60' },
      gains: { rows: 1, sum: '30', largest: [{ id: '2', line: 2, before: '30', after: '60' }] },
      onlyBefore: { rows: 1, before: '30', after: '0' },
    });
    expect(result.lists).toEqual([
      {
        list: 'projects',
        file: 'projects.csv',
        id: 'id',
        facts: [
          { column: 'Cost (万元)', before: 'cost', after: 'cost', unit: '万元' },
          { column: 'Done', before: 'done', after: 'done' },
          { column: 'Kind', before: 'kind', after: 'kind' },
        ],
        unknown: [],
        items: 6,
        withoutId: 0,
        withoutApplicant: 0,
      },
    ]);
  });

  it('are held where one of the files is in another order, with the same result', async () => {
    const straight = await resultOf(POLICY, AFTER, APPLICANTS, lists(ITEMS));
    const [head = '', ...rows] = ITEMS.trim().split('\n');
    const items = `${[head, ...rows.slice(3), ...rows.slice(0, 3)].join('\n')}\n`;
    expect(digits(await resultOf(POLICY, AFTER, APPLICANTS, lists(items)))).toEqual(digits(straight));
    const turned = await resultOf(POLICY, AFTER, 'id,base\n30,4\n11,3\n10,2\n2,1\n', lists(ITEMS));
    expect(digits(totalOf(turned).difference)).toBe(digits(totalOf(straight).difference));
    expect(await refusalOf(POLICY, AFTER, APPLICANTS, { ...lists(items), options: { items: 5 } })).toEqual({
      file: 'projects.csv',
      code: 'too-many-items',
      list: 'projects',
      most: 5,
    });
  });

  it('leave out the applicant of an item that cannot be read, and tell it', async () => {
    const result = await resultOf(
      POLICY,
      AFTER,
      APPLICANTS,
      lists(ITEMS.replace('0.02,yes', 'two,yes').replace('11,1,no,other', '11,1,no')),
    );
    expect(result.rows).toMatchObject({ read: 4, bad: 2 });
    expect(result.badRows).toMatchObject([
      {
        file: 'a.csv',
        line: 2,
        id: '2',
        troubles: [
          {
            kind: 'item',
            file: 'projects.csv',
            line: 3,
            list: 'projects',
            of: { kind: 'value', line: 3, column: 'Cost (万元)', found: 'two', trouble: { code: 'type' } },
          },
        ],
      },
      { line: 4, id: '11', troubles: [{ kind: 'item', line: 4, of: { kind: 'cells', cells: 3, columns: 4 } }] },
    ]);
  });

  it('tell items of nobody', async () => {
    const result = await resultOf(POLICY, AFTER, APPLICANTS, lists(`${ITEMS}31,1,yes,core\n,1,yes,core\n`));
    expect(result.lists[0]).toMatchObject({ items: 8, withoutId: 1, withoutApplicant: 1 });
    expect(result.badRows).toEqual([{ file: 'projects.csv', line: 9, troubles: [{ kind: 'no-id', line: 9, list: 'projects' }] }]);
    expect(result.rows.bad).toBe(0);
  });

  it('count once for an applicant named twice, and not for one without a name', async () => {
    // In the items' order or not, and the name's column called so or not.
    for (const file of ['id,base\n2,1\n2,1\n,1\n', 'firm,base\n2,1\n2,1\n,1\n']) {
      const items = file.startsWith('id') ? ITEMS : ITEMS.replace('id', 'firm');
      const twice = await resultOf(POLICY, AFTER, file, lists(items));
      expect(digits(clauseOf(twice, 'each_one'))).toMatchObject({ rows: 1, before: { sum: '30' }, after: { sum: '60' } });
      expect(twice.badRows).toEqual([
        { file: 'a.csv', line: 3, id: '2', troubles: [{ kind: 'repeated', line: 3, first: 2 }] },
        { file: 'a.csv', line: 4, troubles: [{ kind: 'no-id', line: 4, list: 'projects' }] },
      ]);
      expect(twice.rows).toMatchObject({ read: 3, bad: 2, repeated: 1 });
    }
    // The files in two orders.
    const apart = await resultOf(POLICY, AFTER, 'id,base\n30,4\n2,1\n30,4\n', lists(ITEMS));
    expect(apart.badRows.map(({ line, troubles }) => [line, troubles.map(({ kind }) => kind)])).toContainEqual([4, ['repeated']]);
  });

  it('have too many items for every version', async () => {
    const result = await resultOf(AFTER, AFTER, APPLICANTS, lists(ITEMS));
    expect(result.badRows).toEqual([
      { file: 'a.csv', line: 5, id: '30', troubles: [{ kind: 'items', file: 'projects.csv', list: 'projects', count: 3, max: 2 }] },
    ]);
  });

  it('are unknown without a file', async () => {
    const result = await resultOf(POLICY, AFTER, APPLICANTS);
    expect(result.columns.missing).toEqual([
      { fact: 'projects', label: 'Projects', sides: ['before', 'after'], hasDefault: false, isList: true },
    ]);
    expect(totalOf(result).leftOut.rows).toBe(4);
    expect(result.needs).toEqual([
      { side: 'before', fact: 'projects', rows: 4 },
      { side: 'after', fact: 'projects', rows: 4 },
    ]);
  });

  it('are refused where they cannot be joined', async () => {
    expect(await refusalOf(POLICY, AFTER, APPLICANTS, { lists: new Map([['project', fileOf(ITEMS)]]) })).toEqual({
      file: 'a.csv',
      code: 'no-such-list',
      list: 'project',
      nearest: 'projects',
      known: ['projects'],
    });
    expect(await refusalOf(POLICY, AFTER, 'base\n1\n', lists(ITEMS))).toMatchObject({ file: 'a.csv', code: 'no-id-column' });
    expect(await refusalOf(POLICY, AFTER, APPLICANTS, lists('cost,done\n1,yes\n'))).toMatchObject({
      file: 'projects.csv',
      code: 'no-id-column',
    });
    expect(await refusalOf(POLICY, AFTER, APPLICANTS, lists('id,nothing\n1,yes\n'))).toMatchObject({
      file: 'projects.csv',
      code: 'no-fact-columns',
    });
  });
});
