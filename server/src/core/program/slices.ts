/** The two readings of a table of rates over a number: each slice at its own rate, or the whole at the rate that is reached. */
import { Exact } from '../exact';
import type { Expression, Interval, Row } from './program';

export type Table = Expression & { readonly op: 'table' };
export type Marginal = Expression & { readonly op: 'marginal' };

function constantZero({ type, place }: Expression): Expression {
  return { op: 'constant', type, place, value: { kind: 'number', value: Exact.zero } };
}

/** As lowering makes it of the same rows. */
export function marginalOf(table: Table, subject: Expression, { type, place }: Expression): Marginal {
  const zero: Expression = { ...constantZero(subject), place };
  const rows = table.rows.flatMap((row, n) => {
    const pattern = row.columns[0]?.[0];
    if (pattern?.kind !== 'interval') return [];
    const { interval } = pattern;
    const lower = interval.lower ?? (n === 0 ? { value: zero, inclusive: true } : undefined);
    return [{ interval: { ...interval, ...(lower ? { lower } : {}) }, rate: row.value, place: row.place }];
  });
  return { op: 'marginal', subject, rows, type, place };
}

/** The rate that is reached; 0 where no row is. Of two rows that both hold their common end the lower one keeps it. */
export function wholeOf(marginal: Marginal): Table | undefined {
  const rate = marginal.rows[0]?.rate;
  if (!rate) return undefined;
  const rows = marginal.rows.map(({ interval, rate: value, place }, n): Row => {
    const upper = marginal.rows[n - 1]?.interval.upper;
    const { lower } = interval;
    const own: Interval =
      upper && lower && upper.inclusive === lower.inclusive ? { ...interval, lower: { ...lower, inclusive: !upper.inclusive } } : interval;
    return { columns: [[{ kind: 'interval', interval: own }]], value, place };
  });
  return { op: 'table', subjects: [marginal.subject], rows, otherwise: constantZero(rate), type: rate.type, place: marginal.place };
}

const isPlain = (e: Expression): boolean => e.type.kind === 'number' && e.type.dimension === '';

/** A table of plain rates over a plain number, each row one slice: it can be read as marginal. */
export function isSliced(e: Expression): e is Table {
  if (e.op !== 'table' || e.rows.length === 0 || e.subjects.length !== 1) return false;
  const [subject] = e.subjects;
  if (!subject || !isPlain(subject) || !isPlain(e)) return false;
  const { otherwise } = e;
  if (otherwise && !(otherwise.op === 'constant' && otherwise.value.kind === 'number' && otherwise.value.value.isZero)) return false;
  return e.rows.every(({ columns: [column] }, n) => {
    const pattern = column?.length === 1 ? column[0] : undefined;
    return pattern?.kind === 'interval' && (n === 0 || pattern.interval.lower !== undefined);
  });
}

/** The other reading; undefined where there is none. A marginal table over a quantity is read as the rate times the whole of it. */
export function otherSlices(e: Expression): Expression | undefined {
  if (isSliced(e)) {
    const [subject] = e.subjects;
    return subject && marginalOf(e, subject, e);
  }
  if (e.op !== 'marginal') return undefined;
  const whole = wholeOf(e);
  if (!whole || (isPlain(e.subject) && isPlain(whole))) return whole;
  return { op: 'multiply', left: whole, right: e.subject, type: e.type, place: e.place };
}
