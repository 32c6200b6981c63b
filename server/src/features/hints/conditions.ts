/** Why: beside each condition whether it holds for the selected example, and which values decide it. */
import { GLOBAL, type Scope } from '../../core/evaluate/index';
import type { Value } from '../../core/evaluate/values';
import type { Clause, Expression, Test } from '../../core/program/program';
import { isNo, isYes, mark } from '../branches';
import { derivation } from '../derivation';
import { block, bullets, plain } from '../markdown';
import { reasonFor } from '../reason';
import { isBroken, itemName, scopesOf, type View, valueIn } from '../view';
import { phrase, phrasebook } from '../wording';
import { type Add, fitted, mostItems } from './hint';

const words = phrasebook({
  some: { en: '{count} of {all}', zh: '{all} 项中 {count} 项' },
  open: { en: '{count} not known', zh: '{count} 项未知' },
  fails: { en: 'If not: {reason}', zh: '不满足时：{reason}' },
});

export function requirementHint(view: View, test: Test, add: Add): void {
  testHint(view, test, [{ scope: GLOBAL, moot: false }], add);
}

/** Each `when`, and each alternative of a `when any`; none of a clause that is not in force, which nobody judges. */
export function conditionHints(view: View, clause: Clause, add: Add): void {
  if (view.result.evaluation.clauses.get(clause.name)?.status === 'inactive') return;
  const scopes = scopesOf(view, clause);
  const items = view.result.evaluation.clauses.get(clause.name)?.items ?? [];
  const places = scopes.map((scope, i) => ({ scope, moot: items[i]?.status === 'ineligible' }));
  for (const { tests } of clause.conditions) for (const test of tests) testHint(view, test, places, add);
}

function testHint(view: View, test: Test, places: readonly Omit<Judged, 'value'>[], add: Add): void {
  const { condition } = test;
  // Of an empty list there is nothing to judge: the clause's own line says so.
  if (places.length === 0) return;
  const all = places.map((one) => ({ ...one, value: valueIn(view, condition, one.scope) }));
  if (all.every(({ value }) => isBroken(value))) return;
  add({
    place: test.place,
    label: fitted(label(view, condition, all)),
    tooltip: () => tooltip(view, test, all),
  });
}

interface Judged {
  readonly scope: Scope;
  /** Another condition rules the item out: whether this one is known does not matter. */
  readonly moot: boolean;
  readonly value: Value;
}

function label(view: View, condition: Expression, all: readonly Judged[]): string {
  const { language } = view.showing;
  const [first, ...others] = all;
  if (!first) return '';
  if (others.length === 0) return `${mark(first.value)} ${reasonFor(view, condition, first.scope, first.value)}`;
  const yes = all.filter(({ value }) => isYes(value)).length;
  const open = all.filter(({ value, moot }) => value.state !== 'known' && !moot).length;
  const sign = open > 0 ? '?' : yes > 0 ? '✓' : '✗';
  // One reason for all of them says more than how many there are.
  const reasons = new Set(all.map(({ scope, value }) => `${mark(value)} ${reasonFor(view, condition, scope, value)}`));
  const [only = ''] = reasons;
  if (reasons.size === 1) return only;
  const parts = [words('some', language, { count: String(yes), all: String(all.length) })];
  if (open > 0) parts.push(words('open', language, { count: String(open) }));
  return `${sign} ${parts.join(phrase('comma', language))}`;
}

function tooltip(view: View, { condition, reason }: Test, all: readonly Judged[]): string {
  const { language } = view.showing;
  const parts = [phrase('in-example', language, { example: plain(view.result.example.title) })];
  const [only, ...others] = all;
  if (only && others.length === 0) parts.push(block(derivation(view, '', condition, only.scope)));
  else {
    const lines = all.slice(0, mostItems).map(({ scope, value }) => {
      const reason = plain(reasonFor(view, condition, scope, value));
      const item = plain(itemName(scope));
      return `${mark(value)} ${reason ? phrase('entry', language, { name: item, value: reason }) : item}`;
    });
    parts.push(bullets(all.length > mostItems ? [...lines, '…'] : lines));
  }
  if (reason && all.some(({ value }) => isNo(value))) parts.push(words('fails', language, { reason: plain(reason) }));
  return parts.join('\n\n');
}
