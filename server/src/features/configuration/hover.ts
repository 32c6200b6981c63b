/** Why: who reads a `clausewright.yaml` is told what a finding in it is, without looking for its page. */
import { type Hover, MarkupKind } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { keyOrValueAt } from '../../config/place';
import { rangeIn, type Session } from '../../session';
import { aboutKey, aboutValue } from './help';

export function configHover(session: Session, document: TextDocument, offset: number): Hover | null {
  const at = keyOrValueAt(document.getText(), offset);
  if (!at) return null;
  const value = at.kind === 'key' ? aboutKey(session, at.path) : aboutValue(session, at.path, at.text);
  return value === undefined ? null : { contents: { kind: MarkupKind.Markdown, value }, range: rangeIn(document, at) };
}
