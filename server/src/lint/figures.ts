/**
 * Why: amounts and bounds are set anew every year. What was found in a statement of which nothing but figures changed, and is found in it still, is no
 * new problem.
 */
import { type Figureless, figureless, statementsOf } from '../core/lint/fingerprint';
import type { FileTree } from '../core/syntax/tree';
import type { Pair } from './freshness';
import type { JudgedFinding } from './judged';

/** What a table leaves open is compared by its values. */
const BY_VALUES: ReadonlySet<string> = new Set(['row-gap', 'member-missing']);

/**
 * Takes out of `before` and `now` what is the same but for figures, in statements that were edited: one that stands as it stood is another.
 * @param was the file before
 */
export function matchFigures({ before, now }: Pick<Pair, 'before' | 'now'>, was: FileTree, is: FileTree): void {
  const [old, current] = [statementsOf(was), statementsOf(is)];
  const lost = new Map<string, JudgedFinding[]>();
  for (const one of before) {
    const said = sayingOf(was, one);
    if (!said || !isEdited(said, current.get(one.item))) continue;
    lost.set(said.key, [...(lost.get(said.key) ?? []), one]);
  }
  if (lost.size === 0) return;
  for (const one of now) {
    const said = sayingOf(is, one);
    if (!said || !isEdited(said, old.get(one.item))) continue;
    const same = lost.get(said.key)?.shift();
    if (!same) continue;
    before.delete(same);
    now.delete(one);
  }
}

const sayingOf = (tree: FileTree, { finding }: JudgedFinding): Figureless | undefined =>
  BY_VALUES.has(finding.name) ? undefined : figureless(tree, finding);

/** @param there the statements of the item in the other version; undefined where there is none of its name */
function isEdited({ statements }: Figureless, there: ReadonlySet<string> | undefined): boolean {
  return there !== undefined && statements.some((statement) => !there.has(statement));
}
