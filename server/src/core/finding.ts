/** Findings are data. Sentences are rendered from `name` and `data` in the reader's language at the edge (lint/render.ts). */
import type { Applicant } from './evaluate/values';
import type { Gap } from './lint/gaps';
import type { Place } from './program/program';

export type Severity = 'error' | 'warning' | 'information';

export type FindingName =
  // Reading
  | 'syntax-error'
  | 'unknown-name'
  | 'duplicate-name'
  | 'circular-definition'
  | 'circular-import'
  | 'missing-import'
  | 'type-mismatch'
  | 'unit-mismatch'
  | 'unknown-unit'
  | 'misplaced-statement'
  | 'missing-award'
  | 'glued-keyword'
  | 'fullwidth-punctuation'
  // Tables and dates
  | 'row-overlap'
  | 'row-gap'
  | 'row-unreachable'
  | 'member-missing'
  | 'empty-interval'
  | 'date-outside-policy'
  // Proved
  | 'clause-unreachable'
  | 'award-never-positive'
  | 'award-negative'
  | 'division-by-zero'
  | 'condition-redundant'
  | 'cap-never-reached'
  | 'cap-always-reached'
  | 'limit-never-reached'
  | 'unresolved-overlap'
  | 'exclusive-overlap'
  | 'exclusive-vacuous'
  | 'clause-dominated'
  | 'award-cliff'
  | 'duplicate-clause'
  | 'fact-without-effect'
  | 'not-decided'
  // Examples
  | 'expectation-failed'
  | 'example-incomplete'
  | 'fact-out-of-range'
  // Hygiene
  | 'file-not-utf8'
  | 'second-policy'
  | 'mixed-currency'
  | 'unused-fact'
  | 'unused-let'
  | 'unused-import'
  | 'unspecified-award'
  | 'unused-suppression'
  | 'unknown-suppression';

export type DataValue = string | number | boolean | readonly string[];
export type FindingData = Readonly<Record<string, DataValue>>;

/** Absolute UTF-16 offsets in the file `uri`. */
export interface FileRange {
  readonly uri: string;
  readonly start: number;
  readonly end: number;
}

export interface TextEdit extends FileRange {
  readonly text: string;
}

/** A change that mends the finding. `title` is a key of the finding's messages; the sentence is rendered from it and `data`. */
export interface Fix {
  readonly title: string;
  readonly data: FindingData;
  readonly edits: readonly TextEdit[];
  /** At most one a finding: the one that "fix all" applies. */
  readonly preferred?: boolean;
  readonly witness?: Witnessed;
}

/** One for whom what a finding says happens; whoever shows it says it in the words of the title. */
export interface Witnessed {
  readonly title: string;
  /** Made when it is looked at. */
  applicant(): Applicant;
}

export interface Related extends FileRange {
  /** A key of the finding's messages, e.g. 'first-here'. */
  readonly note: string;
  readonly data: FindingData;
}

export interface Finding {
  readonly name: FindingName;
  readonly severity: Severity;
  readonly range: FileRange;
  readonly data: FindingData;
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
  /** Of a table that leaves values open, all of them: for comparisons, not for readers. */
  readonly gap?: Gap;
}

/**
 * A finding as a stage reports it: places relative to items, so that it can be kept while the item does not change. The workspace turns
 * it into a {@link Finding} by adding severity and absolute offsets.
 */
export interface Problem {
  readonly name: FindingName;
  /** Where it is not the rule's own: a cliff of eligibility itself is information. */
  readonly severity?: Severity;
  readonly place: Place;
  readonly data: FindingData;
  readonly related?: readonly { readonly place: Place; readonly note: string; readonly data: FindingData }[];
  readonly fixes?: readonly {
    readonly title: string;
    readonly data: FindingData;
    readonly edits: readonly { readonly place: Place; readonly text: string }[];
    readonly preferred?: boolean;
    readonly witness?: Witnessed;
  }[];
  readonly gap?: Gap;
}
