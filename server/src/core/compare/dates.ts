/** Who is in force when: the policies, and clauses of both, as ranges of days. */
import type { DateRange } from '../program/program';
import { clauseDays } from './clauses';
import type { DatesDifference, RangeDifference } from './difference';
import type { Engine } from './engine';
import { datesOf, intersect } from './merge';

export function datesDifference(engine: Engine): DatesDifference {
  const { a, b, given, matches } = engine;
  return {
    policy: ranges(datesOf(a.program), datesOf(b.program)),
    clauses: matches.clauses.flatMap(({ a: x, b: y }) => {
      if (!x || !y) return [];
      const difference = ranges(clauseDays(a.program, x), clauseDays(b.program, y));
      if (difference.same) return [];
      const at = { a: given.a.range(x.namePlace), b: given.b.range(y.namePlace) };
      return [{ ...difference, name: { a: x.name, b: y.name }, at }];
    }),
  };
}

/** Undefined: on no day. */
export function ranges(a: DateRange | undefined, b: DateRange | undefined): RangeDifference {
  return {
    range: { ...(a && { a }), ...(b && { b }) },
    same: a && b ? a.from === b.from && a.to === b.to : a === b,
    common: a && b && intersect(a, b),
    only: { a: without(a, b), b: without(b, a) },
  };
}

/** The days of one range that are not in the other, in order. */
function without(range: DateRange | undefined, other: DateRange | undefined): readonly DateRange[] {
  if (!range) return [];
  if (!other) return [range];
  const before = other.from === undefined ? undefined : intersect(range, { to: other.from - 1 });
  const after = other.to === undefined ? undefined : intersect(range, { from: other.to + 1 });
  return [before, after].flatMap((r) => (r ? [r] : []));
}
