/** What comes of one applicant: from the compiled program, from the exact evaluator, or from either, section by section. */
import { Exact } from '../../exact';
import { plainOutcome } from '../clause';
import type { Layout } from '../layout';
import * as ranges from '../ranges';
import { totalOfSections } from '../total';
import { numberValue, type Unknown, ZERO } from '../value';
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
  /** Sections that pay nothing, or something if requirements hold that are not known; see `would` of their clauses. */
  readonly waiting: readonly number[];
  /** Together, of the other sections. */
  readonly known: number;
  readonly required: boolean | undefined;
}

const UNIT = Exact.of(10 ** AMOUNT_SCALE);
const amountOf = (scaled: number): Exact => Exact.of(scaled).div(UNIT);
const finalOf = ({ status, amount }: ClauseRunner): Exact | undefined => (status === 'unspecified' ? undefined : amountOf(amount));

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

/**
 * @param evaluation of which only the open sections are settled; undefined where there are none
 * @param requirements of each file for which clauses wait: what is not known
 */
export function mixedOutcome(
  { byName, sections, open, waiting, known, required }: Ran,
  evaluation: Evaluation | undefined,
  requirements: ReadonlyMap<string, Unknown>,
): FastOutcome {
  const runner = runnerIn(byName);
  const exactly = evaluation && exactOutcome(evaluation);
  const isOpen = (clause: string): boolean => open.includes(sections.ofClause.get(clause) ?? -1);
  const exact = evaluation && totalOfSections(evaluation, open);
  /** Of a clause in a section that was not left to the exact evaluator. */
  const own = (clause: string): Exact | undefined => {
    const { bailed, would, clause: declared } = runner(clause);
    if (!bailed) return finalOf(runner(clause));
    // If it is not an error it pays nothing either way.
    const isSure = ranges.isSure(requirements.get(declared.place.uri)?.range ?? ranges.ANY);
    return would === 0 && isSure ? Exact.zero : undefined;
  };
  const waitingFor = waiting
    .flatMap((i) => sections.sections[i]?.clauses ?? [])
    .flatMap((clause) => (!runner(clause).bailed || own(clause) ? [] : (requirements.get(runner(clause).clause.place.uri) ?? [])));
  const rest = exact?.status ?? 'known';
  return {
    ...(exact ? { exact } : {}),
    status: (clause) => (exactly && isOpen(clause) ? exactly.status(clause) : runner(clause).bailed ? 'unknown' : runner(clause).status),
    amount: (clause) => (exactly && isOpen(clause) ? exactly.amount(clause) : own(clause)),
    totalStatus: waitingFor.length > 0 ? 'unknown' : rest,
    total: () => {
      const sum = exact ? numberOf(exact.value) : Exact.zero;
      return waitingFor.length > 0 ? undefined : sum?.plus(amountOf(known));
    },
    needs: () => factsOf([...waitingFor.flatMap((value) => value.needs), ...(exact?.status === 'unknown' ? needsOf(exact.value) : [])]),
    scaled: (clause) => (clause === undefined || isOpen(clause) || runner(clause).bailed ? Number.NaN : runner(clause).amount),
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
