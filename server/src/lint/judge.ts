/** Why: one file is judged in the same way by the command line, in a worker thread, and in another revision. */
import type { Finding } from '../core/finding';
import { identitiesOf } from '../core/lint/fingerprint';
import { type Analysis, type Host, Workspace } from '../core/workspace';
import type { FileText, FileTrouble } from '../host/utf8';
import type { ProvingHost } from '../proofs';
import type { JudgedFile, JudgeOptions } from './judged';
import { Proofreader } from './proving';

/** Files that are held in memory together; imports that they share are read once for them. */
const together = 64;

/** The files as they are judged: of this computer's disk, or of a revision. */
export interface JudgeHost extends Host {
  /** As {@link Host.read}, with where UTF-8 ends and what the file looks like. */
  read(uri: string): Pick<FileText, 'text'> | FileTrouble;
  /** The user named this file: it is read wherever its links lead. */
  allow?(uri: string): void;
}

export class Judge {
  private workspace: Workspace;
  private readonly proofs: Proofreader | undefined;
  private judged = 0;

  /** @param tick called often, as long as work goes on */
  constructor(
    private readonly host: JudgeHost,
    proving: ProvingHost,
    options: JudgeOptions,
    tick: () => void = () => undefined,
  ) {
    this.workspace = new Workspace(host, true);
    if (options.prove) this.proofs = new Proofreader(proving, options.budget, tick);
  }

  /** @param text what the file says instead of what the host reads */
  async judge(uri: string, text?: string): Promise<JudgedFile> {
    if (++this.judged % together === 0) this.workspace = new Workspace(this.host, true);
    this.host.allow?.(uri);
    if (text !== undefined) this.workspace.setText(uri, text);
    const analysis = this.workspace.analyse(uri);
    const reads = this.workspace.reads(uri);
    // A wrong encoding is a finding like others; what cannot be opened at all is not.
    if (analysis.error && analysis.error !== 'not-utf8') {
      const read = this.host.read(uri);
      return { findings: [], reads, trouble: 'error' in read ? read : { error: 'unreadable' } };
    }
    const accidents = this.proofs?.accidents;
    const { findings, notProved } = await this.proved(analysis);
    const identities = identitiesOf(analysis.tree, findings);
    // Files that are imported stay, for the next that imports them; to hold on to every file costs the collector more than reading one again.
    this.workspace.release(uri);
    return {
      reads,
      ...(notProved === undefined ? {} : { notProved }),
      ...(accidents === this.proofs?.accidents ? {} : { unsure: true }),
      findings: findings.map((finding, n) => ({
        finding: plain(finding.name === 'file-not-utf8' ? this.located(finding, uri) : finding),
        ...(identities[n] ?? { item: '', fingerprint: '' }),
      })),
    };
  }

  dispose(): void {
    this.proofs?.dispose();
  }

  private async proved(analysis: Analysis): Promise<{ findings: readonly Finding[]; notProved?: string }> {
    try {
      return { findings: (await this.proofs?.findings(analysis)) ?? analysis.findings };
    } catch (error) {
      // A bug of the prover takes nothing else away.
      return { findings: analysis.findings, notProved: error instanceof Error ? error.message : String(error) };
    }
  }

  /** With where UTF-8 ends and what the file looks like, which only the file system's side knows. */
  private located(finding: Finding, uri: string): Finding {
    const read = this.host.read(uri);
    if (!('error' in read) || read.byte === undefined) return finding;
    const { byte, line = 1, encoding = 'unknown' } = read;
    return { ...finding, data: { ...finding.data, byte, line, encoding } };
  }
}

function plain(finding: Finding): Finding {
  if (!finding.fixes?.some((fix) => fix.witness)) return finding;
  return { ...finding, fixes: finding.fixes.map(({ witness: _, ...fix }) => fix) };
}
