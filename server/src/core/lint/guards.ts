/**
 * What a condition that holds (or does not) says of single expressions: `when growth over 10%` lets a table of `growth` in the same
 * clause leave out what is at 10% or below. Only what a condition certainly says is used.
 */
import type { CompareOp, Expression, Interval } from '../program/program';
import { isEmpty, union } from './numbers';
import { type End, either, type Guards, intersect, keyOf, type NumberRange, type Reader, rangeOf, type ValueRange } from './ranges';

const OPPOSITE: Readonly<Record<CompareOp, CompareOp>> = { '=': '!=', '!=': '=', '<': '>=', '<=': '>', '>': '<=', '>=': '<' };
const MIRRORED: Readonly<Record<CompareOp, CompareOp>> = { '=': '=', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

function narrowed(guards: Guards, subject: Expression, range: ValueRange): Guards {
  const key = keyOf(subject);
  if (key === undefined) return guards;
  const known = guards.get(key);
  return new Map(guards).set(key, known ? intersect(known, range) : range);
}

/** How many parts of a condition are looked at, lets followed. */
const MAX_PARTS = 300;

/** {@link Guards} where `condition` is known to be `truth`, in addition to `guards`. */
export function assume(condition: Expression, truth: boolean, guards: Guards, reader: Reader, budget = { left: MAX_PARTS }): Guards {
  if (budget.left-- <= 0) return guards;
  const again = (e: Expression, t: boolean, g: Guards) => assume(e, t, g, reader, budget);
  switch (condition.op) {
    case 'not':
      return again(condition.operand, !truth, guards);
    case 'and':
    case 'or': {
      if ((condition.op === 'and') === truth) return again(condition.right, truth, again(condition.left, truth, guards));
      return eitherGuards(again(condition.left, truth, guards), again(condition.right, truth, guards));
    }
    case 'let': {
      const declared = reader.let(condition.name, condition.clause);
      const inner = declared ? again(declared.value, truth, guards) : guards;
      return narrowed(inner, condition, { kind: 'members', members: [truth ? 'yes' : 'no'] });
    }
    case 'fact':
    case 'field':
      return narrowed(guards, condition, { kind: 'members', members: [truth ? 'yes' : 'no'] });
    case 'compare': {
      const relation = truth ? condition.relation : OPPOSITE[condition.relation];
      return compared(
        condition.right,
        MIRRORED[relation],
        condition.left,
        compared(condition.left, relation, condition.right, guards, reader),
        reader,
      );
    }
    case 'interval':
      return truth
        ? narrowed(guards, condition.subject, ofInterval(condition.interval, reader, guards))
        : outside(condition.subject, condition.interval, guards, reader);
    case 'in': {
      const ranges = condition.members.map((m) => rangeOf(m, reader, guards));
      const members = ranges.flatMap((r) => (r.kind === 'members' ? r.members : []));
      const texts = ranges.flatMap((r) => (r.kind === 'text' ? (r.texts ?? []) : []));
      const type = condition.subject.type;
      if (type.kind === 'member')
        return narrowed(guards, condition.subject, {
          kind: 'members',
          members: truth ? members : type.members.filter((m) => !members.includes(m)),
        });
      return type.kind === 'text' && truth && texts.length === ranges.length
        ? narrowed(guards, condition.subject, { kind: 'text', texts })
        : guards;
    }
    default:
      return guards;
  }
}

/** Where one of two sets of guards holds: what both speak of has a value that one of them allows. */
export function eitherGuards(a: Guards, b: Guards): Guards {
  const result = new Map<string, ValueRange>();
  for (const [key, range] of a) {
    const other = b.get(key);
    const joined = other && either(range, other);
    if (joined && joined.kind !== 'anything') result.set(key, joined);
  }
  return result;
}

function compared(subject: Expression, relation: CompareOp, other: Expression, guards: Guards, reader: Reader): Guards {
  if (subject.op === 'constant') return guards;
  const range = rangeOf(other, reader, guards);
  switch (range.kind) {
    case 'number':
      return narrowedByOrder(subject, relation, range, guards);
    case 'members': {
      if (range.members.length !== 1) return guards;
      if (relation === '=') return narrowed(guards, subject, range);
      const type = subject.type;
      const all = type.kind === 'member' ? type.members : type.kind === 'boolean' ? ['yes', 'no'] : undefined;
      return all && relation === '!='
        ? narrowed(guards, subject, { kind: 'members', members: all.filter((m) => m !== range.members[0]) })
        : guards;
    }
    case 'text':
      return relation === '=' && range.texts ? narrowed(guards, subject, range) : guards;
    case 'set':
    case 'anything':
      return guards;
  }
}

function narrowedByOrder(subject: Expression, relation: CompareOp, other: NumberRange, guards: Guards): Guards {
  const lower = other.lower && { lower: other.lower };
  const upper = other.upper && { upper: other.upper };
  const strict = (end: End): End => ({ value: end.value, inclusive: false });
  switch (relation) {
    case '=':
      return narrowed(guards, subject, { kind: 'number', ...lower, ...upper });
    case '>':
      return narrowed(guards, subject, { kind: 'number', ...(other.lower && { lower: strict(other.lower) }) });
    case '>=':
      return narrowed(guards, subject, { kind: 'number', ...lower });
    case '<':
      return narrowed(guards, subject, { kind: 'number', ...(other.upper && { upper: strict(other.upper) }) });
    case '<=':
      return narrowed(guards, subject, { kind: 'number', ...upper });
    case '!=': {
      if (!other.lower || !other.upper || !other.lower.value.equals(other.upper.value)) return guards;
      const end = strict(other.lower);
      return narrowed(guards, subject, union({ kind: 'number', upper: end }, { kind: 'number', lower: end }));
    }
  }
}

function ofInterval(interval: Interval, reader: Reader, guards: Guards): NumberRange {
  const lower = interval.lower && rangeOf(interval.lower.value, reader, guards);
  const upper = interval.upper && rangeOf(interval.upper.value, reader, guards);
  const low = lower?.kind === 'number' ? lower.lower : undefined;
  const high = upper?.kind === 'number' ? upper.upper : undefined;
  return {
    kind: 'number',
    ...(low && { lower: { value: low.value, inclusive: low.inclusive && (interval.lower?.inclusive ?? false) } }),
    ...(high && { upper: { value: high.value, inclusive: high.inclusive && (interval.upper?.inclusive ?? false) } }),
  };
}

/** Not in an interval: beyond one of its ends. */
function outside(subject: Expression, interval: Interval, guards: Guards, reader: Reader): Guards {
  const { lower, upper } = interval;
  const below = lower && compared(subject, lower.inclusive ? '<' : '<=', lower.value, guards, reader);
  const above = upper && compared(subject, upper.inclusive ? '>' : '>=', upper.value, guards, reader);
  return below && above ? eitherGuards(below, above) : (below ?? above ?? guards);
}

export const nothing = (range: ValueRange): boolean => {
  switch (range.kind) {
    case 'number':
      return isEmpty(range);
    case 'members':
      return range.members.length === 0;
    case 'text':
      return range.texts?.length === 0;
    case 'set':
    case 'anything':
      return false;
  }
};
