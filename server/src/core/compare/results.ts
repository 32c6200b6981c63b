/** What the exact evaluator says of one applicant under one side: the judge of every witness. */
import { evaluate, evaluateClauseAlone, evaluateExpression } from '../evaluate/index';
import { stepOf } from '../evaluate/step';
import { joinMarks } from '../evaluate/value';
import type { Applicant, Evaluation, ItemOutcome, Mark, Value } from '../evaluate/values';
import { Exact } from '../exact';
import type { Constant, Given, Program } from '../program/program';
import type { Bounds, ListType, ScalarType } from '../program/types';
import type { Result } from './difference';
import { datesOf } from './merge';

const ABSENT: Result = { status: 'absent', amount: Exact.zero, atMost: false };

/** The clause before groups and limits. */
export function clauseResult(program: Program, name: string | undefined, applicant: Applicant): Result {
  const outcome = name === undefined ? undefined : evaluateClauseAlone(program, applicant, name);
  if (!outcome || name === undefined) return ABSENT;
  return resultOf(outcome, outcome.gross, program.clauses.get(name)?.currency);
}

/** What a clause finally pays, of an applicant for whom everything was computed. */
export function finalResult(program: Program, name: string | undefined, { clauses }: Evaluation): Result {
  const outcome = name === undefined ? undefined : clauses.get(name);
  if (!outcome || name === undefined) return ABSENT;
  return resultOf(outcome, outcome.amount, program.clauses.get(name)?.currency);
}

function resultOf({ status }: ItemOutcome, value: Value, currency: string | undefined): Result {
  const money = currency === undefined ? {} : { currency };
  switch (status) {
    case 'payable':
      return { status, ...amountOf(value), ...money };
    case 'ineligible':
    case 'inactive':
    case 'granted':
    case 'excluded':
      return { status, amount: Exact.zero, ...money, atMost: false };
    case 'unknown':
    case 'error':
    case 'unspecified':
    case 'conflict':
      return { status, ...money, atMost: false };
    default:
      return status satisfies never;
  }
}

function amountOf(value: Value): { readonly amount?: Exact; readonly atMost: boolean } {
  if (value.state !== 'known' || value.value.kind !== 'number') return { atMost: false };
  return { amount: value.value.value, atMost: value.mark === 'at most' };
}

/** What these clauses get together, after all groups and limits. */
export function membersResult(program: Program, members: readonly string[], applicant: Applicant): Result {
  const { clauses } = evaluate(program, applicant);
  let sum = Exact.zero;
  const marks: (Mark | undefined)[] = [];
  for (const name of new Set(members)) {
    const outcome = clauses.get(name);
    if (!outcome || outcome.amount.state === 'unspecified') continue;
    // What lost to another gets nothing, even where by itself it is in error.
    const { amount } = outcome;
    if (amount.state !== 'known' || amount.value.kind !== 'number') return { status: outcome.status, atMost: false };
    sum = sum.plus(amount.value.value);
    marks.push(amount.mark);
  }
  const currency = program.clauses.get(members[0] ?? '')?.currency;
  return { status: 'payable', amount: sum, ...(currency !== undefined && { currency }), atMost: joinMarks(marks) === 'at most' };
}

export function totalResult(program: Program, applicant: Applicant, { total } = evaluate(program, applicant)): Result {
  const money = program.currency === undefined ? {} : { currency: program.currency };
  if (total.status !== 'known') return { status: total.status, ...money, atMost: false };
  return { status: 'payable', ...amountOf(total.value), ...money };
}

/** Clauses named beside the total, since there is no figure. */
export function unspecifiedOf(program: Program, applicant: Applicant): readonly string[] {
  return evaluate(program, applicant).total.unspecified;
}

/** Facts within types and intervals, a day that the policy covers, and every requirement holds. */
export function admits(program: Program, applicant: Applicant): boolean {
  const { from, to } = datesOf(program);
  const { asOf } = applicant;
  if (asOf !== undefined && ((from !== undefined && asOf < from) || (to !== undefined && asOf > to))) return false;
  return misfits(program, applicant).length === 0 && failedRequirements(program, applicant).length === 0;
}

/** Facts whose values the program does not allow. */
export function misfits(program: Program, applicant: Applicant): readonly string[] {
  return [...program.facts.values()].flatMap(({ name, type, bounds }) => {
    const given = applicant.facts.get(name);
    return given === undefined || fits(given, type, bounds, program) ? [] : [name];
  });
}

/** Requirements that do not hold. */
export function failedRequirements(program: Program, applicant: Applicant): readonly Program['files'][number]['requirements'][number][] {
  return program.files.flatMap((f) =>
    f.requirements.filter((t) => {
      const value = evaluateExpression(program, applicant, t.condition);
      return !(value.state === 'known' && value.value.kind === 'boolean' && value.value.value);
    }),
  );
}

function fits(given: Given, type: ScalarType | ListType, bounds: Bounds | undefined, program: Program): boolean {
  if (given.kind === 'list')
    return (
      type.kind === 'list' &&
      (type.max === undefined || given.items.length <= type.max) &&
      given.items.every((item) =>
        type.fields.every((f) => {
          const value = item[f.name];
          return value === undefined || scalarFits(value, f.type, f.interval, program);
        }),
      )
    );
  return type.kind !== 'list' && scalarFits(given, type, bounds, program);
}

function scalarFits(value: Constant, type: ScalarType, bounds: Bounds | undefined, program: Program): boolean {
  const inside = (x: Exact): boolean => {
    const { lower, upper } = bounds ?? {};
    if (lower && (x.lt(lower.value) || (!lower.inclusive && x.equals(lower.value)))) return false;
    return !(upper && (x.gt(upper.value) || (!upper.inclusive && x.equals(upper.value))));
  };
  switch (value.kind) {
    case 'number': {
      if (type.kind !== 'number') return false;
      const step = stepOf(type, program);
      return inside(value.value) && (!step || value.value.div(step).isInteger);
    }
    case 'date':
      return type.kind === 'date' && inside(Exact.of(value.day));
    case 'member':
      return type.kind === 'member' && type.members.includes(value.member);
    case 'set':
      return type.kind === 'set' && value.members.every((m) => type.members.includes(m));
    case 'boolean':
    case 'text':
      return type.kind === value.kind;
    default:
      return value satisfies never;
  }
}
