/** The award curve of the preview: what its marks say, where its ticks stand, and which value a place on it is. All figures by hand. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { previewState } from '../../server/src/preview/state';
import { type Curve, type CurveAsked, curve as curveShape, emptyForm, type Fill, type Form, read } from '../../server/src/previewProtocol';
import type { Session } from '../../server/src/session';
import { opened } from './shown';

interface Open {
  readonly session: Session;
  readonly uri: string;
}

function asked({ session, uri }: Open, facts: Form['facts'], curve: Partial<CurveAsked> = {}, fill?: Fill) {
  const form = { ...emptyForm, facts };
  const state = previewState(session, { uri, form, curve: { readings: [], ...curve }, open: {}, known: {}, ...(fill && { fill }) });
  if (!state) throw new Error('no state');
  return state;
}

function curveOf(at: Open, facts: Form['facts'], curve: Partial<CurveAsked> = {}): Curve {
  const found = asked(at, facts, curve).curve;
  // What is answered has the shape that was agreed on.
  expect(read(curveShape, found)).toEqual(found);
  if (!found) throw new Error('no curve');
  return found;
}

function plotOf(at: Open, facts: Form['facts'], curve: Partial<CurveAsked> = {}): NonNullable<Curve['plot']> {
  const { plot, message } = curveOf(at, facts, curve);
  if (!plot) throw new Error(message);
  return plot;
}

function moved(at: Open, facts: Form['facts'], fill: Fill, curve: Partial<CurveAsked> = {}): Form['facts'] | string {
  const { form, refused } = asked(at, facts, curve, fill);
  return form?.facts ?? refused ?? 'nothing';
}

const drag = (at: number): Fill => ({ kind: 'drag', at });
const step = (direction: 1 | -1, to: 'tick' | 'breakpoint' = 'tick'): Fill => ({ kind: 'step', direction, to });

/** 5% of what is spent, at most 50万元, which 1000万元 spent come to; for debts up to 15%. */
const equipment = `policy "Equipment" { currency 元 }
fact spend "Spending": money from 0元 to 2000万元
fact debt "Debt ratio": percent from 0% to 100%
fact staff "Staff": integer 人 from 0人 to 10人
clause grant "Grant" {
  when debt at most 15% "owes too much"
  award 5% of spend
  cap 50万元
}
clause jobs "Jobs" { award 1万元/人 * staff }
`;
const given = { spend: '400万元', debt: '10%', staff: '0' };
const en = (): Open => opened(equipment);
const zh = (): Open => opened(equipment, { locale: 'zh-cn' });

const marks = ({ marks: all }: NonNullable<Curve['plot']>): unknown[] =>
  all.map(({ kind, value, text, change }) => [kind, value, text, change]);

describe('marks', () => {
  it('say where the amount falls, from what to what and why: 5% of 400万元 are 20万元', () => {
    const plot = plotOf(en(), given, { path: 'debt' });
    expect(marks(plot)).toEqual([
      ['cliff', '15%', 'Above 15%: falls from ¥200,000 to ¥0; “Grant” no longer meets a condition (“owes too much”).', '¥200,000 → ¥0'],
    ]);
    expect(plot.marks[0]).toMatchObject({ x: 0.15, y: 200000, at: 0.15, spot: { line: 5 } });
    expect(marks(plotOf(zh(), given, { path: 'debt' }))).toEqual([
      ['cliff', '15%', '超过15%后：由20万元降至0元；“Grant”不再符合条件（“owes too much”）。', '20万元 → 0元'],
    ]);
  });

  it('say where a cap is reached: 50万元 / 5% = 1000万元', () => {
    const plot = plotOf(zh(), given, { path: 'spend', clause: 'grant' });
    expect(marks(plot)).toEqual([['cap', '1000万元', '在1000万元处：50万元；达到上限50万元（Grant）。', '50万元']]);
    expect(plot.marks[0]).toMatchObject({ x: 10_000_000, y: 500_000, at: 0.5, spot: { line: 7 } });
  });

  it('tell a point that is otherwise than both sides', () => {
    // 3万元 at exactly 100元, else 5万元.
    const at = opened('fact a: money from 0元 to 200元\nclause c { award if a = 100元 then 3万元 else 5万元 }\n', { locale: 'zh-cn' });
    const plot = plotOf(at, {}, { path: 'a' });
    expect(plot.marks).toHaveLength(1);
    expect(plot.marks[0]).toMatchObject({ kind: 'cliff', value: '100元', change: '5万元 → 3万元 → 5万元', y: 30_000 });
    expect(plot.marks[0]?.text).toContain('恰在100元处：为3万元，略低时为5万元，略高时为5万元');
    // Two stretches up to it and from it on, and the point itself.
    expect(plot.lines[0]?.pieces.map(({ points, fromIncluded, toIncluded }) => [points, fromIncluded, toIncluded])).toEqual([
      [
        [
          [0, 50_000],
          [100, 50_000],
        ],
        true,
        false,
      ],
      [[[100, 30_000]], true, true],
      [
        [
          [100, 50_000],
          [200, 50_000],
        ],
        false,
        true,
      ],
    ]);
  });

  it('say where a deduction begins, and where it leaves no more than the floor', () => {
    // 1000元 less 1% of what is above 50000元: 300元 are left at 120000元.
    const at = opened('fact a: money from 0元 to 200000元\nclause c { award 1000元\n less 1% of max(0元, a - 50000元)\n floor 300元 }\n');
    expect(plotOf(at, {}).marks.map(({ kind, value, text }) => [kind, value, text])).toEqual([
      ['kink', '¥50,000', 'At ¥50,000: ¥1,000; the deduction begins (c).'],
      ['kink', '¥120,000', 'At ¥120,000: ¥300; the floor of ¥300 begins to count (c).'],
    ]);
  });

  it('say where a deduction begins that is rounded, and nothing of the thousand steps of it', () => {
    // 1000元 less 1% of what is above 50000元, in whole 元: 100元 are left at 140000元.
    const at = opened(
      'fact a: money from 0元 to 140000元\nclause c { award 1000元\n less 1% of max(0元, a - 50000元)\n round half to 1元 }\n',
    );
    const plot = plotOf(at, {});
    expect(plot.marks.map(({ kind, value, text }) => [kind, value, text])).toEqual([
      ['kink', '¥50,000', 'At ¥50,000: ¥1,000; the deduction begins (c).'],
    ]);
    expect(plot.marks[0]?.spot).toMatchObject({ line: 2 });
  });

  it('tell a cap that is left on the way down from one that is reached', () => {
    // 500元 less 1% of a, at most 400元: less than that from 10000元 on.
    const at = opened('fact a: money from 0元 to 20000元\nclause c { award 500元 - 1% of a\n cap 400元 }\n');
    expect(plotOf(at, {}).marks.map(({ kind, text }) => [kind, text])).toEqual([
      ['cap', 'At ¥10,000: ¥400; the cap of ¥400 no longer bites (c).'],
    ]);
  });

  it('are none where a single whole number lies on the line that goes on beside it', () => {
    // 10 a head: of nobody nothing, of 5 50, of which 45 are paid.
    const at = opened('fact n "Heads": integer 人 from 0人 to 10人\nclause c { award 10元/人 * n\n cap 45元 }\n', { locale: 'zh-cn' });
    expect(marks(plotOf(at, {}))).toEqual([['cap', '5人', '自5人起：由40元升至45元；达到上限45元（c）。', '40元 → 45元']]);
  });

  it('tell a cap from the whole number at which it is exactly reached: 10 a head are 50 for 5', () => {
    const at = opened('fact n "Heads": integer 人 from 0人 to 10人\nclause c { award 10元/人 * n\n cap 50元 }\n', { locale: 'zh-cn' });
    expect(plotOf(at, {}).marks.map(({ value, text }) => [value, text.includes('达到上限50元')])).toEqual([['5人', true]]);
  });

  it('join what goes on from one whole number to the next, and nothing else', () => {
    // 10 a head up to 4; from 5 on nothing; from 7 on 10 a head again, at most 80.
    const at = opened(
      'fact n "Heads": integer 人 from 1人 to 10人\nclause c { when n at most 4人 or n at least 7人\n award 10元/人 * n\n cap 80元 }\n',
    );
    const pieces = plotOf(at, {}, { path: 'n' }).lines[0]?.pieces.map(({ points }) => points);
    expect(pieces).toEqual([
      [
        [1, 10],
        [4, 40],
      ],
      [
        [5, 0],
        [6, 0],
      ],
      [[7, 70]],
      // The cap counts from 8 on, of which it is exactly the 80.
      [
        [7, 70],
        [8, 80],
        [10, 80],
      ],
    ]);
  });
});

describe('axes', () => {
  const texts = (ticks: readonly { text: string }[]): string[] => ticks.map(({ text }) => text);

  it('count in 万元, a step of 500 and of 10', () => {
    const { x, y } = plotOf(zh(), given, { path: 'spend', clause: 'grant' });
    expect([x.label, texts(x.ticks)]).toEqual(['Spending（万元）', ['0', '500', '1000', '1500', '2000']]);
    expect(x.ticks.map(({ at }) => at)).toEqual([0, 5e6, 1e7, 1.5e7, 2e7]);
    expect([y.label, texts(y.ticks)]).toEqual(['Grant（万元）', ['0', '10', '20', '30', '40', '50']]);
    expect([y.from, y.to]).toEqual([0, 500_000]);
  });

  it('count in millions in English', () => {
    const { x, y } = plotOf(en(), given, { path: 'spend', clause: 'grant' });
    expect([x.label, texts(x.ticks)]).toEqual(['Spending (¥ million)', ['0', '5', '10', '15', '20']]);
    expect([y.label, texts(y.ticks)]).toEqual(['Grant (¥ thousand)', ['0', '100', '200', '300', '400', '500']]);
  });

  it('show percentages as such, and whole numbers whole', () => {
    expect(texts(plotOf(en(), given, { path: 'debt' }).x.ticks)).toEqual(['0%', '20%', '40%', '60%', '80%', '100%']);
    const staff = plotOf(en(), given, { path: 'staff' }).x;
    expect([staff.label, texts(staff.ticks)]).toEqual(['Staff (人)', ['0', '2', '4', '6', '8', '10']]);
  });

  it('count hundreds of millions in 亿元', () => {
    const at = opened('fact a: money from 0元 to 3亿元\nclause c { award 50% of a }\n', { locale: 'zh-cn' });
    const { x } = plotOf(at, {});
    // 3 / 6 = 0.5.
    expect([x.label, texts(x.ticks)]).toEqual(['a（亿元）', ['0', '0.5', '1', '1.5', '2', '2.5', '3']]);
  });
});

describe('what can be chosen', () => {
  it('is every number that an award rests on, through whatever it does; first the one from which most is computed', () => {
    const at = opened(`fact unread: money
fact a "A": money from 0元
fact b "B": money from 0元
fact n: integer from 0
fact yes_no: boolean
fact items "Items": list of {
  cost "Cost": money from 0元
  name "Name": text
  spare "Spare": money
}
let half = 50% of b
clause one { when n at least 1
 award half }
clause two { when n at least 2
 award half + 1% of a }
clause three { when n at least 3
 award 5元 }
clause four { each items
 award 10% of cost }
`);
    const curve = curveOf(at, { items: [{ cost: '5' }, {}] });
    expect(curve.paths).toEqual([
      { path: 'a', label: 'A' },
      { path: 'b', label: 'B' },
      { path: 'n', label: 'n' },
      { path: 'items[0].cost', label: 'Items 1: Cost' },
      { path: 'items[1].cost', label: 'Items 2: Cost' },
    ]);
    // n decides three clauses, but no amount; from b two are computed.
    expect(curve.path).toBe('b');
    expect(curve.clauses.map(({ name }) => name)).toEqual(['one', 'two']);
    // What is not there (any more) is not chosen.
    expect(curveOf(at, {}, { path: 'items[0].cost', clause: 'gone' })).toMatchObject({ path: 'b' });
    expect(curveOf(at, {}, { clause: 'gone' }).clause).toBeUndefined();
  });

  it('is nothing where no number matters: that is said', () => {
    const curve = curveOf(opened('fact a: boolean\nclause c { when a\n award 5元 }\n'), {});
    expect(curve).toMatchObject({ paths: [], readings: [] });
    expect(curve.plot).toBeUndefined();
    expect(curve.message).toContain('No number');
  });
});

describe('the applicant’s place', () => {
  it('is where the fact stands, with what comes of it', () => {
    expect(plotOf(zh(), given, { path: 'spend' }).here).toEqual({ x: 4e6, y: 2e5, at: 0.2, text: '400万元：20万元' });
  });
  it('is the default where nothing is given, and nowhere where nothing is known; the curve is there all the same', () => {
    const text = (more: string): string => `fact a: money from 0元 to 100元${more}\nclause c { award a }\n`;
    expect(plotOf(opened(text(' default 25元')), {}).here).toMatchObject({ x: 25, y: 25, at: 0.25 });
    const unknown = plotOf(opened(text('')), {});
    expect(unknown.here).toBeUndefined();
    expect(unknown.lines[0]?.pieces).toHaveLength(1);
  });
  it('alone is another while the fact is moved: the very same line is drawn', () => {
    const at = en();
    const [a, b] = [plotOf(at, given, { path: 'spend' }), plotOf(at, { ...given, spend: '500万元' }, { path: 'spend' })];
    expect(b.here?.x).toBe(5e6);
    expect(b.lines).toBe(a.lines);
    // Another fact moves the line: jobs are paid 3万元.
    expect(plotOf(at, { ...given, staff: '3' }, { path: 'spend' }).lines).not.toEqual(a.lines);
  });
  it('is of an amount that is not known where other facts are wanting, and says which', () => {
    const plot = plotOf(en(), { spend: '400万元' }, { path: 'spend', clause: 'grant' });
    expect(plot.here?.y).toBeUndefined();
    expect(plot.here?.text).toContain('Debt ratio');
    expect(plot.lines[0]?.gaps.at(-1)).toMatchObject({ to: 2e7, text: 'Needs “Debt ratio”' });
    expect(curveOf(en(), { spend: '400万元' }, { path: 'spend', clause: 'grant' }).message).toContain('other facts are not given');
    // Along the staff the jobs are paid whatever the rest.
    expect(curveOf(en(), {}, { path: 'staff', clause: 'jobs' }).message).toBeUndefined();
  });
});

describe('a drag', () => {
  const to = (at: number, curve: Partial<CurveAsked> = { path: 'spend' }): unknown => {
    const facts = moved(en(), given, drag(at), curve);
    return typeof facts === 'string' ? facts : facts[curve.path ?? ''];
  };
  it('gives a round value: the axis in 400 places are steps of 5万元', () => {
    // 0.3 of 2000万元; 0.5137 of it are 1027.4万元, nearest to which is 1025.
    expect(to(0.3)).toBe('6000000');
    expect(to(0.5137)).toBe('10250000');
  });
  it('gives exactly the breakpoint near which it is: up to 0.008 of the axis', () => {
    expect(to(0.494)).toBe('10000000');
    expect(to(0.506)).toBe('10000000');
    expect(to(0.51)).toBe('10200000');
    // A cap of 512,345元 is reached at 10,246,900元, 0.512345 of the axis: no round figure, but the one that is meant.
    const odd = opened(equipment.replace('cap 50万元', 'cap 512345元'));
    expect(moved(odd, given, drag(0.51), { path: 'spend' })).toEqual({ ...given, spend: '10246900' });
  });
  it('stays on the axis', () => {
    expect([to(0), to(1), to(-3), to(7)]).toEqual(['0', '20000000', '0', '20000000']);
  });
  it('gives whole numbers where only these can be given', () => {
    // Of 0 to 10 people: 3.3, 3.6.
    expect([to(0.33, { path: 'staff' }), to(0.36, { path: 'staff' })]).toEqual(['3', '4']);
  });
  it('gives percentages as such', () => {
    expect(to(0.6, { path: 'debt' })).toBe('60');
  });
  it('means the part of the axis that is shown', () => {
    const zoom = { path: 'spend', zoom: { from: 0.25, to: 0.5 } };
    expect(plotOf(en(), given, zoom)).toMatchObject({ x: { from: 5e6, to: 1e7 }, zoomed: true });
    expect(to(0, zoom)).toBe('5000000');
    // Half way from 500 to 1000万元.
    expect(to(0.5, zoom)).toBe('7500000');
  });
  it('changes the field of an item, and nothing where there is no curve', () => {
    const at = opened('fact items: list of {\n cost: money from 0元 to 100元\n}\nclause c { each items\n award cost }\n');
    const items = [{ cost: '1' }, { cost: '2' }];
    expect(moved(at, { items }, drag(0.4), { path: 'items[1].cost' })).toEqual({ items: [{ cost: '1' }, { cost: '40' }] });
    expect(moved(opened('clause c { award 5元 }\n'), {}, drag(0.4))).toContain('no curve');
  });
  it('never leaves what the fact may be: over 0元, below 100元', () => {
    const at = opened('fact a: money over 0元 below 100元\nclause c { award a }\n');
    const ends = [drag(0), drag(1)].map((fill) => Number((moved(at, {}, fill) as { a: string }).a));
    expect(ends[0]).toBeGreaterThan(0);
    expect(ends[1]).toBeLessThan(100);
  });
});

describe('a step', () => {
  const from = (spend: string | undefined, fill: Fill): unknown => {
    const { spend: _, ...others } = given;
    const facts = moved(en(), spend === undefined ? others : { ...given, spend }, fill, { path: 'spend' });
    return typeof facts === 'string' ? facts : facts.spend;
  };
  it('goes to the next hundredth of the axis: multiples of 20万元', () => {
    expect(from('103万元', step(1))).toBe('1200000');
    expect(from('103万元', step(-1))).toBe('1000000');
    expect(from('120万元', step(1))).toBe('1400000');
  });
  it('goes to the next breakpoint, behind the last to the end', () => {
    expect(from('103万元', step(1, 'breakpoint'))).toBe('10000000');
    expect(from('1000万元', step(1, 'breakpoint'))).toBe('20000000');
    expect(from('1001万元', step(-1, 'breakpoint'))).toBe('10000000');
  });
  it('stays at the ends, and begins at the first where nothing is given', () => {
    expect(from('2000万元', step(1))).toBe('20000000');
    expect(from('0元', step(-1))).toBe('0');
    expect(from(undefined, step(1))).toBe('0');
  });
});

it('says where the amount goes in steps too small to be drawn, and shows them near by', () => {
  // 1% of up to 100000元 in whole 元: a thousand steps of 1元.
  const at = opened('fact a: money from 0元 to 100000元\nclause c { award 1% of a\n round down to 1元 }\n', { locale: 'zh-cn' });
  const curve = curveOf(at, {});
  expect(curve.message).toContain('金额因取整按每级1元的许多小台阶变化');
  // From 0 to 1000元 ten: at 100, 200, … 1000.
  const near = curveOf(at, {}, { zoom: { from: 0, to: 0.01 } });
  expect(near.message).toBeUndefined();
  expect(near.plot?.marks.map(({ kind, x }) => [kind, x])).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((n) => ['step', n * 100]));
});

describe('other readings', () => {
  // 10% of the first 100元, 20% of what is above.
  const slices = `fact a "A": money from 0元 to 200元
clause c "C" { award marginal a { to 100元: 10%, over 100元: 20% } }
clause d "D" { award 5元 }
exclusive e "E" { among c, d
 choose highest }
`;
  it('are those that bear on the curve, by line and by what they change', () => {
    const curve = curveOf(opened(slices), {}, { path: 'a' });
    expect(curve.readings.map(({ label, chosen }) => [label, chosen])).toEqual([
      ['Line 2: the whole at one rate, instead of each slice at its own', false],
      ['“E” (line 4): the first, instead of the highest', false],
    ]);
    expect(curve.plot?.lines).toHaveLength(1);
  });
  it('are laid over the policy’s own on the same axis, and keep their line while one drags', () => {
    const at = opened(slices);
    const [id = ''] = curveOf(at, {}, { path: 'a' }).readings.map((one) => one.id);
    const plot = plotOf(at, { a: '200' }, { path: 'a', clause: 'c', readings: [id] });
    // As written 10 of 100元 and 30 of 200; the whole at one rate: 10 of 100, then 20% of all: 40 of 200. What 5元 exclude is left out.
    const ends = plot.lines.map(({ reading, pieces }) => [reading, pieces.at(-1)?.points.at(-1)]);
    expect(ends).toEqual([
      [undefined, [200, 30]],
      [id, [200, 40]],
    ]);
    expect(plot.y.to).toBe(40);
    expect(plotOf(at, { a: '150' }, { path: 'a', clause: 'c', readings: [id] }).lines).toBe(plot.lines);
    expect(curveOf(at, {}, { path: 'a', readings: [id, 'gone'] }).readings.map((one) => one.chosen)).toEqual([true, false]);
  });
});

describe('in the samples', () => {
  it('the phase-out of the tax credit begins at 22,720 for one child, whose credit is 4,213 up to there', () => {
    const at = opened(readFileSync(join(import.meta.dirname, '../../samples/tax-credit/tax-credit.clause'), 'utf8'));
    const facts = moved(at, {}, { kind: 'example', title: 'one child, on the plateau' });
    if (typeof facts === 'string') throw new Error(facts);
    // The larger counts of what is earned and of all income, which is 12,400.
    const own = plotOf(at, facts, { path: 'earned' }).marks.filter(({ x }) => x === 22_720);
    expect(own.map(({ kind, y, text }) => [kind, y, text.includes('deduction begins')])).toEqual([['kink', 4213, true]]);
  });

  for (const sample of ['bicycle-subsidy', 'tax-credit'])
    it(`who is dragged to a mark of ${sample} stands at it, and gets what the mark says`, () => {
      const text = readFileSync(join(import.meta.dirname, `../../samples/${sample}/${sample}.clause`), 'utf8');
      const at = opened(text);
      const titles = [...text.matchAll(/^example "([^"]+)"/gm)].slice(0, 4).map(([, title = '']) => title);
      let seen = 0;
      for (const title of titles) {
        const facts = moved(at, {}, { kind: 'example', title });
        if (typeof facts === 'string') throw new Error(facts);
        for (const { path } of curveOf(at, facts).paths) {
          // By three each: the first, the last, one between.
          const all = plotOf(at, facts, { path }).marks;
          for (const mark of new Set([all[0], all[all.length >> 1], all.at(-1)])) {
            if (!mark) continue;
            const there = asked(at, facts, { path }, drag(mark.at)).curve?.plot?.here;
            // The form's text was read again, and the evaluator asked for the whole of it.
            expect([there?.x, there?.y], `${title}, ${path}: ${mark.text}`).toEqual([mark.x, mark.y]);
            seen++;
          }
        }
      }
      expect(seen).toBeGreaterThan(3);
    });
});
