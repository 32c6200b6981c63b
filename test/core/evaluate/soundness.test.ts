/**
 * What is concluded from part of the facts must hold for the whole: random policies and applicants, of whom facts, fields, whole lists and
 * the date are taken away. And giving the facts that a result needs, again and again, must end with a result.
 */
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../server/src/core/evaluate/index';
import { within } from '../../../server/src/core/evaluate/ranges';
import type { Applicant, Need, Value } from '../../../server/src/core/evaluate/values';
import { Exact } from '../../../server/src/core/exact';
import type { Constant, Given, Program } from '../../../server/src/core/program/program';
import { programOf } from '../../support/program';
import { exampleText, ProgramWriter, Random, type RandomApplicant, randomApplicant } from '../../support/randomProgram';
import { show } from './support';

const dayOf = (iso: string): number => Date.parse(iso) / 86_400_000;

function constantOf(text: string): Constant {
  if (text.startsWith('{')) {
    const members = text.slice(1, -1).split(',');
    return { kind: 'set', members: members.map((m) => m.trim()).filter((m) => m !== '') };
  }
  if (text.startsWith('"')) return { kind: 'text', value: text.slice(1, -1) };
  if (text === 'yes' || text === 'no') return { kind: 'boolean', value: text === 'yes' };
  if (/^\d{4}-/.test(text)) return { kind: 'date', day: dayOf(text) };
  const number = /^([\d.]+)(万元|元|%)?$/.exec(text);
  if (!number) return { kind: 'member', member: text };
  const factor = number[2] === '万元' ? '10000' : number[2] === '%' ? '0.01' : '1';
  return { kind: 'number', value: Exact.of(number[1] ?? '0').times(Exact.of(factor)) };
}

function wholeOf(a: RandomApplicant): Applicant {
  const facts = new Map<string, Given>(Object.entries(a.facts).map(([k, v]) => [k, constantOf(v)]));
  const items = (a.items ?? []).map((i) => Object.fromEntries(Object.entries(i).map(([k, v]) => [k, constantOf(v)])));
  facts.set('l1', { kind: 'list', items });
  const history = a.payments.map((p) => ({ clause: p.clause, amount: Exact.of(p.amount.replace('元', '')), day: dayOf(p.on) }));
  return { facts, history, asOf: dayOf(a.on) };
}

function partOf(program: Program, whole: Applicant, r: Random): Applicant {
  const facts = new Map<string, Given>();
  const drop = r.pick([0.1, 0.3, 0.6]);
  for (const [name, value] of whole.facts) {
    // A fact with a default is never unknown: left out it would be another applicant.
    if (r.chance(drop) && program.facts.get(name)?.default === undefined) continue;
    if (value.kind !== 'list') facts.set(name, value);
    else {
      const items = value.items.map((i) => Object.fromEntries(Object.entries(i).filter(() => !r.chance(drop / 2))));
      facts.set(name, { kind: 'list', items });
    }
  }
  return { facts, history: whole.history, ...(r.chance(0.15) || whole.asOf === undefined ? {} : { asOf: whole.asOf }) };
}

/** Gives what is needed. */
function given(part: Applicant, whole: Applicant, needs: readonly Need[]): Applicant {
  const facts = new Map(part.facts);
  let { asOf } = part;
  for (const n of needs) {
    const value = whole.facts.get(n.fact);
    if (n.fact === 'as_of') asOf = whole.asOf;
    else if (n.item === undefined && value) facts.set(n.fact, value);
    else if (value?.kind === 'list' && n.item !== undefined && n.field !== undefined) {
      const { item, field } = n;
      const now = facts.get(n.fact);
      const full = value.items[item]?.[field];
      if (now?.kind !== 'list' || !full) continue;
      facts.set(n.fact, { kind: 'list', items: now.items.map((x, i) => (i === item ? { ...x, [field]: full } : x)) });
    }
  }
  return { facts, history: part.history, ...(asOf === undefined ? {} : { asOf }) };
}

/** Why what was concluded does not hold of the whole; undefined if it does. */
function contradiction(part: Value, whole: Value): string | undefined {
  const texts = `${show(part)} against ${show(whole)}`;
  switch (part.state) {
    case 'known':
      return whole.state === 'known' && show({ ...whole, mark: undefined } as Value) === show({ ...part, mark: undefined } as Value)
        ? undefined
        : texts;
    case 'error':
    case 'unspecified':
      return whole.state === part.state ? undefined : texts;
    case 'unknown': {
      if (part.range.kind !== 'number') return undefined;
      if (whole.state !== 'known' || whole.value.kind !== 'number') return whole.state === 'unknown' ? undefined : texts;
      return within(whole.value.value, part.range) ? undefined : texts;
    }
    default:
      return part satisfies never;
  }
}

function check(program: Program, whole: Applicant, part: Applicant): string[] {
  const all = evaluate(program, whole);
  const some = evaluate(program, part);
  const lines: string[] = [];
  for (const [name, p] of some.clauses) {
    const w = all.clauses.get(name);
    if (!w) continue;
    const gross = contradiction(p.gross, w.gross);
    if (gross) lines.push(`${name} gross: ${gross}`);
    const amount = contradiction(p.amount, w.amount);
    if (amount) lines.push(`${name}: ${amount}`);
    // Of a clause that is ineligible anyway its dates do not matter; an inactive one is ineligible too.
    const inactive = p.status === 'ineligible' && w.status === 'inactive';
    if (p.status !== 'unknown' && p.status !== w.status && !inactive) lines.push(`${name}: ${p.status} against ${w.status}`);
  }
  const total = contradiction(some.total.value, all.total.value);
  if (total) lines.push(`total: ${total}`);
  if (some.total.status !== 'unknown' && some.total.status !== all.total.status)
    lines.push(`total: ${some.total.status} against ${all.total.status}`);
  return lines;
}

/** The steps of giving what the total needs until it needs nothing; a message if it does not get there. */
function fill(program: Program, whole: Applicant, start: Applicant): string | undefined {
  let part = start;
  for (let i = 0; i < 60; i++) {
    const { total } = evaluate(program, part);
    if (total.value.state !== 'unknown' || total.status !== 'unknown') return undefined;
    if (total.value.needs.length === 0) {
      // Only a member in error leaves a group open without wanting a fact.
      return evaluate(program, whole).total.status === 'unknown' || [...evaluate(program, part).clauses.values()].some((c) => c.error)
        ? undefined
        : 'unknown without needs';
    }
    part = given(part, whole, total.value.needs);
  }
  return 'needs without end';
}

describe('ceilings', () => {
  it('what carries no mark is the same, and what is "at most" no more, if ceilings are used up by half or not at all', {
    timeout: 120_000,
  }, () => {
    let marked = 0;
    for (let seed = 9_000; seed < 9_150; seed++) {
      const r = new Random(seed);
      const writer = new ProgramWriter(r);
      const text = writer.policy();
      if (!text.includes('award up to')) continue;
      const program = programOf(text);
      const lesser = ['50%', '0%'].map((used) => programOf(text.replace(/award up to (.*)/g, `award ${used} of ($1)`)));
      for (let n = 0; n < 20; n++) {
        const random = randomApplicant(r, writer.clauses);
        const whole = wholeOf(random);
        const { clauses } = evaluate(program, whole);
        for (const other of lesser) {
          const less = evaluate(other, whole).clauses;
          for (const [name, clause] of clauses) {
            // A ceiling itself is what is used up of it; what reads it is held to its mark.
            const { gross } = clause;
            const now = less.get(name)?.gross;
            if (gross.state !== 'known' || gross.value.kind !== 'number' || now?.state !== 'known' || now.value.kind !== 'number') continue;
            const order = now.value.value.compare(gross.value.value);
            const fine = gross.mark === undefined ? order === 0 : gross.mark === 'depends on a ceiling' || order <= 0;
            if (gross.mark) marked++;
            if (!fine)
              expect.fail(
                `seed ${seed}, applicant ${n}, ${name}: ${show(gross)}, but ${show(now)}\n${text}\n${exampleText('found', random)}`,
              );
          }
        }
      }
    }
    expect(marked).toBeGreaterThan(100);
  });
});

describe('conclusions from part of the facts', () => {
  for (let batch = 0; batch < 5; batch++) {
    it(`hold for the whole (${batch + 1} of 5)`, { timeout: 120_000 }, () => {
      for (let k = 0; k < 40; k++) {
        const seed = 5_000 + batch * 100 + k;
        const r = new Random(seed);
        const writer = new ProgramWriter(r);
        const text = writer.policy();
        const program = programOf(text);
        for (let n = 0; n < 25; n++) {
          const random = randomApplicant(r, writer.clauses);
          const whole = wholeOf(random);
          const part = partOf(program, whole, r);
          const lines = check(program, whole, part);
          const filled = fill(program, whole, part);
          if (filled) lines.push(filled);
          if (lines.length > 0) {
            const kept = `given: ${[...part.facts.keys()].join(', ')}; date ${part.asOf === undefined ? 'unknown' : 'known'}`;
            expect.fail(`seed ${seed}, applicant ${n}: ${lines.join('; ')}\n${kept}\n${text}\n${exampleText('whole', random)}`);
          }
        }
      }
    });
  }
});
