/** Tables, slices, windows and groups against plain re-tellings of what the language says of them. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applicantOf, evaluate } from '../../../server/src/core/evaluate/index';
import { within } from '../../../server/src/core/evaluate/ranges';
import { Exact } from '../../../server/src/core/exact';
import { programOf } from '../../support/program';
import { resultOf, show } from './support';

/** Hundredths as text: 1234 is 12.34. */
const cents = (n: number): string => `${Math.trunc(n / 100)}.${String(n % 100).padStart(2, '0')}`;

describe('marginal', () => {
  it('is the sum over slices of a hundredth, each at the rate of the row that it lies in', { timeout: 60_000 }, () => {
    const rows = fc.uniqueArray(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 4 }).map((xs) => xs.sort((a, b) => a - b));
    fc.assert(
      fc.property(
        rows,
        fc.boolean(),
        fc.boolean(),
        fc.array(fc.nat(100), { minLength: 5, maxLength: 5 }),
        fc.nat(1200),
        (ends, opened, closed, rates, subject) => {
          // Rows between neighbouring ends; perhaps one from 0 up to the first, perhaps one without an upper end.
          const slices = ends.slice(1).map((to, i) => ({ from: ends[i] ?? 0, to: to as number | undefined }));
          if (opened) slices.unshift({ from: 0, to: ends[0] });
          if (closed) slices.push({ from: ends.at(-1) ?? 0, to: undefined });
          if (slices.length === 0) return;
          const written = slices.map((s, i) => {
            const lower = i === 0 && s.from === 0 ? '' : `over ${cents(s.from)} `;
            return `${lower}${s.to === undefined ? '' : `to ${cents(s.to)}`}: ${rates[i]}%`;
          });
          let expected = 0n;
          for (let c = 1; c <= subject; c++) {
            const row = slices.findIndex((s) => c > s.from && c <= (s.to ?? Number.POSITIVE_INFINITY));
            expected += BigInt(rates[row] ?? 0);
          }
          const value = resultOf(`let x = marginal ${cents(subject)} { ${written.join(', ')} }\nexample "e" { }`).let('x');
          // Hundredths times hundredths.
          expect(value).toBe(Exact.ratio(expected, 10_000n).toString());
        },
      ),
      { numRuns: 300, seed: 3 },
    );
  });
});

describe('windows', () => {
  const iso = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);
  it('sums of payments are those of a naive count', { timeout: 60_000 }, () => {
    const day = fc.integer({ min: 18_000, max: 20_500 });
    fc.assert(
      fc.property(
        day,
        fc.array(fc.record({ day, amount: fc.nat(500), other: fc.boolean() }), { maxLength: 8 }),
        fc.integer({ min: 1, max: 1500 }),
        (asOf, payments, days) => {
          const program = programOf(`
          fact n "n": money
          clause c { award paid(c, ${days}天) }
          clause d { award 100000元, cap 100000元 per year }
          clause e { award paid(c) }
          example "e" { on ${iso(asOf)}
            ${payments.map((p) => `paid ${p.other ? 'd' : 'c'} = ${p.amount}元 on ${iso(p.day)}`).join('\n')} }`);
          const example = program.examples[0];
          if (!example) throw new Error('no example');
          const { clauses } = evaluate(program, applicantOf(program, example));
          const sum = (test: (p: (typeof payments)[number]) => boolean): number => payments.filter(test).reduce((t, p) => t + p.amount, 0);
          const before = payments.filter((p) => p.day < asOf);
          const amount = (name: string) => show(clauses.get(name)?.amount ?? { state: 'unspecified', clauses: [] });
          expect(amount('c')).toBe(String(sum((p) => before.includes(p) && !p.other && p.day > asOf - days)));
          expect(amount('e')).toBe(String(sum((p) => before.includes(p) && !p.other)));
          expect(amount('d')).toBe(
            String(100_000 - sum((p) => before.includes(p) && p.other && iso(p.day).slice(0, 4) === iso(asOf).slice(0, 4))),
          );
        },
      ),
      { numRuns: 200, seed: 5 },
    );
  });
});

/** Groups and limits as the language tells them, by trying all choices. */
function settledNaively(
  amounts: readonly number[],
  groups: readonly { members: readonly number[]; choose: '' | 'first' | 'highest' }[],
): number[] | 'conflict' {
  const kept = [...amounts];
  for (const g of groups) {
    if (g.choose !== 'first') continue;
    const paying = g.members.filter((m) => (kept[m] ?? 0) > 0);
    for (const m of paying.slice(1)) kept[m] = 0;
  }
  for (const g of groups) {
    if (g.choose !== '') continue;
    const paying = g.members.filter((m) => (kept[m] ?? 0) > 0);
    if (new Set(paying.map((m) => kept[m])).size > 1) return 'conflict';
    for (const m of paying.slice(1)) kept[m] = 0;
  }
  const joint = groups.filter((g) => g.choose === 'highest');
  const inOrder = [...new Set(joint.flatMap((g) => g.members))];
  const free = inOrder.filter((m) => (kept[m] ?? 0) > 0);
  let best: readonly number[] = [];
  let most = -1;
  const earlier = (a: readonly number[], b: readonly number[]): boolean => {
    for (const m of inOrder) if (a.includes(m) !== b.includes(m)) return a.includes(m);
    return false;
  };
  for (let s = 0; s < 2 ** free.length; s++) {
    const chosen = free.filter((_, i) => (s >> i) & 1);
    if (joint.some((g) => g.members.filter((m) => chosen.includes(m)).length > 1)) continue;
    const sum = chosen.reduce((t, m) => t + (kept[m] ?? 0), 0);
    if (sum > most || (sum === most && earlier(chosen, best))) [best, most] = [chosen, sum];
  }
  for (const m of free) if (!best.includes(m)) kept[m] = 0;
  return kept;
}

describe('groups', () => {
  const shape = fc.array(
    fc.record({
      members: fc.uniqueArray(fc.nat(5), { minLength: 2, maxLength: 4 }),
      choose: fc.constantFrom('' as const, 'first' as const, 'highest' as const, 'highest' as const),
    }),
    { maxLength: 4 },
  );
  const amount = fc.integer({ min: 0, max: 6 });
  const source = (
    groups: readonly { members: readonly number[]; choose: string }[],
    bounds: readonly (readonly [number, number])[],
    given: readonly (number | undefined)[],
  ) => `
    ${bounds.map(([low, high], i) => `fact x${i} "x${i}": money from ${low}元 to ${high}元\nclause c${i} { award x${i} }`).join('\n')}
    ${groups.map((g, i) => `exclusive g${i} "g${i}" { among ${g.members.map((m) => `c${m}`).join(', ')}${g.choose ? `, choose ${g.choose}` : ''} }`).join('\n')}
    example "e" { ${given.flatMap((v, i) => (v === undefined ? [] : [`x${i} = ${v}元`])).join(', ')} }`;
  const six = <T>(x: fc.Arbitrary<T>) => fc.array(x, { minLength: 6, maxLength: 6 });

  it('settle as the rules say', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(six(amount), shape, (amounts, groups) => {
        const r = resultOf(
          source(
            groups,
            amounts.map(() => [0, 9] as const),
            amounts,
          ),
        );
        const expected = settledNaively(amounts, groups);
        if (expected === 'conflict') expect(r.evaluation.total.status).toBe('conflict');
        else expect(amounts.map((_, i) => r.amount(`c${i}`))).toEqual(expected.map(String));
      }),
      { numRuns: 300, seed: 9 },
    );
  });

  it('what is concluded with unknown members holds for every completion', { timeout: 60_000 }, () => {
    const member = fc.record({ low: amount, more: fc.nat(4), at: fc.nat(4), open: fc.boolean() });
    fc.assert(
      fc.property(six(member), shape, (members, groups) => {
        const values = members.map((m) => m.low + Math.min(m.at, m.more));
        const bounds = members.map((m) => [m.low, m.low + m.more] as const);
        const partly = resultOf(
          source(
            groups,
            bounds,
            members.map((m, i) => (m.open ? undefined : values[i])),
          ),
        );
        const wholly = resultOf(source(groups, bounds, values));
        for (const [name, p] of partly.evaluation.clauses) {
          const w = wholly.clause(name).amount;
          if (p.amount.state === 'known') expect(`${name} ${show(w)}`).toBe(`${name} ${show(p.amount)}`);
          else if (p.amount.state === 'unknown' && p.amount.range.kind === 'number' && w.state === 'known' && w.value.kind === 'number') {
            expect(within(w.value.value, p.amount.range)).toBe(true);
          }
          if (p.status === 'excluded' || p.status === 'payable') expect(`${name} ${wholly.status(name)}`).toBe(`${name} ${p.status}`);
        }
        const total = partly.evaluation.total;
        if (total.status === 'known') expect(wholly.total()).toBe(partly.total());
      }),
      { numRuns: 400, seed: 13 },
    );
  });
});
