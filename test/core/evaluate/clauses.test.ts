/** Outcomes of clauses, in the order that the language fixes; the pipeline; windows; `each`. *What a policy pays*, 2. */
import { describe, expect, it } from 'vitest';
import { resultOf } from './support';

const facts = `
  policy "p" { effective 2025-01-01 to 2025-12-31 }
  fact p "p": boolean
  fact q "q": boolean
  fact a "a": money from 0元
  fact r "r": money
  fact items "items": list to 5 of { cost "cost": money from 0元, ok "ok": boolean default yes }
`;
const run = (clauses: string, example: string) => resultOf(`${facts}\n${clauses}\nexample "e" {\n${example}\n}`);

describe('the order of outcomes', () => {
  const clause = `
    require p "required"
    clause c "c" { effective 2025-03-01 to 2025-06-30, when q "asked for", when a over 10元 "enough", award a / (a - 20元) * 1元 }`;
  it('inactive before its first day and after its last, both included', () => {
    const on = (date: string) => run(clause, `on ${date}, p = yes, q = yes, a = 30元`).status('c');
    expect(['2025-02-28', '2025-03-01', '2025-06-30', '2025-07-01'].map(on)).toEqual(['inactive', 'payable', 'payable', 'inactive']);
  });
  it('inactive whatever else is unknown or wrong', () => {
    expect(run(clause, 'on 2025-02-01').status('c')).toBe('inactive');
  });
  it("the policy's dates bound the clause's", () => {
    const wide = 'clause c "c" { effective 2024-01-01 to 2030-12-31, award 1元 }';
    const on = (date: string) => run(wide, `on ${date}`).status('c');
    expect(['2024-12-31', '2025-01-01', '2025-12-31', '2026-01-01'].map(on)).toEqual(['inactive', 'payable', 'payable', 'inactive']);
  });
  it('ineligible with the reasons of everything that fails, even where another condition is unknown or in error', () => {
    const r = run(clause, 'on 2025-04-01, p = no, a = 5元');
    expect(r.status('c')).toBe('ineligible');
    expect(r.clause('c').eligible).toBe(false);
    expect(r.clause('c').conditions.flatMap((j) => (j.result.state === 'known' && j.reason ? [j.reason] : []))).toEqual([
      'required',
      'enough',
    ]);
    const error = 'clause c "c" { when 1 / 0 > 0, when p, award 1元 }';
    expect(run(error, 'p = no').status('c')).toBe('ineligible');
  });
  it('unknown, with the facts of the undecided conditions only', () => {
    const r = run(clause, 'on 2025-04-01, p = yes');
    expect(r.status('c')).toBe('unknown');
    expect(r.needs('c')).toEqual(['q', 'a']);
  });
  it('unknown before error', () => {
    const r = run('clause c "c" { when 1 / 0 > 0, when p, award 1元 }', '');
    expect(r.status('c')).toBe('unknown');
    expect(r.needs('c')).toEqual(['p']);
    expect(run('clause c "c" { when 1 / 0 > 0, when p, award 1元 }', 'p = yes').status('c')).toBe('error');
  });
  it('an error names the place: the division', () => {
    const r = run(clause, 'on 2025-04-01, p = yes, q = yes, a = 20元');
    const error = r.clause('c').error;
    expect(error?.code).toBe('division-by-zero');
    expect(error?.place.item.text.slice(error.place.start, error.place.end)).toContain('a / (a - 20元)');
  });
  it('a negative award or deduction is an error; zero is none', () => {
    expect(run('clause c "c" { award r }', 'r = -1元').clause('c').error?.code).toBe('negative-award');
    expect(run('clause c "c" { award r }', 'r = 0元').status('c')).toBe('payable');
    expect(run('clause c "c" { award 5元, less r }', 'r = -1元').clause('c').error?.code).toBe('negative-deduction');
    expect(run('clause c "c" { award r, floor 1元 }', 'r = -1元').status('c')).toBe('error');
  });
  it('unspecified and granted in kind', () => {
    const r = run(
      'clause c "c" { when p, award unspecified "to be said" }\nclause g "g" { when p, grants "a flat" }\nclause d "d" { award c + 1元 }',
      'p = yes',
    );
    expect([r.status('c'), r.status('g'), r.status('d')]).toEqual(['unspecified', 'granted', 'unspecified']);
    expect(r.clause('c').text).toBe('to be said');
    expect(r.total()).toBe('0');
    expect(r.evaluation.total.unspecified).toEqual(['c', 'd']);
    expect(r.evaluation.total.granted).toEqual(['g']);
    expect(run('clause c "c" { when p, award unspecified "x" }', 'p = no').status('c')).toBe('ineligible');
  });
  it('needs as_of where its dates matter and the date is unknown', () => {
    const source = (clause: string, example: string) => resultOf(`fact p "p": boolean\n${clause}\nexample "e" { ${example} }`);
    const dated = 'clause c "c" { effective 2025-01-01, when p, award 1元 }';
    expect(source(dated, 'p = yes').needs('c')).toEqual(['as_of']);
    expect(source(dated, 'p = no').status('c')).toBe('ineligible');
    expect(source('clause c "c" { when p, award 1元 }', 'p = yes').status('c')).toBe('payable');
    // A payment made before matters by its date; without one the date does not matter.
    expect(source('clause c "c" { award 9元, less paid(c) }', 'paid c = 2元 on 2024-01-01').needs('c')).toEqual(['as_of']);
    expect(source('clause c "c" { award 9元, less paid(c) }', '').amount('c')).toBe('9');
  });
  it('when any: one suffices', () => {
    const any = 'clause c "c" { when any { p "one", q "two" }, award 1元 }';
    expect(run(any, 'p = no, q = yes').status('c')).toBe('payable');
    expect(run(any, 'q = yes').status('c')).toBe('payable');
    expect(run(any, 'p = no, q = no').status('c')).toBe('ineligible');
    expect(run(any, 'p = no').needs('c')).toEqual(['q']);
    expect(
      run(any, 'p = no, q = no')
        .clause('c')
        .conditions[0]?.alternatives?.map((x) => x.reason),
    ).toEqual(['one', 'two']);
  });
});

describe('the pipeline', () => {
  const amount = (steps: string, given = 'a = 100元, p = yes') => run(`clause c "c" { award a, ${steps} }`, given).amount('c');
  it('steps apply in the order in which they are written', () => {
    expect(amount('less 30元, cap 50元')).toBe('50');
    expect(amount('cap 50元, less 30元')).toBe('20');
    expect(amount('floor 120元, cap 110元')).toBe('110');
    expect(amount('cap 110元, floor 120元')).toBe('120');
    expect(amount('less 15% of this, less 15% of this')).toBe('72.25');
  });
  it('a deduction takes at most what is there', () => expect(amount('less 130元')).toBe('0'));
  it('a cap below zero counts as zero', () => expect(run('clause c "c" { award a, cap r }', 'a = 5元, r = -3元').amount('c')).toBe('0'));
  it('a step whose condition does not hold is passed over', () => {
    expect(amount('cap 10元 when not p')).toBe('100');
    expect(amount('cap 10元 when p')).toBe('10');
    expect(amount('less 1 / 0 * 1元 when not p')).toBe('100');
    expect(amount('less 1 / 0 * 1元 when p')).toBe('error division-by-zero');
  });
  it('rounds down, up, and half away from zero', () => {
    const round = (mode: string, value: string) => amount(`round ${mode} to 10元`, `a = ${value}`);
    expect(['64.99元', '65元', '60元'].map((v) => round('down', v))).toEqual(['60', '60', '60']);
    expect(['60.01元', '65元', '60元'].map((v) => round('up', v))).toEqual(['70', '70', '60']);
    expect(['64.99元', '65元', '60元'].map((v) => round('half', v))).toEqual(['60', '70', '60']);
    expect(['64.99元', '65元', '60元'].map((v) => round('', v))).toEqual(['60', '70', '60']);
  });
  it('an undecided step needs the facts of its condition, and the amount lies between', () => {
    const r = run('clause c "c" { award a, cap 10元 when q, less 1元 }', 'a = 100元');
    expect(r.needs('c')).toEqual(['q']);
    expect(r.gross('c')).toBe('unknown [9, 99]');
  });
  it('what the cap decides is known, whatever the award is', () => {
    const r = run('clause c "c" { award a + 50元, cap 10元 }', '');
    expect(r.amount('c')).toBe('10');
    expect(r.status('c')).toBe('payable');
  });
  it('reports each step with its figure and whether it bites', () => {
    const steps = run('clause c "c" { award a, cap 200元, cap 50元 "no more", floor 20元 when not p }', 'a = 100元, p = yes').clause(
      'c',
    ).steps;
    expect(steps.map((s) => [s.kind, s.applied, s.bites])).toEqual([
      ['award', true, false],
      ['cap', true, false],
      ['cap', true, true],
      ['floor', false, false],
    ]);
    expect(steps[2]?.reason).toBe('no more');
  });
});

describe('windows and payments made before', () => {
  const windows = (window: string, payments: string) =>
    run(`clause c "c" { award 100元, cap 150元 ${window} }`, `on 2025-06-30, ${payments}`).amount('c');
  it('per year: the calendar year of as_of', () => {
    expect(windows('per year', 'paid c = 80元 on 2025-01-01')).toBe('70');
    expect(windows('per year', 'paid c = 80元 on 2024-12-31')).toBe('100');
    expect(windows('per year', 'paid c = 200元 on 2025-06-29')).toBe('0');
  });
  it('only payments before as_of count', () => {
    expect(windows('ever', 'paid c = 80元 on 2025-06-30')).toBe('100');
    expect(windows('ever', 'paid c = 80元 on 2025-06-29')).toBe('70');
  });
  it('within 3年: after as_of - 3年, before as_of', () => {
    expect(windows('within 3年', 'paid c = 80元 on 2022-06-30')).toBe('100');
    expect(windows('within 3年', 'paid c = 80元 on 2022-07-01')).toBe('70');
  });
  it('ever: all', () => expect(windows('ever', 'paid c = 80元 on 1999-01-01')).toBe('70'));
  it("paid(group) sums its members', paid(NAME, 3年) those after as_of - 3年", () => {
    const clauses = `clause c "c" { award 10元 }, clause d "d" { award 20元 }
      exclusive g "g" { among c, d, choose first }
      clause e "e" { award paid(g) + 1元 }
      clause f "f" { award paid(c, 3年) }
      clause h "h" { award paid(c, 30天) }`;
    const r = run(
      clauses.replaceAll(', clause', '\nclause'),
      'on 2025-06-30, paid c = 5元 on 2022-06-30, paid d = 7元 on 2025-01-01, paid c = 1元 on 2025-05-31, paid c = 3元 on 2025-06-01',
    );
    expect(r.amount('e')).toBe('17');
    expect(r.amount('f')).toBe('4');
    expect(r.amount('h')).toBe('3');
  });
  it('a history that is not given is empty', () => expect(run('clause c "c" { award paid(c) + 1元 }', '').amount('c')).toBe('1'));
});

describe('each', () => {
  const clause = 'clause c "c" { each items, let half = cost / 2, when ok "needs ok", award half, cap 40元 }';
  it('judges every item and pays the sum of its payable items', () => {
    const r = run(clause, 'items = [ { cost = 60元 }, { cost = 100元 }, { cost = 10元, ok = no } ]');
    expect(r.amount('c')).toBe('70');
    expect(r.clause('c').items?.map((i) => i.status)).toEqual(['payable', 'payable', 'ineligible']);
  });
  it('with no item eligible it is ineligible', () => {
    expect(run(clause, 'items = []').status('c')).toBe('ineligible');
    expect(run(clause, 'items = [ { cost = 1元, ok = no } ]').status('c')).toBe('ineligible');
  });
  it('unknown if an item is, else an error if one is', () => {
    const r = run(
      'clause c "c" { each items, when ok, award 100元 / (cost / 1元) }',
      'items = [ { cost = 0元 }, { ok = yes }, { cost = 2元 } ]',
    );
    expect(r.status('c')).toBe('unknown');
    expect(r.needs('c')).toEqual(['items[1].cost']);
    expect(
      run('clause c "c" { each items, when ok, award 100元 / (cost / 1元) }', 'items = [ { cost = 0元 }, { cost = 2元 } ]').status('c'),
    ).toBe('error');
    expect(
      run('clause c "c" { each items, when ok, award 100元 / (cost / 1元) }', 'items = [ { cost = 0元, ok = no }, { cost = 2元 } ]').amount(
        'c',
      ),
    ).toBe('50');
  });
  it('a list that is not given is needed; where a requirement fails it is not', () => {
    const r = run(clause, '');
    expect(r.needs('c')).toEqual(['items']);
    expect(r.gross('c')).toBe('unknown [0, 200]');
    expect(run(`require p "p"\n${clause}`, 'p = no').status('c')).toBe('ineligible');
  });
  it('items share what remains of a window in list order, using up what they have after the step', () => {
    const shared = 'clause c "c" { each items, award cost, cap 100元 per year, less 5元 }';
    const r = run(
      shared,
      'on 2025-06-30, paid c = 20元 on 2025-02-01, items = [ { cost = 50元 }, { cost = 10元 }, { cost = 90元 }, { cost = 5元 } ]',
    );
    // 80 remain: 50, then 10, then 20 of 90, then nothing; each less 5.
    expect(
      r
        .clause('c')
        .items?.map((i) => (i.amount.state === 'known' && i.amount.value.kind === 'number' ? i.amount.value.value.toNumber() : '?')),
    ).toEqual([45, 5, 15, 0]);
    expect(r.amount('c')).toBe('65');
  });
  it('an ineligible item, and one whose cap does not apply, use up nothing', () => {
    const shared = 'clause c "c" { each items, when ok, award cost, cap 100元 ever when cost over 20元 }';
    expect(run(shared, 'items = [ { cost = 90元, ok = no }, { cost = 20元 }, { cost = 70元 }, { cost = 60元 } ]').amount('c')).toBe('120');
  });
  it('an item that is not known leaves open what those behind it get', () => {
    const shared = 'clause c "c" { each items, when ok, award cost, cap 100元 ever }';
    const r = run(shared, 'items = [ { cost = 30元 }, { ok = yes }, { cost = 80元 } ]');
    expect(r.clause('c').items?.map((i) => i.status)).toEqual(['payable', 'unknown', 'unknown']);
    expect(r.gross('c')).toBe('unknown [30, 170]');
  });
  it('payable if one item pays and another is unspecified, which is named beside the total', () => {
    const source = `clause u "u" { when p, award unspecified "x" }\nclause c "c" { each items, award if ok then cost else u }`;
    const r = run(source, 'p = yes, items = [ { cost = 5元 }, { cost = 1元, ok = no } ]');
    expect(r.status('c')).toBe('payable');
    expect(r.total()).toBe('5');
    expect(r.evaluation.total.unspecified).toEqual(['u', 'c']);
  });
});

describe("a clause's name", () => {
  it('is what it would pay before groups and limits; 0 where ineligible, inactive or in kind', () => {
    const clauses = `clause big "big" { award 100元 }
      clause small "small" { award 10元 }
      exclusive g "g" { among big, small, choose highest }
      limit l "l" { among big, cap 30元 }
      clause off "off" { effective 2025-12-01, award 7元 }
      clause non "no" { when p, award 7元 }
      clause kind "kind" { grants "x" }
      clause all_of "all" { award small + 10% of big + off + non + kind }`;
    const r = run(clauses, 'on 2025-06-01, p = no');
    expect(r.amount('all_of')).toBe('20');
    expect([r.amount('big'), r.amount('small')]).toEqual(['30', '0']);
  });
  it('spreads unknown and error', () => {
    const r = run('clause c "c" { when p, award 5元 }\nclause d "d" { award c + 1元 }\nclause e "e" { award 1元 / (c - c) * 1元 }', '');
    expect(r.needs('d')).toEqual(['p']);
    expect(r.gross('d')).toBe('unknown [1, 6]');
    expect(run('clause c "c" { award 1元 / 0 }\nclause d "d" { award c + 1元 }', '').status('d')).toBe('error');
  });
});
