/** Why: what stands too much in a text is taken out as an author would: with its line or its comma, an item with the comments above it. */
import type { ItemSyntax, Span } from '../syntax/tree';
import type { Place } from './program';

/**
 * An entry of an item (a statement, a member, a name in a list): its line where it stands alone on one, else with the comma or semicolon
 * that parts it from its neighbour.
 */
export function entrySpan(item: ItemSyntax, { start, end }: Span): Span {
  const { text } = item;
  const before = /(\r?\n)[ \t>]*$/.exec(text.slice(0, start));
  const line = /^[ \t]*[,;，；、]?[ \t]*(?=\r?\n|$)/.exec(text.slice(end));
  if (before && line) {
    // The line break before it goes, that behind it stays.
    return { start: before.index, end: end + line[0].length };
  }
  const after = /^\s*[,;，；、][ \t]*/.exec(text.slice(end));
  if (after) return { start, end: end + after[0].length };
  const parted = /[,;，；、]\s*$/.exec(text.slice(0, start));
  if (parted) return { start: parted.index, end };
  const blanks = /[ \t]+$/.exec(text.slice(0, start));
  return { start: blanks && /^[ \t]/.test(text.slice(end)) ? blanks.index : start, end };
}

/** A whole item, with the comments directly above it and the blank lines before those. */
export function itemSpan(item: ItemSyntax): Span {
  const { text, node, tokens } = item;
  let { start } = node;
  for (const comment of tokens.filter((t) => t.kind === 'comment' && t.end <= node.start).reverse()) {
    const between = text.slice(comment.end, start);
    // A comment after a blank line, or behind the item before, is of something else.
    if ((between.match(/\n/g) ?? []).length > 1 || !/^\s*$/.test(between) || !/(^|\n)[ \t>\uFEFF]*$/.test(text.slice(0, comment.start)))
      break;
    start = comment.start;
  }
  // An item's text ends with its line: the line break behind it goes, and blank lines before it.
  const head = text.slice(0, start).replace(/^\uFEFF/, '');
  const blank = /(^|\n)[ \t\r\n]*$/.exec(head);
  const lead = blank ? head.length - blank.index - (blank[1] ?? '').length : 0;
  const rest = /^[ \t]*(?:\r?\n|$)/.exec(text.slice(node.end))?.[0].length ?? 0;
  return { start: start - lead, end: node.end + rest };
}

/** `name_2`, or the next number that is free. */
export function numbered(name: string, isTaken: (name: string) => boolean): string {
  for (let n = 2; ; n++) if (!isTaken(`${name}_${n}`)) return `${name}_${n}`;
}

/**
 * A row of a table: with its line where it stands alone there, else with the comma that parts it from its neighbour.
 * @param place its pattern and value
 */
export function wholeRow(place: Place): Place {
  const { text } = place.item;
  const before = /(?:^|\n)[ \t]*$/.exec(text.slice(0, place.start));
  const after = /^[ \t]*[,;]?[ \t]*(?:\/\/[^\n]*)?(\r?\n|$)/.exec(text.slice(place.end));
  let { start, end } = place;
  if (before && after) {
    start = before.index === 0 && !before[0].startsWith('\n') ? 0 : before.index + 1;
    end = place.end + after[0].length;
  } else {
    const comma = /^\s*[,;]\s*/.exec(text.slice(place.end));
    if (comma) end += comma[0].length;
    else start -= /[,;]\s*$/.exec(text.slice(0, place.start))?.[0].length ?? 0;
  }
  return { ...place, start, end };
}
