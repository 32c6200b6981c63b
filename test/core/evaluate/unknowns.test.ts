/** Unknown facts: Kleene's logic, ranges, and the facts that a result still needs. *What a policy pays*, 1. */
import { describe, expect, it } from 'vitest';
import { resultOf } from './support';

/** A let named `x` over facts of which only those in `given` are known. */
function x(expression: string, given = '') {
  return resultOf(`
    fact a "a": money from 0元
    fact b "b": money from 10元 to 20元
    fact free "free": money
    fact n "n": integer from 0 to 10
    fact years_held "held": integer 年 over 1年 below 3年
    fact five "five": money from 5元 to 5元
    fact p "p": boolean
    fact q "q": boolean
    fact kind "kind": one of { red, green, blue }
    fact only "only": one of { single }
    fact tags "tags": any of { s, t }
    fact note "note": text
    fact day1 "day": date from 2025-01-01 to 2025-01-31
    fact items "items": list to 3 of { cost "cost": money from 0元 to 100元, ok "ok": boolean }
    let bad = 1 / 0
    let x = ${expression}
    example "e" { ${given} }`);
}

describe('unknown facts', () => {
  it('a fact that is not given and has no default is unknown', () => {
    expect(x('a').let('x')).toBe('unknown [0, -)');
    expect(x('a').letNeeds('x')).toEqual(['a']);
  });
  it('unknown spreads through arithmetic, and names every fact that it needs once', () => {
    expect(x('a + b + a').letNeeds('x')).toEqual(['a', 'b']);
  });
  it('of unknown and error together, the result is unknown', () => {
    expect(x('a * bad').let('x')).toBe('unknown any');
    expect(x('a * bad').letNeeds('x')).toEqual(['a']);
    expect(x('p and bad > 0').let('x')).toBe('unknown any');
  });
});

describe('Kleene', () => {
  it.each([
    ['p and q', 'p = no', 'false'],
    ['q and p', 'p = no', 'false'],
    ['p or q', 'q = yes', 'true'],
    ['q or p', 'q = yes', 'true'],
    ['p and q', 'p = yes', 'unknown some'],
    ['p or q', 'p = no', 'unknown some'],
    ['not q', '', 'unknown some'],
    // so for errors
    ['p and bad > 0', 'p = no', 'false'],
    ['bad > 0 and p', 'p = no', 'false'],
    ['bad > 0 or p', 'p = yes', 'true'],
    ['bad > 0 and p', 'p = yes', 'error division-by-zero'],
    ['bad > 0 or p', 'p = no', 'error division-by-zero'],
  ])('%s with %s is %s', (expression, given, value) => {
    expect(x(expression, given).let('x')).toBe(value);
  });

  it('an undecided condition is needed first, a branch only once it is chosen', () => {
    expect(x('if p then a else b').letNeeds('x')).toEqual(['p']);
    expect(x('if p then a else b', 'p = yes').letNeeds('x')).toEqual(['a']);
    expect(x('if p then a else bad * 1元', 'p = no').let('x')).toBe('error division-by-zero');
    expect(x('if p then 1元 else bad * 1元', 'p = yes').let('x')).toBe('1');
  });
  it('an undecided branch that may be an error is not decided, whatever the other is', () => {
    expect(x('(if p then -5 else bad) < 0').let('x')).toBe('unknown any');
  });
});

describe('ranges', () => {
  it.each([
    ['a + 5元', 'unknown [5, -)'],
    ['b - a', 'unknown (-, 20]'],
    ['b * 2', 'unknown [20, 40]'],
    ['b * -2', 'unknown [-40, -20]'],
    ['100元 / b', 'unknown [5, 10]'],
    ['1元 / a', 'unknown any'],
    ['b / a', 'unknown any'],
    ['min(b, a)', 'unknown [0, 20]'],
    ['max(b, a)', 'unknown [10, -)'],
    ['abs(b - 15元)', 'unknown [0, 5]'],
    ['round_up(b, 7元)', 'unknown [14, 21]'],
    ['-b', 'unknown [-20, -10]'],
    ['marginal b { to 15元: 10%, over 15元: 20% }', 'unknown [1, 2.5]'],
    ['highest { 5元 when p, 3元 }', 'unknown [3, 5]'],
    ['lowest { 5元 when p, 3元 when q }', 'unknown [0, 5]'],
    ['sum { 5元 when p, 3元 }', 'unknown [3, 8]'],
    ['first { 5元 when p, 3元 when q }', 'unknown [0, 5]'],
    ['sum each items { cost when ok }', 'unknown [0, 300]'],
    ['highest each items { cost when ok }', 'unknown [0, 100]'],
    ['by kind { red: 1元, green: 2元, blue: 3元 }', 'unknown [1, 3]'],
    ['by b { to 12元: 1元, over 12元: 2元 }', 'unknown [1, 2]'],
    // No row from 15 to 16: it may turn out to be an error.
    ['by b { to 15元: 1元, over 16元: 2元 }', 'unknown any'],
    // Dates and integers are discrete.
    ['by n { to 3: 1, from 4: 2 }', 'unknown [1, 2]'],
    ['days(day1, 2025-02-01)', 'unknown [1, 31]'],
    ['month(day1)', 'unknown [1, 12]'],
    ['year(day1)', '2025'],
  ])('%s is %s', (expression, value) => {
    expect(x(expression).let('x')).toBe(value);
  });

  it.each([
    ['a >= 0元', 'true'],
    ['a < 0元', 'false'],
    ['b over 9元 to 20元', 'true'],
    ['b over 20元', 'false'],
    ['b = 30元', 'false'],
    ['b != 30元', 'true'],
    ['kind in { red, green, blue }', 'true'],
    ['day1 >= 2025-01-01', 'true'],
    ['day1 + 1月 > 2025-01-31', 'true'],
  ])('what the ranges decide is decided: %s is %s', (expression, value) => {
    expect(x(expression).let('x')).toBe(value);
  });

  it('a range of one value is known', () => {
    expect(x('five').let('x')).toBe('5');
    // An integer number of years between 1 and 3, both left out: 2 years are 24 months.
    expect(x('years_held').let('x')).toBe('24');
    expect(x('only = single').let('x')).toBe('true');
    expect(x('min(5元, b)').let('x')).toBe('5');
    expect(x('0 * a').let('x')).toBe('0');
    expect(x('if p then 5元 else 5元').let('x')).toBe('5');
    expect(x('by kind { red, green, blue: 7元 }').let('x')).toBe('7');
  });
  it('two uses of a fact are independent', () => {
    expect(x('b - b').let('x')).toBe('unknown [-10, 10]');
  });
});

describe('tables of unknown subjects', () => {
  it('a row known to match decides, whatever is unknown of others', () => {
    expect(x('by kind | p { red | any: 1元, green, blue | any: 2元 }', 'kind = red').let('x')).toBe('1');
    expect(x('by b { to a: 1元, otherwise: 2元 }', 'a = 25元').let('x')).toBe('1');
  });
  it('only what is undecided is needed', () => {
    expect(x('by kind | p { red | yes: a, red | no: b, green, blue | any: 2元 }').letNeeds('x')).toEqual(['kind', 'p']);
    expect(x('by kind | p { red | yes: a, red | no: b, green, blue | any: 2元 }', 'kind = red').letNeeds('x')).toEqual(['p']);
    expect(x('by kind | p { red | yes: a, red | no: b, green, blue | any: 2元 }', 'kind = red, p = yes').letNeeds('x')).toEqual(['a']);
    expect(x('by kind | p { red | yes: a, red | no: b, green, blue | any: 2元 }', 'kind = blue').let('x')).toBe('2');
  });
});

describe('select', () => {
  it('an entry that cannot win needs nothing', () => {
    expect(x('highest { 5元 when p, 30元 }').let('x')).toBe('30');
    expect(x('highest { b when p, 15元, 12元 when q }').letNeeds('x')).toEqual(['p']);
    // Whatever p is, 5 is not the highest, and the other condition is an error.
    expect(x('highest { 5元 when p, 30元, 6元 when 1 / 0 over 1 }').let('x')).toMatch(/^error/);
  });
  it('first needs its undecided conditions in order, one at a time', () => {
    expect(x('first { a when p, b when q }').letNeeds('x')).toEqual(['p']);
    expect(x('first { a when p, b when q }', 'p = no').letNeeds('x')).toEqual(['q']);
    expect(x('first { a when p, b when q }', 'p = yes').letNeeds('x')).toEqual(['a']);
  });
  it('a list that is not given is needed whole; of a given one, the fields that are missing', () => {
    expect(x('sum each items { cost when ok }').letNeeds('x')).toEqual(['items']);
    expect(x('sum each items { cost when ok }', 'items = [ { cost = 1元, ok = yes }, { ok = yes } ]').letNeeds('x')).toEqual([
      'items[1].cost',
    ]);
    expect(x('sum each items { cost when ok }', 'items = [ { cost = 1元, ok = yes }, { ok = no } ]').let('x')).toBe('1');
  });
});

describe('a fact outside its interval', () => {
  it.each([
    ['b', 'b = 9元'],
    ['n * 1元', 'n = 11'],
    ['day1', 'day1 = 2025-02-01'],
    ['sum each items { cost }', 'items = [ { cost = 101元, ok = yes } ]'],
    ['sum each items { 1元 }', 'items = [ { cost = 1元 }, { cost = 1元 }, { cost = 1元 }, { cost = 1元 } ]'],
  ])('makes %s an error where %s', (expression, given) => {
    expect(x(expression, given).let('x')).toBe('error fact-out-of-range');
  });
});
