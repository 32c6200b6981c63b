/** Why: each kind of verdict, and each thing that stands beside them, is said in words of both languages. */
import { describe, expect, it } from 'vitest';
import { Comparer, toEnd } from '../../../server/src/core/compare/index';
import { differenceText } from '../../../server/src/explain/difference/index';
import { sideOf } from '../../support/compareTexts';

const BASE = `policy "P" {
  effective 2025-01-01 to 2025-12-31
}
fact m "Spending": money from 0元 to 1000元
fact k "Kind": one of { a, b }
`;
const clause = (body: string): string => `clause c "C" {\n${body}\n}\n`;

function told(a: string, b: string, language: 'en' | 'zh' = 'en', renames: { from: string; to: string }[] = []) {
  const [before, after] = [sideOf(a), sideOf(b)];
  const { difference } = toEnd(new Comparer({ language, renames }).run(before, after));
  return differenceText(difference, after.program, language);
}
const row = (text: ReturnType<typeof told>) => text.rows[0];

describe('a verdict', () => {
  it('of another outcome says which', () => {
    const text = told(BASE + clause('award 100元'), BASE + clause('award up to 100元'));
    expect([row(text)?.word, row(text)?.remarks]).toEqual(['another outcome for some', ['a fixed amount became a maximum (up to)']]);
    expect(text.answer).toBe('“C” pays the same, but a fixed amount became a maximum (up to); nobody’s total becomes more or less.');
    expect(told(BASE + clause('award up to 100元'), BASE + clause('award 100元'), 'zh').rows[0]?.remarks).toEqual([
      '上限（最高）改为确定的金额',
    ]);
  });

  it('of a total that is an amount for some on one side only says so', () => {
    // Two clauses that pay 1 and 2 to k = a; without `choose` nobody knows which.
    const group = (choose: string): string =>
      `${BASE}${clause('when k = a\naward 1元')}clause d "D" {\n  when k = a\n  award 2元\n}\nexclusive g "G" {\n  among c, d\n${choose}}\n`;
    const [open, settled] = [group(''), group('  choose highest\n')];
    expect(told(open, settled).answer).toBe('The total has another outcome for some (conflict → an amount).');
    expect(told(settled, open).answer).toBe('The total has another outcome for some (an amount → conflict).');
    expect(told(open, settled, 'zh').answer).toBe('总额有人结果不同（冲突 → 有数额）。');
  });

  it('of one or two clauses names them, and says how far the total goes', () => {
    const two = (c: string, d: string): string =>
      `${BASE}${clause(`award ${c} of m`)}clause d "D “d”" {\n  when k = a\n  award ${d}元\n}\n`;
    // 1% of at most 1000 is 10; 100 less 80 is 20 less, for whom nothing is spent.
    const text = told(two('10%', '100'), two('11%', '80'));
    expect(text.answer).toBe(
      '“C” pays more for some and less for nobody; ‘D “d”’ pays less for some and more for nobody; ' +
        'in total some gain (up to +¥10) and some lose (up to -¥20).',
    );
    expect([row(text)?.mostGain, row(text)?.mostLoss]).toEqual(['up to +¥10', '']);
    expect(told(two('10%', '100'), two('11%', '100'), 'zh').answer).toBe('“C”有人增加、无人减少；总额有人增加（最多 +10元），无人减少。');
    const three = (n: number): string => BASE + ['x', 'y', 'z'].map((name) => `clause ${name} {\n  award ${n}元\n}\n`).join('');
    expect(told(three(10), three(9)).answer).toBe(
      '3 clauses pay less for some and more for nobody; in total some lose (up to -¥3) and nobody gains.',
    );
    // A long title is cut at 60 cells, of which a Chinese character takes two, and is whole in its row.
    const title = '小微企业研发投入补助'.repeat(4);
    const longer = (rate: number): string => BASE + clause(`award ${rate}% of m`).replace('"C"', JSON.stringify(title));
    const shortened = told(longer(10), longer(11));
    expect(shortened.answer.startsWith(`“${title.slice(0, 29)}…” pays more`)).toBe(true);
    expect(row(shortened)?.title).toBe(title);
    expect(told(`${BASE}`, `${BASE}${clause('award 5元')}`).answer).toMatch(/^“C” \(new\) pays more for some and less for nobody; /);
  });

  it('shows an applicant once, though it becomes eligible too', () => {
    // From 100 on: m = 100 alone gains, by becoming eligible.
    const text = told(BASE + clause('when m over 100元\naward 50元'), BASE + clause('when m from 100元\naward 50元'));
    expect(row(text)?.witnesses.map(({ role, before }) => [role, before])).toEqual([['gain', '¥0 (ineligible)']]);
  });

  it('names who is no longer eligible', () => {
    // Nothing spent: eligible for nothing before, not eligible now.
    const text = told(BASE + clause('award m'), BASE + clause('when m over 0元\naward m'));
    const witness = row(text)?.witnesses.find(({ role }) => role === 'ineligible');
    expect([witness?.label, witness?.before, witness?.after]).toEqual(['no longer eligible', '¥0', '¥0 (ineligible)']);
  });

  it('of words leaves them to a person', () => {
    const text = told(BASE + clause('grants "a seal"'), BASE + clause('grants "a golden seal"'));
    expect(text.answer).toBe('No amount differs, but words that stand for amounts do: a person has to judge.');
    expect(row(text)?.remarks).toContain('“a seal” → “a golden seal”');
  });

  it('that is not decided says why', () => {
    const text = told(BASE + clause('award 10元'), 'policy "P" {\n  currency USD\n}\nclause c "C" {\n  award 10 USD\n}\n');
    expect([row(text)?.word, row(text)?.remarks]).toEqual(['not decided', ['the amounts are of different currencies']]);
    const zh = told(BASE + clause('award 10元'), 'policy "P" {\n  currency USD\n}\nclause c "C" {\n  award 10 USD\n}\n', 'zh');
    expect([zh.rows[0]?.word, zh.rows[0]?.remarks]).toEqual(['未能判定', ['两边币种不同']]);
  });

  it('names an option on a terminal, and in an editor the setting and the extension', () => {
    const [before, after] = [sideOf(BASE + clause('award 10元')), sideOf(BASE + clause('award 11元'))];
    const { difference } = toEnd(new Comparer({ language: 'en' }).run(before, after));
    const clauses = difference.clauses.map((one) => ({ ...one, verdict: 'not-decided', reasons: ['budget', 'no-solver'] }) as const);
    const open = { ...difference, clauses, notes: [{ kind: 'unread', side: 'b', count: 2 }] } as const;
    const on = (reader: 'terminal' | 'editor', language: 'en' | 'zh') => {
      const { rows, notes } = differenceText(open, after.program, language, reader);
      return [...(rows[0]?.remarks ?? []), ...notes].join('\n');
    };
    for (const language of ['en', 'zh'] as const) {
      expect(on('terminal', language)).toMatch(/--prove-budget[\s\S]*z3-solver[\s\S]*clausewright lint/);
      expect(on('terminal', language)).not.toMatch(/proveBudget|Clausewright Solver/);
      expect(on('editor', language)).toMatch(/clausewright\.proveBudget[\s\S]*Clausewright Solver/);
      expect(on('editor', language)).not.toMatch(/--prove|z3-solver|clausewright lint/);
    }
  });

  it('without a largest difference says with what it grows', () => {
    const open = BASE.replace(' to 1000元', '');
    const text = told(open + clause('award 10% of m'), open + clause('award 11% of m'));
    expect(row(text)?.witnesses.map(({ remark }) => remark)).toContain('the gain grows without limit with m');
  });

  it('that rests on a fact of another type in either version says so once', () => {
    const other = `${BASE.replace('money from 0元 to 1000元', 'percent from 0% to 100%')}${clause('award 100元 * m')}`;
    const text = told(BASE + clause('award m'), other);
    expect(row(text)?.remarks).toEqual(['m means something else in each version; any value is assumed on either side']);
    expect(text.facts.map((f) => f.text)).toEqual([
      'm “Spending”: the types have nothing in common; each version’s counts as a fact of its own',
    ]);
  });

  it('that rests on a fact of one side says so', () => {
    const text = told(BASE + clause('award 10元'), `${BASE}fact z "Z": boolean\n${clause('when z\naward 10元')}`);
    expect(row(text)?.remarks).toEqual(['only the later version asks for z; any value is assumed']);
    expect(text.facts.map((f) => f.text)).toEqual(['z “Z”: only the later version has it']);
  });
});

describe('beside the verdicts', () => {
  it('stand dates, of the policy and of clauses with their own', () => {
    const text = told(
      BASE + clause('award 1元'),
      BASE.replace('2025-12-31', '2026-06-30') + clause('effective 2025-03-01 to 2025-12-31\naward 1元'),
    );
    expect(text.dates.map((d) => d.text)).toEqual([
      'policy: from 2025-01-01 to 2025-12-31 → from 2025-01-01 to 2026-06-30; only the later version is in force from 2026-01-01 to 2026-06-30',
      'c: from 2025-01-01 to 2025-12-31 → from 2025-03-01 to 2025-12-31; only the earlier version is in force from 2025-01-01 to 2025-02-28',
    ]);
    const zh = told(BASE + clause('award 1元'), BASE.replace('to 2025-12-31', '') + clause('award 1元'), 'zh');
    expect(zh.dates.map((d) => d.text)).toEqual(['政策：2025-01-01 至 2025-12-31 → 2025-01-01 起；仅新版本有效：2026-01-01 起']);
  });

  it('stands that no day is covered by both', () => {
    const text = told(BASE + clause('award 1元'), BASE.replaceAll('2025', '2026') + clause('award 1元'));
    expect(text.notes).toEqual([
      'There is no day on which both versions are in force, so that no amounts can be compared; add --ignore-dates to compare the rules all the same.',
    ]);
    expect(text.dates[0]?.text).toContain('no day is covered by both');
  });

  it('stands who is admitted by one side only, and why', () => {
    const text = told(BASE + clause('award 10元'), `${BASE}require m from 10元 "must spend"\n${clause('award 10元')}`);
    expect(text.answer).toContain('some applicants are no longer admitted');
    expect(text.admission.map((a) => a.text)).toEqual(['some are admitted only by the earlier version, because of “must spend”']);
    expect([text.admission[0]?.witness?.before, text.admission[0]?.witness?.after]).toEqual(['¥10', 'not admitted']);
    const zh = told(BASE + clause('award 10元'), `${BASE.replace(' to 1000元', ' to 2000元')}${clause('award 10元')}`, 'zh');
    expect(zh.admission.map((a) => a.text)).toEqual(['有人仅符合新版本的前提，因为：m（范围）']);
  });

  it('stand renames, rewordings and moves', () => {
    const two = `${clause('award 1元')}clause d "D" {\n  award 2元\n}\n`;
    const text = told(BASE + two, BASE + two.replace('clause c "C"', 'clause e "E"'));
    expect(text.structure.map((s) => s.text)).toEqual(['clause c → e “E”: renamed', 'clause e “E”: reworded (title)']);
    expect(text.answer).toBe('The same for everyone: the text changed, no amount and no outcome did.');
    const zh = told(BASE + two, BASE + two.replace('"D"', '"Other"'), 'zh');
    expect(zh.structure.map((s) => s.text)).toEqual(['条款 d “Other”：改写文字（标题）']);
    expect(zh.answer).toBe('对所有人相同：文字有改动，金额和结果都没有变化。');
  });
});
