/** What the exact evaluator says along the fact, each place once; only what reads the fact is computed again from place to place. */
import { Evaluator } from '../evaluate/evaluator';
import { evaluateProgram } from '../evaluate/total';
import type { Applicant, ClauseOutcome, GroupOutcome, LimitOutcome, Value } from '../evaluate/values';
import { Exact } from '../exact';
import type { Constant, Given, Program } from '../program/program';
import { touched } from '../program/reads';
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
    this.evaluator = evaluatorFor(program, withFact(applicant, fact, at) ?? applicant);
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

// ---------------------------------------------------------------------------------------------- from one curve to the next

/** Evaluators of curves before, the latest first: an edit, or another applicant, leaves most of what they know as it is. */
let kept: readonly Evaluator[] = [];
const MOST_KEPT = 4;

function evaluatorFor(program: Program, applicant: Applicant): Evaluator {
  const fitting = kept.filter((e) => sameOtherwise(e.applicant, applicant));
  const known = fitting.find((e) => e.program === program) ?? fitting[0];
  if (known) known.advance(program, applicant, touched(known.program, program, differing(known.applicant, applicant)));
  const evaluator = known ?? new Evaluator(program, applicant, false);
  kept = [evaluator, ...kept.filter((e) => e !== evaluator)].slice(0, MOST_KEPT);
  return evaluator;
}

/** All but the facts is the same. */
function sameOtherwise(a: Applicant, b: Applicant): boolean {
  const text = ({ lets, history, asOf }: Applicant): string => keyOfGiven([[...(lets ?? [])], history, asOf]);
  return text(a) === text(b);
}

function differing(a: Applicant, b: Applicant): ReadonlySet<string> {
  const names = new Set<string>();
  for (const name of new Set([...a.facts.keys(), ...b.facts.keys()])) {
    const [x, y] = [a.facts.get(name), b.facts.get(name)];
    if (x !== y && (!x || !y || keyOfGiven(x) !== keyOfGiven(y))) names.add(name);
  }
  return names;
}

/** A text that is equal for equal values. */
function keyOfGiven(value: unknown): string {
  return JSON.stringify(value, (_, v: unknown) => (v instanceof Exact ? v.toString() : v));
}

function withName(name: string, outcome: ClauseOutcome | undefined): [string, ClauseOutcome][] {
  return outcome ? [[name, outcome]] : [];
}
