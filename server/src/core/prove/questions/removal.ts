/** The fix that takes a statement out. */
import type { Problem } from '../../finding';
import type { Place } from '../../program/program';

/** Removes the statement with its line. */
export function removal(title: string, place: Place): NonNullable<Problem['fixes']>[number] {
  const { text } = place.item;
  let { start, end } = place;
  while (start > 0 && (text[start - 1] === ' ' || text[start - 1] === '\t')) start--;
  const alone = text[start - 1] === '\n' && /^[ \t]*(\r?\n|$)/.test(text.slice(end));
  if (alone) end += /^[ \t]*\r?\n/.exec(text.slice(end))?.[0].length ?? 0;
  else ({ start } = place);
  return { title, data: {}, edits: [{ place: { ...place, start, end }, text: '' }] };
}
