/** Arithmetic on values: exact on what is known, on ranges for what is not. */
import { Exact, type RoundMode } from '../exact';
import type { Constant, Place } from '../program/program';
import * as ranges from './ranges';
import { failure, guarded, numberValue, strict } from './value';
import type { Range, Value } from './values';

export type Operation = 'add' | 'subtract' | 'multiply' | 'divide';

function exact(c: Constant | undefined): Exact {
  if (c?.kind === 'number') return c.value;
  if (c?.kind === 'date') return Exact.of(c.day);
  return Exact.zero;
}
function apply(op: Operation, a: Exact, b: Exact): Exact {
  switch (op) {
    case 'add':
      return a.plus(b);
    case 'subtract':
      return a.minus(b);
    case 'multiply':
      return a.times(b);
    case 'divide':
      return a.div(b);
    default:
      return op satisfies never;
  }
}
const rangeOperations: Readonly<Record<Operation, (a: Range, b: Range) => Range>> = {
  add: ranges.add,
  subtract: ranges.subtract,
  multiply: ranges.multiply,
  divide: ranges.divide,
};

export function arithmetic(op: Operation, a: Value, b: Value, place: Place): Value {
  if (a.state === 'known' && b.state === 'known' && !a.range && !b.range && a.value.kind === 'number' && b.value.kind === 'number') {
    const [x, y] = [a.value.value, b.value.value];
    return guarded(place, () => numberValue(apply(op, x, y)));
  }
  // Zero times a number is zero, whatever the number: its range holds one value only.
  return strict(
    [a, b],
    place,
    'number',
    ([x, y]) => numberValue(apply(op, exact(x), exact(y))),
    ([x, y]) => rangeOperations[op](x ?? ranges.ANY, y ?? ranges.ANY),
  );
}

export function add(a: Value, b: Value, place: Place): Value {
  return arithmetic('add', a, b, place);
}
/** The sum of any number of values, at once: pairwise sums would join the needed facts again at every step. */
export function sum(values: readonly Value[], place: Place): Value {
  const [first, second] = values;
  if (!first) return numberValue(Exact.zero);
  if (values.length <= 2) return second ? add(first, second, place) : first;
  return strict(
    values,
    place,
    'number',
    (all) => numberValue(all.reduce((total, c) => total.plus(exact(c)), Exact.zero)),
    (all) => all.reduce((total, r) => ranges.add(total, r)),
  );
}
export function subtract(a: Value, b: Value, place: Place): Value {
  return arithmetic('subtract', a, b, place);
}

export function negate(a: Value, place: Place): Value {
  return strict(
    [a],
    place,
    'number',
    ([x]) => numberValue(exact(x).negated()),
    ([x]) => ranges.negate(x ?? ranges.ANY),
  );
}

export function abs(a: Value, place: Place): Value {
  return strict(
    [a],
    place,
    'number',
    ([x]) => numberValue(exact(x).abs()),
    ([x]) => ranges.abs(x ?? ranges.ANY),
  );
}

/** Least (`min`) or greatest (`max`) of one value or more; dates too. */
export function extreme(which: 'min' | 'max', values: readonly Value[], place: Place, kind: 'number' | 'date' = 'number'): Value {
  const pick = which === 'min' ? Exact.min : Exact.max;
  const pickRange = which === 'min' ? ranges.min : ranges.max;
  return strict(
    values,
    place,
    kind,
    (cs) => {
      const best = cs.map(exact).reduce((x, y) => pick(x, y));
      return kind === 'date' ? { state: 'known', value: { kind: 'date', day: best.toNumber() } } : numberValue(best);
    },
    (rs) => rs.reduce((x, y) => pickRange(x, y)),
  );
}
export function min(a: Value, b: Value, place: Place): Value {
  return extreme('min', [a, b], place);
}
export function max(a: Value, b: Value, place: Place): Value {
  return extreme('max', [a, b], place);
}

/** To a multiple of `step`; a step that is not above zero is an error at `stepPlace`. */
export function round(a: Value, step: Value, mode: RoundMode, place: Place, stepPlace: Place): Value {
  return strict(
    [a, step],
    place,
    'number',
    ([x, q]) =>
      exact(q).sign > 0 ? numberValue(exact(x).roundTo(exact(q), mode)) : failure('rounding-step', stepPlace, q ? { step: q } : {}),
    ([x, q]) => ranges.round(x ?? ranges.ANY, q ?? ranges.ANY, mode),
  );
}

/** A result that may be either, since the condition that chooses is not decided: `needs` are the condition's. */
export function either(a: Value, b: Value): Range {
  const range = (v: Value): Range =>
    v.state === 'known' ? (v.range ?? ranges.rangeOf(v.value)) : v.state === 'unknown' ? v.range : ranges.ANY;
  return ranges.hull(range(a), range(b));
}
