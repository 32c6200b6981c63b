/** Why: which part of the axis is shown: only where on the axis, what stands there the server says. */

/** Both ends as parts of the whole axis (0 to 1). */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** No part smaller than this is shown. */
const SMALLEST = 1e-6;

/**
 * @param shown the part that is shown now; undefined: all of it
 * @param at the place within what is shown (0 to 1) that stays where it is
 * @param by how large the part becomes; below 1 zooms in
 * @returns undefined: all of it
 */
export function around(shown: Stretch | undefined, at: number, by: number): Stretch | undefined {
  const { from, to } = shown ?? { from: 0, to: 1 };
  const size = Math.max(SMALLEST, (to - from) * by);
  if (size >= 1) return undefined;
  const fixed = from + at * (to - from);
  const start = Math.min(1 - size, Math.max(0, fixed - at * size));
  return { from: start, to: start + size };
}
