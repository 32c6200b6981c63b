/** The first example of the language's description, amounts checked by hand there. */
import { describe, expect, it } from 'vitest';
import { applicantOf, checkExample, evaluate } from '../../../server/src/core/evaluate/index';
import { firstLook } from '../../support/firstLook';
import { programOf } from '../../support/program';

describe('a first look', () => {
  const program = programOf(firstLook);
  const example = program.examples[0];
  if (!example) throw new Error('no example');
  const evaluation = evaluate(program, applicantOf(program, example));
  const amounts = Object.fromEntries(
    [...evaluation.clauses].map(([name, c]) => [
      name,
      c.amount.state === 'known' && c.amount.value.kind === 'number' ? c.amount.value.value.toString() : c.amount.state,
    ]),
  );

  it('pays what the description works out', () => {
    // growth 30%: 5% of 5%, 5% of 10%, 10% of 15% = 2.25% of 10,000,000 = 225,000, less than the plant's 1,000,000.
    expect(amounts).toEqual({ core_project: '2000000', rd_growth: '0', plant_award: '1000000', ladder: '300000' });
    expect(evaluation.clauses.get('rd_growth')).toMatchObject({
      status: 'excluded',
      excludedBy: { group: 'one_research_award', inFavourOf: 'plant_award' },
    });
  });

  it('adds up to a ceiling of 330万元', () => {
    expect(evaluation.total.status).toBe('known');
    expect(evaluation.total.value).toMatchObject({ mark: 'at most' });
    const { value } = evaluation.total;
    expect(value.state === 'known' && value.value.kind === 'number' && value.value.value.toString()).toBe('3300000');
  });

  it('meets its expectations', () => {
    expect(checkExample(program, example).map((r) => r.passed)).toEqual([true, true, true]);
  });
});
