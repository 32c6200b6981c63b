/** Which facts a message names: programs small enough to see by eye what the outcome hangs on. */
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../../server/src/core/evaluate/index';
import type { Applicant } from '../../../../server/src/core/evaluate/values';
import { Exact } from '../../../../server/src/core/exact';
import { parseDay } from '../../../../server/src/core/program/dates';
import type { Constant, Given } from '../../../../server/src/core/program/program';
import { factsNamed } from '../../../../server/src/core/prove/witness/facts';
import { programOf } from '../../../support/program';

const n = (text: string): Constant => ({ kind: 'number', value: Exact.of(text) });
const flag = (value: boolean): Constant => ({ kind: 'boolean', value });
const day = (iso: string): number => parseDay(iso) ?? Number.NaN;
const who = (facts: Record<string, Given>, more: Partial<Applicant> = {}): Applicant => ({
  facts: new Map(Object.entries(facts)),
  history: [],
  asOf: day('2025-01-01'),
  ...more,
});

const program = programOf(
  `policy "P" { effective 2025-01-01 to 2026-12-31 }
fact cost "Cost": money from 0元
fact staff "Staff": integer 人 from 0人
fact listed "Listed": boolean
fact barred "Barred": boolean
fact other "Other": money from 0元
fact kind "Kind": one of { a, b, c }
fact titles "Titles": any of { x, y }
fact projects "Projects": list of { cost "Cost": money from 0元, approved "Approved": boolean }
let large = cost over 100万元
require not listed "no listed company"
clause one "First" { when large; award 10万元 }
clause two "Second" { when not barred; when staff from 100人; when kind in { a, b }; award 20万元; cap 20万元 ever }
clause three "Third" { each projects; when approved; award 10% of cost }
`,
);

const amountOf = (a: Applicant, clause: string): string => {
  const value = evaluate(program, a).clauses.get(clause)?.amount;
  return value?.state === 'known' && value.value.kind === 'number' ? value.value.value.toString() : (value?.state ?? '');
};
const both = (a: Applicant): boolean => amountOf(a, 'one') === '100000' && amountOf(a, 'two') === '200000';

describe('factsNamed', () => {
  const applicant = who({
    cost: n('12000000'),
    staff: n('100'),
    listed: flag(false),
    barred: flag(false),
    other: n('5'),
    kind: { kind: 'member', member: 'a' },
  });

  it('names what the outcome hangs on, in the units of the facts, and nothing else', () => {
    const named = (about: readonly string[], language: 'en' | 'zh' = 'en'): readonly string[] =>
      factsNamed({ program, applicant, about, holds: both, language });
    // `other` is not read; that the company is not listed is required of everybody, and goes without saying.
    expect(named(['one', 'two'])).toEqual(['cost = 1200万元', 'staff = 100人', 'barred = no', 'kind = a']);
    expect(named(['one', 'two'], 'zh')).toEqual(['cost = 1200万元', 'staff = 100人', 'barred = 否', 'kind = a']);
    // Only what the names read, here by way of a let.
    expect(named(['one'])).toEqual(['cost = 1200万元']);
  });

  it('leaves out a fact of which no other value changes anything', () => {
    const ineligible = (a: Applicant): boolean => evaluate(program, a).clauses.get('two')?.eligible === false;
    // Two conditions fail, so neither alone decides; of one, only it.
    const neither = who({ ...Object.fromEntries(applicant.facts), staff: n('5'), kind: { kind: 'member', member: 'c' } });
    expect(factsNamed({ program, applicant: neither, about: ['two'], holds: ineligible, language: 'en' })).toEqual([]);
    const few = who({ ...Object.fromEntries(applicant.facts), staff: n('5') });
    expect(factsNamed({ program, applicant: few, about: ['two'], holds: ineligible, language: 'en' })).toEqual(['staff = 5人']);
  });

  it('names fields of items, counted from 1, payments and the date', () => {
    const paidOut = (a: Applicant): boolean => amountOf(a, 'three') === '40000';
    const item = { cost: n('400000'), approved: flag(true) };
    const listing = who({
      listed: flag(false),
      projects: { kind: 'list', items: [{ ...item, approved: flag(false) }, item] },
    });
    // 10% of 40万元; the first project is not approved, so its cost does not matter.
    expect(factsNamed({ program, applicant: listing, about: ['three'], holds: paidOut, language: 'en' })).toEqual([
      'projects[1].approved = no',
      'projects[2].cost = 40万元',
      'projects[2].approved = yes',
    ]);
    const used = who(Object.fromEntries(applicant.facts), {
      history: [{ clause: 'two', amount: Exact.of('150000'), day: day('2024-03-01') }],
    });
    const rest = (a: Applicant): boolean => amountOf(a, 'two') === '50000';
    expect(factsNamed({ program, applicant: used, about: ['two'], holds: rest, language: 'en' })).toEqual([
      'staff = 100人',
      'barred = no',
      'kind = a',
      'paid two = 15万元 on 2024-03-01',
    ]);
    const later = who(Object.fromEntries(applicant.facts), { asOf: day('2026-05-01') });
    const inForceThen = (a: Applicant): boolean => (a.asOf ?? 0) > day('2026-01-01');
    expect(factsNamed({ program, applicant: later, about: ['one'], holds: inForceThen, language: 'zh' })).toEqual(['日期 2026-05-01']);
  });

  it('names four at most, those first that say yes to something', () => {
    const all = factsNamed({ program, applicant, about: ['one', 'two'], holds: both, language: 'en', most: 3 });
    expect(all).toEqual(['cost = 1200万元', 'staff = 100人', 'kind = a', '…']);
    expect(factsNamed({ program, applicant, about: ['one', 'two'], holds: both, language: 'en', most: 2 })).toEqual([
      'cost = 1200万元',
      'staff = 100人',
      '…',
    ]);
  });

  it('asks no more often than it may', () => {
    let asked = 0;
    const holds = (): boolean => {
      asked++;
      return true;
    };
    const named = factsNamed({ program, applicant, about: ['one', 'two'], holds, language: 'en', budget: 5 });
    expect(asked).toBe(5);
    expect(named.length).toBeGreaterThan(0);
  });
});
