/**
 * The scanner: cuts an item's text into tokens on demand, so that the parser can have a glued word cut and the rest scanned anew. It never
 * fails: what is no token becomes a `bad` one with a problem, and every character is passed exactly once.
 */
import { MAX_DIGITS } from '../exact';
import { halfWidth, isBlank, isDigit, isLineBreak, isQuote, isWordPart, isWordStart, stringExtent, toHalfWidth } from './chars';
import type { SyntaxErrorCode } from './problems';
import type { Token, TokenKind } from './tokens';
import type { SyntaxProblem } from './tree';

/** Room for 万 and 亿 within what can be computed with. */
const MOST_DIGITS = MAX_DIGITS - 100;

/** After so many problems bad characters are only passed over: the file is no text. */
const MOST_BAD = 200;

/** Characters that people type or paste for an operator. */
const MEANT: Readonly<Record<string, string>> = {
  '≥': '>=',
  '≤': '<=',
  '≠': '!=',
  '×': '*',
  '÷': '/',
  '−': '-',
  '–': '-',
  '—': '-',
  '≧': '>=',
  '≦': '<=',
  '＂': '"',
  '”': '"',
  '〔': '(',
  '〕': ')',
  '【': '[',
  '】': ']',
  '。': '.',
};

const PUNCTUATION: readonly (string | undefined)[] = (() => {
  const table: (string | undefined)[] = new Array(128).fill(undefined);
  for (const c of '()[]{},;:=<>+-*/|%') table[c.charCodeAt(0)] = c;
  return table;
})();

const CHINESE_DATE = /^(\d{4})年(\d{1,2})月(\d{1,2})日/;
const ISO_DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/;

/** The longest word that glued-word splitting and normal form look at character by character. */
export const LONGEST_GLUED = 120;

export class Scanner {
  pos = 0;
  readonly problems: SyntaxProblem[] = [];
  /** Comments and bad characters: what the parser does not see. */
  readonly comments: Token[] = [];
  /** Offsets at which a word must end, ascending: where a glued word was split. */
  private cuts: Set<number> | undefined;

  constructor(
    readonly text: string,
    readonly limit: number = text.length,
  ) {}

  /** Makes every word end at these offsets. */
  cutAt(offsets: readonly number[]): void {
    this.cuts ??= new Set();
    for (const o of offsets) this.cuts.add(o);
  }

  /** Goes back, to scan anew from `offset`; forgets what was found behind it. */
  rewind(offset: number): void {
    this.pos = offset;
    while (this.problems.length > 0 && (this.problems[this.problems.length - 1]?.start ?? 0) >= offset) this.problems.pop();
    while (this.comments.length > 0 && (this.comments[this.comments.length - 1]?.start ?? 0) >= offset) this.comments.pop();
  }

  /** The next token that is no comment and not bad; undefined at the end. The others are collected on the way. */
  next(): Token | undefined {
    const { text, limit } = this;
    let newline = this.pos === 0;
    let spaced = newline;
    for (;;) {
      if (this.pos >= limit) return undefined;
      const c = text.charCodeAt(this.pos);
      if (c === 10 || c === 13) {
        newline = true;
        spaced = true;
        this.pos++;
      } else if (isBlank(c)) {
        spaced = true;
        this.pos++;
      } else if (c === 47 && text.charCodeAt(this.pos + 1) === 47) {
        const start = this.pos;
        while (this.pos < limit && !isLineBreak(text.charCodeAt(this.pos))) this.pos++;
        let end = this.pos;
        while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
        this.comments.push(token('comment', start, end, text.slice(start, end), newline, spaced));
        spaced = true;
      } else {
        const found = this.scan(c, newline, spaced);
        if (found.kind !== 'bad') return found;
        this.comments.push(found);
        spaced = true;
      }
    }
  }

  private scan(c: number, newline: boolean, spaced: boolean): Token {
    const start = this.pos;
    if (isDigit(c)) return this.number(newline, spaced);
    const code = c >= 0xd800 && c <= 0xdbff ? (this.text.codePointAt(start) ?? c) : c;
    if (isWordStart(code)) return this.word(newline, spaced);
    if (isQuote(c)) return this.string(newline, spaced);
    const half = halfWidth(c);
    if (half < 128) {
      const logic = this.logic(half, newline, spaced);
      if (logic) return logic;
      const sign = this.sign(half);
      if (sign) {
        const end = start + sign.length;
        this.pos = end;
        if (half !== c || (sign.length === 2 && this.text.charCodeAt(start + 1) > 127)) this.fullWidth(start, end, sign);
        if (sign === '=' && this.text.charCodeAt(end) === 61) {
          this.pos = end + 1;
          this.error('bad-character', start, end + 1, { found: '==', use: '=' }, '=');
          return token('punctuation', start, end + 1, '=', newline, spaced);
        }
        return token('punctuation', start, end, sign, newline, spaced);
      }
    }
    return this.bad(newline, spaced);
  }

  /** `&&`, `||` and `!` as other languages write them: read as the words that are meant, and reported. */
  private logic(half: number, newline: boolean, spaced: boolean): Token | undefined {
    const { text, pos: start } = this;
    const second = halfWidth(text.charCodeAt(start + 1));
    const follows = text.codePointAt(start + 1) ?? 0;
    const word =
      half === 38 && second === 38
        ? 'and'
        : half === 124 && second === 124
          ? 'or'
          : half === 33 && (second === 40 || isWordStart(follows))
            ? 'not'
            : '';
    if (word === '') return undefined;
    const end = start + (word === 'not' ? 1 : 2);
    this.pos = end;
    const before = start > 0 && !isBlank(text.charCodeAt(start - 1)) && word !== 'not' ? ' ' : '';
    const after = end < text.length && !isBlank(text.charCodeAt(end)) ? ' ' : '';
    this.error('bad-character', start, end, { found: text.slice(start, end), use: word }, `${before}${word}${after}`);
    return token('word', start, end, word, newline, spaced);
  }

  /** The operator or bracket whose first character, in ASCII, is `half`. */
  private sign(half: number): string | undefined {
    const second = halfWidth(this.text.charCodeAt(this.pos + 1));
    if (second === 61) {
      if (half === 33) return '!=';
      if (half === 60) return '<=';
      if (half === 62) return '>=';
    }
    return PUNCTUATION[half];
  }

  private word(newline: boolean, spaced: boolean): Token {
    const { text, limit } = this;
    const start = this.pos;
    let i = start;
    let plain = true;
    let wide = false;
    for (; i < limit; ) {
      if (i > start && this.cuts?.has(i)) break;
      const c = text.charCodeAt(i);
      if (c < 128) {
        if (!isWordPart(c)) break;
        i++;
        continue;
      }
      const code = c >= 0xd800 && c <= 0xdbff ? (text.codePointAt(i) ?? c) : c;
      if (!isWordPart(code)) break;
      if (c < 0x4e00 || c > 0x9fff) plain = false;
      if (c >= 0xff10 && c <= 0xff19) wide = true;
      i += code > 0xffff ? 2 : 1;
    }
    this.pos = i;
    let word = text.slice(start, i);
    if (!plain) word = word.normalize('NFC');
    if (wide) {
      word = toHalfWidth(word);
      this.fullWidth(start, i, word);
    }
    return token('word', start, i, word, newline, spaced);
  }

  private number(newline: boolean, spaced: boolean): Token {
    const { text, limit } = this;
    const start = this.pos;
    let i = this.digits(start);
    if (i - start === 4) {
      const date = this.date(start, newline, spaced);
      if (date) return date;
    }
    const point = halfWidth(text.charCodeAt(i));
    if (point === 46 && i + 1 < limit && isDigit(text.charCodeAt(i + 1))) i = this.digits(i + 1);
    this.pos = i;
    const raw = text.slice(start, i);
    const half = toHalfWidth(raw);
    if (half !== raw) this.fullWidth(start, i, half);
    const digits = half.includes('_') ? half.replaceAll('_', '') : half;
    if (digits.length > MOST_DIGITS) {
      this.error('number-too-long', start, i, { max: MOST_DIGITS });
      return token('number', start, i, '', newline, spaced);
    }
    return token('number', start, i, digits, newline, spaced);
  }

  /** Past digits and the single `_` between them. */
  private digits(from: number): number {
    const { text, limit } = this;
    let i = from;
    while (i < limit) {
      const c = text.charCodeAt(i);
      if (isDigit(c)) i++;
      else if (c === 95 && i > from && isDigit(text.charCodeAt(i + 1))) i += 2;
      else break;
    }
    return i;
  }

  private date(start: number, newline: boolean, spaced: boolean): Token | undefined {
    const mark = halfWidth(this.text.charCodeAt(start + 4));
    if (mark !== 45 && mark !== 0x5e74) return undefined;
    const raw = this.text.slice(start, Math.min(start + 14, this.limit));
    const half = toHalfWidth(raw);
    const iso = ISO_DATE.exec(half);
    const found = iso ?? CHINESE_DATE.exec(half);
    if (!found) return undefined;
    const [whole, y = '', m = '', d = ''] = found;
    const end = start + whole.length;
    this.pos = end;
    const year = Number(y);
    const month = Math.min(Math.max(Number(m), 1), 12);
    const day = Math.min(Math.max(Number(d), 1), daysInMonth(year, month));
    const text = `${y}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
    if (month !== Number(m) || day !== Number(d)) this.error('no-such-date', start, end, { found: whole, use: text });
    else if (iso && whole.length !== 10) this.error('date-format', start, end, { found: whole, use: text }, text);
    else if (whole !== raw.slice(0, whole.length)) this.fullWidth(start, end, whole);
    return token('date', start, end, text, newline, spaced);
  }

  private string(newline: boolean, spaced: boolean): Token {
    const start = this.pos;
    const extent = stringExtent(this.text, start, this.limit);
    this.pos = extent.end;
    if (!extent.closed) this.error(extent.triple ? 'unclosed-text' : 'unclosed-string', start, extent.end, {});
    return token('string', start, extent.end, this.text.slice(extent.contentStart, extent.contentEnd), newline, spaced);
  }

  /** A run of characters that belong to nothing is one token with one problem. */
  private bad(newline: boolean, spaced: boolean): Token {
    const { text, limit } = this;
    const start = this.pos;
    const first = String.fromCodePoint(text.codePointAt(start) ?? 0xfffd);
    // A Chinese full stop is a decimal point before a digit only; at a sentence's end it goes.
    const meant = first === '。' && !isDigit(text.charCodeAt(start + 1)) ? undefined : MEANT[first];
    if (meant !== undefined) {
      this.pos = start + first.length;
      this.error('bad-character', start, this.pos, { found: first, use: meant }, meant);
      const known = meant.length === 2 || PUNCTUATION[meant.charCodeAt(0)] !== undefined;
      return token(known ? 'punctuation' : 'bad', start, this.pos, known ? meant : first, newline, spaced);
    }
    let i = start;
    while (i < limit) {
      const c = text.charCodeAt(i);
      const code = text.codePointAt(i) ?? c;
      if (i > start && (c === 10 || c === 13 || isBlank(c) || isDigit(c) || isQuote(c) || isWordStart(code))) break;
      if (i > start && (halfWidth(c) < 128 ? PUNCTUATION[halfWidth(c)] !== undefined : MEANT[text.charAt(i)] !== undefined)) break;
      i += code > 0xffff ? 2 : 1;
    }
    this.pos = i;
    if (this.problems.length < MOST_BAD)
      this.error('bad-character', start, i, { found: text.slice(start, Math.min(i, start + 20)), use: '' });
    return token('bad', start, i, text.slice(start, i), newline, spaced);
  }

  private error(code: SyntaxErrorCode, start: number, end: number, data: Record<string, string | number>, fix?: string): void {
    const problem: SyntaxProblem = { rule: 'syntax-error', start, end, data: { code, ...data } };
    this.problems.push(fix === undefined ? problem : { ...problem, fix: [{ start, end, text: fix }] });
  }

  private fullWidth(start: number, end: number, use: string): void {
    const found = this.text.slice(start, end);
    this.problems.push({ rule: 'fullwidth-punctuation', start, end, data: { found, use }, fix: [{ start, end, text: use }] });
  }
}

function token(kind: TokenKind, start: number, end: number, text: string, newline: boolean, spaced: boolean): Token {
  return { kind, start, end, text, newline, spaced, keyword: undefined, role: undefined } as Token;
}

/** Days in a month of the proleptic Gregorian calendar; `month` from 1. */
function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** A string token's contents: `\"` and `\\` resolved, line ends as `\n`. */
export function unescapeText(raw: string): string {
  let out = raw;
  if (out.includes('\\')) out = out.replace(/\\(["\\“”])/g, '$1');
  if (out.includes('\r')) out = out.replace(/\r\n?/g, '\n');
  return out;
}
