/**
 * What a change does to awards, as data: the contract between the comparison and all who render it (command line, editor, pull requests).
 * Amounts are exact, in base units of their currency; facts are constants. No sentences: those are made at the edge, in English or Chinese.
 * Source: language.md, *What a difference means*.
 */
import type { Applicant, Status } from '../evaluate/values';
import type { Exact } from '../exact';
import type { FileRange } from '../finding';
import type { DateRange } from '../program/program';
import type { OpenReason } from '../prove/verdict';

/** The program before, and the one after. */
export type Side = 'a' | 'b';

/** The same for both sides; absent where a side has none. */
export interface Sides<T> {
  readonly a?: T;
  readonly b?: T;
}
export interface Both<T> {
  readonly a: T;
  readonly b: T;
}

export interface Difference {
  readonly structure: readonly StructureChange[];
  /** Every fact of either side, in the order of B, those of A only behind them. */
  readonly facts: readonly FactMatch[];
  readonly dates: DatesDifference;
  readonly admission: AdmissionDifference;
  /** In the order of B; clauses of A only behind them. */
  readonly clauses: readonly ClauseDifference[];
  readonly groups: readonly GroupDifference[];
  readonly limits: readonly LimitDifference[];
  readonly total: TotalDifference;
  readonly examples: readonly ExampleDifference[];
  readonly notes: readonly Note[];
  /** Everything taken together, see {@link Answer}. */
  readonly answer: Answer;
}

/**
 * The first line of every report. `same`: proved the same for everyone, the same applicants and dates are admitted, and no outcome of a clause,
 * group, limit or the total differs. `reworded`: that too, but texts differ that a person must judge (see {@link Judgement.wording}).
 * `different`: somebody gets something else, or others are admitted, or other days. `not-decided`: no difference is known, and not all is decided.
 */
export type Answer = 'same' | 'reworded' | 'different' | 'not-decided';

// ---------------------------------------------------------------------------------------------- what changed in the text

export type ItemKind = 'clause' | 'fact' | 'let' | 'group' | 'limit' | 'requirement' | 'policy';

/**
 * One item that is not what it was. Of one item there may be several: renamed and reworded.
 * - `added`, `removed`: only one side has it (`b`, `a`).
 * - `renamed`: `name.a` became `name.b`.
 * - `changed`: its typed body is another. What that means for awards is said by the verdicts.
 * - `reworded`: the body is the same but something that people read differs: `parts` says what.
 * - `moved`: it stands in another file, or in another order among the items of its kind.
 */
export interface StructureChange {
  readonly kind: ItemKind;
  readonly change: 'added' | 'removed' | 'renamed' | 'changed' | 'reworded' | 'moved';
  /** Names; of a requirement, its reason or the text of its condition; of the policy, its title. */
  readonly name: Sides<string>;
  readonly title: Sides<string>;
  readonly at: Sides<FileRange>;
  /** `reworded` and `changed`: which parts: title, source, department, reason, label, unit, default, effective, number … */
  readonly parts?: readonly string[];
  /** `moved`: to another file, else to another place in the order. */
  readonly otherFile?: boolean;
}

// ---------------------------------------------------------------------------------------------- facts

/**
 * How a fact of A and a fact of B belong together.
 * - `same`: by name, with the same type and interval.
 * - `renamed`: label and type are the same and unique on both sides, or the rename was stated. May have other bounds: see `changes`.
 * - `retyped`: by name, and its unit, interval, members or fields changed; what both know of it is still one value.
 * - `apart`: by name, but the types have nothing in common (money and a choice): each side's is a free value of its own.
 * - `only-a`, `only-b`: the other side does not know it.
 */
export interface FactMatch {
  readonly match: 'same' | 'renamed' | 'retyped' | 'apart' | 'only-a' | 'only-b';
  readonly name: Sides<string>;
  readonly label: Sides<string>;
  readonly at: Sides<FileRange>;
  /** `type`, `dimension`, `integer`, `interval`, `members`, `fields`, `most-items`, `default`, `label`, `unit` (shown in another unit). */
  readonly changes: readonly FactChange[];
}
export type FactChange = 'type' | 'dimension' | 'integer' | 'interval' | 'members' | 'fields' | 'most-items' | 'default' | 'label' | 'unit';

// ---------------------------------------------------------------------------------------------- dates

/** Days since 1970-01-01; both ends inclusive; an absent end is open. Undefined for a side without any dates: always in force. */
export interface DatesDifference {
  /** Of the policies (the roots'; of an imported policy where the root has none). */
  readonly policy: RangeDifference;
  /** Of clauses that stand on both sides and whose dates (their own within their file's) differ. */
  readonly clauses: readonly (RangeDifference & { readonly name: Both<string>; readonly at: Both<FileRange> })[];
}
export interface RangeDifference {
  readonly range: Sides<DateRange>;
  readonly same: boolean;
  /** The days that both cover: an empty object is every day; undefined where there is none. Awards are compared on these days only. */
  readonly common: DateRange | undefined;
  /** The days that only this side covers. */
  readonly only: Both<readonly DateRange[]>;
}

// ---------------------------------------------------------------------------------------------- verdicts

/**
 * Over all applicants whom both programs admit, on all days that both cover (for a clause: on which both versions are in force).
 * - `same`: outcome and amount are the same for everyone.
 * - `never-less`: B's amount is never below A's, and above it for somebody. `never-more`: the other way round.
 * - `some-more-some-less`: each for somebody.
 * - `other-outcome`: the amounts do not say it all. Either nobody's amount differs but the outcome does (eligible with 0 became ineligible, a
 *   right became a ceiling, another thing is granted), or somebody has an amount on one side and an error, no figure or a conflict on the other;
 *   `gain` and `loss` of those who have amounts on both sides stand beside it.
 * - `not-decided`: `reasons` says why; what is known all the same (a gain, a loss) stands beside it.
 */
export type VerdictKind = 'same' | 'never-less' | 'never-more' | 'some-more-some-less' | 'other-outcome' | 'not-decided';

export type UndecidedReason =
  /** As the prover says; `no-solver`: a solver may decide it. */
  | OpenReason
  /** There is no day that both cover. */
  | 'no-common-day'
  /** Nobody is admitted by both, so there is nobody of whom anything could be said. */
  | 'nobody-in-common'
  /** This side's text could not be read there. */
  | 'unread-a'
  | 'unread-b'
  /** What is granted, or why there is no figure, is said in other words; only a person can tell whether they mean the same. */
  | 'wording'
  /** Amounts of different currencies. */
  | 'other-currency'
  /** A change is certain only up to here: the witness that was looked for was not found, though it must exist. */
  | 'no-witness';

/** A verdict with all that it rests on. */
export interface Judgement {
  readonly verdict: VerdictKind;
  /** Only with `not-decided`, or where `gain` or `loss` is known and the rest is open. */
  readonly reasons: readonly UndecidedReason[];
  /** Whether somebody gets more, gets less; undefined where that is not decided. */
  readonly more: boolean | undefined;
  readonly less: boolean | undefined;
  readonly gain?: Extent;
  readonly loss?: Extent;
  /** Somebody who is eligible in B and not in A, and the other way round. */
  readonly eligibilityGained?: Witness;
  readonly eligibilityLost?: Witness;
  /** Somebody with an amount on one side only, or with another outcome at equal amounts. */
  readonly otherOutcome?: Witness;
  /** Facts that only one side knows and on which this rests: their value is free, as the other side's clause cannot ask for them. */
  readonly free: readonly { readonly side: Side; readonly name: string }[];
  /** Texts that stand for what cannot be computed differ: what is granted, why there is no figure. */
  readonly wording?: Both<string>;
  /** Whether the amount is a ceiling (`up to`), where that differs. */
  readonly ceiling?: Both<boolean>;
}

/** Who gains, or loses. */
export interface Extent {
  /** In numbers that a person can read. */
  readonly simple: Witness;
  /** One for whom the difference is larger; absent where the simple one is the largest, and of groups and limits. */
  readonly large?: Witness;
  /** It grows beyond every sum: 10^16 base units are still exceeded. */
  readonly unbounded: boolean;
  /** Where it is unbounded: the facts that have to grow for that, all else being as in `large`, where it is so simple. */
  readonly growsWith?: readonly string[];
  /** Nobody's difference is larger than that of `large` (or of `simple` where there is no `large`): proved. Else larger ones may exist. */
  readonly largest: boolean;
}

/** One applicant under both programs, as the exact evaluator computes them. */
export interface Witness {
  /** The applicant in the names of each side: a fact that a side does not know is not among its facts. */
  readonly applicant: Both<Applicant>;
  /**
   * The facts on which both results rest, as `name = value` in B's names (A's where only A knows it): whoever shares them gets the same. With a
   * last `…` where there are more.
   */
  readonly facts: readonly string[];
  readonly a: Result;
  readonly b: Result;
  /** B's amount less A's, where both have one: base units of `currency`. */
  readonly difference?: Exact;
}

export interface Result {
  /** Of a clause, before groups and limits; of a group, limit or the total: payable, error or conflict. `absent`: the side has no such item. */
  readonly status: Status | 'absent' | 'not-admitted';
  /** Undefined where there is none: error, unspecified, conflict. 0 where it is ineligible, granted in kind, or absent. */
  readonly amount?: Exact;
  /** ISO code. */
  readonly currency?: string;
  readonly atMost: boolean;
}

// ---------------------------------------------------------------------------------------------- what is judged

export interface ClauseDifference extends Judgement {
  readonly kind: 'clause';
  /** A clause that only one side has is compared with nothing paid. */
  readonly presence: 'both' | 'only-a' | 'only-b';
  readonly name: Sides<string>;
  readonly title: Sides<string>;
  readonly at: Sides<FileRange>;
  readonly currency?: string;
}
/** What the members get together, after all groups and limits. */
export interface GroupDifference extends Judgement {
  readonly kind: 'group';
  readonly presence: 'both' | 'only-a' | 'only-b';
  readonly name: Sides<string>;
  readonly title: Sides<string>;
  readonly at: Sides<FileRange>;
}
export interface LimitDifference extends Judgement {
  readonly kind: 'limit';
  readonly presence: 'both' | 'only-a' | 'only-b';
  readonly name: Sides<string>;
  readonly title: Sides<string>;
  readonly at: Sides<FileRange>;
}
/** What everything comes to, on the days that both policies cover; a clause that is not in force on such a day counts as it does
 * then: as nothing. What is granted in kind is no part of it. */
export interface TotalDifference extends Judgement {
  readonly kind: 'total';
  readonly currency?: string;
}

// ---------------------------------------------------------------------------------------------- who is admitted

/**
 * Applicants that only one side admits, by requirements, intervals, members or numbers of items, on days that both cover. `same`: each admits
 * whom the other does.
 */
export interface AdmissionDifference {
  readonly same: boolean;
  /** Somebody whom only A admits, only B admits. */
  readonly onlyA: AdmissionRow;
  readonly onlyB: AdmissionRow;
  /** Nobody is admitted by both: then no verdict says anything of anybody. Undefined where that is not decided. */
  readonly nobodyInCommon: boolean | undefined;
}
export interface AdmissionRow {
  readonly possible: 'yes' | 'no' | 'not-decided';
  readonly reasons: readonly UndecidedReason[];
  /** What the other side lacks: requirements by their reasons, facts by their names. Which of them tell the witness apart. */
  readonly because: readonly {
    readonly kind: 'requirement' | 'interval' | 'members' | 'most-items';
    readonly name: string;
    readonly at?: FileRange;
  }[];
  /** With what the total is on the side that admits them. */
  readonly witness?: Witness;
  readonly free: readonly { readonly side: Side; readonly name: string }[];
}

// ---------------------------------------------------------------------------------------------- examples, notes

/** An example, matched by its title; each side's with its own facts. */
export interface ExampleDifference {
  readonly title: string;
  readonly at: Sides<FileRange>;
  readonly presence: 'both' | 'only-a' | 'only-b';
  /** What A's example (B's, where only B has it) gets under both: facts by matched names; undefined for a fact or date that cannot be carried over. */
  readonly total: Sides<Result>;
  readonly difference?: Exact;
  /** Clauses whose final outcome or amount differs. */
  readonly clauses: readonly {
    readonly name: Sides<string>;
    readonly title: Sides<string>;
    readonly a: Result;
    readonly b: Result;
    readonly difference?: Exact;
  }[];
  /** B's example says other facts than A's: the figures are of each side's own example. */
  readonly ownFacts: boolean;
}

export type Note =
  /** A side has findings of reading: compared as far as it goes. `count` of errors. */
  | { readonly kind: 'unread'; readonly side: Side; readonly count: number }
  /** Nothing of the two is the same: no clause and no fact matches. */
  | { readonly kind: 'nothing-shared' }
  | { readonly kind: 'no-common-day' }
  /** It was wished that both are compared as if they were in force on the days of either. The policies' own days. */
  | { readonly kind: 'dates-ignored'; readonly a: DateRange; readonly b: DateRange }
  /** Nobody is admitted by both. */
  | { readonly kind: 'nobody-in-common' }
  /** A rename that was stated does not fit: a name is unknown, or the types have nothing in common. */
  | { readonly kind: 'rename-ignored'; readonly from: string; readonly to: string }
  /** Lists were compared up to this many items. */
  | { readonly kind: 'lists-to'; readonly items: number };
