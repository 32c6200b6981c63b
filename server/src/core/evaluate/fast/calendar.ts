/** Civil dates as days since 1970-01-01, in plain numbers. Algorithms: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms". */

export interface DayParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export function dayParts(days: number): DayParts {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const doe = z - era * 146_097;
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365);
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  return { year: yoe + era * 400 + (month <= 2 ? 1 : 0), month, day: doy - Math.floor((153 * mp + 2) / 5) + 1 };
}

export function dayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yoe = y - era * 400;
  const doy = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const doe = yoe * 365 + Math.floor(yoe / 4) - Math.floor(yoe / 100) + doy;
  return era * 146_097 + doe - 719_468;
}

export function daysInMonth(year: number, month: number): number {
  return month === 2 ? (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The date n months later; a month's missing day is its last. */
export function addMonths(days: number, n: number): number {
  const { year, month, day } = dayParts(days);
  const m = year * 12 + month - 1 + n;
  const y = Math.floor(m / 12);
  const k = m - y * 12 + 1;
  return dayNumber(y, k, Math.min(day, daysInMonth(y, k)));
}

/** The largest n for which from + n months is not after to (negative if `to` is before `from`). */
export function monthsBetween(from: number, to: number): number {
  const a = dayParts(from);
  const b = dayParts(to);
  let n = (b.year - a.year) * 12 + b.month - a.month;
  while (addMonths(from, n) > to) n--;
  while (addMonths(from, n + 1) <= to) n++;
  return n;
}
