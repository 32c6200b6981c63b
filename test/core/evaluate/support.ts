/** What an example of a small policy comes to, in short texts that a test can compare. */
import { applicantOf, checkExample, evaluate, evaluateExpression } from '../../../server/src/core/evaluate/index';
import { needKey } from '../../../server/src/core/evaluate/value';
import type { Evaluation, Need, Range, Value } from '../../../server/src/core/evaluate/values';
import type { Program } from '../../../server/src/core/program/program';
import { programOf } from '../../support/program';

/** `100`, `100 at most`, `unknown [0, 100)`, `error division-by-zero`, `unspecified`. */
export function show(v: Value): string {
  switch (v.state) {
    case 'known':
      return `${'value' in v.value ? String(v.value.value) : JSON.stringify(v.value)}${v.mark ? ` ${v.mark}` : ''}`;
    case 'unknown':
      return `unknown ${showRange(v.range)}`;
    case 'error':
      return `error ${v.error.code}`;
    case 'unspecified':
      return 'unspecified';
    default:
      return v satisfies never;
  }
}

export function showRange(r: Range): string {
  if (r.kind === 'any') return r.sure ? 'some' : 'any';
  if (r.kind === 'members') return `{${r.members.join(', ')}}`;
  const low = r.lower ? `${r.lower.inclusive ? '[' : '('}${r.lower.value}` : '(-';
  const high = r.upper ? `${r.upper.value}${r.upper.inclusive ? ']' : ')'}` : '-)';
  return `${low}, ${high}`;
}

const needNames = (needs: readonly Need[]): string[] => needs.map(needKey);

export interface Result {
  readonly program: Program;
  readonly evaluation: Evaluation;
  clause(name: string): NonNullable<ReturnType<Evaluation['clauses']['get']>>;
  status(name: string): string;
  /** What it finally pays. */
  amount(name: string): string;
  gross(name: string): string;
  needs(name: string): string[];
  total(): string;
  let(name: string): string;
  letNeeds(name: string): string[];
  limit(name: string): string;
  group(name: string): NonNullable<Evaluation['groups'][number]>;
  expectations(): readonly boolean[];
  /** Texts that the failed expectations' fixes write. */
  fixes(): readonly (string | undefined)[];
}

/** Evaluates the last example, or the one of this title. */
export function resultOf(source: string, title?: string): Result {
  const program = programOf(source);
  const example = title === undefined ? program.examples.at(-1) : program.examples.find((e) => e.title === title);
  if (!example) throw new Error('the policy has no such example');
  const applicant = applicantOf(program, example);
  const evaluation = evaluate(program, applicant);
  const clause: Result['clause'] = (name) => {
    const found = evaluation.clauses.get(name);
    if (!found) throw new Error(`no clause ${name}`);
    return found;
  };
  const letValue = (name: string): Value => {
    const found = program.lets.get(name);
    if (!found) throw new Error(`no let ${name}`);
    return evaluateExpression(program, applicant, { op: 'let', name, type: found.value.type, place: found.place });
  };
  const group: Result['group'] = (name) => {
    const found = evaluation.groups.find((g) => g.group === name);
    if (!found) throw new Error(`no group ${name}`);
    return found;
  };
  return {
    program,
    evaluation,
    clause,
    group,
    status: (name) => clause(name).status,
    amount: (name) => show(clause(name).amount),
    gross: (name) => show(clause(name).gross),
    needs: (name) => needNames(clause(name).needs),
    total: () => `${evaluation.total.status === 'known' ? '' : `${evaluation.total.status}: `}${show(evaluation.total.value)}`,
    let: (name) => show(letValue(name)),
    letNeeds: (name) => {
      const v = letValue(name);
      return v.state === 'unknown' ? needNames(v.needs) : [];
    },
    limit: (name) => {
      const found = evaluation.limits.find((l) => l.limit === name);
      return found ? show(found.after) : 'none';
    },
    expectations: () => checkExample(program, example).map((r) => r.passed),
    fixes: () => checkExample(program, example).flatMap((r) => (r.passed ? [] : [r.replacement?.text])),
  };
}
