/**
 * Random applicants of random pairs of policies, written to files and read back, against the exact evaluator applicant by applicant: it defines
 * what is paid, and adding up is done here with exact numbers in the plainest way.
 */
import { describe, expect, it } from 'vitest';
import { evaluate, evaluateExpression } from '../../server/src/core/evaluate/index';
import type { Applicant, Value } from '../../server/src/core/evaluate/values';
import { Exact } from '../../server/src/core/exact';
import type { Constant, Program } from '../../server/src/core/program/program';
import { type Measure, population } from '../../server/src/population/index';
import { programOf } from '../support/program';
import { ProgramWriter, Random, type RandomApplicant, randomApplicant } from '../support/randomProgram';
import { clauseOf, digits, fileOf, totalOf } from './support';

const ON = Date.parse('2025-06-30') / 86_400_000;

/** A value as the file of random applicants writes it, in the exact evaluator's terms. */
function constantOf(text: string): Constant {
  if (text.startsWith('{')) return { kind: 'set', members: (text.match(/\w+/g) ?? []).sort() };
  if (text.startsWith('"')) return { kind: 'text', value: text.slice(1, -1) };
  if (text === 'yes' || text === 'no') return { kind: 'boolean', value: text === 'yes' };
  if (/^\d{4}-/.test(text)) return { kind: 'date', day: Date.parse(text) / 86_400_000 };
  const [, number = '', unit = ''] = /^(\d[\d.]*)(.*)$/.exec(text) ?? [];
  if (number === '') return { kind: 'member', member: text };
  const factor = unit === '万元' ? '10000' : unit === '%' ? '0.01' : '1';
  return { kind: 'number', value: Exact.of(number).times(Exact.of(factor)) };
}

const record = (items: Readonly<Record<string, string>>) => Object.fromEntries(Object.entries(items).map(([k, v]) => [k, constantOf(v)]));

function applicantOf(one: RandomApplicant): Applicant {
  const facts = new Map<string, Applicant['facts'] extends ReadonlyMap<string, infer G> ? G : never>(Object.entries(record(one.facts)));
  facts.set('l1', { kind: 'list', items: (one.items ?? []).map(record) });
  return { facts, history: [], asOf: ON };
}

const cell = (text: string): string => {
  const plain = text.startsWith('"') ? text.slice(1, -1) : text;
  return /[",;\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
};

function csv(headers: readonly string[], rows: readonly Readonly<Record<string, string>>[]): string {
  return [headers.join(','), ...rows.map((row) => headers.map((header) => cell(row[header] ?? '')).join(','))].join('\r\n');
}

const numberOf = (value: Value | undefined): Exact | undefined =>
  value?.state === 'known' && value.value.kind === 'number' ? value.value.value : undefined;

/** yes, no, or not decided. */
function admits(program: Program, applicant: Applicant): string {
  const results = program.files.flatMap(({ requirements }) =>
    requirements.map(({ condition }) => {
      const value = evaluateExpression(program, applicant, condition);
      return value.state === 'known' && value.value.kind === 'boolean' ? (value.value.value ? 'yes' : 'no') : 'open';
    }),
  );
  return results.includes('no') ? 'no' : results.includes('open') ? 'open' : 'yes';
}

interface Plain {
  rows: number;
  leftOut: number;
  before: Exact;
  after: Exact;
  paidBefore: number;
  paidAfter: number;
  gainers: number;
  losers: number;
  gains: Exact;
  losses: Exact;
  unchanged: number;
  oneSided: number;
}

function added(pairs: readonly { before: Exact | undefined; after: Exact | undefined; isOneSided: boolean }[]): Plain {
  const sum: Plain = {
    rows: 0,
    leftOut: 0,
    before: Exact.zero,
    after: Exact.zero,
    paidBefore: 0,
    paidAfter: 0,
    gainers: 0,
    losers: 0,
    gains: Exact.zero,
    losses: Exact.zero,
    unchanged: 0,
    oneSided: 0,
  };
  for (const { before, after, isOneSided } of pairs) {
    if (!before || !after) {
      sum.leftOut++;
      continue;
    }
    sum.rows++;
    sum.before = sum.before.plus(before);
    sum.after = sum.after.plus(after);
    if (before.sign > 0) sum.paidBefore++;
    if (after.sign > 0) sum.paidAfter++;
    const by = after.minus(before);
    if (isOneSided) sum.oneSided++;
    else if (by.sign > 0) {
      sum.gainers++;
      sum.gains = sum.gains.plus(by);
    } else if (by.sign < 0) {
      sum.losers++;
      sum.losses = sum.losses.minus(by);
    } else sum.unchanged++;
  }
  return sum;
}

const plainly = (m: Measure): Plain => ({
  rows: m.rows,
  leftOut: m.leftOut.rows,
  before: m.before.sum,
  after: m.after.sum,
  paidBefore: m.before.paid,
  paidAfter: m.after.paid,
  gainers: m.gains.rows,
  losers: m.losses.rows,
  gains: m.gains.sum,
  losses: m.losses.sum,
  unchanged: m.unchanged,
  oneSided: m.onlyBefore.rows + m.onlyAfter.rows,
});

const POLICIES = 40;
const APPLICANTS = 50;

describe('random applicants', () => {
  let moved = 0;
  let oneSided = 0;
  let leftOut = 0;
  let handedOver = 0;

  it(`get what the exact evaluator says, ${POLICIES * APPLICANTS} of them`, { timeout: 300_000 }, async () => {
    for (let seed = 1; seed <= POLICIES; seed++) {
      const r = new Random(seed);
      const writer = new ProgramWriter(r);
      const before = writer.policy();
      // Amounts and conditions of the other version.
      const after = before
        .replace(/150元/g, '120元')
        .replace(/12\.5%/, '33%')
        .replace(/over 10%/, 'from 15%')
        .concat(seed % 3 === 0 ? '\nrequire m1 over 50元 "too small"\n' : '');
      const [was, is] = [programOf(before), programOf(after)];
      const random = Array.from({ length: APPLICANTS }, () => randomApplicant(r, writer.clauses, r.chance(0.3) ? 0.15 : 0));
      // In the files' order, or not: 2 stands before 10, A2 behind A10.
      const named = (i: number) => (seed % 2 === 0 ? String(i) : `A${i}`);
      const scalar = [...was.facts.values()].filter(({ type }) => type.kind !== 'list').map(({ name }) => name);
      const rows = random.map((one, i) => ({ id: named(i), ...one.facts }));
      const l1 = was.facts.get('l1')?.type;
      const fields = l1?.kind === 'list' ? l1.fields.map(({ name }) => name) : [];
      const items = random.flatMap((one, i) => (one.items ?? []).map((item) => ({ id: named(i), ...item })));
      const answer = await population({
        before: was,
        after: is,
        applicants: fileOf(csv(['id', ...scalar], rows), 'a.csv', 1000),
        lists: new Map([['l1', fileOf(csv(['id', ...fields], items), 'l1.csv', 1000)]]),
        options: { on: ON, largest: 3 },
      });
      if ('refusal' in answer) return expect.fail(`seed ${seed}: ${JSON.stringify(answer.refusal)}`);
      const { result } = answer;
      // Values outside of their interval are judged elsewhere: here all are within.
      expect(result.badRows, `seed ${seed}`).toEqual([]);
      const evaluated = random.map((one) => {
        const applicant = applicantOf(one);
        const [a, b] = [admits(was, applicant), admits(is, applicant)];
        return {
          before: evaluate(was, applicant),
          after: evaluate(is, applicant),
          isOneSided: a !== b && a !== 'open' && b !== 'open',
        };
      });
      const total = added(
        evaluated.map((e) => ({
          before: e.before.total.status === 'known' ? numberOf(e.before.total.value) : undefined,
          after: e.after.total.status === 'known' ? numberOf(e.after.total.value) : undefined,
          isOneSided: e.isOneSided,
        })),
      );
      expect(digits(plainly(totalOf(result))), `seed ${seed}, total\n${before}\n${after}`).toEqual(digits(total));
      for (const name of is.clauses.keys()) {
        const amount = (e: (typeof evaluated)[number]['before']): Exact | undefined => numberOf(e.clauses.get(name)?.amount);
        const clause = added(evaluated.map((e) => ({ before: amount(e.before), after: amount(e.after), isOneSided: e.isOneSided })));
        expect(digits(plainly(clauseOf(result, name))), `seed ${seed}, ${name}\n${before}\n${after}`).toEqual(digits(clause));
      }
      moved += total.gainers + total.losers;
      oneSided += total.oneSided;
      leftOut += total.leftOut;
      handedOver += result.handedOver;
    }
  });

  it('are of every kind, so that the comparison says something', () => {
    expect(moved).toBeGreaterThan(50);
    expect(oneSided).toBeGreaterThan(20);
    expect(leftOut).toBeGreaterThan(20);
    // Neither all by the batch evaluator nor all by the exact one.
    expect(handedOver).toBeGreaterThan(100);
    expect(handedOver).toBeLessThan(1.5 * POLICIES * APPLICANTS);
  });
});
