/**
 * Dates as terms. A date is a number of days, or a month and a day of it; programs that reckon in months use the second form, in which months
 * and years between dates are linear. The years 1901 to 2099 are covered: in them every fourth year is a leap year, so that 48 months are 1461 days.
 */
import { civil, dayOf } from '../../program/dates';
import type { Numbers } from '../numeric';
import type { Bool, Num } from '../terms';
import { Unsupported } from './symbolic';

/** At least one of the two forms. `month` is 12 × year + month − 1; `day` counts from 1; `days` from 1970-01-01. */
export interface DateTerm {
  readonly days?: Num;
  readonly month?: Num;
  readonly day?: Num;
}

export const FIRST_YEAR = 1901;
export const LAST_YEAR = 2099;
export const FIRST_DAY = dayOf(FIRST_YEAR, 1, 1);
export const LAST_DAY = dayOf(LAST_YEAR, 12, 31);
const EPOCH = FIRST_YEAR * 12;
const CYCLE = 48;
const CYCLE_DAYS = 1461;

/** Day on which the nth month of a cycle begins, from the cycle's first. */
const starts = Array.from({ length: CYCLE + 1 }, (_, n) => dayOf(FIRST_YEAR + Math.floor(n / 12), (n % 12) + 1, 1) - FIRST_DAY);

export function monthOf(day: number): { readonly month: number; readonly day: number } {
  const c = civil(day);
  return { month: c.year * 12 + c.month - 1, day: c.day };
}

export class Calendar {
  constructor(private readonly numbers: Numbers) {}

  constant(day: number): DateTerm {
    const c = monthOf(day);
    const n = this.numbers;
    return { days: n.constant(day), month: n.constant(c.month), day: n.constant(c.day) };
  }

  /** A table over whole numbers from 0, as a tree of cases. */
  private table(subject: Num, values: readonly number[], from = 0, to = values.length - 1): Num {
    const n = this.numbers;
    if (values.slice(from, to + 1).every((v) => v === values[from])) return n.constant(values[from] ?? 0);
    const middle = (from + to) >> 1;
    return n.cases(
      n.compare('<=', subject, n.constant(middle)),
      this.table(subject, values, from, middle),
      this.table(subject, values, middle + 1, to),
    );
  }

  private inCycle(month: Num): { readonly cycle: Num; readonly rest: Num } {
    const n = this.numbers;
    const since = n.subtract(month, n.constant(EPOCH));
    const cycle = n.floor(n.scale(since, { n: 1n, d: BigInt(CYCLE) }));
    return { cycle, rest: n.subtract(since, n.scale(cycle, CYCLE)) };
  }

  /** How many days the month has. */
  length(month: Num): Num {
    const { rest } = this.inCycle(month);
    return this.table(
      rest,
      starts.slice(1).map((s, i) => s - (starts[i] ?? 0)),
    );
  }

  /** Days since 1970-01-01. */
  days(d: DateTerm): Num {
    if (d.days) return d.days;
    if (!d.month || !d.day) throw new Unsupported('a date of neither form');
    const n = this.numbers;
    const { cycle, rest } = this.inCycle(d.month);
    const start = n.add(n.scale(cycle, CYCLE_DAYS), this.table(rest, starts.slice(0, CYCLE)));
    return n.add(n.add(start, d.day), n.constant(FIRST_DAY - 1));
  }

  private months(d: DateTerm): { readonly month: Num; readonly day: Num } {
    if (d.month && d.day) return { month: d.month, day: d.day };
    throw new Unsupported('the month of a date that is reckoned in days');
  }

  compare(relation: '=' | '!=' | '<' | '<=' | '>' | '>=', a: DateTerm, b: DateTerm): Bool {
    const n = this.numbers;
    const { terms } = n;
    if (a.days && b.days) return n.compare(relation, a.days, b.days);
    if (!(a.month && a.day && b.month && b.day)) return n.compare(relation, this.days(a), this.days(b));
    switch (relation) {
      case '=':
        return terms.and(n.compare('=', a.month, b.month), n.compare('=', a.day, b.day));
      case '!=':
        return terms.not(this.compare('=', a, b));
      case '>':
        return this.compare('<', b, a);
      case '>=':
        return this.compare('<=', b, a);
      case '<':
      case '<=':
        return terms.or(n.compare('<', a.month, b.month), terms.and(n.compare('=', a.month, b.month), n.compare(relation, a.day, b.day)));
      default:
        return relation satisfies never;
    }
  }

  /** Completed months; source: language.md, Functions. */
  monthsBetween(from: DateTerm, to: DateTerm): Num {
    const n = this.numbers;
    const { terms } = n;
    const [a, b] = [this.months(from), this.months(to)];
    // The day is not reached yet, and it is not the month's last, to which a missing day falls.
    const late = terms.and(
      n.compare('>', a.day, b.day),
      terms.or(n.compare('<', b.day, n.constant(28)), n.compare('<', b.day, this.length(b.month))),
    );
    const whole = n.subtract(b.month, a.month);
    return n.cases(late, n.subtract(whole, n.constant(1)), whole);
  }
  yearsBetween(from: DateTerm, to: DateTerm): Num {
    return this.numbers.floor(this.numbers.scale(this.monthsBetween(from, to), { n: 1n, d: 12n }));
  }

  shiftMonths(d: DateTerm, by: Num): DateTerm {
    const n = this.numbers;
    const { month, day } = this.months(d);
    const to = n.add(month, by);
    const short = n.compare('>', day, n.constant(28));
    return { month: to, day: n.cases(short, n.min(day, this.length(to)), day) };
  }
  shiftDays(d: DateTerm, by: Num): DateTerm {
    return { days: this.numbers.add(this.days(d), by) };
  }

  year(d: DateTerm): Num {
    return this.numbers.floor(this.numbers.scale(this.months(d).month, { n: 1n, d: 12n }));
  }
  month(d: DateTerm): Num {
    const n = this.numbers;
    return n.add(n.subtract(this.months(d).month, n.scale(this.year(d), 12)), n.constant(1));
  }
  day(d: DateTerm): Num {
    return this.months(d).day;
  }
}
