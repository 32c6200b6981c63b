/** Findings of single clauses and of pairs: who is eligible, what the award is, which conditions say nothing new, which clauses are the same. */
import type { ClauseOutcome, ItemOutcome } from '../../../server/src/core/evaluate/values';
import type { Clause } from '../../../server/src/core/program/program';
import type { Answers } from './answer';
import { samePlace } from './constants';
import type { Grid } from './grid';
import { grossOf, isYes, numberOf, type Seen, statusBefore, unitsOf } from './observe';

/** What happened to a clause over the applicants. */
export interface Life {
  readonly clause: Clause;
  /** Some applicant is eligible. */
  readonly live: boolean;
  readonly pays: boolean;
  readonly outcomes: readonly ClauseOutcome[];
}

export function livesOf(grid: Grid, applicants: readonly Seen[]): ReadonlyMap<string, Life> {
  return new Map(
    [...grid.program.clauses].map(([name, clause]) => {
      const outcomes = applicants.flatMap((s) => s.evaluation.clauses.get(name) ?? []);
      const live = outcomes.some((o) => o.eligible === true);
      return [name, { clause, live, pays: outcomes.some((o) => (grossOf(o)?.sign ?? 0) > 0), outcomes }];
    }),
  );
}

/** clause-unreachable CLAUSE, award-never-positive CLAUSE, award-negative CLAUSE, condition-redundant CLAUSE N, cap-… CLAUSE N. */
export function decideClauses(grid: Grid, lives: ReadonlyMap<string, Life>, answers: Answers): void {
  for (const life of lives.values()) {
    const { clause, outcomes, live } = life;
    answers.complete = grid.relevance.isComplete([clause.name]);
    answers.always('clause-unreachable', clause.name, live);
    // Of a clause that nobody reaches nothing else is reported; where it may yet be reached, nothing else is known.
    const off = live ? undefined : answers.complete ? ('no' as const) : ('unsure' as const);
    decideAward(life, answers, off);
    decideConditions(life, answers, off);
    decideCaps(clause, outcomes, answers, off);
  }
}

type Off = 'no' | 'unsure' | undefined;

/**
 * Reading: an eligible applicant whose clause is in error has no amount; if there are such, "0 for every eligible applicant" is open, and
 * if there are only such, it is not said.
 */
function decideAward({ clause, outcomes }: Life, answers: Answers, off: Off): void {
  const { benefit, name } = clause;
  if (benefit.kind !== 'award') return;
  if (off) {
    answers.set('award-never-positive', name, off);
    answers.set('award-negative', name, off);
    return;
  }
  const eligible = outcomes.filter((o) => o.eligible === true);
  const positive = eligible.some((o) => (grossOf(o)?.sign ?? 0) > 0 || unitsOf(o).some((u) => (grossOf(u)?.sign ?? 0) > 0));
  const errors = eligible.some((o) => statusBefore(o) === 'error');
  answers.always('award-never-positive', name, positive, errors);
  const negative = eligible.some((o) =>
    unitsOf(o).some((u) => u.error?.code === 'negative-award' && samePlace(u.error.place, benefit.amount.place)),
  );
  answers.exists('award-negative', name, negative);
}

/**
 * Reading: a `when` is redundant if it holds for every applicant (of a date on which the clause is in force) and item for whom all other
 * `when`s hold or are an error. Taken from the last to the first, each judged against those that are kept, "of two that imply each other, the later" is
 * reported; where all others imply one that this order keeps, and no single later one says the same, the sentence leaves it open.
 */
function decideConditions({ clause, outcomes }: Life, answers: Answers, off: Off): void {
  const count = clause.conditions.length;
  const item = (n: number): string => `${clause.name} ${n}`;
  if (off) {
    for (let n = 0; n < count; n++) answers.set('condition-redundant', item(n), off);
    return;
  }
  const rows: boolean[][] = [];
  // Which are not known to fail: a condition that is an error for somebody may be kept from it by another, which is then needed.
  const possible: boolean[][] = [];
  for (const o of outcomes)
    for (const u of unitsOf(o)) {
      if (o.status === 'inactive' || u.conditions.length < count) continue;
      const own = u.conditions.slice(u.conditions.length - count);
      rows.push(own.map((c) => isYes(c.result)));
      possible.push(own.map((c) => isYes(c.result) || c.result.state === 'error'));
    }
  // An `each` over no items has no conditions.
  const implied = (n: number, by: readonly number[]): boolean => rows.every((r, i) => r[n] || !by.every((k) => possible[i]?.[k]));
  const kept = new Set(Array.from({ length: count }, (_, n) => n));
  const dated = clause.effective !== undefined;
  for (let n = count - 1; n >= 0; n--) {
    const others = [...kept].filter((k) => k !== n);
    if (implied(n, others)) {
      kept.delete(n);
      answers.set('condition-redundant', item(n), answers.complete && !dated ? 'yes' : 'unsure');
      continue;
    }
    const all = [...Array(count).keys()].filter((k) => k !== n);
    const twin = all.some((k) => k > n && implied(n, [k]) && implied(k, [n]));
    answers.set('condition-redundant', item(n), !implied(n, all) || (twin && answers.complete) ? 'no' : 'unsure');
  }
}

/**
 * Reading: over the payable applicants (under `each`: items) for whom the step's own `when` holds. Where there is no payable one nothing is
 * reported; where its `when` holds for none of them the cap is never reached.
 */
function decideCaps(clause: Clause, outcomes: readonly ClauseOutcome[], answers: Answers, off: Off): void {
  for (const [n, step] of clause.steps.entries()) {
    if (step.kind !== 'cap') continue;
    const item = `${clause.name} ${n}`;
    if (off) {
      answers.set('cap-never-reached', item, off);
      answers.set('cap-always-reached', item, off);
      continue;
    }
    let [payable, applied, above, below] = [false, false, false, false];
    for (const o of outcomes)
      for (const u of unitsOf(o)) {
        if (statusBefore(u) !== 'payable') continue;
        payable = true;
        const s = u.steps[n + 1];
        const [before, figure] = [numberOf(s?.before), numberOf(s?.figure)];
        if (!s?.applied || !before || !figure) continue;
        applied = true;
        if (before.gt(figure)) above = true;
        if (before.lt(figure)) below = true;
      }
    if (answers.complete) answers.codes.set(`cap-never-reached ${item}`, applied ? 'default' : 'never-applies');
    if (!payable) {
      answers.exists('cap-never-reached', item, false);
      answers.exists('cap-always-reached', item, false);
      continue;
    }
    answers.always('cap-always-reached', item, below || (!applied && answers.complete));
    // Neither above nor below: always reached is what is said.
    answers.always('cap-never-reached', item, above || (applied && !below && answers.complete), applied && !below);
  }
}

/**
 * duplicate-clause CLAUSE, the later. Reading: before groups both have the same status and amount; inactive and ineligible, other errors, other
 * items, marks or texts are differences that the sentence leaves open.
 */
export function decideDuplicates(grid: Grid, lives: ReadonlyMap<string, Life>, answers: Answers): void {
  const all = [...lives.values()];
  for (const [n, later] of all.entries()) {
    const found = all.slice(0, n).map((earlier) => {
      answers.complete = grid.relevance.isComplete([later.clause.name, earlier.clause.name]);
      if (!later.live || !earlier.live) return answers.complete ? 'no' : 'unsure';
      let open = later.clause.benefit.kind !== 'award' || earlier.clause.benefit.kind !== 'award';
      for (const [i, a] of earlier.outcomes.entries()) {
        const b = later.outcomes[i];
        const difference = b ? differ(a, b) : 'yes';
        if (difference === 'yes') return 'no';
        if (difference === 'unsure') open = true;
      }
      return open || !answers.complete ? 'unsure' : 'yes';
    });
    answers.set('duplicate-clause', later.clause.name, found.includes('yes') ? 'yes' : found.includes('unsure') ? 'unsure' : 'no');
  }
}

function differ(a: ClauseOutcome, b: ClauseOutcome): 'yes' | 'no' | 'unsure' {
  const [x, y] = [statusBefore(a), statusBefore(b)];
  if (x !== y) return (x === 'inactive' || x === 'ineligible') && (y === 'inactive' || y === 'ineligible') ? 'unsure' : 'yes';
  const [p, q] = [grossOf(a), grossOf(b)];
  if (p && q && !p.equals(q)) return 'yes';
  if (x === 'error') return a.error?.code === b.error?.code ? 'no' : 'unsure';
  if (markOf(a) !== markOf(b)) return 'unsure';
  if (a.items || b.items) {
    const same = a.items?.length === b.items?.length && a.items?.every((u, i) => sameUnit(u, b.items?.[i]));
    return same ? 'no' : 'unsure';
  }
  return 'no';
}

const markOf = (o: ItemOutcome): string => (o.gross.state === 'known' ? (o.gross.mark ?? '') : '');

function sameUnit(a: ItemOutcome, b: ItemOutcome | undefined): boolean {
  if (!b || statusBefore(a) !== statusBefore(b)) return false;
  const [p, q] = [grossOf(a), grossOf(b)];
  return p && q ? p.equals(q) : p === q;
}

/**
 * division-by-zero ITEM, where ITEM is the let or clause in which the `/` stands: several `/` of one item are not told apart, since of two
 * errors the evaluator reports one.
 */
export function decideDivisions(
  grid: Grid,
  lives: ReadonlyMap<string, Life>,
  slashes: ReadonlyMap<object, string>,
  answers: Answers,
): void {
  const found = new Set<object>();
  // A limit's cap in error puts its members in error afterwards: whether that is said of the clause is open.
  const late = new Set<object>();
  for (const { outcomes } of lives.values())
    for (const o of outcomes) {
      if (o.status !== 'error') continue;
      for (const u of unitsOf(o)) if (u.error?.code === 'division-by-zero' && u.gross.state === 'error') found.add(u.error.place.item);
      if (o.error?.code === 'division-by-zero') (o.gross.state === 'error' ? found : late).add(o.error.place.item);
    }
  for (const [item, name] of slashes) {
    answers.complete = grid.relevance.isComplete(lives.has(name) ? [name] : undefined);
    answers.exists(
      'division-by-zero',
      name,
      found.has(item),
      late.size > 0 || (grid.program.limits.length > 0 && !lives.has(name) && lateErrors(lives)),
    );
  }
}

/** Whether some clause is in error only after limits. */
function lateErrors(lives: ReadonlyMap<string, Life>): boolean {
  return [...lives.values()].some(({ outcomes }) => outcomes.some((o) => o.status === 'error' && o.gross.state !== 'error'));
}
