/** Why: in a table of several lines the row that applies to the selected example, and of slices what each adds. */
import { GLOBAL, type Scope } from '../../core/evaluate/index';
import type { Clause, Expression, Let } from '../../core/program/program';
import { isYes, rowTaken } from '../branches';
import { derivation } from '../derivation';
import { block } from '../markdown';
import { itemName, scopesOf, show, type View, valueIn } from '../view';
import { list, phrasebook } from '../wording';
import { type Add, fitted } from './hint';
import { amountOf, stepsAt } from './steps';

type Tabular = Extract<Expression, { op: 'table' | 'marginal' }>;

const words = phrasebook({
  applies: { en: '◂ applies', zh: '◂ 适用' },
  'applies-to': { en: '◂ {items}', zh: '◂ {items}' },
});

export function letRowHints(view: View, { value }: Let, add: Add): void {
  rowHints(view, value, [GLOBAL], add);
}

/** Of the clause's own lets. */
export function localRowHints(view: View, clause: Clause, add: Add): void {
  const scopes = scopesOf(view, clause);
  for (const { value } of clause.lets.values()) rowHints(view, value, scopes, add);
}

/** Of the award and the steps, for the items that come to them. */
export function stepRowHints(view: View, clause: Clause, add: Add): void {
  const outcome = view.result.evaluation.clauses.get(clause.name);
  if (!outcome || clause.benefit.kind !== 'award') return;
  const scopes = scopesOf(view, clause);
  for (const [i, step] of [clause.benefit, ...clause.steps].entries()) {
    const come = stepsAt(outcome, i).flatMap(({ step: { before, applied }, item }) => {
      const scope = scopes[item ?? 0];
      return scope && applied ? [before ? { ...scope, current: before } : scope] : [];
    });
    rowHints(view, amountOf(step), come, add);
  }
}

/** The tables on several lines that the value comes from: of an `if` only those of the branch that is taken. */
function tablesOf(view: View, e: Expression, scope: Scope): readonly Tabular[] {
  switch (e.op) {
    case 'table': {
      const taken = rowTaken(view, e, scope);
      const value = taken === undefined ? undefined : (e.rows[taken]?.value ?? e.otherwise);
      return [e, ...(value ? tablesOf(view, value, scope) : [])];
    }
    case 'marginal':
      return [e];
    case 'if': {
      const test = valueIn(view, e.condition, scope);
      return test.state === 'known' ? tablesOf(view, isYes(test) ? e.then : e.else, scope) : [];
    }
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
      return [...tablesOf(view, e.left, scope), ...tablesOf(view, e.right, scope)];
    case 'call':
      return e.args.flatMap((x) => tablesOf(view, x, scope));
    default:
      return [];
  }
}

function rowHints(view: View, e: Expression, scopes: readonly Scope[], add: Add): void {
  // Most amounts are no tables: their text says so at once.
  if (!e.place.item.text.slice(e.place.start, e.place.end).includes('\n')) return;
  const hits = new Map<Tabular, Scope[]>();
  for (const scope of scopes) for (const table of tablesOf(view, e, scope)) hits.set(table, [...(hits.get(table) ?? []), scope]);
  for (const [table, at] of hits) {
    if (!table.place.item.text.slice(table.place.start, table.place.end).includes('\n')) continue;
    if (table.op === 'table') tableHints(view, table, at, scopes.length > 1, add);
    else sliceHints(view, table, at, add);
  }
}

function tableHints(view: View, table: Extract<Tabular, { op: 'table' }>, scopes: readonly Scope[], several: boolean, add: Add): void {
  const { language } = view.showing;
  const byRow = new Map<number, Scope[]>();
  for (const scope of scopes) {
    const taken = rowTaken(view, table, scope);
    if (taken !== undefined) byRow.set(taken, [...(byRow.get(taken) ?? []), scope]);
  }
  for (const [taken, at] of byRow) {
    const place = table.rows[taken]?.place ?? table.otherwise?.place;
    const [first] = at;
    if (!place || !first) continue;
    const names = at.map(itemName);
    const items = list(names.length > 4 ? [...names.slice(0, 3), '…'] : names, language);
    add({
      place,
      label: several ? fitted(words('applies-to', language, { items })) : words('applies', language),
      tooltip: () => block(derivation(view, '', table, first)),
    });
  }
}

function sliceHints(view: View, table: Extract<Tabular, { op: 'marginal' }>, scopes: readonly Scope[], add: Add): void {
  for (const row of table.rows) {
    const values = scopes.map((scope) => valueIn(view, { ...table, rows: [row] }, scope));
    const reached = values.filter(
      ({ state, ...rest }) => state === 'known' && 'value' in rest && rest.value.kind === 'number' && !rest.value.value.isZero,
    );
    const [first] = scopes;
    if (reached.length === 0 || !first) continue;
    const shown = reached.map((value) => show(view, value, table));
    add({
      place: row.place,
      label: fitted(`= ${list(shown.length > 4 ? [...shown.slice(0, 3), '…'] : shown, view.showing.language)}`),
      tooltip: () => block(derivation(view, '', table, first)),
    });
  }
}
