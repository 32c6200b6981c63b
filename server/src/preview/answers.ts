/**
 * Why: to know which unknown fact to ask for first, a few answers to each are tried: every member of a choice, yes and no, of a number the points
 * at which the policy's tests and tables turn, and one between them.
 */
import type { Applicant, Need } from '../core/evaluate/values';
import { Exact } from '../core/exact';
import type { Constant, Expression, Given, Program } from '../core/program/program';
import { expressionsOfProgram, visit } from '../core/program/reads';
import type { Bounds, ScalarType } from '../core/program/types';

/** Answers tried for one fact. */
const most = 5;

export interface Answers {
  /** The applicant with each of the answers; none where no answer can be made up. */
  readonly applicants: readonly Applicant[];
  /** There are no others. */
  readonly exhaustive: boolean;
}

/** A few answers to what is needed. */
export function answered(program: Program, applicant: Applicant, need: Need): Answers {
  return { applicants: applicantsWith(program, applicant, need), exhaustive: isExhaustive(program, need) };
}

function isExhaustive(program: Program, { fact, field }: Need): boolean {
  const { type } = program.facts.get(fact) ?? {};
  const own = type?.kind === 'list' ? type.fields.find(({ name }) => name === field)?.type : type;
  return own?.kind === 'boolean' || (own?.kind === 'member' && own.members.length <= most);
}

function applicantsWith(program: Program, applicant: Applicant, need: Need): Applicant[] {
  const { fact: name, item, field } = need;
  if (name === 'as_of') return daysOf(program).map((asOf) => ({ ...applicant, asOf }));
  const fact = program.facts.get(name);
  if (!fact) return [];
  const withFact = (given: Given): Applicant => ({ ...applicant, facts: new Map([...applicant.facts, [name, given]]) });
  if (fact.type.kind !== 'list') return answersTo(program, name, undefined, fact.type, fact.bounds).map(withFact);
  if (item === undefined || field === undefined) {
    return [withFact({ kind: 'list', items: [] }), ...(fact.type.max === 0 ? [] : [withFact({ kind: 'list', items: [{}] })])];
  }
  const declared = fact.type.fields.find((one) => one.name === field);
  const given = applicant.facts.get(name);
  if (!declared || given?.kind !== 'list') return [];
  return answersTo(program, name, field, declared.type, declared.interval).map((value) =>
    withFact({ kind: 'list', items: given.items.map((one, i) => (i === item ? { ...one, [field]: value } : one)) }),
  );
}

/** A day before the policy is in force, its first, its last, and one behind it. */
function daysOf(program: Program): number[] {
  const dates = [
    ...program.files.flatMap(({ effective }) => effective ?? []),
    ...[...program.clauses.values()].flatMap((one) => one.effective ?? []),
  ];
  const days = dates.flatMap(({ from, to }) => [
    ...(from === undefined ? [] : [from - 1, from]),
    ...(to === undefined ? [] : [to, to + 1]),
  ]);
  return spread([...new Set(days)].sort((a, b) => a - b));
}

function answersTo(program: Program, fact: string, field: string | undefined, type: ScalarType, bounds: Bounds | undefined): Constant[] {
  switch (type.kind) {
    case 'boolean':
      return [true, false].map((value) => ({ kind: 'boolean', value }));
    case 'member':
      return spread(type.members).map((member) => ({ kind: 'member', member }));
    case 'set':
      return [[], ...spread(type.members).map((one) => [one])].slice(0, most).map((members) => ({ kind: 'set', members }));
    case 'number':
      return numbers(turningPoints(program, fact, field), bounds, type.integer === true).map((value) => ({ kind: 'number', value }));
    case 'date':
      return numbers(turningPoints(program, fact, field), bounds, true).map((value) => ({ kind: 'date', day: value.toNumber() }));
    case 'text':
      return [...new Set([...texts(program, fact, field).slice(0, most - 1), ''])].map((value) => ({ kind: 'text', value }));
    case 'broken':
      return [];
    default:
      return type satisfies never;
  }
}

/** The lowest, each turning point, one between every two of them if there is room, and one above. */
function numbers(points: readonly Exact[], bounds: Bounds | undefined, whole: boolean): Exact[] {
  const { lower, upper } = bounds ?? {};
  const two = Exact.of(2);
  const within = (value: Exact): boolean =>
    !(lower && (value.lt(lower.value) || (value.equals(lower.value) && !lower.inclusive))) &&
    !(upper && (value.gt(upper.value) || (value.equals(upper.value) && !upper.inclusive)));
  const last = points.at(-1) ?? lower?.value ?? Exact.one;
  const between = whole ? [] : points.slice(1).map((point, i) => point.plus(points[i] ?? point).div(two));
  const above = last.sign > 0 ? last.times(two) : Exact.one;
  const all = [...(lower ? [lower.value] : [Exact.zero]), ...points, ...between, above, ...(upper ? [upper.value] : [])];
  const sorted = all.filter(within).sort((a, b) => a.compare(b));
  return spread(sorted.filter((value, i) => i === 0 || !sorted[i - 1]?.equals(value)));
}

/** At most so many of them, the first and the last among them. */
function spread<T>(all: readonly T[]): T[] {
  if (all.length <= most) return [...all];
  return Array.from({ length: most }, (_, i) => all[Math.round((i * (all.length - 1)) / (most - 1))]).flatMap((one) =>
    one === undefined ? [] : [one],
  );
}

// ---------------------------------------------------------------------------------------------- where the policy turns

/** What each fact and field is compared with, by `fact` or `fact.field`. */
const compared = new WeakMap<Program, ReadonlyMap<string, readonly Constant[]>>();

function turningPoints(program: Program, fact: string, field: string | undefined): Exact[] {
  const found = constantsAt(program, fact, field).flatMap((one) =>
    one.kind === 'number' ? [one.value] : one.kind === 'date' ? [Exact.of(one.day)] : [],
  );
  return found.sort((a, b) => a.compare(b)).filter((value, i) => i === 0 || !found[i - 1]?.equals(value));
}

function texts(program: Program, fact: string, field: string | undefined): string[] {
  return constantsAt(program, fact, field).flatMap((one) => (one.kind === 'text' ? [one.value] : []));
}

function constantsAt(program: Program, fact: string, field: string | undefined): readonly Constant[] {
  const known = compared.get(program) ?? comparisons(program);
  compared.set(program, known);
  return known.get(field === undefined ? fact : `${fact}.${field}`) ?? [];
}

function comparisons(program: Program): ReadonlyMap<string, readonly Constant[]> {
  const found = new Map<string, Constant[]>();
  const note = (subject: Expression | undefined, other: Expression | undefined): void => {
    if (!subject || other?.op !== 'constant') return;
    const key = subject.op === 'fact' ? subject.name : subject.op === 'field' ? `${subject.list}.${subject.field}` : undefined;
    if (key !== undefined) found.set(key, [...(found.get(key) ?? []), other.value]);
  };
  for (const top of expressionsOfProgram(program)) {
    visit(top, (e) => {
      switch (e.op) {
        case 'compare':
          note(e.left, e.right);
          note(e.right, e.left);
          break;
        case 'in':
          for (const member of e.members) note(e.subject, member);
          break;
        case 'interval':
          note(e.subject, e.interval.lower?.value);
          note(e.subject, e.interval.upper?.value);
          break;
        case 'marginal':
          for (const { interval } of e.rows) {
            note(e.subject, interval.lower?.value);
            note(e.subject, interval.upper?.value);
          }
          break;
        case 'table':
          for (const row of e.rows) {
            for (const [i, patterns] of row.columns.entries()) {
              for (const pattern of patterns) {
                if (pattern.kind === 'value') note(e.subjects[i], pattern.value);
                if (pattern.kind !== 'interval') continue;
                note(e.subjects[i], pattern.interval.lower?.value);
                note(e.subjects[i], pattern.interval.upper?.value);
              }
            }
          }
          break;
        default:
          break;
      }
    });
  }
  return found;
}
