/**
 * Cuts a text into items: an item begins at an item's keyword at a line's start, whatever is open. This pass looks at single characters
 * only and is an order of magnitude faster than scanning. It starts afresh at every item, so that a change in one item cannot move the
 * bounds of another.
 */
import { halfWidth, isBlank, isLineBreak, isQuote, isWordPart, isWordStart, stringExtent } from './chars';
import { type ItemKeyword, itemKeyword, KEYWORDS } from './keywords';

const NOT_GLUED = ['policy', 'import', 'section', 'qualitative', 'example'];
/** Item keywords that a Chinese name may be glued to. The others are followed by a quote, which ends the word. */
const GLUED: readonly (readonly [string, ItemKeyword, RegExp | undefined])[] = KEYWORDS.flatMap((k) =>
  k.where.includes('item') && !NOT_GLUED.includes(k.id)
    ? [...k.zh, ...k.en].map((s) => [s, k.id as ItemKeyword, afterGlued(k.id as ItemKeyword)] as const)
    : [],
);

/** What must follow a glued name for the line to begin an item. */
function afterGlued(id: ItemKeyword): RegExp | undefined {
  switch (id) {
    case 'clause':
    case 'exclusive':
    case 'limit':
      return /^\s*["“{｛]/;
    case 'fact':
      return /^\s*["“:：]/;
    case 'let':
      return /^\s*(?:["“][^"”\n]*["”]\s*)?[=＝]/;
    case 'unit':
      return /^[^\S\n]*(?:[=＝]|\/\/|\r?\n|$)/;
    default:
      return undefined;
  }
}

const BLOCKS = new Set<ItemKeyword>(['policy', 'clause', 'exclusive', 'limit', 'example']);
/** After one of these at a line's end the expression goes on. */
const CONTINUING = '+-*/=<>,|:({[';

interface Open {
  readonly indent: number;
  readonly block: boolean;
}

/**
 * Calls `onItem` with the start of each item in [from, to): the line after the last line of the item before, so that blank lines and
 * comments above an item are its own. Text before the first item is one too. `onItem` returns true to stop.
 */
export function cutItems(text: string, from: number, to: number, onItem: (start: number) => boolean): void {
  let item: Open | undefined;
  let depth = 0;
  let braces = 0;
  const counts = { '{': 0, '(': 0, '[': 0 };
  const stack: ('{' | '(' | '[')[] = [];
  /** Where the next item's text would begin: after the last line with something of the present one. */
  let boundary = from;
  let last = 0;
  let any = false;
  let atLineStart = true;
  let indent = 0;
  let significant = false;

  for (let i = from; i < to; ) {
    const c = text.charCodeAt(i);
    if (c === 10 || c === 13) {
      i += c === 13 && text.charCodeAt(i + 1) === 10 ? 2 : 1;
      if (significant) boundary = i;
      significant = false;
      atLineStart = true;
      indent = 0;
      continue;
    }
    if (c === 32 || c === 9 || c === 11 || c === 12 || (c >= 128 && isBlank(c))) {
      if (atLineStart) indent += c === 9 ? 4 : c === 0x3000 ? 2 : c === 0xfeff || c === 0x200b ? 0 : 1;
      i++;
      continue;
    }
    if (c === 47 && text.charCodeAt(i + 1) === 47) {
      while (i < to && !isLineBreak(text.charCodeAt(i))) i++;
      atLineStart = false;
      continue;
    }
    if (atLineStart) {
      atLineStart = false;
      const open = item !== undefined && (depth > 0 || (item.block && braces === 0));
      const found = itemAt(text, i, to, open ? item : undefined, depth, indent, last);
      if (found) {
        if (!any && boundary > from && onItem(from)) return;
        if (onItem(boundary)) return;
        any = true;
        item = { indent, block: BLOCKS.has(found.kind) };
        depth = 0;
        braces = 0;
        stack.length = 0;
        counts['{'] = 0;
        counts['('] = 0;
        counts['['] = 0;
        i = found.end;
        significant = true;
        continue;
      }
    }
    significant = true;
    last = c;
    if (c < 128 ? c === 34 : isQuote(c)) {
      i = Math.max(i + 1, stringExtent(text, i, to).end);
      continue;
    }
    const half = c < 128 ? c : halfWidth(c);
    last = half;
    if (half === 123 || half === 40 || half === 91) {
      const bracket = half === 123 ? '{' : half === 40 ? '(' : '[';
      stack.push(bracket);
      counts[bracket]++;
      if (bracket === '{') braces++;
      depth = stack.length;
    } else if (half === 125 || half === 41 || half === 93) {
      const opener = half === 125 ? '{' : half === 41 ? '(' : '[';
      if (counts[opener] > 0) {
        for (let popped = stack.pop(); popped; popped = stack.pop()) {
          counts[popped]--;
          if (popped === opener) break;
        }
        depth = stack.length;
      }
    }
    i++;
  }
  if (!any && to > from) onItem(from);
}

/** Does an item begin at `pos`, the first character of a line? `open`: the item that is still open there. */
function itemAt(
  text: string,
  pos: number,
  to: number,
  open: Open | undefined,
  depth: number,
  indent: number,
  last: number,
): { kind: ItemKeyword; end: number } | undefined {
  const c = text.charCodeAt(pos);
  if (c < 128 ? c < 97 || c > 122 : !isWordStart(c)) return undefined;
  let end = pos;
  while (end < to && end - pos < 130 && isWordPart(text.charCodeAt(end))) end++;
  const word = text.slice(pos, end);
  const kind = itemKeyword(word);
  if (kind) return kind === 'let' && open && indent > open.indent ? undefined : { kind, end };
  for (const [spelling, id, after] of GLUED) {
    if (!word.startsWith(spelling) || (c < 128 && word.charCodeAt(spelling.length) < 128)) continue;
    if (open && (indent > open.indent || (!after && depth > 0))) return undefined;
    if (after ? !after.test(text.slice(end, Math.min(to, end + 200))) : last !== 0 && CONTINUING.includes(String.fromCharCode(last)))
      return undefined;
    return { kind: id, end };
  }
  return undefined;
}
