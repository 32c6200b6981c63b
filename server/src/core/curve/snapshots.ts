/** What the exact evaluator says along the fact, each place once; only what reads the fact is computed again from place to place. */
import { Evaluator } from '../evaluate/evaluator';
import { evaluateProgram } from '../evaluate/total';
import type { Applicant, ClauseOutcome, GroupOutcome, LimitOutcome, Value } from '../evaluate/values';
import type { Exact } from '../exact';
import type { Constant, Given, Program } from '../program/program';
import type { CurveOf, FactPath } from './types';

export interface Snapshot {
  readonly x: Exact;
  readonly value: Value;
  readonly clauses: ReadonlyMap<string, ClauseOutcome>;
  readonly groups: readonly GroupOutcome[];
  readonly limits: readonly LimitOutcome[];
}

/** The applicant with another value of the fact; undefined where there is no such item. */
export function withFact(applicant: Applicant, { name, item, field }: FactPath, x: Exact): Applicant | undefined {
  const value: Constant = { kind: 'number', value: x };
  if (item === undefined || field === undefined) return { ...applicant, facts: new Map(applicant.facts).set(name, value) };
  const list = applicant.facts.get(name);
  const own = list?.kind === 'list' ? list.items[item] : undefined;
  if (list?.kind !== 'list' || !own) return undefined;
  const items = list.items.map((i, n) => (n === item ? { ...i, [field]: value } : i));
  const given: Given = { kind: 'list', items };
  return { ...applicant, facts: new Map(applicant.facts).set(name, given) };
}

export class Snapshots {
  readonly evaluator: Evaluator;
  private readonly known = new Map<string, Snapshot>();

  constructor(
    program: Program,
    private readonly applicant: Applicant,
    private readonly fact: FactPath,
    private readonly of: CurveOf,
    /** All that may change with the fact. */
    private readonly touched: ReadonlySet<string>,
    at: Exact,
  ) {
    this.evaluator = new Evaluator(program, withFact(applicant, fact, at) ?? applicant, false);
    evaluateProgram(program, this.evaluator);
  }

  at(x: Exact, clauses: readonly string[]): Snapshot {
    const key = x.toString();
    let found = this.known.get(key);
    if (!found) {
      found = this.evaluated(x, clauses);
      this.known.set(key, found);
    }
    return found;
  }

  private evaluated(x: Exact, clauses: readonly string[]): Snapshot {
    const { evaluator, of } = this;
    const { program } = evaluator;
    evaluator.advance(program, withFact(this.applicant, this.fact, x) ?? this.applicant, this.touched);
    const evaluation = evaluateProgram(program, evaluator);
    const outcomes = new Map(clauses.flatMap((name) => withName(name, evaluation.clauses.get(name))));
    const own = of.kind === 'clause' ? (outcomes.get(of.name) ?? evaluation.clauses.get(of.name)) : undefined;
    const nothing: Value = { state: 'unknown', range: { kind: 'any' }, needs: [] };
    return {
      x,
      value: of.kind === 'total' ? evaluation.total.value : (own?.amount ?? nothing),
      clauses: outcomes,
      groups: evaluation.groups,
      limits: evaluation.limits,
    };
  }
}

function withName(name: string, outcome: ClauseOutcome | undefined): [string, ClauseOutcome][] {
  return outcome ? [[name, outcome]] : [];
}
