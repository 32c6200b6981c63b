/** Why: most unknown names are typing mistakes; naming the one that was meant saves the reader the search. */

import { editDistance } from '../core/editDistance';

/** The candidate that differs least from `name`, if it differs by no more than a third of its length; of equals the first. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  const wanted = name.normalize('NFC').toLowerCase();
  for (const candidate of candidates) {
    const other = candidate.normalize('NFC').toLowerCase();
    const allowed = Math.max(1, Math.floor(Math.max(wanted.length, other.length) / 3));
    const distance = editDistance(wanted, other, allowed);
    if (distance <= allowed && distance < least && distance < Math.max(wanted.length, other.length)) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}
