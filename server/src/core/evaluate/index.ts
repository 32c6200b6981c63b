/** The exact evaluator: what a policy pays one applicant, why, and whether examples hold. It defines the meaning of programs. */
import type { Example, Expression, Program } from '../program/program';
import { applicantOf } from './applicant';
import { Evaluator, GLOBAL } from './evaluator';
import { checkExpectations, type ExpectationResult } from './examples';
import { evaluate as evaluateIn } from './expression';
import { evaluateProgram } from './total';
import type { Applicant, ClauseOutcome, Evaluation, Trace, Value } from './values';

export interface Options {
  /** Record how every value came about. */
  readonly trace?: boolean;
}

/** Evaluators by what they were made for, so that questions after an evaluation do not repeat it. */
const recent = new WeakMap<Applicant, Evaluator>();
const line: WeakRef<Applicant>[] = [];
/** More than a file has examples. */
const KEPT = 500;

function evaluatorFor(program: Program, applicant: Applicant, trace: boolean): Evaluator {
  const known = recent.get(applicant);
  if (known && known.program === program && known.tracing === trace) return known;
  const made = new Evaluator(program, applicant, trace);
  if (!known) {
    // Whoever goes over many applicants once must not keep what was computed for all of them.
    line.push(new WeakRef(applicant));
    const oldest = line.length > KEPT ? line.shift()?.deref() : undefined;
    if (oldest) recent.delete(oldest);
  }
  recent.set(applicant, made);
  return made;
}

/** Lets what was computed for the applicant be used again under the program's next state; see {@link Evaluator.advance}. */
export function advance(from: Program, to: Program, applicant: Applicant, touched: ReadonlySet<string>): void {
  const known = recent.get(applicant);
  if (!known) return;
  if (known.program === from && !known.tracing) known.advance(to, touched);
  else recent.delete(applicant);
}

/** The outcome of one clause before groups and limits. */
export function outcomeOf(program: Program, applicant: Applicant, clause: string): ClauseOutcome | undefined {
  return evaluatorFor(program, applicant, false).outcome(clause);
}

/** Everything that the policy comes to for the applicant. Never throws. */
export function evaluate(program: Program, applicant: Applicant, options: Options = {}): Evaluation {
  return evaluateProgram(program, evaluatorFor(program, applicant, options.trace ?? false));
}

/** The value of an expression of the program (not of a clause's own names) for the applicant. */
export function evaluateExpression(program: Program, applicant: Applicant, expression: Expression): Value {
  return evaluateIn(expression, GLOBAL, evaluatorFor(program, applicant, false));
}

/** The same with how it came about. */
export function explainExpression(
  program: Program,
  applicant: Applicant,
  expression: Expression,
): { readonly value: Value; readonly trace?: Trace } {
  const ev = new Evaluator(program, applicant, true);
  const { result, traces } = ev.captured(() => evaluateIn(expression, GLOBAL, ev));
  const trace = traces[0];
  return { value: result, ...(trace ? { trace } : {}) };
}

/** Each expectation of the example: whether it holds, what is the case, and the text that would hold. */
export function checkExample(
  program: Program,
  example: Example,
  evaluation?: Evaluation,
  applicant = applicantOf(program, example),
): ExpectationResult[] {
  const ev = evaluatorFor(program, applicant, false);
  return checkExpectations(program, example, evaluation ?? evaluateProgram(program, ev), ev);
}

export { applicantOf } from './applicant';
export { actualText, type ExpectationResult, neededFacts } from './examples';
