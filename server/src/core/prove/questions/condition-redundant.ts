/** A `when` that follows from the requirements, the intervals and the clause's other `when`s. */
import type { Condition } from '../../program/program';
import type { Context } from '../context';
import { boolOf } from '../encode/expression';
import { failed } from '../encode/symbolic';
import type { Bool } from '../terms';
import { isLive } from './clause';

export function* conditionRedundant(ctx: Context): Generator<undefined, void, undefined> {
  const { terms } = ctx.enc;
  for (const clause of ctx.clauses) {
    // All items are alike: what holds of the first holds of each.
    const item = ctx.clause(clause.name)?.items[0];
    if (!item || !isLive(ctx, clause.name)) continue;
    const subject = ctx.subjectOf(clause.name);
    const holds = item.conditions.map((c) => terms.and(boolOf(c), terms.not(failed(terms, c.failures))));
    const kept = new Set(holds.keys());
    // Of two that imply each other the later is reported: so from the last to the first, without those reported already.
    for (let i = holds.length - 1; i >= 0; i--) {
      const own = holds[i];
      const condition = clause.conditions[i];
      if (!own || !condition) continue;
      const others = [...kept].flatMap((k): Bool[] => (k === i ? [] : [holds[k] ?? terms.true]));
      const without = terms.and(item.present, item.inForce, ...others, terms.not(own));
      if (ctx.ask(without, subject, 'condition-redundant') === 'no') {
        kept.delete(i);
        ctx.report({
          name: 'condition-redundant',
          place: condition.place,
          data: { name: clause.name },
          fixes: [removal(condition)],
        });
      }
      yield;
    }
  }
}

/** Removes the statement with its line. */
function removal({ place }: Condition) {
  const { text } = place.item;
  let { start, end } = place;
  while (start > 0 && (text[start - 1] === ' ' || text[start - 1] === '\t')) start--;
  const alone = text[start - 1] === '\n' && /^[ \t]*(\r?\n|$)/.test(text.slice(end));
  if (alone) end += /^[ \t]*\r?\n/.exec(text.slice(end))?.[0].length ?? 0;
  else ({ start } = place);
  return { title: 'remove-condition', data: {}, edits: [{ place: { ...place, start, end }, text: '' }] };
}
