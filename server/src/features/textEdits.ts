/** Why: changes of many files by offset, as the editor's edit of the workspace, and what the files say after them. */
import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { rangeIn, type Session } from '../session';
import { Locations } from './names';

/** What stands between two offsets (UTF-16) is replaced. Edits of one file do not overlap; an insertion may stand where another begins. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** By canonical URI. */
export type Changes = ReadonlyMap<string, readonly Change[]>;

/** In the order of the text, insertions before what is replaced at their place. */
export function inOrder(changes: readonly Change[]): Change[] {
  return [...changes].sort((a, b) => a.start - b.start || a.end - b.end);
}

export function changed(text: string, changes: readonly Change[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, text: inserted } of inOrder(changes)) {
    result += text.slice(at, start) + inserted;
    at = end;
  }
  return result + text.slice(at);
}

/** With the versions of the open documents where the editor understands them, so that it refuses what it has changed meanwhile. */
export function workspaceEdit(session: Session, changes: Changes): WorkspaceEdit {
  const locations = new Locations(session);
  const files = [...changes].map(([uri, list]) => {
    const document = locations.document(uri);
    const edits: TextEdit[] = inOrder(list).map((change) => ({ range: rangeIn(document, change), newText: change.text }));
    return { uri: document.uri, version: session.document(uri)?.version ?? null, edits };
  });
  if (session.client.workspace?.workspaceEdit?.documentChanges) {
    return { documentChanges: files.map(({ uri, version, edits }) => ({ textDocument: { uri, version }, edits })) };
  }
  return { changes: Object.fromEntries(files.map(({ uri, edits }) => [uri, edits])) };
}
