/** What the evaluator says of an example's expectations, as findings. */
import type { ExampleResult } from '../evaluate/incremental';
import type { Problem } from '../finding';
import type { Program } from '../program/program';

export function checkExampleResult(_program: Program, _result: ExampleResult): readonly Problem[] {
  return [];
}
