/**
 * The prover: what can happen over all applicants, with one for whom it does. The first step decides here, at once, within a budget; what it
 * leaves open is asked of a {@link Solver} where there is one. Answers are kept by content, so an edit asks only what it touches.
 */
import type { Problem } from '../finding';
import type { Program } from '../program/program';
import type { FileTree } from '../syntax/tree';
import type { Bool } from './terms';
import type { Solver } from './verdict';

export type { Solver, Verdict } from './verdict';

/** What is proved: the items of `program.root`, whose tree is `tree`. */
export interface ProveInput {
  readonly program: Program;
  readonly tree: FileTree;
}

export interface ProofStatistics {
  /** Questions that the findings asked, those answered from memory included. */
  readonly questions: number;
  /** Of these, computed now. */
  readonly asked: number;
  /** Of these, left open. */
  readonly open: number;
}

export interface Proofs {
  /** Of items of the program's root only. Where questions are open, `not-decided` stands at their clause. */
  readonly problems: readonly Problem[];
  /** Questions that a solver may still settle; empty where none is open. */
  readonly open: readonly Bool[];
  readonly statistics: ProofStatistics;
}

export interface ProverOptions {
  /** What the first step may spend on one question, in nodes of its search. */
  readonly nodes?: number;
}

/** One for a workspace; it may be asked about many programs in turn. */
export class Prover {
  constructor(readonly options: ProverOptions = {}) {}

  /** The first step, and what the second has answered so far. Yields every few milliseconds, so that a host may let other work go first. */
  *run({ program }: ProveInput): Generator<undefined, Proofs, undefined> {
    yield;
    void program;
    return { problems: [], open: [], statistics: { questions: 0, asked: 0, open: 0 } };
  }

  /**
   * Asks the solver what `proofs` left open. Afterwards {@link run} knows the answers, and may have new questions that follow from them.
   * @returns whether anything was answered
   */
  async settle(proofs: Proofs, solver: Solver, signal?: AbortSignal): Promise<boolean> {
    void [proofs, solver, signal];
    return false;
  }
}
