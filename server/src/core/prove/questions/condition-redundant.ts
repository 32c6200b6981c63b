/** A `when` that follows from the requirements, the intervals and the clause's other `when`s. */
import type { Context } from '../context';
import { boolOf } from '../encode/expression';
import { failed } from '../encode/symbolic';
import type { Bool } from '../terms';
import { isLive } from './clause';
import { removal } from './removal';

export function* conditionRedundant(ctx: Context): Generator<undefined, void, undefined> {
  const { terms } = ctx.enc;
  for (const clause of ctx.clauses) {
    // All items are alike: what holds of the first holds of each.
    const item = ctx.clause(clause.name)?.items[0];
    if (!item || !isLive(ctx, clause.name)) continue;
    const subject = ctx.subjectOf(clause.name);
    const holds = item.conditions.map((c) => terms.and(boolOf(c), terms.not(failed(terms, c.failures))));
    const possible = item.conditions.map((c) => terms.or(boolOf(c), failed(terms, c.failures)));
    const kept = new Set(holds.keys());
    // Of two that imply each other the later is reported: so from the last to the first, without those reported already.
    for (let i = holds.length - 1; i >= 0; i--) {
      const own = holds[i];
      const condition = clause.conditions[i];
      if (!own || !condition) continue;
      // A condition that keeps another from being an error is needed: without it somebody would be neither eligible nor ineligible.
      const others = [...kept].flatMap((k): Bool[] => (k === i ? [] : [possible[k] ?? terms.true]));
      const without = terms.and(item.present, item.inForce, ...others, terms.not(own));
      if (ctx.ask(without, subject, 'condition-redundant') === 'no') {
        kept.delete(i);
        ctx.report({
          name: 'condition-redundant',
          place: condition.place,
          data: { name: clause.name },
          fixes: [removal('remove-condition', condition.place)],
        });
      }
      yield;
    }
  }
}
