/** Curves whose breakpoints and pieces are worked out by hand, in the comment beside each. Amounts in 元, `x: before | at | after (kinds)`. */
import { describe, expect, it } from 'vitest';
import { curveOf, readAs, readings } from '../../../server/src/core/curve/index';
import { Exact } from '../../../server/src/core/exact';
import { programOf } from '../../support/program';
import { applicant, ask, pieces, points } from './support';

const X = 'fact x "x": money from 0元\n';

describe('breakpoints', () => {
  it('a condition that begins at its point, and a cap', () => {
    // 10% of 100 is 10 at once; 10% of x is 50 at 500. The domain reaches to a round figure from 625 to 750.
    const c = ask(`${X}clause c "c" { when x from 100元, award 10% of x, cap 50元 }`, 'x');
    expect(points(c)).toEqual(['100: 0 | 10 | 10 (eligibility, step)', '500: 50 | 50 | 50 (cap, kink)']);
    expect(pieces(c)).toEqual(['[0, 100) constant 0', '[100, 500] line 10 → 50', '(500, 700] constant 50']);
    expect(c.leftOpen).toEqual([]);
  });

  it('a condition that begins past its point', () => {
    const c = ask(`${X}clause c "c" { when x over 100元, award 10元 }`, 'x');
    expect(points(c)).toEqual(['100: 0 | 0 | 10 (eligibility, step)']);
    expect(pieces(c).slice(0, 1)).toEqual(['[0, 100] constant 0']);
  });

  it('a dip of one 元 in a million, and one of a single point', () => {
    const dip = ask(`${X}clause c "c" { award if x from 1000000元 and x below 1000001元 then 5元 else 10元 }`, 'x');
    expect(points(dip)).toEqual(['1000000: 10 | 5 | 5 (award, cliff)', '1000001: 5 | 10 | 10 (award, step)']);
    const one = ask(`${X}clause c "c" { award if x = 1000000元 then 5元 else 10元 }`, 'x');
    expect(pieces(one)).toEqual(['[0, 1000000) constant 10', '[1000000, 1000000] constant 5', '(1000000, 1250000] constant 10']);
  });

  it('a floor', () => {
    // 10% of x is 20 at 200.
    expect(points(ask(`${X}clause c "c" { award 10% of x, floor 20元 }`, 'x'))).toEqual(['200: 20 | 20 | 20 (floor, kink)']);
  });

  it('marginal and slab, through a quotient', () => {
    const text = (table: string) =>
      `${X}fact y "y": money over 0元\nlet g = (x - y) / y\nclause c "c" { award ${table} g { over 10% to 15%: 5%, over 15%: 10% } of y }`;
    // Of 1230: 10% more is 1353, 15% more 1414.5; there the first slice is 5% of 5% of 1230 = 3.075.
    const marginal = ask(text('marginal'), 'x', { y: 1230 });
    expect(points(marginal)).toEqual(['1353: 0 | 0 | 0 (kink, row)', '1414.5: 3.075 | 3.075 | 3.075 (kink, row)']);
    // Each names the slice that is reached.
    const named = marginal.breakpoints.map((b) => b.causes.map(({ place }) => place.item.text.slice(place.start, place.end)));
    expect(named).toEqual([['over 10% to 15%: 5%'], ['over 15%: 10%']]);
    // The whole at the rate: 5% of 1230 = 61.5, 10% = 123; below, no row.
    const slab = ask(text('by').replace('over 15%: 10%', 'over 15%: 10%, otherwise: 0'), 'x', { y: 1230 });
    expect(slab.breakpoints.map((b) => `${b.x} ${b.kinds.includes('step')} ${b.kinds.includes('row')}`)).toEqual([
      '1353 true true',
      '1414.5 true true',
    ]);
    expect(pieces(slab).slice(1)).toEqual(['(1353, 1414.5] constant 61.5', '(1414.5, 1800] constant 123']);
    // A third as much again of 1000 is no finite decimal: x = 1000 * (1 + 1/3) = 4000/3.
    const third = ask(`${X}clause c "c" { when (x - 1000元) / 1000元 over 1 / 3, award 1元 }`, 'x');
    expect(third.breakpoints.map((b) => b.x.toString())).toEqual([Exact.of(4000).div(Exact.of(3)).toString()]);
  });

  it('whole numbers: the first with the new behaviour', () => {
    // Over 3 is from 4: 40; 10 a head is 95 between 9 and 10.
    const c = ask('fact n "n": integer 人 from 0人\nclause c "c" { when n over 3人, award 10元/人 * n, cap 95元 }', 'n');
    expect(points(c)).toEqual(['4: 0 | 40 | - (eligibility, step)', '10: 90 | 95 | - (cap, kink)']);
    expect(pieces(c)).toEqual(['[0, 3] constant 0', '[4, 9] line 40 → 90', '[10, 13] constant 95']);
  });

  it('a few steps of a rounding one by one, very many as such, with all else in them found', () => {
    const few = ask('fact x "x": money from 0元 to 25元\nclause c "c" { award 10% of x, round down to 1元 }', 'x');
    expect(pieces(few)).toEqual(['[0, 10) constant 0', '[10, 20) constant 1', '[20, 25] constant 2']);
    // Of a billion, a tenth: a hundred million steps of 1. What is lost at exactly 500,000,001 is 50,000,000.
    const text =
      'fact x "x": money from 0元 to 1000000000元\nclause c "c" { award 10% of x, less 3元 when x = 500000001元, round down to 1元 }';
    const many = ask(text, 'x');
    expect(many.leftOpen).toEqual([]);
    expect(many.breakpoints.length).toBeLessThan(20);
    expect(points(many).filter((p) => p.startsWith('500000001:'))).toEqual([
      '500000001: 50000000 | 49999997 | 50000000 (cliff, less, step)',
    ]);
    const steps = many.pieces.filter((p) => p.shape === 'steps');
    expect(steps.length).toBeGreaterThan(0);
    expect([...new Set(steps.map((p) => p.height?.toString()))]).toEqual(['1']);
  });

  it('where what is rounded begins to fall, and where it goes on at another rate, beside steps that are not listed', () => {
    // From 50000 on 1% of what is above is lost, a step of 1 every 100: 1500 of them up to 200000, beginning at 50050. At 50000 nothing is lost yet.
    const text =
      'fact a "a": money from 0元 to 200000元\nclause c "c" { award 1000元\n less 1% of max(0元, a - 50000元)\n round half to 1元 }';
    // The award may not be negative: 1000 are lost at 150000.
    const c = ask(text, 'a', {}, { domain: [0, 140000] });
    expect(points(c)).toEqual(['50000: 1000 | 1000 | 1000 (kink, less)']);
    expect(pieces(c)).toEqual(['[0, 50000] constant 1000', '(50000, 140000] steps 1000 → 100']);
    const [cause] = c.breakpoints[0]?.causes ?? [];
    expect(cause?.place.item.text.slice(cause.place.start, cause.place.end)).toContain('1% of max(0元, a - 50000元)');
    // 1% of a up to 20000, that is 200, then 2% of what is above as well: steps on both sides.
    const two = ask(
      'fact a "a": money from 0元 to 40000元\nclause c "c" { award 1% of a + 2% of max(0元, a - 20000元)\n round half to 1元 }',
      'a',
    );
    // Where it is small each step is listed: 1 from 50 on, 2 from 150 on.
    expect(points(two).filter((p) => !p.includes('rounding'))).toEqual(['20000: 200 | 200 | 200 (award, kink)']);
    const bend = two.breakpoints.at(-1)?.causes[0];
    expect(bend?.place.item.text.slice(bend.place.start, bend.place.end)).toBe('1% of a + 2% of max(0元, a - 20000元)');
  });

  it('whole numbers: none of them turns that lies on the line beside it', () => {
    const c = ask('fact n "n": integer 人 from 0人 to 10人\nclause c "c" { award 10000元/人 * n }', 'n');
    expect(points(c)).toEqual([]);
    expect(pieces(c)).toEqual(['[0, 10] line 0 → 100000']);
    // Falling to the 0 of the last: 10 - 10.
    const down = ask('fact n "n": integer 人 from 0人 to 10人\nclause c "c" { award 1元/人 * (10人 - n) }', 'n');
    expect(pieces(down)).toEqual(['[0, 10] line 10 → 0']);
    // What is 0 since a condition says so is told, though it lies on the line.
    const told = ask('fact n "n": integer 人 from 0人 to 10人\nclause c "c" { when n at least 1人\n award 1元/人 * n }', 'n');
    expect(points(told).map((p) => p.split(':')[0])).toEqual(['1']);
  });

  it('whole numbers: a cap, a limit and a floor from where they are exactly reached', () => {
    // 10 a head is 400 for 40.
    const n = 'fact n "n": integer 人 from 0人 to 50人\n';
    const cap = ask(`${n}clause c "c" { award 10元/人 * n, cap 400元 }`, 'n');
    expect(points(cap)).toEqual(['40: 390 | 400 | - (cap, kink)']);
    expect(pieces(cap)).toEqual(['[0, 39] line 0 → 390', '[40, 50] constant 400']);
    const limit = ask(`${n}clause c "c" { award 10元/人 * n }\nlimit l "l" { among all, cap 400元 }`, 'n');
    expect(points(limit)).toEqual(['40: 390 | 400 | - (kink, limit)']);
    // Of 500 less 10 a head 100 are left at 40.
    const floor = ask(`${n}clause c "c" { award 500元 - 10元/人 * n, floor 100元 }`, 'n');
    expect(points(floor)).toEqual(['40: 110 | 100 | - (floor, kink)']);
    // Over 3 people 10 for each above 3: of 3 it would be 0 too, but 3 are not over 3.
    const over = ask(`${n}clause c "c" { when n over 3人, award 10元/人 * (n - 3人) }`, 'n');
    expect(points(over).map((p) => p.split(':')[0])).toEqual(['4']);
  });

  it('other facts that are not known where they decide nothing: nothing is left open', () => {
    // No o changes what a pays, whichever it is.
    const text = `${X}fact o "o": boolean\nclause a "a" { when x over 10元 or o, award 5元 }\nclause b "b" { when o, award 1元 }`;
    const one = (name: string, domain: readonly [number, number]) => ask(text, 'x', {}, { of: { kind: 'clause', name }, domain }).leftOpen;
    expect(one('a', [20, 30])).toEqual([]);
    expect(one('a', [0, 30])).toEqual([{ reason: 'facts' }]);
  });

  it('a group whose winner changes, and a limit', () => {
    const c = ask(
      `${X}clause a "a" { award 10% of x }\nclause b "b" { award 30元 }\nexclusive e "e" { among a, b\n choose highest }\nlimit l "l" { among all, cap 45元 }`,
      'x',
    );
    expect(points(c)).toEqual(['300: 30 | 30 | 30 (group, kink)', '450: 45 | 45 | 45 (kink, limit)']);
    expect(c.breakpoints.map((b) => b.causes.map((k) => k.name))).toEqual([['e'], ['l']]);
  });

  it('products of the fact with itself: exact where rational, else enclosed', () => {
    const number = 'fact x "x": number from 0 to 10\n';
    // 4x² = 9 at 1.5.
    expect(points(ask(`${number}clause c "c" { when 4 * x * x over 9, award 1元 }`, 'x'))).toEqual(['1.5: 0 | 0 | 1 (eligibility, step)']);
    const root = ask(`${number}clause c "c" { when x * x over 2, award 1元 }`, 'x').breakpoints[0];
    const two = Exact.of(2);
    expect(root?.between?.from.times(root.between.from).lt(two)).toBe(true);
    expect(root?.between?.to.times(root.between.to).gt(two)).toBe(true);
    expect(root?.between?.to.minus(root.between.from).lt(Exact.of('0.00000000000000000001'))).toBe(true);
    expect(root?.at).toBeUndefined();
    const curve = ask(`${number}clause c "c" { award x * x * 1元 }`, 'x');
    expect(pieces(curve)).toEqual(['[0, 10] curve 0 → 100']);
    for (const s of curve.pieces[0]?.samples ?? []) expect(s.y.toString()).toBe(s.x.times(s.x).toString());
  });

  it('a field of one of many items, the others as they are', () => {
    const text =
      'fact l "l": list to 20 of { w: money from 0元, ok: boolean }\nclause c "c" { each l, when ok, award 50% of w, cap 10元 }\nlimit t "t" { among all, cap 28元 }';
    const items = [3, 20, 30, 8].map((w) => ({ w, ok: true }));
    // The others pay 1.5 + 10 + 4 = 15.5; the third pays 50% up to 10 (at 20): 25.5 is below the limit.
    // With a fifth of 9 the others of the second pay 1.5 + 10 + 4 + 4.5 = 20, so that 8 more, at 16, fill the limit.
    const c = ask(text, { name: 'l', item: 2, field: 'w' }, { l: items });
    expect(points(c)).toEqual(['20: 25.5 | 25.5 | 25.5 (cap, kink)']);
    expect(ask(text, { name: 'l', item: 1, field: 'w' }, { l: [...items, { w: 9, ok: true }] }).breakpoints.map((b) => `${b.x}`)).toEqual([
      '16',
    ]);
  });

  it('other facts that are not known, and what is wrong', () => {
    const open = ask(`${X}fact o "o": boolean\nclause a "a" { when x over 10元, when o, award x }`, 'x');
    expect(points(open)).toEqual(['10: 0 | 0 | ? (eligibility, state)']);
    expect(open.pieces.map((p) => p.needs)).toEqual([undefined, [{ fact: 'o' }]]);
    expect(open.leftOpen).toEqual([{ reason: 'facts' }]);
    // 5 - x is below zero past 5.
    const negative = ask(`${X}clause a "a" { award 5元 - x }`, 'x');
    expect(pieces(negative)).toEqual(['[0, 5] line 5 → 0', '(5, 7] open error negative-award']);
  });

  it('one clause, after groups; a domain that is asked for; what has no curve', () => {
    const text = `${X}clause a "a" { award 10% of x }\nclause b "b" { award 30元 }\nexclusive e "e" { among a, b\n choose highest }`;
    const b = ask(text, 'x', {}, { of: { kind: 'clause', name: 'b' }, domain: [100, 400] });
    // At 300 both are 30: the one listed first is kept.
    expect(pieces(b)).toEqual(['[100, 300) constant 30', '[300, 400] constant 0']);
    const program = programOf(`${X}fact o "o": boolean\nclause a "a" { when o, award x }`);
    expect(curveOf({ program, applicant: applicant({}), fact: { name: 'o' }, of: { kind: 'total' } })).toBeUndefined();
    expect(curveOf({ program, applicant: applicant({}), fact: { name: 'x' }, of: { kind: 'clause', name: 'no' } })).toBeUndefined();
  });
});

describe('readings', () => {
  const text = `${X}fact g "g": percent from 0%\nclause a "a" { award marginal g { to 10%: 5%, over 10%: 20% } of x }\nclause b "b" { award highest { 10元 when x over 5元, 20元 } }\nexclusive e "e" { among a, b\n choose highest }`;
  const program = programOf(text);

  it('names what can be read otherwise', () => {
    expect(readings(program).map((r) => `${r.owner.name} ${r.from} ${r.to}`)).toEqual([
      'a marginal whole',
      'b highest lowest',
      'b highest sum',
      'b highest first',
      'e highest first',
    ]);
  });

  it('reads it so', () => {
    const ends = (id: string | undefined) => {
      const p = id === undefined ? program : readAs(program, id);
      if (!p) throw new Error('no such reading');
      const domain = { from: Exact.of(0), to: Exact.of(1000) };
      const c = curveOf({ program: p, applicant: applicant({ g: 0.3 }), fact: { name: 'x' }, of: { kind: 'total' }, domain });
      return c && pieces(c).at(-1);
    };
    // 30%: 10% at 5% and 20% at 20% are 4.5% of x; the rate that is reached is 20% of x. b pays 20, until 4.5% (20%) of x is more.
    expect(ends(undefined)).toBe(`(${Exact.of(20).div(Exact.of('0.045'))}, 1000] line 20 → 45`);
    const [slices] = readings(program);
    expect(ends(slices?.id)).toBe('(100, 1000] line 20 → 200');
    expect(ends(readings(program).find((r) => r.kind === 'choose')?.id)).toBe('(0, 1000] line 0 → 45');
    expect(readAs(program, 'clause a 7 whole')).toBeUndefined();
  });
});
