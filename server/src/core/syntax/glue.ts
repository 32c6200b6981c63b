/**
 * Glued words. Chinese is often written without spaces, so `研发费用的50` or `条件经认定` is one word to the scanner. An undeclared word is
 * split where a keyword may stand; every other part must be a declared name, a unit, a number or a date. Fewest parts win, then the longest
 * first part. Only after a statement's keyword may the rest be unknown (then it is scanned anew by itself).
 */
import { halfWidth } from './chars';
import { KEYWORDS, type KeywordId, keywordsSpelled } from './keywords';
import { LONGEST_GLUED } from './scanner';

/** What the grammar expects where the word begins. */
export type GluePlace =
  /** A statement (or item) keyword of this set. */
  | { readonly kind: 'statement'; readonly keywords: ReadonlySet<KeywordId>; readonly unknownRest: boolean }
  | { readonly kind: 'operand' }
  /** The start of a table's row. */
  | { readonly kind: 'pattern' }
  | { readonly kind: 'operator' }
  /** Directly after a number. */
  | { readonly kind: 'unit' }
  | { readonly kind: 'type' }
  /** After a statement's keyword that a blank parts from it: its further words (`up to`, `down` …) or an operand. */
  | { readonly kind: 'modifier' }
  /** The name of an expectation, parted by a blank from its keyword; a status may be glued to it. */
  | { readonly kind: 'expected' }
  /** After the name of an expectation. */
  | { readonly kind: 'expectation' };

type Class = 'infix' | 'interval' | 'prefix' | 'operand' | 'suffix' | 'type' | 'modifier' | 'status' | 'function';

const CLASSES: ReadonlyMap<KeywordId, Class> = new Map<KeywordId, Class>(
  (
    [
      [
        'infix',
        [
          'and',
          'or',
          'of',
          'has',
          'in',
          'then',
          'else',
          'when',
          'within',
          'tolerance',
          'default',
          'on payment',
          'at most',
          'needs',
          'like',
        ],
      ],
      ['interval', ['over', 'from', 'to', 'below']],
      ['prefix', ['not', 'if', 'by', 'marginal', 'highest', 'lowest', 'sum', 'first', 'each']],
      ['operand', ['yes', 'no', 'this', 'as_of', 'any', 'total', 'all', 'otherwise']],
      ['suffix', ['per year', 'ever']],
      ['type', ['money', 'number type', 'integer', 'percent', 'boolean', 'date', 'text', 'one of', 'any of', 'list of']],
      ['modifier', ['when any', 'up to', 'unspecified', 'down', 'up', 'half']],
      ['status', ['eligible', 'ineligible', 'inactive', 'excluded', 'granted', 'unknown', 'conflict', 'error']],
      [
        'function',
        ['min', 'max', 'abs', 'days', 'months', 'years', 'year', 'month', 'day', 'round function', 'round_down', 'round_up', 'paid'],
      ],
    ] satisfies [Class, KeywordId[]][]
  ).flatMap(([cls, ids]) => ids.map((id): [KeywordId, Class] => [id, cls])),
);

const UNITS = new Set(
  (
    '元 角 分 百万元 千万元 美元 欧元 英镑 日元 港元 天 日 周 月 个月 年 平方米 亩 公顷 平方公里 千瓦 兆瓦 吨 公斤 米 公里 人 家 个 项 台 件 次 辆 户 万 亿 万亿 ' +
    'day days week weeks month months year years m2 ha kWh MWh kW MW kg t m km person people'
  ).split(' '),
);

/** A unit that needs no declaration, with or without 万 or 亿 before it. */
export function isBuiltInUnit(word: string): boolean {
  if (UNITS.has(word)) return true;
  const rest = withoutMultiplier(word).rest;
  return rest !== '' && (UNITS.has(rest) || /^[A-Z]{3}$/.test(rest));
}

/** Cuts 万亿, 万 or 亿 off the front of a unit: the power of ten, and what is left. */
export function withoutMultiplier(word: string): { power: number; rest: string; length: number } {
  if (word.startsWith('万亿')) return { power: 12, rest: word.slice(2), length: 2 };
  if (word.startsWith('万')) return { power: 4, rest: word.slice(1), length: 1 };
  if (word.startsWith('亿')) return { power: 8, rest: word.slice(1), length: 1 };
  return { power: 0, rest: word, length: 0 };
}

/** Every single-word spelling, by its first character. */
const spellings = new Map<string, string[]>();
for (const k of KEYWORDS) {
  for (const s of [...k.en, ...k.zh]) {
    const first = s.charAt(0);
    const list = spellings.get(first) ?? [];
    if (!s.includes(' ') && !list.includes(s)) list.push(s);
    spellings.set(first, list);
  }
}
const chineseKeyword = new RegExp(
  KEYWORDS.flatMap((k) => k.zh)
    .filter((s) => !s.includes(' '))
    .sort((a, b) => b.length - a.length)
    .join('|'),
);
const englishKeyword = new RegExp(
  `(?<![0-9A-Za-z_])(?:${KEYWORDS.flatMap((k) => k.en)
    .filter((s) => !s.includes(' '))
    .join('|')})(?![A-Za-z_])`,
);

/** Cheap first question: can this word be glued at all? A keyword by itself is not. */
export function mayBeGlued(word: string): boolean {
  if (word.length < 2 || word.length > LONGEST_GLUED || keywordsSpelled(word).length > 0) return false;
  return chineseKeyword.test(word) || englishKeyword.test(word);
}

type State = 'operand' | 'pattern' | 'modifier' | 'after' | 'number' | 'type' | 'expectation';

interface Part {
  readonly text: string;
  /** A unit straight after its number: the fix puts no space between the two. */
  readonly joined: boolean;
}

/**
 * The parts of a glued word, or undefined when it cannot be split by the rule (or is declared: then it is a name).
 * `nextIsParen`: a `(` follows the word directly, so that a function may end it.
 */
export function splitWord(
  word: string,
  place: GluePlace,
  isDeclared: (word: string) => boolean,
  nextIsParen: boolean,
): readonly Part[] | undefined {
  if (!mayBeGlued(word) || isDeclared(word)) return undefined;
  const statuses =
    place.kind === 'expectation' || place.kind === 'expected' || (place.kind === 'statement' && place.keywords.has('expect'));
  const search = new Search(word, isDeclared, nextIsParen, statuses);
  if (place.kind !== 'statement') {
    const found = search.from(0, firstState(place.kind));
    return found && found.length > 1 ? found : undefined;
  }
  let best: readonly Part[] | undefined;
  let firstKeyword = '';
  for (const s of spellings.get(word.charAt(0)) ?? []) {
    if (!word.startsWith(s) || !search.mayCut(s.length, true) || !keywordsSpelled(s).some((k) => place.keywords.has(k.id))) continue;
    if (s.length > firstKeyword.length) firstKeyword = s;
    const rest = search.from(s.length, 'modifier');
    if (rest && (!best || rest.length + 1 < best.length || (rest.length + 1 === best.length && s.length > (best[0]?.text.length ?? 0)))) {
      best = [{ text: s, joined: false }, ...rest];
    }
  }
  if (best) return best;
  if (!firstKeyword || !place.unknownRest) return undefined;
  return [
    { text: firstKeyword, joined: false },
    { text: word.slice(firstKeyword.length), joined: false },
  ];
}

class Search {
  private readonly memo = new Map<string, readonly Part[] | null>();

  constructor(
    private readonly word: string,
    private readonly isDeclared: (word: string) => boolean,
    private readonly nextIsParen: boolean,
    private readonly statuses: boolean,
  ) {}

  /** May a part end before offset `i`? Not between two letters of the Latin alphabet; between letter and digit after a keyword only. */
  mayCut(i: number, afterKeyword: boolean): boolean {
    if (i >= this.word.length || i <= 0) return true;
    const a = this.word.charCodeAt(i - 1);
    const b = this.word.charCodeAt(i);
    if (a >= 128 || b >= 128) return true;
    const digit = (c: number) => c >= 48 && c <= 57;
    return afterKeyword && !digit(a) && a !== 95 && digit(b);
  }

  /** The best parts of the word from `i` on, [] at its end, undefined if there are none. */
  from(i: number, state: State): readonly Part[] | undefined {
    if (i === this.word.length) return [];
    const key = `${i} ${state}`;
    const known = this.memo.get(key);
    if (known !== undefined) return known ?? undefined;
    let best: readonly Part[] | undefined;
    const offer = (length: number, next: State, joined = false) => {
      const rest = this.from(i + length, next);
      if (!rest) return;
      const better = !best || rest.length + 1 < best.length || (rest.length + 1 === best.length && length > (best[0]?.text.length ?? 0));
      if (better) best = [{ text: this.word.slice(i, i + length), joined }, ...rest];
    };
    this.keywords(i, state, offer);
    const wantsOperand = state === 'operand' || state === 'pattern' || state === 'modifier';
    if (wantsOperand) this.number(i, offer);
    if (wantsOperand || state === 'number') this.names(i, state, offer);
    this.memo.set(key, best ?? null);
    return best;
  }

  private keywords(i: number, state: State, offer: (length: number, next: State) => void): void {
    for (const s of spellings.get(this.word.charAt(i)) ?? []) {
      if (!this.word.startsWith(s, i) || !this.mayCut(i, false) || !this.mayCut(i + s.length, true)) continue;
      for (const k of keywordsSpelled(s)) {
        const cls = CLASSES.get(k.id);
        const next = cls && step(state, cls, k.id);
        const status = cls === 'status' || (k.id === 'unspecified' && state !== 'modifier');
        if (!next || (status && !this.statuses)) continue;
        if (cls === 'function' && !(i + s.length === this.word.length && this.nextIsParen)) continue;
        offer(s.length, next);
      }
    }
  }

  private number(i: number, offer: (length: number, next: State) => void): void {
    const rest = this.word.slice(i, i + 14);
    const date = /^\d{4}年\d{1,2}月\d{1,2}日/.exec(rest);
    if (date) offer(date[0].length, 'after');
    let j = i;
    while (j < this.word.length && isDigit(this.word.charCodeAt(j))) j++;
    if (j > i) offer(j - i, 'number');
  }

  /** A declared name or unit that ends at the word's end or where a keyword begins. */
  private names(i: number, state: State, offer: (length: number, next: State, joined?: boolean) => void): void {
    const { word } = this;
    for (let j = i + 1; j <= word.length; j++) {
      if (j < word.length && (!this.mayCut(j, false) || !(spellings.get(word.charAt(j)) ?? []).some((s) => word.startsWith(s, j))))
        continue;
      const part = word.slice(i, j);
      if (keywordsSpelled(part).some((k) => k.reserved)) continue;
      const unit = isBuiltInUnit(part);
      if (state === 'number') {
        if (unit || this.isDeclared(part)) offer(j - i, 'after', i === 0 || isDigit(word.charCodeAt(i - 1)));
      } else if ((i > 0 || j < word.length) && (this.isDeclared(part) || unit)) offer(j - i, 'after');
    }
  }
}

/** Where each part ends in a word that begins at `start`, and the word with its spaces. */
export function laidOut(parts: readonly Part[], start: number): { readonly offsets: readonly number[]; readonly spaced: string } {
  const offsets: number[] = [];
  let offset = start;
  let spaced = '';
  for (const part of parts) {
    if (spaced !== '' && !part.joined) spaced += ' ';
    spaced += part.text;
    offset += part.text.length;
    offsets.push(offset);
  }
  return { offsets, spaced };
}

/** What may follow the first digits of a number, or its unit, without a blank: `.5%`, `/人`. */
const numberRest = /^(?:[.．]\p{Nd}+)?[%％]?[\p{L}\p{N}]*(?:[/／][\p{L}\p{N}]+)*/u;

/** Where a cut word ends in a number: what of it stands behind the word, in `text` from `end` on, so that messages show it whole. */
export function restOfNumber(word: string, text: string, end: number): string {
  return /\p{Nd}[\p{L}]*$/u.test(word) ? (numberRest.exec(text.slice(end, end + 24))?.[0] ?? '') : '';
}

function isDigit(unit: number): boolean {
  const half = halfWidth(unit);
  return half >= 48 && half <= 57;
}

function firstState(place: Exclude<GluePlace['kind'], 'statement'>): State {
  switch (place) {
    case 'operator':
      return 'after';
    case 'unit':
      return 'number';
    case 'expected':
      return 'operand';
    default:
      return place;
  }
}

/** The state after a keyword of class `cls`, undefined where it cannot stand. */
function step(state: State, cls: Class, id: KeywordId): State | undefined {
  switch (cls) {
    case 'infix':
      return state === 'after' || state === 'number' || state === 'expectation' || (state === 'pattern' && id === 'when')
        ? 'operand'
        : undefined;
    case 'interval':
      return state === 'after' || state === 'number' || state === 'pattern' || state === 'modifier' ? 'operand' : undefined;
    case 'prefix':
      return state === 'operand' || state === 'pattern' || state === 'modifier' ? 'operand' : undefined;
    case 'operand':
      return state === 'operand' || state === 'pattern' || state === 'modifier' ? 'after' : undefined;
    case 'suffix':
      return state === 'after' || state === 'number' ? 'after' : undefined;
    case 'type':
      return state === 'type' ? (id === 'integer' ? 'number' : 'after') : undefined;
    case 'modifier':
      // `unspecified` is an outcome too.
      if (id === 'unspecified' && (state === 'expectation' || state === 'after')) return 'after';
      return state === 'modifier' ? 'modifier' : undefined;
    case 'status':
      return state === 'expectation' || state === 'after' ? 'after' : undefined;
    case 'function':
      return state === 'operand' || state === 'pattern' || state === 'modifier' ? 'operand' : undefined;
    default: {
      const never: never = cls;
      return never;
    }
  }
}
