/**
 * The first step: decides at once, within a budget of steps, whether some applicant makes a term true. Linear arithmetic, whole numbers and
 * cases are followed exactly; products of unknowns as far as products.ts goes. No answer rests on anything but a proof or a checked model.
 */
import type { Bool, Terms } from '../terms';
import type { Verdict } from '../verdict';
import { attempt } from './attempt';
import { followProducts } from './products';

export interface SolveOptions {
  /** Steps that may be spent: decisions, conflicts and pivots. */
  readonly nodes?: number;
  /** What was spent is added to it. */
  readonly spent?: { steps: number };
}

export const DEFAULT_NODES = 20_000;

/** @param terms the factory of `formula`; definitions and bounds that the search needs are made with it */
export function solve(terms: Terms, formula: Bool, { nodes = DEFAULT_NODES, spent }: SolveOptions = {}): Verdict {
  const first = attempt(terms, formula, [], nodes);
  if (spent) spent.steps += first.cost;
  switch (first.outcome) {
    case 'unsat':
      return { kind: 'unsat' };
    case 'budget':
      return { kind: 'open', reason: first.builder.products.length > 0 ? 'nonlinear' : 'budget' };
    case 'sat':
      return first.model ? { kind: 'sat', model: first.model } : { kind: 'open', reason: 'budget' };
    case 'near':
      return followProducts(terms, formula, first, nodes - first.cost, spent);
    default:
      return first.outcome satisfies never;
  }
}
