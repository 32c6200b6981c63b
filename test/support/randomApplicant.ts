/** Applicants of random policies: one fact after the other is given otherwise, or not at all. Made from numbers, so that fast-check can shrink them. */
import type { Applicant } from '../../server/src/core/evaluate/values';
import { Exact } from '../../server/src/core/exact';
import type { Constant, Fact, Given, Program } from '../../server/src/core/program/program';
import type { ScalarType } from '../../server/src/core/program/types';

/** A day on which the random policies are in force (2025-01-31). */
export const DAY = 20_119;

function value(type: ScalarType, n: number): Constant | undefined {
  switch (type.kind) {
    case 'number':
      return { kind: 'number', value: Exact.of(n % 7) };
    case 'boolean':
      return { kind: 'boolean', value: n % 2 === 0 };
    case 'date':
      return { kind: 'date', day: DAY - 4 + (n % 9) };
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

export function givenOf({ type }: Fact, n: number): Given | undefined {
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
export function stepOf(program: Program, applicant: Applicant, n: number): Applicant {
  const all = [...program.facts.values()];
  const fact = all[n % Math.max(1, all.length)];
  if (!fact) return applicant;
  const facts = new Map(applicant.facts);
  const now = n % 5 === 0 ? undefined : givenOf(fact, Math.floor(n / 10));
  if (now) facts.set(fact.name, now);
  else facts.delete(fact.name);
  return { ...applicant, facts };
}

/** Everything is given, as far as the numbers go. */
export function applicantFrom(program: Program, numbers: readonly number[]): Applicant {
  const facts = new Map<string, Given>();
  for (const [i, fact] of [...program.facts.values()].entries()) {
    const given = givenOf(fact, numbers[i] ?? 1);
    if (given) facts.set(fact.name, given);
  }
  return { facts, history: [], asOf: DAY };
}
