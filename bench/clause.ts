/**
 * Why: one clause that every engine can state, so that their speeds and their answers can be set side by side: a research award in steps of
 * growth. What is right is worked out here in whole cents, without any of the engines.
 */
import { random } from './generate';

/** In cents, so that every applicant is exact. */
export interface Applicant {
  readonly before: bigint;
  readonly spent: bigint;
}

export const SOURCE = `policy "Bench" {
  effective 2025-01-01 to 2027-12-31
  currency EUR
}
fact spent  "Spending, this year": money from 0 EUR
fact before "Spending, last year": money over 0 EUR
let growth "Growth" = (spent - before) / before
clause tiered "In steps" {
  when growth over 10% "growth must exceed 10%"
  award by growth { over 10% to 15%: 5%, over 15% to 20%: 10%, over 20%: 15% } of before
  cap 3000000 EUR
}
`;

/** What the clause pays, in hundredths of a cent: rates are whole per cents of whole cents. */
export function right({ before, spent }: Applicant): bigint {
  const over = (percent: bigint) => (spent - before) * 100n > before * percent;
  const rate = over(20n) ? 15n : over(15n) ? 10n : over(10n) ? 5n : 0n;
  const award = rate * before;
  const cap = 3_000_000n * 100n * 100n;
  return award < cap ? award : cap;
}

/** A figure that an engine gives in euros as a double; correct to a thousandth of a cent counts as right. */
export function agrees(euros: number, applicant: Applicant): boolean {
  return Math.abs(euros * 1e4 - Number(right(applicant))) < 0.1;
}

/** Applicants anywhere. */
export function anywhere(count: number, seed = 7): Applicant[] {
  const next = random(seed);
  return Array.from({ length: count }, () => {
    const before = BigInt(1 + Math.floor(next() * 500_000_000));
    return { before, spent: (before * BigInt(80 + Math.floor(next() * 60))) / 100n + BigInt(Math.floor(next() * 100)) };
  });
}

/** Applicants that stand exactly on a threshold: 10, 15 or 20 per cent growth, in whole cents. */
export function onThresholds(count: number, seed = 11): Applicant[] {
  const next = random(seed);
  return Array.from({ length: count }, () => {
    const before = BigInt(1 + Math.floor(next() * 500_000)) * 100n;
    const percent = [110n, 115n, 120n][Math.floor(next() * 3)] ?? 110n;
    return { before, spent: (before * percent) / 100n };
  });
}

export const euros = (cents: bigint): number => Number(cents) / 100;
