/** Clauses as runners: the status and the amount before groups and limits, as *What a policy pays* says, for ordinary applicants. */

import { addMonths, civil, dayOf } from '../../program/dates';
import type { Clause, Condition, Program, Window } from '../../program/program';
import type { Status } from '../values';
import type { ExpressionCompiler } from './expressions';
import { type Frame, MAX, product } from './frame';
import type { Get } from './layout';
import * as N from './numeric';
import { NotCompiled, type Num } from './numeric';

/**
 * A clause's result for the applicant whose epoch is `stamp`, as integers at `FastProgram`'s amount scale: `gross` before groups and limits
 * (what the clause's name means in an expression), `amount` what it finally pays.
 */
export interface ClauseRunner {
  readonly clause: Clause;
  readonly run: (x: Frame) => void;
  status: Status;
  /** Before groups. */
  own: Status;
  gross: number;
  amount: number;
  stamp: number;
  /** The exact evaluator has to say what it comes to. */
  bailed: boolean;
  /** Where it bailed only since requirements or conditions are not known: what it pays if they hold; else NaN. */
  would: number;
  /** Which these are: the requirements of its file and then its conditions, counted through. */
  readonly tests: number[];
  /** While its section is settled: the clauses on which it hangs whether it gets `amount`, or more up to `high`; 0 where it gets the amount. */
  mask: number;
  high: number;
  /** Its own in such a mask. */
  bit: number;
}

/** One that has not run yet. */
function runnerOf(clause: Clause, status: ClauseRunner['status'], bailed: boolean, run: ClauseRunner['run']): ClauseRunner {
  return {
    clause,
    status,
    own: status,
    gross: 0,
    amount: 0,
    stamp: -1,
    bailed,
    would: Number.NaN,
    tests: [],
    mask: 0,
    high: 0,
    bit: 0,
    run,
  };
}

/** A clause that the exact evaluator always answers. */
export function leftOut(clause: Clause): ClauseRunner {
  const runner = runnerOf(clause, 'unknown', true, (x) => {
    x.bail = true;
    runner.gross = 0;
    runner.amount = 0;
  });
  return runner;
}

/** What was paid for `members` in the window before as_of. */
export function paidInWindow(compiler: ExpressionCompiler, members: readonly string[], window: Window): Num {
  const names = new Set(members);
  let start: Get;
  switch (window.kind) {
    case 'ever':
      start = () => Number.NEGATIVE_INFINITY;
      break;
    case 'per year':
      start = (x) => dayOf(civil(x.asOf).year, 1, 1) - 1;
      break;
    case 'within': {
      const length = compiler.number(window.length);
      if (length.constant === undefined || length.scale !== 0) throw new NotCompiled('a window that is not a whole length');
      const n = length.constant;
      start = window.by === 'month' ? (x) => addMonths(x.asOf, -n) : (x) => x.asOf - n;
      break;
    }
  }
  return {
    scale: compiler.layout.paymentScale,
    fraction: false,
    get: (x) => {
      if (x.history.length === 0) return 0;
      if (Number.isNaN(x.asOf)) x.bail = true;
      const from = start(x);
      let total = 0;
      for (const p of x.history) if (names.has(p.clause) && p.day > from && p.day < x.asOf) total += p.amount;
      if (total > MAX) x.bail = true;
      return total;
    },
  };
}

const zero: Num = N.constant(0, 0);

/** A cap less what was paid before in its window; below zero it counts as zero. */
export function remaining(compiler: ExpressionCompiler, cap: Num, members: readonly string[], window: Window | undefined): Num {
  const left = window ? N.add(cap, paidInWindow(compiler, members, window), -1) : cap;
  return N.extreme(left, zero, 1);
}

/** Bails where the value is below zero (the exact evaluator then says which error it is). */
function nonNegative(a: Num): Num {
  return {
    scale: a.scale,
    fraction: a.fraction,
    get: (x) => {
      const n = a.get(x);
      if (n < 0) x.bail = true;
      return n;
    },
  };
}

function condition(compiler: ExpressionCompiler, c: Condition): Get {
  const tests = c.tests.map((t) => compiler.flag(t.condition));
  return (x) => {
    for (const t of tests) if (t(x) === 1) return 1;
    return 0;
  };
}

/** `amountScale`: the scale of all amounts. */
export function compileClause(program: Program, compiler: ExpressionCompiler, clause: Clause, amountScale: number): ClauseRunner {
  const file = program.files.find((f) => f.uri === clause.place.uri);
  const inForce = inForceTest([file?.effective, clause.effective]);
  const requirements = (file?.requirements ?? []).map((r) => compiler.flag(r.condition));
  const conditions = clause.conditions.map((c) => condition(compiler, c));
  const each = clause.each === undefined ? undefined : compiler.layout.lists.get(clause.each)?.slot;
  if (clause.each !== undefined && each === undefined) throw new NotCompiled(`list ${clause.each}`);
  const pay = clause.benefit.kind === 'award' ? pipeline(compiler, clause) : undefined;
  const kind = clause.benefit.kind;
  if (kind === 'missing') throw new NotCompiled('a clause without an award');
  const passed: Status = kind === 'award' ? 'payable' : kind === 'grants' ? 'granted' : 'unspecified';

  const canWait = each === undefined && kind !== 'unspecified';
  const tests = [...requirements, ...conditions];

  /**
   * Whether the conditions hold; then `gross` is added to. Requirements are judged for every item, as conditions are. One that does not hold
   * decides, whatever is unknown about others. @param isOpen it is not known whether the clause is in force
   */
  const judge = (x: Frame, isOpen: boolean): boolean => {
    runner.tests.length = 0;
    for (let i = 0; i < tests.length; i++) {
      x.bail = false;
      const holds = tests[i]?.(x);
      if (x.bail) runner.tests.push(i);
      else if (holds === 0) return false;
    }
    x.bail = false;
    if (runner.tests.length === 0 && !isOpen) {
      if (pay) runner.gross += toScale(x, pay, amountScale);
      return true;
    }
    if (canWait && !isOpen) {
      const would = pay ? toScale(x, pay, amountScale) : 0;
      if (!x.bail) runner.would = would;
    }
    x.bail = true;
    return true;
  };
  const runner = runnerOf(clause, 'inactive', false, (x) => {
    if (runner.stamp === x.epoch) {
      if (runner.bailed) x.bail = true;
      return;
    }
    const before = x.bail;
    x.bail = false;
    compute(x);
    runner.bailed = x.bail;
    x.bail ||= before;
  });
  const compute = (x: Frame): void => {
    runner.stamp = x.epoch;
    runner.gross = 0;
    runner.amount = 0;
    runner.would = Number.NaN;
    runner.mask = 0;
    const active = inForce(x);
    const isOpen = x.bail;
    x.bail = false;
    if (!isOpen && !active) {
      runner.status = 'inactive';
      runner.own = 'inactive';
      return;
    }
    const level = x.level;
    const current = x.current;
    const currentDen = x.currentDen;
    x.level = -1;
    let any = false;
    if (each === undefined) any = judge(x, isOpen);
    else {
      const outer = x.items[0];
      const items = x.lists[each];
      if (!items) x.bail = true;
      else {
        x.level = 0;
        let bail = false;
        for (const item of items) {
          x.items[0] = item;
          x.itemEpoch++;
          if (judge(x, isOpen)) any = true;
          bail ||= x.bail;
        }
        x.bail = bail;
      }
      if (outer) x.items[0] = outer;
      x.itemEpoch++;
    }
    x.level = level;
    x.current = current;
    x.currentDen = currentDen;
    runner.status = any ? passed : 'ineligible';
    runner.own = runner.status;
    runner.amount = runner.gross;
  };
  return runner;
}

function inForceTest(ranges: readonly ({ from?: number; to?: number } | undefined)[]): (x: Frame) => boolean {
  let from = Number.NEGATIVE_INFINITY;
  let to = Number.POSITIVE_INFINITY;
  for (const r of ranges) {
    if (r?.from !== undefined) from = Math.max(from, r.from);
    if (r?.to !== undefined) to = Math.min(to, r.to);
  }
  if (from === Number.NEGATIVE_INFINITY && to === Number.POSITIVE_INFINITY) return () => true;
  return (x) => {
    if (Number.isNaN(x.asOf)) x.bail = true;
    return x.asOf >= from && x.asOf <= to;
  };
}

/** Award and steps: runs them in written order and leaves the amount in `x.current / x.currentDen`, at the returned scale. */
function pipeline(compiler: ExpressionCompiler, clause: Clause): { scale: number; run: (x: Frame) => void } {
  if (clause.benefit.kind !== 'award') throw new NotCompiled('no award');
  const store = (value: Num) => (x: Frame) => {
    const n = value.get(x);
    x.currentDen = value.fraction ? x.den : 1;
    x.current = n;
  };
  const award = nonNegative(compiler.number(clause.benefit.amount));
  const runs = [store(award)];
  let scale = award.scale;
  for (const step of clause.steps) {
    compiler.thisScale = scale;
    const current: Num = {
      scale,
      fraction: true,
      get: (x) => {
        x.den = x.currentDen;
        return x.current;
      },
    };
    let next: Num;
    switch (step.kind) {
      case 'less':
        next = N.extreme(N.add(current, nonNegative(compiler.number(step.amount)), -1), zero, 1);
        break;
      case 'floor':
        next = N.extreme(current, compiler.number(step.amount), 1);
        break;
      case 'cap':
        if (step.window && clause.each !== undefined) throw new NotCompiled('a window that items share');
        next = N.extreme(current, remaining(compiler, compiler.number(step.amount), [clause.name], step.window), -1);
        break;
      case 'round':
        next = N.round(current, compiler.number(step.to), step.mode);
        break;
    }
    if (step.condition) {
      const holds = compiler.flag(step.condition);
      next = N.choice([next, current], (x) => 1 - holds(x));
    }
    runs.push(store(next));
    scale = next.scale;
  }
  return {
    scale,
    run: (x) => {
      for (const r of runs) r(x);
    },
  };
}

/** The pipeline's amount as an integer at `scale`; bails where it has more places than that. */
function toScale(x: Frame, pay: { scale: number; run: (x: Frame) => void }, scale: number): number {
  pay.run(x);
  let n = x.current;
  let d = x.currentDen;
  if (scale >= pay.scale) n = product(x, n, 10 ** (scale - pay.scale));
  else d = product(x, d, 10 ** (pay.scale - scale));
  if (d === 1) return n;
  if (n % d !== 0) x.bail = true;
  return n / d;
}
