/** Payments made before, from a file of their own; sums by hand. */
import { describe, expect, it } from 'vitest';
import { refusalSentence, troubleSentence } from '../../server/src/population/index';
import { programOf } from '../support/program';
import { clauseOf, digits, fileOf, refusalOf, resultOf } from './support';

const policy = (cap: string, name: string) => `policy "P" {
  effective 2025-01-01 to 2025-12-31
  currency 元
}
fact spent "Spent": money from 0元
clause rd "R&D award" { award 10% of spent, cap ${cap} within 3年 }
clause ${name} "Ladder" { award 300元, less paid(${name}) }
`;
const [OLD, NEW] = [policy('1000元', 'ladder'), policy('1500元', 'steps')];
const ROWS = 'id,spent\nA,20000\nB,20000\nC,20000\n';

function run(payments: string, rows = ROWS, before = OLD) {
  const renames = { clauses: new Map([['ladder', 'steps']]) };
  return resultOf(before, NEW, rows, {
    renames,
    payments: fileOf(payments, 'paid.csv', 7),
    options: { on: Date.UTC(2025, 5, 30) / 86_400_000 },
  });
}
const sums = (result: Awaited<ReturnType<typeof run>>, clause: string) => {
  const { before, after } = clauseOf(result, clause);
  return digits([before.sum, after.sum]);
};

describe('payments made before', () => {
  it('count for the clause and the applicant they name, within the window, in both versions', async () => {
    const paid = `id,clause,amount (万元),on
A,rd,0.04,2024/5/1
A,R&D award,100元,2023-01-01
A,rd,0.05,2022-06-30
B,steps,"200元",2025-01-02
X,rd,1,2024-01-01
`;
    const result = await run(paid);
    expect(result.badRows).toEqual([]);
    // A: 2000 capped at 1000 - 400 - 100 and 1500 - 500 (what was paid on 2022-06-30 is out of the window); B and C: 1000 and 1500.
    expect(sums(result, 'rd')).toEqual(['2500', '4000']);
    // A and C 300, B 300 - 200.
    expect(sums(result, 'steps')).toEqual(['700', '700']);
    expect(result.payments).toEqual({ file: 'paid.csv', payments: 5, withoutId: 0, withoutApplicant: 1 });
  });

  it('are told where they cannot be read, and their applicant is left out', async () => {
    const paid =
      '编号;条款;金额;日期\nA;rdd;1;2024-01-01\nA;rd;much;2024-01-01\nB;rd;1;soon\nB;rd;;2024-01-01\n;rd;1;2024-01-01\nC;rd;-1;2024-01-01\nC;rd;1\n';
    const result = await run(paid);
    expect(result.rows).toMatchObject({ read: 3, bad: 3 });
    const program = programOf(NEW);
    const told = result.badRows.flatMap(({ file, line, id, troubles }) =>
      troubles.map((t) => [`${file}:${line}`, id, troubleSentence(t, program, 'en'), troubleSentence(t, program, 'zh')]),
    );
    expect(told.map(([at, id]) => [at, id])).toEqual([
      ['paid.csv:6', undefined],
      ...['A', 'A', 'B', 'B', 'C', 'C'].map((id) => [`a.csv:${'ABC'.indexOf(id) + 2}`, id]),
    ]);
    const english = [
      'Fill in the name',
      'paid.csv:2: the policy has no clause “rdd”. Did you mean “rd”?',
      'paid.csv:3: 金额: “much” is not',
      'paid.csv:4: 日期: “soon” is not a date',
      'paid.csv:5: 金额: “” is not',
      'paid.csv:7: 金额: “-1” is outside',
      'paid.csv:8: the row has 3 cells',
    ];
    expect(told.map(([, , en]) => en)).toEqual(english.map((part) => expect.stringContaining(part)));
    for (const [, , , zh] of told) expect(zh).toMatch(/\p{Script=Han}/u);
    expect(told[1]?.[3]).toContain('没有条款“rdd”');
  });

  it('are refused without their columns, or where applicants have no name', async () => {
    const refused = (payments: string, rows = ROWS) => refusalOf(OLD, NEW, rows, { payments: fileOf(payments, 'paid.csv') });
    const lacking = await refused('id,clause,amount\nA,rd,1\n');
    expect(lacking).toMatchObject({ file: 'paid.csv', code: 'no-payment-column', wanted: ['on', '日期'] });
    expect(refusalSentence(lacking, 'zh')).toContain('没有“日期”列');
    expect(await refused('who,clause,amount,on\nA,rd,1,2024-01-01\n')).toMatchObject({ code: 'no-payment-column', wanted: ['id'] });
    expect(await refused('id,clause,amount,on\n', 'spent\n1\n')).toMatchObject({ file: 'a.csv', code: 'no-id-column' });
  });
});
