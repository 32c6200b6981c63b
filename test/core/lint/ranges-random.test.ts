/**
 * Ranges and conditions are never narrower than the truth: for random expressions over small facts, every value that the evaluator gives
 * at any point lies in the range that was worked out; and where a random condition holds, so does all that it is taken to say.
 */
import { expect, it } from 'vitest';
import { evaluateExpression } from '../../../server/src/core/evaluate/index';
import { Exact } from '../../../server/src/core/exact';
import { assume } from '../../../server/src/core/lint/guards';
import { NO_GUARDS, type NumberRange, rangeOf, readerOf, type ValueRange } from '../../../server/src/core/lint/ranges';
import type { Constant, Expression, Given } from '../../../server/src/core/program/program';
import { programOf } from '../../support/program';

let seed = 3;
function next(n: number): number {
  seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
  return Math.floor((seed / 0x80000000) * n);
}
const pick = <T>(list: readonly T[]): T => list[next(list.length)] as T;

const facts = `fact p "P": integer from -1 to 3
fact q "Q": number from 0.5 to 2
fact b "B": boolean
fact k "K": one of { x, y, z }
fact from_day "F": date from 2024-01-30 to 2024-03-02
fact kids "Kids": list to 2 of { age "Age": integer from 0 to 2 }
`;
const days = [19752, 19782, 19784]; // 2024-01-30, 2024-02-29, 2024-03-02

function number(depth: number): string {
  if (depth === 0) return pick(['p', 'q', '2', '0', '0.5', '-1', 'month(from_day)', 'sum each kids { 1 }', 'sum each kids { age }']);
  const a = () => number(depth - 1);
  return pick([
    () => `(${a()} + ${a()})`,
    () => `(${a()} - ${a()})`,
    () => `(${a()} * ${a()})`,
    () => `(${a()} / ${a()})`,
    () => `min(${a()}, ${a()})`,
    () => `max(${a()}, ${a()})`,
    () => `abs(${a()})`,
    () => `round_down(${a()}, 2)`,
    () => `round(${a()}, 0.5)`,
    () => `(if ${condition(depth - 1)} then ${a()} else ${a()})`,
    () => `(by k { x: ${a()}, otherwise: ${a()} })`,
    () => `(by p { to 1: ${a()}, over 1: ${a()} })`,
    () => `highest { ${a()} when ${condition(depth - 1)}, ${a()} when b }`,
    () => `lowest { ${a()}, ${a()} when b }`,
    () => `sum { ${a()}, ${a()} when ${condition(depth - 1)} }`,
    () => `highest each kids { age when age over 0 }`,
    () => `-${a()}`,
    () => `(months(from_day, 2024-05-30) / 1 month)`,
    () => `(days(2024-02-01, from_day) / 1 day)`,
  ])();
}

function condition(depth: number): string {
  const limit = () => pick(['0', '1', '2', '0.5', 'p']);
  const plain = () =>
    pick([
      () => 'b',
      () => 'not b',
      () => `k = ${pick(['x', 'y'])}`,
      () => `k != ${pick(['x', 'y'])}`,
      () => 'k in { x, z }',
      () => `${pick(['p', 'q', 'p + q'])} ${pick(['<', '<=', '>', '>=', '=', '!='])} ${limit()}`,
      () => `${pick(['p', 'q', 'p + q'])} ${pick(['over 0 to 2', 'from 1 below 2', 'at most 1', 'over 0.5'])}`,
      () => `from_day at least 2024-02-29`,
    ])();
  if (depth === 0) return `(${plain()})`;
  return pick([
    () => `(${condition(depth - 1)} and ${condition(depth - 1)})`,
    () => `(${condition(depth - 1)} or ${condition(depth - 1)})`,
    () => `(not ${condition(depth - 1)})`,
  ])();
}

const num = (value: string): Constant => ({ kind: 'number', value: Exact.of(value) });

/** Applicants at the ends of everything and between. */
function* applicants(): Generator<ReadonlyMap<string, Given>> {
  for (const p of ['-1', '0', '1', '2', '3'])
    for (const q of ['0.5', '1', '1.5', '2'])
      for (const b of [true, false])
        for (const k of ['x', 'y', 'z']) {
          const ages = [[], ['0'], ['2'], ['1', '2'], ['2', '2']][next(5)] ?? [];
          yield new Map<string, Given>([
            ['p', num(p)],
            ['q', num(q)],
            ['b', { kind: 'boolean', value: b }],
            ['k', { kind: 'member', member: k }],
            ['from_day', { kind: 'date', day: pick(days) }],
            ['kids', { kind: 'list', items: ages.map((age) => ({ age: num(age) })) }],
          ]);
        }
}

function inNumbers(r: NumberRange, v: Exact): boolean {
  if (r.parts && !r.parts.some((part) => inNumbers(part, v))) return false;
  if (r.step && !v.div(r.step).isInteger) return false;
  const low = r.lower ? v.compare(r.lower.value) : 1;
  const high = r.upper ? v.compare(r.upper.value) : -1;
  return (low > 0 || (low === 0 && r.lower?.inclusive !== false)) && (high < 0 || (high === 0 && r.upper?.inclusive !== false));
}

function holds(range: ValueRange, value: Constant): boolean {
  switch (range.kind) {
    case 'number':
      return value.kind === 'date' ? inNumbers(range, Exact.of(value.day)) : value.kind === 'number' && inNumbers(range, value.value);
    case 'members':
      return range.members.includes(value.kind === 'boolean' ? (value.value ? 'yes' : 'no') : value.kind === 'member' ? value.member : '');
    default:
      return true;
  }
}

it('holds for 100 random expressions and conditions at 120 points each', { timeout: 120_000 }, () => {
  let narrow = 0;
  for (let round = 0; round < 100; round++) {
    const program = programOf(`${facts}let v = ${number(1 + next(3))}\nlet c = ${condition(next(3))}\nlet s = p + q`);
    const reader = readerOf(program, () => Exact.one);
    const value = (name: string) => program.lets.get(name)?.value as Expression;
    const [v, c, s] = [value('v'), value('c'), value('s')];
    const range = rangeOf(v, reader);
    if (range.kind === 'number' && (range.lower || range.upper)) narrow++;
    const guards = [true, false].map((truth) => assume(c, truth, NO_GUARDS, reader));
    for (const facts of applicants()) {
      const applicant = { facts, history: [], asOf: 20000 };
      const at = (e: Expression) => evaluateExpression(program, applicant, e);
      const result = at(v);
      if (result.state === 'known')
        expect(holds(range, result.value), `${v.place.item.text} = ${result.value.kind === 'number' ? result.value.value : ''}`).toBe(true);
      const truth = at(c);
      if (truth.state !== 'known' || truth.value.kind !== 'boolean') continue;
      const known = guards[truth.value.value ? 0 : 1] ?? NO_GUARDS;
      for (const [key, allowed] of known) {
        const subject = key.startsWith('fact ') ? facts.get(key.slice(5)) : undefined;
        if (subject && subject.kind !== 'list') expect(holds(allowed, subject), `${c.place.item.text}: ${key}`).toBe(true);
      }
      // What is known of p + q where the condition holds.
      const sum = at(s);
      if (sum.state === 'known') expect(holds(rangeOf(s, reader, known), sum.value), c.place.item.text).toBe(true);
      if (result.state === 'known')
        expect(holds(rangeOf(v, reader, known), result.value), `${c.place.item.text}${v.place.item.text}`).toBe(true);
    }
  }
  // The ranges say something, and more often than not.
  expect(narrow).toBeGreaterThan(60);
});
