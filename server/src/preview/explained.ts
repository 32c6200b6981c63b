/** Why: how a figure came about, as the panel opens it: no deeper and no longer than anybody reads. */
import type { Place } from '../core/program/program';
import type { Figure } from '../explain/figures';
import { shorten } from '../explain/width';
import type { Explained, Spot } from '../previewProtocol';

/** Levels, lines in all, and cells of the text of one line. */
const most = { levels: 9, lines: 120, cells: 96 } as const;

export function explainedOf(figure: Figure, spotOf: (place: Place) => Spot): Explained {
  let lines = 0;
  const told = ({ text, value, place, inputs }: Figure, level: number): Explained => {
    lines++;
    const children: Explained[] = [];
    for (const input of inputs) {
      if (level >= most.levels || lines >= most.lines) {
        children.push({ text: '…', value: '', children: [] });
        break;
      }
      children.push(told(input, level + 1));
    }
    return { text: shorten(text, most.cells), value, spot: spotOf(place), children };
  };
  return told(figure, 1);
}
