/** Why: what is certain to mend a finding can be done by one command, in every file, and looked at before. */
import type { Finding } from '../core/finding';
import { identitiesOf } from '../core/lint/fingerprint';
import { isProved } from '../core/lint/index';
import { certainFix, isFault, type Look, mend } from '../core/lint/mending';
import { type Analysis, Workspace } from '../core/workspace';
import type { ProvingHost } from '../proofs';
import { Judge, type JudgeHost } from './judge';
import type { JudgedFile, JudgedFinding, JudgeOptions } from './judged';

export interface FixedFile {
  readonly uri: string;
  readonly before: string;
  readonly after: string;
  /** How many findings were mended. */
  readonly count: number;
}

/** Whether a finding may be mended: one that is reported, in this text or in what became of it. */
export type Wanted = (uri: string, finding: JudgedFinding) => boolean;

/** Mending may show what only a proof finds; more often than this it is left for the next run. */
const mostPasses = 4;
/** Files whose trees are held in memory together. */
const together = 64;

/** The files of a run as they are with all certain fixes done. Nothing is written here. */
export class Fixes {
  private readonly texts = new Map<string, string>();
  private readonly done = new Map<string, FixedFile>();
  /** Files that are not any longer what was judged. */
  readonly changed = new Set<string>();
  private workspace: Workspace;

  /** @param judged the files that may be changed */
  constructor(
    private readonly judged: ReadonlyMap<string, JudgedFile>,
    private readonly host: JudgeHost,
    private readonly proving: ProvingHost,
    private readonly options: JudgeOptions,
  ) {
    this.workspace = new Workspace(this.overlay);
  }

  get files(): readonly FixedFile[] {
    return [...this.done.values()].filter(({ before, after }) => before !== after);
  }

  /** What a text says now: as it was mended, else as it is. */
  private readonly overlay: JudgeHost = {
    read: (uri) => {
      const text = this.texts.get(uri);
      return text === undefined ? this.host.read(uri) : { text };
    },
    rootOf: (uri) => this.host.rootOf(uri),
    allow: (uri) => this.host.allow?.(uri),
  };

  /** Mends all that is wanted. @returns the files as they are judged then */
  async mend(wanted: Wanted): Promise<ReadonlyMap<string, JudgedFile>> {
    let judged = this.judged;
    for (let pass = 0; pass < mostPasses; pass++) {
      const touched = new Set<string>();
      for (const [uri, file] of judged) if (this.mendFile(uri, file, judged, wanted)) touched.add(uri);
      if (touched.size === 0) break;
      judged = await this.judge(judged, touched);
    }
    return judged;
  }

  /** These files stay as they were, since they could not be written. @returns the files as they are judged then */
  async without(uris: ReadonlySet<string>): Promise<ReadonlyMap<string, JudgedFile>> {
    for (const uri of uris) {
      this.texts.delete(uri);
      this.done.delete(uri);
    }
    return this.judge(this.judged, new Set(this.texts.keys()));
  }

  /** Those that rest on `touched` are judged anew; the others are as they were. */
  private async judge(judged: ReadonlyMap<string, JudgedFile>, touched: ReadonlySet<string>): Promise<ReadonlyMap<string, JudgedFile>> {
    const judge = new Judge(this.overlay, this.proving, this.options);
    const after = new Map(judged);
    try {
      for (const [uri, { reads }] of judged)
        if (touched.has(uri) || reads.some((read) => touched.has(read))) after.set(uri, await judge.judge(uri));
    } finally {
      judge.dispose();
    }
    return after;
  }

  private mendFile(uri: string, file: JudgedFile, judged: ReadonlyMap<string, JudgedFile>, wanted: Wanted): boolean {
    const now = file.findings.filter((one) => certainFix(one.finding) && wanted(uri, one));
    if (now.length === 0 || this.changed.has(uri)) return false;
    this.host.allow?.(uri);
    const { workspace } = this;
    workspace.tidy(together, () => new Set());
    const analysis = workspace.analyse(uri);
    if (analysis.error || !isAsJudged(analysis, file)) {
      this.changed.add(uri);
      return false;
    }
    const first = analysis.text;
    const others = [...judged].flatMap(([other, { reads, trouble }]) => (other !== uri && !trouble && reads.includes(uri) ? [other] : []));
    const known = new Map<string, Look>();
    const look = (text: string): Look => {
      const seen = known.get(text) ?? this.look(uri, text, others, text === first ? now : undefined, wanted);
      known.set(text, seen);
      return seen;
    };
    const mended = mend(first, look);
    this.set(uri, mended.text);
    if (mended.text === first) return false;
    const before = this.done.get(uri);
    this.done.set(uri, { uri, before: before?.before ?? first, after: mended.text, count: (before?.count ?? 0) + mended.count });
    return true;
  }

  /** @param found what may be mended, where that is known already */
  private look(uri: string, text: string, others: readonly string[], found: readonly JudgedFinding[] | undefined, wanted: Wanted): Look {
    this.set(uri, text);
    const analysis = this.workspace.analyse(uri);
    const faults = [analysis, ...others.map((other) => this.workspace.analyse(other))].map(
      ({ findings }) => findings.filter(isFault).length,
    );
    const may = found ?? identified(analysis).filter((one) => wanted(uri, one));
    return {
      faults: faults.reduce((sum, count) => sum + count, 0),
      fixes: may.flatMap(({ finding }) => certainFix(finding) ?? []).map(({ edits }) => edits),
    };
  }

  private set(uri: string, text: string): void {
    this.texts.set(uri, text);
    this.workspace.changed(uri);
  }
}

function identified({ tree, findings }: Analysis): JudgedFinding[] {
  const identities = identitiesOf(tree, findings);
  return findings.map((finding, n) => ({ finding, ...(identities[n] ?? { item: '', fingerprint: '' }) }));
}

/** Whether the text is the one that was judged: another one has other findings, or has them elsewhere. What proofs find is not looked for. */
function isAsJudged({ findings }: Analysis, judged: JudgedFile): boolean {
  const place = ({ name, range }: Finding): string => `${name} ${range.start} ${range.end}`;
  const isSeen = ({ name }: Finding): boolean => !isProved(name) && name !== 'unused-suppression';
  const before = judged.findings.filter(({ finding }) => isSeen(finding)).map(({ finding }) => place(finding));
  const now = findings.filter(isSeen).map(place);
  return before.length === now.length && before.every((one, n) => one === now[n]);
}
