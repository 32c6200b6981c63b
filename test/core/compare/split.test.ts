/** Why: what no single step of arithmetic decides is asked item by item and case by case; what is said then is worked out on paper here. */
import { describe, expect, it } from 'vitest';
import { differenceOf, verdictsOf } from '../../support/compareTexts';

const POLICY = 'policy "P" {\n  effective 2025-01-01 to 2025-12-31\n}\n';
const policy = (facts: string, ...rest: readonly string[]): string => `${POLICY}${facts}${rest.join('\n')}\n`;
const verdicts = (of: (value: string) => string, a: string, b: string) => verdictsOf(differenceOf(of(a), of(b)));

describe('what is multiplied', () => {
  const pay = 'fact pay "Pay of a week": money from 0元\nfact weeks "Weeks": integer from 0 to 52\n';

  it('by slices with a lower cap: never less', () => {
    // Beyond six weeks min(90% of pay, cap) a week: a higher cap gives (weeks - 6) times at least as much, up to week 39.
    const of = (cap: string) =>
      policy(pay, `clause c { award marginal weeks { to 6: 90% of pay, over 6 to 39: min(90% of pay, ${cap}) } }`);
    expect(verdicts(of, '180元', '200元')).toEqual({ c: 'never-less', total: 'never-less' });
    expect(verdicts(of, '200元', '180元')).toEqual({ c: 'never-more', total: 'never-more' });
  });

  it('by what is left until an age: never less', () => {
    // The smaller of two is not less where one of them grows.
    const facts = 'fact pay "Pay of a month": money from 0元\nfact age "Age": number from 18 to 64\n';
    const of = (years: string) => policy(facts, `clause c {\n  award 50% of pay * min(${years}, 65 - age) * 12\n  round down to 1000元\n}`);
    expect(verdicts(of, '30', '33')).toEqual({ c: 'never-less', total: 'never-less' });
  });

  it('by a rate that falls step by step: rounded up it falls sooner', () => {
    const facts = 'fact income "Income": money from 0元\nfact cost "Cost": money from 0元\n';
    const of = (fn: string) =>
      policy(
        facts,
        `let steps = ${fn}(max(0, income - 15000元) / 2000元, 1)`,
        'clause c { award max(20%, 35% - 1% * steps) of min(cost, 6000元) }',
      );
    expect(verdicts(of, 'round_up', 'round_down')).toEqual({ c: 'never-less', total: 'never-less' });
    expect(verdicts(of, 'round_down', 'round_up')).toEqual({ c: 'never-more', total: 'never-more' });
  });

  it('both ways where it is so', () => {
    // At cost 100: 10 n against 12 n - 6. n = 1: 10, 6. n = 4: 40, 42.
    const facts = 'fact cost "Cost": money from 0元 to 100元\nfact n "Number": integer from 0 to 12\n';
    const of = (award: string) => policy(facts, `clause c { award ${award} }`);
    expect(verdicts(of, '10% of cost * n', 'max(0, 12% of cost * n - 6% of cost)')).toEqual({
      c: 'some-more-some-less',
      total: 'some-more-some-less',
    });
  });
});

describe('what a limit leaves', () => {
  const facts = 'fact cost "Cost": money from 0元\nfact rent "Rent": money from 0元\nfact k "Kind": one of { a, b }\n';
  const of = (cap: string, limit: string) =>
    policy(
      facts,
      `clause x {\n  award by k { a: 10%, b: 8% } of cost\n  cap ${cap}\n  round down to 1元\n}`,
      'clause y { award 20% of rent }',
      `limit l { among all, cap ${limit} per year }`,
    );

  it('of a cap above the limit: the same', () => {
    // From 500 on x pays something else, where all together get 300 at most anyway.
    expect(verdictsOf(differenceOf(of('500元', '300元'), of('550元', '300元')))).toEqual({
      x: 'never-less',
      y: 'same',
      l: 'same',
      total: 'same',
    });
  });

  it('of a cap below the limit: not less', () => {
    expect(verdictsOf(differenceOf(of('200元', '300元'), of('250元', '300元')))).toEqual({
      x: 'never-less',
      y: 'same',
      l: 'never-less',
      total: 'never-less',
    });
  });
});

describe('items of a list', () => {
  it('are each not less, so all together are not', () => {
    // Of each item hours times price at a higher cap of the price.
    const facts =
      'fact items "Items": list to 4 of {\n  price "Price": money from 0元\n  hours "Hours": number from 0\n  in_school "School": boolean\n}\n';
    const of = (cap: string) =>
      policy(
        facts,
        `clause c {\n  each items\n  award by in_school { yes: 50%, no: 90% } of min(price, ${cap}) * min(hours, 100)\n  less 5% of this\n  round half to 0.01元\n}`,
      );
    expect(verdicts(of, '14元', '15元')).toEqual({ c: 'never-less', total: 'never-less' });
  });
});
