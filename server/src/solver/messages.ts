/** What goes between the server and the solver's process. One question is under way at a time. */

export interface Question {
  readonly id: number;
  /** SMT-LIB 2: declarations, definitions, assertions. */
  readonly text: string;
  /** Declared names whose values are wanted. */
  readonly names: readonly string[];
  /** What the question may use up, in Z3's own units of work (`rlimit`). */
  readonly limit: number;
  readonly nonlinear: boolean;
}

/** As SMT-LIB writes it; a root of a polynomial by two numbers, close below and above. */
export type Value = readonly [value: string] | readonly [below: string, above: string];

export type Result =
  | { readonly kind: 'sat'; readonly values: readonly (readonly [name: string, value: Value])[] }
  | { readonly kind: 'unsat' }
  /** The solver's own words for why it does not know. */
  | { readonly kind: 'unknown'; readonly why: string }
  /** The question could not be read, or the solver broke down. */
  | { readonly kind: 'failed'; readonly why: string };

export type FromChild =
  | { readonly kind: 'ready' }
  /** `memory`: of the child, in bytes. */
  | { readonly kind: 'answer'; readonly id: number; readonly result: Result; readonly memory: number };
