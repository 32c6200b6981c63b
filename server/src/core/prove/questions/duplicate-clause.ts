/** Two live clauses that have the same outcome and amount, before groups, for every applicant. */
import type { Clause } from '../../program/program';
import type { Context } from '../context';
import type { ClauseTerms } from '../encode/clause';
import { failed } from '../encode/symbolic';
import { Valuation } from '../model';
import { show } from '../rational';
import { isLive } from './clause';

export function* duplicateClause(ctx: Context): Generator<undefined, void, undefined> {
  const { terms, numbers } = ctx.enc;
  const all = [...ctx.program.clauses.values()].filter((c) => isLive(ctx, c.name));
  // What the clauses come to for applicants that were met already tells most apart, without a question.
  const met = ctx.asker.met.filter((v) => v.bool(ctx.admitted));
  const before = new Map<string, Clause[]>();
  const known = new Map<string, Valuation | undefined>();
  /** Somebody who gets something of the clause, or is at least eligible. */
  const eligible = (clause: Clause): Valuation | undefined => {
    if (!known.has(clause.name)) {
      const whole = ctx.clause(clause.name)?.whole;
      const model = whole && (ctx.model(whole.paying) ?? ctx.model(whole.eligible));
      known.set(clause.name, model && new Valuation(model));
    }
    return known.get(clause.name);
  };
  for (const later of all) {
    const b = ctx.clause(later.name)?.whole;
    if (!b) continue;
    const outcomes = met.map((v) => `${v.bool(b.eligible)} ${show(v.num(b.gross))}`).join(';');
    const candidates = before.get(outcomes) ?? [];
    before.set(outcomes, [...candidates, later]);
    yield;
    if (!ctx.isHere(later.place)) continue;
    for (const earlier of candidates) {
      const a = ctx.clause(earlier.name)?.whole;
      if (!a || !alike(earlier, later) || [earlier, later].some((c) => tells(eligible(c), a, b))) continue;
      const differ = terms.or(
        terms.not(terms.iff(a.inForce, b.inForce)),
        terms.not(terms.iff(a.eligible, b.eligible)),
        terms.not(terms.iff(failed(terms, a.failures), failed(terms, b.failures))),
        terms.and(a.payable, b.payable, numbers.compare('!=', a.gross, b.gross)),
      );
      if (ctx.ask(differ, ctx.subjectOf(later.name), 'duplicate-clause') === 'no') {
        ctx.report({
          name: 'duplicate-clause',
          place: later.namePlace,
          data: { name: later.name, other: earlier.name },
          related: [{ place: earlier.namePlace, note: 'other', data: { name: earlier.name } }],
        });
        break;
      }
      yield;
    }
  }
}

/** Whether the applicant gets something else of the one than of the other. */
function tells(v: Valuation | undefined, a: ClauseTerms['whole'], b: ClauseTerms['whole']): boolean {
  return v !== undefined && (v.bool(a.eligible) !== v.bool(b.eligible) || show(v.num(a.gross)) !== show(v.num(b.gross)));
}

/** Of one kind, and of one text where they pay nothing that can be compared. */
function alike(a: Clause, b: Clause): boolean {
  const [x, y] = [a.benefit, b.benefit];
  if (x.kind === 'award') return y.kind === 'award' && a.currency === b.currency;
  return x.kind === 'grants' && y.kind === 'grants' && x.what === y.what;
}
