/**
 * The results of a file's examples, kept from one state of the program to the next: only what reads what an edit changed is computed
 * again. The same as computing everything anew, which a test holds it to.
 */
import type { Example, Expectation, Given, Limit, Program } from '../program/program';
import { readsOfExpression, touched } from '../program/reads';
import { advance, applicantOf, checkExample, type ExpectationResult, evaluate, outcomeOf } from './index';
import type { Applicant, ClauseOutcome, Evaluation, Value } from './values';

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
  const evaluation = evaluate(program, applicant);
  return { example, applicant, evaluation, expectations: checkExample(program, example, evaluation, applicant) };
}

function continued(program: Program, previous: ExampleMemo): ExampleResult[] {
  const names = touched(previous.program, program);
  const before = new Map(previous.results.map((r) => [r.example.title, r]));
  const sameExamples = sameArray(previous.program.examples, program.examples) && sameDates(previous.program, program);
  // What settles amounts between clauses, and which clauses there are, in which order.
  const sameHouse =
    sameArray(previous.program.groups, program.groups) &&
    sameLimits(previous.program.limits, program.limits, names) &&
    previous.program.currency === program.currency &&
    sameArray([...previous.program.clauses.keys()], [...program.clauses.keys()]);
  return program.examples.map((example) => {
    const old = before.get(example.title);
    if (!old) return fresh(program, example, applicantOf(program, example));
    let { applicant } = old;
    if (!sameExamples || old.example !== example) {
      const now = applicantOf(program, example);
      if (!sameApplicant(now, applicant)) return fresh(program, example, now);
    }
    if (names.size === 0 && sameHouse && old.example === example) return old;
    advance(previous.program, program, applicant, names);
    const settled = sameHouse ? patched(program, old, names) : undefined;
    const evaluation = settled ?? evaluate(program, applicant);
    applicant = old.applicant;
    // Amounts stand as they did: what an expectation sees besides them decides.
    const keep = settled !== undefined && !example.expectations.some((x) => reads(x).some((n) => names.has(n)));
    const expectations = keep && old.example === example ? old.expectations : checkExample(program, example, evaluation, applicant);
    return { example, applicant, evaluation, expectations };
  });
}

/**
 * The old evaluation with the touched clauses' new outcomes in it, where none of them comes to another status or amount than before, so that
 * groups, limits and the total stand as they are. Undefined where that is not so.
 */
function patched(program: Program, old: ExampleResult, names: ReadonlySet<string>): Evaluation | undefined {
  let clauses: Map<string, ClauseOutcome> | undefined;
  for (const name of names) {
    if (!program.clauses.has(name)) continue;
    const was = old.evaluation.clauses.get(name);
    const now = outcomeOf(program, old.applicant, name);
    if (!was || !now || was.items?.length || now.items?.length) return undefined;
    const settled = was.excludedBy !== undefined || was.cuts.length > 0 || was.status === 'conflict';
    if (!settled && now.status !== was.status) return undefined;
    if (settled && now.status !== 'payable') return undefined;
    if (!sameValue(now.gross, was.gross)) return undefined;
    clauses ??= new Map(old.evaluation.clauses);
    clauses.set(name, {
      ...now,
      status: was.status,
      amount: was.amount,
      needs: was.needs,
      ...(was.excludedBy ? { excludedBy: was.excludedBy } : {}),
      cuts: was.cuts,
    });
  }
  if (!clauses) return old.evaluation;
  return { ...old.evaluation, clauses };
}

/** Only values that are plainly the same: anything else is settled anew. */
function sameValue(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.state !== 'known' || b.state !== 'known' || a.mark !== b.mark || a.range !== undefined || b.range !== undefined) return false;
  return a.value.kind === 'number' && b.value.kind === 'number' && a.value.value.equals(b.value.value);
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

function sameLimits(a: readonly Limit[], b: readonly Limit[], names: ReadonlySet<string>): boolean {
  return (
    a.length === b.length &&
    a.every((x, i) => {
      const y = b[i];
      return (
        y !== undefined &&
        x.name === y.name &&
        x.cap === y.cap &&
        x.window === y.window &&
        x.each === y.each &&
        sameArray(x.members, y.members)
      );
    }) &&
    !b.some((l) => [...readsOfExpression(l.cap)].some((n) => names.has(n)))
  );
}

function sameDates(a: Program, b: Program): boolean {
  return sameArray(
    a.files.map((f) => f.effective?.from),
    b.files.map((f) => f.effective?.from),
  );
}

function sameApplicant(a: Applicant, b: Applicant): boolean {
  const sameMap = (x: ReadonlyMap<string, Given> | undefined, y: ReadonlyMap<string, Given> | undefined): boolean =>
    (x?.size ?? 0) === (y?.size ?? 0) && [...(x ?? [])].every(([k, v]) => y?.get(k) === v);
  return a.asOf === b.asOf && sameMap(a.facts, b.facts) && sameMap(a.lets, b.lets) && sameArray(a.history, b.history);
}
