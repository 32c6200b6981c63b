/** Why: what a number without a unit counts in a field of the form, and which other units may be written there. */
import { literalOf } from '../core/evaluate/display';
import { Exact } from '../core/exact';
import { builtInUnit, builtInUnitNames, currencyOf, sampleUnit } from '../core/program/index';
import type { Program } from '../core/program/program';
import type { NumberType } from '../core/program/types';
import { languageOf } from '../core/syntax/keywords';
import { readUnit, unitsOf } from '../facts/quantity';

/** A program, and the language in which its file is written. */
export interface Written {
  readonly program: Program;
  readonly language: 'en' | 'zh';
}

export interface ShownUnit {
  /** As the author writes it; '' for plain numbers. */
  readonly text: string;
  /** How much one of it is: base units, of a percentage 0.01. */
  readonly factor: Exact;
}

const percent: ShownUnit = { text: '%', factor: Exact.of('0.01') };

export function shownUnit(type: NumberType, { program, language }: Written): ShownUnit {
  if (type.percent) return percent;
  if (type.unit !== undefined) {
    const unit = readUnit(type.unit, unitsOf(program));
    if (!('missing' in unit)) return { text: type.unit, factor: unit.factor };
  }
  return {
    text: currencyOf(type.dimension) ? moneyName(type.dimension, language) : sampleUnit(type.dimension, language),
    factor: Exact.one,
  };
}

/** 元, 美元 in a Chinese file, USD in an English one: as an amount is written there. */
export function moneyName(currency: string, language: 'en' | 'zh'): string {
  const one = literalOf({ kind: 'number', value: Exact.one }, { kind: 'number', dimension: currency }, { language });
  return one?.replace(/^1\s*/, '') ?? currency;
}

const others = new WeakMap<Program, Map<string, readonly string[]>>();

/** Units of the type's kind beside the one that is shown, see {@link unitsBeside}. */
export function otherUnits(type: NumberType, written: Written): readonly string[] {
  if (type.percent) return [];
  const known = others.get(written.program) ?? new Map<string, readonly string[]>();
  others.set(written.program, known);
  const key = `${written.language} ${type.dimension} ${type.unit ?? ''}`;
  const found = known.get(key) ?? unitsBeside(type, written);
  known.set(key, found);
  return found;
}

/** Those of the same kind, from small to large, each size once and in the language of the file or of the unit that is shown. */
function unitsBeside(type: NumberType, written: Written): readonly string[] {
  const { program, language } = written;
  const own = shownUnit(type, written);
  const names = type.dimension === '' ? ['万', '亿'] : [...program.units.keys(), ...builtInUnitNames];
  const currency = currencyOf(type.dimension);
  const spoken = languageOf(own.text) === 'zh' ? 'zh' : language;
  const bySize = new Map<string, { readonly name: string; readonly factor: Exact }>();
  for (const name of names) {
    const unit = program.units.get(name) ?? builtInUnit(name);
    if (unit?.dimension !== type.dimension || (currency && !isUsual(name))) continue;
    const isForeign = !program.units.has(name) && languageOf(name) !== spoken && !/^元$|^[万亿]元$|^[A-Za-z]{1,3}2?$/.test(name);
    const size = unit.factor.toString();
    if (size === own.factor.toString() || bySize.has(size) || isForeign) continue;
    bySize.set(size, { name, factor: unit.factor });
  }
  return [...bySize.values()].sort((a, b) => a.factor.compare(b.factor)).map(({ name }) => name);
}

/** Amounts are written in 万 and 亿; nobody counts in 百万元 or 角. */
function isUsual(name: string): boolean {
  return !/^(?:百万|千万|万亿)|^[角分]$/.test(name);
}
