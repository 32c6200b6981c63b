/**
 * Why: the layout keeps up with typing. `}` lays out the block that it closes, a new line is indented as the printer would indent it, and
 * punctuation that a Chinese input method typed into code becomes plain. Only blanks change, and the width of the one character just typed.
 */
import * as v from 'valibot';
import { DocumentOnTypeFormattingRequest, type Position, type TextEdit } from 'vscode-languageserver';
import { halfWidth } from '../core/syntax/chars';
import { codeRegions, type FormatEdit, indentAt } from '../core/syntax/index';
import type { PlacedItem } from '../core/syntax/tree';
import type { OpenFile, Session } from '../session';
import { feature, position, textDocument } from './feature';
import { layoutEdits, saysTheSame, textEdits, within } from './formatting';
import { itemAt, tokenAt } from './place';

const FULL_WIDTH = ['，', '；', '：', '（', '）', '｛', '｝'];

export function formatOnType(session: Session, uri: string, at: Position, ch: string): TextEdit[] | null {
  const file = session.at(uri);
  if (!file) return null;
  const offset = file.document.offsetAt(at);
  const edits =
    ch === '\n'
      ? indentLine(file, offset)
      : ch === '}'
        ? closeBlock(session, file, offset)
        : FULL_WIDTH.includes(ch)
          ? plain(file, offset)
          : [];
  return edits.length > 0 && saysTheSame(session, file, edits) ? textEdits(file.document, edits) : [];
}

/** The line of the offset, indented. */
function indentLine({ document, analysis }: OpenFile, offset: number): FormatEdit[] {
  const { text, tree } = analysis;
  const start = document.offsetAt({ line: document.positionAt(offset).line, character: 0 });
  // A region ends where the line that closes its fence begins; only at the end of the text is there still code to be written.
  const region = codeRegions(text, tree.literate).find((each) => each.start <= start && (start < each.end || each.end === text.length));
  if (!region) return [];
  const blank = /^[^\S\r\n]*/.exec(text.slice(start, start + 1000))?.[0] ?? '';
  const indent = indentIn(tree.items, start, region.start);
  if (indent === undefined) return [];
  const wanted = region.prefix + ' '.repeat(indent);
  return wanted === blank ? [] : [{ start, end: start + blank.length, text: wanted }];
}

function indentIn(items: readonly PlacedItem[], lineStart: number, regionStart: number): number | undefined {
  const placed = itemAt(items, lineStart);
  const first = placed?.item.tokens[0];
  if (placed && first && placed.offset + first.start < lineStart) return indentAt(placed.item, lineStart - placed.offset);
  if (placed && first && !/[\r\n]/.test(placed.item.text.slice(Math.max(0, lineStart - placed.offset), first.start))) return 0;
  // Blank lines belong to the item below; where the one above is not closed yet, they are its own.
  const above = placed ? items[items.indexOf(placed) - 1] : items[items.length - 1];
  return above && above.offset >= regionStart ? indentAt(above.item, above.item.text.length) : 0;
}

/** The lines of the block that the brace before the offset closes. */
function closeBlock(session: Session, file: OpenFile, offset: number): FormatEdit[] {
  const { document, analysis } = file;
  const found = tokenAt(analysis.tree.items, offset - 1);
  if (found?.token.kind !== 'punctuation' || found.token.text !== '}') return [];
  const { placed, token } = found;
  const { tokens } = placed.item;
  let depth = 0;
  let opening = tokens.indexOf(token);
  for (; opening >= 0; opening--) {
    const one = tokens[opening];
    if (one?.kind !== 'punctuation') continue;
    if (one.text === '}') depth++;
    else if (one.text === '{' && --depth === 0) break;
  }
  const from = tokens[opening];
  if (!from) return [];
  const edits = layoutEdits(session, file, placed.offset, placed.offset + placed.item.text.length);
  const first = document.positionAt(placed.offset + from.start).line;
  const last = document.positionAt(offset).line;
  // What stands behind the cursor is still to be written.
  const isBlankBefore = ({ start, end, text }: FormatEdit) =>
    end < offset && text.trim() === '' && analysis.text.slice(start, end).trim() === '';
  return within(document, edits.filter(isBlankBefore), first, last);
}

/** The character before the offset as plain punctuation, where it is punctuation and no part of a text, a comment or prose. */
function plain({ analysis }: OpenFile, offset: number): FormatEdit[] {
  const found = tokenAt(analysis.tree.items, offset - 1);
  if (found?.token.kind !== 'punctuation' || found.placed.offset + found.token.start !== offset - 1) return [];
  const code = analysis.text.charCodeAt(offset - 1);
  const wanted = halfWidth(code);
  return wanted === code ? [] : [{ start: offset - 1, end: offset, text: String.fromCharCode(wanted) }];
}

export const onTypeFormattingFeature = feature(DocumentOnTypeFormattingRequest.type, {
  capabilities: { documentOnTypeFormattingProvider: { firstTriggerCharacter: '}', moreTriggerCharacter: ['\n', ...FULL_WIDTH] } },
  params: v.object({ textDocument, position, ch: v.string(), options: v.optional(v.unknown()) }),
  answer: (session, params) => formatOnType(session, params.textDocument.uri, params.position, params.ch),
});
