/** Why: what the word under the pointer is: its type, its unit, what it is in the first example; and the page of a finding there. */
import { type Hover, type HoverParams, HoverRequest, MarkupKind } from 'vscode-languageserver';
import type { Session } from '../session';
import { rangeIn } from '../session';
import { describeToken } from './describe';
import { feature, positionParams } from './feature';
import { tokenAt } from './place';
import { phrase } from './wording';

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

export const hoverFeature = feature(HoverRequest.type, { capabilities: { hoverProvider: true }, params: positionParams, answer: hover });
