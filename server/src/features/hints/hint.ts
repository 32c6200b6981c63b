/** Why: what every kind of hint is made with: the line it stands at, its text, what is said when the pointer rests on it. */
import type { Place } from '../../core/program/program';
import { shorten } from '../view';

export interface Hint {
  /** It stands at the end of the line on which this ends. */
  readonly place: Place;
  readonly label: string;
  /** Markdown; made only for the hint that is looked at. */
  readonly tooltip: () => string;
  /** What a click on it leads to. */
  readonly target?: Place;
}

export type Add = (hint: Hint) => void;

/** Characters of a hint: longer ones push the editor's line out of the window. */
const longest = 78;

export function fitted(label: string): string {
  return shorten(label.replace(/\s+/g, ' ').trim(), longest);
}

/** Items that a tooltip lists. */
export const mostItems = 12;
