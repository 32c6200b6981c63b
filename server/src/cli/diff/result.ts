/** Why: the result of a diff run as data; each format is one function of it. */
import type { Difference } from '../../core/compare/difference';
import type { Analysis } from '../../core/workspace';
import type { DifferenceText } from '../../explain/difference/index';
import type { Population, Refusal } from '../../population/result';
import type { PolicyFile } from '../files';
import type { Session } from '../session';
import type { Tree } from './trees';

/** A policy of one state. */
export interface Policy {
  readonly file: PolicyFile;
  readonly analysis: Analysis;
  readonly session: Session;
}

export interface PolicyDifference {
  readonly a: Policy;
  readonly b: Policy;
  readonly difference: Difference;
  readonly text: DifferenceText;
}

/** A policy that only one state has. */
export interface OneSided {
  readonly policy: Policy;
  readonly clauses: number;
}

export interface DiffResult {
  readonly a: Tree;
  readonly b: Tree;
  /** Those that changed. */
  readonly policies: readonly PolicyDifference[];
  readonly added: readonly OneSided[];
  readonly removed: readonly OneSided[];
  readonly unchanged: number;
  /** Sentences on what could not be read. */
  readonly troubles: readonly string[];
  /** With `--population`. */
  readonly population?: PopulationResult;
}

export interface PopulationResult {
  readonly a: Policy;
  readonly b: Policy;
  readonly answer: { readonly result: Population } | { readonly refusal: Refusal };
}

/** Whether anybody's award, admission or dates differ, or it is not known. */
export function isDifferent({ policies, added, removed }: DiffResult): boolean {
  return policies.some(({ difference }) => difference.answer !== 'same') || [...added, ...removed].some(({ clauses }) => clauses > 0);
}
