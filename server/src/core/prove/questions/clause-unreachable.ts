/** No applicant is eligible: the requirements, intervals and dates and the clause's conditions exclude each other. */
import type { Context } from '../context';

export function* clauseUnreachable(ctx: Context): Generator<undefined, void, undefined> {
  for (const clause of ctx.clauses) {
    const own = ctx.clause(clause.name);
    const subject = ctx.subjectOf(clause.name);
    if (!own) {
      ctx.leaveOpen(subject, 'clause-unreachable', 'not-followed');
      continue;
    }
    if (ctx.ask(own.whole.eligible, subject, 'clause-unreachable') === 'no') {
      ctx.dead.add(clause.name);
      ctx.report({ name: 'clause-unreachable', place: clause.namePlace, data: { name: clause.name } });
    }
    yield;
  }
}
