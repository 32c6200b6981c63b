/** Why: edits of texts as an editor wants them. */
import type { TextDocumentEdit, TextEdit as WireEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { TextEdit } from '../../core/finding';
import type { Session } from '../../session';

/** With versions where the client can tell an edit of an old text from one of the present. */
export function workspaceEdit(session: Session, edits: readonly TextEdit[]): WorkspaceEdit {
  const files = new Map<string, { version: number | null; edits: WireEdit[] }>();
  for (const edit of edits) {
    const { uri, range } = session.location(edit);
    const file = files.get(uri) ?? { version: session.at(uri)?.document.version ?? null, edits: [] };
    file.edits.push({ range, newText: edit.text });
    files.set(uri, file);
  }
  if (!session.client.workspace?.workspaceEdit?.documentChanges)
    return { changes: Object.fromEntries([...files].map(([uri, file]) => [uri, file.edits])) };
  const documentChanges: TextDocumentEdit[] = [...files].map(([uri, file]) => ({
    textDocument: { uri, version: file.version },
    edits: file.edits,
  }));
  return { documentChanges };
}
