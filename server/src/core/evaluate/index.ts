/** The exact evaluator: what a policy pays one applicant, why, and whether examples hold. It defines the meaning of programs. */
import type { Clause, Condition, Example, ExpectTarget, Expression, Program } from '../program/program';
import { touched } from '../program/reads';
import { applicantOf } from './applicant';
import { clauseScope, judgeCondition as judgeIn } from './clause';
import { Evaluator, GLOBAL, type Scope } from './evaluator';
import { checkExpectations, type ExpectationResult, expectationText } from './examples';
import { evaluate as evaluateIn } from './expression';
import { evaluateProgram } from './total';
import type { Applicant, ClauseOutcome, Evaluation, Trace, Value } from './values';

export interface Options {
  /** Record how every value came about. */
  readonly trace?: boolean;
  /** Keep what was computed as long as the applicant lives, for {@link advance}; not for applicants that are met once. Implies `share`. */
  readonly keep?: boolean;
  /** Let applicants who come to the same share what was computed: worth the book-keeping where there are several. */
  readonly share?: boolean;
}

/** The last evaluator, so that questions right after an evaluation do not repeat it. */
let last: Evaluator | undefined;
/** Evaluators of applicants that were asked to be kept; with the applicant they go. */
const kept = new WeakMap<Applicant, Evaluator>();

function evaluatorFor(program: Program, applicant: Applicant, trace: boolean, sharing = false): Evaluator {
  const fits = (ev: Evaluator | undefined): boolean =>
    ev !== undefined && ev.applicant === applicant && ev.program === program && ev.tracing === trace && (ev.sharing || !sharing);
  if (last && fits(last)) return last;
  const known = kept.get(applicant);
  const ev = known && fits(known) ? known : new Evaluator(program, applicant, trace, sharing);
  last = ev;
  return ev;
}

/**
 * Lets what was computed for an applicant be used again under the program's next state, and for the applicant's next; see
 * {@link Evaluator.advance}.
 */
export function advance(from: Program, to: Program, was: Applicant, is: Applicant, changed: ReadonlySet<string>): void {
  const known = kept.get(was);
  if (!known) return;
  kept.delete(was);
  if (known.program !== from || known.tracing) return;
  known.advance(to, is, changed);
  kept.set(is, known);
}

/**
 * What `ask` finds of the applicant under another program, which differs little: what is kept of it under `program` serves, and is as it was
 * afterwards. `ask` evaluates under `other` only.
 */
export function supposing<T>(program: Program, other: Program, applicant: Applicant, ask: () => T): T {
  const known = kept.get(applicant);
  return known && known.program === program && !known.tracing ? known.supposing(other, touched(program, other), ask) : ask();
}

/** Everything that the policy comes to for the applicant. Never throws. */
export function evaluate(program: Program, applicant: Applicant, options: Options = {}): Evaluation {
  const ev = evaluatorFor(program, applicant, options.trace ?? false, options.keep || options.share);
  if (options.keep) kept.set(applicant, ev);
  return evaluateProgram(program, ev);
}

/**
 * As {@link evaluate}, where some clauses' outcomes are known already from elsewhere ({@link plainOutcome}). Nothing of it is kept: they lack what
 * is only shown.
 */
export function evaluateRest(program: Program, applicant: Applicant, given: (clause: string) => ClauseOutcome | undefined): Evaluation {
  return evaluateProgram(program, new Evaluator(program, applicant, false, false, given));
}

/** Whether one of the clause's conditions holds; not of one that goes over a list. */
export function judgeCondition(program: Program, applicant: Applicant, clause: Clause, condition: Condition): Value {
  return judgeIn(condition, clauseScope(clause, undefined), evaluatorFor(program, applicant, false)).result;
}

/** What one clause comes to for the applicant, before groups and limits; undefined where there is no such clause. */
export function evaluateClauseAlone(program: Program, applicant: Applicant, clause: string): ClauseOutcome | undefined {
  return evaluatorFor(program, applicant, false).outcome(clause);
}

/** The value of an expression of the program (not of a clause's own names) for the applicant. */
export function evaluateExpression(program: Program, applicant: Applicant, expression: Expression): Value {
  return evaluateIn(expression, GLOBAL, evaluatorFor(program, applicant, false));
}

/**
 * The value of an expression where it stands: among a clause's own lets, at an item of a list, behind the amount that a step finds. A scope
 * serves one state of the program.
 */
export function evaluateWithin(program: Program, applicant: Applicant, expression: Expression, scope: Scope): Value {
  return evaluateIn(expression, scope, evaluatorFor(program, applicant, false));
}

/** The value of {@link evaluateExpression} with how it came about. */
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

/** Says how values came about where they stand, each when it is asked for; what they have in common is computed once. */
export function tracer(program: Program, applicant: Applicant): (expression: Expression, scope: Scope) => Trace | undefined {
  const ev = new Evaluator(program, applicant, true);
  return (expression, scope) => ev.captured(() => evaluateIn(expression, scope, ev)).traces[0];
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

/** What an example of this applicant may expect of the target, from behind its name on; see {@link expectationText}. */
export function holdingText(program: Program, applicant: Applicant, target: ExpectTarget, language: 'en' | 'zh'): string | undefined {
  const ev = evaluatorFor(program, applicant, false);
  return expectationText(program, target, evaluateProgram(program, ev), ev, language);
}

export { applicantOf, firstDay } from './applicant';
export { clauseScope, plainOutcome } from './clause';
export { GLOBAL, type Scope } from './evaluator';
export { actualText, type ExpectationResult, neededFacts } from './examples';
