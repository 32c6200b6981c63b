/** What an evaluation yields: values with their uncertainty and trace, outcomes of clauses, groups, limits and the total. */
import type { Exact } from '../exact';
import type { Constant, Given, Payment, Place } from '../program/program';

/** An applicant: what is known. A fact that is absent and has no default is unknown. */
export interface Applicant {
  readonly facts: ReadonlyMap<string, Given>;
  /** Lets replaced by an example. */
  readonly lets?: ReadonlyMap<string, Constant>;
  readonly history: readonly Payment[];
  /** Days since 1970-01-01; absent: `as_of` is unknown. */
  readonly asOf?: number;
}

/** A fact (or a field of the nth item of a list, from 0, or `as_of`) that a result still needs. Shown `projects[1].cost`. */
export interface Need {
  readonly fact: string;
  readonly item?: number;
  readonly field?: string;
}

/** What is known of an unknown value. */
export type Range =
  | {
      readonly kind: 'number';
      readonly lower?: { readonly value: Exact; readonly inclusive: boolean };
      readonly upper?: { readonly value: Exact; readonly inclusive: boolean };
      readonly integer?: boolean;
    }
  | { readonly kind: 'members'; readonly members: readonly string[] }
  /** Nothing but, where `sure`, that it is a value; without `sure` it may also turn out to be an error. */
  | { readonly kind: 'any'; readonly sure?: boolean };

export type ErrorCode =
  | 'division-by-zero'
  | 'negative-award'
  | 'negative-deduction'
  | 'no-row'
  | 'fact-out-of-range'
  | 'rounding-step'
  | 'too-large'
  | 'date-out-of-range'
  | 'circular'
  | 'broken';

export interface EvaluationError {
  readonly code: ErrorCode;
  readonly place: Place;
  /** Fills the sentence: values as constants, names as strings. */
  readonly data: Readonly<Record<string, string | Constant>>;
}

/** `at most`: a ceiling. `depends on a ceiling`: could rise if a ceiling is not used up. */
export type Mark = 'at most' | 'depends on a ceiling';

export type Value =
  /** `range`: what the value may be instead if ceilings are not used up; present exactly where that is something else. */
  | { readonly state: 'known'; readonly value: Constant; readonly mark?: Mark; readonly range?: Range }
  | { readonly state: 'unknown'; readonly range: Range; readonly needs: readonly Need[]; readonly mark?: Mark }
  | { readonly state: 'error'; readonly error: EvaluationError }
  | { readonly state: 'unspecified'; readonly clauses: readonly string[] };

/**
 * One step of a computation: the expression's place, its inputs, its result. Evaluated only where the trace is asked for. A let that is read
 * in several places has one trace, shared: whoever prints the tree shows it once.
 */
export interface Trace {
  readonly place: Place;
  /** What was done, e.g. an Expression's op, 'fact', 'when', 'cap'. */
  readonly label: string;
  /** Extra facts on the step: row taken, item number, function name, mode, whether it bites … */
  readonly data?: Readonly<Record<string, string | number | boolean>>;
  readonly inputs: readonly Trace[];
  readonly result: Value;
}

/** A condition or requirement that was judged. */
export interface Judgement {
  readonly reason?: string;
  readonly place: Place;
  /** yes, no, unknown or error. */
  readonly result: Value;
  /** For `when any`: each alternative. */
  readonly alternatives?: readonly Judgement[];
  readonly trace?: Trace;
}

export interface StepOutcome {
  readonly kind: 'award' | 'less' | 'cap' | 'floor' | 'round';
  readonly place: Place;
  readonly reason?: string;
  /** False where its own `when` did not hold. */
  readonly applied: boolean;
  /** True where it changed the amount. */
  readonly bites: boolean;
  /** The step's own figure: the cap that remains in its window, the deduction, the floor, the rounding step. */
  readonly figure?: Value;
  readonly before?: Value;
  readonly after: Value;
  readonly trace?: Trace;
}

export type Status = 'inactive' | 'ineligible' | 'unknown' | 'error' | 'unspecified' | 'granted' | 'payable' | 'excluded' | 'conflict';

/** One clause, or one item of a clause with `each`. */
export interface ItemOutcome {
  readonly status: Status;
  /** What it finally pays, after groups and limits (base units of its currency); 0 where it does not pay; unknown or error as such. */
  readonly amount: Value;
  /** Before groups and limits: what the clause's name means. */
  readonly gross: Value;
  /** True where all conditions hold (whatever groups did). False only where known to be ineligible or inactive. Undefined where unknown. */
  readonly eligible?: boolean;
  readonly conditions: readonly Judgement[];
  readonly steps: readonly StepOutcome[];
  readonly needs: readonly Need[];
  readonly error?: EvaluationError;
  /** Set when a group excluded it. */
  readonly excludedBy?: { readonly group: string; readonly inFavourOf: string };
  /** What each limit cut, in order. */
  readonly cuts: readonly { readonly limit: string; readonly amount: Exact }[];
}

export interface ClauseOutcome extends ItemOutcome {
  readonly clause: string;
  /** What a `grants` gives, or the text of an unspecified award. */
  readonly text?: string;
  /** One an item, for a clause with `each`. */
  readonly items?: readonly ItemOutcome[];
}

export interface GroupOutcome {
  readonly group: string;
  readonly state: 'settled' | 'idle' | 'conflict' | 'unknown';
  /** The clause that keeps its amount (per item with `each`: winners by item). */
  readonly winner?: string;
  readonly contenders: readonly { readonly clause: string; readonly amount: Exact }[];
  readonly items?: readonly Omit<GroupOutcome, 'items' | 'group'>[];
}

export interface LimitOutcome {
  readonly limit: string;
  /** What remains of the cap in its window. */
  readonly cap: Value;
  readonly before: Value;
  /** What the members get together after it. */
  readonly after: Value;
  readonly bites: boolean;
}

export interface Evaluation {
  /** Some clause is in error since something in the program could not be read. */
  readonly unread?: boolean;
  readonly clauses: ReadonlyMap<string, ClauseOutcome>;
  readonly groups: readonly GroupOutcome[];
  readonly limits: readonly LimitOutcome[];
  readonly total: {
    readonly status: 'known' | 'unknown' | 'conflict' | 'error';
    /** Known: with its mark; unknown: with range and needs; conflict: what the amount would range over is not computed. */
    readonly value: Value;
    /** Clauses named beside the total since the document gives no figure. */
    readonly unspecified: readonly string[];
    readonly granted: readonly string[];
    readonly conflicts: readonly string[];
  };
}
