/** A clause that can pay, but loses to another in its groups whenever it does. A conflict that the document leaves open counts as perhaps kept. */
import type { Context } from '../context';
import { isLive } from './clause';

export function* clauseDominated(ctx: Context): Generator<undefined, void, undefined> {
  const { terms } = ctx.enc;
  for (const clause of ctx.clauses) {
    const groups = ctx.program.groups.filter((g) => g.members.includes(clause.name));
    const own = ctx.clause(clause.name);
    if (groups.length === 0 || !own || !isLive(ctx, clause.name)) continue;
    const subject = ctx.subjectOf(clause.name);
    if (ctx.ask(own.whole.paying, subject, 'clause-dominated') !== 'yes') continue;
    const settled = ctx.section(clause.name);
    if (!settled) {
      ctx.leaveOpen(subject, 'clause-dominated', 'nonlinear');
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
