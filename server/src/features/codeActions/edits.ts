/** Why: edits of texts as an editor wants them, and several rounds of them as one. */
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

export type Replacement = Pick<TextEdit, 'start' | 'end' | 'text'>;

export function applied(text: string, edits: readonly Replacement[]): string {
  let out = '';
  let at = 0;
  for (const edit of inOrder(edits)) {
    out += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return out + text.slice(at);
}

function inOrder<T extends Replacement>(edits: readonly T[]): T[] {
  return [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** The fixes, first come first served, that do not touch one before them. Two that insert at one place touch. */
export function apart<T extends readonly TextEdit[]>(fixes: Iterable<T>): TextEdit[] {
  const taken: TextEdit[] = [];
  for (const edits of fixes) {
    const touches = edits.some((a) => taken.some((b) => a.uri === b.uri && a.start <= b.end && b.start <= a.end));
    if (!touches) taken.push(...edits);
  }
  return taken;
}

/** A text as pieces of another one and of what was put between them. */
type Piece = { readonly from: number; readonly to: number } | { readonly put: string };
const length = (piece: Piece): number => ('put' in piece ? piece.put.length : piece.to - piece.from);

/** Rounds of edits, each of the text that the round before made, as one round of edits of the first text. */
export class Rounds {
  private pieces: readonly Piece[];

  constructor(private readonly original: string) {
    this.pieces = [{ from: 0, to: original.length }];
  }

  add(edits: readonly Replacement[]): void {
    const out: Piece[] = [];
    let at = 0;
    for (const edit of inOrder(edits)) {
      out.push(...this.slice(at, edit.start), { put: edit.text });
      at = edit.end;
    }
    out.push(...this.slice(at, Number.POSITIVE_INFINITY));
    this.pieces = out;
  }

  private slice(start: number, end: number): Piece[] {
    const out: Piece[] = [];
    let at = 0;
    for (const piece of this.pieces) {
      const [from, to] = [Math.max(start - at, 0), Math.min(end - at, length(piece))];
      if (from < to) out.push('put' in piece ? { put: piece.put.slice(from, to) } : { from: piece.from + from, to: piece.from + to });
      at += length(piece);
    }
    return out;
  }

  /** In order; what the rounds put back as it was is left out. */
  edits(): Replacement[] {
    const edits: Replacement[] = [];
    let at = 0;
    let put = '';
    for (const piece of [...this.pieces, { from: this.original.length, to: this.original.length }]) {
      if ('put' in piece) {
        put += piece.put;
        continue;
      }
      if (this.original.slice(at, piece.from) !== put) edits.push({ start: at, end: piece.from, text: put });
      at = piece.to;
      put = '';
    }
    return edits;
  }
}
