/**
 * Why: what is typed is compared with an earlier version beside the author's work and never before it: in slices, the verdicts for the lenses
 * first, then what a panel shows, then what only a solver can decide. A text that is typed over is given up.
 */
import { type Compared, Comparer, type Difference } from '../core/compare/index';
import { canonicalUri } from '../core/uris';
import type { Analysis } from '../core/workspace';
import type { Against } from '../differenceProtocol';
import type { Session } from '../session';
import { type Base, Bases } from './bases';
import { isTrouble, type PastTrouble } from './past';

/** Work for lenses begins when nothing was received for so long; at the latest after so long. Milliseconds. */
const settled = 10;
const latest = 100;
/** Times that a solver is asked anew about what followed from its answers. */
const mostRounds = 4;
/** Comparisons that are kept; each has the terms of its programs. */
const most = 8;

/** What a file comes to against a version. */
export interface Known {
  readonly base: Base;
  readonly analysis: Analysis;
  readonly difference: Difference;
  /** A solver is still at work. */
  readonly pending: boolean;
}

/** `failed`: a bug, which is logged. */
type Ending = 'done' | 'given-up' | 'failed';

interface Job {
  readonly analysis: Analysis;
  readonly base: Base;
  readonly abort: AbortController;
  /** Witnesses are wanted, too. */
  isFull: boolean;
  /** Resolves when the first step is done, or was given up. */
  readonly done: Promise<Ending>;
}

/** One file against one version. */
interface Comparison {
  readonly comparer: Comparer;
  brief: Known | undefined;
  full: Known | undefined;
  job: Job | undefined;
}

export class Differences {
  /** The lenses of open files may read otherwise. Set by the wiring. */
  onLenses: () => void = () => undefined;
  /** A comparison comes to something else, for what a solver found. Set by the wiring. */
  onNews: (uri: string) => void = () => undefined;
  /** Files are compared with what this folder of git keeps: a URI, once each. Set by the wiring. */
  onGitFolder: (uri: string) => void = () => undefined;
  readonly bases: Bases;
  /** By file, version and language; the last used at the end. */
  private readonly comparisons = new Map<string, Comparison>();
  /** What lenses were last made of, by canonical URI; nothing where there was nothing to compare with, which may come. */
  private readonly usual = new Map<string, { readonly analysis: Analysis; readonly comparison: Comparison }>();
  private readonly waiting = new Set<string>();
  /** Folders whose repository was told of. */
  private readonly told = new Set<string>();
  /** Files that may have to be compared with another version though they are the same; by canonical URI. */
  private renewed = new Set<string>();
  /** Verdicts for lenses that are being worked out, the last begun. */
  private typing: Promise<unknown> | undefined;

  constructor(private readonly session: Session) {
    this.bases = new Bases(session);
  }

  /** Resolves when no verdicts for lenses are being worked out: an author who is typing looks at them, so other long work lets them go first. */
  async beLet(): Promise<void> {
    while (this.typing) await this.typing;
  }

  /** What is known for the lenses of a file, be it of an earlier text. Asks nobody and works nothing out. */
  lensesOf(analysis: Analysis): Known | undefined {
    const known = this.usual.get(analysis.uri)?.comparison.brief;
    return this.session.settings.codeLens.difference ? known : undefined;
  }

  /** Open files may have changed: work begins on what lenses say. */
  look(): void {
    const { session } = this;
    if (!session.past || session.ended || !session.settings.codeLens.difference || session.settings.compareWith === '') return;
    for (const { uri } of session.openDocuments) {
      const key = canonicalUri(uri);
      if (this.waiting.has(key)) continue;
      this.waiting.add(key);
      void session.pace.idle(settled, latest).then(() => {
        this.waiting.delete(key);
        return this.lookAt(key);
      });
    }
  }

  private async lookAt(key: string): Promise<void> {
    const { session } = this;
    if (session.ended) return;
    try {
      const analysis = session.at(key)?.analysis;
      if (!analysis || analysis.error || !session.isComplete(key)) return;
      const isRenewed = this.renewed.delete(key);
      if (this.usual.get(key)?.analysis === analysis && !isRenewed) return;
      const base = this.bases.find(key, { kind: 'usual' });
      if (!base || isTrouble(base)) {
        if (this.usual.delete(key)) this.onLenses();
        return;
      }
      this.tellGitFolder(key);
      const comparison = this.comparisonOf(key, base);
      this.usual.set(key, { analysis, comparison });
      if (comparison.brief?.analysis === analysis) this.onLenses();
      else {
        const { done } = this.begin(key, comparison, analysis, base, false);
        const typing = done.finally(() => {
          if (this.typing === typing) this.typing = undefined;
        });
        this.typing = typing;
        await typing;
      }
    } catch (error) {
      session.onBug(`comparison of ${key}`, error);
    }
  }

  private tellGitFolder(key: string): void {
    const folder = key.slice(0, key.lastIndexOf('/'));
    if (this.told.has(folder)) return;
    this.told.add(folder);
    const git = this.session.past?.gitFolder(key);
    if (git === undefined || this.told.has(git)) return;
    this.told.add(git);
    this.onGitFolder(git);
  }

  /**
   * What the file comes to against a version, its first step done. Begins anew where the text changes meanwhile.
   * @returns why that cannot be; undefined where the file is gone, or nobody waits any more
   */
  async compare(uri: string, against: Against, isCancelled: () => boolean): Promise<Known | PastTrouble | undefined> {
    const { session } = this;
    const key = canonicalUri(uri);
    while (!isCancelled() && !session.ended) {
      const analysis = session.at(key)?.analysis ?? session.workspace.analyse(key);
      if (analysis.error) return undefined;
      const base = this.bases.find(key, against);
      if (!base) return { trouble: '', quiet: true };
      if (isTrouble(base)) return base;
      const comparison = this.comparisonOf(key, base);
      const { full } = comparison;
      if (full?.analysis === analysis && full.base.side === base.side) return { ...full, base };
      const ending = await this.begin(key, comparison, analysis, base, true).done;
      if (ending === 'failed') return undefined;
      await session.pace.quiet(100);
    }
    return undefined;
  }

  /** All that is known in full of a file now. */
  *knownOf(uri: string): Generator<Known> {
    const key = `${canonicalUri(uri)} `;
    for (const [name, { full }] of this.comparisons) if (full && name.startsWith(key)) yield full;
  }

  /** The text of the file is another. */
  stop(uri: string): void {
    const key = `${canonicalUri(uri)} `;
    for (const [name, { job }] of this.comparisons) if (name.startsWith(key)) job?.abort.abort();
  }

  /** The document is closed. */
  forget(uri: string): void {
    this.usual.delete(canonicalUri(uri));
    this.stop(uri);
  }

  /** Something was committed, or another branch is there: what files are compared with is looked up again. */
  moved(): void {
    this.bases.forget();
    this.renewed = new Set(this.usual.keys());
    this.look();
    for (const [name, { full }] of this.comparisons) if (full) this.onNews(name.slice(0, name.indexOf(' ')));
  }

  /** Another language, other settings: everything is worked out anew. */
  reset(): void {
    for (const { job } of this.comparisons.values()) job?.abort.abort();
    this.comparisons.clear();
    this.usual.clear();
    this.bases.forget();
  }

  private comparisonOf(uri: string, base: Base): Comparison {
    const { language } = this.session;
    const key = `${uri} ${language} ${base.key}`;
    const comparison = this.comparisons.get(key) ?? {
      comparer: new Comparer({ language, solver: this.session.proofs.solving !== undefined }),
      brief: undefined,
      full: undefined,
      job: undefined,
    };
    this.comparisons.delete(key);
    this.comparisons.set(key, comparison);
    for (const [oldest, { job }] of this.comparisons) {
      if (this.comparisons.size <= most) break;
      job?.abort.abort();
      this.comparisons.delete(oldest);
    }
    return comparison;
  }

  private begin(uri: string, comparison: Comparison, analysis: Analysis, base: Base, isFull: boolean): Job {
    const { job } = comparison;
    if (job && job.analysis === analysis && job.base.side === base.side && !job.abort.signal.aborted && (job.isFull || !isFull)) return job;
    job?.abort.abort();
    const abort = new AbortController();
    let finish: (ending: Ending) => void = () => undefined;
    const done = new Promise<Ending>((resolve) => {
      finish = resolve;
    });
    const next: Job = { analysis, base, abort, isFull, done };
    comparison.job = next;
    void this.work(uri, comparison, next, finish)
      .catch((error: unknown) => {
        if (abort.signal.aborted) return;
        this.session.onBug(`comparison of ${uri}`, error);
        finish('failed');
      })
      .finally(() => {
        finish('given-up');
        if (comparison.job === next) comparison.job = undefined;
      });
    return next;
  }

  private async work(uri: string, comparison: Comparison, job: Job, finish: (ending: Ending) => void): Promise<void> {
    const { analysis, base, abort } = job;
    const brief = await this.run(comparison, job, true);
    if (!brief) return;
    let compared: Compared | undefined = brief;
    const solver = this.session.proofs.solving;
    const known = (of: Compared, pending: boolean): Known => ({ base, analysis, difference: of.difference, pending });
    const tell = (of: Compared): void => {
      comparison.brief = known(of, false);
      this.onLenses();
    };
    tell(brief);
    if (job.isFull) {
      compared = await this.run(comparison, job, false);
      if (!compared) return;
      comparison.full = known(compared, solver !== undefined && compared.open.length > 0);
    }
    finish('done');
    for (let round = 0; solver && compared.open.length > 0 && round < mostRounds; round++) {
      const answered = await comparison.comparer.settle(compared, solver, abort.signal);
      if (abort.signal.aborted) return;
      compared = await this.run(comparison, job, !job.isFull);
      if (!compared) return;
      tell(compared);
      if (job.isFull) {
        const more = answered && compared.open.length > 0 && round + 1 < mostRounds;
        comparison.full = known(compared, more);
        this.onNews(uri);
      }
      if (!answered) break;
    }
  }

  /** The first step, in slices; undefined where it was given up. */
  private async run({ comparer }: Comparison, { analysis, base, abort }: Job, brief: boolean): Promise<Compared | undefined> {
    const { session } = this;
    const steps = comparer.run(base.side, session.differences.bases.sideOf(session.workspace, analysis), brief);
    const pause = session.pace.slices();
    for (;;) {
      await pause();
      if (abort.signal.aborted || session.ended) return undefined;
      const { done, value } = steps.next();
      if (done) return value;
    }
  }
}
