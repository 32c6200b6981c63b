/** Of an applicant of whom a fact is not known only what hangs together with it is left to the exact evaluator; figures by hand. */
import { describe, expect, it } from 'vitest';
import { compile } from '../../../server/src/core/evaluate/fast/index';
import type { Applicant } from '../../../server/src/core/evaluate/values';
import { Exact } from '../../../server/src/core/exact';
import { programOf } from '../../support/program';

const program = programOf(`policy "P" {
  effective 2025-01-01 to 2025-12-31
}
fact m "M": money from 0元
fact n "N": money from 0元
let twice = 2 * n
clause plain "Plain" { award 10% of m }
clause once "Once" { award twice }
clause second "Second" { award twice + 1元 }
clause reads "Reads" { award 50% of once }
clause part "Part" { award n / 3 }
clause big "Big" { award 3 * m }
clause small "Small" { award m }
exclusive one { among big, small, choose highest }
`);

function told(facts: Readonly<Record<string, number>>) {
  const applicant: Applicant = {
    facts: new Map(Object.entries(facts).map(([name, n]) => [name, { kind: 'number', value: Exact.of(n) }])),
    history: [],
    asOf: Date.parse('2025-06-30') / 86_400_000,
  };
  const fast = compile(program);
  const found: Record<string, string | undefined> = {};
  fast.run(fast.prepare([applicant]), (_, outcome) => {
    for (const name of program.clauses.keys()) found[name] = `${outcome.status(name)} ${outcome.amount(name) ?? '?'}`;
    found.total = `${outcome.totalStatus} ${outcome.total() ?? '?'}`;
    // Answered by the compiled program: an integer at its scale of six places.
    found.plainScaled = String(outcome.scaled('plain'));
    const { value } = outcome.exact ?? {};
    found.needs = value?.state === 'unknown' ? value.needs.map((need) => need.fact).join() : undefined;
  });
  return found;
}

describe('an applicant of whom one fact is not known', () => {
  it('is answered as far as nothing hangs together with it', () => {
    // A let that two clauses read, and a clause that reads another: all of them step aside, none of them is 0.
    expect(told({ m: 100 })).toEqual({
      plain: 'payable 10',
      once: 'unknown ?',
      second: 'unknown ?',
      reads: 'unknown ?',
      part: 'unknown ?',
      big: 'payable 300',
      small: 'excluded 0',
      total: 'unknown ?',
      plainScaled: '10000000',
      needs: 'n',
    });
  });

  it('is answered whole where all is known', () => {
    // 10 + 12 + 13 + 6 + 2 + 300.
    expect(told({ m: 100, n: 6 })).toMatchObject({ second: 'payable 13', reads: 'payable 6', total: 'known 343', needs: undefined });
  });

  it('gets a total of both parts where the exact evaluator knows its own', () => {
    // A third has no place among six decimals: 30 + 2 + 3 + 1 + 900 of the compiled program, and 1/3.
    expect(told({ m: 300, n: 1 })).toMatchObject({ part: 'payable 1/3', big: 'payable 900', total: 'known 2809/3' });
  });
});
