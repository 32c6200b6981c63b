/** Why: a comparison as the panel shows it: one row for each thing that pays, the total first, with whom it concerns, in the reader's language. */
import type { AdmissionRow, Extent, FactMatch, Judgement, RangeDifference, Result, StructureChange, Witness } from '../core/compare/index';
import { isoDate } from '../core/evaluate/display';
import type { FileRange } from '../core/finding';
import { fileName } from '../core/uris';
import type { DifferenceParams, DifferenceState, Row } from '../differenceProtocol';
import { answerWords, changeWord, kindWord, listed, partWord, reasonWords, sideWord, verdictWord } from '../explain/difference/words';
import { type Showing, showMoney } from '../features/amounts';
import { phrase } from '../features/wording';
import { policyOf } from '../preview/state';
import type { Spot } from '../previewProtocol';
import type { Session } from '../session';
import type { Known } from './differences';
import { isTrouble } from './past';
import { rowId, type Shown, shownIn } from './witnesses';
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
  private readonly showing: Showing;
  private readonly shown = new Map<string, Shown[]>();

  constructor(
    private readonly session: Session,
    private readonly uri: string,
    private readonly known: Known,
  ) {
    this.language = session.language;
    const { currency, units } = known.analysis.program;
    this.showing = { language: this.language, currency, units };
    for (const one of shownIn(known)) this.shown.set(one.row, [...(this.shown.get(one.row) ?? []), one]);
  }

  state(): DifferenceState {
    const { language, known } = this;
    const { difference, base } = known;
    const { total, clauses, groups, limits, admission } = difference;
    const named = [...clauses, ...groups, ...limits].map((one) =>
      this.row(one, { id: rowId(one.kind, one.name), kind: one.kind, name: one.name.b ?? one.name.a ?? '' }, one),
    );
    return {
      ...blank(this.uri, language),
      title: policyOf(known.analysis.program)?.title ?? fileName(known.analysis.uri),
      before: base.name ?? say('last-commit', language),
      answer: { kind: difference.answer, text: answerWords(difference.answer, language) },
      pending: known.pending,
      notes: this.notes(),
      rows: [
        this.row(total, { id: 'total', kind: 'total', name: '' }, { title: {}, at: {} }),
        ...(admission.same ? [] : [this.admissionRow()]),
        ...named,
      ],
      changes: [
        ...this.dates(),
        ...difference.structure.map((one) => this.change(one)),
        ...difference.facts.flatMap((one) => this.fact(one)),
      ],
      examples: difference.examples.flatMap((one) => {
        const { a, b } = one.total;
        if (one.presence !== 'both' || (one.clauses.length === 0 && one.difference?.isZero !== false)) return [];
        return [
          {
            title: one.title,
            before: a ? this.result(a) : '–',
            after: b ? this.result(b) : '–',
            ...(one.difference && { difference: this.signed(one.difference, b?.currency) }),
            ...this.spot(one.at.b),
          },
        ];
      }),
    };
  }

  private row(
    j: Judgement,
    head: Pick<Row, 'id' | 'kind' | 'name'>,
    { title, at, presence }: { title: { a?: string; b?: string }; at: { a?: FileRange; b?: FileRange }; presence?: string },
  ): Row {
    const { language } = this;
    const gone = presence === 'only-a' ? 'gone-clause' : presence === 'only-b' ? 'new-clause' : undefined;
    const verdict = verdictWord(j.verdict, language);
    return {
      ...head,
      title: title.b ?? title.a ?? '',
      ...this.spot(at.b ?? (this.known.base.uri === undefined ? undefined : at.a)),
      verdict: j.verdict,
      text: gone === undefined ? verdict : say('presence', language, { presence: say(gone, language), verdict }),
      ...(j.gain && { gain: this.extent(j.gain) }),
      ...(j.loss && { loss: this.extent(j.loss) }),
      notes: this.rowNotes(j),
      witnesses: this.witnesses(head.id),
    };
  }

  private admissionRow(): Row {
    const { language, known } = this;
    const { onlyA, onlyB } = known.difference.admission;
    const side = (row: AdmissionRow, some: 'some-only-before' | 'some-only-now'): string[] => {
      if (row.possible === 'no') return [];
      if (row.possible === 'not-decided') return [say('admission-open', language, { reasons: this.reasons(row) })];
      const names = [...new Set(row.because.map(({ name }) => name))];
      return [names.length === 0 ? say(some, language) : say(`${some}-because`, language, { names: listed(names, language) })];
    };
    const decided = onlyA.possible === 'yes' || onlyB.possible === 'yes';
    const at = [...onlyB.because, ...onlyA.because].find((one) => one.at && this.isHere(one.at))?.at;
    return {
      id: 'admission',
      kind: 'admission',
      name: '',
      title: '',
      ...this.spot(at),
      verdict: decided ? 'admitted' : 'not-decided',
      text: decided ? say('other-applicants', language) : verdictWord('not-decided', language),
      notes: [...side(onlyA, 'some-only-before'), ...side(onlyB, 'some-only-now')],
      witnesses: this.witnesses('admission'),
    };
  }

  /** What it stands in is a file that an editor can show as it is now: a place of an earlier text may be beyond its end. */
  private isHere({ uri, end }: FileRange): boolean {
    return end <= (this.session.workspace.textOf(uri)?.length ?? 0);
  }

  private rowNotes(j: Judgement): string[] {
    const { language } = this;
    const notes: string[] = [];
    const open = j.reasons.length > 0;
    if (open) notes.push(say('because', language, { reasons: this.reasons(j) }));
    if (open && j.gain === undefined && j.more === false) notes.push(say('nobody-more', language));
    if (open && j.loss === undefined && j.less === false) notes.push(say('nobody-less', language));
    if (j.gain?.unbounded) notes.push(say('gain-unbounded', language));
    if (j.loss?.unbounded) notes.push(say('loss-unbounded', language));
    if (j.ceiling) notes.push(say(j.ceiling.b ? 'ceiling-now' : 'ceiling-before', language));
    if (j.wording) notes.push(say('wording', language, { a: j.wording.a, b: j.wording.b }));
    for (const side of ['a', 'b'] as const) {
      const names = j.free.filter((one) => one.side === side).map(({ name }) => name);
      if (names.length > 0) notes.push(say('free', language, { side: sideWord(side, language), names: listed(names, language) }));
    }
    return notes;
  }

  private reasons({ reasons }: Pick<Judgement, 'reasons'>): string {
    const words = [...new Set(reasons)].map((reason) => reasonWords(reason, this.language));
    return words.join(this.language === 'zh' ? '；' : '; ');
  }

  private witnesses(row: string): Row['witnesses'] {
    return (this.shown.get(row) ?? []).map(({ id, role, witness }) => ({
      id,
      heading: say(role, this.language),
      facts: [...witness.facts],
      before: this.result(witness.a),
      after: this.result(witness.b),
      ...(witness.difference && { difference: this.signed(witness.difference, witness.b.currency ?? witness.a.currency) }),
    }));
  }

  private extent({ simple }: Extent): { before: string; after: string; difference: string } {
    return { before: this.result(simple.a), after: this.result(simple.b), difference: this.lying(simple) };
  }

  private lying({ difference, a, b }: Witness): string {
    return difference ? this.signed(difference, b.currency ?? a.currency) : '';
  }

  private signed(value: NonNullable<Witness['difference']>, currency: string | undefined): string {
    const text = showMoney(value, this.showing, currency);
    return value.sign > 0 ? `+${text}` : text;
  }

  private result({ status, amount, currency, atMost }: Result): string {
    const { language } = this;
    switch (status) {
      case 'payable': {
        if (!amount) return '–';
        const text = showMoney(amount, this.showing, currency);
        return atMost ? phrase('at most', language, { value: text }) : text;
      }
      case 'inactive':
      case 'ineligible':
      case 'unknown':
        return phrase(status, language);
      case 'error':
      case 'unspecified':
      case 'granted':
      case 'excluded':
      case 'conflict':
      case 'absent':
      case 'not-admitted':
        return say(`is-${status}`, language);
      default:
        return status satisfies never;
    }
  }

  private notes(): string[] {
    const { language } = this;
    return this.known.difference.notes.map((note) => {
      switch (note.kind) {
        case 'unread':
          return say('note-unread', language, { side: sideWord(note.side, language), count: String(note.count) });
        case 'nothing-shared':
        case 'no-common-day':
        case 'nobody-in-common':
          return say(`note-${note.kind}`, language);
        case 'rename-ignored':
          return `${note.from} → ${note.to}`;
        case 'lists-to':
          return say('note-lists-to', language, { items: String(note.items) });
        default:
          return note satisfies never;
      }
    });
  }

  private change({ kind, change, name, at, parts = [], otherFile }: StructureChange): { text: string; spot?: Spot } {
    const { language } = this;
    const what = change === 'renamed' ? `${name.a ?? ''} → ${name.b ?? ''}` : (name.b ?? name.a ?? '');
    const of = parts.map((part) => partWord(part, language));
    const how = otherFile ? say('other-file', language) : changeWord(change, language);
    const text = say('change', language, { kind: kindWord(kind, language), name: what, how });
    return { text: of.length === 0 ? text : say('parts', language, { text, parts: listed(of, language) }), ...this.spot(at.b) };
  }

  /** What structure does not say: a fact that is now compared in another way. */
  private fact({ match, name, at, changes }: FactMatch): { text: string; spot?: Spot }[] {
    if (match !== 'apart') return [];
    const { language } = this;
    const text = say('fact-apart', language, { name: name.b ?? name.a ?? '' });
    const of = changes.map((one) => partWord(one, language));
    return [{ text: of.length === 0 ? text : say('parts', language, { text, parts: listed(of, language) }), ...this.spot(at.b) }];
  }

  private dates(): { text: string; spot?: Spot }[] {
    const { language } = this;
    const { policy, clauses } = this.known.difference.dates;
    const days = ({ range: { a, b } }: RangeDifference) => ({ before: this.days(a), after: this.days(b) });
    const of = policy.same ? [] : [{ text: say('policy-dates', language, days(policy)) }];
    return [
      ...of,
      ...clauses.map((one) => ({ text: say('clause-dates', language, { name: one.name.b, ...days(one) }), ...this.spot(one.at.b) })),
    ];
  }

  private days(range: RangeDifference['range']['a']): string {
    const { language } = this;
    const { from, to } = range ?? {};
    if (from === undefined && to === undefined) return say('always', language);
    return `${from === undefined ? '…' : isoDate(from)} – ${to === undefined ? '…' : isoDate(to)}`;
  }

  private spot(range: FileRange | undefined): { spot?: Spot } {
    if (!range) return {};
    const { uri, range: at } = this.session.location(range);
    return { spot: { uri, line: at.start.line, character: at.start.character, endLine: at.end.line } };
  }
}
