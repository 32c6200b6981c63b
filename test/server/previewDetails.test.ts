/** How one clause's outcome came about. Figures are those of the first look, worked out by hand in docs/language.md. */
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../server/src/core/evaluate/index';
import { detailsOf } from '../../server/src/preview/details';
import { type ClauseDetail, type Explained, details as shape } from '../../server/src/previewProtocol';
import { firstLook } from '../support/firstLook';
import { previewed } from './previewSupport';

function detail(name: string, items = 0, text = firstLook): ClauseDetail {
  const [only, ...others] = detailsOf(previewed(text), { [name]: items }).clauses;
  if (!only || others.length > 0) throw new Error('not one clause');
  return only;
}

/** `text = value` of the figure and all below it. */
const lines = (figure: Explained, depth = 0): string[] => [
  `${'  '.repeat(depth)}${figure.text} = ${figure.value}`,
  ...figure.children.flatMap((child) => lines(child, depth + 1)),
];

describe('the details of a clause', () => {
  it('say each condition as it is written, its reason, and the value that decides it', () => {
    expect(detail('rd_growth').conditions.map(({ text, reason, result, note }) => ({ text, reason, result, note }))).toEqual([
      { text: 'registered', reason: 'must be registered in the park', result: 'yes', note: undefined },
      // (1300万 - 1000万) / 1000万
      { text: 'growth over 10%', reason: 'growth must exceed 10%', result: 'yes', note: 'R&D growth = 30%' },
    ]);
  });

  it('say each step, what it made of the amount, and how its figure came about', () => {
    const [award, cap] = detail('rd_growth').steps;
    expect(award).toMatchObject({ kind: 'award', applied: true, after: '¥225,000' });
    expect(cap).toMatchObject({
      kind: 'cap',
      text: 'cap 300万元 per year',
      applied: true,
      bites: false,
      figure: '¥3,000,000',
      after: '¥225,000',
    });
    // 5% × 5% + 5% × 10% + 10% × 15% = 0.25% + 0.5% + 1.5% = 2.25% of 1000万.
    const how = award?.how ? lines(award.how) : [];
    expect(how.map((line) => line.trim())).toEqual(
      expect.arrayContaining([
        'R&D growth = 30%',
        'rd_this_year - rd_last_year = ¥3,000,000',
        'over 10% to 15%: 5% = 0.25%',
        'over 15% to 20%: 10% = 0.5%',
        'over 20%: 15% = 1.5%',
        'R&D spending, last year = ¥10,000,000',
      ]),
    );
    expect(cap?.how).toBeUndefined();
  });

  it('say who is paid instead, and where the document says it', () => {
    const found = detail('rd_growth');
    expect(found.notes).toEqual(['“Certified plant” is paid instead (“Not together”); alone this would be ¥225,000']);
    expect(found.departments).toEqual(['Science bureau']);
    expect(found.source).toMatchObject({ article: 'II(7)', quoted: "spending above last year's is supported in steps" });
    expect(firstLook.split('\n')[found.source?.spot.line ?? -1]).toContain('source     "II(7)"');
  });

  it('go item by item, as many as are wanted, each called by what tells it from the others', () => {
    const one = detail('core_project', 1);
    expect(one).toMatchObject({ itemCount: 2, conditions: [{ text: 'registered' }], steps: [] });
    expect(one.items.map(({ label, index, amount }) => [label, index, amount])).toEqual([['no. 1: core', 0, '¥2,000,000 at most']]);
    const both = detail('core_project', 9).items;
    expect(both).toHaveLength(2);
    expect(both[1]).toMatchObject({ label: 'no. 2: early', status: 'ineligible', amount: '¥0' });
    expect(both[1]?.conditions.map(({ text, result }) => [text, result])).toEqual([
      ['registered', 'yes'],
      ['kind = core', 'no'],
      ['approved', 'no'],
    ]);
    expect(both[0]?.steps.map(({ kind, applied }) => [kind, applied])).toEqual([
      ['award', true],
      // 400万 is not from 4亿.
      ['cap', false],
      ['cap', true],
    ]);
  });

  it('look only into what is open', () => {
    expect(detailsOf(previewed(firstLook), {}).clauses).toEqual([]);
    expect(detailsOf(previewed(firstLook), { nobody: 1 }).clauses).toEqual([]);
    expect(detailsOf(previewed(firstLook), { ladder: 0, rd_growth: 0 }).clauses.map(({ name }) => name)).toEqual(['rd_growth', 'ladder']);
  });

  it('give the alternatives of `when any`, each with its reason and result', () => {
    const text = `policy "P" { currency 元 }
fact a "A": boolean
fact b "B": boolean
clause c "C" { when any { a "by a", b "by b" }, award 10元 }
example "e" { a = no, b = yes }
`;
    const [condition] = detail('c', 0, text).conditions;
    expect(condition?.result).toBe('yes');
    expect(condition?.alternatives.map(({ text: written, reason, result }) => [written, reason, result])).toEqual([
      ['a', 'by a', 'no'],
      ['b', 'by b', 'yes'],
    ]);
  });

  it('say what an unknown condition needs, and what went wrong in one in error', () => {
    const text = `policy "P" { currency 元 }
fact n "Number": number
fact a "All right": boolean
clause c "C" { when a, award 10元 }
clause d "D" { when 1 / n over 2, award 10元 }
example "e" { n = 0 }
`;
    expect(detail('c', 0, text).conditions[0]).toMatchObject({ result: 'unknown', note: 'Needs “All right”' });
    expect(detail('d', 0, text).conditions[0]).toMatchObject({ result: 'error', note: 'error: division by zero' });
  });

  it('bound how deep and how long an explanation is', () => {
    const text = `policy "P" { currency 元 }
fact m "M": money from 0元
clause c "C" { award ${'('.repeat(40)}m${Array.from({ length: 40 }, (_, i) => ` + ${i + 1}元)`).join('')} }
example "e" { m = 1元 }
`;
    const how = detail('c', 0, text).steps[0]?.how;
    const all = how ? lines(how) : [];
    expect(all.length).toBeGreaterThan(5);
    expect(all.length).toBeLessThan(30);
    expect(all.at(-1)?.trim()).toBe('… =');
  });

  it('of a list of 1,000 items with two open make two', () => {
    const items = Array.from({ length: 1000 }, (_, i) => `{ cost = ${i + 1}元 }`).join(', ');
    const text = `policy "P" { currency 元 }
fact l "L": list of { cost "Cost": money from 0元 }
clause c "C" { each l, award cost }
example "e" { l = [ ${items} ] }
`;
    const found = detail('c', 2, text);
    expect(found.itemCount).toBe(1000);
    expect(found.items.map(({ label, amount }) => [label, amount])).toEqual([
      ['no. 1', '¥1'],
      ['no. 2', '¥2'],
    ]);
  });

  it('keep to the shape of the protocol, and say what the evaluator says', () => {
    const p = previewed(firstLook);
    const open = Object.fromEntries([...p.program.clauses.keys()].map((name) => [name, 5]));
    const found = detailsOf(p, open);
    expect(v.safeParse(shape, found).success).toBe(true);
    const outcomes = evaluate(p.program, p.applicant).clauses;
    for (const { name, status, itemCount } of found.clauses) {
      expect(status).toBe(outcomes.get(name)?.status);
      expect(itemCount).toBe(outcomes.get(name)?.items?.length ?? 0);
    }
  });
});
