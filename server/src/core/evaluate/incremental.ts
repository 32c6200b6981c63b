/**
 * The results of a file's examples, kept from one state of the program to the next: only what reads what an edit changed is computed
 * again. The same as computing everything anew, which a test holds it to.
 */
import type { Example, Expectation, Given, Program } from '../program/program';
import { readsOfExpression, touched } from '../program/reads';
import { advance, applicantOf, checkExample, type ExpectationResult, evaluate, type Options } from './index';
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

/** The results of a file's examples where nothing follows: nothing is kept. */
export function evaluateExamplesOnce(program: Program): readonly ExampleResult[] {
  const { examples } = program;
  const options = { share: examples.length > 1 };
  return examples.map((e) => fresh(program, e, applicantOf(program, e), options));
}

function fresh(program: Program, example: Example, applicant: Applicant, options: Options = { keep: true }): ExampleResult {
  const evaluation = evaluate(program, applicant, options);
  return { example, applicant, evaluation, expectations: checkExample(program, example, evaluation, applicant) };
}

function continued(program: Program, previous: ExampleMemo): ExampleResult[] {
  const names = touched(previous.program, program);
  const before = new Map(previous.results.map((r) => [r.example.title, r]));
  const sameExamples = sameArray(previous.program.examples, program.examples) && sameDates(previous.program, program);
  return program.examples.map((example) => {
    const old = before.get(example.title);
    if (!old) return fresh(program, example, applicantOf(program, example));
    const now = sameExamples && old.example === example ? old.applicant : applicantOf(program, example);
    const next = proceed(previous.program, program, old.applicant, now, names);
    if (!next) return fresh(program, example, now);
    const { applicant, changed } = next;
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

/**
 * Lets what was computed of an applicant serve the next state of the program and of the applicant. Undefined where more than facts is different,
 * else the applicant to go on with (the former, where the same is given) and the names whose value may be another.
 * @param names those that the program's change touches
 */
function proceed(
  from: Program,
  to: Program,
  was: Applicant,
  now: Applicant,
  names: ReadonlySet<string>,
): { readonly applicant: Applicant; readonly changed: ReadonlySet<string> } | undefined {
  const given = differences(was, now);
  if (!given) return undefined;
  const applicant = given.size > 0 ? now : was;
  const changed = given.size > 0 ? touched(from, to, given) : names;
  advance(from, to, was, applicant, changed);
  return { applicant, changed };
}

/** An applicant who is looked at again and again while the program and what is known of them change step by step. */
export interface Followed {
  readonly program: Program;
  readonly applicant: Applicant;
  readonly evaluation: Evaluation;
}

/** What the policy comes to for them now: only what reads what changed since `previous` is computed again. */
export function follow(program: Program, applicant: Applicant, previous: Followed | undefined): Followed {
  const names = previous && previous.program !== program ? touched(previous.program, program) : new Set<string>();
  const next = previous && proceed(previous.program, program, previous.applicant, applicant, names);
  const followed = next?.applicant ?? applicant;
  return { program, applicant: followed, evaluation: evaluate(program, followed, { keep: true }) };
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
