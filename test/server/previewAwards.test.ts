/** What the preview says an applicant gets. Amounts are worked out by hand in the comments; sums over random policies are held to the evaluator. */
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { Applicant } from '../../server/src/core/evaluate/values';
import { Exact } from '../../server/src/core/exact';
import type { Constant } from '../../server/src/core/program/program';
import { awardsOf } from '../../server/src/preview/awards';
import { partsOf, sumOfParts } from '../../server/src/preview/waterfall';
import type { Awards } from '../../server/src/previewProtocol';
import { awards as awardsShape } from '../../server/src/previewProtocol';
import { firstLook } from '../support/firstLook';
import { applicantFrom } from '../support/randomApplicant';
import { policyText } from '../support/randomPolicy';
import { previewed, sample } from './previewSupport';

const number = (n: number): Constant => ({ kind: 'number', value: Exact.of(n) });
const yes: Constant = { kind: 'boolean', value: true };

function applicant(facts: Record<string, Constant>, more: Partial<Applicant> = {}): Applicant {
  return { facts: new Map(Object.entries(facts)), history: [], ...more };
}

const row = ({ clauses }: Awards, name: string): Awards['clauses'][number] => {
  const found = clauses.find((one) => one.name === name);
  if (!found) throw new Error(`no row ${name}`);
  return found;
};

describe('the first look', () => {
  // core_project 50% of 400万 = 200万 (a ceiling); rd_growth 2.25% of 1000万 = 22.5万, loses to plant_award 100万; ladder 30万. 200 + 100 + 30 = 330万.
  it('shows the total as the ceiling that it is, and says which clause makes it one', () => {
    const { total } = awardsOf(previewed(firstLook));
    expect(total).toMatchObject({ status: 'known', mark: 'at most', text: '¥3,300,000 at most' });
    expect(total.notes).toEqual(['A ceiling, not a right: “Core projects” pays up to its amount.']);
    expect(awardsOf(previewed(firstLook, undefined, { locale: 'zh-cn' })).total.text).toBe('至多 330万元');
  });

  it('says for each clause what it pays and why', () => {
    const awards = awardsOf(previewed(firstLook));
    expect(awards.clauses.map(({ name, status, statusText, amount }) => [name, status, statusText, amount])).toEqual([
      ['core_project', 'payable', 'Paid', '¥2,000,000 at most'],
      ['rd_growth', 'excluded', 'Gives way', '¥0'],
      ['plant_award', 'payable', 'Paid', '¥1,000,000'],
      ['ladder', 'payable', 'Paid', '¥300,000'],
    ]);
    expect(row(awards, 'rd_growth')).toMatchObject({
      title: 'R&D growth award',
      section: 'Research',
      source: 'II(7)',
      why: '“Certified plant” is paid instead (“Not together”); alone this would be ¥225,000',
    });
    expect(row(awards, 'core_project')).toMatchObject({ items: 2, why: '1 of 2 items of “Projects” are paid' });
    expect(row(awards, 'plant_award').why).toBe('Plant certified = municipal level, row municipal: 100万元');
  });

  it('says where each clause stands, to its last line', () => {
    const { spot } = row(awardsOf(previewed(firstLook)), 'rd_growth');
    const lines = firstLook.split('\n');
    expect(lines[spot.line]).toBe('clause rd_growth "R&D growth award" {');
    expect(lines[spot.endLine]).toBe('}');
    expect(lines[spot.endLine - 1]).toContain('cap   300万元 per year');
  });

  it('says what its group and its limit do', () => {
    expect(awardsOf(previewed(firstLook)).rules.map(({ kind, title, text, bites }) => ({ kind, title, text, bites }))).toEqual([
      {
        kind: 'exclusive',
        title: 'Not together',
        text: '“Certified plant” is paid (¥1,000,000); “R&D growth award” (¥225,000) gives way',
        bites: true,
      },
      // 330万 of 1200万.
      {
        kind: 'limit',
        title: 'Over three years',
        text: '¥3,300,000 together, limit ¥12,000,000 (after what was paid before): nothing is cut',
        bites: false,
      },
    ]);
  });

  it('builds the total up: 200 + 22.5 + 100 + 30 - 22.5 = 330, in 万元', () => {
    const { waterfall } = awardsOf(previewed(firstLook, undefined, { locale: 'zh-cn' }));
    expect(waterfall.unit).toBe('万元');
    // The projects are paid *up to* their amount, so theirs and the total are ceilings.
    expect(waterfall.bars.map(({ kind, text, from, to }) => [kind, text, from, to])).toEqual([
      ['award', '至多 200万元', 0, 200],
      ['award', '22.5万元', 200, 222.5],
      ['award', '100万元', 222.5, 322.5],
      ['award', '30万元', 322.5, 352.5],
      ['excluded', '−22.5万元', 352.5, 330],
      ['total', '至多 330万元', 0, 330],
    ]);
    // Steps of 100 up to above 352.5.
    expect(waterfall.ticks.map(({ text }) => text)).toEqual(['0', '100', '200', '300', '400']);
  });

  it('keeps to the shape of the protocol', () => {
    expect(v.safeParse(awardsShape, awardsOf(previewed(firstLook))).success).toBe(true);
  });
});

const small = `policy "P" { effective 2025-01-01 to 2025-12-31, currency 元 }
fact staff "Employees": integer 人 from 0人
fact spend "Spending": money from 0元
fact green "Green firm": boolean
clause base "Base award" { when staff from 10人 "at least ten employees", award 10% of spend, cap 100万元 }
clause extra "Green extra" { when green "must be green", award 50万元 }
limit all_in "Ceiling" { among all, cap 120万元 }
example "none" { }
`;

describe('what it says of', () => {
  it('a failed condition: the reason, and the value that decides', () => {
    const awards = awardsOf(previewed(small, applicant({ staff: number(9), spend: number(5_000_000), green: yes }, { asOf: 20_200 })));
    expect(row(awards, 'base')).toMatchObject({ status: 'ineligible', amount: '¥0' });
    expect(row(awards, 'base').why).toBe('at least ten employees (Employees = 9 人)');
  });

  it('a cap and a limit: what each took', () => {
    // 10% of 1500万 = 150万, capped to 100万; with 50万 that is 150万, of which the limit leaves 120万: 30万 are cut from the second.
    const awards = awardsOf(previewed(small, applicant({ staff: number(10), spend: number(15_000_000), green: yes }, { asOf: 20_200 })));
    expect(row(awards, 'base').why).toBe('10% of ¥15,000,000 = ¥1,500,000; cap of ¥1,000,000 reached, without it ¥1,500,000');
    expect(row(awards, 'extra')).toMatchObject({ amount: '¥200,000', why: '“Ceiling” takes off ¥300,000 of ¥500,000' });
    expect(awards.rules[0]).toMatchObject({
      text: '¥1,500,000 together, limited to ¥1,200,000: ¥300,000 is cut',
      bites: true,
    });
    expect(awards.waterfall.bars.map(({ kind, from, to }) => [kind, from, to])).toEqual([
      ['award', 0, 1],
      ['award', 1, 1.5],
      ['cut', 1.5, 1.2],
      ['total', 0, 1.2],
    ]);
  });

  it('an unknown total: its range, what it needs, and what is certain', () => {
    // base: 10 employees and 500万 give 50万; green is not known: 0 or 50万 more.
    const awards = awardsOf(previewed(small, applicant({ staff: number(10), spend: number(5_000_000) }, { asOf: 20_200 })));
    expect(awards.total).toMatchObject({
      status: 'unknown',
      text: 'between ¥500,000 and ¥1,000,000',
      notes: ['Needs “Green firm”.'],
    });
    expect(row(awards, 'extra')).toMatchObject({ status: 'unknown', amount: 'between ¥0 and ¥500,000', why: 'Needs “Green firm”' });
    expect(awards.waterfall.bars.map(({ kind, label, text }) => [kind, label, text])).toEqual([
      ['award', 'Base award', '¥500,000'],
      ['total', 'Certain so far', '¥500,000'],
    ]);
  });

  it('an unknown total under a limit on all: no more than that', () => {
    const awards = awardsOf(previewed(small, applicant({}, { asOf: 20_200 })));
    // base 0 to 100万, extra 0 or 50万; together not more than 120万.
    expect(awards.total.text).toBe('between ¥0 and ¥1,200,000');
    expect(awards.rules[0]?.text).toBe('Not known yet: between ¥0 and ¥1,200,000 together after it');
  });

  it('nothing at all: a sentence in place of bars', () => {
    const unknown = awardsOf(previewed(small, applicant({}, { asOf: 20_200 })));
    expect(unknown.waterfall).toMatchObject({ bars: [], instead: 'No amount is certain yet.' });
    const nothing = awardsOf(
      previewed(small, applicant({ staff: number(1), spend: number(0), green: { kind: 'boolean', value: false } }, { asOf: 20_200 })),
    );
    expect(nothing.total.text).toBe('¥0');
    expect(nothing.waterfall).toMatchObject({ bars: [], instead: 'No clause pays anything.' });
  });

  it('a date outside the policy: when it is in force', () => {
    const awards = awardsOf(previewed(small, applicant({ staff: number(10) }, { asOf: 20_000 })));
    expect(row(awards, 'base')).toMatchObject({ status: 'inactive', why: 'In force 2025-01-01 to 2025-12-31', amount: '¥0' });
  });

  it('a conflict: the group and both clauses by their titles', () => {
    const text = `policy "P" { currency 元 }
clause a "First" { award 10元 }
clause b "Second" { award 20元 }
exclusive g "Only one" { among a, b }
example "e" { }
`;
    const awards = awardsOf(previewed(text));
    expect(awards.total.status).toBe('conflict');
    expect(awards.total.notes[0]).toBe('“Only one” does not say which is paid: “First” ¥10, “Second” ¥20.');
    expect(row(awards, 'a')).toMatchObject({ status: 'conflict', why: '“Only one” does not say which is paid: “First” ¥10, “Second” ¥20' });
    expect(awards.rules[0]?.bites).toBe(true);
    expect(awards.waterfall.instead).toBe('No amount is certain yet.');
  });

  it('in a conflict a limit is left open, and the total lies within what can be', () => {
    const text = `policy "P" { currency 元 }
clause a "First" { award 10元 }
clause b "Second" { award 20元 }
exclusive g "Only one" { among a, b }
limit l "Together" { among all, cap 25元 }
example "e" { }
`;
    const awards = awardsOf(previewed(text));
    expect(awards.total.text).toBe('not settled: clauses conflict');
    expect(awards.total.notes[1]).toMatch(/^Whichever is paid, the total lies within: between/);
    expect(awards.rules.map(({ open }) => open)).toEqual([undefined, true]);
  });

  it('a benefit in kind that is not known yet is not shown as ¥0', () => {
    const text = `policy "P" { currency 元 }
fact ok "OK": boolean
clause a "Advice" { when ok, grants "advice" }
example "e" { }
`;
    expect(row(awardsOf(previewed(text)), 'a')).toMatchObject({ status: 'unknown', amount: 'not known yet' });
  });

  it('items that a limit leaves without anything were paid before it', () => {
    const text = `policy "P" { currency 元 }
fact ps "Ps": list of { a "A": money }
clause base "First" { award 10元 }
clause c "Each" {
  each ps
  award a
}
limit l "Together" { among all, cap 10元 }
example "e" { ps = [ { a = 1元 }, { a = 2元 }, { a = 0元 } ] }
`;
    // 10元 goes to the first clause; of the items two pay, 1 + 2 = 3元, all of which is cut.
    expect(row(awardsOf(previewed(text)), 'c')?.why).toMatch(/^2 of 3 items of “Ps” are paid; “Together” takes off ¥3 of ¥3/);
  });

  it('an error: the clause and the sentence', () => {
    const text = `policy "P" { currency 元 }
fact n "N": number
clause a "Share" { award 10元 / n }
example "e" { n = 0 }
`;
    const awards = awardsOf(previewed(text));
    expect(awards.total.status).toBe('error');
    expect(awards.total.notes).toEqual(['“Share”: error: division by zero.']);
    expect(row(awards, 'a')).toMatchObject({ status: 'error', why: 'error: division by zero' });
    expect(awards.waterfall.instead).toContain('division by zero');
  });

  it('what has no figure, and what is given in kind: beside the total', () => {
    const text = `policy "P" { currency 元 }
clause a "Money" { award 10元 }
clause b "Seal" { grants "a seal" }
clause c "Help" { award unspecified "suitable support" }
example "e" { }
`;
    const awards = awardsOf(previewed(text));
    expect(awards.total.text).toBe('¥10');
    expect(awards.total.notes).toEqual(['Beside it, the document gives no figure for “Help”.', 'Beside it, in kind: “Seal”.']);
    expect(row(awards, 'b')).toMatchObject({ status: 'granted', amount: 'in kind', why: 'Gives a seal' });
    expect(row(awards, 'c')).toMatchObject({ status: 'unspecified', amount: 'no figure' });
  });

  it('a title with anything in it: as it is', () => {
    const text = `policy "P" { currency 元 }
clause a "<b>|bold|</b>" { award 10元 }
example "e" { }
`;
    expect(awardsOf(previewed(text)).waterfall.bars[0]?.label).toBe('<b>|bold|</b>');
  });
});

describe('the bars', () => {
  it('of 200 clauses are at most 40, the smallest joined, and still come to the total', () => {
    // Clause i pays i元; 1 + … + 200 = 20,100.
    const clauses = Array.from({ length: 200 }, (_, i) => `clause c${i + 1} "C${i + 1}" { award ${i + 1}元 }`);
    const { waterfall } = awardsOf(previewed(`policy "P" { currency 元 }\n${clauses.join('\n')}\nexample "e" { }\n`));
    expect(waterfall.bars.length).toBeLessThanOrEqual(40);
    // 24 are kept (177 to 200), 176 are joined: 1 + … + 176 = 15,576.
    expect(waterfall.bars.at(-2)).toMatchObject({ label: '176 smaller awards', text: '¥15,576' });
    expect(waterfall.bars.at(-1)).toMatchObject({ kind: 'total', text: '¥20,100' });
    expect(waterfall.unit).toBe('¥ thousand');
  });

  function chained({ bars }: Awards['waterfall']): void {
    let at = 0;
    for (const { kind, from, to } of bars) {
      expect(from).toBe(kind === 'total' ? 0 : at);
      if (kind === 'award') expect(to).toBeGreaterThan(from);
      else if (kind !== 'total') expect(to).toBeLessThan(from);
      at = kind === 'total' ? at : to;
    }
    const total = bars.at(-1);
    if (total) expect(total).toMatchObject({ kind: 'total', to: at });
  }

  it('of random policies come to the evaluator’s total, each beginning where the one before it ended', () => {
    let known = 0;
    let reduced = 0;
    fc.assert(
      fc.property(policyText, fc.array(fc.nat(999), { minLength: 8, maxLength: 8 }), (text, numbers) => {
        const { program } = previewed(text, { facts: new Map(), history: [] });
        const p = previewed(text, applicantFrom(program, numbers));
        const { waterfall } = awardsOf(p);
        chained(waterfall);
        const { total } = p.evaluation;
        if (total.status !== 'known' || total.value.state !== 'known' || total.value.value.kind !== 'number') return;
        known++;
        const parts = partsOf(p);
        if (parts.some(({ kind }) => kind !== 'award')) reduced++;
        expect(sumOfParts(parts).toString()).toBe(total.value.value.value.toString());
        // What a clause would pay alone is what its bar shows.
        for (const part of parts) {
          const gross = part.kind === 'award' && part.clause !== undefined ? p.evaluation.clauses.get(part.clause)?.gross : undefined;
          if (gross?.state === 'known' && gross.value.kind === 'number') expect(part.amount.toString()).toBe(gross.value.value.toString());
        }
      }),
      { numRuns: 150, seed: 7 },
    );
    expect(known).toBeGreaterThan(40);
    expect(reduced).toBeGreaterThan(5);
  }, 60_000);

  it('of every E-Town example end at the total that its author worked out by hand', () => {
    const { text, files } = sample('beijing-etown-2025', 'beijing-etown-2025.clause', ['要素.clause']);
    const base = previewed(text, undefined, { files, locale: 'zh-cn' });
    let checked = 0;
    for (const { example, applicant: who, evaluation } of base.analysis.examples) {
      const expected = example.expectations.find(({ target, kind }) => target.kind === 'total' && kind === 'value');
      if (expected?.kind !== 'value' || expected.value.op !== 'constant' || expected.value.value.kind !== 'number') continue;
      const by = expected.value.value.value;
      if (expected.tolerance) continue;
      const p = { ...base, applicant: who, evaluation };
      const { waterfall } = awardsOf(p);
      chained(waterfall);
      expect(sumOfParts(partsOf(p)).toString()).toBe(by.toString());
      checked++;
    }
    expect(checked).toBeGreaterThan(20);
  });
});
