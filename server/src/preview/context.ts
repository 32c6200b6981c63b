/** Why: what every part of the preview's state is made from: the program that is shown, the applicant of the form, and what it comes to. */
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Applicant, Evaluation } from '../core/evaluate/values';
import type { Place, Program } from '../core/program/program';
import { canonicalUri } from '../core/uris';
import type { Analysis } from '../core/workspace';
import type { Applied } from '../features/view';
import type { Spot } from '../previewProtocol';
import { rangeIn, type Session } from '../session';

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
  return spotsOf(session, analysis)(place);
}

/** The same for many places: a file that no editor holds is cut into lines once. */
export function spotsOf(session: Session, analysis: Analysis): (place: Place) => Spot {
  const documents = new Map<string, TextDocument>();
  const documentOf = (uri: string): TextDocument => {
    let document = documents.get(uri);
    if (!document) {
      document = session.document(uri) ?? TextDocument.create(uri, 'clause', 0, session.workspace.textOf(uri) ?? '');
      documents.set(canonicalUri(uri), document);
    }
    return document;
  };
  return (place) => {
    const range = analysis.range(place);
    const document = documentOf(range.uri);
    const { start, end } = rangeIn(document, range);
    return { uri: document.uri, line: start.line, character: start.character, endLine: end.line };
  };
}

/** What the sentences of the editor are made from. */
export function appliedOf({ analysis, applicant, evaluation, language, program }: Previewed): Applied {
  return {
    // Of a value that cannot be read the fact has no default: whatever is asked of the applicant is asked of that program.
    analysis: program === analysis.program ? analysis : { ...analysis, program },
    result: { applicant, evaluation },
    showing: { language, currency: program.currency, units: program.units },
    labelled: true,
  };
}
