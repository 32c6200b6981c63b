/** Why: one amount in both versions, added up over all rows: integers where they are such, exact numbers otherwise, the same sums either way. */
import { AMOUNT_SCALE } from '../core/evaluate/fast/index';
import { Exact } from '../core/exact';
import { CONFLICT, ERROR, IS_GRANTED, IS_UNSPECIFIED, KNOWN, LARGEST, UNKNOWN, UNSPECIFIED, type Version } from './drawn';
import type { Band, Beside, Change, Measure, Movement, NotKnown } from './result';

const UNIT = Exact.of(10 ** AMOUNT_SCALE);
const TEN = Exact.of(10);
const TWO = Exact.of(2);

export function exactOf(scaled: number): Exact {
  return Exact.of(scaled).div(UNIT);
}

/** A sum of any number of amounts. */
class Total {
  private small = 0;
  private large = 0n;
  private exact = Exact.zero;

  /** @param scaled at most {@link LARGEST} either way */
  add(scaled: number): void {
    this.small += scaled;
    if (this.small <= 2 ** 52 && this.small >= -(2 ** 52)) return;
    this.large += BigInt(this.small);
    this.small = 0;
  }
  addExact(value: Exact): void {
    this.exact = this.exact.plus(value);
  }
  get value(): Exact {
    return Exact.ratio(this.large + BigInt(this.small), BigInt(10 ** AMOUNT_SCALE)).plus(this.exact);
  }
}

/** How a row counts: as its admission by both versions says. */
export type Kind = 'alike' | 'onlyBefore' | 'onlyAfter';

export interface Who {
  readonly line: number;
  readonly id?: string;
}

class Largest {
  readonly kept: (Change & { readonly by: Exact })[] = [];
  /** The least of those kept, as an integer where it is one; what is not above it need not be looked at closely. */
  private least = 0;

  constructor(private readonly most: number) {}

  offer(who: Who, before: number, after: number): void {
    const by = Math.abs(after - before);
    if (this.most === 0 || (this.kept.length === this.most && by <= this.least)) return;
    this.put(who, exactOf(before), exactOf(after));
  }

  put(who: Who, before: Exact, after: Exact): void {
    if (this.most === 0) return;
    const by = after.minus(before).abs();
    const { kept } = this;
    let at = kept.length;
    // Of equals the first in the file stays in front.
    while (at > 0 && (kept[at - 1]?.by.lt(by) ?? false)) at--;
    if (at >= this.most) return;
    kept.splice(at, 0, { line: who.line, ...(who.id === undefined ? {} : { id: who.id }), before, after, by });
    if (kept.length > this.most) kept.pop();
    const last = kept.at(-1)?.by.times(UNIT);
    // Rounded down, so that nothing is overlooked.
    this.least =
      last && kept.length === this.most ? Math.floor(last.toNumber()) - (last.isInteger && last.toNumber() < LARGEST ? 0 : 1) : 0;
  }
}

class Moved {
  rows = 0;
  readonly sum = new Total();
  readonly largest: Largest;
  constructor(most: number) {
    this.largest = new Largest(most);
  }
  get result(): Movement {
    return { rows: this.rows, sum: this.sum.value.abs(), largest: this.largest.kept.map(({ by: _, ...change }) => change) };
  }
}

const BANDS: readonly Band[] = [
  'lost-all',
  'lost-over-half',
  'lost-10%-to-half',
  'lost-below-10%',
  'unchanged',
  'gained-below-10%',
  'gained-10%-to-half',
  'gained-over-half',
  'newly-paid',
];

export class Tallied {
  private readonly before = new Total();
  private readonly after = new Total();
  private paidBefore = 0;
  private paidAfter = 0;
  private rows = 0;
  private readonly gains: Moved;
  private readonly losses: Moved;
  private readonly oneSided = {
    onlyBefore: { rows: 0, before: new Total(), after: new Total() },
    onlyAfter: { rows: 0, before: new Total(), after: new Total() },
  };
  private readonly bands = new Float64Array(BANDS.length);
  private leftOut = 0;
  private readonly why = { before: notKnown(), after: notKnown() };
  private readonly beside = { before: { unspecified: 0, granted: 0 }, after: { unspecified: 0, granted: 0 } };

  /** @param most of the largest gains and losses */
  constructor(
    readonly currency: string,
    most: number,
  ) {
    this.gains = new Moved(most);
    this.losses = new Moved(most);
  }

  /** @param at its place in both versions' amounts */
  add(who: Who, kind: Kind, before: Version, after: Version, at: number): void {
    count(this.beside.before, before.beside[at] ?? 0);
    count(this.beside.after, after.beside[at] ?? 0);
    const stateBefore = before.states[at] ?? ERROR;
    const stateAfter = after.states[at] ?? ERROR;
    if (stateBefore !== KNOWN || stateAfter !== KNOWN) {
      this.leftOut++;
      blame(this.why.before, stateBefore);
      blame(this.why.after, stateAfter);
      return;
    }
    this.rows++;
    const x = before.amounts[at] ?? Number.NaN;
    const y = after.amounts[at] ?? Number.NaN;
    if (Number.isNaN(x) || Number.isNaN(y)) {
      this.addExactly(who, kind, before.exact.get(at) ?? exactOf(x), after.exact.get(at) ?? exactOf(y));
      return;
    }
    this.before.add(x);
    this.after.add(y);
    if (x > 0) this.paidBefore++;
    if (y > 0) this.paidAfter++;
    if (kind !== 'alike') {
      const side = this.oneSided[kind];
      side.rows++;
      side.before.add(x);
      side.after.add(y);
      return;
    }
    if (x === y) {
      this.band(4);
      return;
    }
    const moved = y > x ? this.gains : this.losses;
    moved.rows++;
    moved.sum.add(y - x);
    moved.largest.offer(who, x, y);
    const by = Math.abs(y - x);
    this.band(bandOf(y > x, x === 0, y === 0, by * 10 < x, by * 2 > x));
  }

  private addExactly(who: Who, kind: Kind, x: Exact, y: Exact): void {
    this.before.addExact(x);
    this.after.addExact(y);
    if (x.sign > 0) this.paidBefore++;
    if (y.sign > 0) this.paidAfter++;
    if (kind !== 'alike') {
      const side = this.oneSided[kind];
      side.rows++;
      side.before.addExact(x);
      side.after.addExact(y);
      return;
    }
    const order = y.compare(x);
    if (order === 0) {
      this.band(4);
      return;
    }
    const moved = order > 0 ? this.gains : this.losses;
    moved.rows++;
    moved.sum.addExact(y.minus(x));
    moved.largest.put(who, x, y);
    const by = y.minus(x).abs();
    this.band(bandOf(order > 0, x.isZero, y.isZero, by.times(TEN).lt(x), by.times(TWO).gt(x)));
  }

  private band(at: number): void {
    this.bands[at] = (this.bands[at] ?? 0) + 1;
  }

  get result(): Measure {
    const before = this.before.value;
    const after = this.after.value;
    const oneSided = (side: 'onlyBefore' | 'onlyAfter') => {
      const { rows, before, after } = this.oneSided[side];
      return { rows, before: before.value, after: after.value };
    };
    return {
      currency: this.currency,
      before: { paid: this.paidBefore, sum: before },
      after: { paid: this.paidAfter, sum: after },
      difference: after.minus(before),
      rows: this.rows,
      gains: this.gains.result,
      losses: this.losses.result,
      unchanged: this.bands[4] ?? 0,
      onlyBefore: oneSided('onlyBefore'),
      onlyAfter: oneSided('onlyAfter'),
      bands: BANDS.map((band, i) => ({ band, rows: this.bands[i] ?? 0 })),
      leftOut: { rows: this.leftOut, ...this.why },
      beside: this.beside,
    };
  }
}

/** The place in {@link BANDS}; `isBelowTenth` and `isOverHalf` of what it was. */
function bandOf(isGain: boolean, wasNothing: boolean, isNothing: boolean, isBelowTenth: boolean, isOverHalf: boolean): number {
  if (isGain) return wasNothing ? 8 : isBelowTenth ? 5 : isOverHalf ? 7 : 6;
  return isNothing ? 0 : isBelowTenth ? 3 : isOverHalf ? 1 : 2;
}

type Counts<T> = { -readonly [K in keyof T]: number };

function notKnown(): Counts<NotKnown> {
  return { unknown: 0, conflict: 0, error: 0, unspecified: 0 };
}

function blame(why: Counts<NotKnown>, state: number): void {
  if (state === UNKNOWN) why.unknown++;
  else if (state === CONFLICT) why.conflict++;
  else if (state === ERROR) why.error++;
  else if (state === UNSPECIFIED) why.unspecified++;
}

function count(beside: Counts<Beside>, bits: number): void {
  if (bits === 0) return;
  if (bits & IS_UNSPECIFIED) beside.unspecified++;
  if (bits & IS_GRANTED) beside.granted++;
}
