/** Why: how one clause's outcome came about: conditions with their reasons, steps, item by item, and where the document says it. */
import { type Scope, tracer } from '../core/evaluate/index';
import type { ClauseOutcome, ItemOutcome, Judgement, StepOutcome, Trace, Value } from '../core/evaluate/values';
import type { Clause, Expression, Program } from '../core/program/program';
import { Display } from '../explain/display';
import { Figures } from '../explain/figures';
import { showAmount, showError, showOutcome } from '../features/amounts';
import { isYes } from '../features/branches';
import { amountOf } from '../features/hints/steps';
import { reasonFor } from '../features/reason';
import { type Applied, scopesOf } from '../features/view';
import type { ClauseDetail, ConditionRow, Details, ItemDetail, PreviewParams, StepRow } from '../previewProtocol';
import { amountText, statusText } from './awards';
import { appliedOf, type Previewed } from './context';
import { explainedOf } from './explained';
import { itemTitle, needsText } from './naming';
import { conditionText, settled, testAt, whyOf, writtenAt } from './why';

/** What the rows of one clause are made with. */
interface Telling {
  readonly previewed: Previewed;
  readonly applied: Applied;
  readonly clause: Clause;
  readonly trace: (expression: Expression, scope: Scope) => Trace | undefined;
  readonly figures: Figures;
}

/** Only the clauses that are open are looked into, and of their items only as many as are wanted. */
export function detailsOf(previewed: Previewed, open: PreviewParams['open']): Details {
  const { program, evaluation, language, applicant } = previewed;
  const names = Object.keys(open).filter((name) => program.clauses.has(name));
  if (names.length === 0) return { clauses: [] };
  const applied = appliedOf(previewed);
  const trace = tracer(program, applicant);
  const display = new Display(language, program, showError);
  const clauses = [...program.clauses.values()].flatMap((clause) => {
    const outcome = names.includes(clause.name) ? evaluation.clauses.get(clause.name) : undefined;
    if (!outcome) return [];
    const figures = new Figures(program, display, (place) => called(program, clause, writtenAt(place)));
    return [detailOf({ previewed, applied, clause, trace, figures }, outcome, open[clause.name] ?? 0)];
  });
  return { clauses };
}

/** What is only a name is called by its label: a field of the clause's list, a value of its own, a fact, a derived value. */
function called({ facts, lets }: Program, clause: Clause, text: string): string {
  const list = clause.each === undefined ? undefined : facts.get(clause.each)?.type;
  const field = list?.kind === 'list' ? list.fields.find(({ name }) => name === text) : undefined;
  return (field ?? clause.lets.get(text) ?? facts.get(text) ?? lets.get(text))?.label ?? text;
}

function detailOf(telling: Telling, outcome: ClauseOutcome, wanted: number): ClauseDetail {
  const { clause, applied, previewed } = telling;
  const scopes = scopesOf(applied, clause);
  const items = (outcome.items ?? []).slice(0, wanted).map((item, index): ItemDetail => {
    const label = itemTitle(previewed.program, previewed.applicant, clause.each ?? '', index, previewed.language);
    return { ...rowsOf(telling, item, scopes[index], itemNotes(telling, item)), label, index };
  });
  return {
    ...rowsOf(telling, outcome, clause.each === undefined ? scopes[0] : undefined, notesOf(telling, outcome)),
    name: clause.name,
    ...sourceOf(previewed, clause),
    departments: [...clause.departments],
    items,
    itemCount: outcome.items?.length ?? 0,
  };
}

function rowsOf(telling: Telling, outcome: ItemOutcome, scope: Scope | undefined, notes: string[]): Omit<ItemDetail, 'label' | 'index'> {
  const { applied, previewed, clause } = telling;
  return {
    status: outcome.status,
    statusText: statusText(outcome, previewed.language),
    amount: amountText(outcome, applied.showing, clause),
    conditions: outcome.conditions.map((one) => conditionRow(telling, one, scope)),
    steps: outcome.steps.map((one, i) => stepRow(telling, one, i, scope)),
    notes,
  };
}

// ---------------------------------------------------------------------------------------------- conditions

function conditionRow(telling: Telling, judgement: Judgement, scope: Scope | undefined): ConditionRow {
  const { previewed, clause } = telling;
  const { reason, place, result, alternatives = [] } = judgement;
  const note = noteOn(telling, judgement, scope);
  return {
    text: conditionText(previewed.program, clause, judgement),
    ...(reason === undefined ? {} : { reason }),
    result: resultOf(result),
    ...(note === '' ? {} : { note }),
    spot: previewed.spotOf(place),
    alternatives: alternatives.map((one) => ({
      text: conditionText(previewed.program, clause, one),
      ...(one.reason === undefined ? {} : { reason: one.reason }),
      result: resultOf(one.result),
      spot: previewed.spotOf(one.place),
    })),
  };
}

function resultOf(value: Value): ConditionRow['result'] {
  switch (value.state) {
    case 'known':
      return isYes(value) ? 'yes' : 'no';
    case 'unknown':
      return 'unknown';
    case 'error':
    case 'unspecified':
      return 'error';
    default:
      return value satisfies never;
  }
}

/** The values that decide it, what it needs, or the error. */
function noteOn({ previewed, applied, clause }: Telling, { place, result }: Judgement, scope: Scope | undefined): string {
  const { language, program } = previewed;
  if (result.state === 'unknown') return needsText(program, result.needs, language);
  if (result.state === 'error') return showError(result.error.code, language);
  const test = scope && testAt(program, clause, place);
  return test && scope ? reasonFor(applied, test.condition, scope, result) : '';
}

// ---------------------------------------------------------------------------------------------- steps

function stepRow(telling: Telling, step: StepOutcome, index: number, scope: Scope | undefined): StepRow {
  const { applied, clause, previewed } = telling;
  const { kind, place, reason, applied: isApplied, bites } = step;
  const money = (value: Value): string => showAmount(value, applied.showing, clause.currency);
  const how = scope && isApplied ? howOf(telling, step, index, scope) : undefined;
  return {
    kind,
    text: writtenAt(place, reason),
    ...(reason === undefined ? {} : { reason }),
    applied: isApplied,
    bites,
    ...(kind !== 'award' && isApplied && step.figure ? { figure: money(step.figure) } : {}),
    after: money(step.after),
    spot: previewed.spotOf(place),
    ...(how ? { how } : {}),
  };
}

/** How the step's own figure came about; nothing where it is written there. */
function howOf({ clause, trace, figures, previewed }: Telling, step: StepOutcome, index: number, scope: Scope): StepRow['how'] {
  const { benefit } = clause;
  const statement = index === 0 ? (benefit.kind === 'award' ? benefit : undefined) : clause.steps[index - 1];
  if (!statement) return undefined;
  const expression = amountOf(statement);
  if (expression.op === 'constant') return undefined;
  const found = trace(expression, step.before ? { ...scope, current: step.before } : scope);
  return found && explainedOf(figures.root(found), previewed.spotOf);
}

// ---------------------------------------------------------------------------------------------- beside them

/** What groups and limits did, what is needed, and errors: what no condition or step says. */
function notesOf({ applied, clause }: Telling, outcome: ClauseOutcome): string[] {
  switch (outcome.status) {
    case 'payable':
      return settled(applied, clause, outcome);
    case 'ineligible': {
      const why = outcome.items ? whyOf(applied, clause, outcome) : undefined;
      return why === undefined ? [] : [why];
    }
    case 'inactive':
    case 'unknown':
    case 'error':
    case 'unspecified':
    case 'granted':
    case 'excluded':
    case 'conflict': {
      const why = whyOf(applied, clause, outcome);
      return [...(why === undefined ? [] : [why]), ...(outcome.status === 'excluded' ? [] : settled(applied, clause, outcome))];
    }
    default:
      return outcome.status satisfies never;
  }
}

function itemNotes({ applied, clause }: Telling, item: ItemOutcome): string[] {
  const outcome: ClauseOutcome = { ...item, clause: clause.name };
  switch (item.status) {
    case 'payable':
    case 'ineligible':
    case 'inactive':
    case 'granted':
      return item.cuts.length > 0 ? settled(applied, clause, { ...outcome, items: [item] }) : [];
    case 'unspecified':
      return [showOutcome(outcome, clause.currency, applied.showing)];
    case 'unknown': {
      const needs = needsText(applied.analysis.program, item.needs, applied.showing.language);
      return needs === '' ? [] : [needs];
    }
    case 'error':
    case 'excluded':
    case 'conflict': {
      const why = whyOf(applied, clause, outcome);
      return why === undefined ? [] : [why];
    }
    default:
      return item.status satisfies never;
  }
}

/** The article, with the words that the author quoted. */
function sourceOf({ spotOf }: Previewed, { source, place }: Clause): Pick<ClauseDetail, 'source'> {
  if (!source) return {};
  const { node } = place.item;
  const statement = node.kind === 'clause' ? node.body.find(({ kind }) => kind === 'source') : undefined;
  const at = statement ? { ...place, start: statement.start, end: statement.end } : place;
  return { source: { article: source.article, ...(source.quote === undefined ? {} : { quoted: source.quote }), spot: spotOf(at) } };
}
