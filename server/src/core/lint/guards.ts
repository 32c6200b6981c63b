/**
 * What a condition that holds (or does not) says of single expressions: `when growth over 10%` lets a table of `growth` in the same
 * clause leave out what is at 10% or below. Only what a condition certainly says is used.
 */
import type { CompareOp, Expression, Interval } from '../program/program';
import { type End, type Guards, intersect, keyOf, type NumberRange, type Reader, rangeOf, type ValueRange } from './ranges';

const OPPOSITE: Readonly<Record<CompareOp, CompareOp>> = { '=': '!=', '!=': '=', '<': '>=', '<=': '>', '>': '<=', '>=': '<' };
const MIRRORED: Readonly<Record<CompareOp, CompareOp>> = { '=': '=', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

function narrowed(guards: Guards, subject: Expression, range: ValueRange): Guards {
  const key = keyOf(subject);
  if (key === undefined) return guards;
  const known = guards.get(key);
  return new Map(guards).set(key, known ? intersect(known, range) : range);
}

/** {@link Guards} where `condition` is known to be `truth`, in addition to `guards`. */
export function assume(condition: Expression, truth: boolean, guards: Guards, reader: Reader, depth = 0): Guards {
  if (depth > 50) return guards;
  const again = (e: Expression, t: boolean, g: Guards) => assume(e, t, g, reader, depth + 1);
  switch (condition.op) {
    case 'not':
      return again(condition.operand, !truth, guards);
    case 'and':
    case 'or': {
      if ((condition.op === 'and') === truth) return again(condition.right, truth, again(condition.left, truth, guards));
      return either(again(condition.left, truth, guards), again(condition.right, truth, guards));
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

/** Where one of two sets of guards holds: the expressions that both speak of, in the wider of both ranges. */
function either(a: Guards, b: Guards): Guards {
  const result = new Map<string, ValueRange>();
  for (const [key, range] of a) {
    const other = b.get(key);
    if (!other) continue;
    if (range.kind === 'members' && other.kind === 'members')
      result.set(key, { kind: 'members', members: [...new Set([...range.members, ...other.members])] });
    else if (range.kind === 'number' && other.kind === 'number') result.set(key, wider(range, other));
    else if (range.kind === 'text' && other.kind === 'text' && range.texts && other.texts)
      result.set(key, { kind: 'text', texts: [...new Set([...range.texts, ...other.texts])] });
  }
  return result;
}

function wider(a: NumberRange, b: NumberRange): NumberRange {
  const end = (x: End | undefined, y: End | undefined, sign: 1 | -1): End | undefined => {
    if (!x || !y) return undefined;
    const c = x.value.compare(y.value) * sign;
    return c < 0 ? x : c > 0 ? y : { value: x.value, inclusive: x.inclusive || y.inclusive };
  };
  const lower = end(a.lower, b.lower, 1);
  const upper = end(a.upper, b.upper, -1);
  return { kind: 'number', ...(lower && { lower }), ...(upper && { upper }) };
}

function compared(subject: Expression, relation: CompareOp, other: Expression, guards: Guards, reader: Reader): Guards {
  if (subject.op === 'constant') return guards;
  const range = rangeOf(other, reader, guards);
  switch (range.kind) {
    case 'number':
      return narrowedByOrder(subject, relation, range, guards, reader);
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

function narrowedByOrder(subject: Expression, relation: CompareOp, other: NumberRange, guards: Guards, reader: Reader): Guards {
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
      // Only at an end of what is possible does a single missing value matter to an interval.
      if (!other.lower || !other.upper || !other.lower.value.equals(other.upper.value)) return guards;
      const own = rangeOf(subject, reader, guards);
      if (own.kind !== 'number') return guards;
      const at = other.lower.value;
      if (own.lower?.inclusive && own.lower.value.equals(at))
        return narrowed(guards, subject, { kind: 'number', lower: { value: at, inclusive: false } });
      if (own.upper?.inclusive && own.upper.value.equals(at))
        return narrowed(guards, subject, { kind: 'number', upper: { value: at, inclusive: false } });
      return guards;
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

/** Not in an interval with one end: beyond it. */
function outside(subject: Expression, interval: Interval, guards: Guards, reader: Reader): Guards {
  const lower = interval.lower;
  const upper = interval.upper;
  if (lower && !upper) return compared(subject, lower.inclusive ? '<' : '<=', lower.value, guards, reader);
  if (upper && !lower) return compared(subject, upper.inclusive ? '>' : '>=', upper.value, guards, reader);
  return guards;
}

export const nothing = (range: ValueRange): boolean => {
  switch (range.kind) {
    case 'number': {
      if (!range.lower || !range.upper) return false;
      const c = range.lower.value.compare(range.upper.value);
      return c > 0 || (c === 0 && !(range.lower.inclusive && range.upper.inclusive));
    }
    case 'members':
      return range.members.length === 0;
    case 'text':
      return range.texts?.length === 0;
    case 'set':
    case 'anything':
      return false;
  }
};
