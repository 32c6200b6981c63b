/**
 * Why: next year's policy is compared with this year's, though no day is covered by both: then the rules are, as if both were in force from the
 * first day of either to the last day of either. What clauses say of their own days still counts.
 */
import type { DateRange, Program } from '../program/program';
import { datesOf } from './merge';

/** @returns both programs with the days of either; of imported files as well, where they have any */
export function onSameDays(a: Program, b: Program): readonly [a: Program, b: Program] {
  const days = spanOf(datesOf(a), datesOf(b));
  return [during(a, days), during(b, days)];
}

/** From the earlier beginning to the later end; without an end where one of them has none. */
function spanOf(a: DateRange, b: DateRange): DateRange {
  const from = a.from === undefined || b.from === undefined ? undefined : Math.min(a.from, b.from);
  const to = a.to === undefined || b.to === undefined ? undefined : Math.max(a.to, b.to);
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

function during(program: Program, days: DateRange): Program {
  return { ...program, files: program.files.map((file) => (file.effective ? { ...file, effective: days } : file)) };
}
