/** From sums that were paid in windows of time to payments on days: what an example can say of a history. */
import type { Exact } from '../../exact';
import { addMonths, civil, dayOf } from '../../program/dates';
import type { Payment } from '../../program/program';
import { simplestDay } from './simplest';

/** A window that ends the day before `as_of`. */
export type Bucket =
  /** The calendar year of `as_of`. */
  | { readonly kind: 'per year' }
  /** After `as_of` less this many months or days. */
  | { readonly kind: 'within'; readonly length: number; readonly by: 'month' | 'day' }
  | { readonly kind: 'ever' };

/** What was paid for the clause inside the bucket, and inside no smaller one. */
export interface PaidBefore {
  readonly clause: string;
  readonly bucket: Bucket;
  /** In base units of the clause's currency. */
  readonly amount: Exact;
}

/** First day of the window; undefined for `ever`. May be `as_of` itself: then the window is empty. */
export function firstDayOf(bucket: Bucket, asOf: number): number | undefined {
  switch (bucket.kind) {
    case 'per year':
      return dayOf(civil(asOf).year, 1, 1);
    case 'within':
      return (bucket.by === 'day' ? asOf - bucket.length : addMonths(asOf, -bucket.length)) + 1;
    case 'ever':
      return undefined;
    default:
      return bucket satisfies never;
  }
}

/**
 * The days of the bucket that lie in none of the others that are smaller: all windows end together, so the smaller begins later. Both ends
 * belong to it; no first day: as early as one likes. Undefined where no day is left.
 */
export function daysOf(
  bucket: Bucket,
  asOf: number,
  buckets: readonly Bucket[],
): { readonly from?: number; readonly to: number } | undefined {
  const from = firstDayOf(bucket, asOf);
  let to = asOf - 1;
  for (const other of buckets) {
    const start = firstDayOf(other, asOf);
    if (start !== undefined && (from === undefined || start > from)) to = Math.min(to, start - 1);
  }
  if (from !== undefined && from > to) return undefined;
  return { ...(from !== undefined && { from }), to };
}

/**
 * A payment for each sum above zero, on the plainest day of its bucket: the latest first of January, else first of a month, else day. The
 * earliest first.
 * @param asOf days since 1970-01-01
 * @param buckets every window that anything of the program looks back through
 * @returns undefined where a sum's bucket has no day
 */
export function paymentsOf(asOf: number, buckets: readonly Bucket[], paid: readonly PaidBefore[]): readonly Payment[] | undefined {
  const payments: Payment[] = [];
  for (const { clause, bucket, amount } of paid) {
    if (amount.isZero) continue;
    const days = daysOf(bucket, asOf, buckets);
    if (!days) return undefined;
    const lower = days.from === undefined ? undefined : { value: days.from, strict: false };
    const day = simplestDay(lower, { value: days.to, strict: false }, asOf) ?? days.to;
    payments.push({ clause, amount, day });
  }
  return payments.sort((a, b) => a.day - b.day);
}
