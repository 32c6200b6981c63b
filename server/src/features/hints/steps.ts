/** Why: beside the award and each step after it the amount that is reached there for the selected example, and whether a cap bites. */
import type { ItemOutcome, StepOutcome, Value } from '../../core/evaluate/values';
import type { Benefit, Clause, Constant, Expression, Step } from '../../core/program/program';
import { derivation } from '../derivation';
import { block, bullets, plain } from '../markdown';
import { reasonFor } from '../reason';
import { isBroken, moneyShortly, scopesOf, signed, sourceOf, type View, valueIn } from '../view';
import { list, phrase, phrasebook } from '../wording';
import { type Add, fitted, mostItems } from './hint';

const words = phrasebook({
  bites: { en: '{before} → {after}, the cap bites', zh: '{before} → {after}，封顶起作用' },
  'bites-not': { en: '{after}, does not bite', zh: '{after}，未到封顶' },
  'bites-not-at': { en: '{after}, the cap of {figure} does not bite', zh: '{after}，未到封顶 {figure}' },
  raised: { en: '{before} → {after}, raised', zh: '{before} → {after}，按保底提高' },
  'raised-not': { en: '{after}, not raised', zh: '{after}，已达保底' },
  changed: { en: '{before} → {after}', zh: '{before} → {after}' },
  unchanged: { en: '{after}, unchanged', zh: '{after}，不变' },
  skipped: { en: 'does not apply', zh: '不适用' },
  'bites-for': { en: 'the cap bites for {count} of {all}', zh: '{all} 项中 {count} 项封顶起作用' },
  'raised-for': { en: 'raised for {count} of {all}', zh: '{all} 项中 {count} 项按保底提高' },
  'changed-for': { en: 'changes {count} of {all}', zh: '{all} 项中 {count} 项有变' },
  figure: { en: 'What is left of the cap: {figure}', zh: '封顶剩余：{figure}' },
  reason: { en: 'Reason: {reason}', zh: '理由：{reason}' },
});

interface Done {
  readonly step: StepOutcome;
  /** Index of the item; undefined outside `each`. */
  readonly item?: number;
}

/** The award and the steps; none where the clause does not come to them. */
export function stepHints(view: View, clause: Clause, add: Add): void {
  const outcome = view.result.evaluation.clauses.get(clause.name);
  if (!outcome) return;
  const { benefit } = clause;
  if (benefit.kind === 'award') stepHint(view, clause, benefit, stepsAt(outcome, 0), add);
  for (const [i, step] of clause.steps.entries()) stepHint(view, clause, step, stepsAt(outcome, i + 1), add);
}

/** The nth step of the clause or of each of its items, as far as it was come to. */
export function stepsAt(outcome: ItemOutcome & { readonly items?: readonly ItemOutcome[] }, n: number): readonly Done[] {
  if (!outcome.items) return outcome.steps[n] ? [{ step: outcome.steps[n] }] : [];
  return outcome.items.flatMap(({ steps }, item) => (steps[n] ? [{ step: steps[n], item }] : []));
}

function stepHint(view: View, clause: Clause, step: Step | Extract<Benefit, { kind: 'award' }>, done: readonly Done[], add: Add): void {
  if (done.every(({ step: { after } }) => isBroken(after))) return;
  // An amount that is written there, and reached, needs no hint.
  const isWritten = step.kind === 'award' && step.amount.op === 'constant';
  if (isWritten && done.every(({ step: { after } }) => after.state === 'known')) return;
  add({
    place: step.place,
    label: fitted(label(view, clause, done)),
    tooltip: () => tooltip(view, clause, step, done),
  });
}

function label(view: View, clause: Clause, done: readonly Done[]): string {
  const { language } = view.showing;
  const [first, ...others] = done;
  if (!first) return '';
  if (others.length === 0) return stepText(view, clause, first.step);
  const { kind } = first.step;
  if (done.every(({ step }) => !step.applied)) return words('skipped', language);
  const amounts = done.map(({ step }) => moneyShortly(step.after, clause.currency, view.showing));
  const shown = `= ${list(amounts.length > 4 ? [...amounts.slice(0, 3), '…'] : amounts, language)}`;
  const count = done.filter(({ step }) => step.bites).length;
  if (kind === 'award' || count === 0) return shown;
  const key = kind === 'cap' ? 'bites-for' : kind === 'floor' ? 'raised-for' : 'changed-for';
  return `${shown} (${words(key, language, { count: String(count), all: String(done.length) })})`;
}

/** What one step made of the amount before it. */
export function stepText(view: View, clause: Clause, step: StepOutcome): string {
  const { language } = view.showing;
  const after = moneyShortly(step.after, clause.currency, view.showing);
  if (step.kind === 'award') return signed(step.after, after);
  if (!step.applied && step.after.state === 'known') return words('skipped', language);
  if (step.after.state !== 'known') return signed(step.after, after);
  const before = step.before ? moneyShortly(step.before, clause.currency, view.showing) : '';
  // A cap that is written as an amount, and of which nothing is used up, stands there already.
  const written = clause.steps.find((one) => one.place.item === step.place.item && one.place.start === step.place.start);
  const isPlain = written?.kind === 'cap' && written.amount.op === 'constant' && sameAmount(written.amount.value, step.figure);
  const figure = step.figure && !isPlain ? moneyShortly(step.figure, clause.currency, view.showing) : '';
  switch (step.kind) {
    case 'cap':
      return words(step.bites ? 'bites' : figure === '' ? 'bites-not' : 'bites-not-at', language, { before, after, figure });
    case 'floor':
      return words(step.bites ? 'raised' : 'raised-not', language, { before, after });
    case 'less':
    case 'round':
      return words(step.bites ? 'changed' : 'unchanged', language, { before, after });
    default:
      return step.kind satisfies never;
  }
}

function sameAmount(constant: Constant, value: Value | undefined): boolean {
  return (
    value?.state === 'known' && value.value.kind === 'number' && constant.kind === 'number' && constant.value.equals(value.value.value)
  );
}

/** The expression that says how much. */
export function amountOf(step: Step | Extract<Benefit, { kind: 'award' }>): Expression {
  return step.kind === 'round' ? step.to : step.amount;
}

function tooltip(view: View, clause: Clause, step: Step | Extract<Benefit, { kind: 'award' }>, done: readonly Done[]): string {
  const { language } = view.showing;
  const parts = [phrase('in-example', language, { example: plain(view.result.example.title) })];
  const scopes = scopesOf(view, clause);
  const [first, ...others] = done;
  if (first && others.length === 0) {
    const scope = scopes[first.item ?? 0];
    const here = scope && (first.step.before ? { ...scope, current: first.step.before } : scope);
    const condition = step.kind === 'award' ? undefined : step.condition;
    if (here && condition && !first.step.applied) {
      const why = reasonFor(view, condition, here, valueIn(view, condition, here));
      parts.push(phrase('because', language, { value: words('skipped', language), why: plain(why || sourceOf(condition.place)) }));
    } else if (here) parts.push(block(derivation(view, '', amountOf(step), here)));
    if (step.kind === 'cap' && step.window && first.step.figure)
      parts.push(words('figure', language, { figure: moneyShortly(first.step.figure, clause.currency, view.showing) }));
  } else {
    const lines = done
      .slice(0, mostItems)
      .map((one) => `${plain(`${clause.each ?? ''}[${one.item ?? 0}]`)}: ${plain(stepText(view, clause, one.step))}`);
    parts.push(bullets(done.length > mostItems ? [...lines, '…'] : lines));
  }
  if (step.kind !== 'award' && step.reason) parts.push(words('reason', language, { reason: plain(step.reason) }));
  return parts.join('\n\n');
}
