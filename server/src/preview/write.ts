/** Why: values become texts of the form, as an author would type them, so that reading them gives exactly the same values again. */
import { isoDate, literalOf } from '../core/evaluate/display';
import { firstDay } from '../core/evaluate/index';
import type { Applicant } from '../core/evaluate/values';
import type { Exact } from '../core/exact';
import type { Constant, Given } from '../core/program/program';
import type { ListType, NumberType, ScalarType } from '../core/program/types';
import type { Analysis } from '../core/workspace';
import type { Form, RawItem, RawValue } from '../previewProtocol';
import { shownUnit, type Written } from './units';

export function writtenOf({ program, tree }: Analysis): Written {
  return { program, language: tree.keywordLanguage };
}

/** The form of an applicant. What has no place in the program (a fact of an earlier text) is left out. */
export function formOf(applicant: Applicant, written: Written): Form {
  const { program } = written;
  const facts: [string, Form['facts'][string]][] = [];
  for (const fact of program.facts.values()) {
    const given = applicant.facts.get(fact.name);
    const raw = given && rawOfGiven(given, fact.type, written);
    if (raw !== undefined) facts.push([fact.name, raw]);
  }
  const lets: [string, string][] = [];
  for (const own of program.lets.values()) {
    const given = applicant.lets?.get(own.name);
    const raw = given && rawOf(given, own.value.type, written);
    if (raw !== undefined) lets.push([own.name, typeof raw === 'string' ? raw : `{ ${raw.join(', ')} }`]);
  }
  const paid = applicant.history.map(({ clause, amount, day }) => {
    const dimension = program.clauses.get(clause)?.currency ?? program.currency ?? '';
    return { clause, amount: numberText(amount, { kind: 'number', dimension }, written), on: isoDate(day) };
  });
  const { asOf } = applicant;
  return {
    // The first day is where an undated applicant stands, and moves with the policy.
    ...(asOf === undefined || asOf === firstDay(program) ? {} : { on: isoDate(asOf) }),
    // By entries, so that a fact called `__proto__` is one like all others.
    facts: Object.fromEntries(facts),
    paid,
    lets: Object.fromEntries(lets),
  };
}

function rawOfGiven(given: Given, type: ScalarType | ListType, written: Written): RawValue | RawItem[] | undefined {
  if (given.kind !== 'list') return type.kind === 'list' ? undefined : rawOf(given, type, written);
  if (type.kind !== 'list') return undefined;
  return given.items.map((item) =>
    Object.fromEntries(
      type.fields.flatMap((field): [string, RawValue][] => {
        const value = Object.hasOwn(item, field.name) ? item[field.name] : undefined;
        const raw = value && rawOf(value, field.type, written);
        return raw === undefined ? [] : [[field.name, raw]];
      }),
    ),
  );
}

/** Undefined where the type has no such value. */
export function rawOf(value: Constant, type: ScalarType, written: Written): RawValue | undefined {
  switch (value.kind) {
    case 'number':
      return type.kind === 'number' ? numberText(value.value, type, written) : undefined;
    case 'boolean':
      return type.kind === 'boolean' ? (value.value ? 'yes' : 'no') : undefined;
    case 'date':
      return type.kind === 'date' ? isoDate(value.day) : undefined;
    case 'text':
      return type.kind === 'text' ? value.value : undefined;
    case 'member':
      return type.kind === 'member' ? value.member : undefined;
    case 'set':
      if (type.kind !== 'set') return undefined;
      return [...type.members.filter((one) => value.members.includes(one)), ...value.members.filter((one) => !type.members.includes(one))];
    default:
      return value satisfies never;
  }
}

/** As the language writes it, e.g. `1300万元`; without the unit where that is the one which the field shows. */
function numberText(value: Exact, type: NumberType, written: Written): string {
  const { text: unit } = shownUnit(type, written);
  const literal = literalOf({ kind: 'number', value }, type, { language: written.language, units: written.program.units });
  if (literal === undefined) return inShownUnit(value, type, written);
  const digits = literal.endsWith(unit) ? literal.slice(0, literal.length - unit.length).trimEnd() : literal;
  return /^-?\d+(?:\.\d+)?$/.test(digits) ? digits : literal;
}

/** The number in the unit that the field shows, exact: 12345.5, or 10 / 3 where there is no finite decimal. */
export function inShownUnit(value: Exact, type: NumberType, written: Written): string {
  const count = value.div(shownUnit(type, written).factor);
  if (count.isFinite) return count.toString();
  if (value.isFinite) {
    // A whole number of base units may be no finite number of these: 1 m2 in 亩.
    const literal = literalOf({ kind: 'number', value }, type, { language: written.language, units: written.program.units });
    if (literal !== undefined) return literal;
  }
  const { num, den } = count.toRatio();
  return `${num} / ${den}`;
}

const PATH = /^([^[\]]+)\[(\d+)\]\.([^[\]]+)$/;

/**
 * The form with a number in it, in the unit that the field shows, exact and unrounded. The same form where the path leads nowhere: no such
 * item, no such field.
 * @param path `staff`, or `projects[0].cost`
 * @param value in base units; of a date days since 1970-01-01
 */
export function withNumber(form: Form, path: string, value: Exact, written: Written): Form {
  const [, list, at, field] = PATH.exec(path) ?? [];
  const declared = written.program.facts.get(list ?? path)?.type;
  const type = list === undefined ? declared : declared?.kind === 'list' ? declared.fields.find((f) => f.name === field)?.type : undefined;
  const raw =
    type?.kind === 'number'
      ? inShownUnit(value, type, written)
      : type?.kind === 'date' && value.isInteger
        ? isoDate(value.toNumber())
        : undefined;
  if (raw === undefined) return form;
  if (list === undefined || field === undefined) return { ...form, facts: withEntry(form.facts, path, raw) };
  const items = Object.hasOwn(form.facts, list) ? form.facts[list] : undefined;
  const item = Array.isArray(items) ? items[Number(at)] : undefined;
  if (!Array.isArray(items) || typeof item !== 'object') return form;
  const others = items.map((one, n) => (n === Number(at) ? withEntry(item, field, raw) : one)) as RawItem[];
  return { ...form, facts: withEntry(form.facts, list, others) };
}

/** By entries: a name may be `__proto__`. */
export function withEntry<T>(record: Readonly<Record<string, T>>, name: string, value: NoInfer<T>): Record<string, T> {
  return Object.fromEntries(new Map(Object.entries(record)).set(name, value));
}

export function withoutEntry<T>(record: Readonly<Record<string, T>>, name: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== name && key.normalize('NFC') !== name));
}
