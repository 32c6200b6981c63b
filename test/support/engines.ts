/**
 * The batch evaluator against the exact one on random pairs of program and applicant; a million in all, in two files so that they run side
 * by side. The exact evaluator defines the meaning; it is itself tested against hand calculations and brute force elsewhere. Seeds are fixed,
 * so a failure repeats.
 */
import { describe, expect, it } from 'vitest';
import { compile } from '../../server/src/core/evaluate/fast';
import { evaluate } from '../../server/src/core/evaluate/index';
import type { Applicant } from '../../server/src/core/evaluate/values';
import { Exact } from '../../server/src/core/exact';
import type { Constant, Given, Program } from '../../server/src/core/program/program';
import { programOf } from './program';
import { exampleText, ProgramWriter, Random, type RandomApplicant, randomApplicant } from './randomProgram';

const dayOf = (iso: string): number => Date.parse(iso) / 86_400_000;

function constantOf(text: string): Constant {
  if (text.startsWith('{')) {
    return {
      kind: 'set',
      members: text
        .slice(1, -1)
        .split(',')
        .map((m) => m.trim())
        .filter((m) => m !== '')
        .sort(),
    };
  }
  if (text.startsWith('"')) return { kind: 'text', value: text.slice(1, -1) };
  if (text === 'yes' || text === 'no') return { kind: 'boolean', value: text === 'yes' };
  if (/^\d{4}-/.test(text)) return { kind: 'date', day: dayOf(text) };
  if (!/^\d/.test(text)) return { kind: 'member', member: text };
  const [, digits, unit] = /^([\d.]+)(.*)$/.exec(text) as unknown as [string, string, string];
  const factor = unit === '万元' ? '10000' : unit === '%' ? '0.01' : '1';
  return { kind: 'number', value: Exact.of(digits).times(Exact.of(factor)) };
}

export function applicantFrom(a: RandomApplicant): Applicant {
  const facts = new Map<string, Given>(Object.entries(a.facts).map(([k, v]) => [k, constantOf(v)]));
  if (a.items)
    facts.set('l1', { kind: 'list', items: a.items.map((i) => Object.fromEntries(Object.entries(i).map(([k, v]) => [k, constantOf(v)]))) });
  const history = a.payments.map((p) => ({ clause: p.clause, amount: Exact.of(p.amount.replace('元', '')), day: dayOf(p.on) }));
  return { facts, history, asOf: dayOf(a.on) };
}

/** The differences between the two engines, as text; empty where they agree. */
export function differences(program: Program, applicants: readonly Applicant[]): { lines: string[]; compiled: number } {
  const fast = compile(program);
  const lines: string[] = [];
  let compiled = 0;
  fast.run(fast.prepare(applicants), (i, outcome) => {
    const exact = evaluate(program, applicants[i] as Applicant);
    if (!outcome.exact) compiled++;
    for (const [name, clause] of exact.clauses) {
      if (outcome.status(name) !== clause.status) lines.push(`#${i} ${name}: exact ${clause.status}, fast ${outcome.status(name)}`);
      const amount =
        clause.amount.state === 'known' && clause.amount.value.kind === 'number' ? clause.amount.value.value.toString() : undefined;
      if (outcome.amount(name)?.toString() !== amount) lines.push(`#${i} ${name}: exact ${amount}, fast ${outcome.amount(name)}`);
    }
    if (outcome.totalStatus !== exact.total.status) lines.push(`#${i} total: exact ${exact.total.status}, fast ${outcome.totalStatus}`);
    const v = exact.total.value;
    if (v.state === 'known' && v.value.kind === 'number' && outcome.total()?.toString() !== v.value.value.toString())
      lines.push(`#${i} total: exact ${v.value.value}, fast ${outcome.total()}`);
    const needs = exact.total.status === 'unknown' && v.state === 'unknown' ? v.needs.map(({ fact }) => fact) : [];
    const wanted = (facts: readonly string[]): string => [...new Set(facts)].sort().join(' ');
    if (wanted(needs) !== wanted(outcome.needs())) lines.push(`#${i} needs: exact ${wanted(needs)}, fast ${wanted(outcome.needs())}`);
  });
  return { lines, compiled };
}

const PROGRAMS = 1000;
const APPLICANTS = 500;
const BATCHES = 10;

/** Half a million pairs; `first` is the first seed. */
export function compareEngines(first: number): void {
  describe('the batch evaluator', () => {
    let compiled = 0;
    let pairs = 0;
    for (let batch = 0; batch < BATCHES; batch++) {
      it(`equals the exact evaluator on ${(PROGRAMS / BATCHES) * APPLICANTS} random pairs (${batch + 1} of ${BATCHES})`, {
        timeout: 900_000,
      }, () => {
        for (let k = 0; k < PROGRAMS / BATCHES; k++) {
          const seed = first + batch * 1000 + k;
          const r = new Random(seed);
          const writer = new ProgramWriter(r);
          const text = writer.policy();
          const program = programOf(text);
          const random = Array.from({ length: APPLICANTS }, () => randomApplicant(r, writer.clauses, r.chance(0.1) ? 0.1 : 0));
          const result = differences(program, random.map(applicantFrom));
          compiled += result.compiled;
          pairs += APPLICANTS;
          if (result.lines.length > 0) {
            const at = Number(/#(\d+)/.exec(result.lines[0] as string)?.[1]);
            expect.fail(
              `seed ${seed}: ${result.lines.slice(0, 5).join('; ')}\n${text}\n${exampleText('found', random[at] as RandomApplicant)}`,
            );
          }
        }
        expect(pairs).toBe(((batch + 1) * PROGRAMS * APPLICANTS) / BATCHES);
      });
    }

    it('answers most pairs itself, so that the comparison says something', () => {
      expect(pairs).toBe(PROGRAMS * APPLICANTS);
      expect(compiled / pairs).toBeGreaterThan(0.4);
      console.log(`${compiled} of ${pairs} pairs were answered by the compiled program, the others by the exact evaluator`);
    });
  });
}
