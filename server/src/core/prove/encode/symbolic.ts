/** Values as terms: what an expression is worth for every applicant at once, and for whom it is an error. */
import type { ErrorCode } from '../../evaluate/values';
import type { Place } from '../../program/program';
import type { Numbers } from '../numeric';
import type { Bool, Num, Terms } from '../terms';
import type { DateTerm } from './calendar';

/** A program says something that the prover does not follow: what rests on it is not decided. */
export class Unsupported extends Error {}

/**
 * For whom a value is an error (or has no figure at all), and why. Marks stand among failures since they travel the same way: for whom a row of
 * a table is the one that matches, or matches beside an earlier one, or no row matches. A table counts where what stands before it has not
 * decided; that what stands behind it decides keeps an error from mattering, but not a row from being reached.
 */
export interface Failure {
  readonly code: ErrorCode | 'unspecified' | 'row' | 'overlap' | 'gap';
  readonly place: Place;
  readonly when: Bool;
}

export type Sym =
  | { readonly kind: 'number'; readonly num: Num }
  | { readonly kind: 'boolean'; readonly bool: Bool }
  | { readonly kind: 'date'; readonly date: DateTerm }
  /** Exactly one of them is true: a member, or a text. */
  | { readonly kind: 'member' | 'text'; readonly is: ReadonlyMap<string, Bool> }
  | { readonly kind: 'set'; readonly has: ReadonlyMap<string, Bool> };

/** `sym` means something where no failure holds. */
export interface Symbolic {
  readonly sym: Sym;
  readonly failures: readonly Failure[];
}

export const NONE: readonly Failure[] = [];

/** Both; of one cause at one place the conditions are joined. */
export function union(terms: Terms, ...lists: readonly (readonly Failure[])[]): readonly Failure[] {
  const filled = lists.filter((l) => l.length > 0);
  if (filled.length <= 1) return filled[0] ?? NONE;
  const found = new Map<string, Failure>();
  for (const list of filled) {
    for (const f of list) {
      const key = `${f.code} ${f.place.uri} ${f.place.start} ${f.place.end} ${identity(f.place.item)}`;
      const known = found.get(key);
      found.set(key, known ? { ...f, when: terms.or(known.when, f.when) } : f);
    }
  }
  return [...found.values()];
}

const numbers = new WeakMap<object, number>();
let next = 0;
function identity(o: object): number {
  let n = numbers.get(o);
  if (n === undefined) {
    n = next++;
    numbers.set(o, n);
  }
  return n;
}

/** The failures that matter only where `when` holds. */
export function guarded(terms: Terms, when: Bool, failures: readonly Failure[]): readonly Failure[] {
  if (failures.length === 0 || when === terms.true) return failures;
  return failures.map((f) => ({ ...f, when: terms.and(when, f.when) })).filter((f) => f.when !== terms.false);
}

export const isMark = (f: Failure): boolean => f.code === 'row' || f.code === 'overlap' || f.code === 'gap';

/** For whom there is no value. */
export function failed(terms: Terms, failures: readonly Failure[]): Bool {
  return failures.length === 0 ? terms.false : terms.or(...failures.filter((f) => !isMark(f)).map((f) => f.when));
}

/** One of two values of the same kind. */
export function chooseSym(numeric: Numbers, condition: Bool, yes: Sym, no: Sym): Sym {
  const { terms } = numeric;
  if (condition.kind === 'constant') return condition.value ? yes : no;
  const either = (a: ReadonlyMap<string, Bool>, b: ReadonlyMap<string, Bool>): ReadonlyMap<string, Bool> =>
    new Map(
      [...new Set([...a.keys(), ...b.keys()])].map((k) => [k, terms.choose(condition, a.get(k) ?? terms.false, b.get(k) ?? terms.false)]),
    );
  if (yes.kind === 'number' && no.kind === 'number') return { kind: 'number', num: numeric.cases(condition, yes.num, no.num) };
  if (yes.kind === 'boolean' && no.kind === 'boolean') return { kind: 'boolean', bool: terms.choose(condition, yes.bool, no.bool) };
  if ((yes.kind === 'member' && no.kind === 'member') || (yes.kind === 'text' && no.kind === 'text'))
    return { kind: yes.kind, is: either(yes.is, no.is) };
  if (yes.kind === 'set' && no.kind === 'set') return { kind: 'set', has: either(yes.has, no.has) };
  if (yes.kind === 'date' && no.kind === 'date') return { kind: 'date', date: chooseDate(numeric, condition, yes.date, no.date) };
  throw new Unsupported('two kinds of values');
}

function chooseDate(numeric: Numbers, condition: Bool, a: DateTerm, b: DateTerm): DateTerm {
  return {
    ...(a.days && b.days && { days: numeric.cases(condition, a.days, b.days) }),
    ...(a.month && b.month && a.day && b.day
      ? { month: numeric.cases(condition, a.month, b.month), day: numeric.cases(condition, a.day, b.day) }
      : {}),
  };
}
