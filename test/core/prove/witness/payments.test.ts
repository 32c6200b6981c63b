/** Payments in windows: days worked out by hand on a calendar, and the evaluator asked whether each window holds what it should. */
import { describe, expect, it } from 'vitest';
import { isoDate } from '../../../../server/src/core/evaluate/display';
import { Exact } from '../../../../server/src/core/exact';
import { parseDay } from '../../../../server/src/core/program/dates';
import { type Bucket, daysOf, paymentsOf } from '../../../../server/src/core/prove/witness/payments';
import { numberOf, Replay } from '../../../../server/src/core/prove/witness/replay';
import { programOf } from '../../../support/program';
import { Random } from '../../../support/randomProgram';

const day = (iso: string): number => parseDay(iso) ?? Number.NaN;
const year: Bucket = { kind: 'per year' };
const ever: Bucket = { kind: 'ever' };
const months = (length: number): Bucket => ({ kind: 'within', length, by: 'month' });
const days = (length: number): Bucket => ({ kind: 'within', length, by: 'day' });
const n = (v: number): Exact => Exact.of(v);

describe('daysOf', () => {
  const shown = (bucket: Bucket, asOf: string, all: readonly Bucket[]): string => {
    const d = daysOf(bucket, day(asOf), all);
    return d ? `${d.from === undefined ? '' : isoDate(d.from)}..${isoDate(d.to)}` : 'none';
  };
  it('is what is left beside the smaller windows', () => {
    const all = [ever, year, months(36), days(90)];
    // 90 days before 2025-07-01 is 2025-04-02, which is no longer inside.
    expect(shown(days(90), '2025-07-01', all)).toBe('2025-04-03..2025-06-30');
    expect(shown(year, '2025-07-01', all)).toBe('2025-01-01..2025-04-02');
    expect(shown(months(36), '2025-07-01', all)).toBe('2022-07-02..2024-12-31');
    expect(shown(ever, '2025-07-01', all)).toBe('..2022-07-01');
  });
  it('knows that early in a year the year is smaller than 90 days', () => {
    const all = [year, days(90)];
    expect(shown(year, '2025-02-01', all)).toBe('2025-01-01..2025-01-31');
    // 90 days before 2025-02-01 is 2024-11-03.
    expect(shown(days(90), '2025-02-01', all)).toBe('2024-11-04..2024-12-31');
  });
  it('is nothing of a year on its first day, and the whole of two windows that are one', () => {
    expect(shown(year, '2025-01-01', [year, ever])).toBe('none');
    expect(shown(ever, '2025-01-01', [year, ever])).toBe('..2024-12-31');
    // After 2025-01-01, and after 2025-01-02: one day between. 365 days are the same window as twelve months.
    expect(shown(months(12), '2026-01-01', [months(12), days(364)])).toBe('2025-01-02..2025-01-02');
    expect(shown(months(12), '2026-01-01', [months(12), days(365)])).toBe('2025-01-02..2025-12-31');
  });
});

describe('paymentsOf', () => {
  it('chooses plain days', () => {
    const found = paymentsOf(
      day('2025-07-15'),
      [year, months(36), ever],
      [
        { clause: 'a', bucket: ever, amount: n(3) },
        { clause: 'a', bucket: year, amount: n(1) },
        { clause: 'b', bucket: months(36), amount: n(2) },
        { clause: 'b', bucket: year, amount: n(0) },
      ],
    );
    expect(found?.map((p) => `${p.clause} ${p.amount} ${isoDate(p.day)}`)).toEqual(['a 3 2022-01-01', 'b 2 2024-01-01', 'a 1 2025-01-01']);
  });
  it('says so where a bucket has no day', () => {
    expect(paymentsOf(day('2025-01-01'), [year], [{ clause: 'a', bucket: year, amount: n(1) }])).toBeUndefined();
  });

  it('puts every sum into its window and into no smaller one, as the evaluator counts', () => {
    const program = programOf(`policy "P" { effective 2020-01-01 to 2030-12-31 }
clause c "C" { award 100000元; cap 100000元 ever }
clause of_year "1" { award 100000元; cap 100000元 per year }
let three_years = paid(c, 3年)
let quarter = paid(c, 3个月)
let fortnight = paid(c, 14天)
let all_time = paid(c)
`);
    const named: readonly (readonly [string, Bucket])[] = [
      ['all_time', ever],
      ['three_years', months(36)],
      ['quarter', months(3)],
      ['fortnight', days(14)],
    ];
    const windows = [...named.map(([, b]) => b), year];
    let placed = 0;
    for (let seed = 1; seed <= 300; seed++) {
      const r = new Random(seed);
      const asOf = day('2023-12-20') + r.int(800);
      const amounts = windows.map(() => r.int(4));
      const paid = windows.flatMap((bucket, i) => [
        { clause: 'c', bucket, amount: n(amounts[i] ?? 0) },
        { clause: 'of_year', bucket, amount: n(amounts[i] ?? 0) },
      ]);
      const history = paymentsOf(asOf, windows, paid);
      if (!history) continue;
      placed++;
      const replay = new Replay(program, { facts: new Map(), history, asOf });
      // What lies in a window is its own sum and those of the smaller ones, which begin later.
      const from = windows.map((b) => daysOf(b, asOf, [])?.from ?? (b.kind === 'ever' ? Number.NEGATIVE_INFINITY : asOf));
      const sum = (start: number): number => amounts.reduce((s, a, i) => ((from[i] ?? 0) >= start ? s + a : s), 0);
      for (const [i, [name]] of named.entries()) {
        const own = program.lets.get(name);
        expect(own && numberOf(replay.value(own.value))?.toString(), `${name} on ${isoDate(asOf)}`).toBe(String(sum(from[i] ?? 0)));
      }
      expect(replay.amount('of_year')?.toString(), isoDate(asOf)).toBe(String(100_000 - sum(from[4] ?? 0)));
    }
    expect(placed).toBeGreaterThan(200);
  });
});
