/**
 * What the grammar expects at a place, for completion: the item is read with a stand-in word at that place, and the parser notes what it
 * looked for there. So what is offered is what would be read, and there is no second grammar.
 */
import { parseItem } from './items';
import type { KeywordId } from './keywords';
import type { Parser } from './parser';
import type { ItemSyntax, Token } from './tree';

/** What may stand at a place, beside keywords. */
export type Slot =
  /** An operand of an expression. */
  | 'operand'
  /** What goes on with the expression before it. */
  | 'operator'
  /** A row's pattern. */
  | 'pattern'
  | 'unit'
  | 'type'
  | 'date'
  /** A text in quotes. */
  | 'text'
  /** A field of a list's item in an example. */
  | 'field'
  /** A name that an example gives a value to. */
  | 'given'
  /** A new name. */
  | 'declaration'
  | 'name of list'
  | 'name of clause'
  | 'name of name';

/** The stand-in: a word that no author writes and that no keyword is glued to. */
export const STAND_IN = '_clausewright_here_';

/** What was looked for at the stand-in. */
export class Watch {
  readonly keywords = new Set<KeywordId>();
  readonly slots = new Set<Slot>();

  /** The parser asks whether the next word is this keyword. */
  ask(p: Parser, id: KeywordId): void {
    // The branches of an `if` may stand on lines of their own.
    if (standsNext(p, id === 'then' || id === 'else')) this.keywords.add(id);
  }

  expect(p: Parser, slot: Slot): void {
    if (standsNext(p, false)) this.slots.add(slot);
  }
}

function standsNext(p: Parser, anyLine: boolean): boolean {
  const t = p.peek();
  return t.text === STAND_IN && t.kind === 'word' && !p.failed && (anyLine || p.sameLine() || p.operandAt === p.pos);
}

export interface Expected {
  readonly item: ItemSyntax;
  /** The stand-in. */
  readonly token: Token;
  /** The token before it, comments left out. */
  readonly before: Token | undefined;
  readonly keywords: ReadonlySet<KeywordId>;
  readonly slots: ReadonlySet<Slot>;
}

/**
 * @param text an item's text with {@link STAND_IN} in it
 * @returns undefined where the stand-in is part of something else (a text, a comment, another word)
 */
export function expectedAt(text: string, isDeclared: (word: string) => boolean): Expected | undefined {
  const watch = new Watch();
  const item = parseItem(text, isDeclared, watch);
  let before: Token | undefined;
  for (const token of item.tokens) {
    if (token.text === STAND_IN && token.kind === 'word') return { item, token, before, keywords: watch.keywords, slots: watch.slots };
    if (token.kind !== 'comment') before = token;
  }
  return undefined;
}
