/**
 * From one end of the domain to the other: the functions that the amount is made of, and the points between them. Each stretch reaches as far as
 * nothing turns of what decided at its start, so that nothing between two points is missed, however narrow.
 */
import { add, compare, floor, isInteger, type Rational, sign, sub } from '../prove/rational';
import { holds } from '../prove/terms';
import { valueAt } from './poly';
import { lowerEnd, nextRoot, type Root, upperEnd } from './roots';
import { constantLine, type Followed, type Line, lineAt, sameFollowed, sum, type Turn, Walk } from './walk';
import type { Watched } from './watched';

/** More steps of roundings than this within one stretch are not listed. */
export const MANY_STEPS = 60;
/** More stretches than this are not followed. */
const MOST_CELLS = 2000;
/** More breakpoints than this are not listed. */
const MOST_BREAKPOINTS = 400;

/** A point, or an open stretch (of whole numbers: from the first to the last, both included). Counted along the way: `sense` times the fact. */
export interface Cell {
  readonly kind: 'point' | 'open';
  readonly from: Rational;
  readonly to: Rational;
  /** Where `from` is irrational. */
  readonly root?: { readonly from: Rational; readonly to: Rational };
  /** Where something turned first within it, and last, though the amount goes on as it was. */
  readonly first: Rational;
  readonly last: Rational;
  readonly amount: Followed;
  /** Whether the amount is sound, and if not through what. */
  readonly state: string;
  /** Single steps of roundings within it are not followed. */
  readonly steps: boolean;
  /** Other facts decide, so that nothing is told of it but what the evaluator says at some places. */
  readonly free: boolean;
  /** Of a point behind such a stretch: the amount with them not followed. */
  readonly rough?: Followed;
}

export interface Way {
  readonly watched: Watched;
  readonly sense: 1 | -1;
  readonly integer: boolean;
  readonly start: { readonly at: Rational; readonly included: boolean };
  readonly limit: { readonly at: Rational; readonly included: boolean } | undefined;
  /** Where to end if there is no limit, given the last point where the amount changes; beyond it. */
  readonly reach: (outermost: Rational | undefined) => Rational;
}

export interface Swept {
  readonly cells: readonly Cell[];
  readonly end: Rational;
  readonly included: boolean;
  /** Beyond this nothing was followed. */
  readonly stopped?: Rational;
}

interface Look {
  readonly walk: Walk;
  readonly amount: Followed;
  readonly state: string;
  readonly coarse: boolean;
  readonly free: boolean;
}

function look({ watched, sense }: Way, at: Rational, side: -1 | 0 | 1, fine: boolean): Look {
  const walk = new Walk(watched.variable, { at, side, sense, fine });
  let amount = constantLine(0) as Followed;
  for (const n of watched.amounts) {
    const own = walk.num(n);
    if (own === 'unknown') amount = own;
    else if (amount !== 'unknown') amount = own === 'coarse' || amount === 'coarse' ? 'coarse' : sum(amount, own);
  }
  const sound = walk.bool(watched.sound);
  const each = (sound === false ? [...watched.failures, ...watched.states] : watched.states).map((f) => walk.bool(f));
  const told = each.map((b) => (b === true ? '1' : b === false ? '0' : '?')).join('');
  const state = `${sound === true ? '' : sound === false ? '!' : '?'}${told}`;
  // What waits for other facts anyway is not followed step by step.
  const coarse = amount !== 'unknown' && (amount === 'coarse' || sound === 'coarse' || each.includes('coarse'));
  const free = state.includes('?') || amount === 'unknown' || (typeof amount !== 'string' && hasFree(amount));
  return { walk, amount, state, coarse, free };
}

const hasFree = ({ slack }: Line): boolean => [...slack.keys()].some((f) => f.kind === 'variable');

/** How many steps the roundings take within a stretch; those of a function that turns within it may be more. */
function stepsIn(walk: Walk, amount: Followed, from: Rational, to: Rational): number {
  if (typeof amount === 'string') return 0;
  let n = 0;
  for (const f of amount.slack.keys()) {
    const line = walk.roundings.get(f);
    const [a, b] = line ? [lineAt(line, from), lineAt(line, to)] : [];
    if (a === undefined || b === undefined) continue;
    const difference = sub(floor(b), floor(a));
    n += Math.abs(typeof difference === 'number' ? difference : Number(difference.n / difference.d));
  }
  return n;
}

export function sweep(way: Way): Swept {
  return way.integer ? sweepWholes(way) : sweepLine(way);
}

const hasRounding = (l: Look): boolean => typeof l.amount !== 'string' && [...l.amount.slack.keys()].some((f) => f.kind === 'floor');

// ---------------------------------------------------------------------------------------------- all numbers

function sweepLine(way: Way): Swept {
  const cells: Cell[] = [];
  let { limit } = way;
  let at = way.start.at;
  let root: Cell['root'];
  let fineTo: Rational | undefined;
  const point = (t: Rational): void => {
    const { amount, state, free } = look(way, t, 0, true);
    const rough = cells[cells.length - 1]?.steps ? look(way, t, 0, false).amount : undefined;
    join(cells, { kind: 'point', from: t, to: t, first: t, last: t, amount, state, free, steps: false, ...(rough && { rough }) });
  };
  if (way.start.included) point(at);
  for (let n = 0; n < MOST_CELLS && cells.length < 2 * MOST_BREAKPOINTS; n++) {
    const end: Rational | undefined = limit?.at;
    if (end !== undefined && compare(at, end) >= 0) return done(cells, at, limit);
    let fine = fineTo !== undefined && compare(at, fineTo) < 0;
    let seen = look(way, at, 1, fine);
    if (seen.coarse && !fine) {
      fine = true;
      seen = look(way, at, 1, true);
    }
    const next = first(seen.walk.turns, at, end);
    const rounding = !fine && hasRounding(seen);
    const { amount, state, free } = seen;
    const open: Cell = { kind: 'open', from: at, to: at, ...(root && { root }), first: at, last: at, amount, state, free, steps: rounding };
    if (!next) limit ??= { at: way.reach(outermost([...cells], open)), included: true };
    const to: Rational = next ? lowerEnd(next) : (limit?.at ?? at);
    if (rounding && stepsIn(seen.walk, seen.amount, at, to) <= MANY_STEPS) {
      fineTo = to;
      continue;
    }
    join(cells, { ...open, to, first: to });
    root = undefined;
    if (next && 'exact' in next) {
      at = next.exact;
      if (limit && compare(at, limit.at) >= 0) break;
      point(at);
    } else if (next) {
      root = next;
      at = next.to;
    } else {
      at = to;
      break;
    }
  }
  if (limit && compare(at, limit.at) >= 0) {
    if (limit.included) point(limit.at);
    return done(cells, at, limit);
  }
  return { cells, end: limit?.at ?? way.reach(at), included: limit?.included ?? true, stopped: at };
}

const done = (cells: readonly Cell[], end: Rational, limit: Way['limit']): Swept => ({ cells, end, included: limit?.included ?? true });

function first(turns: readonly Turn[], after: Rational, limit: Rational | undefined): Root | undefined {
  let found: Root | undefined;
  for (const { poly } of turns) {
    const root = nextRoot(poly, after, found ? upperEnd(found) : limit);
    if (root && (!found || compare(lowerEnd(root), lowerEnd(found)) < 0)) found = root;
  }
  return found;
}

// ---------------------------------------------------------------------------------------------- whole numbers

function sweepWholes(way: Way): Swept {
  const cells: Cell[] = [];
  let { limit } = way;
  let at = way.start.at;
  let fineTo: Rational | undefined;
  for (let n = 0; n < MOST_CELLS && cells.length < MOST_BREAKPOINTS; n++) {
    const end: Rational | undefined = limit?.at;
    if (end !== undefined && compare(at, end) > 0) return done(cells, end, limit);
    let fine = fineTo !== undefined && compare(at, fineTo) < 0;
    let seen = look(way, at, 0, fine);
    if (seen.coarse && !fine) {
      fine = true;
      seen = look(way, at, 0, true);
    }
    const next = firstWhole(seen.walk.turns, at, end);
    const rounding = !fine && hasRounding(seen);
    const { amount, state, free } = seen;
    const open: Cell = { kind: 'open', from: at, to: at, first: at, last: at, amount, state, free, steps: rounding };
    if (!next) limit ??= { at: way.reach(outermost([...cells], open)), included: true };
    const to: Rational = next ? sub(next, 1) : (limit?.at ?? at);
    if (rounding && Math.min(stepsIn(seen.walk, seen.amount, at, to), asNumber(sub(to, at))) <= MANY_STEPS) {
      fineTo = add(to, 1);
      continue;
    }
    join(cells, { ...open, to, first: to });
    at = add(to, 1);
  }
  if (limit && compare(at, limit.at) > 0) return done(cells, limit.at, limit);
  return { cells, end: limit?.at ?? way.reach(at), included: true, stopped: at };
}

const asNumber = (a: Rational): number => (typeof a === 'number' ? a : Number(a.n / a.d));

function firstWhole(turns: readonly Turn[], after: Rational, limit: Rational | undefined): Rational | undefined {
  let found = limit;
  let some = false;
  for (const turn of turns) {
    const own = turned(turn, after, found);
    if (own === undefined) continue;
    found = own;
    some = true;
  }
  return some ? found : undefined;
}

/** The first whole number beyond `after` at which the comparison is decided otherwise. */
function turned({ poly, relation }: Turn, after: Rational, limit: Rational | undefined): Rational | undefined {
  const decided = (t: Rational): boolean => holds(relation, sign(valueAt(poly, t)));
  const now = decided(after);
  // What turns here itself is otherwise at the next.
  const one = add(after, 1);
  if (limit && compare(one, limit) > 0) return undefined;
  if (decided(one) !== now) return one;
  for (let from = after; ; ) {
    const root = nextRoot(poly, from, limit);
    if (!root) return undefined;
    const low = 'exact' in root && isInteger(root.exact) ? root.exact : undefined;
    const next = add(floor(lowerEnd(root)), 1);
    for (const candidate of low === undefined ? [next] : [low, next]) {
      if (limit && compare(candidate, limit) > 0) return undefined;
      if (compare(candidate, after) > 0 && decided(candidate) !== now) return candidate;
    }
    from = upperEnd(root);
  }
}

// ---------------------------------------------------------------------------------------------- what goes on as it was

/** Adds a stretch, as one with those before it where the amount goes on as it was. */
export function join(cells: Cell[], cell: Cell): void {
  const last = cells[cells.length - 1];
  if (!last || cell.kind === 'point') {
    cells.push(cell);
    return;
  }
  const before = cells[cells.length - 2];
  // Whole numbers: one stretch after another. Else: a stretch, a point, a stretch.
  if (last.kind === 'open') {
    if (goesOn(last, cell)) cells[cells.length - 1] = { ...last, to: cell.to, last: cell.from };
    else cells.push(cell);
    return;
  }
  if (before?.kind === 'open' && goesOn(before, cell) && liesOn(last, cell)) {
    cells.length -= 2;
    cells.push({ ...before, to: cell.to, last: cell.from });
    return;
  }
  cells.push(cell);
}

function goesOn(a: Cell, b: Cell): boolean {
  return a.state === b.state && a.free === b.free && a.steps === b.steps && sameFollowed(a.amount, b.amount);
}

/** The point is where the stretch beside it says. */
function liesOn(point: Cell, stretch: Cell): boolean {
  if (point.state !== stretch.state) return false;
  if (typeof point.amount === 'string' || typeof stretch.amount === 'string') return point.amount === stretch.amount;
  if (stretch.steps) return point.rough !== undefined && sameFollowed(point.rough, stretch.amount);
  return reaches(stretch.amount, point.amount, point.from);
}

function reaches(a: Line, b: Line, t: Rational): boolean {
  if (a.slack.size > 0 || b.slack.size > 0) return sameFollowed(a, b);
  const [x, y] = [lineAt(a, t), lineAt(b, t)];
  return x !== undefined && y !== undefined && compare(x, y) === 0;
}

/** The last point at which the amount goes on otherwise, this stretch being the next. */
function outermost(cells: Cell[], next: Cell): Rational | undefined {
  join(cells, next);
  for (let i = cells.length - 1; i > 0; i--) {
    const cell = cells[i];
    if (cell && (cell.kind === 'point' || cells[i - 1]?.kind === 'open')) return cell.from;
  }
  return undefined;
}

/** Beside a point, or at it, each step of a rounding followed. */
export function beside(way: Way, at: Rational, side: -1 | 0 | 1): Look {
  return look(way, at, side, true);
}
/** The same with single steps of roundings not followed: what tells a change of the rounded function from a step of the rounding. */
export function roughly(way: Way, at: Rational, side: -1 | 0 | 1): Look {
  return look(way, at, side, false);
}
export type { Look };
