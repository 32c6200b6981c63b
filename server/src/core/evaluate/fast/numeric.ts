/** Numeric operations of the batch evaluator as closures over the {@link Frame}; scales are fixed at compile time. */
import { addFractions, compareFractions, type Frame, MAX, multiplyFractions, product, roundQuotient, sum } from './frame';

/** A compiled numeric expression: an integer at `scale` (value × 10^scale), or the numerator of a fraction whose denominator is left in `x.den`. */
export interface Num {
  readonly scale: number;
  readonly fraction: boolean;
  readonly get: (x: Frame) => number;
  /** Set where the value never changes. */
  readonly constant?: number;
}

/** Scales above this could not hold an amount of ordinary size; the program is then left to the exact evaluator. */
export const MAX_SCALE = 12;

/** Thrown while compiling: the construct is left to the exact evaluator. */
export class NotCompiled extends Error {}

export function constant(value: number, scale: number): Num {
  if (!Number.isSafeInteger(value) || scale > MAX_SCALE) throw new NotCompiled('a number of too many digits');
  return { scale, fraction: false, get: () => value, constant: value };
}

const power = (e: number): number => 10 ** e;

/** The same value at a larger scale. */
export function rescale(a: Num, scale: number): Num {
  if (scale === a.scale) return a;
  if (scale < a.scale || scale > MAX_SCALE) throw new NotCompiled('a number of too many decimal places');
  const k = power(scale - a.scale);
  if (a.constant !== undefined) return constant(a.constant * k, scale);
  const get = a.get;
  return { scale, fraction: a.fraction, get: (x) => product(x, get(x), k) };
}

function aligned(a: Num, b: Num): [Num, Num] {
  const scale = Math.max(a.scale, b.scale);
  return [rescale(a, scale), rescale(b, scale)];
}

export function add(left: Num, right: Num, sign: 1 | -1): Num {
  const [a, b] = aligned(left, right);
  const ga = a.get;
  const gb = b.get;
  if (!a.fraction && !b.fraction) {
    return { scale: a.scale, fraction: false, get: sign === 1 ? (x) => sum(x, ga(x), gb(x)) : (x) => sum(x, ga(x), -gb(x)) };
  }
  return {
    scale: a.scale,
    fraction: true,
    get: (x) => {
      const n = ga(x);
      const d = a.fraction ? x.den : 1;
      const m = gb(x);
      return addFractions(x, n, d, sign * m, b.fraction ? x.den : 1);
    },
  };
}

export function multiply(a: Num, b: Num): Num {
  const scale = a.scale + b.scale;
  if (scale > MAX_SCALE) throw new NotCompiled('a product of too many decimal places');
  const ga = a.get;
  const gb = b.get;
  if (!a.fraction && !b.fraction) return { scale, fraction: false, get: (x) => product(x, ga(x), gb(x)) };
  return {
    scale,
    fraction: true,
    get: (x) => {
      const n = ga(x);
      const d = a.fraction ? x.den : 1;
      const m = gb(x);
      return multiplyFractions(x, n, d, m, b.fraction ? x.den : 1);
    },
  };
}

export function divide(left: Num, right: Num): Num {
  const [a, b] = aligned(left, right);
  const ga = a.get;
  const gb = b.get;
  return {
    scale: 0,
    fraction: true,
    get: (x) => {
      const n = ga(x);
      const d = a.fraction ? x.den : 1;
      const m = gb(x);
      const e = b.fraction ? x.den : 1;
      if (m === 0) {
        x.bail = true;
        x.den = 1;
        return 0;
      }
      return m < 0 ? multiplyFractions(x, -n, d, e, -m) : multiplyFractions(x, n, d, e, m);
    },
  };
}

export function negate(a: Num): Num {
  const ga = a.get;
  return { scale: a.scale, fraction: a.fraction, get: (x) => -ga(x) };
}

export function absolute(a: Num): Num {
  const ga = a.get;
  return { scale: a.scale, fraction: a.fraction, get: (x) => Math.abs(ga(x)) };
}

/** Sign of a - b. */
export function comparison(left: Num, right: Num): (x: Frame) => number {
  const [a, b] = aligned(left, right);
  const ga = a.get;
  const gb = b.get;
  if (!a.fraction && !b.fraction) {
    if (b.constant !== undefined) {
      const c = b.constant;
      return (x) => ga(x) - c;
    }
    return (x) => ga(x) - gb(x);
  }
  return (x) => {
    const n = ga(x);
    const d = a.fraction ? x.den : 1;
    const m = gb(x);
    return compareFractions(x, n, d, m, b.fraction ? x.den : 1);
  };
}

/** The larger (sign 1) or smaller (sign -1). */
export function extreme(left: Num, right: Num, sign: 1 | -1): Num {
  const [a, b] = aligned(left, right);
  const ga = a.get;
  const gb = b.get;
  if (!a.fraction && !b.fraction)
    return { scale: a.scale, fraction: false, get: sign === 1 ? (x) => Math.max(ga(x), gb(x)) : (x) => Math.min(ga(x), gb(x)) };
  return {
    scale: a.scale,
    fraction: true,
    get: (x) => {
      const n = ga(x);
      const d = a.fraction ? x.den : 1;
      const m = gb(x);
      const e = b.fraction ? x.den : 1;
      const takeSecond = compareFractions(x, n, d, m, e) * sign < 0;
      x.den = takeSecond ? e : d;
      return takeSecond ? m : n;
    },
  };
}

/** To a multiple of `step`, which must be positive. */
export function round(value: Num, step: Num, mode: 'down' | 'up' | 'half'): Num {
  const [a, b] = aligned(value, step);
  if (b.fraction) throw new NotCompiled('a rounding step that is a quotient');
  const ga = a.get;
  const gb = b.get;
  return {
    scale: a.scale,
    fraction: false,
    get: (x) => {
      const n = ga(x);
      const d = a.fraction ? x.den : 1;
      const q = gb(x);
      const m = d * q;
      if (!(q > 0) || m > MAX) {
        x.bail = true;
        return 0;
      }
      return product(x, roundQuotient(n, m, mode), q);
    },
  };
}

/** Any of several alternatives, chosen at run time, brought to one scale: `pick` returns the index; -1 gives 0. */
export function choice(values: readonly Num[], pick: (x: Frame) => number): Num {
  const scale = values.reduce((s, v) => Math.max(s, v.scale), 0);
  const fraction = values.some((v) => v.fraction);
  const all = values.map((v) => rescale(v, scale));
  if (!fraction) {
    const gets = all.map((v) => v.get);
    return {
      scale,
      fraction,
      get: (x) => {
        // No such alternative: none was chosen, or the applicant is handed on anyway.
        const get = gets[pick(x)];
        return get ? get(x) : 0;
      },
    };
  }
  return {
    scale,
    fraction,
    get: (x) => {
      const i = pick(x);
      const v = all[i];
      if (v === undefined) {
        x.den = 1;
        return 0;
      }
      const n = v.get(x);
      if (!v.fraction) x.den = 1;
      return n;
    },
  };
}
