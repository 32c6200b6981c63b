/** Why: a fact was renamed or got another type while the form holds its value: nothing is lost, and it is said where the value could go. */

import { editDistance } from '../core/editDistance';
import type { FieldDeclaration, ListType, ScalarType } from '../core/program/types';
import type { Values } from '../previewProtocol';
import { formWords, retyped, short } from './sentences';
import { type Declared, readRaw } from './typed';
import type { Written } from './units';

/** What is left over, and why. `name` is the fact's, `lets.growth`, or `projects[].cost` of all items. */
export interface Left {
  readonly name: string;
  readonly raw: unknown;
  readonly why:
    | { readonly kind: 'no-fact' | 'no-let' }
    | { readonly kind: 'no-field'; readonly list: string }
    | { readonly kind: 'retyped'; readonly type: ScalarType | ListType };
}

/** As many of either are worked out. */
const mostLeft = 200;
const mostFits = 12;

/**
 * @param has whether the form has something for a fact, or for a field in an item of a list (`projects[].cost`)
 * @param labelOnce what a name that is gone was once called by the author
 */
export function leftOverOf(
  left: readonly Left[],
  written: Written,
  language: 'en' | 'zh',
  has: (name: string) => boolean,
  labelOnce: (name: string) => string | undefined,
): Values['leftOver'] {
  return left.slice(0, mostLeft).map(({ name, raw, why }) => ({
    name,
    shown: shownRaw(raw, language),
    reason:
      why.kind === 'retyped'
        ? retyped(why.type, language)
        : why.kind === 'no-field'
          ? formWords('no-field', language, { list: why.list })
          : formWords(why.kind, language),
    fits: why.kind === 'no-let' ? [] : fitsOf(name, raw, why.kind === 'no-field' ? why.list : undefined, written, has, labelOnce(name)),
  }));
}

interface Candidate {
  readonly name: string;
  readonly shortName: string;
  readonly label: string | undefined;
  takes(): boolean;
}

function fitsOf(
  name: string,
  raw: unknown,
  list: string | undefined,
  written: Written,
  has: (name: string) => boolean,
  label: string | undefined,
): Values['leftOver'][number]['fits'] {
  const own = list === undefined ? name : name.slice(list.length + 3);
  const found = candidates(raw, list, written).filter((one) => one.name !== name && !has(one.name) && one.takes());
  const rank = (one: Candidate): number => {
    if (label !== undefined && one.label === label) return 0;
    return 1 + editDistance(own, one.shortName, Math.max(own.length, one.shortName.length)) / Math.max(own.length, one.shortName.length);
  };
  return found
    .map((one) => ({ one, rank: rank(one) }))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, mostFits)
    .map(({ one }) => ({ name: one.name, label: one.label ?? one.shortName }));
}

function candidates(raw: unknown, list: string | undefined, written: Written): Candidate[] {
  const { facts } = written.program;
  if (list === undefined)
    return [...facts.values()].map((fact) => ({
      name: fact.name,
      shortName: fact.name,
      label: fact.label,
      takes: () =>
        fact.type.kind === 'list'
          ? takesItems(raw, fact.type, written)
          : takes(raw, { type: fact.type, bounds: fact.bounds }, fact, written),
    }));
  const type = facts.get(list)?.type;
  if (type?.kind !== 'list') return [];
  return type.fields.map((field) => ({
    name: `${list}[].${field.name}`,
    shortName: field.name,
    label: field.label,
    takes: () => Array.isArray(raw) && raw.every((one) => takes(one, declared(field), field, written)),
  }));
}

export function declared(field: FieldDeclaration): Declared {
  return { type: field.type, bounds: field.interval };
}

function takes(raw: unknown, as: Declared, of: object, written: Written): boolean {
  const read = readRaw(raw, as, of, written);
  return typeof read === 'object' && 'value' in read;
}

/** Some of the items, for a list of thousands. */
function takesItems(raw: unknown, type: ListType, written: Written): boolean {
  if (!Array.isArray(raw) || raw.length > (type.max ?? raw.length)) return false;
  return raw.slice(0, 50).every((item: unknown) => {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return false;
    return Object.entries(item).every(([name, value]) => {
      const field = type.fields.find((one) => one.name === name.normalize('NFC'));
      return field !== undefined && (value === '' || takes(value, declared(field), field, written));
    });
  });
}

function shownRaw(raw: unknown, language: 'en' | 'zh'): string {
  if (typeof raw === 'string') return short(raw);
  if (!Array.isArray(raw)) return '';
  const texts = raw.filter((one) => typeof one === 'string');
  if (texts.length === raw.length) return short([...new Set(texts)].slice(0, 20).join(language === 'zh' ? '、' : ', '));
  return raw.length === 1 ? formWords('item-1', language) : formWords('items', language, { count: String(raw.length) });
}
