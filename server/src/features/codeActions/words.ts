/** Why: keywords in new text are those of the language that the text around them is written in. */
import { type KeywordId, type KeywordLanguage, languageOf, spell } from '../../core/syntax/keywords';
import type { ItemSyntax, Span, Token } from '../../core/syntax/tree';

/** The first word in the span that was taken for this keyword. */
export function keywordIn(item: ItemSyntax, { start, end }: Span, id: KeywordId): Token | undefined {
  return item.tokens.find((token) => token.keyword === id && token.start >= start && token.end <= end);
}

/** The spelling of a keyword in the language of the word beside it. */
export function spellAs(id: KeywordId, like: Token): string {
  return spell(id, languageOf(like.text));
}

/** The language of the item's first keyword. */
export function languageOfItem(item: ItemSyntax): KeywordLanguage {
  const first = item.tokens.find((token) => token.keyword !== undefined);
  return first ? languageOf(first.text) : 'en';
}

/** Does a comment stand in the span? Then what is between two parts is not taken out. */
export function hasComment(item: ItemSyntax, start: number, end: number): boolean {
  return item.tokens.some((token) => token.kind === 'comment' && token.start < end && token.end > start);
}

/** Is the place on a word of these keywords that stands in the span? */
export function isOn(item: ItemSyntax, span: Span, at: Span, ...ids: readonly KeywordId[]): boolean {
  return item.tokens.some(
    (t) =>
      t.keyword !== undefined &&
      ids.includes(t.keyword) &&
      t.start >= span.start &&
      t.end <= span.end &&
      t.start <= at.start &&
      at.end <= t.end,
  );
}
