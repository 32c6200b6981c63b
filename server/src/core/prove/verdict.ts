/** What is answered to a question, by either step, and the port through which the second is asked. */
import type { Bool, Model, Terms } from './terms';

/** Why a question stays open. */
export type OpenReason =
  /** The budget was used up. */
  | 'budget'
  /** Products or quotients of facts that the first step does not follow. */
  | 'nonlinear'
  /** Something in the text is not followed by either step. */
  | 'not-followed'
  /** There is no second step here. */
  | 'no-solver'
  /** The solver died or was stopped. */
  | 'solver-failed'
  /** A witness was found that the evaluator does not confirm. */
  | 'replay';

/** Whether some applicant makes the question true. */
export type Verdict =
  | { readonly kind: 'sat'; readonly model: Model }
  | { readonly kind: 'unsat' }
  | { readonly kind: 'open'; readonly reason: OpenReason };

/** The second step. Nothing here may reject but by `signal`. */
export interface Solver {
  /** Whether `formula` can be true. `terms` is the factory that made it. */
  solve(terms: Terms, formula: Bool, signal?: AbortSignal): Promise<Verdict>;
  /** How often a clock or a death stood in for an answer: asked again, another answer may be given. Undefined: never. */
  readonly accidents?: number;
  dispose(): void;
}
