/** What comes of one applicant: from the compiled program, from the exact evaluator, or from either, section by section. */
import { Exact } from '../../exact';
import { plainOutcome } from '../clause';
import type { Layout } from '../layout';
import { totalOfSections } from '../total';
import { numberValue, ZERO } from '../value';
import type { ClauseOutcome, Evaluation, Need, Status, Value } from '../values';
import type { ClauseRunner } from './clauses';

/** Decimal places that amounts may have before an applicant is handed to the exact evaluator. */
export const AMOUNT_SCALE = 6;

/** The result for one applicant. The object is used again for the next one: read it in the callback. */
export interface FastOutcome {
  /** Undefined for an applicant that the compiled program answered whole; else what the sections come to that the exact evaluator answered. */
  readonly exact?: Evaluation['total'];
  status(clause: string): Status;
  /** What the clause finally pays; undefined where that is unknown, an error or unspecified. */
  amount(clause: string): Exact | undefined;
  readonly totalStatus: 'known' | 'unknown' | 'conflict' | 'error';
  total(): Exact | undefined;
  /** Facts for want of which the total is unknown. */
  needs(): readonly string[];
  /** The clause's amount, without one the total, as an integer at {@link AMOUNT_SCALE}; NaN where the exact evaluator
   * answered. */
  scaled(clause?: string): number;
  /** Whether every requirement of the program holds; undefined where it was not asked for, or the exact evaluator answered. */
  readonly required?: boolean;
}

/** What the compiled program says of the applicant that it was run for last. */
export interface Ran {
  readonly byName: ReadonlyMap<string, ClauseRunner>;
  readonly sections: Layout;
  /** Sections that the exact evaluator must answer. */
  readonly open: readonly number[];
  /** Amounts are not known in sections that it answered; the facts for want of which. */
  readonly isUndecided: boolean;
  readonly wants: ReadonlySet<string>;
  /** Together, of the other sections. */
  readonly known: number;
  readonly required: boolean | undefined;
}

const UNIT = Exact.of(10 ** AMOUNT_SCALE);
const amountOf = (scaled: number): Exact => Exact.of(scaled).div(UNIT);
const finalOf = ({ status, mask, amount }: ClauseRunner): Exact | undefined =>
  status === 'unspecified' || mask !== 0 ? undefined : amountOf(amount);

/** The object reads the runners: it holds until the next applicant is run. */
export function fastOutcome({ byName, known, required }: Ran): FastOutcome {
  const runner = runnerIn(byName);
  return {
    status: (clause) => runner(clause).status,
    amount: (clause) => finalOf(runner(clause)),
    totalStatus: 'known',
    total: () => amountOf(known),
    needs: () => [],
    scaled: (clause) => (clause === undefined ? known : runner(clause).amount),
    ...(required === undefined ? {} : { required }),
  };
}

const given = new WeakMap<ClauseRunner, Map<Status, ClauseOutcome>>();

/** The runner's clause as the exact evaluator may be told of it. */
export function givenOutcome(runner: ClauseRunner): ClauseOutcome {
  const { clause, own, gross } = runner;
  if (gross !== 0) return plainOutcome(clause.name, own, numberValue(amountOf(gross)));
  let outcomes = given.get(runner);
  if (!outcomes) {
    outcomes = new Map();
    given.set(runner, outcomes);
  }
  let outcome = outcomes.get(own);
  if (!outcome) {
    outcome = plainOutcome(clause.name, own, own === 'unspecified' ? { state: 'unspecified', clauses: [clause.name] } : ZERO);
    outcomes.set(own, outcome);
  }
  return outcome;
}

/** @param evaluation of which only the open sections are settled; undefined where there are none */
export function mixedOutcome(
  { byName, sections, open, isUndecided, wants, known, required }: Ran,
  evaluation: Evaluation | undefined,
): FastOutcome {
  const runner = runnerIn(byName);
  const exactly = evaluation && exactOutcome(evaluation);
  const isOpen = (clause: string): boolean => open.includes(sections.ofClause.get(clause) ?? -1);
  const exact = evaluation && totalOfSections(evaluation, open);
  return {
    ...(exact ? { exact } : {}),
    status: (clause) => (exactly && isOpen(clause) ? exactly.status(clause) : runner(clause).status),
    amount: (clause) => (exactly && isOpen(clause) ? exactly.amount(clause) : finalOf(runner(clause))),
    totalStatus: isUndecided ? 'unknown' : (exact?.status ?? 'known'),
    total: () => (isUndecided ? undefined : (exact ? numberOf(exact.value) : Exact.zero)?.plus(amountOf(known))),
    needs: () => [...new Set([...wants, ...(exact?.status === 'unknown' ? factsOf(needsOf(exact.value)) : [])])],
    scaled: (clause) => (clause === undefined || isOpen(clause) || runner(clause).mask !== 0 ? Number.NaN : runner(clause).amount),
    ...(required === undefined ? {} : { required }),
  };
}

const needsOf = (value: Value): readonly Need[] => (value.state === 'unknown' ? value.needs : []);
const factsOf = (needs: readonly Need[]): readonly string[] => [...new Set(needs.map(({ fact }) => fact))];

function runnerIn(byName: ReadonlyMap<string, ClauseRunner>): (clause: string) => ClauseRunner {
  return (clause) => {
    const r = byName.get(clause);
    if (!r) throw new RangeError(`no clause ${clause}`);
    return r;
  };
}

const numberOf = (v: Value | undefined): Exact | undefined =>
  v?.state === 'known' && v.value.kind === 'number' ? v.value.value : undefined;

export function exactOutcome(e: Evaluation): FastOutcome {
  return {
    get exact() {
      return e.total;
    },
    status: (clause) => {
      const o = e.clauses.get(clause);
      if (!o) throw new RangeError(`no clause ${clause}`);
      return o.status;
    },
    amount: (clause) => numberOf(e.clauses.get(clause)?.amount),
    get totalStatus() {
      return e.total.status;
    },
    total: () => numberOf(e.total.value),
    needs: () => (e.total.status === 'unknown' ? factsOf(needsOf(e.total.value)) : []),
    scaled: () => Number.NaN,
  };
}
