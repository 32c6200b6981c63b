/**
 * What single characters mean: shared by the scanner and by the much faster pass that cuts a file into items, which must agree on where
 * words, strings and comments begin and end.
 */
import { itemKeyword } from './keywords';

const xidStart = /^[\p{XID_Start}_]$/u;
const xidContinue = /^\p{XID_Continue}$/u;

// For every ASCII character: 1 may start a word, 2 may continue one.
const ascii = new Uint8Array(128);
for (let c = 0; c < 128; c++) {
  const ch = String.fromCharCode(c);
  ascii[c] = (xidStart.test(ch) ? 1 : 0) | (xidContinue.test(ch) ? 2 : 0);
}

export function isWordStart(code: number): boolean {
  if (code < 128) return ((ascii[code] ?? 0) & 1) !== 0;
  if (code >= 0x4e00 && code <= 0x9fff) return true;
  return xidStart.test(String.fromCodePoint(code));
}

export function isWordPart(code: number): boolean {
  if (code < 128) return ((ascii[code] ?? 0) & 2) !== 0;
  if (code >= 0x4e00 && code <= 0x9fff) return true;
  return xidContinue.test(String.fromCodePoint(code));
}

export function isDigit(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 0xff10 && code <= 0xff19);
}

/** Blank space within a line, the byte-order mark and zero-width space included. */
export function isBlank(code: number): boolean {
  return (
    code === 32 ||
    code === 9 ||
    code === 0x3000 ||
    code === 0xa0 ||
    code === 0xfeff ||
    code === 0x200b ||
    code === 11 ||
    code === 12 ||
    code === 0x2028 ||
    code === 0x2029 ||
    (code >= 0x2000 && code <= 0x200a)
  );
}

export function isLineBreak(code: number): boolean {
  return code === 10 || code === 13;
}

const FULL = '，：；（）｛｝［］％＝＜＞／＋－＊．｜、';
const HALF = ',:;(){}[]%=<>/+-*.|,';
const halfOf = new Map<number, number>();
for (let i = 0; i < FULL.length; i++) halfOf.set(FULL.charCodeAt(i), HALF.charCodeAt(i));
for (let i = 0; i < 10; i++) halfOf.set(0xff10 + i, 48 + i);

/** The ASCII form of full-width punctuation and digits; any other character unchanged. */
export function halfWidth(code: number): number {
  return code < 0x3001 ? code : (halfOf.get(code) ?? code);
}

/** A text with its full-width punctuation and digits in their ASCII forms, of the same length. */
export function toHalfWidth(text: string): string {
  let plain = true;
  for (let i = 0; i < text.length && plain; i++) plain = text.charCodeAt(i) < 0x3001;
  if (plain) return text;
  let out = '';
  for (let i = 0; i < text.length; i++) out += String.fromCharCode(halfWidth(text.charCodeAt(i)));
  return out;
}

export interface StringExtent {
  readonly contentStart: number;
  readonly contentEnd: number;
  readonly end: number;
  readonly closed: boolean;
  readonly triple: boolean;
}

/** Is there a string's opening quote? `"` or `“`. */
export function isQuote(code: number): boolean {
  return code === 34 || code === 0x201c;
}

/**
 * Where the string that opens at `pos` ends. Without its partner a string ends at the line's end (before a `{` that ends the line, so that a
 * forgotten quote does not swallow a block), and `"""` before the first line that begins with an item's keyword.
 */
export function stringExtent(text: string, pos: number, limit: number): StringExtent {
  const quote = text.charCodeAt(pos);
  if (quote === 34 && text.charCodeAt(pos + 1) === 34 && text.charCodeAt(pos + 2) === 34 && pos + 3 <= limit)
    return tripleExtent(text, pos, limit);
  const partner = quote === 34 ? 34 : 0x201d;
  let i = pos + 1;
  for (; i < limit; i++) {
    const c = text.charCodeAt(i);
    if (c === partner) return { contentStart: pos + 1, contentEnd: i, end: i + 1, closed: true, triple: false };
    if (c === 10 || c === 13) break;
    if (c === 92 && i + 1 < limit && !isLineBreak(text.charCodeAt(i + 1))) i++;
  }
  let end = i;
  while (end > pos + 1 && isBlank(text.charCodeAt(end - 1))) end--;
  if (end > pos + 1 && text.charCodeAt(end - 1) === 123) {
    end--;
    while (end > pos + 1 && isBlank(text.charCodeAt(end - 1))) end--;
  }
  return { contentStart: pos + 1, contentEnd: end, end, closed: false, triple: false };
}

function tripleExtent(text: string, pos: number, limit: number): StringExtent {
  let item = -1;
  for (let i = pos + 3; i < limit; i++) {
    const c = text.charCodeAt(i);
    if (c === 92) i++;
    else if (c === 34 && text.charCodeAt(i + 1) === 34 && text.charCodeAt(i + 2) === 34 && i + 3 <= limit) {
      return { contentStart: pos + 3, contentEnd: i, end: i + 3, closed: true, triple: true };
    } else if (c === 10 || (c === 13 && text.charCodeAt(i + 1) !== 10)) {
      const header = itemHeaderAt(text, i + 1, limit);
      if (header === 'certain') return openTriple(text, pos, i);
      if (header === 'likely' && item < 0) item = i;
    }
  }
  return openTriple(text, pos, item >= 0 ? item : limit);
}

function openTriple(text: string, pos: number, stop: number): StringExtent {
  let end = stop;
  while (end > pos + 3 && (isBlank(text.charCodeAt(end - 1)) || isLineBreak(text.charCodeAt(end - 1)))) end--;
  return { contentStart: pos + 3, contentEnd: end, end, closed: false, triple: true };
}

/**
 * Does an item begin on the line at `pos`? 'certain' when its header is there too (a line of prose in a text may begin with `section`, but
 * hardly with `section "`), 'likely' when only its keyword is.
 */
function itemHeaderAt(text: string, pos: number, limit: number): 'certain' | 'likely' | undefined {
  let i = pos;
  while (i < limit && isBlank(text.charCodeAt(i))) i++;
  const start = i;
  while (i < limit && i - start < 12 && isWordPart(text.charCodeAt(i))) i++;
  if (i === start) return undefined;
  const kind = itemKeyword(text.slice(start, i));
  if (!kind) return undefined;
  const lineEnd = nextLineBreak(text, i, limit);
  const rest = text.slice(i, Math.min(lineEnd, i + 300));
  return headers[kind].test(rest) ? 'certain' : 'likely';
}

function nextLineBreak(text: string, pos: number, limit: number): number {
  let i = pos;
  while (i < limit && !isLineBreak(text.charCodeAt(i))) i++;
  return i;
}

const named = /^\s+[\p{XID_Start}_]\p{XID_Continue}*\s*["“{｛]/u;
const titled = /^\s*["“][^"”]*["”]\s*(?:[{｛]|\/\/|$)/u;
const headers = {
  policy: titled,
  import: /^\s*["“][^"”]*["”]\s*(?:\/\/|$)/u,
  unit: /^\s+[\p{XID_Start}_]\p{XID_Continue}*\s*(?:=|\/\/|$)/u,
  fact: /^\s+[\p{XID_Start}_]\p{XID_Continue}*\s*(?:["“]|[:：]\s*\S)/u,
  let: /^\s+[\p{XID_Start}_]\p{XID_Continue}*\s*(?:["“][^"”]*["”]\s*)?[=＝]/u,
  require: /^\s+\S.*["”]\s*$/u,
  section: titled,
  clause: named,
  exclusive: named,
  limit: named,
  qualitative: titled,
  example: /^\s*["“][^"”]*["”]\s*(?:[{｛]|like\b|同)/u,
} as const;
