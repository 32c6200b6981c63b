/** Why: for much that is proved of a policy there is somebody for whom it happens: the form can be filled with such a person's facts. */
import type { Applicant } from '../core/evaluate/values';
import type { FileRange, Finding } from '../core/finding';
import type { Analysis } from '../core/workspace';
import { sentenceOf } from '../features/wording';
import { fingerprint } from '../folderFindings';
import type { Examples } from '../previewProtocol';
import type { Session } from '../session';
import type { Previewed } from './context';

export interface PreviewWitness {
  /** The same as long as the finding says the same of the same item, wherever it stands. */
  readonly id: string;
  readonly title: string;
  /** One sentence in the reader's language. */
  readonly finding: string;
  readonly place: FileRange;
  applicant(): Applicant;
}

/** In the order of the file. Findings come as they are proved, so there may be more of them later. */
export function witnessesOf(session: Session, analysis: Analysis): readonly PreviewWitness[] {
  const found: PreviewWitness[] = [];
  const taken = new Set<string>();
  for (const finding of session.findingsOf(analysis)) {
    for (const { witness } of finding.fixes ?? []) {
      if (!witness) continue;
      const base = idOf(finding, witness.title);
      let id = base;
      for (let n = 2; taken.has(id); n++) id = `${base}-${n}`;
      taken.add(id);
      const { title } = witness;
      found.push({
        id,
        title,
        finding: firstSentence(sentenceOf(finding, session.language)),
        place: finding.range,
        applicant: () => witness.applicant(),
      });
    }
  }
  return found;
}

function idOf({ name, data }: Finding, title: string): string {
  return `${name}-${fingerprint(JSON.stringify([title, Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1))]))}`;
}

function firstSentence(text: string): string {
  return /^.*?(?:[。！？]|[.!?](?=\s|$)|$)/su.exec(text)?.[0] || text;
}

/** As the panel lists them. Those of the prover come later than the rest. */
export function witnessRows({ session, analysis }: Pick<Previewed, 'session' | 'analysis'>): Examples['witnesses'] {
  return witnessesOf(session, analysis).map(({ id, title, finding, place }) => {
    const { uri, range } = session.location(place);
    return { id, title, finding, spot: { uri, line: range.start.line, character: range.start.character, endLine: range.end.line } };
  });
}
