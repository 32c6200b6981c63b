/**
 * Why: what is proved of the open documents, beside the author's work and never before it. Findings without proofs are told at once; then the
 * first step goes on in slices, then a solver is asked in the background, and each time something new is known it is told once more. Of
 * files that nobody has open nothing is proved: a folder may have thousands, and `clausewright lint` tells of all of them.
 */
import type { Finding, Problem } from './core/finding';
import { withProofs } from './core/lint/index';
import { type Proofs, Prover, type ProverOptions, type Solver } from './core/prove/index';
import { DEFAULT_NODES } from './core/prove/solver/index';
import { canonicalUri } from './core/uris';
import type { Analysis } from './core/workspace';
import type { Session } from './session';

/** As much of a {@link Prover} as is needed here. */
export type Proving = Pick<Prover, 'run' | 'settle'>;

/** What differs between the places where the server runs; tests put their own here. */
export interface ProvingHost {
  /** The second step; undefined where there is none. It is not started before it is asked. */
  solver?(options: { readonly path?: string; readonly scale: number }): Solver | undefined;
  /** Instead of the prover of the house. */
  prover?(options: ProverOptions): Proving;
}

/** Work on a document begins when its author and editor have said nothing for so long; at the latest after so long. Milliseconds. */
const settled = 150;
const latest = 2000;

/** What the budget of 100 stands for is spent by one question: steps of the first step, and as much of the second. */
export function proverOptions(budget: number, solver: boolean): ProverOptions {
  return { nodes: Math.ceil((DEFAULT_NODES * budget) / 100), solver };
}

/** Work on one document's proofs, till it is done, or the document is another. */
interface Job {
  readonly document: Known;
  readonly analysis: Analysis;
  readonly abort: AbortController;
  /** The first step, where it is under way. */
  steps: Generator<undefined, Proofs, undefined> | undefined;
  /** The solver was asked, and settled nothing: it is not asked again. */
  given: boolean;
}

/** What is known of one document. */
interface Known {
  readonly prover: Proving;
  /** The latest that are to be shown, and the analysis that they were made of. */
  proofs: Proofs | undefined;
  of: Analysis | undefined;
  /** Nothing more is to be found of that analysis. */
  final: boolean;
  job: Job | undefined;
  shown:
    | { readonly analysis: Analysis; readonly proofs: Proofs; readonly final: boolean; readonly findings: readonly Finding[] }
    | undefined;
}

export class DocumentProofs {
  /** Something new is known of a document. Set by the wiring. */
  onNews: () => void = () => undefined;
  /** By canonical URI. */
  private readonly known = new Map<string, Known>();
  /** First steps under way; the last one goes first. */
  private jobs: Job[] = [];
  private working = false;
  /** Null: there is none. */
  private solver: Solver | null | undefined;

  constructor(private readonly session: Session) {}

  /** What is told of a file now. The same list while nothing changes. */
  findings(analysis: Analysis): readonly Finding[] {
    const known = this.known.get(analysis.uri);
    if (!known?.proofs || analysis.error) return analysis.findings;
    const { proofs } = known;
    const final = known.final && known.of === analysis;
    const last = known.shown;
    if (last?.analysis === analysis && last.proofs === proofs && last.final === final) return last.findings;
    const findings = withProofs(analysis.linted, proofs, final);
    known.shown = { analysis, proofs, final, findings };
    return findings;
  }

  /** What is told without proofs is told: work begins on what has changed. */
  look(): void {
    const { session } = this;
    if (!session.settings.prove || session.ended) return;
    for (const { uri } of session.openDocuments) {
      try {
        const analysis = session.at(uri)?.analysis;
        if (analysis && !analysis.error && session.isComplete(uri) && session.config.configs.covers(uri)) this.begin(analysis);
      } catch {
        // A bug of the analysis, which stands among the findings.
      }
    }
  }

  /** What is under way for the document is of a text that is no more. */
  stop(uri: string): void {
    const known = this.known.get(canonicalUri(uri));
    if (known?.job) this.end(known.job);
  }

  /** The document is closed. */
  forget(uri: string): void {
    this.stop(uri);
    this.known.delete(canonicalUri(uri));
  }

  /** Other settings: everything is proved anew, or nothing any more. */
  reset(): void {
    for (const uri of [...this.known.keys()]) this.forget(uri);
    this.solver?.dispose();
    this.solver = undefined;
  }

  /** What decides what the first step cannot. */
  get solving(): Solver | undefined {
    if (this.solver === undefined) {
      const { host, options, settings } = this.session;
      const path = options.solverPath;
      this.solver = host.solver?.({ scale: settings.proveBudget / 100, ...(path === undefined ? {} : { path }) }) ?? null;
    }
    return this.solver ?? undefined;
  }

  private knownOf(uri: string): Known {
    let known = this.known.get(uri);
    if (!known) {
      const options = proverOptions(this.session.settings.proveBudget, this.solving !== undefined);
      const prover = this.session.host.prover?.(options) ?? new Prover(options);
      known = { prover, proofs: undefined, of: undefined, final: false, job: undefined, shown: undefined };
      this.known.set(uri, known);
    }
    return known;
  }

  private begin(analysis: Analysis): void {
    const known = this.knownOf(analysis.uri);
    if (known.job?.analysis === analysis || (known.of === analysis && known.final)) return;
    if (known.job) this.end(known.job);
    const job: Job = { document: known, analysis, abort: new AbortController(), steps: undefined, given: false };
    known.job = job;
    void this.session.pace.idle(settled, latest).then(() => this.prove(job));
  }

  private end(job: Job): void {
    job.abort.abort();
    job.steps = undefined;
    this.jobs = this.jobs.filter((one) => one !== job);
    if (job.document.job === job) job.document.job = undefined;
  }

  private prove(job: Job): void {
    if (job.abort.signal.aborted) return;
    const { program, tree } = job.analysis;
    job.steps = job.document.prover.run({ program, tree });
    this.jobs.push(job);
    if (!this.working) void this.work();
  }

  /** Does first steps in slices until none is left. */
  private async work(): Promise<void> {
    this.working = true;
    const pause = this.session.pace.slices();
    for (let job = this.jobs.at(-1); job; job = this.jobs.at(-1)) {
      await pause();
      await this.session.differences.beLet();
      // It may have been ended meanwhile, or another may go first.
      if (job !== this.jobs.at(-1) || !job.steps) continue;
      try {
        const { done, value } = job.steps.next();
        if (done) this.proved(job, value);
      } catch (error) {
        this.failed(job, error);
      }
    }
    this.working = false;
  }

  private proved(job: Job, proofs: Proofs): void {
    const { document, analysis } = job;
    this.jobs = this.jobs.filter((one) => one !== job);
    job.steps = undefined;
    const solver = this.solving;
    const asks = solver !== undefined && proofs.open.length > 0 && !job.given;
    document.proofs = asks ? withoutNewDoubts(proofs, document.proofs) : proofs;
    document.of = analysis;
    document.final = !asks;
    if (asks) void this.settle(job, proofs, solver);
    else document.job = undefined;
    this.onNews();
  }

  private async settle(job: Job, proofs: Proofs, solver: Solver): Promise<void> {
    const { signal } = job.abort;
    try {
      const answered = await job.document.prover.settle(proofs, solver, signal);
      if (signal.aborted) return;
      job.given = !answered;
      this.prove(job);
    } catch (error) {
      if (!signal.aborted) this.failed(job, error);
    }
  }

  /** A bug: lint's findings stay, and nothing more is tried with this text. */
  private failed(job: Job, error: unknown): void {
    this.end(job);
    job.document.proofs = undefined;
    job.document.of = job.analysis;
    job.document.final = true;
    this.session.onBug(`proofs of ${job.analysis.uri}`, error);
    this.onNews();
  }
}

/** While a solver is at work it is not yet said that something could not be decided, unless it is said already. */
function withoutNewDoubts(proofs: Proofs, before: Proofs | undefined): Proofs {
  const said = new Set<Problem>(before?.problems);
  return { ...proofs, problems: proofs.problems.filter((problem) => problem.name !== 'not-decided' || said.has(problem)) };
}
