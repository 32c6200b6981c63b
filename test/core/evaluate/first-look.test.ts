/** The first example of the language's description, amounts checked by hand there. */
import { describe, expect, it } from 'vitest';
import { applicantOf, checkExample, evaluate } from '../../../server/src/core/evaluate/index';
import { programOf } from '../../support/program';

const source = `policy "Industrial park support, 2025" {
  number    "Park 2025-4"
  issuer    "Park administration"
  issued    2025-04-11
  effective 2025-04-11 to 2027-12-31
  currency  元
}

fact registered   "Registered in the park": boolean
fact rd_this_year "R&D spending, this year": money from 0元
fact rd_last_year "R&D spending, last year": money over 0元
fact plant        "Plant certified": one of { none, municipal "municipal level", national "national level" }
fact titles       "Titles held": any of { high_tech, little_giant, champion }
fact projects     "Projects": list to 20 of {
  kind     "Kind": one of { core, matching, early }
  cost     "Cost": money from 0元
  approved "Recognised": boolean
}

let growth "R&D growth" = (rd_this_year - rd_last_year) / rd_last_year

require registered "must be registered in the park"

section "Research"

clause core_project "Core projects" {
  each  projects
  when  kind = core
  when  approved "needs recognition"
  award up to 50% of cost
  cap   5亿元    when cost from 4亿元
  cap   5000万元 when cost below 4亿元
}

clause rd_growth "R&D growth award" {
  source     "II(7)" "spending above last year's is supported in steps"
  department "Science bureau"
  when  growth over 10% "growth must exceed 10%"
  award marginal growth {
    over 10% to 15%: 5%
    over 15% to 20%: 10%
    over 20%:        15%
  } of rd_last_year
  cap   300万元 per year
}

clause plant_award "Certified plant" {
  award by plant { national: 1000万元, municipal: 100万元, none: 0 }
}

clause ladder "Titles, topped up on promotion" {
  award highest {
    30万元  when titles has high_tech
    80万元  when titles has little_giant
    200万元 when titles has champion
  }
  less paid(ladder) "a promotion pays the difference"
}

exclusive one_research_award "Not together" {
  source "VIII(2)"
  among  rd_growth, plant_award
  choose highest
}

limit ceiling "Over three years" {
  among all
  cap   1200万元 within 3年
}

example "growing firm" {
  on 2025-06-30
  registered   = yes
  rd_last_year = 1000万元
  rd_this_year = 1300万元
  plant        = municipal
  titles       = { high_tech }
  projects     = [ { kind = core, cost = 400万元, approved = yes }, { kind = early, cost = 100万元, approved = no } ]
  expect core_project = 200万元
  expect rd_growth excluded
  expect total     = 330万元 at most
}
`;

describe('a first look', () => {
  const program = programOf(source);
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
