/**
 * The results of a file's examples, kept from one state of the program to the next: only what reads what an edit changed is computed
 * again. The same as computing everything anew, which a test holds it to.
 */
import type { Example, Expectation, Given, Program } from '../program/program';
import { readsOfExpression, touched } from '../program/reads';
import { advance, applicantOf, checkExample, type ExpectationResult, evaluate } from './index';
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
  const results = previous ? continued(program, previous) : program.examples.map((e) => fresh(program, e, applicantOf(program, e)));
  return { results, memo: { program, results } };
}

function fresh(program: Program, example: Example, applicant: Applicant): ExampleResult {
  const evaluation = evaluate(program, applicant, { keep: true });
  return { example, applicant, evaluation, expectations: checkExample(program, example, evaluation, applicant) };
}

function continued(program: Program, previous: ExampleMemo): ExampleResult[] {
  const names = touched(previous.program, program);
  const before = new Map(previous.results.map((r) => [r.example.title, r]));
  const sameExamples = sameArray(previous.program.examples, program.examples) && sameDates(previous.program, program);
  return program.examples.map((example) => {
    const old = before.get(example.title);
    if (!old) return fresh(program, example, applicantOf(program, example));
    let { applicant } = old;
    let changed = names;
    if (!sameExamples || old.example !== example) {
      const now = applicantOf(program, example);
      const given = differences(applicant, now);
      if (!given) return fresh(program, example, now);
      if (given.size > 0) {
        applicant = now;
        changed = touched(previous.program, program, given);
      }
    }
    advance(previous.program, program, old.applicant, applicant, changed);
    const evaluation = evaluate(program, applicant, { keep: true });
    // Nothing was settled anew: what an expectation sees besides amounts decides.
    const keep =
      old.example === example &&
      evaluation === old.evaluation &&
      !example.expectations.some((x) => reads(x).some((name) => changed.has(name)));
    if (keep && applicant === old.applicant) return old;
    const expectations = keep ? old.expectations : checkExample(program, example, evaluation, applicant);
    return { example, applicant, evaluation, expectations };
  });
}

const readsOf = new WeakMap<Expectation, readonly string[]>();

/** What an expectation looks at besides clauses' settled amounts: lets, and what its own value reads. */
function reads(x: Expectation): readonly string[] {
  let known = readsOf.get(x);
  if (!known) {
    const own = x.kind === 'value' ? [...readsOfExpression(x.value)] : x.kind === 'needs' ? x.facts : [];
    known = x.target.kind === 'let' ? [...own, x.target.name] : own;
    readsOf.set(x, known);
  }
  return known;
}

function sameArray<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((x, i) => x === b[i]);
}

function sameDates(a: Program, b: Program): boolean {
  return sameArray(
    a.files.map((f) => f.effective?.from),
    b.files.map((f) => f.effective?.from),
  );
}

/** The facts that are given otherwise; undefined where more than facts is different. */
function differences(a: Applicant, b: Applicant): ReadonlySet<string> | undefined {
  const same = (x: ReadonlyMap<string, Given> | undefined, y: ReadonlyMap<string, Given> | undefined): boolean =>
    (x?.size ?? 0) === (y?.size ?? 0) && [...(x ?? [])].every(([k, v]) => y?.get(k) === v);
  if (a.asOf !== b.asOf || !same(a.lets, b.lets) || !sameArray(a.history, b.history)) return undefined;
  const names = new Set<string>();
  for (const [name, given] of b.facts) if (a.facts.get(name) !== given) names.add(name);
  for (const name of a.facts.keys()) if (!b.facts.has(name)) names.add(name);
  return names;
}
