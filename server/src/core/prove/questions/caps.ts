/** A `cap` that never bites, and one that always does, over payable applicants for whom its own `when` holds. */

import type { Context } from '../context';
import type { Bool } from '../terms';
import { isLive } from './clause';
import { removal } from './removal';

export function* caps(ctx: Context): Generator<undefined, void, undefined> {
  const { terms, numbers } = ctx.enc;
  for (const clause of ctx.clauses) {
    const own = ctx.clause(clause.name);
    if (!own || !isLive(ctx, clause.name) || !clause.steps.some((s) => s.kind === 'cap')) continue;
    const subject = ctx.subjectOf(clause.name);
    const payable = terms.or(...own.items.map((i) => i.payable));
    if (ctx.ask(payable, subject, 'cap-never-reached') === 'no') continue;
    for (const [k, step] of clause.steps.entries()) {
      if (step.kind !== 'cap') continue;
      const over = (relation: '>' | '<' | undefined): Bool =>
        terms.or(
          ...own.items.map((i) => {
            const s = i.steps[k];
            if (!s) return terms.false;
            return terms.and(i.payable, s.applies, relation ? numbers.compare(relation, s.before, s.figure) : terms.true);
          }),
        );
      const name = clause.name;
      if (ctx.ask(over(undefined), subject, 'cap-never-reached') === 'no') {
        ctx.report({
          name: 'cap-never-reached',
          place: step.place,
          data: { code: 'never-applies', name },
          fixes: [removal('remove-cap', step.place)],
        });
      } else if (ctx.ask(over('<'), subject, 'cap-always-reached') === 'no') {
        // What remains of a window is all that there is for whoever was paid before: that is what it is for.
        ctx.report({
          name: 'cap-always-reached',
          place: step.place,
          ...(step.window && { severity: 'information' as const }),
          data: { code: step.window ? 'window' : 'default', name },
        });
      } else if (ctx.ask(over('>'), subject, 'cap-never-reached') === 'no') {
        ctx.report({
          name: 'cap-never-reached',
          place: step.place,
          data: { code: 'default', name },
          fixes: [removal('remove-cap', step.place)],
        });
      }
      yield;
    }
  }
}
