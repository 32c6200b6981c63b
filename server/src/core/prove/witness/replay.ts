/**
 * A witness is believed only once the evaluator has confirmed it: what the program comes to for one applicant, and questions about it that
 * have plain answers. Nothing that is unknown, in error or unspecified counts as a number.
 */
import { evaluate, evaluateExpression } from '../../evaluate/index';
import type { Applicant, ClauseOutcome, Evaluation, GroupOutcome, ItemOutcome, LimitOutcome, Status, Value } from '../../evaluate/values';
import type { Exact } from '../../exact';
import type { Expression, Place, Program } from '../../program/program';

/** The number that the value certainly is. */
export function numberOf(value: Value | undefined): Exact | undefined {
  return value?.state === 'known' && value.value.kind === 'number' ? value.value.value : undefined;
}

const samePlace = (a: Place, b: Place): boolean => a.item === b.item && a.start === b.start && a.end === b.end;

/** A step, a `when` or an alternative of a `when any`, as it went for the applicant. */
export interface StepReplay {
  readonly applied: boolean;
  readonly bites: boolean;
  readonly before: Exact | undefined;
  readonly figure: Exact | undefined;
  readonly after: Exact | undefined;
}

export class Replay {
  readonly evaluation: Evaluation;

  constructor(
    readonly program: Program,
    readonly applicant: Applicant,
  ) {
    this.evaluation = evaluate(program, applicant);
  }

  clause(name: string): ClauseOutcome | undefined {
    return this.evaluation.clauses.get(name);
  }
  /** The clause's items, or the clause itself where it has none. */
  items(name: string): readonly ItemOutcome[] {
    const outcome = this.clause(name);
    return outcome ? (outcome.items ?? [outcome]) : [];
  }
  status(name: string): Status | undefined {
    return this.clause(name)?.status;
  }
  /** Whether it is known that all conditions hold. */
  eligible(name: string): boolean {
    return this.clause(name)?.eligible === true;
  }
  /** Before groups and limits. */
  gross(name: string): Exact | undefined {
    return numberOf(this.clause(name)?.gross);
  }
  /** After groups and limits. */
  amount(name: string): Exact | undefined {
    return numberOf(this.clause(name)?.amount);
  }
  total(): Exact | undefined {
    const { status, value } = this.evaluation.total;
    return status === 'known' ? numberOf(value) : undefined;
  }
  group(name: string): GroupOutcome | undefined {
    return this.evaluation.groups.find((g) => g.group === name);
  }
  limit(name: string): LimitOutcome | undefined {
    return this.evaluation.limits.find((l) => l.limit === name);
  }
  /** By how much the limit cuts its members; undefined where that is not known. */
  cutBy(name: string): Exact | undefined {
    const limit = this.limit(name);
    const [before, after] = [numberOf(limit?.before), numberOf(limit?.after)];
    return before && after && before.minus(after);
  }
  /** Where the clause (or one of its items) is in error, and why. */
  error(name: string): ItemOutcome['error'] {
    return this.clause(name)?.error ?? this.items(name).find((i) => i.error)?.error;
  }
  /** Whether the clause or one of its items is in error by a division by zero at this place. */
  dividesByZero(name: string, place?: Place): boolean {
    return [this.clause(name), ...this.items(name)].some(
      (i) => i?.error?.code === 'division-by-zero' && (!place || samePlace(i.error.place, place)),
    );
  }
  /** The step at this place, of the clause or of each of its items that came so far. */
  steps(name: string, place: Place): readonly StepReplay[] {
    return this.items(name).flatMap((item) =>
      item.steps
        .filter((s) => samePlace(s.place, place))
        .map((s) => ({
          applied: s.applied,
          bites: s.bites,
          before: numberOf(s.before),
          figure: numberOf(s.figure),
          after: numberOf(s.after),
        })),
    );
  }
  /** What the condition at this place came to, of the clause or of each of its items; nothing where it was not judged or is not known. */
  judged(name: string, place: Place): readonly boolean[] {
    return this.items(name).flatMap((item) =>
      item.conditions
        .flatMap((c) => [c, ...(c.alternatives ?? [])])
        .filter((c) => samePlace(c.place, place))
        .flatMap(({ result }) => (result.state === 'known' && result.value.kind === 'boolean' ? [result.value.value] : [])),
    );
  }
  /** Whether every requirement is known to hold, of the clause's file or, without a clause, of all files: whoever fails one is no applicant. */
  admitted(clause?: string): boolean {
    const own = clause === undefined ? undefined : this.program.clauses.get(clause)?.place.uri;
    const files = this.program.files.filter((f) => own === undefined || f.uri === own);
    return files.every((f) => f.requirements.every((t) => this.holds(t.condition)));
  }
  /** Whether a condition of the program (of no clause's own names) is known to hold. */
  holds(condition: Expression): boolean {
    const value = this.value(condition);
    return value.state === 'known' && value.value.kind === 'boolean' && value.value.value;
  }
  /** The value of an expression of the program (of no clause's own names). */
  value(expression: Expression): Value {
    return evaluateExpression(this.program, this.applicant, expression);
  }
}
