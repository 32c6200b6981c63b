/** Why: what the fact is now, along which one looks; and the applicant for whom it is another. */
import type { FactPath } from '../../core/curve/index';
import type { Applicant } from '../../core/evaluate/values';
import type { Exact } from '../../core/exact';
import type { Constant, Program } from '../../core/program/program';

/** As it is given, else its default; undefined: unknown. */
export function valueAlong({ facts }: Program, applicant: Applicant, { name, item, field }: FactPath): Exact | undefined {
  const given = applicant.facts.get(name);
  const declared = facts.get(name);
  const list = declared?.type.kind === 'list' ? declared.type : undefined;
  const own = given?.kind === 'list' ? given.items[item ?? 0]?.[field ?? ''] : given;
  const value = own ?? (item === undefined ? declared?.default : list?.fields.find((f) => f.name === field)?.default);
  return value?.kind === 'number' ? value.value : undefined;
}

/** The same applicant where there is no such item. */
export function withFact(applicant: Applicant, { name, item, field }: FactPath, x: Exact): Applicant {
  const value: Constant = { kind: 'number', value: x };
  if (item === undefined || field === undefined) return { ...applicant, facts: new Map(applicant.facts).set(name, value) };
  const list = applicant.facts.get(name);
  if (list?.kind !== 'list') return applicant;
  const items = list.items.map((one, n) => (n === item ? { ...one, [field]: value } : one));
  return { ...applicant, facts: new Map(applicant.facts).set(name, { kind: 'list', items }) };
}
