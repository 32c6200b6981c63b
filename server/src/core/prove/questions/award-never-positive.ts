/** The clause is live, but whoever is eligible gets nothing. An applicant for whom it is an error is none of those. */
import type { Context } from '../context';
import { failed } from '../encode/symbolic';
import { isLive } from './clause';

export function* awardNeverPositive(ctx: Context): Generator<undefined, void, undefined> {
  const { terms } = ctx.enc;
  for (const clause of ctx.clauses) {
    const own = ctx.clause(clause.name);
    if (!own || clause.benefit.kind !== 'award' || !isLive(ctx, clause.name)) continue;
    const { whole } = own;
    const something = terms.and(whole.eligible, terms.or(whole.paying, failed(terms, whole.failures)));
    if (ctx.ask(something, ctx.subjectOf(clause.name), 'award-never-positive') === 'no')
      ctx.report({ name: 'award-never-positive', place: clause.benefit.place, data: { name: clause.name } });
    yield;
  }
}
