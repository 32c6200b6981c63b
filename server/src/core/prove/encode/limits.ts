/** Limits as terms: their members keep what fits, in order. It follows evaluate/limits.ts. */
import type { Limit } from '../../program/program';
import type { Bool, Num } from '../terms';
import type { Encoding, Scope } from './encoder';
import { encode, numOf } from './expression';
import { gather, highOf, lowOf, type Part, unsure } from './parts';
import { type Failure, failed, guarded, NONE, union } from './symbolic';

export interface LimitTerms {
  readonly limit: Limit;
  /** What the members come to before it, and what remains of its cap; for each item of the limit's list. */
  readonly rounds: readonly { readonly before: Num; readonly cap: Num }[];
  readonly failures: readonly Failure[];
}

/** Members of a limit of which each is followed by itself: what is left of the cap after it. */
const MOST_IN_TURN = 3;
/** Members of which it is followed what is left behind one that is open. */
const MOST_BESIDE = 8;

/** @param errors whether it is followed which amounts are known beside an error */
export function applyLimit(limit: Limit, members: readonly Part[], enc: Encoding, errors: boolean): LimitTerms {
  const { terms, numbers } = enc;
  const sum = (parts: readonly Part[]): Num => parts.reduce<Num>((total, p) => numbers.add(total, p.amount), numbers.zero);
  if (limit.each === undefined) {
    const cap = capOf(limit, [], undefined, enc);
    const before = sum(members);
    // Where nobody gets anything the cap does not matter.
    const failures = guarded(terms, numbers.compare('>', before, numbers.zero), cap.failures);
    const error = failed(terms, cap.failures);
    const figure = errors ? orNothing(cap.num, error, enc) : cap.num;
    if (errors) spoil(members, figure, { error, hidden: terms.false }, enc);
    cut(members, figure, enc, { items: true, errors });
    return { limit, rounds: [{ before, cap: cap.num }], failures };
  }
  const rounds: { before: Num; cap: Num }[] = [];
  let failures: readonly Failure[] = NONE;
  let used: Num = numbers.zero;
  let spoilt: Spoilt = { error: terms.false, hidden: terms.false };
  for (let i = 0; i < enc.source.items(limit.each); i++) {
    const items = members.flatMap((p) => p.items?.[i] ?? []);
    const cap = capOf(limit, [i], used, enc);
    failures = union(
      terms,
      failures,
      cap.failures.map((f) => ({ ...f, when: terms.and(f.when, enc.source.present(limit.each ?? '', i)) })),
    );
    rounds.push({ before: sum(items), cap: cap.num });
    const error = failed(terms, cap.failures);
    const figure = errors ? orNothing(cap.num, error, enc) : cap.num;
    if (errors) spoil(items, figure, { ...spoilt, error: terms.or(spoilt.error, error) }, enc);
    cut(items, figure, enc, { items: false, errors });
    // In a window the next item's cap is what this one leaves.
    if (limit.window) {
      used = numbers.add(used, sum(items));
      spoilt = {
        error: terms.or(spoilt.error, ...items.map((x) => x.error)),
        hidden: terms.or(spoilt.hidden, ...items.map((x) => terms.or(x.open, x.hidden))),
      };
    }
  }
  for (const p of members) {
    if (!p.items) continue;
    if (errors) gather(p, p.items, enc);
    p.amount = sum(p.items);
  }
  return { limit, rounds, failures };
}

/** Why what is left of the cap is no amount. */
interface Spoilt {
  readonly error: Bool;
  readonly hidden: Bool;
}

/**
 * Which amounts are known behind a member in error, whose rest is in error too, and behind one that is open, whose rest is between two ends: as
 * the evaluator spreads them.
 */
function spoil(parts: readonly Part[], cap: Num, spoilt: Spoilt, enc: Encoding): void {
  const { terms, numbers } = enc;
  let { error, hidden } = spoilt;
  const no = terms.false;
  const opens = parts.some((p) => p.open !== no);
  if (error === no && hidden === no && !opens && parts.every((p) => p.error === no && p.hidden === no)) return;
  const followed = parts.length <= MOST_BESIDE;
  const less = (x: Num, y: Num): Num => numbers.max(numbers.zero, numbers.subtract(x, y));
  // What is left at least and at most.
  let [least, most] = [cap, cap];
  for (const p of parts) {
    const { open, amount, error: own } = p;
    const alive = terms.and(numbers.compare('>', amount, numbers.zero), terms.not(unsure(terms, p)));
    p.hidden = terms.or(p.hidden, terms.and(hidden, terms.or(alive, unsure(terms, p))));
    p.error = terms.or(own, terms.and(error, alive));
    if (opens && followed) {
      const behind = terms.not(error);
      // Where it gets the same whatever comes of it and of those before it, that is known.
      const [low, high] = [numbers.min(lowOf(enc, p), least), numbers.min(highOf(enc, p), most)];
      const known = numbers.compare('=', low, high);
      p.amount = numbers.cases(terms.and(open, behind, known), low, amount);
      p.open = terms.or(terms.and(open, terms.not(terms.and(behind, known))), terms.and(alive, behind, terms.not(known)));
      // Behind an error nothing is known of what is left, so it gets anything from nothing to all that it might.
      p.high = numbers.cases(behind, high, highOf(enc, p));
      p.low = numbers.cases(behind, low, numbers.zero);
      [least, most] = [less(least, high), less(most, low)];
    }
    error = terms.or(error, own);
    hidden = terms.or(hidden, p.hidden, followed ? no : open);
    p.alive = terms.and(p.alive, terms.not(unsure(terms, p)));
  }
}

/** A number that is none could come out as anything; whoever gets nothing before the limit gets nothing after it. */
function orNothing(cap: Num, error: Bool, { terms, numbers }: Encoding): Num {
  return error === terms.false ? cap : numbers.cases(error, numbers.zero, cap);
}

function capOf(
  limit: Limit,
  items: readonly number[],
  used: Num | undefined,
  enc: Encoding,
): { readonly num: Num; readonly failures: readonly Failure[] } {
  const { numbers } = enc;
  const scope: Scope = { items };
  const cap = encode(limit.cap, scope, enc);
  let left = numOf(cap);
  if (limit.window) {
    const { window } = limit;
    for (const m of new Set(limit.members)) left = numbers.subtract(left, enc.source.paid(m, window));
    if (used) left = numbers.subtract(left, used);
  }
  return { num: numbers.max(numbers.zero, left), failures: cap.failures };
}

/** @param how whether items are cut as well, and whether errors are followed on their way */
function cut(parts: readonly Part[], cap: Num, enc: Encoding, how: { readonly items: boolean; readonly errors: boolean }): void {
  const { terms, numbers } = enc;
  const many = parts.length > MOST_IN_TURN;
  let left = cap;
  let sum: Num = numbers.zero;
  let before: Num = numbers.zero;
  for (const part of parts) {
    let kept: Num;
    if (many) {
      // What the first so many get together is their sum or the cap: so what all get is one number, not a chain of what is left.
      sum = numbers.add(sum, numbers.named(part.amount));
      const together = numbers.named(numbers.min(sum, cap));
      kept = numbers.subtract(together, before);
      before = together;
    } else {
      kept = numbers.min(part.amount, left);
      left = numbers.max(numbers.zero, numbers.subtract(left, kept));
    }
    part.amount = kept;
    if (!how.items || !part.items) continue;
    // Of what is open it is not followed how it is spread over the items.
    if (how.errors) spoil(part.items, kept, { error: part.error, hidden: terms.or(part.hidden, part.open) }, enc);
    cut(part.items, kept, enc, { ...how, items: false });
  }
}
