/** Trees as data, wherever they stand: whether two say the same, and a walk over all nodes. */

/** Offsets and what follows from spelling only. */
const PLACES = new Set(['start', 'end', 'operator', 'amongSpan', 'chooseSpan']);

function isObject(x: unknown): x is Readonly<Record<string, unknown>> {
  return typeof x === 'object' && x !== null;
}

/** Do two trees (or parts of them) say the same, positions aside? `的` and `of` are the same. */
export function sameTree(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (!isObject(a) || !isObject(b)) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((x, i) => sameTree(x, b[i]));
  }
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    if (PLACES.has(key) || key === 'spelling' || key === 'memberName') continue;
    if (key === 'name' && a.kind === 'call' && b.kind === 'call') continue;
    if (key === 'name' && a.kind === 'expect' && a.total === true && b.total === true) continue;
    if (!sameTree(a[key], b[key])) return false;
  }
  return true;
}

/** Calls `visit` for a node and all below it that have a place, parents first. */
export function eachNode(node: unknown, visit: (node: Readonly<Record<string, unknown>>) => void): void {
  if (!isObject(node)) return;
  if (Array.isArray(node)) {
    for (const x of node) eachNode(x, visit);
    return;
  }
  visit(node);
  for (const x of Object.values(node)) if (isObject(x)) eachNode(x, visit);
}
