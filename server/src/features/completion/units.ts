/** Why: units after a number and in types: those of what is wanted first, the reader's language before the other. */

import { CompletionItemKind } from 'vscode-languageserver';
import { describeDimension } from '../../core/program/describe';
import { builtInUnit, builtInUnitNames, currencies, currencyOf, sampleUnit } from '../../core/program/index';
import { languageOf } from '../../core/syntax/keywords';
import type { Language } from '../wording';
import type { Candidate } from './candidate';
import type { Scope } from './scope';
import type { Wanted } from './wanted';

/** Written in either language. */
const BOTH = /^(?:元|m2|ha|km2|[A-Za-z]{1,3}[Wh]*)$/;

interface Named {
  readonly name: string;
  readonly dimension: string;
  readonly multiple: boolean;
  readonly declared: boolean;
}

const builtIn: readonly Named[] = builtInUnitNames.flatMap((name) => {
  const unit = builtInUnit(name);
  return unit ? [{ name, dimension: unit.dimension, multiple: unit.factor.toDisplay().text !== '1', declared: false }] : [];
});

export function foreign(name: string, language: Language): boolean {
  return !BOTH.test(name) && languageOf(name) !== language;
}

/**
 * @param where after a number; as a fact's type; as the money of a policy; below the stroke of a compound unit
 */
export function unitCandidates(
  scope: Scope,
  wanted: Wanted,
  where: 'number' | 'type' | 'currency',
  language: Language,
  reader: Language,
): Candidate[] {
  const { program } = scope;
  const dimension = wanted.kind === 'type' && wanted.type.kind === 'number' ? wanted.type.dimension : undefined;
  const own = [...program.units].map(([name, unit]): Named => ({ name, dimension: unit.dimension, multiple: false, declared: true }));
  const out: Candidate[] = [];
  const add = (name: string, rank: number, of: string): void => {
    out.push({
      label: name,
      kind: CompletionItemKind.Unit,
      rank,
      order: 700_000 + out.length,
      type: describeDimension(of, reader),
      subject: { of: 'unit', name },
    });
  };
  // The unit that the author wrote for it, else the one that people write.
  const written = wanted.kind === 'type' && wanted.type.kind === 'number' ? wanted.type.unit : undefined;
  const usual = written ?? (dimension === undefined ? '' : sampleUnit(dimension, language));
  if (usual.includes('/') && where === 'number') add(usual, 0, dimension ?? '');
  for (const unit of [...own, ...builtIn]) {
    const money = currencyOf(unit.dimension);
    if (where === 'currency') {
      if (money && !unit.multiple) add(unit.name, unit.name === '元' || foreign(unit.name, language) ? 2 : 1, unit.dimension);
      continue;
    }
    if (unit.dimension === '') {
      // 万 and 亿 alone: they multiply whatever follows.
      if (where === 'number') add(unit.name, dimension === '' || language === 'zh' ? 1 : 5, '');
      continue;
    }
    if (currencies.has(unit.name) && unit.dimension !== scope.currency && unit.dimension !== dimension) continue;
    if (where === 'type' && (unit.multiple || (money && money === scope.currency))) continue;
    const fits = dimension === undefined || dimension === '' ? 3 : unit.dimension === dimension ? 0 : 6;
    if (fits === 0 && unit.name === usual) add(unit.name, 0, unit.dimension);
    else add(unit.name, fits + (unit.declared ? 0 : foreign(unit.name, language) ? 2 : 1), unit.dimension);
  }
  return out;
}
