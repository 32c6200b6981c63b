/**
 * Why: policies laid out in one way, as `clausewright fmt` lays them out. The layout is fixed: what an editor says of tabs and their size
 * (FormattingOptions) is not asked. Keywords stay in the language in which they were written.
 */
import * as v from 'valibot';
import { DocumentFormattingRequest, DocumentRangeFormattingRequest, type Range, type TextEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { sameTree } from '../core/syntax/compare';
import { type FileTree, type FormatEdit, formatEdits, type ItemSyntax, parseFile } from '../core/syntax/index';
import type { OpenFile, Session } from '../session';
import { rangeIn } from '../session';
import { documentParams, feature, rangeParams } from './feature';
import { minimalEdits } from './minimalEdits';

/** Names that the file's imports declare: they decide how glued words are read. */
function namesFor(session: Session, { document }: OpenFile): (word: string) => boolean {
  const imported = session.workspace.importedNames(document.uri);
  return (word) => imported.has(word);
}

/** The edits that lay out the items which touch [from, to), UTF-16 offsets; each as small as it can be, in order. */
export function layoutEdits(session: Session, file: OpenFile, from: number, to: number): FormatEdit[] {
  const { text, tree } = file.analysis;
  const whole = formatEdits(text, { literate: tree.literate, tree, isDeclared: namesFor(session, file) }, from, to);
  return whole.flatMap((edit) => minimalEdits(text.slice(edit.start, edit.end), edit.text, edit.start));
}

/** Does the text say the same after these edits, with the same comments? What is cut out of a layout might not. */
export function saysTheSame(session: Session, file: OpenFile, edits: readonly FormatEdit[]): boolean {
  const { text, tree } = file.analysis;
  let edited = '';
  let at = 0;
  for (const edit of edits) {
    edited += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  edited += text.slice(at);
  const filled = ({ items }: FileTree) => items.filter(({ item }) => item.tokens.length > 0);
  const now = filled(parseFile(edited, tree, { literate: tree.literate, isDeclared: namesFor(session, file) }));
  const before = filled(tree);
  return (
    now.length === before.length &&
    now.every(({ item }, i) => {
      const old = before[i]?.item;
      return item === old || (old !== undefined && sameItem(item, old));
    })
  );
}

function sameItem(a: ItemSyntax, b: ItemSyntax): boolean {
  const comments = (item: ItemSyntax) => item.tokens.filter(({ kind }) => kind === 'comment').map(({ text }) => text);
  return sameTree(a.node, b.node) && comments(a).join('\n') === comments(b).join('\n');
}

/** Edits that change nothing outside these lines (from 0, both included). */
export function within(document: TextDocument, edits: readonly FormatEdit[], first: number, last: number): FormatEdit[] {
  return edits.filter(({ start, end }) => {
    const { line } = document.positionAt(end);
    const beyond = line > last && !(line === last + 1 && end === document.offsetAt({ line, character: 0 }));
    return document.positionAt(start).line >= first && !beyond;
  });
}

export function textEdits(document: TextDocument, edits: readonly FormatEdit[]): TextEdit[] {
  return edits.map((edit) => ({ range: rangeIn(document, edit), newText: edit.text }));
}

export function formatDocument(session: Session, uri: string): TextEdit[] | null {
  const file = session.at(uri);
  return file ? textEdits(file.document, layoutEdits(session, file, 0, file.analysis.text.length)) : null;
}

/** The items that the range touches, but only the lines in the range; all of each item where its meaning would hang on the other lines. */
export function formatRange(session: Session, uri: string, range: Range): TextEdit[] | null {
  const file = session.at(uri);
  if (!file) return null;
  const { document } = file;
  const first = document.positionAt(document.offsetAt(range.start)).line;
  const end = document.positionAt(document.offsetAt(range.end));
  // Whole lines are selected up to the start of the line below.
  const last = end.character === 0 && end.line > first ? end.line - 1 : end.line;
  const edits = layoutEdits(
    session,
    file,
    document.offsetAt({ line: first, character: 0 }),
    document.offsetAt({ line: last + 1, character: 0 }),
  );
  const inside = within(document, edits, first, last);
  return textEdits(document, saysTheSame(session, file, inside) ? inside : edits);
}

/** What an editor says of tabs and blanks; any values, since none is used. */
const options = v.optional(v.unknown());

export const formattingFeature = feature(DocumentFormattingRequest.type, {
  capabilities: { documentFormattingProvider: true },
  params: v.object({ ...documentParams.entries, options }),
  answer: (session, { textDocument }) => formatDocument(session, textDocument.uri),
});

export const rangeFormattingFeature = feature(DocumentRangeFormattingRequest.type, {
  capabilities: { documentRangeFormattingProvider: true },
  params: v.object({ ...rangeParams.entries, options }),
  answer: (session, { textDocument, range }) => formatRange(session, textDocument.uri, range),
});
