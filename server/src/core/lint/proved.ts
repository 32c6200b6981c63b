/**
 * The findings of a file with what is proved of it. Lint is there at once, proofs come later and may be about a text of some moments ago; so
 * what lint found is kept as it is, and proofs are laid over it as often as they change.
 */
import type { Finding, FindingName } from '../finding';
import type { Proofs } from '../prove/index';
import { allowed, isProved, isUnread, type Linted } from './lint';
import { joinTables } from './provedTables';
import { texts } from './wording';

/**
 * Lint's findings and those of `proofs`, suppressions applied over both, in the same order as lint's own.
 * @param final the proofs are of this very program and nothing more will be found. Else they may be of an earlier text: what they say of items that
 *   are still there is shown, and no suppression of a proved finding counts as unused.
 */
export function withProofs(linted: Linted, proofs: Proofs, final: boolean): readonly Finding[] {
  const { uri, tree } = linted;
  // What cannot be read cannot be decided either, nor what rests on it: that is said once, where it cannot be read.
  const unread = linted.all.some(isUnread);
  const problems = proofs.problems.filter(
    ({ name, place, related }) =>
      place.uri === uri &&
      !(unread && name === 'not-decided') &&
      linted.stands(place) &&
      (related ?? []).every((other) => linted.stands(other.place)),
  );
  const replaced = (proofs.replaced ?? []).filter(({ place }) => place.uri === uri && linted.stands(place));
  if (problems.length === 0 && replaced.length === 0 && !final) return linted.findings;
  const judged = replaced.map(({ place, names }) => ({ ...linted.range(place), names: new Set(names) }));
  const own = judged.length === 0 ? linted.all : linted.all.filter((finding) => !judged.some((by) => isJudged(finding, by)));
  const open = openNames(proofs);
  const mayCome = (name: FindingName): boolean => (final && !unread ? open.has(name) : isProved(name));
  return allowed(
    uri,
    tree,
    joinTables(
      own,
      problems.map((problem) => linted.locate(problem)),
    ),
    mayCome,
  );
}

interface JudgedRange {
  readonly start: number;
  readonly end: number;
  readonly names: ReadonlySet<FindingName>;
}

function isJudged({ name, range }: Finding, by: JudgedRange): boolean {
  return by.names.has(name) && range.start === by.start && range.end === by.end;
}

/** What was left open somewhere; and `not-decided` itself, which hangs on whether this computer has a solver. */
function openNames(proofs: Proofs): ReadonlySet<string> {
  const open = new Set<string>(['not-decided']);
  for (const { name, data } of proofs.problems) if (name === 'not-decided') for (const each of texts(data, 'findings')) open.add(each);
  return open;
}
