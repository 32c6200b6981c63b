/** A way that was followed as the fact falls, as one on which it grows. */
import { neg } from '../prove/rational';
import type { Poly } from './poly';
import { type Cell, join } from './sweep';
import type { Followed } from './walk';

const turned = (p: Poly): Poly => p.map((c, i) => (i % 2 === 1 ? neg(c) : c));

function other(f: Followed): Followed {
  return typeof f === 'string' ? f : { top: turned(f.top), bottom: f.bottom.length === 1 ? f.bottom : turned(f.bottom), slack: f.slack };
}

export function mirrored(cells: readonly Cell[]): readonly Cell[] {
  return cells
    .map((c, i): Cell => {
      // The irrational point between two stretches is kept with the second of them.
      const next = cells[i + 1]?.root;
      const { root: _, ...cell } = c;
      return {
        ...cell,
        from: neg(c.to),
        to: neg(c.from),
        first: neg(c.last),
        last: neg(c.first),
        amount: other(c.amount),
        ...(next && { root: { from: neg(next.to), to: neg(next.from) } }),
        ...(c.rough && { rough: other(c.rough) }),
      };
    })
    .reverse();
}

export function together(left: readonly Cell[], right: readonly Cell[]): readonly Cell[] {
  const cells = [...left];
  for (const c of right) join(cells, c);
  return cells;
}
