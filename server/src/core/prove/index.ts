/**
 * The prover: what can happen over all applicants, with one for whom it does. The first step decides here, at once, within a budget; what it
 * leaves open is asked of a {@link Solver} where there is one. Answers are kept by content, so an edit asks only what it touches.
 */
import type { Problem } from '../finding';
import type { Program } from '../program/program';
import type { FileTree } from '../syntax/tree';
import { Asker } from './ask';
import { Context, type Judged, type Latest } from './context';
import { Encoder } from './encode/encoder';
import { Numbers } from './numeric';
import { questions } from './questions/index';
import { type Bool, Terms } from './terms';
import type { Solver } from './verdict';

export type { Judged } from './context';
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
  /** What lint says of tables that cannot be. */
  readonly replaced?: readonly Judged[];
  /** Questions that a solver may still settle; empty where none is open, or a solver has given them up. */
  readonly open: readonly Bool[];
  readonly statistics: ProofStatistics;
}

export interface ProverOptions {
  /** What the first step may spend on one question, in nodes of its search. */
  readonly nodes?: number;
  /** A solver will be asked what stays open: it is not open for want of one. */
  readonly solver?: boolean;
}

/** Terms that are kept; with more, everything is forgotten and made anew. */
const MOST_TERMS = 1_000_000;

/** One for a workspace; it may be asked about many programs in turn. */
export class Prover {
  private terms = new Terms();
  private numbers = new Numbers(this.terms);
  private asker: Asker;
  /** The encoder of each program that is still looked at. */
  private encoders = new WeakMap<Program, Encoder>();
  private problems = new Map<string, Problem>();
  private found = new Map<string, readonly Problem[]>();
  private readonly latest: Latest = { context: undefined };
  /** A solver was asked: what is still open is not so for want of one. */
  private solved = false;
  private inputs: Encoder['inputs'] | undefined;

  constructor(readonly options: ProverOptions = {}) {
    this.asker = new Asker(this.terms, options.nodes);
  }

  /** The first step, and what the second has answered so far. Yields every few questions, so that a host may let other work go first. */
  *run({ program, tree }: ProveInput): Generator<undefined, Proofs, undefined> {
    if (this.terms.size > MOST_TERMS) this.forget();
    const { asker } = this;
    asker.begin();
    const enc = this.encoderOf(program);
    this.inputs = enc.inputs;
    const memo = {
      problems: this.problems,
      seen: new Map<string, Problem>(),
      before: this.found,
      now: new Map<string, readonly Problem[]>(),
    };
    const ctx = new Context(program, tree, enc, asker, memo, this.latest, () => this.options.solver === true || this.solved);
    for (const question of questions) {
      yield* question(ctx);
      yield;
    }
    ctx.reportUndecided();
    this.problems = memo.seen;
    this.found = memo.now;
    return {
      problems: ctx.problems,
      replaced: ctx.replaced,
      open: [...asker.open].filter((formula) => !asker.givenUp.has(formula)),
      statistics: { questions: asker.asked, asked: asker.computed, open: asker.open.size },
    };
  }

  private encoderOf(program: Program): Encoder {
    let enc = this.encoders.get(program);
    if (!enc) {
      enc = new Encoder(program, this.terms, this.numbers);
      this.encoders.set(program, enc);
    }
    return enc;
  }

  private forget(): void {
    this.terms = new Terms();
    this.numbers = new Numbers(this.terms);
    this.asker = new Asker(this.terms, this.options.nodes);
    this.encoders = new WeakMap();
    // What was found is known by numbers of terms, which begin anew.
    this.found = new Map();
  }

  /**
   * Asks the solver what `proofs` left open. Afterwards {@link run} knows the answers, and may have new questions that follow from them.
   * @returns whether anything was answered
   */
  async settle(proofs: Proofs, solver: Solver, signal?: AbortSignal): Promise<boolean> {
    const { asker, inputs } = this;
    if (!inputs) return false;
    let answered = false;
    for (const formula of proofs.open) {
      if (signal?.aborted) break;
      if (await asker.settle(formula, inputs, solver, signal)) answered = true;
    }
    if (!signal?.aborted) this.solved = true;
    return answered;
  }
}
