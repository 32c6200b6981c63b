/** Why: what the word under the pointer is: its type, its unit, what it is in the first example; and the page of a finding there. */
import { type Hover, type HoverParams, MarkupKind } from 'vscode-languageserver';
import type { PlacedItem, Token } from '../core/syntax/tree';
import type { Session } from '../session';
import { rangeIn } from '../session';
import { describeToken } from './describe';
import { phrase } from './wording';

export interface TokenAt {
  readonly token: Token;
  readonly placed: PlacedItem;
}

/** The token that holds the offset, or ends at it. */
export function tokenAt(items: readonly PlacedItem[], offset: number): TokenAt | undefined {
  let ending: TokenAt | undefined;
  for (const placed of items) {
    for (const token of placed.item.tokens) {
      const start = placed.offset + token.start;
      const end = placed.offset + token.end;
      if (start <= offset && offset < end) return { token, placed };
      if (end === offset) ending = { token, placed };
    }
  }
  return ending;
}

export function hover(session: Session, params: HoverParams): Hover | null {
  const at = session.at(params.textDocument.uri);
  if (!at) return null;
  const { document, analysis } = at;
  const offset = document.offsetAt(params.position);
  const found = tokenAt(analysis.tree.items, offset);
  const parts = found ? describeToken(analysis, found, session.language) : [];
  for (const { name, range } of analysis.findings) {
    const page = offset >= range.start && offset <= range.end ? session.host.page(name, session.language) : undefined;
    if (page) parts.push(`[${phrase('page', session.language, { name })}](${page})`);
  }
  if (parts.length === 0) return null;
  const range = found && rangeIn(document, { start: found.placed.offset + found.token.start, end: found.placed.offset + found.token.end });
  return { contents: { kind: MarkupKind.Markdown, value: [...new Set(parts)].join('\n\n') }, ...(range ? { range } : {}) };
}
