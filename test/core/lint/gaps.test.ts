/** Why: what a table leaves open is compared by the values themselves, so that mending a part of it is no new problem and opening more is one. */
import { describe, expect, it } from 'vitest';
import { type Cut, type Gap, liesWithin } from '../../../server/src/core/lint/gaps';

const names = (...all: string[]) => ({ names: all });
const at = (value: number | string): Cut => [String(value), false];
const past = (value: number | string): Cut => [String(value), true];
/** From `low` to `high`, both included. */
const span = (low: Cut, high: Cut) => ({ spans: [[low, high] as const] });

describe('values of one subject', () => {
  it.each<[string, Gap, Gap, boolean]>([
    ['fewer members', [[names('a')]], [[names('b', 'a')]], true],
    ['another member', [[names('a', 'c')]], [[names('b', 'a')]], false],
    ['a part of a span', [[span(at(3), past(4))]], [[span(at(2), past(5))]], true],
    ['the point at an open end', [[span(at(3), past(5))]], [[span(at(2), at(5))]], false],
    ['just above a closed end', [[span(past(5), at(6))]], [[span(at(2), past(5))]], false],
    ['two spans of which one is gone', [[span(at(8), 'last')]], [[span('first', at(2))], [span(at(8), 'last')]], true],
    ['without an end', [[span(at(3), 'last')]], [[span(at(3), past(1000))]], false],
    ['across what two leave open beside each other', [[span(at(1), at(9))]], [[span(at(0), past(5))], [span(past(5), at(9))]], true],
    ['a third, exactly', [[span(at('1/3'), at(1))]], [[span(past('1/3'), at(1))]], false],
    ['another kind of subject', [[names('a')]], [[span('first', 'last')]], false],
  ])('%s', (_, inner, outer, expected) => {
    expect(liesWithin(inner, outer)).toBe(expected);
  });
});

describe('several subjects', () => {
  it('agrees with trying every combination', () => {
    // Two scales of 0 to 4 and three members: every box is a range of each, so a combination is in it or not.
    let seed = 7;
    const random = (below: number): number => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return Math.floor((seed / 2147483648) * below);
    };
    const members = ['a', 'b', 'c'];
    const box = () => {
      const [x, y] = [random(5), random(5)];
      return { x: [x, x + random(5 - x)], y: [y, y + random(5 - y)], m: members.slice(random(3)) } as const;
    };
    const values = (boxes: readonly ReturnType<typeof box>[]): Gap =>
      boxes.map(({ x, y, m }) => [span(at(x[0] ?? 0), past(x[1] ?? 0)), span(at(y[0] ?? 0), past(y[1] ?? 0)), names(...m)]);
    const holds = (boxes: readonly ReturnType<typeof box>[], i: number, j: number, m: string): boolean =>
      boxes.some(({ x, y, m: own }) => i >= (x[0] ?? 0) && i <= (x[1] ?? 0) && j >= (y[0] ?? 0) && j <= (y[1] ?? 0) && own.includes(m));
    const seen = { true: 0, false: 0 };
    for (let round = 0; round < 2000; round++) {
      const outer = Array.from({ length: 1 + random(6) }, box);
      const inner = Array.from({ length: 1 + random(2) }, box);
      // At whole numbers alone: spans between neighbouring ones are not covered by two that end and begin at them.
      const points = [0, 1, 2, 3, 4].flatMap((i) => [0, 1, 2, 3, 4].flatMap((j) => members.map((m) => [i, j, m] as const)));
      const all = points.every(([i, j, m]) => !holds(inner, i, j, m) || holds(outer, i, j, m));
      const between = [0.5, 1.5, 2.5, 3.5].flatMap((i) =>
        [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4].flatMap((j) => members.map((m) => [i, j, m] as const)),
      );
      const rest = [...between, ...between.map(([i, j, m]) => [j, i, m] as const)];
      const expected = all && rest.every(([i, j, m]) => !holds(inner, i, j, m) || holds(outer, i, j, m));
      expect(liesWithin(values(inner), values(outer))).toBe(expected);
      seen[expected ? 'true' : 'false']++;
    }
    expect(Math.min(seen.true, seen.false)).toBeGreaterThan(50);
  });
});
