/**
 * A file of applicants through a policy, or through two versions of it: who gets more and who less, by clause and in total. The file is
 * streamed: no more than a batch of it is held. Rows that cannot be read are told and left out; nothing is guessed, and nothing that is not
 * known counts as zero.
 */
import type { Applicant } from '../core/evaluate/values';
import type { Fact, Given, Program } from '../core/program/program';
import { nearest } from '../facts/nearest';
import { Applicants, type Row } from './applicants';
import { factPairs, type Pair, type Versions, versionsOf } from './columns';
import type { Separator } from './csv';
import { NO, UNDECIDED, Version, YES } from './drawn';
import { type Group, Groups, type GroupWish } from './groups';
import { Ids } from './ids';
import { ListFile, MOST_ITEMS, NotInOrder } from './lists';
import { type Amount, amountsOf, daysOf } from './measured';
import { Payments } from './payments';
import type { BadRow, Population, Progress, Refusal, Side } from './result';
import { Refused, Rows, type Source } from './source';
import type { Kind } from './tally';

export interface PopulationRequest {
  /** The earlier version; without one, what `after` pays is counted. */
  readonly before?: Program;
  readonly after: Program;
  /** Names in the earlier version to names in the later one. */
  readonly renames?: { readonly facts?: ReadonlyMap<string, string>; readonly clauses?: ReadonlyMap<string, string> };
  readonly applicants: Source;
  /** Files of lists, by the list's name in either version. */
  readonly lists?: ReadonlyMap<string, Source>;
  /** Payments made before. */
  readonly payments?: Source;
  readonly options?: PopulationOptions;
}

export interface PopulationOptions {
  /** Else told from the header. */
  readonly separator?: Separator;
  /** Header of the column that names applicants; else one called `id`, else the first that is nothing else. */
  readonly id?: string;
  /** Header of the column with the day of each application; else one called `as_of` (`认定日`) or `on` (`日期`), where no fact is. */
  readonly date?: string;
  /** The day of applications that name none; days since 1970-01-01. */
  readonly on?: number;
  /** Groups that are told apart in the totals. */
  readonly by?: GroupWish;
  /** Of the largest gains and losses of each amount; 5. */
  readonly largest?: number;
  /** Of the bad rows that are listed; 20. */
  readonly badRows?: number;
  /** Items of lists that are held where files are not in one order; {@link MOST_ITEMS}. */
  readonly items?: number;
  readonly signal?: AbortSignal;
  /** After each batch. */
  readonly progress?: (progress: Progress) => void;
}

export type PopulationAnswer = { readonly result: Population } | { readonly refusal: Refusal };

/** Rows that are evaluated together, and the most that are held. */
export const BATCH = 2000;

/** Runs the file through both versions. What is wrong with a file is an answer, not an exception. */
export async function population(request: PopulationRequest): Promise<PopulationAnswer> {
  try {
    try {
      return { result: await new Run(request, false).result() };
    } catch (error) {
      if (!(error instanceof NotInOrder)) throw error;
      return { result: await new Run(request, true).result() };
    }
  } catch (error) {
    if (error instanceof Refused) return { refusal: error.refusal };
    throw error;
  }
}

class Run {
  private readonly versions: Versions;
  private readonly pairs: readonly Pair<Fact>[];
  private readonly amounts: readonly Amount[];
  private readonly before: Version;
  private readonly after: Version;
  private readonly on: Population['on'];
  private readonly badRows: BadRow[] = [];
  private read = 0;
  private bad = 0;
  private twice = 0;
  /** Rows judged on {@link on}. */
  private withoutDay = 0;
  private ids: Ids | undefined = new Ids();
  private repeat: Population['repeat'];
  private groups: Groups | undefined;
  private payments: Payments | undefined;
  /** Of the batch's rows. */
  private groupOf: Group[] = [];
  private readonly admitted = { both: 0, onlyBefore: 0, onlyAfter: 0, neither: 0, undecided: 0 };

  constructor(
    private readonly request: PopulationRequest,
    private readonly isHeld: boolean,
  ) {
    const { before, after, renames, options } = request;
    this.versions = versionsOf(before, after, renames?.facts);
    this.pairs = factPairs(this.versions);
    this.amounts = amountsOf(before, after, renames?.clauses, options?.largest ?? 5);
    this.after = new Version(
      after,
      this.amounts.map((amount) => amount.after),
    );
    this.before = before
      ? new Version(
          before,
          this.amounts.map((amount) => amount.before),
        )
      : this.after;
    this.on = daysOf(before, after, options?.on);
  }

  /** @throws Refused, NotInOrder */
  async result(): Promise<Population> {
    const { applicants: source, options = {} } = this.request;
    const rows = await Rows.open(source, options.separator);
    const lists: ListFile[] = [];
    try {
      const listPairs = this.listPairs();
      const applicants = new Applicants(source.name, rows.header, this.versions, new Set(listPairs.keys()), this.pairs, {
        ...options,
        separator: rows.separator,
      });
      const totals = this.amounts.filter(({ clause }) => !clause).map(({ tally }) => tally.currency);
      if (options.by) this.groups = new Groups(source.name, options.by, applicants.headers, applicants.columns, totals);
      for (const [pair, from] of listPairs) lists.push(await this.openList(pair, from, applicants));
      this.payments = await this.openPayments(applicants);
      await this.all(rows, applicants, lists);
      for (const list of lists) await list.finish();
      return this.told(source, rows, applicants, lists);
    } finally {
      await rows.close();
      for (const list of lists) await list.close();
    }
  }

  private listPairs(): ReadonlyMap<Pair<Fact>, Source> {
    const found = new Map<Pair<Fact>, Source>();
    const all = this.pairs.filter(({ before, after }) => (after ?? before)?.type.kind === 'list');
    for (const [name, source] of this.request.lists ?? []) {
      const pair =
        all.find(({ after }) => after?.name === name || after?.label === name) ??
        all.find(({ before }) => before?.name === name || before?.label === name);
      if (pair) found.set(pair, source);
      else {
        const known = all.map(({ before, after }) => (after ?? before)?.name ?? '');
        const near = nearest(name, known);
        throw new Refused({ file: source.name, code: 'no-such-list', list: name, known, ...(near === undefined ? {} : { nearest: near }) });
      }
    }
    return found;
  }

  private openList(pair: Pair<Fact>, source: Source, applicants: Applicants): Promise<ListFile> {
    const idOfApplicants = applicants.report.id;
    const { options } = this.request;
    if (idOfApplicants === undefined)
      throw new Refused({
        file: this.request.applicants.name,
        code: 'no-id-column',
        list: (pair.after ?? pair.before)?.name ?? '',
        known: applicants.headers,
      });
    return ListFile.open(pair, source, this.versions, {
      idOfApplicants,
      isHeld: this.isHeld,
      most: options?.items ?? MOST_ITEMS,
      bad: (row) => this.list(row),
    });
  }

  private async openPayments(applicants: Applicants): Promise<Payments | undefined> {
    const { payments, applicants: source, renames } = this.request;
    if (!payments) return undefined;
    const { id } = applicants.report;
    if (id === undefined) throw new Refused({ file: source.name, code: 'no-id-column', list: 'paid', known: applicants.headers });
    return Payments.read(payments, this.versions, renames?.clauses ?? new Map(), id, (line, trouble) =>
      this.list({ file: payments.name, line, troubles: [trouble] }),
    );
  }

  private async all(rows: Rows, applicants: Applicants, lists: readonly ListFile[]): Promise<void> {
    const { signal, progress } = this.request.options ?? {};
    const { name, size } = this.request.applicants;
    let batch: Row[] = [];
    const flush = (): void => {
      this.evaluate(batch);
      batch = [];
      progress?.({ rows: this.read, bytes: rows.bytes, ...(size === undefined ? {} : { size }) });
    };
    for (let next = await rows.next(); next; next = await rows.next()) {
      for (const one of next) {
        if (signal?.aborted) throw new Refused({ file: name, code: 'cancelled' });
        this.read++;
        let row = applicants.read(one);
        const first = row.id === undefined ? undefined : this.ids?.first(row.id, row.line);
        if (first !== undefined) row = this.repeated(row, first, applicants.isNamed || lists.length > 0 || this.payments !== undefined);
        if (lists.length > 0 && first === undefined) row = await this.withLists(row, lists);
        const paid = row.id === undefined || first !== undefined ? undefined : this.payments?.of(row.id);
        if (paid) row = { ...row, paid, troubles: [...row.troubles, ...paid.troubles] };
        if (row.troubles.length > 0) {
          this.bad++;
          const { line, id, troubles } = row;
          this.list({ file: name, line, ...(id === undefined ? {} : { id }), troubles });
          continue;
        }
        batch.push(row);
        if (this.groups) this.groupOf.push(this.groups.of(one.cells));
        if (batch.length === BATCH) flush();
      }
    }
    flush();
  }

  /** A name that stood before. Where the column may not hold names at all, nothing is made of it but a remark. */
  private repeated(row: Row, first: number, isName: boolean): Row {
    if (isName) {
      this.twice++;
      return { ...row, troubles: [{ kind: 'repeated', line: row.line, first }, ...row.troubles] };
    }
    this.repeat = { first, second: row.line };
    this.ids = undefined;
    return row;
  }

  private list(row: BadRow): void {
    if (this.badRows.length < (this.request.options?.badRows ?? 20)) this.badRows.push(row);
  }

  private async withLists(row: Row, lists: readonly ListFile[]): Promise<Row> {
    const before = new Map<string, Given>(row.before);
    const after = new Map<string, Given>(row.after);
    const troubles = [...row.troubles];
    let { notBefore, notAfter } = row;
    for (const list of lists) {
      if (row.id === undefined) {
        if (troubles.length === 0) troubles.push({ kind: 'no-id', line: row.line, list: list.name });
        continue;
      }
      const items = await list.of(row.id);
      troubles.push(...items.troubles);
      if (list.pair.before) before.set(list.pair.before.name, { kind: 'list', items: items.before });
      if (list.pair.after) after.set(list.pair.after.name, { kind: 'list', items: items.after });
      notBefore ||= items.notBefore;
      notAfter ||= items.notAfter;
    }
    return { ...row, before, after, troubles, notBefore, notAfter };
  }

  private evaluate(batch: readonly Row[]): void {
    if (batch.length === 0) return;
    const applicant = (row: Row, side: Side): Applicant | undefined => {
      if (side === 'before' ? row.notBefore : row.notAfter) return undefined;
      const asOf = row.on ?? this.on[side];
      return { facts: row[side], history: row.paid?.[side] ?? [], ...(asOf === undefined ? {} : { asOf }) };
    };
    this.after.draw(batch.map((row) => applicant(row, 'after')));
    if (this.before !== this.after) this.before.draw(batch.map((row) => applicant(row, 'before')));
    let at = 0;
    for (const [i, row] of batch.entries()) {
      if (row.on === undefined) this.withoutDay++;
      const kind = this.admission(this.before.admits[i] ?? NO, this.after.admits[i] ?? NO);
      const group = this.groupOf[i];
      if (group) {
        group.rows++;
        for (const [k, tally] of group.totals.entries()) tally.add(row, kind, this.before, this.after, at + k);
      }
      for (const { tally } of this.amounts) tally.add(row, kind, this.before, this.after, at++);
    }
    this.groupOf = [];
  }

  private admission(before: number, after: number): Kind {
    if (before === UNDECIDED || after === UNDECIDED) {
      this.admitted.undecided++;
      return 'alike';
    }
    if (before === after) {
      if (before === YES) this.admitted.both++;
      else this.admitted.neither++;
      return 'alike';
    }
    const only = before === YES ? 'onlyBefore' : 'onlyAfter';
    this.admitted[only]++;
    return only;
  }

  private told(source: Source, rows: Rows, applicants: Applicants, lists: readonly ListFile[]): Population {
    const compared = this.request.before !== undefined;
    const needs = (compared ? (['before', 'after'] as const) : (['after'] as const)).flatMap((side) =>
      [...this[side].needs].map(([fact, rows]) => ({ side, fact, rows })),
    );
    return {
      compared,
      file: source.name,
      separator: rows.separator,
      columns: applicants.report,
      lists: lists.map((list) => list.report()),
      ...(this.payments ? { payments: this.payments.report() } : {}),
      on: this.on,
      withoutDay: this.withoutDay,
      rows: { read: this.read, bad: this.bad, repeated: this.twice, admitted: this.admitted },
      badRows: this.badRows,
      ...(this.repeat ? { repeat: this.repeat } : {}),
      totals: this.amounts.filter(({ clause }) => !clause).map(({ tally }) => tally.result),
      clauses: this.amounts.flatMap(({ clause, tally }) => (clause ? [{ ...tally.result, ...clause }] : [])),
      ...(this.groups ? { by: this.groups.result } : {}),
      needs: needs.sort((a, b) => b.rows - a.rows),
      handedOver: this.after.handedOver + (compared ? this.before.handedOver : 0),
    };
  }
}

export type { GroupWish } from './groups';
export { fileSource } from './node';
export type * from './result';
export { refusalSentence, troubleSentence } from './sentences';
export type { Source } from './source';
