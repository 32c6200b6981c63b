/** Names that are near to a mistyped one: the same but for width, case or blanks first, then by edit distance. */

const plainForms = new Map<string, string>();

/** A name with the differences taken out that an input method makes: width, case, underscores. */
function plain(name: string): string {
  let form = plainForms.get(name);
  if (form === undefined) {
    if (plainForms.size > 20_000) plainForms.clear();
    form = name.normalize('NFKC').toLowerCase().replaceAll('_', '');
    plainForms.set(name, form);
  }
  return form;
}

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

/** At most three of the candidates, nearest first, then in their own order. */
export function nearest(name: string, candidates: Iterable<string>): readonly string[] {
  const wanted = plain(name);
  const { length } = wanted;
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
