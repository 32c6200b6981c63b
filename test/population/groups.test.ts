/** Totals by groups of applicants; sums by hand. */
import { describe, expect, it } from 'vitest';
import { digits, refusalOf, resultOf } from './support';

const policy = (rate: string) => `policy "P" {
  effective 2025-01-01 to 2025-12-31
  currency 元
}
fact spent "Spent": money from 0元
fact size "Size": one of { small "Small firm", large }
fact ok "OK": boolean default yes
clause c "C" { when ok, award ${rate} of spent }
`;
const [OLD, NEW] = [policy('10%'), policy('15%')];

const FILE = `id,Spent (万元),size,ok,district
A,1,small,yes,East
B,2,Small firm,no,
C,0.5,large,TRUE, West
D,,small,yes,East
E,3,,是,East
F,much,large,yes,East
`;

async function by(column: string, ends?: readonly string[]) {
  const result = await resultOf(OLD, NEW, FILE, { options: { by: { column, ...(ends ? { ends } : {}) } } });
  const told = result.by?.groups.map(({ rows, totals, ...key }) => {
    const [total] = totals;
    return [Object.values(key).join('-'), rows, total?.rows, digits(total?.before.sum), digits(total?.after.sum), total?.gains.rows];
  });
  return { column: result.by?.column, told };
}

describe('totals by groups', () => {
  it('are by what a column says, however its cells write a choice', async () => {
    // F cannot be read. A: 1000 → 1500, B: nothing, C: 500 → 750, D: not known, E: 3000 → 4500.
    expect(await by('size')).toEqual({
      column: 'size',
      told: [
        ['large', 1, 1, '500', '750', 1],
        ['small', 3, 2, '1000', '1500', 1],
        ['', 1, 1, '3000', '4500', 1],
      ],
    });
    expect((await by('ok')).told).toEqual([
      ['no', 1, 1, '0', '0', 0],
      ['yes', 4, 3, '4500', '6750', 3],
    ]);
    // A column that is no fact.
    expect((await by('district')).told?.map(([name, rows]) => [name, rows])).toEqual([
      ['East', 3],
      ['West', 1],
      ['', 1],
    ]);
  });

  it('are by the ends between which a number lies, each from its lower end on, written as cells are', async () => {
    const wanted = [
      ['1', 1, 1, '500', '750', 1],
      // A at the end itself, and B.
      ['1-3', 2, 2, '1000', '1500', 1],
      ['3-4', 1, 1, '3000', '4500', 1],
      ['4', 0, 0, '0', '0', 0],
      ['', 1, 0, '0', '0', 0],
    ];
    expect(await by('spent', ['1', '3', '4'])).toEqual({ column: 'Spent (万元)', told: wanted });
    expect((await by('Spent (万元)', ['10000元', '3', '4万元'])).told?.map(([, ...figures]) => figures)).toEqual(
      wanted.map(([, ...figures]) => figures),
    );
  });

  it('are refused where they cannot be told apart', async () => {
    const refused = (column: string, ends?: readonly string[], file = FILE) =>
      refusalOf(OLD, NEW, file, { options: { by: { column, ...(ends ? { ends } : {}) } } });
    expect(await refused('sise')).toMatchObject({ code: 'no-such-column', nearest: 'size' });
    expect(await refused('size', ['1'])).toMatchObject({ code: 'bad-end', column: 'size', end: '1' });
    expect(await refused('spent', ['3', '3'])).toMatchObject({ code: 'bad-end', end: '3' });
    expect(await refused('spent', ['3', 'x'])).toMatchObject({ code: 'bad-end', end: 'x' });
    const many = `spent\n${Array.from({ length: 101 }, (_, i) => i).join('\n')}\n`;
    expect(await refused('spent', undefined, many)).toMatchObject({ code: 'too-many-groups', column: 'spent', most: 100 });
  });
});
