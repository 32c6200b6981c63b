/** Why: what the selection grows to step by step: word, expression, statement, item, section, file. */
import * as v from 'valibot';
import { type SelectionRange, type SelectionRangeParams, SelectionRangeRequest } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { eachNode } from '../core/syntax/compare';
import type { FileTree, Span } from '../core/syntax/tree';
import { rangeIn, type Session } from '../session';
import { feature, position, textDocument } from './feature';
import { fencesOf } from './fences';
import { outlineOf } from './outline';
import { itemAt, tokenAt } from './place';

/** What stands around the offset, the smallest first; each holds the one before it. */
function around(tree: FileTree, offset: number): Span[] {
  const spans: Span[] = [];
  const found = tokenAt(tree.items, offset);
  const placed = found?.placed ?? itemAt(tree.items, offset);
  if (placed) {
    const { item } = placed;
    const at = offset - placed.offset;
    if (found) {
      const { kind, start, end } = found.token;
      if (kind === 'string' && at > start && at < end) spans.push({ start: start + 1, end: end - 1 });
      spans.push({ start, end });
    }
    eachNode(item.node, ({ start, end }) => {
      if (typeof start === 'number' && typeof end === 'number' && start <= at && at <= end) spans.push({ start, end });
    });
    const first = item.tokens[0];
    // The comments above belong to the item.
    if (first?.kind === 'comment' && first.start < item.node.start) spans.push({ start: first.start, end: item.node.end });
  }
  const inFile = spans.map(({ start, end }) => ({ start: start + (placed?.offset ?? 0), end: end + (placed?.offset ?? 0) }));
  for (const { placed: section, end, inside } of outlineOf(tree)) {
    if (inside.length > 0) inFile.push({ start: section.offset + section.item.node.start, end });
  }
  for (const { start, end } of fencesOf(tree)) inFile.push({ start, end });
  inFile.push({ start: 0, end: tree.text.length });
  return inFile
    .filter(({ start, end }) => start <= offset && offset <= end && start < end)
    .sort((a, b) => a.end - a.start - (b.end - b.start));
}

function selectionAt(document: TextDocument, tree: FileTree, offset: number): SelectionRange {
  const chain: Span[] = [];
  for (const span of around(tree, offset)) {
    const last = chain.at(-1);
    if (!last || (span.start <= last.start && last.end <= span.end && span.end - span.start > last.end - last.start)) chain.push(span);
  }
  let selection: SelectionRange | undefined;
  for (const span of chain.reverse()) {
    selection = { range: rangeIn(document, span), ...(selection ? { parent: selection } : {}) };
  }
  return selection ?? { range: rangeIn(document, { start: offset, end: offset }) };
}

export function selectionRanges(session: Session, params: SelectionRangeParams): SelectionRange[] | null {
  const at = session.at(params.textDocument.uri);
  if (!at) return null;
  return params.positions.map((one) => selectionAt(at.document, at.analysis.tree, at.document.offsetAt(one)));
}

export const selectionRangesFeature = feature(SelectionRangeRequest.type, {
  capabilities: { selectionRangeProvider: true },
  params: v.object({ textDocument, positions: v.array(position) }),
  answer: selectionRanges,
});
