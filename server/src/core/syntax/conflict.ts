/**
 * Why: a file that a merge left in conflict says two things at once. What either side means is not guessed at: that the file is in conflict is
 * said once, at the first marker, and nothing is read of it until the conflict is resolved.
 */
import type { FileTree } from './tree';

export type MarkerKind = 'ours' | 'base' | 'parted' | 'theirs';

/** A line that git (and others) write around the sides of a conflict; UTF-16 offsets, without the line's end. */
export interface Marker {
  readonly kind: MarkerKind;
  readonly start: number;
  readonly end: number;
}

export interface Conflict {
  /** In order; the first is the beginning of the first conflict. */
  readonly markers: readonly Marker[];
  /** How many conflicts there are. */
  readonly count: number;
}

/** Seven of a kind at a line's beginning, alone or before a blank and what the side is called. */
const MARKER = /^(?:(<{7})|(\|{7})|(={7})|(>{7}))(?:[ \t][^\n]*|\r?)$/gm;
const BEGIN = '<<<<<<<';

/**
 * The conflicts of a text; undefined where there is none, which is found out in one search for seven `<`. In Markdown a line of `=` is also a
 * heading's, and `<` may stand in the prose, so a conflict has to end there; in a policy nothing begins so.
 */
export function conflictIn(text: string, literate: boolean): Conflict | undefined {
  if (!text.includes(BEGIN)) return undefined;
  const markers: Marker[] = [];
  let count = 0;
  let open = false;
  for (const match of text.matchAll(MARKER)) {
    const kind: MarkerKind = match[1] ? 'ours' : match[2] ? 'base' : match[3] ? 'parted' : 'theirs';
    if (kind === 'ours') count++;
    else if (!open) continue;
    open = kind !== 'theirs';
    markers.push({ kind, start: match.index, end: match.index + match[0].trimEnd().length });
  }
  const ended = markers.some(({ kind }) => kind === 'theirs');
  return count > 0 && (ended || !literate) ? { markers, count } : undefined;
}

/** What is read of a file in conflict: nothing. */
export const conflictedTree = (text: string, literate: boolean): FileTree => ({ text, literate, items: [], keywordLanguage: 'en' });
