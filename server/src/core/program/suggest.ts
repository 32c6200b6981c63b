/** Names that are near to a mistyped one: the same but for width, case or blanks first, then by edit distance. */

import { editDistance } from '../editDistance';

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

/** Of units the one that differs in its letters' case only, where there is one: `KW` is kW, whatever else is one letter away. */
export function nearestUnits(name: string, candidates: Iterable<string>): readonly string[] {
  const near = nearest(name, candidates);
  const same = near.filter((unit) => unit.toLowerCase() === name.toLowerCase());
  return same.length > 0 ? same : near;
}
