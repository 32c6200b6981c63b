/** Why: what the selected example would get if the policy read otherwise, beside what it gets now. */
import { evaluate, evaluateExpression, supposing } from '../../core/evaluate/index';
import type { Value } from '../../core/evaluate/values';
import type { Expression, Program } from '../../core/program/program';
import { swapped } from '../../core/program/swap';
import { showAmount } from '../amounts';
import { phrasebook } from '../wording';
import type { AskedItem } from './action';
import { typedOf } from './nodes';

const say = phrasebook({
  differs: { en: '{title}: {other} instead of {now} for “{example}”', zh: '{title}：示例“{example}”得 {other}，原为 {now}' },
  same: { en: '{title}: {now} for “{example}” either way', zh: '{title}：示例“{example}”仍得 {now}' },
});

/** The title with both amounts; as it is where the file has no example. */
function withAmounts(asked: AskedItem, title: string, example: string, now: Value, then: Value, currency: string | undefined): string {
  // Of what is not known either way the amounts say nothing.
  if (now.state === 'unknown' && then.state === 'unknown') return title;
  const { language } = asked;
  const show = (value: Value) => showAmount(value, { language, currency: asked.analysis.program.currency }, currency);
  const data = { title, example, now: show(now), other: show(then) };
  return data.now === data.other ? say('same', language, data) : say('differs', language, data);
}

/** The total now and with another program. */
export function withTotals(asked: AskedItem, title: string, then: Program): string {
  const { session, analysis } = asked;
  const example = session.selected(analysis);
  if (!example) return title;
  const now = example.evaluation.total.value;
  const { applicant } = example;
  const total = supposing(analysis.program, then, applicant, () => evaluate(then, applicant).total.value);
  return withAmounts(asked, title, example.example.title, now, total, analysis.program.currency);
}

/**
 * With one expression of the asked item in another's place: what its clause pays before groups and limits; of an item that is no clause
 * the total.
 */
export function withReplaced(asked: AskedItem, title: string, from: Expression, to: Expression): string {
  const { session, analysis, item } = asked;
  const { program } = analysis;
  const example = session.selected(analysis);
  const { owner } = typedOf(analysis, item);
  if (!example || owner.kind === 'other') return title;
  if (owner.kind === 'let') {
    const old = program.lets.get(owner.name);
    return old ? withTotals(asked, title, { ...program, lets: new Map(program.lets).set(owner.name, swapped(old, from, to)) }) : title;
  }
  const clause = program.clauses.get(owner.name);
  const outcome = example.evaluation.clauses.get(owner.name);
  if (!clause || !outcome) return title;
  const then = { ...program, clauses: new Map(program.clauses).set(owner.name, swapped(clause, from, to)) };
  const { currency } = clause;
  const amount: Expression = { op: 'clause', name: owner.name, type: { kind: 'number', dimension: currency }, place: clause.place };
  const { applicant } = example;
  const other = supposing(program, then, applicant, () => evaluateExpression(then, applicant, amount));
  return withAmounts(asked, title, example.example.title, outcome.gross, other, currency);
}
