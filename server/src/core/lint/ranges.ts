/**
 * Which values an expression can have, by interval arithmetic over the types and bounds of the facts that it reads; two uses of a fact
 * are independent. What a surrounding condition says of the very same expression narrows it. Wider than the truth, never narrower.
 */
import { Exact, ExactOverflow } from '../exact';
import type { Expression, Fact, Let, Program } from '../program/program';
import type { Bounds, ScalarType } from '../program/types';

export interface End {
  readonly value: Exact;
  readonly inclusive: boolean;
}

/** Numbers in base units; dates as days since 1970-01-01 with a step of 1. `step`: only its multiples are values. */
export interface NumberRange {
  readonly kind: 'number';
  readonly lower?: End;
  readonly upper?: End;
  readonly step?: Exact;
}

export type ValueRange =
  | NumberRange
  /** Members of a `one of`; of a boolean `yes` and `no`. */
  | { readonly kind: 'members'; readonly members: readonly string[] }
  /** Any subset of these members. */
  | { readonly kind: 'set'; readonly members: readonly string[] }
  | { readonly kind: 'text'; readonly texts?: readonly string[] }
  | { readonly kind: 'anything' };

const ANY_NUMBER: NumberRange = { kind: 'number' };
const NOT_NEGATIVE: NumberRange = { kind: 'number', lower: { value: Exact.zero, inclusive: true } };
const ONE = Exact.one;

/** What is read while ranges are worked out, so that a result can be kept while none of it changes. */
export interface Reader {
  fact(name: string): Fact | undefined;
  let(name: string, clause?: string): Let | undefined;
  unitFactor(unit: string): Exact | undefined;
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
  if (range.kind !== 'number' || !range.lower || !range.upper) return undefined;
  return range.lower.inclusive && range.upper.inclusive && range.lower.value.equals(range.upper.value) ? range.lower.value : undefined;
}

const point = (value: Exact): NumberRange => ({ kind: 'number', lower: { value, inclusive: true }, upper: { value, inclusive: true } });

function lowest(a: End | undefined, b: End | undefined, sign: 1 | -1): End | undefined {
  if (!a || !b) return undefined;
  const c = a.value.compare(b.value) * sign;
  if (c !== 0) return c < 0 ? a : b;
  return { value: a.value, inclusive: a.inclusive || b.inclusive };
}

/** The smallest range around both. */
function hull(a: ValueRange, b: ValueRange): ValueRange {
  if (a.kind === 'number' && b.kind === 'number') {
    const lower = lowest(a.lower, b.lower, 1);
    const upper = lowest(a.upper, b.upper, -1);
    const step = commonStep(a, b);
    return { kind: 'number', ...(lower && { lower }), ...(upper && { upper }), ...(step && { step }) };
  }
  if (a.kind === 'members' && b.kind === 'members') return { kind: 'members', members: [...new Set([...a.members, ...b.members])] };
  return a.kind === b.kind && a.kind === 'set' ? a : { kind: 'anything' };
}

function onGrid(value: Exact, step: Exact): boolean {
  return value.div(step).isInteger;
}

/** A step that both keep to: an equal one, or one's that the other's single value keeps to. */
function commonStep(a: NumberRange, b: NumberRange): Exact | undefined {
  if (a.step && b.step) return a.step.equals(b.step) ? a.step : undefined;
  const [stepped, other] = a.step ? [a, b] : [b, a];
  if (!stepped.step) return undefined;
  const value = pointOf(other);
  return value && onGrid(value, stepped.step) ? stepped.step : undefined;
}

export function intersect(a: ValueRange, b: ValueRange): ValueRange {
  if (a.kind === 'anything') return b;
  if (b.kind === 'anything') return a;
  if (a.kind === 'number' && b.kind === 'number') {
    const lower = tighter(a.lower, b.lower, 1);
    const upper = tighter(a.upper, b.upper, -1);
    const step = a.step ?? b.step;
    return { kind: 'number', ...(lower && { lower }), ...(upper && { upper }), ...(step && { step }) };
  }
  if (a.kind === 'members' && b.kind === 'members') return { kind: 'members', members: a.members.filter((m) => b.members.includes(m)) };
  if (a.kind === 'text' && b.kind === 'text') return a.texts ? a : b;
  return a;
}

function tighter(a: End | undefined, b: End | undefined, sign: 1 | -1): End | undefined {
  if (!a || !b) return a ?? b;
  const c = a.value.compare(b.value) * sign;
  if (c !== 0) return c > 0 ? a : b;
  return { value: a.value, inclusive: a.inclusive && b.inclusive };
}

function negate(r: NumberRange): NumberRange {
  return {
    kind: 'number',
    ...(r.upper && { lower: { ...r.upper, value: r.upper.value.negated() } }),
    ...(r.lower && { upper: { ...r.lower, value: r.lower.value.negated() } }),
    ...(r.step && { step: r.step }),
  };
}

function add(a: NumberRange, b: NumberRange): NumberRange {
  const sum = (x: End | undefined, y: End | undefined) =>
    x && y ? { value: x.value.plus(y.value), inclusive: x.inclusive && y.inclusive } : undefined;
  const lower = sum(a.lower, b.lower);
  const upper = sum(a.upper, b.upper);
  const step = commonStep(a, b);
  return { kind: 'number', ...(lower && { lower }), ...(upper && { upper }), ...(step && { step }) };
}

/** Signs only where an end is open: enough for the shares and multiples that policies have. */
function multiply(a: NumberRange, b: NumberRange): NumberRange {
  const scalar = pointOf(a) ?? pointOf(b);
  if (scalar) {
    const r = pointOf(a) ? b : a;
    if (scalar.isZero) return point(Exact.zero);
    const scaled: NumberRange = {
      kind: 'number',
      ...(r.lower && { lower: { ...r.lower, value: r.lower.value.times(scalar.abs()) } }),
      ...(r.upper && { upper: { ...r.upper, value: r.upper.value.times(scalar.abs()) } }),
      ...(r.step && { step: r.step.times(scalar.abs()) }),
    };
    return scalar.sign < 0 ? negate(scaled) : scaled;
  }
  if (a.lower && b.lower && a.lower.value.sign >= 0 && b.lower.value.sign >= 0) {
    const upper =
      a.upper && b.upper ? { value: a.upper.value.times(b.upper.value), inclusive: a.upper.inclusive && b.upper.inclusive } : undefined;
    const lower = { value: a.lower.value.times(b.lower.value), inclusive: a.lower.inclusive && b.lower.inclusive };
    // 0 (included) times what excludes its end still is 0.
    const zero = (x: NumberRange) => x.lower?.value.isZero && x.lower.inclusive;
    return { kind: 'number', lower: zero(a) || zero(b) ? { value: Exact.zero, inclusive: true } : lower, ...(upper && { upper }) };
  }
  return ANY_NUMBER;
}

function divide(a: NumberRange, b: NumberRange): NumberRange {
  const by = pointOf(b);
  if (by) return by.isZero ? ANY_NUMBER : multiply({ ...a, step: undefined } as NumberRange, point(ONE.div(by)));
  const positive = b.lower && b.lower.value.sign >= 0;
  if (positive && a.lower && a.lower.value.sign >= 0) {
    const zeroIn = a.lower.inclusive && a.lower.value.isZero;
    const lower =
      b.upper && !a.lower.value.isZero
        ? { value: a.lower.value.div(b.upper.value), inclusive: a.lower.inclusive && b.upper.inclusive }
        : { value: Exact.zero, inclusive: zeroIn };
    const upper =
      a.upper && b.lower && b.lower.value.sign > 0
        ? { value: a.upper.value.div(b.lower.value), inclusive: a.upper.inclusive && b.lower.inclusive }
        : undefined;
    return { kind: 'number', lower, ...(upper && { upper }) };
  }
  return ANY_NUMBER;
}

/** Its values are whole numbers of days, months, years. */
const WHOLE: NumberRange = { kind: 'number', step: ONE };
const between = (from: number, to: number): NumberRange => ({
  kind: 'number',
  lower: { value: Exact.of(from), inclusive: true },
  upper: { value: Exact.of(to), inclusive: true },
  step: ONE,
});

/** The range of `e` where `guards` hold. `busy` are the lets under way, against circles. */
export function rangeOf(e: Expression, reader: Reader, guards: Guards = NO_GUARDS, busy: ReadonlySet<string> = new Set()): ValueRange {
  let range: ValueRange;
  try {
    range = rangeUnguarded(e, reader, guards, busy);
  } catch (error) {
    if (!(error instanceof ExactOverflow)) throw error;
    range = rangeOfType(e.type, undefined, reader);
  }
  const key = guards.size > 0 ? keyOf(e) : undefined;
  const guard = key === undefined ? undefined : guards.get(key);
  return guard ? intersect(range, guard) : range;
}

function rangeUnguarded(e: Expression, reader: Reader, guards: Guards, busy: ReadonlySet<string>): ValueRange {
  const at = (x: Expression) => rangeOf(x, reader, guards, busy);
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
      const declared = busy.has(key) ? undefined : reader.let(e.name, e.clause);
      return declared ? rangeOf(declared.value, reader, guards, new Set([...busy, key])) : whole();
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
      return hull(at(e.then), at(e.else));
    case 'table': {
      const values = [...e.rows.map((row) => row.value), ...(e.otherwise ? [e.otherwise] : [])];
      return values.length > 0 ? values.map(at).reduce(hull) : whole();
    }
    case 'marginal':
      return e.rows.every((row) => (number(row.rate).lower?.value.sign ?? -1) >= 0) ? NOT_NEGATIVE : ANY_NUMBER;
    case 'select': {
      const values = e.entries.map((entry) => number(entry.value));
      if (e.select === 'sum') return values.every((v) => v.lower && v.lower.value.sign >= 0) ? NOT_NEGATIVE : ANY_NUMBER;
      const always = !e.each && e.entries.some((entry) => !entry.condition);
      return [...values, ...(always && values.length > 0 ? [] : [point(Exact.zero)])].reduce<ValueRange>(
        hull,
        values[0] ?? point(Exact.zero),
      );
    }
    case 'call':
      return rangeOfCall(e.fn, e.args, number, e);
    case 'shift':
      return { kind: 'number', step: ONE };
    case 'as_of':
      return { kind: 'number', step: ONE };
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

function rangeOfCall(fn: string, args: readonly Expression[], number: (x: Expression) => NumberRange, e: Expression): ValueRange {
  const first = args[0] ? number(args[0]) : ANY_NUMBER;
  switch (fn) {
    case 'min':
    case 'max': {
      if (args.length === 0) return ANY_NUMBER;
      const sign = fn === 'min' ? 1 : -1;
      return args.map(number).reduce((a, b) => {
        const [a1, b1] = sign === 1 ? [a, b] : [negate(a), negate(b)];
        const lower = lowest(a1.lower, b1.lower, 1);
        const upper = !a1.upper ? b1.upper : !b1.upper ? a1.upper : tighter(a1.upper, b1.upper, -1);
        const step = commonStep(a, b);
        const r: NumberRange = { kind: 'number', ...(lower && { lower }), ...(upper && { upper }), ...(step && { step }) };
        return sign === 1 ? r : negate(r);
      });
    }
    case 'abs':
      return first.lower && first.lower.value.sign >= 0 ? first : NOT_NEGATIVE;
    case 'round':
    case 'round_up':
    case 'round_down': {
      const step = args[1] ? pointOf(number(args[1])) : undefined;
      if (!step || step.sign <= 0) return ANY_NUMBER;
      const mode = fn === 'round' ? 'half' : fn === 'round_up' ? 'up' : 'down';
      const round = (end: End | undefined) => end && { value: end.value.roundTo(step, mode), inclusive: true };
      const lower = round(first.lower);
      const upper = round(first.upper);
      return { kind: 'number', ...(lower && { lower }), ...(upper && { upper }), step };
    }
    case 'days':
    case 'months':
      return WHOLE;
    case 'years':
      return e.type.kind === 'number' && e.type.dimension === 'month' ? { kind: 'number', step: Exact.of(12) } : WHOLE;
    case 'year':
      return WHOLE;
    case 'month':
      return between(1, 12);
    case 'day':
      return between(1, 31);
    default:
      return ANY_NUMBER;
  }
}

/** Reads from a program, telling `seen` what it read. */
export function readerOf(
  program: Program,
  units: (name: string) => Exact | undefined,
  seen?: (key: string, read: unknown) => void,
): Reader {
  return {
    fact(name) {
      const fact = program.facts.get(name);
      seen?.(`fact ${name}`, fact);
      return fact;
    },
    let(name, clause) {
      const declared = clause === undefined ? program.lets.get(name) : program.clauses.get(clause)?.lets.get(name);
      seen?.(`let ${clause ?? ''}.${name}`, declared);
      return declared;
    },
    unitFactor: units,
  };
}
