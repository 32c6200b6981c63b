/** Why: most unknown names are typing mistakes; naming the one that was meant saves the reader the search. */

/** The candidate that differs least from `name`, if it differs by no more than a third of its length; of equals the first. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  const chars = [...name.normalize('NFC').toLowerCase()];
  for (const candidate of candidates) {
    const other = [...candidate.normalize('NFC').toLowerCase()];
    const allowed = Math.max(1, Math.floor(Math.max(chars.length, other.length) / 3));
    if (Math.abs(chars.length - other.length) > allowed) continue;
    const distance = edits(chars, other);
    if (distance <= allowed && distance < least && distance < Math.max(chars.length, other.length)) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}

/** Insertions, deletions, replacements and swaps of neighbours that turn one into the other. */
function edits(a: readonly string[], b: readonly string[]): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let value = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) value = Math.min(value, (before[j - 2] ?? 0) + 1);
      current.push(value);
    }
    before = previous;
    previous = current;
  }
  return previous[b.length] ?? 0;
}
