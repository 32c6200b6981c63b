/** Why: `diff --ignore-dates`: the rules of two policies that are in force at different times, as if they were at the same. */
import { type Difference, onSameDays } from '../../core/compare/index';
import { datesOf } from '../../core/compare/merge';
import type { Policy } from './result';

export function sameDays(a: Policy, b: Policy): readonly [a: Policy, b: Policy] {
  const [before, after] = onSameDays(a.analysis.program, b.analysis.program);
  return [
    { ...a, analysis: { ...a.analysis, program: before } },
    { ...b, analysis: { ...b.analysis, program: after } },
  ];
}

/** Says so first, with the days that the policies themselves have. */
export function asNoted(difference: Difference, a: Policy | undefined, b: Policy | undefined): Difference {
  if (!a || !b) return difference;
  const [from, to] = [datesOf(a.analysis.program), datesOf(b.analysis.program)];
  return { ...difference, notes: [{ kind: 'dates-ignored', a: from, b: to }, ...difference.notes] };
}
