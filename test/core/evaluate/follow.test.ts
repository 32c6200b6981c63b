/** An applicant who is followed through changes of what is known of them comes to what an applicant who is met for the first time does. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Followed, follow } from '../../../server/src/core/evaluate/incremental';
import { evaluate } from '../../../server/src/core/evaluate/index';
import type { Applicant, Evaluation } from '../../../server/src/core/evaluate/values';
import { Exact } from '../../../server/src/core/exact';
import type { Constant, Program } from '../../../server/src/core/program/program';
import { programOf } from '../../support/program';
import { DAY, stepOf } from '../../support/randomApplicant';
import { policyText } from '../../support/randomPolicy';
import { show } from './support';

/** Everything that may differ, as one text. */
function shown(evaluation: Evaluation): string {
  const clauses = [...evaluation.clauses.values()].map((one) =>
    [
      one.clause,
      one.status,
      show(one.amount),
      show(one.gross),
      one.excludedBy?.inFavourOf,
      ...one.cuts.map((cut) => cut.amount.toString()),
    ].join(' '),
  );
  const groups = evaluation.groups.map((one) => `${one.group} ${one.state} ${one.winner}`);
  const limits = evaluation.limits.map((one) => `${one.limit} ${show(one.after)}`);
  return [...clauses, ...groups, ...limits, evaluation.total.status, show(evaluation.total.value)].join('\n');
}

function read(text: string): Program | undefined {
  try {
    return programOf(text);
  } catch {
    return undefined;
  }
}

describe('an applicant who is followed', () => {
  it('comes to what one who is met for the first time comes to, step by step', () => {
    let compared = 0;
    fc.assert(
      fc.property(policyText, fc.array(fc.nat(9999), { minLength: 2, maxLength: 8 }), (text, numbers) => {
        const program = read(text);
        if (!program) return;
        let last: Followed | undefined;
        let applicant: Applicant = { facts: new Map(), history: [], asOf: DAY };
        for (const n of numbers) {
          applicant = stepOf(program, applicant, n);
          last = follow(program, applicant, last);
          expect(shown(last.evaluation)).toBe(shown(evaluate(program, { ...applicant })));
          compared++;
        }
      }),
      { numRuns: 150, seed: 7 },
    );
    expect(compared).toBeGreaterThan(300);
  });

  it('is right also where nobody looked at the states between', () => {
    const program = programOf(`policy "P" { currency 元 }
fact a "A": money from 0元
fact b "B": money from 0元
clause one "One" { award a }
clause two "Two" { award b }`);
    const money = (n: number): Constant => ({ kind: 'number', value: Exact.of(n) });
    let last: Followed | undefined;
    for (const [a, b] of [
      [1, 1],
      [2, 1],
      [2, 3],
    ] as const)
      last = follow(
        program,
        {
          facts: new Map([
            ['a', money(a)],
            ['b', money(b)],
          ]),
          history: [],
        },
        last,
      );
    // 2 + 3
    expect(last && show(last.evaluation.total.value)).toBe('5');
  });
});
