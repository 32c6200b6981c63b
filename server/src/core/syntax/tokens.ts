/** Tokens: the text cut into words, with what the parser found each to be. Offsets are relative to the item that holds the token. */
import type { KeywordId } from './keywords';

export type TokenKind = 'word' | 'number' | 'date' | 'string' | 'punctuation' | 'comment' | 'bad';

/** What a word turned out to be, for colouring, renaming and printing. */
export type TokenRole = 'keyword' | 'declaration' | 'reference' | 'member' | 'unit' | 'function' | 'field';

export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  /** As understood: NFC, full-width punctuation and digits in their ASCII forms. For a string the raw text between its quotes. */
  readonly text: string;
  /** A line break stands between this token and the one before. */
  readonly newline: boolean;
  /** Blank space or a line break stands before. */
  readonly spaced: boolean;
  /** Set by the parser when it took the word as a keyword (functions included). */
  keyword?: KeywordId;
  role?: TokenRole;
}

/** Signs that compare what stands on both sides. */
export const COMPARISONS: ReadonlySet<string> = new Set(['=', '!=', '<', '<=', '>', '>=']);
