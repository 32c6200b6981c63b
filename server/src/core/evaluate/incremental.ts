/** The results of a file's examples, kept from one state of the program to the next. */
import type { Example, Program } from '../program/program';
import { applicantOf, checkExample, type ExpectationResult, evaluate } from './index';
import type { Applicant, Evaluation } from './values';

export interface ExampleResult {
  readonly example: Example;
  readonly applicant: Applicant;
  readonly evaluation: Evaluation;
  readonly expectations: readonly ExpectationResult[];
}

export interface ExampleMemo {
  readonly program: Program;
  readonly results: readonly ExampleResult[];
}

export function evaluateExamples(
  program: Program,
  previous: ExampleMemo | undefined,
): { results: readonly ExampleResult[]; memo: ExampleMemo } {
  void previous;
  const results = program.examples.map((example): ExampleResult => {
    const applicant = applicantOf(program, example);
    const evaluation = evaluate(program, applicant);
    return { example, applicant, evaluation, expectations: checkExample(program, example, evaluation) };
  });
  return { results, memo: { program, results } };
}
