/** One search: some facts, perhaps with factors of products fixed, and whether the point that it ends at makes the question true. */
import { Valuation } from '../model';
import type { Rational } from '../rational';
import type { Bool, Factor, Model, Terms } from '../terms';
import { Builder } from './builder';
import { impliedFor } from './implied';
import { admits, modelOf } from './reading';

export interface Attempt {
  /** `near`: the facts hold as far as they are followed, but the model does not make the question true. */
  readonly outcome: 'sat' | 'unsat' | 'near' | 'budget';
  /** Where it is `sat` or `near`. */
  readonly model?: Model;
  readonly builder: Builder;
  /** What it cost of the budget. */
  readonly cost: number;
}

/** Junctions beyond which a model is checked from the leaves up, so that nothing recurses deeply. */
const DEEP = 1_000;
/** What building costs is counted too, by variables, or many small attempts at a large question would cost nothing. */
const VARIABLES_PER_STEP = 16;

/** @param facts follow from `question`, or are added to find a model of it */
export function attempt(
  terms: Terms,
  question: Bool,
  facts: readonly Bool[],
  nodes: number,
  fixed?: ReadonlyMap<Factor, Rational>,
): Attempt {
  const builder = new Builder(terms, { implied: impliedFor(terms), ...(fixed && { fixed }) });
  let confirmed: Model | undefined;
  let near: Model | undefined;
  const confirm = (): boolean => {
    near = modelOf(builder);
    if (admits(near) && holds(builder, question, near)) confirmed = near;
    return confirmed !== undefined;
  };
  builder.arithmetic.rounded = confirm;
  builder.build([question, ...facts]);
  const outcome = builder.empty ? 'unsat' : builder.search.solve(nodes);
  const cost = builder.search.steps + builder.arithmetic.steps + Math.ceil(builder.search.variables / VARIABLES_PER_STEP);
  if (outcome !== 'sat') return { outcome, builder, cost };
  if (confirmed || confirm()) return { outcome: 'sat', builder, cost, ...(confirmed && { model: confirmed }) };
  return { outcome: 'near', builder, cost, ...(near && { model: near }) };
}

function holds({ junctions }: Builder, question: Bool, model: Model): boolean {
  const valuation = new Valuation(model);
  if (junctions.length > DEEP)
    for (let i = junctions.length - 1; i >= 0; i--) {
      const junction = junctions[i];
      if (junction) valuation.bool(junction);
    }
  return valuation.bool(question);
}
