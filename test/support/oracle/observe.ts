/** One applicant as the exact evaluator sees it, in the form in which questions are asked: what each clause comes to before groups and after. */

import { evaluate, evaluateExpression } from '../../../server/src/core/evaluate/index';
import type { Applicant, ClauseOutcome, Evaluation, ItemOutcome, Trace, Value } from '../../../server/src/core/evaluate/values';
import type { Exact } from '../../../server/src/core/exact';
import type { Program } from '../../../server/src/core/program/program';

export interface Seen {
  readonly applicant: Applicant;
  readonly evaluation: Evaluation;
  /** `yes` where every requirement of the program holds: only then it is an applicant in the sense of the findings. */
  readonly required: 'yes' | 'no' | 'error';
}

export function observe(program: Program, applicant: Applicant, trace: boolean): Seen {
  const evaluation = evaluate(program, applicant, { trace });
  let required: Seen['required'] = 'yes';
  for (const file of program.files) {
    for (const test of file.requirements) {
      const v = evaluateExpression(program, applicant, test.condition);
      if (v.state === 'error') required = required === 'no' ? 'no' : 'error';
      else if (!isYes(v)) required = 'no';
    }
  }
  return { applicant, evaluation, required };
}

export const isYes = (v: Value): boolean => v.state === 'known' && v.value.kind === 'boolean' && v.value.value;

export function numberOf(v: Value | undefined): Exact | undefined {
  return v?.state === 'known' && v.value.kind === 'number' ? v.value.value : undefined;
}

/** What a clause or an item of it is before groups: `excluded` and `conflict` come later. */
export function statusBefore(o: ItemOutcome): 'inactive' | 'ineligible' | 'error' | 'unspecified' | 'granted' | 'payable' {
  switch (o.status) {
    case 'excluded':
    case 'conflict':
    case 'payable':
      return o.gross.state === 'error' ? 'error' : 'payable';
    case 'unknown':
      // Of full applicants only where an earlier group left a clause in conflict.
      return o.gross.state === 'known' ? 'payable' : 'error';
    case 'error':
      // A limit that is in error leaves what its members would get before it.
      return o.gross.state === 'known' ? 'payable' : 'error';
    default:
      return o.status;
  }
}

/** The amount before groups and limits where the clause is payable. */
export function grossOf(o: ItemOutcome): Exact | undefined {
  return statusBefore(o) === 'payable' ? numberOf(o.gross) : undefined;
}

/** The items of a clause with `each`, else the clause itself: where its conditions and steps are. */
export const unitsOf = (o: ClauseOutcome): readonly ItemOutcome[] => o.items ?? [o];

/** Every step of the traces of clauses and requirements, outer ones first; a let that is read twice stands twice. */
export function* tracesOf(o: ItemOutcome): Generator<Trace> {
  const stack: Trace[] = [];
  for (const step of o.steps) if (step.trace) stack.push(step.trace);
  for (const c of o.conditions) {
    if (c.trace) stack.push(c.trace);
    for (const a of c.alternatives ?? []) if (a.trace) stack.push(a.trace);
  }
  for (let t = stack.pop(); t; t = stack.pop()) {
    yield t;
    stack.push(...t.inputs);
  }
}

/** What an applicant comes to as words and numbers: between two breakpoints of a fact the words are the same and the numbers lie on lines. */
export function signature({ evaluation, required }: Seen): { readonly words: string; readonly numbers: readonly number[] } {
  const words: string[] = [required];
  const numbers: number[] = [];
  const add = (v: Value | undefined): void => {
    const n = numberOf(v);
    words.push(n ? 'n' : v ? v.state : '-');
    if (v?.state === 'error') words.push(v.error.code);
    if (n) numbers.push(n.toNumber());
  };
  const unit = (o: ItemOutcome): void => {
    words.push(o.status, o.excludedBy ? `${o.excludedBy.group}>${o.excludedBy.inFavourOf}` : '');
    add(o.gross);
    add(o.amount);
    for (const c of o.conditions) words.push(c.result.state === 'known' ? (isYes(c.result) ? 'y' : 'n') : c.result.state);
    for (const s of o.steps) {
      words.push(s.applied ? 'a' : '', s.bites ? 'b' : '');
      add(s.figure);
      add(s.before);
    }
  };
  for (const o of evaluation.clauses.values()) {
    unit(o);
    for (const i of o.items ?? []) unit(i);
    for (const t of tracesOf(o)) if (t.label === 'table') words.push(`row ${t.data?.row ?? ''}`);
    for (const i of o.items ?? []) for (const t of tracesOf(i)) if (t.label === 'table') words.push(`row ${t.data?.row ?? ''}`);
  }
  for (const g of evaluation.groups) words.push(g.state, g.winner ?? '');
  for (const l of evaluation.limits) {
    words.push(l.bites ? 'b' : '');
    add(l.before);
    add(l.after);
  }
  words.push(evaluation.total.status);
  add(evaluation.total.value);
  return { words: words.join(' '), numbers };
}
