/** Why: what every part of the preview's state is made from: the program that is shown, the applicant of the form, and what it comes to. */
import type { Applicant, Evaluation } from '../core/evaluate/values';
import type { Place, Program } from '../core/program/program';
import type { Analysis } from '../core/workspace';
import type { Spot } from '../previewProtocol';
import type { Session } from '../session';

export interface Previewed {
  readonly session: Session;
  readonly language: 'en' | 'zh';
  /** The state of the file that is shown: the present one, or the last that could be read. */
  readonly analysis: Analysis;
  readonly program: Program;
  readonly applicant: Applicant;
  readonly evaluation: Evaluation;
  spotOf(place: Place): Spot;
}

/** Where a place stands in its file now. */
export function spotIn(session: Session, analysis: Analysis, place: Place): Spot {
  const { uri, range } = session.location(analysis.range(place));
  return { uri, line: range.start.line, character: range.start.character, endLine: range.end.line };
}
