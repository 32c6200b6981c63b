/** Why: what can be folded: sections, blocks, tables, lists, texts of several lines, runs of comments; in literate files the fences. */
import { type FoldingRange, FoldingRangeKind, type FoldingRangeParams, FoldingRangeRequest } from 'vscode-languageserver';
import type { ItemSyntax, Span } from '../core/syntax/tree';
import type { Session } from '../session';
import { documentParams, feature } from './feature';
import { fencesOf } from './fences';
import { outlineOf } from './outline';

interface Fold extends Span {
  readonly kind?: FoldingRangeKind;
}

const folds = new WeakMap<ItemSyntax, readonly Fold[]>();

/** From an opening bracket to its partner (tables, lists, blocks), texts over several lines, and runs of comments; relative to the item. */
function foldsIn(item: ItemSyntax): readonly Fold[] {
  let found = folds.get(item);
  if (!found) {
    found = [...brackets(item), ...comments(item)];
    folds.set(item, found);
  }
  return found;
}

function brackets(item: ItemSyntax): Fold[] {
  const found: Fold[] = [];
  const open: number[] = [];
  for (const { kind, text, start, end } of item.tokens) {
    if (kind === 'string' && item.text.slice(start, end).includes('\n')) found.push({ start, end });
    if (kind !== 'punctuation') continue;
    if ('{[('.includes(text)) open.push(start);
    else if ('}])'.includes(text)) {
      const from = open.pop();
      // The closing bracket's line stays in sight.
      if (from !== undefined) found.push({ start: from, end: lineBefore(item.text, start) });
    }
  }
  return found;
}

/** The end of the line before the offset where only blanks stand between; else the offset. */
function lineBefore(text: string, offset: number): number {
  const line = text.lastIndexOf('\n', offset - 1);
  return line >= 0 && /^\s*$/.test(text.slice(line, offset)) ? line : offset;
}

function comments(item: ItemSyntax): Fold[] {
  const found: Fold[] = [];
  let run: { start: number; end: number } | undefined;
  for (const { kind, start, end } of item.tokens) {
    const isAlone = kind === 'comment' && /^[^\S\n]*$/.test(item.text.slice(item.text.lastIndexOf('\n', start - 1) + 1, start));
    if (isAlone && run && (item.text.slice(run.end, start).match(/\n/g) ?? []).length === 1) run.end = end;
    else {
      if (run) found.push({ ...run, kind: FoldingRangeKind.Comment });
      run = isAlone ? { start, end } : undefined;
    }
  }
  if (run) found.push({ ...run, kind: FoldingRangeKind.Comment });
  return found;
}

export function foldingRanges(session: Session, params: FoldingRangeParams): FoldingRange[] {
  const at = session.at(params.textDocument.uri);
  if (!at) return [];
  const { document, analysis } = at;
  const { tree } = analysis;
  const found: FoldingRange[] = [];
  const seen = new Set<number>();
  const add = (start: number, end: number, kind?: FoldingRangeKind): void => {
    const startLine = document.positionAt(start).line;
    const endLine = document.positionAt(end).line;
    if (endLine <= startLine || seen.has(startLine)) return;
    seen.add(startLine);
    found.push({ startLine, endLine, ...(kind ? { kind } : {}) });
  };
  for (const { placed, end, inside } of outlineOf(tree)) {
    if (inside.length > 0) add(placed.offset + placed.item.node.start, end, FoldingRangeKind.Region);
  }
  for (const { start, end } of fencesOf(tree))
    if (end > start) add(Math.max(0, start - 1), Math.max(start, end - 1), FoldingRangeKind.Region);
  for (const { item, offset } of tree.items) for (const { start, end, kind } of foldsIn(item)) add(offset + start, offset + end, kind);
  return found.sort((a, b) => a.startLine - b.startLine);
}

export const foldingRangesFeature = feature(FoldingRangeRequest.type, {
  capabilities: { foldingRangeProvider: true },
  params: documentParams,
  answer: foldingRanges,
});
