/** Why: which declared thing a position names, and every place of every file that names it: what definition, references and rename share. */
import type { Location, TextDocumentPositionParams } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { FileRange } from '../core/finding';
import type { Reference, SymbolInfo } from '../core/program/index';
import type { Place } from '../core/program/program';
import { eachNode } from '../core/syntax/compare';
import type { ItemSyntax, Span } from '../core/syntax/tree';
import { canonicalUri } from '../core/uris';
import type { Names } from '../core/workspace';
import { rangeIn, type Session } from '../session';
import { type PlaceAt, placeAt } from './place';

/** A name in the text with what it stands for. */
export interface Named {
  readonly at: PlaceAt;
  readonly reference: Reference;
  readonly symbol: SymbolInfo;
  /** The program that knows it: the file's own, else one that imports the file. */
  readonly names: Names;
}

/** The name at the position. What a file uses but does not declare may be known to a file that imports it. */
export function nameAt(session: Session, params: TextDocumentPositionParams): Named | undefined {
  const at = placeAt(session, params);
  if (!at?.placed || at.token?.kind === 'comment') return undefined;
  const { item, offset } = at.placed;
  const known = (names: Names): Named | undefined => {
    const reference = names.linked.references.at(at.analysis.uri, item, at.offset - offset);
    return reference && { at, reference, symbol: reference.symbol, names };
  };
  const own = known(session.workspace.names(at.analysis.uri));
  if (own || at.token?.kind !== 'word' || at.token.keyword) return own;
  for (const uri of session.programsWith(at.analysis.uri)) {
    const found = known(session.workspace.names(uri));
    if (found) return found;
  }
  return undefined;
}

export interface Occurrence extends FileRange {
  readonly isDeclaration: boolean;
}

/** The programs in which the symbol is known: those that hold the file which declares it. An example is known to its own file only. */
export function programsOf(session: Session, { symbol, names }: Pick<Named, 'symbol' | 'names'>): readonly Names[] {
  if (symbol.kind === 'example') return [names];
  const home = symbol.kind === 'file' ? symbol.name : symbol.declaration?.uri;
  if (home === undefined) return [names];
  return session
    .programsWith(home)
    .map((uri) => session.workspace.names(uri))
    .filter(({ linked }) => symbol.kind === 'file' || sameDeclaration(linked.references.symbol(symbol.key), symbol));
}

function sameDeclaration(a: SymbolInfo, b: SymbolInfo): boolean {
  return (
    a.declaration?.uri === b.declaration?.uri &&
    a.declaration?.item === b.declaration?.item &&
    a.declaration?.start === b.declaration?.start
  );
}

/** Every place that names the symbol, each once, by file and by place. */
export function occurrences(programs: readonly Names[], key: string): Occurrence[] {
  const found = new Map<string, Occurrence>();
  for (const names of programs) {
    const { linked, range } = names;
    for (const { place, symbol, isDeclaration } of linked.references.to(key)) {
      if (isForeignExample(names, place.uri, symbol)) continue;
      const { uri, start, end } = range(place);
      found.set(`${start} ${end} ${uri}`, { uri, start, end, isDeclaration });
    }
  }
  return [...found.values()].sort((a, b) => (a.uri === b.uri ? a.start - b.start : a.uri < b.uri ? -1 : 1));
}

/** Examples belong to their own file: who imports it does not know them, and may have others of these titles. */
export function isForeignExample(names: Names, uri: string, { kind }: SymbolInfo): boolean {
  return kind === 'example' && uri !== names.uri;
}

/** The whole of what is declared at a name: the item, or the field, member or statement in it. */
export function declared(item: ItemSyntax, name: Span): Span {
  let whole: Span = item.node;
  const isName = (part: unknown): boolean =>
    typeof part === 'object' && part !== null && 'start' in part && 'end' in part && part.start === name.start && part.end === name.end;
  eachNode(item.node, (node) => {
    const { start, end } = node;
    if (typeof start === 'number' && typeof end === 'number' && isName(node.name)) whole = { start, end };
  });
  return whole;
}

/** Places of many files as editors name them, each file's lines counted once. */
export class Locations {
  private readonly documents = new Map<string, TextDocument>();

  constructor(private readonly session: Session) {}

  /** The editor's document, or the file as it is on disk under its canonical URI and version 0. */
  document(uri: string): TextDocument {
    const key = canonicalUri(uri);
    let document = this.documents.get(key);
    if (!document) {
      document = this.session.document(key) ?? TextDocument.create(key, 'clause', 0, this.session.workspace.textOf(key) ?? '');
      this.documents.set(key, document);
    }
    return document;
  }

  of(range: FileRange): Location {
    const document = this.document(range.uri);
    return { uri: document.uri, range: rangeIn(document, range) };
  }
}

/** A part of the item that a place stands in. */
export function partOf(place: Place, span: Span): Place {
  return { ...place, start: span.start, end: span.end };
}
