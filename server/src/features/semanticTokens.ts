/** Why: colours by what a name stands for, which no grammar can know: a fact, a derived value, a clause, a member … */
import * as v from 'valibot';
import {
  SemanticTokenModifiers as Modifier,
  type SemanticTokens,
  type SemanticTokensDelta,
  type SemanticTokensDeltaParams,
  SemanticTokensDeltaRequest,
  type SemanticTokensLegend,
  type SemanticTokensParams,
  type SemanticTokensRangeParams,
  SemanticTokensRangeRequest,
  SemanticTokensRequest,
  SemanticTokenTypes as Type,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Reference, SymbolInfo } from '../core/program/index';
import type { ItemSyntax, Token } from '../core/syntax/tree';
import type { Analysis } from '../core/workspace';
import type { OpenFile, Session } from '../session';
import { documentParams, feature, rangeParams } from './feature';

const types = [
  Type.keyword,
  Type.comment,
  Type.string,
  Type.number,
  Type.function,
  Type.parameter,
  Type.variable,
  Type.property,
  Type.enumMember,
  Type.class,
  Type.interface,
  Type.type,
] as const;
const modifiers = [Modifier.declaration, Modifier.readonly, Modifier.defaultLibrary] as const;
const legend: SemanticTokensLegend = { tokenTypes: [...types], tokenModifiers: [...modifiers] };

interface Colour {
  readonly type: (typeof types)[number];
  readonly modifiers?: readonly (typeof modifiers)[number][];
}

function colourOfSymbol({ kind, declaration }: SymbolInfo): Colour | undefined {
  switch (kind) {
    case 'fact':
      return { type: Type.parameter, modifiers: [Modifier.readonly] };
    case 'let':
    case 'local':
      return { type: Type.variable, modifiers: [Modifier.readonly] };
    case 'field':
      return { type: Type.property, modifiers: [Modifier.readonly] };
    case 'member':
      return { type: Type.enumMember };
    case 'clause':
      return { type: Type.class };
    case 'exclusive':
    case 'limit':
      return { type: Type.interface };
    case 'unit':
      return { type: Type.type, ...(declaration ? {} : { modifiers: [Modifier.defaultLibrary] }) };
    case 'example':
    case 'file':
      return undefined;
    default:
      return kind satisfies never;
  }
}

/** What is known nowhere has no colour. */
function colourOf(token: Token, reference: Reference | undefined): Colour | undefined {
  switch (token.kind) {
    case 'comment':
      return { type: Type.comment };
    case 'string':
      return { type: Type.string };
    case 'number':
    case 'date':
      return { type: Type.number };
    case 'word': {
      // A keyword that a reference stands at is the member 其他 before a row's colon.
      const colour = reference && colourOfSymbol(reference.symbol);
      if (colour) return reference.isDeclaration ? { ...colour, modifiers: [Modifier.declaration, ...(colour.modifiers ?? [])] } : colour;
      if (token.role === 'function') return { type: Type.function, modifiers: [Modifier.defaultLibrary] };
      return token.keyword || token.role === 'keyword' ? { type: Type.keyword } : undefined;
    }
    case 'punctuation':
    case 'bad':
      return undefined;
    default:
      return token.kind satisfies never;
  }
}

/** Five numbers a token: line and character from the item's start, length, type, modifiers. */
interface Coloured {
  /** What the colours hang on beside the item's text. */
  readonly names: object;
  readonly kinds: object;
  readonly data: readonly number[];
}

const kept = new WeakMap<ItemSyntax, Coloured>();

function coloured({ linked: { references }, uri }: Analysis, item: ItemSyntax): readonly number[] {
  const [names, kinds] = references.namesIn(uri, item);
  const known = kept.get(item);
  if (known?.names === names && known.kinds === kinds) return known.data;
  const data = colour(item, references.inItem(uri, item));
  kept.set(item, { names, kinds, data });
  return data;
}

function colour(item: ItemSyntax, references: readonly Reference[]): number[] {
  const data: number[] = [];
  let line = 0;
  let lineStart = 0;
  let next = 0;
  const { text } = item;
  const goTo = (offset: number): void => {
    for (let at = text.indexOf('\n', lineStart); at >= 0 && at < offset; at = text.indexOf('\n', lineStart)) {
      line++;
      lineStart = at + 1;
    }
  };
  for (const token of item.tokens) {
    while ((references[next]?.place.end ?? Number.POSITIVE_INFINITY) <= token.start) next++;
    const reference = references[next];
    const colour = colourOf(token, reference && reference.place.start < token.end ? reference : undefined);
    if (!colour) continue;
    const flags = (colour.modifiers ?? []).reduce((all, one) => all | (1 << modifiers.indexOf(one)), 0);
    // Texts over several lines are told line by line.
    for (let start = token.start; start < token.end; ) {
      const lineEnd = text.indexOf('\n', start);
      const end = lineEnd < 0 || lineEnd > token.end ? token.end : lineEnd;
      const visible = text.charCodeAt(end - 1) === 13 ? end - 1 : end;
      goTo(start);
      if (visible > start) data.push(line, start - lineStart, visible - start, types.indexOf(colour.type), flags);
      start = end === lineEnd ? end + 1 : end;
    }
  }
  return data;
}

/** The protocol's numbers: each token's line and character are counted from the one before. Lines of the document, the last one included. */
function encode({ document, analysis }: OpenFile, fromLine = 0, toLine = Number.POSITIVE_INFINITY): number[] {
  const out: number[] = [];
  let lastLine = 0;
  let lastCharacter = 0;
  const from = fromLine > 0 ? document.offsetAt({ line: fromLine, character: 0 }) : 0;
  for (const { item, offset } of analysis.tree.items) {
    if (offset + item.text.length < from) continue;
    const start = document.positionAt(offset);
    if (start.line > toLine) break;
    const data = coloured(analysis, item);
    for (let i = 0; i < data.length; i += 5) {
      const line = start.line + (data[i] ?? 0);
      if (line < fromLine || line > toLine) continue;
      const character = (data[i] === 0 ? start.character : 0) + (data[i + 1] ?? 0);
      out.push(
        line - lastLine,
        line === lastLine ? character - lastCharacter : character,
        data[i + 2] ?? 0,
        data[i + 3] ?? 0,
        data[i + 4] ?? 0,
      );
      lastLine = line;
      lastCharacter = character;
    }
  }
  return out;
}

/** What each open document was last told, for the differences to it. */
const told = new WeakMap<TextDocument, { readonly resultId: string; readonly data: readonly number[] }>();
let results = 0;

function tell(document: TextDocument, data: number[]): SemanticTokens & { resultId: string } {
  const result = { resultId: String(++results), data };
  told.set(document, result);
  return result;
}

export function semanticTokens(session: Session, params: SemanticTokensParams): SemanticTokens | null {
  const at = session.at(params.textDocument.uri);
  return at ? tell(at.document, encode(at)) : null;
}

export function semanticTokensDelta(session: Session, params: SemanticTokensDeltaParams): SemanticTokens | SemanticTokensDelta | null {
  const at = session.at(params.textDocument.uri);
  if (!at) return null;
  const before = told.get(at.document);
  const result = tell(at.document, encode(at));
  if (before?.resultId !== params.previousResultId) return result;
  const { data, resultId } = result;
  const shorter = Math.min(before.data.length, data.length);
  let start = 0;
  while (start < shorter && before.data[start] === data[start]) start++;
  let tail = 0;
  while (tail < shorter - start && before.data[before.data.length - 1 - tail] === data[data.length - 1 - tail]) tail++;
  const deleteCount = before.data.length - start - tail;
  const inserted = data.slice(start, data.length - tail);
  return { resultId, edits: deleteCount === 0 && inserted.length === 0 ? [] : [{ start, deleteCount, data: inserted }] };
}

export function semanticTokensRange(session: Session, params: SemanticTokensRangeParams): SemanticTokens | null {
  const at = session.at(params.textDocument.uri);
  return at ? { data: encode(at, params.range.start.line, params.range.end.line) } : null;
}

export const semanticTokensFeature = feature(SemanticTokensRequest.type, {
  capabilities: { semanticTokensProvider: { legend, full: { delta: true }, range: true } },
  params: documentParams,
  answer: semanticTokens,
});

export const semanticTokensDeltaFeature = feature(SemanticTokensDeltaRequest.type, {
  params: v.object({ ...documentParams.entries, previousResultId: v.string() }),
  answer: semanticTokensDelta,
});

export const semanticTokensRangeFeature = feature(SemanticTokensRangeRequest.type, {
  params: rangeParams,
  answer: semanticTokensRange,
});
