/**
 * Why: when and to whom proofs are told is tested without proving anything: a prover that finds what the names of clauses say, and a solver that
 * answers when the test lets it.
 */
import type { Problem } from '../../server/src/core/finding';
import type { Proofs, ProveInput, ProverOptions } from '../../server/src/core/prove/index';
import { type Bool, Terms } from '../../server/src/core/prove/terms';
import type { Solver, Verdict } from '../../server/src/core/prove/verdict';
import type { Proving } from '../../server/src/proofs';

export interface Seen {
  /** Of the first step: runs begun, runs that came to their end, and runs that were left. */
  begun: number;
  done: number;
  options: ProverOptions[];
}

/**
 * `dead_…`: nobody is eligible. `cliff_…`: an amount falls, for information. `hard_…`: only a solver can tell whether anybody is
 * eligible. `broken_…`: the prover has a bug. `long_…`: the first step never ends.
 */
export class FakeProver implements Proving {
  private readonly terms = new Terms();
  private readonly verdicts = new Map<Bool, Verdict>();
  /** The same problem of the same item is the same object. */
  private readonly kept = new WeakMap<object, Map<string, Problem>>();

  constructor(
    private readonly seen: Seen,
    private readonly options: ProverOptions,
  ) {
    seen.options.push(options);
  }

  *run({ program }: ProveInput): Generator<undefined, Proofs, undefined> {
    this.seen.begun++;
    const problems: Problem[] = [];
    const open: Bool[] = [];
    for (const { name, namePlace } of program.clauses.values()) {
      yield;
      if (namePlace.uri !== program.root) continue;
      const report = (problem: Omit<Problem, 'place'>) => problems.push(this.same({ ...problem, place: namePlace }));
      const unreachable = () => report({ name: 'clause-unreachable', data: { name } });
      if (name.startsWith('dead')) unreachable();
      if (name.startsWith('cliff')) report({ name: 'award-cliff', severity: 'information', data: { code: 'eligibility', name } });
      if (name.startsWith('broken')) throw new Error('a bug of the prover');
      while (name.startsWith('long')) yield;
      if (!name.startsWith('hard')) continue;
      const question = this.terms.flag(name);
      const verdict = this.verdicts.get(question);
      if (verdict?.kind === 'unsat') unreachable();
      if (verdict?.kind === 'sat' || verdict?.kind === 'unsat') continue;
      if (!verdict || verdict.reason === 'solver-failed') open.push(question);
      const reason = verdict?.reason ?? (this.options.solver ? 'budget' : 'no-solver');
      report({ name: 'not-decided', data: { name, findings: ['clause-unreachable'], reason } });
    }
    this.seen.done++;
    return { problems, open, statistics: { questions: 0, asked: 0, open: open.length } };
  }

  private same(problem: Problem): Problem {
    const { item } = problem.place;
    const ofItem = this.kept.get(item) ?? new Map<string, Problem>();
    this.kept.set(item, ofItem);
    const key = JSON.stringify([problem.name, problem.data]);
    const known = ofItem.get(key) ?? problem;
    ofItem.set(key, known);
    return known;
  }

  async settle({ open }: Proofs, solver: Solver, signal?: AbortSignal): Promise<boolean> {
    let answered = false;
    for (const question of open) {
      const verdict = await solver.solve(this.terms, question, signal);
      if (signal?.aborted) return false;
      this.verdicts.set(question, verdict);
      if (verdict.kind !== 'open') answered = true;
    }
    return answered;
  }
}

/** Waits with each question until the test answers it. */
export class FakeSolver implements Solver {
  /** Names of what is asked and waits, in order. */
  readonly asked: string[] = [];
  aborted = 0;
  disposed = 0;
  private readonly answers: ((verdict: Verdict) => void)[] = [];

  solve(_terms: Terms, formula: Bool, signal?: AbortSignal): Promise<Verdict> {
    this.asked.push(formula.kind === 'flag' ? formula.name : formula.kind);
    return new Promise((resolve, reject) => {
      this.answers.push(resolve);
      signal?.addEventListener('abort', () => {
        this.aborted++;
        reject(signal.reason);
      });
    });
  }

  /** To the question that was asked last. */
  answer(verdict: Verdict): void {
    this.answers.pop()?.(verdict);
  }

  dispose(): void {
    this.disposed++;
  }
}
