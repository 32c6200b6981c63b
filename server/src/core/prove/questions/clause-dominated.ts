/** A clause that can pay, but loses to another in its groups whenever it does. A conflict that the document leaves open counts as perhaps kept. */

import type { Group } from '../../program/program';
import type { Context } from '../context';
import type { ClauseTerms } from '../encode/clause';
import { failed } from '../encode/symbolic';
import type { Valuation } from '../model';
import { compare } from '../rational';
import { isLive } from './clause';

export function* clauseDominated(ctx: Context): Generator<undefined, void, undefined> {
  const { terms } = ctx.enc;
  for (const clause of ctx.clauses) {
    const groups = ctx.program.groups.filter((g) => g.members.includes(clause.name));
    const own = ctx.clause(clause.name);
    if (groups.length === 0 || !own || !isLive(ctx, clause.name)) continue;
    const subject = ctx.subjectOf(clause.name);
    if (ctx.ask(own.whole.paying, subject, 'clause-dominated') !== 'yes') continue;
    if (isKept(ctx, clause.name, own.whole, groups)) continue;
    const settled = ctx.section(clause.name);
    if (!settled) {
      ctx.leaveOpen(subject, 'clause-dominated', 'not-followed');
      continue;
    }
    // In a conflict it counts as kept, if it still competes there.
    const conflicts = groups.map((g) => {
      const settledGroup = settled.groups.get(g.name);
      const competes = (settledGroup?.rounds ?? []).flatMap((round) => round.filter((m) => m.clause === clause.name).map((m) => m.alive));
      return terms.and(settledGroup?.conflict ?? terms.false, terms.or(...competes));
    });
    const keeps = terms.or(settled.kept.get(clause.name) ?? terms.true, ...conflicts);
    if (ctx.ask(keeps, subject, 'clause-dominated') === 'no') {
      // Who is kept instead for some applicant for whom it could pay.
      const by = [...new Set(groups.flatMap((g) => g.members))].filter(
        (m) => m !== clause.name && isLive(ctx, m) && ctx.holdsFor(terms.and(own.whole.paying, settled.kept.get(m) ?? terms.false)),
      );
      ctx.report({ name: 'clause-dominated', place: clause.namePlace, data: { name: clause.name, by } });
    }
    yield;
  }
}

/**
 * For somebody the clause pays and no other member does, or each less: it is kept, whatever the groups decide of others. So most groups need not be
 * settled at all, which makes large terms.
 */
function isKept(ctx: Context, name: string, own: ClauseTerms['whole'], groups: readonly Group[]): boolean {
  const { terms } = ctx.enc;
  const names = new Set(groups.flatMap((g) => g.members));
  names.delete(name);
  const others: ClauseTerms['whole'][] = [];
  for (const m of names) {
    if (!ctx.program.clauses.has(m)) continue;
    const other = ctx.clause(m);
    if (!other) return false;
    others.push(other.whole);
  }
  const [only] = groups;
  // Who loses in another group does not compete in this one, and what is best for all of them together is another question.
  const apart = ctx.program.groups.every((g) => g === only || !g.members.some((m) => m === name || names.has(m)));
  const compared = apart && only?.choose === 'highest' && only.each === undefined;
  const wins = (v: Valuation): boolean =>
    v.bool(own.paying) &&
    others.every(
      (o) => !v.bool(failed(terms, o.failures)) && (!v.bool(o.paying) || (compared && compare(v.num(o.gross), v.num(own.gross)) < 0)),
    );
  if (ctx.met(wins)) return true;
  return ctx.holdsFor(terms.and(own.paying, ...others.flatMap((o) => [terms.not(o.paying), terms.not(failed(terms, o.failures))])));
}
