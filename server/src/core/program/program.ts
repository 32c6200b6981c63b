/**
 * The typed program: the one representation that every engine works from (exact evaluator, batch evaluator, prover, comparison, export).
 * All sugar is gone: `of` is a product, units are factors already multiplied in, names are resolved, every expression has its type.
 * References are by name (global names are unique in a program), so an unchanged item keeps its part of the program.
 */
import type { Exact } from '../exact';
import type { ExpectStatus, FunctionId, ItemSyntax, SelectOp } from '../syntax/tree';
import type { Bounds, Dimension, ListType, ScalarType } from './types';

/** Where something stands: relative to its item, so that it survives the item's moving. Snapshot.range turns it into a FileRange. */
export interface Place {
  readonly uri: string;
  readonly item: ItemSyntax;
  readonly start: number;
  readonly end: number;
}

/** A value without uncertainty. Numbers in base units of their dimension; dates as days since 1970-01-01; a set as its members, sorted. */
export type Constant =
  | { readonly kind: 'number'; readonly value: Exact }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'date'; readonly day: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'member'; readonly member: string }
  | { readonly kind: 'set'; readonly members: readonly string[] };

export type CompareOp = '=' | '!=' | '<' | '<=' | '>' | '>=';

interface Node {
  readonly type: ScalarType;
  readonly place: Place;
}

export type Expression = Node &
  (
    | { readonly op: 'constant'; readonly value: Constant }
    | { readonly op: 'fact'; readonly name: string }
    /** A field of the item in scope: `depth` 0 is the innermost `each` around it, 1 the next one out. */
    | { readonly op: 'field'; readonly list: string; readonly field: string; readonly depth: number }
    /** `clause` names the clause a local let belongs to; without it the let is the program's. */
    | { readonly op: 'let'; readonly name: string; readonly clause?: string }
    /** What the clause would pay before groups and limits. */
    | { readonly op: 'clause'; readonly name: string }
    /** `target` is a clause or a group (then: all its members). `within` is a length in months or days. */
    | { readonly op: 'paid'; readonly target: string; readonly within?: Expression }
    | { readonly op: 'this' }
    | { readonly op: 'as_of' }
    | { readonly op: 'not'; readonly operand: Expression }
    | { readonly op: 'negate'; readonly operand: Expression }
    | { readonly op: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
    /** Operands of one type: numbers of one dimension, dates, texts, booleans, members, sets (the last four by = and != only). */
    | { readonly op: 'compare'; readonly relation: CompareOp; readonly left: Expression; readonly right: Expression }
    | { readonly op: 'interval'; readonly subject: Expression; readonly interval: Interval }
    | { readonly op: 'has'; readonly set: Expression; readonly member: Expression }
    | { readonly op: 'in'; readonly subject: Expression; readonly members: readonly Expression[] }
    | { readonly op: 'add' | 'subtract' | 'multiply' | 'divide'; readonly left: Expression; readonly right: Expression }
    /** date ± a length; the amount's dimension says days or months. */
    | { readonly op: 'shift'; readonly date: Expression; readonly amount: Expression; readonly sign: 1 | -1; readonly by: 'day' | 'month' }
    | { readonly op: 'if'; readonly condition: Expression; readonly then: Expression; readonly else: Expression }
    | { readonly op: 'table'; readonly subjects: readonly Expression[]; readonly rows: readonly Row[]; readonly otherwise?: Expression }
    /** First row without a lower end: `lower` is the constant 0 of the subject's dimension. */
    | {
        readonly op: 'marginal';
        readonly subject: Expression;
        readonly rows: readonly { readonly interval: Interval; readonly rate: Expression; readonly place: Place }[];
      }
    | {
        readonly op: 'select';
        readonly select: SelectOp;
        readonly each?: string;
        readonly entries: readonly { readonly value: Expression; readonly condition?: Expression; readonly place: Place }[];
      }
    | { readonly op: 'call'; readonly fn: Exclude<FunctionId, 'paid'>; readonly args: readonly Expression[] }
    /** What has an error finding: evaluates to a value in error that names the place. */
    | { readonly op: 'broken' }
  );

export interface Interval {
  readonly lower?: { readonly value: Expression; readonly inclusive: boolean };
  readonly upper?: { readonly value: Expression; readonly inclusive: boolean };
  readonly place: Place;
}

export type Pattern =
  | { readonly kind: 'any' }
  | { readonly kind: 'interval'; readonly interval: Interval }
  /** A single value (number, date, text, member, boolean). For a set subject: the member that the set must have. */
  | { readonly kind: 'value'; readonly value: Expression };

export interface Row {
  /** Per subject its alternatives; a row matches if in every column one alternative matches. */
  readonly columns: readonly (readonly Pattern[])[];
  readonly value: Expression;
  readonly place: Place;
}

// ---------------------------------------------------------------------------------------------- declarations

export interface Fact {
  readonly name: string;
  readonly label?: string;
  readonly type: ScalarType | ListType;
  readonly bounds?: Bounds;
  readonly default?: Constant;
  readonly place: Place;
  /** Of the name itself. */
  readonly namePlace: Place;
}

export interface Let {
  readonly name: string;
  readonly label?: string;
  readonly value: Expression;
  readonly place: Place;
  readonly namePlace: Place;
}

export interface Test {
  readonly condition: Expression;
  readonly reason?: string;
  readonly place: Place;
}

/** A `when` (one test) or a `when any` (several). */
export interface Condition {
  readonly any: boolean;
  readonly tests: readonly Test[];
  readonly place: Place;
}

export type Window =
  | { readonly kind: 'per year' }
  | { readonly kind: 'within'; readonly length: Expression; readonly by: 'day' | 'month' }
  | { readonly kind: 'ever' };

export type Step = { readonly condition?: Expression; readonly reason?: string; readonly place: Place } & (
  | { readonly kind: 'less' | 'floor'; readonly amount: Expression }
  | { readonly kind: 'cap'; readonly amount: Expression; readonly window?: Window }
  | { readonly kind: 'round'; readonly mode: 'down' | 'up' | 'half'; readonly to: Expression }
);

export type Benefit =
  | { readonly kind: 'award'; readonly upTo: boolean; readonly amount: Expression; readonly place: Place }
  | { readonly kind: 'unspecified'; readonly text: string; readonly place: Place }
  | { readonly kind: 'grants'; readonly what: string; readonly place: Place }
  | { readonly kind: 'missing'; readonly place: Place };

/** Days since 1970-01-01, both inclusive. */
export interface DateRange {
  readonly from?: number;
  readonly to?: number;
}

export interface Clause {
  readonly name: string;
  readonly title?: string;
  readonly source?: { readonly article: string; readonly quote?: string };
  readonly departments: readonly string[];
  /** The clause's own dates; FileInfo.effective bounds them further. */
  readonly effective?: DateRange;
  readonly each?: string;
  readonly lets: ReadonlyMap<string, Let>;
  readonly conditions: readonly Condition[];
  readonly benefit: Benefit;
  readonly steps: readonly Step[];
  /** ISO code of what it pays. */
  readonly currency: string;
  readonly place: Place;
  readonly namePlace: Place;
}

export interface Group {
  readonly name: string;
  readonly title?: string;
  readonly source?: { readonly article: string; readonly quote?: string };
  readonly each?: string;
  readonly members: readonly string[];
  readonly choose?: 'highest' | 'first';
  readonly place: Place;
  readonly namePlace: Place;
}

export interface Limit {
  readonly name: string;
  readonly title?: string;
  readonly source?: { readonly article: string; readonly quote?: string };
  readonly each?: string;
  /** Clause names; `all` is already expanded, in program order. */
  readonly members: readonly string[];
  readonly cap: Expression;
  readonly window?: Window;
  readonly place: Place;
  readonly namePlace: Place;
}

/** A value that an example gives: scalar or list. */
export type Given = Constant | { readonly kind: 'list'; readonly items: readonly Readonly<Record<string, Constant>>[] };

export interface Payment {
  readonly clause: string;
  readonly amount: Exact;
  readonly day: number;
}

export type Expectation = {
  readonly place: Place;
  readonly namePlace: Place;
  readonly target: ExpectTarget;
} /** `value` may name facts and lets of the example; evaluated with it. */ & (
  | { readonly kind: 'value'; readonly value: Expression; readonly valuePlace: Place; readonly tolerance?: Exact; readonly atMost: boolean }
  | { readonly kind: 'status'; readonly status: ExpectStatus; readonly statusPlace: Place }
  | { readonly kind: 'needs'; readonly facts: readonly string[]; readonly needsPlace: Place }
);
export type ExpectTarget =
  | { readonly kind: 'total' }
  | { readonly kind: 'clause' | 'let' | 'limit' | 'group'; readonly name: string }
  | { readonly kind: 'broken' };

export interface Example {
  readonly title: string;
  readonly like?: string;
  /** Own statements only; `like` is resolved by the evaluator's `applicantOf`. */
  readonly facts: ReadonlyMap<string, { readonly value: Given; readonly place: Place }>;
  readonly lets: ReadonlyMap<string, { readonly value: Constant; readonly place: Place }>;
  readonly payments: readonly Payment[];
  readonly on?: number;
  readonly expectations: readonly Expectation[];
  readonly place: Place;
  readonly namePlace: Place;
}

/** What one file says of its own clauses. */
export interface FileInfo {
  readonly uri: string;
  readonly policy?: {
    readonly title: string;
    readonly number?: string;
    readonly issuer?: string;
    readonly issued?: number;
    readonly supersedes: readonly string[];
    readonly url?: string;
    readonly place: Place;
  };
  readonly effective?: DateRange;
  readonly currency: string;
  readonly requirements: readonly Test[];
  readonly imports: readonly string[];
}

export interface Program {
  /** The file asked for. */
  readonly root: string;
  /** The root's imports before itself, in order of first import, depth first; the root last. */
  readonly files: readonly FileInfo[];
  /** In program order (files in order, items in file order), keyed by name. */
  readonly facts: ReadonlyMap<string, Fact>;
  readonly lets: ReadonlyMap<string, Let>;
  readonly clauses: ReadonlyMap<string, Clause>;
  readonly groups: readonly Group[];
  readonly limits: readonly Limit[];
  /** Of the root file only. */
  readonly examples: readonly Example[];
  /** The root's currency; undefined where clauses of several make a total impossible (mixed-currency). */
  readonly currency?: string;
  /** Names of units declared by the program, with factor and dimension, for display and for reading facts files. */
  readonly units: ReadonlyMap<string, { readonly factor: Exact; readonly dimension: Dimension }>;
}
