/**
 * Why: an applicant that a report speaks of can be given back to `eval` and `explain`, so it is written as the facts file that they read
 * (docs/facts-json.md): read.ts turned round.
 */
import type { Applicant } from '../../core/evaluate/values';
import type { Exact } from '../../core/exact';
import type { Constant, Program } from '../../core/program/program';
import type { NumberType, ScalarType } from '../../core/program/types';
import { constantText } from '../../core/prove/witness/literal';
import { isoDate } from '../../explain/display';
import { readQuantity, type UnitLookup, unitsOf } from '../../facts/quantity';
import { ownUnit } from '../../facts/values';

type FactsValue = string | boolean | readonly string[];

/** The facts file as an object; undefined where the applicant has a number that such a file cannot say (a third of a yuan). */
export function factsFile(applicant: Applicant, program: Program): object | undefined {
  const unitOf = unitsOf(program);
  const missing: string[] = [];
  const pairOf = (name: string, value: Constant, type: ScalarType): readonly [string, FactsValue][] => {
    const written = factValue(value, type, program, unitOf);
    if (written !== undefined) return [[name, written]];
    missing.push(name);
    return [];
  };
  const facts = [...program.facts.values()].flatMap(({ name, type }): [string, unknown][] => {
    const given = applicant.facts.get(name);
    if (!given) return [];
    if (given.kind !== 'list') return type.kind === 'list' ? [] : [...pairOf(name, given, type)];
    if (type.kind !== 'list') return [];
    const items = given.items.map((item) =>
      Object.fromEntries(
        type.fields.flatMap((field) => {
          const value = item[field.name];
          return value ? pairOf(field.name, value, field.type) : [];
        }),
      ),
    );
    return [[name, items]];
  });
  const paid = applicant.history.map(({ clause, amount, day }) => {
    const type: NumberType = { kind: 'number', dimension: program.clauses.get(clause)?.currency ?? program.currency ?? '' };
    return { clause, amount: pairOf(clause, { kind: 'number', value: amount }, type)[0]?.[1], on: isoDate(day) };
  });
  if (missing.length > 0) return undefined;
  return {
    ...(applicant.asOf === undefined ? {} : { on: isoDate(applicant.asOf) }),
    // A fact may be called like a key of the file.
    facts: Object.fromEntries(facts),
    ...(paid.length === 0 ? {} : { paid }),
  };
}

function factValue(value: Constant, type: ScalarType, program: Program, unitOf: UnitLookup): FactsValue | undefined {
  switch (value.kind) {
    case 'number':
      return type.kind === 'number' ? quantity(value.value, type, program, unitOf) : undefined;
    case 'boolean':
      return value.value;
    case 'text':
      return value.value;
    case 'member':
      return value.member;
    case 'set':
      return value.members;
    case 'date':
      return isoDate(value.day);
    default:
      return value satisfies never;
  }
}

/** As the author would write it, where that is read back as the same; else in the fact's own unit. */
function quantity(value: Exact, type: NumberType, program: Program, unitOf: UnitLookup): string | undefined {
  const reads = (text: string): boolean => {
    const read = readQuantity(text, unitOf);
    return read.ok && read.value.equals(value) && (value.isZero || read.dimension === type.dimension);
  };
  const literal = constantText({ kind: 'number', value }, type, program, 'en');
  const { num, den } = value.toRatio();
  const inUnit = `${value.div(ownUnit(type, unitOf)).toString()}${type.unit ?? ''}`;
  return [literal, inUnit, `${num}:${den}`].find(reads);
}
