/** Why: any clause, fact or example of the folder found by a few letters of its name or title, whether its file is open or not. */
import * as v from 'valibot';
import {
  type CancellationToken,
  LSPErrorCodes,
  ResponseError,
  type SymbolInformation,
  type SymbolKind,
  type WorkspaceSymbolParams,
  WorkspaceSymbolRequest,
} from 'vscode-languageserver';
import { parseFile } from '../core/syntax/index';
import type { FileTree, Span } from '../core/syntax/tree';
import { canonicalUri, fileName, isLiterate } from '../core/uris';
import type { Session } from '../session';
import { feature } from './feature';
import { Locations } from './names';
import { type Entry, outlineOf, type PlacedEntry } from './outline';

/** Answers hold at most so many: nobody reads more, and the editor asks again with every letter. */
const most = 500;

/** Holds no part of the tree: trees of files that nobody looks at are given up. */
interface Indexed {
  readonly shown: string;
  readonly kind: SymbolKind;
  /** Of its name in the file. */
  readonly range: Span;
  readonly container: string;
  /** Name and title as they are compared. */
  readonly name: string;
  readonly title: string;
  readonly letters: number;
}

interface Index {
  readonly entries: readonly Indexed[];
  /** Of all its entries together. */
  readonly letters: number;
}

/** Without blanks, in lower case. */
function comparable(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/\s+/g, '');
}

/** Which letters a text has, as bits; several letters share one. What lacks a bit of the query cannot fit it. */
function lettersOf(text: string): number {
  let letters = 0;
  for (let i = 0; i < text.length; i++) letters |= 1 << (text.charCodeAt(i) & 31);
  return letters;
}

/** Of each session, by canonical URI, with the text that it was made from: what the workspace knows of a file comes and goes. */
const indexes = new WeakMap<Session, Map<string, { readonly text: string; readonly index: Index }>>();

function indexOf(session: Session, uri: string): Index | undefined {
  const known = indexes.get(session) ?? new Map<string, { readonly text: string; readonly index: Index }>();
  indexes.set(session, known);
  const text = session.workspace.textOf(uri);
  const last = known.get(uri);
  if (text !== undefined && last?.text === text) return last.index;
  known.delete(uri);
  if (text === undefined) return undefined;
  const held = session.document(uri) && session.workspace.syntax(uri);
  const index = makeIndex(held ?? parseFile(text, undefined, { literate: isLiterate(uri) }));
  known.set(uri, { text, index });
  return index;
}

/** Files that are no longer there are forgotten. */
function tidy(session: Session, uris: ReadonlySet<string>): void {
  const known = indexes.get(session);
  if (known && known.size > uris.size) for (const uri of known.keys()) if (!uris.has(uri)) known.delete(uri);
}

function makeIndex(tree: FileTree): Index {
  const entries: Indexed[] = [];
  const add = (entry: Entry, offset: number, container: string): void => {
    const [name, title] = [comparable(entry.name), comparable(entry.detail)];
    entries.push({
      shown: entry.detail ? `${entry.name} “${entry.detail}”` : entry.name,
      kind: entry.kind,
      range: { start: offset + entry.own.start, end: offset + entry.own.end },
      container,
      name,
      title,
      letters: lettersOf(name) | lettersOf(title),
    });
    for (const child of entry.children) add(child, offset, entry.name);
  };
  const addAll = (list: readonly PlacedEntry[], container: string): void => {
    for (const { entry, placed, inside } of list) {
      if (placed.item.node.kind !== 'import') add(entry, placed.offset, container);
      addAll(inside, entry.name);
    }
  };
  addAll(outlineOf(tree), '');
  return { entries, letters: entries.reduce((all, { letters }) => all | letters, 0) };
}

/** How well a text fits: 0 the same, 1 begins so, 2 contains it, 3 has its letters in their order; undefined not at all. */
function fit(text: string, query: string): number | undefined {
  if (text === query) return 0;
  const at = text.indexOf(query);
  if (at >= 0) return at === 0 ? 1 : 2;
  let from = 0;
  for (const letter of query) {
    const found = text.indexOf(letter, from);
    if (found < 0) return undefined;
    from = found + letter.length;
  }
  return 3;
}

/** 0 fits best; a name that fits as well as a title comes first. Undefined where neither fits. */
function scoreOf({ name, title }: Indexed, query: string): number | undefined {
  const byName = fit(name, query);
  const byTitle = byName === 0 ? undefined : fit(title, query);
  if (byName === undefined) return byTitle === undefined ? undefined : 2 * byTitle + 1;
  return byTitle === undefined ? 2 * byName : Math.min(2 * byName, 2 * byTitle + 1);
}

interface Found {
  readonly uri: string;
  readonly indexed: Indexed;
}

/** The best ones, the shorter names first. Of very many that fit alike any will do. */
function best(byScore: readonly (readonly Found[])[]): Found[] {
  const found: Found[] = [];
  for (const list of byScore) {
    const sorted = list.slice(0, 10 * most).sort((a, b) => a.indexed.name.length - b.indexed.name.length);
    found.push(...sorted.slice(0, most - found.length));
  }
  return found;
}

/** @throws ResponseError where the editor has lost interest */
export async function workspaceSymbols(
  session: Session,
  params: WorkspaceSymbolParams,
  token: CancellationToken,
): Promise<SymbolInformation[]> {
  const query = comparable(params.query);
  const pause = session.pace.slices();
  await session.files.listed(pause);
  const uris = new Set([...session.openDocuments.map(({ uri }) => canonicalUri(uri)), ...session.files.all()]);
  const letters = lettersOf(query);
  const byScore: Found[][] = Array.from({ length: 8 }, () => []);
  for (const uri of uris) {
    // Asked for nothing in particular, anything will do.
    if (query === '' && (byScore[1]?.length ?? 0) >= most) break;
    if ((await pause()) && token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
    const index = indexOf(session, uri);
    if (!index || (index.letters & letters) !== letters) continue;
    for (const indexed of index.entries) {
      const score = (indexed.letters & letters) === letters ? scoreOf(indexed, query) : undefined;
      if (score !== undefined) byScore[score]?.push({ uri, indexed });
    }
  }
  tidy(session, uris);
  const locations = new Locations(session);
  return best(byScore).map(({ uri, indexed: { shown, kind, range, container } }) => ({
    name: shown,
    kind,
    location: locations.of({ uri, ...range }),
    containerName: container ? `${container} · ${fileName(uri)}` : fileName(uri),
  }));
}

export const workspaceSymbolsFeature = feature(WorkspaceSymbolRequest.type, {
  capabilities: { workspaceSymbolProvider: true },
  params: v.object({ query: v.string() }),
  answer: workspaceSymbols,
});
