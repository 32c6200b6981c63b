/**
 * Why: what makes a file's bytes text, wherever the bytes come from. Text is UTF-8 or it is refused: a file in another encoding is named as
 * such and never shown as mojibake.
 */

import { largestFile } from '../protocol';

/** Larger files are refused: no policy comes near, and a generated one is better split. Bytes. */
export const MAX_FILE_BYTES = largestFile;

export type ReadError = 'missing' | 'not-utf8' | 'unreadable' | 'too-large';

/** What a file that is not UTF-8 looks like; a guess, shown as one. */
export type EncodingGuess = 'utf-16' | 'gbk' | 'binary' | 'unknown';

export interface FileText {
  /** Without its byte-order mark. */
  readonly text: string;
  /** True where the file began with a byte-order mark (kept when the file is written back). */
  readonly bom: boolean;
}

export interface FileTrouble {
  readonly error: ReadError;
  /** For `not-utf8`. */
  readonly encoding?: EncodingGuess;
  /** For `not-utf8`: the offset of the first byte that UTF-8 does not allow, from 0. */
  readonly byte?: number;
  /** For `not-utf8`: its line, from 1. */
  readonly line?: number;
  /** For `too-large`: the file's size in bytes. */
  readonly size?: number;
  /** For `unreadable`: the system's code, e.g. `EACCES`, `EISDIR`. */
  readonly code?: string;
}

/** Strict UTF-8: no replacement characters, a leading byte-order mark taken off. A NUL is no text either. */
export function decodeUtf8(bytes: Uint8Array): FileText | FileTrouble {
  const bom = bytes.length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bom ? bytes.subarray(3) : bytes);
    const nul = text.indexOf('\0');
    if (nul < 0) return { text, bom };
    return { error: 'not-utf8', ...placeOf(bytes, bytes.indexOf(0)), encoding: guess(bytes) };
  } catch {
    return { error: 'not-utf8', ...placeOf(bytes, firstInvalid(bytes)), encoding: guess(bytes) };
  }
}

function placeOf(bytes: Uint8Array, byte: number): { byte: number; line: number } {
  let line = 1;
  for (let i = 0; i < byte; i++) if (bytes[i] === 0x0a) line++;
  return { byte, line };
}

/** The first byte at which the bytes stop being UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF). */
function firstInvalid(bytes: Uint8Array): number {
  let i = 0;
  while (i < bytes.length) {
    const lead = bytes[i] ?? 0;
    if (lead < 0x80) {
      i++;
      continue;
    }
    const more = lead >= 0xc2 && lead <= 0xdf ? 1 : lead >= 0xe0 && lead <= 0xef ? 2 : lead >= 0xf0 && lead <= 0xf4 ? 3 : 0;
    if (more === 0) return i;
    for (let k = 1; k <= more; k++) {
      const next = bytes[i + k] ?? 0;
      const low = k === 1 && lead === 0xe0 ? 0xa0 : k === 1 && lead === 0xf0 ? 0x90 : 0x80;
      const high = k === 1 && lead === 0xed ? 0x9f : k === 1 && lead === 0xf4 ? 0x8f : 0xbf;
      if (next < low || next > high) return i;
    }
    i += more + 1;
  }
  return Math.max(0, bytes.length - 1);
}

function guess(bytes: Uint8Array): EncodingGuess {
  const [a, b] = [bytes[0], bytes[1]];
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return 'utf-16';
  const head = bytes.subarray(0, 4096);
  let odd = 0;
  let even = 0;
  let control = 0;
  for (let i = 0; i < head.length; i++) {
    const value = head[i] ?? 0;
    if (value === 0) i % 2 === 0 ? even++ : odd++;
    else if (value < 0x20 && value !== 0x09 && value !== 0x0a && value !== 0x0d && value !== 0x0c) control++;
  }
  // Text of Latin letters and line ends in UTF-16 has a zero in every other byte, and hardly any on the other side.
  if (Math.max(odd, even) > head.length / 8 && Math.min(odd, even) * 10 <= Math.max(odd, even)) return 'utf-16';
  if (odd + even > 0 || control > head.length / 50) return 'binary';
  try {
    new TextDecoder('gbk', { fatal: true }).decode(bytes);
    return 'gbk';
  } catch {
    return 'unknown';
  }
}
