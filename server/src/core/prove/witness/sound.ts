/**
 * Facts that a formula does not read are zero in its model, and other clauses divide by them: an example that expects the total to be an error
 * says nothing to an author. One of such a fact does as well as none.
 */
import { evaluate } from '../../evaluate/index';
import type { Context } from '../context';
import { failed } from '../encode/symbolic';
import { Valuation } from '../model';
import { div, type Rational, sign } from '../rational';
import type { Bool, Model, Variable } from '../terms';
import { readsOf } from './facts';
import { within } from './simplest';
import { unitOf } from './unit';

/** Clauses of a policy that is computed as a whole. */
const MOST_CLAUSES = 100;

/** Evaluations that may be spent. */
const MOST_TRIES = 12;

/** A model of the formula in which no more clauses than before are in error, and fewer where that is to be had by facts that are not zero. */
export function withoutErrors(ctx: Context, formula: Bool, model: Model): Model {
  const { enc, program } = ctx;
  const { inputs } = enc;
  // Of a very large policy each try computes hundreds of clauses that have nothing to do with the witness.
  if (program.clauses.size > MOST_CLAUSES || isSound(ctx, model)) return model;
  const failing = (m: Model): readonly string[] =>
    [...evaluate(program, inputs.applicant(m)).clauses.values()].filter((o) => o.status === 'error').map((o) => o.clause);
  let best = model;
  let bad = failing(best);
  let left = MOST_TRIES;
  const improves = (numbers: Model['numbers']): boolean => {
    const other: Model = { ...best, numbers };
    if (left <= 0 || !new Valuation(other).bool(formula)) return false;
    left--;
    const now = failing(other);
    if (now.length >= bad.length) return false;
    [best, bad] = [other, now];
    return true;
  };
  while (bad.length > 0) {
    const ones = zerosOf(ctx, best, bad);
    // One fact if one is enough, else all of them.
    if (!ones.some(([v, one]) => improves(new Map(best.numbers).set(v, one)))) {
      if (!improves(new Map([...best.numbers, ...ones]))) break;
    }
  }
  return best;
}

/** Whether it is plain from the terms that no clause is in error: cheaper than to compute the whole policy. Limits may be in error too: they are computed. */
function isSound(ctx: Context, model: Model): boolean {
  const { enc, program } = ctx;
  if (program.limits.length > 0) return false;
  const valuation = new Valuation(model);
  return [...program.clauses.keys()].every((name) => {
    const own = ctx.clause(name)?.whole;
    return own !== undefined && !valuation.bool(failed(enc.terms, own.failures));
  });
}

/** The numbers that these clauses read and that are zero, each with one of what it is counted in. */
function zerosOf({ enc, program }: Context, model: Model, clauses: readonly string[]): readonly (readonly [Variable, Rational])[] {
  const read = readsOf(program, clauses);
  const valuation = new Valuation(model);
  return [...enc.inputs.slots.values()].flatMap(({ fact, variable, type, step = 1 }) => {
    if (!variable || type.kind !== 'number' || !read.has(fact) || sign(valuation.factor(variable)) !== 0) return [];
    const one = div(unitOf(type, program), step);
    return within(one, variable.lower, variable.upper) ? [[variable, one] as const] : [];
  });
}
