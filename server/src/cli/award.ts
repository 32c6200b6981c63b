/** Why: what an applicant gets, as rows that the table and the JSON are both made from. */
import type { ClauseOutcome, Evaluation, ItemOutcome, Judgement, Value } from '../core/evaluate/values';
import type { Clause, Place, Program } from '../core/program/program';
import type { Analysis } from '../core/workspace';
import { type Display, isoDate, moneyType, needName } from '../explain/display';
import type { Messages } from './messages/messages';
import type { Session } from './session';

export interface AwardRow {
  readonly name: string;
  readonly title: string;
  readonly status: ItemOutcome['status'];
  readonly amount: string;
  readonly notes: readonly string[];
  /** Rows of the items of a clause with `each`. */
  readonly items: readonly AwardRow[];
}

/** What the rows need of their surroundings. */
export interface AwardContext {
  readonly analysis: Analysis;
  readonly session: Session;
  readonly display: Display;
  readonly m: Messages;
}

export function awardRows(evaluation: Evaluation, context: AwardContext): AwardRow[] {
  const { program } = context.analysis;
  const rows: AwardRow[] = [];
  for (const clause of program.clauses.values()) {
    const outcome = evaluation.clauses.get(clause.name);
    if (outcome) rows.push(row(clause, outcome, evaluation, context));
  }
  return rows;
}

function row(clause: Clause, outcome: ClauseOutcome, evaluation: Evaluation, context: AwardContext): AwardRow {
  const { name, title = '', currency, each = '' } = clause;
  const items = (outcome.items ?? []).map(
    (item, index): AwardRow => ({
      name: `${each}[${index}]`,
      title: '',
      status: item.status,
      amount: amountOf(item, currency, context),
      notes: notes(item, currency, context),
      items: [],
    }),
  );
  const own = notes(outcome, currency, context);
  if (outcome.text !== undefined && (outcome.status === 'granted' || outcome.status === 'unspecified')) own.unshift(outcome.text);
  if (outcome.status === 'ineligible' && clause.each !== undefined && items.length === 0 && own.length === 0)
    own.push(context.m.emptyList(each));
  if (outcome.status === 'inactive') own.push(...inForce(clause, context));
  if (outcome.status === 'conflict') own.push(...conflicts(name, evaluation, context));
  // What the items say themselves is not said again for the whole.
  const said = new Set(items.flatMap((item) => item.notes));
  return {
    name,
    title,
    status: outcome.status,
    amount: amountOf(outcome, currency, context),
    notes: own.filter((note) => !said.has(note)),
    items,
  };
}

/** When the clause is in force: its own dates within those of its file. */
function inForce(clause: Clause, { analysis, m }: AwardContext): string[] {
  const bounds = [analysis.program.files.find((file) => file.uri === clause.place.uri)?.effective, clause.effective];
  const froms = bounds.flatMap((each) => each?.from ?? []);
  const tos = bounds.flatMap((each) => each?.to ?? []);
  if (froms.length === 0 && tos.length === 0) return [];
  return [m.inForce(froms.length > 0 ? isoDate(Math.max(...froms)) : undefined, tos.length > 0 ? isoDate(Math.min(...tos)) : undefined)];
}

function conflicts(clause: string, evaluation: Evaluation, { m, display, analysis }: AwardContext): string[] {
  const found: string[] = [];
  for (const group of evaluation.groups) {
    for (const part of [group, ...(group.items ?? [])]) {
      if (part.state !== 'conflict' || !part.contenders.some((contender) => contender.clause === clause)) continue;
      const contenders = part.contenders.map(
        (each) => `${each.clause} ${display.money(each.amount, analysis.program.clauses.get(each.clause)?.currency)}`,
      );
      found.push(m.conflictIn(group.group, contenders));
    }
  }
  return [...new Set(found)];
}

function amountOf(outcome: ItemOutcome, currency: string, { display }: AwardContext): string {
  switch (outcome.status) {
    case 'payable':
    case 'excluded':
      return display.value(outcome.amount, moneyType(currency));
    case 'unknown':
      return outcome.amount.state === 'unknown' ? display.range(outcome.amount.range, moneyType(currency)) : '';
    case 'conflict':
      return display.value(outcome.gross, moneyType(currency));
    case 'inactive':
    case 'ineligible':
    case 'error':
    case 'unspecified':
    case 'granted':
      return '';
    default: {
      const never: never = outcome.status;
      return never;
    }
  }
}

/** Why the outcome is what it is: reasons, needs, the group that excluded it, the limits that cut it, the error and its place. */
function notes(outcome: ItemOutcome, currency: string, context: AwardContext): string[] {
  const { m, display, session, analysis } = context;
  const found: string[] = [];
  if (outcome.status === 'ineligible') found.push(...reasons(outcome, context));
  if (outcome.needs.length > 0) found.push(m.needs(outcome.needs.map(needName)));
  if (outcome.excludedBy) {
    found.push(
      m.excludedBy(outcome.excludedBy.group, outcome.excludedBy.inFavourOf),
      m.wouldPay(display.value(outcome.gross, moneyType(currency))),
    );
  }
  for (const cut of outcome.cuts) found.push(m.cut(cut.limit, display.money(cut.amount, currency)));
  if (outcome.error) found.push(`${display.error(outcome.error)} (${session.where(analysis.range(outcome.error.place))})`);
  return found;
}

/** The reasons of what is known not to hold; where the author gave none, the condition itself. */
export function reasons(outcome: ItemOutcome, context: AwardContext): string[] {
  const said = (judgement: Judgement) => judgement.reason ?? sourceOf(judgement.place, context);
  const found: string[] = [];
  for (const judgement of outcome.conditions) {
    if (!isNo(judgement.result)) continue;
    const alternatives = judgement.alternatives ?? [];
    found.push(alternatives.length > 0 ? alternatives.map(said).join(' / ') : said(judgement));
  }
  return found;
}

function sourceOf(place: Place, { session, analysis }: AwardContext): string {
  return session.source(analysis, place);
}

function isNo(value: Value): boolean {
  return value.state === 'known' && value.value.kind === 'boolean' && !value.value.value;
}

/** What stands beside the total: ceilings are in its text, here what it lacks. */
export function totalNotes(evaluation: Evaluation, m: Messages): string[] {
  const { total } = evaluation;
  const found: string[] = [];
  if (total.value.state === 'unknown' && total.value.needs.length > 0) found.push(m.needs(total.value.needs.map(needName)));
  if (total.unspecified.length > 0) found.push(m.notFigured(total.unspecified));
  if (total.granted.length > 0) found.push(m.alsoGranted(total.granted));
  return found;
}

/** The total as text. */
export function totalText(evaluation: Evaluation, program: Program, display: Display, conflict: string): string {
  if (evaluation.total.status === 'conflict') return conflict;
  return display.value(evaluation.total.value, moneyType(program.currency));
}
