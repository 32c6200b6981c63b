/** Why: from the server's pieces to what the chart library draws: points by stretch, and the dots at the ends of a jump. Nothing is computed but pixels. */
import type { Line } from '../../../../server/src/previewProtocol';

export interface Point {
  readonly x: number;
  readonly y: number;
  /** Points of one stretch are joined, others never are. */
  readonly stretch: number;
}
export interface Dot {
  readonly x: number;
  readonly y: number;
  /** The amount comes up to here and is another one here. */
  readonly open: boolean;
}

/** The points of a line; neighbours that meet are one stretch, so that a dash pattern runs on. */
export function pointsOf({ pieces }: Line): Point[] {
  const points: Point[] = [];
  let stretch = 0;
  let last: Point | undefined;
  for (const piece of pieces) {
    const [first] = piece.points;
    if (!first) continue;
    const joins = last !== undefined && last.x === first[0] && last.y === first[1];
    if (last && !joins) stretch++;
    for (const [x, y] of joins ? piece.points.slice(1) : piece.points) points.push({ x, y, stretch });
    last = points.at(-1);
  }
  return points;
}

/** A dot at each end that the next stretch does not go on from. */
export function dotsOf({ pieces }: Line): Dot[] {
  const dots: Dot[] = [];
  for (const [i, piece] of pieces.entries()) {
    const first = piece.points[0];
    const last = piece.points.at(-1);
    if (!first || !last) continue;
    const before = pieces[i - 1]?.points.at(-1);
    const after = pieces[i + 1]?.points[0];
    const single = piece.points.every(([x]) => x === first[0]);
    if (before && !same(before, first)) dots.push({ x: first[0], y: first[1], open: !piece.fromIncluded });
    if (after && !same(after, last) && !(single && before && !same(before, first)))
      dots.push({ x: last[0], y: last[1], open: !piece.toIncluded });
  }
  return dots;
}

function same(a: readonly [number, number], b: readonly [number, number]): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

/** Places for labels, each at least `apart` from the one above it and as near as can be to where it wants to be; all within `top` and `bottom`. */
export function spread(wanted: readonly number[], apart: number, top: number, bottom: number): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const placed = [...wanted];
  let free = top;
  for (const i of order) {
    placed[i] = Math.max(placed[i] ?? 0, free);
    free = (placed[i] ?? 0) + apart;
  }
  let limit = bottom;
  for (const i of order.reverse()) {
    placed[i] = Math.min(placed[i] ?? 0, limit);
    limit = (placed[i] ?? 0) - apart;
  }
  return placed;
}

/** Texts that do not touch each other: of the ticks along the axis those that leave `gap` pixels between them. */
export function fitting<T extends { readonly at: number; readonly text: string }>(
  ticks: readonly T[],
  pixel: (at: number) => number,
  gap = 8,
): T[] {
  for (let every = 1; every <= Math.max(1, ticks.length); every++) {
    const kept = ticks.filter((_, i) => i % every === 0);
    const touches = kept.some((tick, i) => {
      const next = kept[i + 1];
      return next !== undefined && pixel(next.at) - pixel(tick.at) < (widthOf(tick.text) + widthOf(next.text)) / 2 + gap;
    });
    if (!touches) return kept;
  }
  return ticks.slice(0, 1);
}

/** About how wide a text is in the chart's letters, in pixels. */
export function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) width += letter > '\u2e80' ? 11 : 6.4;
  return width;
}
