/** What comes of one applicant: from the compiled program, from the exact evaluator, or from either, section by section. */
import { Exact } from '../../exact';
import type { Layout } from '../layout';
import { totalOfSections } from '../total';
import type { Evaluation, Status, Value } from '../values';
import type { ClauseRunner } from './clauses';

/** Decimal places that amounts may have before an applicant is handed to the exact evaluator. */
export const AMOUNT_SCALE = 6;

/** The result for one applicant. The object is used again for the next one: read it in the callback. */
export interface FastOutcome {
  /** Undefined for an applicant that the compiled program answered whole; else what the sections come to that the exact evaluator answered. */
  readonly exact?: Evaluation['total'];
  status(clause: string): Status;
  /** What the clause finally pays; undefined where that is unknown or an error. */
  amount(clause: string): Exact | undefined;
  readonly totalStatus: 'known' | 'unknown' | 'conflict' | 'error';
  total(): Exact | undefined;
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
  /** Together, of the other sections. */
  readonly known: number;
  readonly required: boolean | undefined;
}

const UNIT = Exact.of(10 ** AMOUNT_SCALE);
const amountOf = (scaled: number): Exact => Exact.of(scaled).div(UNIT);

/** The object reads the runners: it holds until the next applicant is run. */
export function fastOutcome({ byName, known, required }: Ran): FastOutcome {
  const runner = runnerIn(byName);
  return {
    status: (clause) => runner(clause).status,
    amount: (clause) => amountOf(runner(clause).amount),
    totalStatus: 'known',
    total: () => amountOf(known),
    scaled: (clause) => (clause === undefined ? known : runner(clause).amount),
    ...(required === undefined ? {} : { required }),
  };
}

/** @param evaluation of which only the open sections are settled */
export function mixedOutcome({ byName, sections, open, known, required }: Ran, evaluation: Evaluation): FastOutcome {
  const runner = runnerIn(byName);
  const exactly = exactOutcome(evaluation);
  const isOpen = (clause: string): boolean => open.includes(sections.ofClause.get(clause) ?? -1);
  const exact = totalOfSections(evaluation, open);
  return {
    exact,
    status: (clause) => (isOpen(clause) ? exactly.status(clause) : runner(clause).status),
    amount: (clause) => (isOpen(clause) ? exactly.amount(clause) : amountOf(runner(clause).amount)),
    totalStatus: exact.status,
    total: () => numberOf(exact.value)?.plus(amountOf(known)),
    scaled: (clause) => (clause === undefined || isOpen(clause) ? Number.NaN : runner(clause).amount),
    ...(required === undefined ? {} : { required }),
  };
}

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
    scaled: () => Number.NaN,
  };
}
