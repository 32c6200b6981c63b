/** Why: the unit below the stroke of a compound one: what the sum around it still needs, then the units of the program's own facts. */

import { CompletionItemKind } from 'vscode-languageserver';
import { describeDimension } from '../../core/program/describe';
import { builtInUnit, builtInUnitNames, combine, currencyOf, sampleUnit } from '../../core/program/index';
import type { Program } from '../../core/program/program';
import type { ScalarType } from '../../core/program/types';
import type { Token } from '../../core/syntax/index';
import type { Language } from '../wording';
import type { Candidate } from './candidate';
import type { Scope } from './scope';
import { foreign } from './units';
import type { Wanted } from './wanted';

/** The units before the stroke that the token follows, the first one first: of `900 EUR/m2/` these are `EUR`, `m2`. Empty without a stroke. */
export function unitsAbove(tokens: readonly Token[], token: Token): readonly string[] {
  const words = tokens.filter(({ kind }) => kind !== 'comment');
  const names: string[] = [];
  for (let at = words.indexOf(token) - 1; words[at]?.text === '/'; at -= 2) {
    const name = words[at - 1];
    if (name?.kind !== 'word') break;
    names.unshift(name.text);
  }
  return names;
}

/** The units that the program's facts are given in, with their dimensions, in the order of the text. */
function unitsOfFacts(program: Program): Map<string, string> {
  const units = new Map<string, string>();
  const add = (type: ScalarType): void => {
    if (type.kind === 'number' && type.unit && !type.unit.includes('/')) units.set(type.unit, type.dimension);
  };
  for (const { type } of program.facts.values()) {
    if (type.kind === 'list') for (const field of type.fields) add(field.type);
    else add(type);
  }
  return units;
}

/** @param above as {@link unitsAbove} gives it, not empty */
export function perUnitCandidates(
  scope: Scope,
  wanted: Wanted,
  above: readonly string[],
  language: Language,
  reader: Language,
): Candidate[] {
  const { program } = scope;
  const dimensionOf = (name: string): string | undefined => program.units.get(name)?.dimension ?? builtInUnit(name)?.dimension;
  const used = above.map(dimensionOf);
  const whole = wanted.kind === 'type' && wanted.type.kind === 'number' ? wanted.type.dimension : undefined;
  // What the units above must still be divided by to become what is wanted.
  const needed =
    whole === undefined
      ? undefined
      : used.reduce<string>((rest, one, index) => combine(rest, one ?? '', index === 0 ? 1 : -1), combine('', whole, -1));
  const ofFacts = unitsOfFacts(program);
  const factNeeds = needed !== undefined && [...ofFacts.values()].includes(needed);
  const usual = needed ? sampleUnit(needed, language) : '';
  const out: Candidate[] = [];
  for (const name of new Set([...ofFacts.keys(), ...program.units.keys(), ...builtInUnitNames])) {
    const dimension = ofFacts.get(name) ?? dimensionOf(name);
    // Money per money, and whatever cancels out, is no rate.
    if (!dimension || used.includes(dimension)) continue;
    const fits = dimension === needed;
    const first = fits && (ofFacts.has(name) || (name === usual && !factNeeds));
    const rank = first ? 0 : fits ? 1 : ofFacts.has(name) && !currencyOf(dimension) ? 2 : currencyOf(dimension) ? 8 : 5;
    out.push({
      label: name,
      kind: CompletionItemKind.Unit,
      rank: rank + (rank > 0 && rank !== 2 && foreign(name, language) ? 1 : 0),
      order: 700_000 + out.length,
      type: describeDimension(dimension, reader),
      subject: { of: 'unit', name },
    });
  }
  return out;
}
