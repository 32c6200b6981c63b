/**
 * Why: an applicant of whom a fact is not known that only conditions ask for. Each clause that waits for them gets nothing or what it would get, so
 * groups and limits are settled on amounts of which both ends are integers, as the exact evaluator does on ranges. Where it would have to
 * look closer (a conflict, a joint choice, an error that is possible) this steps aside.
 */

import type { Clause, Condition, Expression, Program, Test } from '../../program/program';
import { visit } from '../../program/reads';
import { evaluateExpression, judgeCondition } from '../index';
import { isSure } from '../ranges';
import type { Applicant } from '../values';
import type { ClauseRunner } from './clauses';
import { type Frame, MAX } from './frame';
import type { Num } from './numeric';
import { type OpenGroup, room } from './settle';

/** Clauses of a section that may wait; each has a bit. */
const MOST = 30;

const high = (m: ClauseRunner): number => (m.mask === 0 ? m.amount : m.high);
const competes = (m: ClauseRunner): boolean => (m.mask === 0 ? m.status === 'payable' && m.amount !== 0 : m.high > 0);

/** Gives each clause of the section that waits its bit. False: too many, or one that does more than wait. */
export function begin(runners: readonly ClauseRunner[]): boolean {
  let bit = 1;
  for (const m of runners) {
    m.mask = 0;
    if (!m.bailed) continue;
    if (!(m.would >= 0) || bit > 2 ** MOST) return false;
    m.status = 'unknown';
    m.amount = 0;
    m.high = m.would;
    // Nothing either way is known to be nothing.
    if (m.would > 0) m.mask = bit;
    m.bit = bit;
    bit *= 2;
  }
  return true;
}

/** Settles the section's groups and limits behind {@link begin}. False: the exact evaluator has to. */
export function settleUndecided(
  x: Frame,
  groups: readonly OpenGroup[],
  limits: readonly { readonly members: readonly ClauseRunner[]; readonly cap: Num }[],
): boolean {
  for (const { choose, members, isShared } of groups) {
    const own = members.filter(competes);
    if (own.length < 2) continue;
    const isOpen = own.some((m) => m.mask !== 0);
    if (isShared || (choose === undefined && (isOpen || own.some((m) => m.amount !== own[0]?.amount)))) return false;
    if (choose === 'highest') chooseHighest(own);
    else chooseFirst(own);
  }
  for (const { members, cap } of limits) {
    x.bail = false;
    const left = room(x, cap);
    if (x.bail) return false;
    cut(members, left);
  }
  return true;
}

function exclude(m: ClauseRunner): void {
  // Of one that waits it is certain that it pays nothing, not that it competes.
  if (m.mask === 0) m.status = 'excluded';
  m.amount = 0;
  m.high = 0;
  m.mask = 0;
}

function leaveOpen(m: ClauseRunner, mask: number): void {
  m.high = high(m);
  m.amount = 0;
  m.mask |= mask;
  m.status = 'unknown';
}

/** The highest keeps its amount, the first listed of equals; one that waits stands at nothing or at all that it would get. */
function chooseHighest(own: readonly ClauseRunner[]): void {
  const beats = (j: number, of: number, i: number, than: number): boolean => of !== 0 && (of > than || (of === than && j < i));
  const tops = own.map(high);
  const lows = own.map((m) => (m.mask === 0 ? m.amount : 0));
  const masks = own.map(({ mask }) => mask);
  for (const [i, m] of own.entries()) {
    const top = tops[i] ?? 0;
    let causes = 0;
    let isLost = false;
    for (let j = 0; j < own.length; j++) {
      if (j === i || !beats(j, tops[j] ?? 0, i, top)) continue;
      causes |= masks[j] ?? 0;
      isLost ||= beats(j, lows[j] ?? 0, i, top);
    }
    if (isLost) exclude(m);
    else if (causes !== 0) leaveOpen(m, causes);
  }
}

function chooseFirst(own: readonly ClauseRunner[]): void {
  let winner = false;
  let before = 0;
  for (const m of own) {
    const { mask } = m;
    if (winner) exclude(m);
    else {
      winner = mask === 0;
      if (before !== 0) leaveOpen(m, before);
    }
    before |= mask;
  }
}

/** What fits under the limit, from the first member on; what is left is a range as soon as one before may get more or less. */
function cut(members: readonly ClauseRunner[], room: number): void {
  let [low, top, mask] = [room, room, 0];
  for (const m of members) {
    if (m.mask === 0 && m.amount === 0) continue;
    const all = m.mask | mask;
    const kept = [Math.min(m.amount, low), Math.min(high(m), top)] as const;
    const isKnown = kept[0] === kept[1];
    [m.amount, m.high] = kept;
    m.mask = isKnown ? 0 : all;
    if (!isKnown && m.status === 'payable') m.status = 'unknown';
    const rest = [Math.max(0, low - kept[1]), Math.max(0, top - kept[0])] as const;
    [low, top] = rest;
    mask = low === top ? 0 : mask | m.mask;
  }
}

/** The section's sum behind {@link settleUndecided}; undefined where it is too large, NaN where it is not known. */
export function sumOf(runners: readonly ClauseRunner[]): number | undefined {
  let sum = 0;
  for (const m of runners) sum += m.mask !== 0 ? Number.NaN : m.status === 'payable' || m.bailed ? m.amount : 0;
  return sum > MAX ? undefined : sum;
}

// ---------------------------------------------------------------------------------------------- what they wait for

/** What conditions come to of which every fact is missing: the same for everybody. */
export class Undecided {
  private readonly reads = new Map<Test | Condition, readonly string[] | undefined>();
  private readonly always = new Map<Test | Condition, readonly string[] | undefined>();

  constructor(private readonly program: Program) {}

  /** The facts for which the clause waits; undefined where it is not simply unknown whether its conditions hold. */
  needsOf({ clause, tests }: ClauseRunner, applicant: Applicant): readonly string[] | undefined {
    const requirements = this.program.files.find(({ uri }) => uri === clause.place.uri)?.requirements ?? [];
    const facts: string[] = [];
    for (const i of tests) {
      const test = i < requirements.length ? requirements[i] : clause.conditions[i - requirements.length];
      const own = test && this.ofTest(test, clause, applicant);
      if (!own) return undefined;
      facts.push(...own);
    }
    return facts;
  }

  private ofTest(test: Test | Condition, clause: Clause, applicant: Applicant): readonly string[] | undefined {
    if (!this.reads.has(test)) this.reads.set(test, this.factsOf('tests' in test ? test.tests.map((t) => t.condition) : [test.condition]));
    const isAlways = this.reads.get(test)?.every((fact) => !applicant.facts.has(fact)) ?? false;
    if (isAlways && this.always.has(test)) return this.always.get(test);
    const value =
      'tests' in test ? judgeCondition(this.program, applicant, clause, test) : evaluateExpression(this.program, applicant, test.condition);
    const needs = value.state === 'unknown' && isSure(value.range) ? value.needs.map(({ fact }) => fact) : undefined;
    if (isAlways) this.always.set(test, needs);
    return needs;
  }

  /** The facts that they read, where they read nothing else but constants, and none of them has a default. */
  private factsOf(expressions: readonly Expression[]): readonly string[] | undefined {
    const facts: string[] = [];
    let isPlain = true;
    const see = (e: Expression): void => {
      switch (e.op) {
        case 'fact':
          facts.push(e.name);
          isPlain &&= this.program.facts.get(e.name)?.default === undefined;
          break;
        case 'let': {
          const value = e.clause === undefined ? this.program.lets.get(e.name)?.value : undefined;
          if (value) visit(value, see);
          else isPlain = false;
          break;
        }
        case 'field':
        case 'clause':
        case 'paid':
        case 'this':
        case 'as_of':
        case 'select':
          isPlain = false;
          break;
        default:
          break;
      }
    };
    for (const e of expressions) visit(e, see);
    return isPlain ? facts : undefined;
  }
}
