/**
 * Why: who mends a part of what a table leaves open adds no problem, and who opens more of it does, though the finding reads alike. So a gap
 * carries which values it is made of, as plain data that two versions can be compared by.
 */
import { Exact } from '../exact';

/** A point between values: just before `value` (digits, or `n/d`), or just past it; or before and behind all of them. */
export type Cut = readonly [value: string, past: boolean] | 'first' | 'last';
export type GapSpan = readonly [from: Cut, to: Cut];
/** What is open of one subject: members (`yes` and `no` as well), or spans that do not overlap. */
export type GapPart = { readonly names: readonly string[] } | { readonly spans: readonly GapSpan[] };
/** A part for each subject: of all their combinations. */
export type GapBox = readonly GapPart[];
/** All that a table leaves open. */
export type Gap = readonly GapBox[];

/** More pieces than this are not looked at. */
const MOST = 2000;

/** Whether all of `inner` is in `outer`; also no where that is too much to look at. */
export function liesWithin(inner: Gap, outer: Gap): boolean {
  let pieces = 0;
  const isCovered = (box: GapBox, by: Gap): boolean => {
    if (++pieces > MOST) return false;
    const [first, ...rest] = by;
    if (!first) return false;
    return outside(box, first).every((left) => isCovered(left, rest));
  };
  return inner.every((box) => isCovered(box, outer));
}

/** What of `box` is not in `other`, in pieces that do not overlap. */
function outside(box: GapBox, other: GapBox): GapBox[] {
  if (box.length !== other.length) return [box];
  const pieces: GapBox[] = [];
  let rest: GapPart[] = [...box];
  for (const [n, part] of box.entries()) {
    const by = other[n];
    if (!by) return [box];
    const out = minus(part, by);
    if (!isEmpty(out)) pieces.push(rest.map((each, k) => (k === n ? out : each)));
    const both = minus(part, out);
    if (isEmpty(both)) return [box];
    rest = rest.map((each, k) => (k === n ? both : each));
  }
  return pieces;
}

const isEmpty = (part: GapPart): boolean => ('names' in part ? part.names.length === 0 : part.spans.length === 0);

function minus(part: GapPart, other: GapPart): GapPart {
  if ('names' in part && 'names' in other) return { names: part.names.filter((name) => !other.names.includes(name)) };
  if ('names' in part || 'names' in other) return part;
  let spans = part.spans;
  for (const [from, to] of other.spans)
    spans = spans.flatMap(([low, high]): GapSpan[] => [
      [low, order(high, from) < 0 ? high : from],
      [order(low, to) > 0 ? low : to, high],
    ]);
  return { spans: spans.filter(([low, high]) => order(low, high) < 0) };
}

function order(a: Cut, b: Cut): number {
  if (a === b) return 0;
  if (a === 'first' || b === 'last') return -1;
  if (a === 'last' || b === 'first') return 1;
  return exactOf(a).compare(exactOf(b)) || Number(a[1]) - Number(b[1]);
}

function exactOf([digits]: readonly [string, boolean]): Exact {
  const [n, d] = digits.split('/');
  const value = Exact.of(n ?? '');
  return d === undefined ? value : value.div(Exact.of(d));
}
