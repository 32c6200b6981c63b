/** Where in a file the example of a witness goes, as an edit that stands beside an item, so that it survives the file's moving. */
import type { Place } from '../../program/program';
import { codeRegions } from '../../syntax/index';
import type { FileTree, PlacedItem } from '../../syntax/tree';

export interface Insertion {
  readonly place: Place;
  readonly text: string;
}

/**
 * Behind the file's last example, else behind its last item, with a blank line between; of a literate file in the same fence, each line with
 * what lines of that fence begin with.
 * @param example lines parted by `\n`, as {@link exampleText} makes it
 * @returns undefined in a file without code
 */
export function insertionOf(uri: string, tree: FileTree, example: string): Insertion | undefined {
  const regions = codeRegions(tree.text, tree.literate);
  const regionOf = ({ offset, item }: PlacedItem) =>
    item.tokens.length === 0 ? undefined : regions.find((r) => offset >= r.start && offset < r.end);
  const items = tree.items.filter((x) => regionOf(x) !== undefined);
  const last = items.findLast((x) => x.item.node.kind === 'example') ?? items.at(-1);
  const region = last && regionOf(last);
  const token = last?.item.tokens.at(-1);
  if (!last || !region || !token) return undefined;
  const { item } = last;
  const newline = tree.text.includes('\r\n') ? '\r\n' : '\n';
  const rest = /^[^\r\n]*/.exec(item.text.slice(token.end))?.[0] ?? '';
  const at = token.end + (rest.trim() === '' ? rest.length : 0);
  const lines = example.split('\n').map((line) => region.prefix + line);
  return { place: { uri, item, start: at, end: at }, text: ['', '', ...lines].join(newline) };
}
