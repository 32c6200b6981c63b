/** Why: the outline of a file: its sections with what stands under them, clauses, facts with their members, examples. */
import {
  type DocumentSymbol,
  type DocumentSymbolParams,
  DocumentSymbolRequest,
  type SymbolInformation,
  type SymbolKind,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { rangeIn, type Session } from '../session';
import { documentParams, feature } from './feature';
import { type Entry, outlineOf, type PlacedEntry } from './outline';

function symbolOf(document: TextDocument, entry: Entry, offset: number, end: number, inside: readonly PlacedEntry[]): DocumentSymbol {
  const children = [
    ...entry.children.map((child) => symbolOf(document, child, offset, offset + child.whole.end, [])),
    ...inside.map((one) => symbolOf(document, one.entry, one.placed.offset, one.end, one.inside)),
  ];
  return {
    name: entry.name,
    ...(entry.detail ? { detail: entry.detail } : {}),
    kind: entry.kind,
    range: rangeIn(document, { start: offset + entry.whole.start, end }),
    selectionRange: rangeIn(document, { start: offset + entry.own.start, end: offset + entry.own.end }),
    ...(children.length > 0 ? { children } : {}),
  };
}

function flat(uri: string, symbols: readonly DocumentSymbol[], container = ''): SymbolInformation[] {
  return symbols.flatMap(({ name, kind, range, children }) => [
    { name, kind: kind satisfies SymbolKind, location: { uri, range }, ...(container ? { containerName: container } : {}) },
    ...flat(uri, children ?? [], name),
  ]);
}

export function documentSymbols(session: Session, params: DocumentSymbolParams): DocumentSymbol[] | SymbolInformation[] {
  const at = session.at(params.textDocument.uri);
  if (!at) return [];
  const symbols = outlineOf(at.analysis.tree).map((one) => symbolOf(at.document, one.entry, one.placed.offset, one.end, one.inside));
  const isTree = session.client.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true;
  return isTree ? symbols : flat(at.document.uri, symbols);
}

export const documentSymbolsFeature = feature(DocumentSymbolRequest.type, {
  capabilities: { documentSymbolProvider: true },
  params: documentParams,
  answer: documentSymbols,
});
