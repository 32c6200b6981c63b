/** Why: from a name to where it is declared, and from something to where its type is. */
import {
  type Definition,
  type DefinitionLink,
  type DefinitionParams,
  DefinitionRequest,
  type LocationLink,
  type TypeDefinitionParams,
  TypeDefinitionRequest,
} from 'vscode-languageserver';
import { dimensionParts, type SymbolInfo } from '../core/program/index';
import type { Place, Program } from '../core/program/program';
import { ownerOf } from '../core/program/symbols';
import type { ListType, ScalarType } from '../core/program/types';
import type { Names } from '../core/workspace';
import { rangeIn, type Session } from '../session';
import { feature, positionParams } from './feature';
import { declared, Locations, type Named, nameAt, partOf } from './names';
import { placeAt } from './place';

type Answer = Definition | DefinitionLink[] | null;

/** Where a symbol is declared, as a link for editors that understand one. */
function answer(session: Session, { names, at }: Pick<Named, 'names' | 'at'>, symbol: SymbolInfo, origin: Place, links: boolean): Answer {
  const locations = new Locations(session);
  if (symbol.kind === 'file') {
    const start = locations.of({ uri: symbol.name, start: 0, end: 0 });
    const own = rangeIn(at.document, names.range(origin));
    return links
      ? [{ originSelectionRange: own, targetUri: start.uri, targetRange: start.range, targetSelectionRange: start.range }]
      : start;
  }
  const { declaration } = symbol;
  if (!declaration) return null;
  const name = locations.of(names.range(declaration));
  if (!links) return name;
  const whole = locations.of(names.range(partOf(declaration, declared(declaration.item, declaration))));
  const link: LocationLink = {
    originSelectionRange: rangeIn(at.document, names.range(origin)),
    targetUri: name.uri,
    targetRange: whole.range,
    targetSelectionRange: name.range,
  };
  return [link];
}

export function definition(session: Session, params: DefinitionParams): Answer {
  const named = nameAt(session, params);
  const links = session.client.textDocument?.definition?.linkSupport === true;
  return named ? answer(session, named, named.symbol, named.reference.place, links) : null;
}

/** The unit that the author declared for amounts of this dimension. */
function unitKey(program: Program, type: Extract<ScalarType, { kind: 'number' }>): string | undefined {
  const names = [...(type.unit?.split('/') ?? []), ...dimensionParts(type.dimension).map(([base]) => base)];
  const name = names.find((one) => program.units.has(one));
  return name === undefined ? undefined : `unit:${name}`;
}

function typeKey({ linked }: Names, type: ScalarType | ListType | undefined, symbol: SymbolInfo | undefined): string | undefined {
  const keyOf = (owner: string): string => (owner.includes('.') ? `field:${owner}` : `name:${owner}`);
  if (symbol?.kind === 'member' && symbol.owner !== undefined) return keyOf(symbol.owner);
  switch (type?.kind) {
    case 'member':
    case 'set': {
      const owner = ownerOf(type);
      return owner === undefined ? undefined : keyOf(owner);
    }
    case 'number': {
      const unit = unitKey(linked.program, type);
      if (unit !== undefined) return unit;
      break;
    }
    case 'list':
      return symbol?.key;
    case 'boolean':
    case 'date':
    case 'text':
    case 'broken':
    case undefined:
      break;
    default:
      return type satisfies never;
  }
  return symbol?.kind === 'field' && symbol.owner !== undefined ? keyOf(symbol.owner) : undefined;
}

export function typeDefinition(session: Session, params: TypeDefinitionParams): Answer {
  const links = session.client.textDocument?.typeDefinition?.linkSupport === true;
  const named = nameAt(session, params);
  const at = named?.at ?? placeAt(session, params);
  if (!at?.placed || !at.token) return null;
  const names = named?.names ?? session.workspace.names(at.analysis.uri);
  const { item, offset } = at.placed;
  const { references } = names.linked;
  const type = named ? named.symbol.type : references.expressionAt(at.analysis.uri, item, at.offset - offset)?.type;
  const key = typeKey(names, type, named?.symbol);
  const origin = named?.reference.place ?? { uri: at.analysis.uri, item, start: at.token.start, end: at.token.end };
  return key === undefined ? null : answer(session, { names, at }, references.symbol(key), origin, links);
}

export const definitionFeature = feature(DefinitionRequest.type, {
  capabilities: { definitionProvider: true },
  params: positionParams,
  answer: definition,
});

export const typeDefinitionFeature = feature(TypeDefinitionRequest.type, {
  capabilities: { typeDefinitionProvider: true },
  params: positionParams,
  answer: typeDefinition,
});
