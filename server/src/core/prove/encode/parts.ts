/** A clause, or one of its items, on its way through groups and limits; and whether the evaluator has an amount of it. */
import type { Bool, Num, Terms } from '../terms';
import type { ClauseTerms, ItemTerms } from './clause';
import type { Encoding } from './encoder';
import { failed } from './symbolic';

export interface Part {
  /** It competes: it pays more than zero, and no group has excluded it. */
  alive: Bool;
  /** What it pays if it is alive; from the limits on, what is left of it. */
  amount: Num;
  readonly items: Part[] | undefined;
  /** It is in error: it might come to anything. Always false where errors are not followed. */
  error: Bool;
  /** What it would pay is known, but not whether it keeps it: behind an error, or in a conflict. */
  open: Bool;
  /** What an open one gets at least, and at most. */
  low: Num;
  high: Num;
  /** What becomes of it is not followed: it hangs together with an error or a conflict in a way that is not written out. */
  hidden: Bool;
}

/** @param errors whether it is followed which amounts are known beside an error */
export function partOf({ items, whole }: ClauseTerms, { terms, numbers }: Encoding, errors: boolean): Part {
  const of = (t: ItemTerms | ClauseTerms['whole'], own?: Part[]): Part => {
    const failures = errors ? t.failures.filter((f) => f.code !== 'unspecified') : [];
    return {
      alive: t.paying,
      amount: t.gross,
      items: own,
      error: failed(terms, failures),
      open: terms.false,
      low: numbers.zero,
      high: t.gross,
      hidden: terms.false,
    };
  };
  const single = items.length === 1 && items[0] === whole;
  return of(whole, single ? undefined : items.map((i) => of(i)));
}

/** In error or open: what it comes to is no amount. */
export const unsure = (terms: Terms, p: Part): Bool => terms.or(p.error, p.open);
/** It stands in the way of others, or may do. */
export const present = (terms: Terms, p: Part): Bool => terms.or(p.alive, p.error, p.open, p.hidden);
/** What it surely gets if it is open, and what at most; else its amount. */
export const lowOf = ({ numbers, terms }: Encoding, p: Part): Num =>
  p.open === terms.false ? p.amount : numbers.cases(p.open, p.low, p.amount);
export const highOf = ({ numbers, terms }: Encoding, p: Part): Num =>
  p.open === terms.false ? p.amount : numbers.cases(p.open, p.high, p.amount);
/** It surely pays something. */
export const pays = ({ numbers, terms }: Encoding, p: Part): Bool =>
  p.open === terms.false ? p.alive : terms.or(p.alive, terms.and(p.open, numbers.compare('>', p.low, numbers.zero)));

/** What is known of the clause from its items. */
export function gather(part: Part, items: readonly Part[], enc: Encoding): void {
  const { terms, numbers } = enc;
  const sum = (of: (x: Part) => Num): Num => items.reduce<Num>((total, x) => numbers.add(total, of(x)), numbers.zero);
  const some = (x: Part, open: Num): Num =>
    numbers.cases(x.alive, x.amount, x.open === terms.false ? numbers.zero : numbers.cases(x.open, open, numbers.zero));
  part.error = terms.or(...items.map((x) => x.error));
  part.open = terms.and(terms.or(...items.map((x) => x.open)), terms.not(part.error));
  part.hidden = terms.or(...items.map((x) => x.hidden));
  part.alive = terms.and(terms.or(...items.map((x) => x.alive)), terms.not(unsure(terms, part)));
  part.amount = sum((x) => numbers.cases(x.alive, x.amount, numbers.zero));
  if (part.open !== terms.false) {
    part.low = sum((x) => some(x, x.low));
    part.high = sum((x) => some(x, x.high));
  }
}

/** Where this holds the part, with its items, competes no further and pays nothing. */
export function exclude(terms: Terms, part: Part, where: Bool): void {
  if (where === terms.false) return;
  const kept = terms.not(where);
  for (const p of [part, ...(part.items ?? [])]) {
    p.alive = terms.and(p.alive, kept);
    p.error = terms.and(p.error, kept);
    p.open = terms.and(p.open, kept);
  }
}

/** Where this holds it is not followed what becomes of the part, with its items: a limit by item puts it together from these again. */
export function hide(terms: Terms, part: Part, where: Bool): void {
  if (where === terms.false) return;
  for (const p of [part, ...(part.items ?? [])]) p.hidden = terms.or(p.hidden, terms.and(where, present(terms, p)));
}

/** Where this holds it is not known whether the part, with its items, keeps its amount. */
export function leaveOpen({ terms, numbers }: Encoding, part: Part, where: Bool): void {
  if (where === terms.false) return;
  for (const p of [part, ...(part.items ?? [])]) {
    p.high = p.open === terms.false ? p.amount : numbers.cases(p.open, p.high, p.amount);
    p.low = p.open === terms.false ? numbers.zero : numbers.cases(where, numbers.zero, p.low);
    p.open = terms.or(p.open, terms.and(p.alive, where));
    p.alive = terms.and(p.alive, terms.not(where));
  }
}
