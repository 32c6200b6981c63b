/** Why: a unit, a number with its unit or a date under the pointer: what it is in base units, which day it is. */
import { displayConstant, isoDate } from '../../core/evaluate/display';
import { type Exact, ExactOverflow } from '../../core/exact';
import { parseDay } from '../../core/program/dates';
import { describeDimension } from '../../core/program/describe';
import { literalValue } from '../../core/program/lower/expression';
import { builtInUnit, compoundUnit, currencyOf, sampleUnit, type Unit } from '../../core/program/units';
import type { Expr } from '../../core/syntax/tree';
import type { Showing } from '../amounts';
import { showType } from '../describe';
import { plain } from '../markdown';
import { clean } from '../view';
import { phrase, phrasebook } from '../wording';
import { type Hovered, heading, inExample, line } from './subject';

const words = phrasebook({
  sunday: { en: 'Sunday', zh: '星期日' },
  monday: { en: 'Monday', zh: '星期一' },
  tuesday: { en: 'Tuesday', zh: '星期二' },
  wednesday: { en: 'Wednesday', zh: '星期三' },
  thursday: { en: 'Thursday', zh: '星期四' },
  friday: { en: 'Friday', zh: '星期五' },
  saturday: { en: 'Saturday', zh: '星期六' },
  'days-before': { en: '{count} days before the day of judgement', zh: '认定日之前 {count} 天' },
  'days-after': { en: '{count} days after the day of judgement', zh: '认定日之后 {count} 天' },
  'same-day': { en: 'the day of judgement', zh: '认定日当天' },
});

/** 1970-01-01, day 0, was a Thursday. */
const weekdays = ['thursday', 'friday', 'saturday', 'sunday', 'monday', 'tuesday', 'wednesday'] as const;

export function describeUnit({ analysis, showing }: Hovered, name: string): string[] {
  const unit = analysis.program.units.get(name) ?? builtInUnit(name);
  if (!unit) return [];
  const { text, approximate } = unit.factor.toDisplay();
  const base = describeDimension(unit.dimension, showing.language);
  return [heading(name, phrase('unit', showing.language)), `${plain(base)}${text === '1' ? '' : ` × ${approximate ? '≈' : ''}${text}`}`];
}

type NumberExpr = Extract<Expr, { kind: 'number' }>;

/** The number as written that holds the offset, wherever in the item it stands: in a condition, a fact's range, an example. */
function numberAt(node: unknown, offset: number): NumberExpr | undefined {
  if (typeof node !== 'object' || node === null) return undefined;
  if (isNumber(node)) return node.start <= offset && offset < node.end ? node : undefined;
  for (const part of Object.values(node)) {
    const found = numberAt(part, offset);
    if (found) return found;
  }
  return undefined;
}

/** A type `number` has no digits. */
function isNumber(node: object): node is NumberExpr {
  return 'kind' in node && node.kind === 'number' && 'digits' in node;
}

/** What a number comes to: `5000万元 = ¥50,000,000`, every digit of it shown. */
export function describeNumber(hovered: Hovered): string[] {
  const { at, analysis, showing } = hovered;
  const { item } = at.placed;
  const found = numberAt(item.node, at.token.start);
  if (!found) return [];
  const names = found.unit ? [found.unit.numerator.name, ...found.unit.denominators.map(({ name }) => name)] : [];
  const unit = compoundUnit(names, (name) => {
    const own = analysis.program.units.get(name);
    return own ? { name, ...own } : builtInUnit(name);
  });
  if (found.unit && !unit) return [];
  const written = clean({ uri: analysis.uri, item, start: found.start, end: found.end }, found.start, found.end);
  const value = valueOfLiteral(found, unit);
  if (!value) return [];
  const dimension = unit?.dimension ?? '';
  const type = { kind: 'number', dimension, ...(found.percent ? { percent: true } : {}) } as const;
  // In Chinese 万 and 亿 are the short form: both it and all digits.
  const short = displayConstant({ kind: 'number', value }, type, showing);
  const long = inFull(value, dimension, showing);
  const forms = [...new Set([short, long])].filter((text) => text !== written && !value.isZero);
  return [[plain(written), ...forms.map(plain)].join(' = '), line('type', showing, plain(showType(type, showing.language)))];
}

/** Undefined where it has more digits than are computed with. */
function valueOfLiteral(found: NumberExpr, unit: Unit | undefined): Exact | undefined {
  try {
    return literalValue(found, unit);
  } catch (error) {
    if (error instanceof ExactOverflow) return undefined;
    throw error;
  }
}

/** Every digit, in the dimension's base unit. */
function inFull(value: Exact, dimension: string, { language }: Showing): string {
  const { text, approximate } = value.toDisplay();
  const [whole = '', decimals] = text.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  const digits = `${approximate ? '≈' : ''}${decimals === undefined ? grouped : `${grouped}.${decimals}`}`;
  const unit = sampleUnit(dimension, language);
  if (unit === '') return digits;
  if (language === 'en' && currencyOf(dimension))
    return displayConstant({ kind: 'number', value }, { kind: 'number', dimension }, { language });
  return /^[A-Za-z]/.test(unit) ? `${digits} ${unit}` : `${digits}${unit}`;
}

/** The day of the week, and how far the date is from the selected example's day of judgement. */
export function describeDate({ at, showing, view }: Hovered): string[] {
  const day = parseDay(at.token.text);
  if (day === undefined) return [];
  const { language } = showing;
  const name = weekdays[((day % 7) + 7) % 7] ?? 'thursday';
  const lines = [`**${isoDate(day)}** — ${words(name, language)}`];
  const asOf = view?.result.applicant.asOf;
  if (!view || asOf === undefined) return lines;
  const count = String(Math.abs(asOf - day));
  const text = asOf === day ? words('same-day', language) : words(day < asOf ? 'days-before' : 'days-after', language, { count });
  return [...lines, inExample(view, text)];
}
