/** Names that are near to a mistyped one: the same but for width, case or blanks first, then by edit distance. */

/** A name with the differences taken out that an input method makes: width, case, underscores. */
function plain(name: string): string {
  return name.normalize('NFKC').toLowerCase().replaceAll('_', '');
}

/** Edit distance with exchanged neighbours counted once; `limit + 1` as soon as it is more than `limit`. */
export function editDistance(a: string, b: string, limit: number): number {
  const x = [...a];
  const y = [...b];
  if (Math.abs(x.length - y.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = y.map((_, j) => j + 1);
  previous.unshift(0);
  for (let i = 1; i <= x.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= y.length; j++) {
      const same = x[i - 1] === y[j - 1];
      let d = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && x[i - 1] === y[j - 2] && x[i - 2] === y[j - 1]) d = Math.min(d, (before[j - 2] ?? 0) + 1);
      row.push(d);
      least = Math.min(least, d);
    }
    if (least > limit) return limit + 1;
    before = previous;
    previous = row;
  }
  return previous[y.length] ?? limit + 1;
}

/** At most three of the candidates, nearest first, then in their own order. */
export function nearest(name: string, candidates: Iterable<string>): readonly string[] {
  const wanted = plain(name);
  const length = [...wanted].length;
  if (length === 0 || length > 100) return [];
  const limit = length <= 1 ? 0 : length <= 5 ? 1 : length <= 9 ? 2 : 3;
  const found: { name: string; distance: number }[] = [];
  for (const candidate of candidates) {
    if (candidate === name || Math.abs(candidate.length - name.length) > limit + 3) continue;
    const written = plain(candidate);
    let distance = editDistance(wanted, written, limit);
    // One name that begins or ends with the other: 研发费用 for 上年研发费用, `cost` for `cost_total`.
    if (distance > limit && length >= 3 && (written.startsWith(wanted) || written.endsWith(wanted))) distance = limit;
    if (distance <= limit) found.push({ name: candidate, distance });
  }
  found.sort((a, b) => a.distance - b.distance);
  return [...new Set(found.map((f) => f.name))].slice(0, 3);
}
