/**
 * What a file of applicants says of a policy, or of two versions of it: the contract between the run and those who render it. Types only.
 * Amounts are exact, in base units of their currency; lines and columns count from 1; the line of a row is the one on which it begins.
 */
import type { Exact } from '../core/exact';
import type { ScalarType } from '../core/program/types';
import type { ValueTrouble } from '../facts/values';

export type Side = 'before' | 'after';

/** The result of a run over the whole file. With one program only, `compared` is false, `after` mirrors `before` and nothing changes. */
export interface Population {
  readonly compared: boolean;
  /** As given by the caller: how the file is called where people see it. */
  readonly file: string;
  readonly separator: ',' | ';' | '\t';
  readonly columns: ColumnReport;
  readonly lists: readonly ListReport[];
  /** Where there is a file of payments made before; else nobody counts as having been paid. */
  readonly payments?: PaymentReport;
  /**
   * The day of applications that name none, in each version; days since 1970-01-01. Two different days only where the versions are at no
   * time both in force: then each is judged on its own first day.
   */
  readonly on: { readonly before?: number; readonly after?: number };
  /** Rows that name no day. */
  readonly withoutDay: number;
  readonly rows: RowCounts;
  /** The first bad rows, in file order, each with all that is wrong with it; at most as many as were asked for. `rows.bad` counts all. */
  readonly badRows: readonly BadRow[];
  /**
   * Two lines with the same name, where the column was taken for names only because it is nothing else: then both rows count. In a column that
   * surely names applicants the later row is a bad one.
   */
  readonly repeat?: { readonly first: number; readonly second: number };
  /**
   * The total, one entry a currency: one where each version pays in one and the same. A version that has no clause of the currency pays
   * nothing in it.
   */
  readonly totals: readonly Measure[];
  /** Clauses of both versions in program order (those of the later version first, then those that only the earlier one has). */
  readonly clauses: readonly ClauseMeasure[];
  /**
   * The totals by groups of applicants, where that was asked for: by what a column says (`value`; in the order of names), or by the ends between which
   * its number lies (`from`, included, and `below`; every group is there). Neither: the cell is empty. `rows`: all rows but the bad ones.
   */
  readonly by?: {
    readonly column: string;
    readonly groups: readonly {
      readonly value?: string;
      readonly from?: string;
      readonly below?: string;
      readonly rows: number;
      readonly totals: readonly Measure[];
    }[];
  };
  /** Facts for want of which amounts are unknown (cells empty, columns missing), most rows first. Names of the version that needs them. */
  readonly needs: readonly { readonly side: Side; readonly fact: string; readonly rows: number }[];
  /** How many evaluations (rows × versions) the batch evaluator handed to the exact one; for those who look after speed. */
  readonly handedOver: number;
}

// ---------------------------------------------------------------------------------------------- columns

export interface ColumnReport {
  /** The column that names applicants; undefined where there is none: then the line names them. */
  readonly id?: string;
  /** The column that gives the day of each application. */
  readonly date?: string;
  /** Columns that are facts, with the name in each version that has it. */
  readonly facts: readonly FactColumn[];
  /** Columns that are nothing in either version: not read. `nearest`: the fact whose name or label differs least, if it is close. */
  readonly unknown: readonly { readonly column: string; readonly nearest?: string; readonly why: 'no-fact' | 'computed' | 'list' }[];
  /** Facts without a column: unknown for everyone, or their default. */
  readonly missing: readonly MissingFact[];
}

export interface FactColumn {
  readonly column: string;
  readonly before?: string;
  readonly after?: string;
  /** What a number without a unit counts there: as the header says in parentheses, else as the later version declares. */
  readonly unit?: string;
}

export interface MissingFact {
  readonly fact: string;
  readonly label?: string;
  readonly sides: readonly Side[];
  /** True where every version that has it has a default, so that its absence leaves nothing unknown. */
  readonly hasDefault: boolean;
  /** A list: it comes in a file of its own. */
  readonly isList: boolean;
}

/** The file of a list. */
export interface ListReport {
  readonly list: string;
  readonly file: string;
  /** The column that names the applicant. */
  readonly id: string;
  readonly facts: readonly FactColumn[];
  readonly unknown: readonly { readonly column: string; readonly nearest?: string }[];
  readonly items: number;
  /** Items that name no applicant: told among the bad rows, belonging to nobody. */
  readonly withoutId: number;
  /** Items whose applicant the applicants' file does not have. */
  readonly withoutApplicant: number;
}

// ---------------------------------------------------------------------------------------------- rows

/** The file of payments made before. */
export interface PaymentReport {
  readonly file: string;
  readonly payments: number;
  /** Payments that name no applicant: told among the bad rows. */
  readonly withoutId: number;
  /** Payments whose applicant the applicants' file does not have. */
  readonly withoutApplicant: number;
}

/** `read` = `bad` + `admitted.both` + `.onlyBefore` + `.onlyAfter` + `.neither` + `.undecided`. */
export interface RowCounts {
  /** Rows below the header, blank lines not counted. */
  readonly read: number;
  /** Left out of everything: some cell cannot be read as a value in any version, or the row is not whole. */
  readonly bad: number;
  /** Of these, those whose applicant's name stood before. */
  readonly repeated: number;
  /**
   * By whom the others are admitted: by a version all of whose requirements hold and in whose intervals and members every value lies.
   * `undecided`: an empty cell leaves a requirement of some version open.
   */
  readonly admitted: {
    readonly both: number;
    readonly onlyBefore: number;
    readonly onlyAfter: number;
    readonly neither: number;
    readonly undecided: number;
  };
}

export interface BadRow {
  /** The file: of applicants, or of a list. */
  readonly file: string;
  readonly line: number;
  readonly id?: string;
  readonly troubles: readonly CellTrouble[];
}

export type CellTrouble =
  | {
      readonly kind: 'value';
      readonly line: number;
      /** The header of its column. */
      readonly column: string;
      /** As written, shortened to 40 characters. */
      readonly found: string;
      /** What the fact (of the later version that has it) wants. */
      readonly type: ScalarType;
      readonly trouble:
        | ValueTrouble
        | { readonly code: 'repeated-member'; readonly member: string }
        | { readonly code: 'percent' | 'comma' };
    }
  /** The applicant's name stood before, on line `first`, whether or not that row could be read. */
  | { readonly kind: 'repeated'; readonly line: number; readonly first: number }
  /** A payment for a clause that no version has. */
  | { readonly kind: 'no-such-clause'; readonly line: number; readonly found: string; readonly nearest?: string }
  /** Nothing in any cell. */
  | { readonly kind: 'blank'; readonly line: number }
  /** More or fewer cells than the header has. */
  | { readonly kind: 'cells'; readonly line: number; readonly cells: number; readonly columns: number }
  /** A quote inside of a cell that does not begin with one, or something behind the closing quote. */
  | { readonly kind: 'quote'; readonly line: number; readonly column: number }
  /** More items than the list may have in any version. */
  | { readonly kind: 'items'; readonly file: string; readonly list: string; readonly count: number; readonly max: number }
  /** An item that names no applicant. */
  | { readonly kind: 'no-id'; readonly line: number; readonly list: string }
  /** An item in a list's file that cannot be read: its applicant is left out. `line` is that file's. */
  | {
      readonly kind: 'item';
      readonly line: number;
      readonly file: string;
      readonly list: string;
      readonly of: Exclude<CellTrouble, { readonly kind: 'item' }>;
    };

// ---------------------------------------------------------------------------------------------- amounts

/**
 * An amount (of a clause, or of the total in one currency) over all rows in which it is known in both versions. Always:
 * `difference` = `after.sum` − `before.sum` = `gains.sum` − `losses.sum` + (`after` − `before` of `onlyBefore` and `onlyAfter`).
 */
export interface Measure {
  /** ISO 4217. */
  readonly currency: string;
  readonly before: Tally;
  readonly after: Tally;
  readonly difference: Exact;
  /** Rows summed: in both versions known, or not admitted (then nothing is paid). */
  readonly rows: number;
  /** Among rows that both versions admit, or neither. */
  readonly gains: Movement;
  readonly losses: Movement;
  readonly unchanged: number;
  /** Rows that one version admits and the other does not; what they got and get is in `before`, `after` and `difference`. */
  readonly onlyBefore: OneSided;
  readonly onlyAfter: OneSided;
  /** By how much the amount changed of what it was; every band is there, in this order, rows that one version does not admit left out. */
  readonly bands: readonly { readonly band: Band; readonly rows: number }[];
  /** Rows not summed on either side, since the amount is not known in at least one version. Never counted as zero. */
  readonly leftOut: LeftOut;
  /** Rows that also get something that has no figure here. A row may stand in several. */
  readonly beside: { readonly before: Beside; readonly after: Beside };
}

export interface Tally {
  /** Rows that are paid more than zero. */
  readonly paid: number;
  readonly sum: Exact;
}

export interface Movement {
  readonly rows: number;
  /** Not below zero, for losses too. */
  readonly sum: Exact;
  /** The largest, at most as many as were asked for; of equals the first in the file. */
  readonly largest: readonly Change[];
}

export interface Change {
  readonly line: number;
  readonly id?: string;
  readonly before: Exact;
  readonly after: Exact;
}

export interface OneSided {
  readonly rows: number;
  readonly before: Exact;
  readonly after: Exact;
}

export type Band =
  /** From something to nothing; else by how much of what it was it fell or rose; from nothing to something. */
  | 'lost-all'
  | 'lost-over-half'
  | 'lost-10%-to-half'
  | 'lost-below-10%'
  | 'unchanged'
  | 'gained-below-10%'
  | 'gained-10%-to-half'
  | 'gained-over-half'
  | 'newly-paid';

export interface LeftOut {
  readonly rows: number;
  /** Why, in each version in which it is not known; a row may stand on both sides. */
  readonly before: NotKnown;
  readonly after: NotKnown;
}

export interface NotKnown {
  readonly unknown: number;
  readonly conflict: number;
  readonly error: number;
  /** The clause has no figure; totals name it beside. */
  readonly unspecified: number;
}

export interface Beside {
  /** An award for which the document gives no figure. */
  readonly unspecified: number;
  /** A benefit in kind. */
  readonly granted: number;
}

export interface ClauseMeasure extends Measure {
  /** Its name in the later version that has it. */
  readonly clause: string;
  /** In the earlier version, where it was called otherwise. */
  readonly clauseBefore?: string;
  readonly title?: string;
  /** The versions that have it. */
  readonly sides: readonly Side[];
}

// ---------------------------------------------------------------------------------------------- what stops a run

/** Why there is no result. `file` is the caller's name for the file. */
export type Refusal = { readonly file: string } & (
  | { readonly code: 'missing' }
  /** The system's code. */
  | { readonly code: 'unreadable'; readonly system?: string }
  | {
      readonly code: 'not-utf8';
      readonly encoding: 'utf-16' | 'gbk' | 'binary' | 'unknown';
      readonly line: number;
    }
  | { readonly code: 'empty' }
  | { readonly code: 'repeated-column'; readonly column: string; readonly first: number; readonly second: number }
  /** Two columns for one fact: one by name, one by label, or by the names of both versions. */
  | { readonly code: 'same-fact'; readonly fact: string; readonly columns: readonly [string, string] }
  | { readonly code: 'no-fact-columns'; readonly columns: readonly string[]; readonly known: readonly string[] }
  /** An option names a column that the file does not have. */
  | { readonly code: 'no-such-column'; readonly column: string; readonly nearest?: string; readonly known: readonly string[] }
  /** `line`: where the quote was opened. */
  | { readonly code: 'open-quote'; readonly line: number }
  /** A row of more characters than are read. */
  | { readonly code: 'row-too-long'; readonly line: number; readonly most: number }
  | { readonly code: 'no-such-list'; readonly list: string; readonly nearest?: string; readonly known: readonly string[] }
  /** A list's file needs a column that names the applicant, and so does the applicants' file. */
  | { readonly code: 'no-id-column'; readonly list: string; readonly known: readonly string[] }
  /** A list's file is not in the order of the applicants' file and has more items than are held in memory. */
  | { readonly code: 'too-many-items'; readonly list: string; readonly most: number }
  /** The file of payments lacks a column; `wanted`: any of these. */
  | { readonly code: 'no-payment-column'; readonly wanted: readonly string[]; readonly known: readonly string[] }
  | { readonly code: 'too-many-payments'; readonly most: number }
  /** An end between groups is no number as the column's cells are, or not above the one before it. */
  | { readonly code: 'bad-end'; readonly column: string; readonly end: string }
  | { readonly code: 'too-many-groups'; readonly column: string; readonly most: number }
  | { readonly code: 'cancelled' }
);

export interface Progress {
  readonly rows: number;
  /** Of the applicants' file. */
  readonly bytes: number;
  readonly size?: number;
}
