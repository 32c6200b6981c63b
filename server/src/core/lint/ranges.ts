/**
 * Which values an expression can have, by interval arithmetic over the types and bounds of the facts that it reads; two uses of a fact
 * are independent. What a surrounding condition says of the very same expression narrows it. Wider than the truth, never narrower.
 */
import { Exact, ExactOverflow } from '../exact';
import { civil, monthsBetween } from '../program/dates';
import type { Expression, Fact, Let, Program } from '../program/program';
import type { Bounds, ScalarType } from '../program/types';
import {
  ANY_NUMBER,
  abs,
  add,
  between,
  divide,
  type End,
  intersection,
  max,
  min,
  multiply,
  NOT_NEGATIVE,
  type NumberRange,
  negate,
  ONE,
  point,
  pointOfNumbers,
  range,
  times,
  union,
} from './numbers';

export type { End, NumberRange } from './numbers';

export type ValueRange =
  | NumberRange
  /** Members of a `one of`; of a boolean `yes` and `no`. */
  | { readonly kind: 'members'; readonly members: readonly string[] }
  /** Any subset of these members. */
  | { readonly kind: 'set'; readonly members: readonly string[] }
  | { readonly kind: 'text'; readonly texts?: readonly string[] }
  | { readonly kind: 'anything' };

/** What is read while ranges are worked out, so that a result can be kept while none of it changes. */
export interface Reader {
  fact(name: string): Fact | undefined;
  let(name: string, clause?: string): Let | undefined;
  unitFactor(unit: string): Exact | undefined;
  /** Ranges of lets that were worked out, by what was known then; a let under way counts as anything, against circles. */
  readonly lets: WeakMap<Guards, Map<string, ValueRange>>;
}

/** Conditions that hold where an expression stands, by {@link keyOf} of what they speak of. */
export type Guards = ReadonlyMap<string, ValueRange>;

export const NO_GUARDS: Guards = new Map();

/** One text for expressions that always have the same value within one item; undefined where that is not certain. */
export function keyOf(e: Expression): string | undefined {
  switch (e.op) {
    case 'fact':
      return `fact ${e.name}`;
    case 'field':
      return `field ${e.list}.${e.field}@${e.depth}`;
    case 'let':
      return `let ${e.clause ?? ''}.${e.name}`;
    case 'as_of':
      return 'as_of';
    case 'clause':
      return `clause ${e.name}`;
    case 'constant':
      return e.value.kind === 'number' ? `#${e.value.value}` : undefined;
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide': {
      const left = keyOf(e.left);
      const right = keyOf(e.right);
      return left && right ? `(${left} ${e.op} ${right})` : undefined;
    }
    case 'call': {
      const args = e.args.map(keyOf);
      return args.every((a) => a !== undefined) ? `${e.fn}(${args.join(', ')})` : undefined;
    }
    default:
      return undefined;
  }
}

function ofBounds(bounds: Bounds | undefined, step: Exact | undefined): NumberRange {
  return {
    kind: 'number',
    ...(bounds?.lower && { lower: bounds.lower }),
    ...(bounds?.upper && { upper: bounds.upper }),
    ...(step && { step }),
  };
}

/** All values of a type within its bounds. */
export function rangeOfType(type: ScalarType, bounds: Bounds | undefined, reader: Reader): ValueRange {
  switch (type.kind) {
    case 'number':
      return ofBounds(bounds, type.integer ? (type.unit && reader.unitFactor(type.unit)) || ONE : undefined);
    case 'date':
      return ofBounds(bounds, ONE);
    case 'boolean':
      return { kind: 'members', members: ['yes', 'no'] };
    case 'member':
      return { kind: 'members', members: type.members };
    case 'set':
      return { kind: 'set', members: type.members };
    case 'text':
      return { kind: 'text' };
    case 'broken':
      return { kind: 'anything' };
  }
}

/** The expression's one value, where it has but one. */
export function pointOf(range: ValueRange): Exact | undefined {
  return range.kind === 'number' ? pointOfNumbers(range) : undefined;
}

/** What is a value of one or of the other. */
export function either(a: ValueRange, b: ValueRange): ValueRange {
  if (a.kind === 'number' && b.kind === 'number') return union(a, b);
  if (a.kind === 'members' && b.kind === 'members') return { kind: 'members', members: [...new Set([...a.members, ...b.members])] };
  if (a.kind === 'text' && b.kind === 'text')
    return a.texts && b.texts ? { kind: 'text', texts: [...new Set([...a.texts, ...b.texts])] } : { kind: 'text' };
  return a.kind === b.kind && a.kind === 'set' ? a : { kind: 'anything' };
}

export function intersect(a: ValueRange, b: ValueRange): ValueRange {
  if (a.kind === 'anything') return b;
  if (b.kind === 'anything') return a;
  if (a.kind === 'number' && b.kind === 'number') return intersection(a, b);
  if (a.kind === 'members' && b.kind === 'members') return { kind: 'members', members: a.members.filter((m) => b.members.includes(m)) };
  if (a.kind === 'text' && b.kind === 'text') {
    const { texts } = b;
    if (!a.texts || !texts) return a.texts ? a : b;
    return { kind: 'text', texts: a.texts.filter((t) => texts.includes(t)) };
  }
  return a;
}

/** Whole numbers of days, months, years. */
const WHOLE: NumberRange = { kind: 'number', step: ONE };

/** How many lets deep a range is followed; beyond it only the type counts. */
const MAX_DEPTH = 100;

/** The range of `e` where `guards` hold. */
export function rangeOf(e: Expression, reader: Reader, guards: Guards = NO_GUARDS, depth = 0): ValueRange {
  let range: ValueRange;
  try {
    range = rangeUnguarded(e, reader, guards, depth);
  } catch (error) {
    if (!(error instanceof ExactOverflow)) throw error;
    range = rangeOfType(e.type, undefined, reader);
  }
  const key = guards.size > 0 ? keyOf(e) : undefined;
  const guard = key === undefined ? undefined : guards.get(key);
  return guard ? intersect(range, guard) : range;
}

function rangeUnguarded(e: Expression, reader: Reader, guards: Guards, depth: number): ValueRange {
  const at = (x: Expression) => rangeOf(x, reader, guards, depth);
  const number = (x: Expression): NumberRange => {
    const r = at(x);
    return r.kind === 'number' ? r : ANY_NUMBER;
  };
  const whole = () => rangeOfType(e.type, undefined, reader);
  switch (e.op) {
    case 'constant': {
      const value = e.value;
      switch (value.kind) {
        case 'number':
          return point(value.value);
        case 'date':
          return { ...point(Exact.of(value.day)), step: ONE };
        case 'boolean':
          return { kind: 'members', members: [value.value ? 'yes' : 'no'] };
        case 'member':
          return { kind: 'members', members: [value.member] };
        case 'text':
          return { kind: 'text', texts: [value.value] };
        case 'set':
          return whole();
      }
      return whole();
    }
    case 'fact': {
      const fact = reader.fact(e.name);
      return fact && fact.type.kind !== 'list' ? rangeOfType(fact.type, fact.bounds, reader) : whole();
    }
    case 'field': {
      const list = reader.fact(e.list);
      const field = list?.type.kind === 'list' ? list.type.fields.find((f) => f.name === e.field) : undefined;
      return field ? rangeOfType(field.type, field.interval, reader) : whole();
    }
    case 'let': {
      const key = `${e.clause ?? ''}.${e.name}`;
      let lets = reader.lets.get(guards);
      if (!lets) {
        lets = new Map();
        reader.lets.set(guards, lets);
      }
      const known = lets.get(key);
      if (known) return known;
      const declared = depth < MAX_DEPTH ? reader.let(e.name, e.clause) : undefined;
      if (!declared) return whole();
      lets.set(key, whole());
      const range = rangeOf(declared.value, reader, guards, depth + 1);
      lets.set(key, range);
      return range;
    }
    case 'clause':
    case 'paid':
    case 'this':
      return NOT_NEGATIVE;
    case 'negate':
      return negate(number(e.operand));
    case 'add':
      return add(number(e.left), number(e.right));
    case 'subtract':
      return add(number(e.left), negate(number(e.right)));
    case 'multiply':
      return multiply(number(e.left), number(e.right));
    case 'divide':
      return divide(number(e.left), number(e.right));
    case 'if':
      return either(at(e.then), at(e.else));
    case 'table': {
      const values = [...e.rows.map((row) => row.value), ...(e.otherwise ? [e.otherwise] : [])];
      return values.length > 0 ? values.map(at).reduce(either) : whole();
    }
    case 'marginal':
      return e.rows.every((row) => (number(row.rate).lower?.value.sign ?? -1) >= 0) ? NOT_NEGATIVE : ANY_NUMBER;
    case 'select':
      return rangeOfSelect(e, number, reader);
    case 'call':
      return rangeOfCall(e.fn, e.args, number);
    case 'shift':
    case 'as_of':
      return WHOLE;
    case 'not':
    case 'and':
    case 'or':
    case 'compare':
    case 'interval':
    case 'has':
    case 'in':
    case 'broken':
      return whole();
    default: {
      const never: never = e;
      return never;
    }
  }
}

function rangeOfSelect(e: Expression & { readonly op: 'select' }, number: (x: Expression) => NumberRange, reader: Reader): NumberRange {
  const list = e.each === undefined ? undefined : reader.fact(e.each)?.type;
  const most = list?.kind === 'list' ? list.max : undefined;
  const none = point(Exact.zero);
  if (e.entries.length === 0) return none;
  if (e.select === 'sum') {
    const terms = e.entries.map(({ value, condition }) => {
      const r = number(value);
      return e.each !== undefined ? times(r, most) : condition ? union(r, none) : r;
    });
    return terms.reduce(add);
  }
  const always = e.each === undefined && e.entries.some((entry) => !entry.condition);
  const values = e.entries.map((entry) => number(entry.value));
  return (always ? values : [...values, none]).reduce(union);
}

/** Over two dates, the range of a measure that grows with the second and falls with the first. */
function span(from: NumberRange, to: NumberRange, measure: (from: number, to: number) => number, step: number): NumberRange {
  const day = (e: End | undefined) => e && Number(e.value.toInteger('down'));
  const end = (a: number | undefined, b: number | undefined) =>
    a === undefined || b === undefined ? undefined : { value: Exact.of(measure(a, b) * step), inclusive: true };
  return range(end(day(from.upper), day(to.lower)), end(day(from.lower), day(to.upper)), Exact.of(step));
}

function rangeOfCall(fn: string, args: readonly Expression[], number: (x: Expression) => NumberRange): NumberRange {
  const [first = ANY_NUMBER, second = ANY_NUMBER] = args.map(number);
  switch (fn) {
    case 'min':
      return args.map(number).reduce(min, args[0] ? number(args[0]) : ANY_NUMBER);
    case 'max':
      return args.map(number).reduce(max, args[0] ? number(args[0]) : ANY_NUMBER);
    case 'abs':
      return abs(first);
    case 'round':
    case 'round_up':
    case 'round_down': {
      const step = pointOfNumbers(second);
      if (!step || step.sign <= 0) return ANY_NUMBER;
      const mode = fn === 'round' ? 'half' : fn === 'round_up' ? 'up' : 'down';
      const rounded = (end: End | undefined) => end && { value: end.value.roundTo(step, mode), inclusive: true };
      return range(rounded(first.lower), rounded(first.upper), step);
    }
    case 'days':
      return span(first, second, (from, to) => to - from, 1);
    case 'months':
      return span(first, second, monthsBetween, 1);
    case 'years':
      return span(first, second, (from, to) => Math.floor(monthsBetween(from, to) / 12), 12);
    case 'year': {
      const year = (end: End | undefined) => end && { value: Exact.of(civil(Number(end.value.toInteger('down'))).year), inclusive: true };
      return range(year(first.lower), year(first.upper), ONE);
    }
    case 'month':
      return between(1, 12);
    case 'day':
      return between(1, 31);
    default:
      return ANY_NUMBER;
  }
}

/** Reads from a program, telling `seen` what it read. */
export function readerOf(program: Program, units: (name: string) => Exact | undefined, seen?: (key: string) => void): Reader {
  return {
    fact(name) {
      const fact = program.facts.get(name);
      seen?.(`fact ${name}`);
      return fact;
    },
    let(name, clause) {
      const declared = clause === undefined ? program.lets.get(name) : program.clauses.get(clause)?.lets.get(name);
      if (clause === undefined) seen?.(`let ${name}`);
      return declared;
    },
    unitFactor: units,
    lets: new WeakMap(),
  };
}
