/** Limits: together their members keep what fits, in the order of `among`. Source: language.md, *What a policy pays*, 4, and WINDOW. */
import type { Limit } from '../program/program';
import * as arithmetic from './arithmetic';
import { isZero } from './clause';
import { type Evaluator, GLOBAL, type Scope } from './evaluator';
import { evaluate } from './expression';
import { paidFor, spanOf } from './history';
import { sameConstant } from './logic';
import { gather, type Part, sumOf } from './part';
import { ZERO } from './value';
import type { LimitOutcome, Value } from './values';

export function applyLimit(limit: Limit, parts: ReadonlyMap<string, Part>, ev: Evaluator): LimitOutcome {
  const members = [...new Set(limit.members)].flatMap((m) => parts.get(m) ?? []);
  const before = sumOf(members, limit.place);
  if (limit.each === undefined) {
    const cap = capOf(limit, GLOBAL, ev);
    cut(limit, members, cap, true);
    return outcome(limit, cap, before, members);
  }
  const count = Math.max(0, ...members.map((p) => p.items?.length ?? 0));
  let used: Value = ZERO;
  let shown: Value = capOf(limit, ev.itemScope(GLOBAL, limit.each, undefined), ev, ZERO);
  for (let i = 0; i < count; i++) {
    const cap = capOf(limit, ev.itemScope(GLOBAL, limit.each, i), ev, used);
    if (i === 0) shown = cap;
    const items = members.flatMap((p) => p.items?.[i] ?? []);
    cut(limit, items, cap, false);
    // In a window the items share what remains, in list order.
    if (limit.window) used = arithmetic.add(used, sumOf(items, limit.place), limit.place);
  }
  for (const p of members) if (p.items) regather(p);
  // Members over a list that is not known have no items yet; what is known of their sums stays true, since a limit only cuts.
  return outcome(limit, shown, before, members);
}

function regather(part: Part): void {
  const { status, needs, excludedBy } = part;
  gather(part);
  if (status === 'excluded' || status === 'unspecified') Object.assign(part, { status, needs, excludedBy });
}

function outcome(limit: Limit, cap: Value, before: Value, members: readonly Part[]): LimitOutcome {
  const after = sumOf(members, limit.place);
  const bites = before.state === 'known' && after.state === 'known' && !sameConstant(before.value, after.value);
  return { limit: limit.name, cap, before, after, bites };
}

/** What the limit leaves: its cap, less what was paid before in its window and what other items used up; never below zero. */
function capOf(limit: Limit, scope: Scope, ev: Evaluator, used?: Value): Value {
  return ev.silently(() => {
    let cap = evaluate(limit.cap, scope, ev);
    if (limit.window) {
      cap = arithmetic.subtract(cap, paidFor(limit.members, spanOf(limit.window, scope, ev), ev, limit.place), limit.place);
      if (used) cap = arithmetic.subtract(cap, used, limit.place);
    }
    return arithmetic.max(ZERO, cap, limit.place);
  });
}

function cut(limit: Limit, parts: readonly Part[], cap: Value, withItems: boolean): void {
  let left = cap;
  for (const part of parts) {
    const before = part.amount;
    if (before.state === 'unspecified' || (before.state === 'known' && isZero(before) && !before.range)) continue;
    const kept = arithmetic.min(before, left, limit.place);
    left = arithmetic.max(ZERO, arithmetic.subtract(left, kept, limit.place), limit.place);
    settle(limit, part, before, kept);
    // Where what is kept is not known, neither is what of it falls to an item: a limit by item that comes behind sums the items up again.
    if (withItems && part.items) cut(limit, part.items, kept, false);
  }
}

function settle(limit: Limit, part: Part, before: Value, kept: Value): void {
  part.amount =
    kept.state === 'known' && !kept.mark && before.state === 'known' && before.mark === 'at most' && isZero(before)
      ? { ...kept, mark: 'at most' }
      : kept;
  if (kept.state === 'unknown') {
    part.needs = kept.needs;
    if (part.status === 'payable') part.status = 'unknown';
  } else if (kept.state === 'error' && part.status === 'payable') part.status = 'error';
  if (before.state !== 'known' || kept.state !== 'known' || before.value.kind !== 'number' || kept.value.kind !== 'number') return;
  const amount = before.value.value.minus(kept.value.value);
  if (amount.sign > 0) part.cuts.push({ limit: limit.name, amount });
}
