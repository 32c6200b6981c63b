/** What becomes of a clause, or of one of its items, while groups and limits are settled. */
import type { Exact } from '../exact';
import type { Place } from '../program/program';
import * as arithmetic from './arithmetic';
import { isZero, statusOf } from './clause';
import * as ranges from './ranges';
import { joinMarks, rangeOfValue, unionNeeds, unknown, ZERO } from './value';
import type { ClauseOutcome, ItemOutcome, Need, Range, Status, Value } from './values';

export interface Part {
  readonly clause: string;
  readonly place: Place;
  readonly outcome: ItemOutcome;
  readonly items: readonly Part[] | undefined;
  status: Status;
  amount: Value;
  needs: readonly Need[];
  excludedBy: { readonly group: string; readonly inFavourOf: string } | undefined;
  cuts: { readonly limit: string; readonly amount: Exact }[];
}

export function partOf(clause: string, place: Place, outcome: ItemOutcome & { readonly items?: ClauseOutcome['items'] }): Part {
  return {
    clause,
    place,
    outcome,
    items: outcome.items?.map((i) => partOf(clause, place, i)),
    status: outcome.status,
    amount: outcome.gross,
    needs: outcome.needs,
    excludedBy: undefined,
    cuts: [],
  };
}

/** What a part brings into a group: between `low` and `high` (no upper end known if absent), never below zero. */
export interface Stake {
  readonly part: Part;
  readonly low: Exact;
  readonly high?: Exact;
  /** The amount is known. */
  readonly firm: boolean;
  /** It surely competes. */
  readonly positive: boolean;
  readonly needs: readonly Need[];
}

/** Undefined where the part surely pays nothing, and so does not compete. A part in error counts as unknown. */
export function stakeOf(part: Part): Stake | undefined {
  const { amount } = part;
  if (part.excludedBy) return undefined;
  if (amount.state === 'known') {
    if (amount.value.kind !== 'number' || amount.value.value.sign <= 0) return undefined;
    const { value } = amount.value;
    return { part, low: value, high: value, firm: true, positive: true, needs: [] };
  }
  if (amount.state === 'unspecified') return undefined;
  const zero = ZERO.value.kind === 'number' ? ZERO.value.value : undefined;
  if (!zero) return undefined;
  const needs = amount.state === 'unknown' ? amount.needs : [];
  const range = rangeOfValue(amount);
  if (range.kind !== 'number') return { part, low: zero, firm: false, positive: false, needs };
  const { lower, upper } = range;
  if (upper && upper.value.sign <= 0) return undefined;
  const low = lower && lower.value.sign > 0 ? lower.value : zero;
  const positive = lower !== undefined && (lower.value.sign > 0 || (lower.value.isZero && !lower.inclusive));
  return { part, low, ...(upper ? { high: upper.value } : {}), firm: false, positive, needs };
}

export function exclude(stake: Stake, group: string, inFavourOf: string): void {
  const { part } = stake;
  part.excludedBy = { group, inFavourOf };
  part.amount = ZERO;
  // What may not compete at all stays unknown (or in error) by status; that it pays nothing is certain.
  if (stake.positive) part.status = 'excluded';
  for (const item of part.items ?? []) {
    const inner = stakeOf(item);
    if (inner) exclude(inner, group, inFavourOf);
  }
}

/** It may keep its amount or lose it: by facts that are needed, or by a conflict that only the author can settle. */
export function leaveOpen(stake: Stake, needs: readonly Need[], conflict: boolean): void {
  const { part } = stake;
  for (const item of part.items ?? []) {
    const inner = stakeOf(item);
    if (inner) leaveOpen(inner, needs, conflict);
  }
  if (part.amount.state === 'error') return;
  const all = unionNeeds([stake.needs, needs]);
  const range: Range = ranges.hull(ranges.rangeOf(ZERO.value), rangeOfValue(part.amount));
  part.amount = unknown(range, all, 'number');
  part.needs = all;
  // A member that is unknown by itself stays so even where others are in conflict.
  if (part.status !== 'unknown') part.status = conflict ? 'conflict' : 'unknown';
}

/** After its items were settled: the clause's sum and status. */
export function gather(part: Part): void {
  if (!part.items) return;
  const before = part.status;
  part.amount = sumOf(part.items, part.place);
  if (before === 'ineligible' || before === 'inactive') return;
  const paying = part.items.some((i) => i.status === 'payable' && !isZero(i.outcome.gross));
  const excluded = part.items.find((i) => i.status === 'excluded');
  part.status =
    !paying && excluded && !part.items.some((i) => ['unknown', 'conflict', 'error'].includes(i.status))
      ? 'excluded'
      : statusOf(part.items.map((i) => ({ ...i.outcome, status: i.status })));
  part.needs = part.status === 'unknown' ? unionNeeds(part.items.filter((i) => i.status === 'unknown').map((i) => i.needs)) : [];
  part.excludedBy = part.status === 'excluded' ? excluded?.excludedBy : undefined;
  if (part.status === 'unspecified') part.amount = part.outcome.gross;
}

/** The sum of what parts pay; what is unspecified adds nothing to it. */
export function sumOf(parts: readonly Part[], place: Place): Value {
  const paying = parts.filter(
    (p) => p.amount.state !== 'unspecified' && !(p.amount.state === 'known' && isZero(p.amount) && !p.amount.range),
  );
  const sum = arithmetic.sum(
    paying.map((p) => p.amount),
    place,
  );
  if (sum.state === 'error') return sum;
  const marks = joinMarks(parts.map((p) => (p.amount.state === 'known' || p.amount.state === 'unknown' ? p.amount.mark : undefined)));
  return marks && sum.state !== 'unspecified' && sum.mark !== 'depends on a ceiling' ? { ...sum, mark: marks } : sum;
}
