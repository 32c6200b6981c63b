/** Why: a difference rendered, the parts that all faces show: what is said stands here once, where and how it is laid out is theirs. */
import type { Answer, Sides, VerdictKind } from '../../core/compare/difference';
import type { FileRange } from '../../core/finding';

/** One difference in words. Nothing in it is escaped or made printable; that is the business of who shows it. */
export interface DifferenceText {
  /** The answer, in one or two sentences. */
  readonly answer: string;
  readonly kind: Answer;
  /** Clauses, groups, limits, and the total last; those too that are the same for everyone. */
  readonly rows: readonly RowText[];
  readonly structure: readonly LineText[];
  readonly dates: readonly LineText[];
  readonly facts: readonly LineText[];
  readonly admission: readonly LineText[];
  /** Those whose amounts or outcomes differ, and those that only one side has. */
  readonly examples: readonly ExampleText[];
  /** Examples that get the same. */
  readonly sameExamples: number;
  /** What the reader has to know of the comparison as a whole: said first. */
  readonly notes: readonly string[];
}

export interface LineText {
  readonly text: string;
  readonly at: Sides<FileRange>;
  readonly witness?: WitnessText;
}

export interface RowText {
  readonly kind: 'clause' | 'group' | 'limit' | 'total';
  /** `old → new` where it was renamed; of the total the word for it. */
  readonly name: string;
  /** '' where there is none. */
  readonly title: string;
  readonly verdict: VerdictKind;
  readonly word: string;
  /** `¥0 → ¥50 (+¥50)`: the simplest. */
  readonly gain?: string;
  readonly loss?: string;
  /** `up to +¥50`, `without limit`; '' where it is not known. */
  readonly mostGain: string;
  readonly mostLoss: string;
  /** Why it is not decided, what it rests on, what a person has to read. */
  readonly remarks: readonly string[];
  readonly witnesses: readonly WitnessText[];
  readonly at: Sides<FileRange>;
}

export type WitnessRole = 'gain' | 'largest-gain' | 'loss' | 'largest-loss' | 'eligible' | 'ineligible' | 'other' | 'only-a' | 'only-b';

/** One applicant under both versions. */
export interface WitnessText {
  readonly role: WitnessRole;
  readonly label: string;
  /** `m = 100元`. */
  readonly facts: readonly string[];
  /** What they get: an amount, or the outcome. */
  readonly before: string;
  readonly after: string;
  /** `+¥50`; undefined where a side has no amount. */
  readonly difference?: string;
  /** That it grows without end, or that larger ones may exist. */
  readonly remark?: string;
}

export interface ExampleText {
  readonly title: string;
  readonly before: string;
  readonly after: string;
  readonly difference?: string;
  /** What is to be said of it: only one side has it, its facts differ. */
  readonly remarks: readonly string[];
  readonly clauses: readonly { readonly name: string; readonly before: string; readonly after: string; readonly difference?: string }[];
  readonly at: Sides<FileRange>;
}
