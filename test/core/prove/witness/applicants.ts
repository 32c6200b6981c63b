/** Random applicants of any program: each fact a value of its type and interval, near the numbers that the program itself names. */
import { firstDay } from '../../../../server/src/core/evaluate/index';
import type { Applicant } from '../../../../server/src/core/evaluate/values';
import { Exact } from '../../../../server/src/core/exact';
import { unitOf } from '../../../../server/src/core/lint/literal';
import type { Constant, Given, Payment, Program } from '../../../../server/src/core/program/program';
import { visit } from '../../../../server/src/core/program/reads';
import type { Bounds, ScalarType } from '../../../../server/src/core/program/types';
import type { Random } from '../../../support/randomProgram';

/** Numbers and texts that occur in the program's clauses and lets. */
function constantsOf(program: Program): { numbers: Exact[]; texts: string[] } {
  const numbers: Exact[] = [];
  const texts: string[] = ['', 'it says "no" \\ “yes”'];
  const see = (e: Parameters<typeof visit>[0]) =>
    visit(e, (x) => {
      if (x.op === 'constant' && x.value.kind === 'number') numbers.push(x.value.value);
      if (x.op === 'constant' && x.value.kind === 'text') texts.push(x.value.value);
    });
  for (const l of program.lets.values()) see(l.value);
  for (const c of program.clauses.values()) {
    for (const w of c.conditions) for (const t of w.tests) see(t.condition);
    if (c.benefit.kind === 'award') see(c.benefit.amount);
  }
  return { numbers, texts };
}

function inside(value: Exact, bounds: Bounds | undefined): boolean {
  const { lower, upper } = bounds ?? {};
  if (lower && (value.lt(lower.value) || (!lower.inclusive && value.equals(lower.value)))) return false;
  return !(upper && (value.gt(upper.value) || (!upper.inclusive && value.equals(upper.value))));
}

export function randomApplicantOf(program: Program, r: Random, unknown = 0): Applicant {
  const { numbers, texts } = constantsOf(program);
  const date = (bounds?: Bounds): number => {
    for (let i = 0; i < 20; i++) {
      const day = 18_000 + r.int(3000);
      if (inside(Exact.of(day), bounds)) return day;
    }
    return Number((bounds?.lower ?? bounds?.upper)?.value.toString() ?? 20_000);
  };
  const number = (type: ScalarType & { kind: 'number' }, bounds?: Bounds): Exact => {
    const factor = (type.unit === undefined ? undefined : unitOf(type.unit, program)?.factor) ?? Exact.one;
    for (let i = 0; i < 200; i++) {
      const near = numbers.length > 0 && r.chance(0.5) ? r.pick(numbers) : Exact.of(r.int(r.pick([3, 20, 100, 10_000_000]))).times(factor);
      let v = near.plus(factor.times(Exact.of(r.pick(['0', '1', '-1', '0.5', '0']))));
      if (!type.integer && r.chance(0.1)) v = v.div(Exact.of(7));
      if (type.integer) v = v.roundTo(factor, 'down');
      if (inside(v, bounds)) return v;
    }
    const { lower, upper } = bounds ?? {};
    if (lower?.inclusive) return lower.value;
    if (upper?.inclusive) return upper.value;
    return lower && upper ? lower.value.plus(upper.value).div(Exact.of(2)) : (lower?.value.plus(factor) ?? Exact.zero);
  };
  const scalar = (type: ScalarType, bounds?: Bounds): Constant => {
    switch (type.kind) {
      case 'number':
        return { kind: 'number', value: number(type, bounds) };
      case 'boolean':
        return { kind: 'boolean', value: r.chance(0.6) };
      case 'date':
        return { kind: 'date', day: date(bounds) };
      case 'text':
        return { kind: 'text', value: r.pick(texts) };
      case 'member':
        return { kind: 'member', member: r.pick(type.members) };
      case 'set':
        return { kind: 'set', members: type.members.filter(() => r.chance(0.4)).toSorted() };
      case 'broken':
        return { kind: 'number', value: Exact.zero };
      default:
        return type satisfies never;
    }
  };
  const facts = new Map<string, Given>();
  for (const f of program.facts.values()) {
    if (r.chance(unknown) || (f.default && r.chance(0.5))) continue;
    const { type } = f;
    if (type.kind !== 'list') facts.set(f.name, scalar(type, f.bounds));
    else {
      const items = Array.from({ length: Math.min(r.int(4), type.max ?? 4) }, () =>
        Object.fromEntries(
          type.fields.flatMap((x) => (r.chance(unknown) || (x.default && r.chance(0.5)) ? [] : [[x.name, scalar(x.type, x.interval)]])),
        ),
      );
      facts.set(f.name, { kind: 'list', items });
    }
  }
  const history: Payment[] = [];
  const clauses = [...program.clauses.keys()];
  if (clauses.length > 0 && r.chance(0.5))
    for (let i = r.int(3); i >= 0; i--)
      history.push({ clause: r.pick(clauses), amount: Exact.of(r.int(100_000)).div(Exact.of(r.pick([1, 1, 3]))), day: date() });
  const first = firstDay(program);
  const asOf = first === undefined ? undefined : r.chance(0.3) ? first : r.chance(0.2) ? date() : first + r.int(400);
  return { facts, history, ...(asOf !== undefined && { asOf }) };
}
