/** Why: how well a value of a type fits what a place wants; what fits comes first. */
import { dimensionParts } from '../../core/program/index';
import type { ListType, NumberType, ScalarType } from '../../core/program/types';
import type { Wanted } from './wanted';

/** 0: as it is. 1, 2: as a part of an expression. 5: hardly. undefined: never. */
export type Fit = 0 | 1 | 2 | 3 | 5 | undefined;

function sameMembers(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((member) => b.includes(member));
}

/** A number of another dimension still fits as a factor: of the same base (a price per area), or without a unit (a share). */
function fitNumber(type: NumberType, wanted: NumberType): Fit {
  if (type.dimension === wanted.dimension) return 0;
  if (type.dimension === '') return 2;
  const parts = dimensionParts(wanted.dimension);
  return dimensionParts(type.dimension).some(([base]) => parts.some(([other]) => other === base)) ? 1 : 3;
}

/** @param type undefined where it is not known: then it may well fit */
export function fitOf(type: ScalarType | ListType | undefined, wanted: Wanted): Fit {
  if (wanted.kind === 'payee') return undefined;
  if (type?.kind === 'list') return wanted.kind === 'type' && wanted.type.kind === 'list' ? 0 : undefined;
  if (!type || type.kind === 'broken') return 3;
  switch (wanted.kind) {
    case 'any':
      return 1;
    case 'condition':
      return type.kind === 'boolean' ? 0 : 1;
    case 'number':
      return type.kind === 'number' ? 0 : 5;
    case 'set':
      return type.kind === 'set' ? 0 : 5;
    case 'member':
      return 'members' in type && sameMembers(type.members, wanted.of.members) ? 2 : 5;
    case 'type': {
      if (type.kind !== wanted.type.kind) return 5;
      if (type.kind === 'number' && wanted.type.kind === 'number') return fitNumber(type, wanted.type);
      if ('members' in type && 'members' in wanted.type) return sameMembers(type.members, wanted.type.members) ? 0 : 5;
      return 0;
    }
    default:
      return wanted satisfies never;
  }
}
