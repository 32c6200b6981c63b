/** Programs as terms mean what the exact evaluator says: random policies, random applicants, clause by clause. */
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../server/src/core/evaluate/index';
import { Encoder } from '../../../server/src/core/prove/encode/encoder';
import { settle } from '../../../server/src/core/prove/encode/settle';
import { failed, isMark, Unsupported } from '../../../server/src/core/prove/encode/symbolic';
import { Valuation } from '../../../server/src/core/prove/model';
import { add, compare, div, floor, type Rational, show, toExact } from '../../../server/src/core/prove/rational';
import { type Choice, type Flag, type Model, Terms, type Variable } from '../../../server/src/core/prove/terms';
import { programOf } from '../../support/program';
import { ProgramWriter, Random } from '../../support/randomProgram';

const NUMBERS: readonly Rational[] = [
  0,
  1,
  2,
  3,
  5,
  6,
  10,
  12,
  50,
  99,
  100,
  101,
  150,
  1000,
  1001,
  10_000,
  25_000,
  { n: 1n, d: 20n },
  { n: 1n, d: 10n },
  { n: 3n, d: 20n },
  { n: 1n, d: 2n },
  { n: 33n, d: 100n },
  { n: 9999n, d: 100n },
  { n: 10001n, d: 100n },
];

function randomModel(enc: Encoder, r: Random): Model {
  const numbers = new Map<Variable, Rational>();
  const flags = new Map<Flag, boolean>();
  const choices = new Map<Choice, string>();
  const within = (v: Variable): Rational => {
    const { lower, upper } = v;
    for (let tries = 0; tries < 30; tries++) {
      let x = r.pick(NUMBERS);
      if (lower && upper && r.chance(0.7)) {
        const k = r.int(20);
        x = add(lower.value, div(add(upper.value, lower.value), 1) === 0 ? 0 : k);
        if (typeof upper.value === 'number' && typeof lower.value === 'number')
          x = lower.value + Math.floor((upper.value - lower.value) * r.next() + 0.5);
      }
      if (v.integer) x = floor(x);
      if (lower && (compare(x, lower.value) < 0 || (lower.strict && compare(x, lower.value) === 0))) continue;
      if (upper && (compare(x, upper.value) > 0 || (upper.strict && compare(x, upper.value) === 0))) continue;
      return x;
    }
    return lower?.value ?? upper?.value ?? 0;
  };
  for (const slot of [...enc.inputs.slots.values(), enc.inputs.asOf]) {
    if (slot.variable) numbers.set(slot.variable, within(slot.variable));
    if (slot.calendar) {
      // Near the dates that the policies name, month ends among them.
      const { month, day } = slot.calendar;
      const low = Number(month.lower?.value ?? 0);
      const high = Number(month.upper?.value ?? 0);
      const m = Math.min(high, Math.max(low, (2022 + r.int(5)) * 12 + r.int(12)));
      numbers.set(month, m);
      const long = new Date(Date.UTC(Math.floor(m / 12), (m % 12) + 1, 0)).getUTCDate();
      numbers.set(day, r.pick([1, 15, 27, 28, Math.min(29, long), Math.min(30, long), long]));
    }
    for (const flag of slot.flags?.values() ?? []) flags.set(flag, r.chance(0.5));
    if (slot.choice) choices.set(slot.choice, r.pick(slot.choice.members));
  }
  for (const count of enc.inputs.counts.values()) numbers.set(count, r.int(Number(count.upper?.value ?? 0) + 1));
  for (const { variable } of enc.inputs.paidFor()) if (r.chance(0.3)) numbers.set(variable, r.pick([1, 50, 100, 1000]));
  return { numbers, flags, choices };
}

const plain = (_: string, x: unknown): unknown => (typeof x === 'bigint' ? String(x) : x);

describe('a program as terms', () => {
  let compared = 0;
  let left = 0;
  let careful = 0;
  const seen = new Map<string, number>();
  const totals = new Map<string, number>();
  for (let batch = 0; batch < 4; batch++) {
    it(`means what the exact evaluator says (${batch + 1} of 4)`, { timeout: 240_000 }, () => {
      for (let k = 0; k < 150; k++) {
        const seed = 5000 + batch * 1000 + k;
        const r = new Random(seed);
        const text = new ProgramWriter(r).policy();
        const program = programOf(text);
        const enc = new Encoder(program, new Terms());
        for (const name of program.clauses.keys()) {
          try {
            enc.clause(name);
          } catch (e) {
            if (!(e instanceof Unsupported)) throw e;
            left++;
          }
        }
        const settled = settle([...program.clauses.keys()], enc);
        for (let n = 0; n < 25; n++) {
          const model = randomModel(enc, r);
          const v = new Valuation(model);
          const applicant = enc.inputs.applicant(model);
          const evaluation = evaluate(program, applicant);
          const { total } = evaluation;
          const about = `seed ${seed} total ${total.status}\n${text}\n${JSON.stringify([...applicant.facts], plain)} ${applicant.asOf} ${JSON.stringify(applicant.history, plain)}`;
          totals.set(total.status, (totals.get(total.status) ?? 0) + 1);
          const sound = v.bool(settled.sound);
          // The terms call everything unsound in which some clause is in error; the evaluator sees where that changes nothing.
          if (total.status === 'known' && !sound) careful++;
          else expect(sound, about).toBe(total.status === 'known');
          if (sound && total.value.state === 'known' && total.value.value.kind === 'number') {
            expect(toExact(v.num(settled.total)).toString(), about).toBe(total.value.value.value.toString());
            for (const [name, outcome] of evaluation.clauses) {
              if (outcome.amount.state !== 'known' || outcome.amount.value.kind !== 'number') continue;
              expect(toExact(v.num(settled.amounts.get(name) ?? enc.numbers.zero)).toString(), `${name} ${about}`).toBe(
                outcome.amount.value.value.toString(),
              );
            }
          }
          for (const name of program.clauses.keys()) {
            const outcome = evaluation.clauses.get(name);
            let terms: ReturnType<Encoder['clause']>;
            try {
              terms = enc.clause(name);
            } catch {
              continue;
            }
            const { whole } = terms;
            const problem = whole.failures.filter((f) => !isMark(f) && v.bool(f.when));
            const gross = outcome?.gross;
            const was = `seed ${seed} ${name}: ${outcome?.status} ${gross?.state === 'known' && gross.value.kind === 'number' ? gross.value.value : gross?.state} ${outcome?.error?.code ?? ''}`;
            const is = problem.length > 0 ? problem.map((f) => f.code).join() : `${v.bool(whole.eligible)} ${show(v.num(whole.gross))}`;
            const where = `${was} | ${is}\n${text}\n${JSON.stringify([...applicant.facts], plain)} ${applicant.asOf}`;
            compared++;
            const status = outcome?.error ? outcome.error.code : (outcome?.status ?? '');
            seen.set(status, (seen.get(status) ?? 0) + 1);
            expect(v.bool(failed(enc.terms, whole.failures)), where).toBe(gross?.state === 'error' || gross?.state === 'unspecified');
            if (gross?.state === 'error') {
              expect(
                problem.map((f) => f.code),
                where,
              ).toContain(gross.error.code);
              continue;
            }
            if (gross?.state === 'unspecified') {
              expect(
                problem.map((f) => f.code),
                where,
              ).toContain('unspecified');
              continue;
            }
            expect(v.bool(whole.eligible), where).toBe(outcome?.eligible);
            expect(gross?.state, where).toBe('known');
            if (gross?.state !== 'known' || gross.value.kind !== 'number') continue;
            expect(toExact(v.num(whole.gross)).toString(), where).toBe(gross.value.value.toString());
          }
        }
      }
    });
  }

  it('meets every kind of outcome, and leaves little aside', () => {
    expect([...seen.keys()].sort()).toEqual(
      expect.arrayContaining(['granted', 'inactive', 'ineligible', 'negative-award', 'payable', 'unspecified']),
    );
    expect(compared).toBeGreaterThan(40_000);
    expect(left).toBe(0);
    expect(careful).toBeLessThan(100);
    expect(totals.get('known')).toBeGreaterThan(5000);
    expect(totals.get('conflict')).toBeGreaterThan(100);
  });
});
