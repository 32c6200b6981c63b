/**
 * Why: where the cursor is for completion: in which item, in which word, and where in that word the part begins that is being typed (glued
 * words have several such places). For each the parser is asked what it expects there.
 */

import { builtInUnit } from '../../core/program/index';
import type { GluePlace, PlacedItem, Token } from '../../core/syntax/index';
import { declaredIn, type Expected, expectedAt, KEYWORDS, readLiterate, STAND_IN, splitWord } from '../../core/syntax/index';
import type { Analysis } from '../../core/workspace';
import type { OpenFile, Session } from '../../session';
import { inComment, itemAt } from '../place';

/** The part of a word that is being typed, and what the grammar expects in its place. */
export interface Start {
  /** Offsets in the document: of the part's first character, and behind the word that holds the cursor. */
  readonly start: number;
  readonly end: number;
  /** As far as the cursor. */
  readonly typed: string;
  readonly expected: Expected;
  /** The word is glued to what stands before it. */
  readonly glued: boolean;
}

/** The cursor stands in a text in quotes. */
export interface InText {
  readonly start: number;
  readonly end: number;
  readonly typed: string;
  /** The keyword before the text. */
  readonly after: Token['keyword'];
  readonly placed: PlacedItem;
}

export type Cursor =
  | { readonly kind: 'word'; readonly starts: readonly Start[] }
  | { readonly kind: 'text'; readonly text: InText }
  /** In a comment, in prose, in a number. */
  | { readonly kind: 'nothing' };

const NOTHING: Cursor = { kind: 'nothing' };

/** Words longer than this are not looked into for glued parts. */
const LONGEST = 60;
/** How many glued beginnings are tried. */
const MOST_STARTS = 3;

const imported = new WeakMap<Analysis, ReadonlySet<string>>();

function oracle(session: Session, analysis: Analysis): (word: string) => boolean {
  let names = imported.get(analysis);
  if (!names) {
    names = analysis.program.files.length > 1 ? session.workspace.importedNames(analysis.uri) : new Set();
    imported.set(analysis, names);
  }
  const known = names;
  return (word) => declaredIn(analysis.tree, word) || known.has(word);
}

export function cursorAt(session: Session, { analysis }: OpenFile, offset: number): Cursor {
  const { items } = analysis.tree;
  const isDeclared = oracle(session, analysis);
  const placed = itemAt(items, offset);
  if (!placed) {
    if (items.length > 0 || !mayHoldCode(analysis, offset)) return NOTHING;
    const expected = expectedAt(STAND_IN, isDeclared);
    return expected ? { kind: 'word', starts: [{ start: offset, end: offset, typed: '', expected, glued: false }] } : NOTHING;
  }
  const { item } = placed;
  const at = offset - placed.offset;
  if (inComment(item, at)) return NOTHING;
  const inside = item.tokens.find((token) => token.start < at && at <= token.end);
  if (inside?.kind === 'string') {
    const closed = inside.end - inside.start > inside.text.length + 1;
    if (at < inside.end || !closed) return inText(placed, inside, at);
  }
  if ((inside?.kind === 'number' || inside?.kind === 'date') && (at < inside.end || inside.kind === 'date')) return NOTHING;
  const run = wordAround(item.tokens, at);
  // Before the item's first word: what is typed here may still belong to the item above.
  const first = item.tokens.find((token) => token.kind !== 'comment');
  const above = at <= (first?.start ?? at) && !run ? itemAbove(items, placed) : undefined;
  const text = above ? above.item.text + item.text : item.text;
  const base = above ? above.offset : placed.offset;
  const shift = placed.offset - base;
  const end = run ? shift + run.end : offset - base;
  const cursor = offset - base;
  // `近3`: the stand-in would make one word of all of it.
  const gluedNumber = inside?.kind === 'number' && item.tokens.some(({ kind, end: last }) => kind === 'word' && last === inside.start);
  const starts: Start[] = [];
  const behind = above ? '' : text.slice(end);
  const own = run ? shift + run.start : cursor;
  const phrase = phraseStart(item.tokens, own - shift, text.slice(shift));
  const beginning = run ? beginnings(text, own, cursor, isDeclared) : [cursor];
  for (const start of phrase === undefined ? beginning : [...beginning, shift + phrase]) {
    const glued = start > own;
    const before = text.slice(0, start);
    // A glued part is parted from the word before it, a part without anything typed from the word behind it.
    const stand = `${glued || gluedNumber ? ' ' : ''}${STAND_IN}${/^[\p{L}\p{N}_]/u.test(behind) ? ' ' : ''}`;
    const expected = ask(before, stand, behind, isDeclared);
    if (expected) starts.push({ start: base + start, end: base + end, typed: text.slice(start, cursor), expected, glued });
  }
  return { kind: 'word', starts };
}

/** After a number the next word is read as its unit; what may follow once it has one is asked for too. */
function ask(before: string, stand: string, behind: string, isDeclared: (word: string) => boolean): Expected | undefined {
  const expected = expectedAt(before + stand + behind, isDeclared);
  if (!expected?.slots.has('unit') || expected.slots.has('type')) return expected;
  if (expected.before?.text === '/') return expected;
  const followed = expectedAt(`${before} 元 ${stand}${behind}`, isDeclared);
  if (!followed) return expected;
  return {
    ...expected,
    slots: new Set([...expected.slots, ...followed.slots]),
    keywords: new Set([...expected.keywords, ...followed.keywords]),
  };
}

/** A file without a word; of a literate one the inside of its fences. */
function mayHoldCode({ tree }: Analysis, offset: number): boolean {
  return !tree.literate || readLiterate(tree.text).fences.some((fence) => fence.start <= offset && offset <= fence.end);
}

function itemAbove(items: readonly PlacedItem[], placed: PlacedItem): PlacedItem | undefined {
  const above = items[items.indexOf(placed) - 1];
  return above && above.offset + above.item.text.length === placed.offset ? above : undefined;
}

/** The run of letters and digits that the cursor stands in or behind; the tokens of a glued word together. */
function wordAround(tokens: readonly Token[], at: number): { start: number; end: number } | undefined {
  const index = tokens.findIndex((token) => token.kind === 'word' && token.start < at && at <= token.end);
  const token = tokens[index];
  if (!token) return undefined;
  let { start, end } = token;
  for (let i = index - 1; tokens[i]?.kind === 'word' && tokens[i]?.end === start; i--) start = tokens[i]?.start ?? start;
  for (let i = index + 1; tokens[i]?.kind === 'word' && tokens[i]?.start === end; i++) end = tokens[i]?.end ?? end;
  return { start, end };
}

const PLACES: readonly GluePlace[] = [
  { kind: 'statement', keywords: new Set(KEYWORDS.map(({ id }) => id)), unknownRest: false },
  { kind: 'operand' },
  { kind: 'operator' },
  { kind: 'pattern' },
  { kind: 'modifier' },
  { kind: 'type' },
  { kind: 'unit' },
  { kind: 'expectation' },
];
const chineseWords = new Set(KEYWORDS.flatMap(({ zh }) => zh));

/** The word's own beginning; and, of a word in Chinese, every place where what stands before it is complete. Longest first. */
function beginnings(text: string, start: number, cursor: number, isDeclared: (word: string) => boolean): number[] {
  const found = [start];
  if (cursor - start > LONGEST) return found;
  for (let at = cursor; at > start && found.length <= MOST_STARTS; at--) {
    if (text.charCodeAt(at - 1) < 128 || isLowSurrogate(text.charCodeAt(at))) continue;
    const head = text.slice(start, at).normalize('NFC');
    if (isWhole(head, isDeclared)) found.push(at);
  }
  return found;
}

/** The first words of keywords of several words: `at` of `at least`. */
const phrases = new Set(KEYWORDS.flatMap(({ en }) => en.flatMap((spelling) => spelling.split(' ').slice(0, -1))));

/** Where a keyword of several words begins, if the word before may be its first one. */
function phraseStart(tokens: readonly Token[], start: number, text: string): number | undefined {
  const before = tokens.find(({ kind, end }) => kind === 'word' && end === start - 1);
  return before && text[start - 1] === ' ' && phrases.has(before.text) ? before.start : undefined;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

function isWhole(head: string, isDeclared: (word: string) => boolean): boolean {
  if (isDeclared(head) || chineseWords.has(head) || builtInUnit(head)) return true;
  return PLACES.some((place) => splitWord(head, place, isDeclared, false) !== undefined);
}

function inText(placed: PlacedItem, token: Token, at: number): Cursor {
  const { tokens, text } = placed.item;
  const before = tokens.filter((one) => one.kind !== 'comment' && one.end <= token.start).at(-1);
  const raw = text.slice(token.start, token.end);
  const from = token.start + Math.max(1, raw.indexOf(token.text, 1));
  if (at < from) return NOTHING;
  // A text that is never closed goes to the end of its line; only what is typed is replaced.
  const closed = raw.length > token.text.length + 1;
  return {
    kind: 'text',
    text: {
      start: placed.offset + from,
      end: placed.offset + (closed ? from + token.text.length : at),
      typed: text.slice(from, at),
      after: before?.keyword,
      placed,
    },
  };
}
