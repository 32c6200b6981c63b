/** How far apart two spellings are: for telling an author which name was probably meant. */

/** Edit distance with exchanged neighbours counted once; `limit + 1` as soon as it is more than `limit`. Of UTF-16 units, which names seldom leave. */
export function editDistance(a: string, b: string, limit: number): number {
  const width = b.length;
  if (Math.abs(a.length - width) > limit) return limit + 1;
  let before: number[] = [];
  let previous: number[] = [];
  for (let j = 0; j <= width; j++) previous.push(j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    const c = a.charCodeAt(i - 1);
    for (let j = 1; j <= width; j++) {
      const d = b.charCodeAt(j - 1);
      let best = (previous[j - 1] ?? 0) + (c === d ? 0 : 1);
      const up = (previous[j] ?? 0) + 1;
      const left = (row[j - 1] ?? 0) + 1;
      if (up < best) best = up;
      if (left < best) best = left;
      if (i > 1 && j > 1 && c === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === d) best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row.push(best);
      if (best < least) least = best;
    }
    if (least > limit) return limit + 1;
    before = previous;
    previous = row;
  }
  return previous[width] ?? limit + 1;
}
