/** What an award curve is: what a policy pays one applicant along one numeric fact, all else fixed. */
import type { Applicant, Need, Value } from '../evaluate/values';
import type { Exact } from '../exact';
import type { Place, Program } from '../program/program';
import type { NumberType } from '../program/types';

/** A fact of a number type, or such a field of the nth item of a list, from 0. */
export interface FactPath {
  readonly name: string;
  readonly item?: number;
  readonly field?: string;
}

/** `clause`: what it finally pays, after groups and limits. */
export type CurveOf = { readonly kind: 'total' } | { readonly kind: 'clause'; readonly name: string };

export interface CurveAsked {
  readonly program: Program;
  readonly applicant: Applicant;
  readonly fact: FactPath;
  readonly of: CurveOf;
  /** In base units. Without it the fact's interval, an open end drawn where all that turns has turned. */
  readonly domain?: { readonly from: Exact; readonly to: Exact };
}

/**
 * `cliff`: the amount jumps down; `step`: it jumps up; `kink`: it goes on at another rate; `state`: it becomes or ceases to be known. The others say
 * through what: see {@link Cause}.
 */
export type BreakpointKind = 'step' | 'cliff' | 'kink' | 'state' | CauseKind;
export type CauseKind = 'eligibility' | 'row' | 'cap' | 'floor' | 'less' | 'rounding' | 'group' | 'limit' | 'award';

/** What is decided otherwise on the two sides: a condition, a row, a step, a group or limit; where nothing finer is known the award. */
export interface Cause {
  readonly kind: CauseKind;
  readonly place: Place;
  readonly clause?: string;
  /** The group's or limit's name. */
  readonly name?: string;
}

export interface Breakpoint {
  /** In base units. Of a fact in whole numbers: the first one of which the new is true. */
  readonly x: Exact;
  /** Where the place is irrational (nothing that can be given): it lies between these, as does `x`. */
  readonly between?: { readonly from: Exact; readonly to: Exact };
  /** What the amount comes to on the way to it from below; of whole numbers at the one before. Absent at the start of the domain. */
  readonly before?: Value;
  /** Absent where the place is irrational. */
  readonly at?: Value;
  /** What it starts from just past it. Absent for whole numbers and at the end of the domain. */
  readonly after?: Value;
  readonly kinds: readonly BreakpointKind[];
  readonly causes: readonly Cause[];
}

/**
 * `constant`, `line`, `curve`: what they say, from end to end. `steps`: so many small steps, through roundings, that they are not listed; nothing
 * else happens in it. `open`: no known amount (`start` and `end` say what there is instead).
 */
export type Shape = 'constant' | 'line' | 'curve' | 'steps' | 'open';

export interface Piece {
  readonly from: Exact;
  readonly fromIncluded: boolean;
  readonly to: Exact;
  readonly toIncluded: boolean;
  readonly shape: Shape;
  /** At the end, where it is included, else what the amount comes to towards it. */
  readonly start: Value;
  readonly end: Value;
  /** Within it, for drawing: of `curve` and of `steps` that follow none but a line. */
  readonly samples?: readonly { readonly x: Exact; readonly y: Exact }[];
  /** Of `steps` that come from one rounding: how high one is, in base units. */
  readonly height?: Exact;
  /** Of `open`: the other facts that are wanting. */
  readonly needs?: readonly Need[];
}

/**
 * `many`: more breakpoints than are listed. `facts`: other facts are not known, and what that leaves known may change within a piece. `unsettled`: so
 * may what an error or a conflict leaves known. `clauses`: these hold something that cannot be followed. `differs`: what was followed is not what was evaluated.
 */
export type LeftOpen =
  | { readonly reason: 'many'; readonly from: Exact }
  | { readonly reason: 'facts' | 'unsettled' }
  | { readonly reason: 'clauses'; readonly clauses: readonly string[] }
  | { readonly reason: 'differs'; readonly at: Exact };

export interface Curve {
  readonly domain: { readonly from: Exact; readonly to: Exact };
  /** Of the fact. */
  readonly type: NumberType;
  /** Only these multiples can be given (a fact in whole numbers). */
  readonly step?: Exact;
  /** In order. */
  readonly breakpoints: readonly Breakpoint[];
  /** In order and without gaps (but for the breadth of an irrational `between`); a point that differs from both sides is a piece of its own. */
  readonly pieces: readonly Piece[];
  /** Empty: every breakpoint of the domain is among `breakpoints`, but for those within `steps`. */
  readonly leftOpen: readonly LeftOpen[];
}
