/** Why: which key or value of a `clausewright.yaml` stands at a place, for who points at it. */
import { isMap, isScalar, isSeq } from 'yaml';
import { documentOf, type Path } from './read';

export interface KeyOrValue {
  readonly kind: 'key' | 'value';
  /** Of a value: that of its key, or of its entry in a list. */
  readonly path: Path;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What stands at an offset; undefined between words, and where the text cannot be read. */
export function keyOrValueAt(text: string, offset: number): KeyOrValue | undefined {
  try {
    return find(documentOf(text).contents, offset, []);
  } catch {
    return undefined;
  }
}

function find(node: unknown, offset: number, path: Path): KeyOrValue | undefined {
  if (isMap(node)) {
    for (const { key, value } of node.items) {
      if (!isScalar(key)) continue;
      const below = [...path, String(key.value)];
      const found = wordAt(key, offset, 'key', below) ?? find(value, offset, below);
      if (found) return found;
    }
    return undefined;
  }
  if (!isSeq(node)) return wordAt(node, offset, 'value', path);
  for (const [index, item] of node.items.entries()) {
    const found = find(item, offset, [...path, index]);
    if (found) return found;
  }
  return undefined;
}

function wordAt(node: unknown, offset: number, kind: 'key' | 'value', path: Path): KeyOrValue | undefined {
  if (!isScalar(node) || !node.range) return undefined;
  const [start, end] = node.range;
  return offset >= start && offset <= end && end > start ? { kind, path, text: String(node.value), start, end } : undefined;
}
