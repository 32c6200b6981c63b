/** A difference in words, from its data alone: for the command line and for the editor. */
import type { Difference } from '../../core/compare/difference';
import type { Program } from '../../core/program/program';
import type { Language } from '../outcomes';
import { Amounts } from './amounts';
import { answerOf } from './answer';
import { admissionLines, dateLines, exampleTexts, factLines, notesOf, structureLines } from './lines';
import { rowsOf } from './rows';
import type { DifferenceText } from './text';
import type { Reader } from './words';

/** @param later program B: amounts are written as its own are */
export function differenceText(difference: Difference, later: Program, language: Language, reader: Reader = 'terminal'): DifferenceText {
  const amounts = new Amounts(language, later, reader);
  const examples = exampleTexts(difference, amounts);
  return {
    answer: answerOf(difference, amounts),
    kind: difference.answer,
    rows: rowsOf(difference, amounts),
    structure: structureLines(difference, language),
    dates: dateLines(difference.dates, language),
    facts: factLines(difference, language),
    admission: admissionLines(difference, amounts),
    examples: examples.changed,
    sameExamples: examples.same,
    notes: notesOf(difference, amounts),
  };
}

export { Amounts } from './amounts';
export { answerOf } from './answer';
export { noteSentence, rangeWords } from './lines';
export type * from './text';
export { listed, partWord, reasonWords, sideWord, verdictWord } from './words';
