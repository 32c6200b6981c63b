/** Why: every place that names what the cursor is on: over all files, and within the file, told apart by whether it is set there or read. */
import * as v from 'valibot';
import {
  type DocumentHighlight,
  DocumentHighlightKind,
  type DocumentHighlightParams,
  DocumentHighlightRequest,
  type Location,
  type ReferenceParams,
  ReferencesRequest,
} from 'vscode-languageserver';
import type { Reference } from '../core/program/index';
import { eachNode } from '../core/syntax/compare';
import type { ItemSyntax } from '../core/syntax/tree';
import { rangeIn, type Session } from '../session';
import { feature, positionParams } from './feature';
import { Locations, nameAt, occurrences, programsOf } from './names';

export function references(session: Session, params: ReferenceParams): Location[] {
  const named = nameAt(session, params);
  if (!named) return [];
  const locations = new Locations(session);
  return occurrences(programsOf(session, named), named.symbol.key)
    .filter(({ isDeclaration }) => params.context.includeDeclaration || !isDeclaration)
    .map((found) => locations.of(found));
}

const givens = new WeakMap<ItemSyntax, ReadonlySet<number>>();

/** Where an example gives something its value: the offsets of the names before `=`. */
function givenIn(item: ItemSyntax): ReadonlySet<number> {
  let starts = givens.get(item);
  if (!starts) {
    const found = new Set<number>();
    const add = (name: unknown): void => {
      if (typeof name === 'object' && name !== null && 'start' in name && typeof name.start === 'number') found.add(name.start);
    };
    if (item.node.kind === 'example') {
      eachNode(item.node, (node) => {
        if (node.kind === 'given') add(node.name);
        // Fields of a list's item.
        else if (node.kind === undefined && node.name !== undefined && node.value !== undefined) add(node.name);
      });
    }
    starts = found;
    givens.set(item, starts);
  }
  return starts;
}

function kindOf({ isDeclaration, place }: Reference): DocumentHighlightKind {
  return isDeclaration || givenIn(place.item).has(place.start) ? DocumentHighlightKind.Write : DocumentHighlightKind.Read;
}

export function documentHighlights(session: Session, params: DocumentHighlightParams): DocumentHighlight[] {
  const named = nameAt(session, params);
  if (!named) return [];
  const { at, names, symbol } = named;
  return names.linked.references
    .to(symbol.key)
    .filter(({ place }) => place.uri === at.analysis.uri)
    .map((found) => ({ range: rangeIn(at.document, names.range(found.place)), kind: kindOf(found) }));
}

export const referencesFeature = feature(ReferencesRequest.type, {
  capabilities: { referencesProvider: true },
  params: v.object({ ...positionParams.entries, context: v.object({ includeDeclaration: v.boolean() }) }),
  answer: references,
});

export const documentHighlightFeature = feature(DocumentHighlightRequest.type, {
  capabilities: { documentHighlightProvider: true },
  params: positionParams,
  answer: documentHighlights,
});
