/** Values of rows and bounds as source text. */
import { literalOf as literalOfConstant } from '../evaluate/display';
import type { Exact } from '../exact';
import type { Place, Program } from '../program/program';
import type { ScalarType } from '../program/types';
import { builtInUnit, compoundUnit, type Unit } from '../program/units';

/** A unit by its name: built in, declared by the program, or a product such as `元/平方米/天`. */
export function unitOf(name: string, program: Program): Unit | undefined {
  return compoundUnit(name.split('/'), (single) => {
    const declared = program.units.get(single);
    return declared ? { name: single, ...declared } : builtInUnit(single);
  });
}

/** The language of an item's keywords. */
export function languageOf(place: Place): 'en' | 'zh' {
  return place.item.tokens.some((t) => t.keyword !== undefined && /\p{Script=Han}/u.test(t.text)) ? 'zh' : 'en';
}

/** Source text whose value is `value` (in base units; a date in days since 1970-01-01). */
export function literalOf(value: Exact, type: ScalarType, program: Program, language: 'en' | 'zh'): string {
  if (type.kind === 'date') return isoOf(Number(value.toInteger('down')));
  return literalOfConstant({ kind: 'number', value }, type, { language, units: program.units }) ?? value.toString();
}

/** ISO form of days since 1970-01-01. */
export function isoOf(day: number): string {
  return literalOfConstant({ kind: 'date', day }, { kind: 'date' }, { language: 'en' }) ?? String(day);
}
