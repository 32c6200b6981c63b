/**
 * What a change does, by brute force: both programs are computed for every applicant of a grid, boundaries included, and what is seen there is
 * held against the verdicts. It shares nothing with the comparison but the exact evaluator.
 */
import { evaluate, evaluateClauseAlone, evaluateExpression } from '../../server/src/core/evaluate/index';
import type { Applicant } from '../../server/src/core/evaluate/values';
import { Exact } from '../../server/src/core/exact';
import type { Given, Payment, Program } from '../../server/src/core/program/program';
import { type Axis, axesOf, dayOfRegion, inside } from './oracle/axes';
import { isContinuous, xOf } from './oracle/grid';
import { isYes } from './oracle/observe';

/** What is seen of one clause, or of the total, over all applicants. */
export interface Observed {
  more: boolean;
  less: boolean;
  /** Somebody has an amount on one side only, or neither has and for another reason. */
  figure: boolean;
  gained: boolean;
  lost: boolean;
}

const nothing = (): Observed => ({ more: false, less: false, figure: false, gained: false, lost: false });

export interface Brute {
  /** By clause; '' is the total. Only names that both have, on days on which both are in force. */
  readonly seen: ReadonlyMap<string, Observed>;
  readonly onlyA: boolean;
  readonly onlyB: boolean;
  readonly common: number;
  /** The grid has every applicant. */
  readonly complete: boolean;
}

const MOST = 600;

/** The values of both programs' axes; a continuous one gets a point beside each value. */
function gridOf(programs: readonly Program[]): {
  readonly axes: readonly Axis[];
  readonly values: (Given | number | Exact)[][];
  complete: boolean;
} {
  const axes: Axis[] = [];
  const values: (Given | number | Exact)[][] = [];
  let complete = true;
  const keyOf = (a: Axis): string =>
    a.kind === 'fact' ? `fact ${a.name}` : a.kind === 'date' ? 'date' : `paid ${a.payee.clause} ${a.region}`;
  const text = (v: Given | number | Exact): string => JSON.stringify(v, (_, x: unknown) => (x instanceof Exact ? x.toString() : x));
  for (const program of programs) {
    const found = axesOf(program);
    if (!found.complete) complete = false;
    for (const axis of found.axes) {
      let i = axes.findIndex((a) => keyOf(a) === keyOf(axis));
      if (i < 0) {
        i = axes.length;
        axes.push(axis);
        values.push([]);
      }
      const own = values[i];
      if (!own) continue;
      const more: (Given | number | Exact)[] = [...axis.values];
      if (isContinuous(axis)) {
        complete = false;
        for (const v of axis.values) {
          const x = xOf(v);
          if (!x) continue;
          for (const by of ['0.5', '-0.5', '7']) {
            const beside = x.plus(Exact.of(by));
            const bounds = axis.kind === 'fact' ? axis.bounds : { lower: { value: Exact.zero, inclusive: true } };
            if (inside(beside, bounds)) more.push(axis.kind === 'paid' ? beside : { kind: 'number', value: beside });
          }
        }
      }
      const known = new Set(own.map(text));
      for (const v of more) if (!known.has(text(v))) own.push(v);
    }
  }
  return { axes, values, complete };
}

export function* applicantsOf(
  programs: readonly Program[],
  next: () => number,
): Generator<{ readonly who: Applicant; readonly all: boolean }> {
  const { axes, values, complete } = gridOf(programs);
  const size = values.reduce((n, v) => n * v.length, 1);
  const all = complete && size <= MOST * 4;
  const count = all ? size : Math.min(size, MOST);
  for (let n = 0; n < count; n++) {
    let rest = n;
    const point = values.map((v) => {
      if (!all) return v[Math.floor(next() * v.length)] ?? 0;
      const value = v[rest % v.length] ?? 0;
      rest = Math.floor(rest / v.length);
      return value;
    });
    const facts = new Map<string, Given>();
    const history: Payment[] = [];
    const asOf = Number(point[axes.findIndex((a) => a.kind === 'date')]);
    for (const [i, axis] of axes.entries()) {
      const v = point[i];
      if (v === undefined || typeof v === 'number') continue;
      if (axis.kind === 'fact' && !(v instanceof Exact)) facts.set(axis.name, v);
      if (axis.kind === 'paid' && v instanceof Exact && v.sign > 0) {
        const day = dayOfRegion(axis.payee, axis.region, asOf);
        if (day !== undefined) history.push({ clause: axis.payee.clause, amount: v, day });
      }
    }
    yield { who: { facts, history, asOf }, all };
  }
}

export function admitted(program: Program, who: Applicant): boolean {
  const dates = program.files.at(-1)?.effective;
  if (who.asOf !== undefined && dates) {
    if (dates.from !== undefined && who.asOf < dates.from) return false;
    if (dates.to !== undefined && who.asOf > dates.to) return false;
  }
  for (const fact of program.facts.values()) {
    const given = who.facts.get(fact.name);
    const x = given?.kind === 'number' ? given.value : given?.kind === 'date' ? Exact.of(given.day) : undefined;
    if (x && !inside(x, fact.bounds ?? {})) return false;
  }
  return program.files.every((f) => f.requirements.every((t) => isYes(evaluateExpression(program, who, t.condition))));
}

interface One {
  readonly amount?: Exact;
  readonly why: string;
  readonly eligible: boolean;
  readonly inForce: boolean;
}

function clauseOf(program: Program, name: string, who: Applicant): One {
  const o = evaluateClauseAlone(program, who, name);
  const { status = 'ineligible' } = o ?? {};
  const inForce = status !== 'inactive';
  if (status === 'error' || status === 'unspecified' || status === 'unknown') return { why: status, eligible: false, inForce };
  const value = o?.gross.state === 'known' && o.gross.value.kind === 'number' ? o.gross.value.value : Exact.zero;
  return { amount: status === 'payable' ? value : Exact.zero, why: '', eligible: status === 'payable' || status === 'granted', inForce };
}

function totalOf(program: Program, who: Applicant): One {
  const { total } = evaluate(program, who);
  const beside = [...total.unspecified].sort().join();
  if (total.status !== 'known' || total.value.state !== 'known' || total.value.value.kind !== 'number')
    return { why: `none`, eligible: true, inForce: true };
  return { amount: total.value.value.value, why: `beside ${beside}`, eligible: true, inForce: true };
}

export function brute(a: Program, b: Program, next: () => number): Brute {
  const seen = new Map<string, Observed>();
  const names = [...a.clauses.keys()].filter((n) => b.clauses.has(n));
  for (const n of ['', ...names]) seen.set(n, nothing());
  let [onlyA, onlyB, common, complete] = [false, false, 0, false];
  for (const { who, all } of applicantsOf([a, b], next)) {
    complete = all;
    const [inA, inB] = [admitted(a, who), admitted(b, who)];
    if (inA && !inB) onlyA = true;
    if (inB && !inA) onlyB = true;
    if (!inA || !inB) continue;
    common++;
    for (const [name, o] of seen) {
      const [x, y] = name === '' ? [totalOf(a, who), totalOf(b, who)] : [clauseOf(a, name, who), clauseOf(b, name, who)];
      if (!x.inForce || !y.inForce) continue;
      if (x.why !== y.why) o.figure = true;
      if (!x.amount || !y.amount) continue;
      const order = y.amount.compare(x.amount);
      if (order > 0) o.more = true;
      if (order < 0) o.less = true;
      if (!x.eligible && y.eligible) o.gained = true;
      if (x.eligible && !y.eligible) o.lost = true;
    }
  }
  return { seen, onlyA, onlyB, common, complete };
}
