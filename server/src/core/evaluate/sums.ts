/**
 * What many sections come to together, as a tree: one changed section is joined again with a few others only. What is joined from the same
 * two is the same object, so that examples that differ in one section do the rest once.
 */
import type { Place } from '../program/program';
import * as arithmetic from './arithmetic';
import * as ranges from './ranges';
import { guarded, joinMarks, needKey, unionNeeds, unknown, ZERO } from './value';
import type { Need, Value } from './values';

/** What sections, one or several, add to the total. */
export interface Sum {
  readonly sum: Value;
  readonly unspecified: readonly string[];
  readonly granted: readonly string[];
  readonly conflicts: readonly string[];
  /** Some amount is unknown. */
  readonly open: boolean;
  /** Some amount is unknown for want of facts, or a group may be in conflict for want of them; `wanting` are those of the latter. */
  readonly undecided: boolean;
  readonly wanting: readonly Need[];
  /** There is a clause. */
  readonly some: boolean;
}

const NONE: readonly never[] = [];
const NOTHING: Sum = {
  sum: ZERO,
  unspecified: NONE,
  granted: NONE,
  conflicts: NONE,
  open: false,
  undecided: false,
  wanting: NONE,
  some: false,
};

/** Joined sums by what they were joined from. */
const joined = new WeakMap<Sum, WeakMap<Sum, { readonly place: Place; readonly sum: Sum }>>();
/** Sums whose needs were replaced by equal ones, by those. */
const renamed = new WeakMap<Sum, WeakMap<readonly Need[], Sum>>();
const unions = new WeakMap<readonly Need[], WeakMap<readonly Need[], readonly Need[]>>();

function kept<K extends object, L extends object, V>(
  memo: WeakMap<K, WeakMap<L, V>>,
  a: K,
  b: L,
): { of: WeakMap<L, V>; known: V | undefined } {
  let of = memo.get(a);
  if (!of) {
    of = new WeakMap();
    memo.set(a, of);
  }
  return { of, known: of.get(b) };
}

export class SumTree {
  private readonly nodes: Sum[];
  private readonly size: number;

  /** Of how many sums it is. */
  readonly length: number;

  /** @param place of sums that are an error */
  constructor(
    sums: readonly Sum[],
    private readonly place: Place,
  ) {
    this.length = sums.length;
    let size = 1;
    while (size < sums.length) size *= 2;
    this.size = size;
    this.nodes = new Array<Sum>(2 * size).fill(NOTHING);
    for (const [i, sum] of sums.entries()) this.nodes[size + i] = sum;
    for (let i = size - 1; i >= 1; i--) this.nodes[i] = this.join(i);
  }

  get whole(): Sum {
    return this.nodes[1] ?? NOTHING;
  }

  set(index: number, next: Sum): void {
    let at = this.size + index;
    const before = this.nodes[at] ?? NOTHING;
    if (before === next) return;
    this.nodes[at] = withNeedsOf(before, next);
    for (at >>= 1; at >= 1; at >>= 1) this.nodes[at] = this.join(at);
  }

  private join(at: number): Sum {
    const a = this.nodes[2 * at] ?? NOTHING;
    const b = this.nodes[2 * at + 1] ?? NOTHING;
    if (b === NOTHING) return a;
    if (a === NOTHING) return b;
    const { of, known } = kept(joined, a, b);
    if (known?.place === this.place) return known.sum;
    const sum: Sum = {
      sum: add(a.sum, b.sum, this.place),
      unspecified: concat(a.unspecified, b.unspecified),
      granted: concat(a.granted, b.granted),
      conflicts: concat(a.conflicts, b.conflicts),
      open: a.open || b.open,
      undecided: a.undecided || b.undecided,
      wanting: union(a.wanting, b.wanting),
      some: a.some || b.some,
    };
    of.set(b, { place: this.place, sum });
    return sum;
  }
}

function concat<T>(a: readonly T[], b: readonly T[]): readonly T[] {
  return a.length === 0 ? b : b.length === 0 ? a : [...a, ...b];
}

function union(a: readonly Need[], b: readonly Need[]): readonly Need[] {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  const { of, known } = kept(unions, a, b);
  if (known) return known;
  const all = unionNeeds([a, b]);
  of.set(b, all);
  return all;
}

/** The sum; where it needs what the one before it needed, with the very same needs, so that what they were joined to is still known. */
function withNeedsOf(before: Sum, next: Sum): Sum {
  const [a, b] = [before.sum, next.sum];
  if (a.state !== 'unknown' || b.state !== 'unknown' || a.needs === b.needs || !sameNeeds(a.needs, b.needs)) return next;
  const { of, known } = kept(renamed, next, a.needs);
  if (known) return known;
  const sum: Sum = { ...next, sum: { ...b, needs: a.needs } };
  of.set(a.needs, sum);
  return sum;
}

function add(a: Value, b: Value, place: Place): Value {
  if (b === ZERO) return a;
  if (a === ZERO || a.state === 'unspecified') return b;
  if (b.state === 'unspecified') return a;
  if (a.state !== 'unknown' && b.state !== 'unknown') return withMark(arithmetic.add(a, b, place), a, b);
  const needs = union(a.state === 'unknown' ? a.needs : NONE, b.state === 'unknown' ? b.needs : NONE);
  const range = (v: Value): ranges.NumberRange | undefined => {
    if (v.state === 'known' && v.value.kind === 'number') return ranges.point(v.value.value);
    return v.state === 'unknown' && v.range.kind === 'number' ? v.range : undefined;
  };
  const [x, y] = [range(a), range(b)];
  return withMark(
    guarded(place, () => unknown(x && y ? ranges.add(x, y) : ranges.ANY, needs, 'number')),
    a,
    b,
  );
}

/** A ceiling of zero marks the sum too. */
function withMark(sum: Value, a: Value, b: Value): Value {
  if (sum.state === 'error' || sum.state === 'unspecified' || sum.mark === 'depends on a ceiling') return sum;
  const mark = joinMarks([markOf(a), markOf(b)]);
  return mark && mark !== sum.mark ? { ...sum, mark } : sum;
}

function markOf(v: Value) {
  return v.state === 'known' || v.state === 'unknown' ? v.mark : undefined;
}

function sameNeeds(a: readonly Need[], b: readonly Need[]): boolean {
  return a === b || (a.length === b.length && a.every((n, i) => needKey(n) === needKey(b[i] ?? { fact: '' })));
}
