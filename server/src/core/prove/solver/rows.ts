/** Rows of the simplex. Their numbers are whole and share no divisor, so that they stay on safe integers nearly always. */
import { add, div, mul, neg, numerator, type Rational, ratio, sign } from '../rational';

/** scale × basic = Σ coefficients × columns. */
export interface Row {
  basic: number;
  /** Above zero. */
  scale: Rational;
  readonly columns: number[];
  /** Never zero. */
  readonly coefficients: Rational[];
}

/** The row comes to express `c`, one of its columns. */
export function solveFor(row: Row, c: number): void {
  const { columns, coefficients, scale } = row;
  const i = columns.indexOf(c);
  const k = coefficients[i] as Rational;
  const positive = sign(k) > 0;
  if (positive) for (let j = 0; j < coefficients.length; j++) coefficients[j] = neg(coefficients[j] as Rational);
  columns[i] = row.basic;
  coefficients[i] = positive ? scale : neg(scale);
  row.scale = positive ? k : neg(k);
  row.basic = c;
}

/** Replaces the basic column of `by` in a row. @param added is told of columns that the row did not have */
export function substitute(row: Row, by: Row, added: (column: number) => void): void {
  const { columns, coefficients } = row;
  const at = columns.indexOf(by.basic);
  if (at < 0) return;
  const k = coefficients[at] as Rational;
  const g = gcdOf(k, by.scale);
  const own = quotient(by.scale, g);
  const theirs = quotient(k, g);
  drop(row, at);
  if (own !== 1) {
    row.scale = mul(row.scale, own);
    for (let i = 0; i < coefficients.length; i++) coefficients[i] = mul(coefficients[i] as Rational, own);
  }
  for (let j = 0; j < by.columns.length; j++) {
    const c = by.columns[j] as number;
    const more = theirs === 1 ? (by.coefficients[j] as Rational) : mul(theirs, by.coefficients[j] as Rational);
    const i = columns.indexOf(c);
    if (i < 0) {
      columns.push(c);
      coefficients.push(more);
      added(c);
      continue;
    }
    const sum = add(coefficients[i] as Rational, more);
    if (sum === 0) drop(row, i);
    else coefficients[i] = sum;
  }
  reduce(row);
}

function drop(row: Row, i: number): void {
  const [c, k] = [row.columns.pop() as number, row.coefficients.pop() as Rational];
  if (i === row.columns.length) return;
  row.columns[i] = c;
  row.coefficients[i] = k;
}

/** Divides the row by what all its numbers share. */
function reduce(row: Row): void {
  const { coefficients } = row;
  let g = row.scale;
  for (let i = 0; i < coefficients.length && g !== 1; i++) g = gcdOf(g, coefficients[i] as Rational);
  if (g === 1) return;
  row.scale = quotient(row.scale, g);
  for (let i = 0; i < coefficients.length; i++) coefficients[i] = quotient(coefficients[i] as Rational, g);
}

/** The greatest common divisor of whole numbers. */
export function gcdOf(a: Rational, b: Rational): Rational {
  if (typeof a === 'number' && typeof b === 'number') {
    let [x, y] = [Math.abs(a), Math.abs(b)];
    while (y !== 0) [x, y] = [y, x % y];
    return x;
  }
  let [x, y] = [numerator(a), numerator(b)];
  while (y !== 0n) [x, y] = [y, x % y];
  return ratio(x < 0n ? -x : x, 1n);
}

export function quotient(a: Rational, b: Rational): Rational {
  return b === 1 ? a : div(a, b);
}
