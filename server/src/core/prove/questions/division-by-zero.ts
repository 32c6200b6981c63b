/** Some applicant's clause is an error since a divisor is zero. Where a condition that fails, or another branch, keeps it from mattering, it is none. */
import { evaluateClauseAlone } from '../../evaluate/index';
import type { Applicant } from '../../evaluate/values';
import type { Place } from '../../program/program';
import type { Context } from '../context';
import { failed, isMark } from '../encode/symbolic';
import { insertWitness } from '../witness/witness';
import { isLive } from './clause';

const samePlace = (a: Place, b: Place): boolean => a.item === b.item && a.start === b.start && a.end === b.end;

export function* divisionByZero(ctx: Context): Generator<undefined, void, undefined> {
  const { terms } = ctx.enc;
  const reported: Place[] = [];
  for (const clause of ctx.clauses) {
    const own = ctx.clause(clause.name);
    if (!own) continue;
    const subject = ctx.subjectOf(clause.name);
    for (const failure of own.whole.failures) {
      if (failure.code !== 'division-by-zero') continue;
      // Of a clause that nobody reaches nothing else is said; a definition outside it is another matter.
      if (!isLive(ctx, clause.name) && failure.place.item === clause.place.item) continue;
      // In a definition of another file it is said at this file's clause.
      const place = ctx.isHere(failure.place) ? failure.place : clause.namePlace;
      if (reported.some((p) => samePlace(p, place))) continue;
      if (ctx.ask(failure.when, subject, 'division-by-zero') !== 'yes') continue;
      const others = own.whole.failures.filter((f) => f !== failure && !isMark(f));
      const alone = terms.and(failure.when, terms.not(failed(terms, others)));
      const single = others.length === 0 || ctx.ask(alone, subject, 'division-by-zero') === 'yes';
      const happens = (a: Applicant): boolean => {
        const error = evaluateClauseAlone(ctx.program, a, clause.name)?.error;
        return error?.code === 'division-by-zero' && samePlace(error.place, failure.place);
      };
      const about = { subject, finding: 'division-by-zero', clauses: [clause.name] } as const;
      // Where something else is always in error too, the evaluator says which of them comes first.
      const witness = single
        ? ctx.witness(others.length > 0 ? alone : failure.when, about, happens)
        : ctx.tryWitness(failure.when, [clause.name], happens);
      if (!witness) continue;
      reported.push(place);
      ctx.report({
        name: 'division-by-zero',
        place,
        data: { name: clause.name, facts: witness.facts },
        fixes: [insertWitness(ctx, witness, { finding: 'division-by-zero', names: [clause.name] })],
      });
      yield;
    }
  }
}
