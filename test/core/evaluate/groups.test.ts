/** Exclusive groups: order, choice, conflict, unknown members, items; the joint optimum against brute force. *What a policy pays*, 3. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bit, Optimum } from '../../../server/src/core/evaluate/optimum';
import { resultOf } from './support';

/** Clauses a, b, … paying facts of their own; a fact left out is unknown. */
function run(amounts: Readonly<Record<string, number | undefined>>, groups: string, bounds: Readonly<Record<string, string>> = {}) {
  const names = Object.keys(amounts);
  return resultOf(`
    ${names.map((n) => `fact x${n} "x${n}": money ${bounds[n] ?? 'from 0元'}\nclause ${n} "${n}" { award x${n} }`).join('\n')}
    ${groups}
    example "e" { ${names.flatMap((n) => (amounts[n] === undefined ? [] : [`x${n} = ${amounts[n]}元`])).join(', ')} }`);
}
const finals = (r: ReturnType<typeof run>, ...names: string[]) => names.map((n) => r.amount(n));

describe('choose first', () => {
  const group = 'exclusive g "g" { among a, b, c, choose first }';
  it('the first listed of those that pay keeps its amount', () => {
    const r = run({ a: 0, b: 1, c: 9 }, group);
    expect(finals(r, 'a', 'b', 'c')).toEqual(['0', '1', '0']);
    expect(r.clause('c')).toMatchObject({ status: 'excluded', excludedBy: { group: 'g', inFavourOf: 'b' } });
    expect(r.status('a')).toBe('payable');
    expect(r.clause('c').eligible).toBe(true);
    expect(r.gross('c')).toBe('9');
  });
  it('an unknown member listed earlier leaves it open; one listed later does not', () => {
    const r = run({ a: undefined, b: 1, c: 9 }, group);
    expect(finals(r, 'a', 'b', 'c')).toEqual(['unknown [0, -)', 'unknown [0, 1]', '0']);
    expect(r.needs('b')).toEqual(['xa']);
    expect(r.status('c')).toBe('excluded');
    expect(r.group('g').state).toBe('unknown');
    const later = run({ a: 2, b: undefined, c: 9 }, group);
    expect(finals(later, 'a', 'b', 'c')).toEqual(['2', '0', '0']);
    expect(later.total()).toBe('2');
  });
  it('an unknown member that surely pays wins', () => {
    const r = run({ a: undefined, b: 1 }, 'exclusive g "g" { among a, b, choose first }', { a: 'over 0元 to 5元' });
    expect(finals(r, 'a', 'b')).toEqual(['unknown (0, 5]', '0']);
    expect(r.status('b')).toBe('excluded');
  });
});

describe('without choose', () => {
  const group = 'exclusive g "g" { among a, b, c }';
  it('different amounts are a conflict, and the total is not known', () => {
    const r = run({ a: 1, b: 2, c: 0 }, group);
    expect(r.group('g').state).toBe('conflict');
    expect([r.status('a'), r.status('b'), r.status('c')]).toEqual(['conflict', 'conflict', 'payable']);
    expect(r.evaluation.total.status).toBe('conflict');
    expect(r.evaluation.total.conflicts).toEqual(['g']);
  });
  it('equal amounts are none: the first listed pays', () =>
    expect(finals(run({ a: 0, b: 2, c: 2 }, group), 'a', 'b', 'c')).toEqual(['0', '2', '0']));
  it('one alone pays', () => expect(finals(run({ a: 0, b: 2, c: 0 }, group), 'a', 'b', 'c')).toEqual(['0', '2', '0']));
  it('with an unknown member it is unknown, unless nobody else pays', () => {
    const r = run({ a: undefined, b: 2, c: 0 }, group);
    expect(r.evaluation.total.status).toBe('unknown');
    expect(r.needs('b')).toEqual(['xa']);
    expect(finals(run({ a: undefined, b: 0, c: 0 }, group), 'a')).toEqual(['unknown [0, -)']);
  });
});

describe('choose highest', () => {
  const group = 'exclusive g "g" { among a, b, c, choose highest }';
  it('the highest pays; ties go to the first listed', () => {
    expect(finals(run({ a: 1, b: 3, c: 2 }, group), 'a', 'b', 'c')).toEqual(['0', '3', '0']);
    expect(finals(run({ a: 3, b: 3, c: 2 }, group), 'a', 'b', 'c')).toEqual(['3', '0', '0']);
  });
  it('jointly over groups that share members: two lesser ones may beat the highest', () => {
    const chain = 'exclusive g "g" { among a, b, choose highest }\nexclusive h "h" { among b, c, choose highest }';
    expect(finals(run({ a: 60, b: 100, c: 50 }, chain), 'a', 'b', 'c')).toEqual(['60', '0', '50']);
    expect(finals(run({ a: 60, b: 100, c: 30 }, chain), 'a', 'b', 'c')).toEqual(['0', '100', '0']);
    // A tie of 100 against 60 + 40: `a` is listed first.
    expect(finals(run({ a: 60, b: 100, c: 40 }, chain), 'a', 'b', 'c')).toEqual(['60', '0', '40']);
  });
  it('says by which group and in favour of whom', () => {
    const chain = 'exclusive g "g" { among a, b, choose highest }\nexclusive h "h" { among b, c, choose highest }';
    const r = run({ a: 0, b: 10, c: 50 }, chain);
    expect(r.clause('b').excludedBy).toEqual({ group: 'h', inFavourOf: 'c' });
  });
  it('an unknown member matters only where it could change the outcome', () => {
    const r = run({ a: 200, b: undefined, c: 100 }, group, { b: 'from 0元 to 150元' });
    expect(finals(r, 'a', 'b', 'c')).toEqual(['200', '0', '0']);
    expect(r.total()).toBe('200');
    const open = run({ a: 200, b: undefined, c: 100 }, group, { b: 'from 0元 to 300元' });
    expect(finals(open, 'a', 'b', 'c')).toEqual(['unknown [0, 200]', 'unknown [0, 300]', '0']);
    expect(open.needs('a')).toEqual(['xb']);
    expect(open.status('c')).toBe('excluded');
    const sure = run({ a: 200, b: undefined, c: 100 }, group, { b: 'from 201元 to 300元' });
    expect(finals(sure, 'a', 'b', 'c')).toEqual(['0', 'unknown [201, 300]', '0']);
  });
  it('names only the unknown facts that could change it', () => {
    const r = run({ a: 200, b: undefined, c: undefined }, group, { b: 'from 0元 to 300元', c: 'from 0元 to 10元' });
    expect(r.needs('a')).toEqual(['xb']);
    expect(r.amount('c')).toBe('0');
  });
  it('many unknown members: bounds decide what they can', () => {
    const names = 'abcdefhijk'.split('');
    const among = `exclusive g "g" { among ${names.join(', ')}, choose highest }`;
    const bounds = Object.fromEntries(names.map((n) => [n, 'from 0元 to 50元']));
    const unknown = Object.fromEntries(names.map((n) => [n, undefined]));
    const r = run({ ...unknown, d: 60 } as Record<string, number | undefined>, among, { ...bounds, d: 'from 0元' });
    expect(finals(r, 'a', 'd', 'k')).toEqual(['0', '60', '0']);
    const open = run({ ...unknown, d: 40 } as Record<string, number | undefined>, among, { ...bounds, d: 'from 0元' });
    expect(open.amount('d')).toBe('unknown [0, 40]');
  });
});

describe('the order of settlement', () => {
  it('choose first, then without choose, then choose highest; who is excluded competes no further', () => {
    const r = run(
      { a: 1, b: 50, c: 20, d: 10 },
      `exclusive high "high" { among b, c, choose highest }
       exclusive plain "plain" { among c, d }
       exclusive first "first" { among a, b, choose first }`.replace('exclusive first', 'exclusive ahead'),
    );
    // b loses to a first; c and d differ: a conflict; the highest group then has c alone.
    expect(r.status('b')).toBe('excluded');
    expect([r.status('c'), r.status('d')]).toEqual(['conflict', 'conflict']);
    const settled = run(
      { a: 1, b: 50, c: 20 },
      'exclusive high "high" { among b, c, choose highest }\nexclusive ahead "ahead" { among a, b, choose first }',
    );
    expect(finals(settled, 'a', 'b', 'c')).toEqual(['1', '0', '20']);
  });
  it('a member in error counts as unknown', () => {
    const r = resultOf(`
      clause a "a" { award 1元 / 0 }
      clause b "b" { award 5元 }
      exclusive g "g" { among a, b, choose highest }
      example "e" { }`);
    expect(r.status('a')).toBe('error');
    expect(r.status('b')).toBe('unknown');
    expect(r.evaluation.total.status).toBe('unknown');
    const behind = resultOf(`
      clause a "a" { award 1元 / 0 }
      clause b "b" { award 5元 }
      exclusive g "g" { among b, a, choose first }
      example "e" { }`);
    expect(behind.amount('b')).toBe('5');
  });
});

describe('with each', () => {
  const source = (groups: string, items: string) =>
    resultOf(`
      fact items "items": list of { x "x": money from 0元, y "y": money from 0元 }
      clause a "a" { each items, award x }
      clause b "b" { each items, award y }
      clause c "c" { award 12元 }
      ${groups}
      example "e" { ${items} }`);
  it('is resolved item by item', () => {
    const r = source(
      'exclusive g "g" { each items, among a, b, choose highest }',
      'items = [ { x = 5元, y = 1元 }, { x = 2元, y = 7元 } ]',
    );
    expect(finals(r, 'a', 'b')).toEqual(['5', '7']);
    expect(r.clause('a').items?.map((i) => i.status)).toEqual(['payable', 'excluded']);
    expect([r.status('a'), r.status('b')]).toEqual(['payable', 'payable']);
    expect(r.group('g').items?.map((i) => i.winner)).toEqual(['a', 'b']);
  });
  it('excluded only if every paying item is', () => {
    const r = source(
      'exclusive g "g" { each items, among a, b, choose highest }',
      'items = [ { x = 5元, y = 1元 }, { x = 2元, y = 0元 } ]',
    );
    expect([r.status('a'), r.status('b')]).toEqual(['payable', 'excluded']);
  });
  it('is settled before those without, which see the sums that remain', () => {
    const r = source(
      'exclusive late "late" { among a, c, choose highest }\nexclusive g "g" { each items, among a, b, choose highest }',
      'items = [ { x = 10元, y = 1元 }, { x = 10元, y = 11元 } ]',
    );
    // Before, a would have 20 against 12; after the items it has 10.
    expect(finals(r, 'a', 'b', 'c')).toEqual(['0', '11', '12']);
    expect(r.clause('a').excludedBy).toEqual({ group: 'late', inFavourOf: 'c' });
  });
  it('a list that is not known leaves it open', () => {
    const r = source('exclusive g "g" { each items, among a, b, choose highest }', '');
    expect([r.status('a'), r.status('b')]).toEqual(['unknown', 'unknown']);
    expect(r.needs('a')).toEqual(['items']);
  });
});

/** The heaviest choice by trying all; of equal ones the one that keeps the earliest numbers. */
function bruteForce(weights: readonly bigint[], groups: readonly (readonly number[])[]): readonly number[] {
  const n = weights.length;
  let best: number[] = [];
  let most = -1n;
  const earlier = (a: readonly number[], b: readonly number[]): boolean => {
    for (let i = 0; i < n; i++) if (a.includes(i) !== b.includes(i)) return a.includes(i);
    return false;
  };
  for (let s = 0; s < 2 ** n; s++) {
    const set = weights.map((_, i) => i).filter((i) => (s >> i) & 1);
    if (set.some((i) => weights[i] === 0n) || groups.some((g) => g.filter((i) => set.includes(i)).length > 1)) continue;
    const sum = set.reduce((t, i) => t + (weights[i] ?? 0n), 0n);
    if (sum > most || (sum === most && earlier(set, best))) [best, most] = [set, sum];
  }
  return best;
}

describe('the joint optimum', { timeout: 60_000 }, () => {
  const choose = (weights: readonly bigint[], groups: readonly (readonly number[])[]) => {
    const near = weights.map((_, i) =>
      groups.filter((g) => g.includes(i)).reduce((set, g) => g.reduce((x, j) => (j === i ? x : x | bit(j)), set), 0n),
    );
    const kept = new Optimum(weights, near).choose(weights.map((_, i) => i));
    return kept && [...kept].sort((a, b) => a - b);
  };
  it('equals brute force', () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt(0n, 6n), { minLength: 1, maxLength: 9 }),
        fc.array(fc.uniqueArray(fc.nat(8), { minLength: 2, maxLength: 4 }), { maxLength: 6 }),
        (weights, raw) => {
          const groups = raw.map((g) => g.filter((i) => i < weights.length));
          expect(choose(weights, groups)).toEqual(bruteForce(weights, groups));
        },
      ),
      { numRuns: 2000, seed: 7 },
    );
  });
  it('solves a chain of 200 groups and a group of 200 members', () => {
    const weights = Array.from({ length: 201 }, (_, i) => BigInt((i * 37) % 101) + 1n);
    const chain = Array.from({ length: 200 }, (_, i) => [i, i + 1]);
    // The best choice along a path, by the usual recurrence.
    let [withLast, without] = [0n, 0n];
    for (const w of weights) [withLast, without] = [without + w, withLast > without ? withLast : without];
    const sum = (kept: readonly number[] | undefined) => (kept ?? []).reduce((t, i) => t + (weights[i] ?? 0n), 0n);
    expect(sum(choose(weights, chain))).toBe(withLast > without ? withLast : without);
    expect(choose(weights, [weights.map((_, i) => i)])).toEqual([weights.indexOf(101n)]);
  });
});
