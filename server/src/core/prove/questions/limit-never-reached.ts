/** After groups and earlier limits, what the members come to never exceeds the limit's cap. */
import type { Context } from '../context';

export function* limitNeverReached(ctx: Context): Generator<undefined, void, undefined> {
  const { terms, numbers } = ctx.enc;
  for (const limit of ctx.program.limits) {
    if (!ctx.isHere(limit.place) || limit.members.length === 0) continue;
    const subject = { name: limit.name, place: limit.namePlace };
    const settled = ctx.section(limit.members[0] ?? '')?.limits.get(limit.name);
    if (!settled) {
      ctx.leaveOpen(subject, 'limit-never-reached', 'not-followed');
      continue;
    }
    const exceeds = terms.or(...settled.rounds.map((r) => numbers.compare('>', r.before, r.cap)));
    if (ctx.ask(exceeds, subject, 'limit-never-reached') === 'no')
      ctx.report({ name: 'limit-never-reached', place: limit.namePlace, data: { name: limit.name } });
    yield;
  }
}
