/**
 * award-cliff CLAUSE amount|eligibility FACT, and award-cliff total FACT.
 *
 * Reading: along one numeric fact of the program (not a date, not a field), all else fixed, the clause's amount before groups is lower at a point
 * than just below it, or just above a point than at it, both sides being applicants. It is `eligibility` where the clause is ineligible on the
 * far side, else `amount`. The total's falls count where no clause's own amount falls there. A whole-number fact is looked at as if it took
 * fractions too: its step from n to n + 1 is a cliff if the amount is lower at n + 1 than at n and jumps down somewhere on the way; so what
 * is steady is none. Where that cannot be said (no amount in between) it is open.
 */
import { Exact } from '../../../server/src/core/exact';
import type { Program } from '../../../server/src/core/program/program';
import type { Answers } from './answer';
import { type FactAxis, inside } from './axes';
import { breakpointsOf } from './breakpoints';
import { type Grid, type Point, xOf } from './grid';
import { grossOf, numberOf, type Seen, statusBefore } from './observe';

const TINY = Exact.of('0.000000001');
/** Steeper than any slope of the generated policies times {@link TINY}, and less than any of their jumps. */
const FALL = Exact.of('0.00001');

type Code = 'amount' | 'eligibility';

class Falls {
  readonly sure = new Set<string>();
  readonly open = new Set<string>();
}

export function decideCliffs(grid: Grid, answers: Answers): void {
  for (const [axis, of] of grid.axes.entries()) {
    if (of.kind !== 'fact' || of.scale === 'none') continue;
    const falls = new Falls();
    const stride = grid.strides[axis] ?? 1;
    const length = grid.values[axis]?.length ?? 0;
    const relaxed = of.scale === 'integer' ? withoutInteger(grid.program, of.name) : grid.program;
    for (let n = 0; n < grid.seen.length; n++) {
      if (grid.indexOf(n, axis) !== 0) continue;
      const line = grid.point(n);
      const seen = Array.from({ length }, (_, i) => grid.seen[n + i * stride]);
      if (of.scale === 'continuous') alongNumber(grid, axis, of, line, seen, falls);
      else alongInteger(grid, axis, line, seen, relaxed, falls);
    }
    for (const name of grid.program.clauses.keys()) {
      answers.complete = grid.relevance.isComplete([name]);
      for (const code of ['amount', 'eligibility'] as const) {
        const item = `${name} ${code} ${of.name}`;
        answers.exists('award-cliff', item, falls.sure.has(`${name} ${code}`), falls.open.has(`${name} ${code}`));
      }
    }
    answers.complete = grid.relevance.isComplete();
    answers.exists('award-cliff', `total ${of.name}`, falls.sure.has('total'), falls.open.has('total'));
  }
}

/** What falls from one applicant to the next, by more than `least`. */
function fallsBetween(a: Seen | undefined, b: Seen | undefined, least: Exact): string[] {
  if (a?.required !== 'yes' || b?.required !== 'yes') return [];
  const found: string[] = [];
  for (const [name, before] of a.evaluation.clauses) {
    const after = b.evaluation.clauses.get(name);
    const [x, y] = [grossOf(before), after && grossOf(after)];
    if (!x || !after) continue;
    let code: Code | undefined;
    if (y && x.minus(y).gt(least)) code = 'amount';
    else if (statusBefore(after) === 'ineligible' && x.gt(least)) code = 'eligibility';
    if (code) found.push(`${name} ${code}`);
  }
  if (found.length > 0) return found;
  const { total: t } = a.evaluation;
  const { total: u } = b.evaluation;
  const [x, y] = [numberOf(t.value), numberOf(u.value)];
  if (t.status === 'known' && u.status === 'known' && x && y && x.minus(y).gt(least)) found.push('total');
  return found;
}

function alongNumber(grid: Grid, axis: number, of: FactAxis, line: Point, seen: readonly (Seen | undefined)[], falls: Falls): void {
  const xs = (grid.values[axis] ?? []).flatMap((v) => xOf(v) ?? []);
  for (const [i, x] of xs.entries()) {
    const here = seen[i];
    if (here?.required !== 'yes') continue;
    if (straight(seen[i - 1], here, seen[i + 1], xs[i - 1], x, xs[i + 1])) continue;
    for (const side of [-1, 1] as const) {
      const near = side < 0 ? x.minus(TINY) : x.plus(TINY);
      if (!inside(near, of.bounds)) continue;
      const there = grid.look(grid.at(line, axis, near), grid.program, false);
      const found = side < 0 ? fallsBetween(there, here, FALL) : fallsBetween(here, there, FALL);
      if (found.length === 0) continue;
      // What falls as much one step further on is only steep.
      const next = side < 0 ? near.minus(TINY) : near.plus(TINY);
      const beyond = grid.look(grid.at(line, axis, next), grid.program, false);
      const steep = side < 0 ? fallsBetween(beyond, there, FALL) : fallsBetween(there, beyond, FALL);
      for (const f of found) (steep.includes(f) ? falls.open : falls.sure).add(f);
    }
  }
}

/** Whether nothing can jump at the middle one of three: same statuses, and amounts on a line. */
function straight(a: Seen | undefined, b: Seen, c: Seen | undefined, x: Exact | undefined, y: Exact, z: Exact | undefined): boolean {
  if (!a || !c || !x || !z || a.required !== b.required || b.required !== c.required) return false;
  const [left, right] = [y.minus(x), z.minus(y)];
  const onLine = (p: Exact | undefined, q: Exact | undefined, r: Exact | undefined): boolean =>
    p && q && r ? q.minus(p).times(right).equals(r.minus(q).times(left)) : !p && !q && !r;
  for (const [name, o] of b.evaluation.clauses) {
    const [u, v] = [a.evaluation.clauses.get(name), c.evaluation.clauses.get(name)];
    if (!u || !v || u.status !== o.status || v.status !== o.status) return false;
    if (!onLine(grossOf(u), grossOf(o), grossOf(v)) || !onLine(numberOf(u.amount), numberOf(o.amount), numberOf(v.amount))) return false;
  }
  return a.evaluation.total.status === b.evaluation.total.status && b.evaluation.total.status === c.evaluation.total.status;
}

function alongInteger(grid: Grid, axis: number, line: Point, seen: readonly (Seen | undefined)[], relaxed: Program, falls: Falls): void {
  const xs = (grid.values[axis] ?? []).flatMap((v) => xOf(v) ?? []);
  const step = xs[0] && xs[1] ? xs[1].minus(xs[0]) : Exact.one;
  for (let i = 0; i + 1 < xs.length; i++) {
    const [from, to] = [xs[i], xs[i + 1]];
    if (!from || !to?.minus(from).equals(step)) continue;
    const fallen = fallsBetween(seen[i], seen[i + 1], Exact.zero).filter((f) => !falls.sure.has(f));
    if (fallen.length === 0) continue;
    const look = (x: Exact): Seen => grid.look(grid.at(line, axis, x), relaxed, false);
    const points = [from, ...breakpointsOf([from, to], look), to];
    const jumps = new Set<string>();
    for (const p of points) {
      const here = look(p);
      if (p !== from) for (const f of fallsBetween(look(p.minus(TINY)), here, FALL)) jumps.add(f.split(' ')[0] ?? f);
      if (p !== to) for (const f of fallsBetween(here, look(p.plus(TINY)), FALL)) jumps.add(f.split(' ')[0] ?? f);
    }
    const between = ['0.1', '0.37', '0.5', '0.83'].map((t) => look(from.plus(to.minus(from).times(Exact.of(t)))));
    for (const f of fallen) {
      const name = f.split(' ')[0] ?? f;
      // Where it falls no more than it falls anyway, steps aside, it may as well be called steady; what a rounding does to values between whole
      // ones nobody sees.
      const rounds = grid.program.clauses.get(name)?.steps.some((s) => s.kind === 'round') ?? false;
      if (jumps.has(name)) (rounds || isSteady(name, seen[i], seen[i + 1], between) ? falls.open : falls.sure).add(f);
      else if (name === 'total' || between.some((s) => s.required !== 'yes' || !hasAmount(s, name))) falls.open.add(f);
    }
  }
}

/** Along the way from one whole number to the next the amount falls at least as fast as it does in all. */
function isSteady(name: string, from: Seen | undefined, to: Seen | undefined, between: readonly Seen[]): boolean {
  const amount = (s: Seen | undefined): Exact | undefined => {
    const o = s?.evaluation.clauses.get(name);
    return o && grossOf(o);
  };
  const [a, b] = [amount(from), amount(to)];
  if (!a) return false;
  // What falls to nothing may be a steady fall that ends there.
  if (!b || b.isZero) return true;
  const fall = a.minus(b);
  // The first two of the values between lie 0.27 of the way apart.
  const [x, y] = between.map(amount);
  return x !== undefined && y !== undefined && !x.minus(y).lt(fall.times(Exact.of('0.27')));
}

function hasAmount(s: Seen, clause: string): boolean {
  const o = s.evaluation.clauses.get(clause);
  return o !== undefined && (grossOf(o) !== undefined || statusBefore(o) === 'ineligible');
}

function withoutInteger(program: Program, name: string): Program {
  const facts = new Map(program.facts);
  const fact = facts.get(name);
  if (fact?.type.kind === 'number') {
    const { integer: _, ...type } = fact.type;
    facts.set(name, { ...fact, type });
  }
  return { ...program, facts };
}
