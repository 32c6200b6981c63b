/** Why: what the word under the pointer is and what it came to in the selected example; and the page of a finding there. */
import { type Hover, type HoverParams, HoverRequest, MarkupKind } from 'vscode-languageserver';
import { keyword } from '../core/syntax/keywords';
import type { Session } from '../session';
import { rangeIn } from '../session';
import { configHover } from './configuration/hover';
import { feature, positionParams } from './feature';
import { describeSection } from './hover/examples';
import { describeExpression, describeRow } from './hover/expressions';
import { describeKeyword, joins } from './hover/keywords';
import { describeStatement } from './hover/statements';
import type { Hovered } from './hover/subject';
import { describeSymbol } from './hover/symbols';
import { describeDate, describeNumber } from './hover/units';
import { placeAt } from './place';
import { showingOf, viewOf } from './view';
import { phrase } from './wording';

/** Paragraphs of Markdown on the token; none where there is nothing to say. */
function describeToken(hovered: Hovered): string[] {
  const { analysis, at } = hovered;
  const { token, placed } = at;
  if (token.kind === 'comment') return [];
  if (token.keyword) {
    const did = describeStatement(hovered);
    const row = describeRow(hovered);
    // The ends of a row's interval: whether the row applies is all that there is to say.
    const ends = row.length > 0 && keyword(token.keyword).where.includes('interval');
    const value = did.length === 0 && !ends && joins.has(token.keyword) ? describeExpression(hovered) : [];
    return [...describeKeyword(token, hovered.showing.language), ...did, ...value, ...row];
  }
  const named = analysis.linked.references.at(analysis.uri, placed.item, token.start);
  // Not the name that ends where the token begins.
  const symbol = named && token.end <= named.place.end ? named.symbol : undefined;
  if (symbol) return [...describeSymbol(hovered, symbol), ...describeRow(hovered)];
  switch (token.kind) {
    case 'number': {
      const number = describeNumber(hovered);
      return [...(number.length > 0 ? number : describeExpression(hovered)), ...describeRow(hovered)];
    }
    case 'date':
      return [...describeDate(hovered), ...describeRow(hovered)];
    case 'string':
      return describeSection(hovered);
    case 'punctuation': {
      const row = describeRow(hovered);
      if (token.text === ':' || token.text === '|') return row;
      // The `%` and the strokes of a number belong to it.
      const number = describeNumber(hovered);
      return [...(number.length > 0 ? number : describeExpression(hovered)), ...row];
    }
    case 'word':
      return [...describeExpression(hovered), ...describeRow(hovered)];
    case 'bad':
      return [];
    default:
      return token.kind satisfies never;
  }
}

export function hover(session: Session, params: HoverParams): Hover | null {
  const config = session.config.document(params.textDocument.uri);
  if (config) return session.options.yaml ? null : configHover(session, config, config.offsetAt(params.position));
  const place = placeAt(session, params);
  if (!place) return null;
  const { document, analysis, offset, token, placed } = place;
  // Within an example the values are its own.
  const view = viewOf(session, analysis);
  const own = placed?.item.node.kind === 'example' && analysis.examples.find(({ example }) => example.place.item === placed.item);
  const seen = view && own ? { ...view, result: own } : view;
  const parts =
    token && placed ? describeToken({ session, analysis, at: { token, placed }, showing: showingOf(session, analysis), view: seen }) : [];
  for (const { name, range } of session.findingsOf(analysis)) {
    const page = offset >= range.start && offset <= range.end ? session.host.page(name, session.language) : undefined;
    if (page) parts.push(`[${phrase('page', session.language, { name })}](${page})`);
  }
  if (parts.length === 0) return null;
  const range = token && placed && rangeIn(document, { start: placed.offset + token.start, end: placed.offset + token.end });
  return { contents: { kind: MarkupKind.Markdown, value: [...new Set(parts)].join('\n\n') }, ...(range ? { range } : {}) };
}

export const hoverFeature = feature(HoverRequest.type, { capabilities: { hoverProvider: true }, params: positionParams, answer: hover });
