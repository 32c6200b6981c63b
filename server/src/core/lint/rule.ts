/**
 * What a rule is: a finding's name, its severity and its sentences in both languages. A rule says nothing of how it is found out where
 * another stage reports it (the parser, names and types); where lint itself looks, the rule's file holds the check too.
 */
import type { FindingData, FindingName, Problem, Severity } from '../finding';
import type { EmptyInterval } from './intervals';
import type { TableAnalysis } from './tables';

export type Group = 'reading' | 'tables' | 'proved' | 'examples' | 'hygiene';
export type Language = 'en' | 'zh';

/** A sentence with `{key}` where data stands, or a function of the data where a template is not enough. */
export type Sentence = string | ((data: FindingData) => string);

/** Everything of a rule that is said in one language. */
export interface Wording {
  /** By `data.code`; a finding without a code takes `default`. */
  readonly messages: Readonly<Record<string, Sentence>>;
  /** By {@link import('../finding').Fix.title}. */
  readonly fixes?: Readonly<Record<string, Sentence>>;
  /** By {@link import('../finding').Related.note}. */
  readonly notes?: Readonly<Record<string, Sentence>>;
}

export interface Rule {
  readonly name: FindingName;
  readonly group: Group;
  readonly severity: Severity;
  readonly en: Wording;
  readonly zh: Wording;
  /** What this rule finds in one analysed table. */
  readonly table?: (analysis: TableAnalysis) => readonly Problem[];
  /** What this rule finds in an interval that holds no value. */
  readonly interval?: (empty: EmptyInterval) => readonly Problem[];
}
