/** Why: a comparison as the panel shows it: one row for each thing that pays, the total first, with whom it concerns, in the reader's language. */
import type { Sides } from '../core/compare/index';
import type { FileRange } from '../core/finding';
import { fileName } from '../core/uris';
import type { DifferenceParams, DifferenceState, Row } from '../differenceProtocol';
import { type DifferenceText, differenceText, type LineText, type RowText, type WitnessText } from '../explain/difference/index';
import { policyOf } from '../preview/state';
import type { Spot } from '../previewProtocol';
import type { Session } from '../session';
import type { Known } from './differences';
import { isTrouble } from './past';
import { admissionRow, judgedIn, witnessId } from './witnesses';
import { say } from './words';

/** @param isCancelled nobody waits for it any more */
export async function differenceState(
  session: Session,
  { uri, against }: DifferenceParams,
  isCancelled: () => boolean,
): Promise<DifferenceState | null> {
  const found = await session.differences.compare(uri, against, isCancelled);
  if (!found) return null;
  const { language } = session;
  const named = session.document(uri)?.uri ?? uri;
  if (!isTrouble(found)) return new View(session, named, found).state();
  const trouble = found.trouble === '' ? say('not-wanted', language) : found.trouble;
  return { ...blank(named, language), title: '', before: '', trouble };
}

const blank = (uri: string, language: 'en' | 'zh') => ({
  uri,
  language,
  answer: { kind: 'none' as const, text: '' },
  pending: false,
  notes: [],
  rows: [],
  changes: [],
  examples: [],
});

class View {
  private readonly language: 'en' | 'zh';
  private readonly text: DifferenceText;

  constructor(
    private readonly session: Session,
    private readonly uri: string,
    private readonly known: Known,
  ) {
    this.language = session.language;
    this.text = differenceText(known.difference, known.analysis.program, this.language, 'editor');
  }

  state(): DifferenceState {
    const { language, known, text } = this;
    const ids = judgedIn(known.difference).map(({ id }) => id);
    const rows = text.rows.map((row, n) => this.row(ids[n] ?? '', row));
    const total = rows.filter(({ kind }) => kind === 'total');
    return {
      ...blank(this.uri, language),
      title: policyOf(known.analysis.program)?.title ?? fileName(known.analysis.uri),
      before: this.before(),
      answer: { kind: text.kind, text: text.answer },
      pending: known.pending,
      notes: [...text.notes],
      rows: [...total, ...this.admission(), ...rows.filter(({ kind }) => kind !== 'total')],
      changes: [...text.dates, ...text.structure, ...text.facts].map((line) => ({ text: line.text, ...this.spot(line.at) })),
      examples: text.examples.map(({ title, before, after, difference, remarks, clauses, at }) => ({
        title,
        before,
        after,
        ...(difference !== undefined && { difference }),
        notes: [...remarks, ...clauses.map((one) => say('example-clause', language, one))],
        ...this.spot(at),
      })),
    };
  }

  private before(): string {
    const { name: base, uri } = this.known.base;
    if (base === undefined) return say('since-last-commit', this.language);
    return say(uri === undefined ? 'since-base' : 'with-file', this.language, { base });
  }

  private row(id: string, { kind, name, title, verdict, word, gain, loss, remarks, witnesses, at }: RowText): Row {
    return {
      id,
      kind,
      name: kind === 'total' ? '' : name,
      title,
      ...this.spot(kind === 'total' ? this.policy() : at),
      verdict,
      text: word,
      ...(gain !== undefined && { gain }),
      ...(loss !== undefined && { loss }),
      notes: [...remarks],
      witnesses: witnesses.map((one) => this.witness(id, one)),
    };
  }

  private admission(): Row[] {
    const { language, text, known } = this;
    if (text.admission.length === 0) return [];
    const { onlyA, onlyB } = known.difference.admission;
    const isDecided = onlyA.possible === 'yes' || onlyB.possible === 'yes';
    const at = text.admission.find((line) => line.at.b)?.at ?? {};
    return [
      {
        id: admissionRow,
        kind: 'admission',
        name: '',
        title: '',
        ...this.spot(at),
        verdict: isDecided ? 'admitted' : 'not-decided',
        text: say(isDecided ? 'other-applicants' : 'not-decided', language),
        notes: text.admission.map((line: LineText) => line.text),
        witnesses: text.admission.flatMap(({ witness }) => (witness ? [this.witness(admissionRow, witness)] : [])),
      },
    ];
  }

  private witness(row: string, { role, label, facts, before, after, difference, remark }: WitnessText): Row['witnesses'][number] {
    return {
      id: witnessId(this.known.base.key, row, role, facts),
      heading: label,
      facts: [...facts],
      before,
      after,
      ...(difference !== undefined && { difference }),
      ...(remark !== undefined && { note: remark }),
    };
  }

  /** The total is of the policy as a whole. */
  private policy(): Sides<FileRange> {
    const { analysis } = this.known;
    const place = policyOf(analysis.program)?.place;
    return place ? { b: analysis.range(place) } : {};
  }

  /** Where it stands now. What is gone stands nowhere, but in a file that it is compared with. */
  private spot({ a, b }: Sides<FileRange>): { spot?: Spot } {
    const range = b ?? (this.known.base.uri === undefined ? undefined : a);
    if (!range) return {};
    const { uri, range: at } = this.session.location(range);
    return { spot: { uri, line: at.start.line, character: at.start.character, endLine: at.end.line } };
  }
}
