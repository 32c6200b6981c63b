/** Why: at a narrow terminal long lines go on below, indented, where a word ends: the terminal itself would break them within a word or a figure. */
import { charWidth, width } from '../../explain/width';

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters
const COLOUR = /\u001b\[[0-9;]*m/g;
/** What may not begin a line, and what may not end one. */
const CLOSING = /[\p{Pe}\p{Pf}，。；：、！？,.;:!?%…·）》」』】〉”’]/u;
const OPENING = /[\p{Ps}\p{Pi}（《「『【〈“‘¥￥$€£]/u;
/** Further in than the line itself. Cells. */
const HANGING = 2;

/** Cells of a line with its colours. */
const cellsOf = (line: string): number => width(line.replace(COLOUR, ''));

/**
 * The line as one or several of at most `cells`. Nothing is lost but blanks at the breaks; a word that is longer than a line stays whole, so that a
 * path can be copied. Between Chinese characters a line may end, except before punctuation.
 */
export function folded(line: string, cells: number): string[] {
  if (cellsOf(line) <= cells) return [line];
  const indent = ' '.repeat(Math.min((/^ */.exec(line)?.[0].length ?? 0) + HANGING, Math.max(0, cells - 20)));
  const lines: string[] = [];
  let current = '';
  for (const piece of pieces(line)) {
    if (current.trim() !== '' && cellsOf(current + piece.trimEnd()) > cells) {
      lines.push(current.trimEnd());
      current = indent + piece.trimStart();
    } else current += piece;
  }
  return [...lines, current];
}

/** The same for each line of a text; as it is where nobody says how wide the terminal is. */
export function fitting(text: string, cells: number | undefined): string {
  if (cells === undefined) return text;
  return text
    .split('\n')
    .flatMap((line) => folded(line, cells))
    .join('\n');
}

/** Parts between which a line may end, with the blanks behind them. */
function pieces(line: string): string[] {
  const found: string[] = [];
  let piece = '';
  let before = '';
  // A colour code belongs to the character behind it.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: as above
  for (const [text] of line.matchAll(/(?:\u001b\[[0-9;]*m)*(?:[^\u001b]|$)/gu)) {
    const char = text.replace(COLOUR, '');
    if (piece !== '' && mayEnd(before, char)) {
      found.push(piece);
      piece = '';
    }
    piece += text;
    before = char;
  }
  return [...found, piece];
}

function mayEnd(before: string, after: string): boolean {
  if (after === '' || after === ' ') return false;
  if (before === ' ') return true;
  if (CLOSING.test(after) || OPENING.test(before)) return false;
  return charWidth(before) === 2 || charWidth(after) === 2;
}
