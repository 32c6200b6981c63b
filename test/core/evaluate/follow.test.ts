/** An applicant who is followed through changes of what is known of them comes to what an applicant who is met for the first time does. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Followed, follow } from '../../../server/src/core/evaluate/incremental';
import { evaluate } from '../../../server/src/core/evaluate/index';
import type { Applicant, Evaluation } from '../../../server/src/core/evaluate/values';
import { Exact } from '../../../server/src/core/exact';
import type { Constant, Fact, Given, Program } from '../../../server/src/core/program/program';
import type { ScalarType } from '../../../server/src/core/program/types';
import { programOf } from '../../support/program';
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

function value(type: ScalarType, n: number): Constant | undefined {
  switch (type.kind) {
    case 'number':
      return { kind: 'number', value: Exact.of(n % 7) };
    case 'boolean':
      return { kind: 'boolean', value: n % 2 === 0 };
    case 'date':
      return { kind: 'date', day: 20_110 + (n % 9) };
    case 'member':
      return { kind: 'member', member: type.members[n % type.members.length] ?? '' };
    case 'set':
      return { kind: 'set', members: type.members.filter((_, i) => (n >> i) % 2 === 1).sort() };
    case 'text':
      return { kind: 'text', value: String(n % 3) };
    case 'broken':
      return undefined;
    default:
      return type satisfies never;
  }
}

function given({ type }: Fact, n: number): Given | undefined {
  if (type.kind !== 'list') return value(type, n);
  const items = Array.from({ length: n % 3 }, (_, i) =>
    Object.fromEntries(
      type.fields.flatMap((field, j) => {
        const one = (n + i + j) % 4 === 0 ? undefined : value(field.type, n + 3 * i + j);
        return one ? [[field.name, one] as const] : [];
      }),
    ),
  );
  return { kind: 'list', items };
}

/** The applicant with one fact given otherwise, or not at all. */
function step(program: Program, applicant: Applicant, n: number): Applicant {
  const all = [...program.facts.values()];
  const fact = all[n % Math.max(1, all.length)];
  if (!fact) return applicant;
  const facts = new Map(applicant.facts);
  const now = n % 5 === 0 ? undefined : given(fact, Math.floor(n / 10));
  if (now) facts.set(fact.name, now);
  else facts.delete(fact.name);
  return { ...applicant, facts, asOf: 20_119 };
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
        let applicant: Applicant = { facts: new Map(), history: [], asOf: 20_119 };
        for (const n of numbers) {
          applicant = step(program, applicant, n);
          last = follow(program, applicant, last);
          expect(shown(last.evaluation)).toBe(shown(evaluate(program, { ...applicant })));
          compared++;
        }
      }),
      { numRuns: 150 },
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
