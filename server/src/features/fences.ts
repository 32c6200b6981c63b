/** Why: where the code of a literate file stands, found once a text. */
import { type Fence, readLiterate } from '../core/syntax/index';
import type { FileTree } from '../core/syntax/tree';

const fences = new WeakMap<FileTree, readonly Fence[]>();

/** In the order of the text; none in a file that is all code. */
export function fencesOf(tree: FileTree): readonly Fence[] {
  let found = fences.get(tree);
  if (!found) {
    found = tree.literate ? readLiterate(tree.text).fences : [];
    fences.set(tree, found);
  }
  return found;
}
