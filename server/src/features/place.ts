/** Why: which item and which word an editor's position is at; the first thing that almost every feature asks. */
import type { TextDocumentPositionParams } from 'vscode-languageserver';
import type { PlacedItem, Token } from '../core/syntax/tree';
import type { OpenFile, Session } from '../session';

export interface TokenAt {
  readonly token: Token;
  readonly placed: PlacedItem;
}

export interface PlaceAt extends OpenFile {
  /** UTF-16 offset in the document. */
  readonly offset: number;
  /** The item around the offset; undefined before the first one and in the prose of a literate file. */
  readonly placed?: PlacedItem;
  /** The token that holds the offset, else the one that ends at it. */
  readonly token?: Token;
}

/** The item whose text (leading comments and blanks included) holds the offset; of two that meet there the later. Items stand in order. */
export function itemAt(items: readonly PlacedItem[], offset: number): PlacedItem | undefined {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.offset ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const placed = items[low - 1];
  return placed && offset <= placed.offset + placed.item.text.length ? placed : undefined;
}

/** The token that holds the offset, or ends at it. */
export function tokenAt(items: readonly PlacedItem[], offset: number): TokenAt | undefined {
  const placed = itemAt(items, offset);
  if (!placed) return undefined;
  const found = within(placed, offset);
  if (found) return found;
  // The offset may be where the next item's text begins: then the token that ends there is the last one of the item before.
  const before = items[items.indexOf(placed) - 1];
  return before && before.offset + before.item.text.length === offset ? within(before, offset) : undefined;
}

function within(placed: PlacedItem, offset: number): TokenAt | undefined {
  const at = offset - placed.offset;
  let ending: Token | undefined;
  for (const token of placed.item.tokens) {
    if (token.start > at) break;
    if (at < token.end) return { token, placed };
    if (token.end === at) ending = token;
  }
  return ending && { token: ending, placed };
}

/** Is the offset, relative to the item, in a comment? One goes on to the end of its line, blanks included. */
export function inComment({ tokens, text }: PlacedItem['item'], at: number): boolean {
  return tokens.some(({ kind, start }) => kind === 'comment' && start < at && !/[\r\n]/.test(text.slice(start, at)));
}

/** What stands at the position of a document that an editor holds; positions beyond the end are taken as the end. */
export function placeAt(session: Session, params: TextDocumentPositionParams): PlaceAt | undefined {
  const file = session.at(params.textDocument.uri);
  if (!file) return undefined;
  const offset = file.document.offsetAt(params.position);
  const { items } = file.analysis.tree;
  const found = tokenAt(items, offset);
  const placed = found?.placed ?? itemAt(items, offset);
  return { ...file, offset, ...(placed ? { placed } : {}), ...(found ? { token: found.token } : {}) };
}
