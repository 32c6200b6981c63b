/** The award, before it is checked, is below zero for some eligible applicant: for them the clause is an error. */
import { evaluateClauseAlone } from '../../evaluate/index';
import type { Context } from '../context';
import { insertWitness } from '../witness/witness';
import { isLive } from './clause';

export function* awardNegative(ctx: Context): Generator<undefined, void, undefined> {
  for (const clause of ctx.clauses) {
    const own = ctx.clause(clause.name);
    const { benefit } = clause;
    if (!own || benefit.kind !== 'award' || !isLive(ctx, clause.name)) continue;
    const failure = own.whole.failures.find((f) => f.code === 'negative-award' && f.place.start === benefit.amount.place.start);
    if (!failure) continue;
    const subject = ctx.subjectOf(clause.name);
    if (ctx.ask(failure.when, subject, 'award-negative') === 'yes') {
      const about = { subject, finding: 'award-negative', clauses: [clause.name] } as const;
      const witness = ctx.witness(
        failure.when,
        about,
        (a) => evaluateClauseAlone(ctx.program, a, clause.name)?.error?.code === 'negative-award',
      );
      if (witness) {
        const value = evaluateClauseAlone(ctx.program, witness.applicant, clause.name)?.error?.data.value;
        const amount = typeof value === 'object' ? witness.show(value, benefit.amount.type) : '';
        ctx.report({
          name: 'award-negative',
          place: benefit.place,
          data: { name: clause.name, amount, facts: witness.facts },
          fixes: [
            {
              title: 'not-below-zero',
              data: {},
              edits: [
                {
                  place: { ...benefit.amount.place, end: benefit.amount.place.start },
                  text: witness.language === 'zh' ? '取大(0, ' : 'max(0, ',
                },
                { place: { ...benefit.amount.place, start: benefit.amount.place.end }, text: ')' },
              ],
            },
            insertWitness(ctx, witness, { finding: 'award-negative', names: [clause.name] }),
          ],
        });
      }
    }
    yield;
  }
}
