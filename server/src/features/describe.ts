/** Why: types and ranges in the words of the policy's reader; what several features say of a declaration. */
import { displayConstant } from '../core/evaluate/display';
import { describeDimension, describeType, typeWord } from '../core/program/describe';
import type { Constant } from '../core/program/program';
import type { Bounds, ListType, ScalarType } from '../core/program/types';
import { spell } from '../core/syntax/keywords';
import type { Showing } from './amounts';
import { type Language, list, phrase } from './wording';

export function showType(type: ScalarType | ListType, language: Language): string {
  if (type.kind === 'list') {
    const fields = list(
      type.fields.map(({ name }) => name),
      language,
    );
    return type.max === undefined
      ? phrase('list-type', language, { fields })
      : phrase('list-type-max', language, { fields, max: String(type.max) });
  }
  if (type.kind !== 'number') return describeType(typeWord(type), language);
  if (type.percent) return phrase('percent', language);
  const unit = type.unit ? ` (${type.unit})` : '';
  const words = `${describeDimension(type.dimension, language)}${unit}`;
  return type.integer ? phrase('integer', language, { type: words }) : words;
}

/** `from ¥0 to ¥300,000`. */
export function showBounds(bounds: Bounds, type: ScalarType, showing: Showing): string {
  const { language } = showing;
  const show = (value: NonNullable<Bounds['lower']>['value']): string => {
    const constant: Constant = type.kind === 'date' ? { kind: 'date', day: value.toNumber() } : { kind: 'number', value };
    return displayConstant(constant, type, showing);
  };
  const ends: string[] = [];
  if (bounds.lower) ends.push(`${spell(bounds.lower.inclusive ? 'from' : 'over', language)} ${show(bounds.lower.value)}`);
  if (bounds.upper) ends.push(`${spell(bounds.upper.inclusive ? 'to' : 'below', language)} ${show(bounds.upper.value)}`);
  return ends.join(' ');
}
