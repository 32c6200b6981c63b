/**
 * Payments made before, as terms. The windows that reach back from the date lie in each other, so what was paid is split into the parts between
 * their ends; where a window of the calendar year is asked for too, each part is split again at the first of January.
 */
import type { Exact } from '../../exact';
import { addMonths, civil, dayOf } from '../../program/dates';
import type { Expression, Payment, Program, Window } from '../../program/program';
import { visit } from '../../program/reads';

/** A window that reaches back from the date. */
export interface Reach {
  readonly key: string;
  readonly length?: { readonly n: number; readonly by: 'day' | 'month' };
  /** The first day of it, seen from a date. */
  from(asOf: number): number;
}

export interface Windows {
  /** The narrowest first; the last is `ever`. */
  readonly reaches: readonly Reach[];
  /** The calendar year is asked for too. */
  readonly perYear: boolean;
}

const ever: Reach = { key: 'ever', from: () => Number.NEGATIVE_INFINITY };

/** The length of a window in days or months; undefined where it is not written as a number. */
function lengthOf(e: Expression): number | undefined {
  return e.op === 'constant' && e.value.kind === 'number' && e.value.value.isInteger ? e.value.value.toNumber() : undefined;
}

export function reachOf(w: Window): Reach | undefined {
  if (w.kind === 'per year') return undefined;
  if (w.kind === 'ever') return ever;
  const n = lengthOf(w.length);
  if (n === undefined || n < 0) return undefined;
  const { by } = w;
  return {
    key: `${n} ${by}`,
    length: { n, by },
    from: (asOf) => (by === 'day' ? asOf - n : addMonths(asOf, -n)) + 1,
  };
}

export function windowOf(e: Expression | undefined): Window {
  if (!e) return { kind: 'ever' };
  return { kind: 'within', length: e, by: e.type.kind === 'number' && e.type.dimension === 'day' ? 'day' : 'month' };
}

/** Every window that the program looks back over. */
export function windowsOf(program: Program, expressions: readonly Expression[]): Windows {
  const all: Window[] = [{ kind: 'ever' }];
  for (const root of expressions)
    visit(root, (e) => {
      if (e.op === 'paid') all.push(windowOf(e.within));
    });
  for (const c of program.clauses.values()) for (const s of c.steps) if (s.kind === 'cap' && s.window) all.push(s.window);
  for (const l of program.limits) if (l.window) all.push(l.window);
  const reaches = new Map(
    all.flatMap((w) => {
      const reach = reachOf(w);
      return reach ? [[reach.key, reach] as const] : [];
    }),
  );
  const days = ({ length }: Reach): number => (length ? length.n * (length.by === 'day' ? 1 : 30.4) : Number.POSITIVE_INFINITY);
  return { reaches: [...reaches.values()].sort((a, b) => days(a) - days(b)), perYear: all.some((w) => w.kind === 'per year') };
}

export interface PartPaid {
  readonly clause: string;
  /** Number of the narrowest window that it lies in. */
  readonly reach: number;
  readonly thisYear: boolean | undefined;
  readonly amount: Exact;
}

/** A payment for each part, on a day that lies in it. Where there is none the day lies as near as it can. */
export function historyOf(parts: readonly PartPaid[], { reaches }: Windows, asOf: number): readonly Payment[] {
  const newYear = dayOf(civil(asOf).year, 1, 1);
  return parts.map(({ clause, reach, thisYear, amount }) => {
    const narrower = reaches[reach - 1];
    let last = narrower ? narrower.from(asOf) - 1 : asOf - 1;
    let first = reaches[reach]?.from(asOf) ?? last;
    if (thisYear === true) first = Math.max(first, newYear);
    if (thisYear === false) last = Math.min(last, newYear - 1);
    // The first of a month is easier to read than any other day.
    const nice = dayOf(civil(last).year, civil(last).month, 1);
    return { clause, amount, day: nice >= first ? nice : last };
  });
}
