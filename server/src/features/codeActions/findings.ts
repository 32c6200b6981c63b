/** Why: the findings at a place; in a long file they are many, and they stand in order. */
import type { Finding } from '../../core/finding';
import type { Asked } from './action';

/** How far any finding reaches beyond the start of the one that stands at its index or before it. */
const reaches = new WeakMap<readonly Finding[], readonly number[]>();

function reachOf(findings: readonly Finding[]): readonly number[] {
  let known = reaches.get(findings);
  if (!known) {
    let most = -1;
    known = findings.map(({ range }) => {
      most = Math.max(most, range.end);
      return most;
    });
    reaches.set(findings, known);
  }
  return known;
}

/** The findings that touch what was asked about. */
export function findingsAt({ session, analysis, from, to }: Asked): Finding[] {
  const findings = session.findingsOf(analysis);
  const reach = reachOf(findings);
  let low = 0;
  let high = findings.length;
  // The first one up to which something reaches the place.
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((reach[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  const found: Finding[] = [];
  for (let finding = findings[low]; finding && finding.range.start <= to; finding = findings[++low]) {
    if (finding.range.end >= from) found.push(finding);
  }
  return found;
}
