/** Why: `clausewright lint` says what can happen over all applicants too, as the editor does: the first step, then the solver where there is one. */
import type { Finding } from '../core/finding';
import { withProofs } from '../core/lint/index';
import { type Proofs, Prover, type Solver } from '../core/prove/index';
import type { Analysis } from '../core/workspace';
import { type Proving, type ProvingHost, proverOptions } from '../proofs';
import { createSolver, solverOptions } from '../solver/index';

/** Of a computer; tests put their own in its place. */
export const usualProving: ProvingHost = { solver: ({ scale }) => createSolver(solverOptions(scale)) };

export class Proofreader {
  /** Null: none is installed. */
  private readonly solver: Solver | null;

  /** @param budget in hundredths of the usual. @param tick called often, as long as work goes on */
  constructor(
    private readonly host: ProvingHost,
    private readonly budget: number,
    private readonly tick: () => void,
  ) {
    this.solver = host.solver?.({ scale: budget / 100 }) ?? null;
  }

  /** The findings of a file, with all that can be proved here. */
  async findings(analysis: Analysis): Promise<readonly Finding[]> {
    const options = proverOptions(this.budget, this.solver !== null);
    const prover: Proving = this.host.prover?.(options) ?? new Prover(options);
    for (let given = false; ; ) {
      const proofs = this.run(prover, analysis);
      if (!this.solver || proofs.open.length === 0 || given) return withProofs(analysis.linted, proofs, true);
      const beat = setInterval(this.tick, 200);
      try {
        given = !(await prover.settle(proofs, this.solver));
      } finally {
        clearInterval(beat);
      }
    }
  }

  private run(prover: Proving, { program, tree }: Analysis): Proofs {
    const steps = prover.run({ program, tree });
    for (;;) {
      const { done, value } = steps.next();
      if (done) return value;
      this.tick();
    }
  }

  /** Grows where a clock or a death had a say in what was found. */
  get accidents(): number {
    return this.solver?.accidents ?? 0;
  }

  dispose(): void {
    this.solver?.dispose();
  }
}
