/**
 * Why: bytes of a large file become text piece by piece, and are refused as elsewhere where they are not UTF-8: named as what they look like,
 * with the line, never read with replacement characters.
 */
import { decodeUtf8, type EncodingGuess } from '../host/utf8';

export type Bytes = AsyncIterable<Uint8Array>;

export interface NotText {
  readonly encoding: EncodingGuess;
  /** From 1. */
  readonly line: number;
}

export class NotUtf8 extends Error {
  constructor(readonly found: NotText) {
    super('not UTF-8');
  }
}

/** The text of the bytes, without a byte-order mark. @throws NotUtf8 */
export class TextPieces {
  private readonly decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  /** Line ends in what was decoded. */
  private lines = 0;
  private isFirst = true;

  next(bytes: Uint8Array): string {
    return this.decoded(bytes, true);
  }

  end(): string {
    return this.decoded(new Uint8Array(0), false);
  }

  private decoded(bytes: Uint8Array, stream: boolean): string {
    let text: string;
    try {
      text = this.decoder.decode(bytes, { stream });
    } catch {
      throw new NotUtf8(this.whatIsIt(bytes));
    }
    if (text.includes('\0')) throw new NotUtf8(this.whatIsIt(bytes));
    if (this.isFirst && text !== '') {
      this.isFirst = false;
      if (text.startsWith('\uFEFF')) text = text.slice(1);
    }
    for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) this.lines++;
    return text;
  }

  private whatIsIt(bytes: Uint8Array): NotText {
    // The file ends within a character.
    if (bytes.length === 0) return { encoding: 'unknown', line: this.lines + 1 };
    const whole = decodeUtf8(bytes);
    if (!('error' in whole)) return { encoding: 'unknown', line: this.lines + 1 };
    let { encoding = 'unknown' } = whole;
    // The piece may end within a character of two bytes.
    if (encoding === 'unknown' && bytes.length > 1) {
      const shorter = decodeUtf8(bytes.subarray(0, -1));
      if ('error' in shorter && shorter.encoding) encoding = shorter.encoding;
    }
    return { encoding, line: this.lines + (whole.line ?? 1) };
  }
}
