/**
 * The first step: decides at once, within a budget of steps, whether some applicant makes a term true. Linear arithmetic, whole numbers and
 * cases are followed exactly; products of unknowns as far as {@link products} goes. No answer rests on anything but a proof or a checked model.
 */
import { Valuation } from '../model';
import type { Bool, Model, Terms } from '../terms';
import type { Verdict } from '../verdict';
import { Builder } from './builder';
import { admits, modelOf } from './reading';

export interface SolveOptions {
  /** Steps that may be spent: decisions, conflicts and pivots. */
  readonly nodes?: number;
}

export const DEFAULT_NODES = 20_000;

export function solve(terms: Terms, formula: Bool, { nodes = DEFAULT_NODES }: SolveOptions = {}): Verdict {
  const builder = new Builder(terms);
  let model: Model | undefined;
  const found = (): boolean => {
    const point = modelOf(builder);
    if (!admits(point) || !new Valuation(point).bool(formula)) return false;
    model = point;
    return true;
  };
  builder.arithmetic.rounded = found;
  builder.build([formula]);
  if (builder.empty) return { kind: 'unsat' };
  const outcome = builder.search.solve(nodes);
  if (outcome === 'unsat') return { kind: 'unsat' };
  if (outcome === 'budget') return { kind: 'open', reason: 'budget' };
  if (!model) found();
  return model ? { kind: 'sat', model } : { kind: 'open', reason: 'nonlinear' };
}
