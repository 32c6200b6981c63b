/** With all else fixed a numeric fact grows past a point and the clause's amount jumps down. How it is found: ../jumps.ts. */
import type { Clause, Place } from '../../program/program';
import { type Drop, dropAt } from '../beside';
import type { Context, Subject } from '../context';
import type { ClauseTerms } from '../encode/clause';
import type { Slot } from '../encode/inputs';
import { failed } from '../encode/symbolic';
import { boolsIn, numsIn } from '../free';
import { turnsOf, type Watched } from '../jumps';
import { Valuation } from '../model';
import type { Model, Variable } from '../terms';
import { type Fall, fallAt } from '../witness/fall';
import { roundedModel } from '../witness/rounded';
import { insertWitness } from '../witness/witness';
import { isLive } from './clause';

export function* awardCliff(ctx: Context): Generator<undefined, void, undefined> {
  for (const clause of ctx.clauses) {
    const own = ctx.clause(clause.name)?.whole;
    if (!own || clause.benefit.kind !== 'award' || !isLive(ctx, clause.name)) continue;
    const subject = ctx.subjectOf(clause.name);
    if (ctx.ask(own.paying, subject, 'award-cliff') !== 'yes') continue;
    const variables = new Set([...boolsIn(own.paying).variables, ...numsIn(own.gross).variables]);
    for (const slot of ctx.enc.inputs.slots.values()) {
      const { variable } = slot;
      if (!variable || slot.type.kind !== 'number' || !variables.has(variable) || slot.item !== undefined) continue;
      ctx.once(
        `award-cliff ${clause.name} ${variable.name} ${ctx.identityOf(clause.place)}`,
        [ctx.admitted, variable, own.eligible, own.payable, own.gross],
        () => along(ctx, clause, own, slot, variable, subject),
      );
      yield;
    }
  }
}

function along(ctx: Context, clause: Clause, own: ClauseTerms['whole'], slot: Slot, variable: Variable, subject: Subject): void {
  const { terms } = ctx.enc;
  const watched = {
    valid: terms.and(ctx.admitted, terms.not(failed(terms, own.failures))),
    eligible: own.eligible,
    amount: own.gross,
    steady: [],
  };
  const reported = new Set<string>();
  fallsOf(ctx, watched, variable, subject, (at, drop) => {
    const fall = fallAt(ctx, clause, slot, at.model, drop);
    if (!fall) return false;
    const key = keyOf(fall.place);
    if (!reported.has(key)) report(ctx, clause, slot, fall);
    reported.add(key);
    return true;
  });
}

const keyOf = (p: Place): string => `${p.uri} ${p.start} ${p.end}`;

/**
 * Every way in which the amount falls along the variable, each with an applicant at the point. `confirm` says whether the evaluator sees it; what it
 * does not see is not decided.
 */
export function fallsOf(
  ctx: Context,
  watched: Watched,
  variable: Variable,
  subject: Subject,
  confirm: (at: Valuation, drop: Drop) => boolean,
): void {
  const { terms, numbers } = ctx.enc;
  const turns = turnsOf(watched, variable, numbers);
  // Most amounts fall nowhere: one question tells.
  // Where it does not, the single ones are no easier: it is left to the second step.
  if (ctx.ask(terms.or(...turns.map((t) => t.formula)), subject, 'award-cliff') !== 'yes') return;
  for (const turn of turns) {
    if (ctx.ask(turn.formula, subject, 'award-cliff') !== 'yes') continue;
    // Where something else turns at the very point too, it may be what is seen: so first without.
    const alone = terms.and(turn.formula, turn.alone);
    const single = ctx.quietly(alone);
    const formula = single === 'yes' ? alone : turn.formula;
    const model = ctx.model(formula);
    if (!model) continue;
    const rounded = roundedModel(ctx, terms.and(ctx.admitted, formula), model);
    if ([rounded, model].some((m) => sees(watched, m, variable, confirm))) continue;
    // Where something else always turns at the very point, and then there is no fall to be seen, there is none.
    if (single !== 'no') ctx.leaveOpen(subject, 'award-cliff', 'replay');
  }
}

function sees(watched: Watched, model: Model, variable: Variable, confirm: (at: Valuation, drop: Drop) => boolean): boolean {
  const at = new Valuation(model);
  const drop = dropAt(watched, at, variable, at.factor(variable));
  return drop !== undefined && confirm(at, drop);
}

function report(ctx: Context, clause: Clause, slot: Slot, fall: Fall): void {
  const { witness, place, past, point, before, after, lost } = fall;
  ctx.report({
    name: 'award-cliff',
    place,
    ...(lost && { severity: 'information' as const }),
    data: {
      code: lost ? 'eligibility' : 'amount',
      name: clause.name,
      fact: slot.field ?? slot.fact,
      point,
      before,
      after,
      past,
      facts: witness.facts,
    },
    fixes: [insertWitness(ctx, witness, { finding: 'award-cliff', names: [clause.name] })],
  });
}
