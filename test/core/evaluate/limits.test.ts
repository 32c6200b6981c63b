/** Limits, the total, and the marks of ceilings. *What a policy pays*, 4 to 6. */
import { describe, expect, it } from 'vitest';
import { resultOf } from './support';

const run = (clauses: string, example = '') =>
  resultOf(
    `policy "p" { effective 2025-01-01 }\nfact p "p": boolean\nfact u "u": money from 0元 to 40元\n${clauses}\nexample "e" {\n${example}\n}`,
  );
const pays = (name: string, amount: string) => `clause ${name} "${name}" { award ${amount} }\n`;

describe('limits', () => {
  const three = pays('a', '60元') + pays('b', '50元') + pays('c', '40元');
  it('members keep what fits, in the order of among', () => {
    const r = run(`${three}limit l "l" { among b, a, cap 80元 }`);
    expect([r.amount('a'), r.amount('b'), r.amount('c')]).toEqual(['30', '50', '40']);
    expect(r.limit('l')).toBe('80');
    expect(r.clause('a').cuts.map((c) => `${c.limit} ${c.amount}`)).toEqual(['l 30']);
    expect(r.evaluation.limits[0]).toMatchObject({ bites: true });
  });
  it('all: in the order of the program', () => {
    const r = run(`${three}limit l "l" { among all, cap 80元 }`);
    expect([r.amount('a'), r.amount('b'), r.amount('c')]).toEqual(['60', '20', '0']);
    expect(r.total()).toBe('80');
  });
  it('apply in file order, each to what the earlier left', () => {
    const r = run(`${three}limit l "l" { among a, cap 10元 }\nlimit m "m" { among all, cap 55元 }`);
    expect([r.amount('a'), r.amount('b'), r.amount('c')]).toEqual(['10', '45', '0']);
    expect(r.limit('l')).toBe('10');
  });
  it('a window leaves what was not paid before to its members', () => {
    const r = run(
      `${three}limit l "l" { among a, b, cap 120元 per year }`,
      'on 2025-06-01, paid b = 30元 on 2025-02-01, paid c = 99元 on 2025-02-01',
    );
    expect([r.amount('a'), r.amount('b')]).toEqual(['60', '30']);
  });
  it('a cap below zero counts as zero', () => expect(run(`${three}limit l "l" { among a, cap 5元 - 10元 }`).amount('a')).toBe('0'));
  it('an unknown member leaves those behind it open, where its range can matter', () => {
    const r = run(`${pays('a', 'u') + pays('b', '50元')}limit l "l" { among a, b, cap 80元 }`);
    expect([r.amount('a'), r.amount('b')]).toEqual(['unknown [0, 40]', 'unknown [40, 50]']);
    expect(r.needs('b')).toEqual(['u']);
    const wide = run(`${pays('a', 'u') + pays('b', '50元')}limit l "l" { among a, b, cap 90元 }`);
    expect(wide.amount('b')).toBe('50');
    // Together they get at least 80 whatever u is.
    const sure = run(`${pays('a', 'u + 80元') + pays('b', '50元')}limit l "l" { among a, b, cap 80元 }`);
    expect([sure.amount('a'), sure.amount('b')]).toEqual(['80', '0']);
    expect(sure.total()).toBe('80');
  });
  it('with each: item by item', () => {
    const r = resultOf(`
      fact items "items": list of { x "x": money, y "y": money, top "top": money }
      clause a "a" { each items, award x }
      clause b "b" { each items, award y }
      limit l "l" { each items, among a, b, cap top }
      example "e" { items = [ { x = 5元, y = 5元, top = 7元 }, { x = 1元, y = 2元, top = 9元 } ] }`);
    expect([r.amount('a'), r.amount('b'), r.limit('l')]).toEqual(['6', '4', '10']);
    expect(r.clause('b').items?.map((i) => i.cuts.length)).toEqual([1, 0]);
  });
  it.each([
    // u is not known, so neither is what the first limit leaves of 5 + 6 = 11; the second leaves at most 4 + 4 of it.
    ['u', 'unknown', /^unknown: unknown \[0, 8\]$/],
    // The cap is no number, so nothing that it leaves is one.
    ['10元 / 0', 'error', /^error: .*division-by-zero$/],
  ])('with each: what an earlier cap of %s left open stays open', (cap, status, total) => {
    const r = run(
      `fact items "items": list of { x "x": money }
      clause a "a" { each items, award x }
      limit l "l" { among a, cap ${cap} }
      limit m "m" { each items, among a, cap 4元 }`,
      'items = [ { x = 5元 }, { x = 6元 } ]',
    );
    expect([r.clause('a').status, r.evaluation.total.status]).toEqual([status, status]);
    expect(r.total()).toMatch(total);
    expect(r.clause('a').needs.map((n) => n.fact)).toEqual(status === 'unknown' ? ['u'] : []);
  });
  it('an excluded member uses up nothing', () => {
    const r = run(`${three}exclusive g "g" { among b, a, choose first }\nlimit l "l" { among all, cap 80元 }`);
    expect([r.amount('a'), r.amount('b'), r.amount('c')]).toEqual(['0', '50', '30']);
  });
});

describe('the total', () => {
  it('is unknown, conflict or error, in this order', () => {
    const error = 'clause bad "bad" { award 1元 / 0 }\n';
    const unknown = 'clause open "open" { when p, award 1元 }\n';
    const conflict = `${pays('a', '1元') + pays('b', '2元')}exclusive g "g" { among a, b }\n`;
    expect(run(error + pays('z', '1元')).evaluation.total.status).toBe('error');
    expect(run(error + conflict).evaluation.total.status).toBe('conflict');
    expect(run(error + conflict + unknown).evaluation.total.status).toBe('unknown');
    expect(run(error + unknown).total()).toBe('unknown: unknown any');
  });
  it('names the facts that it needs', () => {
    const { value } = run('clause open "open" { when p, award 1元 }\nclause b "b" { award u }').evaluation.total;
    expect(value.state === 'unknown' && value.needs.map((n) => n.fact)).toEqual(['p', 'u']);
  });
  it('of a policy that pays nothing is zero', () => expect(run('').total()).toBe('0'));
});

describe('at most', () => {
  const top = 'clause top "top" { award up to 100元 }\n';
  const of = (clauses: string, name: string) => run(top + clauses).amount(name);
  it.each([
    ['what rises with the ceiling', 'clause c "c" { award 50% of top + 1元 }', '51 at most'],
    ['the least of it and something', 'clause c "c" { award min(top, 30元) }', '30 at most'],
    ['the most of it and more is firm', 'clause c "c" { award max(top, 130元) }', '130'],
    ['a subtraction', 'clause c "c" { award 150元 - top }', '50 depends on a ceiling'],
    ['a difference of which it is the first part', 'clause c "c" { award top - 30元 }', '70 at most'],
    ['a deduction', 'clause c "c" { award 150元, less top }', '50 depends on a ceiling'],
    ['a deduction of nothing that could be less', 'clause c "c" { award up to 30元, less 10元 }', '20 at most'],
    ['a cap that it is', 'clause c "c" { award 150元, cap top }', '100 at most'],
    ['a divisor', 'clause c "c" { award 1元 * (1000元 / (top + 100元)) }', '5 depends on a ceiling'],
    ['twice taken off', 'clause c "c" { award 200元 - (150元 - top) }', '150 at most'],
    ['a condition that would fail', 'clause c "c" { when top over 50元, award 9元 }', '9 at most'],
    ['a condition that would come true', 'clause c "c" { when top below 50元, award 9元 }', '0 depends on a ceiling'],
    ['a condition that it cannot turn', 'clause c "c" { when top from 0元, award 9元 }', '9'],
    ['a branch', 'clause c "c" { award if top over 50元 then 9元 else 10元 }', '9 depends on a ceiling'],
    ['a row', 'clause c "c" { award by top { to 50元: 1元, over 50元: 2元 } }', '2 at most'],
    ['rounding', 'clause c "c" { award top / 3, round down to 1元 }', '33 at most'],
    ['zero', 'clause c "c" { award up to 0元 }', '0 at most'],
  ])('%s', (_, clause, value) => {
    expect(of(clause, 'c')).toBe(value);
  });
  it('every total that it is part of is marked', () => {
    expect(run(top + pays('a', '1元')).total()).toBe('101 at most');
    expect(run(`${top}clause c "c" { award 150元 - top }`).total()).toBe('150 depends on a ceiling');
    expect(run(`${top}clause n "n" { when p, award up to 5元 }`, 'p = no').total()).toBe('100 at most');
    expect(run('clause n "n" { when p, award up to 5元 }\nclause a "a" { award 1元 }', 'p = no').total()).toBe('1');
  });
  it('a member behind a ceiling in a limit depends on it, if it is cut', () => {
    const r = run(`${top + pays('b', '80元')}limit l "l" { among top, b, cap 150元 }`);
    expect([r.amount('top'), r.amount('b')]).toEqual(['100 at most', '50 depends on a ceiling']);
    expect(r.limit('l')).toBe('150 depends on a ceiling');
    expect(r.total()).toBe('150 depends on a ceiling');
    const fits = run(`${top + pays('b', '80元')}limit l "l" { among top, b, cap 180元 }`);
    expect([fits.amount('b'), fits.total()]).toEqual(['80', '180 at most']);
    const ahead = run(`${top + pays('b', '80元')}limit l "l" { among b, top, cap 150元 }`);
    expect([ahead.amount('b'), ahead.amount('top')]).toEqual(['80', '70 at most']);
  });
  it('a ceiling that loses its group is gone', () => {
    const r = run(`${top + pays('b', '180元')}exclusive g "g" { among top, b, choose highest }`);
    expect([r.amount('top'), r.total()]).toEqual(['0', '180']);
  });
  it('an item behind one that is a ceiling in a shared window depends on it', () => {
    const r = resultOf(`
      fact items "items": list of { x "x": money }
      clause c "c" { each items, award up to x, cap 100元 ever }
      example "e" { items = [ { x = 70元 }, { x = 70元 } ] }`);
    expect(r.clause('c').items?.map((i) => 'mark' in i.amount && i.amount.mark)).toEqual(['at most', 'depends on a ceiling']);
  });
});
