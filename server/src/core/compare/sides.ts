/** What is asked of each side alike. */
import type { Applicant } from '../evaluate/values';
import type { FileRange } from '../finding';
import type { Place, Program } from '../program/program';

/** One of the two versions, as a workspace's analysis knows it. */
export interface CompareSide {
  readonly program: Program;
  /** Where a place of any file of the program stands. */
  range(place: Place): FileRange;
  /** Places of what could not be read in any file of the program (findings of reading, errors only). */
  readonly unread?: readonly Place[];
}

export interface CompareOptions {
  /** Renames that the author states, of facts, clauses, lets, groups and limits. */
  readonly renames?: readonly { readonly from: string; readonly to: string }[];
  /** Of the texts of witnesses: values of facts. English if left out. */
  readonly language?: 'en' | 'zh';
  /** A solver will be asked what stays open: it is not open for want of one. */
  readonly solver?: boolean;
}

export interface Applicants {
  readonly a: Applicant;
  readonly b: Applicant;
}
