/** Why: what is added up over the rows, as either version has it, and the day on which each judges those who name none. */
import { firstDay } from '../core/evaluate/index';
import type { Clause, Program } from '../core/program/program';
import type { Measured } from './drawn';
import type { ClauseMeasure, Measure, Population } from './result';
import { Tallied } from './tally';

export interface Amount {
  readonly before: Measured;
  readonly after: Measured;
  readonly tally: Tallied;
  readonly clause?: Omit<ClauseMeasure, keyof Measure>;
}

/** The day on which both are in force, the first such; where there is none, each version's own first. */
export function daysOf(before: Program | undefined, after: Program, on: number | undefined): Population['on'] {
  const own = (program: Program | undefined): number | undefined => (program ? firstDay(program) : undefined);
  const [was, is] = [own(before), own(after)];
  const days = (a: number | undefined, b: number | undefined): Population['on'] => ({
    ...(a === undefined ? {} : { before: a }),
    ...(b === undefined ? {} : { after: b }),
  });
  if (on !== undefined) return days(on, on);
  if (before === undefined) return days(is, is);
  if (was === undefined || is === undefined) return days(was ?? is, is ?? was);
  const later = Math.max(was, is);
  return later <= Math.min(lastDay(before), lastDay(after)) ? days(later, later) : days(was, is);
}

/** Of the file that {@link firstDay} goes by. */
function lastDay(program: Program): number {
  for (let i = program.files.length - 1; i >= 0; i--) {
    const effective = program.files[i]?.effective;
    if (effective?.from !== undefined) return effective.to ?? Number.POSITIVE_INFINITY;
  }
  return Number.POSITIVE_INFINITY;
}

/** The totals, one a currency, then the clauses. */
export function amountsOf(
  before: Program | undefined,
  after: Program,
  renamed: ReadonlyMap<string, string> | undefined,
  largest: number,
): readonly Amount[] {
  const amounts: Amount[] = [];
  const currencies = new Set([after, ...(before ? [before] : [])].flatMap(currenciesOf));
  for (const currency of currencies)
    amounts.push({ before: totalIn(before ?? after, currency), after: totalIn(after, currency), tally: new Tallied(currency, largest) });
  const put = (was: Clause | undefined, is: Clause | undefined, currency: string): void => {
    const one = is ?? was;
    if (!one) return;
    const measured = (clause: Clause | undefined): Measured => (clause ? { kind: 'clause', clause: clause.name } : { kind: 'nothing' });
    amounts.push({
      before: measured(before ? was : is),
      after: measured(is),
      tally: new Tallied(currency, largest),
      clause: {
        clause: one.name,
        ...(was && is && was.name !== is.name ? { clauseBefore: was.name } : {}),
        ...(one.title === undefined ? {} : { title: one.title }),
        sides: [...(was ? (['before'] as const) : []), ...(is ? (['after'] as const) : [])],
      },
    });
  };
  const oldNames = new Map([...(renamed ?? [])].map(([was, is]) => [is, was]));
  const taken = new Set<string>();
  for (const clause of after.clauses.values()) {
    const was = before?.clauses.get(oldNames.get(clause.name) ?? clause.name);
    if (was) taken.add(was.name);
    // Paid in another currency, they are two amounts.
    if (was && was.currency !== clause.currency) {
      put(undefined, clause, clause.currency);
      put(was, undefined, was.currency);
    } else put(was, clause, clause.currency);
  }
  for (const clause of before?.clauses.values() ?? []) if (!taken.has(clause.name)) put(clause, undefined, clause.currency);
  return amounts;
}

function currenciesOf(program: Program): readonly string[] {
  return program.currency === undefined ? [...program.clauses.values()].map(({ currency }) => currency) : [program.currency];
}

function totalIn(program: Program, currency: string): Measured {
  if (program.currency !== undefined) return program.currency === currency ? { kind: 'total' } : { kind: 'nothing' };
  const clauses = [...program.clauses.values()].filter((clause) => clause.currency === currency).map(({ name }) => name);
  return clauses.length > 0 ? { kind: 'sum', clauses } : { kind: 'nothing' };
}
