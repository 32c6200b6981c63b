/** Why: edits of a text: which can be done together, what comes of them, and several rounds of them as one. */
import type { TextEdit } from '../finding';

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

/** Edits of one text that do not overlap, in order. */
class Taken {
  private readonly edits: Replacement[] = [];

  touches({ start, end }: Replacement): boolean {
    const before = this.edits[this.after(end) - 1];
    return before !== undefined && before.end >= start;
  }

  add(edit: Replacement): void {
    this.edits.splice(this.after(edit.start), 0, edit);
  }

  /** How many begin at `offset` or before it. */
  private after(offset: number): number {
    let low = 0;
    let high = this.edits.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.edits[middle]?.start ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** The fixes of a text, first come first served, that do not touch one before them. Two that insert at one place touch. */
export function groups<T extends Replacement>(fixes: readonly (readonly T[])[]): (readonly T[])[] {
  const taken = new Taken();
  return fixes.filter((edits) => {
    if (edits.some((edit) => taken.touches(edit))) return false;
    for (const edit of edits) taken.add(edit);
    return true;
  });
}

/** The edits of the fixes, first come first served, that do not touch one before them; of any files. */
export function apart<T extends readonly TextEdit[]>(fixes: Iterable<T>): TextEdit[] {
  const files = new Map<string, Taken>();
  const edits: TextEdit[] = [];
  for (const fix of fixes) {
    if (fix.some((edit) => files.get(edit.uri)?.touches(edit))) continue;
    for (const edit of fix) {
      const taken = files.get(edit.uri) ?? new Taken();
      files.set(edit.uri, taken);
      taken.add(edit);
      edits.push(edit);
    }
  }
  return edits;
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
