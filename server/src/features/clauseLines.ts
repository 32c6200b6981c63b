/** Why: how a clause came to its amount in the selected example, in the few lines of a hover: conditions, steps, what groups and limits did. */
import type { ItemOutcome } from '../core/evaluate/values';
import type { Clause, Test } from '../core/program/program';
import { showAmount, showOutcome } from './amounts';
import { isYes, mark } from './branches';
import { brief, limited, mostLines } from './derivation';
import { amountOf, stepText } from './hints/steps';
import { reasonFor } from './reason';
import { scopesOf, shorten, sourceOf, type View, valueIn } from './view';
import { phrase, phrasebook } from './wording';

const words = phrasebook({
  cut: { en: 'limit {limit}: cut by {amount}', zh: '限额 {limit}：扣减 {amount}' },
  excluded: { en: 'group {group}: {winner} is kept', zh: '互斥组 {group}：取 {winner}' },
});

/** Of a clause over a list a line for each item; else its conditions, steps and what became of the amount. */
export function clauseLines(view: View, clause: Clause): string[] {
  const { showing, result } = view;
  const outcome = result.evaluation.clauses.get(clause.name);
  if (!outcome || outcome.status === 'inactive') return [];
  const { items } = outcome;
  if (items && items.length !== 1) {
    const lines = items.map(
      (item, i) => `${clause.each ?? ''}[${i}]: ${showOutcome({ ...item, clause: clause.name }, clause.currency, showing)}`,
    );
    return limited([...lines, ...settlement(view, clause, outcome)], mostLines);
  }
  const [only = outcome] = items ?? [];
  return limited([...conditionLines(view, clause), ...stepLines(view, clause, only), ...settlement(view, clause, outcome)], mostLines);
}

/** Conditions that do not hold or are not known; those that hold are only counted on when the clause pays. */
function conditionLines(view: View, clause: Clause): string[] {
  const [scope] = scopesOf(view, clause);
  if (!scope) return [];
  const requirements = view.analysis.program.files.find(({ uri }) => uri === clause.place.uri)?.requirements ?? [];
  const line = ({ condition }: Test): string => {
    const value = valueIn(view, condition, scope);
    const reason = reasonFor(view, condition, scope, value);
    const written = shorten(sourceOf(condition.place), 48);
    return `${mark(value)} ${reason ? phrase('because', view.showing.language, { value: written, why: reason }) : written}`;
  };
  const fails = ({ condition }: Test): boolean => !isYes(valueIn(view, condition, scope));
  const lines = requirements.filter(fails).map(line);
  for (const { any, tests } of clause.conditions) {
    // Of alternatives one that holds will do.
    const held = any ? tests.filter(({ condition }) => isYes(valueIn(view, condition, scope))).slice(0, 1) : [];
    lines.push(...(held.length > 0 ? held : tests).map(line));
  }
  return lines.sort((a, b) => Number(a.startsWith('✓')) - Number(b.startsWith('✓')));
}

function stepLines(view: View, clause: Clause, { steps }: ItemOutcome): string[] {
  const all = clause.benefit.kind === 'award' ? [clause.benefit, ...clause.steps] : [];
  return steps.flatMap((step, i) => {
    const found = all[i];
    const keyword = found && sourceOf({ ...found.place, end: amountOf(found).place.start });
    if (!found) return [];
    const text = step.kind === 'award' ? showAmount(step.after, view.showing, clause.currency) : stepText(view, clause, step);
    return [phrase('entry', view.showing.language, { name: shorten(`${keyword} ${brief(amountOf(found))}`, 48), value: text })];
  });
}

function settlement(view: View, clause: Clause, { cuts, excludedBy }: ItemOutcome): string[] {
  const { showing } = view;
  const lines = cuts.map(({ limit, amount }) => {
    const shown = showAmount({ state: 'known', value: { kind: 'number', value: amount } }, showing, clause.currency);
    return words('cut', showing.language, { limit, amount: shown });
  });
  if (excludedBy) lines.push(words('excluded', showing.language, { group: excludedBy.group, winner: excludedBy.inFavourOf }));
  return lines;
}
